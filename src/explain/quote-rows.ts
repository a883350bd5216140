// The rows behind measures, quoted from their files: read once more, since a run keeps only their numbers.

import { basename } from 'node:path'
import { once } from '../core/lists.ts'
import { type Place, placeText } from '../core/place.ts'
import type { Bound, BoundKind, Measure, Value } from '../formula/bound.ts'
import { evaluate } from '../formula/evaluate.ts'
import { decode } from '../formula/kinds.ts'
import { compileDivision, noRows, rowWorld, sharedPart } from '../formula/rows.ts'
import { FAULT } from '../formula/trace.ts'
import { type Inside, nodes, nodesOf, ownParts, rowFormula } from '../formula/tree.ts'
import { TEXT, type Type } from '../formula/types.ts'
import type { World } from '../formula/world.ts'
import type { Engine } from '../pay/engine.ts'
import { readAgain } from '../pay/read-again.ts'
import type { TableReading } from '../pay/shop-files.ts'
import type { SchemeTable } from '../scheme/model.ts'
import { type Part, partOf, partText } from '../tables/division.ts'
import { keyText } from '../tables/keys.ts'
import { partsOf, type ReadRequest } from '../tables/reading.ts'
import { dayColumn, type TableSpec } from '../tables/spec.ts'
import { isBehind } from './made.ts'

export interface QuotedCell {
  readonly name: string
  readonly type: Type
  readonly value: Value
  /** Of a column that is worked out row by row. */
  readonly formula?: Bound
  /** What it is called by, where it has no name of its own. */
  readonly unnamed?: Bound
  /** Whoever's figures it was worked out from, by number. */
  readonly owners?: readonly number[]
  /** True of a cell in which several people stand. */
  readonly shared?: true
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

/** A quoted row that still waits for the rows that its figures were found in. */
interface Quoting extends QuotedRow {
  readonly cells: QuotedCell[]
}

/**
 * Quotes the wanted rows of each measure, in the order of the file. `found`: beside each row where the figures of its order (price,
 * day …) were found: `prices.csv:2`.
 */
export async function quoteRows(
  engine: Engine,
  readings: readonly TableReading[],
  wanted: readonly RowsWanted[],
  found = false,
): Promise<ReadonlyMap<RowsWanted, readonly QuotedRow[]>> {
  const quoted = new Map<RowsWanted, Quoting[]>(wanted.map(w => [w, []]))
  const search = found ? new FoundRows(engine, readings) : undefined
  for (const table of engine.scheme.tables) {
    const source = readings.find(r => r.table === table.spec.name)
    const made = engine.facts.madeRows?.(table.spec.name)
    const own = wanted
      .filter(w => w.measure.table === table.spec.name)
      .map(w => ({ w, columns: columnsOf(table, w.measure) }))
    if (!(source || made) || own.length === 0) continue
    const byRow = new Map<number, (typeof own)[number][]>()
    for (const one of own) for (const row of one.w.rows) once(byRow, row, () => []).push(one)
    const rows = noRows()
    const world = rowWorld(rows, engine.world)
    const quote = (w: RowsWanted, { cited, asked }: Columns, i: number): Quoting => {
      const { of, by } = w.measure
      const people = by && sharedPart(by)
      const shared = people && compileDivision(people, rows)?.(i)
      const part = shared?.parts.find(({ person }) => person === w.key || engine.personOf(person) === w.key)
      rows.sharer = part?.person
      const cells = cited.map(({ index, name, type, figure }): QuotedCell => {
        if (figure) {
          const { value } = evaluate(figure, { home: 'row', index: i }, world)
          const formula = figure.text === name ? { unnamed: figure } : { formula: figure }
          const owners = ownersIn(figure, i, world)
          const whose = owners.length > 0 ? { owners } : {}
          return { name, type, value: value === FAULT ? null : value, ...formula, ...whose }
        }
        const division = rows.batch.columns[index]!.divided.get(i)
        if (division) return { name, type: TEXT, value: division.text, shared: true }
        return { name, type, value: decode(rows.batch.columns[index]!, type.kind, rows.dictionaries[index], i) }
      })
      const figure = of ? evaluate(of, { home: 'row', index: i }, world).value : null
      const whole = figure === FAULT ? null : figure
      search?.ask(cells, asked, i, world)
      rows.sharer = undefined
      const own = w.measure.aggregate === 'sum' ? part : undefined
      return { ...spotOf(source, rows.batch.rows[i]!), cells, ...ownPart(whole, own) }
    }
    const onBatch: ReadRequest['onBatch'] = (batch, dictionaries) => {
      rows.batch = batch
      rows.dictionaries = dictionaries
      for (let i = 0; i < batch.size; i++) {
        for (const { w, columns } of byRow.get(batch.rows[i]!) ?? []) quoted.get(w)!.push(quote(w, columns, i))
      }
    }
    await readAgain(engine, table, source, onBatch)
  }
  await search?.find()
  return quoted
}

type Asked = Extract<Bound, { kind: 'measure' }>

/** Of so many rows that a figure of a row was found in their places are told; of more how many there are. */
const MOST_FOUND = 3

/** Where the figures that rows looked up were found: asked row by row, found in one reading of each table. */
class FoundRows {
  private readonly engine: Engine
  private readonly readings: readonly TableReading[]
  /** By table, measure and key: the places, as far as they are known. */
  private readonly wanted = new Map<string, Map<Measure, Map<string, Place[]>>>()
  private readonly waiting: { readonly cells: QuotedCell[]; readonly table: string; readonly places: Place[][] }[] = []

