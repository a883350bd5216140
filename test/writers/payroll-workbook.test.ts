// The workbook as a clerk and a manager read it, opened by another library: what it sums up, what scorecards look at, what
// is held, that there were no problems, and what it was made from. Amounts by hand.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { read, utils, type WorkBook } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { put, sha256 } from '../support/folders.ts'
import { FILES, MARKS, makeShop, ORDERS, ROSTER, SCHEME } from '../support/shop.ts'

type Cells = (string | number | undefined)[][]

function open(shop: string, period: string): WorkBook {
  return read(readFileSync(join(shop, 'out', period, 'payroll.xlsx')), { cellFormula: true, cellNF: true })
}

function rowsOf(book: WorkBook, sheet: string): Cells {
  return utils.sheet_to_json(book.Sheets[sheet]!, { header: 1, raw: true })
}

async function drawn(shop: string, period = '2026-07', more: readonly string[] = []): Promise<WorkBook> {
  const ran = await run(['run', '--period', period, '--lang', 'zh', ...more], { cwd: shop })
  expect(ran.err).not.toContain('error')
  expect(ran.code).toBe(0)
  return open(shop, period)
}

describe('the summary', () => {
  // By hand in test/support/shop.ts: 007 (advisor, north) 143.25, 012 (advisor, south) 20.00, 0030 (head, north) 117.60.
  test('adds people and amounts up by position and by every group, each to the whole', async () => {
    const book = await drawn(makeShop(), '2026-07', ['--lang', 'en'])
    expect(book.SheetNames[0]).toBe('Summary')
    expect(rowsOf(book, 'Summary')).toEqual([
      ['Draft of Jul 2026, not paid'],
      [
        'By',
        'Group',
        'People',
        'Total earned',
        'Total held back',
        'of that forfeited',
        'Arose this month',
        'From earlier months',
        'Deducted',
        'Carried over',
        'Total pay',
      ],
      ['position', 'advisor', 2, 163.25, 8.16, 0, 105, 0, 4, 101, 151.09],
      ['position', 'head', 1, 117.6, 0.88, 0, 10.51, 0, 10.51, 0, 106.21],
      ['position', 'Total', 3, 280.85, 9.04, 0, 115.51, 0, 14.51, 101, 257.3],
      ['team', 'north', 2, 260.85, 8.04, 0, 10.51, 0, 10.51, 0, 242.3],
      ['team', 'south', 1, 20, 1, 0, 105, 0, 4, 101, 15],
      ['team', 'Total', 3, 280.85, 9.04, 0, 115.51, 0, 14.51, 101, 257.3],
    ])
    const sheet = book.Sheets.Summary!
    expect([sheet.C5.f, sheet.D5.f, sheet.K8.f]).toEqual(['SUM(C3:C4)', 'SUM(D3:D4)', 'SUM(K6:K7)'])
  })

  test('whoever is in no group stands last, under a word for it', async () => {
    const shop = makeShop({ 'data/2026-07/roster.csv': edited(ROSTER, ['advisor,south', 'advisor,']) })
    const teams = rowsOf(await drawn(shop), '汇总').filter(row => row[0] === 'team')
    expect(teams.map(row => [row[1], row[2]])).toEqual([
      ['north', 2],
      ['（无）', 1],
      ['合计', 3],
    ])
  })
})

describe('the payroll sheet with every item', () => {
  test('is what payroll.csv holds, with month, tax kind and batch', async () => {
    const shop = makeShop()
    const book = await drawn(shop)
    const csv = read(readFileSync(join(shop, 'out/2026-07/payroll.csv'), 'utf8').replace(/^\uFEFF/, ''), {
      type: 'string',
      raw: true,
    })
    const [head, ...rows] = rowsOf(book, '奖金项目')
    const [csvHead, ...csvRows] = rowsOf(csv, 'Sheet1')
    expect(csvHead).toEqual(head)
    expect(rows.slice(0, -1).map(r => r[0])).toEqual(['007', '012', '0030'])
    const of = (row: Cells[number], title: string): string | number | undefined => row[head!.indexOf(title)]
    for (const [i, row] of csvRows.entries()) {
      expect(of(row, '月份')).toBe('2026-07')
      expect(of(row, '计税类别')).toBe('正常工资薪金')
      expect(of(row, '批次')).toBe(of(rows[i]!, '批次'))
      expect(Number(of(row, '实发奖金'))).toBe(of(rows[i]!, '实发奖金'))
      // 预留 of 5%: 7.16, 1.00, 0.88
      expect(of(row, '预留合计')).toBe(['7.16', '1.00', '0.88'][i])
    }
  })

  test('the batch is another one with another input, and the same with the same', async () => {
    const batch = async (shop: string): Promise<unknown> => {
      const [head, row] = rowsOf(await drawn(shop), '奖金项目')
      return row![head!.indexOf('批次')]
    }
    const first = await batch(makeShop())
    expect(first).toMatch(/^2026-07-[0-9a-f]{8}$/)
    expect(await batch(makeShop())).toBe(first)
    expect(await batch(makeShop({ 'data/2026-07/marks.csv': edited(MARKS, ['88', '88.0']) }))).not.toBe(first)
  })

  test('has no Chinese tax kind where the currency is another', async () => {
    const scheme = edited(SCHEME, ['from: 2026-01', 'from: 2026-01\ncurrency: USD'], ['100元', '$100'])
    const [head] = rowsOf(await drawn(makeShop({ 'scheme.yaml': scheme })), '奖金项目')
    expect(head).toContain('批次')
    expect(head).not.toContain('计税类别')
  })
})

