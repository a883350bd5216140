// Figures of a row's own order: of the same export or of another one, for whom they count, what a blank number, another
// month or a row left out means, what becomes of the money, and that they add up however the rows are mixed. Worked out by
// hand beside each case.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../../src/core/calendar.ts'
import { type Decimal, plain } from '../../src/core/decimal.ts'
import { quoteRows } from '../../src/explain/quote-rows.ts'
import type { MonthOutcome, WorkedMonth } from '../../src/pay/month.ts'
import { loadScheme } from '../../src/scheme/load.ts'
import { workOutMonth } from '../../src/shop/month.ts'
import { put, tempFolder } from '../support/folders.ts'

const JULY = parsePeriod('2026-07')!
const ROSTER = '工号,姓名,岗位,班组\n01,甲,顾问,一组\n02,乙,顾问,二组\n'

interface Parts {
  readonly workOut: string
  readonly values: string
  readonly leaveOut?: string
}

function schemeOf({ workOut, values, leaveOut = '状态 = "作废"' }: Parts): string {
  return `scheme: 整单
from: 2026-01
people:
  file: 花名册*
  columns: { 工号: id, 姓名: name, 岗位: position, 班组: group }
  paid: yes
tables:
  明细:
    file: 明细*
    month: 日期
    leave out: ${leaveOut}
    columns:
      单号: { type: text, blank: none }
      日期: date
      顾问: person
      班组: { type: 班组, blank: none }
      类别: text
      金额: money
      毛利: money
      状态: { type: text, blank: none }
    work out:
${workOut}
  收款:
    file: 收款*
    columns:
      单号: { type: text, blank: none }
      收款额: money
      方式: text
values:
${values}
pay:
  - for: everyone
    lines:
      奖金: 10元
`
}

/** Order, day, advisor, team, kind, amount, margin, state. */
const ROWS: readonly string[] = [
  'A1,2026-07-01,甲,一组,钣金,100.00,10.00,正常',
  'A1,2026-07-01,甲,一组,喷漆,300.00,50.00,正常',
  'A2,2026-07-02,甲,一组,钣金,200.00,-80.00,正常',
  'A2,2026-07-02,甲,一组,机电,50.00,20.00,正常',
  'A3,2026-07-03,乙,二组,机电,400.00,40.00,正常',
  'A3,2026-07-03,乙,二组,喷漆,70.00,40.00,作废',
  'A3,2026-06-30,乙,二组,喷漆,7.00,4.00,正常',
  ',2026-07-04,乙,二组,喷漆,5.00,1.00,正常',
]
const RECEIPTS = ['A1,150.00,现金', 'A1,250.00,转账', 'A3,400.00,转账', 'A9,999.00,现金', ',1.00,现金']

async function outcome(parts: Parts, rows = ROWS, receipts = RECEIPTS): Promise<MonthOutcome> {
  const root = tempFolder()
  const scheme = schemeOf(parts)
  put(root, {
    'data/2026-07/花名册.csv': ROSTER,
    'data/2026-07/明细.csv': `单号,日期,顾问,班组,类别,金额,毛利,状态\n${rows.join('\n')}\n`,
    'data/2026-07/收款.csv': `单号,收款额,方式\n${receipts.join('\n')}\n`,
  })
  const loaded = loadScheme(scheme, 'scheme.yaml', JULY)
  return workOutMonth({ scheme: loaded, files: { root }, period: JULY }, { keepRows: true })
}

async function month(parts: Parts, rows?: readonly string[], receipts?: string[]): Promise<WorkedMonth> {
  const { month: found, problems } = await outcome(parts, rows, receipts)
  if (!found) throw new Error(problems.map(p => `${p.code} ${JSON.stringify(p.facts)}`).join('\n'))
  return found
}

function figures(found: WorkedMonth, name: string): string[] {
  const column = found.scheme.values.find(c => c.name === name)!
  return found.engine.world.rows(column.home).map(row => plain(found.engine.value(column, row) as Decimal))
}

async function figuresOf(workOut: string, formula: string, leaveOut?: string): Promise<string[]> {
  const indented = workOut.replace(/^/gm, '      ')
  return figures(
    await month({ workOut: indented, values: `  数: ${formula}`, ...(leaveOut ? { leaveOut } : {}) }),
    '数',
  )
}

