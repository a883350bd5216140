// Works out any column for any row, each once, from the facts of a month. Keeps values, not traces: a trace is made
// again from the kept values when somebody asks for it, by the same evaluator.

import { type Day, EVERY, monthOf, type Period, spanAt, spanOf } from '../core/calendar.ts'
import { add, type Decimal, decimal, ZERO } from '../core/decimal.ts'
import { once } from '../core/lists.ts'
import type { Place } from '../core/place.ts'
import { type Problem, problem } from '../core/problem.ts'
import {
  type AmongBound,
  type Bound,
  type CalendarName,
  type Column,
  isSheetSum,
  type LineSum,
  type Measure,
  type SheetSum,
  type Value,
} from '../formula/bound.ts'
import { evaluate } from '../formula/evaluate.ts'
import { missedProblem } from '../formula/rows.ts'
import { FAULT, type Outcome, type Row, SHOP, type Traced } from '../formula/trace.ts'
import { nodesOf, ownParts, type Part, parts, some } from '../formula/tree.ts'
import { groupOf, type Home, type Type } from '../formula/types.ts'
import { blankProblem, truth, type World } from '../formula/world.ts'
import {
  type Case,
  caseFor,
  type DefinedColumn,
  isDefined,
  isRead,
  type PayLine,
  payLines,
  type Scheme,
  type SchemeColumn,
  sheetSources,
  summedLines,
} from '../scheme/model.ts'
import { partsOfKey } from '../tables/keys.ts'
import { type Facts, type MeasureFigure, type Missing, NO_FIGURE } from './facts.ts'
import { byId, personText } from './people.ts'
import {
  amountOf,
  type Part as PaidPart,
  type PersonSheet,
  SECTIONS_OF,
  SHEET_SECTIONS,
  type SheetSection,
} from './person-sheet.ts'
import { RowRanks } from './row-ranks.ts'

/** What a release is of, and when it is paid. */
export interface Payout {
  readonly period: Period
  /** First day of the month in which it is paid. */
  readonly start: Day
}

/** How the sheet of somebody is made of its sections. */
export interface SheetMakers {
  readonly parts: (row: Row, sections: readonly SheetSection[]) => PaidPart[]
  readonly sheet: (row: Row, parts: readonly PaidPart[]) => PersonSheet
}

/** How a column came to its value for a row: the condition under which it is there, and its formula. */
interface Worked {
  readonly when?: Traced | undefined
  readonly traced?: Traced | undefined
}

/** True for what each stint has of its own and the whole as their sum. */
function isSummed({ section }: DefinedColumn): boolean {
  return section === 'pay' || section === 'reserves'
}

/** True where a line counts as commission in both of two positions or in none, and is owed back by the same rule. */
function isSettledAlike(a: Case, b: Case): boolean {
  return a.commission === b.commission && a.recovered?.text === b.recovered?.text
}

/** The column that says how many days of the month a stint has. */
export const DAYS = 'people.days of stint'

/** True where two stints of one person, each by itself, come to what the person should: sums of pay and of rows, shares by days. */
function addsUp(bound: AmongBound): boolean {
  if (bound.kind === 'share') return [...nodesOf('column', [bound.weight])].some(({ column }) => column.id === DAYS)
  if (bound.kind !== 'people') return false
  const { aggregate, of } = bound
  if (!of) return aggregate === 'count'
  if (aggregate !== 'sum') return false
  // A figure of the whole sheet stands there once: `apart`.
  if (of.kind === 'lines') return true
  if (of.kind === 'column' && isDefined(of.column as SchemeColumn)) {
    const { section, source } = of.column as DefinedColumn
    if (section === 'pay' || section === 'reserves') return true
    return section === 'values' && source.cases.every(c => isRowSum(c.formula))
  }
  return isRowSum(of)
}

/** True for what is asked of each person once, whatever their stints. */
function isOnce(bound: AmongBound): boolean {
  if (bound.kind !== 'people') return false
  return bound.of ? bound.of.kind === 'lines' && isSheetSum(bound.of.which) : bound.aggregate === 'count'
}

function isRowSum(bound: Bound): boolean {
  return bound.kind === 'measure' && (bound.measure.aggregate === 'sum' || bound.measure.aggregate === 'count')
}

const alike = new WeakMap<Bound, boolean>()

