// Start here: reads a book, and with it checks seals, chain and order every time, and what entries say and add up to: of those
// that a checkpoint knows, when that was made. Takes the book's folder; gives its entries, what they say, its accounts and
// everything that is wrong. Never throws for a damaged book.

import { pathIn } from '../core/inside.ts'
import { append } from '../core/lists.ts'
import { fsFailure } from '../files/failure.ts'
import { textIfThere } from '../files/read.ts'
import { foundCheckpoint, namedBy } from './checkpoint.ts'
import { type EntryHeader, endsMonth, entryFileName, numberOfName, type SealedEntry, type Visit } from './entry.ts'
import { names } from './files.ts'
import { type Finding, finding, missing } from './finding.ts'
import { checkHead, HEAD, headText } from './head.ts'
import { Ledger } from './ledger.ts'
import { orderFindings } from './order.ts'
import { type EntryReading, readEntry, readHeader, recordsNow } from './read-entry.ts'
import type { BookRecord } from './record.ts'
import { Gathering, type Said, SoFar } from './said.ts'
import { AccountSums } from './sums.ts'

export interface Book {
  /** The folder of the book. */
  readonly folder: string
  /** In the order of their numbers. */
  readonly entries: readonly SealedEntry[]
  /** Their headers; of a sound book all of them. */
  readonly headers: readonly EntryHeader[]
  /** What each of them says, in columns. */
  readonly said: readonly Said[]
  /** All that an entry says, read at once. Throws file system errors. */
  readonly recordsOf: (number: number) => readonly BookRecord[]
  /** What all postings add up to. Of no use where something was found. */
  readonly ledger: Ledger
  /** Empty: the book is sound. */
  readonly findings: readonly Finding[]
  /** True where a writer broke off before it wrote the head. */
  readonly headBehind: boolean
  /** So many entries were read by their checkpoint. */
  readonly upon: number
}

/** The entry by which a month counts as closed; undefined where it is open. */
export function closingOf({ entries }: Pick<Book, 'entries'>, month: string): ClosingEntry | undefined {
  return entries.find(
    (e): e is ClosingEntry => e.header !== undefined && endsMonth(e.header.kind) && e.header.period === month,
  )
}

export type ClosingEntry = SealedEntry & { readonly header: EntryHeader }

/**
 * Reads a book, by its checkpoint where there is one that the book names; a folder that is not there is an empty one. It is the
 * same book in either way: where anything is found, the whole of it is read.
 */
export async function readBook(folder: string): Promise<Book> {
  const said = await namedCheckpoint(folder)
  const book = said.length > 0 ? await readUpon(folder, said, () => {}) : undefined
  return book && book.findings.length === 0 ? book : readWhole(folder)
}

/**
 * Reads all of a book. `visit` takes every record, entry by entry, before it is known whether the book is sound: throw away
 * what it gathered where there are findings.
 */
export async function readWhole(folder: string, visit: Visit = () => {}): Promise<Book> {
  return (await readUpon(folder, [], visit))!
}

/** What the file of the checkpoint says, where the entry behind names it. That entry's own bytes are proved when the book is read. */
async function namedCheckpoint(folder: string): Promise<readonly Said[]> {
  const found = await foundCheckpoint(folder)
  if (found.length === 0) return found
  const entries = (await names(folder).catch(() => [])).filter(name => numberOfName(name) !== undefined).sort()
  const header = readHeader(pathIn(folder, entries[found.length] ?? ''))
  return header && namedBy(header) === found.at(-1)!.digest ? found : []
}

const SPACE = 1 << 20

