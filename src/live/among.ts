// Figures that look at other people: aggregates, ranks and shares of a pool. What each person brings stands in a cell of its
// own beside them (blank for who is not among them), the rest are sums over such columns.

import { decimal, round } from '../core/decimal.ts'
import { each } from '../core/kinds.ts'
import type { AggregateName, Bound, Column, PeopleAggregate } from '../formula/bound.ts'
import { isFlag } from '../formula/evaluate-people.ts'
import { isFigureKind, isTimeKind } from '../formula/kinds.ts'
import { FAULT, isDecimal, type Outcome, type Row } from '../formula/trace.ts'
import { COUNT, type Home, type Type } from '../formula/types.ts'
import type { Field } from './fields.ts'
import { sheetOfHome } from './fields.ts'
import { isNullable } from './known.ts'
import { SAFE } from './numbers.ts'
import { atom, call, cellMark, infix, LEVEL, rangeMark, type Term } from './terms.ts'
import type { Blanks, Site, Translation } from './translation.ts'

type People = Extract<Bound, { kind: 'people' }>

/** The sheet that people's parts stand on: that of the formula, where it is a person's. */
export function peopleSite(site: Site): Site {
  return site.home === 'person' ? site : { ...site, home: 'person', sheet: 'values' }
}

/** True for whoever is paid and fits; nothing where that is everyone. */
export function conditions(t: Translation, where: Bound | undefined, site: Site): Term[] {
  const paid = t.paid()
  const fits = (test: Bound): Term =>
    isFlag(test) ? infix(t.raw(test, site), '=', atom('TRUE'), LEVEL.compare) : t.one(test, site)
  return [...(paid ? [paid] : []), ...(where ? [fits(where)] : [])]
}

/** `IF(paid,IF(where,value,""),"")`: nothing is looked at of who is not among them. */
export function amongThem(tests: readonly Term[], value: Term): Term {
  return tests.reduceRight<Term>((inner, test) => call('IF', test, inner, '""'), value)
}

export function isAmong(t: Translation, where: Bound | undefined, row: Row): boolean {
  return t.fields.isPaid(row) && (!where || t.value(where, row) === true)
}

/** What each person brings to an aggregate. */
function brought(
  t: Translation,
  bound: People | Extract<Bound, { kind: 'rank' }>,
  site: Site,
  of = bound.of,
  key: Bound | string = bound,
): Field {
  const { where } = bound
  const rounded = bound.kind === 'rank' || (bound.aggregate === 'count distinct' && of && isFigure(of.type))
  return t.fields.once(key, () => {
    const there = peopleSite(site)
    const tests = conditions(t, where, there)
    const own = of
      ? rounded && isNullable(of)
        ? t.held(of, there, t.term(of, there, 'kept'), 'kept')
        : t.one(of, there, 'kept')
      : atom('1')
    const settled = rounded ? call('ROUND', own, SAFE) : own
    const value =
      rounded && of && isNullable(of) ? call('IF', infix(own, '=', atom('""'), LEVEL.compare), '""', settled) : settled
    const result = (row: Row): Outcome => {
      if (!isAmong(t, where, row)) return null
      const found = of ? t.value(of, row) : decimal(1)
      return rounded && isDecimal(found) ? round(found, Number(SAFE)) : found
    }
    const type = of?.type ?? COUNT
    const formula = amongThem(tests, value).text
    return t.addStep(there, (of ?? bound).text, { words: bound.text, type, result, formula })
  })
}

/** True for what a spreadsheet keeps as a number. */
export function isFigure({ kind }: Type): boolean {
  return isFigureKind(kind) || isTimeKind(kind)
}

/** An aggregate over people. It is the shop's or a group's, so it has one cell there, however many read it. */
export function peopleTerm(t: Translation, bound: People, site: Site, blanks: Blanks): Term {
  const { home } = bound
  const list = home === site.home && !needsList(bound)
  if (list) return aggregateTerm(t, bound, site)
  const field = t.fields.once(`aggregate ${t.keyOf(bound)}`, () => {
    const there: Site = { home, sheet: sheetOfHome(home), about: site.about }
    return t.addStep(there, bound.text, {
      ...{ words: bound.text, type: bound.type, result: row => t.value(bound, row) },
      formula: aggregateTerm(t, bound, there).text,
      array: needsList(bound),
    })
  })
  return t.read(field, site, blanks, isNullable(bound))
}

/** How a spreadsheet comes to an aggregate of a column: by its sum, by that and the number of figures, or by looking through them. */
const WAYS: Readonly<Record<PeopleAggregate, 'added' | 'averaged' | 'picked'>> = {
  ...each(['sum', 'count', 'count distinct'], 'added'),
  ...each(['min', 'max', 'median'], 'picked'),
  average: 'averaged',
}

/** True where the middle or an end of a group's figures is looked for: a condition within a list. */
export function needsList({ by, aggregate }: { readonly by: unknown; readonly aggregate: AggregateName }): boolean {
  return by !== undefined && aggregate !== 'only' && WAYS[aggregate] === 'picked'
}

function aggregateTerm(t: Translation, bound: People, site: Site): Term {
  const { aggregate, of, by } = bound
  const field = of && aggregate === 'count distinct' ? firstOnes(t, bound, site) : brought(t, bound, site)
  const own = by && {
    numbers: atom(rangeMark(t.fields.groupNumber(by.name).id)),
    own: atom(cellMark(t.fields.orderOf(`group:${by.name}`).id)),
  }
  return gathered(aggregate, field, own)
}

