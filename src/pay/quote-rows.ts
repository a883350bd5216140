// The rows behind measures, quoted from their files: read once more, since a run keeps only their numbers.

import type { Bound, Measure, Value } from '../formula/bound.ts'
import { parts } from '../formula/bound.ts'
import { evaluate } from '../formula/evaluate.ts'
import { decode, type Rows, rowWorld } from '../formula/rows.ts'
import { FAULT } from '../formula/trace.ts'
import type { Type } from '../formula/types.ts'
import type { SchemeTable } from '../scheme/model.ts'
import { readTable } from '../sources/read-table.ts'
import type { Engine } from './engine.ts'
import type { TableReading } from './shop-files.ts'

export interface QuotedRow {
  readonly row: number
  readonly cells: readonly { readonly name: string; readonly type: Type; readonly value: Value }[]
  /** What the row adds to the figure; null for a mere count. */
  readonly value: Value
}

export interface RowsWanted {
  readonly measure: Measure
  readonly rows: Iterable<number>
}

/** Quotes the wanted rows of each measure, in the order of the file. */
export async function quoteRows(
  engine: Engine,
  readings: readonly TableReading[],
  wanted: readonly RowsWanted[],
): Promise<ReadonlyMap<RowsWanted, readonly QuotedRow[]>> {
  const quoted = new Map<RowsWanted, QuotedRow[]>(wanted.map(w => [w, []]))
  for (const table of engine.scheme.tables) {
    const source = readings.find(r => r.table === table.spec.name)
    const own = wanted
      .filter(w => w.measure.table === table.spec.name)
      .map(w => ({ w, rows: new Set(w.rows), columns: columnsOf(table, w.measure) }))
    if (!source || own.length === 0) continue
    const rows = { batch: undefined, dictionaries: [] } as unknown as Rows
    const world = rowWorld(rows, engine.world)
    await readTable({
      spec: table.spec,
      path: source.path,
      display: source.reading.facts?.file ?? '',
      directory: engine.facts.people.directory,
      period: engine.period,
      onBatch: (batch, dictionaries) => {
        rows.batch = batch
        rows.dictionaries = dictionaries
        for (let i = 0; i < batch.size; i++) {
          for (const { w, rows: numbers, columns } of own) {
            if (!numbers.has(batch.rows[i]!)) continue
            const cells = columns.map(({ index, name, type }) => ({
              name,
              type,
              value: decode(batch.columns[index]!, type.kind, dictionaries[index], i),
            }))
            const value = w.measure.of ? evaluate(w.measure.of, { home: 'row', index: i }, world).value : null
            quoted.get(w)!.push({ row: batch.rows[i]!, cells, value: value === FAULT ? null : value })
          }
        }
      },
    })
  }
  return quoted
}

/** The columns that tell a row apart (its first id, its date) and those that the measure reads. */
function columnsOf(table: SchemeTable, measure: Measure): { index: number; name: string; type: Type }[] {
  const read = new Set<string>()
  const visit = (bound: Bound): void => {
    if (bound.kind === 'row column') {
      if ('formula' in bound.column.source) visit(bound.column.source.formula)
      else read.add(bound.column.name)
    }
    parts(bound).forEach(visit)
  }
  for (const bound of [measure.of, measure.where]) if (bound) visit(bound)
  const id = table.spec.columns.find(c => c.type === 'id')?.name
  return table.spec.columns.flatMap((column, index) => {
    const { name } = column
    if (name !== id && name !== table.spec.month && !read.has(name)) return []
    return [{ index, name, type: table.events!.column(name)!.type }]
  })
}
