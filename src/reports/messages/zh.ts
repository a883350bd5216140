// The sentences of problems in Chinese: what was found, and what to do.

import type { CellReason, SharesReason } from '../../core/problem.ts'
import { type Catalogue, say } from './sentence.ts'

const meant = (nearest: string | undefined, otherwise = ''): string =>
  nearest === undefined ? otherwise : `是否应为“${nearest}”？`
const of = (who: string): string => (who === '' ? '' : `${who} 的`)

const TYPES: Record<string, string> = {
  money: '金额',
  number: '数字',
  count: '整数',
  percent: '百分比',
  text: '文字',
  'yes/no': '是/否',
  date: '日期',
  list: '列表',
  person: '人员',
  id: '编号',
  figure: '数值',
  'figure or date': '数值或日期',
  'person or group': '人员或分组',
  group: '花名册的分组列',
  other: '其他',
  map: '一组“名称: 内容”',
  nothing: '空',
  formula: '公式',
  'formula or map': '公式或一组“名称: 内容”',
}
const amounts = (text: string): string => (text === '' ? '' : `：${text}`)
const word = (text: string): string => TYPES[text] ?? text

const EXPECTED: Record<string, string> = {
  value: '名称、数值或“(”',
  operator: '运算符（+ − × ÷ 等）或公式结束',
  'closing quote': '后引号',
  sign: '公式能识别的符号',
  number: '数字',
  column: '点号后的列名',
  shorter: '不超过 4000 字的公式',
  'less nesting': '较少的括号层次',
  and: '一次只写一个比较：`0 ≤ x and x ≤ 10`',
}

const homeWords = (home: string): string =>
  home === 'shop or group'
    ? '全店或分组的一个数'
    : home === 'shop'
      ? '全店一个数'
      : home === 'person'
        ? '每人一个数'
        : home === 'row'
          ? '每行一个数'
          : `每个${home.replace('group:', '')}一个数`

const YAML_HINTS: Record<string, string> = {
  colon: '名称后的冒号须用半角，后面加一个空格：`名称: 公式`。',
  quote: '以 > { [ @ % * & ! | 开头、或含有“: ”或“ #”的文字须加引号。',
  indent: '同一节的各行须从同一列开始，只用空格缩进。',
  tab: '行首请用空格，不要用制表符。',
  none: '方案由“名称: 内容”的行组成，可参考 `bonusbook init` 的模板。',
}

const KINDS = {
  person: '人员',
  line: '项目',
  template: '模板',
  position: '岗位',
  reserve: '预留',
  score: '评分项',
  deduction: '扣款项',
  flag: '标记',
  value: '数值',
} as const

const DETAILS: Record<string, string> = {
  'a folder': '它是文件夹',
  'not a file': '它不是文件',
  damaged: '文件已损坏',
  cut: '文件中途结束',
  'changed while it was read': '读取时被改动',
  ENOENT: '文件不存在',
  EACCES: '没有权限',
  EPERM: '没有权限',
  quote: '有引号没有闭合',
  'another kind of file': '它是另一种文件',
}
const detail = (text: string): string => DETAILS[text] ?? text

const REASONS: Record<CellReason, string> = {
  'not a number': '请写成 1,234.50 这样的数字。',
  scientific: '表格软件把数字缩写了：请把该列设为文本或数字格式后重新导出。',
  percent: '此处不能是百分比。',
  unit: '请去掉单位，或给该列正确的类型。',
  'unit differs': '单元格的单位与表头不同。',
  'not whole': '此处应为整数。',
  separators: '千分位每三位一组，小数前用点：1,234.50。',
  'trailing minus': '负号请写在数字前：-12.50。',
  'too long': '位数超过任何金额。',
  'spreadsheet error': '单元格是表格软件的错误值：请修正其公式。',
  'a date': '单元格是日期格式：请改为数字格式。',
  'a truth value': '单元格是 TRUE/FALSE：请写数字。',
  'not a date': '日期请写成 2026-07-05。',
  'no such date': '没有这一天。',
  'day and month order': '日和月可能混淆：请写成 2026-07-05。',
  'no day': '缺少日：请写成 2026-07-05。',
  'no year': '缺少年：请写成 2026-07-05。',
  'time zone': '时间属于其他时区：请写当地日期。',
  'not yes or no': '请写 是 或 否。',
  'digits lost': '表格软件丢失了末几位：请把该列设为文本格式后重新导出。',
  'not whole id': '带小数的数不是编号：请把该列设为文本格式后重新导出。',
}

