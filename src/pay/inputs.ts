// Reads a month's files as the scheme asks: the roster first, then every table, each once; a table again only where a
// measure's condition needs a figure of the shop that other measures give. All problems of all files are collected.

import { isDue, type Period } from '../core/calendar.ts'
import { anyError, type Problem, problem } from '../core/problem.ts'
import { acceptIn } from '../scheme/allowed.ts'
import { graphOf } from '../scheme/graph.ts'
import { joinsOf } from '../scheme/joins.ts'
import type { Scheme, SchemeTable } from '../scheme/model.ts'
import { textsOf } from '../scheme/texts.ts'
import { emptyDirectory } from '../tables/directory.ts'
import type { Reading } from '../tables/reading.ts'
import type { TableSpec } from '../tables/spec.ts'
import { type EarlierOrders, type OrderFindings, orderProblems } from './counted.ts'
import { Engine } from './engine.ts'
import { EventTable } from './event-tables.ts'
import { openingFor } from './holders.ts'
import { joinProblems } from './joins.ts'
import { MonthFacts, type Overrides } from './month-facts.ts'
import { NOTHING_OPEN, type Opening } from './opening.ts'
import type { CountedOrders } from './order-log.ts'
import { rosterReader } from './people.ts'
import { checkPeople } from './positions.ts'
import { type Reconciliation, reconcileTable } from './reconciliation.ts'
import {
  type ComparedFile,
  isResults,
  type MonthFolder,
  notDue,
  readFileOf,
  type ShopFolder,
  sameFileProblems,
  type TableReading,
} from './shop-files.ts'
import { inputTexts } from './texts.ts'
import { droppedTimes } from './times.ts'

export interface HowToRead {
  /** Values of a what-if, by column. */
  readonly overrides: Overrides
  /** Whether the rows behind each figure are remembered, for explanation and audit: two bytes a row and figure. */
  readonly keepRows: boolean
  /** Whether export layouts are filled too: their problems then stop the month. */
  readonly layouts?: boolean
  /** What earlier months left open; nothing where there is no book. */
  readonly opening?: Opening
  /** The month is closed: a number that came back under another name was taken as it stood. */
  readonly closed?: boolean
  /** What closed months remember of orders; without it, orders are not held against those of other months. */
  readonly orders?: EarlierOrders
  /** The month is closed and worked out anew: what comes out is nothing that was paid. */
  readonly anew?: boolean
  /** Language of the sheets instead of the one that the scheme says. */
  readonly sheets?: Scheme['sheets'] | undefined
  readonly onProgress?: MonthFolder['onProgress']
}

export interface MonthInputs {
  /** Missing where the roster could not be read. */
  readonly engine: Engine | undefined
  /** What the people of the roster find of earlier months. */
  readonly opening: Opening
  readonly problems: readonly Problem[]
  readonly readings: readonly TableReading[]
  /** Files of other months that problems speak of. */
  readonly compared: readonly ComparedFile[]
  /** What the tables of orders count, where it was asked for. */
  readonly orders: readonly CountedOrders[]
  /** Of every export, what became of its figures. */
  readonly reconciliation: readonly Reconciliation[]
}

/**
 * Reads the files of a scheme whose formulas have errors, so that problems of scheme and data are told at once. A name
 * that is unknown because its column was misspelt where the table is described is not told twice.
 */
export async function checkFiles(
  draft: Scheme,
  told: readonly Problem[],
  shop: ShopFolder,
  period: Period,
): Promise<Problem[]> {
  const problems: Problem[] = []
  const folder = { shop, period, allowed: draft.allowed }
  let directory = emptyDirectory()
  const roster = rosterReader(draft.roster)
  for (const spec of [draft.roster.spec, ...draft.tables.map(t => t.spec)]) {
    if (isResults(spec) || !isDue(period, spec.every)) continue
    const isRoster = spec === draft.roster.spec
    const source = await readFileOf(spec, folder, directory, isRoster ? roster.onBatch : () => {})
    if ('problems' in source) {
      problems.push(...source.problems)
      continue
    }
    const { reading } = source
    problems.push(...reading.problems)
    if (isRoster) directory = roster.finish(reading).people.directory
    // Without the roster every person would be unknown.
    if (isRoster && anyError(reading.problems)) break
  }
  const misspelt = new Set(problems.flatMap(p => (p.code === 'HEADER_MISSING' ? [p.facts.column] : [])))
  const follows = (p: Problem): boolean =>
    p.code === 'NAME_UNKNOWN' && p.facts.nearest !== undefined && misspelt.has(p.facts.nearest)
  return [...told.filter(p => !follows(p)), ...problems]
}

