// A book that begins in the middle: what was held, due and paid before is read from a workbook, stated twice, and sealed as if its
// month had been closed. Everything later works on it as on what bonusbook had held back itself.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import XLSX from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { json, type Ran, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { put } from '../support/folders.ts'
import { CAN_SIGN, makeKey } from '../support/keys.ts'
import { OFFICE, saveAs } from '../support/office.ts'
import {
  type Book,
  DONE,
  filledShop,
  OPEN,
  OPEN_FILES,
  OPEN_SCHEME,
  openShop,
  readBook,
  writeBook,
} from '../support/opening.ts'

interface Told {
  code: string
  severity: string
  at: string
  message: string
  hint: string
}

const CASES = { now: new Date(2026, 10, 15) }

async function done(cwd: string, ...argv: string[]): Promise<Ran> {
  const ran = await run(argv, { cwd, ...CASES })
  expect([argv.join(' '), ran.code, ran.code === 0 ? '' : ran.err]).toEqual([argv.join(' '), 0, ''])
  return ran
}

/** The exit code, and each problem as `CODE sheet!cell: message`. */
async function refused(cwd: string, argv: readonly string[] = OPEN): Promise<string[]> {
  const ran = await run([...argv, '--json'], { cwd, ...CASES })
  const { problems } = json<{ problems: Told[] }>(ran)
  return [String(ran.code), ...problems.map(p => `${p.code} ${p.at.replace('opening.xlsx!', '')}: ${p.message}`)]
}

async function opened(change?: (book: Book) => void, changes?: Record<string, string>): Promise<string> {
  const shop = await filledShop(change, changes)
  await done(shop, ...OPEN)
  return shop
}

describe('the empty workbook', () => {
  test('has a sheet for each kind, with people, months and names, and no amounts', async () => {
    const book = readBook(join(await openShop(), 'empty.xlsx'))
    const sheets = ['Read me', 'Reserves', 'Deductions', 'Earlier figures', 'Orders paid', 'Totals']
    expect(Object.keys(book)).toEqual(sheets)
    // quality waits for the quarter, loyalty for the year: 3 and 9 months of two people.
    expect(book.Reserves).toHaveLength(1 + 2 * 3 + 2 * 9)
    expect(book.Reserves![1]).toEqual(['00001', 'Ann', null, 'quality', '2026-07', null, null])
    expect(book['Earlier figures']!.slice(1).map(row => row.slice(0, 3).join(' '))).toEqual([
      ...['turnover 2026-08 00001', 'turnover 2026-08 00002', 'turnover 2026-09 00001', 'turnover 2026-09 00002'],
      ...['of the team 2026-09 A', 'of the team 2026-09 B', 'of the shop 2026-09 shop', 'pot 2026-09 shop'],
    ])
    const totals = [
      ...[
        ['Reserves', 'quality'],
        ['Reserves', 'loyalty'],
      ],
      ...[
        ['Deductions', 'complaint'],
        ['Orders paid', 'orders'],
      ],
    ]
    expect(book.Totals!.slice(1).map(row => row.slice(0, 3))).toEqual(totals.map(row => [...row, null]))
  })

  test('has only what the scheme needs, in the language of its sheets', async () => {
    const plain = edited(
      OPEN_SCHEME,
      ['from: 2026-01\n', 'from: 2026-01\nsheets: zh\n'],
      [/ {2}three months: [\s\S]*?pay:/, 'pay:'],
      [/ {6}long: [\s\S]*?reserves:/, 'reserves:'],
      [/ {4}lines:\n(?=reserves)/, ''],
      [/deductions:[\s\S]*$/, ''],
    ).replace(/ {2}fines:[\s\S]*?values:/, 'values:')
    const shop = await openShop({ 'scheme.yaml': plain })
    expect(Object.keys(readBook(join(shop, 'empty.xlsx')))).toEqual(['说明', '预留', '已付单号', '核对总数'])
  })

  test.runIf(OFFICE)('is read again as it was filled in, also when LibreOffice has saved it', async () => {
    const shop = await filledShop()
    const [saved] = saveAs('xlsx', [join(shop, 'opening.xlsx')], join(shop, 'saved')).values()
    const ran = await done(shop, ...OPEN, '--dry-run', '--json')
    const again = await done(shop, 'book', 'open', '--period', '2026-09', '--from', saved!, '--dry-run', '--json')
    expect(json(again)).toEqual(json(ran))
    // What LibreOffice makes of the empty one says the same as the empty one.
    const [empty] = saveAs('xlsx', [join(shop, 'empty.xlsx')], join(shop, 'saved')).values()
    expect(readBook(empty!)).toEqual(readBook(join(shop, 'empty.xlsx')))
  })
})

