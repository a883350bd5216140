// How functions of formulas are used, in Chinese, by their usage as the checker names it; and what a place of a scheme
// file expects. Words of the scheme language stay as they are.

const USAGES: Readonly<Record<string, string>> = {
  'min(a, b, …): the smallest': 'min(a, b, …)：取最小',
  'max(a, b, …): the largest': 'max(a, b, …)：取最大',
  'sum(a, b, …), or sum(table.column by … where …)': 'sum(a, b, …)，或 sum(表.列 by … where …)',
  'average(a, b, …), or average(table.column by … where …)': 'average(a, b, …)，或 average(表.列 by … where …)',
  'round(amount) to the fen, or round(figure, places)': 'round(金额) 取整到分，或 round(数值, 位数)',
  'round down(figure, places): toward zero': 'round down(数值, 位数)：向零舍去',
  'round up(figure, places): away from zero': 'round up(数值, 位数)：远离零进位',
  'full units(figure, unit): how many whole units it holds; 0 below zero':
    'full units(数值, 单位)：含几个整单位；负数得 0',
  'started units(figure, unit): how many units it begins; 0 below zero':
    'started units(数值, 单位)：开始了几个单位；负数得 0',
  'months between(from, to): whole months': 'months between(起, 止)：整月数',
  'how many(condition, condition, …): how many hold': 'how many(条件, 条件, …)：有几个成立',
  'less the better(actual, target): target ÷ actual; 1 where actual is 0':
    'less the better(实际, 目标)：目标 ÷ 实际；实际为 0 时得 1',
  'only(table.column where condition): the value of the one row that fits':
    'only(表.列 where 条件)：唯一符合的一行的值',
  'rank(value by group where condition): 1 is the highest': 'rank(值 by 分组 where 条件)：最高为 1',
  'rank from lowest(value by group where condition): 1 is the lowest':
    'rank from lowest(值 by 分组 where 条件)：最低为 1',
  'earlier(value, 1): what it was so many months before; blank where the book has none':
    'earlier(值, 1)：几个月前的值；账簿中没有则为空',
  'earlier sum(value, 11): of so many months before this one': 'earlier sum(值, 11)：之前几个月的合计',
  'earlier average(value, 11): of the months before that have one': 'earlier average(值, 11)：之前有值的各月的平均',
  'earlier min(value, 2): the smallest of the months before': 'earlier min(值, 2)：之前各月中最小的',
  'earlier max(value, 2): the largest of the months before': 'earlier max(值, 2)：之前各月中最大的',
  'earlier count(value, 12): how many of the months before have one': 'earlier count(值, 12)：之前有值的月数',
  'carried(balance): what it was in the last month that has one; 0 without any':
    'carried(余额)：最近一个有余额的月份的值；从未有过则为 0',
}

/** The words that stand for something in a usage, such as `figure` and `condition`. */
const PARTS: Readonly<Record<string, string>> = {
  table: '表',
  column: '列',
  condition: '条件',
  figure: '数值',
  weight: '权重',
  value: '值',
  group: '分组',
  pool: '奖金池',
  whole: '总数',
}

/** The usage of a function. */
export function usage(text: string): string {
  return USAGES[text] ?? text.replace(/[a-z]+/g, word => PARTS[word] ?? word).replaceAll(', or ', '，或 ')
}

const EXPECTED: Readonly<Record<string, string>> = {
  'figure or "text"': '数值或 "文字"',
  'text, list or map': '文字、列表或一组“名称: 内容”',
  'map of weights': '一组权重',
  'unique with type id | text': '`type` 为 id 或 text 才可写 `unique`',
  month: '月份',
  value: '值',
  alias: '引用（`*`）',
  'each position once': '每个岗位一次',
  'each text once': '每个取值一次',
  'the reason': '理由',
  'name in allowed_signers': 'allowed_signers 中的名称',
  'header text': '表头原文',
  'sheet: 1 – 31, no [ ] : * ? / \\': 'sheet：1 – 31 个字，不含 [ ] : * ? / \\',
}

const BEFORE: Readonly<Record<string, string>> = {
  'date column': '日期列',
  'currency of two decimals': '有两位小数的货币',
  'list column': '列表列',
  'person or group': '人员或分组',
}

/** What is expected somewhere in a scheme file; undefined where it is words of the language itself. */
export function expected(text: string): string | undefined {
  const known = EXPECTED[text]
  if (known !== undefined) return known
  const [, before = '', after = ''] = /^([a-z ]+): (.*)$/.exec(text) ?? []
  if (BEFORE[before] !== undefined) return `${BEFORE[before]}：${after}`
  const [, number] = /^list of (\d+)$/.exec(text) ?? []
  if (number !== undefined) return `${number} 项的列表`
  const [, places] = /^round: (\d+) or less$/.exec(text) ?? []
  if (places !== undefined) return `round：至多 ${places}`
  if (!text.includes(' | ')) return undefined
  return text
    .split(' | ')
    .map(part => expected(part) ?? part)
    .join(' | ')
}
