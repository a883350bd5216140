// A run of rows of one table, column by column, without an object a row. Every cell is one double that holds an exact
// integer: ten-thousandths of a figure, days of a date, 0 or 1 of a yes/no, the code of a text, person or group.
// A figure that does not fit is kept as a Decimal beside it, and so are the parts of a row that several people share.
// Nothing here is a binary fraction.

import { type Decimal, decimal } from '../core/decimal.ts'
import type { Division } from './division.ts'

/** Figures are kept in ten-thousandths. */
export const SCALE = 10_000
const PLACES = 4
const LIMIT = decimal(Number.MAX_SAFE_INTEGER)

/** Stands in `values` for a figure that is kept in `odd`, and for several people who are kept in `divided`. */
export const ODD: number = Number.POSITIVE_INFINITY
/** Stands in `values` for an empty cell. */
export const BLANK: number = Number.NaN

export interface BatchColumn {
  readonly values: Float64Array
  /** Figures with more than four decimals or of unusual size, by position in the batch. */
  readonly odd: Map<number, Decimal>
  /** Rows that several people share, by position in the batch. */
  readonly divided: Map<number, Division>
}

export interface Batch {
  size: number
  /** 1-based line of a text file or row of a sheet. */
  readonly rows: Int32Array
  readonly columns: readonly BatchColumn[]
  /** Rows that may be none, by position: what to call where the scheme leaves such a row out, so that it is not told. */
  readonly doubts: Map<number, () => void>
}

/** An empty batch for so many columns; filled by setting cells and `size`, and used again. */
export function newBatch(columns: number, capacity: number): Batch {
  const make = (): BatchColumn => ({ values: new Float64Array(capacity), odd: new Map(), divided: new Map() })
  return { size: 0, rows: new Int32Array(capacity), columns: Array.from({ length: columns }, make), doubts: new Map() }
}

export function clearBatch(batch: Batch): void {
  batch.size = 0
  batch.doubts.clear()
  for (const column of batch.columns) {
    column.odd.clear()
    column.divided.clear()
  }
}

/** What stands in `values` for a figure: its ten-thousandths, or `ODD`. */
export function scaledOf(value: Decimal): number {
  const scaled = value.times(SCALE)
  return scaled.decimalPlaces() === 0 && scaled.abs().lte(LIMIT) ? scaled.toNumber() : ODD
}

/** Puts a figure into a batch. */
export function setFigure(column: BatchColumn, at: number, value: Decimal, scaled: number = scaledOf(value)): void {
  column.values[at] = scaled
  if (scaled === ODD) column.odd.set(at, value)
}

/** The figure of so many ten-thousandths. */
export function fromScaled(scaled: number): Decimal {
  const text = Math.abs(scaled)
    .toString()
    .padStart(PLACES + 1, '0')
  const exact = decimal(`${text.slice(0, -PLACES)}.${text.slice(-PLACES)}`)
  return scaled < 0 ? exact.neg() : exact
}

/** A figure of a batch; null where the cell is empty. */
export function figureAt(column: BatchColumn, at: number): Decimal | null {
  const value = column.values[at]!
  if (Number.isNaN(value)) return null
  return value === ODD ? column.odd.get(at)! : fromScaled(value)
}
