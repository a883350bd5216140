// START HERE. A month, from a scheme and the shop's files to what is paid, phase by phase; and a closed month worked out
// again, which is the same with other givens: the scheme and the copies that the book keeps. Takes what is given; gives the
// month with everything that explains it, or only problems. Writes nothing.

import type { EntryHeader } from '../book/entry.ts'
import { copiesOf, keptText } from '../book/keep.ts'
import { correctionsOf, openedMonth } from '../book/order.ts'
import { type Period, parsePeriod, periodsAway } from '../core/calendar.ts'
import { anyError, type Problem, type ProblemCode, problem } from '../core/problem.ts'
import { MONTH_RECORD } from '../files/names.ts'
import { calculate, giveSheets } from '../pay/calculate.ts'
import type { EarlierOrders } from '../pay/counted.ts'
import { type EarlierBound, monthsBack } from '../pay/earlier.ts'
import { checkFiles, checkTables, inOrder, measureTables, readTables } from '../pay/inputs.ts'
import { NO_LAYOUTS } from '../pay/layout-result.ts'
import type { MonthOutcome, WorkedMonth } from '../pay/month.ts'
import type { Overrides } from '../pay/month-facts.ts'
import { NOTHING_OPEN, type Opening } from '../pay/opening.ts'
import { fillMonth } from '../pay/payees.ts'
import type { MonthFolder, ShopFolder } from '../pay/shop-files.ts'
import { unmatched } from '../pay/unmatched.ts'
import { readDraftRecord } from '../reports/draft-record.ts'
import { accept, acceptingAll, stops } from '../scheme/allowed.ts'
import { type LoadedScheme, loadScheme } from '../scheme/load.ts'
import type { Scheme } from '../scheme/model.ts'
import { FEW_CELLS, ReadOnce } from '../sources/read-once.ts'
import { inPeriods } from '../words/language.ts'
import { beforeBook } from './before-book.ts'
import { expectationProblems, type MonthBefore } from './expectations.ts'
import { type KeptValues, valuesOf, wasEverKept } from './month-rows.ts'
import { openingOf } from './opening.ts'

/** What a month is worked out from. */
export interface MonthGivens {
  readonly period: Period
  readonly scheme: LoadedScheme
  readonly files: ShopFolder
  /** What earlier months left open; nothing where there is no book. */
  readonly opening?: Opening
  /** The book, for figures of closed months that formulas read. */
  readonly book?: BookMemory
  /** What closed months remember of orders; without it, orders are not held against those of other months. */
  readonly orders?: EarlierOrders | undefined
  /** As it was closed: a number that came back under another name was taken as it stood. */
  readonly closed?: boolean
  /** The month is closed and worked out anew: what comes out is nothing that was paid. */
  readonly anew?: boolean
}

/** What is to come out besides what is paid. */
export interface HowToWork {
  /** Values of a what-if, by column. */
  readonly overrides?: Overrides
  /** Whether the rows behind each figure are remembered, for explanation and audit: two bytes a row and figure. */
  readonly keepRows?: boolean
  /** Whether export layouts are filled too: their problems then stop the month. */
  readonly layouts?: boolean
  /** Errors of what was worked out, in spite of which the month can be looked at: it can't be paid. */
  readonly despite?: ReadonlySet<ProblemCode>
  /** False: nothing is held against the month before. */
  readonly expectations?: false
  /** Language of the sheets instead of the one that the scheme says. */
  readonly sheets?: Scheme['sheets'] | undefined
  readonly onProgress?: MonthFolder['onProgress']
  /** What was read of the files before, where the month is worked out several times. */
  readonly read?: MonthFolder['read']
}

