// The facts of a month, filled while its files are read: a row a person or group, figures of the shop, measures of exports.

import type { Period } from '../core/calendar.ts'
import { ZERO } from '../core/decimal.ts'
import { addTo, once } from '../core/lists.ts'
import type { Place } from '../core/place.ts'
import { type Problem, problem } from '../core/problem.ts'
import type { AmongBound, Measure, Value } from '../formula/bound.ts'
import { decode } from '../formula/kinds.ts'
import { compileTest, noRows, rowWorld, tellTest } from '../formula/rows.ts'
import { isDecimal, type Row } from '../formula/trace.ts'
import type { Home } from '../formula/types.ts'
import type { World } from '../formula/world.ts'
import { type InputColumn, isRead, type SchemeColumn, type SchemeTable } from '../scheme/model.ts'
import { Sums } from '../tables/accumulators.ts'
import type { Batch } from '../tables/batch.ts'
import type { Interner } from '../tables/interner.ts'
import { keyText } from '../tables/keys.ts'
import { ALL_READ, type Reading, type Unread } from '../tables/reading.ts'
import { type EarlierBound, type EarlierValues, earlierValue } from './earlier.ts'
import { BLANK_FIGURE, type Facts, type Input, type MeasureFigure, type Missing, NO_FIGURE } from './facts.ts'
import type { Following } from './following.ts'
import { type MadeRows, madeRows } from './made-rows.ts'
import type { MeasureResult } from './measure-pass.ts'
import { type People, personText } from './people.ts'
import type { Use } from './reconciliation.ts'
import { RowFaults } from './row-faults.ts'
import { same } from './stints.ts'

/** Values given in place of what files and formulas say, by column. */
export type Overrides = ReadonlyMap<string, Value>

interface Keyed {
  /** Line or row by person or group; where each has a row of every rater, by rater. */
  readonly rows: Map<string, Map<number, number>>
  /** By id of the column, then by person or group. */
  readonly values: ReadonlyMap<string, Value[]>
  readonly repeated: { row: number; first: number; key: number; rater: string }[]
  /** Marks in rows of others than those who give them. */
  readonly ignored: { row: number; index: number; key: number; rater: string }[]
  /** Of money columns: what stands in rows that name nobody. */
  readonly nobody: Sums
  unread: Unread
  /** A row of it, or all of it, could not be read: who has none may have that one. */
  lost: boolean
  /** Likewise in rows that the scheme leaves out. */
  readonly left: Sums
  /** What is wrong with rows of which the condition for that can't be worked out. */
  readonly faults: RowFaults
  place: ((column: number, row: number) => Place) | undefined
}

/** A figure of rows by its keys, and where the rows stand. */
interface Measured {
  readonly file: string
  readonly result: MeasureResult
  readonly place: (row: number) => Place
}

export class MonthFacts implements Facts {
  readonly people: People
  readonly everyonePaid = false
  readonly everyInput = false
  private readonly overrides: Overrides
  private readonly before: EarlierValues
  private readonly tables = new Map<string, Keyed>()
  private readonly left = new Set<string>()
  private readonly due = new Set<string>()
  /** Tables whose rows hold in each of somebody's stints. */
  private readonly each = new Set<string>()
  private readonly followings = new Map<string, Following>()
  private readonly measures = new Map<string, Measured>()
  private readonly made = new Map<string, MadeRows>()

  constructor(people: People, overrides: Overrides, before: EarlierValues = new Map()) {
    this.people = people
    this.before = before
    this.overrides = overrides
  }

