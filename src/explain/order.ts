// One order in the exports of a month: the rows that name it, as files lie there or as the book keeps them, whatever month they
// are of; and what they added to whose figures in the month as it was worked out. Takes a scheme, where its files lie and a
// number; gives plain data.

import { type Day, isoDate, type Period, parsePeriod, periodAt, spanOf } from '../core/calendar.ts'
import { sumOf } from '../core/decimal.ts'
import { append } from '../core/lists.ts'
import { placeText } from '../core/place.ts'
import type { Bound, Measure, RowAggregate, Value } from '../formula/bound.ts'
import { decode } from '../formula/kinds.ts'
import { isDecimal, type Row } from '../formula/trace.ts'
import { nodesOf, ownParts } from '../formula/tree.ts'
import { TEXT } from '../formula/types.ts'
import type { WorkedMonth } from '../pay/month.ts'
import { FATE, fateOf } from '../pay/order-log.ts'
import { rosterReader } from '../pay/people.ts'
import { type PersonSheet, partsOf } from '../pay/person-sheet.ts'
import { locate, type MonthFolder, readFileOf, type ShopFolder } from '../pay/shop-files.ts'
import { graphOf } from '../scheme/graph.ts'
import { isDefined, type Scheme, type SchemeTable } from '../scheme/model.ts'
import { mayHold } from '../sources/look.ts'
import type { Batch } from '../tables/batch.ts'
import { type Directory, emptyDirectory } from '../tables/directory.ts'
import type { Interner } from '../tables/interner.ts'
import { type DayColumn, dayAt, dayColumn, moneyColumns, type TableSpec } from '../tables/spec.ts'
import { type Language, wordsIn } from '../words/language.ts'
import { columnText, exactStyle, formulaText, peopleStyle, type Style, valueText } from './arithmetic-text.ts'
import { measureNames } from './changes.ts'
import { MadeTables } from './made.ts'
import { quoteRows, type RowsWanted } from './quote-rows.ts'

/** A row of an export that names an order. */
export interface OrderRow {
  readonly table: string
  /** File and row: `data/2026-07/orders.csv:12`. */
  readonly at: string
  /** Its number in the file. */
  readonly row: number
  /** The column that names the order, where the row is another order's: a rework, a complaint. */
  readonly by: string | undefined
  /** The day that says of which month it is; undefined where its table has none. */
  readonly day: string | undefined
  /** The month that it is of by its day; empty without one. */
  readonly of: string
  /** True where it is of the month that its file lies in. */
  readonly own: boolean
  /** True where it only takes money back. */
  readonly back: boolean
  readonly cells: readonly { readonly name: string; readonly text: string }[]
}

/** What rows added to a figure. */
export interface Added {
  /** The figure: by its name in the scheme, else in words; exactly, by the words of the scheme. */
  readonly figure: string
  /** Whose it is: `007`, `team=north`, nothing for the shop. */
  readonly key: string
  readonly name: string
  /** What each row brings, and the part of it that is this person's, where several share it. */
  readonly rows: readonly { readonly at: string; readonly value: string; readonly part: string | undefined }[]
  /** What all of them add: their sum, or how many they count as; of other figures (least, most, mean), what they bring. */
  readonly adds: string
  /** True where they add nothing to a sum. */
  readonly nothing: boolean
  /** Whose pay it is read for, and in which lines. */
  readonly people: readonly { readonly id: string; readonly name: string; readonly lines: readonly string[] }[]
}

/** Where the files of a month are, and of which scheme. */
export interface OrderFiles {
  readonly scheme: Scheme
  readonly shop: ShopFolder
  readonly period: Period
}

