// The accounts of a book: what is held of a lot, and what somebody owes. Plain data; amounts are whole fen in bigint.

import type { DeductionKind, ReserveKind } from './record.ts'

/** What was withheld from a person for a reserve in one month, and what became of it. In fen. */
export interface Lot extends Record<ReserveKind, bigint> {
  readonly person: string
  readonly reserve: string
  /** The month it was withheld in. */
  readonly origin: string
  /** Number of the last release that settled it. Never the same lot twice. */
  releasedBy: number | undefined
}

/** What a person owes under a deduction of one month. `carried` is what is still to be taken. In fen. */
export interface Debt extends Record<DeductionKind, bigint> {
  readonly person: string
  readonly deduction: string
  /** The month it arose in. */
  readonly origin: string
}

/** Held now: withheld − released − forfeited − recovered. A premium is paid on top and changes nothing. */
export function held(lot: Lot): bigint {
  return lot.withheld - lot.released - lot.forfeited - lot.recovered
}
