// Exact decimals: the one number type of formulas, and the few rules by which they are divided, compared and rounded.
// Takes decimal text or integers; never a binary fraction. Source of the rules: DECISIONS.md, "Exact numbers".

/** How an amount is rounded: `half up` is half away from zero (四舍五入), `down` toward zero, `up` away from zero. */
export type RoundingMode = 'half up' | 'half even' | 'down' | 'up'

/** What a figure may be worked out with. */
type Operand = Exact | string | number

/** Powers of ten that a double holds exactly. */
const TENS: readonly number[] = Array.from({ length: 23 }, (_, tens) => Number(`1e${tens}`))
const LARGE_TENS: bigint[] = []
const MOST = Number.MAX_SAFE_INTEGER
/** Quotients have so many digits; sums and products are cut at so many, which no policy reaches, instead of growing without end. */
const QUOTIENT_DIGITS = 60
const MOST_DIGITS = 1000
const MOST_TENS = 9000

function largeTens(tens: number): bigint {
  LARGE_TENS[tens] ??= 10n ** BigInt(tens)
  return LARGE_TENS[tens]
}

/**
 * True for what doubles work out exactly: the result of a sum or product of whole numbers, rounded as it may be, lies within this
 * range only where it was not.
 */
function isSafe(whole: number): boolean {
  return whole <= MOST && whole >= -MOST
}

/**
 * A whole number of units of 10^−places, without zeros at the end of the places: nearly always a safe integer, else a bigint. Both in
 * one field: V8 keeps small integers in it without an object of their own.
 */
class Exact {
  readonly whole: number | bigint
  readonly places: number

  constructor(whole: number | bigint, places: number) {
    this.whole = whole
    this.places = places
  }

  plus(operand: Operand): Exact {
    const other = exact(operand)
    const places = Math.max(this.places, other.places)
    const [own, its] = [this.safe(places), other.safe(places)]
    const sum = own + its
    if (isSafe(sum) && isSafe(own) && isSafe(its)) return small(sum, places)
    return large(this.units(places) + other.units(places), places)
  }

  minus(operand: Operand): Exact {
    return this.plus(exact(operand).neg())
  }

  times(operand: Operand): Exact {
    const other = exact(operand)
    const places = this.places + other.places
    if (typeof this.whole === 'number' && typeof other.whole === 'number') {
      const product = this.whole * other.whole
      if (isSafe(product)) return small(product, places)
    }
    return large(BigInt(this.whole) * BigInt(other.whole), places)
  }

  /** Quotient to 60 significant digits, half away from zero. */
  div(operand: Operand): Exact {
    const divisor = exact(operand)
    const places = this.places - divisor.places
    if (divisor.whole === 0) throw new Error('division by zero')
    if (this.whole === 0) return this
    if (typeof this.whole === 'number' && typeof divisor.whole === 'number') {
      let [top, tens] = [this.whole, 0]
      while (isSafe(top * 10)) {
        top *= 10
        tens++
      }
      if (top % divisor.whole === 0) return small(top / divisor.whole, places + tens)
    }
    const [top, below] = [BigInt(this.whole), BigInt(divisor.whole)]
    // One digit more than are kept, or two.
    const tens = QUOTIENT_DIGITS + 1 - lengthOf(this.whole) + lengthOf(divisor.whole)
    const quotient = tens < 0 ? top / (below * largeTens(-tens)) : (top * largeTens(tens)) / below
    const isLonger = quotient >= largeTens(QUOTIENT_DIGITS + 1) || -quotient >= largeTens(QUOTIENT_DIGITS + 1)
    const more = isLonger ? 2 : 1
    return large(reduced(quotient, more, 'half up'), places + tens - more)
  }

  neg(): Exact {
    return this.whole === 0 ? this : new Exact(-this.whole, this.places)
  }

  abs(): Exact {
    return this.isNegative() ? this.neg() : this
  }

