// What people who know spreadsheets write instead of what formulas know: an edit of the base each, and the sentence that leads on.

import type { Case } from './cases.ts'

const flag = (name: string, formula: string, code: Case['code'], ...says: string[]): Case => ({
  name,
  edits: [['  复核: 得分 < 60', `  复核: ${formula}`]],
  code,
  says,
})
const price = (name: string, formula: string, ...says: string[]): Case => ({
  name,
  edits: [['  单价: 8元', `  单价: ${formula}`]],
  code: 'FORMULA_SYNTAX',
  says,
})
const band = (name: string, label: string, says: string): Case => ({
  name,
  edits: [['    up to 3%: 1\n', `    ⟦${label}: 1\n`]],
  code: 'BANDS_EDGE',
  says: [says],
})

export const SLIP_CASES: readonly Case[] = [
  price('money with a comma for thousands', '⟦4,800元', 'without commas for thousands: `4800元`'),
  price('money with the sign of another currency', '⟦$8', 'The money of this scheme is CNY: write ¥8'),
  price('money with the name of another currency', '8 ⟦HKD', 'The money of this scheme is CNY: write ¥8'),
  price('percent as a word', '8元 × 10 ⟦percent', 'Write %: 10%.'),
  price('parts of a thousand', '8元 × 5⟦‰', 'Write it in per cent: `0.5%`.'),
  price('x for times before a percentage', '8元 x 5⟦%', 'Write × or * for “times”'),
  ...(
    [
      ['千分之五', '0.5%'],
      ['百分之十二点五', '12.5%'],
      ['万分之 8', '0.08%'],
      ['3个百分点', '3%'],
      ['三成五', '35%'],
      ['三分之二', '2 ÷ 3'],
      ['五万元', '50000元'],
      ['三万五', '35000'],
      ['两千零八十元', '2080元'],
      ['一百二', '120'],
      ['十五元', '15元'],
    ] as const
  ).map(([said, figure]) => ({
    ...price(`${said} in words`, `8元 × ⟦${said}`, `Write \`${figure}\`.`),
    code: 'NAME_UNKNOWN' as const,
  })),
  price('x for times', '8元 ⟦x 2', 'Write × or * for “times”'),
  price('a power', '8元 × 2 ⟦^ 2', 'There are no powers'),
  price('a formula that begins with =', '⟦=8元', 'A formula does not begin with “=”'),
  flag('a text in single quotation marks', "岗位 = ⟦'技师'", 'FORMULA_SYNTAX', 'double quotation marks'),
  flag('&& for and', '得分 < 60 ⟦&& 系数 < 1', 'FORMULA_SYNTAX', 'Write `and`.'),
  flag('|| for or', '得分 < 60 ⟦|| 系数 < 1', 'FORMULA_SYNTAX', 'Write `or`.'),
  flag('; between arguments', 'max(得分⟦; 系数) < 60', 'FORMULA_SYNTAX', 'parted by commas'),
  flag('a condition in Chinese', '⟦如果 得分 < 60 则 1', 'FORMULA_SYNTAX', 'if x > 3 then 5 else 0'),
  flag(
    'where before by',
    'count(维修工单 where 计台 ⟦by 服务顾问) > 3',
    'FORMULA_SYNTAX',
    '`by` stands before `where`',
  ),
  flag('if without else', '(if 得分 < 60 then 1⟦) = 1', 'FORMULA_SYNTAX', 'what holds otherwise: `else 0`'),
  flag('a condition behind', '得分 ⟦if 岗位 = "技师"', 'FORMULA_SYNTAX', 'A condition stands in front'),
  flag('a list behind =', '岗位 = ("技师"⟦, "组长")', 'FORMULA_SYNTAX', '`column in ("a", "b")`'),
  flag('a share in Chinese', '得分的10⟦% < 60', 'FORMULA_SYNTAX', '`it × 10%`'),
  flag('a share in English', '10% ⟦of 得分 < 60', 'FORMULA_SYNTAX', '`it × 10%`'),
  band('words with an edge in words', '百分之三以内', 'up to 3%'),
  band('the rest in Chinese', '其他', 'Write `otherwise`'),
  {
    name: 'a name that says the contrary',
    edits: [['where 计台)', 'where ⟦不是计台)']],
    code: 'NAME_UNKNOWN',
    says: ['Did you mean “not 计台”?'],
  },
  {
    name: 'a yes or no beside a text',
    edits: [['where 计台)', 'where ⟦计台 = "否")']],
    code: 'KINDS_MIXED',
    says: ['计台 (yes/no)', 'write `not 计台`'],
  },
  {
    name: 'a share of nothing',
    edits: [['    withheld: max(commission, 0) × 5%', '    withheld: ⟦5%']],
    code: 'MONEY_DUE',
    says: ['of all commission `commission × 5%`'],
  },
  flag('between', '得分 ⟦between 3 and 5', 'FORMULA_SYNTAX', 'Write `x ≥ 3 and x ≤ 5`'),
  flag('a function of spreadsheets', '⟦IF(得分 < 60, 1, 0) = 1', 'FUNCTION_UNKNOWN', 'Write `if … then … else …`'),
  flag('a function of spreadsheets in Chinese', '⟦四舍五入(得分, 1) < 60', 'FUNCTION_UNKNOWN', 'Write `round(…, 2)`'),
  flag('a text without quotation marks', '岗位 = ⟦技师', 'NAME_UNKNOWN', 'A text stands in quotation marks: “技师”'),
  {
    name: 'a column without its table',
    edits: [['  个人产值: sum(维修工单.工时费 by', '  个人产值: sum(⟦工时费 by']],
    code: 'NAME_UNKNOWN',
    says: ['Did you mean “维修工单.工时费”?'],
  },
  {
    name: 'a column of rows that is not there',
    edits: [
      ['  台数: count distinct(维修工单.工单号 by 服务顾问)', '  台数: count distinct(维修工单.工单号 by ⟦技师)'],
    ],
    code: 'NAME_UNKNOWN',
    says: ['“维修工单” has: 工单号, 结算日期, 服务顾问'],
  },
  {
    name: 'a column whose name has a word of formulas',
    edits: [
      ['      工时费: money', '      工时费: money\n      sold in: date'],
      ['  复核: 得分 < 60', '  复核: count(维修工单 where ⟦sold in ≥ start of period) < 60'],
    ],
    code: 'NAME_INVALID',
    says: ['formulas use “in” themselves'],
  },
  {
    name: 'a value that comes every quarter',
    edits: [
      [
        '  台数: count distinct(维修工单.工单号 by 服务顾问)',
        '  台数: { ⟦every: quarter, formula: count distinct(维修工单.工单号 by 服务顾问) }',
      ],
    ],
    code: 'KEY_UNKNOWN',
    says: ['It stands in scores, pay, deductions, flags, beside what reads this.'],
  },
  {
    name: 'people taken together by a figure',
    edits: [
      [
        '  台数: count distinct(维修工单.工单号 by 服务顾问)',
        '  台数: count distinct(维修工单.工单号 by 服务顾问)\n  同数: count(people by ⟦台数)',
      ],
    ],
    code: 'TYPE_WRONG',
    says: ['People are taken together by `position`'],
  },
  band('a band with a dash', '0-3%', 'Write `0 to 3%`'),
  band('a band with 以内', '3%以内', 'Write `up to 3%`'),
  band('a band with 不足', '不足3%', 'Write `under 3%`'),
  band('a band with its units', '0台至3台', 'Write `0 to 3`'),
  band('a band with 满', '满3%', 'Write `from 3%`'),
  band('a band with 不满', '不满3%', 'Write `under 3%`'),
  {
    name: 'a type as programs call it',
    edits: [['    工时费: money', '    工时费: ⟦decimal']],
    code: 'SHAPE_WRONG',
    says: ['Did you mean “number”?'],
  },
  {
    name: 'a currency by its sign',
    edits: [['currency: CNY', 'currency: ⟦￥']],
    code: 'SHAPE_WRONG',
    says: ['Did you mean “CNY”?'],
  },
  {
    name: 'a mistyped currency',
    edits: [['currency: CNY', 'currency: ⟦CYN']],
    code: 'SHAPE_WRONG',
    says: ['Did you mean “CNY”?'],
  },
  {
    name: 'a month as a date',
    edits: [['from: 2026-01', 'from: ⟦2026年1月']],
    code: 'SHAPE_WRONG',
    says: ['Did you mean “2026-01”?'],
  },
  // Lines of YAML
  {
    name: 'bands as a list',
    edits: [['    up to 3%: 1\n    up to 5%: 0.95\n', '    ⟦- up to 3%: 1\n    - up to 5%: 0.95\n']],
    code: 'YAML_SYNTAX',
    says: ['an entry with “-” stands among lines with names'],
  },
  {
    name: 'a # in a header between brackets',
    edits: [['    工时费: money', '    工时费: { type: money, header: 工时 ⟦# }']],
    code: 'YAML_SYNTAX',
    says: ['is a remark', 'header: "Order #"'],
  },
  {
    name: 'a bracket that is not closed, lines before the spot where YAML gives up',
    edits: [['withheld: max(commission, 0) × 5%', 'withheld: ⟦{ formula: max(commission, 0) × 5%']],
    code: 'YAML_SYNTAX',
    says: ['this bracket is not closed'],
  },
  {
    name: 'a line without a colon',
    edits: [['  台数: count', '  ⟦台数 count']],
    code: 'YAML_SYNTAX',
    says: ['this line has no colon'],
  },
  {
    name: 'a band that begins with a sign',
    edits: [['    above 5%: 0.9', '    above 5%: ⟦>0.9']],
    code: 'YAML_SYNTAX',
    says: ['can’t begin with this sign', '`above 5%`'],
  },
  {
    name: 'a name with a sign',
    edits: [
      ['  提成率: 0.5%', '  ⟦提成率(%): 0.5%'],
      ['  奖金池: { formula: 班组工时 × 提成率', '  奖金池: { formula: 班组工时 × 0.5%'],
      ['个人产值 × 提成率 × 系数', '个人产值 × 0.5% × 系数'],
    ],
    code: 'NAME_INVALID',
    says: ['with at least one letter: “提成率”'],
  },
  {
    name: 'a length of time as a type',
    edits: [['    瓶数: count', '    瓶数: ⟦hours']],
    code: 'SHAPE_WRONG',
    says: ['Did you mean “{ type: number, unit: hours }”?'],
  },
  {
    name: 'how often, in another word',
    edits: [['currency: CNY', 'currency: CNY\nevery: ⟦biweekly']],
    code: 'SHAPE_WRONG',
    says: ['Did you mean “two weeks”?'],
  },
  {
    name: 'how often, in Chinese',
    edits: [['currency: CNY', 'currency: CNY\nevery: ⟦每周']],
    code: 'SHAPE_WRONG',
    says: ['Did you mean “week”?'],
  },
  {
    name: 'an order that is called sort by',
    edits: [['    month: 结算日期', '    month: 结算日期\n    ⟦sort by: 工单号']],
    code: 'KEY_UNKNOWN',
    says: ['Did you mean “in order”?'],
  },
  {
    name: 'an order without a map',
    edits: [['    month: 结算日期', '    month: 结算日期\n    in order: ⟦结算日期']],
    code: 'SHAPE_WRONG',
    says: ['in order: { of: 结算日期, by: … }'],
  },
  flag(
    'refuse without quotation marks',
    'if 得分 < 60 then refuse ⟦另行商定 else 得分 < 1',
    'FORMULA_SYNTAX',
    'refuse “…”',
  ),
  flag('a figure as if it were a function', '⟦系数(得分) < 60', 'FUNCTION_UNKNOWN', '“系数” is a figure'),
  flag('last month as a function', '⟦last month(得分) < 60', 'FUNCTION_UNKNOWN', 'Write `earlier(…, 1)`'),
  {
    name: 'bands of a text',
    edits: [
      [
        '    choose by: 岗位\n    技师, 组长: 折扣\n    顾问: 1.2',
        '    bands of: ⟦岗位\n    up to 3: 折扣\n    above: 1.2',
      ],
    ],
    code: 'TYPE_WRONG',
    says: ['`choose by: 岗位`'],
  },
  {
    name: 'cases of a figure that are bands',
    edits: [
      [
        '    choose by: 岗位\n    技师, 组长: 折扣\n    顾问: 1.2',
        '    choose by: 成绩\n    ⟦up to 3: 折扣\n    otherwise: 1.2',
      ],
    ],
    code: 'SHAPE_WRONG',
    says: ['Did you mean “bands of: 成绩”?'],
  },
]
