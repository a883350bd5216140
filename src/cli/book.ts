// Small parts that the commands of the book share: approvals from the command line, the time of an entry, and what became
// of writing one.

import { type Appended, appendEntry, type EntryDraft } from '../book/append.ts'
import type { Approval } from '../book/entry.ts'
import { openBook } from '../book/open.ts'
import { type Book, closingOf } from '../book/read.ts'
import { type Problem, problem } from '../core/problem.ts'
import { BOOK_FOLDER } from '../files/names.ts'
import { readForm } from '../reports/run-record.ts'
import type { Signer } from './signing.ts'
import type { Io, Terminal } from './streams.ts'
import { UsageError } from './usage-error.ts'
import { words } from './words.ts'
import { findingProblem } from './work-out.ts'

/** Reads `role=name`, several times. */
export function readApprovals(texts: readonly string[]): Approval[] {
  return texts.map(text => {
    const at = text.search(/[=＝]/)
    const role = text.slice(0, at).trim()
    const name = text.slice(at + 1).trim()
    if (at < 1 || role === '' || name === '') throw new UsageError('APPROVAL_WRONG', { found: text })
    return { role, name }
  })
}

/** The time of an entry: SOURCE_DATE_EPOCH where that is set, so that what is made twice can be the same. */
export function now(io: Io): string {
  const epoch = io.env.SOURCE_DATE_EPOCH
  const time = epoch !== undefined && /^\d+$/.test(epoch) ? new Date(Number(epoch) * 1000) : io.now
  return `${time.toISOString().slice(0, 19)}Z`
}

/** The seal that a draft stands upon: the newest of the book; of a month that is closed the one that its draft had. */
export function sealBefore(book: Book, period: string): { readonly after?: string } {
  const closed = closingOf(book, period)?.header
  const after = closed ? readForm(closed.about.form)?.after : book.entries.at(-1)?.seal
  return after === undefined ? {} : { after }
}

/** What a sealed entry is known by, for a terminal, and who signed it. */
export function sealLines({ seal, figures, signedBy }: SealedFacts, t: Terminal): string[] {
  const w = words(t.language)
  return [
    ...(figures === undefined ? [] : [`${w.figures}${w.colon}${figures}`]),
    `${w.seal}${w.colon}${seal}`,
    ...(signedBy === undefined ? [] : [w.signedBy(signedBy)]),
  ]
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

/** Seals an entry upon the book as the command has read it, signed where there is a signer; problems where that can't be. */
export async function sealEntry(
  seen: Book,
  draft: EntryDraft,
  io: Io,
  signer: Signer | undefined,
): Promise<Sealed | readonly Problem[]> {
  const opened = await openBook(seen.folder)
  if (opened.outcome === 'failed') return [problem('CANNOT_WRITE', { file: opened.file }, { detail: opened.code })]
  const { book } = opened
  if (book.findings.length > 0) return book.findings.map(findingProblem)
  // The lock keeps others out; but where a file system has none, what was worked out from another book must not be sealed.
  if (book.entries.at(-1)?.seal !== seen.entries.at(-1)?.seal) return [problem('BOOK_TAKEN', undefined, {})]
  let signed: Awaited<ReturnType<Signer['sign']>> | undefined
  const { facts } = draft
  const sign = async (message: string): Promise<string | undefined> => {
    signed = await signer?.sign(message, facts.time)
    return signed && 'signature' in signed ? signed.signature : undefined
  }
  const outcome = await appendEntry(book, signer ? { ...draft, facts: { ...facts, signer: signer.key }, sign } : draft)
  if (signed && 'code' in signed) return [signed]
  if (outcome.outcome !== 'sealed') return appended(outcome)
  io.onSealed?.(`${BOOK_FOLDER}/${outcome.file}`)
  return { ...outcome, signedBy: signed?.name }
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
