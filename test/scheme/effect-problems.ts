// What would have no effect where it stands, or contradicts what stands beside it: an edit of the base each, and what must
// be said of it.

import { edited } from '../support/edited.ts'
import type { Case } from './cases.ts'

const LINE = '      产值奖金: 个人产值 × 提成率 × 系数 + 台数 × 单价'
const TABLE = '    file: 考核评分*\n    one row per: 工号\n'

const RESERVE = '    withheld: max(commission, 0) × 5%\n'

export const EFFECT_CASES: readonly Case[] = [
  {
    name: 'an earlier month in the rule of a release',
    edits: [[RESERVE, `${RESERVE}    release: { every: year, ratio: "⟦earlier sum(得分, 3) ÷ 300" }\n`]],
    code: 'RELEASE_READS',
    says: ['the release of “预留” reads “earlier sum(得分, 3)”', 'data/results/'],
  },
  {
    name: 'an earlier month in the rule of a release, round a corner',
    edits: [
      [RESERVE, `${RESERVE}    release: { every: year, ratio: "⟦max(提成率, 上次)" }\n`],
      ['values:\n', 'values:\n  上次: earlier(得分, 1) ÷ 100\n'],
    ],
    code: 'RELEASE_READS',
    says: ['“earlier(得分, 1)”'],
  },
  {
    name: 'a reserve over lines of several kinds for the tax client',
    edits: [
      [LINE, `${LINE}\n      年终奖: { formula: 100元, tax: annual bonus }`],
      ['withheld: max(commission, 0) × 5%', 'withheld: ⟦max(commission, 0) × 5%'],
    ],
    code: 'TAX_MIXED',
    says: [
      '“预留” is withheld from lines of several kinds',
      '产值奖金 (salary), 年终奖 (annual bonus)',
      'Make a reserve for each kind',
    ],
  },
  {
    name: 'a line that may take away from lines of several kinds',
    edits: [
      [
        LINE,
        `${LINE}\n    lines:\n      年终奖: { formula: 100元, tax: annual bonus }\n      封顶: ⟦min(0, 900元 − lines above)`,
      ],
    ],
    code: 'TAX_MIXED',
    says: [
      '“封顶” is worked out of lines of several kinds',
      '产值奖金 (salary), 年终奖 (annual bonus)',
      '`tax: salary`',
    ],
  },
  {
    name: 'a parameter that is a date and has a range',
    edits: [['  提成率: 0.5%', '  提成率: 0.5%\n  新规: { value: 2026-01-01, range: ⟦2025-01-01 to 2026-12-31 }']],
    code: 'RANGE_POINT',
    says: ['“新规” is a date or a time', '`must: 新规 ≥ 2025-01-01 and 新规 ≤ 2026-12-31`', '`rules:` of the scheme'],
  },
  {
    name: 'a column of dates that has a range',
    edits: [['      结算日期: date\n', '      结算日期: { type: date, blank: none, range: ⟦from 2026-01-01 }\n']],
    code: 'RANGE_POINT',
    says: [
      '“结算日期” is a date or a time',
      '`must: 结算日期 is blank or 结算日期 ≥ 2026-01-01`',
      '`rules:` of the table',
    ],
  },
  {
    name: 'a team’s figure behind people.',
    edits: [['  得分: { formula: 卡', '  总池: sum(⟦people.奖金池)\n  得分: { formula: 卡']],
    code: 'OWNED_WRONG',
    says: ['“people.奖金池”: “奖金池” is a figure for each 班组', 'without the point: `奖金池`'],
  },
  {
    name: 'another word for items that may fall below zero',
    edits: [['    现场: 现场5S', '    现场: { formula: 现场5S, below zero: ⟦yes }']],
    code: 'SHAPE_WRONG',
    says: ['expected allowed, found yes'],
  },
  {
    name: 'an unknown key of a parameter',
    edits: [['  提成率: 0.5%', '  提成率: { value: 0.5%, ⟦rnage: 0 to 1% }']],
    code: 'KEY_UNKNOWN',
    says: ['“rnage” means nothing in parameters › 提成率', 'Did you mean “range”?'],
  },
  {
    name: 'a figure that ends before it begins',
    edits: [['  提成率: 0.5%', '  提成率: { value: 0.5%, ⟦from 2026-05 until 2026-04: 0.6% }']],
    code: 'SPAN_REVERSED',
    says: ['“提成率” ends before it begins: from 2026-05 until 2026-04'],
  },
  {
    name: 'two figures for one month',
    edits: [['  提成率: 0.5%', '  提成率: { from 2026-01 until 2026-06: 0.5%, ⟦from 2026-06: 0.6% }']],
    code: 'SPANS_OVERLAP',
    says: ['“from 2026-01 until 2026-06” and “from 2026-06” both say that they hold'],
  },
  {
    name: 'two figures that begin together',
    edits: [['  提成率: 0.5%', '  提成率: { from 2026-01: 0.5%, ⟦from 2026-01 until 2026-06: 0.6% }']],
    code: 'SPANS_OVERLAP',
    says: ['“from 2026-01” and “from 2026-01 until 2026-06”'],
  },
  {
    name: 'a month between two figures',
    edits: [['  提成率: 0.5%', '  提成率: { until 2026-03: 0.5%, ⟦from 2026-05: 0.6% }']],
    code: 'SPANS_GAP',
    says: ['“提成率”: nothing holds in 2026-04', 'a plain `value:`'],
  },
  {
    name: 'months between the last figure and the end of the scheme',
    edits: [
      ['from: 2026-01', 'from: 2026-01\nuntil: ⟦2026-12'],
      ['  提成率: 0.5%', '  提成率: { until 2026-09: 0.5% }'],
    ],
    code: 'SPANS_GAP',
    says: ['nothing holds from 2026-10 until 2026-12'],
  },
  {
    name: 'a figure that has ended, and none after it',
    edits: [['  提成率: 0.5%', '  提成率: { ⟦until 2026-06: 0.5% }']],
    code: 'SCHEME_PERIOD',
    says: ['nothing is said here for 2026-07: it holds until 2026-06', 'take `until` away if it goes on'],
  },
  {
    name: 'a month that there is not to end in',
    edits: [['  提成率: 0.5%', '  提成率: { value: 0.5%, ⟦from 2026-01 until 2026-00: 0.6% }']],
    code: 'KEY_UNKNOWN',
    says: ['“from 2026-01 until 2026-00” means nothing'],
  },
  {
    name: 'a month that there is not',
    edits: [['  提成率: 0.5%', '  提成率: { from 2026-01: 0.5%, ⟦from 2026-13: 0.6% }']],
    code: 'KEY_UNKNOWN',
    says: ['“from 2026-13” means nothing', 'Did you mean “from 2026-01”?'],
  },
  {
    name: 'a figure of a later month outside the range',
    edits: [['  提成率: 0.5%', '  提成率: { range: 0 to 1%, from 2026-01: 0.5%, from 2026-12: ⟦5% }']],
    code: 'CELL_RANGE',
    says: ['5%', '0 to 1%'],
  },
  {
    name: 'a parameter that becomes money from a month on',
    edits: [['  提成率: 0.5%', '  提成率: { from 2026-01: 0.5%, from 2026-12: ⟦5元 }']],
    code: 'MONEY_MIXED',
    says: ['5元'],
  },
  {
    name: 'a range upside down',
    edits: [['  提成率: 0.5%', '  提成率: { value: 0.5%, range: ⟦1% to 0 }']],
    code: 'SHAPE_WRONG',
    says: ['found 1% to 0'],
  },
  {
    name: 'columns of bands that do not run two ways',
    edits: [['    up to 3%: 1\n', '    ⟦columns: [from 1, under 1]\n    up to 3%: 1\n']],
    code: 'KEY_MISSING',
    says: ['“across” is missing in values › 折扣'],
  },
  {
    name: 'a setting of bands with a slip in it',
    edits: [['    up to 3%: 1\n', '    ⟦rond: 2\n    up to 3%: 1\n']],
    code: 'KEY_UNKNOWN',
    says: ['“rond” means nothing in values › 折扣', 'Did you mean “round”?'],
  },
  {
    name: 'a case of a choice that is a setting with a slip in it',
    edits: [['    顾问: 1.2', '    顾问: 1.2\n    ⟦othrwise: 1']],
    code: 'KEY_UNKNOWN',
    says: ['Did you mean “otherwise”?'],
  },
  {
    name: 'a choice without a case',
    edits: [
      [
        '  系数:\n    choose by: 岗位\n    技师, 组长: 折扣\n    顾问: 1.2',
        '  系数:\n    ⟦choose by: 岗位\n    note: 折扣',
      ],
    ],
    code: 'SHAPE_WRONG',
    says: ['otherwise: …'],
  },
  {
    name: 'a limit that is a list',
    edits: [['{ formula: 班组工时 × 提成率, round: 2 }', '{ formula: 班组工时 × 提成率, not below: ⟦[0, 5] }']],
    code: 'SHAPE_WRONG',
    says: ['expected text, found list'],
  },
  {
    name: 'a condition that is a map',
    edits: [['when: 得分 < 60 }', 'when: ⟦{ 得分: 60 } }']],
    code: 'SHAPE_WRONG',
    says: ['expected text, found map'],
  },
  {
    name: 'everyone beside a position',
    edits: [['  - for: 顾问\n', '  - for: ⟦[顾问, everyone]\n']],
    code: 'SHAPE_WRONG',
    says: ['found 顾问, everyone'],
  },
  {
    name: 'a position twice in one list',
    edits: [['  - for: 顾问\n', '  - for: ⟦顾问、顾问\n']],
    code: 'SHAPE_WRONG',
    says: ['each position once'],
  },
  {
    name: 'a line for a position that its block does not pay',
    edits: [[LINE, `${edited(LINE, [': ', ': { formula: '])}, for: ⟦技师 }`]],
    code: 'SHAPE_WRONG',
    says: ['expected 顾问, found 技师'],
  },
  {
    name: 'a line for everyone in a block for one position',
    edits: [[LINE, `${edited(LINE, [': ', ': { formula: '])}, for: ⟦everyone }`]],
    code: 'SHAPE_WRONG',
    says: ['expected 顾问, found everyone'],
  },
  {
    name: 'a block that pays nothing',
    edits: [
      ['flags:\n', '  - ⟦for: 组长\n\nflags:\n'],
      [
        'reserves:\n  预留:\n    withheld: max(commission, 0) × 5%\n\ndeductions:\n  at most: 20% × max(gross, 0)\n  lines:\n    赔偿: { formula: 基本工资 × 1%, when: 得分 < 60 }\n\n',
        '',
      ],
    ],
    code: 'KEY_MISSING',
    says: ['“lines” is missing in pay › 3'],
  },
  {
    name: 'rows left out of a table with one row a person by a figure that is not known while it is read',
    edits: [[TABLE, `${TABLE}    leave out: ⟦成绩 < count(维修工单)\n`]],
    code: 'SHAPE_WRONG',
    says: ['expected columns of 考核评分', 'found count(维修工单)'],
  },
  {
    name: 'a missing row of a table that has any number of them',
    edits: [['    month: 结算日期\n', '    month: 结算日期\n    ⟦missing row: blank\n']],
    code: 'KEY_UNKNOWN',
    says: ['“missing row” means nothing in tables › 维修工单'],
  },
  {
    name: 'columns worked out in a table of figures',
    edits: [
      [
        '      净利润: money\n      目标: money\n',
        '      净利润: money\n      目标: money\n    ⟦work out:\n      甲: 净利润\n',
      ],
    ],
    code: 'KEY_UNKNOWN',
    says: ['“work out” means nothing in tables › 经营指标'],
  },
  {
    name: 'figures in rows, and a row for each',
    edits: [['    file: 经营指标*\n', '    file: 经营指标*\n    ⟦one row per: 净利润\n']],
    code: 'KEY_UNKNOWN',
    says: ['“one row per” means nothing'],
  },
  {
    name: 'a range of a text',
    edits: [['      状态: { values: [已结算, 作废] }', '      状态: { values: [已结算, 作废], ⟦range: 0 to 1 }']],
    code: 'KEY_UNKNOWN',
    says: ['“range” means nothing in tables › 维修工单 › columns › 状态'],
  },
  {
    name: 'texts of a figure',
    edits: [['      工时费: money', '      工时费: { type: money, ⟦values: [1, 2] }']],
    code: 'KEY_UNKNOWN',
    says: ['“values” means nothing'],
  },
  {
    name: 'no two the same, in a table with one row a person',
    edits: [['      成绩: number', '      成绩: number\n      号: { type: id, ⟦unique: yes }']],
    code: 'KEY_UNKNOWN',
    says: ['“unique” means nothing'],
  },
  {
    name: 'a text twice among the texts of a column',
    edits: [['      状态: { values: [已结算, 作废] }', '      状态: { values: [已结算, 作废, ⟦作废] }']],
    code: 'SHAPE_WRONG',
    says: ['expected each text once, found 作废'],
  },
  {
    name: 'an empty cell that stands for a text of none of the column’s',
    edits: [['      状态: { values: [已结算, 作废] }', '      状态: { values: [已结算, 作废], blank: ⟦待定 }']],
    code: 'SHAPE_WRONG',
    says: ['expected 已结算 | 作废, found 待定'],
  },
  {
    name: 'an empty cell that stands for a figure outside the range',
    edits: [['      成绩: number', '      成绩: { type: number, range: 1 to 5, blank: ⟦0 }']],
    code: 'SHAPE_WRONG',
    says: ['expected 1 to 5, found 0'],
  },
  {
    name: 'a column of an export twice',
    edits: [['      状态: { values', '      ⟦工时费, 金额: money\n      状态: { values']],
    code: 'NAME_TAKEN',
    says: ['“工时费” is defined twice in 维修工单'],
  },
  {
    name: 'an approval that nothing asks for',
    edits: [['flags:\n', 'approvals:\n  ⟦总经理: { forfeiture: no }\nflags:\n']],
    code: 'KEY_MISSING',
    says: ['“when” is missing in approvals › 总经理'],
  },
  {
    name: 'a problem accepted without a reason',
    edits: [['flags:\n', 'allow:\n  ROW_TWICE: ⟦""\nflags:\n']],
    code: 'SHAPE_WRONG',
    says: ['expected the reason, found nothing'],
  },
  {
    name: 'a table without a file name',
    edits: [['    file: 考核评分*\n', '    file: ⟦""\n']],
    code: 'SHAPE_WRONG',
    says: ['expected text, found nothing'],
  },
]
