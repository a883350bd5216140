// How much room texts and figures take in a spreadsheet, in digits. Chinese letters take two, capitals a little more than one.

import type { Decimal } from '../core/decimal.ts'
import { figureOf, type SheetCell, type SheetColumn } from '../reports/sheet.ts'

const WIDE_FROM = 0x2e7f
const CAPITAL_A = 0x41
const UNDERSCORE = 0x5f
const MOST_PLACES = 4

/** Letters that a text takes in one line. */
export function lettersWide(text: string): number {
  let width = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    width += code > WIDE_FROM ? 2 : code >= CAPITAL_A && code <= UNDERSCORE ? 1.2 : 0.95
  }
  return Math.ceil(width)
}

/** Lines that a text takes in a column of a width. */
export function linesOf(text: string, width: number): number {
  if (text.length * 2 <= width && !text.includes('\n')) return 1
  return text.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(lettersWide(line) / width)), 0)
}

/** Places of a figure that are shown where its column does not say how many. */
export function shownPlaces(figure: Decimal): number {
  return Math.min(figure.decimalPlaces(), MOST_PLACES)
}

/** Letters that a cell takes as it is shown. */
export function shownWide(cell: SheetCell, column: SheetColumn): number {
  if (cell === null) return 0
  if (typeof cell === 'string') return lettersWide(cell)
  const figure = figureOf(cell)!
  const as = 'as' in cell ? cell.as : column.kind
  if (as === 'amount') return withSeparators(figure) + 3
  if (as === 'percent') return withSeparators(figure) + 6
  const places = column.places ?? shownPlaces(figure)
  return withSeparators(figure) + (places === 0 ? 0 : places + 1)
}

function withSeparators(figure: Decimal): number {
  const whole = Math.max(1, figure.e + 1)
  return whole + Math.floor((whole - 1) / 3) + (figure.isNegative() ? 1 : 0)
}