/** Reads a book of which the first entries have been read before; undefined where these are not the same any more. */
async function readUpon(folder: string, known: readonly Said[], visit: Visit): Promise<Book | undefined> {
  const findings: Finding[] = []
  const entries: SealedEntry[] = []
  const said: Said[] = [...known]
  const soFar = known[0]?.soFar ?? new SoFar()
  // Read into again and again, entry by entry.
  const space = Buffer.allocUnsafe(SPACE)
  const ledger = new Ledger(known.length > 0 ? new AccountSums(known) : undefined)
  let head: string | undefined
  try {
    // The head first: an entry that another process seals meanwhile must not look as if it had been lost.
    head = await textIfThere(pathIn(folder, HEAD))
    for (const file of (await names(folder)).sort()) {
      const named = numberOfName(file)
      if (named === undefined) continue
      const before = known[entries.length]
      const gathering = new Gathering(soFar)
      const add = (record: BookRecord, header: EntryHeader): void => {
        if ('posting' in record) ledger.add(record.posting, header)
        gathering.add(record, header)
        visit(record, header)
      }
      const reading = await readOrFind(pathIn(folder, file), file, before ? undefined : add, findings, space)
      if (!reading) continue
      const { header, hash, bytes, signature } = reading
      if (before && (hash !== before.facts.seal || before.facts.number !== header?.number)) return undefined
      const { figures, postings } = before
        ? { figures: before.facts.figures, postings: before.facts.sizes.postings }
        : reading
      if (header && !before) {
        ledger.end(header)
        said.push(gathering.said(header, hash, figures ?? ''))
      }
      append(findings, entryFindings(file, { ...reading, figures }))
      const intact = hash === reading.stated
      // The header of a changed entry may lie about its number.
      const number = intact && header ? header.number : named
      entries.push({ file, number, header, seal: hash, figures, intact, signature, postings, bytes })
    }
    // A book that a writer has begun meanwhile was empty when its head was looked for.
    if (head === undefined && entries.length > 0 && (await textIfThere(pathIn(folder, HEAD))) !== undefined)
      head = headText({ count: 0, seal: null })
  } catch (error) {
    const { code } = fsFailure(error)
    findings.push(finding('unreadable', '', { code }))
  }
  if (entries.length <= known.length && known.length > 0) return undefined
  entries.sort((a, b) => a.number - b.number)
  const unreadable = findings.some(f => f.damage === 'unreadable')
  if (!unreadable) append(findings, chainFindings(entries))
  const checked = unreadable ? { behind: false, findings: [] } : checkHead(head, entries)
  append(findings, checked.findings)
  const headers = entries.flatMap(entry => entry.header ?? [])
  // Of a damaged book everything that follows would be wrong as well.
  if (findings.length === 0) {
    for (const [i, header] of headers.entries()) append(findings, orderFindings(headers.slice(0, i), header))
    for (const found of ledger.findings) findings.push(found)
    if (findings.length === 0) append(findings, checkpointFindings(entries, said))
  }
  // Who asks for one asks for it again; more than one at a time are more than is held.
  let last: { readonly number: number; readonly records: readonly BookRecord[] } | undefined
  return {
    ...{ folder, entries, headers, said, ledger, findings, headBehind: checked.behind, upon: known.length },
    recordsOf: (number: number) => {
      const { file, seal } = entries.find(e => e.number === number)!
      if (last?.number !== number) last = { number, records: recordsNow(pathIn(folder, file), seal) }
      return last.records
    },
  }
}

/** What entries seal of those before them, and does not come of these. */
function checkpointFindings(entries: readonly SealedEntry[], said: readonly Said[]): Finding[] {
  return entries.flatMap(({ file, header }, i) => {
    const named = header && namedBy(header)
    return named !== undefined && i > 0 && named !== said[i - 1]!.digest ? [finding('checkpoint', file, {})] : []
  })
}

async function readOrFind(
  path: string,
  file: string,
  visit: Visit | undefined,
  findings: Finding[],
  space: Buffer,
): Promise<EntryReading | undefined> {
  try {
    return await readEntry(path, visit, space)
  } catch (error) {
    findings.push(finding('unreadable', file, { code: fsFailure(error).code }))
    return undefined
  }
}

/** What is wrong with one file by itself. */
function entryFindings(file: string, reading: EntryReading): Finding[] {
  const { header, later, figures, hash, stated, signature, badLine } = reading
  const added = signature !== undefined && header !== undefined && header.signer === undefined
  if (hash !== stated || added) return [finding('changed', file, { line: badLine })]
  if (later !== undefined) return [finding('later', file, { format: later })]
  if (badLine !== undefined || !header) return [finding('malformed', file, { line: badLine ?? 1 })]
  if (header.figures !== undefined && header.figures !== figures) return [finding('figures', file, {})]
  if (header.signer !== undefined && signature === undefined) return [finding('unsigned', file, { key: header.signer })]
  const expected = entryFileName(header)
  return file.normalize('NFC') === expected ? [] : [finding('renamed', file, { expected })]
}

/** Numbers without gaps, each entry sealed upon the one before. */
function chainFindings(entries: readonly SealedEntry[]): Finding[] {
  const findings: Finding[] = []
  let before: SealedEntry | undefined
  for (const entry of entries) {
    const due = (before?.number ?? 0) + 1
    if (entry.number < due) findings.push(finding('repeated', entry.file, { other: before?.file ?? '' }))
    else if (entry.number > due) findings.push(missing(due, entry.number - 1))
    else if (entry.intact && entry.header && !follows(entry.header, before))
      findings.push(finding('chain', entry.file, { before: before?.file ?? '' }))
    before = entry
  }
  return findings
}

// Upon an entry that was changed, which has been found as such, nothing can be said.
function follows({ previous }: EntryHeader, before: SealedEntry | undefined): boolean {
  return before ? !before.intact || before.seal === previous : previous === null
}
