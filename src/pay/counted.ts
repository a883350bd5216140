// What closed months counted, held against a month: an order that counts once more, and rows of closed months that none of
// them counted. Takes the tables as they were read and what the book remembers; gives problems, and changes no figure.

import { dueNext, type Period, parsePeriod, periodAt, spanOf } from '../core/calendar.ts'
import { plain } from '../core/decimal.ts'
import { append, once } from '../core/lists.ts'
import type { Place } from '../core/place.ts'
import { inTable, type Problem, type ProblemFacts, problem } from '../core/problem.ts'
import { Sums } from '../tables/accumulators.ts'
import { figureAt } from '../tables/batch.ts'
import type { Quote } from '../tables/reading.ts'
import { Sieve } from '../tables/sieve.ts'
import { dayAt, moneyColumns, type TableSpec } from '../tables/spec.ts'
import type { EventTable, Rows } from './event-tables.ts'
import { type CountedOrders, MET, type OrderLine, type OrderLog } from './order-log.ts'
import { lookAgain, readSpan, type TableReading } from './shop-files.ts'

/** What a closed month counted of a table, but for its lines. */
export type EarlierTable = Pick<CountedOrders, 'table' | 'figures' | 'several' | 'bare'>

/** What the closed months remember of orders. */
export interface EarlierOrders {
  /** All of them but the month at hand, in their order. */
  readonly months: readonly string[]
  /** The month that the book was opened with: it stands for all before it. */
  readonly opened?: string | undefined
  /**
   * Reads them once, month by month: `watch` is asked for each table, where it wants lines of it. Gives what is in the way of that.
   */
  readonly each: (watch: (of: EarlierTable, month: string) => Watch | undefined) => Promise<readonly Problem[]>
}

/** Takes lines; those whose numbers the sieve does not have may be left out. */
export interface Watch {
  readonly wanted: Sieve
  readonly take: (line: OrderLine) => void
}

/** Orders told of in full, by table. */
const MOST = 20
/** Numbers and rows named where several are told of at once. */
const NAMED = 5
const MOST_QUOTED = 200
/** Fewer orders than these say nothing of how a shop numbers them. */
const FEW = 10

/** What is to be told of orders; `known`: by table, numbers under which closed months charged money. */
export interface OrderFindings {
  readonly problems: readonly Problem[]
  readonly known: ReadonlyMap<string, ReadonlySet<string>>
}

/** A table of orders that is held against closed months. */
interface Watched {
  readonly spec: TableSpec
  readonly source: TableReading
  readonly log: OrderLog
  /** Its orders of other months, where there are any. */
  readonly late: OrderLog | undefined
  /** What of the lines of closed months may be an order of either. */
  readonly wanted: Sieve
  readonly known: Set<string>
  /** How closed months write a number that stands here in another spelling. */
  readonly spelled: Map<string, string>
  several: boolean
  /** True where the book was opened with orders of it: only then it says which were paid before. */
  listed: boolean
}

/** Holds the orders of all tables against those of closed months. */
export async function orderProblems(
  tables: Iterable<EventTable>,
  sourceOf: (table: string) => TableReading,
  rows: Rows,
  earlier: EarlierOrders,
): Promise<OrderFindings> {
  const watched = new Map<string, Watched>()
  for (const events of earlier.months.length === 0 ? [] : tables) {
    const { spec } = events.table
    const log = events.orders
    if (!log) continue
    const source = sourceOf(spec.name)
    const own = spanOf(rows.folder.period, spec.every)
    const late = source.reading.rowsOtherMonth > 0 ? await lateOrders(events, own, source, earlier) : undefined
    const wanted = sieveOf(late ? [log, late] : [log])
    watched.set(spec.name, {
      spec,
      source,
      log,
      late,
      wanted,
      known: new Set(),
      spelled: new Map(),
      several: log.several,
      listed: false,
    })
  }
  const problems = watched.size === 0 ? [] : [...(await earlier.each(watcherOf(watched, earlier)))]
  for (const table of watched.values()) {
    const found = [...(await againProblems(table, rows, earlier)), ...(await lateProblems(table, rows, earlier))]
    append(problems, found.map(inTable(table.spec.name)))
  }
  return { problems, known: new Map([...watched].map(([name, { known }]) => [name, known])) }
}