/** Works a month out. */
export async function workOutMonth(given: MonthGivens, how: HowToWork = {}): Promise<MonthOutcome> {
  const { period, files: shop, opening: open = NOTHING_OPEN, closed = false, orders: others } = given
  const { overrides = new Map(), keepRows = false, onProgress } = how
  const once = how.read ?? (keepRows ? new ReadOnce(FEW_CELLS) : undefined)
  const { scheme: sound, draft = sound, problems: said, quote = same } = given.scheme
  const shown = onProgress ? { onProgress } : {}
  const folder: MonthFolder = { shop, period, allowed: draft?.allowed ?? [], read: once, ...shown }

  // Scheme: where its formulas have errors, its files are checked all the same.
  if (!sound) return notWorkedOut(draft ? (await checkFiles(draft, said, folder)).map(quote) : said)
  const scheme = { ...sound, sheets: how.sheets ? inPeriods(how.sheets, sound.pays) : sound.sheets }
  // Book: figures of closed months that its formulas read and an earlier version did not keep.
  const unknown = [...(await recall(given, scheme)), ...beforeBook(scheme, period, given.book?.headers ?? [])]
  if (stops(scheme.allowed, unknown)) return notWorkedOut(accept(scheme.allowed, unknown).map(quote))
  // Read: the roster, and the tables with a row a person, a group or the shop.
  const { files, month: read } = await readTables(scheme, folder, { opening: open, closed, overrides })
  if (read) giveSheets(read.engine, read.opening, read.adjusted)
  const told = (more: readonly Problem[]): Problem[] => [
    ...said,
    ...accept(scheme.allowed, [...unknown, ...more]).map(quote),
  ]
  if (!read) return notWorkedOut(told(files.problems))
  // Measure: the exports of many rows, and who is paid: that may follow from any figure, and figures from that.
  const measured = await measureTables(scheme, files, read, { keepRows, orders: others !== undefined })
  // Check: all of it against each other and against closed months.
  const { problems: found, reconciliation, orders } = await checkTables(scheme, files, read, measured, others)
  const { engine, opening, adjusted } = read
  if (stops(scheme.allowed, found)) return { ...notWorkedOut(told([...found, ...engine.problems])), reconciliation }
  // Calculate: what everybody is paid.
  const { result, problems: met } = calculate(engine, opening, adjusted)
  // Fill: the export layouts.
  const layouts = how.layouts === true ? fillMonth(scheme, engine, result, period) : NO_LAYOUTS
  // Accept: what was found counts as the scheme takes it.
  const problems = told([...found, ...met, ...layouts.problems])
  const lists = { reconciliation, unmatched: unmatched(engine, result, problems) }
  if (anyError(problems.filter(p => !how.despite?.has(p.code)))) return { month: undefined, problems, ...lists }
  // The month.
  const month: WorkedMonth = {
    ...{
      scheme,
      period,
      anew: given.anew === true,
      engine,
      result,
      opening,
      adjusted,
      orders,
      layouts: layouts.filled,
    },
    ...lists,
    readings: inOrder(scheme, files.readings),
    compared: files.compared,
  }
  const unexpected = how.expectations === false ? [] : await expectationProblems(month, monthBefore(given, opening))
  return { month, problems: [...problems, ...unexpected.map(quote)], ...lists }
}

/** The month before, as it was closed. */
function monthBefore({ book }: MonthGivens, { monthBefore: name }: Opening): MonthBefore {
  const header = book?.headers.find(h => h.kind === 'close' && h.period === name)
  const record = header?.outputs.find(file => file.name.endsWith(`/${MONTH_RECORD}`))
  return {
    async worked() {
      if (!book || !header) return undefined
      const { opening } = await openingOf(book.folder, parsePeriod(name)!)
      return (await replayMonth({ header, opening, book }, { expectations: false })).month
    },
    async rows() {
      const text = book && record ? await keptText(book.folder, record.sha256) : undefined
      const inputs = (text === undefined ? undefined : readDraftRecord(Buffer.from(text)))?.inputs ?? []
      return new Map(inputs.flatMap(({ table, rows }) => (rows === undefined ? [] : [[table, rows] as const])))
    },
  }
}

function same(found: Problem): Problem {
  return found
}

/** What becomes of a month that is not worked out. */
export function notWorkedOut(problems: readonly Problem[]): MonthOutcome {
  return { month: undefined, problems, reconciliation: [], unmatched: unmatched(undefined, undefined, problems) }
}

/** A closed month as its entry has it. */
export interface SealedMonth {
  /** Its closing, or the last correction of it. */
  readonly header: EntryHeader
  readonly book: BookMemory
  readonly opening: Opening
  readonly orders?: EarlierOrders
}

/** Works a closed month out again: as it was, for proof; or as a corrected month before it changes it. */
export async function replayMonth({ header, ...given }: SealedMonth, how: HowToWork = {}): Promise<MonthOutcome> {
  const { folder } = given.book
  const scheme = await keptWithCopies(folder, header, header.period)
  const files = { copies: copiesOf(folder, header.inputs) }
  return workOutMonth({ ...given, period: parsePeriod(header.period)!, scheme, files, closed: true }, how)
}

