// Holds rows that state sums, means, maxima or counts against the rows above them. Takes such a row; gives whether its
// figures are theirs, and tells the report where a sum is not. Cells that are blank or no figures are not held against
// anything, and columns with unread cells not either.

import type { Decimal } from '../../core/decimal.ts'
import { compare, decimal, divide, fromDouble, plain, ZERO } from '../../core/decimal.ts'
import { problem } from '../../core/problem.ts'
import { ODD, SCALE } from '../../tables/batch.ts'
import type { ColumnSpec } from '../../tables/spec.ts'
import { type Cell, isRefusal, isShownNumber, NO_RESULT } from '../cells/cell.ts'
import { isBlank } from '../cells/text.ts'
import type { Span, Stated } from '../layout/total-row.ts'
import { type BoundColumns, figureType } from './columns.ts'
import { type FigureUnits, figureUnits } from './figure-unit.ts'
import type { Report } from './report.ts'

/** How the figures of a row stand to the rows above it. */
export interface Fit {
  /** Figures that it states, and that are not 0. */
  readonly stated: number
  /** Rows that all its figures are the sum, mean, maximum or number of; 0 where there are none such. */
  readonly rows: number
}

export interface ControlTotals {
  /** Whether the row states what the rows say since some total row above it. */
  fit(stated: Stated, cells: readonly Cell[]): Fit
  /** Whether a row that was counted states the sum of all others. */
  isSumOfOthers(cells: readonly Cell[]): boolean
  /** A row that states sums, checked against the rows before it; a `part` or `group` against the last of them. */
  check(span: Span, cells: readonly Cell[], row: number): void
  /** A row that states anything else: rows below it are another group. */
  pass(): void
  /** A total row above the data, checked when all rows have been read. */
  later(cells: readonly Cell[], row: number): void
  /** Takes what it needs of the batch's rows before they are forgotten. */
  leave(): void
  /** Checks what was put off. */
  finish(): void
}

/** Where a total row stood: what had been added up, and the extremes of the rows since the one before it. */
interface Mark {
  readonly rows: number
  readonly figures: readonly { sum: Decimal; count: number; most: number; least: number }[]
}

/** Total rows above one from which it may reckon its mean or maximum. */
const MOST_MARKS = 200

