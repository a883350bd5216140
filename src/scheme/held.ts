// Columns of plain numbers that formulas hold against figures, and whether these are percentages: `占比 − 5%`, bands `from 98%`,
// `得分 ≥ 90`. Takes a checked scheme; gives each with the greatest of both. A column of percentages reads a plain figure as one itself.

import { type Decimal, ZERO } from '../core/decimal.ts'
import { once } from '../core/lists.ts'
import { type Bound, constantOf } from '../formula/bound.ts'
import { isParameter, isRead, type Scheme, type SchemeColumn } from './model.ts'
import { everyNode } from './texts.ts'

/** A column of numbers with what it is held against. */
export interface HeldAgainst {
  readonly column: string
  /** A column of an export's rows, or one of people, groups or the shop. */
  readonly at: RowPart | SchemeColumn
  /** The greatest percentage, 0.98 for 98%; 0 where there is none. */
  readonly percent: Decimal
  /** The greatest figure without a sign that is no share of one; 0 where there is none. */
  readonly plain: Decimal
}

/** A column of an export, by its number. */
interface RowPart {
  readonly table: string
  readonly index: number
}

const held = new WeakMap<Scheme, readonly HeldAgainst[]>()

/** Every column of numbers that is compared with written figures, added to one, or cut into bands by some. */
export function figuresHeld(scheme: Scheme): readonly HeldAgainst[] {
  return once(held, scheme, () => findHeld(scheme))
}

function findHeld(scheme: Scheme): HeldAgainst[] {
  const columns = new Map(scheme.columns.map(c => [c.id, c]))
  const found = new Map<string, HeldAgainst>()
  const take = (of: Bound, against: readonly (Bound | undefined)[], table: string | undefined): void => {
    const figures = against.flatMap(bound => (bound ? writtenIn(bound, columns) : []))
    const at = figures.length === 0 ? undefined : numbersIn(of, table, columns, scheme)
    if (!at) return
    const key = 'id' in at ? at.id : JSON.stringify([at.table, at.index])
    const { percent = ZERO, plain = ZERO } = found.get(key) ?? {}
    const greatest = (isPercent: boolean, before: Decimal): Decimal =>
      figures.reduce((a, b) => (b.isPercent === isPercent && b.figure.gt(a) ? b.figure : a), before)
    found.set(key, { column: of.text, at, percent: greatest(true, percent), plain: greatest(false, plain) })
  }
  for (const [bound, table] of everyNode(scheme)) {
    if (bound.kind === 'compare' || (bound.kind === 'arithmetic' && (bound.sign === '+' || bound.sign === '−'))) {
      take(bound.left, [bound.right], table)
      take(bound.right, [bound.left], table)
    }
    if (bound.kind === 'arithmetic' && bound.sign === '÷') take(bound.left, [bound.right], table)
    const edges = bound.kind === 'bands' ? bound.bands.flatMap(b => [b.lower?.edge, b.upper?.edge]) : []
    if (bound.kind === 'bands') take(bound.of, edges, table)
    if (bound.kind === 'clamp') take(bound.of, [bound.low, bound.high], table)
    if (bound.kind === 'function') for (const arg of bound.args) take(arg, bound.args, table)
  }
  return [...found.values()].filter(({ percent, plain }) => !percent.isZero() || plain.gte(SHARES))
}

/** A plain figure from here on is no share of one. */
const SHARES = 2

/** The figure that is written there or has a name, without its sign, and whether it is a percentage. */
function writtenIn(
  bound: Bound,
  columns: ReadonlyMap<string, SchemeColumn>,
): { readonly figure: Decimal; readonly isPercent: boolean }[] {
  const named = bound.kind === 'column' ? columns.get(bound.column.id) : undefined
  const written = named && isParameter(named) ? named.source.written : bound
  const figure = written && constantOf(written)?.abs()
  return figure ? [{ figure, isPercent: /[%％]$/.test(written.text) }] : []
}

/** Where a bare column of numbers is from, if it is one whose figures have no unit of their own. */
function numbersIn(
  of: Bound,
  table: string | undefined,
  columns: ReadonlyMap<string, SchemeColumn>,
  { roster, tables }: Scheme,
): RowPart | SchemeColumn | undefined {
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
