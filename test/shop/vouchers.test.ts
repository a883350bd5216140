// Vouchers: a month of three people, worked by hand; their sides are equal, and add up to what payroll.csv and the book have.
// The month after takes the rest of a deduction, takes back a draw, and pays a correction on the accounts of what it corrects.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { json, run } from '../support/cli.ts'
import { type Edit, edited } from '../support/edited.ts'
import { contents, put, tempFolder } from '../support/folders.ts'

const SCHEME = `scheme: Books
from: 2026-07
currency: USD
sheets: en
people:
  file: roster*
  columns: { id: id, name: name, position: position, department: group, cost account: { type: text, blank: none } }
  paid: name is not blank
tables:
  work:
    file: work*
    one row per: id
    columns: { id: person, sales: money, broken: { type: money, blank: 0 } }
pay:
  - for: everyone
    commission:
      bonus: sales × 10%
    lines:
      draw: { formula: $50 − bonus, not below: $0, recovered: bonus − $50 }
reserves:
  safety:
    withheld: max(commission, $0) × 5%
    release: { every: quarter, ratio: 90% }
deductions:
  at most: $30
  lines:
    damage: broken
exports:
  journal:
    file: journal-{period}.csv
    control: debit
    entries:
      bonus: { debit: cost account, amount: bonus, by: [department, position] }
      draws: { debit: “1221”, amount: draw }
      reserve: { credit: “2241”, amount: safety }
      damage: { credit: “1231”, amount: damage }
      draws taken back: { credit: “1221”, amount: recovered }
      payable: { credit: “2211”, amount: net }
    columns:
      date: end of period
      entry: entry
      account: account
      department: department
      text: { text: "pay {period}", longest: 11 }
      debit: { formula: debit, below zero: allowed }
      credit: { formula: credit, below zero: allowed }
  release journal:
    of: safety
    file: release-{period}.csv
    entries:
      held: { debit: “2241”, amount: held }
      premium: { debit: “6601”, amount: premium }
      payable: { credit: “2211”, amount: released }
      kept: { credit: “6601”, amount: forfeited }
    columns: { account: account, debit: debit, credit: credit }
`
const ROSTER = `id,name,position,department,cost account
01,Ann,advisor,Front,6601
02,Bob,technician,Shop,5401
03,Cid,technician,Shop,5401
`
const JULY = 'id,sales,broken\n01,1000.00,45.00\n02,300.00,\n03,820.50,\n'

function shopOf(work: string, ...edits: readonly Edit[]): string {
  const shop = tempFolder()
  put(shop, {
    'scheme.yaml': edited(SCHEME, ...edits),
    'data/2026-07/roster.csv': ROSTER,
    'data/2026-07/work.csv': work,
  })
  return shop
}

const ran = (shop: string, ...argv: string[]): ReturnType<typeof run> => run(argv, { cwd: shop })

async function done(shop: string, ...argv: string[]): Promise<void> {
  expect((await ran(shop, ...argv, '--quiet')).err).toBe('')
}

/** The rows of a file without its header: entry, account, department, debit, credit. */
function rowsOf(shop: string, file: string): string[] {
  const text = readFileSync(join(shop, 'out', file), 'utf8').replace('\ufeff', '')
  return text.trim().split('\r\n').slice(1)
}

/** What a column of payroll.csv adds up to, in cents. */
function inPayroll(shop: string, period: string, title: string): number {
  const [head, ...rows] = readFileSync(join(shop, 'out', period, 'payroll.csv'), 'utf8')
    .replace('\ufeff', '')
    .trim()
    .split('\r\n')
  const at = head!.split(',').indexOf(title)
  expect(at, head).toBeGreaterThan(0)
  return rows.reduce((sum, row) => sum + Math.round(Number(row.split(',')[at]) * 100), 0)
}

