// A shop that has paid by spreadsheets since January and begins with October, and the workbook that its book is opened from. Every
// figure that it must give stands below, worked out by hand.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import XLSX from '@e965/xlsx'
import { run } from './cli.ts'
import { put, tempFolder } from './folders.ts'

export const OPEN_SCHEME = `scheme: Begins in October
from: 2026-01
people:
  file: roster*
  columns:
    id: id
    name: name
    position: position
    team: group
    left: { type: date, blank: none }
  paid: left is blank
tables:
  orders:
    file: orders*
    month: day
    columns: { order: id, day: date, who: person, team: team, labour: money }
  fines:
    file: fines*
    one row per: id
    columns: { id: person, fine: money }
values:
  turnover: sum(orders.labour by who)
  of the team: sum(orders.labour by team)
  of the shop: sum(orders.labour)
  three months: turnover + earlier sum(turnover, 2)
  team before: earlier(of the team, 1)
  shop before: earlier(of the shop, 1)
  pot: carried(pot) + 10元
pay:
  - for: everyone
    commission:
      bonus: turnover × 10%
    lines:
      long: three months × 1%
      team share: team before × 1%
      shop share: shop before × 0.1%
      saved: pot
reserves:
  quality:
    withheld: commission × 5%
    release: { every: quarter, ratio: 90% }
  loyalty:
    withheld: commission × 3%
    release: { every: year, ratio: 100% }
deductions:
  at most: 20% × gross
  lines:
    complaint: fines.fine
`

export const OPEN_FILES: Readonly<Record<string, string>> = {
  'scheme.yaml': OPEN_SCHEME,
  'data/2026-10/roster.csv': 'id,name,position,team,left\n00001,Ann,tech,A,\n00002,Bob,tech,B,\n',
  'data/2026-10/orders.csv':
    'order,day,who,team,labour\nW100,2026-10-03,Ann,A,1000\nW101,2026-10-04,Bob,B,2000\nW8,2026-09-30,Ann,A,70\n',
  'data/2026-10/fines.csv': 'id,fine\n00001,10\n00002,0\n',
}

/*
 * By hand. Held: quality 100.10 of Ann and 200.10 of Bob in each of July to September, 900.60 in all; loyalty 10 of Ann and 20 of
 * Bob in each of nine months, and 55.55 of Cid, who has left, of March: 9 × 30 + 55.55 = 325.55. Ann still owes 30 of August.
 * Turnover: Ann 700 in August and 800 in September, Bob none in August, 900.50 in September. Teams in September: A 1,000, B 2,000;
 * the shop 3,000, its pot 20.
 *
 * October: Ann  bonus 1,000 × 10% = 100; long (1,000 + 700 + 800) × 1% = 25; team 1,000 × 1% = 10; shop 3,000 × 0.1% = 3;
 *               saved 20 + 10 = 30; gross 168. quality 5.00, loyalty 3.00; deductions at most 33.60: 30.00 of August, then 3.60 of
 *               the 10.00 of October, 6.40 carried over. net 168 − 8 − 33.60 = 126.40
 *          Bob  bonus 200; long (2,000 + 900.50) × 1% = 29.005 → 29.01; team 20; shop 3; saved 30; gross 282.01;
 *               quality 10.00, loyalty 6.00; net 266.01
 */

export const DONE = { ann: '126.40', bob: '266.01' } as const

type Cells = (string | number | null)[][]
/** Sheets of the workbook by name, the header among their rows. */
export type Book = Record<string, Cells>

/** A shop with its empty workbook, `empty.xlsx`. */
export async function openShop(changes: Readonly<Record<string, string>> = {}): Promise<string> {
  const shop = tempFolder()
  put(shop, { ...OPEN_FILES, ...changes })
  const { code, out } = await run(['book', 'open', '--template', 'empty.xlsx'], { cwd: shop })
  if (code !== 0) throw new Error(out)
  return shop
}

export function readBook(path: string): Book {
  const book = XLSX.read(readFileSync(path))
  return Object.fromEntries(
    book.SheetNames.map(name => [name, XLSX.utils.sheet_to_json(book.Sheets[name]!, { header: 1, defval: null })]),
  )
}

export function writeBook(path: string, sheets: Book): void {
  const book = XLSX.utils.book_new()
  for (const [name, rows] of Object.entries(sheets))
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), name)
  writeFileSync(path, XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }))
}

/** The workbook as it stands above, from the empty one. */
export function fill(book: Book): Book {
  for (const row of book.Reserves!.slice(1)) {
    const times = row[0] === '00001' ? 1 : 2
    row[5] = row[3] === 'quality' ? 100 * times + 0.1 : 10 * times
    row[6] = row[3] === 'quality' ? '5%' : '3%'
  }
  book.Reserves!.push(['00009', 'Cid', 'yes', 'loyalty', '2026-03', 55.55, null])
  book.Deductions![1]!.splice(4, 2, '2026-08', 30)
  const values = [700, 'none', 800, 900.5, 1000, 2000, 3000, 20]
  for (const [i, row] of book['Earlier figures']!.slice(1).entries()) row[5] = values[i]!
  book['Orders paid']!.push(['orders', 'W9'], ['orders', 'W8'])
  for (const [i, sum] of [900.6, 325.55, 30, 2].entries()) book.Totals![i + 1]![2] = sum
  return book
}

/** A shop whose workbook is filled in, `opening.xlsx`, with something changed. */
export async function filledShop(
  change: (book: Book) => void = () => {},
  changes: Readonly<Record<string, string>> = {},
): Promise<string> {
  const shop = await openShop(changes)
  const book = fill(readBook(join(shop, 'empty.xlsx')))
  change(book)
  writeBook(join(shop, 'opening.xlsx'), book)
  return shop
}

export const OPEN: readonly string[] = ['book', 'open', '--period', '2026-09', '--from', 'opening.xlsx']
