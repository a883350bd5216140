// A sheet of any workbook format, as rows of cells, and how its top looks as text. Takes what the readers of the formats
// give; no file is touched here.

import { isoDate } from '../../core/calendar.ts'
import { fromDouble } from '../../core/decimal.ts'
import type { OtherFile } from '../../core/problem-facts.ts'
import { type Cell, isShownNumber, isTime, NO_RESULT, type ShownNumber } from '../cells/cell.ts'
import type { Grid, Merge } from '../layout/grid.ts'
import { HEADER_CELLS, HEADER_ROWS } from '../limits.ts'

export interface Sheet {
  readonly name: string
  readonly hidden: boolean
  /** May have holes and rows of different length. */
  readonly rows: readonly (readonly Cell[] | undefined)[]
  readonly merges: readonly Merge[]
  /** 0-based rows that are hidden, filtered away or struck out; undefined where there are none. */
  readonly hiddenRows?: ReadonlySet<number> | undefined
}

export interface Workbook {
  readonly sheets: readonly Sheet[]
  /** Serial numbers count from 1904. */
  readonly is1904: boolean
}

/** Why a workbook can't be read. */
export type WorkbookFault =
  | { readonly fault: 'protected' | 'damaged' | 'cut' }
  /** It is a file of another kind. */
  | { readonly fault: 'other'; readonly kind: OtherFile }
  /** It would unpack to this many bytes. */
  | { readonly fault: 'unpacked'; readonly bytes: number }
  /** Its sheets have more cells than are read. */
  | { readonly fault: 'cells' }
  | { readonly fault: 'encoding'; readonly detail: string }

/** What readers throw, however deep in a part they find it. */
export const DAMAGED: WorkbookFault = { fault: 'damaged' }
export const TOO_MANY: WorkbookFault = { fault: 'cells' }

/** What is read, or the fault for which the reading was given up. */
export async function faulty<T>(read: () => T | Promise<T>): Promise<T | WorkbookFault> {
  try {
    return await read()
  } catch (error) {
    if (error === DAMAGED || error === TOO_MANY) return error as WorkbookFault
    throw error
  }
}

export function isFaulty(result: Workbook | WorkbookFault): result is WorkbookFault {
  return 'fault' in result
}

/** Plain digits of a spreadsheet's number. */
export function numberText(value: number): string {
  if (Number.isInteger(value) && value < PLAIN && value > -PLAIN) return String(value)
  if (!Number.isFinite(value)) return String(value)
  const digits = value.toPrecision(15)
  if (digits.includes('e')) return fromDouble(value).toFixed()
  let end = digits.length
  if (digits.includes('.')) while (digits.charCodeAt(end - 1) === ZERO) end--
  return digits.slice(0, digits.charCodeAt(end - 1) === POINT ? end - 1 : end)
}

/** Below it a whole number has no more than the digits that a spreadsheet shows. */
const PLAIN = 1e15
const ZERO = 48
const POINT = 46

/** A cell as people see it, for headers, titles and quotes. */
export function cellText(cell: Cell): string {
  if (typeof cell === 'string') return cell
  if (cell === null || cell === undefined || cell === NO_RESULT) return ''
  if (typeof cell === 'number') return numberText(cell)
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  if (isShownNumber(cell)) return shownText(cell)
  return isTime(cell) ? cell.text : dateText(cell)
}

/** All digits of the number, with the words around them. */
function shownText({ number, words: { before, after, percent, places } }: ShownNumber): string {
  if (!Number.isFinite(number)) return percent ? '%' : String(number)
  const moved = 10 ** places
  const shown = (percent ? fromDouble(number).times(100) : fromDouble(number)).div(moved)
  return `${before}${shown.toFixed()}${percent ? '%' : ''}${after}`
}

function dateText(date: Date): string {
  const time = date.getTime()
  if (!Number.isFinite(time)) return ''
  const day = Math.floor(time / 86_400_000)
  const clock = time % 86_400_000 === 0 ? '' : ` ${date.toISOString().slice(11, 19)}`
  return isoDate(day) + clock
}

/** The top of a sheet, where its header is looked for. */
export function topOf(sheet: Sheet): Grid {
  const height = Math.min(sheet.rows.length, HEADER_ROWS + 2)
  const rows = Array.from({ length: height }, (_, r) => (sheet.rows[r] ?? []).slice(0, HEADER_CELLS))
  const merges = sheet.merges.filter(merge => merge.top < height).slice(0, HEADER_CELLS)
  return { rows: rows.map(cells => Array.from(cells, cellText)), merges }
}
