// A month that is worked out row by row: each row is of the month of its own day, of none yet where the day is blank, and of one
// month only, whichever is asked for. What can't be worked out of a row is told at the row.

import { expect, test } from 'vitest'
import { placeText } from '../../src/core/place.ts'
import { loadScheme } from '../../src/scheme/load.ts'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { put, tempFolder } from '../support/folders.ts'
import { monthOutcome } from '../support/outcome.ts'

const SCHEME = `scheme: 归属
from: 2026-01
currency: CNY
people:
  file: 花名册*
  columns: { 工号: id, 姓名: name, 岗位: position }
  paid: 姓名 is not blank
parameters: { 起: 2026-07-05 }
tables:
  工单:
    file: 工单*
    month: 归属日
    columns:
      工单号: id
      工号: person
      类别: { values: [保险, 零售] }
      结算日期: { type: date, blank: none }
      完工日期: { type: date, blank: none }
      年: count
      月: count
      工时费: money
    work out:
      归属日: if 结算日期 is blank then 完工日期 else 结算日期
pay:
  - for: 顾问
    lines: { 产值: sum(工单.工时费 by 工号) }
`
const HEADER = '工单号,工号,类别,结算日期,完工日期,年,月,工时费\n'
const ROWS = [
  'A1,01,零售,2026-07-03,2026-06-28,2026,7,100.00',
  'A2,01,保险,,2026-07-10,2026,7,20.00',
  'A3,01,保险,,2026-06-10,2026,6,3.00',
  'A4,01,保险,,,2026,8,0.40',
  'A5,01,零售,2026-08-01,2026-07-30,2026,7,0.05',
]

const WORKED = '归属日: if 结算日期 is blank then 完工日期 else 结算日期'
const rule = (formula: string): string => edited(SCHEME, [WORKED, `归属日: ${formula}`])

async function paid(scheme = SCHEME, rows = ROWS): Promise<string[]> {
  const { month, problems } = await monthOutcome({
    'scheme.yaml': scheme,
    'data/2026-07/花名册.csv': '工号,姓名,岗位\n01,林青,顾问\n',
    'data/2026-07/工单.csv': `${HEADER}${rows.join('\n')}\n`,
  })
  const errors = problems.filter(p => p.severity === 'error')
  if (!month) return errors.map(p => `${p.code} ${placeText(p.at!)}`)
  const other = problems.flatMap(p =>
    p.code === 'ROWS_OTHER_MONTH' ? [`${p.facts.rows}: ${p.facts.months}; ${p.facts.undated}`] : [],
  )
  return [month.result.people[0]!.parts.find(p => p.kind === 'line')!.amount.toFixed(2), ...other]
}

test('the day that a row comes to says its month; without one it is of no month yet', async () => {
  // A1 and A2: 100 + 20
  expect(await paid()).toEqual(['120.00', '3: 2026-06 (1), 2026-08 (1); 1'])
})

test.each([
  // Of July at the earliest: A1, A2, A3 and A5; A4 is of August.
  ['max(date(年, 月, 1), date(2026, 7, 1))', '123.05'],
  // By year and month alone: A1, A2 and A5.
  ['date(年, 月, 1)', '120.05'],
  // From the 26th of a month to the 25th of the next: A2 and A1, and A5 of 30 July is of August.
  ['months after((if 完工日期 is blank then 2026-01-01 else 完工日期) − 25, 1)', '120.00'],
  // The day of what kind it is: A1 by settlement; A2 by completion; A5 by settlement in August.
  ['if 类别 = "零售" then 结算日期 else 完工日期', '120.00'],
])('%s', async (formula, amount) => {
  expect((await paid(rule(formula)))[0]).toBe(amount)
})

test('by a choice of its own, with dates written in the scheme', async () => {
  const scheme = edited(SCHEME, [WORKED, '归属日: { choose by: 类别, 零售: 2026-07-31, 保险: 2026-08-01 }'])
  expect(await paid(scheme)).toEqual(['100.05', '3: 2026-08 (3); 0'])
})

test('a cell that can’t be read is told once, and nothing of its month', async () => {
  expect(await paid(SCHEME, [...ROWS, 'A6,01,零售,七月,2026-07-01,2026,7,1.00'])).toEqual([
    'CELL_INVALID data/2026-07/工单.csv:7:4',
  ])
})

test('a day that can’t be worked out is told at its row', async () => {
  expect(await paid(rule('max(结算日期, 完工日期)'))).toEqual([
    'ROW_BLANK_USED data/2026-07/工单.csv:3',
    'ROW_BLANK_USED data/2026-07/工单.csv:4',
    'ROW_BLANK_USED data/2026-07/工单.csv:5',
  ])
  expect(await paid(rule('date(年, 月 + 6, 1)'), ROWS.slice(0, 2))).toEqual([
    'NO_SUCH_DATE data/2026-07/工单.csv:2',
    'NO_SUCH_DATE data/2026-07/工单.csv:3',
  ])
})

test.each([
  // A row would be of another month in every month.
  ['if 结算日期 < start of period then start of period else 结算日期', 'SHAPE_WRONG'],
  ['if 结算日期 < 起 then 起 else 结算日期', 'SHAPE_WRONG'],
  ['min(工单.结算日期 by 工单号)', 'SHAPE_WRONG'],
  ['类别', 'TYPE_WRONG'],
  ['月', 'TYPE_WRONG'],
])('%s is no day of a row: %s', (formula, code) => {
  const errors = loadScheme(rule(formula), 'scheme.yaml', undefined).problems.filter(p => p.severity === 'error')
  expect(errors.map(p => p.code)).toEqual([code])
})

test('a name that is none is told, with those that could be', () => {
  const scheme = edited(SCHEME, ['month: 归属日', 'month: 归属'])
  const [found] = loadScheme(scheme, 'scheme.yaml', undefined).problems.filter(p => p.severity === 'error')
  expect(found).toMatchObject({ code: 'SHAPE_WRONG', facts: { found: '归属', nearest: '归属日' } })
})

test('over months each order is paid once; explain and the reconciliation show its day', async () => {
  const shop = tempFolder()
  put(shop, { 'scheme.yaml': edited(SCHEME, ['from: 2026-01', 'from: 2026-06']) })
  const amounts: string[] = []
  for (const period of ['2026-06', '2026-07', '2026-08']) {
    put(shop, {
      [`data/${period}/花名册.csv`]: '工号,姓名,岗位\n01,林青,顾问\n',
      // One export of everything, as it is in each month.
      [`data/${period}/工单.csv`]: `${HEADER}${ROWS.join('\n')}\n`,
    })
    const ran = await run(['run', '--period', period, '--json'], { cwd: shop })
    expect([ran.code, ran.err]).toEqual([0, ran.err])
    amounts.push(json<{ people: { gross: string }[] }>(ran).people[0]!.gross)
    if (period === '2026-07') {
      const told = await run(['explain', '01', '产值', '--period', period], { cwd: shop })
      expect(told.out).toMatch(/归属日/)
      expect(told.out).toMatch(/A2.*2026-07-10/)
    }
    const closed = await run(['close', '--period', period], { cwd: shop, now: new Date(2026, 9, 5) })
    expect(closed.code).toBe(0)
  }
  // A3; A1 and A2; A5. A4 is of no month yet.
  expect(amounts).toEqual(['3.00', '120.00', '0.05'])
  expect((await run(['book', 'verify', '--replay'], { cwd: shop })).code).toBe(0)
})
