// Which orders the closed months counted: sealed with each closing and correction as a file of their numbers, and read again
// for a later month. Months that were sealed before that are worked out from their kept copies. Takes a sound book; gives the
// lines month by month, or what is in the way.

import { gunzipSync, gzipSync } from 'node:zlib'
import * as z from 'zod'
import { type EntryHeader, endsMonth } from '../book/entry.ts'
import { keptNow } from '../book/keep.ts'
import { openedMonth } from '../book/order.ts'
import { type Problem, problem } from '../core/problem.ts'
import type { EarlierOrders } from '../pay/counted.ts'
import { NOTHING_OPEN } from '../pay/opening.ts'
import type { CountedOrders, OrderLine } from '../pay/order-log.ts'
import type { Sieve } from '../tables/sieve.ts'
import { type BookMemory, latest, replayMonth } from './month.ts'

/** How the file is called in a sealed entry. */
export const ORDERS_FILE = 'orders.txt.gz'

const Table = z.object({
  orders: z.literal(1),
  table: z.string(),
  figures: z.array(z.string()),
  several: z.boolean(),
  bare: z.exactOptional(z.literal(true)),
})

/**
 * The file of what a month counted: of each table a line of JSON, then a line for each line of an order: its number, the print
 * of its figures, and a minus where it only takes money back. Of lines that are the same one stands there.
 */
export function ordersText(tables: readonly CountedOrders[]): string {
  const parts: string[] = []
  for (const counted of tables) {
    const { table, figures, several, bare } = counted
    const head: z.infer<typeof Table> = { orders: 1, table, figures: [...figures], several, ...(bare ? { bare } : {}) }
    const texts = new Set<string>()
    for (const line of counted.lines()) texts.add(lineText(line))
    parts.push(JSON.stringify(head))
    // One by one: a call takes no million of them.
    for (const text of texts) parts.push(text)
  }
  return parts.length === 0 ? '' : `${parts.join('\n')}\n`
}

/** Compressed, some ten bytes a line. */
export function ordersFile(tables: readonly CountedOrders[]): Uint8Array {
  return gzipSync(ordersText(tables))
}

function lineText({ number, print, back }: OrderLine): string {
  // A number that could be taken for something else stands in quotation marks.
  const shown = /^["{]|[\t\n\r]/.test(number) ? JSON.stringify(number) : number
  return `${shown}\t${print.toString(36)}${back ? '\t-' : ''}`
}

/** What most of them come to. */
const ROOM = 1 << 19

/** The tables of such a file; undefined where it is none. */
export function readOrders(bytes: Uint8Array): CountedOrders[] | undefined {
  const tables: CountedOrders[] = []
  try {
    const text = gunzipSync(bytes, { chunkSize: ROOM })
    for (let from = 0; from < text.length; ) {
      const end = text.indexOf(NEW_LINE, from)
      const { orders: _, ...head } = Table.parse(JSON.parse(text.toString('utf8', from, end)))
      const next = text.indexOf('\n{', end)
      const to = next < 0 ? text.length : next + 1
      tables.push({ ...head, lines: wanted => linesOf(text, end + 1, to, wanted) })
      from = to
    }
  } catch {
    return undefined
  }
  return tables
}

const NEW_LINE = 10

function* linesOf(text: Buffer, from: number, to: number, wanted?: Sieve): Generator<OrderLine> {
  for (let at = from; ; ) {
    if (wanted) at = wanted.next(text, at, to)
    if (at >= to) return
    const end = text.indexOf(NEW_LINE, at)
    const [number = '', print = '', back] = text.toString('utf8', at, end).split('\t')
    yield {
      number: number.startsWith('"') ? String(JSON.parse(number)) : number,
      print: Number.parseInt(print, 36),
      back: back !== undefined,
    }
    at = end + 1
  }
}

/** What the closed months of a book counted, but for one month. */
export function earlierOrders(book: BookMemory, but: string): EarlierOrders {
  const closes = book.headers
    .filter(h => endsMonth(h.kind) && h.period !== but)
    .sort((a, b) => (a.period < b.period ? -1 : 1))
  return {
    months: closes.map(h => h.period),
    opened: openedMonth(book.headers),
    each: async watch => {
      const problems: Problem[] = []
      for (const close of closes) {
        const counted = await ordersOf(book, latest(book.headers, close))
        if ('code' in counted) problems.push(counted)
        else
          for (const table of counted) {
            const { wanted, take } = watch(table, close.period) ?? {}
            if (take) for (const line of table.lines(wanted)) take(line)
          }
      }
      return problems
    },
  }
}

/** What an entry says that its month counted, or its copies where it does not say; or what is in the way of that. */
export async function ordersOf(book: BookMemory, header: EntryHeader): Promise<readonly CountedOrders[] | Problem> {
  return header.orders ? sealedOrders(book.folder, header) : ordersOfCopies(book, header)
}

/** What an entry was held against when it was sealed: the months closed before it; nothing before orders were remembered. */
export function ordersBefore(book: BookMemory, entry: EntryHeader): EarlierOrders {
  if (!entry.orders) return NO_ORDERS
  return earlierOrders({ ...book, headers: book.headers.filter(h => h.number < entry.number) }, entry.period)
}

/** True where a month counts other lines of orders than the entry says that holds for it. Of an older entry nothing is known. */
export function countsOthers(folder: string, header: EntryHeader, now: readonly CountedOrders[]): boolean {
  if (!header.orders) return false
  const before = sealedOrders(folder, header)
  return 'code' in before || lineSet(before) !== lineSet(now)
}

function lineSet(tables: readonly CountedOrders[]): string {
  return ordersText(tables).split('\n').sort().join('\n')
}

function sealedOrders(folder: string, { orders, period }: EntryHeader): readonly CountedOrders[] | Problem {
  const tables = readOrders(keptNow(folder, orders!.sha256) ?? Buffer.alloc(0))
  return tables ?? problem('ORDERS_UNKNOWN', undefined, { month: period, because: '' })
}

/** A month that was sealed before orders were remembered: its copies say what it counted. */
async function ordersOfCopies(book: BookMemory, header: EntryHeader): Promise<readonly CountedOrders[] | Problem> {
  const opening = { ...NOTHING_OPEN, earlier: book.kept.readableIn(header.period) }
  const { month, problems } = await replayMonth({ header, opening, book, orders: NO_ORDERS })
  const because = problems.find(p => p.severity === 'error')?.code ?? ''
  return month?.orders ?? problem('ORDERS_UNKNOWN', undefined, { month: header.period, because })
}

/** Of a month that is only worked out again, orders are gathered and held against nothing. */
export const NO_ORDERS: EarlierOrders = { months: [], each: async () => [] }
