// Closing a small shop's months: what is carried over and what is held after each, against figures worked out by hand
// (test/support/book-shop.ts).

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { BOOK_MONTHS, closeMonths, makeBookShop, putShop } from '../support/book-shop.ts'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { contents, folderOfFile, put } from '../support/folders.ts'

interface Paid {
  people: { id: string; net: string; deducted: string; carried: string }[]
}
interface Balance {
  reserves: Record<string, string>[]
  deductions: Record<string, string>[]
}

const shop = folderOfFile()
const seen: { paid: Paid; balance: Balance }[] = []

beforeAll(async () => {
  putShop(shop)
  for (const period of BOOK_MONTHS) {
    const paid = json<Paid>(await run(['run', '--period', period, '--json'], { cwd: shop }))
    await closeMonths(shop, [period])
    seen.push({ paid, balance: json<Balance>(await run(['book', 'balance', '--json'], { cwd: shop })) })
  }
})

const row = ({ id, deducted, carried, net }: Paid['people'][number]): string => `${id} ${deducted} ${carried} ${net}`
const debt = (r: Record<string, string>): string => `${r.person} ${r.deduction} ${r.due} ${r.taken} ${r.carried}`
const lot = (r: Record<string, string>): string =>
  `${r.person} ${r.reserve} ${r.origin} ${r.withheld} ${r.forfeited} ${r.closing} ${r.releasable} ${r.risk}`.trim()

describe('deductions that are carried over', () => {
  test('what each month takes, carries and pays', () => {
    expect(seen.map(({ paid }) => paid.people.map(row))).toEqual([
      ['007 200.02 114.98 720.07', '012 0.00 0.00 92.00', '0030 40.00 60.00 144.00', '0031 8.00 12.00 28.80'],
      ['007 120.02 99.96 432.07', '012 0.00 0.00 46.27', '0030 4.00 56.00 14.40'],
      ['007 99.96 0.00 4500.04', '012 0.00 0.00 9.29'],
    ])
  })

  test('what is open on the book after each; of those who have left too', () => {
    expect(seen.map(({ balance }) => balance.deductions.map(debt))).toEqual([
      ['0030 fine 100.00 40.00 60.00', '0031 fine 20.00 8.00 12.00', '007 repair 315.00 200.02 114.98'],
      ['0030 fine 100.00 44.00 56.00', '0031 fine 20.00 8.00 12.00', '007 repair 420.00 320.04 99.96'],
      ['0030 fine 100.00 44.00 56.00', '0031 fine 20.00 8.00 12.00'],
    ])
  })

  test('the oldest are taken first: the postings by month of origin', async () => {
    const { postings } = json<{ postings: Record<string, string>[] }>(
      await run(['book', 'register', '--person', '007', '--reserve', 'repair', '--json'], { cwd: shop }),
    )
    expect(postings.map(p => `${p.number} ${p.origin} ${p.kind} ${p.amount}`)).toEqual([
      '1 2026-07 due 315.00',
      '1 2026-07 taken 200.02',
      '1 2026-07 carried 114.98',
      // The carried one of July is at an end; of August's 105.00 the room that is left, 5.04
      '2 2026-07 taken 114.98',
      '2 2026-07 carried 0.00',
      '2 2026-08 due 105.00',
      '2 2026-08 taken 5.04',
      '2 2026-08 carried 99.96',
      '3 2026-08 taken 99.96',
      '3 2026-08 carried 0.00',
    ])
  })
})

test('what is held, from which month, releasable when, at risk why', () => {
  const rule = 'forfeited by the scheme: left is not blank and left < start of payout'
  expect(seen[2]!.balance.reserves.map(lot)).toEqual([
    '0030 loyalty 2026-07 6.00 0.00 6.00 2027-01',
    '0030 loyalty 2026-08 0.60 0.00 0.60 2027-01',
    `0030 quality 2026-07 10.00 0.00 10.00 2026-10 ${rule}`,
    `0030 quality 2026-08 1.00 0.00 1.00 2026-10 ${rule}`,
    '0031 loyalty 2026-07 1.20 0.00 1.20 2027-01',
    '0031 quality 2026-07 2.00 0.00 2.00 2026-10',
    '007 loyalty 2026-07 30.00 0.00 30.00 2027-01',
    '007 loyalty 2026-08 18.00 0.00 18.00 2027-01',
    '007 loyalty 2026-09 150.00 0.00 150.00 2027-01',
    '007 quality 2026-07 50.01 0.00 50.01 2026-10',
    '007 quality 2026-08 30.01 0.00 30.01 2026-10',
    '007 quality 2026-09 250.00 0.00 250.00 2026-10',
    '012 loyalty 2026-07 3.00 0.00 3.00 2027-01',
    '012 loyalty 2026-08 1.51 0.00 1.51 2027-01',
    '012 loyalty 2026-09 0.30 0.00 0.30 2027-01',
    '012 quality 2026-07 5.00 0.00 5.00 2026-10',
    // 012's quality of August was forfeited at once: nothing is held of it, and it is not shown without --all
    '012 quality 2026-09 0.51 0.00 0.51 2026-10',
  ])
})

