// The rows behind measures, quoted from their files: read once more, since a run keeps only their numbers.

import { spanOf } from '../core/calendar.ts'
import type { Bound, BoundKind, Measure, Value } from '../formula/bound.ts'
import { evaluate } from '../formula/evaluate.ts'
import { decode } from '../formula/kinds.ts'
import { compileDivision, noRows, rowWorld, sharedPart } from '../formula/rows.ts'
import { FAULT } from '../formula/trace.ts'
import { type Inside, nodes, ownParts, rowFormula } from '../formula/tree.ts'
import { TEXT, type Type } from '../formula/types.ts'
import type { Engine } from '../pay/engine.ts'
import type { TableReading } from '../pay/shop-files.ts'
import type { SchemeTable } from '../scheme/model.ts'
import { readTable } from '../sources/read-table.ts'
import { type Part, partOf, partText } from '../tables/division.ts'
import type { ReadRequest } from '../tables/reading.ts'
import { dayColumn } from '../tables/spec.ts'
import { isBehind } from './made.ts'

export interface QuotedCell {
  readonly name: string
  readonly type: Type
  readonly value: Value
  /** Of a column that is worked out row by row. */
  readonly formula?: string
}

export interface QuotedRow {
  readonly row: number
  /** Where several sheets of its file were read: its own. */
  readonly sheet: string | undefined
  readonly cells: readonly QuotedCell[]
  /** What the row adds to the figure; null for a mere count. */
  readonly value: Value
  /** Of a row that several people share: this person's part (`1/2`), and the figure of the whole row. */
  readonly share: { readonly part: string; readonly whole: Value } | undefined
}

export interface RowsWanted {
  readonly measure: Measure
  /** Whose figure it is: number of the person or group. */
  readonly key: number
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
    const made = engine.facts.madeRows?.(table.spec.name)
    const own = wanted
      .filter(w => w.measure.table === table.spec.name)
      .map(w => ({ w, rows: new Set(w.rows), columns: columnsOf(table, w.measure) }))
    if (!(source || made) || own.length === 0) continue
    const rows = noRows()
    const world = rowWorld(rows, engine.world)
    const quote = (w: RowsWanted, columns: readonly Cited[], i: number): QuotedRow => {
      const { of, by } = w.measure
      const people = by && sharedPart(by)
      const shared = people && compileDivision(people, rows)?.(i)
      const part = shared?.parts.find(({ person }) => person === w.key || engine.personOf(person) === w.key)
      rows.sharer = part?.person
      const cells = columns.map(({ index, name, type, figure }) => {
        if (figure) {
          const { value } = evaluate(figure, { home: 'row', index: i }, world)
          const formula = figure.text === name ? {} : { formula: figure.text }
          return { name, type, value: value === FAULT ? null : value, ...formula }
        }
        const division = rows.batch.columns[index]!.divided.get(i)
        if (division) return { name, type: TEXT, value: division.text }
        return { name, type, value: decode(rows.batch.columns[index]!, type.kind, rows.dictionaries[index], i) }
      })
      const found = of ? evaluate(of, { home: 'row', index: i }, world).value : null
      const whole = found === FAULT ? null : found
      rows.sharer = undefined
      const own = w.measure.aggregate === 'sum' ? part : undefined
      return { ...spotOf(source, rows.batch.rows[i]!), cells, ...ownPart(whole, own) }
    }
    const onBatch: ReadRequest['onBatch'] = (batch, dictionaries) => {
      rows.batch = batch
      rows.dictionaries = dictionaries
      for (let i = 0; i < batch.size; i++) {
        for (const { w, rows: numbers, columns } of own) {
          if (!numbers.has(batch.rows[i]!)) continue
          quoted.get(w)!.push(quote(w, columns, i))
        }
      }
    }
    if (made) onBatch(made.batch, made.dictionaries)
    else if (source)
      await readTable({
        spec: table.spec,
        path: source.path,
        display: source.reading.facts?.file ?? '',
        directory: engine.facts.people.directory,
        period: spanOf(engine.period, table.spec.every),
        onBatch,
      })
  }
  return quoted
}

/** The row as its sheet numbers it. */
function spotOf(source: TableReading | undefined, row: number): Pick<QuotedRow, 'row' | 'sheet'> {
  const part = source?.reading.facts?.parts?.findLast(({ before }) => before < row)
  return part ? { row: row - part.before, sheet: part.name } : { row, sheet: undefined }
}

/** What a row adds to the figure of one person. */
function ownPart(whole: Value, part: Part | undefined): Pick<QuotedRow, 'value' | 'share'> {
  if (!part || typeof whole !== 'object' || whole === null) return { value: whole, share: undefined }
  return { value: partOf(whole, part), share: { part: partText(part), whole } }
}

interface Cited {
  readonly index: number
  readonly name: string
  readonly type: Type
  /** A figure of the row's order; without it, the cell itself. */
  readonly figure?: Bound
}

/** What a row has by other rows or people, shown beside its cells. */
const BESIDE: ReadonlySet<BoundKind> = new Set(['previous', 'owned', 'row rank'])

/**
 * The columns that tell a row apart (its first id, its date, people who share it) and those that the measure reads, with the
 * figures of its order.
 */
function columnsOf(table: SchemeTable, measure: Measure): Cited[] {
  const read = new Set<string>()
  const figures = new Map<string, Bound>()
  /** What is the formula of a column is shown under its name. */
  const named = new Set<Bound>()
  const shared = measure.by && sharedPart(measure.by)
  // What a made row has of its rows is told with these, and a figure of the row's order with what it was looked up by.
  const inside: Inside = b => (isBehind(b) ? [] : ownParts(rowFormula(b)?.kind === 'measure' ? rowFormula(b)! : b))
  for (const bound of nodes([measure.of, measure.where, measure.key ? measure.by : shared], inside)) {
    const formula = rowFormula(bound)
    const isOwn = (b: Bound): boolean => b.kind === 'measure' && b.measure.made === undefined
    const asks = isOwn(bound) && bound.kind === 'measure' && bound.key
    if (asks || (BESIDE.has(bound.kind) && !named.has(bound))) figures.set(bound.text, bound)
    else if (formula && isOwn(formula)) figures.set(bound.text, formula)
    else if (bound.kind === 'row column') {
      if (formula) named.add(formula)
      if (formula) figures.set(bound.column.name, formula)
      else read.add(bound.column.name)
    }
  }
  const id = table.spec.columns.find(c => c.type === 'id')?.name
  const days = dayColumn(table.spec)?.columns ?? []
  if (table.monthOf) figures.set(table.monthOf.text, rowFormula(table.monthOf)!)
  const cells = table.spec.columns.flatMap((column, index): Cited[] => {
    const { name } = column
    if (!table.made && name !== id && !days.includes(index) && !read.has(name)) return []
    return [{ index, name, type: table.events!.column(name)!.type }]
  })
  // Of a made table in the order in which it works them out.
  const names = table.made ? table.events!.columnNames() : []
  const ordered = [...figures].sort(([a], [b]) => names.indexOf(a) - names.indexOf(b))
  return [...cells, ...ordered.map(([name, figure]): Cited => ({ index: -1, name, type: figure.type, figure }))]
}
