// What made the difference between two workings of one month, for one figure of a person: values that were read otherwise, and
// rows that were added, removed or changed. Takes the month before and after; gives cells `before → after` with those rows.

import type { Measure } from '../formula/bound.ts'
import type { Row } from '../formula/trace.ts'
import type { WorkedMonth } from '../pay/month.ts'
import type { SchemeColumn } from '../scheme/model.ts'
import type { Found, QuotedRow, Reader, Reference } from './cells.ts'
import { pairRows } from './paired-rows.ts'
import { quoteRows } from './quote-rows.ts'
import { quotedRow } from './quoted.ts'

/** One working of the month, with how its values are written. */
export interface Working {
  readonly month: WorkedMonth
  readonly reader: Reader
}

/** The causes of what a column came to for a person, down to what was read. `most` rows of each are quoted; `entry`: the correction's number. */
export async function differences(
  before: Working,
  after: Working,
  columnId: string,
  person: string,
  { most, entry }: { readonly most: number; readonly entry: number },
): Promise<Found[]> {
  const [a, b] = [before, after].map(working => leaves(working, columnId, person))
  const found: Found[] = []
  const told = (id: string, cell: Found['cell'], value: string): Found => {
    const changed = { id: `changed ${entry} ${id}`, kind: 'changed' as const, value }
    return { cell: { ...cell, ...changed, steps: [], formula: '', rows: undefined }, reads: [] }
  }
  for (const [id, now] of b!) {
    const was = a!.get(id)
    const from = was?.cell.value ?? '–'
    if (from === now.cell.value && !now.measure) continue
    const changed = now.measure ? await rowChanges(before, after, was, now) : []
    if (from === now.cell.value && changed.length === 0) continue
    const { cell } = now
    const at = cell.at === '' || !cell.rows ? cell.at : cell.rows.file
    found.push({ ...told(id, { ...cell, at }, `${from} → ${cell.value}`), changed: changed.slice(0, most) })
  }
  for (const [id, { cell }] of a!) if (!b!.has(id)) found.push(told(id, cell, `${cell.value} → –`))
  return found
}

/** Everything that was read for a figure, by its id. */
function leaves({ month, reader }: Working, columnId: string, person: string): Map<string, Found> {
  const found = new Map<string, Found>()
  const seen = new Set<string>()
  const visit = (reference: Reference): void => {
    const id = reader.id(reference)
    if (seen.has(id)) return
    seen.add(id)
    const own = reader.find(reference)
    if (own.reads.length > 0) own.reads.forEach(visit)
    else if (own.cell.kind !== 'defined') found.set(id, own)
  }
  const column: SchemeColumn | undefined = month.scheme.columns.find(c => c.id === columnId)
  const row: Row | undefined = month.engine.payees.find(r => month.engine.key(r) === person)
  if (column && row) visit({ kind: 'column', column, row })
  return found
}

async function rowChanges(before: Working, after: Working, was: Found | undefined, now: Found): Promise<QuotedRow[]> {
  const quote = async ({ month, reader }: Working, found: Found | undefined): Promise<QuotedRow[]> => {
    if (!found?.measure || !found.cell.rows) return []
    const measure: Measure = found.measure
    const wanted = { measure, key: found.cell.whose.index, rows: found.cell.rows.list }
    const quoted = (await quoteRows(month.engine, month.readings, [wanted])).get(wanted) ?? []
    return quoted.map(row => quotedRow(reader, row, measure))
  }
  const [old, fresh] = [await quote(before, was), await quote(after, now)]
  const print = ({ cells, value }: QuotedRow): string => JSON.stringify([cells.map(c => c.text), value])
  // A row of the same number is the same row, changed.
  return pairRows(old, fresh, print, row => row.cells[0]?.text ?? '').map(({ before: a, now: b }): QuotedRow => {
    if (!a || !b) return { ...(b ?? a!), change: b ? 'added' : 'removed' }
    const cells = b.cells.map((c, i) => {
      const other = a.cells[i]?.text
      return other === undefined || other === c.text ? c : { ...c, text: `${other} → ${c.text}` }
    })
    return { ...b, cells, change: 'changed' }
  })
}