test('what has come to nothing is shown with --all', async () => {
  const { reserves, deductions } = json<Balance>(await run(['book', 'balance', '--all', '--json'], { cwd: shop }))
  expect(reserves.map(lot)).toContain('012 quality 2026-08 2.52 2.52 0.00')
  expect(deductions.map(debt)).toContain('007 repair 420.00 420.00 0.00')
})

test('a closed month is not run again; its sheets come back as they were sealed, and a replay gives the same', async () => {
  const before = contents(join(shop, 'out/2026-08'))
  expect((await run(['run', '--period', '2026-08'], { cwd: shop })).code).toBe(3)
  expect((await run(['book', 'sheets', '--period', '2026-08'], { cwd: shop })).code).toBe(0)
  expect(contents(join(shop, 'out/2026-08'))).toEqual(before)
  expect((await run(['book', 'verify', '--replay'], { cwd: shop })).code).toBe(0)
})

test('the entry keeps what it was made of: scheme, inputs and outputs, and who approved', async () => {
  const [line] = readFileSync(join(shop, 'book/000002-close-2026-08.jsonl'), 'utf8').split('\n')
  const header = JSON.parse(line!) as { inputs: { name: string }[]; outputs: { name: string }[]; scheme: object }
  expect(header.inputs.map(f => f.name)).toEqual(['data/2026-08/roster.csv', 'data/2026-08/marks.csv'])
  expect(header.outputs.map(f => f.name)).toEqual(
    ['payroll.xlsx', 'payroll.csv', 'report.html', 'audit.xlsx', 'audit.jsonl', 'statements.html', 'run.json'].map(
      name => `out/2026-08/${name}`,
    ),
  )
  expect(header.scheme).toMatchObject({ name: 'scheme.yaml' })
})

test('a month that is run while an earlier one is open says so, and is refused', async () => {
  const other = makeBookShop()
  await closeMonths(other, ['2026-07'])
  const ran = await run(['run', '--period', '2026-09', '--json'], { cwd: other })
  expect(ran.code).toBe(0)
  expect(json<{ problems: { code: string }[] }>(ran).problems.map(p => p.code)).toContain('MONTHS_OPEN')
  const closed = await run(['close', '--period', '2026-09'], { cwd: other })
  expect(closed.code).toBe(3)
  expect(closed.err).toContain('MONTH_ORDER')
  expect(closed.err).toContain('2026-08 is the next')
})

test('two shops, each with its own book', async () => {
  const parent = makeBookShop()
  putShop(join(parent, 'b'))
  await closeMonths(parent, ['2026-07'])
  expect(existsSync(join(parent, 'b/book'))).toBe(false)
  expect((await run(['run', '-C', 'b', '--period', '2026-08'], { cwd: parent })).code).toBe(0)
  expect((await run(['close', '-C', 'b', '--period', '2026-08'], { cwd: parent })).code).toBe(0)
  const { reserves } = json<Balance>(await run(['book', 'balance', '-C', 'b', '--json'], { cwd: parent }))
  // 0030's lots of August only: July is before the second shop's first month
  expect([...new Set(reserves.map(r => r.origin))]).toEqual(['2026-08'])
})

test('an employee number is a text: 7 is not 007', async () => {
  const other = makeBookShop()
  await closeMonths(other, ['2026-07'])
  const roster = edited(readFileSync(join(other, 'data/2026-08/roster.csv'), 'utf8'), ['007,Ann', '7,Ann'])
  const marks = edited(readFileSync(join(other, 'data/2026-08/marks.csv'), 'utf8'), ['007,', '7,'])
  put(other, { 'data/2026-08/roster.csv': roster, 'data/2026-08/marks.csv': marks })
  await closeMonths(other, ['2026-08'])
  const { reserves, deductions } = json<Balance>(await run(['book', 'balance', '--json'], { cwd: other }))
  // 7 begins with nothing: of 105.00 the whole limit 20% × 600.10 = 120.02 is there, and 114.98 of 007 stay open
  expect(deductions.map(debt)).toContain('007 repair 315.00 200.02 114.98')
  expect(reserves.map(lot)).toContainEqual(expect.stringMatching(/^7 quality 2026-08 30\.01 /))
})
