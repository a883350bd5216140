// Reads one sealed file line by line, whatever its size, and checks the seal on the way.
// Takes a path; gives what the file says and whether its bytes are those that were sealed. Throws file system errors only.

import { createHash, type Hash } from 'node:crypto'
import { FileError, fsFailure } from '../files/failure.ts'
import { bytesNow, piecesNow } from '../files/read.ts'
import {
  type EntryHeader,
  figuresHash,
  laterFormat,
  parseHeader,
  parseSealLine,
  parseSignatureLine,
  sealLine,
  type Visit,
} from './entry.ts'
import { type BookRecord, parseRecord } from './record.ts'

export interface EntryReading {
  /** Undefined where the first line is none. */
  readonly header: EntryHeader | undefined
  /** Where a later version sealed it: the format that this program does not know. */
  readonly later: number | undefined
  /** The digest of its figures, as its records give it. */
  readonly figures: string | undefined
  /** The hash of all bytes before the line of the seal. */
  readonly hash: string
  /** The hash that the last line states; undefined where it is not the line of a seal. */
  readonly stated: string | undefined
  /** What stands behind the seal of a signed entry; not checked. */
  readonly signature: string | undefined
  /** The first line that has no known form, 1-based. Nothing after it was visited. */
  readonly badLine: number | undefined
  readonly postings: number
  readonly bytes: number
}

/** Longer lines are not read: a broken file must not fill the memory. */
export const LONGEST_LINE: number = 16 << 20
const LONGEST_SIGNATURE = 1 << 16
/** More than it takes to read few pieces, less than what does not stay near the processor. */
const SPACE = 1 << 20

/**
 * Reads an entry. Records are visited before the seal is known to be right: use them only where nothing is found. Without a
 * visitor only its header is looked at; all bytes are hashed. At once: what waiting for many small reads takes is more than the reading.
 * `space`: what it may read into, where several are read.
 */
export async function readEntry(
  path: string,
  visit: Visit | undefined,
  space: Buffer = Buffer.allocUnsafe(SPACE),
): Promise<EntryReading> {
  const hash = createHash('sha256')
  const lines = new Lines(visit)
  let bytes = 0
  const take = (body: Buffer): void => {
    hash.update(body)
    bytes += body.length
    lines.take(body)
  }
  // What is left: at least the last two lines, seal and signature, which are no part of what is sealed.
  const rest = piecesNow(path, space, read => {
    const whole = read.lastIndexOf(10) + 1
    const end = lastLine(read, lastLine(read, whole))
    if (end > 0) take(read.subarray(0, end))
    else if (read.length - whole > LONGEST_LINE) {
      lines.giveUp()
      return 'enough'
    }
    return end
  })
  bytes += rest.length
  const at = lastLine(rest, rest.length)
  const signature = short(rest.subarray(at), LONGEST_SIGNATURE, parseSignatureLine)
  if (signature === undefined) take(rest.subarray(0, at))
  const stated = short(signature === undefined ? rest.subarray(at) : rest.subarray(0, at), 100, parseSealLine)
  const { header, later, badLine, postings } = lines
  const figures = lines.figures?.digest('hex')
  return { header, later, figures, hash: hash.digest('hex'), stated, signature, badLine, postings, bytes }
}

/** The header of an entry that nothing has proved yet; undefined where its first line is none, or can't be read. */
export function readHeader(path: string): EntryHeader | undefined {
  try {
    const text = piecesNow(path, Buffer.allocUnsafe(SPACE), read =>
      read.includes(10) || read.length > LONGEST_LINE ? 'enough' : 0,
    )
    const end = text.indexOf(10)
    return end < 0 ? undefined : parseHeader(text.toString('utf8', 0, end))
  } catch (error) {
    fsFailure(error)
    return undefined
  }
}

/** The records of an entry that was read before: its bytes must still have that seal. Throws file system errors. */
export function recordsNow(path: string, seal: string): BookRecord[] {
  const bytes = bytesNow(path)
  const sealed = bytes.subarray(0, bytes.lastIndexOf(sealLine(seal)))
  if (createHash('sha256').update(sealed).digest('hex') !== seal) throw new FileError('ENOENT', path)
  const records: BookRecord[] = []
  const lines = new Lines(record => records.push(record))
  lines.take(sealed)
  if (lines.badLine !== undefined) throw new FileError('ENOENT', path)
  return records
}

/** Where the line begins that ends at `end`. */
function lastLine(bytes: Buffer, end: number): number {
  return end < 2 ? 0 : bytes.lastIndexOf(10, end - 2) + 1
}

function short<T>(bytes: Buffer, most: number, parse: (text: string) => T | undefined): T | undefined {
  return bytes.length > most ? undefined : parse(bytes.toString('latin1'))
}

/** The lines of an entry but for the seal: the header, then records. */
class Lines {
  header: EntryHeader | undefined
  later: number | undefined
  figures: Hash | undefined
  badLine: number | undefined
  postings = 0
  #line = 0
  readonly #visit: Visit | undefined

  constructor(visit: Visit | undefined) {
    this.#visit = visit
  }

  take(body: Buffer): void {
    if (this.badLine !== undefined) return
    if (!this.#visit) {
      if (this.header === undefined && !this.#takeLine(body.toString('utf8', 0, body.indexOf(10)))) this.badLine = 1
      return
    }
    const lines = body.toString('utf8').split('\n')
    lines.pop()
    const records = this.header === undefined ? body.indexOf(10) + 1 : 0
    for (const text of lines) {
      this.#line++
      if (!this.#takeLine(text)) {
        this.badLine = this.#line
        return
      }
    }
    this.figures?.update(body.subarray(records))
  }

  giveUp(): void {
    this.badLine ??= this.#line + 1
  }

  #takeLine(text: string): boolean {
    if (this.header === undefined) {
      this.header = parseHeader(text)
      if (this.header) this.figures = figuresHash(this.header, this.header.format)
      else this.later = laterFormat(text)
      return this.header !== undefined
    }
    const record = parseRecord(text, this.header.format)
    if (record === undefined) return false
    if ('posting' in record) this.postings++
    this.#visit?.(record, this.header)
    return true
  }
}
