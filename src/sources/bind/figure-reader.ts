// Reads cells of money, numbers, percentages and counts into a batch and adds them up. Exact: text by its digits, a
// spreadsheet's double by its 15 significant digits. Refuses what is no figure, not whole, or outside the column's range.

import { type Decimal, decimal, fromDouble, round } from '../../core/decimal.ts'
import type { Sums } from '../../tables/accumulators.ts'
import { BLANK, fromScaled, ODD, SCALE, setFigure } from '../../tables/batch.ts'
import type { ColumnSpec, Range } from '../../tables/spec.ts'
import { canonicalFigure } from '../cells/canonical.ts'
import { type Cell, isRefusal, isTime, type Refusal } from '../cells/cell.ts'
import { type FigureType, readFigureText } from '../cells/figure.ts'
import { isBlank } from '../cells/text.ts'
import { sameUnit } from '../cells/units.ts'
import { type ColumnContext, hasContent, type ReadCell, refuse } from './reader.ts'
import { foundText } from './report.ts'

/** Sums by column of the scheme: of all rows, and of those that are left out for their month. */
export interface FileSums {
  readonly all: Sums
  readonly left: Sums
}

const HUNDREDTH = decimal('0.01')
const NOISE = decimal('0.00000005')
/** A text of so many digits is what a spreadsheet printed of a result: 15, but for zeros at the end. */
const PRINTED_DIGITS = 13
/** Integers up to here stay exact when they are counted in ten-thousandths. */
const MAX_DIRECT = 900_000_000_000
/** Doubles up to here differ by less than their noise from the ten-thousandths that they stand for. */
const MAX_PLAIN = 1_000_000
const PLAIN_NOISE = 4e-8

export interface Figure {
  readonly value: Decimal
  readonly unit: string | undefined
}

/** The figure of a cell that is not blank. */
export function figureOf(cell: Exclude<Cell, null | undefined | symbol>, type: FigureType): Figure | Refusal {
  if (typeof cell === 'string') {
    const read = readFigureText(cell, type)
    if (isRefusal(read)) return read
    const exact = decimal(read.plain)
    const value = exact.precision() >= PRINTED_DIGITS ? withoutNoise(exact) : exact
    return { value: read.percent || type === 'percent' ? value.times(HUNDREDTH) : value, unit: read.unit }
  }
  if (typeof cell === 'boolean') return { reason: 'a truth value' }
  if (cell instanceof Date) return { reason: 'a date' }
  if (isTime(cell)) return { reason: 'a time' }
  const number = typeof cell === 'number' ? cell : cell.number
  if (!Number.isFinite(number) || Math.abs(number) > 1e30) return { reason: 'not a number' }
  const value = Number.isSafeInteger(number) ? decimal(number) : withoutNoise(fromDouble(number))
  const bare = typeof cell === 'number' || !cell.words.percent
  return { value: type === 'percent' && bare ? value.times(HUNDREDTH) : value, unit: undefined }
}

/**
 * What a spreadsheet works out keeps the noise of its larger parts: 2045.67 − 2041.13 is 4.53999999999996. A figure that
 * lies this near to one of four places is that one.
 */
function withoutNoise(value: Decimal): Decimal {
  const near = round(value, 4)
  return value.minus(near).abs().lte(NOISE) ? near : value
}