/** True for what is worked out of other formulas; a share is divided among rows such as the one that asks. */
function isAlike(bound: Bound): boolean {
  return once(alike, bound, () => parts(bound).length > 0 && !some(bound, part => part.kind === 'share'))
}

export class Engine {
  readonly world: World
  readonly scheme: Scheme
  readonly facts: Facts
  readonly period: Period
  readonly problems: Problem[] = []
  private readonly payout: Payout | undefined
  /** By column, then by row. */
  private readonly cells = new Map<
    string,
    { readonly column: SchemeColumn; readonly values: (Outcome | undefined)[] }
  >()
  /** Of each column that of the row asked for last: whoever explains somebody asks for the same ones several times. */
  private readonly traces = new Map<string, { readonly row: Row } & Worked>()
  private readonly shared = new Map<Bound, Map<string, unknown>>()
  /** What formulas come to that are the same for several rows, by the row of their own home. */
  private readonly kept = new Map<Bound, { traced?: Traced }[]>()
  private readonly ranks = new RowRanks(table => this.facts.madeRows?.(table))
  private readonly told = new Set<string>()
  /** What is being worked out: a column, or something else by its name. */
  private readonly working: { readonly name: string; readonly column: SchemeColumn | undefined }[] = []
  private readonly groupIndex = new Map<string, (number | null)[]>()
  private paidRows: readonly Row[] | undefined
  private readonly sheets = new Map<number, PersonSheet>()
  /** Sections of sheets, by section and person. */
  private readonly sections = new Map<SheetSection, (readonly PaidPart[])[]>()
  private readonly summing = new Set<string>()
  private makers: SheetMakers | undefined
  private exploring = false
  private silent = false

  constructor(scheme: Scheme, facts: Facts, period: Period, payout?: Payout) {
    this.scheme = scheme
    this.facts = facts
    this.period = period
    this.payout = payout
    for (const column of scheme.columns) this.cells.set(column.id, { column, values: [] })
    const { directory, values } = facts.people
    for (const group of scheme.roster.groups) {
      const keys = directory.groups.get(group.name)
      const index = values[group.source.index]?.map(v =>
        v === null || v === undefined ? null : (keys?.find(String(v)) ?? null),
      )
      this.groupIndex.set(group.name, index ?? [])
    }
    this.world = this.makeWorld()
    if (facts.everyonePaid) this.paidRows = this.peopleWho(() => true)
  }

  /** The people paid, by id; asked for before that is decided, it would be nobody. */
  get paid(): readonly Row[] {
    if (!this.paidRows) throw new Error('it is not decided yet who is paid')
    return this.paidRows
  }

  /** Who has a sheet: the people paid, by id, whoever has several stints as a whole. */
  get payees(): readonly Row[] {
    const { stints } = this.facts.people
    if (!stints) return this.paid
    const indices = this.paid.map(({ index }) => stints.wholes.get(index) ?? index)
    return [...new Set(indices)].map(index => ({ home: 'person', index }))
  }

  /** The stints of a whole that are paid; undefined for any other row. */
  stintsOf(row: Row): readonly Row[] | undefined {
    const parts = row.home === 'person' ? this.facts.people.stints?.parts.get(row.index) : undefined
    if (!parts) return undefined
    const paid = new Set(this.paid.map(({ index }) => index))
    return parts.filter(index => paid.has(index)).map(index => ({ home: 'person', index }))
  }

  /** The number of the person that a row is of: of the whole of several stints. */
  personOf(index: number): number {
    return this.facts.people.stints?.wholes.get(index) ?? index
  }

  /** A stint of somebody who has others, in words: `技师 2026-07-01 – 2026-07-15`; undefined for any other row. */
  stintText(row: Row): string | undefined {
    const { positions, stints } = this.facts.people
    return this.isPart(row) ? `${positions[row.index]} ${stints!.text(row.index)}` : undefined
  }

  /** True for a stint of somebody who has others. */
  private isPart({ home, index }: Row): boolean {
    return home === 'person' && this.facts.people.stints?.wholes.has(index) === true
  }

  /** True once it is decided who is paid. */
  get isDecided(): boolean {
    return this.paidRows !== undefined
  }

  /** Decides who is paid, once all that the condition reads is known: it may be any figure. */
  decidePaid(): void {
    this.paidRows ??= this.peopleWho(row => this.isPaid(row))
  }

  position(row: Row): string {
    return this.facts.people.positions[row.index] ?? ''
  }

