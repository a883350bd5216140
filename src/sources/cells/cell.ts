// What a cell holds before it is read as the type that the scheme gives its column. Text files have texts only;
// workbooks also numbers, truth values and dates.

import type { Decimals } from '../../core/currency.ts'
import type { CellReason } from '../../core/problem-facts.ts'
import type { DateOrder } from '../../tables/spec.ts'

/** The words that a number format puts around a figure. */
export interface Words {
  readonly before: string
  readonly after: string
  /** The figure is shown a hundredfold, with %. */
  readonly percent: boolean
  /** By so many places the format moves the point for the eye: 3 where 1250 is shown as 1.25. */
  readonly places: number
}

/** A number whose format says more of it than its digits: 0.95 shown as 95%, 1.25 as 1.25万元, 1250 as $1,250. */
export interface ShownNumber {
  readonly number: number
  readonly words: Words
}

/** A time without a day. */
export interface TimeCell {
  readonly ms: number
  /** `clock` is a time of day, `duration` one of any length ([h]:mm), `time` either. */
  readonly sense: 'clock' | 'time' | 'duration'
  /** As the sheet shows it. */
  readonly text: string
}

/** A date under a format that shows the time of day too: its midnight is one, and no time that was lost. */
export class TimedDate extends Date {}

/** A formula whose result the file does not hold. */
export const NO_RESULT: unique symbol = Symbol('no result')

export type Cell = string | number | boolean | Date | ShownNumber | TimeCell | typeof NO_RESULT | null | undefined

export function isShownNumber(cell: Cell): cell is ShownNumber {
  return typeof cell === 'object' && cell !== null && 'words' in cell
}

export function isTime(cell: Cell): cell is TimeCell {
  return typeof cell === 'object' && cell !== null && 'ms' in cell
}

/** A cell that is not read: not what is expected, or readable in more than one way. */
export type Refusal =
  | { readonly reason: CellReason }
  /** Of what the scheme may say so that it has one reading: of a date the orders, of a figure the signs before decimals. */
  | {
      readonly readings: readonly string[]
      readonly orders?: readonly DateOrder[]
      readonly signs?: readonly Decimals[]
    }

export function isRefusal(result: unknown): result is Refusal {
  return typeof result === 'object' && result !== null && ('reason' in result || 'readings' in result)
}

const SPREADSHEET_ERROR = /^#(N\/A|DIV\/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|ERR!|#+)$/i

/** `#DIV/0!` and its like, and the `####` of a column that was too narrow. */
export function isSpreadsheetError(text: string): boolean {
  return text.charCodeAt(0) === 35 && SPREADSHEET_ERROR.test(text)
}

// What a cell shows by its fonts alone, as plain text: a raised 1 behind 1000 is a note, a digit that is struck out no longer
// counts. Takes a piece of text and how it is drawn; gives text that no figure or date can be made of by mistake.

export interface Drawing {
  readonly raised?: boolean
  readonly lowered?: boolean
  readonly struck?: boolean
}

const PLAIN = '0123456789+-−=()'
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾'
const LOWERED = '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎'
/** Lies over the sign before it: 1̶. */
const STROKE = '\u0336'

/** The piece of text with raised, lowered and struck signs in place of the plain ones. */
export function drawnText(text: string, { raised, lowered, struck }: Drawing): string {
  const signs = raised ? RAISED : lowered ? LOWERED : undefined
  const moved = signs ? text.replace(/[\d+−=()-]/g, sign => signs[PLAIN.indexOf(sign)]!) : text
  return struck ? moved.replace(/\S/gu, sign => sign + STROKE) : moved
}