/** The scheme that an entry keeps, as it holds in a month; without one, with its newest figures. */
export async function keptScheme(
  folder: string,
  { scheme: { name, sha256 } }: Pick<EntryHeader, 'scheme'>,
  month: string,
): Promise<LoadedScheme> {
  return loadScheme(await keptText(folder, sha256), name, parsePeriod(month)!)
}

/** The same, for the copies that the entry keeps beside it. */
export async function keptWithCopies(...of: Parameters<typeof keptScheme>): Promise<LoadedScheme> {
  const loaded = await keptScheme(...of)
  const { scheme, draft } = loaded
  return { ...loaded, scheme: scheme && acceptingAll(scheme), ...(draft ? { draft: acceptingAll(draft) } : {}) }
}

/** What a book says of its closed months. */
export interface BookMemory {
  readonly folder: string
  readonly headers: readonly EntryHeader[]
  readonly kept: KeptValues
}

/**
 * Adds to what is kept the figures that a scheme reads of earlier months and that were not kept when these were closed,
 * from their copies. Gives a problem for each month whose copies don't give them: nothing is taken for 0 in silence.
 */
async function recall({ book, period, closed, anew }: MonthGivens, scheme: Scheme): Promise<Problem[]> {
  // A month that an earlier version closed reads what that version read.
  if (!book || ((closed || anew) && !book.kept.columns.has(period.name))) return []
  const wanted = new Map<string, Set<string>>()
  const at = new Map<string, Problem['at']>()
  const opened = openedMonth(book.headers) ?? ''
  const lacking = new Map<string, Problem>()
  for (const { source, at: place } of scheme.asked) {
    if (source.figure.kind !== 'earlier') continue
    const { column } = source.figure
    at.set(column.id, place)
    for (const month of monthsRead(source.figure, period.name, opened)) {
      if (book.kept.columns.get(month)?.has(column.id)) continue
      // What was not said when the book was opened is not known, and no copies give it.
      if (month <= opened)
        lacking.set(
          `${month} ${column.id}`,
          problem('OPENING_LACKS', place, { name: column.name, month, opened: true }),
        )
      else if (!wasEverKept(column.id)) wanted.set(month, (wanted.get(month) ?? new Set()).add(column.id))
    }
  }
  const problems = [...lacking.values()]
  for (const header of book.headers) {
    const ids = header.kind === 'close' ? wanted.get(header.period) : undefined
    if (!ids) continue
    for (const [id, because] of await fromCopies(book, header, ids))
      problems.push(problem('EARLIER_NOT_KEPT', at.get(id), { name: id, month: header.period, because }))
  }
  return problems
}

/** The months before one of which a formula reads a figure; of a balance before the book begins only the last. */
export function monthsRead(bound: EarlierBound, period: string, opened: string): string[] {
  const { take } = bound
  const all = Array.from({ length: monthsBack(bound, period) }, (_, i) => periodsAway(period, -1 - i))
  if (take === 'one') return all.slice(-1)
  return take === 'last' ? all.filter(month => month >= opened) : all
}

/** Takes figures of a month from its copies; gives those that can't be had, with the code of what is in the way. */
async function fromCopies(book: BookMemory, close: EntryHeader, ids: ReadonlySet<string>): Promise<[string, string][]> {
  const header = latest(book.headers, close)
  const text = await keptText(book.folder, header.scheme.sha256)
  const { columns = [] } = loadScheme(text, header.scheme.name, undefined, false).draft ?? {}
  // What the scheme of that month did not have is blank, as it always was.
  const had = columns.filter(c => ids.has(c.id))
  if (had.length === 0) return []
  const opening = { ...NOTHING_OPEN, earlier: book.kept.readableIn(close.period) }
  const { month, problems } = await replayMonth({ header, opening, book }, { expectations: false })
  if (!month) {
    const because = problems.find(p => p.severity === 'error')?.code ?? ''
    return had.map(({ id }): [string, string] => [id, because])
  }
  const { engine } = month
  for (const home of new Set(had.map(c => c.home)))
    for (const row of engine.world.rows(home))
      book.kept.complete(header.period, engine.key(row), valuesOf(engine, row, had))
  return []
}

/** The entry whose inputs and scheme hold for a month: its closing, or its last correction. */
export function latest(headers: readonly EntryHeader[], close: EntryHeader): EntryHeader {
  return correctionsOf(headers, close.period).at(-1) ?? close
}
