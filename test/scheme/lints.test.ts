// Warnings about sound schemes: what is told of the shipped ones, and what is never told. Each warning of a shipped scheme
// is one that its policy really deserves.

import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadScheme } from '../../src/scheme/load.ts'
import { BASE, PERIOD } from './cases.ts'

const FIXTURES = new URL('../../fixtures/', import.meta.url)

function warningsOf(path: string): string[] {
  const { problems } = loadScheme(readFileSync(new URL(path, FIXTURES), 'utf8'), 'scheme.yaml', PERIOD)
  return problems.map(p => `${p.code} ${'name' in p.facts ? p.facts.name : ''}`.trim())
}

function codesOf(edits: readonly (readonly [string, string])[]): string[] {
  const text = edits.reduce((t, [from, to]) => {
    if (!t.includes(from)) throw new Error(`the base has no “${from}”`)
    return t.replace(from, to)
  }, BASE)
  return loadScheme(text, 'scheme.yaml', PERIOD).problems.map(
    p => `${p.code}${'name' in p.facts ? ` ${p.facts.name}` : ''}${p.allowed === undefined ? '' : ` (${p.allowed})`}`,
  )
}

const UNREAD = ['COLUMN_UNUSED 证书', 'COLUMN_UNUSED 瓶数']

test('columns that nothing reads are told; those that say which row it is are not', () => {
  expect(codesOf([])).toEqual(UNREAD)
})

test('a column is read by a condition, by one worked out row by row, by leave out, and by what only a rule reads', () => {
  expect(codesOf([['      计台: 状态 = "已结算"', '      计台: 状态 = "已结算" and 瓶数 > 0']])).toEqual([UNREAD[0]])
  expect(codesOf([['    leave out: 状态 = "作废"', '    leave out: 状态 = "作废" or 瓶数 < 0']])).toEqual([UNREAD[0]])
  expect(codesOf([['flags:\n', 'rules:\n  证: { must: 证书 has "甲" }\n\nflags:\n']])).toEqual([UNREAD[1]])
})

test('a column is read by the order of its rows', () => {
  const inOrder = [
    '    month: 结算日期',
    '    month: 结算日期\n    in order: { of: [结算日期, 瓶数], by: 服务顾问 }',
  ] as const
  expect(codesOf([inOrder])).toEqual([UNREAD[0]])
})

test('a warning of the scheme is accepted by its code, for all tables or one', () => {
  expect(codesOf([['flags:\n', 'allow:\n  COLUMN_UNUSED: kept\n\nflags:\n']])).toEqual(UNREAD.map(u => `${u} (kept)`))
  expect(codesOf([['flags:\n', 'allow:\n  COLUMN_UNUSED: { 维修工单: kept }\n\nflags:\n']])).toEqual([
    UNREAD[0],
    `${UNREAD[1]} (kept)`,
  ])
})

const LINE = '      产值奖金: 个人产值 × 提成率 × 系数 + 台数 × 单价'
const VALUE = '  台数: count'
const bandsOf = (of: string, ...rows: string[]): string =>
  ['  档率:', `    bands of: ${of}`, ...rows.map(r => `    ${r}`), VALUE].join('\n')

test.each([
  // Falls with a bad figure throughout.
  ['成绩', '个人产值 × 提成率 × 档率', ['under 60: 1', 'from 60: 0.9']],
  // Rises with the figure itself.
  ['个人产值', '个人产值 × 档率', ['up to 10000元: 1%', 'above 10000元: 2%']],
  // A penalty that grows faster: the line never rises with the figure.
  ['台数', '-10元 × 台数 × 档率', ['up to 3: 1', 'above 3: 2']],
  // A flat sum a band, falling: nothing grows beside it.
  ['台数', '100元 × 档率', ['up to 3: 2', 'above 3: 1']],
])('bands of %s in %s are no cliff', (of, line, rows) => {
  const edits = [
    [LINE, `      产值奖金: ${line} + 0元 × 提成率 × 系数 + 0 × 台数 × 单价 + 0 × 个人产值`],
    [VALUE, bandsOf(of, ...rows)],
  ] as const
  expect(codesOf(edits)).toEqual(UNREAD)
})