function sieveOf(logs: readonly OrderLog[]): Sieve {
  function* texts(): Generator<string> {
    for (const log of logs) {
      for (const number of log.numbersOfRows()) {
        yield number
        yield* respelled(number)
      }
    }
  }
  // Most have one other spelling or none: two of them would be wide.
  return new Sieve(
    texts(),
    logs.reduce((count, log) => count + 2 * log.rowCount, 0),
  )
}

/** Longer numbers are not filled up with zeros. */
const SHORT = /^[1-9]\d{0,5}$/
const ZEROS = ['0', '00', '000', '0000']

/** The same number as systems and spreadsheets change it: in other case, with or without zeros in front. */
function respelled(number: string): readonly string[] {
  if (SHORT.test(number)) return ZEROS.map(zeros => zeros + number)
  const others = [number.toUpperCase(), number.toLowerCase(), number.replace(/^0+(?=\d+$)/, '')]
  return others.filter((other, i) => other !== number && others.indexOf(other) === i)
}

/** Marks the orders of the tables that closed months counted. */
function watcherOf(
  watched: ReadonlyMap<string, Watched>,
  { months }: EarlierOrders,
): Parameters<EarlierOrders['each']>[0] {
  return (of, month) => {
    const table = watched.get(of.table)
    if (!table) return undefined
    const { log, late, wanted, known, spelled } = table
    const at = months.indexOf(month)
    // Prints of other columns say nothing of these.
    const comparable = of.figures.join('\n') === log.figures.join('\n')
    table.several ||= of.several
    table.listed ||= of.bare === true
    const take = ({ number: sealed, print, back }: OrderLine): void => {
      const own = of.bare === true ? 'any' : comparable ? print : undefined
      const number = ownSpelling(log, sealed)
      if (number !== sealed) spelled.set(number, sealed)
      if (back) log.free(number)
      else if (log.meet(at, number, own)) known.add(number)
      if (late) late.meet(at, ownSpelling(late, sealed), own)
    }
    return { wanted, take }
  }
}

/** The number of a closed month as this one writes it, where it has it in another spelling only. */
function ownSpelling(log: OrderLog, number: string): string {
  return log.has(number) ? number : (respelled(number).find(other => log.has(other)) ?? number)
}

/** The orders of closed months that lie in the file of another one and would count in theirs. */
async function lateOrders(
  events: EventTable,
  own: Period,
  source: TableReading,
  { months, opened = '' }: EarlierOrders,
): Promise<OrderLog | undefined> {
  const closed = new Set(months)
  const { every } = events.table.spec
  const like = parsePeriod(months[0]!)!
  const isWanted = (day: number): boolean => {
    if (day >= own.start && day <= own.end) return false
    const month = dueNext(periodAt(like, day), every).name
    return month <= opened || closed.has(month)
  }
  const log = await events.ordersOf(spanAround(months, own), isWanted, source)
  return log?.rowCount === 0 ? undefined : log
}

/** All days of the closed months and of the one at hand. */
function spanAround(months: readonly string[], own: Period): Period {
  const first = spanOf(parsePeriod(months[0]!)!, 'year')
  const last = parsePeriod(months.at(-1)!)!
  return { ...own, start: Math.min(first.start, own.start), end: Math.max(last.end, own.end) }
}

