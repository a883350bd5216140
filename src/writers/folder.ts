// Files of one folder, all of them or none. They are written and synced under another name beside it; then the folder is
// put in place, and whatever in the old one is not ours is moved into it. A run that breaks off, by a loss of power too,
// leaves the old folder as it was, or the new one; the next run brings home what it had not moved yet. Nothing that we did
// not write is ever deleted.

import { lstat, mkdir, readdir, readlink, realpath, rename, rm, rmdir, stat, unlink } from 'node:fs/promises'
import { basename, dirname, extname } from 'node:path'
import { pathIn } from '../core/inside.ts'
import { inTurns, oneAfterAnother, type Turn } from '../core/turns.ts'
import { FileError, fsFailure } from '../files/failure.ts'
import { readBytes } from '../files/read.ts'
import { makeFolder, nameAgain, PRIVATE_FOLDER, syncFolder, writeNew } from '../files/write.ts'
import { earlierFiles } from './earlier-files.ts'

/** What is made whole when it comes to be written, so that of such files only one is held. */
export type Late = () => Promise<Uint8Array>

export interface OutputFile {
  /** May stand in a folder: `statements/00013.html`. */
  readonly name: string
  /** The content, whole or in pieces. */
  readonly content: string | Iterable<string> | Late
}

export interface WrittenFile {
  readonly file: string
  readonly bytes: number
  readonly sha256: string
}

/** A file that stood under a name of ours and was not as we wrote it. */
export interface KeptFile {
  readonly file: string
  readonly as: string
}

export interface Replaced {
  readonly kept: readonly KeptFile[]
  /** The old folder, where it could not be removed; the next run does. */
  readonly left: string | undefined
}

const NEW = '.new'
const OLD = '.old'

/**
 * Replaces a folder by one with these files. `last` makes one more, named `record`, from what is known of the others. Files
 * that the record of the old folder lists, and that are as they were written, go; all others stay, under another name where
 * theirs is taken. A symbolic link in place of the folder is followed.
 * Throws the file system's error where it can't; then the folder is as it was.
 */
export async function replaceFolder(
  named: string,
  files: readonly OutputFile[],
  record: string,
  last: (written: readonly WrittenFile[]) => Omit<OutputFile, 'name'>,
): Promise<Replaced> {
  const folder = await behindLinks(named)
  const parent = dirname(folder)
  const fresh = pathIn(parent, `.${basename(folder)}${NEW}`)
  const old = pathIn(parent, `.${basename(folder)}${OLD}`)
  await makeFolder(parent)
  const brought = await recover(folder, fresh, old, record)
  const before = await kindOf(folder)
  if (before === 'other') throw new FileError('ENOTDIR', folder)
  try {
    await mkdir(fresh, { mode: PRIVATE_FOLDER })
    const inside = foldersOf(files)
    for (const name of inside) await mkdir(pathIn(fresh, name), { mode: PRIVATE_FOLDER })
    const turn = oneAfterAnother()
    const written = await inTurns(files, file => writeFile(fresh, file, turn))
    await writeFile(fresh, { ...last(written), name: record }, turn)
    for (const name of inside) await syncFolder(pathIn(fresh, name))
    await syncFolder(fresh)
    if (before) {
      await rename(folder, old)
      // The name of the old folder must stand before its own is taken: else a loss of power could take both.
      await syncFolder(parent)
    }
    await rename(fresh, folder)
    await syncFolder(parent)
  } catch (error) {
    await rm(fresh, { recursive: true, force: true })
    if (!(await kindOf(folder)) && (await kindOf(old))) await rename(old, folder)
    throw error
  }
  if (!before) return brought
  const { kept, left } = await settle(old, folder, record)
  return { kept: [...brought.kept, ...kept], left }
}

/** True where a writer of the folder broke off between the old one and the new one. */
export async function isUnfinished(folder: string): Promise<boolean> {
  const [fresh, old] = [NEW, OLD].map(ending => pathIn(dirname(folder), `.${basename(folder)}${ending}`)) as [
    string,
    string,
  ]
  return (await kindOf(fresh)) !== undefined || (await kindOf(old)) !== undefined
}

/** The folders in which the files are to lie, those above first. */
function foldersOf(files: readonly OutputFile[]): string[] {
  const above = (name: string): string[] => (dirname(name) === '.' ? [] : [...above(dirname(name)), dirname(name)])
  return [...new Set(files.flatMap(file => above(file.name)))]
}

/** Puts right what a run that broke off left behind: the old folder comes back unless the new one was in place. */
async function recover(folder: string, fresh: string, old: string, record: string): Promise<Replaced> {
  await rm(fresh, { recursive: true, force: true })
  if ((await kindOf(old)) && !(await kindOf(folder))) await rename(old, folder)
  if (!(await kindOf(old))) return { kept: [], left: undefined }
  const settled = await settle(old, folder, record)
  if (settled.left !== undefined) throw new FileError('EEXIST', old)
  return settled
}