/** `unit`: the one in the column's header, where there is one. */
export function figureReader(
  context: ColumnContext,
  type: FigureType,
  sums: FileSums,
  unit: string | undefined,
): ReadCell {
  const { spec, index, data, report } = context
  const { values } = data
  const state = report.row
  const outside = rangeTest(spec.range)
  const blank = blankFigure(spec)
  const direct = type !== 'percent'
  const whole = type === 'count'
  let columnUnit = unit

  function put(scaled: number, at: number): void {
    values[at] = scaled
    if (state.probing) return
    sums.all.add(index, scaled, exact)
    if (state.leftOut) sums.left.add(index, scaled, exact)
    else if (outside?.(scaled))
      report.cell('CELL_RANGE', index, {
        column: spec.name,
        found: foundText(state.cells[context.cell]),
        range: spec.range!.text,
      })
  }

  let odd: Decimal
  const exact = (): Decimal => odd

  function putDecimal(value: Decimal, at: number, cell: Cell): void {
    if (whole && !value.isInteger()) {
      values[at] = refuse(context, cell, { reason: 'not whole' })
      return
    }
    odd = value
    setFigure(data, at, value)
    if (values[at] !== ODD) put(values[at]!, at)
    else if (!state.probing) {
      sums.all.add(index, ODD, exact)
      if (state.leftOut) sums.left.add(index, ODD, exact)
      else if (outside?.(value))
        report.cell('CELL_RANGE', index, { column: spec.name, found: foundText(cell), range: spec.range!.text })
    }
  }

  function careful(cell: Cell, at: number): void {
    if (!hasContent(context, cell)) {
      values[at] = spec.blank === 'none' ? BLANK : blank(at)
      return
    }
    const figure = figureOf(cell, type)
    if (isRefusal(figure)) values[at] = refuse(context, cell, figure)
    else if (!unitFits(figure.unit)) values[at] = refuse(context, cell, { reason: 'unit differs' })
    else putDecimal(figure.value, at, cell)
  }

  /** Text with separators and signs, which is nearly always a plain figure once they are gone. */
  function printed(cell: string, at: number): void {
    const read = isBlank(cell) ? undefined : readFigureText(cell, type)
    if (read && !isRefusal(read) && !read.percent && direct && unitFits(read.unit)) {
      const scaled = canonicalFigure(read.plain)
      if (!Number.isNaN(scaled) && !(whole && scaled % SCALE !== 0)) {
        put(scaled, at)
        return
      }
    }
    careful(cell, at)
  }

  /** All units in a column, and the one in its header, must measure the same. */
  function unitFits(unitOfCell: string | undefined): boolean {
    if (unitOfCell === undefined) return true
    columnUnit ??= unitOfCell
    return sameUnit(columnUnit, unitOfCell)
  }

  function blankFigure({ blank: meaning }: ColumnSpec): (at: number) => number {
    if (typeof meaning !== 'object' || typeof meaning.value !== 'object') return () => BLANK
    const { value } = meaning
    return at => {
      setFigure(data, at, value)
      return values[at]!
    }
  }

  return (cell, at) => {
    if (typeof cell === 'string') {
      if (direct) {
        const scaled = canonicalFigure(cell)
        if (!Number.isNaN(scaled) && !(whole && scaled % SCALE !== 0)) {
          put(scaled, at)
          return
        }
      }
      printed(cell, at)
      return
    }
    if (typeof cell === 'number' && direct && Number.isInteger(cell) && cell < MAX_DIRECT && cell > -MAX_DIRECT) {
      put(cell === 0 ? 0 : cell * SCALE, at)
      return
    }
    if (typeof cell === 'number' && direct && cell < MAX_PLAIN && cell > -MAX_PLAIN) {
      // The nearest whole number of ten-thousandths, where the double is that number but for its noise.
      const scaled = Math.round(cell * SCALE)
      if (Math.abs(cell - scaled / SCALE) < PLAIN_NOISE && !(whole && scaled % SCALE !== 0)) {
        put(scaled === 0 ? 0 : scaled, at)
        return
      }
    }
    careful(cell, at)
  }
}

/** Tells whether a figure, in ten-thousandths or as a Decimal, lies outside a range. */
function rangeTest(range: Range | undefined): ((value: number | Decimal) => boolean) | undefined {
  if (!range) return undefined
  const { low, high } = range
  const exact = (value: Decimal): boolean =>
    (low !== undefined && (low.inclusive ? value.lt(low.edge) : value.lte(low.edge))) ||
    (high !== undefined && (high.inclusive ? value.gt(high.edge) : value.gte(high.edge)))
  const scaledEdge = (edge: Decimal): number => {
    const scaled = edge.times(SCALE)
    return scaled.isInteger() && Number.isSafeInteger(scaled.toNumber()) ? scaled.toNumber() : Number.NaN
  }
  const bottom = low ? scaledEdge(low.edge) : Number.NEGATIVE_INFINITY
  const top = high ? scaledEdge(high.edge) : Number.POSITIVE_INFINITY
  if (Number.isNaN(bottom) || Number.isNaN(top))
    return value => exact(typeof value === 'number' ? fromScaled(value) : value)
  const lowIn = low?.inclusive ?? true
  const highIn = high?.inclusive ?? true
  return value =>
    typeof value !== 'number'
      ? exact(value)
      : (lowIn ? value < bottom : value <= bottom) || (highIn ? value > top : value >= top)
}
