// The files of a month, phase by phase. `readTables` takes the roster and the tables with a row a person, a group or the
// shop; `measureTables` takes the exports of many rows, each once, and again only where a measure's condition needs a figure
// that other measures give; `checkTables` holds all of it against each other. All problems of all files are collected, each
// with its table: what the scheme accepts of them is decided later, in one place.

import { isDue, type Period } from '../core/calendar.ts'
import { append } from '../core/lists.ts'
import { anyError, inTable, type Problem, problem, toldCode } from '../core/problem.ts'
import { ADJUSTMENTS } from '../scheme/adjustments.ts'
import { accept, stops } from '../scheme/allowed.ts'
import { graphOf } from '../scheme/graph.ts'
import { figuresHeld } from '../scheme/held.ts'
import { type Join, joinsOf } from '../scheme/joins.ts'
import type { Scheme, SchemeTable } from '../scheme/model.ts'
import { type AskedTexts, textsOf } from '../scheme/texts.ts'
import { matcher } from '../sources/find-file.ts'
import { type Directory, emptyDirectory } from '../tables/directory.ts'
import { filesOf, noReading, type Reading } from '../tables/reading.ts'
import { isResults, type TableSpec } from '../tables/spec.ts'
import { type Adjusted, NOTHING_ADJUSTED } from './adjusted.ts'
import { adjustmentReader } from './adjustments.ts'
import { type EarlierOrders, orderProblems } from './counted.ts'
import { Engine } from './engine.ts'
import { EnteredTables } from './entered.ts'
import { EventTable, type Rows } from './event-tables.ts'
import { openingFor } from './holders.ts'
import { joinProblems } from './joins.ts'
import { MonthFacts, type Overrides } from './month-facts.ts'
import type { Opening } from './opening.ts'
import type { CountedOrders } from './order-log.ts'
import { type People, rosterReader } from './people.ts'
import { inputPercents, plainPercents } from './percents.ts'
import { checkPeople } from './positions.ts'
import { type Reconciliation, reconcileTable } from './reconciliation.ts'
import {
  type ComparedFile,
  type MonthFolder,
  notDue,
  readFileOf,
  sameFileProblems,
  type TableReading,
} from './shop-files.ts'
import { StintReader } from './stints.ts'
import { inputTexts } from './texts.ts'
import { droppedTimes } from './times.ts'

/**
 * Reads the files of a scheme whose formulas have errors, so that problems of scheme and data are told at once. A name
 * that is unknown because its column was misspelt where the table is described is not told twice.
 */
export async function checkFiles(draft: Scheme, told: readonly Problem[], folder: MonthFolder): Promise<Problem[]> {
  const problems: Problem[] = []
  let directory = emptyDirectory()
  const roster = rosterReader(draft.roster, folder.period)
  const { roster: people, tables, adjustments } = draft
  for (const spec of [people.spec, ...tables.map(t => t.spec), ...(adjustments ? [adjustments.spec] : [])]) {
    // A table that is made of rows has no file, and neither has one that is not described.
    if (spec.files.length === 0 || isResults(spec) || !isDue(folder.period, spec.every)) continue
    const isRoster = spec === draft.roster.spec
    const source = await readFileOf(spec, folder, directory, isRoster ? roster.onBatch : () => {})
    if ('problems' in source) {
      append(
        problems,
        source.problems.filter(p => !spec.mayBeMissing || p.code !== 'FILE_MISSING'),
      )
      continue
    }
    const { reading } = source
    append(problems, reading.problems)
    if (isRoster) directory = { ...roster.finish(reading).people.directory, ...fileOf(reading) }
    // Without the roster every person would be unknown.
    if (isRoster && stops(draft.allowed, reading.problems)) break
  }
  const misspelt = new Set(problems.flatMap(p => (p.code === 'HEADER_MISSING' ? [p.facts.column] : [])))
  const follows = (p: Problem): boolean =>
    p.code === 'NAME_UNKNOWN' && p.facts.nearest !== undefined && misspelt.has(p.facts.nearest)
  return [...told.filter(p => !follows(p)), ...accept(draft.allowed, problems)]
}

