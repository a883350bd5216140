// What can be said of a formula before it is worked out: whether it may give nothing, and whether a double holds its figure
// without noise.

import { byKind, each } from '../core/kinds.ts'
import { AGGREGATES, isSure, type Role } from '../formula/aggregates.ts'
import type { Bound, Column } from '../formula/bound.ts'
import { type Part, type Pass, results } from '../formula/tree.ts'
import type { SchemeColumn } from '../scheme/model.ts'

/** True where the formula may give a blank. */
export function isNullable(bound: Bound, above: ReadonlySet<string> = new Set()): boolean {
  return byKind(NULLABLE, bound, above)
}

const never = (): boolean => false

const NULLABLE: Pass<boolean, [above: ReadonlySet<string>]> = {
  previous: () => true,
  ...each(['calendar', 'negate', 'not', 'arithmetic', 'compare', 'logic', 'is blank', 'in', 'has', 'key'], never),
  ...each(['function', 'rank', 'row rank', 'share', 'weighted', 'items', 'lines', 'clamp', 'round', 'refuse'], never),
  ...each(['if', 'choice'], (bound: Part<'if' | 'choice'>, above: ReadonlySet<string>) =>
    results(bound).some(b => isNullable(b, above)),
  ),
  ...each(['row column', 'owned'], () => true),
  literal: ({ value }) => value === null,
  column: ({ column }, above) => isNullableColumn(column, above),
  earlier: ({ take }) => take !== 'count',
  measure: ({ measure }) => !isSure(measure.aggregate),
  people: ({ aggregate }) => !isSure(aggregate),
  bands: (bound, above) => !bound.marginal && results(bound).some(b => isNullable(b, above)),
}

function isNullableColumn(column: Column, above: ReadonlySet<string>): boolean {
  const { source, id } = column as SchemeColumn
  if (above.has(id)) return false
  if (source.kind === 'parameter') return false
  if (source.kind === 'input') return source.blank === null
  const inside = new Set([...above, id])
  return source.cases.some(c => c.when || c.positions || isNullable(c.formula, inside))
}

/** True where the figure is as it was written, read or rounded: doubles of equal figures are equal then. */
export function isClean(bound: Bound): boolean {
  return byKind(CLEAN, bound)
}

/** Whether a double holds without noise what is made of rows. */
const HOLDS: Readonly<Record<Role, boolean>> = { adds: false, counts: true, picks: false, averages: false }

const CLEAN: Pass<boolean> = {
  ...each(['literal', 'calendar', 'round', 'rank', 'row rank', 'share', 'refuse'], () => true),
  ...each(['row column', 'owned', 'key', 'not', 'compare', 'logic', 'is blank', 'in', 'has', 'if', 'people'], never),
  ...each(['bands', 'choice', 'weighted', 'items', 'lines', 'clamp', 'previous'], never),
  negate: ({ of }) => isClean(of),
  // Sums over rows that stand in the workbook have its noise.
  measure: ({ measure }) => HOLDS[AGGREGATES[measure.aggregate].role],
  earlier: ({ take }) => take !== 'average',
  column: ({ column }) => (column as SchemeColumn).source.kind !== 'defined' || column.places !== undefined,
  arithmetic: ({ type, left, right }) => type.kind === 'count' && isClean(left) && isClean(right),
  function: ({ name }) =>
    ['full units', 'started units', 'how many', 'months between', 'years between', 'weekday', 'week'].includes(name) ||
    ['months after', 'date', 'date of', 'month'].includes(name),
}
