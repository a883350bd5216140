// Shares of a pool → cells. Each weight's part of the pool in fen, the whole fen in it, and what is left over to the largest
// fractions, in the rows' order among equals: as core/allocate.ts divides, each step in a cell.

import { type Decimal, decimal, divide, round, sumOf, ZERO } from '../core/decimal.ts'
import { addTo, once } from '../core/lists.ts'
import type { Bound } from '../formula/bound.ts'
import { isDecimal, type Outcome, type Row } from '../formula/trace.ts'
import { COUNT, groupOf, NUMBER, type Type } from '../formula/types.ts'
import { wordsIn } from '../words/language.ts'
import { amongThem, bracketed, conditions, isAmong } from './among.ts'
import { type Field, homeOfCell, sheetOfHome } from './fields.ts'
import { atom, call, cellMark, infix, LEVEL, rangeMark, type Term } from './terms.ts'
import type { Site, Translation } from './translation.ts'

type Share = Extract<Bound, { kind: 'share' }>

/** Places of a fen that fractions are compared to. */
const FRACTION = '7'

/** A pool divided, for one row that has a pool. */
interface Division {
  readonly all: Decimal
  readonly vacant: Decimal
  readonly left: Decimal
  readonly parts: ReadonlyMap<
    number,
    { weight: Decimal; exact: Decimal; whole: Decimal; rest: Decimal; place: Decimal }
  >
}

/** The share of the formula's own row. */
export function shareTerm(t: Translation, bound: Share, site: Site): Term {
  const words = wordsIn(t.fields.month.scheme.sheets).audit
  const pool: Site = { home: bound.pool.home, sheet: sheetOfHome(bound.pool.home), about: site.about }
  const group = groupOf(pool.home)
  const divide = divider(t, bound, site)
  const column = (
    title: string,
    type: Type,
    formula: Term,
    of: (d: Division, row: Row) => Decimal | undefined,
  ): Field =>
    t.addStep(site, title, {
      ...{ words: bound.text, type, formula: formula.text },
      result: row => {
        const home = t.fields.engine.world.move(row, homeOfCell(pool.home))
        return (home && of(divide(home), row)) ?? null
      },
    })
  const ofPool = (title: string, formula: Term, of: (d: Division) => Decimal): Field =>
    t.addStep(pool, title, {
      ...{ words: bound.text, type: NUMBER, formula: formula.text },
      result: row => of(divide(row)),
    })
  const cell = (field: Field): Term => atom(cellMark(field.id))
  const range = (field: Field): Term => atom(rangeMark(field.id))
  const here = (field: Field): Term => t.address(field, site)
  const inPool = (field: Field): Term =>
    group === null
      ? call('SUM', range(field))
      : call('SUMIFS', range(field), range(t.fields.groupNumber(group)), cell(t.fields.orderOf(`group:${group}`)))
  const unless = (field: Field, then: Term, otherwise = '""'): Term =>
    call('IF', infix(cell(field), '=', atom('""'), LEVEL.compare), otherwise, then)

  const fits = (): Term[] => (bound.where ? [t.one(bound.where, site)] : [])
  /** Who is in no group has no part of a group's pool. */
  const inOne = (): Term[] =>
    group === null ? [] : [infix(cell(t.fields.groupNumber(group)), '<>', atom('""'), LEVEL.compare)]

  return t.once(`share ${t.keyOf(bound)} ${site.home}`, () => {
    const amount = t.cellField(bound.pool, pool)
    const fen = (of: Term): Term => call('ROUND', infix(call('ABS', of), '*', atom('100'), LEVEL.multiply), '0')
    const tests = [...inOne(), ...(site.home === 'person' ? conditions(t, bound.where, site) : fits())]
    const weight = column(
      words.weight,
      NUMBER,
      amongThem(tests, weighs(t, bound, site)),
      (d, row) => d.parts.get(row.index)?.weight,
    )
    const sum = inPool(weight)
    const all = ofPool(words.allWeights, bound.whole ? call('MAX', sum, t.one(bound.whole, pool)) : sum, d => d.all)
    // Nothing to divide is nothing for each, whatever they weigh.
    const part = (of: Term, total: Term, pooled: Term): Term => {
      const own = infix(infix(fen(pooled), '*', of, LEVEL.multiply), '/', total, LEVEL.multiply)
      const none = infix(pooled, '=', atom('0'), LEVEL.compare)
      return call('IF', none, '0', call('ROUND', own, FRACTION))
    }
    const exact = column(
      words.exactFen,
      NUMBER,
      unless(weight, part(cell(weight), here(all), here(amount))),
      (d, row) => d.parts.get(row.index)?.exact,
    )
    const whole = column(
      words.wholeFen,
      COUNT,
      unless(exact, call('INT', cell(exact))),
      (d, row) => d.parts.get(row.index)?.whole,
    )
    const rest = column(
      words.restFen,
      NUMBER,
      unless(exact, call('ROUND', infix(cell(exact), '-', cell(whole), LEVEL.add), FRACTION)),
      (d, row) => d.parts.get(row.index)?.rest,
    )
    const nobodys = infix(cell(all), '-', sum, LEVEL.add)
    const vacant =
      bound.whole && ofPool(words.vacantFen, part(bracketed(nobodys), cell(all), cell(amount)), d => d.vacant)
    const paid = [inPool(whole), ...(vacant ? [call('INT', cell(vacant))] : [])]
    const left = ofPool(
      words.leftFen,
      paid.reduce((a, b) => infix(a, '-', b, LEVEL.add, true), fen(cell(amount))),
      d => d.left,
    )
    const place = column(
      words.leftPlace,
      COUNT,
      unless(rest, placeTerm(t, group, rest, vacant && here(vacant))),
      (d, row) => d.parts.get(row.index)?.place,
    )
    const extra = call('IF', infix(cell(place), '<=', here(left), LEVEL.compare), '1', '0')
    const found = infix(
      call('SIGN', here(amount)),
      '*',
      bracketed(infix(cell(whole), '+', extra, LEVEL.add)),
      LEVEL.multiply,
    )
    const none = group === null ? '0' : call('IF', inOne()[0]!, '0', 'NA()').text
    return unless(weight, infix(found, '/', atom('100'), LEVEL.multiply), none)
  })
}

