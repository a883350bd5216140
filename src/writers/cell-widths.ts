// How much room cells take in a spreadsheet, in digits.

import type { Decimal } from '../core/decimal.ts'
import { lettersWide } from '../reports/letters.ts'
import { figureOf, type SheetCell, type SheetColumn } from '../reports/sheet.ts'

const MOST_PLACES = 4

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