  /** The value of a column for a row of its home. */
  value(column: Column, row: Row): Outcome {
    // A score of somebody may be their team's figure.
    const there = this.move(row, column.home)
    const cell = this.cells.get(column.id)!
    const known = there ? cell.values[there.index] : undefined
    if (known !== undefined) return known
    this.working.push({ name: column.name, column: cell.column })
    const value = this.work(cell.column, there ?? row)
    this.working.pop()
    if (there) cell.values[there.index] = value
    return value
  }

  /** Says how sheets are made: that takes what earlier months left open, which no formula reads. */
  makeSheets(makers: SheetMakers): void {
    this.makers = makers
    this.traces.clear()
    this.sheets.clear()
    this.sections.clear()
  }

  /** What somebody is paid, of the whole of several stints; without scores and flags, which may read it. */
  sheetOf(row: Row): PersonSheet {
    const whole: Row = { home: 'person', index: this.personOf(row.index) }
    return once(this.sheets, whole.index, () => this.sheetMakers.sheet(whole, this.partsIn(SHEET_SECTIONS, whole)))
  }

  private get sheetMakers(): SheetMakers {
    if (!this.makers) throw new Error('it is not known yet what earlier months left open')
    return this.makers
  }

  private partsIn(sections: readonly SheetSection[], whole: Row): readonly PaidPart[] {
    return sections.flatMap(section => {
      const known = once(this.sections, section, (): (readonly PaidPart[])[] => [])
      known[whole.index] ??= this.sheetMakers.parts(whole, [section])
      return known[whole.index]!
    })
  }

  /** Takes over who is paid, and of these columns what another engine of the same people has worked out. */
  takeOver(other: Engine, columns: Iterable<string>): void {
    this.paidRows = other.paid
    for (const id of columns) {
      const [own, known] = [this.cells.get(id), other.cells.get(id)]
      // What could not be worked out is told again to whoever needs it.
      const values = known?.values.map(value => (value === FAULT ? undefined : value))
      if (own && values) this.cells.set(id, { ...own, values })
    }
  }

  /** Forgets what was worked out of these columns, after facts that they read have changed. */
  forget(columns: Iterable<string>): void {
    for (const id of columns) this.cells.get(id)?.values.splice(0)
    this.shared.clear()
    this.kept.clear()
    this.traces.clear()
    this.ranks.forget()
    this.sheets.clear()
    this.sections.clear()
  }

  /** The value of a column for a row as far as it was worked out already. */
  known(column: Column, row: Row): Outcome | undefined {
    return this.cells.get(column.id)?.values[row.index]
  }

  /** Works a value out that is only shown: where that fails nothing is reported. */
  attempt(column: Column, row: Row): Outcome {
    return this.quietly(() => this.value(column, row))
  }

  /** Works something out that is only shown, as `attempt` does, and gives it. */
  quietly<T>(work: () => T): T {
    const before = this.silent
    this.silent = true
    const found = work()
    this.silent = before
    return found
  }

  /** How a worked-out column came to its value: undefined for what is read or given, or does not exist for the row. */
  trace(column: SchemeColumn, row: Row): Traced | undefined {
    return isDefined(column) ? this.worked(column, row).traced : undefined
  }

  /** The condition under which a column is there for a row, as it came out; undefined where there is none. */
  condition(column: DefinedColumn, row: Row): Traced | undefined {
    return this.worked(column, row).when
  }

  private worked(column: DefinedColumn, row: Row): Worked {
    const { home, index } = row
    const last = this.traces.get(column.id)
    if (last?.row.index === index && last.row.home === home) return last
    const found = { row, ...this.workedAnew(column, row) }
    this.traces.set(column.id, found)
    return found
  }

  private workedAnew(column: DefinedColumn, row: Row): Worked {
    if (this.facts.given(column, row) !== undefined) return {}
    const stints = isSummed(column) ? this.stintsOf(row) : undefined
    if (stints) return { traced: this.sumTrace(column, row, stints) }
    const own = this.caseFor(column, row)
    const when = own?.when && evaluate(own.when, row, this.world)
    const holds = own && (!when || when.value === true)
    return { when, traced: holds ? evaluate(own.formula, row, this.world) : undefined }
  }

  /** Works a formula out for a row, outside of any column. */
  evaluate(bound: Bound, row: Row, name: string): Outcome {
    this.working.push({ name, column: undefined })
    const { value } = evaluate(bound, row, this.world)
    this.working.pop()
    return value
  }