/** The files of a month as they are read: each once, with what is wrong with it. */
class MonthFiles {
  readonly folder: MonthFolder
  readonly problems: Problem[] = []
  readonly readings: TableReading[] = []
  /** Files of other months that problems speak of. */
  readonly compared: ComparedFile[] = []
  /** Tables of which there is no file, and none is needed. */
  private readonly none = new Map<string, TableReading>()
  private readonly across: ReadonlySet<string>
  private readonly patterns: readonly ((name: string) => boolean)[]
  directory: Directory = emptyDirectory()
  private follows: (p: Problem) => boolean = () => false
  private stints: StintReader | undefined

  constructor(folder: MonthFolder, { roster, tables, adjustments }: Scheme) {
    this.folder = folder
    const specs = [roster.spec, ...tables.map(t => t.spec), ...(adjustments ? [adjustments.spec] : [])]
    this.patterns = specs.flatMap(spec => spec.files.map(matcher))
    this.across = new Set(specs.filter(spec => spec.across).map(spec => spec.name))
  }

  /** Whoever is read of from now on is one of the roster's. */
  settle(scheme: Scheme, roster: Reading, people: People, period: Period): void {
    this.follows = followsFrom(scheme, roster)
    const { stints, values, directory } = people
    if (stints) {
      const who = (person: number): string => `${directory.names[person]} (${directory.ids[person]})`
      this.stints = new StintReader(stints, scheme.roster, values, who, scheme.tables, period)
    }
    this.directory = { ...directory, ...fileOf(roster), stints: this.stints }
  }

  /** Reads the file of a table. Where there need be none and there is none, it has no rows, which is told. */
  async read(spec: TableSpec, onBatch: OnBatch): Promise<TableReading | undefined> {
    const source = await readFileOf(spec, this.folder, this.directory, onBatch)
    if ('problems' in source) {
      const none = spec.mayBeMissing ? this.withoutFile(spec, source.problems) : undefined
      if (none) this.none.set(spec.name, none)
      else append(this.problems, source.problems)
      return none
    }
    if (source.missing.length > 0 && !this.mayMiss(spec, source.missing)) append(this.problems, source.missing)
    if (spec.mayBeMissing && source.reading.rows === 0 && !anyError(source.reading.problems)) {
      const file = filesOf(source.reading)
      this.problems.push(problem('FILE_NO_ROWS', { file }, { table: spec.name, file }))
    }
    append(
      this.problems,
      source.reading.problems.filter(p => !this.follows(p)),
    )
    const stints = this.stints?.problems(spec.name, source.reading.place) ?? []
    // Where the roster contradicts itself its days are not known.
    if (!this.problems.some(p => p.code === 'SPAN_REVERSED' || p.code === 'SPANS_OVERLAP'))
      append(this.problems, stints)
    // Columns that are rows, and what the same sheet has a row each of, are two tables.
    const alike = this.readings.filter(({ table }) => this.across.has(table) === (spec.across !== undefined))
    const same = await sameFileProblems(spec, source, alike, this.folder)
    append(this.problems, same.problems)
    this.compared.push(...same.compared)
    this.readings.push(source)
    return source
  }

  /** True for a table that belongs to the month; of another one its columns and figures are blank. */
  async isDue({ spec }: SchemeTable, facts: MonthFacts): Promise<boolean> {
    if (isDue(this.folder.period, spec.every)) return true
    facts.leave(spec.name)
    append(this.problems, await notDue(spec, this.folder))
    return false
  }

  readingOf(table: string): TableReading {
    return this.readings.find(r => r.table === table) ?? this.none.get(table)!
  }

  /** No rows, unless a file lies there that is named much like it and is no other table's. */
  private withoutFile(spec: TableSpec, problems: readonly Problem[]): TableReading | undefined {
    const [missing] = problems
    if (missing?.code !== 'FILE_MISSING' || !this.mayMiss(spec, problems)) return undefined
    const { pattern, folder } = missing.facts
    return { table: spec.name, reading: noReading(`${folder}/${pattern}`) }
  }

