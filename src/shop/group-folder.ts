// The folder of a group: its group.yaml and the shops that this names. Takes a folder, or that of a shop somewhere below one; gives the
// group with the folders of its shops in their order, or what is wrong with it. Schemes and shops are not opened here.

import { readdir, stat } from 'node:fs/promises'
import { dirname, relative, sep } from 'node:path'
import { pathIn } from '../core/inside.ts'
import { problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { fsFailure } from '../files/failure.ts'
import { GROUP_FILE } from '../files/names.ts'
import { readText } from '../files/read.ts'
import type { GroupFile } from '../scheme/group-file.ts'

export interface Group extends GroupFile {
  readonly root: string
  /** The folders of its shops below its own, each once, in the order of their names: `stores/east`. */
  readonly folders: readonly string[]
}

/** Reads the group of a folder; nothing where that has no group.yaml. `display`: how problems call the file. */
export async function groupIn(root: string, display: string = GROUP_FILE): Promise<Result<Group | 'none'>> {
  const path = pathIn(root, GROUP_FILE)
  let text: string
  try {
    text = await readText(path)
  } catch (error) {
    const { code } = fsFailure(error)
    if (['ENOENT', 'ENOTDIR'].includes(code)) return done('none')
    return failed(problem('FILE_UNREADABLE', { file: display }, { detail: code }))
  }
  // Most shops are of no group: for them nothing more is loaded.
  const { readGroupFile } = await import('../scheme/group-file.ts')
  const { value: file, problems } = readGroupFile(text, display)
  if (!file) return failed(problems)
  const found = await Promise.all(
    file.shops.map(async entry => ({ entry, folders: await matching(root, entry.pattern) })),
  )
  const none = found.flatMap(({ entry, folders }) => (folders.length === 0 ? [entry.none] : []))
  if (none.length > 0) return failed(none)
  return done({ ...file, root, folders: [...new Set(found.flatMap(({ folders }) => folders))].sort() })
}

/** The group that a shop belongs to, and how its folder is called from the shop's: `../..`. */
export interface GroupAbove {
  readonly group: Group
  readonly up: string
}

/** The nearest group above a shop's folder; nothing where there is none. Refuses one that does not name the shop. */
export async function groupAbove(shop: string): Promise<Result<GroupAbove | 'none'>> {
  for (let at = dirname(shop); ; at = dirname(at)) {
    const up = relative(shop, at).split(sep).join('/')
    const { value: group, problems } = await groupIn(at, `${up}/${GROUP_FILE}`)
    if (!group) return failed(problems)
    if (group !== 'none') {
      const folder = relative(at, shop).split(sep).join('/')
      if (group.folders.includes(folder)) return done({ group, up })
      const shops = group.shops.map(entry => entry.pattern).join(', ')
      return failed(problem('GROUP_NOT_LISTED', { file: `${up}/${GROUP_FILE}` }, { shop: folder, shops }))
    }
    if (at === dirname(at)) return done('none')
  }
}

/** The folders that a name stands for in which * is anything. Hidden ones are none. */
async function matching(root: string, pattern: string): Promise<string[]> {
  let found = ['']
  for (const part of pattern.split('/')) {
    const below = found.map(async folder => {
      const names = part.includes('*') ? await foldersIn(pathIn(root, folder), fitting(part)) : [part]
      const all = names.map(name => (folder === '' ? name : `${folder}/${name}`))
      return part.includes('*') || (await isFolder(pathIn(root, ...all))) ? all : []
    })
    found = (await Promise.all(below)).flat()
  }
  return found
}

/** The folders of a folder whose names fit. Each shop of hundreds asks for all: only links are looked at by themselves. */
async function foldersIn(path: string, fits: (name: string) => boolean): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => [])
  const are = entries
    .filter(one => fits(one.name))
    .map(async one =>
      one.isDirectory() || (one.isSymbolicLink() && (await isFolder(pathIn(path, one.name)))) ? one.name : [],
    )
  return (await Promise.all(are)).flat()
}

/** Whether a name fits one in which * is anything. */
export function fitting(pattern: string): (name: string) => boolean {
  const parts = pattern.split('*').map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  const form = new RegExp(`^${parts.join('.*')}$`, 'su')
  return name => !name.startsWith('.') && form.test(name)
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    there => there.isDirectory(),
    () => false,
  )
}
