// An export of many rows in a month: read once, and again where its measures need figures that other measures give. Takes
// the table and the measures of a level; gives their results to the facts, and the problems that rows bring.

import type { Period } from '../core/calendar.ts'
import { placeText } from '../core/place.ts'
import { inTable, type Problem } from '../core/problem.ts'
import type { Measure } from '../formula/bound.ts'
import { plainColumn } from '../formula/rows.ts'
import { stops } from '../scheme/allowed.ts'
import { graphOf } from '../scheme/graph.ts'
import type { HeldAgainst } from '../scheme/held.ts'
import type { Join } from '../scheme/joins.ts'
import type { SchemeTable } from '../scheme/model.ts'
import type { AskedTexts } from '../scheme/texts.ts'
import type { Directory } from '../tables/directory.ts'
import type { Keys } from '../tables/keys.ts'
import { filesOf, type Reading } from '../tables/reading.ts'
import { dayAt, type TableSpec } from '../tables/spec.ts'
import type { Engine } from './engine.ts'
import { type MeasureResult, measurePass, type Pass, type PassRequest } from './measure-pass.ts'
import type { MonthFacts } from './month-facts.ts'
import { OrderLog, orderColumns } from './order-log.ts'
import { rowPercents } from './percents.ts'
import { type Reconciliation, reconcileTable } from './reconciliation.ts'
import { findingProblems, type RowChecks, rowChecks } from './row-checks.ts'
import { RowFaults } from './row-faults.ts'
import { type Seen, seen } from './seen.ts'
import { lookAgain, type MonthFolder, readAgain, readSpan, type TableReading } from './shop-files.ts'
import { nearTexts } from './texts.ts'
import { countsOf } from './unmatched.ts'

/** How the rows of an export become figures. */
export interface Rows {
  readonly engine: Engine
  readonly facts: MonthFacts
  readonly directory: Directory
  readonly folder: MonthFolder
  /** Whether the rows behind each figure are remembered. */
  readonly keepRows: boolean
  /** Whether the orders that count are remembered. */
  readonly orders: boolean
  /** Columns of numbers that formulas hold against written figures. */
  readonly held: readonly HeldAgainst[]
}

export class EventTable {
  readonly table: SchemeTable
  private readonly rows: Rows
  private readonly settled = new Map<Measure, MeasureResult>()
  private readonly checks: RowChecks
  private checked = false
  private last: Pass | undefined
  /** Whether it was decided who is paid before the last pass. */
  private decided = false
  private log: OrderLog | undefined

  /** What the rows of the month have, of the columns by which they ask other tables. */
  /** What they have of columns of which the scheme names texts. */
  private readonly texts: readonly { readonly asked: AskedTexts; readonly seen: Seen }[]
  private readonly asking: ReadonlyMap<string, Seen>

  constructor(table: SchemeTable, rows: Rows, joins: readonly Join[], texts: readonly AskedTexts[]) {
    this.table = table
    this.rows = rows
    const keys = joins.filter(j => j.asking === table.spec.name).map(j => j.key)
    this.texts = texts
      .filter(t => t.table === table.spec.name)
      .map(asked => ({ asked, seen: seen(asked.column, rows.engine.world) }))
    this.asking = new Map(keys.map(key => [key.text, seen(key, rows.engine.world)]))
    this.checks = rowChecks(table.spec, countedIn(table.spec.name, rows.engine.scheme.measures))
  }

