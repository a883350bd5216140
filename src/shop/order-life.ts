// The whole life of an order: in which months and entries it counted, the rows that name it, what they added to whose figures,
// what corrections changed of it, and what the exports say of it that lie there now. Takes a shop and a number; gives the months
// as plain data; refuses a number that nobody knows, with those nearest to it. Works without a book. Writes nothing.

import type { EntryHeader } from '../book/entry.ts'
import { copiesOf } from '../book/keep.ts'
import { closedMonths, openedMonth } from '../book/order.ts'
import { isPayPeriod, type Period, parsePeriod } from '../core/calendar.ts'
import { pathIn } from '../core/inside.ts'
import { append, once } from '../core/lists.ts'
import { type Problem, problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { type Added, addedBy, type OrderRow, rowsNaming } from '../explain/order.ts'
import { hashFile } from '../files/read.ts'
import type { MonthOutcome } from '../pay/month.ts'
import { NOTHING_OPEN } from '../pay/opening.ts'
import type { CountedOrders } from '../pay/order-log.ts'
import { Sieve } from '../tables/sieve.ts'
import type { Language } from '../words/language.ts'
import { dataMonths } from './contents.ts'
import { loadShopScheme } from './folder.ts'
import { type BookMemory, keptWithCopies, replayMonth } from './month.ts'
import { valuesIn } from './month-rows.ts'
import { NO_ORDERS, ordersOf } from './orders.ts'
import type { Shop } from './shop.ts'
import { workOutShop } from './shop-month.ts'
import { soundBook } from './sound-book.ts'

/**
 * What became of a row. `counted`, `taken back`: in a closed month. `open`, `open back`: it counts when its month is closed.
 * `again`: a closed month counted this number before. `never`: it is of a closed month that did not count it. `elsewhere`: it is
 * of another month, which counted it. `other month`: of one that is not closed. `nothing`: no figure takes it.
 */
export type Fate =
  | 'counted'
  | 'taken back'
  | 'open'
  | 'open back'
  | 'again'
  | 'never'
  | 'elsewhere'
  | 'other month'
  | 'nothing'

export interface LifeRow extends OrderRow {
  readonly fate: Fate
}

/** An order in a month, as an entry sealed it or as the exports lie there now. */
export interface OrderState {
  readonly month: string
  /** `changed`: the export of a closed month is not what was sealed. `before`: of a month before those that the book closed. */
  readonly kind: 'sealed' | 'changed' | 'open' | 'before'
  readonly entry: Pick<EntryHeader, 'number' | 'kind' | 'time'> | undefined
  /** How many lines of it the entry counted, by table. */
  readonly counted: readonly { readonly table: string; readonly lines: number; readonly back: number }[]
  readonly rows: readonly LifeRow[]
  readonly added: readonly Added[]
  /** The code of what keeps the month from being worked out, so that it is not known what the rows add. */
  readonly because: string
}

export interface OrderLife {
  readonly number: string
  /** In the order of months, and in each of what was sealed when. */
  readonly states: readonly OrderState[]
}

/** Finds everything that is known of an order. Figures in a language, or exactly, as JSON has them. */
export async function orderLife(
  { root }: Pick<Shop, 'root'>,
  typed: string,
  language: Language | 'exact',
): Promise<Result<OrderLife>> {
  const number = typed.normalize('NFKC').trim()
  const { value: book, problems: damage } = await soundBook(root)
  if (!book) return failed(damage)
  const memory = { folder: book.folder, headers: book.headers, kept: valuesIn(book) }
  const problems: Problem[] = []
  const months = new Map((await dataMonths(root)).map(p => [p.name, p]))
  const search = new Search(memory, root, number, language, new Set(months.keys()))
  for (const { period } of book.headers) if (!months.has(period)) once(months, period, () => parsePeriod(period)!)
  for (const name of [...months.keys()].sort()) {
    const period = months.get(name)!
    if (!isPayPeriod(period)) continue
    append(problems, await search.sealed(period))
    append(problems, await search.lyingThere(period))
  }
  const states = search.life()
  if (states.length === 0) {
    const facts = { kind: 'order' as const, name: number, nearest: await search.nearest(), known: '' }
    return failed([problem('NOT_FOUND', undefined, facts), ...problems])
  }
  return done({ number, states }, problems)
}

/** A state before it is known what other months say. */
type Found = Omit<OrderState, 'rows'> & { readonly rows: readonly OrderRow[] }

/** Numbers told of where nobody knows the one that was asked for. */
const NEAREST = 3

class Search {
  private readonly book: BookMemory
  private readonly root: string
  private readonly number: string
  private readonly language: Language | 'exact'
  private readonly closed: readonly string[]
  private readonly found: Found[] = []
  private readonly near = new Set<string>()
  private readonly wanted: Sieve
  /** Months with files of their own. */
  private readonly there: ReadonlySet<string>

  constructor(
    book: BookMemory,
    root: string,
    number: string,
    language: Language | 'exact',
    there: ReadonlySet<string>,
  ) {
    this.book = book
    this.root = root
    this.number = number
    this.language = language
    this.closed = closedMonths(book.headers)
    this.wanted = new Sieve([number], 1)
    this.there = there
  }

  /** What the entries of a closed month say: the first, and each that changed it. */
  async sealed(period: Period): Promise<readonly Problem[]> {
    const problems: Problem[] = []
    let before = textOf([], [])
    for (const header of this.book.headers.filter(h => h.period === period.name)) {
      const isMonth = header.kind === 'close' || header.kind === 'correct'
      if (!isMonth && !header.orders) continue
      const rows = isMonth ? await this.rowsOfCopies(header, period) : []
      // A month that was sealed before orders were remembered is worked out again only where a row says that it is worth it.
      const asked = header.orders || rows.length > 0 ? await ordersOf(this.book, header) : []
      if ('code' in asked) problems.push(asked)
      const counted = 'code' in asked ? [] : asked.flatMap(table => this.linesIn(table))
      const now = textOf(rows, counted)
      if (now === before) continue
      before = now
      const { added, because } = await this.effect(() => this.replay(header), rows)
      this.found.push({ month: period.name, kind: 'sealed', entry: header, counted, rows, added, because })
    }
    return problems
  }

  /** What the export of a month says that lies there now; nothing where it is what was sealed. */
  async lyingThere(period: Period): Promise<readonly Problem[]> {
    const month = period.name
    const isBefore = month < (this.closed[0] ?? '') || month === openedMonth(this.book.headers)
    const isClosed = !isBefore && this.closed.includes(month)
    if (isClosed && (!this.there.has(month) || (await this.isAsSealed(month)))) return []
    const { scheme, problems } = await loadShopScheme(this.root, period, { lints: false })
    if (!scheme) return isClosed ? [] : problems.slice(0, 1)
    const files = { scheme, shop: { root: this.root }, period }
    const rows = await rowsNaming(files, this.number, this.language, n => this.compare(n))
    const state = { month, entry: undefined, counted: [], rows }
    if (isClosed) {
      const last = this.found.findLast(f => f.month === month)
      if (textOf(rows, []) !== textOf(last?.rows ?? [], []))
        this.found.push({ ...state, kind: 'changed', added: [], because: '' })
      return []
    }
    if (rows.length === 0) return []
    if (isBefore) {
      this.found.push({ ...state, kind: 'before', added: [], because: '' })
      return []
    }
    const work = (): Promise<MonthOutcome> => workOutShop(this.root, period, { keepRows: true }, { lints: false })
    this.found.push({ ...state, kind: 'open', ...(await this.effect(work, rows)) })
    return []
  }

  /** All states, each row with what became of it. */
  life(): OrderState[] {
    return this.found.map(state => ({
      ...state,
      rows: state.rows.map(row => ({ ...row, fate: this.fate(state, row) })),
    }))
  }

  /** Numbers that may have been meant, of what lies there and of what was sealed. */
  async nearest(): Promise<string | undefined> {
    for (const header of this.book.headers.filter(h => h.orders)) {
      const asked = await ordersOf(this.book, header)
      if (!('code' in asked)) for (const table of asked) for (const { number } of table.lines()) this.compare(number)
      if (this.near.size === NEAREST) break
    }
    return this.near.size === 0 ? undefined : [...this.near].slice(0, NEAREST).join(', ')
  }

  private fate({ month, kind, counted, added, because }: Found, row: OrderRow): Fate {
    const { table, at } = row
    const takes = added.some(a => a.rows.some(r => r.at === at))
    const isOrder = row.by === undefined
    if (!row.own) return this.fateElsewhere(row)
    if (kind === 'before') return 'other month'
    if (kind === 'sealed') {
      const counts = isOrder && counted.some(c => c.table === table) ? true : takes
      if (!counts) return 'nothing'
      return row.back ? 'taken back' : 'counted'
    }
    const last = this.found.findLast(f => f.kind === 'sealed' && f.month === month)
    if (kind === 'changed') {
      const same = last?.rows.find(r => rowText(r) === rowText(row))
      return same ? this.fate(last!, same) : 'never'
    }
    if (isOrder && !row.back && this.countedIn(table).length > 0) return 'again'
    if (!takes && because === '') return 'nothing'
    return row.back ? 'open back' : 'open'
  }

  /** Of a row of another month than the one whose file it lies in. */
  private fateElsewhere({ of: month, table }: OrderRow): Fate {
    if (this.countedIn(table).includes(month)) return 'elsewhere'
    return this.closed.includes(month) && month !== openedMonth(this.book.headers) ? 'never' : 'other month'
  }

  /** The months that count the order now. */
  private countedIn(table: string): string[] {
    return this.closed.filter(month => {
      const last = this.found.findLast(f => f.kind === 'sealed' && f.month === month)
      return last?.counted.some(c => c.table === table && c.lines > c.back) === true
    })
  }

  private linesIn(of: CountedOrders): Found['counted'] {
    let [lines, back] = [0, 0]
    for (const line of of.lines(this.wanted)) {
      if (line.number !== this.number) continue
      lines++
      if (line.back) back++
    }
    return lines > 0 ? [{ table: of.table, lines, back }] : []
  }

  /** Notes a number that may have been meant. */
  private compare(other: string): void {
    if (this.near.size < NEAREST && isNear(this.number, other)) this.near.add(other)
  }

  private async rowsOfCopies(header: EntryHeader, period: Period): Promise<readonly OrderRow[]> {
    const { scheme, draft = scheme } = await keptWithCopies(this.book.folder, header, period.name)
    if (!draft) return []
    const shop = { copies: copiesOf(this.book.folder, header.inputs) }
    return rowsNaming({ scheme: draft, shop, period }, this.number, this.language)
  }

  private replay(header: EntryHeader): Promise<MonthOutcome> {
    const opening = { ...NOTHING_OPEN, earlier: this.book.kept.readableIn(header.period) }
    return replayMonth({ header, opening, book: this.book, orders: NO_ORDERS }, { keepRows: true })
  }

  private async effect(
    work: () => Promise<MonthOutcome>,
    rows: readonly OrderRow[],
  ): Promise<Pick<Found, 'added' | 'because'>> {
    const own = rows.filter(r => r.own)
    if (own.length === 0) return { added: [], because: '' }
    const { month, problems } = await work()
    if (month) return { added: await addedBy(month, own, this.language), because: '' }
    return { added: [], because: problems.find(p => p.severity === 'error')?.code ?? '' }
  }

  /** True where every file that a month was last worked out from lies there as it was. */
  private async isAsSealed(month: string): Promise<boolean> {
    const header = this.book.headers.findLast(h => h.period === month && h.kind !== 'release')!
    for (const { name, sha256 } of header.inputs)
      if ((await hashFile(pathIn(this.root, name)).catch(() => '')) !== sha256) return false
    return true
  }
}

/** What tells states apart: what rows say, wherever they stand in their file, and what counted. */
function textOf(rows: readonly OrderRow[], counted: Found['counted']): string {
  return JSON.stringify([rows.map(rowText).sort(), counted])
}

function rowText({ table, cells }: OrderRow): string {
  return JSON.stringify([table, cells])
}

/** True for a number that differs by case, by two signs, or by one that is missing or more. */
function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  const [x, y] = [a.toLowerCase(), b.toLowerCase()]
  let begin = 0
  while (begin < x.length && x[begin] === y[begin]) begin++
  let end = 0
  while (end < x.length - begin && end < y.length - begin && x.at(-1 - end) === y.at(-1 - end)) end++
  const left = Math.max(x.length, y.length) - begin - end
  return x.length === y.length ? left <= 2 : left <= 1
}
