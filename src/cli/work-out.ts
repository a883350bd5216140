// A shop's month for a command: the scheme that applies to it, what the book says it begins with, and its files.

import type { Finding } from '../book/finding.ts'
import { type ClosingEntry, closingOf } from '../book/read.ts'
import type { Period } from '../core/calendar.ts'
import { pathIn } from '../core/inside.ts'
import { type Problem, problem } from '../core/problem.ts'
import { BOOK_FOLDER } from '../files/names.ts'
import type { HowToRead } from '../pay/inputs.ts'
import { type MonthOutcome, workOutLoaded } from '../pay/month.ts'
import { type OpeningState, openingOf } from '../shop/opening.ts'
import { earlierOrders, ordersBefore } from '../shop/orders.ts'
import { remember, replayMonth, withoutMonth } from '../shop/replay.ts'
import { dataMonths, type HowToLoad, loadShopScheme, type ShopScheme } from './shop.ts'

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

/** Works a month of a shop out. */
export async function workOutShop(
  root: string,
  period: Period,
  how: HowToRead,
  { closed = 'anew', ...load }: HowToLoad & { readonly closed?: IfClosed } = {},
): Promise<ShopMonth> {
  const [loaded, state] = await Promise.all([
    loadShopScheme(root, period, load),
    openingOf(pathIn(root, BOOK_FOLDER), period),
  ])
  const { book, opening, kept, gap } = state
  const entry = closingOf(book, period.name)
  const nothing = (problems: readonly Problem[]): ShopMonth => ({
    ...withoutMonth(problems),
    loaded,
    state,
    sealed: undefined,
  })
  if (book.findings.length > 0) return nothing(book.findings.map(findingProblem))
  if (entry && closed === 'refused')
    return nothing([problem('MONTH_CLOSED', undefined, { period: period.name, entry: entry.file })])
  if (entry && closed === 'as sealed') {
    const { header } = entry
    const { keepRows, layouts = false } = how
    const orders = ordersBefore(book.folder, { headers: book.headers, kept }, header)
    const known = { headers: book.headers, kept }
    const outcome = await replayMonth({ folder: book.folder, header, opening, book: known, keepRows, layouts, orders })
    return { ...outcome, loaded, state, sealed: entry }
  }
  const missing = await notRemembered(root, period, loaded, state)
  if (missing.length > 0) return nothing(missing)
  const orders = earlierOrders(book.folder, { headers: book.headers, kept }, period.name)
  const outcome = await workOutLoaded(loaded, { root }, period, {
    ...{ orders, ...how, opening },
    // Nobody is paid from what is worked out of a closed month again: it fills no layouts.
    ...(entry ? { anew: true, layouts: false } : {}),
  })
  const open =
    gap.length === 0 ? [] : [problem('MONTHS_OPEN', undefined, { months: gap.join(', '), period: period.name })]
  const problems = await withoutFolder(outcome.problems, root, period)
  return { ...outcome, problems: [...problems, ...open], loaded, state, sealed: undefined }
}

/** What the month reads of closed ones and nobody can tell; what an earlier version did not keep is worked out on the way. */
async function notRemembered(
  root: string,
  period: Period,
  { scheme, quote = (p: Problem) => p }: ShopScheme,
  { book, kept, closed }: OpeningState,
): Promise<Problem[]> {
  // A month that an earlier version closed reads what that version read.
  if (!scheme || (closed && !kept.columns.has(period.name))) return []
  const missing = await remember(pathIn(root, BOOK_FOLDER), { headers: book.headers, kept }, scheme, period)
  return missing.map(quote)
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

/** A fault of the book as a problem. */
export function findingProblem({ damage, entry, facts }: Finding): Problem {
  const told = Object.entries(facts).filter(([, value]) => value !== undefined && value !== '')
  const at = entry === '' ? undefined : { file: `${BOOK_FOLDER}/${entry}` }
  const texts = Object.fromEntries(told.map(([name, value]) => [name, String(value)]))
  return problem('BOOK_DAMAGED', at, { entry, damage, facts: texts })
}