describe('a month', () => {
  test('has a row for each account and department, equal to payroll.csv', async () => {
    const shop = shopOf(JULY)
    await done(shop, 'run', '--period', '2026-07')
    // Bonus 100; 30; 82.05. Bob draws 50 − 30. Reserve 5; 1.50; 4.1025. Of 45 at most 30 are deducted.
    // Net 100 − 5 − 30 = 65; 30 + 20 − 1.50 = 48.50; 82.05 − 4.10 = 77.95: 191.45
    expect(rowsOf(shop, '2026-07/journal-2026-07.csv')).toEqual([
      '2026-07-31,bonus,5401,Shop,pay 2026-07,112.05,',
      '2026-07-31,bonus,6601,Front,pay 2026-07,100.00,',
      '2026-07-31,draws,1221,,pay 2026-07,20.00,',
      '2026-07-31,reserve,2241,,pay 2026-07,,10.60',
      '2026-07-31,damage,1231,,pay 2026-07,,30.00',
      '2026-07-31,payable,2211,,pay 2026-07,,191.45',
    ])
    // 112.05 + 100 + 20 = 232.05 = 10.60 + 30 + 191.45
    expect([inPayroll(shop, '2026-07', 'Total earned'), inPayroll(shop, '2026-07', 'Total pay')]).toEqual([
      23205, 19145,
    ])
    const { exports } = JSON.parse(readFileSync(join(shop, 'out/2026-07/run.json'), 'utf8')) as { exports: object[] }
    expect(exports).toMatchObject([{ name: 'journal', files: [{ rows: 6, total: '232.05' }], leftOut: { people: 0 } }])
    expect((await ran(shop, 'run', '--period', '2026-07', '--lang', 'en')).out).toContain(
      'journal-2026-07.csv · 6 rows · 232.05',
    )
  })

  test('moves what is taken of a deduction and of a draw, and corrections where they belong; then the release', async () => {
    const shop = shopOf(JULY)
    for (const command of ['run', 'close']) await done(shop, command, '--period', '2026-07')
    // Cid sold 900: bonus 90 for 82.05, reserve 4.50 for 4.10: 7.95 − 0.40 are paid with August
    put(shop, { 'data/2026-07/work.csv': edited(JULY, ['820.50', '900.00']) })
    await done(shop, 'correct', '--period', '2026-07')
    put(shop, {
      'data/2026-08/roster.csv': ROSTER,
      'data/2026-08/work.csv': 'id,sales,broken\n01,1200.00,\n02,600.00,\n03,500.00,\n',
    })
    await done(shop, 'run', '--period', '2026-08')
    // Bonus 120; 60; 50 and 7.95. Reserve 6; 3; 2.50 and 0.40. The other 15 of the damage. 60 − 50 = 10 of the draw of 20.
    // Net 120 − 6 − 15 = 99; 60 − 3 − 10 = 47; 50 − 2.50 + 7.55 = 55.05: 201.05
    const moved = rowsOf(shop, '2026-08/journal-2026-08.csv').map(row =>
      edited(row, ['2026-08-31,', ''], ['pay 2026-08,', '']),
    )
    expect(moved).toEqual([
      'bonus,5401,Shop,117.95,',
      'bonus,6601,Front,120.00,',
      'reserve,2241,,,11.90',
      'damage,1231,,,15.00',
      'draws taken back,1221,,,10.00',
      'payable,2211,,,201.05',
    ])
    expect(inPayroll(shop, '2026-08', 'Total pay')).toBe(20105)

    await done(shop, 'close', '--period', '2026-08')
    put(shop, {
      'data/2026-09/roster.csv': ROSTER,
      'data/2026-09/work.csv': 'id,sales,broken\n01,500.00,\n02,500.00,\n03,500.00,\n',
    })
    for (const command of ['run', 'close']) await done(shop, command, '--period', '2026-09')
    put(shop, { 'data/2026-10/roster.csv': ROSTER, 'data/2026-10/work.csv': JULY })
    await done(shop, 'release', 'safety', '--period', '2026-Q3', '--payout', '2026-10')
    // Credited to 2241: 10.60 + 11.90 + 7.50 = 30.00, what the book holds. 90% of 5, 1.50, 4.50 (4.10 and 0.40), 6, 3, 2.50 and 2.50 each:
    // 4.50 + 1.35 + 4.05 + 5.40 + 2.70 + 2.25 + 3 × 2.25 = 27.00
    const folder = Object.keys(contents(join(shop, 'out'))).find(name => name.endsWith('/release-2026-Q3.csv'))!
    expect(rowsOf(shop, folder)).toEqual(['2241,30.00,', '2211,,27.00', '6601,,3.00'])
  })
})

interface Found {
  readonly code: string
  readonly severity: string
  readonly at: string
  readonly message: string
}