  /** Prepares to take measures: the rows go to `onBatch`, then `finish` keeps their figures and tells what is wrong. */
  take(
    measures: readonly Measure[],
    level: number,
  ): {
    readonly onBatch: Pass['onBatch']
    readonly finish: (source: TableReading) => Promise<Problem[]>
  } {
    const { engine, facts, directory, keepRows } = this.rows
    const faults = new RowFaults()
    const first = !this.checked
    // No two made rows are the same, and none takes another back.
    const checks = first && !this.table.made ? this.checks : undefined
    this.checked = true
    const { stints } = facts.people
    const rulesAfter = graphOf(engine.scheme).rulesAfter(this.table.spec.name)
    const shared = {
      table: this.table,
      measures,
      rules: level === rulesAfter ? this.table.rules : [],
      settled: new Map(this.settled),
      directory,
      keepRows,
      wholes: stints?.wholes,
      makes: this.makes,
      counts: engine.isDecided ? countsOf(engine) : undefined,
    }
    this.decided = engine.isDecided
    const log = this.newLog()
    const onTaken: PassRequest['onTaken'] =
      log && ((batch, dictionaries, i, fate, owned) => owned && log.take(batch, dictionaries, i, fate))
    const percents = checks && rowPercents(this.rows.held, this.table.spec.name, faults)
    const onRow: PassRequest['onRow'] =
      percents && checks
        ? (batch, dictionaries, i, fate) => {
            checks.take(batch, dictionaries, i, fate)
            percents(batch, dictionaries, i, fate)
          }
        : checks?.take
    const watched = { onRow, onFault: faults.take, ...(onTaken ? { onTaken } : {}) }
    const pass = measurePass({ ...shared, world: engine.world, ...watched })
    const finish = async (source: TableReading): Promise<Problem[]> => {
      const results = pass.results()
      if (pass.following) facts.followed(this.table.spec.name, pass.following)
      for (const [measure, result] of results) this.settled.set(measure, result)
      this.last = pass
      // The pass that knows all measures comes last.
      this.log = log
      // What rows add up to of which some could not be read is not known.
      if (source.reading.unread.rows === 0)
        facts.measured(filesOf(source.reading) || this.table.spec.name, results, source.reading.rowPlace)
      // What the data has is known after the first reading.
      for (const { asked, seen } of first ? this.texts : []) this.tellTexts(asked, seen, faults)
      return secondLook(this.table.spec, source, this.rows, checks, faults)
    }
    const onBatch: Pass['onBatch'] = (batch, dictionaries) => {
      for (const { take } of this.asking.values()) take(batch, dictionaries)
      for (const { seen } of this.texts) seen.take(batch, dictionaries)
      pass.onBatch(batch, dictionaries)
    }
    return { onBatch: first ? onBatch : pass.onBatch, finish }
  }

  /** The tables made of its rows, by the measure that counts them. */
  private get makes(): ReadonlyMap<string, string> {
    const { tables } = this.rows.engine.scheme
    const own = tables.filter(({ made }) => made?.of === this.table.spec.name)
    return new Map(own.map(({ made, spec }) => [made!.rows.measure.id, spec.name]))
  }

  /** Takes measures of a made table, whose rows are made when they are first asked for. */
  async takeMade(measures: readonly Measure[], level: number): Promise<Problem[]> {
    const made = this.rows.facts.make(this.table)
    if (!made) return []
    if (!('batch' in made)) return this.checked ? [] : this.refused(made)
    const { onBatch, finish } = this.take(measures, level)
    onBatch(made.batch, made.dictionaries)
    return finish(made.source)
  }

  private refused(found: Problem): Problem[] {
    this.checked = true
    return [inTable(this.table.spec.name)(found)]
  }

  private newLog(): OrderLog | undefined {
    const columns = this.rows.orders ? orderColumns(this.table.spec) : undefined
    return columns && new OrderLog(this.table.spec, columns)
  }

  /** The orders that count, where they are remembered and the table is one of orders. */
  get orders(): OrderLog | undefined {
    return this.log
  }

  /**
   * The orders of other months in the same file that would count there. Nothing of it goes into a figure; a row that would
   * count, but for nobody, is among them, since somebody who has left is nobody in this month.
   */
  async ordersOf(
    span: Period,
    isWanted: (day: number) => boolean,
    source: TableReading,
  ): Promise<OrderLog | undefined> {
    const log = this.newLog()
    if (!log) return undefined
    const { engine, directory, folder } = this.rows
    const { onBatch, results } = measurePass({
      ...{ table: this.table, measures: [], rules: [], settled: this.settled, directory, keepRows: false },
      ...{ world: engine.world, onFault: () => {} },
      onTaken: (batch, dictionaries, i, fate) => {
        if (isWanted(dayAt(log.day, batch, i, dictionaries))) log.take(batch, dictionaries, i, fate)
      },
    })
    await readSpan(this.table.spec, source, folder, directory, onBatch, { span })
    results()
    return log
  }

