// The sheet of reserves: for everyone with a balance, what was held before this month, what this month withholds and
// forfeits, and what is held after it, by the month it was withheld in, with the first month in which it may be released.

import { compare, ZERO } from '../core/decimal.ts'
import type { Explained } from '../explain/month.ts'
import { nameAt } from '../pay/holders.ts'
import { addedUp, heldAfter, type Lot, lotsOf } from '../pay/lots.ts'
import type { Month } from '../pay/month.ts'
import { releasable } from '../pay/releasable.ts'
import type { Labels } from '../words/en/labels.ts'
import { wordsIn } from '../words/language.ts'
import type { Sheet, SheetCell } from './sheet.ts'
import { amount, heading, text } from './sheet-parts.ts'

export function reserveSheet(month: Explained, labels: Labels): Sheet {
  const { workbook: words, period: called } = wordsIn(month.scheme.sheets)
  const rules = new Map(month.scheme.reserves.map(reserve => [reserve.name, reserve]))
  /** Number, name and position of whom a balance belongs to; of those who are no longer in the roster the name of then. */
  const who = ({ person: id, origin }: Lot): string[] => {
    const [known, before] = [month.person(id), month.opening.holders.get(id)]
    return [id, known?.name ?? (before ? nameAt(before, origin) : ''), known?.position ?? '']
  }
  const rows = everyonesLots(month).map((lot): SheetCell[] => {
    const rule = rules.get(lot.reserve)
    const after = heldAfter(lot)
    const payout = after.isZero() ? undefined : rule && releasable(rule, lot.origin)?.payout.name
    return [
      ...who(lot),
      lot.reserve,
      called(lot.origin),
      ...[lot.before, lot.withheld, lot.forfeited, after],
      called(payout ?? ''),
    ]
  })
  const columns = [
    ...[labels.id, labels.name, labels.position, labels.reserve, labels.origin].map(l => text(l)),
    ...[words.heldBefore, labels.withheld, labels.forfeited, words.heldAfter].map(l => amount(l)),
    text(words.firstPayout),
  ]
  const name = labels.reserves
  return { name, heading: heading(month, name), columns, rows, totalWord: labels.total, frozen: 2 }
}

/** Everyone's lots: the people of the payroll in its order, then those who are not paid this month. */
function everyonesLots(month: Month): Lot[] {
  const { result, scheme } = month
  const order = new Map(result.people.map((p, i) => [p.id, i]))
  const reserves = new Map(scheme.reserves.map((r, i) => [r.name, i]))
  const by = (places: ReadonlyMap<string, number>, a: string, b: string): number =>
    (places.get(a) ?? places.size) - (places.get(b) ?? places.size) || (a < b ? -1 : Number(a > b))
  return addedUp(lotsOf(month), lot => [lot.person, lot.reserve, lot.origin])
    .filter(lot => [lot.before, lot.withheld, lot.forfeited].some(x => compare(x, ZERO) !== 0))
    .sort(
      (a, b) => by(order, a.person, b.person) || by(reserves, a.reserve, b.reserve) || (a.origin < b.origin ? -1 : 1),
    )
}
