// The checkpoint: what all entries before one say, in columns, in a file beside them, so that a book is read by hashing it. The
// entry behind them seals its digest; so it is believed where it is the one that a sealed entry names, of entries whose bytes
// have the seals it was made of, and made again from them where it is not. It may be removed at any time. Whoever would
// have another one believed has to seal that entry again, and is found by whoever reads the whole book.

import { createHash } from 'node:crypto'
import { pathIn } from '../core/inside.ts'
import { fsFailure } from '../files/failure.ts'
import { bytesOrNone } from '../files/read.ts'
import type { EntryHeader } from './entry.ts'
import { replaceFile } from './files.ts'
import { isObject, type JsonObject } from './form.ts'
import { Said } from './said.ts'

export const CHECKPOINT = 'checkpoint'

/** What the lines mean. Another number, another meaning: a program that does not know it reads the entries. */
const FORM = 1
const FIRST_LINE = `{"checkpoint":${FORM}}\n`

/** Digests of what entries say, one after the other. */
export class Digests {
  readonly #hash = createHash('sha256').update(FIRST_LINE)

  /** Of the entries that were added. */
  get sofar(): string {
    return this.#hash.copy().digest('hex')
  }

  add({ text }: Said): void {
    this.#hash.update(`${text}\n`)
  }
}

/** What an entry seals of those before it; nothing where there are none. */
export function checkpointNamed(said: readonly Said[]): JsonObject {
  if (said.length === 0) return {}
  const digests = new Digests()
  for (const one of said) digests.add(one)
  return { checkpoint: { form: FORM, sha256: digests.sofar } }
}

/** The digest that an entry seals; undefined where it names none that this program could make. */
export function namedBy({ about: { checkpoint } }: EntryHeader): string | undefined {
  if (!isObject(checkpoint) || checkpoint.form !== FORM) return undefined
  return typeof checkpoint.sha256 === 'string' ? checkpoint.sha256 : ''
}

/** What the file says, which nothing has proved yet; nothing where there is none of this form. */
export async function foundCheckpoint(folder: string): Promise<readonly Said[]> {
  const text = (await bytesOrNone(pathIn(folder, CHECKPOINT)))?.toString('utf8')
  if (!text?.startsWith(FIRST_LINE)) return []
  try {
    return text
      .slice(FIRST_LINE.length, -1)
      .split('\n')
      .map(line => new Said(line))
  } catch {
    return []
  }
}

/** Writes it in place of the one that is there. Where that can't be done the book is read without it. */
export async function writeCheckpoint(folder: string, number: number, said: readonly Said[]): Promise<void> {
  const text = `${FIRST_LINE}${said.map(one => `${one.text}\n`).join('')}`
  await replaceFile(folder, number, CHECKPOINT, text).catch(e => fsFailure(e))
}
