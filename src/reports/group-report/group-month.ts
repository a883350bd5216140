// What the report of a group takes of a shop: its month as texts and counts, so that it goes from one process to another and
// holds no rows. Only types.

import type { Language } from '../../words/language.ts'

/** What a shop's month is: sealed; or open, with a draft of just these figures, of others, or with none. */
export type MonthState = 'closed' | 'draft' | 'stale' | 'no draft'

export interface ShopFigures {
  readonly state: MonthState
  /** The number of the entry that closed it. */
  readonly entry: number | undefined
  /** How often it was corrected since: what corrections bring is paid in later months. */
  readonly corrections: number
  readonly currency: string
  readonly sheets: Language
  readonly people: readonly PersonFigures[]
  /** What lines go up and down with. */
  readonly outputs: readonly OutputFigures[]
  readonly spreads: readonly Spread[]
  readonly held: readonly Held[]
}

/** Amounts with two decimals. */
export interface PersonFigures {
  readonly id: string
  readonly name: string
  readonly position: string
  readonly gross: string
  readonly withheld: string
  readonly deducted: string
  /** What corrections of earlier months bring. */
  readonly correction: string
  readonly net: string
}

export interface OutputFigures {
  readonly name: string
  readonly kind: string
  readonly value: string
  readonly lines: readonly string[]
  readonly pay: string
}

/** A score, or a figure at whose size something changes, of everybody, every team or the whole shop. */
export interface Spread {
  readonly name: string
  /** What the teams are called; `person` or `shop`. */
  readonly of: string
  readonly kind: string
  readonly percent: boolean
  readonly count: number
  readonly low: string
  readonly mean: string
  readonly high: string
}

/** What is held of a reserve at the end of the month; none where its release is not set. */
export interface Held {
  readonly reserve: string
  readonly origin: string
  readonly payout: string | undefined
  readonly amount: string
}

/** A shop by its folder, and by its name where it has one; without figures where its month could not be worked out. */
export interface ShopOfGroup {
  readonly shop: string
  readonly name?: string | undefined
  readonly figures: ShopFigures | undefined
  readonly problems: readonly ProblemCount[]
}

export interface ProblemCount {
  readonly code: string
  readonly severity: 'error' | 'warning'
  readonly count: number
}

export interface GroupMonth {
  readonly group: string
  readonly period: string
  readonly language: Language
  readonly shops: readonly ShopOfGroup[]
}
