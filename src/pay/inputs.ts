// Reads a month's files as the scheme asks: the roster first, then every table, each once; a table again only where a
// measure's condition needs a figure of the shop that other measures give. All problems of all files are collected.

import type { Period } from '../core/calendar.ts'
import { placeText } from '../core/place.ts'
import { anyError, type Problem, problem } from '../core/problem.ts'
import type { Bound, Measure } from '../formula/bound.ts'
import { acceptIn } from '../scheme/allowed.ts'
import type { Scheme, SchemeTable } from '../scheme/model.ts'
import { type Directory, emptyDirectory } from '../tables/directory.ts'
import type { Reading } from '../tables/reading.ts'
import type { TableSpec } from '../tables/spec.ts'
import { Engine } from './engine.ts'
import { measureLevels } from './levels.ts'
import { measurePass, type PassRequest } from './measure-pass.ts'
import { MonthFacts, type Overrides } from './month-facts.ts'
import type { Opening } from './opening.ts'
import { rosterReader } from './people.ts'
import { type Reconciliation, reconcileTable } from './reconciliation.ts'
import { findingProblems, type RowChecks, rowChecks } from './row-checks.ts'
import { checkPeople } from './positions.ts'
import {
  type ComparedFile,
  isResults,
  lookAgain,
  type MonthFolder,
  readAgain,
  readFileOf,
  type ShopFolder,
  sameFileProblems,
  type TableReading,
} from './shop-files.ts'

export interface HowToRead {
  /** Values of a what-if, by column. */
  readonly overrides: Overrides
  /** Whether the rows behind each figure are remembered, for explanation and audit: two bytes a row and figure. */
  readonly keepRows: boolean
  /** Whether export layouts are filled too: their problems then stop the month. */
  readonly layouts?: boolean
  /** What earlier months left open; nothing where there is no book. */
  readonly opening?: Opening
  /** Language of the sheets instead of the one that the scheme says. */
  readonly sheets?: Scheme['sheets'] | undefined
  readonly onProgress?: MonthFolder['onProgress']
}

export interface MonthInputs {
  /** Missing where the roster could not be read. */
  readonly engine: Engine | undefined
  readonly problems: readonly Problem[]
  readonly readings: readonly TableReading[]
  /** Files of other months that problems speak of. */
  readonly compared: readonly ComparedFile[]
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
    if (isResults(spec)) continue
    const isRoster = spec === draft.roster.spec
    const source = await readFileOf(spec, folder, directory, isRoster ? roster.onBatch : () => {})
    if ('problems' in source) {
      problems.push(...source.problems)
      continue
    }
    const { reading } = source
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
  const compared: ComparedFile[] = []
  const folder: MonthFolder = { shop, period, allowed: scheme.allowed, ...progressOf(how) }
  let directory = emptyDirectory()
  const read = async (spec: TableSpec, onBatch: OnBatch): Promise<TableReading | undefined> => {
    const source = await readFileOf(spec, folder, directory, onBatch)
    if ('problems' in source) {
      problems.push(...source.problems)
      return undefined
    }
    problems.push(...source.reading.problems)
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
  if (!rosterSource) return { engine: undefined, problems, readings, compared, reconciliation }
  const { people, problems: peopleProblems } = roster.finish(rosterSource.reading.place)
  problems.push(...peopleProblems)
  const facts = new MonthFacts(people, how.overrides, how.opening?.earlier)
  directory = people.directory
  const engine = new Engine(scheme, facts, period)

  const levels = measureLevels(scheme)
  for (const table of scheme.tables) {
    if (table.rows !== 'events') {
      const source = await read(table.spec, facts.collect(table))
      if (!source) continue
      const { reading } = source
      problems.push(...facts.finish(table, reading))
      if (anyError(reading.problems)) continue
      problems.push(...missingRows(table, reading, facts, engine))
      reconciliation.push(...reconcileTable(table.spec, reading, facts.uses(table, engine.world)))
    } else if (levels.first.has(table.spec.name)) {
      const checks = rowChecks(table.spec)
      const { pass, blanks } = prepare(table, levels.first.get(table.spec.name)!, engine, how, checks)
      const source = await read(table.spec, pass.onBatch)
      if (!source) continue
      const { reading } = source
      facts.measured(reading.facts?.file ?? table.spec.name, pass.results())
      reconciliation.push(...reconcileTable(table.spec, reading, pass.uses()))
      problems.push(...blankProblems(blanks, reading))
      problems.push(...(await secondLook(table.spec, source, folder, directory, checks)))
    }
  }
  problems.push(...checkPeople(engine, rosterSource.reading).map(acceptIn(scheme.allowed, 'people')))
  if (anyError(problems)) return { engine, problems, readings, compared, reconciliation }

  // Figures that conditions of further measures read are known now, level by level.
  for (const level of levels.further) {
    for (const [name, measures] of level) {
      const table = scheme.tables.find(t => t.spec.name === name)!
      const source = readings.find(r => r.table === name)!
      const { pass, blanks } = prepare(table, measures, engine, how, undefined)
      await readAgain(table.spec, source, folder, directory, pass.onBatch)
      facts.measured(source.reading.facts!.file, pass.results())
      problems.push(...blankProblems(blanks, source.reading))
    }
  }
  return { engine, problems, readings, compared, reconciliation }
}

type OnBatch = Parameters<typeof readFileOf>[3]

function progressOf({ onProgress }: HowToRead): Pick<MonthFolder, 'onProgress'> {
  return onProgress ? { onProgress } : {}
}

type Blanks = { row: number; bound: Bound }[]
const MOST_BLANKS = 20

function prepare(
  table: SchemeTable,
  measures: readonly Measure[],
  { facts, world }: Engine,
  { keepRows }: HowToRead,
  checks: RowChecks | undefined,
): { pass: ReturnType<typeof measurePass>; blanks: Blanks } {
  const blanks: Blanks = []
  const onBlank: PassRequest['onBlank'] = (row, bound) => {
    if (blanks.length < MOST_BLANKS) blanks.push({ row, bound })
  }
  const { directory } = facts.people
  const onRow = checks?.take
  return { pass: measurePass({ table, measures, directory, world, keepRows, onRow, onBlank }), blanks }
}

/** Rows that stand twice and what the row checks found, quoted by a second look at the file where there is anything. */
async function secondLook(
  spec: TableSpec,
  source: TableReading,
  folder: MonthFolder,
  directory: Directory,
  checks: RowChecks,
): Promise<Problem[]> {
  if (anyError(source.reading.problems.filter(p => p.code.startsWith('FILE')))) return []
  const findings = checks.findings()
  const rows = new Set(findings.flatMap(f => (f.other === undefined ? [f.row] : [f.row, f.other])))
  const { suspects } = source.reading
  const { quotes, problems } = await lookAgain(spec, source, folder, directory, { rows, suspects })
  const twice = new Set(problems.map(p => placeText(p.at!)))
  const told = findings.filter(f => f.code !== 'ID_REPEATED' || !twice.has(placeText(source.reading.rowPlace(f.row))))
  return [...problems, ...findingProblems(told, spec, source.reading, quotes)].map(acceptIn(folder.allowed, spec.name))
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
