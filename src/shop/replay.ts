// A closed month, worked out again from the copies that the book keeps, with the scheme it was closed with: as it was,
// for proof; or as a corrected month before it changes it. The copies are read where they lie.
// Also what a month reads of earlier ones that the version which closed them did not keep: worked out from their copies.

import type { EntryHeader } from '../book/entry.ts'
import { copiesOf, keptText } from '../book/keep.ts'
import { correctionsOf } from '../book/order.ts'
import { monthsAway, type Period, parsePeriod } from '../core/calendar.ts'
import { type Problem, problem } from '../core/problem.ts'
import type { HowToRead } from '../pay/inputs.ts'
import { type MonthOutcome, workOutLoaded } from '../pay/month.ts'
import { NOTHING_OPEN, type Opening } from '../pay/opening.ts'
import { loadScheme } from '../scheme/load.ts'
import type { Scheme } from '../scheme/model.ts'
import { type KeptValues, valuesOf, wasEverKept } from './month-rows.ts'

export interface ReplayRequest {
  /** The folder of the book. */
  readonly folder: string
  /** The closing of the month. */
  readonly header: EntryHeader
  readonly opening: Opening
  /** The book, for what the month reads of earlier ones. */
  readonly book: Remembered
  readonly keepRows: boolean
  /** Whether the export layouts are filled too. */
  readonly layouts?: boolean
  readonly sheets?: HowToRead['sheets']
  readonly orders?: HowToRead['orders']
}

/** Works the month out again. */
export async function replayMonth({
  folder,
  header,
  opening,
  book,
  keepRows,
  layouts = false,
  sheets,
  orders,
}: ReplayRequest): Promise<MonthOutcome> {
  const period = parsePeriod(header.period)!
  const { name, sha256 } = header.scheme
  const loaded = loadScheme(await keptText(folder, sha256), name, period)
  // A month that an earlier version closed reads what that version read.
  const missing =
    loaded.scheme && book.kept.columns.has(header.period) ? await remember(folder, book, loaded.scheme, period) : []
  if (missing.length > 0) return withoutMonth(missing)
  return workOutLoaded(loaded, { copies: copiesOf(folder, header.inputs) }, period, {
    ...{ overrides: new Map(), keepRows, layouts, opening, sheets },
    ...(orders ? { orders } : {}),
    closed: true,
  })
}

/** What a book says of its closed months. */
export interface Remembered {
  readonly headers: readonly EntryHeader[]
  readonly kept: KeptValues
}

/**
 * Adds to what is kept the figures that a scheme reads of earlier months and that were not kept when these were closed,
 * from their copies. Gives a problem for each month whose copies don't give them: nothing is taken for 0 in silence.
 */
export async function remember(
  folder: string,
  { headers, kept }: Remembered,
  scheme: Scheme,
  period: Period,
): Promise<Problem[]> {
  const wanted = new Map<string, Set<string>>()
  const at = new Map<string, Problem['at']>()
  for (const { source, at: place } of scheme.asked) {
    if (source.figure.kind !== 'earlier') continue
    const { column, months } = source.figure
    if (wasEverKept(column.id)) continue
    at.set(column.id, place)
    for (let back = 1; back <= months; back++) {
      const month = monthsAway(period.name, -back)
      if (!kept.columns.get(month)?.has(column.id)) wanted.set(month, (wanted.get(month) ?? new Set()).add(column.id))
    }
  }
  const problems: Problem[] = []
  for (const header of headers) {
    const ids = header.kind === 'close' ? wanted.get(header.period) : undefined
    if (!ids) continue
    const found = await fromCopies(folder, { headers, kept }, header, ids)
    for (const [id, because] of found)
      problems.push(problem('EARLIER_NOT_KEPT', at.get(id), { name: id, month: header.period, because }))
  }
  return problems
}

/** Takes figures of a month from its copies; gives those that can't be had, with the code of what is in the way. */
async function fromCopies(
  folder: string,
  book: Remembered,
  close: EntryHeader,
  ids: ReadonlySet<string>,
): Promise<[string, string][]> {
  const header = latest(book.headers, close)
  const { columns } = loadScheme(await keptText(folder, header.scheme.sha256), header.scheme.name, undefined, false)
    .draft ?? {
    columns: [],
  }
  // What the scheme of that month did not have is blank, as it always was.
  const had = columns.filter(c => ids.has(c.id))
  if (had.length === 0) return []
  const opening = { ...NOTHING_OPEN, earlier: book.kept.readableIn(close.period) }
  const { month, problems } = await replayMonth({ folder, header, opening, book, keepRows: false })
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

/** What becomes of a month that is not worked out. */
export function withoutMonth(problems: readonly Problem[]): MonthOutcome {
  return { month: undefined, problems, reconciliation: [], unmatched: { nothing: [], unpaid: [], strangers: [] } }
}
