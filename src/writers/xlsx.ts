// Sheets → an XLSX workbook: frozen panes, number formats, widths, print set-up, live totals. The same sheets give the
// same bytes. Texts are text cells, so nothing that came from data can become a formula.

import type { Cell, ColumnDef, WriteSheet } from 'hucre/xlsx'
import { type Decimal, settle, ZERO } from '../core/decimal.ts'
import { columnLetters } from '../core/place.ts'
import type { Sheet, SheetCell, SheetColumn } from '../reports/sheet.ts'

const AMOUNT_FORMAT = '#,##0.00'
export const FONT = { name: 'Microsoft YaHei', size: 10 } as const
const BOLD = { ...FONT, bold: true } as const
const LEFT = { horizontal: 'left', indent: 1 } as const
const HEAD = {
  font: BOLD,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E8EEF4' } },
  alignment: { wrapText: true, vertical: 'center', ...LEFT },
  border: { bottom: { style: 'thin' } },
} as const
const HEAD_OF_FIGURES = { ...HEAD, alignment: { ...HEAD.alignment, horizontal: 'right', indent: 0 } } as const
const TOTAL = { font: BOLD, border: { top: { style: 'thin' } } } as const
/** A spreadsheet cell holds a double: this many digits come out of it as they went in. */
const EXACT_DIGITS = 15
const WIDEST = 60

/** Encodes sheets as a workbook. */
export function xlsxBytes(sheets: readonly Sheet[], title: string): Promise<Uint8Array> {
  return workbookBytes(sheets.map(encodeSheet), title)
}

/** A workbook of sheets that are encoded already. */
export async function workbookBytes(sheets: WriteSheet[], title: string): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx')
  return writeXlsx({
    sheets,
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
  for (const [i, { kind }] of sheet.columns.entries())
    cells.set(`0,${i}`, { style: kind === 'text' ? HEAD : HEAD_OF_FIGURES })
  if (sheet.totalWord !== undefined && sheet.rows.length > 0) addTotals(sheet, rows, cells)
  const last = columnLetters(sheet.columns.length - 1)
  return {
    name: sheet.name,
    columns: sheet.columns.map((c, i) => encodeColumn(c, sheet, i)),
    rows,
    cells,
    freezePane: { rows: 1, columns: sheet.frozen },
    autoFilter: { range: `A1:${last}${sheet.rows.length + 1}` },
    ...printed(sheet.heading, { rows: '$1:$1' }),
  }
}

/** What stands on every printed page. */
export interface Titles {
  readonly rows?: string
  readonly columns?: string
  /** True where the columns go on over several pages. */
  readonly wide?: boolean
}

/** A sheet as it is printed: one page wide unless it is too wide for that, its heading and titles on every page. */
export function printed(heading: string, titles: Titles): Pick<WriteSheet, 'pageSetup' | 'headerFooter'> {
  return {
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      ...(titles.wide ? {} : { fitToPage: true, fitToWidth: 1, fitToHeight: 0 }),
      ...(titles.rows === undefined ? {} : { printTitlesRow: titles.rows }),
      ...(titles.columns === undefined ? {} : { printTitlesColumn: titles.columns }),
      margins: { left: 0.4, right: 0.4, top: 0.7, bottom: 0.6 },
    },
    headerFooter: { oddHeader: `&L${heading.replaceAll('&', '&&')}`, oddFooter: '&R&P / &N' },
  }
}

function encodeColumn(column: SheetColumn, sheet: Sheet, index: number): ColumnDef {
  const numFmt = format(column)
  const width = column.width ?? Math.min(WIDEST, Math.max(8, widest(column, sheet, index) + 2))
  const style = {
    alignment: {
      wrapText: column.width !== undefined,
      vertical: 'top',
      ...(column.kind === 'text' ? LEFT : {}),
    },
  } as const
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

/** Columns that the widest content of a column takes. */
function widest(column: SheetColumn, sheet: Sheet, index: number): number {
  let width = lettersWide(column.title)
  let largest: Decimal = ZERO
  let places = column.places ?? 0
  for (const row of sheet.rows) {
    const cell = row[index]
    if (cell === null || cell === undefined) continue
    if (typeof cell === 'string') width = Math.max(width, lettersWide(cell))
    else {
      if (cell.abs().gt(largest)) largest = cell.abs()
      if (column.kind === 'figure') places = Math.max(places, Math.min(cell.decimalPlaces(), MOST_PLACES))
    }
  }
  const whole = largest.toFixed(0).length
  return Math.max(width, column.kind === 'amount' ? whole + Math.floor(whole / 3) + 4 : whole + places + 2)
}

const MOST_PLACES = 8

/** Chinese letters are two columns wide. */
function lettersWide(text: string): number {
  let width = 0
  for (let i = 0; i < text.length; i++) width += text.charCodeAt(i) > 0x2e7f ? 2 : 1
  return width
}

/** The double that a spreadsheet keeps for a decimal: the nearest to its first 15 digits, which it shows again. */
function cellValue(cell: SheetCell, column: SheetColumn): string | number | null {
  if (cell === null || typeof cell === 'string') return cell
  const settled = settle(cell)
  if (column.kind === 'amount' && settled.precision(true) > EXACT_DIGITS) return settled.toFixed(2)
  return doubleOf(settled)
}

/** The double of a decimal's first 15 digits. */
export function doubleOf(figure: Decimal): number {
  const short = figure.precision() <= EXACT_DIGITS ? figure : settle(figure).toSignificantDigits(EXACT_DIGITS)
  return Number(short.toFixed())
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
