// What a cell holds before it is read as the type that the scheme gives its column. Text files have texts only;
// workbooks also numbers, truth values and dates.

import type { CellReason } from '../../core/problem-facts.ts'
import type { DateOrder } from '../../tables/spec.ts'

/** A number that the sheet shows as a percentage: 0.95 shown as 95%. */
export interface Fraction {
  readonly fraction: number
}

/** A formula whose result the file does not hold. */
export const NO_RESULT: unique symbol = Symbol('no result')

export type Cell = string | number | boolean | Date | Fraction | typeof NO_RESULT | null | undefined

/** A cell that is not read: not what is expected, or readable in more than one way. */
export type Refusal =
  | { readonly reason: CellReason }
  /** `orders`: of a date, those under which it has one of the readings. */
  | { readonly readings: readonly string[]; readonly orders?: readonly DateOrder[] }

export function isRefusal(result: unknown): result is Refusal {
  return typeof result === 'object' && result !== null && ('reason' in result || 'readings' in result)
}

const SPREADSHEET_ERROR = /^#(N\/A|DIV\/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|ERR!|#+)$/i

/** `#DIV/0!` and its like, and the `####` of a column that was too narrow. */
export function isSpreadsheetError(text: string): boolean {
  return text.charCodeAt(0) === 35 && SPREADSHEET_ERROR.test(text)
}
