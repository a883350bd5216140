// What a sound scheme may still have wrong: an edit of the base each, and the one warning that must be told.

import type { Case } from './cases.ts'

export const LINT_CASES: readonly Case[] = [
  {
    name: 'bands whose results rise, but fall at one edge',
    edits: [
      ['    up to 3%: 1\n', '    up to 3%: 0.6\n'],
      ['    up to 5%: 0.95\n    above 5%: 0.9', '    up to 5%: 0.9\n    up to 9%: ⟦0.8\n    above 9%: 1'],
    ],
    code: 'CLIFF',
    says: [
      'one unit more of “净利润 ÷ 目标” pays less in “折扣”: up to 5%: 0.9, but up to 9%: 0.8',
      'marginal bands of',
    ],
  },
  {
    // Bands of the turnover itself: 9,999 × 2% = 199.98, but 10,001 × 1% = 100.01.
    name: 'a rate on the whole amount that falls as the amount rises',
    edits: [
      [
        '      产值奖金: 个人产值 × 提成率 × 系数 + 台数 × 单价',
        '      产值奖金: 个人产值 × 档率 × 提成率 × 系数 + 台数 × 单价',
      ],
      [
        '  台数: count',
        '  档率:\n    bands of: 个人产值\n    up to 10000元: 2%\n    above 10000元: ⟦1%\n  台数: count',
      ],
    ],
    code: 'CLIFF',
    says: ['one unit more of “个人产值” pays less in “产值奖金”: up to 10000元: 2%, but above 10000元: 1%'],
  },
  {
    // Attainment is the same turnover through another name.
    name: 'the same by way of attainment',
    edits: [
      [
        '      产值奖金: 个人产值 × 提成率 × 系数 + 台数 × 单价',
        '      产值奖金: 个人产值 × 档率 × 提成率 × 系数 + 台数 × 单价',
      ],
      [
        '  台数: count',
        '  达成: 个人产值 ÷ 目标\n  档率:\n    bands of: 达成\n    up to 80%: 2%\n    above 80%: ⟦1%\n  台数: count',
      ],
    ],
    code: 'CLIFF',
    says: ['one unit more of “达成” pays less in “产值奖金”'],
  },
  {
    name: 'deductions without a limit',
    edits: [['  at most: 20% × max(gross, 0)\n  lines:\n    赔偿', '  lines:\n    ⟦赔偿']],
    code: 'DEDUCTION_LIMIT',
    says: ['deductions have no limit', '20%'],
  },
  {
    name: 'a limit above a fifth of the month',
    edits: [['20% × max(gross, 0)', '⟦30% × max(gross, 0)']],
    code: 'DEDUCTION_LIMIT',
    says: ['“at most: 30% × max(gross, 0)” can be more than 20%'],
  },
  {
    name: 'a minimum wage that deductions do not look at',
    edits: [
      ['  单价: 8元', '  单价: 8元\n  最低工资: 2280元'],
      ['  at most: 20% × max(gross, 0)', '  at most: ⟦20% × max(gross, 0)'],
      ['  复核: 得分 < 60\n', '  复核: 得分 < 60\n  低薪: 基本工资 + gross < 最低工资\n'],
    ],
    code: 'DEDUCTION_MINIMUM',
    says: ['“最低工资”', 'min(20%'],
  },
  {
    name: 'a deduction that is a fine',
    edits: [['    赔偿: {', '    ⟦迟到罚款: {']],
    code: 'FINE',
    says: ['“迟到罚款”', '2008'],
  },
  {
    name: 'an approval above what may be decided at all',
    edits: [
      [
        'flags:\n',
        `adjustments:
  file: 手工调整*
  columns: { 工号: person, 类别: kind, 金额: amount, 事由: reason, 单号: reference, 批准人: approved by }
  kinds:
    ⟦奖励: { at most: 500元, approved by: { up to 500元: 主管, above 500元: 总经理 } }
flags:
`,
      ],
    ],
    code: 'WITHOUT_EFFECT',
    says: ['“奖励” is never above 500'],
  },
]
