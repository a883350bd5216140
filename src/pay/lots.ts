// What is held back of everybody, lot by lot: of one person, reserve and month. Takes a month; gives what was held before it
// beside what the month withholds and forfeits, from which sheets, statements and reports follow.

import { type Decimal, ZERO } from '../core/decimal.ts'
import type { Month } from './month.ts'
import type { HeldLot } from './opening.ts'
import { reservesOf } from './person-sheet.ts'

/** What becomes of a lot in a month: before + withheld − forfeited is held after it. */
export interface Lot extends Omit<HeldLot, 'held'> {
  readonly before: Decimal
  readonly withheld: Decimal
  readonly forfeited: Decimal
}

/** All lots of a month: those of the months before, then what it withholds itself. */
export function lotsOf({ opening, result }: Pick<Month, 'opening' | 'result'>): Lot[] {
  const nothing = { before: ZERO, withheld: ZERO, forfeited: ZERO }
  const held = opening.held.map((lot): Lot => ({ ...nothing, ...lot, before: lot.held }))
  const now = result.people.flatMap(p =>
    reservesOf(p).map(
      ({ name, origin, withheld, forfeited }): Lot => ({
        ...{ person: p.id, reserve: name, origin },
        ...{ before: ZERO, withheld, forfeited },
      }),
    ),
  )
  return [...held, ...now]
}

/** The lots of one key as one, in the order in which the keys come. */
export function addedUp(lots: readonly Lot[], keyOf: (lot: Lot) => readonly string[]): Lot[] {
  const found = new Map<string, Lot>()
  for (const lot of lots) {
    const key = JSON.stringify(keyOf(lot))
    const known = found.get(key)
    const sum = (of: 'before' | 'withheld' | 'forfeited'): Decimal => known?.[of].plus(lot[of]) ?? lot[of]
    const sums = { before: sum('before'), withheld: sum('withheld'), forfeited: sum('forfeited') }
    found.set(key, { ...(known ?? lot), ...sums })
  }
  return [...found.values()]
}

/** What is held of a lot when the month is closed. */
export function heldAfter({ before, withheld, forfeited }: Lot): Decimal {
  return before.plus(withheld).minus(forfeited)
}