describe('a shop that begins in October', () => {
  test('states what it begins with, and seals it as the first entry', async () => {
    const shop = await filledShop()
    const document = json<object>(await done(shop, ...OPEN, '--json'))
    expect(document).toMatchObject({
      period: '2026-09',
      entry: '000001-open-2026-09.jsonl',
      totals: [
        { kind: 'reserves', name: 'quality', rows: 6, people: 2, amount: '900.60' },
        { kind: 'reserves', name: 'loyalty', rows: 19, people: 3, amount: '325.55' },
        { kind: 'deductions', name: 'complaint', rows: 1, people: 1, amount: '30.00' },
        { kind: 'orders', name: 'orders', rows: 2, people: 0, amount: null },
      ],
      figures: [
        { name: 'turnover', month: '2026-08', values: 1 },
        { name: 'turnover', month: '2026-09', values: 2 },
        { name: 'of the team', month: '2026-09', values: 2 },
        { name: 'of the shop', month: '2026-09', values: 1 },
        { name: 'pot', month: '2026-09', values: 1 },
      ],
    })
    expect((await done(shop, 'book', 'list')).out).toMatch(/1 +opening +2026-09/)
    await done(shop, 'book', 'verify', '--replay')
  })

  test('works October out of what it began with, and every release and correction on it', async () => {
    const shop = await opened()
    await done(shop, 'run', '--period', '2026-10')
    const month = json<{ people: { id: string; net: string; gross: string }[] }>(
      await done(shop, 'explain', '00001', '--period', '2026-10', '--json').then(async () =>
        done(shop, 'run', '--period', '2026-10', '--json'),
      ),
    )
    expect(month.people).toMatchObject([
      { id: '00001', gross: '168.00', net: DONE.ann },
      { id: '00002', gross: '282.01', net: DONE.bob },
    ])
    await done(shop, 'close', '--period', '2026-10')
    // 90% of 3 × 100.10 = 300.30 and of 3 × 200.10 = 600.30.
    const quarter = ['release', 'quality', '--period', '2026-Q3', '--payout', '2026-11', '--close', '--json']
    expect(json(await done(shop, ...quarter))).toMatchObject({
      people: [
        { id: '00001', name: 'Ann', held: '300.30', released: '270.27', forfeited: '30.03' },
        { id: '00002', name: 'Bob', held: '600.30', released: '540.27', forfeited: '60.03' },
      ],
    })
    // Opened and own lots: Ann 9 × 10 + 3.00, Bob 9 × 20 + 6.00; Cid stands in no roster and is asked for.
    const year = ['release', 'loyalty', '--period', '2026', '--payout', '2026-11', '--partial', '--json']
    expect(await refused(shop, year.slice(0, -1))).toEqual([
      '1',
      'LEDGER_PERSON : the book holds money of Cid (00009), who stands in no roster of the shop',
    ])
    put(shop, { 'data/2026-11/roster.csv': `${OPEN_FILES['data/2026-10/roster.csv']!}00009,Cid,tech,A,2026-04-30\n` })
    expect(json(await done(shop, ...year))).toMatchObject({
      people: [
        { id: '00001', held: '93.00', released: '93.00' },
        { id: '00002', held: '186.00', released: '186.00' },
        { id: '00009', name: 'Cid', held: '55.55', released: '55.55' },
      ],
    })
    // Ann's turnover was 800. bonus 80, long (800 + 1,500) × 1% = 23, gross 146: at most 29.20, all of it of August's 30.00.
    const orders = join(shop, 'data/2026-10/orders.csv')
    writeFileSync(orders, edited(readFileSync(orders, 'utf8'), ['Ann,A,1000', 'Ann,A,800']))
    expect(json(await done(shop, 'correct', '--period', '2026-10', '--json'))).toMatchObject({
      people: [
        {
          id: '00001',
          corrections: [
            { kind: 'line', name: 'bonus', amount: '-20.00' },
            { kind: 'line', name: 'long', amount: '-2.00' },
            { kind: 'withheld', name: 'quality', amount: '1.00' },
            { kind: 'withheld', name: 'loyalty', amount: '0.60' },
            { kind: 'deducted', name: 'complaint', amount: '0.80' },
            { kind: 'deducted', name: 'complaint', amount: '3.60' },
          ],
        },
      ],
    })
    // August's 0.80 and all of October's 10.00 are still to be taken.
    const { deductions } = json<{ deductions: object[] }>(await done(shop, 'book', 'balance', '--json'))
    expect(deductions).toMatchObject([{ person: '00001', name: 'Ann', carried: '10.80' }])
    await done(shop, 'book', 'verify', '--replay')
    for (const format of ['csv', 'hledger']) await done(shop, 'book', 'export', '--format', format)
  })

  test('is told of an order that was paid before, and of one that was not listed', async () => {
    const again = `${OPEN_FILES['data/2026-10/orders.csv']!}W9,2026-10-05,Bob,B,500\nW7,2026-09-29,Ann,A,33\n`
    const shop = await opened(undefined, { 'data/2026-10/orders.csv': again })
    const { problems } = json<{ problems: Told[] }>(
      await run(['check', '--period', '2026-10', '--json'], { cwd: shop }),
    )
    expect(problems.map(p => `${p.severity} ${p.code} ${p.at}`)).toEqual([
      'error ORDER_AGAIN data/2026-10/orders.csv:5:1',
      'warning ROWS_OTHER_MONTH data/2026-10/orders.csv:4:2',
      // W8 is on the list, with whatever figures.
      'warning ROWS_NEVER_COUNTED data/2026-10/orders.csv:6:1',
    ])
    expect(problems[0]!.message).toBe(
      'W9 was paid before 2026-09 ended, as the opening of the book says, and counts again in “orders”',
    )
    expect(problems[2]!.message).toContain('not among the orders that the book was opened with: W7 (labour 33)')
    // Without a list nothing is known of them.
    const none = await opened(
      book => {
        book['Orders paid']!.length = 1
        book.Totals![4]![2] = 0
      },
      { 'data/2026-10/orders.csv': again },
    )
    const { code, out } = await run(['check', '--period', '2026-10', '--json'], { cwd: none })
    expect([code, out]).toEqual([0, expect.not.stringContaining('COUNTED')])
  })

  test.each([
    ['run', '--period', '2026-09'],
    ['run', '--period', '2026-09', '--out', 'again'],
    ['run', '--period', '2026-06'],
    ['close', '--period', '2026-09'],
    ['correct', '--period', '2026-09'],
    ['correct', '--period', '2026-03', '--dry-run'],
    ['book', 'sheets', '--period', '2026-09'],
    ['explain', 'Ann', '--period', '2026-09'],
    ['compare', '2026-09', '2026-10'],
  ])('%s %s %s is refused, and says why', async (...argv) => {
    const shop = await opened()
    const [code, problem, ...more] = await refused(shop, argv)
    expect([code, more]).toEqual(['3', []])
    expect(problem).toMatch(/^MONTH_OPENED : 2026-0\d was not worked out here: the book (was opened|begins) with/)
    expect(readdirSync(join(shop, 'book')).filter(name => name.endsWith('.jsonl'))).toHaveLength(1)
  })

  test('is opened once, before anything else, and asked again as any closed month', async () => {
    const shop = await opened()
    const begun = [
      '3',
      'BOOK_BEGUN : the book has begun already (000001-open-2026-09.jsonl) and can’t be opened with 2026-09'.replace(
        '’',
        "'",
      ),
    ]
    expect(await refused(shop)).toEqual(begun)
    await done(shop, 'close', '--period', '2026-09', '--if-open')
  })

  test('reads of before only what it was opened with: what is missing stops a month until the scheme says why', async () => {
    const shop = await opened()
    const more = edited(OPEN_SCHEME, ['earlier sum(turnover, 2)', 'earlier sum(turnover, 3)'])
    put(shop, { 'scheme.yaml': more })
    expect(await refused(shop, ['run', '--period', '2026-10'])).toEqual([
      '1',
      'OPENING_LACKS scheme.yaml:25:28: the scheme reads “turnover” of 2026-07, of which the book says nothing since it was opened',
    ])
    put(shop, { 'scheme.yaml': `${more}allow: { OPENING_LACKS: nobody was here in July }\n` })
    await done(shop, 'run', '--period', '2026-10')
  })

  test('whoever had a number before its holder of today is named, and said to have left', async () => {
    // Dan had Bob's number until February, and 55.55 of his wait: 9 × 30 − 20 + 55.55 = 305.55.
    const dan = (left: string | null) => (book: Book) => {
      book.Reserves!.splice(
        book.Reserves!.findIndex(row => row.slice(0, 5).join() === '00002,Bob,,loyalty,2026-02'),
        1,
      )
      book.Reserves!.splice(-1, 1, ['00002', 'Dan', left, 'loyalty', '2026-02', 55.55, null])
      set(book, 'Totals!C3', 305.55)
    }
    expect(await refused(await filledShop(dan(null)))).toEqual([
      '1',
      'OPENING_CELL Reserves!B25: “Name”: Dan is not the name of this number, which is Bob',
    ])
    const shop = await opened(dan('yes'))
    expect((await done(shop, 'book', 'balance')).out).toMatch(/00002 +Dan +loyalty +2026-02 +55\.55/)
    // January's is Bob's: he has had it, then Dan, then Bob again, and the scheme is asked which of them is who.
    expect((await refused(shop, ['run', '--period', '2026-10']))[1]).toContain('PERSON_CHANGED data/2026-10/roster.csv')
  })
})

