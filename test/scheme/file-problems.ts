// Mistakes in the text of a scheme file and in its names: an edit of the base each, and what must be said of it.

import type { Case } from './cases.ts'

export const FILE_CASES: readonly Case[] = [
  // The text
  {
    name: 'a full-width colon',
    edits: [['  提成率: 0.5%', '  ⟦提成率：0.5%']],
    code: 'YAML_SYNTAX',
    says: ['Write the plain colon, followed by a space'],
  },
  {
    name: 'a text with “: ” that is not quoted',
    edits: [['scheme: 测试方案', 'scheme: 测试⟦: 方案']],
    code: 'YAML_SYNTAX',
    says: ['Put the whole text in quotation marks'],
  },
  {
    name: 'a text with a comma between { }',
    edits: [['scheme: 测试方案', 'rules:\n  规则: { must: 得分 ≥ 0, note: 第一, ⟦第二 }\nscheme: 测试方案']],
    code: 'YAML_SYNTAX',
    says: ['parted by commas', 'needs quotation marks'],
  },
  {
    name: 'a formula with a comma between { }',
    edits: [['  复核: 得分 < 60\n', '  复核: { formula: max(得分, ⟦60) < 70 }\n']],
    code: 'YAML_SYNTAX',
    says: ['needs quotation marks'],
  },
  {
    name: 'a text between { } whose rest looks like a key',
    edits: [['scheme: 测试方案', 'rules:\n  规则: { must: 得分 ≥ 0, note: 第一, ⟦第二: 完 }\nscheme: 测试方案']],
    code: 'KEY_UNKNOWN',
    says: ['parted by commas'],
  },
  {
    name: 'a quotation mark that is not closed',
    edits: [['  复核: 得分 < 60\n', '  复核: ⟦"得分 < 60\n']],
    code: 'YAML_SYNTAX',
    says: ['this quotation mark is not closed'],
  },
  {
    name: 'a tab before a name',
    edits: [['  提成率: 0.5%', '⟦\t提成率: 0.5%']],
    code: 'YAML_SYNTAX',
    says: ['Use spaces instead of tabs'],
  },
  {
    name: 'a colon without a space after it',
    edits: [['  单价: 8元', '  ⟦单价:8元']],
    code: 'YAML_SYNTAX',
    says: ['The colon after a name must be followed by a space'],
  },
  {
    name: 'a line that stands a column too far left',
    edits: [['  单价: 8元', ' ⟦单价: 8元']],
    code: 'YAML_SYNTAX',
    says: ['Lines of one section begin at the same column'],
  },
  {
    name: 'a line that stands a column too far right',
    edits: [['  提成率: 0.5%\n  单价: 8元', '  提成率: 0.5%\n   ⟦单价: 8元']],
    code: 'YAML_SYNTAX',
    says: ['Lines of one section begin at the same column'],
  },
  {
    name: 'a key twice',
    edits: [['  单价: 8元', '  单价: 8元\n  ⟦提成率: 1%']],
    code: 'YAML_DUPLICATE_KEY',
    says: ['“提成率” stands twice', 'Keep one of them'],
  },
  {
    name: 'a section twice',
    edits: [['flags:', '⟦values:\n  甲: 1\nflags:']],
    code: 'YAML_DUPLICATE_KEY',
    says: ['“values” stands twice'],
  },
  // Sections and keys
  {
    name: 'a misspelt section',
    edits: [['parameters:', '⟦paramters:']],
    code: 'KEY_UNKNOWN',
    says: ['“paramters” means nothing', 'Did you mean “parameters”?'],
  },
  {
    name: 'a misspelt section that nothing reads',
    edits: [['flags:', '⟦flag:']],
    code: 'KEY_UNKNOWN',
    says: ['“flag” means nothing', 'Did you mean “flags”?'],
  },
  {
    name: 'a misspelt key of a table',
    edits: [['    leave out: 状态', '    ⟦leave-out: 状态']],
    code: 'KEY_UNKNOWN',
    says: ['“leave-out” means nothing in tables › 维修工单', 'Did you mean “leave out”?'],
  },
  {
    name: 'a misspelt setting of a definition',
    edits: [['{ formula: 班组工时 × 提成率, round: 2 }', '{ formula: 班组工时 × 提成率, round: 2, ⟦not bellow: 0 }']],
    code: 'KEY_UNKNOWN',
    says: ['“not bellow” means nothing in values › 奖金池', 'Did you mean “not below”?'],
  },
  {
    name: 'a key without a use in a pay block',
    edits: [['  - for: 顾问\n', '  - for: 顾问\n    ⟦bonus: 5\n']],
    code: 'KEY_UNKNOWN',
    says: ['“bonus” means nothing'],
  },
  {
    name: 'a section that is missing',
    edits: [['scheme: 测试方案\n', '⟦']],
    code: 'KEY_MISSING',
    says: ['“scheme” is missing'],
  },
  {
    name: 'a table without its file',
    edits: [['    file: 考核评分*\n    one row per', '    ⟦one row per']],
    code: 'KEY_MISSING',
    says: ['“file” is missing in tables › 考核评分', 'Add `file`'],
  },
  {
    name: 'a roster without a column of positions',
    edits: [
      ['    工号: id\n    姓名', '    ⟦工号: id\n    姓名'],
      ['    岗位: position', '    岗位: text'],
      ['    choose by: 岗位\n    技师, 组长: 折扣\n    顾问: 1.2', '    formula: 折扣'],
    ],
    code: 'KEY_MISSING',
    says: ['type: position'],
  },
  // Shapes
  {
    name: 'a wrong type of a column',
    edits: [['      工时费: money', '      工时费: ⟦mony']],
    code: 'SHAPE_WRONG',
    says: ['found mony', 'Did you mean “money”?'],
  },
  {
    name: 'a wrong type of a column with settings',
    edits: [['      瓶数: count', '      瓶数: { type: ⟦integer, blank: 0 }']],
    code: 'SHAPE_WRONG',
    says: ['expected money | number', 'found integer'],
  },
  {
    name: 'a month that is none',
    edits: [['from: 2026-01', 'from: ⟦2026-13']],
    code: 'SHAPE_WRONG',
    says: ['2026-13'],
  },
  {
    name: 'a currency that is not known',
    edits: [['currency: CNY', 'currency: ⟦RMB']],
    code: 'SHAPE_WRONG',
    says: ['found RMB', 'CNY'],
  },
  {
    name: 'a list where a section is due',
    edits: [['parameters:\n  提成率: 0.5%\n  单价: 8元', 'parameters:\n  ⟦- 0.5%\n  - 8元']],
    code: 'SHAPE_WRONG',
    says: ['expected map, found list'],
  },
  {
    name: 'a definition without a kind',
    edits: [['  综合: { weighted: { 成绩: 70%, 现场5S: 30% } }', '  综合: ⟦{ formla: 成绩 }']],
    code: 'SHAPE_WRONG',
    says: ['expected formula | bands of', 'found formla', 'Did you mean “formula”?'],
  },
  {
    name: 'a definition of two kinds',
    edits: [['{ formula: 班组工时 × 提成率, round: 2 }', '⟦{ formula: 班组工时 × 提成率, weighted: {}, round: 2 }']],
    code: 'SHAPE_WRONG',
    says: ['found formula, weighted'],
  },
  {
    name: 'a rounding that is none',
    edits: [['{ formula: 卡 + 综合, round: 2 }', '{ formula: 卡 + 综合, round: ⟦two }']],
    code: 'SHAPE_WRONG',
    says: ['found two', '2 half even'],
  },
  {
    name: 'a month column that is no date',
    edits: [['    month: 结算日期', '    month: ⟦结算日']],
    code: 'SHAPE_WRONG',
    says: ['date column: 结算日期', 'found 结算日', 'Did you mean “结算日期”?'],
  },
  {
    name: 'one row per a column that is neither person nor group',
    edits: [['    one row per: 工号', '    one row per: ⟦工']],
    code: 'SHAPE_WRONG',
    says: ['person or group: 工号', 'found 工'],
  },
  {
    name: 'a unit that is none',
    edits: [['      现场5S: number', '      现场5S: { type: number, unit: ⟦香蕉 }']],
    code: 'SHAPE_WRONG',
    says: ['unit: 小时', 'found 香蕉'],
  },
  {
    name: 'a unit of money in another currency',
    edits: [['    基本工资: money', '    基本工资: { type: money, unit: ⟦USD }']],
    code: 'SHAPE_WRONG',
    says: ['万元', 'found USD'],
  },
  {
    name: 'a unit of a column without figures',
    edits: [['    入职日期: date', '    入职日期: { type: date, ⟦unit: 天 }']],
    code: 'KEY_UNKNOWN',
    says: ['unit'],
  },
  {
    name: 'a range that is none',
    edits: [['      现场5S: number', '      现场5S: { type: number, range: ⟦0~10 }']],
    code: 'SHAPE_WRONG',
    says: ['range: 0 to 10', 'found 0~10'],
  },
  {
    name: 'a blank that is no figure',
    edits: [['      瓶数: count', '      瓶数: { type: count, blank: ⟦zero }']],
    code: 'SHAPE_WRONG',
    says: ['found zero'],
  },
  {
    name: 'an anchor used again',
    edits: [['  提成率: 0.5%\n  单价: 8元', '  提成率: &r 0.5%\n  单价: ⟦*r']],
    code: 'SHAPE_WRONG',
    says: ['found alias'],
  },
  {
    name: 'a parameter that is a formula',
    edits: [['  单价: 8元', '  单价: ⟦4元 × 2']],
    code: 'SHAPE_WRONG',
    says: ['found 4元 × 2'],
  },
  {
    name: 'a scope that is no group',
    edits: [
      ['  班组工时: sum(维修工单.工时费 by 班组)', '  班组工时: { formula: sum(维修工单.工时费 by 班组), per: ⟦小组 }'],
    ],
    code: 'SHAPE_WRONG',
    says: ['shop | person | group', 'found 小组'],
  },
  // Periods and parameters
  {
    name: 'a scheme that begins after the month',
    edits: [['from: 2026-01', 'from: ⟦2026-08']],
    code: 'SCHEME_PERIOD',
    says: ['2026-07', '2026-08'],
  },
  {
    name: 'a scheme that ended before the month',
    edits: [['from: 2026-01', 'from: 2026-01\nuntil: ⟦2026-06']],
    code: 'SCHEME_PERIOD',
    says: ['nothing is said here for 2026-07: it holds until 2026-06'],
  },
  {
    name: 'a scheme that ends before it begins',
    edits: [['from: 2026-01', 'from: 2026-01\nuntil: ⟦2025-12']],
    code: 'SPAN_REVERSED',
    says: ['from 2026-01 until 2025-12'],
  },
  {
    name: 'a parameter that begins after the scheme',
    edits: [['  提成率: 0.5%', '  提成率: { ⟦from 2026-09: 0.6% }']],
    code: 'SCHEME_PERIOD',
    says: ['nothing is said here for 2026-01', 'begins with 2026-09'],
  },
  {
    name: 'a parameter outside of its range',
    edits: [['  提成率: 0.5%', '  提成率: { value: ⟦0.5%, range: 1% to 2% }']],
    code: 'CELL_RANGE',
    says: ['提成率', '0.5%', '1% to 2%'],
  },
  {
    name: 'a parameter that nothing uses',
    edits: [['  单价: 8元', '  单价: 8元\n  ⟦旧单价: 7元']],
    code: 'PARAMETER_UNUSED',
    says: ['旧单价'],
  },
  {
    name: 'a value that nothing uses',
    edits: [['  台数: count', '  ⟦老台数: 5\n  台数: count']],
    code: 'VALUE_UNUSED',
    says: ['老台数'],
  },
  // Names
  {
    name: 'a name with a sign in it',
    edits: [['  台数: count', '  ⟦台数-1: 5\n  台数: count']],
    code: 'NAME_INVALID',
    says: ["“台数-1” can't be a name", 'letters, digits and single spaces'],
  },
  {
    name: 'a name that is a word of formulas',
    edits: [['  台数: count', '  ⟦the if case: 5\n  台数: count']],
    code: 'NAME_INVALID',
    says: ['formulas use “if” themselves', 'Choose another name'],
  },
  {
    name: 'a name that every scheme has',
    edits: [['  台数: count', '  ⟦gross: 5\n  台数: count']],
    code: 'NAME_INVALID',
    says: ['“gross”'],
  },
  {
    name: 'a pay line twice for one position',
    edits: [['  - for: 顾问\n', '  - for: 技师\n    lines:\n      ⟦工时提成: 5元\n  - for: 顾问\n']],
    code: 'NAME_TAKEN',
    says: ['“工时提成” is defined twice'],
  },
  {
    name: 'a column worked out under the name of another',
    edits: [['      计台: 状态 = "已结算"', '      计台: 状态 = "已结算"\n      ⟦工时费: 5元']],
    code: 'NAME_TAKEN',
    says: ['“工时费” is defined twice in 维修工单'],
  },
  {
    name: 'an unknown name',
    edits: [['个人产值 × 提成率 × 系数', '⟦个人产直 × 提成率 × 系数']],
    code: 'NAME_UNKNOWN',
    says: ['nothing is called “个人产直”', 'Did you mean “个人产值”?'],
  },
  {
    name: 'an unknown column of an export',
    edits: [['  台数: count distinct(维修工单.工单号', '  台数: count distinct(⟦维修工单.工单']],
    code: 'NAME_UNKNOWN',
    says: ['维修工单 has no column “工单”', 'Did you mean “工单号”?'],
  },
  {
    name: 'an unknown export',
    edits: [
      ['  台数: count distinct(维修工单.工单号 by 服务顾问)', '  台数: count distinct(⟦维修单.工单号 by 服务顾问)'],
    ],
    code: 'NAME_UNKNOWN',
    says: ['“维修单”', 'Did you mean “维修工单”?'],
  },
  {
    name: 'a name of two things',
    edits: [
      ['{ formula: 基本工资 × 1%, when', '{ formula: ⟦基本工资 × 1%, when'],
      ['  台数: count', '  基本工资: 5元\n  台数: count'],
    ],
    code: 'NAME_AMBIGUOUS',
    says: ['“基本工资” can mean several things', 'people.基本工资', 'values.基本工资'],
  },
]
