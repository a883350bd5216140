// Keys and words of a scheme as people say them who know them from elsewhere, or in their own language → as they are said here.
// Takes what somebody wrote and what may stand there; gives what was surely meant, or the nearest in its spelling, or nothing.

import { suggest } from '../core/suggest.ts'

/** By the word here, those elsewhere. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  week: ['weekly', '每周', '按周', '周'],
  'two weeks': ['biweekly', 'bi-weekly', 'fortnight', 'fortnightly', 'every two weeks', '双周', '两周', '每两周'],
  'half-month': ['semimonthly', 'semi-monthly', 'half-monthly', 'twice a month', '半月', '半个月', '每半月'],
  month: ['monthly', '每月', '按月', '月'],
  quarter: ['quarterly', '每季度', '每季', '按季', '季度', '季'],
  'half-year': ['half-yearly', 'semiannual', 'semiannually', '半年', '每半年'],
  year: ['yearly', 'annual', 'annually', '每年', '按年', '年', '年度'],
  should: ['warn', 'warning', 'warns', '提醒', '应该'],
  must: ['check', 'require', 'required', 'assert', 'condition', '必须'],
  says: ['say', 'said', 'sentence', 'wording', 'in words', '说法', '措辞', '原文'],
  note: ['message', 'comment', 'text', 'description', '说明', '备注'],
  when: ['if', 'where', 'condition', '条件', '如果'],
  for: ['position', 'positions', 'roles', '岗位'],
  'rows of': ['made of', 'made from', 'rows from', 'based on', 'source'],
  'one row per': ['group by', 'grouped by', 'row per', 'rows per', 'key', 'keys'],
  'in order': ['order by', 'sort by', 'sorted by', 'order', 'sort'],
  'work out': ['calculate', 'computed', 'compute', 'formulas', 'derived'],
  'leave out': ['exclude', 'ignore', 'skip'],
  'entered by': ['form', 'rater', 'rated by', 'filled in by', 'by hand', '评分人', '填写人', '录入'],
  'missing file': ['optional', 'required file', 'if missing'],
  'bands of': ['bands', 'tiers', 'tiers of', 'tier of', 'steps of'],
  'choose by': ['switch', 'case', 'cases of', 'choose', 'lookup'],
  'not below': ['at least', 'min', 'minimum', 'floor', 'guarantee', '保底', '最低', '至少', '不低于', '下限'],
  'not above': ['at most', 'max', 'maximum', 'cap', 'ceiling', '封顶', '最高', '至多', '不超过', '不高于', '上限'],
  round: ['rounding', 'rounded', 'decimals', '取整', '四舍五入', '小数'],
  withheld: ['withhold', 'hold back', 'held back', 'formula', 'amount', '预留', '留存', '比例', '金额'],
  'forfeited at once': ['forfeit', 'forfeited', 'lost', '没收'],
  release: ['pay back', 'paid back', 'payout', '返还', '发放'],
  ratio: ['rate', 'share', 'percent', '比例', '返还比例'],
  // Types of columns
  money: ['currency', 'amount', 'price', '金额', '货币'],
  number: ['float', 'decimal', 'numeric', 'figure', '数字', '数值'],
  count: ['int', 'integer', '整数'],
  percent: ['percentage', 'rate', '%', '百分比'],
  text: ['string', 'str', 'varchar', '文本', '文字'],
  'yes/no': ['bool', 'boolean', 'flag', '是否'],
  date: ['日期', 'day'],
  moment: ['datetime', 'timestamp', 'date and time'],
  time: ['时刻', 'time of day', 'clock'],
  person: ['employee', 'staff', 'worker', '人员', '员工', '姓名'],
}

/** What was meant by a key or a word that means nothing here; one of the known ones. */
export function meantWord(found: string, known: readonly string[]): string | undefined {
  const word = found.trim().toLowerCase()
  return known.find(here => Object.hasOwn(ELSEWHERE, here) && ELSEWHERE[here]!.includes(word)) ?? suggest(found, known)
}