  /** Tells of files that need not be there and are not. False where one may be meant that is there under another name. */
  private mayMiss(spec: TableSpec, problems: readonly Problem[]): boolean {
    const missing = problems.flatMap(p => (p.code === 'FILE_MISSING' ? [p.facts] : []))
    const meant = ({ nearest }: { readonly nearest: string | undefined }): boolean =>
      nearest !== undefined && !this.patterns.some(fits => fits(nearest))
    if (missing.length < problems.length || missing.some(meant)) return false
    for (const { pattern, folder } of missing)
      this.problems.push({ ...problem('FILE_NONE', spec.at, { table: spec.name, pattern, folder }), table: spec.name })
    return true
  }
}

/** What a month has read of its files. */
export interface TablesRead {
  readonly files: MonthFiles
  /** Missing where the roster could not be read: without it every person would be unknown. */
  readonly month:
    | {
        readonly engine: Engine
        readonly facts: MonthFacts
        readonly roster: Reading
        /** What the people of the roster find of earlier months. */
        readonly opening: Opening
        readonly adjusted: Adjusted
      }
    | undefined
}

/** Reads the roster, and the tables that every row of an export may read: those with a row a person, a group or the shop. */
export async function readTables(
  scheme: Scheme,
  folder: MonthFolder,
  { opening: inBook, closed, overrides }: { opening: Opening; closed: boolean; overrides: Overrides },
): Promise<TablesRead> {
  const files = new MonthFiles(folder, scheme)
  const reader = rosterReader(scheme.roster, folder.period)
  const source = await files.read(scheme.roster.spec, reader.onBatch)
  if (!source || (source.reading.rows === 0 && stops(scheme.allowed, source.reading.problems)))
    return { files, month: undefined }
  const { people, problems } = reader.finish(source.reading)
  const found = problems.map(inTable('people'))
  append(files.problems, found)
  // Who has no number is nobody, and of two rows of a number one is left out; unless the scheme accepts that, who or what is unknown
  // may be theirs.
  const left = ['PERSON_NO_NUMBER', 'PERSON_REPEATED']
  const nameless = found.filter(p => left.includes(p.code) && stops(scheme.allowed, [p])).length
  const { unread } = source.reading
  const roster: Reading = { ...source.reading, unread: { ...unread, rows: unread.rows + nameless } }
  files.settle(scheme, roster, people, folder.period)
  const { ids, names, byId } = people.directory
  const who = [...(people.stints ? byId.values() : ids.keys())].map(i => ({
    id: ids[i]!,
    name: names[i]!,
    at: people.place(scheme.roster.name, i),
  }))
  const own = openingFor(who, inBook, scheme.roster.formerNames, closed)
  append(files.problems, own.problems)
  const facts = new MonthFacts(people, overrides, own.opening.earlier)
  const engine = new Engine(scheme, facts, folder.period)
  for (const table of scheme.tables) {
    if (table.rows === 'events' || !(await files.isDue(table, facts))) continue
    const read = await files.read(table.spec, facts.collect(table, engine.world))
    if (read) append(files.problems, facts.finish(table, read.reading).map(inTable(table.spec.name)))
  }
  const adjusted = await readAdjusted(scheme, files)
  return { files, month: { engine, facts, roster, opening: own.opening, adjusted } }
}

/** Reads the file of adjustments, where the scheme has one. */
async function readAdjusted({ adjustments }: Scheme, files: MonthFiles): Promise<Adjusted> {
  if (!adjustments) return NOTHING_ADJUSTED
  const reader = adjustmentReader(adjustments)
  const source = await files.read(adjustments.spec, reader.onBatch)
  if (!source) return NOTHING_ADJUSTED
  const { adjusted, problems } = reader.finish(source.reading, files.directory.ids)
  append(files.problems, problems.map(inTable(adjustments.spec.name)))
  return adjusted
}

