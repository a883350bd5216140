// How figures are rounded and compared in a spreadsheet so that it comes to what exact decimals come to. A double has some
// 15 digits; sums and quotients of them miss the exact figure by less than half of the ninth place behind the point, and no
// figure of a policy lies that close to an edge without being on it.

import { type Decimal, decimal, divide, type RoundingMode } from '../core/decimal.ts'
import { POINTS, type PointKind } from '../core/points.ts'
import { atom, call, infix, LEVEL, type Term } from './terms.ts'

/** Places that a figure keeps before it is rounded or compared. */
export const SAFE = '9'
const SAFE_PLACES = 9
/** Places that are kept beyond those of the rounding, where nine are too few for it. */
const BEYOND = 7
const MOST_PLACES = 15

/** A figure rounded as the scheme says. For `half even` it stands in the formula several times. */
export function roundedTerm(of: Term, places: number, mode: RoundingMode): Term {
  const safe = Math.min(Math.max(SAFE_PLACES, places + BEYOND), MOST_PLACES)
  const settled = call('ROUND', of, String(safe))
  if (mode !== 'half even') return call(ROUNDINGS[mode], settled, String(places))
  // Where just a half is left, the even neighbour: twice the half, rounded.
  const scale = atom(`1${'0'.repeat(places)}`)
  const units = call('ROUND', infix(of, '*', scale, LEVEL.multiply), String(safe - places))
  const rest = infix(units, '-', call('TRUNC', units), LEVEL.add, true)
  const isHalf = infix(call('ABS', call('ROUND', rest, String(safe - places))), '=', atom('0.5'), LEVEL.compare)
  const half = call('ROUND', infix(units, '/', atom('2'), LEVEL.multiply), '0')
  const even = infix(atom('2'), '*', half, LEVEL.multiply)
  return infix(call('IF', isHalf, even, call('ROUND', units, '0')), '/', scale, LEVEL.multiply)
}

const ROUNDINGS: Readonly<Record<Exclude<RoundingMode, 'half even'>, string>> = {
  'half up': 'ROUND',
  down: 'ROUNDDOWN',
  up: 'ROUNDUP',
}

/** Days from 1970-01-01 to the first day of the spreadsheets' calendar. */
const FIRST_DAY = 25569

/** A point in time as spreadsheets number it: days, and the time of day as a fraction of one. */
export function pointSerial(value: number, kind: PointKind): Decimal {
  const { perDay, day } = POINTS[kind]
  return divide(decimal(value), decimal(perDay)).plus(day ? FIRST_DAY : 0)
}