  constructor(engine: Engine, readings: readonly TableReading[]) {
    this.engine = engine
    this.readings = readings
  }

  /** Remembers what a row of a batch looked up. */
  ask(cells: QuotedCell[], asked: readonly Asked[], i: number, world: World): void {
    const byTable = new Map<string, Place[][]>()
    for (const { measure, key } of asked) {
      const { value } = evaluate(key!, { home: 'row', index: i }, world)
      if (value === null || value === FAULT) continue
      const keys = once(
        once(this.wanted, measure.table, () => new Map()),
        measure,
        () => new Map<string, Place[]>(),
      )
      once(byTable, measure.table, (): Place[][] => []).push(once(keys, keyText(value), () => []))
    }
    for (const [table, places] of byTable) this.waiting.push({ cells, table, places })
  }

  /** Reads the tables that were asked, and tells each row where. */
  async find(): Promise<void> {
    for (const table of this.engine.scheme.tables) {
      const measures = this.wanted.get(table.spec.name)
      if (!measures) continue
      const source = this.readings.find(r => r.table === table.spec.name)
      const place = (source ?? this.engine.facts.madeRows?.(table.spec.name)?.source)?.reading.rowPlace
      if (!place) continue
      const rows = noRows()
      const world = rowWorld(rows, this.engine.world)
      const holds = (test: Bound | undefined, i: number): boolean =>
        test === undefined || evaluate(test, { home: 'row', index: i }, world).value === true
      await readAgain(this.engine, table, source, (batch, dictionaries) => {
        rows.batch = batch
        rows.dictionaries = dictionaries
        for (let i = 0; i < batch.size; i++) {
          if (table.leaveOut && holds(table.leaveOut, i)) continue
          for (const [{ by, where }, keys] of measures) {
            const key = by && evaluate(by, { home: 'row', index: i }, world).value
            if (key === undefined || key === null || key === FAULT) continue
            const places = keys.get(keyText(key))
            if (places && holds(where, i)) places.push(place(batch.rows[i]!))
          }
        }
      })
    }
    for (const { cells, table, places } of this.waiting)
      cells.push({ name: table, type: TEXT, value: foundText(places.flat()) })
  }
}

/** `prices.csv:2`; of several rows `prices.csv:2, 3, 4 +2`. */
function foundText(places: readonly Place[]): string | null {
  const texts = [...new Set(places.map(place => placeText({ ...place, file: basename(place.file) })))]
  const [first, ...more] = texts
  if (first === undefined) return null
  // Of the same file or sheet the row alone.
  const same = first.slice(0, Math.max(first.lastIndexOf(':'), first.lastIndexOf('!')) + 1)
  const shown = more.slice(0, MOST_FOUND - 1).map(text => (text.startsWith(same) ? text.slice(same.length) : text))
  const left = texts.length - MOST_FOUND
  return `${[first, ...shown].join(', ')}${left > 0 ? ` +${left}` : ''}`
}

/** The row as its sheet numbers it. */
function spotOf(source: TableReading | undefined, row: number): Pick<QuotedRow, 'row' | 'sheet'> {
  const part = (source && partsOf(source.reading))?.findLast(({ before }) => before < row)
  return part ? { row: row - part.before, sheet: part.name } : { row, sheet: undefined }
}

/** The people whose figures are in what is worked out of a row. */
function ownersIn(figure: Bound, i: number, world: World): number[] {
  return [...nodesOf('owned', [figure], ownParts)].flatMap(({ whose }) => {
    const { value } = evaluate(whose, { home: 'row', index: i }, world)
    return whose.type.kind === 'person' && typeof value === 'number' ? [value] : []
  })
}

/** What a row adds to the figure of one person. */
function ownPart(whole: Value, part: Part | undefined): Pick<QuotedRow, 'value' | 'share'> {
  if (!part || typeof whole !== 'object' || whole === null) return { value: whole, share: undefined }
  return { value: partOf(whole, part), share: { part: partText(part), whole } }
}

interface Columns {
  readonly cited: readonly Cited[]
  /** Figures that a row looks up by its order, day, item … */
  readonly asked: readonly Asked[]
}

interface Cited {
  readonly index: number
  readonly name: string
  readonly type: Type
  /** A figure of the row's order; without it, the cell itself. */
  readonly figure?: Bound
}

/** What a row has by other rows or people, shown beside its cells. */
export const BESIDE: ReadonlySet<BoundKind> = new Set(['previous', 'owned', 'row rank'])

/** The first column of numbers that tell rows apart. */
export function idColumn(spec: TableSpec | undefined): string | undefined {
  return spec?.columns.find(c => c.type === 'id')?.name
}

/**
 * The columns that tell a row apart (its first id, its date, people who share it) and those that the measure reads, with the
 * figures of its order.
 */
function columnsOf(table: SchemeTable, measure: Measure): Columns {
  const read = new Set<string>()
  const figures = new Map<string, Bound>()
  const asked = new Map<string, Asked>()
  /** What is the formula of a column is shown under its name. */
  const named = new Set<Bound>()
  const shared = measure.by && sharedPart(measure.by)
  // What a made row has of its rows is told with these, and a figure of the row's order with what it was looked up by.
  const inside: Inside = b => (isBehind(b) ? [] : ownParts(rowFormula(b)?.kind === 'measure' ? rowFormula(b)! : b))
  for (const bound of nodes([measure.of, measure.where, measure.key ? measure.by : shared], inside)) {
    const formula = rowFormula(bound)
    const isOwn = (b: Bound): boolean => b.kind === 'measure' && b.measure.made === undefined
    const asks = isOwn(bound) && bound.kind === 'measure' && bound.key
    for (const b of [bound, formula]) if (b?.kind === 'measure' && b.key && isOwn(b)) asked.set(b.text, b)
    if ((asks || BESIDE.has(bound.kind)) && !named.has(bound)) figures.set(bound.text, bound)
    else if (formula && isOwn(formula)) figures.set(bound.text, formula)
    else if (bound.kind === 'row column') {
      if (formula) named.add(formula.kind === 'round' ? formula.of : formula)
      if (formula) figures.set(bound.column.name, formula)
      else read.add(bound.column.name)
    }
  }
  const id = idColumn(table.spec)
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
  const worked = ordered.map(([name, figure]): Cited => ({ index: -1, name, type: figure.type, figure }))
  return { cited: [...cells, ...worked], asked: [...asked.values()] }
}
