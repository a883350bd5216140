// The rows of exports behind figures that rows must be looked at for: figures that are worked out in rows, looked up, or counted
// once stand in the audit workbook as formulas over their rows, and with them all other figures of the same rows. Takes a worked-out
// month and reads those exports once more; gives their rows. Exports too long for a sheet are left out.

import type { Bound, Measure, Value } from '../formula/bound.ts'
import { isKeyed } from '../formula/bound.ts'
import { decode } from '../formula/kinds.ts'
import { plainColumn } from '../formula/rows.ts'
import { nodes, nodesOf, rowParts } from '../formula/tree.ts'
import type { WorkedMonth } from '../pay/month.ts'
import { readAgain } from '../pay/read-again.ts'
import type { Scheme, SchemeTable } from '../scheme/model.ts'
import type { Division } from '../tables/division.ts'
import type { ReadRequest } from '../tables/reading.ts'

/** A sheet of rows: of a table, or of its parts by a column that several people share. */
export type RowsKey = `rows:${string}`

/** The rows of a table, by their number in the file. */
export type ExportRow = {
  readonly row: number
  readonly cells: readonly Value[]
  readonly divided: ReadonlyMap<number, Division>
}

export type ExportRows = ReadonlyMap<string, readonly ExportRow[]>

/** More rows than these stand on no sheet: nobody would look through them, and each costs the program some fifty cells. */
export const MOST_ROWS = 20_000

/** Everything that is worked out for a measure. */
function boundsOf({ of, by, where, key }: Measure): Bound[] {
  return [of, by, where, key].filter(bound => bound !== undefined)
}

const WORKED_OUT: ReadonlySet<string> = new Set(['owned', 'previous', 'measure'])

/** True for a figure that its rows must be looked at for: it is no plain sum or count of what stands in them. */
function needsRows(measure: Measure): boolean {
  const { aggregate, of } = measure
  if (aggregate === 'count distinct' || aggregate === 'only' || isKeyed(measure)) return true
  if (of && plainColumn(of) === undefined) return true
  for (const bound of nodes(boundsOf(measure), rowParts))
    if (WORKED_OUT.has(bound.kind) || (bound.kind === 'row column' && 'formula' in bound.column.source)) return true
  return false
}

/** What the rows of a table are looked at for. */
export function rowBounds(scheme: Scheme, { spec, leaveOut, order }: SchemeTable): Bound[] {
  const own = scheme.measures.filter(m => m.table === spec.name).flatMap(boundsOf)
  const made = scheme.tables.flatMap(t => (t.made?.of === spec.name ? [t.made.by] : []))
  return [...own, ...made, ...(leaveOut ? [leaveOut] : []), ...(order ? [...order.by, ...order.of] : [])]
}

/** The tables of a month whose rows are wanted: those of such figures, and all that their rows are made of or look something up in. */
export function wantedTables({ scheme, readings }: WorkedMonth): SchemeTable[] {
  const isMade = new Set(scheme.tables.flatMap(({ spec, made }) => (made ? [spec.name] : [])))
  const open = scheme.measures
    .filter(m => m.ofRows !== true && (needsRows(m) || isMade.has(m.table)))
    .map(({ table }) => table)
  const wanted = new Set<string>()
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const table = scheme.tables.find(({ spec }) => spec.name === name)
    if (!table || wanted.has(name)) continue
    wanted.add(name)
    for (const { measure } of nodesOf('measure', rowBounds(scheme, table), rowParts)) open.push(measure.table)
    if (table.made) open.push(table.made.of)
  }
  const isThere = (name: string): boolean => readings.some(r => r.table === name)
  return scheme.tables.filter(({ spec, made }) => wanted.has(spec.name) && (made !== undefined || isThere(spec.name)))
}

/** Reads their rows, also those that the scheme leaves out. */
export async function exportRows(month: WorkedMonth, tables: readonly SchemeTable[]): Promise<ExportRows> {
  const { engine, readings } = month
  const found = new Map<string, readonly ExportRow[]>()
  for (const table of tables) {
    const { spec, events } = table
    const source = readings.find(r => r.table === spec.name)
    if (!source && !engine.facts.madeRows?.(spec.name)) continue
    if (source?.rows !== undefined && source.rows > MOST_ROWS) continue
    const own: ExportRow[] = []
    const onBatch: ReadRequest['onBatch'] = (batch, dictionaries) => {
      for (let i = 0; i < batch.size && own.length <= MOST_ROWS; i++) {
        const divided = new Map<number, Division>()
        const cells = spec.columns.map(({ name }, c): Value => {
          const division = batch.columns[c]!.divided.get(i)
          if (division) divided.set(c, division)
          return division ? null : decode(batch.columns[c]!, events!.column(name)!.type.kind, dictionaries[c], i)
        })
        own.push({ row: batch.rows[i]!, cells, divided })
      }
    }
    await readAgain(engine, table, source, onBatch)
    if (own.length <= MOST_ROWS) found.set(spec.name, own)
  }
  return found
}
