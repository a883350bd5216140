// What a formula reads, through all columns that it names. Takes checked formulas; gives the columns, measures and columns
// of rows that it comes to. Refuses nothing.

import type { Bound, RowColumn } from '../formula/bound.ts'
import { parts, rowFormula } from '../formula/tree.ts'
import type { DefinedColumn, Scheme } from './model.ts'

/** What was read: ids of columns and measures, and columns of exports' own rows. */
export interface Reached {
  readonly ids: ReadonlySet<string>
  readonly rows: ReadonlySet<RowColumn>
  /** Every formula part that was passed on the way. */
  readonly bounds: ReadonlySet<Bound>
}

/** How far to go: into which columns, and into which parts of a formula. */
export interface Ways {
  readonly parts?: (bound: Bound) => readonly Bound[]
  /** The formulas of a worked-out column that count; all of them where nothing is said. */
  readonly formulas?: (column: DefinedColumn) => readonly Bound[]
  /** What a sum of pay lines stands for; nothing where it is not said. */
  readonly lines?: readonly DefinedColumn[]
}

/** Everything that formulas read, directly or through columns. */
export function reached(roots: readonly Bound[], scheme: Scheme, ways: Ways = {}): Reached {
  const { parts: inside = parts, formulas = allFormulas, lines = [] } = ways
  const defined = definedOf(scheme)
  const ids = new Set<string>()
  const rows = new Set<RowColumn>()
  const bounds = new Set<Bound>()
  const enter = (id: string): void => {
    if (ids.has(id)) return
    ids.add(id)
    const column = defined.get(id)
    if (column) for (const formula of formulas(column)) visit(formula)
  }
  const visit = (bound: Bound): void => {
    if (bounds.has(bound)) return
    bounds.add(bound)
    if (bound.kind === 'column' || bound.kind === 'earlier') enter(bound.column.id)
    if ((bound.kind === 'people' || bound.kind === 'rank') && bound.by) enter(bound.by.id)
    if (bound.kind === 'measure') ids.add(bound.measure.id)
    if (bound.kind === 'lines') for (const line of lines) enter(line.id)
    if (bound.kind === 'row column' && !rows.has(bound.column)) {
      rows.add(bound.column)
      const formula = rowFormula(bound)
      if (formula) visit(formula)
    }
    for (const part of inside(bound)) visit(part)
  }
  for (const root of roots) visit(root)
  return { ids, rows, bounds }
}

/** The formulas and conditions of a column, for all positions. */
export function allFormulas(column: DefinedColumn): Bound[] {
  return column.source.cases.flatMap(c => (c.when ? [c.formula, c.when] : [c.formula]))
}

const known = new WeakMap<Scheme, ReadonlyMap<string, DefinedColumn>>()

/** The worked-out columns of a scheme by id. */
function definedOf(scheme: Scheme): ReadonlyMap<string, DefinedColumn> {
  const before = known.get(scheme)
  if (before) return before
  const columns = scheme.columns.filter((c): c is DefinedColumn => c.source.kind === 'defined')
  const found = new Map(columns.map(c => [c.id, c]))
  known.set(scheme, found)
  return found
}
