// Rules that are only told, rules of some positions, and rules on a condition: of the month and of rows. They stop nothing, say
// whose it is with all figures, and leave amounts and exit code as they are.

import { expect, test } from 'vitest'
import { placeText } from '../../src/core/place.ts'
import type { Problem } from '../../src/core/problem.ts'
import { sentenceOf } from '../../src/reports/problem-text.ts'
import { run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { put, tempFolder } from '../support/folders.ts'
import { monthOutcome } from '../support/outcome.ts'
import { codes } from '../support/schemes.ts'

const SCHEME = `scheme: 复核
from: 2026-01
currency: CNY
people:
  file: 花名册*
  columns: { 工号: id, 姓名: name, 岗位: position }
  paid: 姓名 is not blank
tables:
  考核:
    file: 考核*
    one row per: 工号
    columns:
      工号: person
      得分: number
      自评: { type: number, blank: none }
      上级: { type: number, blank: none }
  工单:
    file: 工单*
    month: 日期
    columns: { 日期: date, 工号: person, 类别: { values: [内, 外] }, 金额: money }
    rules:
      金额偏高: { when: 类别 = "外", should: 金额 ≤ 1000元, note: 请核对 }
pay:
  - for: [顾问, 技师]
    lines:
      提成: sum(工单.金额 by 工号) × 10%
rules:
  偏低: { for: 顾问, should: 得分 ≥ 60, note: 请面谈 }
  两评: { when: "all given(自评, 上级)", must: absolute(自评 − 上级) ≤ 10 }
`
const FILES = {
  'data/2026-07/花名册.csv': '工号,姓名,岗位\n01,林青,顾问\n02,周敏,技师\n',
  'data/2026-07/考核.csv': '工号,得分,自评,上级\n01,59.5,80,\n02,10,80,90\n',
  'data/2026-07/工单.csv':
    '日期,工号,类别,金额\n2026-07-01,01,外,1000\n2026-07-02,02,外,1000.01\n2026-07-03,02,内,5000\n',
}

async function told(files: Record<string, string> = {}, scheme = SCHEME): Promise<[string[], Problem[]]> {
  const { month, problems } = await monthOutcome({ 'scheme.yaml': scheme, ...FILES, ...files })
  const lines = month?.result.people.flatMap(p => p.parts.map(part => part.amount.toFixed(2))) ?? []
  return [lines, problems.filter(p => p.code.includes('RULE'))]
}

test('what should hold and does not is told, with figures, whose it is and where; it is paid all the same', async () => {
  const [lines, problems] = await told()
  // 1000 × 10%; (1000.01 + 5000) × 10% = 600.001
  expect(lines).toEqual(['100.00', '600.00'])
  expect(problems.map(p => [p.code, p.severity, placeText(p.at!)])).toEqual([
    ['ROW_RULE_UNKEPT', 'warning', 'data/2026-07/工单.csv:3:3'],
    ['RULE_UNKEPT', 'warning', 'scheme.yaml:28:3'],
  ])
  const [row, person] = problems
  expect(row!.facts).toEqual({ name: '金额偏高', note: '请核对', figures: '类别 = 外, 金额 = 1000.01' })
  expect(person!.facts).toMatchObject({ rule: '偏低', who: '林青 (01)', note: '请面谈', figures: '得分 = 59.5' })
  expect(person!.related).toMatchObject([{ at: { file: 'data/2026-07/考核.csv', line: 2, column: 2 } }])
  expect(sentenceOf(row!, 'zh').message).toBe('这一行应符合“金额偏高”而不符合：请核对（类别 = 外, 金额 = 1000.01）')
  expect(sentenceOf(person!, 'en').message).toBe('“偏低” should hold of 林青 (01) and does not: 请面谈 (得分 = 59.5)')
})

test('a rule on a condition is not asked where that does not hold, and stops the month where it does', async () => {
  // 01 has one rating only; of 02 the two are 10 apart
  const [, problems] = await told({ 'data/2026-07/考核.csv': '工号,得分,自评,上级\n01,60,80,\n02,10,80,90.5\n' })
  expect(problems.map(p => [p.code, p.facts])).toMatchObject([
    ['ROW_RULE_UNKEPT', {}],
    ['RULE_BROKEN', { rule: '两评', who: '周敏 (02)', figures: '自评 = 80, 上级 = 90.5' }],
  ])
})

test('exit codes are those of a month without the rule', async () => {
  const shop = tempFolder()
  put(shop, { 'scheme.yaml': SCHEME, ...FILES })
  for (const command of ['check', 'run', 'close']) {
    const ran = await run([command, '--period', '2026-07'], { cwd: shop })
    expect([command, ran.code]).toEqual([command, 0])
  }
  const shown = await run(['check', '--period', '2026-07', '--lang', 'zh'], { cwd: shop })
  expect(shown.out + shown.err).toContain('林青 (01)“偏低”应当成立而未成立'.replace('(01)', '(01) 的'))
})

test('somebody with two positions is asked as the person that she is', async () => {
  const stints = edited(
    SCHEME,
    [
      '  columns: { 工号: id, 姓名: name, 岗位: position }',
      '  from: 起\n  until: 止\n  columns: { 工号: id, 姓名: name, 岗位: position, 起: { type: date, blank: none }, 止: { type: date, blank: none } }',
    ],
    ['    one row per: 工号', '    one row per: 工号\n    stints: each'],
  )
  const [, problems] = await told(
    {
      'data/2026-07/花名册.csv':
        '工号,姓名,岗位,起,止\n01,林青,顾问,,2026-07-10\n01,林青,技师,2026-07-11,\n02,周敏,技师,,\n',
    },
    stints,
  )
  expect(problems.filter(p => p.code === 'RULE_UNKEPT').map(p => p.facts)).toMatchObject([{ who: '林青 (01)' }])
})

test.each<[string, string, string[]]>([
  ['neither must nor should', '{ note: x }', ['SHAPE_WRONG']],
  ['both', '{ must: a > 1, should: a > 2 }', ['SHAPE_WRONG']],
  ['a condition that is none', '{ should: a + 1 }', ['TYPE_WRONG']],
  ['a `when` that is none', '{ should: a > 1, when: a }', ['TYPE_WRONG']],
  ['a position that nobody has', '{ should: a > 1, for: guard }', ['TEXT_UNKNOWN']],
  ['one rating for all', '{ must: all given() }', ['FORMULA_SYNTAX']],
])('refused: %s', (_, rule, expected) => {
  const scheme = `pay:\n  - for: clerk\n    lines:\n      l: { formula: m × 1 }\nrules:\n  r: ${rule}\n`
  expect(codes(scheme)).toEqual(expected)
})

test('`for` means nothing of rows', () => {
  const scheme = `  orders:\n    file: o*\n    columns: { who2: person, x: number }\n    rules:\n      r: { must: x > 1, for: clerk }\nscores:\n  s: sum(orders.x by who2)\n`
  expect(codes(scheme)).toEqual(['KEY_UNKNOWN'])
})
