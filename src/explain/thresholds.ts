// Figures at whose size something changes: those that bands are of, and those that a condition holds against a fixed
// figure; each with its edges and who reads them. Takes a scheme; with a worked-out month also the values of its people,
// groups or shop. Marginal bands have no such edges.

import { compare, type Decimal } from '../core/decimal.ts'
import type { Bound } from '../formula/bound.ts'
import { isFigureKind } from '../formula/kinds.ts'
import { FAULT, type Outcome, type Row } from '../formula/trace.ts'
import { nodes } from '../formula/tree.ts'
import type { Home, Type } from '../formula/types.ts'
import type { Engine } from '../pay/engine.ts'
import type { DefinedColumn, Scheme } from '../scheme/model.ts'
import type { Whose } from './cells.ts'
import { readerFor } from './readers.ts'

export interface Edge {
  readonly bound: Bound
  /** As the scheme writes it: `3%`, `工时基本目标`. */
  readonly text: string
  /** What reads it: `返修折扣`. */
  readonly readers: readonly string[]
}

export interface Watched {
  /** In the scheme's words. */
  readonly name: string
  readonly home: Home
  readonly type: Type
  readonly of: Bound
  readonly edges: readonly Edge[]
  /** True where an edge is written in percent: then the figure is read in percent too. */
  readonly percent: boolean
}

/** What a watched figure is for one row. */
export interface WatchedValue {
  readonly whose: Whose
  readonly value: Decimal
  /** Beside the figure's edges, in their order; undefined for one that can't be worked out here. */
  readonly edges: readonly (Decimal | undefined)[]
}

interface Reader {
  readonly name: string
  readonly formulas: readonly (Bound | undefined)[]
}

const ORDERED: ReadonlySet<string> = new Set(['<', '≤', '>', '≥'])

/** All watched figures of a scheme, in the order in which it reads them. */
export function watchedFigures(scheme: Scheme): Watched[] {
  const found = new Map<string, { of: Bound; edges: Map<string, { bound: Bound; readers: Set<string> }> }>()
  const add = (of: Bound, edge: Bound, reader: string): void => {
    if (!isFigureKind(of.type.kind) || of.home === 'row' || of.kind === 'literal') return
    if (edge.home !== 'shop' && edge.home !== of.home) return
    const key = keyOf(of)
    const own = found.get(key) ?? { of, edges: new Map() }
    found.set(key, own)
    const at = own.edges.get(edge.text) ?? { bound: edge, readers: new Set<string>() }
    own.edges.set(edge.text, at)
    at.readers.add(reader)
  }
  for (const { name, formulas } of readers(scheme))
    for (const bound of nodes(formulas)) edges(bound, (of, edge) => add(of, edge, name))
  return [...found.values()].map(({ of, edges }) => ({
    name: of.text,
    home: of.home,
    type: of.type,
    of,
    edges: [...edges].map(([text, { bound, readers: who }]) => ({ bound, text, readers: [...who] })),
    percent: [...edges.keys()].some(text => text.endsWith('%')),
  }))
}

/** What tells a figure from others: a column, or the words of the scheme. */
export function keyOf(of: Bound): string {
  return `${of.home} ${of.kind === 'column' ? of.column.id : of.text}`
}

/** The values of a watched figure, row by row; rows without one are left out. */
export function watchedValues(engine: Engine, { of, edges, name }: Watched): WatchedValue[] {
  const reader = readerFor(engine, false)
  return engine.world.rows(of.home).flatMap((row): WatchedValue[] => {
    const value = figureAt(engine, of, row, name)
    if (value === undefined) return []
    return [{ whose: reader.whose(row), value, edges: edges.map(edge => figureAt(engine, edge.bound, row, name)) }]
  })
}

/** The edges around a value: the greatest that it has reached, and the next above it. */
export function edgesAround({ value, edges }: Pick<WatchedValue, 'value' | 'edges'>): {
  below: number | undefined
  above: number | undefined
} {
  let below: number | undefined
  let above: number | undefined
  for (const [i, edge] of edges.entries()) {
    if (edge === undefined) continue
    const reached = compare(edge, value) <= 0
    if (reached && (below === undefined || compare(edge, edges[below]!) > 0)) below = i
    if (!reached && (above === undefined || compare(edge, edges[above]!) < 0)) above = i
  }
  return { below, above }
}

/** A figure of a row; undefined where there is none. */
export function figureAt(engine: Engine, bound: Bound, row: Row, name: string): Decimal | undefined {
  return figure(outcomeOf(engine, bound, row, name))
}

function outcomeOf(engine: Engine, bound: Bound, row: Row, name: string): Outcome {
  if (bound.kind !== 'column' || bound.column.home !== row.home) return engine.evaluate(bound, row, name)
  engine.attempt(bound.column, row)
  return engine.value(bound.column, row)
}

function figure(outcome: Outcome): Decimal | undefined {
  return outcome === FAULT || outcome === null || typeof outcome !== 'object' ? undefined : outcome
}

function readers({ columns, reserves, rules }: Scheme): Reader[] {
  const defined = columns.filter((c): c is DefinedColumn => c.source.kind === 'defined')
  return [
    ...defined.map(c => ({ name: c.name, formulas: c.source.cases.flatMap(own => [own.formula, own.when]) })),
    ...reserves.map(r => ({ name: r.name, formulas: [r.forfeited] })),
    ...rules.map(r => ({ name: r.name, formulas: [r.must] })),
  ]
}

/** Tells the edges of a part of a formula, with the figure that they are on. */
function edges(bound: Bound, tell: (of: Bound, edge: Bound) => void): void {
  if (bound.kind === 'bands' && !bound.marginal)
    for (const { lower, upper } of bound.bands)
      for (const limit of [lower, upper]) if (limit) tell(bound.of, limit.edge)
  if (bound.kind === 'compare' && ORDERED.has(bound.sign)) {
    const { left, right } = bound
    if (isFixed(right)) tell(left, right)
    else if (isFixed(left)) tell(right, left)
  }
}

/** A figure that stands in the scheme itself. Zero is none: whoever asks for more than nothing sets no mark. */
function isFixed(bound: Bound): boolean {
  if (bound.kind === 'literal') return typeof bound.value === 'object' && bound.value !== null && !bound.value.isZero()
  return bound.kind === 'column' && bound.column.owners.includes('parameters')
}