/** Orders of the month that closed months counted. */
async function againProblems(
  { log, several, spelled, spec, source }: Watched,
  { folder, directory }: Rows,
  earlier: EarlierOrders,
): Promise<Problem[]> {
  const place = (row: number): Place => source.reading.place(log.document, row)
  const column = spec.columns[log.document]!.name
  const met = log.entriesWhere(e => e.met !== MET.not && !e.back && !log.takesBack(e.code))
  const lines = met.filter(e => e.met === MET.line)
  const begin = beginAnew(met.length - lines.length, log.rowCount)
  const found = several || begin ? lines : met
  const shown = found.slice(0, MOST)
  const look = { rows: new Set(shown.map(e => e.row)), suspects: new Set<number>() }
  const { quotes } = await lookAgain(spec, source, folder, directory, look)
  const told = shown.map(({ row, code, month }) => {
    const met = earlier.months[month]!
    const found = log.number(code)
    const as = spelled.get(found)
    const own = { table: spec.name, column, found, month: met, ...(as === undefined ? {} : { as }) }
    const facts = met === earlier.opened ? { ...own, opened: true } : own
    return problem('ORDER_AGAIN', place(row), facts, quoted(quotes.get(row)))
  })
  const more = found.length - shown.length
  if (more > 0) told.push(problem('CELLS_MORE', place(found[MOST]!.row), { code: 'ORDER_AGAIN', column, more }))
  if (begin && !several)
    told.push(problem('NUMBERS_BEGIN_ANEW', place(met[0]!.row), { table: spec.name, column, rows: met.length }))
  return told
}

/** True where nearly all numbers were counted before with other figures: they begin anew each month and are no orders'. */
function beginAnew(otherwise: number, rows: number): boolean {
  return otherwise >= FEW && otherwise * 10 >= rows * 9
}

function quoted(quote: Quote | undefined): { quote?: Quote } {
  return quote ? { quote } : {}
}

/** Rows of closed months that none of them counted, or counted with other figures: one problem a month and kind. */
async function lateProblems(
  { late, spec, source, listed }: Watched,
  { directory, folder }: Rows,
  { months, opened = '' }: EarlierOrders,
): Promise<Problem[]> {
  if (!late) return []
  const found = new Map(late.entriesWhere(e => e.met !== MET.line).map(e => [e.row, e]))
  if (found.size === 0) return []
  const money = moneyColumns(spec)
  const kinds = new Map<string, { code: LateCode; month: string; rows: number[]; sums: Sums }>()
  const span = spanAround(months, spanOf(folder.period, spec.every))
  const look = { rows: new Set([...found.keys()].slice(0, MOST_QUOTED)), suspects: new Set<number>() }
  const { quotes, place } = await readSpan(
    spec,
    source,
    folder,
    directory,
    (batch, dictionaries) => {
      for (let i = 0; i < batch.size; i++) {
        const row = batch.rows[i]!
        const entry = found.get(row)
        if (!entry) continue
        const code: LateCode = entry.met === MET.not ? 'ROWS_NEVER_COUNTED' : 'ROWS_COUNTED_OTHERWISE'
        const month = periodAt(folder.period, dayAt(late.day, batch, i, dictionaries)).name
        // Without a list nothing is known of what was paid before the book begins.
        if (month <= opened && !listed) continue
        const key = `${month} ${code}`
        const kind = once(kinds, key, () => ({ code, month, rows: [], sums: new Sums() }))
        kind.rows.push(row)
        for (const column of money)
          kind.sums.add(column, batch.columns[column]!.values[i]!, () => figureAt(batch.columns[column]!, i)!)
      }
    },
    { look, span },
  )
  return [...kinds.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { code, month, rows, sums }]) => {
      const numbers = [...new Set(rows.map(row => late.number(found.get(row)!.code)))]
      const facts: ProblemFacts[LateCode] = {
        ...{ table: spec.name, month, rows: rows.length },
        numbers: numbers.slice(0, NAMED).join(', ') + (numbers.length > NAMED ? ' …' : ''),
        amounts: money.map(column => `${spec.columns[column]!.name} ${plain(sums.sum(column))}`).join(', '),
        ...(month <= opened ? { opened: true } : {}),
      }
      const [first, ...further] = rows.slice(0, NAMED)
      const related = further.map(row => ({ at: place(late.document, row), note: quotes.get(row)?.text ?? '' }))
      return problem(code, place(late.document, first!), facts, { ...quoted(quotes.get(first!)), related })
    })
}

type LateCode = 'ROWS_NEVER_COUNTED' | 'ROWS_COUNTED_OTHERWISE'