  /** Takes the rows of a table with a row a person or group, or of figures of the shop. */
  collect(table: SchemeTable, around: World): (batch: Batch, dictionaries: readonly (Interner | undefined)[]) => void {
    const keyed: Keyed = {
      rows: new Map(),
      values: new Map(table.columns.map(c => [c.id, []])),
      repeated: [],
      ignored: [],
      nobody: new Sums(),
      unread: ALL_READ,
      lost: true,
      left: new Sums(),
      faults: new RowFaults(),
      place: undefined,
    }
    this.tables.set(table.spec.name, keyed)
    if (table.stints === 'each') this.each.add(table.spec.name)
    const money = moneyOf(table)
    const byRater = columnsByRater(table)
    const rows = noRows(table.spec.name, keyed.faults.take)
    const world = rowWorld(rows, around)
    const leaves = table.leaveOut && compileTest(table.leaveOut, rows, world)
    const add = (sums: Sums, batch: Batch, i: number): void => {
      for (const index of money) {
        const { values, odd } = batch.columns[index]!
        sums.add(index, values[i]!, () => odd.get(i)!)
      }
    }
    return (batch, dictionaries) => {
      rows.batch = batch
      rows.dictionaries = dictionaries
      for (let i = 0; i < batch.size; i++) {
        const out = leaves?.(i) ?? 0
        if (out === 1) {
          batch.doubts.get(i)?.()
          add(keyed.left, batch, i)
          continue
        }
        if (out === -1) tellTest(table.leaveOut!, i, rows, world)
        const key = table.key === undefined ? 0 : batch.columns[table.key]!.values[i]!
        if (Number.isNaN(key)) {
          add(keyed.nobody, batch, i)
          continue
        }
        const rater = raterIn(table, batch, dictionaries, i)
        if (rater === undefined) continue
        const own = once(keyed.rows, rater, () => new Map<number, number>())
        const first = own.get(key)
        if (first !== undefined) {
          keyed.repeated.push({ row: batch.rows[i]!, first, key, rater })
          continue
        }
        own.set(key, batch.rows[i]!)
        for (const column of byRater.get(rater) ?? []) {
          const { index } = column.source
          keyed.values.get(column.id)![key] = decode(batch.columns[index]!, column.type.kind, dictionaries[index], i)
        }
        for (const { source, type } of rater === '' ? [] : table.columns) {
          const { index } = source
          if (byRater.get(rater)?.some(own => own.source.index === index)) continue
          const given = decode(batch.columns[index]!, type.kind, dictionaries[index], i)
          if (given !== null) keyed.ignored.push({ row: batch.rows[i]!, index, key, rater })
        }
      }
    }
  }

  /** Remembers where the cells stand; a second row for the same person or group is a problem. */
  finish(table: SchemeTable, reading: Reading): Problem[] {
    const keyed = this.tables.get(table.spec.name)!
    keyed.place = reading.place
    keyed.unread = reading.unread
    const { unread } = reading
    const keyLost = [table.key, table.rater].some(column => column !== undefined && unread.column(column))
    keyed.lost = unread.rows > 0 || keyLost
    const column = table.key ?? 0
    const ignored = keyed.ignored.map(({ row, index, key, rater }) => {
      const { name: column, enteredBy: by = '' } = table.spec.columns[index]!
      const who = table.rows === 'person' ? personText(this.people, key) : (this.groupKey(table, key) ?? '')
      return problem('MARK_IGNORED', reading.place(index, row), { column, rater, by, who })
    })
    const repeated = keyed.repeated.map(({ row, first, key, rater }) => {
      const whose = table.rows === 'person' ? this.people.directory.ids[key]! : (this.groupKey(table, key) ?? '')
      const name = rater === '' ? whose : `${whose} · ${rater}`
      const other = reading.place(column, first)
      return problem(
        'ROW_REPEATED',
        reading.place(column, row),
        { key: name, other: `${first}` },
        { related: [{ at: other, note: name }] },
      )
    })
    return [...keyed.faults.problems(reading, new Map()), ...repeated, ...ignored]
  }

  private groupText(row: Row): string {
    return this.people.directory.groups.get(row.home.slice('group:'.length))!.text(row.index)
  }

  private groupKey(table: SchemeTable, key: number): string | undefined {
    return this.people.directory.groups.get(table.rows.slice('group:'.length))?.text(key)
  }

  /** What became of the money columns of a table with a row a person or group: who is not paid uses none of it. */
  uses(table: SchemeTable, world: World): Use[] {
    const keyed = this.tables.get(table.spec.name)!
    if (table.rows === 'events' || table.rows === 'figures') return []
    const counting = new Set(world.rows(table.rows).map(row => this.rowIn(table.spec.name, row)))
    return moneyOf(table).map(column => {
      let used = ZERO
      let nobody = keyed.nobody.sum(column)
      for (const { id } of table.columns.filter(c => c.source.index === column))
        for (const [key, value] of keyed.values.get(id)!.entries()) {
          if (!isDecimal(value)) continue
          if (counting.has(key)) used = used.plus(value)
          else nobody = nobody.plus(value)
        }
      return { column, used, nobody, leftOut: keyed.left.sum(column), alone: ZERO, condition: ZERO }
    })
  }

