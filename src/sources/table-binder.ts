// Puts a file's rows through the scheme's columns, whichever layout the table has, and sums up what was found. Takes the
// bound header and rows; gives the reading with its problems, totals and places.

import type { Place } from '../core/place.ts'
import type { Problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { type ColumnTotal, type FileFacts, NOTHING_SURE } from '../tables/reading.ts'
import type { TableSpec } from '../tables/spec.ts'
import { type BoundColumns, bindColumns, figureType } from './bind/columns.ts'
import { bindFigures } from './bind/figures.ts'
import { type FileRequest, type FileTally, newTally } from './bind/file-tally.ts'
import { createReport, type Report } from './bind/report.ts'
import { type Beside, bindRows, type Filled } from './bind/rows.ts'
import type { Cell } from './cells/cell.ts'
import type { FileReading } from './join-readings.ts'
import { type BoundHeader, bindHeader, wantedOf } from './layout/bind-header.ts'
import type { Header } from './layout/find-header.ts'
import { widthProblem } from './layout/given-header.ts'
import type { Grid } from './layout/grid.ts'
import { normalHeader } from './layout/header-text.ts'
import { type StatedUnit, tableUnits, unaskedColumn } from './layout/header-units.ts'
import type { RowWidths, Sample } from './layout/row-widths.ts'
import { titleProblem } from './layout/stated-month.ts'
import { cellText } from './workbook/sheet.ts'

/** The rows of a table, as one sheet or a file without sheets has them. */
export interface TableSource {
  readonly sheet: string | undefined
  readonly is1904: boolean
  /** Rows of the sheets before this one. */
  readonly before: number
  /** Numbers of rows that are hidden, filtered away or struck out. */
  readonly hidden: ReadonlySet<number> | undefined
  readonly tally: FileTally
  /** False where the same sheet was read before under another heading: what is wrong with it as a whole was told. */
  readonly first: boolean
  /** What a heading says, beside all rows; undefined where no columns are rows. */
  readonly heading: Filled | undefined
  /** False where another sheet of the file follows. */
  readonly last: boolean
}

/** What a file without sheets is: the only one. */
export function onlySheet(before = 0, tally = newTally()): TableSource {
  const whole = { first: true, last: true, heading: undefined }
  return { sheet: undefined, is1904: false, before, hidden: undefined, tally, ...whole }
}

/** The top of a table: its header was found, and where each of its cells stands. */
interface Top {
  readonly grid: Grid
  readonly header: Header
  readonly placeOf: (row: number, cell: number | undefined) => Place
  /** Rows below the header. */
  readonly sample: Sample
  readonly widths: RowWidths
  /** The first cell that no row of the file has. */
  readonly free: number
}

/** All that is known of a table before its rows are read. */
interface Layout extends TableSource, BoundHeader, RowWidths {
  /** Where whoever looks finds each column: of what is put beside a row, what it is made of. */
  readonly shown: readonly number[]
  readonly beside: readonly Beside[]
  readonly sample: Sample
  /** What stands over the wanted headers says of their figures. */
  readonly units: readonly (StatedUnit | undefined)[]
  /** The cell with the unit of each row's figure, or with the currency of its money. */
  readonly unitCell: number | undefined
  /** The cell with the name of whose row it is, beside the number. */
  readonly nameCell: number | undefined
  /** The month that the file's title or name states, where that is another one. */
  readonly title: Problem | undefined
}

interface TableBinder {
  take(cells: readonly Cell[], row: number, fill?: readonly Filled[]): void
  takeLast(cells: readonly Cell[], row: number): void
  finish(facts: FileFacts, faults: readonly Problem[]): FileReading
  /** 0-based cell of each wanted header. */
  readonly cells: readonly number[]
}

/** Ties a table to its header and takes its rows, or tells all that is wrong with the header; `check`: besides. */
export function openTable(
  request: FileRequest,
  { grid, header, placeOf, sample, widths, free }: Top,
  source: TableSource,
  check: (bound: BoundHeader) => readonly Problem[] = () => [],
): Result<TableBinder> {
  const { spec } = request
  const title = source.first ? titleProblem(request, grid, header, placeOf) : undefined
  const { value: bound, problems } = bindHeader(spec, grid, header, placeOf)
  const width = source.first ? widthProblem(spec, sample, placeOf) : undefined
  const wrong = bound ? [...check(bound), ...(width ? [width] : [])] : problems
  if (!bound || wrong.length > 0) return failed([...(title ? [title] : []), ...wrong])
  const own = withBeside(spec, bound, source.heading, free)
  const units = tableUnits(spec, grid, header, own.cells, placeOf)
  const named = spec.columns.flatMap(column => column.named ?? []).map(normalHeader)
  const nameCell = unaskedColumn(grid, header, named, own.cells)
  const layout: Layout = { ...source, ...bound, ...own, ...widths, ...units, nameCell, sample, title }
  return done(spec.layout.kind === 'figures' ? figuresTable(request, layout) : rowsTable(request, layout))
}

/** The cells of the columns, of which some are put beside each row: what a heading says, and texts of several columns as one. */
function withBeside(
  spec: TableSpec,
  { cells: all, texts }: BoundHeader,
  heading: Filled | undefined,
  free: number,
): Pick<Layout, 'cells' | 'texts' | 'shown' | 'beside'> {
  const { columns, across, layout } = spec
  if (layout.kind !== 'rows') return { cells: all, texts, shown: all, beside: [] }
  const cells = all.slice(0, columns.length)
  const shown = cells.map(cell => (across && cell === heading?.cell ? cells[across.value]! : cell))
  const beside: Beside[] = heading ? [{ cell: heading.cell, of: () => heading.value, heading: true }] : []
  const wanted = wantedOf(spec)
  for (const [i, { behind }] of columns.entries()) {
    if (!behind) continue
    const parts = all.filter((_, n) => wanted[n]!.column === i)
    const cell = free + beside.length
    cells[i] = cell
    beside.push({ cell, of: row => joinedText(parts.map(part => cellText(row[part]).trim())), heading: false })
  }
  return { cells, texts: texts.slice(0, columns.length), shown, beside }
}

/** Texts with a space between them, but for Chinese names: 欧阳 and 娜 are 欧阳娜. */
function joinedText(texts: readonly string[]): Cell {
  const filled = texts.filter(text => text !== '')
  if (filled.length === 0) return null
  return filled.every(text => /^\p{Script=Han}+$/u.test(text)) ? filled.join('') : filled.join(' ')
}

const NO_ROWS = {
  rows: 0,
  rowsOtherMonth: 0,
  totals: [],
  marked: new Map(),
  suspects: new Set<number>(),
  quotes: new Map(),
} as const

/** The report of a table whose columns stand in these cells, and what makes their readers. */
function prepare(
  { spec, display, directory, period }: FileRequest,
  { sheet, is1904, secrets, before, hidden, tally, shown, nameCell }: Layout,
  cells: readonly number[],
  sample: Sample | undefined,
): { report: Report; bind: (units: readonly (StatedUnit | undefined)[]) => BoundColumns } {
  const { columns, month } = spec
  const report = createReport(spec, {
    display,
    sheet,
    cells: spec.layout.kind === 'rows' ? shown : cells,
    secrets,
    before,
    hidden,
  })
  return {
    report,
    bind: units =>
      bindColumns({ columns, cells, units, directory, period, month, is1904, sample, report, tally, nameCell }),
  }
}

function rowsTable(request: FileRequest, source: Layout): TableBinder {
  const { spec } = request
  const { report, bind } = prepare(request, source, source.cells, source.sample)
  const bound = bind(source.units)
  const rows = bindRows(request, source, bound, report)
  return {
    take: rows.take,
    takeLast: rows.takeLast,
    cells: source.cells,
    finish(facts, faults) {
      const { title } = source
      const { rows: count, rowsOtherMonth, otherMonth, swapped, suspects, quotes } = rows.finish()
      const totals = spec.columns.flatMap((column, index): ColumnTotal[] =>
        figureType(column)
          ? [{ column: column.name, inFile: bound.sums.all.sum(index), otherMonth: bound.sums.left.sum(index) }]
          : [],
      )
      const month = title && otherMonth?.code === 'FILE_OTHER_MONTH' ? undefined : otherMonth
      const problems = [title, ...(source.last ? [swapped, month] : [])].filter(p => p !== undefined)
      return {
        facts,
        problems: [...problems, ...report.finish(), ...faults],
        rows: count,
        rowsOtherMonth,
        totals,
        unread: faults.length > 0 ? NOTHING_SURE : report.missed(),
        marked: report.marked,
        suspects,
        quotes,
        place: report.place,
        rowPlace: report.rowPlace,
      }
    },
  }
}

function figuresTable(request: FileRequest, source: Layout): TableBinder {
  const { spec } = request
  const [nameCell, valueCell] = source.cells
  const cells = spec.columns.map(() => valueCell!)
  const { report, bind } = prepare(request, source, cells, undefined)
  const figures = bindFigures(request, { name: nameCell!, unit: source.unitCell }, source.units[1], bind, report)
  return {
    take: figures.take,
    takeLast: figures.take,
    cells: source.cells,
    finish(facts, faults) {
      const { title } = source
      const { place } = figures.finish()
      const problems = [...(title ? [title] : []), ...report.finish(), ...faults]
      return {
        ...NO_ROWS,
        facts,
        problems,
        rows: 1,
        unread: faults.length > 0 ? NOTHING_SURE : report.missed(),
        marked: report.marked,
        place,
        rowPlace: report.rowPlace,
      }
    },
  }
}

/** The reading of a file whose rows were not read. */
export function failedReading(
  display: string,
  facts: FileFacts | undefined,
  problems: readonly Problem[],
): FileReading {
  const place = (): Place => ({ file: display })
  return { ...NO_ROWS, facts, problems, unread: NOTHING_SURE, place, rowPlace: place }
}
