// Amounts as people read them. An amount is a Decimal in the currency's main unit, whole in fen once it is on a sheet.

import { type Decimal, decimal, fixed, round, settle } from './decimal.ts'

const FEN_PLACES = 2

/** The amount rounded to the fen, half away from zero. */
export function toFen(x: Decimal): Decimal {
  return round(x, FEN_PLACES)
}

/** True where the amount has no part below the fen. */
export function isWholeFen(x: Decimal): boolean {
  return settle(x).decimalPlaces() <= FEN_PLACES
}

/** Fen as an integer of any size. The amount must be whole in fen. */
export function fen(x: Decimal): bigint {
  return BigInt(round(x, FEN_PLACES).times(100).toFixed(0))
}

/** The amount of so many fen. */
export function fromFen(x: bigint): Decimal {
  return decimal(x.toString()).times(decimal('0.01'))
}

/** `1234.50`: exactly two decimals, as JSON and CSV carry amounts. */
export function amountText(x: Decimal): string {
  return fixed(x, FEN_PLACES)
}

/** `1,234.50`: with thousands separators, as people read amounts; more decimals are kept where there are some. */
export function amountForPeople(x: Decimal): string {
  const text = fixed(x, Math.max(FEN_PLACES, settle(x).decimalPlaces()))
  const point = text.indexOf('.')
  return separated(text.slice(0, point)) + text.slice(point)
}

/** `-$1,234.50`: a sum with the sign of its currency before it, where papers have one. */
export function sumForPeople(x: Decimal, sign: string): string {
  const text = amountForPeople(x)
  return text.startsWith('-') ? `-${sign}${text.slice(1)}` : `${sign}${text}`
}

/** Whole digits with thousands separators. */
export function separated(whole: string): string {
  if (whole.length <= 3) return whole
  return whole.replace(whole.startsWith('-') ? SEPARATE_NEGATIVE : SEPARATE, ',')
}

const SEPARATE = /\B(?=(\d{3})+$)/g
const SEPARATE_NEGATIVE = /(?<=\d)(?=(\d{3})+$)/g
