// Running figures by key (a person, a group, or 0 for the shop) while rows go by. Sums are exact: whole ten-thousandths
// in doubles that never leave the range of exact integers, and Decimals beside them for what does not fit.

import { compare, type Decimal, decimal, divide, ZERO } from '../core/decimal.ts'
import { larger } from '../core/lists.ts'
import { fromScaled, ODD } from './batch.ts'

/** A figure of a row: ten-thousandths, ODD with the Decimal given separately, or NaN for blank. */
type Scaled = number

const FLUSH = 2 ** 52

/** Sum and number of figures by key. */
export class Sums {
  private sums = new Float64Array(16)
  private counts = new Float64Array(16)
  private readonly odd = new Map<number, Decimal>()

  add(key: number, value: Scaled, odd: () => Decimal): void {
    if (Number.isNaN(value)) return
    if (key >= this.sums.length) {
      this.sums = larger(this.sums, key)
      this.counts = larger(this.counts, key)
    }
    this.counts[key]! += 1
    if (value === ODD) {
      this.odd.set(key, (this.odd.get(key) ?? ZERO).plus(odd()))
      return
    }
    const sum = this.sums[key]! + value
    if (sum < FLUSH && sum > -FLUSH) {
      this.sums[key] = sum
      return
    }
    this.odd.set(key, (this.odd.get(key) ?? ZERO).plus(fromScaled(this.sums[key]!)).plus(fromScaled(value)))
    this.sums[key] = 0
  }

  sum(key: number): Decimal {
    const sum = fromScaled(this.sums[key] ?? 0)
    const odd = this.odd.get(key)
    return odd ? sum.plus(odd) : sum
  }

  count(key: number): number {
    return this.counts[key] ?? 0
  }

  average(key: number): Decimal | null {
    return this.count(key) === 0 ? null : divide(this.sum(key), decimal(this.count(key)))
  }
}

/** Number of rows by key. */
export class Counts {
  private counts = new Float64Array(16)

  add(key: number): void {
    if (key >= this.counts.length) this.counts = larger(this.counts, key)
    this.counts[key]! += 1
  }

  count(key: number): number {
    return this.counts[key] ?? 0
  }
}

/**
 * Number of different codes by key. Nearly every code (an order) belongs to one key (its advisor), so that key is kept
 * in an array by code, two bytes each, and only further ones in a set.
 */
export class DistinctCounts {
  /** By code: one more than its first key; 0 for none. */
  private first: Uint16Array | Int32Array = new Uint16Array(1024)
  private readonly further = new Set<number>()
  private readonly counts = new Counts()

  add(key: number, code: number): void {
    if (code < 0) return
    if (code >= this.first.length || (key >= LARGEST_SHORT && this.first instanceof Uint16Array))
      this.makeRoom(key, code)
    const first = this.first[code]! - 1
    if (first === key) return
    if (first === -1) this.first[code] = key + 1
    else {
      const pair = key * 2 ** 31 + code
      if (this.further.has(pair)) return
      this.further.add(pair)
    }
    this.counts.add(key)
  }

  count(key: number): number {
    return this.counts.count(key)
  }

  private makeRoom(key: number, code: number): void {
    const length = code < this.first.length ? this.first.length : Math.max(code + 1, this.first.length * 2)
    const wide = key >= LARGEST_SHORT || this.first instanceof Int32Array
    const larger = wide ? new Int32Array(length) : new Uint16Array(length)
    larger.set(this.first)
    this.first = larger
  }
}

const LARGEST_SHORT = 65_535

/** Smallest or largest figure or day by key. */
export class Extremes {
  /** By key: NaN for none yet, ODD for a figure that is kept in `odd`. */
  private best = new Float64Array(16).fill(Number.NaN)
  private readonly odd = new Map<number, Decimal>()
  private readonly sign: 1 | -1

  constructor(which: 'min' | 'max') {
    this.sign = which === 'min' ? -1 : 1
  }

  add(key: number, value: Scaled, odd: () => Decimal): void {
    if (Number.isNaN(value)) return
    const { length } = this.best
    if (key >= length) this.best = larger(this.best, key).fill(Number.NaN, length)
    const best = this.best[key]!
    if (value !== ODD && best !== ODD) {
      if (Number.isNaN(best) || (value - best) * this.sign > 0) this.best[key] = value
      return
    }
    const figure = value === ODD ? odd() : fromScaled(value)
    const before = this.get(key)
    if (before && compare(figure, before) !== this.sign) return
    this.best[key] = ODD
    this.odd.set(key, figure)
  }

  get(key: number): Decimal | null {
    const best = this.best[key]
    if (best === undefined || Number.isNaN(best)) return null
    return best === ODD ? this.odd.get(key)! : fromScaled(best)
  }
}
