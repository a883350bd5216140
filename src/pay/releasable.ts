// When what was withheld in a month may be released at the earliest. Takes the quarter or year of the reserve's rule; gives
// the period it is released with and the first month that ends after it. Months are names such as 2026-07, or of weeks.

import { type Period, parsePeriod, periodAt, spanAt } from '../core/calendar.ts'
import type { Reserve } from '../scheme/model.ts'

export interface Releasable {
  /** The quarter or year that the month's lots are released with. */
  readonly period: Period
  /** The first month in which they may be paid. */
  readonly payout: Period
}

/** Undefined where the reserve has no rule of release. */
export function releasable(reserve: Reserve, origin: string): Releasable | undefined {
  if (!reserve.release) return undefined
  const of = parsePeriod(origin)!
  const period = spanAt(of.end, reserve.release.every)
  return { period, payout: periodAt(of, period.end + 1) }
}
