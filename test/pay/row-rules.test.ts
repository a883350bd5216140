// Rules of a table: what must hold of each of its rows. A row that breaks one, or of which it can't be said, stops the month at its
// place; rows that do not count need not keep them; what is not known while rows are read is refused with the scheme.

import { expect, test } from 'vitest'
import { placeText } from '../../src/core/place.ts'
import { loadScheme } from '../../src/scheme/load.ts'
import { edited } from '../support/edited.ts'
import { monthOutcome } from '../support/outcome.ts'

const SCHEME = `scheme: 扣分
from: 2026-01
currency: CNY
people:
  file: 花名册*
  columns: { 工号: id, 姓名: name, 岗位: position }
  paid: 姓名 is not blank
parameters:
  最高: 5
tables:
  记录:
    file: 记录*
    month: 日期
    leave out: 作废
    columns: { 日期: date, 工号: person, 类型: { values: [轻, 重] }, 扣分: { type: number, blank: none }, 作废: yes/no }
    work out:
      最低: { choose by: 类型, 轻: 1, 重: 3 }
    rules:
      价格: { must: 扣分 ≥ 最低 and 扣分 ≤ 最高, note: 扣分不在范围内 }
scores:
  得分: 100 − sum(记录.扣分 by 工号)
`
const ROSTER = '工号,姓名,岗位\n01,林青,顾问\n'

async function told(rows: string, scheme = SCHEME): Promise<string[]> {
  const { month, problems } = await monthOutcome({
    'scheme.yaml': scheme,
    'data/2026-07/花名册.csv': ROSTER,
    'data/2026-07/记录.csv': `日期,工号,类型,扣分,作废\n${rows}`,
  })
  if (month) return month.result.people[0]!.scores.map(s => s.text)
  return problems.filter(p => p.severity === 'error').map(p => `${p.code} ${placeText(p.at!)}`)
}

test('rows at both edges of their rule count', async () => {
  // 100 − 1 − 3 − 5
  expect(await told('2026-07-01,01,轻,1,否\n2026-07-02,01,重,3,否\n2026-07-03,01,重,5,否\n')).toEqual(['91'])
})

test('each row that breaks the rule is told at the cell that it looks at', async () => {
  const rows = '2026-07-01,01,重,2.99,否\n2026-07-02,01,轻,2,否\n2026-07-03,01,轻,5.01,否\n'
  expect(await told(rows)).toEqual([
    'ROW_RULE_BROKEN data/2026-07/记录.csv:2:4',
    'ROW_RULE_BROKEN data/2026-07/记录.csv:4:4',
  ])
})

test('where a cell is empty it is not known whether the rule holds', async () => {
  expect(await told('2026-07-01,01,重,,否\n')).toContain('ROW_BLANK_USED data/2026-07/记录.csv:2:4')
})

test('rows that do not count need not keep it: left out, or of another month', async () => {
  expect(await told('2026-07-01,01,重,9,是\n2026-06-01,01,重,9,否\n2026-07-02,01,轻,2,否\n')).toEqual(['98'])
})

test('a changed parameter changes what is refused', async () => {
  const wider = edited(SCHEME, ['最高: 5', '最高: 9'])
  expect(await told('2026-07-01,01,重,9,否\n', wider)).toEqual(['91'])
})

test('a rule that reads a figure of a person says whose', () => {
  const scheme = edited(SCHEME, ['扣分 ≥ 最低 and 扣分 ≤ 最高', '扣分 ≤ 得分'])
  const errors = loadScheme(scheme, 'scheme.yaml', undefined).problems.filter(p => p.severity === 'error')
  expect(errors.map(p => p.code)).toEqual(['OWNER_UNSAID'])
})

test('a rule may read what is known only after all rows were read: it is held against them then', async () => {
  const rows = '2026-07-01,01,重,4,否\n2026-07-02,01,轻,1,否\n'
  // All rows together have 5 points; the score is 100 − 5.
  for (const must of ['扣分 < sum(记录.扣分)', '扣分 < 100 − 工号.得分', '扣分 < sum(记录.扣分 by 工号)'])
    expect(await told(rows, edited(SCHEME, ['扣分 ≥ 最低 and 扣分 ≤ 最高', must]))).toEqual(['95'])
  for (const must of ['扣分 × 2 < sum(记录.扣分)', '扣分 × 2 < 100 − 工号.得分'])
    expect(await told(rows, edited(SCHEME, ['扣分 ≥ 最低 and 扣分 ≤ 最高', must]))).toEqual([
      'ROW_RULE_BROKEN data/2026-07/记录.csv:2:4',
    ])
})
