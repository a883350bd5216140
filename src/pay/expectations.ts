// What of a month is not as its scheme expects it, against the month that was closed before. Takes what is paid, what was paid,
// and how many rows the tables had; gives what falls outside as plain data.

import { type Decimal, decimal, sumOf, ZERO } from '../core/decimal.ts'
import { amountForPeople } from '../core/money.ts'
import { type Problem, problem } from '../core/problem.ts'
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

/** A month before of fewer people says nothing of this one. */
const FEW = 5
/** So many times what everybody was paid, or less than that part of it, is no month like another. */
const TIMES = 5
/** So many times what anybody was paid, and so many times what the person was. */
const MOST = 3
const OWN = 10
/** People that are named. */
const NAMED = 3

/** A month, or people in it, that are paid many times what the month before paid, whatever the scheme expects; none where all is near. */
export function farFromBefore({ result, opening, period }: Pick<Month, 'result' | 'opening' | 'period'>): Problem[] {
  const before = [...opening.before].filter(([, { onlyOwed }]) => !onlyOwed)
  if (before.length < FEW) return []
  const was = sumOf([...opening.before.values()].map(p => p.net))
  const now = sumOf(result.people.map(p => p.net))
  const most = before.reduce((a, [, { net }]) => (net.gt(a) ? net : a), ZERO)
  const own = (id: string): Decimal => opening.before.get(id)?.net ?? ZERO
  const far = result.people.filter(
    p => !most.isZero() && p.net.gte(most.times(MOST)) && p.net.gte(own(p.id).times(OWN)),
  )
  const whole = was.gt(0) && (now.gte(was.times(TIMES)) || now.times(TIMES).lte(was))
  if (far.length === 0 && !whole) return []
  const people = far
    .toSorted((a, b) => b.net.comparedTo(a.net))
    .slice(0, NAMED)
    .map(p => ({ who: `${p.name} (${p.id})`, now: amountForPeople(p.net), before: amountForPeople(own(p.id)) }))
  const sums = { now: amountForPeople(now), before: amountForPeople(was) }
  return [
    problem('PAY_FAR', undefined, {
      period: period.name,
      month: opening.monthBefore,
      ...sums,
      people,
      far: far.length,
    }),
  ]
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