/** The rows of a month's files that name an order, in the order of the scheme's tables. `seen` is told of every order's number. */
export async function rowsNaming(
  { scheme, shop, period }: OrderFiles,
  number: string,
  language: Language | 'exact',
  seen?: (number: string) => void,
): Promise<OrderRow[]> {
  const folder: MonthFolder = { shop, period, allowed: [] }
  let directory: Directory | undefined
  const found: OrderRow[] = []
  for (const table of scheme.tables) {
    const ids = table.rows === 'events' ? table.spec.columns.flatMap((c, i) => (c.type === 'id' ? [i] : [])) : []
    if (ids.length === 0 || (!seen && !(await mayName(table.spec, folder, number)))) continue
    directory ??= await peopleOf(scheme, folder)
    const finder = new Finder(table, ids, period, styleFor(directory, language))
    const numbers: (Interner | undefined)[] = []
    const source = await readFileOf(
      table.spec,
      folder,
      directory,
      (batch, dictionaries) => {
        numbers[0] = dictionaries[ids[0]!]
        finder.take(batch, dictionaries, number)
      },
      ALL_DAYS,
    )
    if (seen) for (const text of numbers[0]?.texts() ?? []) seen(text)
    if ('problems' in source) continue
    for (const row of finder.found) found.push({ ...row, at: placeText(source.reading.rowPlace(row.row)) })
  }
  return found
}

/** False where no file of the table has the number in a cell, so that none need be read. */
async function mayName(spec: TableSpec, { shop, period }: MonthFolder, number: string): Promise<boolean> {
  // What stands in no cell: a heading, a text made of several, one that stands for a blank.
  const made = spec.columns.some(({ type, behind, blank }) => type === 'id' && (behind || typeof blank === 'object'))
  if (made || spec.across) return true
  for (const { path } of (await locate(spec, shop, period)).found) if (await mayHold(path, number)) return true
  return false
}

/** Every day that a row may have: late rows and those of other months are a part of the story. */
const ALL_DAYS: Period = { ...parsePeriod('1900')!, end: parsePeriod('2200')!.end }

/** Who rows may speak of. What is wrong with the roster is told by whoever works the month out. */
async function peopleOf({ roster }: Scheme, folder: MonthFolder): Promise<Directory> {
  const reader = rosterReader(roster, folder.period)
  const source = await readFileOf(roster.spec, folder, emptyDirectory(), reader.onBatch)
  return 'problems' in source ? emptyDirectory() : reader.finish(source.reading).people.directory
}

function styleFor({ ids, names }: Directory, language: Language | 'exact'): Style {
  if (language === 'exact') return exactStyle(i => ids[i] ?? '')
  return peopleStyle(i => `${names[i] ?? ''} (${ids[i] ?? ''})`, wordsIn(language).formula)
}

class Finder {
  readonly found: Omit<OrderRow, 'at'>[] = []
  private readonly table: SchemeTable
  private readonly ids: readonly number[]
  private readonly style: Style
  private readonly money: readonly number[]
  private readonly day: DayColumn | undefined
  private readonly span: Period
  private readonly period: Period

  constructor(table: SchemeTable, ids: readonly number[], period: Period, style: Style) {
    const { spec } = table
    this.table = table
    this.ids = ids
    this.style = style
    this.money = moneyColumns(spec)
    this.day = dayColumn(spec)
    this.span = spanOf(period, spec.every)
    this.period = period
  }

  take(batch: Batch, dictionaries: readonly (Interner | undefined)[], number: string): void {
    const wanted = this.ids.map(c => dictionaries[c]?.find(number))
    if (wanted.every(code => code === undefined)) return
    for (let i = 0; i < batch.size; i++) {
      const at = this.ids.findIndex((c, n) => wanted[n] !== undefined && batch.columns[c]!.values[i] === wanted[n])
      if (at >= 0) this.found.push(this.row(batch, dictionaries, i, this.ids[at]!))
    }
  }