/** What the exports of many rows come to. */
export interface TablesMeasured {
  readonly events: ReadonlyMap<string, EventTable>
  readonly rows: Rows
  readonly joins: readonly Join[]
  readonly texts: readonly AskedTexts[]
}

/** Reads the exports of many rows into the figures that the scheme asks of them; who is paid is decided as soon as that is known. */
export async function measureTables(
  scheme: Scheme,
  files: MonthFiles,
  { engine, facts }: NonNullable<TablesRead['month']>,
  kept: Pick<Rows, 'keepRows' | 'orders'>,
): Promise<TablesMeasured> {
  const [graph, joins, texts] = [graphOf(scheme), joinsOf(scheme), textsOf(scheme)]
  const [levels, paidAfter] = [graph.levels(), graph.paidAfter()]
  if (paidAfter === 0) engine.decidePaid()
  const rows: Rows = {
    engine,
    facts,
    directory: files.directory,
    folder: files.folder,
    held: figuresHeld(scheme),
    ...kept,
  }
  const events = new Map<string, EventTable>()
  for (const table of scheme.tables) {
    const { name, every } = table.spec
    if (table.made) {
      if (isDue(files.folder.period, every)) events.set(name, new EventTable(table, rows, joins, texts))
      else facts.leave(name)
      continue
    }
    if (table.rows !== 'events' || !(await files.isDue(table, facts))) continue
    if (!levels.some(level => level.has(name))) {
      // What pay that is not written yet will be made of is not known: then every table is held against its file.
      if (scheme.unwritten.length > 0) await files.read(table.spec, () => {})
      continue
    }
    const own = new EventTable(table, rows, joins, texts)
    const first = levels[0]!.get(name)
    const taking = first && own.take(first, 0)
    const source = await files.read(table.spec, taking?.onBatch ?? (() => {}))
    if (!source) continue
    events.set(name, own)
    if (taking) append(files.problems, await taking.finish(source))
  }
  // Figures that conditions of further measures read are known now, level by level.
  const isSound = !stops(scheme.allowed, files.problems)
  if (isSound) facts.measuring([...events].flatMap(([name, { table }]) => (table.made ? [] : [name])))
  for (const [i, level] of isSound ? levels.entries() : []) {
    if (i === 0) continue
    if (i === paidAfter) engine.decidePaid()
    for (const [name, measures] of level) {
      const own = events.get(name)
      if (!own) continue
      const taken = own.table.made ? own.takeMade(measures, i) : own.takeAgain(measures, i, files.readingOf(name))
      append(files.problems, await taken)
    }
  }
  // Where the rows could not be read there are none that a table could be made of.
  for (const [name, { table }] of events) if (table.made && !facts.madeRows(name)) events.delete(name)
  engine.decidePaid()
  for (const [name, own] of isSound ? events : []) await own.countAgain(files.readingOf(name))
  return { events, rows, joins, texts }
}

/** What the files of a month are found to be. */
export interface TablesChecked {
  readonly problems: readonly Problem[]
  /** Of every export, what became of its figures. */
  readonly reconciliation: readonly Reconciliation[]
  /** What the tables of orders count, where it was asked for. */
  readonly orders: readonly CountedOrders[]
}

