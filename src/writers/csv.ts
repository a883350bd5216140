// A sheet → CSV text: UTF-8 with BOM (spreadsheets in Chinese need it), CRLF. A text that a spreadsheet could take for a
// formula gets an apostrophe before it; amounts stay plain figures.

import { stringify } from 'csv-stringify/sync'
import { plain } from '../core/decimal.ts'
import { amountText } from '../core/money.ts'
import { visibleLines } from '../core/visible.ts'
import { figureOf, type LongSheet, type SheetCell, type SheetColumn } from '../reports/sheet.ts'

const DANGEROUS = /^[=+\-@＝＋－＠\t\r\n]/

/** A text as a CSV cell that no spreadsheet runs and no terminal obeys. */
export function safeText(text: string): string {
  const shown = visibleLines(text)
  return DANGEROUS.test(text) ? `'${shown}` : shown
}

function cellText(cell: SheetCell, column: SheetColumn): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return safeText(cell)
  const figure = figureOf(cell)!
  if (column.kind === 'amount') return amountText(figure)
  return column.places === undefined ? plain(figure) : figure.toFixed(column.places)
}

export function csvText(sheet: LongSheet): string {
  const rows = Array.from(sheet.rows, row => row.map((cell, i) => cellText(cell, sheet.columns[i]!)))
  return stringify([sheet.columns.map(c => safeText(c.title)), ...rows], { bom: true, record_delimiter: 'windows' })
}
