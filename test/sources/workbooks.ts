// Makes workbooks for the tests: XLSX, old XLS, HTML and XML tables, with what exports have in them.

import { utils, write } from '@e965/xlsx'
import { type CellValue, type WriteSheet, writeXlsx } from 'hucre/xlsx'

export type SheetOptions = Partial<Omit<WriteSheet, 'rows'>>

/** `A3:C3` as a merge of the writer. */
export function merge(range: string): { startRow: number; startCol: number; endRow: number; endCol: number } {
  const { s, e } = utils.decode_range(range)
  return { startRow: s.r, startCol: s.c, endRow: e.r, endCol: e.c }
}

export async function xlsx(rows: CellValue[][], options: SheetOptions = {}): Promise<Uint8Array> {
  return writeXlsx({ sheets: [{ name: 'Sheet1', rows, ...options }] })
}

/** Several sheets: name, rows and what else. */
export async function xlsxOf(...sheets: WriteSheet[]): Promise<Uint8Array> {
  return writeXlsx({ sheets })
}

/** An old workbook. Number formats and formulas are given by cell name. */
export function xls(
  rows: CellValue[][],
  options: { formats?: Record<string, string>; merges?: string[]; hidden?: boolean; is1904?: boolean } = {},
): Buffer {
  const sheet = utils.aoa_to_sheet(rows, { UTC: true })
  for (const [cell, format] of Object.entries(options.formats ?? {})) sheet[cell].z = format
  sheet['!merges'] = (options.merges ?? []).map(range => utils.decode_range(range))
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, '数据')
  if (options.hidden) {
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows), '备份')
    book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] }
  }
  if (options.is1904) book.Workbook = { ...book.Workbook, WBProps: { date1904: true } }
  return write(book, { type: 'buffer', bookType: 'biff8' })
}
