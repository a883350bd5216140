// A sealed release, worked out again: from what the book said before it, and from the scheme, roster and results that it keeps.
// Takes its entry and the book; gives its outcome, or the codes of what keeps it from being worked out.

import type { EntryHeader } from '../book/entry.ts'
import type { JsonObject } from '../book/form.ts'
import { copiesOf } from '../book/keep.ts'
import { Ledger } from '../book/ledger.ts'
import type { Book } from '../book/read.ts'
import { AccountSums } from '../book/sums.ts'
import { parsePeriod } from '../core/calendar.ts'
import type { Problem } from '../core/problem.ts'
import { calculateRelease, type ReleaseOutcome, type ReleaseRequest } from '../pay/release.ts'
import { sealedSheets } from './drafts.ts'
import { keptWithCopies } from './month.ts'
import { namesIn } from './people.ts'
import { lastMonth, lotsOf } from './release.ts'

export interface SealedRelease {
  /** The book that it is of, sound. */
  readonly book: Book
  readonly header: EntryHeader
}

export type ReplayedRelease =
  | { readonly request: ReleaseRequest; readonly outcome: ReleaseOutcome }
  | { readonly because: readonly string[] }

/** `keepRows`: the rows behind its figures are known. */
export async function replayRelease({ book, header }: SealedRelease, keepRows = false): Promise<ReplayedRelease> {
  const { folder } = book
  const { reserve: name = '', payout: payoutName = '', about } = header
  const [period, payout] = [parsePeriod(header.period)!, parsePeriod(payoutName)!]
  const { scheme: kept, problems } = await keptWithCopies(folder, header, lastMonth(period).name)
  const scheme = kept && { ...kept, sheets: sealedSheets(header, kept) }
  const reserve = scheme?.reserves.find(r => r.name === name)
  if (!scheme) return { because: errorCodes(problems) }
  if (reserve?.release?.every !== period.kind) return { because: ['RELEASE_NOT_RULED'] }
  const { number } = header
  const ledger = new Ledger(new AccountSums(book.said.filter(({ facts }) => facts.number < number)))
  const lots = lotsOf(ledger, name, period, namesIn(book, number))
  // The first format does not say whether all were meant.
  const some =
    header.format === 1
      ? new Set(book.recordsOf(number).flatMap(r => ('lot' in r ? [r.lot.person] : [])))
      : chosen(about)
  const rosters = [...new Set(header.inputs.flatMap(({ name }) => /^data\/(\d{4}-[^/]+)\//.exec(name)?.[1] ?? []))]
  const request: ReleaseRequest = {
    ...{ scheme, reserve, period, payout, layouts: true, keepRows },
    shop: { copies: copiesOf(folder, header.inputs) },
    lots: some ? lots.filter(lot => some.has(lot.person)) : lots,
    rosters: rosters
      .sort()
      .reverse()
      .map(month => parsePeriod(month)!),
    given: new Map(Object.entries(texts(about.given))),
  }
  return { request, outcome: await calculateRelease(request) }
}

export function errorCodes(problems: readonly Problem[]): string[] {
  return [...new Set(problems.filter(p => p.severity === 'error').map(p => p.code))]
}

/** The people that a release was asked for; undefined where it was for all. */
function chosen({ people }: JsonObject): ReadonlySet<string> | undefined {
  return Array.isArray(people) ? new Set(people.map(String)) : undefined
}

function texts(given: unknown): Record<string, string> {
  if (typeof given !== 'object' || given === null) return {}
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]))
}