/** Figures of a column taken together: all of them, or those of the formula's own number. */
export function gathered(
  aggregate: PeopleAggregate,
  field: Field,
  by: { readonly numbers: Term; readonly own: Term } | undefined,
): Term {
  const values = atom(rangeMark(field.id))
  const [way, name] = [WAYS[aggregate], aggregate.toUpperCase()]
  const none = (count: Term, found: Term): Term => call('IF', infix(count, '=', atom('0'), LEVEL.compare), '""', found)
  if (!by) return way === 'added' ? call('SUM', values) : none(call('COUNT', values), call(name, values))
  const { numbers, own } = by
  const sum = call('SUMIFS', values, numbers, own)
  const same = infix(numbers, '=', own, LEVEL.compare)
  const fitting = infix(bracketed(same), '*', call('ISNUMBER', values), LEVEL.multiply)
  const count = call('SUMPRODUCT', fitting)
  if (way === 'added') return sum
  const averaged = infix(sum, '/', count, LEVEL.multiply, true)
  return none(count, way === 'averaged' ? averaged : call(name, call('IF', fitting, values)))
}

export function bracketed(term: Term): Term {
  return { ...term, text: `(${term.text})`, level: LEVEL.atom }
}

/** 1 for the first person who brings a value, 0 for those who bring it again. */
function firstOnes(t: Translation, bound: People, site: Site): Field {
  return t.fields.once(`first ${t.keyOf(bound)}`, () => {
    const field = brought(t, bound, site)
    const there = peopleSite(site)
    const [value, values] = [atom(cellMark(field.id)), atom(rangeMark(field.id))]
    // As texts, figures, days and moments would be written by their formats.
    const equal = isFigure(field.type)
      ? bracketed(infix(values, '=', value, LEVEL.compare))
      : call('EXACT', values, value)
    const before = infix(call('ROW', values), '<', call('ROW', value), LEVEL.compare)
    const tests = [...groupTests(t, bound.by, there), equal, bracketed(before)]
    const product = tests.reduce((a, b) => infix(a, '*', b, LEVEL.multiply))
    const again = infix(call('SUMPRODUCT', tests.length > 1 ? product : tests[0]!), '=', atom('0'), LEVEL.compare)
    const formula = call('IF', infix(value, '=', atom('""'), LEVEL.compare), '""', call('IF', again, '1', '0')).text
    const result = (row: Row): Outcome => {
      const own = field.result(row)
      if (own === null || own === FAULT) return null
      const earlier = t.fields.rows('person').slice(0, t.fields.placeOf(row))
      const isSame = (other: Row): boolean =>
        inSameGroup(t, bound.by, other, row) && textOfValue(field.result(other)) === textOfValue(own)
      const again = earlier.some(isSame)
      return decimal(again ? 0 : 1)
    }
    return t.addStep(there, '1', { words: bound.text, type: COUNT, places: 0, result, formula })
  })
}

function textOfValue(value: Outcome): string {
  return isDecimal(value) ? value.toFixed() : `${typeof value} ${String(value)}`
}

function inSameGroup(t: Translation, by: Column | undefined, a: Row, b: Row): boolean {
  if (!by) return true
  const { world } = t.fields.engine
  const home: Home = `group:${by.name}`
  const [x, y] = [world.move(a, home), world.move(b, home)]
  return x !== null && x.index === y?.index
}

/** True for those in the same group as the formula's own row. */
export function groupTests(t: Translation, by: Column | undefined, site: Site): Term[] {
  if (!by) return []
  return [bracketed(sameGroup(t, by.name, site))]
}

function sameGroup(t: Translation, group: string, site: Site): Term {
  const number = t.fields.groupNumber(group)
  const own = site.home === 'person' ? number : t.fields.orderOf(`group:${group}`)
  return infix(atom(rangeMark(number.id)), '=', atom(cellMark(own.id)), LEVEL.compare)
}

/** A place: how many are better, and one. Of those who are alike in one figure the next one decides. */
export function rankTerm(t: Translation, bound: Extract<Bound, { kind: 'rank' }>, site: Site): Term {
  const { lowestFirst, then } = bound
  const values = atom(rangeMark(brought(t, bound, site).id))
  const isBetter = (of: Bound, all: Term, rest: Term | undefined): Term => {
    const own = call('ROUND', t.one(of, site), SAFE)
    const better = bracketed(infix(all, lowestFirst ? '<' : '>', own, LEVEL.compare))
    if (!rest) return better
    const alike = bracketed(infix(all, '=', own, LEVEL.compare))
    return bracketed(infix(better, '+', infix(alike, '*', rest, LEVEL.multiply), LEVEL.add))
  }
  const rest = then.reduceRight<Term | undefined>((inner, of, i) => {
    const key = `rank ${t.keyOf(bound)} ${i}`
    return isBetter(of, atom(rangeMark(brought(t, bound, site, of, key).id)), inner)
  }, undefined)
  const tests = [...groupTests(t, bound.by, site), call('ISNUMBER', values), isBetter(bound.of, values, rest)]
  const ahead = call(
    'SUMPRODUCT',
    tests.reduce((a, b) => infix(a, '*', b, LEVEL.multiply)),
  )
  const place = infix(ahead, '+', atom('1'), LEVEL.add)
  if (!bound.by) return place
  const mine = atom(cellMark(t.fields.groupNumber(bound.by.name).id))
  return call('IF', infix(mine, '=', atom('""'), LEVEL.compare), 'NA()', place)
}
