// Finds and reads the files of a month, one table at a time. Takes the shop's folder and the month; gives the reading of a
// table with its problems. Tells of a file that was given twice.

import { dueNext, type PayPeriod, type Period, periodAt, spanAt, spanOf } from '../core/calendar.ts'
import { pathIn } from '../core/inside.ts'
import { inTable, type Problem, type ProblemCode, problem, toldCode } from '../core/problem.ts'
import type { Allowed } from '../scheme/model.ts'
import { type Files, findFile, sameBytes } from '../sources/find-file.ts'
import type { ReadOnce } from '../sources/read-once.ts'
import { readTable } from '../sources/read-table.ts'
import type { Directory } from '../tables/directory.ts'
import type { FileFacts, Look, Quote, Reading, ReadRequest } from '../tables/reading.ts'
import type { TableSpec } from '../tables/spec.ts'

/** Where a shop's files lie: in its folder; or, of a closed month, each under the name that it had, wherever it is kept. */
export type ShopFolder = { readonly root: string } | { readonly copies: ReadonlyMap<string, string> }

export interface TableReading {
  readonly table: string
  readonly path: string
  readonly reading: Reading
}

/** A file of another month that a problem of this one speaks of. */
export interface ComparedFile {
  readonly file: string
  readonly path: string
  readonly sha256: string
}

export interface MonthFolder {
  readonly shop: ShopFolder
  readonly period: Period
  readonly allowed: readonly Allowed[]
  /** Told while a file is read: its name, and how much of it was read. */
  readonly onProgress?: ReadRequest['onProgress']
  /** What was read before, where the month is worked out several times. */
  readonly read?: ReadOnce | undefined
}

type OnBatch = ReadRequest['onBatch']

const RESULTS = 'results/'

/** True for a table of the results of quarters and years, which belong to no month. */
export function isResults(spec: TableSpec): boolean {
  return spec.file.startsWith(RESULTS)
}

/** Tells of a file that lies in a month in which its table is not due. */
export async function notDue(spec: TableSpec, { shop, period }: MonthFolder): Promise<Problem[]> {
  const { value: found } = await locate(spec, shop, period)
  if (!found) return []
  const month = dueNext(period, spec.every).name
  return [problem('FILE_NOT_DUE', { file: found.display }, { table: spec.name, month })]
}

/** Finds the file of a table and reads its rows of the month, or of a span; only problems where there is none. */
export async function readFileOf(
  spec: TableSpec,
  folder: MonthFolder,
  directory: Directory,
  onBatch: OnBatch,
  span: Period = spanOf(folder.period, spec.every),
): Promise<TableReading | { readonly problems: readonly Problem[] }> {
  const { value: found, problems } = await locate(spec, folder.shop, folder.period)
  if (!found) return { problems: problems.map(inTable(spec.name)) }
  const reading = await readOf(folder, {
    spec,
    ...found,
    directory,
    period: isResults(spec) ? undefined : span,
    onBatch: settling(spec, directory, onBatch),
    ...(folder.onProgress ? { onProgress: folder.onProgress } : {}),
  })
  return {
    table: spec.name,
    path: found.path,
    reading: { ...reading, problems: reading.problems.map(inTable(spec.name)) },
  }
}

/** People as the stints that rows belong to, where somebody has several. */
function settling(spec: TableSpec, { stints }: Directory, onBatch: OnBatch): OnBatch {
  const settle = stints?.settle(spec)
  if (!settle) return onBatch
  return (batch, dictionaries) => {
    settle(batch, dictionaries)
    onBatch(batch, dictionaries)
  }
}

/** Reads the file of a table once more. */
export async function readAgain(
  spec: TableSpec,
  source: TableReading,
  folder: MonthFolder,
  directory: Directory,
  onBatch: OnBatch,
): Promise<Reading> {
  return readSpan(spec, source, folder, directory, onBatch)
}

/** The path of a file that need not be there and is not. */
export const NO_FILE = ''

/** Reads the rows of a month, or of some span, in the file of a table. */
export async function readSpan(
  spec: TableSpec,
  source: TableReading,
  folder: MonthFolder,
  directory: Directory,
  onBatch: OnBatch,
  { look, span = spanOf(folder.period, spec.every) }: { readonly look?: Look; readonly span?: Period } = {},
): Promise<Reading> {
  if (source.path === NO_FILE) return source.reading
  const display = source.reading.facts?.file ?? spec.name
  const asked = {
    ...{ spec, path: source.path, display, directory, period: span },
    onBatch: settling(spec, directory, onBatch),
  }
  return readOf(folder, look ? { ...asked, look } : asked)
}

