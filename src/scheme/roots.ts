// What follows from all formulas of a scheme together: the measures to take, the positions it speaks of, and whether
// weights add up.

import { compare, type Decimal, ONE, plain, sumOf } from '../core/decimal.ts'
import type { Place } from '../core/place.ts'
import { problem } from '../core/problem.ts'
import { type Bound, type Measure, parts, rowFormula, type Value } from '../formula/bound.ts'
import type { CellType, TableSpec } from '../tables/spec.ts'
import type { Context } from './context.ts'
import type { AskedColumn, Case, DefinedColumn, Reserve, Rule, Scheme, SchemeColumn } from './model.ts'
import { askedName, type Registry } from './names.ts'

/** Every formula that a month may need by itself. */
export function rootBounds(
  columns: readonly DefinedColumn[],
  reserves: readonly Reserve[],
  rules: readonly Rule[],
): Bound[] {
  return [
    ...columns.flatMap(c => c.source.cases.flatMap((k: Case) => (k.when ? [k.formula, k.when] : [k.formula]))),
    ...reserves.flatMap(r => (r.forfeited ? [r.forfeited] : [])),
    ...rules.map(r => r.must),
  ]
}

/** Weights that are known before any data must add up to 100%. */
export function checkWeights(bound: Bound, names: Registry, context: Context): void {
  for (const inner of parts(bound)) checkWeights(inner, names, context)
  if (bound.kind !== 'weighted') return
  const weights = bound.parts.map(({ weight }): Value => {
    if (weight.kind === 'literal') return weight.value
    const column = weight.kind === 'column' ? names.columns.find(c => c.id === weight.column.id) : undefined
    return column?.source.kind === 'parameter' ? column.source.value : null
  })
  if (!weights.every(w => typeof w === 'object' && w !== null)) return
  const sum = sumOf(weights as Decimal[])
  if (compare(sum, ONE) !== 0)
    context.report(problem('WEIGHTS_SUM', bound.at, { sum: plain(sum.times(100)), due: '100' }))
}

/** Every measure that a month needs, each once. */
export function collectMeasures(roots: readonly Bound[]): Measure[] {
  const found = new Map<string, Measure>()
  const seen = new Set<Bound>()
  const others = new Set<string>()
  const visit = (bound: Bound): void => {
    if (seen.has(bound)) return
    seen.add(bound)
    if (bound.kind === 'measure') {
      found.set(bound.measure.id, bound.measure)
      if (!bound.key) others.add(bound.measure.id)
    }
    const formula = rowFormula(bound)
    if (formula) visit(formula)
    else parts(bound).forEach(visit)
  }
  roots.forEach(visit)
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
    const of = bound.kind === 'measure' && !COUNTS.has(bound.measure.aggregate) ? bound.measure.of : undefined
    const source = of?.kind === 'row column' ? of.column.source : undefined
    return bound.kind === 'measure' && source && 'index' in source
      ? typeAt(bound.measure.table, source.index)
      : undefined
  }
  const cellOf = (bound: AskedBound): AskedColumn['source']['cell'] => {
    const { kind } = bound.type
    if (kind === 'number' && readType(bound) === 'percent') return 'percent'
    return kind === 'unknown' || kind === 'person' ? 'text' : kind
  }
  const visit = (bound: Bound): void => {
    switch (bound.kind) {
      case 'earlier':
      case 'measure':
      case 'people':
      case 'rank':
      case 'share': {
        const { text, type, home, at } = bound
        const source = { kind: 'asked', cell: cellOf(bound), blank: mayBeNone(bound), figure: bound } as const
        if (!found.has(text))
          found.set(text, {
            id: text,
            name: askedName(text),
            owners: [OWNERS[bound.kind]],
            at,
            type,
            home,
            places: undefined,
            source,
          })
        break
      }
      default:
    }
    // The formulas inside a figure of rows are of rows.
    if (bound.kind !== 'measure') parts(bound).forEach(visit)
  }
  roots.forEach(visit)
  return [...found.values()]
}

type AskedBound = Extract<Bound, { kind: keyof typeof OWNERS }>
const OWNERS = { earlier: 'earlier', measure: 'rows', people: 'people', rank: 'people', share: 'people' } as const
/** True for what is a blank where there is nothing that it could be of. */
function mayBeNone(bound: AskedBound): boolean {
  return bound.kind === 'earlier' || (bound.kind === 'measure' && !SURE.has(bound.measure.aggregate))
}

const SURE: ReadonlySet<string> = new Set(['sum', 'count', 'count distinct'])
const COUNTS: ReadonlySet<string> = new Set(['count', 'count distinct'])

/** Every position that the scheme names, with the first place: in `for`, in choices and in conditions. */
export function positionPlaces({ columns, roster }: Scheme): Map<string, Place> {
  const found = new Map<string, Place>()
  const add = (position: Value, at: Place): void => {
    if (typeof position === 'string' && !found.has(position)) found.set(position, at)
  }
  const isPosition = (b: Bound): boolean => b.kind === 'column' && b.column.id === roster.positionColumn.id
  const visit = (bound: Bound): void => {
    if (bound.kind === 'choice' && isPosition(bound.of))
      for (const c of bound.cases) for (const v of c.values) add(v, c.result.at)
    const beside =
      bound.kind === 'in' && isPosition(bound.of)
        ? bound.items
        : bound.kind === 'compare' && isPosition(bound.left)
          ? [bound.right]
          : []
    for (const text of beside) if (text.kind === 'literal') add(text.value, text.at)
    parts(bound).forEach(visit)
  }
  for (const { source } of columns) {
    if (source.kind !== 'defined') continue
    for (const { positions, formula, when } of source.cases) {
      for (const p of positions ?? []) add(p, formula.at)
      for (const inner of when ? [formula, when] : [formula]) visit(inner)
    }
  }
  return found
}

/** Positions that the scheme speaks of: in `for` lists and in choices by position. */
export function positionsOf(columns: readonly DefinedColumn[], position: SchemeColumn): string[] {
  const found = new Set<string>()
  const visit = (bound: Bound): void => {
    // A choice with `otherwise` speaks of everyone, so it closes no list.
    const byPosition = bound.kind === 'choice' && bound.of.kind === 'column' && bound.of.column.id === position.id
    if (byPosition && !bound.otherwise) {
      for (const c of bound.cases) for (const v of c.values) found.add(v)
    }
    parts(bound).forEach(visit)
  }
  for (const column of columns) {
    for (const c of column.source.cases) {
      for (const p of c.positions ?? []) found.add(p)
      visit(c.formula)
    }
  }
  return [...found]
}