  /** Tells texts of the rows that are none of the scheme's but for their spelling. */
  private tellTexts(asked: AskedTexts, { values }: Seen, faults: RowFaults): void {
    for (const { found, where } of nearTexts(asked, this.table.spec.name, values()))
      faults.take(where, found, plainColumn(asked.column))
  }

  /** What its rows have of a column by which they ask another table. */
  askingBy(key: string): Seen | undefined {
    return this.asking.get(key)
  }

  /** The orders, days or texts of its rows, of the column by which others ask for figures of them. */
  keysOf(measures: readonly Measure[]): Keys | undefined {
    return measures.map(m => this.settled.get(m)?.keyed?.keys).find(keys => keys !== undefined)
  }

  /** Reads the file once more, for measures that wait for figures of other measures. */
  async takeAgain(measures: readonly Measure[], level: number, source: TableReading): Promise<Problem[]> {
    const { onBatch, finish } = this.take(measures, level)
    await readAgain(this.table.spec, source, this.rows.folder, this.rows.directory, onBatch)
    return finish(source)
  }

  /** Reads the file once more for what became of its figures, where it was decided after the last pass who is paid. */
  async countAgain(source: TableReading): Promise<void> {
    if (!this.last || this.decided || this.table.made || source.reading.unread.rows > 0) return
    const { engine, directory, folder } = this.rows
    const pass = measurePass({
      ...{ table: this.table, measures: [], rules: [], settled: this.settled, directory, keepRows: false },
      ...{ world: engine.world, onFault: () => {}, counts: countsOf(engine) },
    })
    await readAgain(this.table.spec, source, folder, directory, pass.onBatch)
    pass.results()
    this.last = pass
  }

  /** What became of its figures, once all tables are read: rows of others may have asked for those of an order. */
  reconciliation(reading: Reading): Reconciliation[] {
    return this.last && !this.table.made && reading.unread.rows === 0
      ? reconcileTable(this.table.spec, reading, this.last.uses())
      : []
  }
}

/** The columns of a table whose different texts some figure counts. */
function countedIn(table: string, measures: readonly Measure[]): ReadonlySet<number> {
  const counted = measures.flatMap(m =>
    m.table === table && m.aggregate === 'count distinct' && m.of && ['id', 'text'].includes(m.of.type.kind)
      ? (plainColumn(m.of) ?? [])
      : [],
  )
  return new Set(counted)
}

/** Rows that stand twice, what the row checks found and what could not be worked out, quoted by a second look at the file where there is anything. */
async function secondLook(
  spec: TableSpec,
  source: TableReading,
  { folder, directory }: Rows,
  checks: RowChecks | undefined,
  faults: RowFaults,
): Promise<Problem[]> {
  if (
    stops(
      folder.allowed,
      source.reading.problems.filter(p => p.code.startsWith('FILE')),
    )
  )
    return []
  // The row that a reversal takes back may be one that could not be read.
  const whole = source.reading.unread.rows === 0
  const findings = (checks?.findings() ?? []).filter(f => whole || f.code !== 'REVERSAL_ALONE')
  const found = findings.flatMap(f => (f.other === undefined ? [f.row] : [f.row, f.other]))
  const rows = new Set([...found, ...faults.rows()])
  const suspects = checks ? source.reading.suspects : new Set<number>()
  const { quotes, problems } = await lookAgain(spec, source, folder, directory, { rows, suspects })
  const twice = new Set(problems.map(p => placeText(p.at!)))
  const told = findings.filter(f => f.code !== 'ID_REPEATED' || !twice.has(placeText(source.reading.rowPlace(f.row))))
  return [
    ...faults.problems(source.reading, quotes),
    ...problems,
    ...findingProblems(told, spec, source.reading, quotes),
  ].map(inTable(spec.name))
}