  /** The case of a column that holds for a row, where it has one and its condition is met. */
  private caseOf(column: DefinedColumn, row: Row): Case | undefined {
    const own = this.caseFor(column, row)
    if (!own?.when) return own
    return evaluate(own.when, row, this.world).value === true ? own : undefined
  }

  /** The case of a column that is for a row, whether its condition is met or not. */
  caseFor(column: DefinedColumn, row: Row): Case | undefined {
    if (row.home !== 'person') return column.source.cases[0]
    const stints = this.stintsOf(row)
    if (!stints) return caseFor(column, this.position(row))
    const [own, ...others] = new Set(stints.map(stint => caseFor(column, this.position(stint))))
    return others.length > 0 || isSummed(column) ? undefined : own
  }

  private work(column: SchemeColumn, row: Row): Outcome {
    const given = this.facts.given(column, row)
    if (given !== undefined) return given
    if (isRead(column)) {
      const { value } = this.facts.input(column, row)
      return value === undefined ? this.missing({ kind: 'column', column }, row) : value
    }
    if (!isDefined(column)) return column.source.value
    const stints = this.stintsOf(row)
    if (stints && isSummed(column)) return this.sumOfStints(column, stints)
    if (stints && column.section === 'scores') return this.sameInAll(column, row, stints)
    if (stints && new Set(stints.map(stint => caseFor(column, this.position(stint)))).size > 1) {
      this.differs(column.name, row, stints)
      return FAULT
    }
    const own = this.caseOf(column, row)
    return own ? evaluate(own.formula, row, this.world).value : null
  }

  /** What a line or reserve comes to in all stints of somebody; blank where none has it. */
  private sumOfStints(column: DefinedColumn, stints: readonly Row[]): Outcome {
    let sum: Decimal | null = null
    for (const stint of stints) {
      const value = this.value(column, stint)
      if (value === FAULT) return FAULT
      if (value !== null) sum = (sum ?? ZERO).plus(value as Decimal)
    }
    return sum
  }

  /** A score that every stint has alike, or that only some have. */
  private sameInAll(column: DefinedColumn, row: Row, stints: readonly Row[]): Outcome {
    const values = stints.map(stint => this.value(column, stint)).filter(value => value !== null)
    const [first = null] = values
    if (values.includes(FAULT)) return FAULT
    if (values.every(value => String(value) === String(first))) return first
    this.differs(column.name, row, stints)
    return FAULT
  }

  /** The same as a formula: the line of each stint, added up. */
  private sumTrace(column: DefinedColumn, row: Row, stints: readonly Row[]): Traced | undefined {
    const { type, at, name } = column
    const words = { type, home: 'person', at } as const
    const own = stints.filter(stint => this.value(column, stint) !== null)
    const parts = own.map((stint): Traced => {
      const text = `${name} (${this.stintText(stint)})`
      const bound: Bound = { ...words, kind: 'column', column, text, says: text }
      return { bound, row: stint, value: this.value(column, stint), parts: [] }
    })
    const [first, ...others] = parts
    return others.reduce<Traced | undefined>((left, right) => {
      const text = parts.map(part => part.bound.text).join(' + ')
      const bound: Bound = { ...words, kind: 'arithmetic', sign: '+', left: left!.bound, right: right.bound, text }
      const both = [left!.value, right.value]
      const value = both.includes(FAULT) ? FAULT : (both[0] as Decimal).plus(both[1] as Decimal)
      return { bound, row, value, parts: [left!, right] }
    }, first)
  }

  private differs(name: string, row: Row, stints: readonly Row[]): void {
    const words = stints.map(stint => this.stintText(stint)).join('; ')
    this.report(problem('STINT_DIFFERS', undefined, { who: this.who(row), name, stints: words, release: '' }))
  }

  private whole(
    row: Row,
    reason: 'earlier' | 'place' | 'twice' | 'sheet',
    name = this.working.at(-1)?.name ?? '',
  ): typeof FAULT {
    this.report(problem('STINT_WHOLE', undefined, { who: this.who(row), name, reason }))
    return FAULT
  }

  /** The cell that a figure stands in, where it is one of a file. */
  cellOf(figure: Bound, row: Row): Place | undefined {
    const column = figure.kind === 'column' ? this.cells.get(figure.column.id)?.column : undefined
    const there = column && this.move(row, column.home)
    if (!there || !isRead(column) || this.facts.given(column, there) !== undefined) return undefined
    return this.facts.input(column, there).at
  }

