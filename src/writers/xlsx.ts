// Sheets → an XLSX workbook: frozen panes, number formats, widths, print set-up, live totals. The same sheets give the
// same bytes. Texts are text cells, so nothing that came from data can become a formula.

import type { Cell, ColumnDef, WriteSheet } from 'hucre/xlsx'
import stringWidth from 'string-width'
import { type Decimal, settle, ZERO } from '../core/decimal.ts'
import { columnLetters } from '../core/place.ts'
import type { Sheet, SheetCell, SheetColumn } from '../reports/sheet.ts'

const AMOUNT_FORMAT = '#,##0.00'
const FONT = { name: 'Microsoft YaHei', size: 10 } as const
const BOLD = { ...FONT, bold: true } as const
const HEAD = {
  font: BOLD,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E8EEF4' } },
  alignment: { wrapText: true, vertical: 'center' },
  border: { bottom: { style: 'thin' } },
} as const
const TOTAL = { font: BOLD, border: { top: { style: 'thin' } } } as const
/** A spreadsheet cell holds a double: this many digits come out of it as they went in. */
const EXACT_DIGITS = 15
const WIDEST = 60

/** Encodes sheets as a workbook. */
export async function xlsxBytes(sheets: readonly Sheet[], title: string): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx')
  return writeXlsx({
    sheets: sheets.map(encodeSheet),
    defaultFont: FONT,
    // A fixed date: the same inputs give the same bytes.
    properties: { title, creator: 'bonusbook', created: new Date(0), modified: new Date(0) },
  })
}

function encodeSheet(sheet: Sheet): WriteSheet {
  const rows = [
    sheet.columns.map(c => c.title),
    ...sheet.rows.map(row => row.map((cell, i) => cellValue(cell, sheet.columns[i]!))),
  ]
  const cells = new Map<string, Partial<Cell>>()
  for (const i of sheet.columns.keys()) cells.set(`0,${i}`, { style: HEAD })
  if (sheet.totalWord !== undefined && sheet.rows.length > 0) addTotals(sheet, rows, cells)
  const last = columnLetters(sheet.columns.length - 1)
  return {
    name: sheet.name,
    columns: sheet.columns.map((c, i) => encodeColumn(c, sheet, i)),
    rows,
    cells,
    freezePane: { rows: 1, columns: sheet.frozen },
    autoFilter: { range: `A1:${last}${sheet.rows.length + 1}` },
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '$1:$1',
      margins: { left: 0.4, right: 0.4, top: 0.7, bottom: 0.6 },
    },
    headerFooter: { oddHeader: `&L${sheet.heading.replaceAll('&', '&&')}`, oddFooter: '&R&P / &N' },
  }
}

function encodeColumn(column: SheetColumn, sheet: Sheet, index: number): ColumnDef {
  const numFmt = format(column)
  const width = column.width ?? Math.min(WIDEST, Math.max(8, widest(column, sheet, index) + 2))
  const style = { alignment: { wrapText: column.width !== undefined, vertical: 'top' } } as const
  return {
    width,
    ...(numFmt === undefined ? {} : { numFmt }),
    style: numFmt === undefined ? style : { ...style, numFmt },
  }
}

function format(column: SheetColumn): string | undefined {
  if (column.kind === 'amount') return AMOUNT_FORMAT
  if (column.kind === 'text') return '@'
  return column.places === undefined || column.places === 0 ? undefined : `0.${'0'.repeat(column.places)}`
}

function widest(column: SheetColumn, sheet: Sheet, index: number): number {
  let width = stringWidth(column.title)
  for (const row of sheet.rows) {
    const cell = row[index]
    if (cell === null || cell === undefined) continue
    const text =
      typeof cell === 'string'
        ? cell
        : column.kind === 'amount'
          ? `${cell.toFixed(2)},,`
          : (cell as Decimal).toSignificantDigits(10).toFixed()
    width = Math.max(width, stringWidth(text))
  }
  return width
}

/** The double that a spreadsheet keeps for a decimal: the nearest to its first 15 digits, which it shows again. */
function cellValue(cell: SheetCell, column: SheetColumn): string | number | null {
  if (cell === null || typeof cell === 'string') return cell
  const settled = settle(cell)
  if (column.kind === 'amount' && settled.precision(true) > EXACT_DIGITS) return settled.toFixed(2)
  return Number(settled.toSignificantDigits(EXACT_DIGITS).toFixed())
}

/** A last row of live sums, with their results stored beside them. */
function addTotals(sheet: Sheet, rows: (string | number | null)[][], cells: Map<string, Partial<Cell>>): void {
  const line = sheet.rows.length + 1
  rows.push(sheet.columns.map((_, i) => (i === 0 ? sheet.totalWord! : null)))
  cells.set(`${line},0`, { style: TOTAL })
  for (const [i, column] of sheet.columns.entries()) {
    if (i === 0) continue
    if (!column.total) {
      cells.set(`${line},${i}`, { style: TOTAL })
      continue
    }
    const letters = columnLetters(i)
    const sum = sheet.rows.reduce<Decimal>(
      (total, row) => (row[i] === null || typeof row[i] === 'string' ? total : total.plus(row[i]!)),
      ZERO,
    )
    const result = cellValue(sum, column)
    cells.set(`${line},${i}`, {
      value: result,
      type: 'formula',
      formula: `SUM(${letters}2:${letters}${line})`,
      formulaResult: result,
      style: { ...TOTAL, numFmt: AMOUNT_FORMAT },
    })
  }
}
