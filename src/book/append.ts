// Seals an entry: keeps its files, writes it under another name, checks it as a reader would, and only then names it.
// Takes a book opened for writing, what the entry is, its files and records; leaves the old book or the new one.

import { createHash, type Hash } from 'node:crypto'
import { type Failure, fsFailure } from '../files/failure.ts'
import { checkpointNamed, writeCheckpoint } from './checkpoint.ts'
import {
  type EntryFacts,
  type EntryHeader,
  entryFileName,
  type FileFacts,
  figuresHash,
  headerLine,
  parseHeader,
  parseSignatureLine,
  sealLine,
  signatureLine,
} from './entry.ts'
import { clearTemporary, Temporaries } from './files.ts'
import type { Finding } from './finding.ts'
import { type FileToKeep, keepFiles } from './keep.ts'
import { commit, lastNumber, writeHead } from './open.ts'
import { orderFindings } from './order.ts'
import type { Book } from './read.ts'
import { LONGEST_LINE } from './read-entry.ts'
import { type BookRecord, FORMAT, type Posting, recordLine } from './record.ts'
import type { Said } from './said.ts'

/** An entry that is to be sealed. */
export interface EntryDraft {
  readonly facts: EntryFacts
  readonly inputs: readonly FileToKeep[]
  readonly scheme: FileToKeep
  readonly outputs: readonly FileToKeep[]
  /** Which orders it counted. */
  readonly orders?: FileToKeep
  /** Read once, one after the other, and held as text until they are written. */
  readonly records: Iterable<BookRecord>
  /** Signs the line of the seal where the facts say by which key; undefined: it can't be. */
  readonly sign?: Sign
}

export type Sign = (message: string) => Promise<string | undefined>

export type Appended =
  | { readonly outcome: 'sealed'; readonly file: string; readonly header: EntryHeader; readonly seal: string }
  /** Another writer sealed an entry since the book was opened: open it again and look. */
  | { readonly outcome: 'taken' }
  /** A file is not what the caller saw. */
  | { readonly outcome: 'changed'; readonly name: string }
  /** The entry is out of order, or its postings don't add up with those before. */
  | { readonly outcome: 'refused'; readonly findings: readonly Finding[] }
  /** Nobody signed it. */
  | { readonly outcome: 'unsigned' }
  /** The file system refused. The book is as it was, unless all but the folder's last sync had been done: look again. */
  | ({ readonly outcome: 'failed' } & Failure)

/**
 * Seals an entry at the end of a sound book, which is spent by it whatever the outcome: open it again to go on.
 * Throws for defects only: a book with findings, facts or records that have not the form of `entry.ts`.
 */
export async function appendEntry(book: Book, draft: EntryDraft): Promise<Appended> {
  if (book.findings.length > 0) throw new Error('the book is damaged')
  const { folder } = book
  const last = book.entries.at(-1)
  const number = (last?.number ?? 0) + 1
  const mine = new Temporaries(folder, number)
  try {
    const { scheme, inputs, outputs, orders } = draft
    const files = await keepFiles(folder, mine, [scheme, ...inputs, ...outputs, ...(orders ? [orders] : [])])
    if (typeof files === 'string') return { outcome: 'changed', name: files }
    const records = recordPieces(draft)
    const header = checkedHeader(draft, number, last?.seal ?? null, files, records.figures, book.said)
    const disorder = orderFindings(book.headers, header)
    if (disorder.length > 0) return { outcome: 'refused', findings: disorder }

    const hash = createHash('sha256')
    for (const posting of records.postings) book.ledger.add(posting, header)
    book.ledger.end(header)
    if (book.ledger.findings.length > 0) return { outcome: 'refused', findings: book.ledger.findings }
    const { path } = await mine.write(content(header, records.pieces, hash, draft.sign))
    const file = entryFileName(header)
    if ((await commit(folder, path, number, file)) === 'taken') return { outcome: 'taken' }

    const seal = hash.digest('hex')
    // Sealed: what can fail from here on is put right by whoever opens the book next.
    // The head comes last: where it is behind, all of this is made again.
    if (book.said.length > 0) await writeCheckpoint(folder, number, book.said)
    await writeHead(folder, { number, seal }).catch(e => fsFailure(e))
    await clearTemporary(folder, number).catch(e => fsFailure(e))
    return { outcome: 'sealed', file, header, seal }
  } catch (error) {
    if (error instanceof Unsigned) return { outcome: 'unsigned' }
    const failure = fsFailure(error, folder)
    // A winner clears the temporary files of those that can't win any more.
    const taken = failure.code === 'ENOENT' && (await lastNumber(folder)) >= number
    return taken ? { outcome: 'taken' } : { outcome: 'failed', ...failure }
  } finally {
    await mine.clear().catch(e => fsFailure(e))
  }
}

function checkedHeader(
  { facts, inputs, outputs, orders }: EntryDraft,
  number: number,
  previous: string | null,
  [scheme, ...files]: readonly FileFacts[],
  figures: string,
  before: readonly Said[],
): EntryHeader {
  const header: EntryHeader = {
    ...facts,
    about: { ...facts.about, ...checkpointNamed(before) },
    format: FORMAT,
    number,
    previous,
    inputs: files.slice(0, inputs.length),
    scheme: scheme!,
    outputs: files.slice(inputs.length, inputs.length + outputs.length),
    ...(orders ? { orders: files.at(-1)! } : {}),
    figures,
  }
  const parsed = parseHeader(headerLine(header))
  if (!parsed) throw new Error(`not a header: ${headerLine(header)}`)
  return parsed
}

const PIECE = 1 << 18

interface RecordPieces {
  readonly pieces: readonly string[]
  readonly postings: readonly Posting[]
  /** The digest of all of them. */
  readonly figures: string
}

/** The records as text, in pieces. */
function recordPieces({ facts, records }: EntryDraft): RecordPieces {
  const hash = figuresHash(facts)
  const pieces: string[] = []
  const postings: Posting[] = []
  let waiting = ''
  for (const record of records) {
    const text = recordLine(record)
    if (text === undefined || text.length > LONGEST_LINE / 4)
      throw new Error(`not a record: ${JSON.stringify(record).slice(0, 200)}`)
    if ('posting' in record) postings.push(record.posting)
    waiting += text
    if (waiting.length < PIECE) continue
    pieces.push(waiting)
    waiting = ''
  }
  pieces.push(waiting)
  for (const piece of pieces) hash.update(piece)
  return { pieces, postings, figures: hash.digest('hex') }
}

class Unsigned extends Error {}

/** The bytes of an entry in pieces; the hash ends as its seal. */
async function* content(
  header: EntryHeader,
  pieces: readonly string[],
  hash: Hash,
  sign: Sign | undefined,
): AsyncGenerator<string> {
  for (const piece of [headerLine(header), ...pieces]) {
    hash.update(piece)
    yield piece
  }
  const seal = sealLine(hash.copy().digest('hex'))
  yield seal
  if (header.signer === undefined) return
  // In the file before it has any name: an entry that says it is signed never stands there without its signature.
  const signature = await sign?.(seal)
  if (signature === undefined) throw new Unsigned()
  const text = signatureLine(signature)
  if (parseSignatureLine(text) !== signature) throw new Error('not a signature')
  yield text
}
