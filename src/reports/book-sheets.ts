// Register and balances of the book as sheets, in the words of the language that is asked for.

import type { RowColumn, Rows } from '../book/rows.ts'
import { decimal } from '../core/decimal.ts'
import type { Language } from '../words/language.ts'
import type { Sheet, SheetCell, SheetColumn } from './sheet.ts'
import { amount, text } from './sheet-parts.ts'

const WORDS: Record<string, { en: string; zh: string }> = {
  number: { en: 'Entry no', zh: '序号' },
  entry: { en: 'Entry', zh: '事项' },
  period: { en: 'Period', zh: '期间' },
  payout: { en: 'Paid in', zh: '发放月份' },
  person: { en: 'Employee no', zh: '工号' },
  name: { en: 'Name', zh: '姓名' },
  type: { en: 'Kind of account', zh: '科目类别' },
  account: { en: 'Account', zh: '科目' },
  reserve: { en: 'Reserve', zh: '预留项' },
  deduction: { en: 'Deduction', zh: '扣款项' },
  origin: { en: 'Of month', zh: '发生月份' },
  kind: { en: 'Posting', zh: '记账' },
  amount: { en: 'Amount', zh: '金额' },
  line: { en: 'Line', zh: '项目' },
  reason: { en: 'Reason', zh: '原因' },
  opening: { en: 'Opening', zh: '期初' },
  withheld: { en: 'Withheld', zh: '预留' },
  released: { en: 'Released', zh: '返还' },
  forfeited: { en: 'Forfeited', zh: '没收' },
  recovered: { en: 'Corrected', zh: '更正冲回' },
  premium: { en: 'Premium', zh: '溢价' },
  closing: { en: 'Held', zh: '余额' },
  'released by': { en: 'Released by entry', zh: '返还序号' },
  due: { en: 'Due', zh: '应扣' },
  taken: { en: 'Deducted', zh: '已扣' },
  carried: { en: 'Carried over', zh: '未扣余额' },
  releasable: { en: 'Releasable', zh: '可返还月份' },
  time: { en: 'Sealed at', zh: '封存时间' },
  version: { en: 'Version', zh: '版本' },
  people: { en: 'People', zh: '人数' },
  figures: { en: 'Figures', zh: '数字摘要' },
  seal: { en: 'Seal', zh: '封印' },
  risk: { en: 'At risk', zh: '风险' },
}

function bookWord(key: string, language: Language): string {
  return WORDS[key]?.[language] ?? key
}

const VALUES: Record<string, Record<string, { en: string; zh: string }>> = {
  entry: {
    close: { en: 'closing', zh: '结账' },
    release: { en: 'release', zh: '返还' },
    correct: { en: 'correction', zh: '更正' },
  },
}
const POSTINGS: ReadonlySet<string> = new Set(['type', 'kind'])

/** A cell in words: what is an entry, an account or a posting by a key of the book. */
export function bookCell(cell: string, key: string, language: Language): string {
  return VALUES[key]?.[cell]?.[language] ?? (POSTINGS.has(key) ? bookWord(cell, language) : cell)
}

export function bookColumns(columns: Rows['columns'], language: Language): SheetColumn[] {
  return columns.map(({ key, kind }) => (kind === 'amount' ? amount : text)(bookWord(key, language)))
}

/** Rows as a sheet; amounts add up in a total row. */
export function bookSheet({ columns, rows }: Rows, name: string, heading: string, language: Language): Sheet {
  return {
    name,
    heading,
    columns: bookColumns(columns, language),
    rows: Array.from(rows, row => row.map((cell, i) => sheetCell(cell, columns[i]!, language))),
    totalWord: language === 'zh' ? '合计' : 'Total',
    frozen: 2,
  }
}

function sheetCell(cell: string, { key, kind }: RowColumn, language: Language): SheetCell {
  return kind === 'amount' ? decimal(cell) : bookCell(cell, key, language)
}