test('a falling rate by marginal bands is no cliff', () => {
  const marginal = bandsOf('个人产值', 'up to 10000元: 2%', 'above 10000元: 1%').replace(
    'bands of',
    'marginal bands of',
  )
  expect(
    codesOf([
      [LINE, '      产值奖金: 档率 + 0 × 个人产值 + 台数 × 单价 × 系数'],
      [VALUE, marginal],
    ]),
  ).toEqual(UNREAD)
})

test.each([
  ['20% × (基本工资 + max(gross, 0))', []],
  ['20% × 基本工资', []],
  ['10% × max(commission, 0)', []],
  ['min(20% × (基本工资 + max(gross, 0)), 500元)', []],
  ['20% × (基本工资 + max(gross, 0)) + 1元', ['DEDUCTION_LIMIT']],
  ['30% × 基本工资', ['DEDUCTION_LIMIT']],
  ['500元', ['DEDUCTION_LIMIT']],
])('at most: %s', (limit, found) => {
  expect(codesOf([['20% × max(gross, 0)', limit]])).toEqual([...UNREAD, ...found])
})

test('a limit that keeps the minimum wage, or a rule that demands it, is enough', () => {
  const parameter = ['  单价: 8元', '  单价: 8元\n  最低工资: 2280元'] as const
  const limit = 'min(20% × (基本工资 + gross), max(基本工资 + gross − 最低工资, 0元))'
  expect(codesOf([parameter, ['20% × max(gross, 0)', limit]])).toEqual(UNREAD)
  const rule = ['flags:\n', 'rules:\n  最低: { must: 基本工资 + gross ≥ 最低工资 }\n\nflags:\n'] as const
  expect(codesOf([parameter, rule])).toEqual(UNREAD)
})

const POOLED = (line: string): string => `scheme: pools
from: 2026-01
currency: CNY
people:
  file: people*
  columns: { number: id, name: name, position: position, team: group, weight: number, output: money }
  paid: yes
parameters:
  pool: 1000元
values:
  team output: sum(people.output by team)
  team pool: share(pool by team output)
pay:
  - for: technician
    lines:
      bonus: ${line}
      rest: share(team pool by weight)
`

test('a share by a whole team’s figure is told where it is each person’s, since its people are those among whom is divided', () => {
  const told = (line: string): string[] =>
    loadScheme(POOLED(line), 'scheme.yaml', PERIOD).problems.map(p => `${p.code} ${p.at?.line}:${p.at?.column}`)
  expect(told('share(pool by team output)')).toEqual(['SHARE_BY_GROUP 16:14'])
  expect(told('200元 + weight × share(pool by team output × 2)')).toEqual(['SHARE_BY_GROUP 16:30'])
  // Its own in the weight, or divided by how many they are: each weighs what is the person's.
  expect(told('share(pool by team output × weight)')).toEqual([])
  expect(told('share(pool by team output ÷ count(people by team))')).toEqual([])
  // Divided among the teams, and of other people.
  expect(told('share(share(pool by team output) by weight)')).toEqual([])
  expect(told('team pool × 10%')).toEqual([])
})

test('nothing is looked for where nobody is shown it', () => {
  expect(loadScheme(BASE, 'scheme.yaml', PERIOD, false).problems).toEqual([])
})

test('a column worked out row by row that nothing reads is told', () => {
  const edit = ['      计台: 状态 = "已结算"', '      计台: 状态 = "已结算"\n      多余: 工时费 × 2'] as const
  expect(codesOf([edit])).toEqual([UNREAD[0], `${UNREAD[1]}, 多余`])
})

test('the shipped schemes have the warnings that are true of them, and no other', () => {
  const found = readdirSync(new URL('schemes/', FIXTURES))
    .map(id => [id, warningsOf(`schemes/${id}/scheme.yaml`)] as const)
    .filter(([, warnings]) => warnings.length > 0)
  expect(warningsOf('golden/scheme.yaml')).toEqual([])
  expect(warningsOf('templates/workshop/scheme.yaml')).toEqual([])
  expect(Object.fromEntries(found)).toEqual({
    'complaint-liability': ['DEDUCTION_LIMIT'],
    'first-fix-kpi': ['DEDUCTION_LIMIT'],
    'quick-service-pay': ['DEDUCTION_LIMIT', 'FINE 考核处罚'],
    'shop-commission': ['DEDUCTION_LIMIT', 'FINE 额外处罚'],
    'showroom-80-20': ['COLUMN_UNUSED 客户'],
  })
})
