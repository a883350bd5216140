// Which releases are due once a month is closed: of reserves that are settled with its quarter or year, of which something is held.
// Takes the scheme of that month and who has lots; gives what `release` is asked for.

import { belongsTo, isDue, type Period, parsePeriod, periodsAway, spanOf } from '../core/calendar.ts'
import type { Scheme } from '../scheme/model.ts'

export interface ReleaseDue {
  readonly reserve: string
  readonly period: string
  /** The month after, which pays it. */
  readonly payout: string
}

/** What is held of a reserve, of a month, and not settled yet. */
export interface HeldOf {
  readonly reserve: string
  readonly origin: string
}

/** The releases that are due with a month, in the order of the scheme. */
export function releasesDue(
  { reserves }: Pick<Scheme, 'reserves'>,
  month: Period,
  held: readonly HeldOf[],
): ReleaseDue[] {
  return reserves.flatMap(({ name, release }): ReleaseDue[] => {
    if (!release || !isDue(month, release.every)) return []
    const span = spanOf(month, release.every)
    const isHeld = held.some(({ reserve, origin }) => reserve === name && belongsTo(span, parsePeriod(origin)!))
    return isHeld ? [{ reserve: name, period: span.name, payout: periodsAway(month.name, 1) }] : []
  })
}