/** A cell that is changed, and what is told of it. */
const FAULTS: readonly (readonly [string, string, string | number | null, string])[] = [
  [
    'a person who is not in the roster',
    'Reserves!C26',
    null,
    'OPENING_CELL Reserves!A26: “Employee no”: 00009 is not in the roster',
  ],
  ['a leaver without a name', 'Reserves!B26', null, 'OPENING_CELL Reserves!B26: “Name” is empty'],
  [
    'another name',
    'Reserves!B2',
    'Anna',
    'OPENING_CELL Reserves!B2: “Name”: Anna is not the name of this number, which is Ann',
  ],
  [
    'another name of a figure',
    'Earlier figures!C3',
    '00001',
    'OPENING_CELL Earlier figures!D3: “Name”: Bob is not the name of this number, which is Ann',
  ],
  [
    'a reserve that there is not',
    'Reserves!D2',
    'qualtiy',
    'OPENING_CELL Reserves!D2: “Reserve”: qualtiy is nothing that the scheme has',
  ],
  [
    'a deduction that there is not',
    'Deductions!D2',
    'fine',
    'OPENING_CELL Deductions!D2: “Deduction”: fine is nothing that the scheme has',
  ],
  [
    'a figure that there is not',
    'Earlier figures!A2',
    'turn',
    'OPENING_CELL Earlier figures!A2: “Figure”: turn is nothing that the scheme has',
  ],
  [
    'a group that there is not',
    'Earlier figures!C6',
    'C',
    'OPENING_CELL Earlier figures!C6: “Employee no or group”: C is nothing that the scheme has',
  ],
  [
    'a figure of the shop for somebody',
    'Earlier figures!C8',
    'Ann',
    'OPENING_CELL Earlier figures!C8: “Employee no or group”: Ann: “of the shop” is a figure of the whole shop',
  ],
  [
    'a table that there is not',
    'Orders paid!A2',
    'parts',
    'OPENING_CELL Orders paid!A2: “Table”: parts is nothing that the scheme has',
  ],
  ['an order without a number', 'Orders paid!B2', null, 'OPENING_CELL Orders paid!B2: “Order no” is empty'],
  ['an order twice', 'Orders paid!B3', 'W9', 'OPENING_CELL Orders paid!B3: “Order no”: W9 stands there twice'],
  ['a text for an amount', 'Reserves!F2', 'about 100', 'CELL_INVALID Reserves!F2: “about 100” in “Amount”'],
  ['below zero', 'Reserves!F2', -1, 'OPENING_CELL Reserves!F2: “Amount”: -1 is not above zero'],
  ['nothing as an amount', 'Deductions!F2', 0, 'OPENING_CELL Deductions!F2: “Amount”: 0 is not above zero'],
  [
    'more than two decimals',
    'Reserves!F2',
    100.105,
    'OPENING_CELL Reserves!F2: “Amount”: 100.105 has more than two decimals',
  ],
  ['no month', 'Reserves!E2', 'July', 'OPENING_CELL Reserves!E2: “Month”: July is no month'],
  ['a month left empty', 'Deductions!E2', null, 'OPENING_CELL Deductions!E2: “Month” is empty'],
  [
    'a month after the opening',
    'Reserves!E2',
    '2026-10',
    'OPENING_CELL Reserves!E2: “Month”: 2026-10 lies after 2026-09, with which the book begins',
  ],
  [
    'a month of which no scheme knows',
    'Reserves!E2',
    '2025-12',
    'OPENING_CELL Reserves!E2: “2025-12”: no scheme says how “quality” of that month is released',
  ],
  ['a rate above all', 'Reserves!G2', '101%', 'OPENING_CELL Reserves!G2: “Rate”: 1.01 is no rate between 0% and 100%'],
  ['the same lot twice', 'Reserves!E3', '2026-07', 'OPENING_CELL Reserves!A3: “Employee no”: 00001 stands there twice'],
  ['a figure left empty', 'Earlier figures!F3', null, 'OPENING_CELL Earlier figures!F3: “Value” is empty'],
  ['a figure that is none', 'Earlier figures!F2', 'many', 'CELL_INVALID Earlier figures!F2: “many” in “Value”'],
  [
    'a figure twice',
    'Earlier figures!C7',
    'A',
    'OPENING_CELL Earlier figures!A7: “Figure”: of the team stands there twice',
  ],
  [
    'a month of a figure missing',
    'Earlier figures!B9',
    '2026-08',
    'OPENING_LACKS scheme.yaml:28:3: the scheme reads “pot” of 2026-09, which the workbook does not have',
  ],
  [
    'a sum that is another',
    'Totals!C2',
    900.61,
    'OPENING_TOTAL Totals!C2: reserve “quality” should be 900.61, its sheet adds up to 900.60',
  ],
  [
    'a number of orders that is another',
    'Totals!C5',
    3,
    'OPENING_TOTAL Totals!C5: orders of “orders” should be 3, its sheet adds up to 2',
  ],
  [
    'a sum that is not stated',
    'Totals!C4',
    null,
    'OPENING_TOTAL Totals!C4: no total is stated for deduction “complaint”; its sheet adds up to 30.00',
  ],
  ['a sum twice', 'Totals!B3', 'quality', 'OPENING_CELL Totals!B3: “Of”: quality stands there twice'],
  [
    'a kind of sum that there is not',
    'Totals!A2',
    'Reserve',
    'OPENING_CELL Totals!A2: “Kind”: Reserve is nothing that the scheme has',
  ],
  [
    'a sum of nothing',
    'Totals!B2',
    'quantity',
    'OPENING_CELL Totals!B2: “Of”: quantity is nothing that the scheme has',
  ],
]

