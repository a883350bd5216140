// The one way to open a file that somebody else may have made. Takes a path; gives the opened file, its bytes or its text.
// Refuses folders, pipes, devices and sockets at once, whatever they would do when they are opened. Throws the file
// system's errors.

import { createHash } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readFileSync, readSync, type Stats, statSync } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { FileError, fsFailure, ignore, type Other } from './failure.ts'

const PIECE = 1 << 20
/** A pipe or a device that has taken the file's place meanwhile is not waited for. Windows knows neither. */
const AT_ONCE = (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0)

/** Opens a file for reading; the caller closes it. */
export async function openToRead(path: string): Promise<FileHandle> {
  return openRegular(path, constants.O_RDONLY)
}

/** Opens a file, made where there is none, that stands under its own name. */
export async function openOwn(path: string, mode: number): Promise<FileHandle> {
  return openRegular(path, constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0), mode)
}

async function openRegular(path: string, flags: number, mode?: number): Promise<FileHandle> {
  const there = await stat(path).catch(() => undefined)
  if (there) refuseOther(there, path)
  const handle = await open(path, flags | AT_ONCE, mode)
  try {
    refuseOther(await handle.stat(), path)
    return handle
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** Throws where what stands there is no file. */
function refuseOther(there: Stats, path: string): void {
  const other = otherThanFile(there)
  if (other) throw new FileError(other, path)
}

/** What stands there, where that is no file. */
export function otherThanFile(there: Stats): Other | undefined {
  if (there.isFile()) return undefined
  if (there.isDirectory()) return 'a folder'
  if (there.isFIFO()) return 'a pipe'
  return there.isSocket() ? 'a socket' : 'a device'
}

/** What an editor has open and not saved, by path: it counts in the place of the file. */
let unsaved: ReadonlyMap<string, string> = new Map()

/** From now on these texts count in the place of their files. */
export function readUnsaved(texts: ReadonlyMap<string, string>): void {
  unsaved = texts
}

/** All bytes of a file. */
export async function readBytes(path: string): Promise<Buffer> {
  const open = unsaved.get(path)
  if (open !== undefined) return Buffer.from(open)
  const handle = await openToRead(path)
  try {
    return await handle.readFile()
  } finally {
    await handle.close()
  }
}

/** The same at once, for what is asked for in the middle of a calculation. */
export function bytesNow(path: string): Buffer {
  return openedNow(path, file => readFileSync(file))
}

/**
 * Reads a file at once, piece by piece, all in one space, which is made larger where it has to be. `use` says how much of the bytes it
 * has used: the rest comes again in front of what follows. Gives what nobody used.
 */
export function piecesNow(path: string, space: Buffer, use: (bytes: Buffer) => number | 'enough'): Buffer {
  return openedNow(path, file => {
    let bytes = space
    for (let size = 0; ; ) {
      const more = readSync(file, bytes, size, bytes.length - size, null)
      size += more
      const used = more === 0 ? 'enough' : use(bytes.subarray(0, size))
      if (used === 'enough') return bytes.subarray(0, size)
      bytes.copyWithin(0, used, size)
      size -= used
      if (size === bytes.length) bytes = Buffer.concat([bytes], 2 * size)
    }
  })
}

function openedNow<T>(path: string, work: (file: number) => T): T {
  refuseOther(statSync(path), path)
  const file = openSync(path, constants.O_RDONLY | AT_ONCE)
  try {
    refuseOther(fstatSync(file), path)
    return work(file)
  } finally {
    closeSync(file)
  }
}

/** All bytes of a file; undefined where there is none that can be read. */
export async function bytesOrNone(path: string): Promise<Buffer | undefined> {
  return readBytes(path).catch(error => void fsFailure(error))
}

/** The text of a file in UTF-8. */
export async function readText(path: string): Promise<string> {
  return (await readBytes(path)).toString('utf8')
}

/** The text of a file; undefined where there is none. */
export async function textIfThere(path: string): Promise<string | undefined> {
  return readText(path).catch(ignore('ENOENT'))
}

/** A file's bytes, piece by piece; it is opened when they are asked for. */
export async function* piecesOf(path: string): AsyncGenerator<Buffer> {
  const handle = await openToRead(path)
  try {
    for (;;) {
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(PIECE), 0, PIECE, null)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}

/** The hash of a file's bytes. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of piecesOf(path)) hash.update(piece)
  return hash.digest('hex')
}
