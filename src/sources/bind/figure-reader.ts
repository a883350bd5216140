// Reads cells of money, numbers, percentages and counts into a batch and adds them up. Exact: text by its digits, a
// spreadsheet's double by its 15 significant digits. Refuses what is no figure, not whole, or outside the column's range.

import { type Decimal, decimal } from '../../core/decimal.ts'
import { problem } from '../../core/problem.ts'
import type { Sums } from '../../tables/accumulators.ts'
import { BLANK, fromScaled, ODD, SCALE, scaledOf, setFigure } from '../../tables/batch.ts'
import { type ColumnSpec, type FigureType, inRange, isWhole, type Range } from '../../tables/spec.ts'
import { canonicalFigure } from '../cells/canonical.ts'
import { type Cell, isRefusal, isShownNumber } from '../cells/cell.ts'
import { readFigureText } from '../cells/figure.ts'
import { isBlank, isBlankCell } from '../cells/text.ts'
import { digitsOf, type FigureUnits, PERCENT } from './figure-unit.ts'
import { type ColumnContext, hasContent, once, type ReadCell, refuse } from './reader.ts'
import { foundText } from './report.ts'

/** Sums by column of the scheme: of all rows, and of those that are left out for their month. */
export interface FileSums {
  readonly all: Sums
  readonly left: Sums
}

/** Integers up to here stay exact when they are counted in ten-thousandths. */
const MAX_DIRECT = 900_000_000_000
/** Doubles up to here differ by less than their noise from the ten-thousandths that they stand for. */
const MAX_PLAIN = 1_000_000
const PLAIN_NOISE = 4e-8
const HUNDREDTH = decimal('0.01')
/** Percentages up to here may be meant as shares of one, where no larger ones stand beside them. */
const SMALL = decimal('0.02')
/** A plain number from here on, in ten-thousandths, is no share of one: beside 95% it may be another percentage. */
const MANY = 2 * SCALE
/** No amount is so large and has no fen: it is the number of a card or an order. */
const NO_FIGURE = decimal('1e14')