  private leftOut({ id }: Column, row: Row): boolean {
    const { column } = this.cells.get(id)!
    return isRead(column) && this.facts.mayBeLeftOut?.(column, row) === true
  }

  /** False where a formula counts rows itself and a trial has none of what it counts: there is nothing to hold it against. */
  hasRows(bound: Bound, row: Row): boolean {
    const counted = this.facts.everyInput ? [...nodesOf('measure', [bound], ownParts)] : []
    const isGiven = ({ measure, home }: Part<'measure'>): boolean => {
      const there = this.move(row, home)
      return there !== null && this.measured(measure, there).value !== undefined
    }
    return counted.length === 0 || counted.some(isGiven)
  }

  /** A figure that was added up from rows, or looked up in them by what somebody has. */
  measured(measure: Measure, row: Row): MeasureFigure {
    const { key } = measure
    if (!key || !this.facts.figureOf) return this.facts.measure(measure, row)
    const { value } = evaluate(key, row, this.world)
    return this.facts.figureOf(measure, value === FAULT ? null : value, true)
  }

  /** What a value that is nothing but a name stands for. */
  private namedBy(traced: Traced): Traced {
    const { bound, row } = traced
    const there = bound.kind === 'column' ? this.move(row, bound.column.home) : null
    const column = bound.kind === 'column' && there ? this.cells.get(bound.column.id)?.column : undefined
    const found = column && there ? this.trace(column, there) : undefined
    return found ? this.namedBy(found) : traced
  }

  private measure(measure: Measure, row: Row): Outcome {
    const { value, found, fits } = this.facts.measure(measure, row)
    if (value === undefined) return this.missing({ kind: 'measure', measure, reader: this.working.at(-1)?.column }, row)
    if (measure.aggregate === 'only' && found !== 1) {
      this.notOne(measure, this.who(row), found, fits)
      return FAULT
    }
    return value
  }

  /** Tells that not one row fits, with those that do. */
  private notOne(measure: Measure, who: string, found: number, fits: readonly Place[] = []): void {
    const { id: name, of, table } = measure
    const columns = this.scheme.tables.find(t => t.spec.name === table)?.spec.columns ?? []
    const charged = found > 1 ? columns.find(({ type }) => type === 'money')?.name : undefined
    const related = fits.map(at => ({ at, note: table }))
    this.report(
      problem('VALUE_NOT_ONE', of!.at, { name, who, found, table, charged }, related.length > 0 ? { related } : {}),
    )
  }

  /** The figure of an order, read by a row of it or by who has such a one; none of the order's rows, or none of that order, is blank or 0. */
  private figureOf(measure: Measure, key: Value, row: Row, summed: boolean | null): Outcome {
    if (row.home !== 'row' && !this.facts.figureOf) return this.measure(measure, row)
    const { value, found, fits } = this.facts.figureOf?.(measure, key, summed) ?? NO_FIGURE
    if (value === undefined) return this.missing({ kind: 'measure', measure, reader: undefined }, SHOP)
    if (measure.aggregate !== 'only' || found < 2) return value
    this.notOne(measure, keyWords(measure.by, key), found, fits)
    return FAULT
  }

  private among(bound: AmongBound, row: Row): Outcome | undefined {
    if (bound.kind !== 'people' && this.facts.people.stints?.parts.has(row.index) === true && row.home === 'person')
      return this.whole(row, 'place')
    const given = this.facts.givenAmong?.(bound, row)
    return given === 'due' ? this.missing({ kind: 'among', bound }, row) : given
  }

  private missing(what: Missing, row: Row): typeof FAULT {
    const said = this.facts.missing(what, row)
    if (said) this.report(said)
    return FAULT
  }

  /** The pay lines of a person that a sum of lines holds; of a figure of the sheet also reserves and deductions. */
  linesOf(which: LineSum | SheetSum, line: string | undefined, row: Row): readonly DefinedColumn[] {
    if (isSheetSum(which))
      return sheetSources(this.scheme, which).columns.filter(c => this.caseFor(c, row) !== undefined)
    return summedLines(this.payLines(row), which, line).map(l => l.column)
  }

