// What of a month is not as its scheme expects it, against the month that was closed before. Takes what is paid, what was paid,
// and how many rows the tables had; gives what falls outside as plain data.

import { type Decimal, decimal, sumOf, ZERO } from '../core/decimal.ts'
import { amountForPeople } from '../core/money.ts'
import type { Expectation, Span } from '../scheme/model.ts'
import type { Month } from './month.ts'
import type { PaidBefore } from './opening.ts'
import { amountOf, type PersonSheet } from './person-sheet.ts'

/** Something that falls outside of an expectation. */
export interface Outside {
  readonly expectation: Expectation
  /** Whose it is; nobody's for the shop. */
  readonly id: string
  /** The name that goes with it; of people who joined or left all their names. */
  readonly who: string
  readonly before: string
  readonly now: string
  /** By how much it differs, with its sign. */
  readonly by: string
}

/** What falls outside. `paid`: who is paid for the month; `rows`: how many a table had in the month before, where that is known. */
export function outside(
  { scheme, result, opening, readings }: Pick<Month, 'scheme' | 'result' | 'opening' | 'readings'>,
  paid: ReadonlySet<string>,
  rows: ReadonlyMap<string, number>,
): Outside[] {
  // Who only has something of other months to come, or by hand, has neither joined nor left.
  const before = new Map([...opening.before].filter(([, { onlyOwed }]) => !onlyOwed))
  const people = result.people.filter(p => paid.has(p.id))
  const who = ({ id, name }: { readonly id: string; readonly name: string }): string => `${name} (${id})`
  return scheme.expectations.flatMap((expectation): Outside[] => {
    const shop = { expectation, id: '', who: '' }
    if (expectation.kind === 'rows') {
      const was = rows.get(expectation.table)
      const none = scheme.tables.find(t => t.spec.name === expectation.table)?.spec.mayBeMissing ? 0 : undefined
      const now = readings.find(r => r.table === expectation.table)?.reading.rows ?? none
      if (was === undefined || now === undefined) return []
      return differing(shop, decimal(was), decimal(now), expectation.span, String)
    }
    if ('most' in expectation) {
      const { kind, most } = expectation
      const joined = people.filter(p => !before.has(p.id))
      const left = [...before].flatMap(([id, { name }]) => (paid.has(id) ? [] : [{ id, name }]))
      const all = (kind === 'joined' ? joined : left).map(who)
      return all.length <= most ? [] : [{ ...shop, who: all.join(', '), before: '', now: `${all.length}`, by: '' }]
    }
    const { figure, span } = expectation
    if (expectation.kind === 'total') {
      const was = sumOf([...opening.before.values()].map(p => paidThen(p, figure)))
      return differing(shop, was, sumOf(result.people.map(p => paidNow(p, figure))), span, amountForPeople)
    }
    return people.flatMap(p => {
      const was = before.get(p.id)
      const own = { expectation, id: p.id, who: who(p) }
      return was ? differing(own, paidThen(was, figure), paidNow(p, figure), span, amountForPeople) : []
    })
  })
}

function paidNow(p: PersonSheet, figure: string): Decimal {
  if (figure === 'net' || figure === 'gross') return p[figure]
  return amountOf(p, 'line', figure) ?? amountOf(p, 'adjustment', figure) ?? ZERO
}

function paidThen(p: PaidBefore, figure: string): Decimal {
  return figure === 'net' || figure === 'gross' ? p[figure] : (p.lines.get(figure) ?? ZERO)
}

/** Outside is what differs by more than the share of what was, and by more than the size, of which either may be said. */
function differing(
  whose: Pick<Outside, 'expectation' | 'id' | 'who'>,
  before: Decimal,
  now: Decimal,
  { share, size }: Span,
  text: (value: Decimal) => string,
): Outside[] {
  const by = now.minus(before)
  const within = (most: Decimal | undefined): boolean => most !== undefined && by.abs().lte(most)
  if (within(share && before.abs().times(share)) || within(size)) return []
  const signed = `${by.isPositive() ? '+' : '−'}${text(by.abs())}`
  return [{ ...whose, before: text(before), now: text(now), by: signed }]
}
