// What evaluation gives: the value together with how it came about. The same tree is shown by `explain` and written to
// the audit trail. Its own type: a checked formula (Bound) says what to do, a Traced says what happened for one row.

import type { Decimal } from '../core/decimal.ts'
import type { Bound, Value } from './bound.ts'
import type { Home } from './types.ts'

/** Stands for a value that could not be worked out; the reason was reported where it arose. */
export const FAULT: unique symbol = Symbol('fault')
export type Outcome = Value | typeof FAULT

/** True for an amount or any other figure. */
export function isDecimal(outcome: Outcome | undefined): outcome is Decimal {
  return typeof outcome === 'object' && outcome !== null
}

/** A row of the people, of a group, or of the shop (index 0), or a row of the batch being read. */
export interface Row {
  readonly home: Home
  readonly index: number
}

/** The shop's one row. */
export const SHOP: Row = { home: 'shop', index: 0 }

/** One person's or group's part in an aggregate over people. */
export interface Contribution {
  readonly row: Row
  readonly value: Value
}

/** What a step has to tell besides its value and its parts. */
export type Detail =
  | { readonly kind: 'band'; readonly index: number }
  | {
      readonly kind: 'slices'
      readonly slices: readonly { readonly band: number; readonly width: Decimal; readonly part: Decimal }[]
    }
  | { readonly kind: 'case'; readonly index: number }
  | { readonly kind: 'contributions'; readonly of: readonly Contribution[] }
  | { readonly kind: 'rank'; readonly of: number }
  | {
      readonly kind: 'share'
      readonly pool: Decimal
      readonly weight: Decimal
      readonly all: Decimal
      readonly members: number
    }
  | { readonly kind: 'limited'; readonly by: 'low' | 'high' }

/** A formula, or a part of one, worked out for a row. Parts that were not looked at (the other branch) are not there. */
export interface Traced {
  readonly bound: Bound
  /** Whose it is; of what is the same for a group or the shop one of those who asked. */
  readonly row: Row
  readonly value: Outcome
  readonly parts: readonly Traced[]
  readonly detail?: Detail
}