  /** The pay lines of somebody, in the order of the sheet: of who has several stints those of all of them. */
  payLines(row: Row): readonly PayLine[] {
    const stints = this.stintsOf(row)
    if (!stints) return payLines(this.scheme, this.position(row))
    const all = new Map<string, PayLine>()
    for (const stint of stints)
      for (const line of payLines(this.scheme, this.position(stint))) {
        const before = all.get(line.column.id)
        if (before && !isSettledAlike(before.own, line.own)) this.differs(line.column.name, row, stints)
        if (!before) all.set(line.column.id, line)
      }
    return [...all.values()].sort((a, b) => a.own.order - b.own.order)
  }

  private alike(bound: Bound, row: Row): { traced?: Traced } | undefined {
    const rows = isAlike(bound) ? once(this.kept, bound, (): { traced?: Traced }[] => []) : undefined
    const there = rows && this.move(row, bound.home)
    if (!there) return undefined
    rows[there.index] ??= {}
    return rows[there.index]
  }

  private lines(which: LineSum | SheetSum, line: string | undefined, row: Row): Outcome {
    if (isSheetSum(which)) {
      const whole: Row = { home: 'person', index: this.personOf(row.index) }
      const key = `${which} ${whole.index}`
      // Of who has several stints one may read the sheet that another is part of.
      if (this.summing.has(key)) return this.whole(whole, 'sheet')
      this.summing.add(key)
      const { columns } = sheetSources(this.scheme, which)
      const isLost = columns.some(column => this.value(column, whole) === FAULT)
      const sum = isLost ? FAULT : (amountOf({ parts: this.partsIn(SECTIONS_OF[which], whole) }, which) ?? ZERO)
      this.summing.delete(key)
      return sum
    }
    let sum: Decimal = ZERO
    const stints = this.stintsOf(row)
    for (const stint of stints ?? []) {
      const value = this.lines(which, line, stint)
      if (value === FAULT) return FAULT
      sum = sum.plus(value as Decimal)
    }
    if (stints) return sum
    for (const column of this.linesOf(which, line, row)) {
      const value = this.value(column, row)
      if (value === FAULT) return FAULT
      if (value !== null) sum = add(sum, value as Decimal)
    }
    return sum
  }

  private move(row: Row, home: Home): Row | null {
    if (row.home === home) return row
    if (home === 'shop') return SHOP
    const group = groupOf(home)
    if (group === null || row.home !== 'person') return null
    const index = this.groupIndex.get(group)?.[row.index]
    return index === null || index === undefined ? null : { home, index }
  }

  private named({ group }: Type, value: Exclude<Value, null>): Row | null {
    if (group === undefined) return { home: 'person', index: value as number }
    const index = this.facts.people.directory.groups.get(group)?.find(String(value))
    return index === undefined ? null : { home: `group:${group}`, index }
  }

  private rows(home: Home): readonly Row[] {
    if (home === 'person') return this.paid
    if (home === 'shop') return [SHOP]
    const found = new Map<number, Row>()
    for (const person of this.paid) {
      const row = this.move(person, home)
      if (row) found.set(row.index, row)
    }
    // The people come by number, so groups do by their lowest: which stands first in the roster decides nothing.
    return [...found.values()]
  }

  /** The groups of a home that have someone paid in them, by their lowest number. */
  groups(home: Home): readonly Row[] {
    return this.rows(home)
  }

  /** What tells a row apart in texts: the id of a person, `班组=机电一组`, nothing for the shop. */
  key(row: Row): string {
    const { directory, stints } = this.facts.people
    if (row.home === 'person') {
      const id = directory.ids[row.index]!
      const parts = stints?.parts.get(stints.wholes.get(row.index) ?? -1)
      return parts ? `${id}@${parts.indexOf(row.index) + 1}` : id
    }
    const group = groupOf(row.home)
    return group === null ? '' : `${group}=${directory.groups.get(group)?.text(row.index)}`
  }

  /** Name of a person, group or the shop. */
  who(row: Row): string {
    if (row.home === 'person') return personText(this.facts.people, row.index)
    const group = groupOf(row.home)
    return group === null ? '' : (this.facts.people.directory.groups.get(group)?.text(row.index) ?? '')
  }

