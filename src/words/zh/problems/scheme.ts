// The sentences of problems in Chinese, of a scheme file.

import { writtenMoney } from '../../../core/currency.ts'
import type { Brought, LayoutFileReason, SchemeProblems } from '../../../core/problem-facts.ts'
import {
  type FormulaPart,
  type FormulaSign,
  type FormulaSlip,
  isFormulaSign,
  type YamlSlip,
} from '../../../core/terms.ts'
import { argumentsIn, type CatalogueOf, edgeText, isStrayList, type Sentence, say } from '../../sentence.ts'
import { labels } from '../labels.ts'
import type { Noun } from '../noun.ts'
import { due, meant, said, usage, whose, word } from '../terms.ts'

const EXPECTED: Readonly<Record<Exclude<FormulaPart, FormulaSign>, string>> = {
  value: '名称、数值或“(”',
  operator: '运算符（+ − × ÷ 等）或公式结束',
  'closing quote': '后引号',
  sign: '公式能识别的符号',
  number: '数字',
  column: '点号后的列名',
  shorter: '不超过 4000 字的公式',
  'less nesting': '较少的括号层次',
  'date or time': '年月日齐全的日期（2026-07-05）或 00:00 到 23:59 的时刻；计算请把符号隔开：`2026 − 7`',
  and: '一次只写一个比较：`0 ≤ x and x ≤ 10`',
}

/** 公式中日期与时刻的写法 */
const POINTS = { date: '2026-07-05', moment: '2026-07-05 09:15', time: '09:15' } as const

const FORMULA_SLIPS: Readonly<Record<FormulaSlip, (currency: string, write?: string) => string>> = {
  thousands: (_, write) => `数字不写千位逗号：\`${write ?? '4800'}\`。`,
  money: currency => `本方案的金额以 ${currency} 计：请写成 ${writtenMoney(currency)}，或改正 \`currency:\`。`,
  percent: () => '请写 %：10%。',
  'per mille': (_, write) => `千分数请写成百分数：\`${write ?? '0.5%'}\`。`,
  times: () => '乘号请写 × 或 *。',
  quotes: () => '文字用双引号：“A”或 "A"。',
  semicolon: () => '函数的各项之间用逗号分隔。',
  and: () => '请写 `and`。',
  or: () => '请写 `or`。',
  power: () => '没有乘方：请写成 x × x。',
  brackets: () => '括号请用 ( )；列写成“表.列”。',
  equals: () => '公式不以“=”开头，请去掉。',
  between: () => '请写成 `x ≥ 3 and x ≤ 5`。',
  refuse: () => '拒绝时要说的话须加引号：refuse “…”。',
  'by first': () => '`by` 写在 `where` 前面：`count(表 by 列 where 条件)`。',
  else: () => '`if … then …` 后面须写明不符合时怎样：`else 0`。',
  'if first': () => '条件写在前面：`if 条件 then 公式 else 0`。',
  list: () => '几个之一写 `in`：`列 in ("甲", "乙")`。',
  'share of': () => '“某项的 10%”写成 `某项 × 10%`。',
  condition: () => '条件写成 `if x > 3 then 5 else 0`。',
}

const SLIPS: Readonly<Record<YamlSlip, readonly [what: string, next: string]>> = {
  'wide colon': ['名称后的冒号是全角的', '请用半角冒号，后面加一个空格：`名称: 公式`。'],
  'colon without space': ['冒号后没有空格', '名称后的冒号后面须加一个空格：`名称: 公式`。'],
  'no colon': ['这一行没有冒号', '每一行是名称、冒号、空格和内容：`名称: 公式`。'],
  'second colon': ['文字中的“: ”会被当作又一个名称', '请把整段文字加上引号：`名称: "甲: 乙"`。'],
  sign: ['文字不能以这个符号开头', '以 > { [ @ % * & ! | 开头的文字须加引号；分档写成 `above 5%`、`up to 5%`。'],
  'open quote': ['这个引号在本行没有配对', '请补上另一半，或去掉它。'],
  'open bracket': ['这个括号没有配对', '请补上另一半；{ } 或 [ ] 之间以逗号分隔。'],
  remark: ['“#”之后是备注，括号因此没有配对', '含 # 的文字须加引号：`header: "工单#"`。'],
  'too far right': [
    '这一行比同一节的上一行更靠右',
    '同一节的各行从同一列开始，用空格缩进；只有属于上一行的内容才更靠右。',
  ],
  'no column': ['这一行不与任何一节对齐', '同一节的各行从同一列开始，用空格缩进。'],
  dash: ['“名称: 内容”的各行之间有一行以“-”开头', '这里每一行写成 `名称: 内容`，不加“- ”。'],
  'no dash': ['以“-”开头的各项之间有一行是名称', '这里每一项以“- ”开头。'],
  tab: ['这一行以制表符开头', '行首请用空格，不要用制表符。'],
  comma: ['逗号后面的内容没有名称', '{ } 之间以逗号分隔：含逗号的文字或公式须加引号，如 `{ note: "一, 二" }`。'],
  'no map': ['这不是方案', '方案由“名称: 内容”的行组成，可参考 `bonusbook init` 的模板。'],
  other: ['这一行或上一行无法读取', '每一行写成 `名称: 内容`；含 : # { } [ ] , & * ! | > % @ 的文字须加引号。'],
}

