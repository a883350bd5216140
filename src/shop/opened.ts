// What can't be done with a month that a book was opened with, or with one before it: bonusbook worked neither out, and has no
// exports of them; and by which scheme the months after it are. Takes headers of a book and a month; gives the problem.

import type { EntryHeader } from '../book/entry.ts'
import { openedMonth } from '../book/order.ts'
import { monthOf, parsePeriod, periodsAway } from '../core/calendar.ts'
import { type Problem, problem } from '../core/problem.ts'

/** The month whose scheme an entry was sealed with: of an opening the first one that is worked out after it. */
export function schemeMonth({ kind, period }: Pick<EntryHeader, 'kind' | 'period'>): string {
  return kind === 'open' ? periodsAway(period, 1) : monthOf(parsePeriod(period)!)
}

/** The problem of a month that stands before what the book knows; undefined where it is a later one. */
export function openedProblem(headers: readonly EntryHeader[], period: string): Problem | undefined {
  const opened = openedMonth(headers)
  if (opened === undefined || period > opened) return undefined
  return problem('MONTH_OPENED', undefined, { period, opened })
}
