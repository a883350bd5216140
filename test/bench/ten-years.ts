// Makes a shop with a book of so many months before its open one, for the benchmark: the month that is open is worked out
// once, and its records and orders are sealed as those of every month before it, with a release of each quarter and year.
// Usage: tsx ten-years.ts SHOP MONTHS, where SHOP is a folder that generate.ts made.

import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { held } from '../../src/book/account.ts'
import { type Appended, appendEntry, type EntryDraft } from '../../src/book/append.ts'
import { fenText } from '../../src/book/form.ts'
import { openBook } from '../../src/book/open.ts'
import type { Book } from '../../src/book/read.ts'
import type { BookRecord } from '../../src/book/record.ts'
import { Gathering, SoFar } from '../../src/book/said.ts'
import { parsePeriod, periodsAway, spanAt } from '../../src/core/calendar.ts'
import { monthRecords } from '../../src/shop/close.ts'
import { ORDERS_FILE, ordersText } from '../../src/shop/orders.ts'
import { workOutShop } from '../../src/shop/shop-month.ts'
import { PERIOD } from './generate.ts'

type Draft = Omit<EntryDraft, 'facts' | 'scheme' | 'outputs' | 'inputs'> & {
  readonly facts: Pick<EntryDraft['facts'], 'kind' | 'period' | 'reserve' | 'payout'>
  readonly inputs?: EntryDraft['inputs']
}

const RESERVES = [
  ['APQ预留', 'quarter'],
  ['NPS预留', 'year'],
] as const

async function makeBook(shop: string, months: number): Promise<void> {
  const folder = join(shop, 'book')
  rmSync(folder, { recursive: true, force: true })
  const { month, problems } = await workOutShop(shop, parsePeriod(PERIOD)!, {})
  if (!month) throw new Error(JSON.stringify(problems.filter(p => p.severity === 'error').slice(0, 3)))
  const records = [...monthRecords(month)]
    .filter(record => !('posting' in record) || 'reserve' in record.posting.account)
    .map(record => JSON.stringify(record))
  const orders = ordersText(month.orders)
  const scheme = { name: 'scheme.yaml', content: readFileSync(join(shop, 'scheme.yaml')) }
  const opened = await openBook(folder)
  if (opened.outcome !== 'open') throw new Error(opened.code)
  let { book } = opened

  const seal = async ({ facts, inputs = [], ...rest }: Draft): Promise<void> => {
    const time = `${facts.payout ?? facts.period}-28T08:00:00Z`
    const approvals = [{ role: '财务', name: '李' }]
    const draft = {
      ...rest,
      facts: { ...facts, version: '0.1.0', time, approvals, about: {} },
      scheme,
      inputs,
      outputs: [],
    }
    const sealed = await appendEntry(book, draft)
    if (sealed.outcome !== 'sealed') throw new Error(JSON.stringify(sealed))
    // Read once for all entries: the same as opening it again, but that nothing is proved.
    book = withEntry(book, sealed, rest.records)
  }
  for (let i = months; i > 0; i--) {
    const period = periodsAway(PERIOD, -i)
    // Numbers of orders have the month in them without its century.
    const bare = (name: string): string => name.slice(2).replace('-', '')
    const shift = (text: string): string => text.replaceAll(PERIOD, period).replaceAll(bare(PERIOD), bare(period))
    await seal({
      facts: { kind: 'close', period },
      inputs: month.readings.flatMap(({ reading }) =>
        reading.files.map(({ file, path }) => ({ name: shift(file), path })),
      ),
      orders: { name: ORDERS_FILE, content: gzipSync(shift(orders)) },
      records: records.map(text => JSON.parse(shift(text)) as BookRecord),
    })
    const { end } = parsePeriod(period)!
    for (const [reserve, every] of RESERVES) {
      const span = spanAt(end, every)
      if (span.end !== end) continue
      const lots = [...book.ledger.lots()].filter(
        lot => lot.reserve === reserve && held(lot) > 0n && parsePeriod(lot.origin)!.end >= span.start,
      )
      await seal({
        facts: { kind: 'release', period: span.name, reserve, payout: periodsAway(period, 1) },
        records: lots.flatMap((lot): BookRecord[] => {
          const { person, origin } = lot
          const posting = {
            person,
            account: { reserve },
            origin,
            kind: 'released',
            amount: fenText(held(lot)),
          } as const
          return [{ posting }, { lot: { person, origin, ratio: '1' } }]
        }),
      })
    }
  }
}

/** The book as it is with an entry that was sealed at its end. */
function withEntry(
  book: Book,
  { file, header, seal }: Extract<Appended, { outcome: 'sealed' }>,
  records: Iterable<BookRecord>,
): Book {
  const { number, figures = '' } = header
  const entry = { file, number, header, seal, figures, intact: true, signature: undefined, postings: 0, bytes: 0 }
  const gathering = new Gathering(book.said[0]?.soFar ?? new SoFar())
  for (const record of records) gathering.add(record, header)
  const said = [...book.said, gathering.said(header, seal, figures)]
  return { ...book, said, entries: [...book.entries, entry], headers: [...book.headers, header] }
}

const [shop, months] = process.argv.slice(2)
await makeBook(shop!, Number(months))