const LAYOUT_FILE: Record<LayoutFileReason, (detail: string) => string> = {
  letters: letters => `文件名中不能有“${letters}”`,
  long: () => '太长',
  ending: () => '应以 .xlsx、.csv 或 .txt 结尾',
  ours: () => 'bonusbook 自己要写这个名字的文件',
  twice: layout => `“${layout}”也写这个名字的文件`,
  braces: word => `“${word}”没有含义`,
}
const LAYOUT_FILE_HINT =
  '请写成 `工资-{period}.xlsx` 这样。花括号中可写：`{period} {payout} {year} {month} {yyyymm} {part} {count} {total} {yuan} {jiao} {fen}`。'

const MADE_OF: Readonly<
  Record<SchemeProblems['MADE_OF_WRONG']['reason'], (f: SchemeProblems['MADE_OF_WRONG']) => Sentence>
> = {
  unknown: f => say(`“${f.table}”由“${f.found}”的行汇总而成，但没有这个表`, meant(f.nearest, madeOf(f.known))),
  'one row': f => say(`“${f.found}”本来就是每人或每组一行，不能再由它的行汇总成表`, madeOf(f.known)),
  figures: f => say(`“${f.found}”是全店的数，没有可供汇总的行`, madeOf(f.known)),
  circle: f =>
    say(`这些表互相由对方的行汇总而成：${f.known}`, '其中必须有一个是导出文件：写 `file:`，不写 `rows of:`。'),
  file: f =>
    say(
      `“${f.table}”由“${f.found}”的行汇总而成（\`rows of:\`），不从文件读取`,
      '请删去 `file:`；如果它是导出文件，请删去 `rows of:`。',
    ),
}

/** 此处不应为列表，或列表长短不对时的提示 */
function listHint({ found, expected }: SchemeProblems['SHAPE_WRONG']): string | undefined {
  if (expected.some(e => typeof e !== 'string' && e.term === 'currency of two decimals'))
    return '所有金额都精确到百分之一，这种货币无法用 bonusbook 核算。'
  if (expected.some(e => typeof e !== 'string' && e.term === 'list of'))
    return '每一行的格数须与 `columns:` 相同，格与格之间用逗号隔开；格中本身有逗号的，须加半角引号：`[0, "min(a, b)"]`。'
  if (!isStrayList(found, expected)) return undefined
  return expected.some(e => typeof e !== 'string' && e.term === 'formula or map')
    ? '一行有几格的是双向表，还须写明 `across:` 和 `columns:`。'
    : SLIPS.dash[1]
}

function madeOf(known: string): string {
  return known === '' ? '请先在 `tables:` 中写明导出文件，包括 `file:` 和 `columns:`。' : `可用的表：${known}。`
}

