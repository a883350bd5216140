// Cells of a column without its table: what a user gives by name means what it means in an export, and cells of which no
// scheme speaks yet can be tried. Takes the column as the scheme describes it; gives the cell as a batch has it, or the
// problem that the cell would be.

import type { Period } from '../core/calendar.ts'
import type { Problem } from '../core/problem.ts'
import type { BatchColumn } from '../tables/batch.ts'
import { type Directory, emptyDirectory } from '../tables/directory.ts'
import type { Interner } from '../tables/interner.ts'
import type { ColumnSpec } from '../tables/spec.ts'
import { type BoundColumns, bindColumns } from './bind/columns.ts'
import { createReport, type Report } from './bind/report.ts'
import type { Cell } from './cells/cell.ts'
import { isBlankCell } from './cells/text.ts'
import { onlySheet } from './table-binder.ts'

interface GivenCell {
  readonly data: BatchColumn
  readonly dictionary: Interner | undefined
  /** Where there is one the cell is not to be used. */
  readonly problem: Problem | undefined
}

/** Reads a text as the only cell of a column. `period`: the month that it is for, where one is known. */
export function readGivenCell(spec: ColumnSpec, text: string, period: Period | undefined): GivenCell {
  const { bound, report } = columnAlone(spec, [text], { period })
  report.row.cells = [text]
  bound.readers[0]!(text, 0)
  const [found] = report.finish()
  return { data: bound.batch.columns[0]!, dictionary: bound.dictionaries[0], problem: found }
}

/** What is known of a column besides its cells. */
interface AboutColumn {
  readonly period: Period | undefined
  readonly directory?: Directory
  readonly is1904?: boolean
  /** The name of the column by which rows are of a month. */
  readonly month?: string | undefined
}

/** Which of some cells can be read as the column; blank ones are left out. */
export interface Fit {
  readonly filled: number
  readonly read: number
  /** What each filled cell was read as, as a batch has it; undefined where it could not be read. */
  readonly values: readonly (number | undefined)[]
}

/** Tries how far cells can be read as a column: what a scheme that names it so would take and refuse of them. */
export function fitCells(spec: ColumnSpec, cells: readonly Cell[], about: AboutColumn): Fit {
  const filled = cells.filter(cell => !isBlankCell(cell))
  const { bound, report } = columnAlone(spec, filled.slice(0, SAMPLE), about)
  const { row } = report
  row.probing = true
  const values = filled.map(cell => {
    row.faults = 0
    row.cells = [cell]
    bound.readers[0]!(cell, 0)
    return row.faults > 0 ? undefined : bound.batch.columns[0]!.values[0]!
  })
  return { filled: filled.length, read: values.filter(value => value !== undefined).length, values }
}

const SAMPLE = 300

function columnAlone(
  spec: ColumnSpec,
  sample: readonly Cell[],
  { period, directory = emptyDirectory(), is1904 = false, month }: AboutColumn,
): { bound: BoundColumns; report: Report } {
  const cells = [0]
  const table = {
    name: '',
    files: [],
    month: undefined,
    layout: { kind: 'rows' },
    columns: [spec],
    at: spec.at,
  } as const
  const { sheet, before, hidden, tally } = onlySheet()
  const report = createReport(table, { display: '', sheet, cells, secrets: [], before, hidden })
  const place = { columns: [spec], cells, units: [undefined], directory, month }
  const rows = sample.map((cell): Cell[] => [cell])
  return { bound: bindColumns({ ...place, period, is1904, sample: rows, report, tally }), report }
}
