// Reads a month's files as the scheme asks: the roster first, then every table, each once; a table again only where a
// measure's condition needs a figure of the shop that other measures give. All problems of all files are collected.

import { join } from 'node:path'
import type { Period } from '../core/calendar.ts'
import { anyError, type Problem, problem } from '../core/problem.ts'
import { suggest } from '../core/suggest.ts'
import type { Bound, Measure } from '../formula/bound.ts'
import type { Scheme, SchemeTable } from '../scheme/model.ts'
import { findFile } from '../sources/find-file.ts'
import { readTable } from '../sources/read-table.ts'
import { emptyDirectory } from '../tables/directory.ts'
import type { Reading, ReadRequest } from '../tables/reading.ts'
import type { TableSpec } from '../tables/spec.ts'
import { Engine } from './engine.ts'
import { measureLevels } from './levels.ts'
import { measurePass, type PassRequest } from './measure-pass.ts'
import { MonthFacts, type Overrides } from './month-facts.ts'
import { rosterReader } from './people.ts'
import { type Reconciliation, reconcileTable } from './reconciliation.ts'

/** Where a shop's files lie. */
export interface ShopFolder {
  readonly root: string
}

export interface TableReading {
  readonly table: string
  readonly path: string
  readonly reading: Reading
}

export interface HowToRead {
  /** Values of a what-if, by column. */
  readonly overrides: Overrides
  /** Whether the rows behind each figure are remembered, for explanation and audit: two bytes a row and figure. */
  readonly keepRows: boolean
}

export interface MonthInputs {
  /** Missing where the roster could not be read. */
  readonly engine: Engine | undefined
  readonly problems: readonly Problem[]
  readonly readings: readonly TableReading[]
  /** Of every export, what became of its figures. */
  readonly reconciliation: readonly Reconciliation[]
}

type OnBatch = ReadRequest['onBatch']

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
  let directory = emptyDirectory()
  const roster = rosterReader(draft.roster)
  for (const spec of [draft.roster.spec, ...draft.tables.map(t => t.spec)]) {
    if (spec.file.startsWith(RESULTS)) continue
    const opened = await open(spec, shop, period)
    if ('problem' in opened) {
      problems.push(opened.problem)
      continue
    }
    const isRoster = spec === draft.roster.spec
    const onBatch: OnBatch = isRoster ? roster.onBatch : () => {}
    const reading = await readTable({ spec, ...opened, directory, period, onBatch })
    problems.push(...reading.problems)
    if (isRoster) directory = roster.finish(reading.place).people.directory
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
  const problems: Problem[] = []
  const readings: TableReading[] = []
  const reconciliation: Reconciliation[] = []
  const read = async (
    spec: TableSpec,
    facts: MonthFacts | undefined,
    onBatch: OnBatch,
  ): Promise<Reading | undefined> => {
    const opened = await open(spec, shop, period)
    if ('problem' in opened) {
      problems.push(opened.problem)
      return undefined
    }
    const directory = facts?.people.directory ?? emptyDirectory()
    const forMonth = spec.file.startsWith(RESULTS) ? undefined : period
    const reading = await readTable({ spec, ...opened, directory, period: forMonth, onBatch })
    problems.push(...reading.problems)
    readings.push({ table: spec.name, path: opened.path, reading })
    return reading
  }

  const roster = rosterReader(scheme.roster)
  const rosterReading = await read(scheme.roster.spec, undefined, roster.onBatch)
  if (!rosterReading) return { engine: undefined, problems, readings, reconciliation }
  const { people, problems: peopleProblems } = roster.finish(rosterReading.place)
  problems.push(...peopleProblems)
  const facts = new MonthFacts(people, how.overrides)
  const engine = new Engine(scheme, facts, period)

  const levels = measureLevels(scheme)
  for (const table of scheme.tables) {
    if (table.rows !== 'events') {
      const reading = await read(table.spec, facts, facts.collect(table))
      if (!reading) continue
      problems.push(...facts.finish(table, reading))
      if (!anyError(reading.problems)) problems.push(...missingRows(table, reading, facts, engine))
    } else if (levels.first.has(table.spec.name)) {
      const { pass, blanks } = prepare(table, levels.first.get(table.spec.name)!, facts, engine, how)
      const reading = await read(table.spec, facts, pass.onBatch)
      if (!reading) continue
      const file = reading.facts?.file ?? table.spec.name
      facts.measured(file, pass.results())
      reconciliation.push(...reconcileTable(table.spec, file, reading.totals, pass.uses()))
      problems.push(...blankProblems(blanks, reading))
    }
  }
  problems.push(...checkPeople(scheme, engine, rosterReading))
  if (anyError(problems)) return { engine, problems, readings, reconciliation }

  // Figures that conditions of further measures read are known now, level by level.
  for (const level of levels.further) {
    for (const [name, measures] of level) {
      const table = scheme.tables.find(t => t.spec.name === name)!
      const source = readings.find(r => r.table === name)!
      const { pass, blanks } = prepare(table, measures, facts, engine, how)
      const { file } = source.reading.facts!
      const request = { spec: table.spec, path: source.path, display: file, directory: people.directory, period }
      await readTable({ ...request, onBatch: pass.onBatch })
      facts.measured(file, pass.results())
      problems.push(...blankProblems(blanks, source.reading))
    }
  }
  return { engine, problems, readings, reconciliation }
}

const RESULTS = 'results/'

async function open(
  spec: TableSpec,
  shop: ShopFolder,
  period: Period,
): Promise<{ path: string; display: string } | { problem: Problem }> {
  const results = spec.file.startsWith(RESULTS)
  const pattern = results ? spec.file.slice(RESULTS.length) : spec.file
  const display = results ? 'data/results' : `data/${period.name}`
  return findFile(join(shop.root, ...display.split('/')), pattern, { table: spec.name, at: spec.at, display })
}

type Blanks = { row: number; bound: Bound }[]
const MOST_BLANKS = 20

function prepare(
  table: SchemeTable,
  measures: readonly Measure[],
  facts: MonthFacts,
  engine: Engine,
  how: HowToRead,
): { pass: ReturnType<typeof measurePass>; blanks: Blanks } {
  const blanks: Blanks = []
  const onBlank: PassRequest['onBlank'] = (row, bound) => {
    if (blanks.length < MOST_BLANKS) blanks.push({ row, bound })
  }
  const { directory } = facts.people
  return {
    pass: measurePass({
      measures,
      leaveOut: table.leaveOut,
      directory,
      world: engine.world,
      keepRows: how.keepRows,
      onBlank,
    }),
    blanks,
  }
}

function blankProblems(blanks: Blanks, reading: Reading): Problem[] {
  return blanks.map(({ row, bound }) => {
    const related = [{ at: bound.at, note: bound.text }]
    return problem('ROW_BLANK_USED', reading.place(0, row), { column: bound.text, name: bound.text }, { related })
  })
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

function checkPeople(scheme: Scheme, engine: Engine, reading: Reading): Problem[] {
  if (engine.paid.length === 0 && !anyError(reading.problems)) {
    return [problem('NOBODY_PAID', { file: reading.facts?.file ?? '' }, { period: engine.period.name })]
  }
  if (scheme.positions.length === 0) return []
  const { people } = engine.facts
  return engine.paid
    .filter(row => !scheme.positions.includes(engine.position(row)))
    .map(row => {
      const position = engine.position(row)
      const facts = { position, who: engine.who(row), nearest: suggest(position, scheme.positions) }
      return problem('POSITION_UNKNOWN', people.place(scheme.roster.position, row.index), facts)
    })
}
