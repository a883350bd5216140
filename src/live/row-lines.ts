// The lines of the sheets of rows: of each table a line for each row, those that follow one another in their order, and of a column
// that several people share a line for each part. Takes the rows of exports; gives lines, and what a formula comes to for one.

import { decimal } from '../core/decimal.ts'
import { addTo, once } from '../core/lists.ts'
import type { Bound, Measure, RowColumn } from '../formula/bound.ts'
import { evaluate } from '../formula/evaluate.ts'
import { plainColumn, sharedPart } from '../formula/rows.ts'
import type { Outcome, Row } from '../formula/trace.ts'
import { type Part as BoundPart, nodesOf, ownParts } from '../formula/tree.ts'
import type { World } from '../formula/world.ts'
import type { Engine } from '../pay/engine.ts'
import { compareAt, isThere, type There } from '../pay/following.ts'
import type { RowOrder, SchemeTable } from '../scheme/model.ts'
import type { Part } from '../tables/division.ts'
import { keyText } from '../tables/keys.ts'
import { type ExportRow, type ExportRows, type RowsKey, rowBounds } from './export-rows.ts'

interface Line extends ExportRow {
  readonly table: string
  /** The line of the row itself; its own, but for parts. */
  readonly base: number
  /** Whose part of the row it is. */
  readonly part: Part | undefined
}

/** What no row before leaves: there is none. Shown in cells. */
export const NONE_BEFORE = '∅'

/** What a row finds of each formula in the row before it, and what it leaves to the next one. */
type Left = ReadonlyMap<string, Outcome>

/** The lines of all sheets, each under a number of its own. */
export class Lines {
  private readonly engine: Engine
  private readonly exports: ExportRows
  private readonly lines: Line[] = []
  private readonly sheets = new Map<RowsKey, readonly Row[]>()
  private readonly tables = new Map<RowsKey, SchemeTable>()
  private readonly world: World
  private readonly places = new Map<number, number>()
  /** By line: what it finds and leaves. */
  private readonly found = new Map<number, { readonly before: Left; readonly left: Left }>()
  private readonly following = new Set<number>()

  constructor(engine: Engine, exports: ExportRows) {
    this.engine = engine
    this.exports = exports
    this.world = {
      ...engine.world,
      report: () => {},
      blank: () => {},
      cell: (column, row) => this.cell(column, row),
      previous: ({ text }, row) => this.found.get(this.lines[row.index]!.base)?.before.get(text),
      move: (row, home) => (row.home === 'row' && home === 'row' ? row : engine.world.move(row, home)),
    }
  }

  /** The sheet of a table's rows as they are, where they stand on one. */
  baseOf(table: string): RowsKey | undefined {
    const rows = this.exports.get(table)
    if (!rows) return undefined
    const key: RowsKey = `rows:${table}`
    if (!this.sheets.has(key)) this.addBase(key, rows)
    return key
  }

  /** The sheet on which the rows of a figure stand, where they do. */
  sheetOf({ table, by }: Measure): RowsKey | undefined {
    const base = this.baseOf(table)
    const shared = by && sharedPart(by)
    const column = shared && plainColumn(shared)
    if (!base || column === undefined) return base
    const key: RowsKey = `rows:${table} · ${shared!.text}`
    this.tables.set(key, this.tables.get(base)!)
    once(this.sheets, key, () => {
      const parts = this.rows(base).flatMap(row => {
        const line = this.lines[row.index]!
        const own = line.divided.get(column)?.parts ?? [undefined]
        return own.map(part => this.add({ ...line, part }))
      })
      return this.placed(parts)
    })
    return key
  }

  rows(key: RowsKey): readonly Row[] {
    return this.sheets.get(key) ?? []
  }

  tableOf(key: RowsKey): SchemeTable {
    return this.tables.get(key)!
  }

  placeOf({ index }: Row): number | undefined {
    return this.places.get(index)
  }

  /** Where the row of a part stands on the sheet of the rows as they are. */
  basePlace({ index }: Row): number {
    return this.places.get(this.lines[index]!.base)!
  }

  /** The number of the row in its file. */
  numberOf({ index }: Row): number {
    return this.lines[index]!.row
  }

  partOf({ index }: Row): Part | undefined {
    return this.lines[index]!.part
  }

  /** False for a row that the scheme leaves out. */
  counts(row: Row): boolean {
    const { leaveOut } = this.tableOf(`rows:${this.lines[row.index]!.table}`)
    return !leaveOut || this.evaluate(leaveOut, row) !== true
  }

  /** True where the line above is the row before. */
  follows({ index }: Row): boolean {
    return this.following.has(index)
  }

  /** What a line finds of a formula in the row before it, and what it leaves to the next one. */
  passes({ text }: BoundPart<'previous'>, { index }: Row, which: 'before' | 'left'): Outcome {
    const found = this.found.get(index)?.[which].get(text)
    return found === undefined ? NONE_BEFORE : found
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

  private addBase(key: RowsKey, rows: readonly ExportRow[]): void {
    const table = this.engine.scheme.tables.find(({ spec }) => `rows:${spec.name}` === key)!
    this.tables.set(key, table)
    const lines = rows.map(row =>
      this.add({ ...row, table: table.spec.name, base: this.lines.length, part: undefined }),
    )
    const sorted = table.order ? this.inOrder(lines, table.order) : lines
    this.sheets.set(key, this.placed(sorted))
    const asked = [...nodesOf('previous', rowBounds(this.engine.scheme, table), ownParts)]
    const each = [...new Map(asked.map(bound => [bound.text, bound])).values()]
    if (each.length > 0) for (const [n, row] of sorted.entries()) this.pass(row, sorted[n - 1], each)
  }

  private add(line: Line): Row {
    this.lines.push(line)
    return { home: 'row', index: this.lines.length - 1 }
  }

  private placed(rows: readonly Row[]): readonly Row[] {
    for (const [place, { index }] of rows.entries()) this.places.set(index, place)
    return rows
  }

  /** Those of one key together, by their place in it; those without a place at the end. */
  private inOrder(rows: readonly Row[], { by, of }: RowOrder): Row[] {
    const keys = new Map<string, { readonly row: Row; readonly at: readonly There[] }[]>()
    const rest: Row[] = []
    for (const row of rows) {
      const key = by.map(bound => this.evaluate(bound, row))
      const at = of.map(bound => this.evaluate(bound, row))
      if (key.every(isThere) && at.every(isThere)) addTo(keys, JSON.stringify(key.map(keyText)), { row, at })
      else rest.push(row)
    }
    const runs = [...keys.values()].map(run => run.sort((a, b) => compareAt(a.at, b.at)).map(({ row }) => row))
    for (const run of runs) for (const { index } of run.slice(1)) this.following.add(index)
    return [...runs.flat(), ...rest]
  }

  private pass(row: Row, above: Row | undefined, asked: readonly BoundPart<'previous'>[]): void {
    const nothing: Left = new Map()
    const before = above && this.follows(row) ? this.found.get(above.index)!.left : nothing
    const left = new Map(before)
    this.found.set(row.index, { before, left })
    if (!this.counts(row)) return
    for (const { text, of, where } of asked)
      if (!where || this.evaluate(where, row) === true) left.set(text, this.evaluate(of, row))
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