  /** −1, 0 or 1. */
  comparedTo(operand: Operand): number {
    const other = exact(operand)
    const places = Math.max(this.places, other.places)
    const [own, its] = [this.safe(places), other.safe(places)]
    if (isSafe(own) && isSafe(its)) return own < its ? -1 : own > its ? 1 : 0
    const [a, b] = [this.units(places), other.units(places)]
    return a < b ? -1 : a > b ? 1 : 0
  }

  eq(other: Operand): boolean {
    return this.comparedTo(other) === 0
  }

  lt(other: Operand): boolean {
    return this.comparedTo(other) < 0
  }

  lte(other: Operand): boolean {
    return this.comparedTo(other) <= 0
  }

  gt(other: Operand): boolean {
    return this.comparedTo(other) > 0
  }

  gte(other: Operand): boolean {
    return this.comparedTo(other) >= 0
  }

  isZero(): boolean {
    return this.whole === 0
  }

  isNegative(): boolean {
    return this.whole < 0
  }

  isPositive(): boolean {
    return this.whole >= 0
  }

  isInteger(): boolean {
    return this.places === 0
  }

  decimalPlaces(): number {
    return this.places
  }

  /** Significant digits; `zeros`: also those at the end of a whole number. */
  precision(zeros = false): number {
    if (zeros || this.places > 0 || this.whole === 0) return lengthOf(this.whole)
    return lengthOf(this.whole) - /0*$/.exec(String(this.whole))![0].length
  }

  /** The power of ten of the first digit. */
  get e(): number {
    return lengthOf(this.whole) - 1 - this.places
  }

  /** Rounded to so many places; fewer than none are tens. */
  toDecimalPlaces(places: number, mode: RoundingMode = 'half up'): Exact {
    const { whole } = this
    const more = this.places - places
    if (more <= 0) return this
    if (typeof whole === 'bigint' || more >= TENS.length) return large(reduced(BigInt(whole), more, mode), places)
    const unit = TENS[more]!
    const rest = whole % unit
    const kept = (whole - rest) / unit
    const isUp = rest !== 0 && isAway(Math.abs(rest) * 2 - unit, kept % 2 !== 0, mode)
    return small(isUp ? kept + Math.sign(rest) : kept, places)
  }

  toSignificantDigits(digits: number): Exact {
    return this.toDecimalPlaces(digits - 1 - this.e)
  }

  /** The largest whole number that is not above it. */
  floor(): Exact {
    const whole = this.toDecimalPlaces(0, 'down')
    return this.isNegative() && whole !== this ? whole.minus(ONE) : whole
  }

