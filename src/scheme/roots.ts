// What follows from all formulas of a scheme together: the measures to take, the positions it speaks of, and whether
// weights add up.

import { compare, type Decimal, ONE, plain, sumOf } from '../core/decimal.ts'
import type { Place } from '../core/place.ts'
import { problem } from '../core/problem.ts'
import { does, isSure } from '../formula/aggregates.ts'
import type { Bound, Measure, Value } from '../formula/bound.ts'
import { nodes, nodesOf, ownParts, type Part, rowParts } from '../formula/tree.ts'
import type { CellType, TableSpec } from '../tables/spec.ts'
import type { Context } from './context.ts'
import { SCHEME_KINDS } from './kinds.ts'
import type { AskedColumn, Case, DefinedColumn, Reserve, Rule, Scheme, SchemeColumn } from './model.ts'
import { askedName, type Registry } from './names.ts'

/** Every formula that a month may need by itself. */
export function rootBounds(
  columns: readonly DefinedColumn[],
  reserves: readonly Reserve[],
  rules: readonly Rule[],
): Bound[] {
  return [
    ...columns.flatMap(c =>
      c.source.cases.flatMap((k: Case) => [k.formula, k.when, k.recovered].filter(b => b !== undefined)),
    ),
    ...reserves.flatMap(r => (r.forfeited ? [r.forfeited] : [])),
    ...rules.map(r => r.must),
  ]
}

/** Weights that are known before any data must add up to 100%. */
export function checkWeights(roots: readonly Bound[], names: Registry, context: Context): void {
  for (const bound of nodesOf('weighted', roots)) {
    const weights = bound.parts.map(({ weight }): Value => {
      if (weight.kind === 'literal') return weight.value
      const column = weight.kind === 'column' ? names.columns.find(c => c.id === weight.column.id) : undefined
      return column?.source.kind === 'parameter' ? column.source.value : null
    })
    if (!weights.every(w => typeof w === 'object' && w !== null)) continue
    const sum = sumOf(weights as Decimal[])
    if (compare(sum, ONE) !== 0)
      context.report(problem('WEIGHTS_SUM', bound.at, { sum: plain(sum.times(100)), due: '100' }))
  }
}

/** Every measure that a month needs, each once. */
export function collectMeasures(roots: readonly Bound[]): Measure[] {
  const read = [...nodesOf('measure', roots, rowParts)]
  const others = new Set(read.flatMap(({ measure, home }) => (home === 'row' ? [] : [measure.id])))
  const found = new Map(read.map(({ measure }) => [measure.id, measure]))
  return [...found.values()].map(m => (others.has(m.id) ? m : { ...m, ofRows: true }))
}

/** Every figure without a name that formulas read from outside, each once: in a trial it is given like any other. */
export function collectAsked(
  roots: readonly Bound[],
  columns: readonly SchemeColumn[],
  specs: readonly TableSpec[],
): AskedColumn[] {
  const found = new Map<string, AskedColumn>()
  const inputs = new Map(columns.flatMap(c => (c.source.kind === 'input' ? [[c.id, c.source] as const] : [])))
  const typeAt = (table: string | undefined, index: number | undefined): CellType | undefined =>
    index === undefined ? undefined : specs.find(spec => spec.name === table)?.columns[index]?.type
  /** The column whose cells the figure is made of, as they are. */
  const readType = (bound: AskedBound): CellType | undefined => {
    if (bound.kind === 'earlier') {
      const source = bound.take === 'count' ? undefined : inputs.get(bound.column.id)
      return typeAt(source?.table, source?.index)
    }
    const of = bound.kind === 'measure' && !does(bound.measure.aggregate, 'counts') ? bound.measure.of : undefined
    const source = of?.kind === 'row column' ? of.column.source : undefined
    return bound.kind === 'measure' && source && 'index' in source
      ? typeAt(bound.measure.table, source.index)
      : undefined
  }
  const cellOf = (bound: AskedBound): AskedColumn['source']['cell'] => {
    const { kind } = bound.type
    if (kind === 'number' && readType(bound) === 'percent') return 'percent'
    return SCHEME_KINDS[kind].given
  }
  // The formulas inside a figure of rows are of rows.
  for (const bound of nodes(roots, ownParts)) {
    if (!isAsked(bound) || found.has(bound.text)) continue
    const { text, type, home, at } = bound
    const source = { kind: 'asked', cell: cellOf(bound), blank: mayBeNone(bound), figure: bound } as const
    const name = askedName(text)
    found.set(text, { id: text, name, owners: [OWNERS[bound.kind]], at, type, home, places: undefined, source })
  }
  return [...found.values()]
}

type AskedBound = Part<keyof typeof OWNERS>
const OWNERS = { earlier: 'earlier', measure: 'rows', people: 'people', rank: 'people', share: 'people' } as const
function isAsked(bound: Bound): bound is AskedBound {
  return Object.hasOwn(OWNERS, bound.kind)
}

/** True for what is a blank where there is nothing that it could be of. */
function mayBeNone(bound: AskedBound): boolean {
  return bound.kind === 'earlier' || (bound.kind === 'measure' && !isSure(bound.measure.aggregate))
}

/** Every position that the scheme names, with the first place: in `for`, in choices and in conditions. */
export function positionPlaces({ columns, roster }: Scheme): Map<string, Place> {
  const found = new Map<string, Place>()
  const add = (position: Value, at: Place): void => {
    if (typeof position === 'string' && !found.has(position)) found.set(position, at)
  }
  const isPosition = (b: Bound): boolean => b.kind === 'column' && b.column.id === roster.positionColumn.id
  for (const { positions, formula, when } of columns.flatMap(({ source }) =>
    source.kind === 'defined' ? source.cases : [],
  )) {
    for (const p of positions ?? []) add(p, formula.at)
    for (const bound of nodes([formula, when])) {
      if (bound.kind === 'choice' && isPosition(bound.of))
        for (const c of bound.cases) for (const v of c.values) add(v, c.result.at)
      const beside =
        bound.kind === 'in' && isPosition(bound.of)
          ? bound.items
          : bound.kind === 'compare' && isPosition(bound.left)
            ? [bound.right]
            : []
      for (const text of beside) if (text.kind === 'literal') add(text.value, text.at)
    }
  }
  return found
}

/** Positions that the scheme speaks of: in `for` lists and in choices by position. */
export function positionsOf(columns: readonly DefinedColumn[], position: SchemeColumn): string[] {
  const found = new Set<string>()
  for (const { positions, formula } of columns.flatMap(c => c.source.cases)) {
    for (const p of positions ?? []) found.add(p)
    // A choice with `otherwise` speaks of everyone, so it closes no list.
    for (const { of, cases, otherwise } of nodesOf('choice', [formula]))
      if (of.kind === 'column' && of.column.id === position.id && !otherwise)
        for (const c of cases) for (const v of c.values) found.add(v)
  }
  return [...found]
}
