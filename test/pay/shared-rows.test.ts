// Rows that several people share: what each is paid, what the shop and its teams have, and that the parts are the whole.
// The arithmetic is worked out by hand beside each case.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../../src/core/calendar.ts'
import { compare, type Decimal, decimal, plain, ZERO } from '../../src/core/decimal.ts'
import { amountText } from '../../src/core/money.ts'
import { explained } from '../../src/explain/month.ts'
import type { MonthOutcome, WorkedMonth } from '../../src/pay/month.ts'
import { auditLines } from '../../src/reports/audit.ts'
import { loadScheme } from '../../src/scheme/load.ts'
import { workOutMonth } from '../../src/shop/month.ts'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { put, tempFolder } from '../support/folders.ts'

const JULY = parsePeriod('2026-07')!
const ROSTER = '工号,姓名,岗位,班组\n00078,张三,技师,一组\n00083,李四,技师,一组\n00091,王五,技师,二组\n'

function schemeOf(shared: string, values: string, pay = '工时 × 5%'): string {
  return `scheme: 合派
from: 2026-01
people:
  file: 花名册*
  columns: { 工号: id, 姓名: name, 岗位: position, 班组: group }
  paid: yes
tables:
  工单:
    file: 工单*
    columns:
      单号: id
      技师: { type: person, blank: none, ${shared} }
      工时: { type: list, blank: none }
      班组: { type: 班组, blank: none }
      金额: money
      返修: { type: yes/no, blank: no }
values:
${values}
pay:
  - for: 技师
    lines:
      工时提成: ${pay}
`
}

const SUM = '  工时: sum(工单.金额 by 技师)'

type Row = readonly [who: string, amount: string, hours?: string, team?: string, rework?: string]

function filesOf(rows: readonly Row[]): Record<string, string> {
  const lines = rows.map(([who, amount, hours = '', team = '一组', rework = ''], i) =>
    [`W${i + 1}`, who, hours, team, amount, rework].map(cell => `"${cell}"`).join(','),
  )
  return {
    'data/2026-07/花名册.csv': ROSTER,
    'data/2026-07/工单.csv': `单号,技师,工时,班组,金额,返修\n${lines.join('\n')}\n`,
  }
}

async function outcome(scheme: string, rows: readonly Row[], root = tempFolder()): Promise<MonthOutcome> {
  put(root, { ...filesOf(rows), 'scheme.yaml': scheme })
  const loaded = loadScheme(scheme, 'scheme.yaml', JULY)
  return workOutMonth({ scheme: loaded, files: { root }, period: JULY }, { keepRows: true })
}

async function month(scheme: string, rows: readonly Row[], root?: string): Promise<WorkedMonth> {
  const { month: found, problems } = await outcome(scheme, rows, root)
  if (!found) throw new Error(problems.map(p => `${p.code} ${JSON.stringify(p.facts)}`).join('\n'))
  return found
}

/** What each is paid, in the order of the roster. */
async function paid(scheme: string, rows: readonly Row[]): Promise<string[]> {
  return (await month(scheme, rows)).result.people.map(p => amountText(p.gross))
}

/** A value of each person, of the shop or of the groups, exactly. */
function figuresOf(found: WorkedMonth, name: string): Decimal[] {
  const column = found.scheme.values.find(c => c.name === name)!
  return found.engine.world.rows(column.home).map(row => found.engine.value(column, row) as Decimal)
}

function valuesOf(found: WorkedMonth, name: string): string[] {
  return figuresOf(found, name).map(plain)
}

