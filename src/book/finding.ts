// What was found to be wrong with a book. Values, collected and given back, never thrown.

import type { Damage, FindingFacts } from '../core/problem-facts.ts'
import { numberText } from './entry.ts'

interface FindingOf<D extends Damage> {
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
