// The few ways in which the book touches its folder: temporary files, syncing, replacing.
// Throws the file system's own errors; `fsFailure` tells them from defects.

import { createHash, randomBytes } from 'node:crypto'
import { open, readdir, readFile, rename, unlink } from 'node:fs/promises'
import { pathIn } from '../core/inside.ts'
import { numberText } from './entry.ts'

/** What the file system refused, and where. */
export interface Failure {
  /** `ENOSPC`, `EACCES`, … */
  readonly code: string
  readonly file: string
}

/** The facts of an error of the file system; `file` where it names none. Any other error is a defect and thrown on. */
export function fsFailure(error: unknown, file = ''): Failure {
  const { code, syscall, path } = error as NodeJS.ErrnoException
  if (!(error instanceof Error) || typeof code !== 'string' || typeof syscall !== 'string') throw error
  return { code, file: path ?? file }
}

export interface WrittenFile {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

/** The temporary files of one writer, in the book's folder: they carry the number of the entry that it works at. */
export class Temporaries {
  readonly #folder: string
  readonly #prefix: string
  #count = 0

  constructor(folder: string, number: number) {
    this.#folder = folder
    this.#prefix = `.${numberText(number)}.${randomBytes(6).toString('hex')}`
  }

  /** Writes a new file, synced when this returns, and gives its path, size and hash. */
  async write(pieces: Iterable<Uint8Array | string> | AsyncIterable<Uint8Array | string>): Promise<WrittenFile> {
    const path = pathIn(this.#folder, `${this.#prefix}-${++this.#count}.tmp`)
    const hash = createHash('sha256')
    let bytes = 0
    const handle = await open(path, 'wx', 0o600)
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
    return { path, bytes, sha256: hash.digest('hex') }
  }

  /** Removes what was written and not given another name. */
  async clear(): Promise<void> {
    for (const name of await names(this.#folder)) {
      if (name.startsWith(this.#prefix)) await remove(pathIn(this.#folder, name))
    }
  }
}

/** The number of the entry that a leftover was to be; undefined for names that are no leftovers. */
export function leftoverNumber(name: string): number | undefined {
  const m = /^\.(\d{6})\.(?:[0-9a-f]+-\d+\.tmp|sealed)$/.exec(name)
  return m ? Number(m[1]) : undefined
}

/** Removes temporary files of entries up to a number: they are sealed, so whoever wrote these has lost or is dead. */
export async function clearTemporary(folder: string, upTo: number): Promise<void> {
  for (const name of await names(folder)) {
    const number = leftoverNumber(name)
    if (number !== undefined && number <= upTo && name.endsWith('.tmp')) await remove(pathIn(folder, name))
  }
}

/** Puts a whole new text in place of a file: whoever reads it finds the old one or the new one. */
export async function replaceFile(folder: string, number: number, name: string, text: string): Promise<void> {
  const mine = new Temporaries(folder, number)
  try {
    const { path } = await mine.write([text])
    await rename(path, pathIn(folder, name))
    await syncFolder(folder)
  } finally {
    await mine.clear()
  }
}

/** Makes sure that the names in a folder survive a loss of power, where the system can. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (error) {
    // Some systems can't open or sync a folder; names are then as safe as they make them.
    if (!['EISDIR', 'EPERM', 'EINVAL', 'ENOTSUP'].includes(fsFailure(error).code)) throw error
  }
}

/** Removes a file; one that is gone already is fine. */
export async function remove(path: string): Promise<void> {
  await unlink(path).catch(ignore('ENOENT'))
}

/** The names in a folder; none where there is no such folder. */
export async function names(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(ignore('ENOENT'))) ?? []
}

/** The text of a small file; undefined where there is none. */
export async function textOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(ignore('ENOENT'))
}

/** For a rejected promise: nothing where the error has one of these codes. */
export function ignore(...codes: readonly string[]): (error: NodeJS.ErrnoException) => undefined {
  return error => {
    if (!codes.includes(error.code ?? '')) throw error
    return undefined
  }
}