describe('a figure of the row’s own order', () => {
  test.each<[string, string, string, string[]]>([
    [
      // A1 has a row of paint; that of A3 is void or of June; a row without a number is of no order.
      'labour of orders that also have paint',
      '喷漆行: count(明细 by 单号 where 类别 = "喷漆")',
      'sum(明细.金额 by 顾问 where 喷漆行 > 0 and 类别 ≠ "喷漆")',
      ['100', '0'],
    ],
    [
      // A1 60, A2 −60, A3 40; the row without a number has 0
      'orders whose margin is not below 0',
      '整单毛利: sum(明细.毛利 by 单号)',
      'count distinct(明细.单号 by 顾问 where 整单毛利 ≥ 0元)',
      ['1', '1'],
    ],
    [
      'the first row of each order',
      '首行: min(明细.row number by 单号)',
      'sum(明细.金额 by 顾问 where 首行 is not blank and row number = 首行)',
      ['300', '400'],
    ],
    [
      'the largest row of each order',
      '最大: max(明细.金额 by 单号)',
      'sum(明细.金额 by 顾问 where 最大 is not blank and 金额 = 最大)',
      ['500', '400'],
    ],
    [
      // 100 ÷ 2 + 300 ÷ 2 + 200 ÷ 2 + 50 ÷ 2 = 325; 400 ÷ 1
      'a part of the order',
      '行数: count(明细 by 单号)\n折算: if 行数 = 0 then 0 else 金额 ÷ 行数',
      'sum(明细.折算 by 顾问)',
      ['325', '400'],
    ],
    [
      // 甲 has 650 of the 1,055 that count
      'a part of what the advisor has, and of the shop',
      '顾问金额: sum(明细.金额 by 顾问)\n班组金额: sum(明细.金额 by 班组)\n店金额: sum(明细.金额)',
      'max(明细.顾问金额 + 明细.班组金额 + 明细.店金额 by 顾问) ÷ 1元',
      ['2355', '1865'],
    ],
    [
      // The day of A2 is the last on which 甲 was there.
      'by day',
      '当日金额: sum(明细.金额 by 日期)',
      'max(明细.当日金额 by 顾问) ÷ 1元',
      ['400', '400'],
    ],
  ])('%s', async (_, workOut, formula, expected) => {
    expect(await figuresOf(workOut, formula)).toEqual(expected)
  })

  test.each<[string, string, string, string[]]>([
    [
      // A1 400 for each of two rows; A2 none
      'is 0 where there is none',
      '实收: sum(收款.收款额 by 单号)',
      'sum(明细.实收 by 顾问)',
      ['800', '400'],
    ],
    [
      'of rows that fit a condition',
      '转账额: sum(收款.收款额 by 单号 where 方式 = "转账")',
      'sum(明细.转账额 by 顾问 where 类别 ≠ "喷漆")',
      ['250', '400'],
    ],
    [
      'is blank where there is no only one',
      '方式: if 收款数 = 1 then 唯一 else "多笔"\n收款数: count(收款 by 单号)\n唯一: only(收款.方式 by 单号 where 收款额 > 200元)',
      'count(明细 by 顾问 where 收款数 = 1 and 唯一 = "转账")',
      ['0', '1'],
    ],
  ])('of another export: %s', async (_, workOut, formula, expected) => {
    expect(await figuresOf(workOut, formula)).toEqual(expected)
  })

  test('what is left out may depend on another export', async () => {
    // A2 and the row without a number have no receipt.
    expect(
      await figuresOf('实收: sum(收款.收款额 by 单号)', 'sum(明细.金额 by 顾问)', '实收 = 0元 or 状态 = "作废"'),
    ).toEqual(['400', '400'])
  })

  test('several rows where one is due are a problem, with the number', async () => {
    const { problems } = await outcome({
      workOut: '      付款: only(收款.方式 by 单号)',
      values: '  数: count(明细 by 顾问 where 付款 is not blank)',
    })
    expect(problems.find(p => p.code === 'VALUE_NOT_ONE')).toMatchObject({ facts: { who: 'A1', found: 2 } })
  })
})

