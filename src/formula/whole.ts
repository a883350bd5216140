// Whether an amount is surely whole in fen, whatever the figures: only such an amount can be shared out so that the parts
// add up to it. Takes a checked formula; files may hold fractions of a fen, so what is read is never sure.

import type { Decimal } from '../core/decimal.ts'
import type { Bound } from './bound.ts'
import { isMoney } from './types.ts'

/** True where the amount is surely whole in fen. */
export function isWhole(bound: Bound): boolean {
  switch (bound.kind) {
    case 'round':
      return bound.places <= 2
    case 'column':
      return bound.column.whole === true
    case 'share':
    case 'lines':
      return true
    case 'literal':
      // What could not be read stands for nothing; that was told.
      return (
        bound.type.zero === true ||
        bound.value === null ||
        (isMoney(bound.type) && (bound.value as Decimal).decimalPlaces() <= 2)
      )
    case 'negate':
      return isWhole(bound.of)
    case 'arithmetic':
      if (bound.sign === '+' || bound.sign === '−') return isWhole(bound.left) && isWhole(bound.right)
      return bound.sign === '×' && (isTimes(bound.left, bound.right) || isTimes(bound.right, bound.left))
    case 'if':
      return isWhole(bound.yes) && isWhole(bound.no)
    case 'function':
      return ['min', 'max', 'sum', 'absolute'].includes(bound.name) && bound.args.every(isWhole)
    case 'clamp':
      return [bound.of, bound.low, bound.high].every(b => b === undefined || isWhole(b))
    case 'bands':
      return !bound.marginal && bound.bands.every(b => isWhole(b.result))
    case 'choice':
      return bound.cases.every(c => isWhole(c.result)) && (bound.otherwise === undefined || isWhole(bound.otherwise))
    case 'people':
      return ['sum', 'min', 'max'].includes(bound.aggregate) && bound.of !== undefined && isWhole(bound.of)
    default:
      return bound.type.zero === true
  }
}

/** So many times an amount. */
function isTimes(count: Bound, amount: Bound): boolean {
  return count.type.kind === 'count' && isWhole(amount)
}
