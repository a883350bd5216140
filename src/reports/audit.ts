// The audit trail: a record for every value that an amount was made of, down to cells and rows of files. Each value is
// there once, under its id; whatever read it refers to that id. One JSON text a line.

import type { Row } from '../formula/trace.ts'
import type { Month } from '../pay/month.ts'
import type { SchemeColumn } from '../scheme/model.ts'
import { type Cell, cellOf, type Reference, referenceId } from './explanation.ts'

/** The lines of the trail: first what is paid, person by person, then everything that it was made of. */
export function* auditLines(month: Month): Generator<string> {
  const { engine, result } = month
  const seen = new Set<string>()
  const waiting: Reference[] = []
  const ask = (column: SchemeColumn, row: Row): void => {
    waiting.push({ kind: 'column', column, row })
  }
  for (const { row, lines, reserves, deductions } of result.people) {
    for (const part of [...lines, ...reserves, ...deductions]) ask(part.column, row)
    for (const column of [...month.scheme.scores, ...month.scheme.flags]) ask(column, row)
  }
  for (const group of result.groups) {
    for (const column of month.scheme.values) if (column.home === group.row.home) ask(column, group.row)
  }
  for (let next = 0; next < waiting.length; next++) {
    const cell = cellOf(engine, waiting[next]!)
    if (seen.has(cell.id)) continue
    seen.add(cell.id)
    waiting.push(...cell.reads)
    if (cell.kind !== 'none') yield JSON.stringify(record(month, cell))
  }
}

function record(month: Month, cell: Cell): object {
  const { id, name, row, exact, kind, formula, steps, at, rows, reads } = cell
  return {
    cell: id,
    name,
    of: month.engine.who(row) || month.scheme.name,
    value: exact,
    kind,
    ...(formula === '' ? {} : { formula }),
    ...(steps.length === 0 ? {} : { steps }),
    at,
    ...(rows ? { rows: { file: rows.file, count: rows.rows.count, numbers: rows.rows.text() } } : {}),
    ...(reads.length === 0 ? {} : { reads: reads.map(r => referenceId(month.engine, r)) }),
  }
}
