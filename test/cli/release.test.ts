// Releases of a small shop against figures worked out by hand (test/support/book-shop.ts): ratios with halves of a fen lot
// by lot, leavers, some people first, a year in parts, given figures; and what is refused.

import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { BOOK_FILES, BOOK_SCHEME, closeMonths, makeBookShop, putShop } from '../support/book-shop.ts'
import { json, type Ran, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { contents, copyInto, folderOfFile, put, tempFolder } from '../support/folders.ts'

interface Release {
  reserve: string
  period: string
  payout: string
  ratio: string | null
  entry: string | null
  people: Record<'id' | 'name' | 'held' | 'released' | 'forfeited' | 'premium', string>[]
  problems: { code: string; message: string }[]
}

const closed = folderOfFile()
beforeAll(async () => {
  putShop(closed)
  await closeMonths(closed)
})

/** A copy of the shop with its three months closed. */
function shopOfThree(changes: Readonly<Record<string, string>> = {}): string {
  const shop = tempFolder()
  copyInto(closed, shop)
  put(shop, changes)
  return shop
}

const QUARTER = ['release', 'quality', '--period', '2026-Q3', '--payout', '2026-10']
const YEAR = ['release', 'loyalty', '--period', '2026', '--payout', '2027-01', '--partial']
const LEAVER = ['--approve', 'HR=Wang']

const release = (cwd: string, ...argv: string[]): Promise<Ran> => run([...argv, '--json'], { cwd })
const paid = (ran: Ran): string[] =>
  json<Release>(ran)
    .people.map(p => `${p.id} ${p.held} ${p.released} ${p.forfeited} ${p.premium}`)
    .sort()
const codes = (ran: Ran): string[] => json<Release>(ran).problems.map(p => p.code)

describe('what a release pays', () => {
  test('90% of the results file: each lot rounded on its own, the leaver forfeits', async () => {
    const ran = await release(closed, ...QUARTER)
    expect(json<Release>(ran)).toMatchObject({ reserve: 'quality', period: '2026-Q3', payout: '2026-10', ratio: '0.9' })
    expect(paid(ran)).toEqual([
      // 11.00 held and 90% of it lost like the rest
      '0030 11.00 0.00 11.00 0.00',
      // She stands in July's roster only, and has not left: 1.80
      '0031 2.00 1.80 0.20 0.00',
      // 45.009 → 45.01, 27.009 → 27.01, 225.00
      '007 330.02 297.02 33.00 0.00',
      // 4.50 and 0.459 → 0.46
      '012 5.51 4.96 0.55 0.00',
    ])
    expect(json<Release>(ran).problems).toMatchObject([{ code: 'RELEASE_FORFEITS' }])
    // By the policy's words, not the scheme's formula.
    expect(json<Release>(ran).problems[0]!.message).toBe(
      'Li (0030) forfeits 11.00: left is not blank and left is before first day of payout',
    )
  })

  test.each([
    ['0%', ['0031 2.00 0.00 2.00 0.00', '007 330.02 0.00 330.02 0.00', '012 5.51 0.00 5.51 0.00']],
    // 25.005 → 25.01, 15.005 → 15.01, 125.00: 165.02, where half of the sum would be 165.01
    ['50%', ['0031 2.00 1.00 1.00 0.00', '007 330.02 165.02 165.00 0.00', '012 5.51 2.76 2.75 0.00']],
    ['100%', ['0031 2.00 2.00 0.00 0.00', '007 330.02 330.02 0.00 0.00', '012 5.51 5.51 0.00 0.00']],
    // 75.015 → 75.02, 45.015 → 45.02, 375.00: 495.04, where one and a half of the sum would be 495.03
    ['150%', ['0031 2.00 3.00 0.00 1.00', '007 330.02 495.04 0.00 165.02', '012 5.51 8.27 0.00 2.76']],
  ])('%s', async (ratio, due) => {
    const shop = shopOfThree({ 'data/results/results.csv': `term,item,返还比例\n2026-Q3,quality,${ratio}\n` })
    const byFile = await release(shop, ...QUARTER)
    expect(paid(byFile)).toEqual(['0030 11.00 0.00 11.00 0.00', ...due])
    // The same by what is given, whatever stands in the file or whether there is one
    expect(paid(await release(closed, ...QUARTER, '--set', `ratio=${ratio}`))).toEqual(paid(byFile))
    expect(paid(await release(closed, ...QUARTER, '--set', `返还比例=${ratio}`))).toEqual(paid(byFile))
    rmSync(join(shop, 'data/results'), { recursive: true })
    expect(paid(await release(shop, ...QUARTER, '--set', `返还比例=${ratio}`))).toEqual(paid(byFile))
  })

  test('sealed: the book holds nothing of it any more, and no lot is released twice', async () => {
    const shop = shopOfThree()
    const ran = await release(shop, ...QUARTER, '--close', ...LEAVER)
    expect(ran.code).toBe(0)
    expect(json<Release>(ran).entry).toBe('000004-release-quality-2026-Q3.jsonl')
    expect(contents(join(shop, 'out/release-quality-2026-Q3'))).toHaveProperty('payroll.xlsx')
    const balance = await run(['book', 'balance', '--reserve', 'quality', '--json'], { cwd: shop })
    expect(json<{ reserves: [] }>(balance).reserves).toEqual([])
    const again = await release(shop, ...QUARTER, '--close', ...LEAVER)
    expect([again.code, ...codes(again)]).toEqual([3, 'RELEASE_NOTHING'])
    expect((await run(['book', 'verify', '--replay'], { cwd: shop })).code).toBe(0)
    const { postings } = json<{ postings: Record<string, string>[] }>(
      await run(['book', 'register', '--person', '0030', '--reserve', 'quality', '--json'], { cwd: shop }),
    )
    expect(postings.filter(p => p.kind === 'forfeited').map(p => `${p.origin} ${p.amount} ${p.reason}`)).toEqual([
      '2026-07 10.00 left is not blank and left < start of payout',
      '2026-08 1.00 left is not blank and left < start of payout',
    ])
  })

  test('what is shown: the sums, and that it is not sealed', async () => {
    const ran = await run([...QUARTER, '--no-color'], { cwd: closed })
    // 330.02 + 5.51 + 11.00 + 2.00; 297.02 + 4.96 + 1.80; 33.00 + 0.55 + 11.00 + 0.20
    // Lost by the ratio 33.00 + 0.55 + 0.20 = 33.75, by leaving 11.00: 348.53 = 303.78 + 33.75 + 11.00
    expect(ran.out).toMatch(/^ +007 +Ann +330\.02 +297\.02 +33\.00 +0\.00 +0\.00$/m)
    expect(ran.out).toMatch(/^ +0030 +Li +11\.00 +0\.00 +0\.00 +11\.00 +0\.00$/m)
    expect(ran.out).toMatch(/^ +Total +348\.53 +303\.78 +33\.75 +11\.00 +0\.00$/m)
    expect(ran.out).toContain('Not sealed')
    const zh = await run([...QUARTER, '--lang', 'zh'], { cwd: closed })
    expect(zh.out).toMatch(/^ +工号 +姓名 +预留余额 +返还 +按比例未返还 +离职没收 +其中溢价$/m)
    expect(zh.out).toMatch(/^ +合计 +348\.53 +303\.78 +33\.75 +11\.00 +0\.00$/m)
    // Its papers too.
    expect(readFileSync(join(closed, 'out/release-quality-2026-Q3/payroll.csv'), 'utf8')).toMatch(/^\ufeff?工号,/)
  })
})

describe('some people first', () => {
  test('then the rest: never the same lot twice, each with a sheet of its own', async () => {
    const shop = shopOfThree()
    const first = await release(shop, ...QUARTER, '--person', '007', '0031', '--close')
    expect(paid(first)).toEqual(['0031 2.00 1.80 0.20 0.00', '007 330.02 297.02 33.00 0.00'])
    const twice = await release(shop, ...QUARTER, '--person', '007', '--close')
    expect([twice.code, ...codes(twice)]).toEqual([3, 'RELEASE_NOTHING'])
    const sheet = readFileSync(join(shop, 'out/release-quality-2026-Q3/payroll.csv'))
    const rest = await release(shop, ...QUARTER, '--close', ...LEAVER)
    expect(paid(rest)).toEqual(['0030 11.00 0.00 11.00 0.00', '012 5.51 4.96 0.55 0.00'])
    expect(readFileSync(join(shop, 'out/release-quality-2026-Q3/payroll.csv'))).toEqual(sheet)
    expect(readFileSync(join(shop, 'out/release-quality-2026-Q3-2/payroll.csv'), 'utf8')).toContain('张伟')
    expect((await release(shop, ...QUARTER)).code).toBe(3)
    expect((await run(['book', 'verify'], { cwd: shop })).code).toBe(0)
  })

  test('somebody of whom the book knows nothing', async () => {
    const ran = await run([...QUARTER, '--person', '0112'], { cwd: closed })
    expect(ran.code).toBe(1)
    expect(ran.err).toContain('there is no person “0112”')
    // 012 is somebody else: no number is a slip of another one.
    expect(ran.err).not.toContain('“012”')
    expect(ran.err).toContain('Give the employee number or the whole name')
  })

  test('a leaver settled early, in the month of leaving, does not forfeit', async () => {
    const shop = makeBookShop()
    await closeMonths(shop, ['2026-07'])
    const early = ['release', 'quality', '--period', '2026-Q3', '--payout', '2026-08', '--person', '0030', '--partial']
    // On the first day of August Li had not left: 200 × 5% × 90%
    expect(paid(await release(shop, ...early))).toEqual(['0030 10.00 9.00 1.00 0.00'])
  })
})

test.each([
  ['a closed month', '2026-10', ['2026-10']],
  ['a closed month of the period', '2026-08', []],
])('%s pays no release', async (_, payout, more) => {
  const shop = shopOfThree({
    'data/2026-10/roster.csv': BOOK_FILES['data/2026-09/roster.csv']!,
    'data/2026-10/marks.csv': 'id,amount,damage,fine,complaint\n007,100.00,,,\n012,50.00,,,\n',
  })
  if (more.length > 0) await closeMonths(shop, more)
  const ran = await release(shop, 'release', 'quality', '--period', '2026-Q3', '--payout', payout, '--partial')
  expect(ran.code).not.toBe(0)
  expect(json<Release>(ran).problems).toMatchObject([
    { code: 'RELEASE_PAYOUT', message: expect.stringContaining('closed') },
  ])
})

test('an open month inside the period pays only what is closed so far', async () => {
  const shop = makeBookShop()
  await closeMonths(shop, ['2026-07'])
  const ran = await release(shop, 'release', 'loyalty', '--period', '2026', '--payout', '2026-08', '--partial')
  // 3% of 1000.10, 200.00, 40.00 and 100.00
  expect(paid(ran)).toEqual([
    '0030 6.00 6.00 0.00 0.00',
    '0031 1.20 1.20 0.00 0.00',
    '007 30.00 30.00 0.00 0.00',
    '012 3.00 3.00 0.00 0.00',
  ])
})

describe('a year in parts', () => {
  const OCTOBER = {
    'data/2026-10/roster.csv': BOOK_FILES['data/2026-09/roster.csv']!,
    'data/2026-10/marks.csv': 'id,amount,damage,fine,complaint\n007,100.00,,,\n012,50.00,,,\n',
  }

  test('what is closed is all for now; later months are released later', async () => {
    const shop = shopOfThree(OCTOBER)
    const first = await release(shop, ...YEAR, '--close')
    expect(first.code).toBe(0)
    expect(paid(first)).toEqual([
      '0030 6.60 6.60 0.00 0.00',
      '0031 1.20 1.20 0.00 0.00',
      '007 198.00 198.00 0.00 0.00',
      '012 4.81 4.81 0.00 0.00',
    ])
    await closeMonths(shop, ['2026-10'])
    const second = await release(shop, ...YEAR, '--close')
    expect(paid(second)).toEqual(['007 3.00 3.00 0.00 0.00', '012 1.50 1.50 0.00 0.00'])
    expect((await release(shop, ...YEAR, '--close')).code).toBe(3)
    expect((await run(['book', 'verify', '--replay'], { cwd: shop })).code).toBe(0)
  })

  test('without --partial the open months are named', async () => {
    const ran = await run(YEAR.slice(0, -1), { cwd: closed })
    expect(ran.code).toBe(3)
    expect(ran.err).toContain('2026-10, 2026-11, 2026-12')
    // Months before the book's first don't count as open
    expect(ran.err).not.toContain('2026-06')
  })
})

describe('what is refused', () => {
  const refused = async (shop: string, argv: string[]): Promise<[number, string]> => {
    const before = contents(shop)
    const { code, err, out } = await run(argv, { cwd: shop })
    expect(contents(shop)).toEqual(before)
    expect(out).toBe('')
    return [code, err]
  }

  test.each([
    ['a month', [...QUARTER.slice(0, 3), '2026-09', ...QUARTER.slice(4)], 1, 'RELEASE_NOT_RULED'],
    ['a year', [...QUARTER.slice(0, 3), '2026', ...QUARTER.slice(4)], 1, 'RELEASE_NOT_RULED'],
    ['an unknown reserve', ['release', 'qualty', ...QUARTER.slice(2)], 1, 'Did you mean “quality”?'],
    ['a period without months closed', [...QUARTER.slice(0, 3), '2026-Q4', '--payout', '2027-01'], 3, 'RELEASE_OPEN'],
    ['no period', [...QUARTER.slice(0, 3), '2026-Q5', ...QUARTER.slice(4)], 2, '2026-Q5'],
    ['no payout', [...QUARTER.slice(0, 5), '2026-13'], 2, '2026-13'],
    ['an unknown figure', [...QUARTER, '--set', '返还比率=90%'], 1, 'INPUT_UNKNOWN'],
    ['a figure that is none', [...QUARTER, '--set', 'ratio=much'], 1, 'INPUT_INVALID'],
    ['a ratio below zero', [...QUARTER, '--set', 'ratio=-10%'], 1, 'below zero: -0.1'],
    ['a period without results', ['release', 'loyalty', '--period', '2027', '--payout', '2028-01'], 3, 'RELEASE_OPEN'],
  ] as [string, string[], number, string][])('%s', async (_, argv, code, words) => {
    expect(await refused(closed, argv)).toEqual([code, expect.stringContaining(words)])
  })

  test('before any month is closed', async () => {
    const shop = makeBookShop()
    expect(await refused(shop, QUARTER)).toEqual([3, expect.stringContaining('RELEASE_OPEN')])
    expect(await refused(shop, [...QUARTER, '--partial'])).toEqual([3, expect.stringContaining('RELEASE_NOTHING')])
  })

  test('somebody whom no roster knows any more; the others can be released without', async () => {
    const shop = shopOfThree()
    rmSync(join(shop, 'data/2026-07'), { recursive: true })
    const [code, err] = await refused(shop, QUARTER)
    expect(code).toBe(1)
    expect(err).toContain('Zoe (0031)')
    const balance = await run(['book', 'balance', '--reserve', 'quality', '--json'], { cwd: shop })
    const risks = json<{ reserves: Record<string, string>[] }>(balance).reserves.map(r => `${r.person} ${r.risk}`)
    expect(risks).toContainEqual(expect.stringMatching(/^0031 stands in no roster/))
    expect(risks).toContainEqual(expect.stringMatching(/^0030 forfeited by the scheme/))
    expect((await release(shop, ...QUARTER, '--person', '007', '012', '--close')).code).toBe(0)
  })

  test('results that are not there yet', async () => {
    const shop = shopOfThree({ 'data/results/results.csv': 'term,item,返还比例\n2026-Q2,quality,90%\n' })
    const [code, err] = await refused(shop, QUARTER)
    expect([code, err]).toEqual([1, expect.stringContaining('VALUE_NOT_ONE')])
  })
})

test('a reserve that a later scheme has no more is released by the scheme of its months', async () => {
  const shop = shopOfThree()
  const later = edited(BOOK_SCHEME, ['from: 2026-01', 'from: 2026-10'], [/ {2}quality:[\s\S]*?(?= {2}loyalty:)/, ''])
  expect(later).not.toContain('quality:')
  rmSync(join(shop, 'scheme.yaml'))
  put(shop, {
    'schemes/2026.yaml': BOOK_SCHEME,
    'schemes/2026-10.yaml': later,
    'data/2026-10/roster.csv': BOOK_FILES['data/2026-09/roster.csv']!,
    'data/2026-10/marks.csv': 'id,amount,damage,fine,complaint\n007,100.00,,,\n012,50.00,,,\n',
  })
  await closeMonths(shop, ['2026-10'])
  const balance = await run(['book', 'balance', '--person', '007', '--reserve', 'quality', '--json'], { cwd: shop })
  const rows = json<{ reserves: Record<string, string>[] }>(balance).reserves
  expect(rows.map(r => `${r.origin} ${r.closing} ${r.releasable}`)).toEqual([
    '2026-07 50.01 2026-10',
    '2026-08 30.01 2026-10',
    '2026-09 250.00 2026-10',
  ])
  const november = QUARTER.map(word => (word === '2026-10' ? '2026-11' : word))
  expect(paid(await release(shop, ...november, '--close', ...LEAVER))).toContain('007 330.02 297.02 33.00 0.00')
})
