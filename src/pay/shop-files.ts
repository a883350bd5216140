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
import type { FileFacts, Look, Quote, Reading, ReadRequest, SourceFile } from '../tables/reading.ts'
import { isEntered, isResults, RESULTS, type TableSpec } from '../tables/spec.ts'

/** Where a shop's files lie: in its folder; or, of a closed month, each under the name that it had, wherever it is kept. */
export type ShopFolder = { readonly root: string } | { readonly copies: ReadonlyMap<string, string> }

export interface TableReading {
  readonly table: string
  readonly reading: Reading
  /** Rows of the month. */
  readonly rows?: number
  /** What was read of it, where that is kept. */
  readonly read?: ReadOnce | undefined
}

/** `missing`: files that need not be there, and are not. */
interface FoundReading extends TableReading {
  readonly missing: readonly Problem[]
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
  /** What was read before, where it is wanted again. */
  readonly read?: ReadOnce | undefined
}

type OnBatch = ReadRequest['onBatch']

/** Tells of a file that lies in a month in which its table is not due. */
export async function notDue(spec: TableSpec, { shop, period }: MonthFolder): Promise<Problem[]> {
  const { found } = await locate(spec, shop, period)
  const month = dueNext(period, spec.every).name
  return found.map(({ display }) => problem('FILE_NOT_DUE', { file: display }, { table: spec.name, month }))
}

/** Finds the files of a table and reads their rows of the month, or of a span; only problems where one is missing. */
export async function readFileOf(
  spec: TableSpec,
  folder: MonthFolder,
  directory: Directory,
  onBatch: OnBatch,
  span: Period = spanOf(folder.period, spec.every),
): Promise<FoundReading | { readonly problems: readonly Problem[] }> {
  const { found, problems } = await locate(spec, folder.shop, folder.period)
  const known = problems.map(inTable(spec.name))
  const missing = found.length === 0 || known.some(p => !spec.mayBeMissing || p.code !== 'FILE_MISSING')
  if (missing) return { problems: known }
  let rows = 0
  const settle = settling(spec, directory, onBatch)
  const reading = await readOf(folder, {
    spec,
    files: found,
    directory,
    period: isResults(spec) ? undefined : span,
    onBatch: (batch, dictionaries) => {
      rows += batch.size
      settle(batch, dictionaries)
    },
    ...(folder.onProgress ? { onProgress: folder.onProgress } : {}),
  })
  return {
    table: spec.name,
    ...{ rows, read: folder.read },
    reading: { ...reading, problems: reading.problems.map(inTable(spec.name)) },
    missing: known,
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

/** The files that were read; none of a table whose rows were made, or whose file need not be there and is not. */
export function filesAgain({ reading }: TableReading): readonly SourceFile[] {
  return reading.files.map(({ path, file }) => ({ path, display: file }))
}

/** Reads the rows of a month, or of some span, in the file of a table. */
export async function readSpan(
  spec: TableSpec,
  source: TableReading,
  folder: MonthFolder,
  directory: Directory,
  onBatch: OnBatch,
  { look, span = spanOf(folder.period, spec.every) }: { readonly look?: Look; readonly span?: Period } = {},
): Promise<Reading> {
  const files = filesAgain(source)
  if (files.length === 0) return source.reading
  const asked = {
    ...{ spec, files, directory, period: span },
    onBatch: settling(spec, directory, onBatch),
  }
  return readOf(folder, look ? { ...asked, look } : asked)
}

/** Reads a file, or gives what was read of it. */
export function readOf({ read }: Pick<MonthFolder, 'read'>, request: ReadRequest): Promise<Reading> {
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
  if (source.reading.files.length === 0 || (look.rows.size === 0 && look.suspects.size === 0))
    return { quotes: new Map(), problems: [] }
  const { quotes, problems } = await readSpan(spec, source, folder, directory, () => {}, { look })
  return {
    quotes,
    problems: problems.filter(p => REPEATS.includes(toldCode(p))),
  }
}

/**
 * Tells where a file, or one with its bytes, was read before for this table or another, and where it has the bytes of one of the
 * same table's of the month before.
 */
export async function sameFileProblems(
  spec: TableSpec,
  { reading: { files } }: TableReading,
  before: readonly TableReading[],
  { shop, period }: MonthFolder,
): Promise<{ problems: Problem[]; compared: readonly ComparedFile[] }> {
  const own = inTable(spec.name)
  const twice = (file: string, other: string): Problem =>
    own(problem('FILE_TWICE', { file }, { table: spec.name, other }))
  const copies = files.flatMap((one, i) => {
    const first = files.slice(0, i).find(({ sha256 }) => sha256 === one.sha256)
    return first ? [twice(one.file, first.file)] : []
  })
  if (isResults(spec) || spec.name === 'people') return { problems: copies, compared: [] }
  // Not by the path: files of the same bytes are kept once.
  const others = before.flatMap(({ table, reading }) => reading.files.map(file => ({ table, file })))
  const told = files.flatMap(one => {
    const read = others.filter(({ file }) => !onOtherSheets(file, one))
    const shared = read.find(({ file }) => file.file === one.file)
    if (shared) return [own(problem('FILE_SHARED', spec.at, { table: spec.name, other: shared.table, file: one.file }))]
    const twin = read.find(({ file }) => file.sha256 === one.sha256)
    return twin ? [twice(one.file, twin.file.file)] : []
  })
  const problems = [...copies, ...told]
  // A file with dates tells its month itself.
  if (problems.length > 0 || spec.month !== undefined) return { problems, compared: [] }
  const { found: earlier } = await locate(spec, shop, dueBefore(period, spec))
  const compared: ComparedFile[] = []
  for (const { file, path, sha256 } of files)
    for (const old of earlier) {
      if (!(await sameBytes([path, old.path]))) continue
      problems.push(own(problem('FILE_AS_BEFORE', { file }, { table: spec.name, other: old.display })))
      compared.push({ file: old.display, path: old.path, sha256 })
    }
  return { problems, compared }
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

/** The files of a table, each for its own pattern, and what keeps any of them from being found. */
export async function locate(
  spec: TableSpec,
  shop: ShopFolder,
  period: Period,
): Promise<{ readonly found: readonly SourceFile[]; readonly problems: readonly Problem[] }> {
  const results = isResults(spec)
  const display = results ? 'data/results' : `data/${period.name}`
  const elsewhere = results ? undefined : { folder: filesIn(shop, 'data/results'), prefix: RESULTS }
  const form = isEntered(spec) ? { form: period.name } : {}
  const wanted = { table: spec.name, at: spec.at, display, ...form, ...(elsewhere ? { elsewhere } : {}) }
  const found: SourceFile[] = []
  const problems: Problem[] = []
  for (const written of spec.files) {
    const pattern = results ? written.slice(RESULTS.length) : written
    const { value: file, problems: told } = await findFile(filesIn(shop, display), pattern, wanted)
    if (!file) problems.push(...told)
    // Where a file is missing, a wider pattern may mean the file of another one.
    else if (found.some(other => other.display === file.display))
      problems.push(
        problem('FILE_MISSING', spec.at, { table: spec.name, pattern, folder: display, nearest: undefined }),
      )
    else found.push(file)
  }
  return { found, problems }
}

function filesIn(shop: ShopFolder, folder: string): Files {
  if ('root' in shop) return pathIn(shop.root, ...folder.split('/'))
  const start = `${folder}/`
  const inside = [...shop.copies].filter(([name]) => name.startsWith(start) && !name.includes('/', start.length))
  return new Map(inside.map(([name, path]) => [name.slice(start.length), path]))
}
