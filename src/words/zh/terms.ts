// Words that several sentences in Chinese use: what is due and found, how functions are used, what is wrong with a file.

import type { Every } from '../../core/calendar.ts'
import type { SharingFault } from '../../core/problem-facts.ts'
import {
  type Due,
  type FileTrouble,
  isSystemTrouble,
  type Said,
  type Term,
  type Usage,
  type Whose,
} from '../../core/terms.ts'
import { detailIn, dueIn, type InWords, saidIn, type TermWords, usageIn, whoseIn, wordIn } from '../sentence.ts'
import type { Noun } from './noun.ts'

export const meant = (nearest: string | undefined, otherwise = ''): string =>
  nearest === undefined ? otherwise : `是否应为“${nearest}”？`

export const of = (who: string): string => (who === '' ? '' : `${who} 的`)

const DETAILS: Readonly<Record<FileTrouble, string>> = {
  'a folder': '它是文件夹',
  'a pipe': '它是管道，不是文件',
  'a device': '它是设备，不是文件',
  'a socket': '它是套接字，不是文件',
  damaged: '文件已损坏',
  cut: '文件中途结束',
  'signs in its name': '文件名含有不应出现的字符，请改名',
  'changed while it was read': '读取时被改动',
  ENOENT: '文件不存在',
  EACCES: '没有权限',
  EPERM: '没有权限',
  EISDIR: '它是文件夹',
  ENOTDIR: '它不是文件夹，或不在文件夹中',
  EEXIST: '已有同名的东西',
  ELOOP: '它是无效的链接',
  ENOSPC: '磁盘已满',
  EDQUOT: '磁盘配额已用完',
  EFBIG: '文件超出系统允许的大小',
  EROFS: '磁盘为只读',
  EIO: '磁盘没有响应',
  quote: '有引号没有闭合',
}

export const detail: InWords<string> = detailIn(DETAILS)

/** 附上系统自己的代码，便于查找。 */
export const coded = (text: string): string => (isSystemTrouble(text) ? `${DETAILS[text]}（${text}）` : detail(text))

const TERMS: TermWords = {
  money: '金额',
  number: '数字',
  count: '整数',
  percent: '百分比',
  text: '文字',
  'yes/no': '是/否',
  date: '日期',
  moment: '日期时间',
  time: '时刻',
  list: '列表',
  person: '人员',
  id: '编号',
  'id number': '证件号码',
  account: '账号',
  unknown: '未知',
  figure: '数值',
  'figure or date': '数值或日期',
  'figure or "text"': '数值或 "文字"',
  'person or group': '人员或分组',
  'order, person, group or day': '编号、文字、人员、分组或日期',
  group: '花名册的分组列',
  other: '其他',
  nothing: '空',
  map: '一组“名称: 内容”',
  alias: '引用（`*`）',
  formula: '公式',
  'formula or map': '公式或一组“名称: 内容”',
  'text, list or map': '文字、列表或一组“名称: 内容”',
  'map of weights': '一组权重',
  month: '月份，如 2026-07',
  value: '值',
  'header text': '表头原文',
  'the reason': '理由',
  'each position once': '每个岗位一次',
  'each text once': '每个取值一次',
  'name in allowed_signers': 'allowed_signers 中的名称',
  'name of a sheet': 'sheet：1 – 31 个字，不含 [ ] : * ? / \\',
  'list of': (_, count) => `${count} 项的列表`,
  'list column': of => `列表列：${of}`,
  'date column': of => `日期列：${of}`,
  'person or group column': of => `人员或分组：${of}`,
  'columns of': of => `列 ${of}`,
  'round to at most': (_, count) => `round：至多 ${count}`,
  'currency of two decimals': of => `有两位小数的货币：${of}`,
  'currency of other decimals': (of, count) => `${of}（${count} 位小数）`,
}

/** Times that something comes once in. */
export const spans: Readonly<Record<Every, string>> = {
  month: '月',
  quarter: '季度',
  'half-year': '半年',
  year: '年度',
}

export const said: InWords<Said> = saidIn(TERMS)
export const due: InWords<Due> = dueIn(TERMS)
export const word: InWords<Term> = wordIn(TERMS)

