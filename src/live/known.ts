// What can be said of a formula before it is worked out: whether it may give nothing, and whether a double holds its figure
// without noise.

import type { Bound, Column } from '../formula/bound.ts'
import type { DefinedColumn, SchemeColumn } from '../scheme/model.ts'

/** True where the formula may give a blank. */
export function isNullable(bound: Bound, above: ReadonlySet<string> = new Set()): boolean {
  const again = (part: Bound): boolean => isNullable(part, above)
  switch (bound.kind) {
    case 'literal':
      return bound.value === null
    case 'column':
      return isNullableColumn(bound.column, above)
    case 'earlier':
      return bound.take !== 'count'
    case 'measure':
      return !['sum', 'count', 'count distinct'].includes(bound.measure.aggregate)
    case 'people':
      return !['sum', 'count', 'count distinct'].includes(bound.aggregate)
    case 'if':
      return [bound.yes, bound.no].some(again)
    case 'bands':
      return !bound.marginal && bound.bands.some(b => again(b.result))
    case 'choice':
      return [...bound.cases.map(c => c.result), ...(bound.otherwise ? [bound.otherwise] : [])].some(again)
    default:
      return false
  }
}

function isNullableColumn(column: Column, above: ReadonlySet<string>): boolean {
  const { source, id } = column as SchemeColumn
  if (above.has(id)) return false
  switch (source.kind) {
    case 'parameter':
      return false
    case 'input':
      return source.blank === null
    default: {
      const { cases } = (column as DefinedColumn).source
      if (cases.some(c => c.when || c.positions)) return true
      const inside = new Set([...above, id])
      return cases.some(c => isNullable(c.formula, inside))
    }
  }
}

/** True where the figure is as it was written, read or rounded: doubles of equal figures are equal then. */
export function isClean(bound: Bound): boolean {
  switch (bound.kind) {
    case 'literal':
    case 'calendar':
    case 'round':
      return true
    case 'negate':
      return isClean(bound.of)
    case 'measure':
      return bound.measure.aggregate !== 'average'
    case 'earlier':
      return bound.take !== 'average'
    case 'column':
      return (bound.column as SchemeColumn).source.kind !== 'defined' || bound.column.places !== undefined
    case 'arithmetic':
      return bound.type.kind === 'count' && isClean(bound.left) && isClean(bound.right)
    case 'function':
      return ['full units', 'started units', 'how many', 'months between'].includes(bound.name)
    case 'rank':
    case 'share':
      return true
    default:
      return false
  }
}
