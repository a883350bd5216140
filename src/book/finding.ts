// What can be wrong with a book: a closed list, each with its facts. Values, collected and given back, never thrown.

import { numberText } from './entry.ts'

export interface FindingFacts {
  /** No entry of this number up to `last`, though later ones or the head say that there were. */
  missing: { last: string }
  /** Two entries of one number. */
  repeated: { other: string }
  /** A whole entry under a name that is not its own. */
  renamed: { expected: string }
  /** The bytes are not those that were sealed; `line` is the first one that makes no sense, where one does not. */
  changed: { line: number | undefined }
  /** Sealed as it stands, but a line has no form that this program knows. */
  malformed: { line: number }
  /** Sealed by a later version, in a format that this program does not know. */
  later: { format: number }
  /** Its records are not the figures that its header names. */
  figures: Record<never, never>
  /** Its header says by which key it is signed, and there is no signature. */
  unsigned: { key: string }
  /** A signature that is not one over the seal, or over the draft for that role, or of the key that the header names. */
  signature: { role: string | undefined; key: string | undefined }
  /** Not sealed upon the entry before: that one, or this, has been put in place of another. */
  chain: { before: string }
  /** head.json is missing, changed, or names another entry than the newest. */
  head: { newest: string | undefined }
  /** The file system does not give it. */
  unreadable: { code: string }
  /** The copy of an input, scheme or output is not there. */
  'kept missing': { name: string; sha256: string }
  /** The copy is not what was sealed. */
  'kept changed': { name: string; sha256: string }
  /** Left behind by a writer that broke off; it counts for nothing. */
  leftover: Record<never, never>
  /** A month closed twice, with a month left out, or corrected while it is open. */
  order: { reason: OrderReason; month: string }
  /** An account that does not add up after this entry. `amount` is what it is, `due` what it would have to be. */
  balance: { reason: BalanceReason; person: string; account: string; origin: string; amount: string; due: string }
}

export type OrderReason = 'closed twice' | 'left out' | 'before the first' | 'not closed'

/**
 * `negative`: more went out than came in. `never withheld`: a lot that nothing was put into. `carried`: not due − taken.
 * `sign`: an amount below zero where only a correction may have one.
 */
export type BalanceReason = 'negative' | 'never withheld' | 'carried' | 'sign'

export type Damage = keyof FindingFacts

export interface FindingOf<D extends Damage> {
  readonly damage: D
  /** File name within the book; for one that is missing its number. */
  readonly entry: string
  readonly facts: FindingFacts[D]
}

export type Finding = { [D in Damage]: FindingOf<D> }[Damage]

export function finding<D extends Damage>(damage: D, entry: string, facts: FindingFacts[D]): Finding {
  return { damage, entry, facts } as Finding
}

/** The entries from one number to another are missing. */
export function missing(first: number, last: number): Finding {
  return finding('missing', numberText(first), { last: numberText(last) })
}
