// Rows that are no data: sums (合计, 小计, Total) and notes of who printed the list. Takes the first text of a row, gives
// what it is; undefined for data.

/** `part`: the rows since the last such row; `running`: all rows so far, more may follow; `whole`: all rows, the end. */
export type TotalRow = 'part' | 'running' | 'whole'
/** `note`: no sum, only words below the table. */
export type OtherRow = TotalRow | 'note'

const WORDS = new Map<string, TotalRow>([
  ...['小计', '本页小计', '本页合计', '分页小计', 'subtotal'].map(word => [word, 'part'] as const),
  ...['累计'].map(word => [word, 'running'] as const),
  ...['合计', '总计', '总合计', '共计', 'total', 'grandtotal', 'totals'].map(word => [word, 'whole'] as const),
])
const LONGEST = 24
const NOTE =
  /^\s*(((导出|打印|制表|制单|审核|复核|经办|报表生成|填表|统计)(人|员|者|时间|日期)|注|备注|说明)|(print|export|generat)ed (by|at|on|time))\s*[:：]/i
const BEGINNING = /^[\s\u200b-\u200f\ufeff]*[合总小本分累共tgs\uff34\uff27\uff33\uff54\uff47\uff53]/i

/** What kind of row other than data begins with this text. */
export function otherRow(first: string): OtherRow | undefined {
  if (NOTE.test(first)) return 'note'
  if (first.length > LONGEST || !BEGINNING.test(first)) return undefined
  return WORDS.get(
    first
      .normalize('NFKC')
      .replace(/[\s:\u200b-\u200f\ufeff]/g, '')
      .replace('-', '')
      .toLowerCase(),
  )
}
