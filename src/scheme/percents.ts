// Columns of plain numbers that formulas hold against percentages: `占比 − 5%`, bands `from 98%`. Takes a checked scheme; gives each
// with the greatest of these. A column of percentages reads a plain figure as one itself.

import { type Decimal, ZERO } from '../core/decimal.ts'
import { once } from '../core/lists.ts'
import { type Bound, constantOf } from '../formula/bound.ts'
import { isParameter, isRead, type Scheme, type SchemeColumn } from './model.ts'
import { everyNode } from './texts.ts'

/** A column of numbers with the greatest percentage that it is held against: 0.98 for 98%. */
export interface HeldAgainst {
  readonly column: string
  /** A column of an export's rows, or one of people, groups or the shop. */
  readonly at: { readonly table: string; readonly index: number } | SchemeColumn
  readonly percent: Decimal
}

const held = new WeakMap<Scheme, readonly HeldAgainst[]>()

/** Every column of numbers that is compared with percentages, added to one, or cut into bands by some. */
export function percentsOf(scheme: Scheme): readonly HeldAgainst[] {
  return once(held, scheme, () => findPercents(scheme))
}

function findPercents(scheme: Scheme): HeldAgainst[] {
  const columns = new Map(scheme.columns.map(c => [c.id, c]))
  const found = new Map<string, HeldAgainst>()
  const take = (of: Bound, against: readonly (Bound | undefined)[], table: string | undefined): void => {
    const percents = against.flatMap(bound => (bound ? percentOf(bound, columns) : []))
    const at = percents.length === 0 ? undefined : numbersIn(of, table, columns, scheme)
    if (!at) return
    const key = 'id' in at ? at.id : JSON.stringify([at.table, at.index])
    const percent = [...percents, found.get(key)?.percent ?? ZERO].reduce((a, b) => (a.gt(b) ? a : b))
    found.set(key, { column: of.text, at, percent })
  }
  for (const [bound, table] of everyNode(scheme)) {
    if (bound.kind === 'compare' || (bound.kind === 'arithmetic' && (bound.sign === '+' || bound.sign === '−'))) {
      take(bound.left, [bound.right], table)
      take(bound.right, [bound.left], table)
    }
    const edges = bound.kind === 'bands' ? bound.bands.flatMap(b => [b.lower?.edge, b.upper?.edge]) : []
    if (bound.kind === 'bands') take(bound.of, edges, table)
    if (bound.kind === 'clamp') take(bound.of, [bound.low, bound.high], table)
    if (bound.kind === 'function') for (const arg of bound.args) take(arg, bound.args, table)
  }
  return [...found.values()]
}

/** The percentage that is written there or has a name, without its sign. */
function percentOf(bound: Bound, columns: ReadonlyMap<string, SchemeColumn>): Decimal[] {
  const named = bound.kind === 'column' ? columns.get(bound.column.id) : undefined
  const written = named && isParameter(named) ? named.source.written : bound
  const figure = written && /[%％]$/.test(written.text) ? constantOf(written)?.abs() : undefined
  return figure && !figure.isZero() ? [figure] : []
}

/** Where a bare column of numbers is from, if it is one whose figures have no unit of their own. */
function numbersIn(
  of: Bound,
  table: string | undefined,
  columns: ReadonlyMap<string, SchemeColumn>,
  { roster, tables }: Scheme,
): HeldAgainst['at'] | undefined {
  if (of.type.kind !== 'number') return undefined
  const isNumber = (name: string, index: number): boolean => {
    const spec = name === 'people' ? roster.spec : tables.find(t => t.spec.name === name)?.spec
    const column = spec?.columns[index]
    return column?.type === 'number' && !column.unit
  }
  if (of.kind === 'row column' && 'index' in of.column.source && table !== undefined) {
    const { index } = of.column.source
    return isNumber(table, index) ? { table, index } : undefined
  }
  const column = of.kind === 'column' ? columns.get(of.column.id) : undefined
  if (!column || isParameter(column)) return undefined
  return isRead(column) && !isNumber(column.source.table, column.source.index) ? undefined : column
}