/** 两边不是同一种值 */
const mixed = (f: SchemeProblems['MONEY_MIXED']): Sentence =>
  say(
    f.sign === 'compare'
      ? `${f.left}（${word(f.leftType)}）不能与 ${f.right}（${word(f.rightType)}）比较`
      : f.sign === 'else' || f.sign === 'result'
        ? `一个结果是${word(f.leftType)}（${f.left}），另一个是${word(f.rightType)}（${f.right}）`
        : `${f.left}（${word(f.leftType)}）${f.sign} ${f.right}（${word(f.rightType)}）没有意义`,
    f.instead !== undefined
      ? `它本身就是条件：写 \`${f.instead}\`。`
      : f.quoted
        ? f.quoted.plain === undefined
          ? `${word(f.quoted.due)}不加引号：${POINTS[f.quoted.due]}。`
          : `去掉引号即为${word(f.quoted.due)}：${f.quoted.plain}。`
        : [f.leftType, f.rightType].includes('money')
          ? '金额须带货币单位：8元、¥8。'
          : [f.leftType, f.rightType].some(t => t === 'moment' || t === 'time')
            ? '日期时间（moment）只能与日期时间比较：`date of(…)` 是当天的日期，`time of(…)` 是当天的时刻；两者相差多少请写 `minutes between(起, 止)`、`hours between(起, 止)` 或 `days between(起, 止)`。'
            : [f.leftType, f.rightType].includes('yes/no')
              ? '是/否的列本身就是条件：写 `where 列名`，相反的写 `where not 列名`；或者比较 `= 是`，不加引号。'
              : '两边须为同一种值。',
  )

const broughtSaid = ({ table, name, line }: Brought): string =>
  `“${table}”可按两表共有的列取得它：请在“${table}”的 \`work out:\` 中写 \`${line}\`，此处写 \`${name}\`。`

