// The figures of report.html, as its tables show them, against what was worked out apart from this program: the golden
// months (fixtures/golden/expected) and the book shop (test/support/book-shop.ts), and that they add up.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { localOf } from '../../src/core/currency.ts'
import { explained } from '../../src/explain/month.ts'
import { monthReport } from '../../src/reports/report/report.ts'
import { reportPage } from '../../src/writers/report/page.ts'
import { closeMonths, putShop } from '../support/book-shop.ts'
import { run } from '../support/cli.ts'
import { folderOfFile, put } from '../support/folders.ts'
import { expected, GOLDEN, MONTHS, monthOf, rowsOf } from '../support/golden.ts'
import { reportFacts, reportTables } from '../support/report.ts'
import { makeShop, ORDERS, ROSTER } from '../support/shop.ts'

/** Whole fen of `1,234.50` or `−3.00`, by the digits. */
function fen(text: string): number {
  return Number(text.replaceAll(/[,.+]/g, '').replace('−', '-'))
}

/** `1,234.50` of whole fen. */
function people(sum: number): string {
  const digits = String(Math.abs(sum)).padStart(3, '0')
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${sum < 0 ? '−' : ''}${whole}.${digits.slice(-2)}`
}

function sums<T>(rows: readonly T[], by: (row: T) => string, of: (row: T) => string): Record<string, string> {
  const found = new Map<string, number>()
  for (const row of rows) found.set(by(row), (found.get(by(row)) ?? 0) + fen(of(row)))
  return Object.fromEntries([...found].map(([name, sum]) => [name, people(sum)]))
}

async function pageOf(shop: string, period: string): Promise<string> {
  const ran = await run(['run', '--period', period], { cwd: shop })
  if (ran.code !== 0) throw new Error(ran.out + ran.err)
  return readFileSync(join(shop, 'out', period, 'report.html'), 'utf8')
}

describe.each(MONTHS)('golden %s', period => {
  let tables: Map<string, string[][]>
  let facts: Map<string, string[]>
  const rows = expected(`${period}.payroll.csv`)

  beforeAll(async () => {
    const month = await monthOf(GOLDEN, period)
    const page = Buffer.from(await reportPage(monthReport(explained(month), []), 'zh', localOf('CNY'))).toString()
    tables = reportTables(page)
    facts = reportFacts(page)
  }, 120_000)

  test('totals by department and by position are those of the payroll', async () => {
    const roster = await rowsOf(period, '花名册')
    const head = roster.findIndex(row => row.includes('工号'))
    const [id, department] = ['工号', '部门'].map(name => roster[head]!.indexOf(name)) as [number, number]
    const departments = new Map(roster.slice(head + 1).map(row => [row[id]!.padStart(5, '0'), row[department]!]))
    const shown = tables.get('按部门')!
    // September's deductions and nets follow from the book: their totals are tested by the sums below
    const gross = shown.slice(0, -1).map(row => [row[0]!, row[2]!])
    expect(Object.fromEntries(gross)).toEqual(
      sums(
        rows,
        r => departments.get(r.工号!)!,
        r => r.应发奖金!,
      ),
    )
    for (const caption of ['按部门', '按班组', '按岗位']) {
      const table = tables.get(caption)!
      const total = table.at(-1)!
      for (const column of [2, 3, 4, 5]) {
        const sum = table.slice(0, -1).reduce((x, row) => x + fen(row[column]!), 0)
        expect(`${caption} ${people(sum)}`).toBe(`${caption} ${total[column]}`)
      }
      expect(table.slice(0, -1).reduce((x, row) => x + Number(row[1]), 0)).toBe(rows.length)
      expect(total[2]).toBe(people(rows.reduce((x, r) => x + fen(r.应发奖金!), 0)))
      expect(total[3]).toBe(people(rows.reduce((x, r) => x + fen(r.NPS预留!) + fen(r.APQ预留!), 0)))
    }
  })

  test('rework rates stand beside the edges around them', () => {
    const edges = [1, 3, 5, 10]
    const wanted = expected(`${period}.teams.csv`).map(r => {
      const rate = Number(r['返修率%'])
      const below = edges.filter(e => e <= rate).at(-1)
      const above = edges.find(e => e > rate)
      return [
        r.班组!,
        `${rate.toFixed(2)}%`,
        below === undefined ? '' : `${below}%`,
        above === undefined ? '' : `${above}%`,
      ]
    })
    const byTeam = (list: string[][]): Record<string, string[]> => Object.fromEntries(list.map(r => [r[0]!, r]))
    expect(byTeam(tables.get('返修率，按班组')!)).toEqual(byTeam(wanted))
  })

  test('scores are counted by the policy’s grades', () => {
    const counted = (low: number, high: number): string =>
      String(rows.filter(r => Number(r.考核成绩) >= low && Number(r.考核成绩) < high).length)
    const shown = tables.get('考核成绩分布')!.map(([, count]) => count)
    expect(shown).toEqual([
      ...[counted(-1000, 60), counted(60, 75), counted(75, 85), counted(85, 95), counted(95, 1000)],
      String(rows.length),
    ])
  })

  test('the bins of net bonuses hold everybody', () => {
    const table = tables.get('各档人数')!
    expect(table.slice(0, -1).reduce((x, row) => x + Number(row[1]), 0)).toBe(rows.length)
    expect(table.at(-1)).toEqual(['合计', String(rows.length)])
  })

  test('what is held is what was withheld less what was forfeited, where nothing was held before', () => {
    const of = (name: 'NPS预留' | 'APQ预留'): number => rows.reduce((x, r) => x + fen(r[name]!), 0)
    const lost = rows.reduce((x, r) => x + fen(r.其中当月没收!), 0)
    // Only the NPS reserve is forfeited at once; by the policy APQ is released by quarter, NPS by year
    expect(tables.get('预留余额，按发生月份')).toEqual([
      [
        'NPS预留',
        `${period.replace(/-0?/, '年')}月`,
        '0.00',
        ...[of('NPS预留'), lost, of('NPS预留') - lost].map(people),
        '2026年',
        '2027年1月',
      ],
      [
        'APQ预留',
        `${period.replace(/-0?/, '年')}月`,
        '0.00',
        people(of('APQ预留')),
        '0.00',
        people(of('APQ预留')),
        '2026年第三季度',
        '2026年10月',
      ],
      ['合计', '', '0.00', ...[of('NPS预留') + of('APQ预留'), lost].map(people), facts.get('预留余额')![0], '', ''],
    ])
    expect(facts.get('应发奖金')).toEqual([people(rows.reduce((x, r) => x + fen(r.应发奖金!), 0))])
  })
})

describe('the book shop, worked out by hand', () => {
  const shop = folderOfFile()
  let first: string
  let third: string

  beforeAll(async () => {
    putShop(shop)
    first = await pageOf(shop, '2026-07')
    await closeMonths(shop, ['2026-07', '2026-08'])
    third = await pageOf(shop, '2026-09')
  }, 120_000)

  test('before anything is closed there is nothing to compare with', () => {
    expect(first).toContain('There is no closed Jun 2026 to compare with.')
    expect(reportFacts(first).get('Total pay')).toEqual(['984.87'])
  })

  test('reserves by month of origin, with the quarter or year that they are released with', () => {
    // July: 50.01 + 5.00 + 10.00 + 2.00 = 67.01, August: 30.01 + 1.00 = 31.01 (2.52 were forfeited at once),
    // September: 250.00 + 0.51 = 250.51; loyalty 30 + 3 + 6 + 1.20 = 40.20, 18 + 1.51 + 0.60 = 20.11, 150 + 0.30
    expect(reportTables(third).get('Held, by month of origin')).toEqual([
      ['quality', 'Jul 2026', '67.01', '0.00', '0.00', '67.01', 'Q3 2026', 'Oct 2026'],
      ['quality', 'Aug 2026', '31.01', '0.00', '0.00', '31.01', 'Q3 2026', 'Oct 2026'],
      ['quality', 'Sep 2026', '0.00', '250.51', '0.00', '250.51', 'Q3 2026', 'Oct 2026'],
      ['loyalty', 'Jul 2026', '40.20', '0.00', '0.00', '40.20', '2026', 'Jan 2027'],
      ['loyalty', 'Aug 2026', '20.11', '0.00', '0.00', '20.11', '2026', 'Jan 2027'],
      ['loyalty', 'Sep 2026', '0.00', '150.30', '0.00', '150.30', '2026', 'Jan 2027'],
      // 67.01 + 31.01 + 40.20 + 20.11 = 158.33, 250.51 + 150.30 = 400.81
      ['Total', '', '158.33', '400.81', '0.00', '559.14', '', ''],
    ])
  })

  test('a release that is paid later leaves the month as it was', async () => {
    const before = readFileSync(join(shop, 'out/2026-09/report.html'))
    // Her lots of July and August are settled early, in October
    const release = [
      'release',
      'quality',
      '--period',
      '2026-Q3',
      '--payout',
      '2026-10',
      '--partial',
      '--person',
      '007',
      '--close',
    ]
    const ran = await run(release, { cwd: shop })
    expect([ran.code, ran.out, ran.err]).toEqual([0, ran.out, ran.err])
    expect(await pageOf(shop, '2026-09')).toBe(before.toString())
  })

  test('what changed against August: totals, lines, positions, people, and who is gone', () => {
    const tables = reportTables(third)
    // August 432.07 + 46.27 + 14.40 = 492.74, September 4500.04 + 9.29 = 4509.33; gross 670.40 and 5010.10
    expect(tables.get('Totals against Aug 2026')).toEqual([
      ['People', '3', '2', '−1'],
      ['Total earned', '670.40', '5,010.10', '+4,339.70'],
      ['Total pay', '492.74', '4,509.33', '+4,016.59'],
    ])
    expect(tables.get('Change of earnings by line')).toEqual([
      ['bonus', '670.40', '5,010.10', '+4,339.70'],
      ['Total', '670.40', '5,010.10', '+4,339.70'],
    ])
    // 492.74 − 670.40 and 4509.33 − 5010.10
    expect(tables.get('Change of what is taken off and of corrections')!.at(-1)).toEqual([
      'Total',
      '−177.66',
      '−500.77',
      '−323.11',
    ])
    expect(tables.get('Change of total pay by position')!.at(-1)).toEqual(['Total', '492.74', '4,509.33', '+4,016.59'])
    expect(tables.get('Largest rises and falls of people')).toEqual([
      ['Ann (007)', 'clerk', '432.07', '4,500.04', '+4,067.97', 'bonus +4,399.90'],
      ['张伟 (012)', 'clerk', '46.27', '9.29', '−36.98', 'bonus −40.20'],
    ])
    expect(third).toContain('No longer paid: 1 (Li (0030)), 14.40 the month before.')
    expect(reportFacts(third).get('People')).toEqual(['2', 'against Aug 2026: −1'])
  })
})

describe('a small shop', () => {
  test('of three people shows everybody, by team and score', async () => {
    const tables = reportTables(await pageOf(makeShop(), '2026-07'))
    // By hand: test/support/shop.ts. north: 143.25 + 117.60 gross, 7.16 + 0.88 withheld, 136.09 + 106.21 net
    expect(tables.get('By team')).toEqual([
      ['north', '2', '260.85', '8.04', '10.51', '242.30', '121.15'],
      ['south', '1', '20.00', '1.00', '4.00', '15.00', '15.00'],
      ['Total', '3', '280.85', '9.04', '14.51', '257.30', '85.77'],
    ])
    expect(tables.get('People by mark')).toEqual([
      ['below 60', '1', 'C'],
      ['at least 60, below 90', '1', 'B'],
      ['at least 90', '1', 'A'],
      ['Total', '3', ''],
    ])
    expect(tables.get('Everybody’s mark')!.map(r => r[0])).toEqual(['Ann (007)', '张伟 (0030)', '张伟 (012)'])
  })

  test('of one person is a report too', async () => {
    const one = { 'roster.csv': ROSTER.split('\n').slice(0, 2), 'orders.csv': ORDERS.split('\n').slice(0, 3) }
    const shop = makeShop()
    put(shop, {
      ...Object.fromEntries(
        Object.entries(one).map(([name, lines]) => [`data/2026-07/${name}`, `${lines.join('\n')}\n`]),
      ),
      'data/2026-07/marks.csv': 'id,mark,damage\n007,95.5,\n',
    })
    const page = await pageOf(shop, '2026-07')
    expect(reportTables(page).get('By position')).toEqual([
      ['advisor', '1', '143.25', '7.16', '0.00', '136.09', '136.09'],
      ['Total', '1', '143.25', '7.16', '0.00', '136.09', '136.09'],
    ])
    expect(reportTables(page).get('People by total pay')).toEqual([
      ['120 – 140', '1'],
      ['Total', '1'],
    ])
  })
})