/** Moves what is not ours out of the old folder into the new one, then removes the old one. */
async function settle(old: string, folder: string, record: string): Promise<Replaced> {
  const kept: KeptFile[] = []
  try {
    const ours = new Set(await earlierFiles(old, record))
    const moving: Moving = { old, folder, ours, kept, named: [], into: new Set(), from: new Set([old]) }
    await bringHome(moving, '')
    // Each step stands before the next one removes what it rests on.
    for (const place of moving.into) await syncFolder(place)
    for (const name of [...moving.named, ...[...ours].filter(own => own !== record)]) {
      await unlink(pathIn(old, name))
      moving.from.add(dirname(pathIn(old, name)))
    }
    for (const place of moving.from) await syncFolder(place)
    // The record last: without it nobody would know what else was ours.
    if (ours.has(record)) await unlink(pathIn(old, record))
    await removeEmpty(old)
    // Nothing may be sealed upon a folder of which the one before could come back.
    await syncFolder(dirname(old))
    return { kept, left: undefined }
  } catch (error) {
    fsFailure(error)
    return { kept, left: old }
  }
}

interface Moving {
  readonly old: string
  readonly folder: string
  readonly ours: ReadonlySet<string>
  readonly kept: KeptFile[]
  /** Files of the old folder that have a name in the new one as well. */
  readonly named: string[]
  /** Folders into which something was moved, and from which. */
  readonly into: Set<string>
  readonly from: Set<string>
}

async function bringHome(moving: Moving, inside: string): Promise<void> {
  const { old, folder, ours, kept, named, into, from } = moving
  for (const entry of await readdir(pathIn(old, inside))) {
    const name = inside + entry
    if (ours.has(name)) continue
    const [here, to] = [pathIn(old, name), pathIn(folder, name)]
    const there = await kindOf(to)
    // A link is moved as it is, whatever it leads to.
    const isFolder = (await lstat(here)).isDirectory()
    if (isFolder && there === 'folder') await bringHome(moving, `${name}/`)
    else if (isFolder && !there && [...ours].some(own => own.startsWith(`${name}/`))) {
      await makeFolder(to)
      await bringHome(moving, `${name}/`)
      // A folder of which nothing stays was only there for files of ours.
      await rmdir(to).catch(() => undefined)
    } else {
      const home = await nameAtHome(here, folder, name)
      if (home.name !== name) kept.push({ file: name, as: home.name })
      const target = pathIn(folder, home.name)
      if (isFolder) await rename(here, target)
      else if (home.there || (await nameAgain(here, target))) named.push(name)
      into.add(dirname(target))
      from.add(dirname(here))
    }
  }
}

/**
 * The name under which a file comes home: its own, or `payroll (1).xlsx` where another has that. `there`: it is there
 * already, since a run before this one broke off when it had been named and not yet removed.
 */
async function nameAtHome(here: string, folder: string, name: string): Promise<{ name: string; there: boolean }> {
  const ending = extname(name)
  for (let i = 0; ; i++) {
    const free = i === 0 ? name : `${name.slice(0, name.length - ending.length)} (${i})${ending}`
    const target = pathIn(folder, free)
    if (!(await kindOf(target))) return { name: free, there: false }
    if (await sameFile(here, target)) return { name: free, there: true }
  }
}

/** Removes a folder in which only empty folders are left; throws where anything else is. */
async function removeEmpty(folder: string): Promise<void> {
  for (const entry of await readdir(folder)) await removeEmpty(pathIn(folder, entry))
  await rmdir(folder)
}

async function sameFile(a: string, b: string): Promise<boolean> {
  const [one, other] = [await lstat(a), await lstat(b)]
  if (one.ino === other.ino && one.dev === other.dev) return true
  if (one.isSymbolicLink() && other.isSymbolicLink()) return (await readlink(a)) === (await readlink(b))
  if (!one.isFile() || !other.isFile() || one.size !== other.size) return false
  return (await readBytes(a)).equals(await readBytes(b))
}

/** Where a folder really lies. A link that leads nowhere is an error of the file system. */
async function behindLinks(folder: string): Promise<string> {
  return (await kindOf(folder)) ? realpath(folder) : folder
}

const PIECE = 1 << 15

async function writeFile(folder: string, { name, content }: OutputFile, turn: Turn): Promise<WrittenFile> {
  const write = async (pieces: Iterable<Uint8Array | string>): Promise<WrittenFile> => {
    return { file: name, ...(await writeNew(pathIn(folder, name), pieces)) }
  }
  return typeof content === 'function' ? turn(async () => write([await content()])) : write(inPieces(content))
}

/** Texts put together until they are worth writing. */
function* inPieces(content: string | Iterable<string>): Generator<string> {
  let waiting = ''
  for (const piece of typeof content === 'string' ? [content] : content) {
    waiting += piece
    if (waiting.length < PIECE) continue
    yield waiting
    waiting = ''
  }
  yield waiting
}

/** What stands under a name; undefined for nothing. A link is what it leads to, one that leads nowhere is another thing. */
async function kindOf(path: string): Promise<'folder' | 'other' | undefined> {
  if (!(await lstat(path).catch(() => undefined))) return undefined
  return (await stat(path).catch(() => undefined))?.isDirectory() === true ? 'folder' : 'other'
}
