// What becomes of lots in a month: what was held of each before, what the month withholds and forfeits of it, and what is held
// after it. Takes a worked-out month; gives lots, each by itself or those of several people together.

import { type Decimal, sumOf, ZERO } from '../core/decimal.ts'
import type { Month } from '../pay/month.ts'
import { reservesOf } from '../pay/person-sheet.ts'

export interface MonthLot {
  /** Of several people together the first. */
  readonly person: string
  readonly reserve: string
  /** The month it was withheld in. */
  readonly origin: string
  readonly before: Decimal
  readonly withheld: Decimal
  readonly forfeited: Decimal
}

/** The lots of a month; `people`: each person's by themselves. */
export function monthLots({ result, opening }: Month, people: boolean): MonthLot[] {
  const held = opening.held.map(lot => ({ ...lot, before: lot.amount, withheld: ZERO, forfeited: ZERO }))
  const now = result.people.flatMap(p =>
    reservesOf(p).map((r): MonthLot => ({ ...r, before: ZERO, person: p.id, reserve: r.name })),
  )
  const lots = new Map<string, MonthLot>()
  for (const lot of [...held, ...now]) {
    const key = JSON.stringify([people ? lot.person : '', lot.reserve, lot.origin])
    const { before = ZERO, withheld = ZERO, forfeited = ZERO, person } = lots.get(key) ?? { person: lot.person }
    const sums = { before: before.plus(lot.before), withheld: withheld.plus(lot.withheld) }
    lots.set(key, { ...lot, person, ...sums, forfeited: forfeited.plus(lot.forfeited) })
  }
  return [...lots.values()]
}

/** What is held of a lot when the month is closed. */
export function heldOf({ before, withheld, forfeited }: MonthLot): Decimal {
  return before.plus(withheld).minus(forfeited)
}

/** What is held for everybody when the month is closed. */
export function heldAfter(month: Month): Decimal {
  return sumOf(monthLots(month, false).map(heldOf))
}
