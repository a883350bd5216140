// Tables that are made of rows on sheets of their own: a row for each made row, with what tells it apart, what it has of the rows
// behind it, and what is worked out in it as formulas; and the sums over such a sheet. What has too many rows for a sheet, or is
// no sum of cells, stands as the figure that it is.

import { decimal } from '../core/decimal.ts'
import { each } from '../core/kinds.ts'
import type { Bound, Measure, RowAggregate } from '../formula/bound.ts'
import type { Outcome, Row } from '../formula/trace.ts'
import { nodes, ownParts } from '../formula/tree.ts'
import { COUNT, groupOf, type Home, type RowHome, TEXT, type Type } from '../formula/types.ts'
import { amongThem } from './among.ts'
import { type Field, sheetOfHome } from './fields.ts'
import { isNullable } from './known.ts'
import { atom, call, cellMark, infix, LEVEL, rangeMark, type Term } from './terms.ts'
import type { Blanks, Site, Translation } from './translation.ts'

type MeasureBound = Extract<Bound, { kind: 'measure' }>
type RowColumnBound = Extract<Bound, { kind: 'row column' }>

/** The table whose rows a home is of. */
export function madeOf(home: RowHome): string | undefined {
  return home.startsWith('made:') ? home.slice('made:'.length) : undefined
}

function siteOf(table: string, about: string): Site {
  const home = `made:${table}` as const
  return { home, sheet: home, about }
}

/** A column of a made row: what tells it apart, or what is worked out in it. */
export function madeColumnTerm(t: Translation, bound: RowColumnBound, site: Site, blanks: Blanks): Term {
  const table = madeOf(site.home)
  if (table === undefined) throw new Error('rows are read by measures only')
  return t.read(columnField(t, table, bound), site, blanks, isNullable(bound))
}

function columnField(t: Translation, table: string, bound: RowColumnBound): Field {
  const { name, type, source } = bound.column
  if (!('formula' in source)) return keyField(t, table, 'index' in source ? source.index : 0)
  const { formula } = source
  return t.fields.once(`made ${table} ${name}`, () => {
    const site = siteOf(table, name)
    const draft = { title: name, words: formula.text, type, home: site.home, sheet: site.sheet } as const
    const field = t.fields.make({ ...draft, kind: 'formula', result: row => t.value(formula, row) })
    return t.fields.place(field, { formula: t.fit([formula], site, 'kept', ([term]) => term!).text })
  })
}

/** What tells the rows of a table apart, of one of its columns: people as they are called. */
function keyField(t: Translation, table: string, index: number): Field {
  const { rows, made } = t.fields.made.table(table)!
  const key = made.keys[index]!
  return t.fields.once(`made ${table} key ${index}`, () => {
    const type = key.type.kind === 'person' ? TEXT : key.type
    const result = (row: Row): Outcome => {
      const value = t.value(key, row)
      return key.type.kind === 'person' ? t.fields.engine.who({ home: 'person', index: Number(value) }) : value
    }
    const home = `made:${rows.table}` as const
    return t.fields.add({ title: key.text, words: made.of, type, home, sheet: home, kind: 'label', result })
  })
}

/** All that tells the rows of a table apart, in the order in which the scheme names it. */
function keyFields(t: Translation, table: string): void {
  for (const index of t.fields.made.table(table)!.made.keys.keys()) keyField(t, table, index)
}

/** A figure of the rows behind a made row, or of other rows that have something in common with it. */
export function behindTerm(t: Translation, bound: MeasureBound, site: Site, blanks: Blanks): Term {
  const table = madeOf(site.home)
  if (table === undefined) throw new Error('rows are read by measures only')
  const { measure, type, text } = bound
  const field = t.fields.once(`made ${table} of ${measure.id}`, () => {
    const result = (row: Row): Outcome => t.value(bound, row)
    const draft = { title: text, words: measure.table, type, home: site.home, sheet: site.sheet, result }
    if (measure.made !== table || !isLive(t, measure)) return t.fields.add({ ...draft, kind: 'input' })
    const numbers = parentField(t, measure.table, table)
    const formula = aggregateTerm(t, measure, type, numbers, orderField(t, site.home))
    return t.fields.add({ ...draft, kind: 'step', ...formula })
  })
  return t.read(field, site, blanks, isNullable(bound))
}

/** What a made row finds in the row before it, which may stand anywhere on the sheet: as it was found. */
export function previousTerm(
  t: Translation,
  bound: Extract<Bound, { kind: 'previous' }>,
  site: Site,
  blanks: Blanks,
): Term {
  const { home, sheet } = site
  const { text, type, table } = bound
  const result = (row: Row): Outcome => t.value(bound, row)
  const draft = { title: text, words: table, type, home, sheet, kind: 'input', result } as const
  return t.read(
    t.fields.once(`made ${table} ${text}`, () => t.fields.add(draft)),
    site,
    blanks,
    isNullable(bound),
  )
}

/** A figure that is added up from made rows, as a formula over their sheet; undefined where it stands as it is. */
export function madeFigureField(t: Translation, { measure, type, home }: MeasureBound): Field | undefined {
  const { by } = measure
  if (!isLive(t, measure) || (by && !isKey(by))) return undefined
  return t.fields.once(`measure ${measure.id}`, () => {
    const numbers = by && numberField(t, measure.table, by, home)
    const own = by && orderField(t, home)
    const result = (row: Row): Outcome => t.fields.engine.facts.measure(measure, row).value ?? null
    const draft = { title: measure.id, words: measure.table, type, home, sheet: sheetOfHome(home), result }
    return t.fields.add({ ...draft, kind: 'step', ...aggregateTerm(t, measure, type, numbers, own) })
  })
}

