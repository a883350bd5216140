// The checkpoint: what all entries before one say, in columns, in a file beside them, so that a book is read by hashing it. The
// entry behind them seals its digest; so it is believed where it is the one that a sealed entry names, of entries whose bytes
// have the seals it was made of, and made again from them where it is not. It may be removed at any time. Whoever would
// have another one believed has to seal that entry again, and is found by whoever reads the whole book.

import { endianness } from 'node:os'
import { pathIn } from '../core/inside.ts'
import { fsFailure } from '../files/failure.ts'
import { bytesOrNone } from '../files/read.ts'
import type { EntryHeader } from './entry.ts'
import { replaceFile } from './files.ts'
import { isObject, type JsonObject } from './form.ts'
import { Said, SoFar } from './said.ts'

export const CHECKPOINT = 'checkpoint'

/**
 * What the bytes mean. Another number, another meaning: a program that does not know it reads the entries. The first form was of text.
 * Columns stand as this machine has its numbers, which is how nearly all have them: one that has them otherwise makes none.
 */
const FORM = endianness() === 'LE' ? 2 : undefined
/** As long as columns need it to be. */
const FIRST_LINE = `${JSON.stringify({ checkpoint: FORM }).padEnd(23)}\n`

/** What an entry seals of those before it; nothing where there are none. */
export function checkpointNamed(said: readonly Said[]): JsonObject {
  const last = said.at(-1)
  return last && FORM !== undefined ? { checkpoint: { form: FORM, sha256: last.digest } } : {}
}

/** The digest that an entry seals; undefined where it names none that this program could make. */
export function namedBy({ about: { checkpoint } }: EntryHeader): string | undefined {
  if (FORM === undefined || !isObject(checkpoint) || checkpoint.form !== FORM) return undefined
  return typeof checkpoint.sha256 === 'string' ? checkpoint.sha256 : ''
}

/** What the file says, which nothing has proved yet; nothing where there is none of this form. */
export async function foundCheckpoint(folder: string): Promise<readonly Said[]> {
  const found = await bytesOrNone(pathIn(folder, CHECKPOINT))
  if (found?.toString('latin1', 0, FIRST_LINE.length) !== FIRST_LINE) return []
  const bytes = found.byteOffset % 8 === 0 ? found : Uint8Array.from(found)
  const [said, soFar]: [Said[], SoFar] = [[], new SoFar()]
  try {
    for (let at = FIRST_LINE.length; at < bytes.length; at += said.at(-1)!.bytes.length)
      said.push(Said.at(bytes, at, soFar))
    return said
  } catch {
    return []
  }
}

/** Writes it in place of the one that is there. Where that can't be done the book is read without it. */
export async function writeCheckpoint(folder: string, number: number, said: readonly Said[]): Promise<void> {
  if (FORM === undefined) return
  const pieces = [Buffer.from(FIRST_LINE), ...said.map(one => one.bytes)]
  await replaceFile(folder, number, CHECKPOINT, pieces).catch(e => fsFailure(e))
}
