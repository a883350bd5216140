// The rows of exports behind figures that read what the people whom they name have: such figures stand in the audit workbook as
// formulas over their rows. Takes a worked-out month and reads those exports once more; gives their rows as lines of sheets, a
// line for each row that counts, or for each part of it where a sum is shared. Exports too long for a sheet are left out.

import { spanOf } from '../core/calendar.ts'
import { decimal } from '../core/decimal.ts'
import { once } from '../core/lists.ts'
import { type Bound, isKeyed, type Measure, type RowColumn, type Value } from '../formula/bound.ts'
import { evaluate } from '../formula/evaluate.ts'
import { decode } from '../formula/kinds.ts'
import { compileTest, noRows, rowWorld } from '../formula/rows.ts'
import type { Outcome, Row } from '../formula/trace.ts'
import { nodesOf, ownParts, rowParts } from '../formula/tree.ts'
import type { World } from '../formula/world.ts'
import type { Engine } from '../pay/engine.ts'
import type { WorkedMonth } from '../pay/month.ts'
import type { Scheme, SchemeTable } from '../scheme/model.ts'
import { readTable } from '../sources/read-table.ts'
import type { Division, Part } from '../tables/division.ts'
import type { ReadRequest } from '../tables/reading.ts'

/** A sheet of rows: of a table, or of its parts by a column that several people share. */
export type RowsKey = `rows:${string}`

/** The rows of a table, by their number in the file. */
type ExportRow = {
  readonly row: number
  readonly cells: readonly Value[]
  readonly divided: ReadonlyMap<number, Division>
}

export type ExportRows = ReadonlyMap<string, readonly ExportRow[]>

/** More rows than these stand on no sheet: each formula would look through all of them for each person. */
const MOST_ROWS = 5000

const IN_ROWS: ReadonlySet<string> = new Set(['sum', 'count', 'average', 'min', 'max'])

/** True for a figure that reads what those have whom its rows name. */
export function readsOwners({ of, by, where }: Measure): boolean {
  return !nodesOf('owned', [of, by, where], rowParts).next().done
}

/** True for a figure of rows that is worked out in the workbook itself, and has its noise. */
export function isWorkedOut(measure: Measure): boolean {
  const { of, where } = measure
  return readsOwners(measure) || [...nodesOf('measure', [of, where], ownParts)].some(b => b.measure.made !== undefined)
}

/** True for a figure whose rows stand on a sheet: they read owners, or they were made. */
function isInRows(measure: Measure, { tables }: Scheme): boolean {
  const isMade = (): boolean => tables.some(({ spec, made }) => made !== undefined && spec.name === measure.table)
  return !isKeyed(measure) && IN_ROWS.has(measure.aggregate) && (readsOwners(measure) || isMade())
}

/** The tables of a month whose rows are wanted. */
export function wantedTables({ scheme, readings }: WorkedMonth): SchemeTable[] {
  const names = new Set(scheme.measures.filter(m => isInRows(m, scheme)).map(m => m.table))
  const isThere = (name: string): boolean => readings.some(r => r.table === name)
  return scheme.tables.filter(({ spec, made }) => names.has(spec.name) && (made !== undefined || isThere(spec.name)))
}

/** Reads their rows. */
export async function exportRows(month: WorkedMonth, tables: readonly SchemeTable[]): Promise<ExportRows> {
  const { engine, period, readings } = month
  const found = new Map<string, readonly ExportRow[]>()
  for (const { spec, leaveOut } of tables) {
    const source = readings.find(r => r.table === spec.name)
    const made = engine.facts.madeRows?.(spec.name)
    if (!source && !made) continue
    const rows = noRows()
    const left = leaveOut && compileTest(leaveOut, rows, rowWorld(rows, engine.world))
    const own: ExportRow[] = []
    const onBatch: ReadRequest['onBatch'] = (batch, dictionaries) => {
      rows.batch = batch
      rows.dictionaries = dictionaries
      const { events } = tables.find(t => t.spec === spec)!
      for (let i = 0; i < batch.size && own.length <= MOST_ROWS; i++) {
        if (left?.(i) === 1) continue
        const divided = new Map<number, Division>()
        const cells = spec.columns.map(({ name }, c): Value => {
          const division = batch.columns[c]!.divided.get(i)
          if (division) divided.set(c, division)
          return division ? null : decode(batch.columns[c]!, events!.column(name)!.type.kind, dictionaries[c], i)
        })
        own.push({ row: batch.rows[i]!, cells, divided })
      }
    }
    if (made) onBatch(made.batch, made.dictionaries)
    else if (source)
      await readTable({
        spec,
        path: source.path,
        display: source.reading.facts?.file ?? '',
        directory: engine.facts.people.directory,
        period: spanOf(period, spec.every),
        onBatch,
      })
    if (own.length <= MOST_ROWS) found.set(spec.name, own)
  }
  return found
}