/** Changes a cell by its sheet and address. */
function set(book: Book, cell: string, value: string | number | null): void {
  const [, sheet = '', column = '', row = ''] = /^(.*)!([A-G])(\d+)$/.exec(cell) ?? []
  book[sheet]![Number(row) - 1]![column.charCodeAt(0) - 65] = value
}

describe('is refused with the cell, and all at once', () => {
  test.each(FAULTS)('%s', async (_, cell, value, due) => {
    const shop = await filledShop(book => set(book, cell, value))
    const [code, ...problems] = await refused(shop)
    expect([code, problems.map(p => p.slice(0, due.length))]).toEqual(['1', [due]])
    expect(readdirSync(shop)).not.toContain('book')
  })

  test('a row of the sums that is gone', async () => {
    const shop = await filledShop(book => void book.Totals!.splice(2, 1))
    const due = 'OPENING_TOTAL Totals: no total is stated for reserve “loyalty”; its sheet adds up to 325.55'
    expect(await refused(shop)).toEqual(['1', due])
  })

  test('several faults are told together; of many alike the first twenty', async () => {
    const shop = await filledShop(book => {
      for (const row of book.Reserves!.slice(1)) row[4] = '2026-13'
      book.Deductions![1]![3] = 'x'
    })
    const found = (await refused(shop)).map(text => text.split(' ')[0])
    expect(found).toEqual(['1', ...Array<string>(21).fill('OPENING_CELL'), 'CELLS_MORE'])
  })

  test('sheets that are gone, columns that were renamed, an empty sheet', async () => {
    const shop = await filledShop(book => {
      delete book.Deductions
      book.Reserves![0]![5] = 'Sum'
      book.Totals = [[]]
    })
    expect(await refused(shop)).toEqual([
      '1',
      expect.stringMatching(/^OPENING_SHEET opening.xlsx: the sheet “Deductions” is not there; there are: Read me/),
      expect.stringMatching(/^OPENING_SHEET Reserves: the sheet “Reserves” has no Amount; it has: Employee no, Name/),
      expect.stringMatching(/^OPENING_SHEET Totals: the sheet “Totals” has no /),
    ])
  })

  test('a file that is no workbook, and one that is not there', async () => {
    const shop = await openShop()
    put(shop, { 'opening.xlsx': 'Employee no,Name\n1,Ann\n', 'bad.xlsx': 'PK\u0003\u0004 and no more' })
    const from = (name: string): Promise<string[]> => refused(shop, [...OPEN.slice(0, -1), name])
    expect(await refused(shop)).toEqual(['1', 'OPENING_SHEET opening.xlsx: the file is no workbook'])
    expect(await from('bad.xlsx')).toEqual(['1', expect.stringContaining('FILE_UNREADABLE bad.xlsx')])
    expect(await from('nothing.xlsx')).toEqual(['1', expect.stringContaining('FILE_UNREADABLE nothing.xlsx')])
  })

  test('a scheme that begins after what it is to release', async () => {
    const shop = await filledShop(undefined, { 'scheme.yaml': edited(OPEN_SCHEME, ['from: 2026-01', 'from: 2026-10']) })
    const found = await refused(shop)
    // loyalty is released with December's scheme; quality would need September's, which there is not: told once a month.
    expect(found).toEqual([
      '1',
      ...['2026-07', '2026-08', '2026-09'].map(month =>
        expect.stringContaining(`“${month}”: no scheme says how “quality”`),
      ),
    ])
  })

  test('a formula that nobody calculated, and one whose result is there', async () => {
    const shop = await filledShop()
    const path = join(shop, 'opening.xlsx')
    const book = XLSX.read(readFileSync(path))
    const save = (cell: object): void => {
      Object.assign(book.Sheets.Totals!, { C4: cell })
      writeFileSync(path, XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }))
    }
    save({ t: 'z', f: '10+20' })
    expect(await refused(shop)).toEqual(['1', expect.stringContaining('CELL_NO_RESULT Totals!C4')])
    save({ t: 'n', f: '10+20', v: 30 })
    await done(shop, ...OPEN, '--dry-run')
  })

  test('amounts, months and numbers as spreadsheets write them', async () => {
    const shop = await filledShop(book => {
      book.Reserves![1]!.splice(0, 1, 1)
      book.Reserves![1]!.splice(4, 2, '2026年7月', '￥100.10')
      book.Reserves![2]![4] = '2026-8-1'
      book.Reserves![2]![5] = 100.10000000000001
      book.Reserves!.push(['00001', 'Ann', null, 'loyalty', null, null, null])
    })
    await done(shop, ...OPEN)
  })
})

