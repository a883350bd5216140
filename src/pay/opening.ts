// What a month begins with besides its files: deductions of earlier months that could not be taken yet, and what
// corrections of closed months owe or claim. Comes from the book; a shop without one begins with nothing.

import { compare, type Decimal } from '../core/decimal.ts'
import type { TaxKind } from '../core/tax.ts'
import type { UsedReferences } from './adjusted.ts'
import type { EarlierValues } from './earlier.ts'

/** A deduction that is due: of which month, and how much of it is still open. */
export interface Due {
  readonly name: string
  /** Month in which it arose. */
  readonly origin: string
  readonly amount: Decimal
}

/** What became of a due deduction this month. */
export interface Taken extends Due {
  readonly taken: Decimal
  readonly carried: Decimal
}

/** What the correction of a closed month changes for one person, to be settled in the open month. */
export interface Correction {
  /** The month that was corrected. */
  readonly origin: string
  /** What it changes: a pay line, what a reserve withholds, what is deducted, or what was released. */
  readonly kind: 'line' | 'withheld' | 'deducted' | 'released'
  readonly name: string
  /** What it adds to the net amount of the open month; negative where it takes away. */
  readonly amount: Decimal
  /** What it is for the tax client, as the corrected month has it. */
  readonly tax?: TaxKind
}

/** What the month before paid one person, as it was closed. */
export interface PaidBefore {
  readonly name: string
  readonly position: string
  /** By name. */
  readonly lines: ReadonlyMap<string, Decimal>
  readonly withheld: ReadonlyMap<string, Decimal>
  /** What was taken, of earlier months too. */
  readonly deducted: ReadonlyMap<string, Decimal>
  /** Of the lines. */
  readonly gross: Decimal
  /** What corrections of still earlier months brought. */
  readonly correction: Decimal
  readonly net: Decimal
  /** True of somebody who was not paid for the month, and had only what was owed of others or decided by hand. */
  readonly onlyOwed: boolean
}

/** What is held back of one month for one person and reserve. */
export interface HeldLot {
  readonly person: string
  readonly reserve: string
  /** The month it was withheld in. */
  readonly origin: string
  readonly held: Decimal
}

/** Somebody who had a number, with the first and the last closed month in which they had it. */
export interface Holder {
  readonly name: string
  readonly first: string
  readonly last: string
}

/** By employee number, the oldest first; neighbours have different names. */
export type Holders = ReadonlyMap<string, readonly Holder[]>

export interface Opening {
  /** By employee number, the oldest first. */
  readonly carried: ReadonlyMap<string, readonly Due[]>
  readonly corrections: ReadonlyMap<string, readonly Correction[]>
  /** What formulas may read of earlier months. */
  readonly earlier: EarlierValues
  /** The month before, by employee number, where it is closed; for people to read, no amount is made of it. */
  readonly before: ReadonlyMap<string, PaidBefore>
  /** What is held of the months before, in the book's order, less what was released up to this month; for people to read. */
  readonly held: readonly HeldLot[]
  /** Who had which number in the closed months before. */
  readonly holders: Holders
  /** References of adjustments in other months. */
  readonly references: UsedReferences
  /** The month before. */
  readonly monthBefore: string
}

export const NOTHING_OPEN: Opening = {
  carried: new Map(),
  corrections: new Map(),
  earlier: new Map(),
  before: new Map(),
  held: [],
  holders: new Map(),
  references: new Map(),
  monthBefore: '',
}

/** Takes deductions up to a limit, in their order; what exceeds it is carried over. */
export function takeInOrder<T extends Due>(dues: readonly T[], limit: Decimal | undefined): (T & Taken)[] {
  let room = limit
  return dues.map(due => {
    const taken = room === undefined || compare(due.amount, room) <= 0 ? due.amount : room
    room = room?.minus(taken)
    return { ...due, taken, carried: due.amount.minus(taken) }
  })
}