export const usage = (p: Noun): InWords<Usage> =>
  usageIn({
    plain: {
      min: 'min(a, b, …)：取最小',
      max: 'max(a, b, …)：取最大',
      sum: 'sum(a, b, …)，或 sum(表.列 by … where …)',
      average: 'average(a, b, …)，或 average(表.列 by … where …)',
      round: 'round(金额) 取整到分，或 round(数值, 位数)',
      'round down': 'round down(数值, 位数)：向零舍去',
      'round up': 'round up(数值, 位数)：远离零进位',
      'full units': 'full units(数值, 单位)：含几个整单位；负数得 0',
      'started units': 'started units(数值, 单位)：开始了几个单位；负数得 0',
      'months between': 'months between(起, 止)：整月数',
      'years between': 'years between(起, 止)：整年数',
      date: 'date(年, 月, 日)',
      'months after': 'months after(日期, 月数)：若干个月后的同一天；没有这一天的取当月最后一天',
      'days between': 'days between(起, 止)：两个日期间的整天数；两个日期时间（moment）间的天数，含不足一天的部分',
      'hours between': 'hours between(起, 止)：两个日期时间或同一天两个时刻间的小时数，90 分钟为 1.5',
      'minutes between': 'minutes between(起, 止)：两个日期时间或同一天两个时刻间的分钟数',
      weekday: 'weekday(日期)：星期一为 1，星期日为 7；日期时间也可以',
      week: 'week(日期)：该日所在的一周的最后一天；日期时间也可以',
      month: 'month(日期)：该日所在的月份的第一天；日期时间也可以',
      'date of': 'date of(日期时间)：当天的日期',
      'time of': 'time of(日期时间)：当天的时刻',
      'how many': 'how many(条件, 条件, …)：有几个成立',
      'all given': 'all given(甲, 乙, …)：都已填写，没有一个为空',
      'less the better': 'less the better(实际, 目标)：目标 ÷ 实际；实际为 0 时得 1',
      absolute: 'absolute(数值)',
    },
    aggregate: {
      sum: 'sum(表.列 by 列 where 条件)',
      count: 'count(表 by 列 where 条件)',
      'count distinct': 'count distinct(表.列 by 列 where 条件)',
      average: 'average(表.列 by 列 where 条件)',
      min: 'min(表.列 by 列 where 条件)',
      max: 'max(表.列 by 列 where 条件)',
      median: 'median(people.值 by 分组 where 条件)',
      only: 'only(表.列 where 条件)：唯一符合的一行的值；各行都是同一文字、同一天或同一人的，就是一个值',
      rank: 'rank(值, 值相同时再比的 by 分组 where 条件)：最高为 1',
      'rank from lowest': 'rank from lowest(值, 值相同时再比的 by 分组 where 条件)：最低为 1',
      earlier: `earlier(值, 1)：几${p.one}前的值，去年同月写 earlier(值, same month last year)；账簿中没有则为空`,
      'earlier sum': `earlier sum(值, 11)：之前几${p.one}的合计`,
      'earlier average': `earlier average(值, 11)：之前有值的各${p.unit}的平均`,
      'earlier min': `earlier min(值, 2)：之前各${p.unit}中最小的`,
      'earlier max': `earlier max(值, 2)：之前各${p.unit}中最大的`,
      'earlier count': `earlier count(值, 12)：之前有值的${p.unit}数`,
      carried: `carried(余额)：最近一个有余额的${p.name}的值；从未有过则为 0`,
      previous: 'previous(列)、previous(列, 首行的值) 或 previous(列 where 条件)：前一行的值，只用于逐行的公式',
      share: 'share(奖金池 by 权重 where 条件)，或 share(奖金池, 总数 by 权重)',
    },
    takes: { figure: '数值', text: '文字' },
  })

export const whose: InWords<Whose> = whoseIn(
  { 'shop or group': '全店或分组的一个数', shop: '全店一个数', person: '每人一个数', row: '每行一个数' },
  group => `每个${group}一个数`,
)

/** 奖金池无法分配的原因。 */
export const SHARING: Readonly<Record<SharingFault, (detail: string) => string>> = {
  zero: () => '权重全为 0',
  negative: () => '有权重为负',
  fen: amount => `fen ${amount}`,
  whole: sums => `whole ${sums}`,
}