describe('what each is paid', () => {
  test('a third each: 100.00 × 5% ÷ 3 = 1.666… is 1.67', async () => {
    expect(await paid(schemeOf('shared: equally', SUM), [['张三,李四,王五', '100.00']])).toEqual([
      '1.67',
      '1.67',
      '1.67',
    ])
  })

  test('halves, thirds and own rows of one person add up before they are rounded', async () => {
    const rows: Row[] = [
      ['张三,李四', '100.00'],
      ['张三、李四、王五', '100.00'],
      ['张三', '10.01'],
    ]
    // 张三 50 + 33.333… + 10.01 = 93.34333… × 5% = 4.667166…; 李四 83.333… → 4.1666…; 王五 33.333… → 1.666…
    expect(await paid(schemeOf('shared: equally', SUM), rows)).toEqual(['4.67', '4.17', '1.67'])
  })

  test('three thirds are a whole: a limit at 100 is reached', async () => {
    const rows: Row[] = [1, 2, 3].map(() => ['张三,李四,王五', '100.00'])
    const scheme = schemeOf('shared: equally', SUM, 'if 工时 ≥ 100元 then 5元 else 0元')
    expect(await paid(scheme, rows)).toEqual(['5.00', '5.00', '5.00'])
  })

  test('60 and 40 by the place in the cell', async () => {
    const rows: Row[] = [
      ['张三,李四', '100.00'],
      ['王五,张三', '50.00'],
      ['李四', '20.00'],
    ]
    // 张三 60 + 20 = 80 → 4.00; 李四 40 + 20 = 60 → 3.00; 王五 30 → 1.50
    expect(await paid(schemeOf('shared: [60%, 40%]', SUM), rows)).toEqual(['4.00', '3.00', '1.50'])
  })

  test('by the hours beside the cell', async () => {
    const rows: Row[] = [
      ['张三,李四', '100.00', '2.5,1.5'],
      ['李四,王五', '90.00', '1,2'],
    ]
    // 张三 62.50 → 3.125 → 3.13; 李四 37.50 + 30 = 67.50 → 3.375 → 3.38; 王五 60 → 3.00
    expect(await paid(schemeOf('shared: 工时', edited(SUM, ['  工时', '  产值']), '产值 × 5%'), rows)).toEqual([
      '3.13',
      '3.38',
      '3.00',
    ])
  })

  test('by the shares in the cell, which come before the scheme’s', async () => {
    const rows: Row[] = [
      ['张三(70%),李四(30%)', '100.00'],
      ['张三,李四', '100.00'],
    ]
    // 张三 70 + 50 = 120 → 6.00; 李四 30 + 50 = 80 → 4.00
    expect(await paid(schemeOf('shared: equally', SUM), rows)).toEqual(['6.00', '4.00', '0.00'])
  })
})

describe('figures of shared rows', () => {
  const ROWS: Row[] = [
    ['张三,李四', '100.00', '', '一组', '是'],
    ['张三', '40.00', '', '一组'],
    ['李四,王五', '20.00', '', '二组'],
    ['', '7.00', '', ''],
  ]

  test.each([
    // A person has their part of what is summed
    ['sum(工单.金额 by 技师)', ['90', '60', '10']],
    ['sum(工单.金额 × 2 + 1元 by 技师)', ['181.5', '121', '20.5']],
    ['sum(工单.金额 by 技师 where 返修)', ['50', '50', '0']],
    // Jobs in parts: the sum of 1 over the rows
    ['sum(1 by 工单.技师)', ['1.5', '1', '0.5']],
    // Everyone took part in a row that is counted, averaged or looked at
    ['count(工单 by 技师)', ['2', '2', '1']],
    ['count distinct(工单.单号 by 技师)', ['2', '2', '1']],
    ['average(工单.金额 by 技师)', ['70', '60', '20']],
    ['max(工单.金额 by 技师)', ['100', '100', '20']],
    ['min(工单.金额 by 技师)', ['40', '20', '20']],
    // The shop and its teams have the whole row, once
    ['sum(工单.金额)', ['167']],
    ['sum(工单.金额 by 班组)', ['140', '20']],
    ['sum(工单.金额 where 技师 is not blank)', ['160']],
    ['count(工单 where 技师 is blank)', ['1']],
  ])('%s', async (formula, expected) => {
    const scheme = schemeOf('shared: equally', `  数: ${formula}`, 'if 数 > 数 then 1元 else 0元')
    const found = await month(scheme, ROWS)
    expect(valuesOf(found, '数')).toEqual(expected)
  })

  test('a divided row counts once in the reconciliation', async () => {
    const { reconciliation } = await month(schemeOf('shared: equally', SUM), ROWS)
    const [labour] = reconciliation
    // 167 in the file: 160 used, 7 of nobody
    expect([labour!.inFile, labour!.used, labour!.nobody, labour!.difference].map(plain)).toEqual([
      '167',
      '160',
      '7',
      '0',
    ])
  })
})

test('of a row that somebody shares who is not paid, their part is nobody’s', async () => {
  const scheme = edited(schemeOf('shared: equally', SUM), ['paid: yes', 'paid: 班组 = "一组"'])
  const rows: Row[] = [
    ['张三,李四', '100.00'],
    ['李四,王五', '20.00'],
    ['王五', '5.00'],
    ['', '7.00'],
  ]
  const { reconciliation } = await month(scheme, rows)
  // 100 + half of 20; the other half, 5 and 7
  const { used, nobody, difference } = reconciliation[0]!
  expect([used, nobody, difference].map(plain)).toEqual(['110', '22', '0'])
})

