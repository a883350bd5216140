// How a row is divided among the people that its cell names. Takes people with weights (shares, hours, all alike); gives
// whole weights without a common divisor, and a person's exact part of a figure. Refuses weights too long to stay exact.

import { type Decimal, decimal, divide, ZERO } from '../core/decimal.ts'
import { largest } from '../core/lists.ts'

/** One person's part of a row. */
export interface Part {
  /** Number in the roster. */
  readonly person: number
  /** The part is `weight` ÷ `whole` of the row. */
  readonly weight: number
  readonly whole: number
}

/** A divided row: the parts of different people, which together are the whole row. */
export interface Division {
  readonly parts: readonly Part[]
  /** The cells that say so, as they stand in the file. */
  readonly text: string
}

/**
 * Divides a row by weights above 0; whoever is named twice has the sum of both. Undefined where the weights have more
 * digits than stay exact.
 */
export function divideRow(people: readonly number[], weights: readonly Decimal[], text: string): Division | undefined {
  const sums = new Map<number, Decimal>()
  for (const [i, person] of people.entries()) sums.set(person, (sums.get(person) ?? ZERO).plus(weights[i]!))
  const places = largest(
    weights.map(weight => weight.decimalPlaces()),
    0,
  )
  const scale = decimal(10).pow(places)
  const scaled = [...sums.values()].map(sum => sum.times(scale).toNumber())
  const all = scaled.reduce((a, b) => a + b, 0)
  if (!Number.isSafeInteger(all)) return undefined
  const divisor = scaled.reduce(commonDivisor)
  const numbers = [...sums.keys()]
  return {
    text,
    parts: numbers.map((person, i) => ({ person, weight: scaled[i]! / divisor, whole: all / divisor })),
  }
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}

/** A person's part of so many ten-thousandths; undefined where it is no whole number of them. */
export function partOfScaled(scaled: number, { weight, whole }: Part): number | undefined {
  const product = scaled * weight
  return Number.isSafeInteger(product) && product % whole === 0 ? product / whole : undefined
}

/** A person's part of a figure: a quotient, not rounded. */
export function partOf(figure: Decimal, { weight, whole }: Part): Decimal {
  return divide(figure.times(decimal(weight)), decimal(whole))
}

/** `3/8`. */
export function partText({ weight, whole }: Pick<Part, 'weight' | 'whole'>): string {
  return `${weight}/${whole}`
}
