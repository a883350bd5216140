// What a language says of a formula: each sign, function and kind of figure in words that somebody who has never seen a scheme
// reads on paper. Takes the words of the parts; gives those of the whole. Whoever walks the tree says where brackets stand.

import type { RoundingMode } from '../core/decimal.ts'
import type { AggregateUsage, PlainUsage } from '../core/terms.ts'

/** How two values are held against each other. */
export type Sign = '=' | '≠' | '<' | '≤' | '>' | '≥'

/** What is said where a relation holds, and where it does not: “90 is not above 90”. */
export type Said = Readonly<Record<Sign, readonly [holds: string, fails: string]>>

/** What kind of values they are: points in time come before and after each other, texts are or are not something. */
export type Compared = 'figure' | 'time' | 'text'

/** An edge of a band in words. */
export interface EdgeWords {
  readonly edge: string
  readonly inclusive: boolean
}

/** A band: between which edges it lies; one that nobody has decided has its note. */
export interface BandWords {
  readonly lower: EdgeWords | undefined
  readonly upper: EdgeWords | undefined
  readonly of: Compared
  readonly refused: string | undefined
}

/** Figures of earlier periods: of one, of some before, of those of this year, of the same one a year before, of any. */
export interface EarlierWords {
  readonly of: string
  readonly months: number | 'this year' | 'same month last year' | 'ever'
}

type Rounding = 'round' | 'round down' | 'round up'
type Functions = Exclude<PlainUsage, Rounding | 'all given'>
type RowAggregates = Extract<AggregateUsage, 'sum' | 'count' | 'count distinct' | 'average' | 'min' | 'max' | 'only'>
type PeopleAggregates = Exclude<RowAggregates, 'only'> | 'median'

export interface FormulaWords {
  readonly text: (value: string) => string
  readonly truth: (value: boolean) => string
  readonly blank: string
  /** Several of a kind, after one another. */
  readonly list: (items: readonly string[]) => string
  /** A column of somebody or of another table. */
  readonly ownedBy: (owner: string, name: string) => string
  readonly signs: Readonly<Record<Compared, Said>>
  /** A name and its formula. */
  readonly called: (name: string, formula: string) => string
  readonly compare: (left: string, sign: Sign, right: string, of: Compared) => string
  readonly holds: (condition: string, truth: boolean) => string
  readonly isBlank: (of: string, negated: boolean) => string
  readonly isIn: (of: string, items: readonly string[], negated: boolean) => string
  readonly has: (of: string, item: string) => string
  readonly not: (condition: string) => string
  readonly and: (conditions: readonly string[]) => string
  readonly or: (conditions: readonly string[]) => string
  readonly choose: (test: string, yes: string, no: string) => string
  /** `otherwise` of a choice by text; a text and what it gives. */
  readonly otherwise: string
  readonly gives: (what: string, result: string) => string
  readonly oneOf: (of: string, entries: readonly string[]) => string
  readonly slices: (of: string, entries: readonly string[]) => string
  readonly band: (band: BandWords) => string
  readonly refuse: (note: string) => string
  readonly functions: Readonly<Record<Functions, (args: readonly string[]) => string>>
  /** The earliest or latest of points in time. */
  readonly furthest: Readonly<Record<'min' | 'max', (args: readonly string[]) => string>>
  readonly atLeast: (of: string, limit: string) => string
  readonly atMost: (of: string, limit: string) => string
  readonly rounded: (of: string, places: number, mode: RoundingMode) => string
  /** Rows of a table, or people, that a figure is made of. */
  readonly from: (table: string, where: string | undefined) => string
  readonly people: (where: string | undefined, by?: string) => string
  /** Rows of whom a figure is by a column of persons or groups, as a condition; none where a language says it behind the figure. */
  readonly own: ((by: string, of: 'person' | 'group') => string) | undefined
  readonly ofRows: Readonly<Record<RowAggregates, (of: string, from: string) => string>>
  readonly ofPeople: Readonly<Record<PeopleAggregates, (of: string, from: string) => string>>
  /** Whose figure it is where it is one of several. */
  readonly by: (figure: string, by: string) => string
  readonly rank: (of: string, lowestFirst: boolean, from: string, by: string | undefined) => string
  readonly share: (pool: string, weight: string, whole: string | undefined, where: string | undefined) => string
  readonly earlier: Readonly<
    Record<'one' | 'sum' | 'average' | 'min' | 'max' | 'count' | 'last', (of: EarlierWords) => string>
  >
  readonly previous: (of: string, where: string | undefined, otherwise: string | undefined) => string
  readonly calendar: Readonly<Record<CalendarWord, string>>
  readonly lines: Readonly<Record<LineWord, string>>
  /** Positions that have a formula of their own; the condition under which there is an amount. */
}

/** A band, with the note of one that nobody has decided. */
export function bandText(band: BandWords, words: FormulaWords): string {
  return band.refused === undefined ? words.band(band) : words.called(words.band(band), words.text(band.refused))
}

type CalendarWord =
  | 'start of period'
  | 'start of year'
  | 'end of period'
  | 'month of year'
  | 'month of quarter'
  | 'end of month'
  | 'end of quarter'
  | 'end of half-year'
  | 'end of year'
  | 'days of period'
  | 'release period'
  | 'start of payout'

type LineWord = 'above' | 'commission' | 'all' | 'adjusted' | 'withheld' | 'forfeited' | 'deducted' | 'carried' | 'net'