/** Reads everything a month needs and prepares its calculation. */
export async function readInputs(
  scheme: Scheme,
  shop: ShopFolder,
  period: Period,
  how: HowToRead,
): Promise<MonthInputs> {
  let problems: Problem[] = []
  const readings: TableReading[] = []
  const compared: ComparedFile[] = []
  const folder: MonthFolder = { shop, period, allowed: scheme.allowed, ...progressOf(how) }
  let directory = emptyDirectory()
  let follows: (p: Problem) => boolean = () => false
  const read = async (spec: TableSpec, onBatch: OnBatch): Promise<TableReading | undefined> => {
    const source = await readFileOf(spec, folder, directory, onBatch)
    if ('problems' in source) {
      problems.push(...source.problems)
      return undefined
    }
    problems.push(...source.reading.problems.filter(p => !follows(p)))
    if (spec !== scheme.roster.spec) {
      const same = await sameFileProblems(spec, source, readings, folder)
      problems.push(...same.problems)
      if (same.compared) compared.push(same.compared)
    }
    readings.push(source)
    return source
  }

  const roster = rosterReader(scheme.roster)
  const rosterSource = await read(scheme.roster.spec, roster.onBatch)
  const { opening: inBook = NOTHING_OPEN } = how
  // Without the roster every person would be unknown.
  if (!rosterSource || (rosterSource.reading.rows === 0 && anyError(rosterSource.reading.problems)))
    return { engine: undefined, opening: inBook, problems, readings, compared, orders: [], reconciliation: [] }
  const { people, problems: found } = roster.finish(rosterSource.reading)
  const peopleProblems = found.map(acceptIn(scheme.allowed, 'people'))
  problems.push(...peopleProblems)
  // Who has no number is nobody; unless the scheme accepts that, whoever is unknown may be that one.
  const nameless = peopleProblems.filter(p => p.code === 'PERSON_NO_NUMBER' && p.severity === 'error').length
  const { unread } = rosterSource.reading
  const rosterReading: Reading = { ...rosterSource.reading, unread: { ...unread, rows: unread.rows + nameless } }
  follows = followsFrom(scheme, rosterReading)
  directory = people.directory
  const { ids, names } = directory
  const who = ids.map((id, i) => ({ id, name: names[i]!, at: people.place(scheme.roster.name, i) }))
  const own = openingFor(who, inBook, scheme.roster.formerNames, how.closed === true)
  problems.push(...own.problems)
  const facts = new MonthFacts(people, how.overrides, own.opening.earlier)
  const engine = new Engine(scheme, facts, period)

  const levels = graphOf(scheme).levels()
  const joins = joinsOf(scheme)
  const texts = textsOf(scheme)
  const rows = { engine, facts, directory, folder, keepRows: how.keepRows, orders: how.orders !== undefined }
  const events = new Map<string, EventTable>()
  const keyed = new Map<string, Reconciliation[]>()
  for (const table of inOrder(scheme.tables)) {
    const { name } = table.spec
    if (!isDue(period, table.spec.every)) {
      facts.leave(name)
      problems.push(...(await notDue(table.spec, folder)))
    } else if (table.rows !== 'events') {
      const source = await read(table.spec, facts.collect(table, engine.world))
      if (!source) continue
      problems.push(...facts.finish(table, source.reading))
    } else if (levels.some(level => level.has(name))) {
      const own = new EventTable(table, rows, joins, texts)
      const first = levels[0]!.get(name)
      const taking = first && own.take(first)
      const source = await read(table.spec, taking?.onBatch ?? (() => {}))
      if (!source) continue
      events.set(name, own)
      if (taking) problems.push(...(await taking.finish(source)))
    }
  }
  const sourceOf = (name: string): TableReading => readings.find(r => r.table === name)!
  // Figures that conditions of further measures read are known now, level by level.
  for (const level of anyError(problems) ? [] : levels.slice(1)) {
    for (const [name, measures] of level)
      problems.push(...((await events.get(name)?.takeAgain(measures, sourceOf(name))) ?? []))
  }
  if (!anyError(problems)) problems.push(...(await joinProblems(joins, events, sourceOf, rows)))
  problems.push(...inputTexts(texts, scheme, engine))
  // Who is paid may follow from any figure.
  for (const table of scheme.tables) {
    const reading = readings.find(r => r.table === table.spec.name)?.reading
    if (table.rows === 'events' || !reading || anyError(reading.problems)) continue
    problems.push(...missingRows(table, reading, facts, engine))
    keyed.set(table.spec.name, reconcileTable(table.spec, reading, facts.uses(table, engine.world)))
  }
  problems.push(...checkPeople(engine, rosterReading).map(acceptIn(scheme.allowed, 'people')))
  problems.push(...droppedTimes(scheme, readings))
  const reconciliation = scheme.tables.flatMap(
    ({ spec: { name } }) => keyed.get(name) ?? events.get(name)?.reconciliation(sourceOf(name).reading) ?? [],
  )
  const orders: CountedOrders[] = []
  if (how.orders && !anyError(problems)) {
    const found = await orderProblems(events.values(), sourceOf, rows, how.orders)
    for (const table of events.values()) if (table.orders) orders.push(table.orders)
    problems = [...problems.filter(p => !takesBackKnown(p, found.known)), ...found.problems]
  }
  const inScheme = ['people', ...scheme.tables.map(t => t.spec.name)]
  readings.sort((a, b) => inScheme.indexOf(a.table) - inScheme.indexOf(b.table))
  return { engine, opening: own.opening, problems, readings, compared, orders, reconciliation }
}

