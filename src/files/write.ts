// The one way to make files and folders that must survive a loss of power. What has returned from here stands: the bytes are
// synced, and the names when their folder is, by `syncFolder` or by what says so. Throws the file system's errors.

import { createHash } from 'node:crypto'
import {
  chmod,
  link,
  lstat,
  mkdir,
  open,
  readdir,
  readlink,
  realpath,
  rename,
  rm,
  symlink,
  unlink,
} from 'node:fs/promises'
import { dirname } from 'node:path'
import { pathIn } from '../core/inside.ts'
import { FileError, fsFailure, ignore } from './failure.ts'
import { otherThanFile } from './read.ts'

/** Nobody but the owner reads what people are paid. */
export const PRIVATE_FOLDER = 0o700
export const PRIVATE_FILE = 0o600

export interface Written {
  readonly bytes: number
  readonly sha256: string
}

/** Writes a new file; its name is to be synced by the caller. */
export async function writeNew(
  path: string,
  pieces: Iterable<Uint8Array | string> | AsyncIterable<Uint8Array | string>,
  mode: number = PRIVATE_FILE,
): Promise<Written> {
  const hash = createHash('sha256')
  let bytes = 0
  const handle = await open(path, 'wx', mode)
  try {
    for await (const piece of pieces) {
      const data = typeof piece === 'string' ? Buffer.from(piece) : piece
      hash.update(data)
      bytes += data.length
      await handle.appendFile(data)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { bytes, sha256: hash.digest('hex') }
}

/**
 * Puts a content into a file: the old one stays or the new one is there whole, name and all. A link is followed. Refuses
 * what is no file.
 */
export async function putFile(named: string, content: string | Uint8Array): Promise<void> {
  const path = (await lstat(named).catch(ignore('ENOENT'))) ? await realpath(named) : named
  const there = await lstat(path).catch(ignore('ENOENT'))
  const other = there && otherThanFile(there)
  if (other) throw new FileError(other, named)
  await sweep(dirname(path))
  // Short, since the name of the file may be as long as a name may be.
  const fresh = pathIn(dirname(path), `.bonusbook-${process.pid}-${++made}.new`)
  try {
    await writeNew(fresh, [content])
    if (there) await chmod(fresh, there.mode & 0o777)
    await rename(fresh, path)
  } catch (error) {
    await rm(fresh, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
}

let made = 0

/** Removes what processes that are dead have left half written in a folder. */
async function sweep(folder: string): Promise<void> {
  const names: readonly string[] = await readdir(folder).catch(() => [])
  for (const name of names) {
    const pid = /^\.bonusbook-(\d+)-\d+\.new$/.exec(name)?.[1]
    if (pid !== undefined && !isAlive(Number(pid))) await remove(pathIn(folder, name))
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return fsFailure(error).code !== 'ESRCH'
  }
}

/** Makes a folder and those above it. Their names are synced, also those that somebody made who then broke off. */
export async function makeFolder(folder: string, mode: number = PRIVATE_FOLDER): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode }).catch(async (error: unknown) => {
    // On a disk that is only read Node says that the folder is not there; asked for that alone, it says why.
    if (fsFailure(error).code === 'ENOENT' && (await lstat(dirname(folder)).catch(() => undefined)))
      await mkdir(folder, { mode })
    throw error
  })
  let at = dirname(folder)
  await syncFolder(at)
  while (first !== undefined && at.length >= first.length) {
    at = dirname(at)
    await syncFolder(at)
  }
}

/** Syncs the names in a folder, where the system can. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (error) {
    // Some systems can't open or sync a folder, and one may not be read; names are then as safe as they make them.
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP'].includes(fsFailure(error).code)) throw error
  }
}

/**
 * Gives a file a second name, never one that something has: EEXIST. The first one is to go once the folder of the second is
 * synced. False where the file system can't: then it was renamed.
 */
export async function nameAgain(from: string, to: string): Promise<boolean> {
  const kind = await lstat(from)
  if (kind.isSymbolicLink()) await symlink(await readlink(from), to)
  else {
    try {
      await link(from, to)
    } catch (error) {
      if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(fsFailure(error).code)) throw error
      await rename(from, to)
      return false
    }
  }
  return true
}

/** Removes a file; one that is gone already is fine. */
export async function remove(path: string): Promise<void> {
  await unlink(path).catch(ignore('ENOENT'))
}
