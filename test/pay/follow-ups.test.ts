// One fault is told once: what only follows from a cell, a row or a file that could not be read is not told. Each shop has one
// fault, at which everything that the scheme pays, asks and joins hangs.

import { expect, test } from 'vitest'
import { placeText } from '../../src/core/place.ts'
import { edited } from '../support/edited.ts'
import { monthOutcome } from '../support/outcome.ts'

const SCHEME = `scheme: 提成方案
from: 2026-01
currency: CNY
people:
  file: 花名册*
  columns: { 工号: id, 姓名: name, 岗位: position, 班组: group, 入职: date }
  paid: 入职 ≤ end of period and 出勤 > 0 and 达标 and 班组 ≠ "外"
tables:
  工单:
    file: 工单*
    month: 日期
    leave out: 状态 = "作废"
    columns: { 单号: id, 日期: date, 顾问: person, 班组: 班组, 金额: money, 状态: { type: text, values: [好, 作废] } }
  考勤:
    file: 考勤*
    one row per: 工号
    columns: { 工号: person, 出勤: number }
  指标:
    file: 指标*
    one figure per row: { name: 指标, value: 数值 }
    columns: { 线: money }
values:
  达标: sum(工单.金额) ≥ 线
pay:
  - for: [顾问, 技师]
    lines:
      奖: sum(工单.金额 by 顾问 where 金额 > 线)
      组奖: sum(工单.金额 by 班组) × 1%
`
const ROSTER = '工号,姓名,岗位,班组,入职\n01,林青,顾问,甲,2014-01-01\n02,周白,技师,乙,2015-08-26\n'
const ORDERS = `单号,日期,顾问,班组,金额,状态
A,2026-07-01,林青,甲,10,好
B,2026-07-02,周白,乙,30,好
B,2026-07-03,周白,乙,-3,好
D,2026-07-04,02,乙,3,好
`
const DAYS = '工号,出勤\n01,22\n02,21\n'
const FIGURES = '指标,数值\n线,5\n'
const FILES: Readonly<Record<string, string>> = {
  'scheme.yaml': SCHEME,
  'data/2026-07/花名册.csv': ROSTER,
  'data/2026-07/工单.csv': ORDERS,
  'data/2026-07/考勤.csv': DAYS,
  'data/2026-07/指标.csv': FIGURES,
}

async function told(file: string, text: string | undefined): Promise<string[]> {
  const { problems } = await monthOutcome({ ...FILES, [file]: text })
  return problems.map(p => `${p.code} ${placeText(p.at!)}`)
}

test('the shop without a fault has no problem', async () => {
  expect(await told('scheme.yaml', SCHEME)).toEqual([])
})

test.each<[string, string, string | undefined, string]>([
  [
    'a date of the roster',
    '花名册',
    edited(ROSTER, ['2014-01-01', '约2014']),
    'CELL_INVALID data/2026-07/花名册.csv:2:5',
  ],
  ['an empty number', '花名册', edited(ROSTER, ['02,周白', ',周白']), 'PERSON_NO_NUMBER data/2026-07/花名册.csv:3:1'],
  ['an empty name', '花名册', edited(ROSTER, ['02,周白', '02,']), 'CELL_BLANK data/2026-07/花名册.csv:3:2'],
  ['an empty position', '花名册', edited(ROSTER, ['技师', '']), 'CELL_BLANK data/2026-07/花名册.csv:3:3'],
  ['a row of the roster', '花名册', edited(ROSTER, ['乙,2', '乙,丙,2']), 'ROW_WIDTH data/2026-07/花名册.csv:3'],
  ['the whole roster', '花名册', '坏', 'HEADER_NOT_FOUND data/2026-07/花名册.csv'],
  ['an amount', '工单', edited(ORDERS, [',30,', ',卅,']), 'CELL_INVALID data/2026-07/工单.csv:3:5'],
  ['an empty amount', '工单', edited(ORDERS, [',30,', ',,']), 'CELL_BLANK data/2026-07/工单.csv:3:5'],
  [
    'the date of an order',
    '工单',
    edited(ORDERS, ['2026-07-02', '03/04/2026']),
    'CELL_AMBIGUOUS data/2026-07/工单.csv:3:2',
  ],
  ['a text of a list', '工单', edited(ORDERS, ['30,好', '30,坏']), 'CELL_VALUE_UNKNOWN data/2026-07/工单.csv:3:6'],
  ['a column of orders', '工单', edited(ORDERS, ['金额', '价']), 'HEADER_MISSING scheme.yaml:13:54'],
  ['all orders', '工单', undefined, 'FILE_MISSING scheme.yaml:9:3'],
  ['whose a row is', '考勤', edited(DAYS, ['02,', ',']), 'CELL_BLANK data/2026-07/考勤.csv:3:1'],
  ['a figure of somebody', '考勤', edited(DAYS, ['21', '多']), 'CELL_INVALID data/2026-07/考勤.csv:3:2'],
  ['all figures of people', '考勤', '坏', 'HEADER_NOT_FOUND data/2026-07/考勤.csv'],
  ['a figure of the shop', '指标', edited(FIGURES, ['5', '约五']), 'CELL_INVALID data/2026-07/指标.csv:2:2'],
  ['a figure that is missing', '指标', edited(FIGURES, ['线', '界']), 'FIGURE_MISSING scheme.yaml:21:16'],
  ['all figures of the shop', '指标', undefined, 'FILE_MISSING scheme.yaml:18:3'],
])('%s can not be read: it is told, and nothing that follows', async (_what, table, text, problem) => {
  expect(await told(`data/2026-07/${table}.csv`, text)).toEqual([problem])
})

test('an empty cell in a condition is told with its row, and not of the formula as well', async () => {
  const scheme = edited(SCHEME, ['金额: money', '金额: { type: money, blank: none }'], ['金额 > 线', '金额 × 2 > 线'])
  const { problems } = await monthOutcome({
    ...FILES,
    'scheme.yaml': scheme,
    'data/2026-07/工单.csv': edited(ORDERS, [',3,', ',,']),
  })
  expect(problems.map(p => `${p.code} ${placeText(p.at!)}`)).toEqual(['ROW_BLANK_USED data/2026-07/工单.csv:5:5'])
})