  private row(
    batch: Batch,
    dictionaries: readonly (Interner | undefined)[],
    i: number,
    by: number,
  ): Omit<OrderRow, 'at'> {
    const { spec, events } = this.table
    const cells = spec.columns.map(({ name }, c) => {
      const data = batch.columns[c]!
      const { type } = events!.column(name)!
      const shared = data.divided.get(i)
      const value = shared ? shared.text : decode(data, type.kind, dictionaries[c], i)
      return { name, text: columnText(name, value, shared ? TEXT : type, undefined, this.style) }
    })
    const day: Day | undefined = this.day && dayAt(this.day, batch, i, dictionaries)
    const dated = day !== undefined && !Number.isNaN(day)
    return {
      table: spec.name,
      row: batch.rows[i]!,
      by: by === this.ids[0] ? undefined : spec.columns[by]!.name,
      day: dated ? isoDate(day) : undefined,
      of: dated ? periodAt(this.period, day).name : '',
      own: !this.day || (dated && day >= this.span.start && day <= this.span.end),
      back: fateOf(this.money, batch, i) === FATE.takenBack,
      cells,
    }
  }
}

/** What rows of a month's files added to its figures. */
export async function addedBy(
  month: WorkedMonth,
  rows: readonly OrderRow[],
  language: Language | 'exact',
): Promise<Added[]> {
  const { engine, scheme, result } = month
  const graph = graphOf(scheme)
  const figures = graph.figures()
  const wanted: Wanted[] = []
  for (const measure of scheme.measures) {
    const figure = figures.get(measure.id)
    const own = new Set(rows.filter(r => r.table === measure.table).map(r => r.row))
    if (!figure || own.size === 0 || measure.ofRows === true) continue
    for (const row of engine.world.rows(figure.home)) {
      const behind = engine.measured(measure, row).rows
      const taken = behind ? [...behind.rows].filter(n => own.has(n)) : []
      if (taken.length === 0) continue
      const people = readersOf(measure, row, month, result.people)
      const whose = { key: engine.key(row), name: engine.who(row) }
      wanted.push({ of: { measure, key: row.index, rows: taken }, bound: figure.bound, ...whose, people })
    }
  }
  append(wanted, wantedOfMade(month, rows))
  const style = styleFor(engine.facts.people.directory, language)
  const quoted = await quoteRows(
    engine,
    month.readings,
    wanted.map(w => w.of),
  )
  const names = measureNames(scheme)
  return wanted.map(({ of, bound, key, name, people }) => {
    const { measure } = of
    const places = new Map(rows.filter(r => r.table === measure.table).map(r => [r.row, r.at]))
    const numbers = [...of.rows]
    const found = quoted.get(of)!
    const text = (value: Value): string => (measure.of ? valueText(value, measure.of.type, undefined, style) : '')
    const brought = found.map(({ value, share }, i) => ({
      ...{ at: places.get(numbers[i]!) ?? '', value: text(value), part: share?.part },
    }))
    const figure =
      names.get(measure.id) ?? (measure.made === undefined ? '' : `${measure.made}: `) + formulaText(bound, style)
    const shown = { figure: style.words ? figure : measure.id, key, name, rows: brought, people }
    const values = found.map(r => r.value)
    if (measure.aggregate === 'sum') {
      const sum = sumOf(values.filter(isDecimal))
      return { ...shown, adds: text(sum), nothing: sum.isZero() }
    }
    return {
      ...shown,
      adds: COUNTED[measure.aggregate]?.(values) ?? brought.map(b => b.value).join(', '),
      nothing: false,
    }
  })
}

/** A figure that rows went into, whose it is, and whose lines it reached. */
interface Wanted extends Pick<Added, 'key' | 'name' | 'people'> {
  readonly of: RowsWanted
  readonly bound: Bound
}

