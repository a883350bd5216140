// How much room cells take in a spreadsheet, in digits.

import { cut, type Decimal } from '../core/decimal.ts'
import type { OwnFigure } from '../explain/arithmetic-text.ts'
import { lettersWide } from '../reports/letters.ts'
import { figureOf, type SheetCell, type SheetColumn } from '../reports/sheet.ts'

const MOST_PLACES = 4

/** Places of a figure that are shown where its column does not say how many. */
export function shownPlaces(figure: Decimal): number {
  return Math.min(figure.decimalPlaces(), MOST_PLACES)
}

/** A figure among others as its cell holds it: cut, never rounded, so that it is shown on the side of an edge where it is. */
export function ownShown({ figure, as }: OwnFigure): { readonly value: Decimal; readonly places: number } {
  if (as === 'amount') return { value: figure, places: 2 }
  const value = cut(figure, as === 'percent' ? MOST_PLACES + 2 : MOST_PLACES)
  const places = value.decimalPlaces()
  return { value, places: as === 'percent' ? Math.max(2, places - 2) : places }
}

/** Letters that a cell takes as it is shown. */
export function shownWide(cell: SheetCell, column: SheetColumn): number {
  if (cell === null) return 0
  if (typeof cell === 'string') return lettersWide(cell)
  const figure = figureOf(cell)!
  const as = 'as' in cell ? cell.as : column.kind
  if (as === 'amount') return withSeparators(figure) + 3
  if ('as' in cell && as === 'percent') return withSeparators(figure.times(100)) + ownShown(cell).places + 2
  const places = 'as' in cell ? ownShown(cell).places : Math.max(column.places ?? 0, shownPlaces(figure))
  return withSeparators(figure) + (places === 0 ? 0 : places + 1)
}

function withSeparators(figure: Decimal): number {
  const whole = Math.max(1, figure.e + 1)
  return whole + Math.floor((whole - 1) / 3) + (figure.isNegative() ? 1 : 0)
}
