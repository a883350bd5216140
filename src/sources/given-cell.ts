// One text, read as a cell of a column: what a user gives by name means what it means in an export. Takes the column as
// the scheme describes it; gives the cell as a batch has it, or the problem that the cell would be.

import type { Period } from '../core/calendar.ts'
import type { Problem } from '../core/problem.ts'
import type { BatchColumn } from '../tables/batch.ts'
import { emptyDirectory } from '../tables/directory.ts'
import type { Interner } from '../tables/interner.ts'
import type { ColumnSpec } from '../tables/spec.ts'
import { bindColumns } from './bind/columns.ts'
import { createReport } from './bind/report.ts'
import { onlySheet } from './table-binder.ts'

interface GivenCell {
  readonly data: BatchColumn
  readonly dictionary: Interner | undefined
  /** Where there is one the cell is not to be used. */
  readonly problem: Problem | undefined
}

/** Reads a text as the only cell of a column. `period`: the month that it is for, where one is known. */
export function readGivenCell(spec: ColumnSpec, text: string, period: Period | undefined): GivenCell {
  const cells = [0]
  const table = {
    name: '',
    file: '',
    month: undefined,
    layout: { kind: 'rows' },
    columns: [spec],
    at: spec.at,
  } as const
  const { sheet, before, hidden, tally } = onlySheet()
  const report = createReport(table, { display: '', sheet, cells, secrets: [], before, hidden })
  const place = { columns: [spec], cells, units: [undefined], directory: emptyDirectory(), month: undefined }
  const bound = bindColumns({ ...place, period, is1904: false, sample: [[text]], report, tally })
  report.row.cells = [text]
  bound.readers[0]!(text, 0)
  const [found] = report.finish()
  return { data: bound.batch.columns[0]!, dictionary: bound.dictionaries[0], problem: found }
}
