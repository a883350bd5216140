// Whether an amount is surely whole in fen, whatever the figures: only such an amount can be shared out so that the parts
// add up to it. Takes a checked formula; files may hold fractions of a fen, so what is read is never sure.

import type { Decimal } from '../core/decimal.ts'
import { byKind, each } from '../core/kinds.ts'
import { does } from './aggregates.ts'
import type { Bound } from './bound.ts'
import { type Part, type Pass, results } from './tree.ts'
import { isMoney } from './types.ts'

/** True where the amount is surely whole in fen. */
export function isWhole(bound: Bound): boolean {
  return byKind(WHOLE, bound)
}

const isNothing = ({ type }: Bound): boolean => type.zero === true

const WHOLE: Pass<boolean> = {
  ...each(
    [
      'row column',
      'owned',
      'key',
      'calendar',
      'earlier',
      'measure',
      'previous',
      'rank',
      'row rank',
      'weighted',
      'items',
    ],
    isNothing,
  ),
  ...each(['not', 'compare', 'logic', 'is blank', 'in', 'has'], isNothing),
  ...each(['share', 'lines', 'refuse'], () => true),
  ...each(['if', 'choice'], (bound: Part<'if' | 'choice'>) => results(bound).every(isWhole)),
  round: ({ places }) => places <= 2,
  column: ({ column }) => column.whole === true,
  // What could not be read stands for nothing; that was told.
  literal: ({ type, value }) =>
    type.zero === true || value === null || (isMoney(type) && (value as Decimal).decimalPlaces() <= 2),
  negate: ({ of }) => isWhole(of),
  arithmetic({ sign, left, right }) {
    if (sign === '+' || sign === '−') return isWhole(left) && isWhole(right)
    return sign === '×' && (isTimes(left, right) || isTimes(right, left))
  },
  function: ({ name, args }) => ['min', 'max', 'sum', 'absolute'].includes(name) && args.every(isWhole),
  clamp: ({ of, low, high }) => [of, low, high].every(b => b === undefined || isWhole(b)),
  bands: bound => !bound.marginal && results(bound).every(isWhole),
  people: ({ aggregate, of }) => does(aggregate, 'adds', 'picks') && of !== undefined && isWhole(of),
}

/** So many times an amount. */
function isTimes(count: Bound, amount: Bound): boolean {
  return count.type.kind === 'count' && isWhole(amount)
}
