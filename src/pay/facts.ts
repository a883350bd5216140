// What a month is worked out from: the people, the figures read from tables, and the measures of exports. Filled from
// files by a run, or from given values by a trial; the calculation can't tell which.

import type { Period } from '../core/calendar.ts'
import type { Place } from '../core/place.ts'
import type { Problem } from '../core/problem.ts'
import type { AmongBound, Measure, Value } from '../formula/bound.ts'
import type { OwnedFigure } from '../formula/rows.ts'
import type { Outcome, Row } from '../formula/trace.ts'
import type { World } from '../formula/world.ts'
import type { InputColumn, SchemeColumn } from '../scheme/model.ts'
import type { RowList } from '../tables/row-list.ts'
import type { EarlierBound } from './earlier.ts'
import type { MadeRows } from './made-rows.ts'
import type { People } from './people.ts'

/** A figure that was read, with its place. `undefined` value: there is none, and that was or will be reported. */
export interface Input {
  readonly value: Value | undefined
  readonly at: Place | undefined
}

export interface MeasureFigure {
  /** `undefined`: there are no rows to measure (a trial without that figure). */
  readonly value: Value | undefined
  readonly rows:
    | {
        readonly file: string
        readonly rows: RowList
        /** Figures of people and groups that they read. */
        readonly asked: readonly OwnedFigure[]
      }
    | undefined
  /** How many rows fitted, where it must be exactly one. */
  readonly found: number
  /** Where those stand of which only one was due. */
  readonly fits?: readonly Place[]
}

/** Of what was never measured. */
export const NO_FIGURE: MeasureFigure = { value: undefined, rows: undefined, found: 0 }

/** Of a table that is not due this month. */
export const BLANK_FIGURE: MeasureFigure = { value: null, rows: undefined, found: 1 }

/** What is needed: a column, or a figure of rows or of other people, which `reader` is made of, where that is a column. */
export type Missing =
  | { readonly kind: 'column'; readonly column: SchemeColumn }
  | { readonly kind: 'measure'; readonly measure: Measure; readonly reader: SchemeColumn | undefined }
  | { readonly kind: 'among'; readonly bound: AmongBound }

export interface Facts {
  readonly people: People
  /** True where whoever is given is paid, whatever the scheme says of entry and leaving. */
  readonly everyonePaid: boolean
  /** True where every input that is missing is to be named, also those behind one that is missing. */
  readonly everyInput: boolean
  readonly input: (column: InputColumn, row: Row) => Input
  /** True where nobody gave an input that may be empty: whoever asks whether it is blank is told so, whoever needs it misses it. */
  readonly mayBeLeftOut?: (column: InputColumn, row: Row) => boolean
  /** What an `earlier …` is; blank where nothing is known of those months. */
  readonly earlier: (bound: EarlierBound, row: Row, key: string, period: Period) => Value
  readonly measure: (measure: Measure, row: Row) => MeasureFigure
  /** The figure of an order (day, person …), asked for by a row; `summed` where it becomes somebody's, null where that one is not paid. Missing without rows. */
  readonly figureOf?: (measure: Measure, key: Value, summed: boolean | null) => MeasureFigure
  /** What rows of exports find in the row before, by number of the row. */
  readonly previous?: World['previous']
  /** The rows of a table that is made of rows; undefined where there was nothing to make them of. */
  readonly madeRows?: (table: string) => MadeRows | undefined
  /** The rows that a figure of a made row, by its number, was made of. */
  readonly rowsBehind?: (measure: Measure, code: number) => MeasureFigure['rows']
  /** What to say where a figure is needed and was neither read nor given; undefined where that was said already. */
  readonly missing: (what: Missing, row: Row) => Problem | undefined
  /** A value given in place of a formula or source, by `try` or a what-if. */
  readonly given: (column: SchemeColumn, row: Row) => Outcome | undefined
  /** The same facts with other values given in place of columns, by id. */
  readonly whatIf?: (values: ReadonlyMap<string, Value>) => Facts
  /** A value given in place of a figure of other people; `due` where it can't be known without. */
  readonly givenAmong?: (bound: AmongBound, row: Row) => Outcome | 'due' | undefined
}