  measured(file: string, results: ReadonlyMap<Measure, MeasureResult>, place: (row: number) => Place): void {
    for (const [{ id }, result] of results) this.measures.set(id, { file, result, place })
  }

  followed(table: string, following: Following): void {
    this.followings.set(table, following)
  }

  readonly previous: NonNullable<Facts['previous']> = (bound, row) =>
    this.followings.get(bound.table)?.previous(bound, row)

  /** Makes the rows of a table that is made of rows, once they are counted; gives what is wrong with them. */
  make(table: SchemeTable): MadeRows | Problem | undefined {
    const { made, spec } = table
    const before = this.made.get(spec.name)
    const counted = made && this.measures.get(made.rows.measure.id)
    if (before || !made || !counted) return before
    const found = madeRows(table, made, counted.result, this.people.directory)
    if ('batch' in found) this.made.set(spec.name, found)
    return found
  }

  madeRows(table: string): MadeRows | undefined {
    return this.made.get(table)
  }

  rowsBehind({ id }: Measure, code: number): MeasureFigure['rows'] {
    const known = this.measures.get(id)
    const rows = known?.result.rows(code)
    return known && rows && { file: known.file, rows, asked: known.result.asked(code) }
  }

  /** Tables whose figures are measured from here on, each before rows ask for it: one that is not there is a defect, never a blank. */
  measuring(tables: Iterable<string>): void {
    for (const table of tables) this.due.add(table)
  }

  /** Remembers that a table is not due this month: its columns and figures are blank. */
  leave(table: string): void {
    this.left.add(table)
  }

  /** True where somebody has a row, of any rater or of one. */
  hasRow(table: SchemeTable, key: number, rater?: string): boolean {
    const { rows } = this.tables.get(table.spec.name) ?? { rows: new Map<string, Map<number, number>>() }
    const own = this.rowIn(table.spec.name, { home: table.rows as Home, index: key })
    return [...rows].some(([by, lines]) => (rater === undefined || by === rater) && lines.has(own))
  }

  /** Under which number a table with a row a person has the row of a stint: that of the first stint, where each has it. */
  private rowIn(table: string, { home, index }: Row): number {
    const { stints, directory } = this.people
    if (home !== 'person' || !stints || !this.each.has(table)) return index
    return directory.byId.get(directory.ids[index]!) ?? index
  }

  /** True for a column that the stints of a person have each of their own, where one is asked for of the whole. */
  private differs({ source: { table, index } }: InputColumn, row: Row): boolean {
    const parts = row.home === 'person' ? this.people.stints?.parts.get(row.index) : undefined
    if (!parts) return false
    if (table !== 'people') return !this.each.has(table)
    const column = this.people.values[index]!
    return column[row.index] === null && !same(parts.map(part => column[part]!))
  }

  input(column: InputColumn, row: Row): Input {
    const { table, index, blank, rater = '' } = column.source
    if (this.differs(column, row)) return { value: undefined, at: undefined }
    if (table === 'people' && row.home !== 'person') {
      const value = this.groupText(row)
      // A group is called as the first of its people says.
      const first = this.people.values[index]!.indexOf(value)
      return { value, at: first < 0 ? undefined : this.people.place(index, first) }
    }
    if (table === 'people' && this.people.unread(index, row.index)) return { value: undefined, at: undefined }
    if (table === 'people')
      return { value: this.people.values[index]![row.index], at: this.people.place(index, row.index) }
    if (this.left.has(table)) return { value: blank ?? null, at: undefined }
    const keyed = this.tables.get(table)
    const own = this.rowIn(table, row)
    const line = keyed?.rows.get(rater)?.get(own)
    // Figures of the shop stand in rows of their own.
    const unread =
      row.home === 'shop' ? keyed?.unread.column(index) : line !== undefined && keyed?.unread.cell(index, line)
    if (unread || (line === undefined && keyed?.lost)) return { value: undefined, at: undefined }
    if (!keyed || line === undefined) return { value: blank, at: undefined }
    return { value: keyed.values.get(column.id)![own] ?? null, at: keyed.place?.(index, line) }
  }

