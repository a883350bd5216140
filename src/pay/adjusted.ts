// What somebody decided by hand about people, as plain data: read from the file of adjustments, kept in the book, shown on sheets.

import type { Decimal } from '../core/decimal.ts'
import type { Place } from '../core/place.ts'

/** One decision about one person. */
export interface Adjustment {
  readonly kind: string
  /** What it adds to the net amount; below zero where it takes away. */
  readonly amount: Decimal
  readonly reason: string
  /** Empty where the scheme lets it be. */
  readonly reference: string
  readonly approvedBy: string
  /** Its row in the file. */
  readonly at: Place
}

/** By employee number, in the order of the file. */
export type Adjusted = ReadonlyMap<string, readonly Adjustment[]>

export const NOTHING_ADJUSTED: Adjusted = new Map()

/** Where a reference was used: the month and the employee number; by `referenceKey`. */
export type UsedReferences = ReadonlyMap<string, { readonly month: string; readonly person: string }>

/** A reference as it is compared: neither blanks nor widths and capitals make another one. */
export function referenceKey(reference: string): string {
  return reference.normalize('NFKC').replace(/\s+/gu, '').toUpperCase()
}