const SHARES: Record<SharesReason, (detail: string) => string> = {
  sum: sum => `各人的份额合计 ${sum}，不是 100%`,
  some: who => `“${who}”没有份额，而其他人有`,
  unreadable: found => `“${found}”不是份额`,
  none: () => '单元格中没有写明份额',
  number: due => `方案规定了 ${due} 个份额，与单元格的人数不符`,
  figures: found => `给出了 ${found} 个数，与人数不符`,
  twice: who => `“${who}”出现两次`,
  'too long': () => '份额的位数太多',
}
const SHARES_HINT: Record<SharesReason, string> = {
  sum: '请修正份额：合计应为整行。',
  some: '请为每个人都写明份额，或都不写。',
  unreadable: '请写大于 0 的数，如 `60%`。',
  none: '请在姓名旁写明，如“甲(60%)、乙(40%)”，或在方案中规定如何分摊（`shared: equally`）。',
  number: '请在单元格中写明份额，如“甲(60%)、乙(40%)”，或修正 `shared:`。',
  figures: '请按同样的次序，为每个人写一个数。',
  twice: '请每人只写一次，或在姓名旁写明份额。',
  'too long': '请保留几位小数。',
}

export const zh: Catalogue = {
  SCHEME_MISSING: f =>
    say(`没有方案文件：${f.looked}`, '请在店铺文件夹中运行，或用 -C 指定；`bonusbook init 目录` 可新建一个。'),
  SCHEME_TWICE: f =>
    say(
      f.from === '' ? `无法确定适用哪个方案：${f.files}` : `两个方案都从 ${f.from} 开始：${f.files}`,
      f.from === ''
        ? '请只保留 scheme.yaml，或只用 schemes/*.yaml，各写起始月份。'
        : '请各写不同的起始月份（`from:`）。',
    ),
  SCHEME_PERIOD: f =>
    say(`这里没有 ${f.period} 的规定：从 ${f.from} 开始`, '请补充之前月份的方案（或数值），或选择之后的月份。'),
  YAML_SYNTAX: f => say(`这一行无法读取（${f.detail}）`, YAML_HINTS[f.hint]),
  YAML_DUPLICATE_KEY: f => say(`“${f.key}”在同一节中出现两次`, '请只保留一个。'),
  KEY_UNKNOWN: f =>
    say(
      `${f.inside} 中没有“${f.key}”这一项`,
      /[()（）]/.test(f.key) ? '{ … } 中含有逗号的公式须加引号。' : meant(f.nearest, `可用：${f.known}。`),
    ),
  KEY_MISSING: f => say(`${f.inside} 中缺少“${f.key}”`, `请加上 \`${f.key}\`。`),
  SHAPE_WRONG: f => say(`此处应为 ${word(f.expected)}，现为 ${word(f.found)}`, meant(f.nearest)),

  NAME_INVALID: f =>
    f.because === 'letters'
      ? say(`“${f.name}”不能作名称`, '名称由文字、数字和单个空格组成，至少有一个文字；表头原文可写在 `header:` 中。')
      : say(`“${f.name}”不能作名称：“${f.because}”是公式用词`, '请换一个名称。'),
  NAME_TAKEN: f => say(`“${f.name}”在 ${f.other} 中定义了两次`, '请只保留一个，或改用不同名称。'),
  NAME_UNKNOWN: f =>
    say(
      f.table === undefined ? `没有叫“${f.name}”的项` : `${f.table} 没有“${f.name}”列`,
      meant(f.nearest, '请检查写法，或先定义。文字须加引号：“A”。'),
    ),
  NAME_AMBIGUOUS: f => say(`“${f.name}”可以指几样东西`, `请写成其中之一：${f.choices}。`),
  FUNCTION_UNKNOWN: f => say(`没有函数“${f.name}”`, meant(f.nearest)),
  PARAMETER_UNUSED: f => say(`参数“${f.name}”没有用到`, '请删除，或在公式中使用。'),
  COLUMN_UNUSED: f =>
    say(
      f.table === 'people' ? `花名册的列“${f.name}”没有用到` : `“${f.table}”的列“${f.name}”没有用到`,
      '请从方案中删除（文件中可以保留），或在公式中使用。',
    ),
  VALUE_UNUSED: f => say(`“${f.name}”没有用于任何发放或显示`, '请删除，或使用它。'),

  FORMULA_SYNTAX: f =>
    say(
      f.found === '' ? '公式不完整' : `“${f.found}”不应出现在这里`,
      `此处应为：${EXPECTED[f.expected] ?? `“${f.expected}”`}。`,
    ),
  ARGUMENTS_WRONG: f => say(`“${f.name}”不能这样用（${f.found}）`, `写法：${f.usage}。`),
  MONEY_TIMES_MONEY: f =>
    say(`金额乘金额没有意义：${f.left} × ${f.right}`, '其中一边应为数字：比例、台数或两个金额之比。'),
  MONEY_MIXED: f =>
    say(
      f.sign === 'compare'
        ? `${f.left}（${word(f.leftType)}）不能与 ${f.right}（${word(f.rightType)}）比较`
        : f.sign === 'else' || f.sign === 'result'
          ? `一个结果是${word(f.leftType)}（${f.left}），另一个是${word(f.rightType)}（${f.right}）`
          : `${f.left}（${word(f.leftType)}）${f.sign} ${f.right}（${word(f.rightType)}）没有意义`,
      [f.leftType, f.rightType].includes('money') ? '金额须带货币单位：8元、¥8。' : '两边须为同一种值。',
    ),
  TYPE_WRONG: f => say(`${f.what} 是${word(f.found)}，此处应为${word(f.expected)}`),
  MONEY_DUE: f => say(`“${f.name}”应为金额，公式得出的却是${word(f.found)}`, '金额须带货币单位：`台数 × 2元`。'),
  SHAPE_PER_PERSON: f =>
    say(
      `“${f.name}”是${homeWords(f.found)}，而 ${f.where} 需要${homeWords(f.due)}`,
      '请先汇总：sum(people.名称 by 分组)，或使用全店的数。',
    ),
  COLUMN_SHARED: f =>
    say(`“${f.name}”的一行可以由几个人分摊，不是某一个人`, '只能用在 `by` 之后（各得其份额）或 `is blank` 中。'),
  SHAPE_ROWS: f =>
    say(`“${f.name}”在 ${f.table} 的每一行都有一个值`, `请说明如何汇总：sum(${f.name} by …)、count(…)、only(…)。`),
  TEXT_UNKNOWN: f => say(`那里不会出现“${f.found}”`, meant(f.nearest, `可用：${f.known}。`)),
  CYCLE: f => say(`这些项互相引用成环：${f.names}`, '其中一项不能再引用下一项。'),
  SCALE_NESTED: f => say(`分档表“${f.name}”不能用在分档表中`, '请先把结果定义为一个值，再使用它。'),
  CHAIN_TOO_LONG: f => say(`“${f.name}”逐层引用了超过 ${f.limit} 个值`, '请减少层次。'),
  NOT_ROUNDED: f => say(`“${f.name}”用于分配，但没有取整到分`, '请加 `round: 2`，各份才能合计等于它。'),

  BANDS_GAP: f =>
    say(
      f.after === ''
        ? `分档没有规定 ${f.before.replace(/^[≥>] /, '')} 以下`
        : f.before === ''
          ? `分档没有规定 ${f.after.replace(/^[≤<] /, '')} 以上`
          : `“${f.after}”与“${f.before}”之间有空档`,
      '每个数须恰好落入一档；最后一档可写 `above X`、`below X` 或 `otherwise`。',
    ),
  BANDS_OVERLAP: f => say(`分档“${f.first}”与“${f.second}”重叠`, '`up to 3%` 含 3%，下一档从 `above 3%` 开始。'),
  BANDS_EDGE: f =>
    say(`“${f.found}”不是分档`, '写法：`up to 3%`、`under 30`、`from 95`、`above 10%`、`30 to 59` 或 `otherwise`。'),
  CHOICE_MISSING: f => say(`“${f.of}”没有规定 ${f.value}，而“${f.reader}”需要它`, '请补一行，或加 `otherwise:`。'),
  CHOICE_REPEATED: f => say(`“${f.value}”选了两次`, '请只保留一个。'),
  WEIGHTS_SUM: f => say(`权重合计 ${f.sum}%，应为 ${f.due}%`, '请修正权重。'),
  CLIFF: f =>
    say(
      `“${f.of}”多一个单位，“${f.name}”反而少发：${f.lower}：${f.before}，而 ${f.upper}：${f.after}`,
      '请修正分档，或改用 `marginal bands of`（各档比例只用于本档的部分）。如有意如此，请在 `allow:` 中认可。',
    ),
  DEDUCTION_LIMIT: f =>
    say(
      f.limit === ''
        ? '扣款没有限额；依法每月赔偿扣款不得超过当月工资的 20%'
        : `“at most: ${f.limit}”可能超过当月工资的 20%，法律不允许`,
      '可写：`at most: 20% × (基本工资 + max(gross, 0))`；余额结转以后各月。',
    ),
  DEDUCTION_MINIMUM: f =>
    say(
      `扣款没有顾及“${f.minimum}”：扣后可能低于它`,
      `请在 \`at most\` 中保证，例如 \`min(20% × (基本工资 + gross), max(基本工资 + gross − ${f.minimum}, 0))\`，或写成一条规则。`,
    ),
  FINE: f =>
    say(`“${f.name}”是罚款；2008 年起罚款已无法律依据`, '请改为绩效系数，或作为赔偿列入 `deductions`，并如此命名。'),

  FILE_MISSING: f =>
    say(
      `没有“${f.table}”的文件（${f.folder} 中的 ${f.pattern}）`,
      meant(f.nearest, '请放入导出文件，或修正 `file:`。'),
    ),
  FILE_AMBIGUOUS: f =>
    say(
      `有几个文件都符合“${f.table}”（${f.pattern}）：${f.files}${f.same ? '；内容相同' : ''}`,
      f.same ? '文件夹中请只留一个。' : '文件夹中请只留正确的一个。',
    ),
  FILE_TWICE: f =>
    say(
      `“${f.table}”的文件与 ${f.other} 内容相同`,
      '其中一个导错了：请更换；如果本应相同，请在方案中写明理由（`allow: FILE_TWICE`）。',
    ),
  FILE_AS_BEFORE: f => say(`“${f.table}”的文件与 ${f.other} 内容相同`, '是否放了上个月的导出文件？'),
  FILE_UNREADABLE: f => say(`文件无法读取：${detail(f.detail)}`, '请重新导出，或检查打开权限。'),
  FILE_TOO_LARGE: f => say(`文件太大：${f.size}，上限 ${f.limit}`, '请导出较短期间，或导出为 CSV。'),
  FILE_PROTECTED: () => say('文件有密码保护', '请打开后不带密码另存。'),
  FILE_EMPTY: () => say('文件是空的', '请重新导出。'),
  FILE_ENCODING: f => say(`文件的文字已损坏：${f.detail}`, '请重新导出为 UTF-8 或 GB18030 编码的 CSV。'),
  FILE_TEXT_BROKEN: f => say(`文件中断或引号不成对：${detail(f.detail)}`, '请重新导出。'),
  FILE_OTHER_MONTH: f => say(`文件是 ${f.found} 的，不是 ${f.period} 的`, '请放入正确月份的导出文件。'),
  FILE_NOT_A_TABLE: f => say(`文件不是可读取的表格：${detail(f.detail)}`, '请导出为 XLSX 或 CSV。'),
  SHEET_AMBIGUOUS: f => say(`有几个工作表都符合：${f.sheets}`, '工作簿中请只留正确的一个。'),
  HEADER_MISSING: f =>
    say(
      `“${f.table}”没有“${f.column}”列；表头有：${f.found}`,
      f.nearest === undefined
        ? '请修正列名，或在 `header:` 中写明表头。'
        : `是否应为“${f.nearest}”？请修正列名，或写在 \`header:\` 中。`,
    ),
  HEADER_NOT_FOUND: f => say(`没有一行含有“${f.table}”的表头：${f.wanted}`, '是否放错了文件？'),
  HEADER_REPEATED: f => say(`“${f.column}”的表头出现几次：${f.places}`, '请在 `header:` 中写成“分组/列名”。'),
  CONTROL_TOTAL: f =>
    say(
      `合计行中“${f.column}”为 ${f.stated}，各行相加为 ${f.added}（差 ${f.difference}）`,
      '有行缺失或被改动：请重新导出。',
    ),

  CELL_INVALID: f => say(`“${f.column}”中的“${f.found}”不是${word(f.expected)}`, REASONS[f.reason]),
  CELL_AMBIGUOUS: f => say(`“${f.column}”中的“${f.found}”可以读成 ${f.readings}`, '请写成只有一种读法。'),
  CELL_BLANK: f =>
    say(`“${f.column}”为空，应有${word(f.expected)}`, '请填写，或在方案中说明空白的含义（`blank: 0`）。'),
  CELL_NO_RESULT: f => say(`“${f.column}”的公式没有保存结果`, '请用表格软件打开并保存该工作簿。'),
  CELL_RANGE: f => say(`“${f.column}”为 ${f.found}，超出 ${f.range}`, '请修正。'),
  CELL_VALUE_UNKNOWN: f =>
    say(`“${f.found}”不是“${f.column}”的取值：${f.known}`, meant(f.nearest, '请修正单元格，或在方案中加上该取值。')),
  CELLS_MORE: f =>
    say(
      f.column === ''
        ? `另有 ${f.more} 行有同样问题（${f.code}）`
        : `“${f.column}”另有 ${f.more} 个单元格有同样问题（${f.code}）`,
    ),
  ROW_WIDTH: f =>
    say(
      `这一行有 ${f.cells} 格，表头有 ${f.columns} 格`,
      f.cells > f.columns
        ? '某格中有未加引号的逗号：请重新导出或修正该行。'
        : '某格中有未加引号的换行，或该行被截断：请重新导出。',
    ),
  ROWS_AFTER_TOTAL: f => say(`“${f.table}”有 ${f.rows} 行在合计之后，没有计入`, '如果是数据，请移到合计之前。'),
  PERSON_SEVERAL: f =>
    say(
      `“${f.column}”中的“${f.found}”是几个人（${f.rows} 行）`,
      `请每人一行；多行的表也可在方案中写明如何分摊：\`${f.column}: { type: person, shared: equally }\`。`,
    ),
  PERSON_SHARES: f =>
    say(`“${f.column}”中的“${f.found}”：${SHARES[f.reason](f.detail)}（${f.rows} 行）`, SHARES_HINT[f.reason]),
  PERSON_UNKNOWN: f =>
    say(
      `“${f.column}”中的“${f.found}”不在花名册中（${f.rows} 行${amounts(f.amounts)}）`,
      meant(f.nearest, '请补入花名册，或修正导出文件。'),
    ),
  PERSON_AMBIGUOUS: f =>
    say(
      `“${f.column}”中的“${f.found}”可能是几个人：${f.candidates}（${f.rows} 行${amounts(f.amounts)}）`,
      '请写工号。',
    ),
  PERSON_REPEATED: f => say(`工号 ${f.id} 在花名册中出现两次（先见：${f.other}）`, '请删除其中一行。'),
  GROUP_UNKNOWN: f =>
    say(`“${f.column}”中的“${f.found}”在花名册中没有人（${f.rows} 行）`, meant(f.nearest, '请修正导出文件或花名册。')),
  ROW_TWICE: f =>
    say(
      `“${f.table}”中同一行出现两次（先见：${f.other}）`,
      '请删除其中一行；如果两行都算，请在方案中写明理由：`allow: { ROW_TWICE: 理由 }`。',
    ),
  ROW_ALIKE: f => say(`“${f.table}”中同一行出现两次（先见：${f.other}），都已计入`, '如果是重复，请删除其中一行。'),
  ID_REPEATED: f =>
    say(
      `“${f.found}”在“${f.column}”中出现两次，而该列不得重复（先见第 ${f.other} 行）`,
      '请删除有误的一行，或在方案中去掉 `unique`。',
    ),
  REVERSAL_ALONE: f =>
    say(
      `${f.found} 只有冲减：本月“${f.table}”中没有该号的收费行`,
      '已照实计入。请核对被冲减的金额是否在以前月份计过奖金。',
    ),
  ROW_REPEATED: f => say(`${f.key} 有第二行（先见第 ${f.other} 行）`, '请删除其中一行。'),
  ROW_MISSING: f => say(`${f.who} 在“${f.table}”中没有行`, '请补上，或在方案中写 `missing row: blank`。'),
  FIGURE_MISSING: f => say(`“${f.table}”缺少指标“${f.figure}”或其数值为空`, meant(f.nearest, '请补上。')),
  ROWS_OTHER_MONTH: f => say(`“${f.table}”有 ${f.rows} 行属于 ${f.months}，不属于 ${f.period}，不计入`),
  POSITION_UNKNOWN: f =>
    say(`方案没有规定 ${f.who} 的岗位“${f.position}”`, meant(f.nearest, '请修正花名册，或在方案中加上该岗位。')),
  POSITION_UNPAID: f =>
    say(
      `没有为岗位“${f.position}”（${f.who}${f.people > 1 ? ` 等 ${f.people} 人` : ''}）规定奖金项，只有全员项目`,
      '请在 `pay:` 中加上，或修正花名册。',
    ),
  NOBODY_PAID: f => say(`${f.period} 没有应发人员`, '请检查花名册的日期和 `paid:` 条件。'),
  ROW_BLANK_USED: f => say(`“${f.name}”要比较的单元格在这一行为空`, '请填写，或先判断：`x is not blank and x > …`。'),

  DIVISION_BY_ZERO: f =>
    say(`${of(f.who)}“${f.name}”除以 ${f.divisor}，而它是 0`, '请修正数值，或写明：`if x = 0 then … else …`。'),
  VALUE_BLANK: f =>
    say(`${of(f.who)}“${f.name}”需要“${f.blank}”，而它为空`, '请填写，或先判断：`if x is blank then … else …`。'),
  VALUE_NOT_ONE: f => say(`${of(f.who)}${f.name} 符合 ${f.found} 行，应恰好一行`, '请修正数据行或条件。'),
  BANDS_DISORDER: f => say(`${of(f.who)}“${f.name}”的分档次序颠倒：${f.detail}`, '请修正构成分档的数值。'),
  CHOICE_NONE: f =>
    say(
      `${of(f.who)}“${f.name}”没有规定“${f.found}”；已有 ${f.known}`,
      '请修正该值，或在方案中加一行或 `otherwise:`。',
    ),
  SHARE_IMPOSSIBLE: f =>
    say(
      f.reason === 'zero'
        ? `${of(f.who)}奖金池无法分配：权重全为 0`
        : f.reason === 'negative'
          ? `${of(f.who)}奖金池无法分配：有权重为负`
          : `${of(f.who)}奖金池无法分配：${f.reason}`,
      '请修正权重。',
    ),
  GROUP_NONE: f => say(`“${f.name}”需要 ${f.who} 的${f.group}，但此人没有`, '请在花名册中填写。'),
  NUMBER_RUNAWAY: f => say(`${of(f.who)}“${f.name}”大得不合情理`, '请修正公式或数值。'),
  RULE_BROKEN: f => say(`${of(f.who)}规则“${f.rule}”不成立：${f.note}`, '请修正数值或方案。'),
  BELOW_ZERO: f =>
    say(
      `${f.who}的“${f.name}”为负：${f.amount}`,
      '预留和扣款不能为负：请写 max(…, 0) 或 `not below: 0`；应补给某人的，作为奖金项。',
    ),
  NET_NEGATIVE: f => say(`${f.who} 的实发奖金为负：${f.net}`, '照实列出；请与本人商定如何处理。'),
  INPUT_MISSING: f =>
    say(`需要“${f.name}”${f.who === '' ? '' : `（${f.who}）`}`, `请用 --set "${f.name}=…" 给出（${word(f.form)}）。`),
  INPUT_INVALID: f => say(`“${f.found}”不能作“${f.name}”的值`, `应为：${word(f.expected)}。`),
  INPUT_UNKNOWN: f => say(`没有可设定的“${f.name}”`, meant(f.nearest)),
  LIST_AMBIGUOUS: f =>
    say(
      `“${f.name}”的“${f.found}”既可能是一个数，也可能是几个数`,
      `一个数请写 ${f.found.replaceAll(',', '')}，几个数请加空格：“${f.spaced}”。`,
    ),
  VARIANTS_MANY: f => say(`${f.number} 种组合超过 ${f.limit} 种`, '请减少取值。'),
  INPUT_DISAGREES: f =>
    say(`“${f.name}”是${f.of === 'shop' ? '全店' : f.of}的一个数，却给了 ${f.values}`, '各行请给相同的数。'),

  LEDGER_PERSON: f =>
    say(`账簿中有 ${f.who} 的预留，但花名册中没有此人`, '请在 data/ 中放入有此人的花名册，或补上此人及离职日期。'),

  BOOK_DAMAGED: f =>
    say(
      `账簿已损坏：${f.entry === '' ? '' : `${f.entry}：`}${f.damage}${f.detail === '' ? '' : `（${f.detail}）`}`,
      '账簿损坏时不写入任何内容。请从备份恢复该文件；`bonusbook book verify` 列出所有问题。',
    ),
  BOOK_LEFTOVER: f => say(`${f.file} 是中断的程序留下的，或另一个程序正在写入`, '它不作数；下一次写入时会清除。'),
  MONTH_CLOSED: f =>
    say(`${f.period} 已结账（${f.entry}）`, '已结账月份的更正请用 `bonusbook correct`，差额进入未结账的月份。'),
  MONTH_ORDER: f => say(`现在不能结 ${f.period}：下一个应结 ${f.next}`, '各月须依次结账。'),
  MONTH_NOT_CLOSED: f => say(`${f.period} 尚未结账`, '请用更正后的导出文件重新运行该月。'),
  MONTHS_OPEN: f => say(`${f.months} 尚未结账：其未扣余额不明，${f.period} 没有扣除`, '请先依次结账。'),
  DRAFT_MISSING: f => say(`没有 ${f.period} 的草稿`, `请先运行：bonusbook run --period ${f.period}。`),
  DRAFT_STALE: f =>
    say(`${f.period} 的草稿写出之后，${f.what} 有变动`, `请重新查看：bonusbook run --period ${f.period}，然后结账。`),
  APPROVAL_MISSING: f =>
    say(
      `须由${f.role === '' ? '有权决定的人' : f.role}批准：${f.why}`,
      `请用 --approve "${f.role === '' ? '职务' : f.role}=姓名" 给出。`,
    ),
  RELEASE_NOT_RULED: f =>
    say(
      f.every === ''
        ? `方案没有规定“${f.reserve}”如何返还`
        : `“${f.reserve}”按${f.every === 'year' ? '年' : '季'}返还，不能按 ${f.period}`,
      f.every === 'quarter'
        ? '--period 请写季度：2026-Q3。'
        : f.every === 'year'
          ? '--period 请写年份：2026。'
          : '请在该预留下加上 `release:`。',
    ),
  RELEASE_OPEN: f =>
    say(`${f.period} 中的 ${f.months} 尚未结账`, '请先结账，或用 --partial 表明目前只有已结账的部分。'),
  RELEASE_NOTHING: f => say(`“${f.reserve}”在 ${f.period} 没有未返还的余额`, '`bonusbook book balance` 可查看余额。'),
  RELEASE_FORFEITS: f =>
    say(`${f.who} 被没收 ${f.amount}：${f.rule}`, '已挣得的报酬能否没收在法律上有争议：请由有权决定的人批准。'),
  BOOK_TAKEN: () => say('其间另一次运行已写入账簿', '请重新开始。'),

  CASES_MISSING: f => say(`没有测试用例（${f.looked}）`, '请在方案旁边编写 cases.yaml，写法见 README.md。'),
  CASE_REPEATED: f => say(`已有用例名为“${f.name}”（第 ${f.line} 行）`, '请为每个用例取不同的名称。'),
  CASE_EMPTY: f =>
    say(`用例“${f.name}”没有预期结果`, '请用 `expect:` 写出应得的数值，或用 `refused:` 写出有问题的输入。'),

  NOT_FOUND: f => say(`没有${KINDS[f.kind]}“${f.name}”`, meant(f.nearest, f.known === '' ? '' : `有：${f.known}。`)),
  PERSON_NAME_SHARED: f => say(`有几个人叫“${f.name}”`, `请写工号：${f.ids}。`),
  COMPARE_UNKNOWN: f =>
    say(
      `“${f.what}”不是月份、草稿文件夹或表格`,
      '请写月份（如 2026-07）、有 run.json 和 payroll.csv 的文件夹，或 CSV、XLSX 文件。',
    ),
  COMPARE_NOTHING: f =>
    say(`${f.file} 中没有一列与方案的奖金项目、预留、扣款或合计同名`, `请按方案的名称命名各列。现有：${f.found}。`),
  FOLDER_EXISTS: f => say(`${f.folder} 已存在且不为空`, '请换一个文件夹。'),
  CANNOT_WRITE: f => say(`结果无法写入：${f.detail}`, '请关闭其他程序中打开的文件，并检查磁盘。'),
  SHOP_BUSY: f => say(`另一次运行正在处理该店${f.detail}`, '请等它结束。'),
}
