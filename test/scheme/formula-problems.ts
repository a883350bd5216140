// Mistakes in the formulas, bands, choices and weights of a scheme: an edit of the base each, and what must be said of it.

import type { Case } from './cases.ts'

export const FORMULA_CASES: readonly Case[] = [
  {
    name: 'a bracket that is not closed',
    edits: [['max(commission, 0) × 5%', 'max(commission, 0 × 5%⟦']],
    code: 'FORMULA_SYNTAX',
    says: ['the formula ends too early', '“)”'],
  },
  {
    name: 'an operator without a right side',
    edits: [['个人产值 × 提成率 × 系数 + 台数', '个人产值 × 提成率 × ⟦+ 台数']],
    code: 'FORMULA_SYNTAX',
    says: ['“+” does not fit here', 'a name, a figure or “(”'],
  },
  {
    name: 'two comparisons at once',
    edits: [['  复核: 得分 < 60', '  复核: 0 < 得分 ⟦< 60']],
    code: 'FORMULA_SYNTAX',
    says: ['one comparison at a time'],
  },
  {
    name: 'a sign that formulas do not know',
    edits: [['  复核: 得分 < 60', '  复核: 得分 < 60 ⟦; 系数']],
    code: 'FORMULA_SYNTAX',
    says: ['“;” does not fit here'],
  },
  {
    name: 'a fault on the second line of a folded formula',
    edits: [['个人产值 × 提成率 × 系数 + 台数 × 单价', '>-\n        个人产值 × 提成率\n        × 系数 + ⟦× 单价']],
    code: 'FORMULA_SYNTAX',
    says: ['“×” does not fit here'],
  },
  {
    name: 'an unknown function',
    edits: [['max(commission, 0) × 5%', '⟦maxx(commission, 0) × 5%']],
    code: 'FUNCTION_UNKNOWN',
    says: ['no function “maxx”', 'Did you mean “max”?'],
  },
  {
    name: 'a function of one value that needs two',
    edits: [['max(commission, 0) × 5%', '⟦max(commission) × 5%']],
    code: 'ARGUMENTS_WRONG',
    says: ["“max” can't be used like this", 'max(a, b, …)'],
  },
  {
    name: 'a sum of texts',
    edits: [['sum(维修工单.工时费 by 班组)', '⟦sum(维修工单.状态 by 班组)']],
    code: 'ARGUMENTS_WRONG',
    says: ['sum(table.column by column where condition)'],
  },
  {
    name: 'money times money',
    edits: [['个人产值 × 提成率 × 系数 + 台数 × 单价', '⟦个人产值 × 单价 + 台数 × 单价']],
    code: 'MONEY_TIMES_MONEY',
    says: ['money times money means nothing: 个人产值 × 单价', 'One side must be a number'],
  },
  {
    name: 'money plus a number',
    edits: [['个人产值 × 提成率 × 系数 + 台数 × 单价', '⟦个人产值 × 提成率 × 系数 + 台数']],
    code: 'MONEY_MIXED',
    says: ['(money) + 台数 (count) means nothing', '8元'],
  },
  {
    name: 'money compared with a text',
    edits: [['  复核: 得分 < 60', '  复核: ⟦基本工资 = "高"']],
    code: 'MONEY_MIXED',
    says: ['基本工资 (money) can\'t be compared with "高" (text)'],
  },
  {
    name: 'money compared with a bare number',
    edits: [['  复核: 得分 < 60', '  复核: ⟦基本工资 < 3000']],
    code: 'MONEY_MIXED',
    says: ["基本工资 (money) can't be compared with 3000 (number)", 'with their currency'],
  },
  {
    name: 'branches of two kinds',
    edits: [['max(commission, 0) × 5%', 'if gross > 0 then commission else ⟦5']],
    code: 'MONEY_MIXED',
    says: ['one result is money (commission), another is number (5)'],
  },
  {
    name: 'a limit of another kind',
    edits: [['{ formula: 班组工时 × 提成率, round: 2 }', '{ formula: 班组工时 × 提成率, not below: ⟦100, round: 2 }']],
    code: 'MONEY_MIXED',
    says: ['100 (number)'],
  },
  {
    name: 'a condition that is none',
    edits: [['where 计台)', 'where ⟦工时费)']],
    code: 'TYPE_WRONG',
    says: ['工时费 is money, but yes/no is due here'],
  },
  {
    name: 'arithmetic with a text',
    edits: [['  得分: { formula: 卡 + 综合, round: 2 }', '  得分: { formula: 卡 + ⟦岗位, round: 2 }']],
    code: 'TYPE_WRONG',
    says: ['岗位 is text', 'figure'],
  },
  {
    name: 'rows grouped by a figure',
    edits: [['sum(维修工单.工时费 by 班组)', 'sum(维修工单.工时费 by ⟦瓶数)']],
    code: 'TYPE_WRONG',
    says: ['瓶数 is count', 'person or group'],
  },
  {
    name: 'a scorecard item that is money',
    edits: [['    现场: 现场5S', '    现场: ⟦基本工资']],
    code: 'TYPE_WRONG',
    says: ['money', 'number'],
  },
  {
    name: 'a flag that is a figure',
    edits: [['  复核: 得分 < 60', '  复核: ⟦得分']],
    code: 'TYPE_WRONG',
    says: ['复核 is number', 'yes/no'],
  },
  {
    name: 'a count where money is due',
    edits: [['个人产值 × 提成率 × 系数 + 台数 × 单价', '⟦台数 × 2']],
    code: 'MONEY_DUE',
    says: ['“产值奖金” must be money', '`count × 2元`'],
  },
  {
    name: 'a limit of deductions that is no money',
    edits: [['  at most: 20% × max(gross, 0)', '  at most: ⟦20%']],
    code: 'MONEY_DUE',
    says: ['“at most” must be money'],
  },
  {
    name: 'a figure of each person in rows that are counted for nobody',
    edits: [['by 服务顾问 where 计台)', 'where 计台 and ⟦得分 > 60)']],
    code: 'OWNER_UNSAID',
    says: ['“得分” is a figure for each person, and nothing says whose is meant', 'that names them: `服务顾问.得分`.'],
  },
  {
    name: 'a figure of each person in rows that are counted by team',
    edits: [['sum(维修工单.工时费 by 班组)', 'sum(维修工单.工时费 × ⟦成绩 by 班组)']],
    code: 'OWNER_UNSAID',
    says: ['“成绩” is a figure for each person, but the rows of 维修工单 are counted by “班组”', '`服务顾问.成绩`'],
  },
  {
    name: 'a figure of the shop after a column of people',
    edits: [['where 计台)', 'where ⟦服务顾问.目标 > 60元)']],
    code: 'OWNED_WRONG',
    says: [
      '“服务顾问.目标”: “目标” is one figure of the shop, and “服务顾问” names a person',
      'Write it without the point: `目标`',
    ],
  },
  {
    name: 'a figure of a person after a column of teams',
    edits: [['where 计台)', 'where ⟦班组.成绩 > 60)']],
    code: 'OWNED_WRONG',
    says: ['“班组.成绩”: “成绩” is a figure for each person, and “班组” names a team', 'every team'],
  },
  {
    name: 'a column of the row that asks, where the rows of a list are looked at',
    edits: [
      ['计台: 状态 = "已结算"', '计台: 状态 = "已结算"\n      价: only(价目.单价 by 状态 where 起 ≤ ⟦结算日期)'],
      ['sum(维修工单.工时费 by 服务顾问', 'sum(维修工单.价 by 服务顾问'],
      ['  考核评分:\n', '  价目:\n    file: 价目*\n    columns: { 状态: text, 起: date, 单价: money }\n  考核评分:\n'],
    ],
    code: 'ROW_ASKS',
    says: ['“结算日期” is a column of 维修工单, but here only the rows of 价目 are looked at', '`by`'],
  },
  {
    name: 'a figure after a column of texts',
    edits: [['where 计台)', 'where ⟦状态.成绩 > 60)']],
    code: 'TYPE_WRONG',
    says: ['状态'],
  },
  {
    name: 'a figure after a column that there is not',
    edits: [['where 计台)', 'where ⟦服务顾向.people.成绩 > 60)']],
    code: 'NAME_UNKNOWN',
    says: ['服务顾向', 'Did you mean “服务顾问”?'],
  },
  {
    name: 'a pool that is each person’s own',
    edits: [['share(奖金池 by 现场5S)', 'share(⟦个人产值 by 现场5S)']],
    code: 'SHAPE_PER_PERSON',
    says: ['“个人产值” is a figure for each person', 'shop or of a group'],
  },
  {
    name: 'a value of each team that is said to be the shop’s',
    edits: [
      ['  班组工时: sum(维修工单.工时费 by 班组)', '  班组工时: { formula: sum(维修工单.工时费 by 班组), per: ⟦shop }'],
    ],
    code: 'SHAPE_PER_PERSON',
    says: ['“班组工时” is a figure for each 班组, but one figure of the shop is due'],
  },
  {
    name: 'a column of rows outside of a sum',
    edits: [['个人产值 × 提成率 × 系数 + 台数 × 单价', '⟦维修工单.工时费 × 提成率']],
    code: 'SHAPE_ROWS',
    says: ['“维修工单.工时费” has a value for each row of 维修工单', 'sum(维修工单.工时费 by …)'],
  },
  {
    name: 'a table as a value',
    edits: [['max(commission, 0) × 5%', '⟦维修工单 × 5%']],
    code: 'SHAPE_ROWS',
    says: ['“维修工单” has a value for each row'],
  },
  {
    name: 'a text that never occurs',
    edits: [['      计台: 状态 = "已结算"', '      计台: 状态 = ⟦"已结"']],
    code: 'TEXT_UNKNOWN',
    says: ['“已结” never occurs there', 'Did you mean “已结算”?'],
  },
  {
    name: 'a list entry that never occurs',
    edits: [['  复核: 得分 < 60', '  复核: 证书 has ⟦"丙"']],
    code: 'TEXT_UNKNOWN',
    says: ['“丙” never occurs there'],
  },
  {
    name: 'a value that reads itself',
    edits: [['  台数: count distinct(维修工单.工单号 by 服务顾问)', '  ⟦台数: 台数 + 1']],
    code: 'CYCLE',
    says: ['台数 → 台数'],
  },
  {
    name: 'two values that read each other',
    edits: [['  台数: count distinct(维修工单.工单号 by 服务顾问)', '  ⟦台数: 甲数 + 1\n  甲数: 台数 × 2']],
    code: 'CYCLE',
    says: ['台数 → 甲数 → 台数'],
  },
  {
    name: 'a row column that reads itself',
    edits: [['      计台: 状态 = "已结算"', '      ⟦计台: not 计台']],
    code: 'CYCLE',
    says: ['计台'],
  },
  {
    name: 'a line that reads the sum it is part of',
    edits: [['      产值奖金: 个人产值', '      ⟦产值奖金: gross × 0 + 个人产值']],
    code: 'CYCLE',
    says: ['产值奖金 → 产值奖金'],
  },
  {
    name: 'a pool that is not rounded',
    edits: [
      ['  奖金池: { formula: 班组工时 × 提成率, round: 2 }', '  奖金池: 班组工时 × 提成率'],
      ['share(奖金池 by', 'share(⟦奖金池 by'],
    ],
    code: 'NOT_ROUNDED',
    says: ['“奖金池” is shared out but not rounded', 'round: 2'],
  },
  // Bands
  {
    name: 'a gap between two bands',
    edits: [['    up to 5%: 0.95', '    ⟦4% to 5%: 0.95']],
    code: 'BANDS_GAP',
    says: ['a gap between “≤ 3%” and “≥ 4%”'],
  },
  {
    name: 'nothing above the last band',
    edits: [
      ['    above 5%: 0.9\n', ''],
      ['    up to 5%: 0.95', '    ⟦up to 5%: 0.95'],
    ],
    code: 'BANDS_GAP',
    says: ['the bands say nothing above 5%', 'otherwise'],
  },
  {
    name: 'bands that overlap',
    edits: [['    above 5%: 0.9\n', '    ⟦above 4%: 0.9\n']],
    code: 'BANDS_OVERLAP',
    says: ['“up to 5%” and “above 4%” overlap'],
  },
  {
    name: 'a band that is none',
    edits: [['    up to 5%: 0.95', '    up to ⟦five or so): 0.95']],
    code: 'BANDS_EDGE',
    says: ['“up to five or so)” is no band', '`up to 3%`'],
  },
  {
    name: 'a scale that uses a scale',
    edits: [
      [
        'scorecards:\n  卡:',
        'scales:\n  甲:\n    from 1: 1\n    below 1: 0\n  乙:\n    from 1: ⟦甲(1)\n    below 1: 0\n\nscorecards:\n  卡:',
      ],
      ['    现场: 现场5S', '    现场: 乙(现场5S)'],
    ],
    code: 'SCALE_NESTED',
    says: ["the scale “甲” can't be used within a scale"],
  },
  {
    name: 'what comes as often as the scheme pays',
    edits: [
      ['      工时提成: 份额 × 系数', '      工时提成: 份额 × 系数\n      全勤: { every: ⟦month, formula: 10元 }'],
    ],
    code: 'EVERY_SHORT',
    says: ['`every: month` is no longer time', 'Leave `every` out'],
  },
  {
    name: 'what comes more often than the scheme pays',
    edits: [
      ['      工时提成: 份额 × 系数', '      工时提成: 份额 × 系数\n      周奖: { every: ⟦two weeks, formula: 10元 }'],
    ],
    code: 'EVERY_SHORT',
    says: ['(every: month)', 'begins with `every: two weeks`', '`week(date)`'],
  },
  // Choices and weights
  {
    name: 'a choice that forgets a position which needs it',
    edits: [
      ['    技师, 组长: 折扣\n', '    技师: 折扣\n'],
      ['    choose by: 岗位\n', '    choose by: ⟦岗位\n'],
    ],
    code: 'CHOICE_MISSING',
    says: ['says nothing for 组长', '“工时提成” needs it', 'otherwise:'],
  },
  {
    name: 'a choice that forgets a text of a closed list',
    edits: [['      计台: 状态 = "已结算"', '      计台:\n        ⟦choose by: 状态\n        已结算: yes']],
    code: 'CHOICE_MISSING',
    says: ['says nothing for 作废'],
  },
  {
    name: 'a value chosen twice',
    edits: [['    顾问: 1.2', '    ⟦顾问, 组长: 1.2']],
    code: 'CHOICE_REPEATED',
    says: ['“组长” is chosen twice'],
  },
  {
    name: 'weights that do not add up',
    edits: [['  综合: { weighted: { 成绩: 70%, 现场5S: 30% } }', '  综合: { weighted: ⟦{ 成绩: 70%, 现场5S: 20% } }']],
    code: 'WEIGHTS_SUM',
    says: ['the weights add up to 90%, not 100%'],
  },
]