/** What a run says of vouchers; without anything written where there is an error. */
async function told(shop: string, command = 'run'): Promise<Found[]> {
  const before = contents(shop)
  const found = json<{ problems: Found[] }>(
    await ran(shop, command, '--period', '2026-07', '--json', '--lang', 'en'),
  ).problems
  const own = found.filter(p => /^(VOUCHER|LAYOUT)/.test(p.code))
  if (own.some(p => p.severity === 'error')) expect(contents(shop)).toEqual(before)
  return own
}

describe('nothing is written', () => {
  test('where an amount has no account: each, with whose it is', async () => {
    const shop = shopOf(JULY)
    put(shop, { 'data/2026-07/roster.csv': edited(ROSTER, ['Shop,5401', 'Shop,', 'all']) })
    expect((await told(shop)).map(p => [p.code, p.message])).toEqual([
      ['VOUCHER_ACCOUNT', '“bonus” of the voucher “journal” has no account for 30.00 of Bob (02)'],
      ['VOUCHER_ACCOUNT', '“bonus” of the voucher “journal” has no account for 82.05 of Cid (03)'],
    ])
  })

  test('where the sides are not equal; and what stands in no entry is named', async () => {
    const shop = shopOf(JULY, ['      damage: { credit: “1231”, amount: damage }\n', ''])
    expect((await told(shop)).map(p => [p.code, p.message])).toEqual([
      ['VOUCHER_UNBALANCED', 'the voucher “journal” debits 232.05 and credits 202.05: 30.00 apart'],
      ['VOUCHER_LINE', '“damage”, 30.00 together, is in no entry of the voucher “journal”'],
    ])
  })

  test('where a text is too long: it is not cut', async () => {
    const shop = shopOf(JULY, ['longest: 11', 'longest: 10'])
    const found = await told(shop)
    expect(found).toHaveLength(6)
    expect(found[0]).toMatchObject({
      code: 'LAYOUT_LONG',
      message: expect.stringContaining('11 of at most 10 (“pay 2026-07”)'),
    })
    // 月 counts as two: 2026-07 and it are 9
    const zh = (most: number): string => shopOf(JULY, ['"pay {period}", longest: 11', `"{period}月", longest: ${most}`])
    expect(await told(zh(9))).toEqual([])
    expect(await told(zh(8))).toHaveLength(6)
  })

  test('where an amount is below zero and the export does not take that', async () => {
    const negative = edited(JULY, ['300.00', '-100.00'])
    // Bob: −10, and 50 − (−10) drawn. The Shop: 72.05.
    expect(await told(shopOf(negative))).toEqual([])
    const alone = edited(negative, ['03,820.50', '03,0'])
    const found = await told(shopOf(alone, ['{ formula: debit, below zero: allowed }', 'debit']))
    expect(found.map(p => [p.code, p.message])).toEqual([
      ['LAYOUT_NEGATIVE', '“debit” of bonus 5401 is -10.00 in the export “journal”'],
    ])
  })
})

test('a line that no entry has is told, and stops nothing', async () => {
  const edits: Edit[] = [
    ['      draws: { debit: “1221”, amount: draw }\n', ''],
    [
      '      payable: { credit: “2211”, amount: net }\n    columns:\n      date',
      '      payable: { credit: “2211”, amount: "net − max($50 − bonus, $0)" }\n    columns:\n      date',
    ],
  ]
  const shop = shopOf(JULY, ...edits)
  expect(await ran(shop, 'run', '--period', '2026-07')).toMatchObject({ code: 0 })
  expect(await told(shop, 'check')).toMatchObject([
    { code: 'VOUCHER_LINE', severity: 'warning', message: expect.stringContaining('“draw”, 20.00') },
  ])
})

test('rows in another order give the same voucher', async () => {
  const files = [shopOf(JULY), shopOf(JULY)]
  const [head, ...people] = ROSTER.trim().split('\n')
  put(files[1]!, { 'data/2026-07/roster.csv': [head, ...people.reverse()].join('\n') })
  for (const shop of files) await done(shop, 'run', '--period', '2026-07')
  const [one, other] = files.map(shop => rowsOf(shop, '2026-07/journal-2026-07.csv'))
  expect(other).toEqual(one)
})