interface Line extends ExportRow {
  /** Whose part of the row it is, and by which column. */
  readonly part: Part | undefined
}

/** The lines of all sheets, each under a number of its own. */
export class Lines {
  private readonly engine: Engine
  private readonly exports: ExportRows
  private readonly lines: Line[] = []
  private readonly sheets = new Map<RowsKey, readonly Row[]>()
  private readonly world: World
  private readonly places = new Map<number, number>()

  constructor(engine: Engine, exports: ExportRows) {
    this.engine = engine
    this.exports = exports
    this.world = {
      ...engine.world,
      report: () => {},
      blank: () => {},
      cell: (column, row) => this.cell(column, row),
      previous: (bound, row) => engine.world.previous?.(bound, { home: 'row', index: this.numberOf(row) }),
      move: (row, home) => (row.home === 'row' && home === 'row' ? row : engine.world.move(row, home)),
    }
  }

  /** The sheet on which the rows of a figure stand, where they do. */
  sheetOf(measure: Measure): RowsKey | undefined {
    const rows = this.exports.get(measure.table)
    if (!rows || !isInRows(measure, this.engine.scheme)) return undefined
    const column = dividedBy(measure)
    const key: RowsKey = `rows:${column === undefined ? measure.table : `${measure.table} · ${measure.by!.text}`}`
    const lines = once(this.sheets, key, () => rows.flatMap(row => this.linesOf(row, column)))
    for (const [place, { index }] of lines.entries()) this.places.set(index, place)
    return key
  }

  rows(key: RowsKey): readonly Row[] {
    return this.sheets.get(key) ?? []
  }

  placeOf({ index }: Row): number | undefined {
    return this.places.get(index)
  }

  /** The number of the row in its file. */
  numberOf({ index }: Row): number {
    return this.lines[index]!.row
  }

  partOf({ index }: Row): Part | undefined {
    return this.lines[index]!.part
  }

  /** What a formula of rows comes to for a line. */
  evaluate(bound: Bound, row: Row): Outcome {
    return this.engine.quietly(() => evaluate(bound, row, this.world).value)
  }

  /** Whose figure a line reads, by a formula that names somebody. */
  ownerOf(whose: Bound, row: Row): Row | null {
    const value = this.evaluate(whose, row)
    if (value === null || typeof value === 'symbol') return null
    const { text, at, type } = whose
    const figure: Bound = { kind: 'literal', value: null, text, at, type, home: 'person' }
    return this.world.named({ kind: 'owned', whose, figure, text, at, type, home: 'row' }, value)
  }

  private linesOf(row: ExportRow, column: number | undefined): Row[] {
    const parts = column === undefined ? undefined : row.divided.get(column)?.parts
    return (parts ?? [undefined]).map((part): Row => {
      this.lines.push({ ...row, part })
      return { home: 'row', index: this.lines.length - 1 }
    })
  }

  private cell(column: RowColumn, row: Row): Outcome {
    const { source, type } = column
    if ('formula' in source) return evaluate(source.formula, row, this.world).value
    const line = this.lines[row.index]!
    if ('row' in source) return decimal(line.row)
    if (type.shared && line.part && line.divided.has(source.index)) return line.part.person
    return line.cells[source.index]!
  }
}

/** Number of the column by whose people each row is divided. */
function dividedBy({ by }: Measure): number | undefined {
  return by?.type.shared && by.kind === 'row column' && 'index' in by.column.source ? by.column.source.index : undefined
}
