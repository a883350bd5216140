// Parts of a scheme that can't take effect or contradict one another: an edit of the base each, and what must be told.

import type { Case } from './cases.ts'

const RANGE = ['      成绩: number', '      成绩: { type: number, range: 0 to 100 }'] as const
const FLAG = '  复核: 得分 < 60\n'

export const IDLE_CASES: readonly Case[] = [
  {
    name: 'a condition beyond the range of its column',
    edits: [RANGE, [FLAG, `${FLAG}  奖: ⟦成绩 > 100\n`]],
    code: 'CONDITION_FIXED',
    says: ['“成绩 > 100” can never hold: 成绩 ≥ 0, ≤ 100', 'range'],
  },
  {
    name: 'a condition that the range makes true of everybody',
    edits: [RANGE, [FLAG, `${FLAG}  奖: ⟦成绩 ≥ 0\n`]],
    code: 'CONDITION_FIXED',
    says: ['“成绩 ≥ 0” always holds: 成绩 ≥ 0, ≤ 100'],
  },
  {
    name: 'two conditions that exclude one another',
    edits: [[FLAG, `${FLAG}  奖: 成绩 > 90 and ⟦成绩 < 60\n`]],
    code: 'CONDITION_FIXED',
    says: ['“成绩 < 60” can never hold: 成绩 > 90'],
  },
  {
    name: 'a branch that the ones before it leave nothing for',
    edits: [[FLAG, `${FLAG}  评: if 成绩 ≥ 80 then "好" else if ⟦成绩 ≥ 90 then "优" else "差"\n`]],
    code: 'CONDITION_FIXED',
    says: ['“成绩 ≥ 90” can never hold: 成绩 < 80'],
  },
  {
    name: 'a branch that the condition of its line rules out',
    edits: [
      [
        '赔偿: { formula: 基本工资 × 1%, when: 得分 < 60 }',
        '赔偿: { formula: if ⟦得分 ≥ 80 then 5元 else 基本工资 × 1%, when: 得分 < 60 }',
      ],
    ],
    code: 'CONDITION_FIXED',
    says: ['“得分 ≥ 80” can never hold: 得分 < 60'],
  },
  {
    name: 'a sum of items that can not be so high',
    edits: [
      RANGE,
      ['      现场5S: number', '      现场5S: { type: number, range: 0 to 10 }'],
      [FLAG, `${FLAG}  奖: ⟦卡 > 110\n`],
    ],
    code: 'CONDITION_FIXED',
    says: ['“卡 > 110” can never hold: 卡 ≥ 0, ≤ 110'],
  },
  {
    name: 'a count below zero',
    edits: [[FLAG, `${FLAG}  空: ⟦台数 < 0\n`]],
    code: 'CONDITION_FIXED',
    says: ['“台数 < 0” can never hold'],
  },
  {
    name: 'a band beyond the range of its figure',
    edits: [
      RANGE,
      [FLAG, `${FLAG}  评:\n    bands of: 成绩\n    up to 60: “差”\n    up to 100: “好”\n    above: ⟦“超”\n`],
    ],
    code: 'BAND_UNREACHED',
    says: ['no figure falls into the band “above”: 成绩 ≥ 0, ≤ 100'],
  },
  {
    name: 'a band that the one around it leaves nothing for',
    edits: [
      [
        FLAG,
        `${FLAG}  评:\n    bands of: 成绩\n    below: “好”\n    under 60:\n      bands of: 成绩\n      from 80: ⟦“优”\n      below: “差”\n`.replace(
          '    below: “好”\n    under 60:',
          '    from 60: “好”\n    below:',
        ),
      ],
    ],
    code: 'BAND_UNREACHED',
    says: ['no figure falls into the band “from 80”: 成绩 < 60'],
  },
  {
    name: 'limits that cross',
    edits: [
      [
        '{ formula: 班组工时 × 提成率, round: 2 }',
        '{ formula: 班组工时 × 提成率, round: 2, not below: ⟦50元, not above: 20元 }',
      ],
    ],
    code: 'LIMITS_CROSSED',
    says: ['not below 50元 and not above 20元'],
  },
  {
    name: 'a scale of the name of a value',
    edits: [
      ['values:\n', 'scales:\n  ⟦台数:\n    from 3: 1\n    below: 0\nvalues:\n'],
      [FLAG, `${FLAG}  评: 台数(成绩) > 0\n`],
    ],
    code: 'NAME_TAKEN',
    says: ['“台数” is defined twice in scales, values'],
  },
  {
    name: 'a choice that says nothing for no',
    edits: [[FLAG, `${FLAG}  评:\n    ⟦choose by: 得分 < 60\n    yes: “差”\n`]],
    code: 'CHOICE_MISSING',
    says: ['says nothing for no'],
  },
]
