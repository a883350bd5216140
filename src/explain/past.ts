// What the book says of a person's earlier months, as explanations need it: postings with their entries, what corrections
// changed, and which entry a figure is from. Only data: whoever reads the book fills it.

import type { Decimal } from '../core/decimal.ts'
import type { Correction } from '../pay/opening.ts'

/** An entry as it is named: `book/000002-correct-2026-07.jsonl`, with the day on which it was sealed. */
export interface EntryName {
  readonly file: string
  readonly day: string
  readonly number: number
  /** What it closed, released or corrected. */
  readonly period: string
}

/** What an entry did to a lot of a reserve or to a deduction of a month. */
export interface Posted {
  readonly of: 'reserve' | 'deduction'
  readonly name: string
  readonly origin: string
  readonly kind: 'withheld' | 'released' | 'forfeited' | 'premium' | 'recovered' | 'due' | 'taken' | 'carried'
  readonly amount: Decimal
  /** Of what a release settled: the ratio. */
  readonly ratio: string | undefined
  /** Why, where the entry says so. */
  readonly reason: string | undefined
  readonly entry: EntryName
}

/** What one entry changes of a closed month, to be settled in the month that is explained. */
export interface Corrected extends Correction {
  /** What the month had before it and has after it, where the book says so. */
  readonly from: Decimal | undefined
  readonly to: Decimal | undefined
  readonly entry: EntryName
}

export interface Past {
  readonly postings: (person: string) => readonly Posted[]
  readonly corrected: (person: string) => readonly Corrected[]
  /** The entry that gave a month's figures of a row, by its key. */
  readonly entryOf: (month: string, key: string) => EntryName | undefined
}

/** Of a shop without a book. */
export const NO_PAST: Past = { postings: () => [], corrected: () => [], entryOf: () => undefined }
