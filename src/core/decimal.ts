// Exact decimals: the one number type of formulas, and the few rules by which they are divided, compared and rounded.
// Takes decimal text or integers; never a binary fraction. Source of the rules: DECISIONS.md, "Exact numbers".

import { Decimal as Library } from 'decimal.js'

// Sums and products are exact: no result of a real scheme comes near 1,000 digits, and a hostile one is cut there
// instead of growing without end. The global decimal.js settings are never touched.
const Exact = Library.clone({
  precision: 1000,
  rounding: Library.ROUND_HALF_UP,
  maxE: 9000,
  minE: -9000,
  toExpNeg: -9000,
  toExpPos: 9000,
})
const Quotient = Exact.clone({ precision: 60 })

/** An exact decimal number. Money is a Decimal in the currency's main unit (yuan). */
export type Decimal = Library

export const ZERO: Decimal = new Exact(0)
export const ONE: Decimal = new Exact(1)

/** How an amount is rounded: `half up` is half away from zero (四舍五入), `down` toward zero, `up` away from zero. */
export type RoundingMode = 'half up' | 'half even' | 'down' | 'up'

const MODES: Record<RoundingMode, Library.Rounding> = {
  'half up': Library.ROUND_HALF_UP,
  'half even': Library.ROUND_HALF_EVEN,
  down: Library.ROUND_DOWN,
  up: Library.ROUND_UP,
}

/** Digits behind the point beyond which nothing is looked at when a number is rounded or compared. */
const NOISE_PLACES = 40

/** A decimal from its text (`-12.50`) or an integer. A fraction held in a double is a defect, not an input. */
export function decimal(text: string | number): Decimal {
  if (typeof text === 'number' && !Number.isSafeInteger(text)) throw new Error(`not an exact number: ${text}`)
  return new Exact(text)
}

/** The decimal that a double from a spreadsheet stands for: its 15 significant digits, as the spreadsheet shows them. */
export function fromDouble(value: number): Decimal {
  return new Exact(value.toPrecision(15))
}

/** Both together. What adds nothing, and what is added to nothing, is the most of what sheets add up: neither is worked out. */
export function add(a: Decimal, b: Decimal): Decimal {
  return b.isZero() ? a : a.isZero() ? b : a.plus(b)
}

/** All of them together; 0 of none. */
export function sumOf(values: readonly Decimal[]): Decimal {
  let sum = ZERO
  for (const value of values) sum = add(sum, value)
  return sum
}

/** Quotient to 60 significant digits. The divisor must not be zero: the caller reports that. */
export function divide(a: Decimal, b: Decimal): Decimal {
  return new Exact(new Quotient(a).div(b))
}

/** The number without what lies beyond 40 places, so that (0.01 ÷ 3) × 1.5 is half a fen and not just below it. */
export function settle(x: Decimal): Decimal {
  return x.decimalPlaces() > NOISE_PLACES ? x.toDecimalPlaces(NOISE_PLACES, Library.ROUND_HALF_UP) : x
}

/** Rounds to a number of places behind the point. */
export function round(x: Decimal, places: number, mode: RoundingMode = 'half up'): Decimal {
  return x.decimalPlaces() <= places ? x : settle(x).toDecimalPlaces(places, MODES[mode])
}

/**
 * A figure as it is shown: cut toward zero to so many places, to more where the last one would be a zero or where it would come to
 * lie otherwise to one of the edges. What is below an edge never stands on it, nor what is above.
 */
export function cut(x: Decimal, places: number, edges: readonly Decimal[] = []): Decimal {
  const settled = settle(x)
  for (let most = places; most < settled.decimalPlaces(); most++) {
    const shown = settled.toDecimalPlaces(most, Library.ROUND_DOWN)
    const isOpen = most > 0 && shown.decimalPlaces() < most
    if (!isOpen && edges.every(edge => compare(shown, edge) === compare(settled, edge))) return shown
  }
  return settled
}

/** Whole units contained in x (3.9 → 3); 0 for x ≤ 0. For "minus 3 for each full point below". */
export function fullUnits(x: Decimal, unit: Decimal): Decimal {
  const units = settle(divide(x, unit))
  return units.isPositive() ? units.toDecimalPlaces(0, Library.ROUND_DOWN) : ZERO
}

/** Units begun in x (3.1 → 4); 0 for x ≤ 0. For "minus 4 for each started point above". */
export function startedUnits(x: Decimal, unit: Decimal): Decimal {
  const units = settle(divide(x, unit))
  return units.isPositive() ? units.toDecimalPlaces(0, Library.ROUND_UP) : ZERO
}

/** -1, 0 or 1; both sides settled first, so that 1 ÷ 3 × 3 equals 1. */
export function compare(a: Decimal, b: Decimal): number {
  return settle(a).comparedTo(settle(b))
}

/** True for what equals 0 when it is compared: (1 ÷ 3 × 3) − 1 is nothing, though its last digit is not. */
export function isZero(x: Decimal): boolean {
  return settle(x).isZero()
}

/** True where the number is finite and of a size that any shop can mean; formulas that run away end here. */
export function isReasonable(x: Decimal): boolean {
  return x.isFinite() && x.e < 40
}

/** Plain text without exponent or trailing zeros, as JSON and reports show numbers that are not amounts. */
export function plain(x: Decimal): string {
  const settled = settle(x)
  return settled.isZero() ? '0' : settled.toFixed()
}

/** Text with exactly so many places, for amounts and rounded scores. The number must not have more of them. */
export function fixed(x: Decimal, places: number): string {
  const rounded = round(x, places)
  const text = rounded.isZero() ? '0' : rounded.toFixed()
  const has = rounded.decimalPlaces()
  return has >= places ? text : `${text}${has === 0 ? '.' : ''}${'0'.repeat(places - has)}`
}
