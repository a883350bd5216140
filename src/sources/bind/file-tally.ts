// What the sheets of one file have in common while they are read one after the other: the codes of texts, rows that stand
// twice, and months. Only data; each sheet's rows add to it, and the last one tells.

import type { Place } from '../../core/place.ts'
import type { Interner } from '../../tables/interner.ts'
import type { Quote } from '../../tables/reading.ts'
import { Prints } from './prints.ts'

export interface FileTally {
  /** By column of the scheme; none before the first sheet. */
  dictionaries: readonly (Interner | undefined)[]
  readonly repeats: {
    readonly prints: Prints
    readonly suspects: Set<number>
    /** By its text: where a suspect stood first. */
    readonly first: Map<string, { readonly at: Place; readonly note: string }>
  }
  readonly months: {
    /** Rows by other month. */
    readonly counts: Map<string, number>
    readonly shown: { readonly at: Place; readonly quote: Quote }[]
    others: number
    undated: number
    inside: number
  }
}

export function newTally(): FileTally {
  return {
    dictionaries: [],
    repeats: { prints: new Prints(), suspects: new Set(), first: new Map() },
    months: { counts: new Map(), shown: [], others: 0, undated: 0, inside: 0 },
  }
}
