// The words of `bonusbook test`, in both languages.

import type { PointKind, Side } from '../pay/coverage.ts'
import type { Language } from '../reports/messages/sentence.ts'
import type { ExpectedKind } from '../scheme/case-file.ts'

export interface TestWords {
  readonly scheme: string
  readonly cases: string
  readonly passed: string
  readonly reachedTitle: string
  readonly expected: string
  readonly calculated: string
  readonly difference: string
  readonly byHand: (why: string) => string
  readonly kinds: Readonly<Record<ExpectedKind, string>>
  readonly nothing: string
  readonly notRefused: string
  readonly refusedFor: (due: string, found: string) => string
  readonly notReached: string
  readonly points: Readonly<Record<PointKind, string>>
  readonly sides: Readonly<Record<Side, string>>
  readonly limits: Readonly<Record<Side, string>>
  readonly pass: (passed: number, all: number) => string
  readonly reached: (reached: number, all: number) => string
  readonly rows: (n: number) => string
}

const EN: TestWords = {
  scheme: 'Scheme',
  cases: 'Cases',
  passed: 'Pass',
  reachedTitle: 'Reached',
  expected: 'expected',
  calculated: 'calculated',
  difference: 'difference',
  byHand: why => `by hand: ${why}`,
  kinds: {
    line: '',
    score: '',
    deduction: '',
    value: '',
    withheld: 'withheld',
    forfeited: 'forfeited',
    flags: 'flags',
    gross: 'gross',
    net: 'net',
  },
  nothing: 'none',
  notRefused: 'should be refused, but was calculated',
  refusedFor: (due, found) =>
    `should be refused for ${due || 'no single input'}, was refused for ${found || 'no single input'}`,
  notReached: 'No case reaches',
  points: {
    line: 'line',
    score: 'score',
    reserve: 'reserve',
    deduction: 'deduction',
    flag: 'flag',
    when: 'when',
    forfeited: 'forfeited at once',
    band: 'band',
    case: 'case',
    if: 'if',
    limit: 'limit',
  },
  sides: { yes: 'holds', no: 'does not hold', low: '', high: '', within: '' },
  limits: { yes: '', no: '', low: 'not below', high: 'not above', within: 'without effect' },
  pass: (passed, all) => `${passed} of ${all === 1 ? '1 case passes' : `${all} cases pass`}`,
  reached: (reached, all) => `${reached} of ${all} lines, bands, conditions and limits are reached`,
  rows: n => `${n} more need rows of exports: only a month of data reaches them`,
}

const ZH: TestWords = {
  scheme: '方案',
  cases: '用例',
  passed: '通过',
  reachedTitle: '覆盖',
  expected: '应为',
  calculated: '算得',
  difference: '差额',
  byHand: why => `手算：${why}`,
  kinds: {
    line: '',
    score: '',
    deduction: '',
    value: '',
    withheld: '预留',
    forfeited: '没收',
    flags: '标记',
    gross: '应发奖金',
    net: '实发奖金',
  },
  nothing: '无',
  notRefused: '应被拒绝，却算出了结果',
  refusedFor: (due, found) => `应因 ${due || '（非单项输入）'} 被拒绝，实际因 ${found || '（非单项输入）'} 被拒绝`,
  notReached: '没有用例覆盖',
  points: {
    line: '奖金项',
    score: '评分项',
    reserve: '预留',
    deduction: '扣款',
    flag: '标记',
    when: '适用条件',
    forfeited: '当月没收',
    band: '档位',
    case: '情形',
    if: '条件',
    limit: '上下限',
  },
  sides: { yes: '成立', no: '不成立', low: '', high: '', within: '' },
  limits: { yes: '', no: '', low: '不低于', high: '不高于', within: '未起作用' },
  pass: (passed, all) => `${all} 个用例中 ${passed} 个通过`,
  reached: (reached, all) => `奖金项、档位、条件和上下限共 ${all} 处，已覆盖 ${reached} 处`,
  rows: n => `另有 ${n} 处需要导出文件的行，只有按月数据才能覆盖`,
}

/** The words in a language. */
export function testWords(language: Language): TestWords {
  return language === 'zh' ? ZH : EN
}
