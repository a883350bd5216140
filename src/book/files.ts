// The few ways in which the book touches its folder: temporary files, and replacing.
// Throws the file system's own errors; `fsFailure` tells them from defects.

import { randomBytes } from 'node:crypto'
import { lstat, readdir, rename } from 'node:fs/promises'
import { pathIn } from '../core/inside.ts'
import { FileError, ignore } from '../files/failure.ts'
import { remove, syncFolder, type Written, writeNew } from '../files/write.ts'
import { numberText } from './entry.ts'

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
  async write(
    pieces: Iterable<Uint8Array | string> | AsyncIterable<Uint8Array | string>,
  ): Promise<Written & { readonly path: string }> {
    const path = pathIn(this.#folder, `${this.#prefix}-${++this.#count}.tmp`)
    return { path, ...(await writeNew(path, pieces)) }
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

/** Puts a whole new content in place of a file: whoever reads it finds the old one or the new one. */
export async function replaceFile(
  folder: string,
  number: number,
  name: string,
  pieces: Iterable<Uint8Array | string>,
): Promise<void> {
  const mine = new Temporaries(folder, number)
  try {
    const { path } = await mine.write(pieces)
    await rename(path, pathIn(folder, name))
    await syncFolder(folder)
  } finally {
    await mine.clear()
  }
}

/** The names in a folder; none where there is no such folder. A link that leads nowhere is not nothing: it is an error. */
export async function names(folder: string): Promise<string[]> {
  const found = await readdir(folder).catch(ignore('ENOENT'))
  if (found) return found
  const there = await lstat(folder).catch(ignore('ENOENT'))
  if (there?.isSymbolicLink()) throw new FileError('ENOENT', folder)
  // Another process may have made it meanwhile.
  return there ? names(folder) : []
}
