// The audit trail: a record for every value that an amount was made of, down to cells and rows of files. Each value is
// there once, under its id; whatever read it refers to that id. One JSON text a line.

import { jsonText } from '../core/visible.ts'
import type { Month } from '../pay/month.ts'
import { columnOf, partsOf } from '../pay/person-sheet.ts'
import { exactStyle, type Style } from './arithmetic-text.ts'
import { type Cell, cellOf, cellText, type Reference, referenceId } from './explanation.ts'
import { sumCells } from './sums.ts'

/** The lines of the trail: person by person what is paid, and everything that it was made of. */
export function* auditLines(month: Month): Generator<string> {
  const { engine, result } = month
  const style = exactStyle(number => engine.key({ home: 'person', index: number }))
  const seen = new Set<string>()
  const waiting: Reference[] = []
  const ask = (reference: Reference): string => {
    const id = referenceId(engine, reference)
    if (!seen.has(id)) waiting.push(reference)
    seen.add(id)
    return id
  }
  const lines = function* (): Generator<string> {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const cell = cellOf(engine, next, style)
      const reads = cell.reads.map(ask)
      if (cell.kind !== 'none') yield jsonText(record(month, cell, reads, style))
    }
  }
  // Person by person, so that what waits stays short.
  for (const person of result.people) {
    const { row } = person
    ask({ kind: 'sheet', cell: sumCells(month, person, style).net })
    const columns = partsOf(person, 'line', 'reserve', 'due').map(part => columnOf(month.scheme, part))
    for (const column of [...columns.filter(c => c !== undefined), ...month.scheme.scores, ...month.scheme.flags])
      ask({ kind: 'column', column, row })
    yield* lines()
  }
  for (const { row } of result.groups) {
    for (const column of month.scheme.values) if (column.home === row.home) ask({ kind: 'column', column, row })
    yield* lines()
  }
}

function record(month: Month, cell: Cell, reads: readonly string[], style: Style): object {
  const { id, name, row, kind, formula, steps, at, rows } = cell
  const record: Record<string, unknown> = {
    cell: id,
    name,
    of: month.engine.who(row) || month.scheme.name,
    value: cellText(cell, style),
    kind,
  }
  if (formula !== '') record.formula = formula
  if (steps.length > 0) record.steps = steps
  record.at = at
  if (rows) record.rows = rowsRecord(rows, month)
  if (reads.length > 0) record.reads = reads
  return record
}

/** Which rows it was made of; where a sum has only a part of some, which part of which. */
function rowsRecord({ measure, file, rows }: NonNullable<Cell['rows']>, { readings }: Month): object {
  const parts = readings.find(({ reading }) => reading.facts?.file === file)?.reading.facts?.parts
  const shares = measure.aggregate === 'sum' ? [...rows.shares()] : []
  return {
    file,
    count: rows.count,
    numbers: rows.text(parts),
    ...(shares.length > 0
      ? { shares: Object.fromEntries(shares.map(([part, list]) => [part, list.text(parts)])) }
      : {}),
  }
}