/** What rows brought to the rows of made tables. */
function wantedOfMade(month: WorkedMonth, rows: readonly Pick<OrderRow, 'table' | 'row'>[]): Wanted[] {
  const tables = new MadeTables(month.engine)
  return month.scheme.tables.flatMap(({ spec: { name }, events, made }): Wanted[] => {
    const own = new Set(rows.filter(r => r.table === made?.of).map(r => r.row))
    const there = own.size > 0 ? tables.table(name) : undefined
    if (!there || !events) return []
    const formulas = events.columnNames().flatMap(column => {
      const { source } = events.column(column)!
      return 'formula' in source ? [source.formula] : []
    })
    const figures = [...nodesOf('measure', formulas, ownParts)].filter(({ measure }) => measure.made === name)
    return Array.from({ length: there.rows.size }, (_, i) => i).flatMap(i =>
      figures.flatMap((of): Wanted[] => {
        const figure = { table: name, i, of }
        const taken = [...(tables.behind(figure, of.measure)?.rows ?? [])].filter(n => own.has(n))
        if (taken.length === 0) return []
        const whose = { key: `${name}=${there.rows.words(i, 'numbers')}`, name: there.rows.words(i) }
        const people = readersOfMade(month, tables, name, i + 1)
        const found = { measure: of.measure, key: tables.person(figure) ?? -1, rows: taken }
        return [{ of: found, bound: of, ...whose, people }]
      }),
    )
  })
}

/** The people for whose lines a made row is read, also through tables that are made of it. */
function readersOfMade(month: WorkedMonth, tables: MadeTables, table: string, row: number): Added['people'] {
  const { engine, scheme, result } = month
  const figures = graphOf(scheme).figures()
  const has = (list: Iterable<number> | undefined): boolean => list !== undefined && [...list].includes(row)
  const direct = scheme.measures.flatMap(measure => {
    const figure = measure.table === table ? figures.get(measure.id) : undefined
    const whose = figure ? engine.world.rows(figure.home) : []
    return whose
      .filter(one => has(engine.measured(measure, one).rows?.rows))
      .flatMap(one => readersOf(measure, one, month, result.people))
  })
  const further = scheme.tables.flatMap(({ spec: { name }, made }) => {
    const there = made?.of === table ? tables.table(name) : undefined
    if (!there) return []
    const { measure } = there.made.rows
    return Array.from({ length: there.rows.size }, (_, i) => i)
      .filter(i => has(engine.facts.rowsBehind?.(measure, there.rows.code(i))?.rows))
      .flatMap(i => readersOfMade(month, tables, name, i + 1))
  })
  const found = new Map<string, Added['people'][number]>()
  for (const person of [...direct, ...further]) {
    const lines = new Set([...(found.get(person.id)?.lines ?? []), ...person.lines])
    found.set(person.id, { ...person, lines: [...lines] })
  }
  return [...found.values()]
}

/** What rows count as, where they are counted. */
const COUNTED: Readonly<Record<RowAggregate, ((values: readonly Value[]) => string) | undefined>> = {
  sum: undefined,
  average: undefined,
  min: undefined,
  max: undefined,
  only: undefined,
  count: values => String(values.length),
  'count distinct': values => String(new Set(values.filter(v => v !== null).map(String)).size),
}

/** The people for whose lines a figure is read: its own, and those whose lines look at the figures of others. */
function readersOf(
  measure: Measure,
  row: Row,
  { engine, scheme }: WorkedMonth,
  people: readonly PersonSheet[],
): Added['people'] {
  const graph = graphOf(scheme)
  const own = new Set(graph.readers(measure.id))
  const others = new Set(graph.readersOfOthers(measure.id))
  return people.flatMap(person => {
    // What is somebody's is that of their stints, too.
    const rows = [person.row, ...(engine.stintsOf(person.row) ?? [])]
    const part = rows.find(r => row.home === 'shop' || engine.world.move(r, row.home)?.index === row.index)
    const reads = part ? own : others
    const isThere = (id: string): boolean => {
      const column = scheme.columns.find(c => c.id === id)
      return (
        !part ||
        part === person.row ||
        (column !== undefined && isDefined(column) && engine.value(column, part) !== null)
      )
    }
    const lines = partsOf(person, 'line').flatMap(({ column = '', name }) =>
      reads.has(column) && isThere(column) ? [name] : [],
    )
    return lines.length > 0 ? [{ id: person.id, name: person.name, lines }] : []
  })
}
