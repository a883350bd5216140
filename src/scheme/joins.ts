// Where the rows of one export take figures of the rows of another, by an order, day, person or text that both have. Takes
// a checked scheme; gives each pair of tables once, with the measures that are taken.

import { byKind, each } from '../core/kinds.ts'
import { isSure } from '../formula/aggregates.ts'
import type { Bound, Measure } from '../formula/bound.ts'
import { nodesOf, ownParts, type Pass, parts, results, rowParts } from '../formula/tree.ts'
import { ownConditions, type Scheme, type SchemeTable } from './model.ts'

export interface Join {
  /** The table whose rows ask, and their own order (day, person …). */
  readonly asking: string
  readonly key: Bound
  /** The table whose rows are added up or looked up, and their order. */
  readonly asked: string
  readonly by: Bound
  readonly measures: readonly Measure[]
}

/** True where rows of the asked table are added up: each should come to somebody. Others look something up. */
export function isAdding({ aggregate }: Measure): boolean {
  return isSure(aggregate)
}

/** All joins of a scheme. */
export function joinsOf(scheme: Scheme): Join[] {
  const found = new Map<string, Join>()
  // One that is written several times is measured once.
  const measured = new Map(scheme.measures.map(m => [m.id, m]))
  for (const table of scheme.tables) {
    for (const { measure, key } of keyedIn(formulasOf(table, scheme))) {
      const asking = table.spec.name
      // A row of a made table has its rows, and no others have them.
      if (measure.table === asking || measure.made !== undefined) continue
      const id = JSON.stringify([asking, key.text, measure.table, measure.by!.text])
      const before = found.get(id)?.measures ?? []
      const measures = [...new Map([...before, measured.get(measure.id)!].map(m => [m.id, m])).values()]
      found.set(id, { asking, key, asked: measure.table, by: measure.by!, measures })
    }
  }
  return [...found.values()]
}

/** The formulas that are worked out on the rows of a table. */
function formulasOf(table: SchemeTable, { measures }: Scheme): Bound[] {
  const own = measures.filter(m => m.table === table.spec.name)
  return [...own.flatMap(m => [m.of, m.by, m.where]), ...ownConditions(table)].filter(b => b !== undefined)
}

/**
 * The figures of orders of other tables that a sum of rows adds up: their rows count as often as a row takes them. None where
 * the sum also reads how many rows of its own table an order has, or which is the first: then it shares or counts them once.
 */
export function addedUp({ table, of, where }: Measure): KeyedFigure[] {
  const own = keyedIn([of, where].filter(b => b !== undefined)).filter(k => k.measure.table === table)
  return keyedIn(of ? brought(of) : []).filter(
    k =>
      k.measure.table !== table &&
      k.measure.made === undefined &&
      isAdding(k.measure) &&
      !own.some(o => o.key.text === k.key.text),
  )
}

/** What of a formula goes into its value: tests and what bands go by do not. */
function brought(bound: Bound): Bound[] {
  return byKind(BROUGHT, bound).flatMap(part => (part === bound ? [part] : brought(part)))
}

const BROUGHT: Pass<readonly Bound[]> = {
  ...each(['compare', 'logic', 'not', 'in', 'has', 'is blank', 'refuse', 'previous', 'key', 'row rank'], () => []),
  ...each(['literal', 'column', 'calendar', 'earlier', 'lines', 'people', 'rank', 'share'], parts),
  ...each(['negate', 'arithmetic', 'weighted', 'items', 'round'], parts),
  ...each(['if', 'choice'], results),
  'row column': rowParts,
  owned: () => [],
  measure: bound => [bound],
  bands: bound => [...(bound.marginal ? [bound.of] : []), ...results(bound)],
  clamp: ({ of }) => [of],
  function: ({ name, args }) => (name === 'how many' ? [] : args),
}

export interface KeyedFigure {
  readonly measure: Measure
  readonly key: Bound
}

/** The figures of orders that formulas of rows read, also through columns worked out row by row. */
export function keyedIn(formulas: readonly Bound[]): KeyedFigure[] {
  return [...nodesOf('measure', formulas, ownParts)].flatMap(({ measure, key }) => (key ? [{ measure, key }] : []))
}