function readOf({ read }: MonthFolder, request: ReadRequest): Promise<Reading> {
  return read ? read.read(request) : readTable(request)
}

const REPEATS: readonly ProblemCode[] = ['ROW_TWICE', 'ROW_ALIKE', 'ROWS_PASTED']

/** A second look at rows: those asked for, and those that may stand twice. */
export async function lookAgain(
  spec: TableSpec,
  source: TableReading,
  folder: MonthFolder,
  directory: Directory,
  look: Look,
): Promise<{ readonly quotes: ReadonlyMap<number, Quote>; readonly problems: readonly Problem[] }> {
  // Made rows stand in no file.
  if (source.path === '' || (look.rows.size === 0 && look.suspects.size === 0))
    return { quotes: new Map(), problems: [] }
  const { quotes, problems } = await readSpan(spec, source, folder, directory, () => {}, { look })
  return {
    quotes,
    problems: problems.filter(p => REPEATS.includes(toldCode(p))),
  }
}

/**
 * Tells where a file, or one with its bytes, was read before for another table, and where it has the bytes of the same
 * table's of the month before.
 */
export async function sameFileProblems(
  spec: TableSpec,
  source: TableReading,
  before: readonly TableReading[],
  { shop, period }: MonthFolder,
): Promise<{ problems: Problem[]; compared?: ComparedFile }> {
  const { facts } = source.reading
  if (!facts || isResults(spec) || spec.name === 'people') return { problems: [] }
  const own = inTable(spec.name)
  const at = { file: facts.file }
  // Not by the path: files of the same bytes are kept once.
  const others = before.filter(({ reading }) => reading.facts && !onOtherSheets(reading.facts, facts))
  const shared = others.find(r => r.reading.facts?.file === facts.file)
  if (shared) {
    const both = { table: spec.name, other: shared.table, file: facts.file }
    return { problems: [own(problem('FILE_SHARED', spec.at, both))] }
  }
  const twin = others.find(r => r.reading.facts?.sha256 === facts.sha256)
  if (twin) return { problems: [own(problem('FILE_TWICE', at, { table: spec.name, other: twin.reading.facts!.file }))] }
  // A file with dates tells its month itself.
  if (spec.month !== undefined) return { problems: [] }
  const last = dueBefore(period, spec)
  const { value: earlier } = await locate(spec, shop, last)
  if (!earlier || !(await sameBytes([source.path, earlier.path]))) return { problems: [] }
  return {
    problems: [own(problem('FILE_AS_BEFORE', at, { table: spec.name, other: earlier.display }))],
    compared: { file: earlier.display, path: earlier.path, sha256: facts.sha256 },
  }
}

/** True for readings of one workbook that have no sheet in common. */
function onOtherSheets(one: FileFacts, other: FileFacts): boolean {
  if (one.file !== other.file || one.sheet === undefined || other.sheet === undefined) return false
  const [mine, theirs] = [one, other].map(({ sheet, parts }) => parts?.map(({ name }) => name) ?? [sheet])
  return !mine!.some(name => theirs!.includes(name))
}

/** When a table was due before. */
function dueBefore(period: Period, { every }: TableSpec): PayPeriod {
  const { start } = spanOf(period, every)
  return periodAt(period, every === undefined ? start - 1 : spanAt(start - 1, every).end)
}

function locate(spec: TableSpec, shop: ShopFolder, period: Period): ReturnType<typeof findFile> {
  const results = isResults(spec)
  const pattern = results ? spec.file.slice(RESULTS.length) : spec.file
  const display = results ? 'data/results' : `data/${period.name}`
  const elsewhere = results ? undefined : { folder: filesIn(shop, 'data/results'), prefix: RESULTS }
  return findFile(filesIn(shop, display), pattern, {
    table: spec.name,
    at: spec.at,
    display,
    ...(elsewhere ? { elsewhere } : {}),
  })
}

function filesIn(shop: ShopFolder, folder: string): Files {
  if ('root' in shop) return pathIn(shop.root, ...folder.split('/'))
  const start = `${folder}/`
  const inside = [...shop.copies].filter(([name]) => name.startsWith(start) && !name.includes('/', start.length))
  return new Map(inside.map(([name, path]) => [name.slice(start.length), path]))
}
