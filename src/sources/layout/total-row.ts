// Rows that are no data: sums (合计, 小计, Total) and notes of who printed the list. Takes the first text of a row, gives
// what it is; undefined for data.

/**
 * `part`: the rows since the last such row; `group`: those since any total row before it; `running`: all rows so far, more
 * may follow; `whole`: all rows, the end.
 */
export type TotalRow = 'part' | 'group' | 'running' | 'whole'
/** `note`: no sum, only words below the table. */
export type OtherRow = TotalRow | 'note'

const WORDS = new Map<string, TotalRow>([
  ...['小计', '小計', '本页小计', '本页合计', '分页小计', 'subtotal'].map(word => [word, 'part'] as const),
  ...['累计', '累計', '本月累计', '当月累计', '本期累计'].map(word => [word, 'running'] as const),
  ...['合计', '合計', '总计', '總計', '总合计', '共计', 'total', 'grandtotal', 'totals'].map(
    word => [word, 'whole'] as const,
  ),
])
/** 机电小计, 李四 汇总, 合计金额, 合计：25条: a sum of some rows, if nothing else stands beside it. */
const NAMED =
  /.(小计|小計|合计|合計|总计|總計|汇总|total)$|^(小计|小計|合计|合計|总计|總計|共计)(金额|数|数量|\d+\D{0,3})$|^共\d+\D{1,3}$/
const LONGEST = 24
const PEOPLE_AND_TIMES =
  '(导出|打印|制表|制单|审核|复核|经办|报表生成|填表|统计)(人|员|者|时间|日期)|(print|export|generat)ed (by|at|on|time)'
const NOTE = new RegExp(`^\\s*((${PEOPLE_AND_TIMES})\\s*([:：]|$)|(注|备注|说明)\\s*[:：])`, 'i')
const BEGINNING = /^[\s\u200b-\u200f\ufeff[(【（《]*[合总總小本当分累共tgs\uff34\uff27\uff33\uff54\uff47\uff53]/i
const ENDING = /[计計总總l\uff4c\uff2c)\]）】》:：\s]$/i

/** What kind of row other than data begins with this text. `alone`: no word stands beside it, at most figures. */
export function otherRow(first: string, alone: () => boolean): OtherRow | undefined {
  if (NOTE.test(first)) return 'note'
  if (first.length > LONGEST || !(BEGINNING.test(first) || ENDING.test(first))) return undefined
  const bare = first
    .normalize('NFKC')
    .replace(/[\s:\u200b-\u200f\ufeff]/g, '')
    .replace('-', '')
    .replace(/^[[(【《](.+)[\])】》]$/, '$1')
    .replace(/(.)\([^()]{1,8}\)$/, '$1')
    .toLowerCase()
  return WORDS.get(bare) ?? (NAMED.test(bare) && alone() ? 'group' : undefined)
}
