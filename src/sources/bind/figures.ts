// Reads a table of two columns, a figure's name and its value, into one row. Takes the rows below the header; refuses
// figures that are missing or stand twice. Names that the scheme does not ask for are passed over.

import { addTo } from '../../core/lists.ts'
import type { Place } from '../../core/place.ts'
import { placeText } from '../../core/place.ts'
import { problem } from '../../core/problem.ts'
import { suggest } from '../../core/suggest.ts'
import { parseUnit, splitUnit } from '../../core/unit.ts'
import type { Cell } from '../cells/cell.ts'
import { isBlankCell, ownCopy, shorten } from '../cells/text.ts'
import { normalHeader, unbracketed, withoutUnit } from '../layout/header-text.ts'
import { type StatedUnit, speaksOf } from '../layout/header-units.ts'
import { cellText } from '../workbook/sheet.ts'
import type { BoundColumns } from './columns.ts'
import type { FileRequest } from './file-tally.ts'
import type { Report } from './report.ts'

interface FigureBinder {
  take(cells: readonly Cell[], row: number): void
  /** Reads the values and hands over the one row. */
  finish(): { place: (column: number) => Place }
}

interface FigureRow {
  readonly cells: readonly Cell[]
  readonly row: number
  /** The name stands there without a unit that the scheme left out: such a row is better than one with a unit. */
  readonly exact: boolean
}

const MAX_NAMES = 500
const MAX_ROWS = 20

/** Where the name of a figure stands in its row, and its unit, where the table has a column of them. */
interface Spots {
  readonly name: number
  readonly unit: number | undefined
}

/** `stated` is the unit in the header of the values; `bind` makes the readers, once it is known which unit each figure has. */
export function bindFigures(
  request: FileRequest,
  spots: Spots,
  stated: StatedUnit | undefined,
  bind: (units: readonly (StatedUnit | undefined)[]) => BoundColumns,
  report: Report,
): FigureBinder {
  const { spec, display, onBatch } = request
  const wanted = new Map<string, number[]>()
  spec.columns.forEach((column, index) => {
    for (const header of column.headers) addTo(wanted, normalHeader(header), index)
  })
  const found: FigureRow[][] = spec.columns.map(() => [])
  const names = new Set<string>()

  function take(cells: readonly Cell[], row: number): void {
    const name = cellText(cells[spots.name])
    const whole = normalHeader(name)
    if (whole === '') return
    if (names.size < MAX_NAMES) names.add(shorten(name.trim(), 60))
    const bare = withoutUnit(name)
    const exact = wanted.get(whole)
    for (const index of exact ?? (bare === undefined ? undefined : wanted.get(bare)) ?? []) {
      if (found[index]!.length < MAX_ROWS)
        found[index]!.push({ cells: cells.map(copyOf), row, exact: exact !== undefined })
    }
  }

  /** The row of a figure, after telling what is wrong with it. */
  function rowOf(index: number): FigureRow | undefined {
    const rows = found[index]!
    const best = rows.some(r => r.exact) ? rows.filter(r => r.exact) : rows
    const { headers, blank, at } = spec.columns[index]!
    const figure = headers[0] ?? spec.columns[index]!.name
    const [first, second] = best
    if (!first) {
      const nearest = suggest(figure, names)
      if (blank === 'problem')
        report.add(problem('FIGURE_MISSING', at, { figure, table: spec.name, file: display, nearest }))
      return undefined
    }
    if (second) {
      const other = placeText(report.rowPlace(first.row))
      const related = [{ at: report.rowPlace(first.row), note: report.quote(first.cells).text }]
      report.add(
        problem(
          'ROW_REPEATED',
          report.rowPlace(second.row),
          { key: figure, other },
          { quote: report.quote(second.cells), related },
        ),
      )
    }
    return first
  }

  return {
    take,
    finish() {
      const rows = spec.columns.map((_, index) => rowOf(index))
      const bound = bind(rows.map((row, index) => unitOf(index, row)))
      for (const [index, row] of rows.entries()) readFigure(index, row, bound)
      bound.batch.rows[0] = rows.find(row => row !== undefined)?.row ?? 0
      bound.batch.size = 1
      onBatch(bound.batch, bound.dictionaries)
      return { place: column => (rows[column] ? report.place(column, rows[column].row) : { file: display }) }
    },
  }

  /** The nearest unit: in the figure's name, beside it, or in the header of the values. */
  function unitOf(index: number, row: FigureRow | undefined): StatedUnit | undefined {
    const { type } = spec.columns[index]!
    if (!row) return undefined
    const name = cellText(row.cells[spots.name])
    const beside = spots.unit === undefined ? '' : cellText(row.cells[spots.unit])
    const at = report.rowPlace(row.row)
    const named = splitUnit(name)?.unit
    if (named) return { unit: named, text: name.trim(), at }
    const unit = parseUnit(unbracketed(beside))
    if (unit) return { unit, text: beside.trim(), at }
    return stated && speaksOf(stated.unit, type) ? stated : undefined
  }

  function readFigure(index: number, row: FigureRow | undefined, bound: BoundColumns): void {
    const column = spec.columns[index]!
    const cell = row?.cells[report.cellOf(index)]
    report.row.cells = row?.cells ?? []
    report.row.row = row?.row ?? 0
    if (column.blank === 'problem' && isBlankCell(cell)) {
      bound.batch.columns[index]!.values[0] = Number.NaN
      report.miss(index)
      if (!row) return
      const figure = column.headers[0] ?? column.name
      const at = report.place(index, row.row)
      report.add(
        problem(
          'FIGURE_MISSING',
          at,
          { figure, table: spec.name, file: display, nearest: undefined },
          { quote: report.quote(row.cells) },
        ),
      )
      return
    }
    bound.readers[index]!(cell, 0)
    if (row) report.endFigure(bound.batch, index)
  }
}

function copyOf(cell: Cell): Cell {
  return typeof cell === 'string' ? ownCopy(cell) : cell
}
