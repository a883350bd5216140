// What a clerk writes first, in the policy's words, and what the program says to write instead: that is put in its place, in either
// language, and the scheme holds. Whoever follows a hint is not sent to the next one.

import { describe, expect, test } from 'vitest'
import { sentenceOf } from '../../src/reports/problem-text.ts'
import { loadScheme } from '../../src/scheme/load.ts'
import { LANGUAGES } from '../../src/words/language.ts'
import { type Edit, edited } from '../support/edited.ts'
import { BASE, PERIOD, problemsOf } from './cases.ts'

/** What the hint of each error says to write, in its order. */
function toWrite(text: string, language: (typeof LANGUAGES)[number]): string[][] {
  return problemsOf(text)
    .filter(p => p.severity === 'error')
    .map(p => [...sentenceOf(p, language).hint.matchAll(/`([^`]+)`/g)].map(m => m[1]!))
}

const BANDS = '    bands of: 净利润 ÷ 目标\n    up to 3%: 1\n    up to 5%: 0.95\n    above 5%: 0.9\n'
const bands = (of: string, ...keys: readonly string[]): Edit => [
  BANDS,
  `    bands of: ${of}\n${keys.map((key, i) => `    ${key}: 0.${i + 1}\n`).join('')}`,
]
const flag = (formula: string): Edit => ['  复核: 得分 < 60', `  复核: ${formula}`]
const when = (condition: string): Edit => ['where 计台)', `where ${condition})`]

/** What is changed in the base; the parts of it that are wrong, in the order in which they are told; what is to stand there. */
const CASES: readonly (readonly [string, readonly Edit[], readonly string[], readonly string[]])[] = [
  [
    'bands of a policy in ten thousands',
    [bands('净利润', '5万元以内', '5万元至8万元', '8万元以上')],
    ['5万元以内', '5万元至8万元', '8万元以上'],
    ['up to 5万元', 'above 5万元 to 8万元', 'above 8万元'],
  ],
  [
    'a unit that stands for both ends, and parts',
    [bands('净利润', '0.5万元以内部分', '0.5-1.2万元部分', '1.2万元以上部分')],
    ['0.5万元以内部分', '0.5-1.2万元部分', '1.2万元以上部分'],
    ['up to 0.5万元', 'above 0.5万元 to 1.2万元', 'above 1.2万元'],
  ],
  [
    'from the highest down, each with its figure',
    [bands('净利润 ÷ 目标', '95%及以上', '90%及以上', '不足90%')],
    ['95%及以上', '90%及以上', '不足90%'],
    ['from 95%', 'from 90%', 'under 90%'],
  ],
  [
    'commas for thousands',
    [bands('净利润', 'up to 50,000元', '50,000元 and over')],
    ['up to 50,000元', '50,000元 and over'],
    ['up to 50000元', 'above 50000元'],
  ],
  ['a range that begins at nothing', [bands('净利润', '0 to 5万元', 'above 5万元')], ['0 to 5万元'], ['up to 5万元']],
  [
    'ranges that share an edge',
    [bands('净利润', 'up to 5万元', '5万元 to 8万元', 'above 8万元')],
    ['5万元 to 8万元'],
    ['above 5万元 to 8万元'],
  ],
  ['commas in a condition', [flag('个人产值 > 50,000元')], ['50,000元'], ['50000元']],
  ['commas among arguments', [flag('min(个人产值, 12,500元) > 1元')], ['12,500元'], ['12500元']],
  ['a comma before noughts', [flag('min(¥50,000, 个人产值) > 1元')], ['¥50,000'], ['¥50000']],
  [
    'texts as in speech',
    [when('状态 = "作废" or "已结算"')],
    ['状态 = "作废" or "已结算"'],
    ['状态 in ("作废", "已结算")'],
  ],
  [
    'texts as in speech, of which none is',
    [when('状态 ≠ "作废" and "已结算"')],
    ['状态 ≠ "作废" and "已结算"'],
    ['状态 not in ("作废", "已结算")'],
  ],
  [
    'a count of a column',
    [flag('count(维修工单.工单号 by 服务顾问) > 3')],
    ['count(维修工单.工单号 by 服务顾问)'],
    ['count distinct(维修工单.工单号 by 服务顾问)'],
  ],
  ['a no that is held against a text', [when('计台 = "否"')], ['计台 = "否"'], ['not 计台']],
  ['a yes that is held against a text', [when('计台 = "是"')], ['计台 = "是"'], ['计台']],
  ['a yes that is held against a figure', [when('计台 ≠ 1')], ['计台 ≠ 1'], ['not 计台']],
]

describe.each(LANGUAGES)('in %s', language => {
  test.each(CASES)('%s', (_, edits, wrong, right) => {
    const text = edited(BASE, ...edits)
    const said = toWrite(text, language)
    expect(said.map(words => words.find(word => right.includes(word)))).toEqual(right)
    const followed = wrong.reduce((so, part, i) => edited(so, [part, right[i]!]), text)
    expect(problemsOf(followed).filter(p => p.severity === 'error')).toEqual([])
  })

  test('a person whom another table names under the same number', () => {
    const text = edited(BASE, [
      '  考核评分:\n',
      '  回访:\n    file: 回访*\n    columns: { 工单号: id, 结果: text }\n  考核评分:\n',
    ])
    for (const by of ['服务顾问', '维修工单.服务顾问']) {
      const asked = edited(text, ['  台数: count', `  满意: count(回访 by ${by} where 结果 = "好")\n  台数: count`])
      const said = toWrite(asked, language)[0]!
      const bring = '服务顾问: only(维修工单.服务顾问 by 工单号)'
      expect(said).toEqual(expect.arrayContaining([bring, 'work out:', '服务顾问']))
      const followed = edited(
        asked,
        ['结果: text }\n', `结果: text }\n    work out:\n      ${bring}\n`],
        [`回访 by ${by}`, '回访 by 服务顾问'],
      )
      expect(problemsOf(followed).filter(p => p.severity === 'error')).toEqual([])
    }
  })

  test('a figure of one month', () => {
    for (const key of ['2026-07', '2026年7月', '2026/7']) {
      const text = edited(
        BASE,
        ['  提成率: 0.5%', `  提成率: { "${key}": 0.5% }`],
        ['from: 2026-01\n', 'from: 2026-07\n'],
      )
      const [found, ...more] = problemsOf(text).filter(p => p.severity === 'error')
      expect([found?.code, more]).toEqual(['KEY_UNKNOWN', []])
      expect(sentenceOf(found!, language).hint).toContain('from 2026-07 until 2026-07')
      expect(problemsOf(edited(text, [`"${key}"`, 'from 2026-07 until 2026-07']))).toEqual([])
    }
  })

  test('a mark on the line of one position, and a value of it', () => {
    const marked = edited(BASE, flag('产值奖金 > 1万元'))
    expect(toWrite(marked, language)[0]).toContain('for: 顾问')
    const own = edited(marked, ['  复核: 产值奖金 > 1万元', '  复核: { formula: 产值奖金 > 1万元, for: 顾问 }'])
    expect(problemsOf(own)).toEqual([])
    const value = edited(BASE, flag('双份 > 1万元'), ['  台数: count', '  双份: 产值奖金 × 2\n  台数: count'])
    const lines = ['choose by: 岗位', '顾问: 产值奖金 × 2', 'otherwise: 0']
    expect(toWrite(value, language)[0]).toEqual(lines)
    const chosen = edited(value, ['  双份: 产值奖金 × 2', `  双份:\n${lines.map(line => `    ${line}`).join('\n')}`])
    expect(problemsOf(chosen)).toEqual([])
  })
})

test('a reserve of a line by its name is of the positions that have it', () => {
  const text = edited(BASE, ['withheld: max(commission, 0) × 5%', 'withheld: 产值奖金 × 5%'])
  const { scheme, problems } = loadScheme(text, 'scheme.yaml', PERIOD)
  expect(problems.filter(p => p.severity === 'error')).toEqual([])
  expect(scheme!.reserves[0]!.withheld.source.cases.map(c => [...(c.positions ?? ['everyone'])])).toEqual([['顾问']])
  // Of two lines, of which nobody has both, nobody is passed over in silence.
  const both = edited(text, ['产值奖金 × 5%', '(产值奖金 + 工时提成) × 5%'])
  expect(problemsOf(both).map(p => p.code)).toContain('CHOICE_MISSING')
  // Whoever says what holds of others is believed.
  const said = edited(text, [
    '    withheld: 产值奖金 × 5%',
    '    withheld:\n      choose by: 岗位\n      顾问: 产值奖金 × 5%\n      otherwise: 8元',
  ])
  const whole = loadScheme(said, 'scheme.yaml', PERIOD)
  expect(whole.scheme!.reserves[0]!.withheld.source.cases.map(c => c.positions)).toEqual([undefined])
})

test('an `if` that asks for the position goes by it, as `choose by:` does', () => {
  const held = (formula: string): string =>
    edited(BASE, ['withheld: max(commission, 0) × 5%', `withheld: '${formula}'`])
  for (const formula of [
    'if 岗位 = “顾问” then 产值奖金 × 5% else 0',
    'if 岗位 = “顾问” then 产值奖金 × 5% else 工时提成 × 3%',
    'if 岗位 not in (“技师”, “组长”) then 产值奖金 × 5% else 0',
    'if 岗位 ≠ “顾问” then 0 else 产值奖金 × 5%',
    'if 岗位 = “顾问” and 成绩 > 60 then 产值奖金 × 5% else 0',
  ])
    expect(problemsOf(held(formula)).filter(p => p.severity === 'error')).toEqual([])
  // Where it asks for more, an advisor may come to the line of the others.
  const more = held('if 岗位 = “顾问” and 成绩 > 60 then 产值奖金 × 5% else 工时提成 × 3%')
  expect(problemsOf(more).map(p => p.code)).toContain('CHOICE_MISSING')
})