describe('scorecards', () => {
  const CARD = `scorecards:
  card:
    output: 20 × min(1, turnover ÷ goal)
    fixed: 15 − 3 × full units(98% − fixing, 1%)
    bands:
      bands of: fixing
      up to 90%: 0
      above 90%: 10
    whole: if damage = 0 then 10 else 0
    entered: marks.mark
    two: marks.mark + fixing
    less: 20 × limit ÷ max(limit, late)
    scored: late points
`
  const scheme = edited(
    SCHEME,
    ['scores:\n  mark: { formula: marks.mark, round: 2 }', `${CARD}scores:\n  mark: { formula: card, round: 2 }`],
    ['scores.mark ÷ 100', 'marks.mark ÷ 100'],
    ['watch: scores.mark < 60', 'watch: marks.mark < 60'],
    [
      'damage: { type: money, blank: 0 }',
      'damage: { type: money, blank: 0 }\n      fixing: number\n      goal: money\n      limit: count\n      late: count',
    ],
    [
      'turnover: sum(orders.labour by advisor)',
      'turnover: sum(orders.labour by advisor)\n  late points:\n    bands of: late\n    up to 2: 5\n    from 3: 0',
    ],
  )
  const MARKED = `id,mark,damage,fixing,goal,limit,late
007,95.5,,0.955,3000.10,3,2
012,59.99,100,0.99,333.33,3,4
0030,88,10.01,0.9,100,3,0
`
  const shop = (): string => makeShop({ 'scheme.yaml': scheme, 'data/2026-07/marks.csv': MARKED })

  test('show each item’s figure, what it is held against, its points and the most they can be', async () => {
    const book = await drawn(shop())
    const [head, ...rows] = rowsOf(book, '考核明细')
    expect(head!.slice(4, 11)).toEqual(['考核项', '指标', '实际', '目标或所在档', '目标值', '得分', '满分'])
    // 007: turnover 1,500.05 of 3,000.10 is half of 20; 98% − 95.5% holds 2 whole points: 15 − 6
    expect(rows.slice(0, 9).map(r => r.slice(4, 11))).toEqual([
      ['output', 'turnover', 1500.05, 'goal', 3000.1, 10, 20],
      ['fixed', 'fixing', 0.955, '98%', 0.98, 9, 15],
      ['bands', 'fixing', 0.955, '超过 90%', undefined, 10, 10],
      ['whole', 'damage', 0, '等于 0', 0, 10, 10],
      ['entered', 'marks的mark', 95.5, undefined, undefined, 95.5, 100],
      ['two', undefined, undefined, undefined, undefined, 96.455, undefined],
      ['less', 'late', 2, 'limit', 3, 20, undefined],
      ['scored', 'late', 2, '不超过 2', undefined, 5, 5],
      ['合计', undefined, undefined, undefined, undefined, 255.955],
    ])
    // 012: 4 late of 3 allowed: 20 × 3 ÷ 4
    expect(rows.slice(9, 18).map(r => r[9])).toEqual([20, 15, 10, 0, 59.99, 60.98, 15, 0, 180.97])
  })

  test('figures that the scheme holds against percents are shown in percent, money as money, counts whole', async () => {
    const { 考核明细: sheet } = (await drawn(shop())).Sheets
    expect(['G2', 'G3', 'I3', 'G8'].map(cell => sheet![cell].w)).toEqual(['1,500.05', '95.50%', '98.00%', '2'])
  })
})

