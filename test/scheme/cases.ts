// The base scheme of the problem suite, and how a case is written: an edit of one or more lines, with `⟦` before the
// letter that the problem must point at.

import { expect } from 'vitest'
import { type Period, parsePeriod } from '../../src/core/calendar.ts'
import type { Problem, ProblemCode } from '../../src/core/problem.ts'
import { sentenceOf } from '../../src/reports/problem-text.ts'
import { loadScheme } from '../../src/scheme/load.ts'

export const BASE = `scheme: 测试方案
from: 2026-01
currency: CNY

people:
  file: 花名册*
  columns:
    工号: id
    姓名: name
    岗位: position
    班组: group
    基本工资: money
    入职日期: date
    证书: { type: list, values: [甲, 乙] }
  paid: 入职日期 ≤ end of period

blank:
  figures: 0

tables:
  维修工单:
    file: 维修工单*
    month: 结算日期
    leave out: 状态 = "作废"
    columns:
      工单号: id
      结算日期: date
      服务顾问: person
      班组: 班组
      工时费: money
      瓶数: count
      状态: { values: [已结算, 作废] }
    work out:
      计台: 状态 = "已结算"
  考核评分:
    file: 考核评分*
    one row per: 工号
    columns:
      工号: person
      现场5S: number
      成绩: number
  经营指标:
    file: 经营指标*
    one figure per row: { name: 指标, value: 数值 }
    columns:
      净利润: money
      目标: money

parameters:
  提成率: 0.5%
  单价: 8元

values:
  个人产值: sum(维修工单.工时费 by 服务顾问 where 计台)
  台数: count distinct(维修工单.工单号 by 服务顾问)
  班组工时: sum(维修工单.工时费 by 班组)
  奖金池: { formula: 班组工时 × 提成率, round: 2 }
  份额: share(奖金池 by 现场5S)
  折扣:
    bands of: 净利润 ÷ 目标
    up to 3%: 1
    up to 5%: 0.95
    above 5%: 0.9
  综合: { weighted: { 成绩: 70%, 现场5S: 30% } }

scorecards:
  卡:
    现场: 现场5S
    成绩: 成绩

scores:
  得分: { formula: 卡 + 综合, round: 2 }
  系数:
    choose by: 岗位
    技师, 组长: 折扣
    顾问: 1.2

pay:
  - for: [技师, 组长]
    commission:
      工时提成: 份额 × 系数
  - for: 顾问
    commission:
      产值奖金: 个人产值 × 提成率 × 系数 + 台数 × 单价

reserves:
  预留:
    withheld: max(commission, 0) × 5%

deductions:
  at most: 20% × max(gross, 0)
  lines:
    赔偿: { formula: 基本工资 × 1%, when: 得分 < 60 }

flags:
  复核: 得分 < 60
`

export interface Case {
  readonly name: string
  /** Text of the base and what stands in its place; `⟦` before the spot that is at fault. */
  readonly edits: readonly (readonly [string, string])[]
  readonly code: ProblemCode
  /** What message and hint must hold, in English. */
  readonly says: readonly string[]
}

/** The base with the edits, without the mark; and where the mark stood. */
export function marked(edits: Case['edits']): { text: string; spot: string } {
  let text = BASE
  for (const [from, to] of edits) {
    const at = text.indexOf(from)
    if (at < 0) throw new Error(`the base has no “${from}”`)
    if (text.indexOf(from, at + 1) >= 0) throw new Error(`the base has “${from}” twice`)
    text = text.slice(0, at) + to + text.slice(at + from.length)
  }
  const mark = text.indexOf('⟦')
  if (mark < 0 || text.indexOf('⟦', mark + 1) >= 0) throw new Error('one mark is due')
  const before = text.slice(0, mark).split('\n')
  return { text: text.replace('⟦', ''), spot: `${before.length}:${[...before.at(-1)!].length + 1}` }
}

export const PERIOD: Period = parsePeriod('2026-07')!

export function problemsOf(text: string): readonly Problem[] {
  return apart(loadScheme(text, 'scheme.yaml', PERIOD).problems)
}

/** The problems but for columns that nothing reads: the base has some for edits to use, and edits leave others unread. */
function apart(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(p => p.code !== 'COLUMN_UNUSED')
}

export function spotOf(p: Problem): string {
  return `${p.at?.line}:${p.at?.column}`
}

/** Exactly one problem, of this code, at the mark, that says what it must; and the scheme is refused if it is an error. */
export function expectOne(c: Case): void {
  const { text, spot } = marked(c.edits)
  const loaded = loadScheme(text, 'scheme.yaml', PERIOD)
  const problems = apart(loaded.problems)
  expect(problems.map(p => `${p.code} at ${spotOf(p)}`)).toEqual([`${c.code} at ${spot}`])
  const [p] = problems
  expect(p!.at!.file).toBe('scheme.yaml')
  expect(loaded.scheme === undefined).toBe(p!.severity === 'error')
  const { message, hint } = sentenceOf(p!, 'en')
  for (const words of c.says) expect(`${message} · ${hint}`).toContain(words)
  // The line is quoted as it stands in the file.
  expect(p!.quote?.text).toBe(text.split('\n')[p!.at!.line! - 1])
}