  /** Digits without an exponent, with so many places or as many as it has. */
  toFixed(places: number = this.places): string {
    const { whole, places: own } = this.toDecimalPlaces(places)
    const text = String(whole) + '0'.repeat(places - own)
    if (places === 0) return text
    const sign = whole < 0 ? '-' : ''
    const digits = text.slice(sign.length).padStart(places + 1, '0')
    return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`
  }

  toString(): string {
    return this.toFixed()
  }

  toJSON(): string {
    return this.toFixed()
  }

  /** The nearest double. */
  toNumber(): number {
    const { whole, places } = this
    // Of two numbers that doubles hold exactly the quotient is the nearest one.
    return typeof whole === 'number' && places < TENS.length ? whole / TENS[places]! : Number(this.toFixed())
  }

  /** How many units of so many places it is, at least its own; beyond the safe range or not a number where doubles do not hold that. */
  safe(places: number): number {
    return typeof this.whole === 'number' ? this.whole * (TENS[places - this.places] ?? Number.NaN) : Number.NaN
  }

  units(places: number): bigint {
    return BigInt(this.whole) * largeTens(places - this.places)
  }
}

/** An exact decimal number. Money is a Decimal in the currency's main unit (yuan). */
export type Decimal = Exact

export const ZERO: Decimal = new Exact(0, 0)
export const ONE: Decimal = new Exact(1, 0)

function exact(operand: Operand): Exact {
  return typeof operand === 'object' ? operand : decimal(operand)
}

/** What so many units of a size come to: of a safe number of them. */
function small(units: number, places: number): Exact {
  if (units === 0) return ZERO
  if (places < 0) return large(BigInt(units), places)
  let [whole, left] = [units, places]
  while (left > 0 && whole % 10 === 0) {
    whole /= 10
    left--
  }
  return new Exact(whole, left)
}

function large(units: bigint, places: number): Exact {
  let [whole, left] = [units, places]
  if (whole >= largeTens(MOST_DIGITS) || -whole >= largeTens(MOST_DIGITS)) {
    const cut = lengthOf(whole) - MOST_DIGITS
    ;[whole, left] = [reduced(whole, cut, 'half up'), left - cut]
  }
  if (left < 0) [whole, left] = [whole * largeTens(-left), 0]
  if (left > 0 && whole % 10n === 0n)
    for (const tens of [32, 8, 1])
      while (left >= tens && whole !== 0n && whole % largeTens(tens) === 0n) {
        whole /= largeTens(tens)
        left -= tens
      }
  if (left > MOST_TENS) return ZERO
  return whole <= MOST && whole >= -MOST ? small(Number(whole), left) : new Exact(whole, left)
}

/** Without so many of its last digits. */
function reduced(whole: bigint, digits: number, mode: RoundingMode): bigint {
  const unit = largeTens(digits)
  const kept = whole / unit
  const rest = whole - kept * unit
  if (rest === 0n) return kept
  const over = (rest < 0n ? -rest : rest) * 2n - unit
  return isAway(over < 0n ? -1 : over > 0n ? 1 : 0, kept % 2n !== 0n, mode) ? kept + (rest < 0n ? -1n : 1n) : kept
}

/** True where what is left over, by how much it is more than half a unit, moves a number away from zero. */
function isAway(over: number, odd: boolean, mode: RoundingMode): boolean {
  if (mode === 'half up') return over >= 0
  return mode === 'half even' ? over > 0 || (over === 0 && odd) : mode === 'up'
}

/** How many digits a whole number has. */
function lengthOf(whole: number | bigint): number {
  if (typeof whole === 'bigint') return String(whole).length - (whole < 0n ? 1 : 0)
  const size = Math.abs(whole)
  let length = 1
  while (size >= TENS[length]!) length++
  return length
}

/** Digits behind the point beyond which nothing is looked at when a number is rounded or compared. */
const NOISE_PLACES = 40

/** A decimal from its text (`-12.50`) or an integer. A fraction held in a double is a defect, not an input. */
export function decimal(text: string | number): Decimal {
  if (typeof text === 'string') return parsed(text)
  if (!Number.isSafeInteger(text)) throw new Error(`not an exact number: ${text}`)
  return small(text, 0)
}

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i
/** So many letters hold no integer beyond the safe range. */
const SHORT = 15
const [MINUS, POINT, NOUGHT] = [45, 46, 48]

function parsed(text: string): Decimal {
  let [whole, places, digits] = [0, 0, 0]
  const from = text.charCodeAt(0) === MINUS ? 1 : 0
  let at = text.length > SHORT ? text.length + 1 : from
  for (; at < text.length; at++) {
    const letter = text.charCodeAt(at)
    const digit = letter - NOUGHT
    if (letter === POINT && places === 0) places = text.length - at - 1
    else if (digit >= 0 && digit <= 9) {
      whole = whole * 10 + digit
      digits++
    } else break
  }
  if (at === text.length && digits > 0) return small(from === 1 ? -whole : whole, places)
  const [, sign, before = '', behind = '', tens = '0'] = NUMBER.exec(text) ?? []
  if (sign === undefined || before + behind === '' || Math.abs(Number(tens)) > MOST_TENS)
    throw new Error(`not a number: ${text}`)
  const units = BigInt(before + behind)
  return large(sign === '-' ? -units : units, behind.length - Number(tens))
}

/** 10 to a whole power. */
export function powerOfTen(tens: number): Decimal {
  return small(1, -tens)
}

/** What so many units of 10^−places come to. */
export function ofUnits(units: number | bigint, places: number): Decimal {
  return typeof units === 'number' ? small(units, places) : large(units, places)
}

/** How many units of 10^−places a number is; undefined where it is no safe integer of them. */
export function unitsOf(x: Decimal, places: number): number | undefined {
  const units = x.places <= places ? x.safe(places) : Number.NaN
  return isSafe(units) ? units : undefined
}

/** The decimal that a double from a spreadsheet stands for: its 15 significant digits, as the spreadsheet shows them. */
export function fromDouble(value: number): Decimal {
  return decimal(value.toPrecision(15))
}

/** All of them together; 0 of none. */
export function sumOf(values: readonly Decimal[]): Decimal {
  return values.reduce((a, b) => a.plus(b), ZERO)
}

/** Quotient to 60 significant digits. The divisor must not be zero: the caller reports that. */
export function divide(a: Decimal, b: Decimal): Decimal {
  return a.div(b)
}

/** The number without what lies beyond 40 places, so that (0.01 ÷ 3) × 1.5 is half a fen and not just below it. */
export function settle(x: Decimal): Decimal {
  return x.decimalPlaces() > NOISE_PLACES ? x.toDecimalPlaces(NOISE_PLACES) : x
}

/** Rounds to a number of places behind the point. */
export function round(x: Decimal, places: number, mode: RoundingMode = 'half up'): Decimal {
  return settle(x).toDecimalPlaces(places, mode)
}

/**
 * A figure as it is shown: cut toward zero to so many places, to more where the last one would be a zero or where it would come to
 * lie otherwise to one of the edges. What is below an edge never stands on it, nor what is above.
 */
export function cut(x: Decimal, places: number, edges: readonly Decimal[] = []): Decimal {
  const settled = settle(x)
  for (let most = places; most < settled.decimalPlaces(); most++) {
    const shown = settled.toDecimalPlaces(most, 'down')
    const isOpen = most > 0 && shown.decimalPlaces() < most
    if (!isOpen && edges.every(edge => compare(shown, edge) === compare(settled, edge))) return shown
  }
  return settled
}

/** Whole units contained in x (3.9 → 3); 0 for x ≤ 0. For "minus 3 for each full point below". */
export function fullUnits(x: Decimal, unit: Decimal): Decimal {
  const units = settle(divide(x, unit))
  return units.isPositive() ? units.toDecimalPlaces(0, 'down') : ZERO
}

/** Units begun in x (3.1 → 4); 0 for x ≤ 0. For "minus 4 for each started point above". */
export function startedUnits(x: Decimal, unit: Decimal): Decimal {
  const units = settle(divide(x, unit))
  return units.isPositive() ? units.toDecimalPlaces(0, 'up') : ZERO
}

/** -1, 0 or 1; both sides settled first, so that 1 ÷ 3 × 3 equals 1. */
export function compare(a: Decimal, b: Decimal): number {
  return settle(a).comparedTo(settle(b))
}

/** True for what equals 0 when it is compared: (1 ÷ 3 × 3) − 1 is nothing, though its last digit is not. */
export function isZero(x: Decimal): boolean {
  return settle(x).isZero()
}

/** True where the number is of a size that any shop can mean; formulas that run away end here. */
export function isReasonable(x: Decimal): boolean {
  return typeof x.whole === 'number' || x.e < 40
}

/** Plain text without exponent or trailing zeros, as JSON and reports show numbers that are not amounts. */
export function plain(x: Decimal): string {
  return settle(x).toFixed()
}

/** Text with exactly so many places, for amounts and rounded scores. The number must not have more of them. */
export function fixed(x: Decimal, places: number): string {
  return round(x, places).toFixed(places)
}