describe('what becomes of the money', () => {
  const fates = (found: WorkedMonth): Record<string, string[]> =>
    Object.fromEntries(
      found.reconciliation.map(r => [
        r.column,
        [r.inFile, r.used, r.condition, r.leftOut, r.otherMonth, r.nobody, r.alone, r.difference].map(plain),
      ]),
    )

  test('of another export: used where somebody’s order asks for it, else nobody’s', async () => {
    const found = await month({
      workOut: '      实收: sum(收款.收款额 by 单号)\n      首行: min(明细.row number by 单号)',
      values: '  数: sum(明细.实收 by 顾问 where 首行 is not blank and row number = 首行)',
    })
    expect(figures(found, '数')).toEqual(['400', '400'])
    // 1,800 in the file: 800 of A1 and A3; 999 of an order that is not there; 1 without a number is nobody's.
    expect(fates(found).收款额).toEqual(['1800', '800', '0', '0', '0', '1', '999', '0'])
    // Amounts of the orders' rows are in no sum: 70 void, 7 of June.
    expect(fates(found).金额).toEqual(['1132', '0', '1055', '70', '7', '0', '0', '0'])
  })

  test('asked for by a condition only: not used', async () => {
    const found = await month({
      workOut: '      整单毛利: sum(明细.毛利 by 单号)\n      收: sum(收款.收款额 by 单号)',
      values: '  数: sum(明细.金额 by 顾问 where 整单毛利 ≥ 0元 and 收 > 0元)',
    })
    expect(figures(found, '数')).toEqual(['400', '400'])
    expect(fates(found).金额).toEqual(['1132', '800', '255', '70', '7', '0', '0', '0'])
    // 41 − 1 of no order; the row without a number asks for nothing.
    expect(fates(found).毛利).toEqual(['85', '0', '40', '40', '4', '1', '0', '0'])
  })

  test('used through one condition of two', async () => {
    const found = await month({
      workOut: '      总额: sum(明细.金额 by 单号)\n      漆额: sum(明细.金额 by 单号 where 类别 = "喷漆")',
      values: '  数: sum(明细.漆额 by 顾问 where 总额 > 100元 and 类别 = "钣金")',
    })
    // Of A1 300 of paint, for its row of 钣金; what the other rows have was asked for only to compare.
    expect(figures(found, '数')).toEqual(['300', '0'])
    expect(fates(found).金额![1]).toBe('300')
    expect(fates(found).金额!.at(-1)).toBe('0')
  })

  test('the rows behind a figure show the figures of their order', async () => {
    const found = await month({
      workOut: '      整单毛利: sum(明细.毛利 by 单号)',
      values: '  数: sum(明细.金额 by 顾问 where 整单毛利 ≥ 0元)',
    })
    const measure = found.scheme.measures.find(m => m.by?.type.kind === 'person')!
    const { rows } = found.engine.facts.measure(measure, { home: 'person', index: 0 })
    const wanted = { measure, key: 0, rows: rows!.rows }
    const quoted = (await quoteRows(found.engine, found.readings, [wanted])).get(wanted)!
    expect(quoted.map(q => [q.row, ...q.cells.map(c => `${c.name} ${String(c.value)}`)])).toEqual([
      [2, '单号 A1', expect.stringContaining('日期'), '金额 100', '整单毛利 60'],
      [3, '单号 A1', expect.stringContaining('日期'), '金额 300', '整单毛利 60'],
    ])
  })
})

test('the figures of orders add up to the whole, in any order of rows', async () => {
  const row = fc.record({
    order: fc.constantFrom('X1', 'X2', 'x2', 'Y10', '零件'),
    fen: fc.integer({ min: -999_99, max: 999_99 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), async rows => {
      const lines = rows.map(r => `${r.order},2026-07-01,甲,一组,机电,${(r.fen / 100).toFixed(2)},0,正常`)
      const found = await month(
        {
          workOut: '      整单: sum(明细.金额 by 单号)\n      首行: min(明细.row number by 单号)',
          values: '  数: sum(明细.整单 by 顾问 where row number = 首行)\n  和: sum(明细.金额 by 顾问)',
        },
        lines,
      )
      expect(figures(found, '数')).toEqual(figures(found, '和'))
      expect(found.reconciliation.every(r => r.difference.isZero())).toBe(true)
    }),
    { numRuns: 25 },
  )
})

describe('what is refused', () => {
  test.each<[string, string, string]>([
    ['by a column that this export does not have', '数: count(收款 by 方式)', 'NAME_UNKNOWN'],
    ['by a figure', '数: count(明细 by 金额)', 'TYPE_WRONG'],
    ['by something worked out', '数: count(明细 by if 类别 = "喷漆" then 单号 else 类别)', 'TYPE_WRONG'],
    ['itself', '数: sum(明细.数 by 单号) + 1元', 'CYCLE'],
  ])('%s', (_, workOut, code) => {
    const { problems } = loadScheme(
      schemeOf({ workOut: `      ${workOut}`, values: '  和: sum(明细.金额 by 顾问 where 数 = 数)' }),
      's',
      JULY,
    )
    expect(problems.filter(p => p.severity === 'error').map(p => p.code)).toContain(code)
  })

  test('an order as whose figure something is paid; rows left out by a figure of those that stay', () => {
    const codes = (parts: Parts): string[] =>
      loadScheme(schemeOf(parts), 's', JULY)
        .problems.filter(p => p.severity === 'error')
        .map(p => p.code)
    expect(codes({ workOut: '      甲: 金额', values: '  数: sum(明细.甲 by 单号)' })).toEqual(['TYPE_WRONG'])
    expect(
      codes({
        workOut: '      整单: sum(明细.金额 by 单号)',
        values: '  数: sum(明细.金额 by 顾问)',
        leaveOut: '整单 < 0元',
      }),
    ).toEqual(['CYCLE'])
  })
})
