// The tree of a checked formula: names found, types and homes known. Evaluation and explanation walk this tree,
// measures are read off it. Bands, choices, scorecards and weights of the scheme file are nodes of it like any other.

import type { Every } from '../core/calendar.ts'
import type { Decimal, RoundingMode } from '../core/decimal.ts'
import type { Place } from '../core/place.ts'
import type { PlainUsage } from '../core/terms.ts'
import type { ArithmeticSign, CompareSign } from './ast.ts'
import type { Home, Type } from './types.ts'

/** A value at run time; which of them it is follows from the type. Dates are days, moments are seconds, persons their number in the roster, null is blank. */
export type Value = Decimal | string | boolean | number | null

/** A named column that formulas can read: of the roster, of a table, or worked out. Its type may wait for its own formula. */
export interface Column {
  /** Unique: `values.个人产值`, `考勤.应出勤天数`. */
  readonly id: string
  readonly name: string
  /** What may stand before the point to tell it apart: table, `people`, section or group. */
  readonly owners: readonly string[]
  readonly at: Place
  readonly type: Type
  readonly home: Home
  /** Places behind the point that the scheme rounds it to, where it does. */
  readonly places: number | undefined
  /** True where every amount of it is surely whole in fen. */
  readonly whole?: boolean
}

/** A column of an export's own rows. */
export interface RowColumn {
  readonly name: string
  readonly type: Type
  /**
   * Number of the column in the table's batches; a column worked out row by row has its formula instead; or the row's place
   * in its file.
   */
  readonly source: { readonly index: number } | { readonly formula: Bound } | { readonly row: true }
  /** Of one that is worked out: its type, as far as it is known, for the rows that follow. It may be what is being checked. */
  readonly typeBefore?: Type
}

/** An export with many rows, as formulas see it. */
export interface EventTable {
  readonly name: string
  readonly column: (name: string) => RowColumn | undefined
  readonly columnNames: () => readonly string[]
  /** True where the scheme says which row follows which. */
  readonly ordered?: boolean
  /** Those of them that are read and name a person or a group. */
  readonly ownerNames: readonly string[]
  /** Of a table that is made of rows. */
  readonly made?: MadeOf
  /** The same, and of the rows that it is made of: the tables they come from, each made of the next. */
  readonly from?: readonly string[]
}

/** The word before the point for the rows that a row of a made table is made of. */
export const ROWS = 'rows'

/** Of which rows a table is made: each of its rows is all of them that have the same in some columns. */
export interface MadeOf {
  /** The table that they are of. */
  readonly table: string
  /** Its columns that tell its rows apart. */
  readonly keys: readonly string[]
  /** The same as `rows` sees it; undefined where there is no such table. */
  readonly rows: () => EventTable | undefined
  /** What tells its rows apart: as the rows have it, and as it has it itself; undefined where that is not known. */
  readonly key: () => { readonly by: Bound; readonly own: Bound } | undefined
  /** Which of the rows count. */
  readonly where: () => Bound | undefined
}

export type AggregateName = 'sum' | 'count' | 'count distinct' | 'average' | 'min' | 'max' | 'median' | 'only'

/** Those of rows and those of people. */
export type RowAggregate = Exclude<AggregateName, 'median'>
export type PeopleAggregate = Exclude<AggregateName, 'only'>

/** A figure added up from an export's rows: data, so that all measures of a table are computed in one pass. */
export interface Measure {
  readonly id: string
  readonly table: string
  readonly aggregate: RowAggregate
  /** What is added up, by row; none for a count of rows. */
  readonly of: Bound | undefined
  /**
   * Whose figure a row is: a formula by row that gives a person or a group, or, where only rows read it, an order, a day or
   * another text; none for the shop.
   */
  readonly by: Bound | undefined
  readonly where: Bound | undefined
  /** True where only rows read it: found in the whole scheme. */
  readonly ofRows?: boolean
  /** Of a figure that a person, a team or the shop looks up by an order, day or text of its own: by which. */
  readonly key?: Bound
  /** The made table whose rows have it, of the rows that they are made of. */
  readonly made?: string
}

interface Base {
  readonly type: Type
  readonly home: Home
  /** The words of the scheme that it stands for. */
  readonly text: string
  /** The policy's own sentence for it, which papers print. */
  readonly says?: string
  readonly at: Place
}

/** They are written like functions, and are formulas of a kind of their own. */
export type Rounding = 'round' | 'round down' | 'round up'
export type PlainFunction = Exclude<PlainUsage, Rounding | 'all given'>

/** What the calendar and the command give: of the month, and of a release. */
export type CalendarName =
  | 'start of period'
  | 'start of year'
  | 'end of period'
  | 'month of year'
  | 'month of quarter'
  /** Of the quarter that ends in the period, or goes on after it; only `every: quarter` asks for it. */
  | `end of ${Every}`
  | 'days of period'
  | 'release period'
  | 'start of payout'

/** What is made of a column's figures of earlier months: that of one month, or of several together. */
export type EarlierTake = 'one' | 'sum' | 'average' | 'min' | 'max' | 'count' | 'last'

