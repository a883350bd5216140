// The audit trail: a record for every value that an amount was made of, down to cells and rows of files. Each value is
// there once, under its id; whatever read it refers to that id. One JSON text a line.

import { jsonText } from '../core/visible.ts'
import type { CellRows } from '../explain/cells.ts'
import type { Explained } from '../explain/month.ts'
import type { TrailCell } from '../explain/trail.ts'
import { filesOf, partsOf } from '../tables/reading.ts'
import { type CellDocument, cellDocument } from './explanation-document.ts'

/** The lines of the trail: person by person what is paid, and everything that it was made of. */
export function* auditLines(month: Explained): Generator<string> {
  for (const found of month.trail()) yield jsonText(record(month, found))
}

function record(month: Explained, { cell, reads, worked }: TrailCell): object {
  const document: CellDocument & { at?: string; rows?: object; reads?: unknown } = cellDocument(cell, month.scheme)
  document.at = cell.at
  if (cell.rows) document.rows = { ...rowsRecord(cell.rows, month), ...(worked.length > 0 ? { worked } : {}) }
  if (reads.length > 0) document.reads = reads
  return document
}

/** Which rows it was made of; where a sum has only a part of some, which part of which. */
function rowsRecord({ file, list, summed }: CellRows, { readings, scheme }: Explained): object {
  const source = readings.find(({ reading }) => filesOf(reading) === file)
  const parts = source && partsOf(source.reading)
  const shares = summed ? [...list.shares()] : []
  // Made rows stand in no file: they are counted in the order of what tells them apart.
  const made = scheme.tables.some(table => table.made && table.spec.name === file)
  return {
    ...(made ? { table: file } : { file }),
    count: list.count,
    numbers: list.text(parts),
    ...(shares.length > 0 ? { shares: Object.fromEntries(shares.map(([part, own]) => [part, own.text(parts)])) } : {}),
  }
}