function isKey(bound: Bound): boolean {
  return bound.kind === 'row column' && 'index' in bound.column.source
}

function some(roots: readonly (Bound | undefined)[], test: (bound: Bound) => boolean): boolean {
  return [...nodes(roots, ownParts)].some(test)
}

/** Of more rows the sums stand as they are. */
const MOST_ROWS = 5000

const ADDED: Readonly<Record<RowAggregate, boolean>> = {
  ...each(['sum', 'count', 'average', 'min', 'max'], true),
  ...each(['count distinct', 'only'], false),
}

/** True for a figure that a spreadsheet can add up from the sheet of its table. */
export function isLive(t: Translation, { table, aggregate, of, where }: Measure): boolean {
  const there = t.fields.made.table(table)
  // Figures of whom a row names stand on other sheets.
  if (some([of, where], b => b.kind === 'owned')) return false
  return there !== undefined && there.rows.size > 0 && there.rows.size <= MOST_ROWS && ADDED[aggregate]
}

/** What each made row brings to a figure: nothing where its condition does not hold. */
function broughtField(t: Translation, { id, table, of, where }: Measure, type: Type): Field {
  return t.fields.once(`made brings ${id}`, () => {
    const site = siteOf(table, id)
    keyFields(t, table)
    const value = of ? t.one(of, site, 'kept') : atom('1')
    const result = (row: Row): Outcome => {
      if (where && t.value(where, row) !== true) return null
      return of ? t.value(of, row) : decimal(1)
    }
    const formula = amongThem(where ? [t.one(where, site)] : [], value).text
    return t.addStep(site, (of ?? where)?.text ?? '1', { words: id, type: of?.type ?? type, result, formula })
  })
}

function aggregateTerm(
  t: Translation,
  measure: Measure,
  type: Type,
  numbers: Field | undefined,
  own: Field | undefined,
): { readonly formula: string; readonly array?: boolean } {
  const { aggregate } = measure
  const values = atom(rangeMark(broughtField(t, measure, type).id))
  const none = (count: Term, found: Term): Term => call('IF', infix(count, '=', atom('0'), LEVEL.compare), '""', found)
  if (!numbers || !own) {
    if (aggregate === 'sum' || aggregate === 'count') return { formula: call('SUM', values).text }
    return { formula: none(call('COUNT', values), call(aggregate.toUpperCase(), values)).text }
  }
  const [range, mine] = [atom(rangeMark(numbers.id)), atom(cellMark(own.id))]
  const sum = call('SUMIFS', values, range, mine)
  if (aggregate === 'sum' || aggregate === 'count') return { formula: sum.text }
  const same = infix(range, '=', mine, LEVEL.compare)
  const fitting = infix(
    { ...same, text: `(${same.text})`, level: LEVEL.atom },
    '*',
    call('ISNUMBER', values),
    LEVEL.multiply,
  )
  const count = call('SUMPRODUCT', fitting)
  if (aggregate === 'average') return { formula: none(count, infix(sum, '/', count, LEVEL.multiply, true)).text }
  return { formula: none(count, call(aggregate.toUpperCase(), call('IF', fitting, values))).text, array: true }
}

/** The number of a row on its own sheet. */
function orderField(t: Translation, home: RowHome): Field {
  const group = groupOf(home)
  if (group !== null) return t.fields.groupOrder(group)
  return t.fields.once(`order ${home}`, () => {
    const result = (row: Row): Outcome => decimal(t.fields.placeOf(row)! + 1)
    return t.fields.add({ title: '#', type: COUNT, home, sheet: sheetOfHome(home), kind: 'label', result })
  })
}

/** Of a made row the number of its person's or group's row on their sheet; nothing for who has none there. */
function numberField(t: Translation, table: string, by: Bound, home: Home): Field {
  return t.fields.once(`made ${table} number ${by.text}`, () => {
    keyFields(t, table)
    const result = (row: Row): Outcome => {
      const value = t.value(by, row)
      const there = home === 'person' ? { home, index: Number(value) } : groupRow(t, home, String(value))
      const place = there && t.fields.placeOf(there)
      return place === undefined ? null : decimal(place + 1)
    }
    const own = `made:${table}` as const
    return t.fields.add({ title: `${by.text} #`, type: COUNT, home: own, sheet: own, kind: 'label', result })
  })
}

function groupRow(t: Translation, home: Home, key: string): Row | undefined {
  const index = t.fields.engine.facts.people.directory.groups.get(groupOf(home) ?? '')?.find(key)
  return index === undefined ? undefined : { home, index }
}

/** Of a made row the number of the row of another table that is made of it. */
function parentField(t: Translation, table: string, parent: string): Field {
  return t.fields.once(`made ${table} in ${parent}`, () => {
    keyFields(t, table)
    const { rows, made } = t.fields.made.table(parent)!
    const parents = new Map<number, number>()
    for (let i = 0; i < rows.size; i++) {
      const behind = t.fields.engine.facts.rowsBehind?.(made.rows.measure, rows.code(i))
      for (const row of behind?.rows ?? []) parents.set(row - 1, i + 1)
    }
    const result = (row: Row): Outcome => {
      const number = parents.get(row.index)
      return number === undefined ? null : decimal(number)
    }
    const own = `made:${table}` as const
    return t.fields.add({ title: `${parent} #`, type: COUNT, home: own, sheet: own, kind: 'label', result })
  })
}
