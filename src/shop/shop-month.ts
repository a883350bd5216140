// A month of a shop as its folder and its book have it: the scheme that applies to it, what the book says it begins with, and
// its files as they lie there, or the copies that it was closed with. Takes the folder; gives the month, or what stops it.

import { closedMonths } from '../book/order.ts'
import { type ClosingEntry, closingOf } from '../book/read.ts'
import { type Period, parsePeriod, periodAt } from '../core/calendar.ts'
import { pathIn } from '../core/inside.ts'
import { type Problem, problem } from '../core/problem.ts'
import { BOOK_FOLDER } from '../files/names.ts'
import type { MonthOutcome } from '../pay/month.ts'
import { acceptedAtClose } from './accepted.ts'
import { dataMonths } from './contents.ts'
import { type HowToLoad, loadShopScheme, type ShopScheme } from './folder.ts'
import { type BookMemory, type HowToWork, notWorkedOut, replayMonth, workOutMonth } from './month.ts'
import { openedProblem } from './opened.ts'
import { type OpeningState, openingOf } from './opening.ts'
import { earlierOrders, ordersBefore } from './orders.ts'
import { findingProblem } from './sound-book.ts'

export interface ShopMonth extends MonthOutcome {
  readonly loaded: ShopScheme
  readonly state: OpeningState
  /** The closing from whose copies it was worked out, where it was. */
  readonly sealed: ClosingEntry | undefined
}

/**
 * What a closed month is worked out from: the copies it was closed with, its files as they lie there now; or it is refused, since
 * what would be written takes the place of what was paid.
 */
export type IfClosed = 'as sealed' | 'anew' | 'refused'

/** Works a month of a shop out. `state`: what the book says of it, where that was read before. */
export async function workOutShop(
  root: string,
  period: Period,
  how: HowToWork = {},
  {
    closed = 'anew',
    state: known,
    ...load
  }: HowToLoad & { readonly closed?: IfClosed; readonly state?: OpeningState | undefined } = {},
): Promise<ShopMonth> {
  const [loaded, state] = await Promise.all([
    loadShopScheme(root, period, load),
    known ?? openingOf(pathIn(root, BOOK_FOLDER), period),
  ])
  const { book, opening, kept, gap } = state
  const memory: BookMemory = { folder: book.folder, headers: book.headers, kept }
  const entry = closingOf(book, period.name)
  const nothing = (problems: readonly Problem[]): ShopMonth => {
    return { ...notWorkedOut(problems), loaded, state, sealed: undefined }
  }
  if (book.findings.length > 0) return nothing(book.findings.map(findingProblem))
  const opened = openedProblem(book.headers, period.name)
  if (opened) return nothing([opened])
  const other = otherPeriod(period, loaded.draft?.pays, closedMonths(book.headers).at(-1))
  if (other) return nothing([other])
  if (entry && closed === 'refused')
    return nothing([problem('MONTH_CLOSED', undefined, { period: period.name, entry: entry.file })])
  if (entry && closed === 'as sealed') {
    const { overrides: _, sheets: __, onProgress: ___, ...shown } = how
    const { header } = entry
    const outcome = await replayMonth({ header, opening, book: memory, orders: ordersBefore(memory, header) }, shown)
    return { ...outcome, problems: acceptedAtClose(outcome.problems, header), loaded, state, sealed: entry }
  }
  const outcome = await workOutMonth(
    {
      ...{ period, scheme: loaded, files: { root }, opening, book: memory, anew: entry !== undefined },
      orders: earlierOrders(memory, period.name),
    },
    // Nobody is paid from what is worked out of a closed month again: it fills no layouts.
    entry ? { ...how, layouts: false } : how,
  )
  const open =
    gap.length === 0 ? [] : [problem('MONTHS_OPEN', undefined, { months: gap.join(', '), period: period.name })]
  const problems = await withoutFolder(outcome.problems, root, period)
  return { ...outcome, problems: [...problems, ...open], loaded, state, sealed: undefined }
}

/** The problem of a period that is none of the scheme's, or does not go with what the book has closed. */
function otherPeriod(period: Period, pays: Period | undefined, last: string | undefined): Problem | undefined {
  for (const [by, like] of [
    ['scheme', pays],
    ['book', last && parsePeriod(last)],
  ] as const) {
    const fits = like ? periodAt(like, period.end) : undefined
    if (!fits || fits.name === period.name) continue
    return problem('PERIOD_OTHER', undefined, { period: period.name, pays: fits.kind, by, nearest: fits.name })
  }
  return undefined
}

/** Files missing in a folder that is not there are one problem: the month has no data. */
async function withoutFolder(
  problems: readonly Problem[],
  root: string,
  { name }: Period,
): Promise<readonly Problem[]> {
  const missing = (p: Problem): boolean => p.code === 'FILE_MISSING' && p.facts.folder === `data/${name}`
  if (!problems.some(missing)) return problems
  const months = (await dataMonths(root)).map(p => p.name).sort()
  if (months.includes(name)) return problems
  const facts = { period: name, months: months.join(', ') }
  return [problem('DATA_MISSING', undefined, facts), ...problems.filter(p => !missing(p))]
}