export function controlTotals(
  columns: readonly ColumnSpec[],
  at: readonly number[],
  { batch, sums: { all }, units }: Pick<BoundColumns, 'batch' | 'sums' | 'units'>,
  report: Report,
  rowsSoFar: () => number,
): ControlTotals {
  const figures = columns.flatMap((spec, index) => {
    const type = figureType(spec)
    return type ? [{ spec, index, type }] : []
  })
  const summed = figures.flatMap((figure, place) =>
    figure.type === 'percent' ? [] : [{ ...figure, type: figure.type, place, before: ZERO, sums: new Map([['0', 0]]) }],
  )
  const none = figures.map(() => ({ sum: ZERO, count: 0, most: -Infinity, least: Infinity }))
  const marks: Mark[] = [{ rows: 0, figures: none }]
  let extremes = none.map(({ most, least }) => ({ most, least }))
  let looked = 0
  const putOff: { cells: readonly Cell[]; row: number }[] = []

  /** Takes the extremes of rows that were read since the last look. */
  function look(): void {
    for (const [place, { index }] of figures.entries()) {
      const { values } = batch.columns[index]!
      const own = extremes[place]!
      for (let i = looked; i < batch.size; i++) {
        const value = values[i]!
        if (value === ODD) own.most = Number.NaN
        else if (value > own.most) own.most = value
        if (value < own.least) own.least = value
      }
    }
    looked = batch.size
  }

  function mark(): void {
    const rows = rowsSoFar()
    if (rows === marks.at(-1)!.rows) return
    look()
    const figuresNow = figures.map(({ index }, place) => {
      return { sum: all.sum(index), count: all.count(index), ...extremes[place]! }
    })
    marks.push({ rows, figures: figuresNow })
    if (marks.length > MOST_MARKS) marks.splice(1, 1)
    extremes = none.map(({ most, least }) => ({ most, least }))
    for (const { place, sums } of summed) sums.set(plain(figuresNow[place]!.sum), rows)
  }

  function statedIn(cells: readonly Cell[], index: number): Decimal | undefined {
    return report.unread.has(index) ? undefined : statedFigure(cells[at[index]!], units[index]!)
  }

  /** Sums are looked up, so that groups within groups may be many. */
  function fitSums(cells: readonly Cell[]): Fit {
    const rows = rowsSoFar()
    let stated = 0
    let covered: number | undefined
    for (const { index, sums } of summed) {
      const figure = statedIn(cells, index)
      if (figure === undefined || figure.isZero()) continue
      stated++
      const from = sums.get(plain(all.sum(index).minus(figure)))
      if (from === undefined) return { stated, rows: 0 }
      covered = Math.min(covered ?? rows, rows - from)
    }
    return { stated, rows: covered ?? 0 }
  }

  function fitOthers(what: Exclude<Stated, 'sum' | 'past'>, cells: readonly Cell[]): Fit {
    look()
    const now = figures.map(({ index }) => ({ sum: all.sum(index), count: all.count(index) }))
    const stated = figures.map(({ index }) => statedIn(cells, index))
    const told = stated.filter(figure => figure !== undefined && !figure.isZero()).length
    const running = extremes.map(own => ({ ...own }))
    for (let from = marks.length - 1; from >= 0 && told > 0; from--) {
      const mark = marks[from]!
      const rows = rowsSoFar() - mark.rows
      const fits = stated.every((figure, place) => {
        if (figure === undefined) return true
        const count = now[place]!.count - mark.figures[place]!.count
        if (what === 'count') return compare(figure, decimal(count)) === 0 || compare(figure, decimal(rows)) === 0
        if (count === 0) return false
        if (what === 'mean')
          return isMean(figure, divide(now[place]!.sum.minus(mark.figures[place]!.sum), decimal(count)))
        const extreme = running[place]![what]
        return Number.isFinite(extreme) && compare(figure.times(SCALE), fromDouble(extreme)) === 0
      })
      if (fits && rows > 0) return { stated: told, rows }
      for (const [place, own] of running.entries()) {
        const before = mark.figures[place]!
        own.most = Math.max(own.most, before.most)
        own.least = Math.min(own.least, before.least)
      }
    }
    return { stated: told, rows: 0 }
  }

  function check(span: Span, cells: readonly Cell[], row: number): void {
    const inParts = span === 'part' || span === 'group'
    for (const figure of summed) {
      const { spec, index, sums } = figure
      const total = all.sum(index)
      const stated = statedIn(cells, index)
      const added = inParts ? total.minus(figure.before) : total
      // Groups within groups: the larger one is the sum since a total row further up.
      const right =
        stated === undefined ||
        compare(stated, added) === 0 ||
        (span === 'group' && sums.has(plain(total.minus(stated))))
      if (inParts) figure.before = total
      if (right) continue
      const facts = {
        column: spec.name,
        stated: plain(stated),
        added: plain(added),
        difference: plain(stated.minus(added)),
      }
      report.add(problem('CONTROL_TOTAL', report.place(index, row), facts, { quote: report.quote(cells, at[index]) }))
    }
    if (inParts) mark()
  }

  return {
    fit: (stated, cells) => (stated === 'sum' || stated === 'past' ? fitSums(cells) : fitOthers(stated, cells)),
    isSumOfOthers(cells) {
      const stated = summed.flatMap(({ index }) => {
        const figure = statedIn(cells, index)
        return figure === undefined || figure.isZero() ? [] : [{ index, figure }]
      })
      return stated.length > 0 && stated.every(({ index, figure }) => compare(figure.times(2), all.sum(index)) === 0)
    },
    check,
    pass: mark,
    later(cells, row) {
      putOff.push({ cells: [...cells], row })
    },
    leave() {
      look()
      looked = 0
    },
    finish() {
      for (const { cells, row } of putOff) check('whole', cells, row)
    },
  }
}

/** True for a mean as it is written: rounded to the places that are shown. */
function isMean(figure: Decimal, mean: Decimal): boolean {
  const half = decimal(`0.${'0'.repeat(figure.decimalPlaces())}5`)
  return figure.minus(mean).abs().lte(half)
}

/** True where a cell holds a figure: such a row is more than a note. */
export function statesFigure(cell: Cell, spec: ColumnSpec): boolean {
  const type = figureType(spec)
  return type !== undefined && statedFigure(cell, figureUnits(spec, type === 'percent' ? 'number' : type)) !== undefined
}

/** The figure that a total row states; undefined where it states none that is a sum. */
function statedFigure(cell: Cell, units: FigureUnits): Decimal | undefined {
  if (cell === null || cell === undefined || cell === NO_RESULT) return undefined
  if (typeof cell === 'string' && (isBlank(cell) || /[%％]/.test(cell))) return undefined
  if (isShownNumber(cell) && cell.words.percent) return undefined
  const figure = units.read(cell)
  return isRefusal(figure) ? undefined : figure.value
}
