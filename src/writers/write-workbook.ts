// The library that writes workbooks, behind this one module: its types go no further. Takes a workbook as data, gives the
// bytes of its file; the same workbook gives the same bytes.

import type { WrittenBook } from './workbook.ts'

export async function writeWorkbook(workbook: WrittenBook): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx')
  return writeXlsx(workbook)
}