test('the sheet of reserves has the name of somebody who is in no roster any more', async () => {
  const shop = await opened()
  await done(shop, 'run', '--period', '2026-10')
  const sheet = readBook(join(shop, 'out/2026-10/payroll.xlsx')).Reserves!
  expect(sheet.filter(row => row[0] === '00009')).toEqual([
    ['00009', 'Cid', null, 'loyalty', 'Mar 2026', 55.55, 0, 0, 55.55, 'Jan 2027'],
  ])
})

describe('approved and signed', () => {
  const ROLES = `${OPEN_SCHEME}approvals:\n  manager: { when: gross > 1000元 }\n`

  test('by whoever approves months', async () => {
    const shop = await filledShop(undefined, { 'scheme.yaml': ROLES })
    expect(await refused(shop)).toEqual([
      '3',
      'APPROVAL_MISSING : manager must approve: 2026-09, quality 900.60, loyalty 325.55, complaint 30.00',
    ])
    const { out } = await done(shop, ...OPEN, '--approve', 'manager=Eve', '--json')
    expect(JSON.parse(out)).toMatchObject({ approvals: [{ role: 'manager', name: 'Eve' }] })
    await done(shop, 'book', 'verify', '--replay')
  })

  test.runIf(CAN_SIGN)('by signature over the workbook', async () => {
    const signed = edited(ROLES, ['gross > 1000元', 'gross > 1000元, signed by: eve@shop'])
    const shop = await filledShop(undefined, { 'scheme.yaml': signed })
    const key = makeKey(join(shop, 'keys'), 'eve')
    put(shop, { allowed_signers: `eve@shop namespaces="bonusbook" ${key.public}\n` })
    expect((await refused(shop))[1]).toMatch(/^APPROVAL_UNSIGNED : manager must sign/)
    const approve = [
      'approve',
      '--period',
      '2026-09',
      '--opening',
      'opening.xlsx',
      '--role',
      'manager',
      '--sign',
      key.path,
    ]
    expect((await done(shop, ...approve)).out).toContain('manager: eve@shop approves the draft in opening.xlsx.')
    const book = readBook(join(shop, 'opening.xlsx'))
    const sum = book.Totals![4]!
    writeBook(join(shop, 'opening.xlsx'), { ...book, 'Read me': [['changed']] })
    expect((await refused(shop))[1]).toMatch(/^APPROVAL_VOID /)
    expect(sum[2]).toBe(2)
    await done(shop, ...approve)
    await done(shop, ...OPEN, '--sign', key.path)
    const { out } = await done(shop, 'book', 'verify', '--replay')
    expect(out).toMatch(/000001-open-2026-09\.jsonl {2}Signed by eve@shop/)
    expect(out).toContain('manager: approved by eve@shop')
  })
})

test.each([
  [['book', 'open'], 'needs either --from or --template'],
  [['book', 'open', '--from', 'a.xlsx', '--template', 'b.xlsx'], 'needs either --from or --template'],
  [['book', 'open', '--from', 'a.xlsx'], '--period'],
  [['book', 'open', '--template', 'data/a.xlsx'], 'data/a.xlsx'],
  [['book', 'open', '--template', 'a.xlsx', '--sign', 'key'], '--sign'],
])('%s is wrong usage', async (argv, part) => {
  const { code, err } = await run([...argv], { cwd: await openShop() })
  expect([code, err]).toEqual([2, expect.stringContaining(part)])
})