describe('the sheet of reserves', () => {
  const august = (text: string): string => edited(text, ['2026-07', '2026-08', 'all'], ['2026-06-30', '2026-07-31'])
  const scheme = edited(SCHEME, [
    'withheld: commission × 5%',
    'withheld: commission × 5%\n    release: { every: quarter, ratio: 100%, forfeited by: no }',
  ])
  /** In August 0030 has left, and 012 is no longer in the roster. */
  const shop = (): string =>
    makeShop({
      'scheme.yaml': scheme,
      'data/2026-08/roster.csv': edited(ROSTER, [/^012.*\n/m, ''], ['2019-03-01,\n', '2019-03-01,2026-07-31\n']),
      'data/2026-08/orders.csv': august(ORDERS)
        .replace(/^A[35].*\n/gm, '')
        .replace(/^A4.*\n/m, '')
        .replace(/^A/gm, 'B'),
      'data/2026-08/marks.csv': edited(MARKS, [/^0(12|030).*\n/gm, '']),
    })

  test('has what was held before, this month, and after it, by month of origin, for those who left too', async () => {
    const cwd = shop()
    await drawn(cwd)
    const closed = await run(['close', '--period', '2026-07'], { cwd })
    expect(closed.code).toBe(0)
    const [head, ...rows] = rowsOf(await drawn(cwd, '2026-08'), '预留')
    expect(head!.slice(3)).toEqual([
      '预留项',
      '发生月份',
      '期初余额',
      '本月预留',
      '当月没收',
      '期末余额',
      '最早返还月份',
    ])
    // July's of 007, 012, 0030 is 7.16, 1.00, 0.88; in August only 007 worked, as in July. The quarter ends in September.
    expect(rows).toEqual([
      ['007', 'Ann', 'advisor', 'quality', '2026年7月', 7.16, 0, 0, 7.16, '2026年10月'],
      ['007', 'Ann', 'advisor', 'quality', '2026年8月', 0, 7.16, 0, 7.16, '2026年10月'],
      ['0030', '张伟', 'head', 'quality', '2026年7月', 0.88, 0, 0, 0.88, '2026年10月'],
      ['012', '张伟', undefined, 'quality', '2026年7月', 1, 0, 0, 1, '2026年10月'],
      ['合计', undefined, undefined, undefined, undefined, 9.04, 7.16, 0, 16.2],
    ])
  })
})

describe('problems and origin', () => {
  test('the sheet of problems is there where there are none, and says so', async () => {
    const orders = edited(ORDERS, [/^A4.*\n/m, ''])
    const cwd = makeShop({ 'data/2026-07/orders.csv': orders })
    put(cwd, { 'scheme.yaml': edited(SCHEME, ['repair: damage × 105%', 'repair: damage × 100%']) })
    const book = await drawn(cwd, '2026-07', ['--lang', 'en'])
    expect(
      rowsOf(book, 'Notes')
        .slice(1)
        .map(row => row.filter(cell => cell !== '' && cell !== undefined)),
    ).toEqual([['No problems, and nothing to note.']])
  })

  test('a page names program, scheme, settings, approvals and every input with its hash', async () => {
    const approvals = 'approvals:\n  boss: { when: gross > 100元 }\n'
    const cwd = makeShop({ 'scheme.yaml': `${SCHEME}${approvals}` })
    const out = join(cwd, 'out/2026-07')
    const book = await drawn(cwd, '2026-07', ['--set', 'rate=10%', '--out', out])
    const rows = rowsOf(book, '来源')
    const of = (what: string): Cells => rows.filter(row => row[0] === what)
    expect(of('程序')[0]![1]).toMatch(/^bonusbook \d+\.\d+\.\d+/)
    expect(of('月份')[0]![1]).toBe('2026年7月')
    expect(of('假设')[0]![1]).toBe('rate=10%')
    // Gross of 007 is 143.25 and of 0030 117.60
    expect(of('需要批准')[0]![1]).toBe('boss: 应发奖金超过 100元：Ann (007), 张伟 (0030)')
    expect(of('方案')[0]).toEqual(['方案', 'Small shop', 'scheme.yaml', ...sizeAndHash(`${SCHEME}${approvals}`)])
    expect(of('数据').map(row => [row[1], row[2], row[4], row[5], row[6]])).toEqual([
      ['people', 'data/2026-07/roster.csv', 4, 0, sha256(FILES['data/2026-07/roster.csv']!)],
      ['orders', 'data/2026-07/orders.csv', 5, 1, sha256(FILES['data/2026-07/orders.csv']!)],
      ['marks', 'data/2026-07/marks.csv', 3, 0, sha256(FILES['data/2026-07/marks.csv']!)],
    ])
  })
})

function sizeAndHash(text: string): (string | number | undefined)[] {
  return [Buffer.byteLength(text), undefined, undefined, sha256(text)]
}