/** What a row weighs. A month may lack what a line reads that isn't due in it: such a weight stays empty. */
function weighs(t: Translation, bound: Share, site: Site): Term {
  const own = t.one(bound.weight, site)
  const rows = t.fields.engine.world.rows(homeOfCell(site.home)).filter(row => isAmong(t, bound.where, row))
  const lacks = rows.some(row => !isDecimal(t.value(bound.weight, row)))
  return lacks ? call('IF', infix(own, '=', atom('""'), LEVEL.compare), '""', own) : own
}

/** The place of a fraction among those of its pool: larger ones first, then the rows' order; nobody's part comes last. */
function placeTerm(t: Translation, group: string | null, rest: Field, vacant: Term | undefined): Term {
  const [own, others] = [atom(cellMark(rest.id)), atom(rangeMark(rest.id))]
  const larger = infix(others, '>', own, LEVEL.compare)
  const equal = infix(others, '=', own, LEVEL.compare)
  const before = infix(call('ROW', others), '<', call('ROW', own), LEVEL.compare)
  const earlier = infix(bracketed(equal), '*', bracketed(before), LEVEL.multiply)
  const ahead = bracketed(infix(bracketed(larger), '+', earlier, LEVEL.add))
  const number = group === null ? undefined : t.fields.groupNumber(group)
  const same = number && bracketed(infix(atom(rangeMark(number.id)), '=', atom(cellMark(number.id)), LEVEL.compare))
  const tests = [...(same ? [same] : []), call('ISNUMBER', others), ahead]
  const count = call(
    'SUMPRODUCT',
    tests.reduce((a, b) => infix(a, '*', b, LEVEL.multiply)),
  )
  const place = infix(count, '+', atom('1'), LEVEL.add)
  if (!vacant) return place
  const fraction = call('ROUND', infix(vacant, '-', call('INT', vacant), LEVEL.add), FRACTION)
  return infix(place, '+', call('IF', infix(fraction, '>', own, LEVEL.compare), '1', '0'), LEVEL.add)
}

/** What bonusbook's own division comes to, step by step. */
function divider(t: Translation, bound: Share, site: Site): (home: Row) => Division {
  const { world } = t.fields.engine
  const known = new Map<number, Division>()
  let members: Map<number, Row[]> | undefined
  /** Who shares, by the group or shop whose pool it is. */
  const membersOf = (home: Row): readonly Row[] => {
    if (!members) {
      members = new Map()
      for (const row of world.rows(homeOfCell(site.home))) {
        const there = world.move(row, home.home)
        if (there && isAmong(t, bound.where, row) && isDecimal(t.value(bound.weight, row)))
          addTo(members, there.index, row)
      }
    }
    return members.get(home.index) ?? []
  }
  return home => once(known, home.index, () => division(t, bound, home, membersOf(home)))
}

function division(t: Translation, bound: Share, home: Row, members: readonly Row[]): Division {
  const figure = (part: Bound, row: Row): Decimal => {
    const found: Outcome = t.value(part, row)
    return isDecimal(found) ? found : ZERO
  }
  const weights = members.map(row => figure(bound.weight, row))
  const sum = sumOf(weights)
  const given = bound.whole ? figure(bound.whole, home) : ZERO
  const all = given.gt(sum) ? given : sum
  const size = figure(bound.pool, home).abs().times(100)
  const partOf = (weight: Decimal): Decimal =>
    all.isZero() ? ZERO : round(divide(size.times(weight), all), Number(FRACTION))
  const vacant = partOf(all.minus(sum))
  const parts = weights.map((weight, i) => {
    const exact = partOf(weight)
    return { index: members[i]!.index, weight, exact, whole: exact.floor(), rest: exact.minus(exact.floor()) }
  })
  const left = parts.reduce((rest, p) => rest.minus(p.whole), size.minus(vacant.floor()))
  const beyond = vacant.minus(vacant.floor())
  const inOrder = [...parts].sort((a, b) => b.rest.comparedTo(a.rest))
  const placed = inOrder.map(
    (p, ahead) => [p.index, { ...p, place: decimal(ahead + 1 + (beyond.gt(p.rest) ? 1 : 0)) }] as const,
  )
  return { all, vacant, left, parts: new Map(placed) }
}
