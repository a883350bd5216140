// When what was withheld in a month may be released at the earliest. Takes the quarter or year of the reserve's rule; gives
// the period it is released with and the month after it. Months are names such as 2026-07.

import { lastMonthOf, monthsAway, type Period, parsePeriod } from '../core/calendar.ts'
import type { Reserve } from '../scheme/model.ts'

export interface Releasable {
  /** The quarter or year that the month's lots are released with. */
  readonly period: Period
  /** The first month in which they may be paid. */
  readonly payout: Period
}

/** Undefined where the reserve has no rule of release. */
export function releasable(reserve: Reserve, origin: string): Releasable | undefined {
  const every = reserve.release?.every
  if (every === undefined) return undefined
  const year = origin.slice(0, 4)
  const period = parsePeriod(every === 'year' ? year : `${year}-Q${Math.ceil(Number(origin.slice(5)) / 3)}`)!
  return { period, payout: parsePeriod(monthsAway(lastMonthOf(period), 1))! }
}
