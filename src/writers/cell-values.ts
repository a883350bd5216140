// What a cell of a spreadsheet holds: texts as long as it may be, figures as doubles that show the same digits again.

import { type Decimal, settle } from '../core/decimal.ts'
import { figureOf, type SheetCell, type SheetColumn } from '../reports/sheet.ts'
import type { CellValue } from './workbook.ts'

/** A spreadsheet cell holds a double: this many digits come out of it as they went in. */
const EXACT_DIGITS = 15
/** The most letters that a spreadsheet cell holds. */
const MOST_LETTERS = 32_767

/** The double that a spreadsheet keeps for a decimal: the nearest to its first 15 digits, which it shows again. */
export function cellValue(cell: SheetCell, column: Pick<SheetColumn, 'kind'>): CellValue {
  if (cell === '') return null
  if (typeof cell === 'string') return cell.length > MOST_LETTERS ? `${cell.slice(0, MOST_LETTERS - 1)}…` : cell
  const figure = figureOf(cell)
  if (figure === undefined) return null
  if (figure.precision(true) <= EXACT_DIGITS) return figure.toNumber()
  const settled = settle(figure)
  if (column.kind === 'amount' && settled.precision(true) > EXACT_DIGITS) return settled.toFixed(2)
  return doubleOf(settled)
}

/** The double of a decimal's first 15 digits. */
export function doubleOf(figure: Decimal): number {
  const short = figure.precision() <= EXACT_DIGITS ? figure : settle(figure).toSignificantDigits(EXACT_DIGITS)
  return Number(short.toFixed())
}