/** `sample` gives cells of the column; nothing where each row has a figure of its own. */
export function figureReader(
  context: ColumnContext,
  type: FigureType,
  sums: FileSums,
  units: FigureUnits,
  sample: (() => readonly Cell[]) | undefined,
): ReadCell {
  const { spec, index, data, report } = context
  const { values } = data
  const state = report.row
  const outside = rangeTest(spec.range)
  const blank = blankFigure(spec)
  const direct = type !== 'percent' && !units.factor
  const whole = isWhole(type)
  const digits = digitsOf(spec)
  const quick = direct && digits.decimals === 'point'
  let columnMeasure: string | undefined
  // Of a column of numbers: whether percentages were read, and plain figures beyond shares of one; both together are told, once.
  const mixes = type === 'number'
  let [isPercent, percents, many, told] = [false, false, false, false]
  const smallFigures = once(() => !sample?.().some(cell => isLarge(cell, units)))

  function put(scaled: number, at: number): void {
    if (mixes && !isPercent && (scaled >= MANY || scaled <= -MANY)) {
      if (percents && !many) unsaid(PERCENT)
      many = true
    }
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
    if (value.isInteger() && value.abs().gte(NO_FIGURE)) {
      values[at] = refuse(context, cell, { reason: 'too long' })
      return
    }
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
    const figure = units.read(cell)
    if (isRefusal(figure)) values[at] = refuse(context, cell, figure)
    else if (!measureFits(figure.measure)) values[at] = refuse(context, cell, { reason: 'unit differs' })
    else if (units.unsure && figure.bare && isFraction(figure.value)) {
      const plain = figure.value.times(100)
      const readings = [`${plain.times(100).toFixed()}%`, `${plain.toFixed()}%`]
      values[at] = refuse(context, cell, { readings })
    } else if (mixes && figure.measure === PERCENT) percentage(figure.value, at, cell)
    else putDecimal(figure.value, at, cell)
  }

  /** 95% in a column of numbers is 0.95, whatever plain 91 and 88 above it are. A row of goals has its goal and what was reached in %. */
  function percentage(value: Decimal, at: number, cell: Cell): void {
    report.mark(index)
    if (state.cells.filter(isPercentage).length < 2) {
      if (many) unsaid(PERCENT)
      percents = true
    }
    isPercent = true
    putDecimal(value, at, cell)
    isPercent = false
  }

  /** 0.98 in a percent column is 98% or 0.98%; so are 1 and 1.05 where no larger figure stands beside them. */
  function isFraction(value: Decimal): boolean {
    const size = value.abs()
    return !size.isZero() && (size.lt(HUNDREDTH) || (size.lte(SMALL) && smallFigures()))
  }

  /** Text with separators and signs, which is nearly always a plain figure once they are gone. */
  function printed(cell: string, at: number): void {
    const read = direct && !isBlank(cell) ? readFigureText(cell, digits) : undefined
    if (read && !isRefusal(read) && units.fits(read)) {
      const scaled = canonicalFigure(read.plain)
      if (!Number.isNaN(scaled) && !(whole && scaled % SCALE !== 0)) {
        put(scaled, at)
        return
      }
    }
    careful(cell, at)
  }

  /** All measures that cells of a column name must be the same; one of time must be one that the scheme names. */
  function measureFits(measure: string | undefined): boolean {
    if (measure === undefined || measure === columnMeasure) return true
    if (columnMeasure !== undefined) return units.converts
    columnMeasure = measure
    if (units.unsaid(measure)) unsaid(measure)
    return true
  }

  /** Tells once what cells of the column are in, where the scheme does not say what it expects. */
  function unsaid(found: string): void {
    if (told || state.probing) return
    told = true
    const quote = report.quote(state.cells, context.cell)
    report.add(problem('UNIT_UNSAID', report.place(index, state.row), { column: spec.name, found }, { quote }))
  }

  function blankFigure({ blank: meaning }: ColumnSpec): (at: number) => number {
    if (typeof meaning !== 'object' || typeof meaning.value !== 'object') return () => BLANK
    const { value } = meaning
    const scaled = scaledOf(value)
    return at => {
      setFigure(data, at, value, scaled)
      return scaled
    }
  }

  return (content, at) => {
    const cell = isShownNumber(content) && units.plain(content.words) ? content.number : content
    if (typeof cell === 'string') {
      if (quick) {
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

/** True for 98% and for 0.98 that is shown so. */
function isPercentage(cell: Cell): boolean {
  return typeof cell === 'string' ? /[%％]\s*$/.test(cell) : isShownNumber(cell) && cell.words.percent
}

/** True for a figure of a percent column that is one of hundredths. */
function isLarge(cell: Cell, units: FigureUnits): boolean {
  if (isBlankCell(cell) || cell === null || cell === undefined || typeof cell === 'symbol') return false
  const figure = units.read(cell)
  return !isRefusal(figure) && figure.bare && figure.value.abs().gt(SMALL)
}

/** Tells whether a figure, in ten-thousandths or as a Decimal, lies outside a range. */
function rangeTest(range: Range | undefined): ((value: number | Decimal) => boolean) | undefined {
  if (!range) return undefined
  const { low, high, parts } = range
  const exact = (value: Decimal): boolean => !inRange(value, range)
  const scaledEdge = (edge: Decimal): number => {
    const scaled = edge.times(SCALE)
    return scaled.isInteger() && Number.isSafeInteger(scaled.toNumber()) ? scaled.toNumber() : Number.NaN
  }
  const bottom = low ? scaledEdge(low.edge) : Number.NEGATIVE_INFINITY
  const top = high ? scaledEdge(high.edge) : Number.POSITIVE_INFINITY
  if (parts || Number.isNaN(bottom) || Number.isNaN(top))
    return value => exact(typeof value === 'number' ? fromScaled(value) : value)
  const lowIn = low?.inclusive ?? true
  const highIn = high?.inclusive ?? true
  return value =>
    typeof value !== 'number'
      ? exact(value)
      : (lowIn ? value < bottom : value <= bottom) || (highIn ? value > top : value >= top)
}