/** A reversal of what a closed month charged is not alone. */
function takesBackKnown({ code, facts }: Problem, known: OrderFindings['known']): boolean {
  return code === 'REVERSAL_ALONE' && known.get(facts.table)?.has(facts.found) === true
}

/**
 * What rows may read comes before rows, wherever it stands in the scheme: a condition or a column worked out row by row
 * may read the figures of the shop, and through them those of people and groups.
 */
function inOrder(tables: readonly SchemeTable[]): SchemeTable[] {
  return [...tables.filter(t => t.rows !== 'events'), ...tables.filter(t => t.rows === 'events')]
}

const UNKNOWN: readonly string[] = ['PERSON_UNKNOWN', 'PERSON_AMBIGUOUS', 'GROUP_UNKNOWN']

/**
 * Tells problems that only follow from a roster of which some cells could not be read: who is unknown may be the one whose
 * number, name or team that was.
 */
function followsFrom({ roster }: Scheme, { unread }: Reading): (p: Problem) => boolean {
  const who = [roster.id, roster.name, ...roster.groups.map(group => group.source.index)]
  const broken = unread.rows > 0 || who.some(unread.column)
  return p => broken && UNKNOWN.includes(p.code === 'CELLS_MORE' ? p.facts.code : p.code)
}

type OnBatch = Parameters<typeof readFileOf>[3]

function progressOf({ onProgress }: HowToRead): Pick<MonthFolder, 'onProgress'> {
  return onProgress ? { onProgress } : {}
}

/** Everyone paid, and every group with someone paid, must have a row where the scheme does not say otherwise. */
function missingRows(table: SchemeTable, reading: Reading, facts: MonthFacts, engine: Engine): Problem[] {
  if (table.missing === 'blank' || table.rows === 'events' || table.rows === 'figures') return []
  return engine.world
    .rows(table.rows)
    .filter(row => !facts.hasRow(table, row.index))
    .map(row => {
      const file = reading.facts?.file ?? ''
      return problem('ROW_MISSING', { file }, { table: table.spec.name, who: engine.who(row), file })
    })
}
