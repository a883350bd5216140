// Exact fractions of whole numbers, for evaluators of tests that must share nothing with the program: no rounding but where it
// is asked for.

export class Fraction {
  readonly top: bigint
  readonly bottom: bigint

  private constructor(top: bigint, bottom: bigint) {
    this.top = top
    this.bottom = bottom
  }

  static of(top: bigint | number, bottom: bigint | number = 1): Fraction {
    const [a, b] = [BigInt(top), BigInt(bottom)]
    if (b === 0n) throw new Error('division by zero')
    const by = common(a < 0n ? -a : a, b < 0n ? -b : b) * (b < 0n ? -1n : 1n)
    return new Fraction(a / by, b / by)
  }

  /** `-12.50`, `3`. */
  static read(text: string): Fraction {
    const [, sign, whole, places = ''] = /^([-−]?)(\d+)(?:\.(\d+))?$/.exec(text)!
    const size = Fraction.of(BigInt(whole! + places), 10n ** BigInt(places.length))
    return sign ? size.negated() : size
  }

  plus(b: Fraction): Fraction {
    return Fraction.of(this.top * b.bottom + b.top * this.bottom, this.bottom * b.bottom)
  }

  minus(b: Fraction): Fraction {
    return this.plus(b.negated())
  }

  times(b: Fraction): Fraction {
    return Fraction.of(this.top * b.top, this.bottom * b.bottom)
  }

  over(b: Fraction): Fraction {
    return Fraction.of(this.top * b.bottom, this.bottom * b.top)
  }

  negated(): Fraction {
    return new Fraction(-this.top, this.bottom)
  }

  /** Below 0, 0 or above 0, as `this` is less, equal or more. */
  against(b: Fraction): number {
    const by = this.top * b.bottom - b.top * this.bottom
    return by < 0n ? -1 : by > 0n ? 1 : 0
  }

  /** The largest whole number that is not above it. */
  floor(): bigint {
    const down = this.top / this.bottom
    return this.top < 0n && down * this.bottom !== this.top ? down - 1n : down
  }

  /** Half away from zero. */
  rounded(places: number): Fraction {
    const unit = 10n ** BigInt(places)
    const size = this.top < 0n ? this.negated() : this
    const up = Fraction.of((size.top * unit * 2n + size.bottom) / (size.bottom * 2n), unit)
    return this.top < 0n ? up.negated() : up
  }

  /** So many places, rounded; without zeros at the end where `bare`. */
  text(places: number, bare = false): string {
    const { top, bottom } = this.rounded(places)
    const digits = String(((top < 0n ? -top : top) * 10n ** BigInt(places)) / bottom).padStart(places + 1, '0')
    const cut = digits.length - places
    const text = `${top < 0n ? '-' : ''}${digits.slice(0, cut)}${places > 0 ? `.${digits.slice(cut)}` : ''}`
    return bare && places > 0 ? text.replace(/\.?0+$/, '') : text
  }
}

function common(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x === 0n ? 1n : x
}

export const NONE: Fraction = Fraction.of(0)
export const ONE: Fraction = Fraction.of(1)