/** Sums of a person's pay lines: those above a line, the commission, all of them. */
export type LineSum = 'above' | 'commission' | 'all'
/** What a person's sheet comes to beside its lines; the scheme's words for it. */
export const SHEET_SUMS = ['adjusted', 'withheld', 'forfeited', 'deducted', 'carried', 'net'] as const
export type SheetSum = (typeof SHEET_SUMS)[number]

export function isSheetSum(which: string): which is SheetSum {
  return SHEET_SUMS.some(sum => sum === which)
}

/** One band: what lies between the edges (none: open), and what it gives. */
export interface Band {
  readonly label: string
  readonly lower: { readonly edge: Bound; readonly inclusive: boolean } | undefined
  readonly upper: { readonly edge: Bound; readonly inclusive: boolean } | undefined
  readonly result: Bound
}

/** How far an `earlier …` looks back: so many periods, since January, the one of last year, or as far as anything is kept. */
export type EarlierMonths = number | 'this year' | 'same month last year' | 'ever'

export type Bound = Base &
  (
    | { kind: 'literal'; value: Value }
    | { kind: 'column'; column: Column }
    | { kind: 'row column'; column: RowColumn }
    /** In formulas of an export's rows: the figure of the person or group that a row names. */
    | { kind: 'owned'; whose: Bound; figure: Bound }
    | { kind: 'calendar'; which: CalendarName }
    | { kind: 'earlier'; column: Column; take: EarlierTake; months: EarlierMonths }
    /** Several values together, by which rows are told apart; blank where one of them is. */
    | { kind: 'key'; of: readonly Bound[] }
    | { kind: 'negate'; of: Bound }
    | { kind: 'not'; of: Bound }
    | { kind: 'arithmetic'; sign: ArithmeticSign; left: Bound; right: Bound }
    | { kind: 'compare'; sign: CompareSign; left: Bound; right: Bound }
    | { kind: 'logic'; word: 'and' | 'or'; left: Bound; right: Bound }
    | { kind: 'is blank'; of: Bound; negated: boolean }
    | { kind: 'in'; of: Bound; items: readonly Bound[]; negated: boolean }
    | { kind: 'has'; of: Bound; item: Bound }
    /** No value: whoever comes to it stops the month. `of`: the figures that lead there. */
    | { kind: 'refuse'; note: string; of: readonly Bound[] }
    | { kind: 'if'; test: Bound; yes: Bound; no: Bound }
    /** `weeksEnd`, of `week` alone: the weekday that weeks end on, 7 for Sundays. */
    | { kind: 'function'; name: PlainFunction; args: readonly Bound[]; weeksEnd?: number }
    /** `key`: the own order (day, text …) of the row, the person, the team or the shop that asks, of which it is the figure. */
    | { kind: 'measure'; measure: Measure; key: Bound | undefined }
    | {
        kind: 'people'
        aggregate: PeopleAggregate
        of: Bound | undefined
        by: Column | undefined
        where: Bound | undefined
      }
    /** What a formula is in the row before; in the last one before of which a condition holds. `otherwise` where there is none. */
    | { kind: 'previous'; table: string; of: Bound; where: Bound | undefined; otherwise: Bound | undefined }
    /** `then`: what decides, one after the other, between those who have the same of all before. */
    | {
        kind: 'rank'
        lowestFirst: boolean
        of: Bound
        then: readonly Bound[]
        by: Column | undefined
        where: Bound | undefined
      }
    /** The same among the rows of a made table; `by`: those that have the same there. */
    | {
        kind: 'row rank'
        table: string
        lowestFirst: boolean
        of: Bound
        then: readonly Bound[]
        by: Bound | undefined
        where: Bound | undefined
      }
    | { kind: 'share'; pool: Bound; whole: Bound | undefined; weight: Bound; where: Bound | undefined }
    | { kind: 'bands'; of: Bound; bands: readonly Band[]; marginal: boolean }
    | {
        kind: 'choice'
        of: Bound
        cases: readonly { readonly values: readonly string[]; readonly result: Bound }[]
        otherwise: Bound | undefined
      }
    | { kind: 'weighted'; parts: readonly { readonly of: Bound; readonly weight: Bound }[] }
    | { kind: 'items'; items: readonly { readonly name: string; readonly of: Bound }[] }
    | { kind: 'lines'; which: LineSum | SheetSum; line: string | undefined }
    | { kind: 'clamp'; of: Bound; low: Bound | undefined; high: Bound | undefined }
    | { kind: 'round'; of: Bound; places: number; mode: RoundingMode }
  )

export type BoundKind = Bound['kind']

/** A figure that looks at other people. */
export type AmongBound = Extract<Bound, { kind: 'people' | 'rank' | 'share' }>

/** The figure that is written there, with its sign. */
export function constantOf(bound: Bound): Decimal | undefined {
  if (bound.kind === 'negate') return constantOf(bound.of)?.neg()
  return bound.kind === 'literal' && typeof bound.value === 'object' && bound.value !== null ? bound.value : undefined
}

/** True for a figure of an order, day or text, and where only rows read a measure, by a person or group of their own. */
export function isKeyed({ by, ofRows }: Measure): boolean {
  return by !== undefined && (ofRows === true || (by.type.kind !== 'person' && by.type.group === undefined))
}