  private calendar(name: CalendarName): Outcome {
    if (name === 'start of period') return this.period.start
    if (name === 'start of year') return spanAt(this.period.end, 'year').start
    if (name === 'end of period') return this.period.end
    const span = EVERY.find(every => name === `end of ${every}`)
    if (span) return spanOf(this.period, span).end
    const month = Number(monthOf(this.period).slice(5))
    if (name === 'month of year') return decimal(month)
    if (name === 'days of period') return decimal(this.period.end - this.period.start + 1)
    if (name === 'month of quarter') return decimal(((month - 1) % 3) + 1)
    if (!this.payout) throw new Error(`${name} outside of a release`)
    return name === 'release period' ? this.payout.period.name : this.payout.start
  }

  /** People among whom nobody may stand twice, unless what is made of them adds up; what is the person's once counts once. */
  private apart(bound: AmongBound, rows: readonly Row[]): readonly Row[] | typeof FAULT {
    const { stints } = this.facts.people
    if (!stints || rows.some(row => row.home !== 'person')) return rows
    const seen = new Set<number>()
    let twice: Row | undefined
    for (const row of rows) {
      const whole = stints.wholes.get(row.index) ?? row.index
      if (seen.has(whole)) twice ??= row
      seen.add(whole)
    }
    if (isOnce(bound)) return [...seen].map(index => ({ home: 'person', index }))
    return twice && !addsUp(bound) ? this.whole(twice, 'twice', bound.text) : rows
  }

  private report(p: Problem): void {
    // The same fault, met in several formulas, is one problem.
    if (this.silent || (this.exploring && p.code !== 'INPUT_MISSING')) return
    const key = JSON.stringify([p.code, p.facts])
    if (!this.told.has(key)) this.problems.push(p)
    this.told.add(key)
  }

  /** Looks at formulas that are not needed for a value, only to name the inputs that they miss. */
  private explore(work: () => void): void {
    if (!this.facts.everyInput) return
    const before = this.exploring
    this.exploring = true
    work()
    this.exploring = before
  }

  /** People of the roster, asked in its order and given by id. */
  private peopleWho(are: (row: Row) => boolean): Row[] {
    const {
      directory: { ids },
      stints,
    } = this.facts.people
    const all = [...ids.keys()]
      .filter(index => !stints?.parts.has(index))
      .map((index): Row => ({ home: 'person', index }))
    return all.filter(are).sort((a, b) => byId(ids[a.index]!, ids[b.index]!))
  }

  /** Of whom it can't be said counts as paid: what is missing is a problem then, and stops the month. */
  private isPaid(row: Row): boolean {
    this.working.push({ name: 'paid', column: undefined })
    const value = truth(evaluate(this.scheme.roster.paid, row, this.world), this.world)
    this.working.pop()
    return value !== false
  }

  private makeWorld(): World {
    const world: World = {
      calendar: name => this.calendar(name),
      column: (column, row) => this.value(column, row),
      leftOut: (column, row) => this.leftOut(column, row),
      cell: () => {
        throw new Error('rows are read by measures only')
      },
      measure: (measure, _type, row) => this.measure(measure, row),
      previous: (bound, row) => this.facts.previous?.(bound, row),
      rivals: (bound, tell) => this.ranks.rivals(bound, this.world, tell),
      figureOf: (measure, key, row, summed = row.home !== 'row') => this.figureOf(measure, key, row, summed),
      earlier: (bound, row) => {
        if (this.isPart(row)) return this.whole(row, 'earlier', bound.text)
        return this.facts.earlier(bound, row, this.key(row), this.period)
      },
      among: (bound, row) => this.among(bound, row),
      apart: (bound, rows) => this.apart(bound, rows),
      lines: (which, line, row) => this.lines(which, line, row),
      move: (row, home) => this.move(row, home),
      named: ({ whose }, value) => this.named(whose.type, value),
      rows: home => this.rows(home),
      once: <T>(bound: Bound, row: Row, work: () => T): T => {
        const known = once(this.shared, bound, () => new Map<string, unknown>())
        return once(known, `${row.home}|${row.index}`, work) as T
      },
      alike: (bound, row, asking) => (asking === world ? this.alike(bound, row) : undefined),
      name: () => this.working.at(-1)?.name ?? '',
      who: row => this.who(row),
      report: p => this.report(p),
      blank: traced => this.report(missedProblem(this.namedBy(traced), this.world) ?? blankProblem(traced, this.world)),
      explore: work => this.explore(work),
    }
    return world
  }
}

/** What tells rows apart, in words. */
function keyWords(by: Bound | undefined, key: Value): string {
  return by?.kind === 'key' && typeof key === 'string' ? partsOfKey(key).join(' · ') : String(key)
}
