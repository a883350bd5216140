// Sealing an entry: upon the book as it was read, signed where there is a signer. Takes the shop, the book and what the entry
// says; gives the sealed entry, or what kept it from being sealed. Nothing is sealed upon another book than was seen.

import { type Appended, appendEntry, type EntryDraft } from '../book/append.ts'
import { openBook } from '../book/open.ts'
import { type Book, closingOf } from '../book/read.ts'
import { type Problem, problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { BOOK_FOLDER } from '../files/names.ts'
import type { Month } from '../pay/month.ts'
import type { ComparedFile, TableReading } from '../pay/shop-files.ts'
import { readForm } from '../reports/run-record.ts'
import type { Shop } from './shop.ts'
import type { Signer } from './signing.ts'
import { findingProblem } from './sound-book.ts'

/** The seal that a draft stands upon: the newest of the book; of a month that is closed the one that its draft had. */
export function sealBefore(book: Book, period: string): { readonly after?: string } {
  const closed = closingOf(book, period)?.header
  const after = closed ? readForm(closed.about.form)?.after : book.entries.at(-1)?.seal
  return after === undefined ? {} : { after }
}

export interface SealedFacts {
  readonly seal: string
  readonly figures: string | undefined
  /** Who signed it, by the name of allowed_signers. */
  readonly signedBy?: string | undefined
}

/** What a sealed entry is known by, for a document. */
export function sealedFacts({ seal, header, signedBy }: Sealed): SealedFacts {
  return { figures: header.figures, seal, ...(signedBy === undefined ? {} : { signedBy }) }
}

export type Sealed = Extract<Appended, { readonly outcome: 'sealed' }> & {
  readonly signedBy: string | undefined
}

/** Seals an entry upon the book as it was read, signed where there is a signer. */
export async function sealEntry(
  { onSealed }: Shop,
  seen: Book,
  draft: EntryDraft,
  signer: Signer | undefined,
): Promise<Result<Sealed>> {
  const opened = await openBook(seen.folder)
  if (opened.outcome === 'failed')
    return failed(problem('CANNOT_WRITE', { file: opened.file }, { detail: opened.code }))
  const { book } = opened
  if (book.findings.length > 0) return failed(book.findings.map(findingProblem))
  // The lock keeps others out; but where a file system has none, what was worked out from another book must not be sealed.
  if (book.entries.at(-1)?.seal !== seen.entries.at(-1)?.seal) return failed(problem('BOOK_TAKEN', undefined, {}))
  let signed: Awaited<ReturnType<Signer['sign']>> | undefined
  const { facts } = draft
  const sign = async (message: string): Promise<string | undefined> => {
    signed = await signer?.sign(message, facts.time)
    return signed && 'signature' in signed ? signed.signature : undefined
  }
  const outcome = await appendEntry(book, signer ? { ...draft, facts: { ...facts, signer: signer.key }, sign } : draft)
  if (signed && 'code' in signed) return failed(signed)
  if (outcome.outcome !== 'sealed') return failed(appended(outcome))
  onSealed?.(`${BOOK_FOLDER}/${outcome.file}`)
  return done({ ...outcome, signedBy: signed?.name }, timeBack(seen, facts.time))
}

/** What is to be told where the clock is behind the newest entry. It is sealed all the same: who can't wait must not be kept. */
export function timeBack({ entries }: Pick<Book, 'entries'>, time: string): Problem[] {
  const newest = entries.at(-1)
  const before = newest?.header?.time ?? ''
  return isBefore(time, before)
    ? [problem('TIME_BACK', undefined, { time, entry: newest!.file, before, sealed: false })]
    : []
}

/** The entries of a book whose time is before that of the entry before them. */
export function timesBack({ entries }: Pick<Book, 'entries'>): Problem[] {
  return entries.flatMap(({ file, header }, i) => {
    const [time, before] = [header?.time ?? '', entries[i - 1]?.header?.time ?? '']
    if (!isBefore(time, before)) return []
    return [problem('TIME_BACK', { file: `${BOOK_FOLDER}/${file}` }, { time, entry: file, before, sealed: true })]
  })
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/

function isBefore(time: string, other: string): boolean {
  return TIME.test(time) && TIME.test(other) && time < other
}

/** The problem that kept an entry from being sealed. */
function appended(outcome: Exclude<Appended, { outcome: 'sealed' }>): Problem[] {
  switch (outcome.outcome) {
    case 'taken':
      return [problem('BOOK_TAKEN', undefined, {})]
    case 'changed':
      return [problem('DRAFT_STALE', { file: outcome.name }, { period: '', what: outcome.name })]
    case 'refused':
      return outcome.findings.slice(0, 1).map(findingProblem)
    case 'unsigned':
      // What kept it from being signed has been told.
      return []
    case 'failed':
      return [problem('CANNOT_WRITE', { file: outcome.file }, { detail: outcome.code })]
  }
}

/** A file as an entry is to keep it. */
interface SealedInput {
  readonly name: string
  readonly sha256: string
  readonly path: string
}

/** The files of tables, each as an entry knows it. */
export function filesRead(readings: readonly TableReading[]): SealedInput[] {
  return readings.flatMap(({ reading }) => reading.files.map(asInput))
}

function asInput({ file, sha256, path }: ComparedFile): SealedInput {
  return { name: file, sha256, path }
}

/** Every file that the month was worked out from, once each. */
export function sealedInputs(month: Month): SealedInput[] {
  const files = [...filesRead(month.readings), ...month.compared.map(asInput)]
  return [...new Map(files.map(f => [f.name, f])).values()]
}