  earlier(bound: EarlierBound, _row: Row, key: string, period: Period): Value {
    const given = this.overrides.get(bound.text)
    return given === undefined ? earlierValue(bound, key, period, this.before) : given
  }

  measure(measure: Measure, row: Row): MeasureFigure {
    if (this.left.has(measure.table)) return BLANK_FIGURE
    const given = this.overrides.get(measure.id)
    if (given !== undefined) return { value: given, rows: undefined, found: 1 }
    const known = this.measures.get(measure.id)
    if (!known) return NO_FIGURE
    return figureIn(known, row.index)
  }

  figureOf({ id, by, table }: Measure, key: Value, summed: boolean | null): MeasureFigure {
    if (this.left.has(table)) return BLANK_FIGURE
    const given = this.overrides.get(id)
    if (given !== undefined) return { value: given, rows: undefined, found: 1 }
    const known = this.measures.get(id)
    if (!known && this.due.has(table)) throw new Error(`“${id}” is read before it is measured`)
    if (!known) return NO_FIGURE
    const { keyed } = known.result
    const group = by?.type.group
    const codeOf = (value: Exclude<Value, null>): number => {
      if (keyed) return keyed.keys.find(keyText(value))
      return group === undefined
        ? (value as number)
        : (this.people.directory.groups.get(group)?.find(String(value)) ?? -1)
    }
    const code = key === null ? -1 : codeOf(key)
    if (code >= 0 && summed !== null) keyed?.ask(code, summed)
    return figureIn(known, code)
  }

  missing(what: Missing, row: Row): Problem | undefined {
    if (what.kind !== 'column' || !isRead(what.column) || !this.differs(what.column, row)) return undefined
    const { directory, stints } = this.people
    const parts = stints!.parts.get(row.index)!
    const facts = {
      who: personText(this.people, row.index),
      name: what.column.name,
      stints: parts.map(stints!.text).join('; '),
      release: '',
    }
    return problem('STINT_DIFFERS', this.people.place(0, directory.byId.get(directory.ids[row.index]!)!), facts)
  }

  givenAmong({ text }: AmongBound, _row: Row): Value | undefined {
    return this.overrides.get(text)
  }

  given(column: SchemeColumn, _row: Row): Value | undefined {
    return this.overrides.get(column.id)
  }

  /** What was read and measured stays; it must not have been measured by what is given now, or was before. */
  whatIf(overrides: Overrides): MonthFacts {
    return Object.assign(new MonthFacts(this.people, overrides), { ...this, overrides })
  }
}

/** A figure of rows under a key, with the rows that it is made of. */
function figureIn({ file, result, place }: Measured, key: number): MeasureFigure {
  const rows = result.rows(key)
  const own = rows && { file, rows, asked: result.asked(key) }
  const found = result.found(key)
  const fits = found > 1 ? result.fits?.(key).map(place) : undefined
  return { value: result.value(key), rows: own, found, ...(fits ? { fits } : {}) }
}

/** Numbers of the money columns of a table with a row a person or group. */
function moneyOf({ columns, spec }: SchemeTable): number[] {
  const read = new Set(columns.map(c => c.source.index))
  return [...read].filter(index => spec.columns[index]!.type === 'money')
}

/** The columns that stand in the rows of each rater; under no name where there are no raters. */
function columnsByRater({ columns }: SchemeTable): ReadonlyMap<string, InputColumn[]> {
  const found = new Map<string, InputColumn[]>()
  for (const column of columns) addTo(found, column.source.rater ?? '', column)
  return found
}

/** Whose row it is; nothing where there are no raters; undefined where the cell could not be read, which was told. */
function raterIn(
  { rater }: SchemeTable,
  batch: Batch,
  dictionaries: readonly (Interner | undefined)[],
  i: number,
): string | undefined {
  if (rater === undefined) return ''
  const by = decode(batch.columns[rater]!, 'text', dictionaries[rater], i)
  return typeof by === 'string' ? by : undefined
}
