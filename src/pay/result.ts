// What a month pays: amounts as exact decimals, everything in the order in which a sheet shows it. Only data.

import type { Decimal } from '../core/decimal.ts'
import type { Value } from '../formula/bound.ts'
import type { Row } from '../formula/trace.ts'
import type { Type } from '../formula/types.ts'
import type { DefinedColumn } from '../scheme/model.ts'
import type { Correction, Taken } from './opening.ts'

/** A score, coefficient, grade or group figure as it is shown. */
export interface Shown {
  readonly name: string
  readonly type: Type
  readonly value: Value
  readonly text: string
}

export interface LineResult {
  readonly column: DefinedColumn
  readonly name: string
  readonly amount: Decimal
  readonly commission: boolean
}

export interface ReserveResult {
  readonly column: DefinedColumn
  readonly name: string
  readonly withheld: Decimal
  /** The part of it that is forfeited at once: all or nothing. */
  readonly forfeited: Decimal
}

export interface DeductionResult {
  readonly column: DefinedColumn
  readonly name: string
  readonly amount: Decimal
}

export interface PersonResult {
  readonly row: Row
  readonly id: string
  readonly name: string
  readonly position: string
  /** Groups other than the position, by roster column; empty where the person is in none. */
  readonly groups: readonly { readonly by: string; readonly key: string }[]
  readonly scores: readonly Shown[]
  readonly lines: readonly LineResult[]
  readonly gross: Decimal
  readonly commission: Decimal
  readonly reserves: readonly ReserveResult[]
  readonly deductions: readonly DeductionResult[]
  /** The most that may be deducted; none where the scheme sets no limit. */
  readonly limit: Decimal | undefined
  /** Of every deduction that is due, earlier months' first: what is taken now and what is carried over. */
  readonly taken: readonly Taken[]
  readonly deducted: Decimal
  /** What is due but may not be deducted this month. */
  readonly carried: Decimal
  /** What corrections of closed months add or take away: lines of this month, part of the gross amount. */
  readonly corrections: readonly Correction[]
  readonly net: Decimal
  readonly flags: readonly string[]
}

export interface GroupResult {
  readonly row: Row
  readonly by: string
  readonly key: string
  readonly values: readonly Shown[]
}

export interface PayResult {
  readonly people: readonly PersonResult[]
  /** Who must approve the month, and why. */
  readonly approvals: readonly { readonly role: string; readonly why: string }[]
  readonly groups: readonly GroupResult[]
}