export const scheme = (p: Noun): CatalogueOf<SchemeProblems> => ({
  SCHEME_MISSING: f =>
    say(
      f.folder ? `没有文件夹 ${f.looked}` : `没有方案文件：${f.looked}`,
      meant(f.nearest, '请在店铺文件夹中运行，或用 -C 指定；`bonusbook init 文件夹` 可新建一个。'),
    ),
  GROUP_MISSING: f =>
    say(
      f.folder ? `没有文件夹 ${f.looked}` : `没有集团文件：${f.looked}`,
      meant(
        f.nearest,
        '请在有 group.yaml 的文件夹中运行，或用 -C 指定；`bonusbook init 文件夹 --template group` 可新建一个。',
      ),
    ),
  GROUP_FOLDER: f =>
    say(
      `这是集团“${f.group}”的文件夹，不是门店的文件夹`,
      `请指定其中一家门店${f.shop === undefined ? '' : `，如 \`-C ${f.shop}\``}，或用 \`bonusbook group …\` 处理全部门店。`,
    ),
  GROUP_SHOPS_NONE: f =>
    say(`没有名为 ${f.pattern} 的文件夹`, '请写明门店文件夹在集团文件夹中的位置：`shops: stores/*`，或逐一列出。'),
  GROUP_SHOP_TWICE: f =>
    say(`${f.shop} 与 ${f.other} 是同一个文件夹，会把同一批人算两遍`, '请去掉链接，或在 `shops` 中只写一次。'),
  GROUP_SHOP_GONE: () =>
    say('该店的文件夹已不存在', '请放回文件夹，或检查所在磁盘是否可用，再用 --retry 重试；已退出集团的门店不必处理。'),
  GROUP_SHOPS_LESS: f =>
    say(
      `以下门店此前属于集团，现在不在了：${f.shops.replaceAll(', ', '、')}`,
      '这些门店没有处理。如果仍属于集团，请放回文件夹，或检查所在磁盘是否可用，再用 --only 处理。',
    ),
  GROUP_NOT_LISTED: f =>
    say(
      `集团中没有门店 ${f.shop}：门店为 ${f.shops}`,
      '请在 `shops` 中加上它；不属于集团的，请移出集团文件夹，并放入自己的 scheme.yaml。',
    ),
  GROUP_OWN_SCHEME: f =>
    say(
      `集团“${f.group}”的门店另有自己的方案文件`,
      `请把该店不同之处写入 ${f.file} 并移走此文件，或在 group.yaml 的 \`shops\` 中去掉该店。`,
    ),
  GROUP_SHARDS_NONE: f =>
    say(
      `${f.period} 没有任何分片留下结果`,
      '每一份各由一条命令处理：`bonusbook group run --shard 1/4`，以及 2/4、3/4、4/4；之后再合并。',
    ),
  GROUP_SHARD_MISSING: f =>
    say(
      `共 ${f.of} 个分片，以下分片没有留下可读的结果：${f.shards.replaceAll(', ', '、')}`,
      `请用同一命令加 --shard ${f.first}/${f.of}${f.shards.includes(',') ? ' 等' : ''}重做（--retry 只做未完成的），再合并。`,
    ),
  GROUP_SHARDS_MIXED: f =>
    say(
      f.why === 'count'
        ? `这里有份数不同的分片：${f.found.replaceAll(', ', '、')}`
        : f.why === 'command'
          ? `各分片做的不是同一件事：${f.found}`
          : `分片 ${f.found} 当时的门店与现在不同`,
      f.why === 'count'
        ? `请移走不再有效的：${f.files.join(' 或 ')}。`
        : f.why === 'command'
          ? '请让每个分片执行同一命令，再合并。'
          : '集团的门店已有变化：请重做每个分片。',
    ),
  GROUP_SHARD_OLD: f =>
    say(
      `共 ${f.of} 个分片，其他分片已重做，以下仍是上次合并时的结果：${f.shards.replaceAll(', ', '、')}`,
      `如果本应重做，说明那台机器没有开始：请用 --shard ${f.first}/${f.of} 再做。`,
    ),
  GROUP_BUSY: f =>
    say(
      `另一条命令正在处理该集团 ${f.period} 的${f.shard === '' ? '门店' : `第 ${f.shard} 份`}`,
      '请等它结束：同时进行的两条命令互不知道对方做了什么。',
    ),
  GROUP_WORKER: f =>
    say(
      f.why === 'hung' ? `该店超过 ${f.detail} 仍未完成，已放弃` : `处理该店的进程未完成就中止了：${f.detail}`,
      f.why === 'hung'
        ? '尚未写出或封存的内容保持原样。如果只是数据多、时间长，请用 --patience 多给几分钟，再用 --retry 重试；仍然如此，请用 -C 单独处理该店。'
        : '尚未写出或封存的内容保持原样。如果是内存不够，请用 --jobs 1 减少同时处理的店，或设置环境变量 NODE_OPTIONS=--max-old-space-size=8192（单位为兆）多给内存。请用 --retry 再试；仍然如此，请用 -C 单独处理该店。',
    ),
  GROUP_CURRENCIES: f =>
    say(`门店的币种不一，无法合计：${f.currencies}`, '请用 --only 或 --not 每次只取同一币种的门店。'),
  GROUP_NOT_ALLOWED: f =>
    say(
      `集团不允许门店更改“${f.key}”`,
      f.allowed === ''
        ? '门店不得作任何更改：group.yaml 中没有 `shops may change`。'
        : `可更改：${f.allowed}。如须放开，请写入 group.yaml 的 \`shops may change\`。`,
    ),
  SCHEME_TWICE: f =>
    say(
      f.from === '' ? `无法确定适用哪个方案：${f.files}` : `两个方案都从 ${f.from} 开始：${f.files}`,
      f.from === ''
        ? '请只保留 scheme.yaml，或只用 schemes/*.yaml，各写起始月份。'
        : '请各写不同的起始月份（`from:`）。',
    ),
  SCHEME_PERIOD: f =>
    f.until === undefined
      ? say(`这里没有 ${f.period} 的规定：从 ${f.from} 开始`, '请补充之前月份的方案（或数值），或选择之后的月份。')
      : say(
          `这里没有 ${f.period} 的规定：到 ${f.until} 为止`,
          '请补充之后月份的方案（或数值），参数可写不带月份的 `value:`；仍继续执行的，请去掉 `until`。',
        ),
  SPAN_REVERSED: f => say(`“${f.name}”的终止早于起始：从 ${f.from} 到 ${f.until}`, '请把较早的写在前面。'),
  SPANS_OVERLAP: f =>
    say(`“${f.name}”：“${f.first}”与“${f.second}”的月份重叠`, '请让前一项在后一项开始的前一个月终止。'),
  SPANS_GAP: f =>
    say(
      `“${f.name}”：${f.first === f.last ? f.first : `${f.first} 至 ${f.last}`} 没有规定`,
      '请让前一项延续到后一项开始，或补上这些月份的数值；不带月份的 `value:` 适用于其余所有月份。',
    ),
  YAML_SYNTAX: f => say(...SLIPS[f.slip]),
  YAML_DUPLICATE_KEY: f => say(`“${f.key}”在同一节中出现两次`, '请只保留一个。'),
  KEY_UNKNOWN: f =>
    say(
      `${f.inside} 中没有“${f.key}”这一项`,
      meant(
        f.nearest,
        `${f.sections?.length ? `它写在 ${f.sections.join('、')} 中读取此项的地方。` : ''}可用：${f.known}。${f.braced ? SLIPS.comma[1] : ''}`,
      ),
    ),
  KEY_MISSING: f =>
    say(
      `${f.inside} 中缺少“${f.key}”`,
      f.inside === 'people' && f.key === 'paid'
        ? '请写明谁领工资：名册上人人都领写 `paid: yes`，否则如 `paid: 入职日期 ≤ end of period and (离职日期 is blank or 离职日期 ≥ start of period)`。'
        : `请加上 \`${f.key}\`。`,
    ),
  SHAPE_WRONG: f => say(`此处应为 ${due(f.expected)}，现为 ${said(f.found)}`, meant(f.nearest, listHint(f) ?? '')),
  NAME_INVALID: f =>
    f.taken === undefined
      ? say(
          `“${f.name}”不能作名称`,
          `名称由文字、数字和单个空格组成，至少有一个文字${f.plain === undefined ? '' : `，例如“${f.plain}”`}。如是列名，旁边写明表头原文：\`header: "${f.name}"\`。`,
        )
      : say(
          `“${f.name}”不能作名称：“${f.taken}”是公式用词`,
          `请换一个名称；如是列名，旁边写明表头原文：\`header: ${f.name}\`。`,
        ),
  NAME_TAKEN: f => say(`“${f.name}”在 ${f.other} 中定义了两次`, '请只保留一个，或改用不同名称。'),
  NAME_UNKNOWN: f =>
    say(
      f.table === undefined ? `没有叫“${f.name}”的项` : `${f.table} 没有“${f.name}”列`,
      [
        f.figure === undefined ? '' : `请写成 \`${f.figure}\`。`,
        f.brought ? broughtSaid(f.brought) : '',
        f.quoted ? `文字须加引号：“${f.name}”。` : '',
        meant(
          f.nearest,
          f.quoted || f.alone || f.brought || f.figure !== undefined ? '' : '请检查写法，或先定义。文字须加引号：“A”。',
        ),
        f.alone && f.figure === undefined ? `如果是文字，请写 “${f.name}”，用中文引号：外面的 "" 会被 YAML 去掉。` : '',
        f.known ? `“${f.known.of}”有：${f.known.names.join('、')}。` : '',
      ].join(''),
    ),
  ROW_ASKS: f =>
    say(
      `“${f.name}”是 ${f.table} 的列，此处看的却只是 ${f.asked} 的行`,
      `一行凭两边都有的列去找：在 ${f.asked} 和 ${f.table} 中各备一个同名的列（也可在 \`work out\` 中算出），写在 \`by\` 后面。见语言说明“带生效日期的价目”。`,
    ),
  NAME_AMBIGUOUS: f => say(`“${f.name}”可以指几样东西`, `请写成其中之一：${f.choices}。`),
  FUNCTION_UNKNOWN: f =>
    say(
      `没有函数“${f.name}”`,
      f.instead !== undefined
        ? `请写成 \`${f.instead}\`。`
        : f.figure === true
          ? `“${f.name}”是一个数，后面不写 ( )。等着代入数值的分档，写在 \`scales:\` 下。`
          : meant(f.nearest, '可用的函数见 LANGUAGE.zh-CN.md。'),
    ),
  PARAMETER_UNUSED: f => say(`参数“${f.name}”没有用到`, '请删除，或在公式中使用。'),
  WITHOUT_EFFECT: f =>
    say(
      {
        limit: `“${f.name}”至多 ${f.found}：不可能有任何金额`,
        approval: `“${f.name}”不可能达到 ${f.found}：这一档永远用不到`,
        every: `“${f.name}”永远不会核对：该表按 every: ${f.found} 提供，上${p.unit}没有`,
      }[f.why],
      '请修正或删除。',
    ),
  COLUMN_UNUSED: f =>
    say(
      `${f.table === 'people' ? '花名册' : `“${f.table}”`}的${f.columns === 1 ? `列“${f.name}”` : ` ${f.columns} 列`}没有用到${f.columns === 1 ? '' : `：${f.name}`}`,
      f.columns === 1
        ? '请从方案中删除（文件中可以保留），或在公式中使用。'
        : `请在方案中这几行前面加上 \`#\`（文件中可以保留），或在公式中使用。留着以后用的，写 \`allow: { COLUMN_UNUSED: { ${f.table}: 以后用 } }\`。`,
    ),
  VALUE_UNUSED: f => say(`“${f.name}”没有用于任何发放或显示`, '请删除，或使用它。'),
  FORMULA_SYNTAX: f =>
    say(
      f.found === '' ? '公式不完整' : `“${f.found}”不应出现在这里`,
      f.slip === undefined
        ? `此处应为：${isFormulaSign(f.expected) ? `“${f.expected}”` : EXPECTED[f.expected]}。`
        : FORMULA_SLIPS[f.slip](f.currency, f.write),
    ),
  ARGUMENTS_WRONG: f =>
    say(
      `“${f.name}”不能这样用（${argumentsIn(f.found, word)}）`,
      f.write ? `数行数写 \`${f.write[0]}\`，相同的只算一次写 \`${f.write[1]}\`。` : `写法：${usage(p)(f.usage)}。`,
    ),
  MONEY_TIMES_MONEY: f =>
    say(`金额乘金额没有意义：${f.left} × ${f.right}`, '其中一边应为数字：比例、台数或两个金额之比。'),
  MONEY_MIXED: mixed,
  KINDS_MIXED: mixed,
  TYPE_WRONG: f =>
    say(
      `${f.what} 是${word(f.found)}，此处应为${word(f.expected)}`,
      f.among !== undefined
        ? `几个文字写成一个列表：\`${f.among}\`。`
        : f.instead !== undefined
          ? `按文字分情况，每种写一行：\`${f.instead}\`。`
          : f.expected === 'person or group'
            ? '按单号或日期汇总的数，请写在表的 `work out` 中。'
            : f.expected === 'group'
              ? '人员按 `position`（岗位）或花名册中类型为 `group` 的列归在一起。'
              : undefined,
    ),
  MONEY_DUE: f =>
    say(
      `“${f.name}”应为金额，公式得出的却是${word(f.found)}`,
      f.share === undefined
        ? '金额须带货币单位：`台数 × 2元`。'
        : `请写明是什么的 ${f.share}：全部提成写 \`commission × ${f.share}\`，某一项写它的名称。`,
    ),
  SHAPE_PER_PERSON: f =>
    say(
      `“${f.name}”是${whose(f.found)}，而 ${f.where} 需要${whose(f.due)}`,
      '请先汇总：sum(people.名称 by 分组)，或使用全店的数。',
    ),
  ROWS_UNORDERED: f =>
    say(
      `\`previous(…)\` 取前一行的值，但“${f.table}”没有写明各行的先后顺序`,
      `请在“${f.table}”下、与 \`columns:\` 并列写：\`in order: { of: 时间所在的列, by: 按哪一列分别排 }\`。该表的列有：${f.columns}。`,
    ),
  COLUMN_SHARED: f =>
    say(`“${f.name}”的一行可以由几个人分摊，不是某一个人`, '只能用在 `by` 之后（各得其份额）或 `is blank` 中。'),
  OWNER_UNSAID: f =>
    say(
      f.by === undefined
        ? `“${f.name}”是${whose(f.found)}，而 ${f.table} 的一行没有说明是谁的`
        : `“${f.name}”是${whose(f.found)}，而 ${f.table} 的各行是按“${f.by}”统计的`,
      f.columns.length > 0
        ? `请用写有姓名或班组的列说明是谁的：${f.columns.map(column => `\`${column}.${f.name}\``).join('、')}。`
        : `${f.table} 没有写明人员或班组的列：请把其中一列的类型写为 \`person\` 或班组。`,
    ),
  OWNED_WRONG: f =>
    say(
      f.column === 'people'
        ? `“people.${f.name}”：“${f.name}”是${whose(f.found)}，而 \`people.\` 后面写每人自己的数`
        : `“${f.column}.${f.name}”：“${f.name}”是${whose(f.found)}，而“${f.column}”是${f.due === 'person' ? '一个人' : '一个班组'}`,
      f.found === 'shop' || f.column === 'people'
        ? `请直接写 \`${f.name}\`，不带点号。`
        : '点号后只能写每人（或每个班组）自己的数：列、值、得分。',
    ),
  SHAPE_ROWS: f =>
    say(
      `“${f.name}”在 ${f.table} 的每一行都有一个值`,
      f.brought ? broughtSaid(f.brought) : `请说明如何汇总：sum(${f.name} by …)、count(…)、only(…)。`,
    ),
  ROWS_ELSEWHERE: f =>
    say(
      `“${f.name}”：\`rows\` 指带 \`rows of:\` 的表中每一行所汇总的那些行`,
      '在该表的 `work out` 中写 sum(rows.列名)、count(rows where …)；其他地方请写表名。',
    ),
  TAX_MIXED: f =>
    say(
      `“${f.name}”${f.what === 'reserve' ? '预留自' : '根据'}个税客户端中不同类别的项目${f.what === 'reserve' ? '' : '计算'}：${f.of.map(l => `${l.name}（${labels(p).taxKinds[l.kind]}）`).join('、')}`,
      f.what === 'reserve'
        ? '这样看不出从哪一类收入中扣。请按类别各设一项预留，公式中写该类项目的名字；或者让这些项目同属一类。'
        : '它可能是负数，请写明它自己属于哪一类：`tax: salary`；或者按类别各设一个项目。',
    ),
  RANGE_POINT: f =>
    say(
      `\`range:\` 只用于数值，而“${f.name}”是日期或时间（${f.found}）`,
      `请写成规则，放在${f.rows ? '该表' : '方案'}的 \`rules:\` 中：\`must: ${f.must ?? `${f.name} ≥ 2026-01-01`}\`。`,
    ),
  ROWS_WHOLE: f =>
    say(
      `“${f.found}”是“${f.table}”全部行的数，在 ${f.row} 的每一行都一样`,
      [
        f.instead === undefined ? '' : `只看本行的请写 \`${f.instead}\`。`,
        '如果确实要全部行的，请在 `values:` 中给它取个名字，在此处写名字。',
      ].join(''),
    ),
  RANK_ROWS: f =>
    f.reason === 'read'
      ? say(
          `rank(…) 要同时看所有的行，而“${f.table}”的行是逐行读取的`,
          `请用 \`rows of: ${f.table}\` 和 \`one row per:\`（排名的单位）汇总成一张表，在该表的 \`work out\` 中排名。见语言说明“每周前几名”。`,
        )
      : say(
          `rank(…) 用到 ${f.previous}：它逐行得出，而名次要所有行都有数才知道`,
          `请再汇总一张表：\`rows of: ${f.table}\`，\`one row per:\` 相同，在该表中用 max(rows.列名) 排名。`,
        ),
  MADE_OF_WRONG: f => MADE_OF[f.reason](f),
  TEXT_UNKNOWN: f => say(`那里不会出现“${f.found}”`, meant(f.nearest, `可用：${f.known}。`)),
  CYCLE: f =>
    say(
      `这些项互相引用成环：${f.names}`,
      f.sum
        ? `要先有${f.of ? `“${f.of}”` : '组成它的各项'}才有“${f.sum}”。规则、审批、提示和得分可以引用它；工资项目可引用“lines above”“commission”或“gross”。`
        : '其中一项不能再引用下一项。',
    ),
  SCALE_NESTED: f => say(`分档表“${f.name}”不能用在分档表中`, '请先把结果定义为一个值，再使用它。'),
  EVERY_SHORT: f =>
    say(
      `\`every: ${f.every}\` 不比方案一次发放的期间（every: ${f.pays}）长`,
      f.every === f.pays
        ? '请去掉 `every`：每次都有。'
        : `要这样发放的，请在方案开头写 \`every: ${f.every}\`，其中按月的项目写 \`every: month\`；按月发放、按周分档的，请建一张表：\`rows of:\` 写导出表，\`one row per:\` 写人员列和用 \`week(日期)\` 算出的列。`,
    ),
  ENTRIES_MANY: f =>
    say(
      `${f.name === '' ? '方案' : `“${f.name}”`}有 ${f.count} 项，最多读取 ${f.limit} 项`,
      '清单请放入导出文件，作为表读取；这样长的办法请分成几个方案。',
    ),
  CHAIN_TOO_LONG: f => say(`“${f.name}”逐层引用了超过 ${f.limit} 个值`, '请减少层次。'),
  NOT_ROUNDED: f =>
    say(`“${f.name}”用于分配，但没有取整到分`, `请写成 \`${f.name}: { formula: …, round: 2 }\`，各份才能合计等于它。`),
  BANDS_GAP: f =>
    say(
      f.after === undefined
        ? `分档没有规定 ${f.before?.edge} 以下`
        : f.before === undefined
          ? `分档没有规定 ${f.after.edge} 以上`
          : `“${edgeText(f.after)}”与“${edgeText(f.before)}”之间有空档`,
      f.write !== undefined
        ? `每个数须恰好落入一档：这一档请写成 \`${f.write}\`；其中尚未规定的部分另写一档 \`refuse “原因”\`。`
        : f.after === undefined || f.before === undefined
          ? `每个数须恰好落入一档：请补一档 ${f.add === undefined ? '`above X`' : `\`${f.add}: …\``}，或写 \`otherwise: …\`；尚未规定的一档写 \`refuse “原因”\`。`
          : '每个数须恰好落入一档：后一档须从前一档结束处开始，`under X` 接 `from X`，`up to X` 接 `above X`；尚未规定的一档写 `refuse “原因”`。',
    ),
  BANDS_OVERLAP: f =>
    say(
      `分档“${f.first}”与“${f.second}”重叠`,
      f.write === undefined
        ? '`up to 3%` 含 3%，下一档从 `above 3%` 开始。'
        : `“${f.first}”已含分界的数：“${f.second}”请写成 \`${f.write}\`。`,
    ),
  BANDS_EDGE: f =>
    say(
      `“${f.found}”不是分档`,
      f.meant === undefined
        ? '写法：`up to 3%`、`under 30`、`from 95`、`above 10%`、`30 to 59` 或 `otherwise`。'
        : `请写成 \`${f.meant}\`。`,
    ),
  CHOICE_MISSING: f =>
    f.write === undefined
      ? say(`“${f.of}”没有规定 ${f.value}，而“${f.reader}”需要它`, '请补一行，或加 `otherwise:`。')
      : say(
          `“${f.reader}”用到“${f.of}”，而 ${f.value} 没有这一项`,
          f.write.length === 1
            ? `请在“${f.reader}”中写明是谁的，与 \`formula:\` 并列：\`${f.write[0]}\`。`
            : `请在“${f.reader}”下各写一行：${f.write.map(line => `\`${line}\``).join('、')}。`,
        ),
  CHOICE_REPEATED: f => say(`“${f.value}”选了两次`, '请只保留一个。'),
  WEIGHTS_SUM: f => say(`权重合计 ${f.sum}%，应为 ${f.due}%`, '请修正权重。'),
  CONDITION_FIXED: f =>
    say(
      `“${f.condition}”${f.holds === 'never' ? '永远不成立' : '总是成立'}${f.because === '' ? '' : `：${f.because}`}`,
      '请修正条件或取值范围。如有意如此，请在 `allow:` 中认可。',
    ),
  BAND_UNREACHED: f =>
    say(
      `没有数值会落入“${f.band}”这一档：${f.because}`,
      '请修正分档或该数值的取值范围。如有意如此，请在 `allow:` 中认可。',
    ),
  SHARE_BY_GROUP: f =>
    say(
      `“${f.name}”是每个人的，因此 \`${f.share}\` 在人员之间分配，整个${f.group}的“${f.weight}”对其中每个人都算一次权重：人多的${f.group}分得多`,
      `如应先在${f.group}之间分配，请在 \`values:\` 中给这个份额取名，再分一次：\`share(名称 by …)\`。如有意如此，请在 \`allow:\` 中认可。`,
    ),
  LIMITS_CROSSED: f => say(`“${f.of}”不得低于 ${f.low}，又不得高于 ${f.high}，两者矛盾`, '请修正其中一个限值。'),
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
  SECRET_USED: f =>
    say(`“${f.name}”是证件号码或账号，只有 \`exports\` 可以读取`, '其他地方一律隐去中间几位。请从此公式中去掉。'),
  LAYOUT_FILE: f => say(`文件名“${f.file}”不能用：${LAYOUT_FILE[f.reason](f.detail)}`, LAYOUT_FILE_HINT),
  RELEASE_READS: f =>
    say(
      `“${f.reserve}”的返还读取“${f.name}”，而返还时没有各${p.unit}的数字`,
      '请改读 `data/results/` 中的结果文件，或用 `--set` 给出该数字。',
    ),
  VOUCHER_COLUMN: f =>
    say(
      `“${f.name}”因人而异，但凭证中没有按它分行的分录`,
      '请写在分录的 `by:` 中，如 `by: 部门`；其他分录的行中该格为空。',
    ),
  LAYOUT_READS: f =>
    say(
      `“${f.name}”按${p.unit}计算，而此格式用于返还“${f.reserve}”`,
      '这种格式可读取花名册、参数，以及 `released`、`held`、`forfeited`、`premium`。',
    ),
})
