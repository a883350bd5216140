// Finds the one file of a folder that a scheme's pattern means: `维修工单*`. Takes a folder, or names of files with the paths
// where they lie, and a pattern in which only `*` is special; refuses none and several, and never sees lock files, hidden files and folders.

import { readdir, stat } from 'node:fs/promises'
import { isNameInside, pathIn } from '../core/inside.ts'
import type { Place } from '../core/place.ts'
import { problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { suggest } from '../core/suggest.ts'
import { hashFile } from '../files/read.ts'

interface FileWanted {
  /** The table, as problems name it. */
  readonly table: string
  /** Where the scheme asks for the file. */
  readonly at: Place
  /** The folder as problems name it: relative to the shop folder. */
  readonly display: string
  /** The period of the form that it is, where raters fill it in. */
  readonly form?: string
  /** Another folder to look in where it is not there, and how the scheme asks for a file of it: `results/`. */
  readonly elsewhere?: { readonly folder: Files; readonly prefix: string }
}

export interface FoundFile {
  readonly path: string
  readonly display: string
}

const PASSED_OVER = /^(\.|~\$)|\.(tmp|part|crdownload|lnk|bak)$|~$/i

/** True for what programs leave beside a file while it is open or on its way. */
export function isPassedOver(name: string): boolean {
  return PASSED_OVER.test(name)
}

/** A folder by its path; or files by their names, each with its path. */
export type Files = string | ReadonlyMap<string, string>

/** The file in `folder` whose name fits `pattern`, or FILE_MISSING, FILE_AMBIGUOUS or FILE_UNREADABLE. */
export async function findFile(folder: Files, pattern: string, wanted: FileWanted): Promise<Result<FoundFile>> {
  let names: string[]
  try {
    names = (await namesIn(folder)).filter(name => !isPassedOver(name))
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      return failed(problem('FILE_UNREADABLE', { file: wanted.display }, { detail: code ?? 'unknown' }))
    }
    names = []
  }
  const fits = matcher(pattern)
  const found = names.filter(name => fits(name)).sort()
  const [only] = found
  if (only !== undefined && found.length === 1) {
    const display = wanted.display === '' ? only : `${wanted.display}/${only}`
    if (!isNameInside(only))
      return failed(problem('FILE_UNREADABLE', { file: display }, { detail: 'signs in its name' }))
    return done({ path: pathOf(folder, only), display })
  }
  const facts = { table: wanted.table, pattern }
  if (only !== undefined) {
    const same = await sameBytes(found.map(name => pathOf(folder, name)))
    return failed(
      problem('FILE_AMBIGUOUS', wanted.at, { ...facts, files: found.join(', '), folder: wanted.display, same }),
    )
  }
  const nearest = nearestFile(pattern, names) ?? (await elsewhere(pattern, wanted))
  const form = wanted.form === undefined ? {} : { form: wanted.form }
  return failed(problem('FILE_MISSING', wanted.at, { ...facts, folder: wanted.display, nearest, ...form }))
}

/** The pattern of the file in the other folder, where that one has it. */
async function elsewhere(pattern: string, { elsewhere: other }: FileWanted): Promise<string | undefined> {
  if (other === undefined) return undefined
  const names = await namesIn(other.folder).catch(() => [])
  return names.some(matcher(pattern)) ? `${other.prefix}${pattern}` : undefined
}

async function namesIn(folder: Files): Promise<string[]> {
  if (typeof folder !== 'string') return [...folder.keys()]
  const entries = await readdir(folder, { withFileTypes: true })
  return entries.filter(entry => !entry.isDirectory()).map(entry => entry.name)
}

function pathOf(folder: Files, name: string): string {
  return typeof folder === 'string' ? pathIn(folder, name) : folder.get(name)!
}

/** The file whose name is nearest to the pattern, both without their ending and the month in them. */
function nearestFile(pattern: string, names: readonly string[]): string | undefined {
  const bare = (name: string): string =>
    name
      .normalize('NFC')
      .replace(/\.[a-z]{2,5}$/i, '')
      .replace(/[*\d_\s~-]+/g, '')
  const byBare = new Map(names.map(name => [bare(name), name.normalize('NFC')]))
  const nearest = suggest(bare(pattern), byBare.keys())
  return nearest === undefined ? undefined : byBare.get(nearest)
}

/** Tests names against a pattern. Linear in the name: parts between stars are looked for one after the other. */
export function matcher(pattern: string): (name: string) => boolean {
  const plain = (text: string): string => text.normalize('NFC').toLowerCase()
  const parts = plain(pattern).split('*')
  const head = parts[0]!
  const tail = parts.at(-1)!
  if (parts.length === 1) return name => plain(name) === head
  return name => {
    const text = plain(name)
    if (!text.startsWith(head) || !text.endsWith(tail) || text.length < head.length + tail.length) return false
    let from = head.length
    for (const part of parts.slice(1, -1)) {
      const at = text.indexOf(part, from)
      if (at < 0) return false
      from = at + part.length
    }
    return from + tail.length <= text.length
  }
}

// Tells whether files have the same bytes. Takes paths; a file that can't be read is like no other.

/** True where all the files have the same bytes. Files of different sizes are not opened. */
export async function sameBytes(paths: readonly string[]): Promise<boolean> {
  try {
    const sizes = await Promise.all(paths.map(async path => (await stat(path)).size))
    if (new Set(sizes).size > 1) return false
    return new Set(await Promise.all(paths.map(hashFile))).size === 1
  } catch {
    return false
  }
}
