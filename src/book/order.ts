// In which order entries may follow each other, as functions of their headers: which periods are closed, which is open.
// Takes headers in the order of their numbers; gives words and findings, refuses nothing itself.

import { type Period, parsePeriod, periodsAway, periodsIn } from '../core/calendar.ts'
import type { OrderReason, PayoutReason } from '../core/problem-facts.ts'
import { type EntryHeader, type EntryKind, endsMonth, entryFileName } from './entry.ts'
import { type Finding, finding } from './finding.ts'

type Headers = readonly EntryHeader[]

/** The months that are closed, `2026-07`, in order. */
export function closedMonths(headers: Headers): string[] {
  return headers.filter(h => endsMonth(h.kind)).map(h => h.period)
}

/** The month with which the book was opened; undefined where it begins with a month that it closed. */
export function openedMonth(headers: Headers): string | undefined {
  return headers.find(h => h.kind === 'open')?.period
}

/** The month that can be closed next; undefined while the book has none, when any month may be the first. */
export function openMonth(headers: Headers): string | undefined {
  const last = closedMonths(headers).at(-1)
  return last === undefined ? undefined : periodsAway(last, 1)
}

/** Why a month can't be closed now; undefined where it can. */
export function closingRefused(headers: Headers, name: string): OrderReason | undefined {
  const closed = closedMonths(headers)
  if (closed.includes(name)) return 'closed twice'
  const open = openMonth(headers)
  if (open === undefined || name === open) return undefined
  return name < open ? 'before the first' : 'left out'
}

/** What of a quarter or year is not closed. What lies before the book's first month does not count as open. */
export function openMonthsOf(headers: Headers, period: Period): string[] {
  const closed = closedMonths(headers)
  const names = periodsIn(period, parsePeriod(closed[0] ?? period.name)!).map(p => p.name)
  return names.filter(name => !closed.includes(name) && !(closed[0] !== undefined && name < closed[0]))
}

/** Why a month can't pay the release of a period; undefined where it can. `partial`: of what is closed so far. */
export function payoutRefused(
  headers: Headers,
  period: Period,
  payout: string,
  partial: boolean,
): PayoutReason | undefined {
  const last = closedMonths(headers).at(-1)
  if (last !== undefined && payout <= last) return 'closed'
  return !partial && parsePeriod(payout)!.end <= period.end ? 'inside' : undefined
}

/** The entries that released a reserve for a period, some people's or all's. */
export function releasesOf(headers: Headers, reserve: string, period: string): EntryHeader[] {
  return headers.filter(h => h.kind === 'release' && h.reserve === reserve && h.period === period)
}

/** The entries that corrected a month. */
export function correctionsOf(headers: Headers, name: string): EntryHeader[] {
  return headers.filter(h => h.kind === 'correct' && h.period === name)
}

/** Why an entry can't come after others. */
const REFUSED: Readonly<Record<EntryKind, (before: Headers, period: string) => OrderReason | undefined>> = {
  open: before => (before.length > 0 ? 'not the first' : undefined),
  close: closingRefused,
  release: () => undefined,
  correct: (before, period) => {
    const worked = before.some(h => h.kind === 'close' && h.period === period)
    return worked ? undefined : 'not closed'
  },
}

/** What is wrong with an entry that comes after others. */
export function orderFindings(before: Headers, header: EntryHeader): Finding[] {
  const reason = REFUSED[header.kind](before, header.period)
  return reason === undefined ? [] : [finding('order', entryFileName(header), { reason, month: header.period })]
}
