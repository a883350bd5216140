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
  const paid = site.home === 'person' ? t.paid() : undefined
  const fits = (test: Bound): Term =>
    isFlag(test) ? infix(t.raw(test, site), '=', atom('TRUE'), LEVEL.compare) : t.one(test, site)
  return [...(paid ? [paid] : []), ...(where ? [fits(where)] : [])]
}

/** `IF(paid,IF(where,value,""),"")`: nothing is looked at of who is not among them. */
export function amongThem(tests: readonly Term[], value: Term): Term {
  return tests.reduceRight<Term>((inner, test) => call('IF', test, inner, '""'), value)
}

export function isAmong(t: Translation, where: Bound | undefined, row: Row): boolean {
  return (row.home !== 'person' || t.fields.isPaid(row)) && (!where || t.value(where, row) === true)
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
    const there = bound.kind === 'rank' ? site : peopleSite(site)
    const tests = conditions(t, where, there)
    const value = of ? (rounded ? settled(t, of, there) : t.one(of, there, 'kept')) : atom('1')
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

/** A figure that is compared with others; nothing where there is none. */
export function settled(t: Translation, of: Bound, site: Site): Term {
  if (!isNullable(of)) return call('ROUND', t.one(of, site, 'kept'), SAFE)
  const own = t.held(of, site, t.term(of, site, 'kept'), 'kept')
  return call('IF', infix(own, '=', atom('""'), LEVEL.compare), '""', call('ROUND', own, SAFE))
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

/** Among whom somebody is ranked, and by what, with the cells in which everybody has that. */
interface Ranking {
  readonly tests: readonly Term[]
  readonly by: readonly { readonly of: Bound; readonly all: Field }[]
  readonly lowestFirst: boolean
}

/** A place: how many are better, and one. Of those who are alike in one figure the next one decides. */
export function placeTerm(t: Translation, { tests, by, lowestFirst }: Ranking, site: Site): Term {
  const ahead = by.reduceRight<Term | undefined>((rest, { of, all }) => {
    const [values, own] = [atom(rangeMark(all.id)), call('ROUND', t.one(of, site), SAFE)]
    const better = bracketed(infix(values, lowestFirst ? '<' : '>', own, LEVEL.compare))
    if (!rest) return better
    const alike = bracketed(infix(values, '=', own, LEVEL.compare))
    return bracketed(infix(better, '+', infix(alike, '*', rest, LEVEL.multiply), LEVEL.add))
  }, undefined)
  const all = [...tests, call('ISNUMBER', atom(rangeMark(by[0]!.all.id))), ahead!]
  const better = call(
    'SUMPRODUCT',
    all.reduce((a, b) => infix(a, '*', b, LEVEL.multiply)),
  )
  return infix(better, '+', atom('1'), LEVEL.add)
}

export function rankTerm(t: Translation, bound: Extract<Bound, { kind: 'rank' }>, site: Site): Term {
  const { lowestFirst, then, home } = bound
  if (home !== site.home) {
    const there: Site = { home, sheet: sheetOfHome(home), about: site.about }
    const result = (row: Row): Outcome => t.value(bound, row)
    const field = t.fields.once(`rank ${t.keyOf(bound)}`, () =>
      t.addStep(there, bound.text, {
        ...{ words: bound.text, type: bound.type, result, formula: rankTerm(t, bound, there).text },
      }),
    )
    return t.read(field, site, 'refused', false)
  }
  const by = [bound.of, ...then].map((of, i) => {
    const all = i === 0 ? brought(t, bound, site) : brought(t, bound, site, of, `rank ${t.keyOf(bound)} ${i - 1}`)
    return { of, all }
  })
  const place = placeTerm(t, { tests: groupTests(t, bound.by, site), by, lowestFirst }, site)
  if (!bound.by) return place
  const mine = atom(cellMark(t.fields.groupNumber(bound.by.name).id))
  return call('IF', infix(mine, '=', atom('""'), LEVEL.compare), 'NA()', place)
}
