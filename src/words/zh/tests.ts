// The words of `bonusbook test`, in Chinese.

import type { TestWords } from '../en/tests.ts'
import type { Noun } from './noun.ts'

export const tests = (p: Noun): TestWords => ({
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
    forfeited: `当${p.unit}没收`,
    band: '档位',
    case: '情形',
    if: '条件',
    limit: '上下限',
  },
  sides: { yes: '成立', no: '不成立', low: '', high: '', within: '' },
  limits: { yes: '', no: '', low: '不低于', high: '不高于', within: '未起作用' },
  pass: (passed, all) => `${all} 个用例中 ${passed} 个通过`,
  reached: (reached, all) => `奖金项、档位、条件和上下限共 ${all} 处，已覆盖 ${reached} 处`,
  rows: n => `另有 ${n} 处需要导出文件的行，只有按${p.unit}数据才能覆盖`,
})