describe('where it comes from', () => {
  const ROWS: Row[] = [
    ['张三', '40.00'],
    ['张三,李四', '100.00'],
  ]
  const shop = (): string => {
    const root = tempFolder()
    put(root, { ...filesOf(ROWS), 'scheme.yaml': schemeOf('shared: equally', SUM) })
    return root
  }

  test('both trees lead to the row, with the own part of it', async () => {
    const cwd = shop()
    for (const [who, value] of [
      ['00078', '90.00'],
      ['00083', '50.00'],
    ] as const) {
      const { out } = await run(['explain', who, '工时', '--period', '2026-07', '--no-color'], { cwd })
      expect(out).toContain(`= ${value}`)
      const row = out.split('\n').find(line => line.includes('张三,李四'))!
      expect(row.trim().split(/\s{2,}/)).toEqual(['3', 'W2', '张三,李四', '100.00', '× 1/2', '50.00'])
    }
  })

  test('as JSON', async () => {
    const ran = await run(['explain', '00083', '工时', '--period', '2026-07', '--json'], { cwd: shop() })
    const { rows } = json<{ rows: object }>(ran)
    expect(rows).toEqual({
      file: 'data/2026-07/工单.csv',
      count: 1,
      quoted: [
        {
          row: 3,
          cells: { 单号: 'W2', 技师: '张三,李四', 金额: '100.00' },
          whole: '100.00',
          share: '1/2',
          value: '50.00',
        },
      ],
    })
  })

  test('the audit trail names the part of each row, so that it adds up', async () => {
    const found = await month(schemeOf('shared: equally', SUM), ROWS)
    const records = [...auditLines(explained(found))].map(line => JSON.parse(line) as { cell: string; rows?: object })
    expect(records.filter(r => r.rows).map(r => r.rows)).toEqual([
      { file: 'data/2026-07/工单.csv', count: 2, numbers: '2-3', shares: { '1/2': '3' } },
      { file: 'data/2026-07/工单.csv', count: 1, numbers: '3', shares: { '1/2': '3' } },
    ])
  })
})

describe('problems', () => {
  test('a cell that can’t be divided stops the run, once for all alike', async () => {
    const rows: Row[] = [
      ['张三(60%),李四(30%)', '1.00'],
      ['张三(60%),李四(30%)', '1.00'],
    ]
    const { month: found, problems } = await outcome(schemeOf('shared: equally', SUM), rows)
    expect(found).toBe(undefined)
    expect(problems.filter(p => p.severity === 'error').map(p => [p.code, p.facts])).toEqual([
      ['PERSON_SHARES', { column: '技师', found: rows[0]![0], reason: 'sum', detail: '90%', rows: 2 }],
    ])
  })
})

test('whatever the rows and the sharing, the parts are the whole at 40 places', async () => {
  const people = ['张三', '李四', '王五']
  const cell = fc.subarray(people, { minLength: 1 }).chain(names =>
    fc.record({
      names: fc.constant(names),
      hours: fc.tuple(...names.map(() => fc.integer({ min: 1, max: 999 }))),
    }),
  )
  const row = fc.record({
    cell,
    amount: fc.oneof(
      fc.integer({ min: -1_000_000, max: 1_000_000 }).map(n => decimal(n).div(100)),
      fc.integer({ min: 1, max: 1_000_000 }).map(n => decimal(n).div(1_000_000)),
    ),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), fc.boolean(), async (rows, byHours) => {
      const written = rows.map(({ cell: { names, hours }, amount }): Row => {
        return [names.join(','), amount.toFixed(), hours.map(h => decimal(h).div(10).toFixed()).join(',')]
      })
      const values = '  产值: sum(工单.金额 by 技师)\n  全店: sum(工单.金额)\n  件数: sum(1 by 工单.技师)'
      const pay = '产值 × 5% + 全店 × 1% + 1元 × 件数'
      const found = await month(schemeOf(byHours ? 'shared: 工时' : 'shared: equally', values, pay), written)
      const whole = rows.reduce((sum, r) => sum.plus(r.amount), ZERO)
      const sum = (name: string): Decimal => figuresOf(found, name).reduce((a, b) => a.plus(b), ZERO)
      expect(valuesOf(found, '全店')).toEqual([plain(whole)])
      expect(compare(sum('产值'), whole)).toBe(0)
      expect(compare(sum('件数'), decimal(rows.length))).toBe(0)
      expect(found.reconciliation.every(r => r.difference.isZero())).toBe(true)
    }),
    { numRuns: 40 },
  )
}, 60_000)