/** Holds what was read against each other and against closed months. */
export async function checkTables(
  scheme: Scheme,
  files: MonthFiles,
  { engine, facts, roster }: NonNullable<TablesRead['month']>,
  { events, rows, joins, texts }: TablesMeasured,
  earlier: EarlierOrders | undefined,
): Promise<TablesChecked> {
  const { readings } = files
  const sourceOf = (name: string): TableReading => facts.madeRows(name)?.source ?? files.readingOf(name)
  const problems = [...files.problems]
  const sound = (): boolean => !stops(scheme.allowed, problems)
  if (sound()) append(problems, await joinProblems(joins, events, sourceOf, rows))
  append(problems, [...inputTexts(texts, scheme, engine), ...inputPercents(rows.held, engine)])
  const keyed = new Map<string, Reconciliation[]>()
  const entered = new EnteredTables(engine)
  for (const table of scheme.tables) {
    const reading = readings.find(r => r.table === table.spec.name)?.reading
    if (table.rows === 'events' || !reading || stops(scheme.allowed, reading.problems)) continue
    const unsaid = files.problems.some(p => p.code === 'STINT_UNSAID' && p.table === table.spec.name)
    if (!unsaid) append(problems, missingRows(table, reading, facts, engine, entered))
    append(problems, unratedIn(table, reading, facts, entered).map(inTable(table.spec.name)))
    keyed.set(table.spec.name, reconcileTable(table.spec, reading, facts.uses(table, engine.world)))
  }
  append(problems, [
    ...checkPeople(engine, roster).map(inTable('people')),
    ...droppedTimes(scheme, readings),
    ...plainPercents(rows.held, readings),
  ])
  const reconciliation = scheme.tables.flatMap(
    ({ spec: { name }, made }) =>
      keyed.get(name) ?? (made ? [] : events.get(name)?.reconciliation(sourceOf(name).reading)) ?? [],
  )
  if (!earlier || !sound()) return { problems, reconciliation, orders: [] }
  const found = await orderProblems(events.values(), sourceOf, rows, earlier)
  // A reversal of what a closed month charged is not alone.
  const alone = (p: Problem): boolean =>
    p.code !== 'REVERSAL_ALONE' || found.known.get(p.facts.table)?.has(p.facts.found) !== true
  const orders = [...events.values()].flatMap(table => table.orders ?? [])
  return { problems: [...problems.filter(alone), ...found.problems], reconciliation, orders }
}

/** The readings of a month in the order of its scheme. */
export function inOrder({ tables }: Scheme, readings: readonly TableReading[]): readonly TableReading[] {
  const names = ['people', ...tables.map(t => t.spec.name), ADJUSTMENTS]
  return [...readings].sort((a, b) => names.indexOf(a.table) - names.indexOf(b.table))
}

function fileOf(reading: Reading): Pick<Directory, 'file'> {
  const file = filesOf(reading)
  return file === '' ? {} : { file }
}

const UNKNOWN: readonly string[] = ['PERSON_UNKNOWN', 'PERSON_AMBIGUOUS', 'GROUP_UNKNOWN']

/**
 * Tells problems that only follow from a roster of which some cells could not be read: who is unknown may be the one whose
 * number, name or team that was.
 */
function followsFrom({ roster }: Scheme, { unread }: Reading): (p: Problem) => boolean {
  const who = [roster.id, roster.name, ...roster.groups.map(group => group.source.index)]
  const broken = unread.rows > 0 || who.some(unread.column)
  return p => broken && UNKNOWN.includes(toldCode(p))
}

function unratedIn(table: SchemeTable, reading: Reading, facts: MonthFacts, entered: EnteredTables): Problem[] {
  const lacks: Parameters<EnteredTables['unrated']>[2] = ({ index }, rater) =>
    facts.hasRow(table, index) && !facts.hasRow(table, index, rater)
  return [...entered.unrated(table, filesOf(reading), lacks), ...entered.unasked(table)]
}

type OnBatch = Parameters<typeof readFileOf>[3]

/**
 * Everyone paid, and every group with someone paid, must have a row where the scheme does not say otherwise; in what is entered
 * by hand, whoever is rated.
 */
function missingRows(
  table: SchemeTable,
  reading: Reading,
  facts: MonthFacts,
  engine: Engine,
  entered: EnteredTables,
): Problem[] {
  if (table.missing === 'blank' || table.rows === 'events' || table.rows === 'figures') return []
  if (table.spec.mayBeMissing && reading.rows === 0) return []
  return engine.world
    .rows(table.rows)
    .filter(row => !facts.hasRow(table, row.index) && entered.isOf(table, row))
    .map(row => {
      const file = filesOf(reading)
      return problem('ROW_MISSING', { file }, { table: table.spec.name, who: engine.who(row), file })
    })
}
