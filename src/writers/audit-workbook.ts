// Sheets with live formulas → an XLSX workbook with their stored results. Texts are text cells; the only formulas are those
// that the sheets say are formulas. The same sheets give the same bytes.

import type { PaperSize } from '../core/currency.ts'
import { once } from '../core/lists.ts'
import { columnLetters } from '../core/place.ts'
import type { CellRole, LiveCell, LiveSheet } from '../live/workbook.ts'
import { doubleOf } from './cell-values.ts'
import { FONT } from './print.ts'
import type { AlarmRule, CellStyle, CellValue, Fill, WrittenCell, WrittenSheet } from './workbook.ts'
import { writeWorkbook } from './write-workbook.ts'
import { printed, workbookOf } from './xlsx.ts'

/** Cells have the workbook's own font unless they say otherwise: a style that says little costs little. */
const LOOKS: Record<CellRole, CellStyle | undefined> = {
  title: { font: { ...FONT, size: 12, bold: true } },
  note: undefined,
  head: {
    font: { ...FONT, bold: true },
    fill: filled('DDE6EE'),
    alignment: { wrapText: true, vertical: 'center' },
    border: { bottom: { style: 'thin' } },
  },
  words: { font: { ...FONT, size: 8, color: { rgb: '808080' } }, alignment: { wrapText: true, vertical: 'top' } },
  label: undefined,
  input: { fill: filled('FFF7D6') },
  formula: undefined,
  step: { fill: filled('F0F0F0') },
}

function filled(rgb: string): Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { rgb } }
}

export function auditWorkbook(sheets: readonly LiveSheet[], paper: PaperSize): Promise<Uint8Array> {
  return writeWorkbook(
    workbookOf(
      sheets.map(sheet => encodeSheet(sheet, paper)),
      sheets[0]!.heading,
    ),
  )
}

function encodeSheet(sheet: LiveSheet, paper: PaperSize): WrittenSheet {
  const columns = sheet.widths.map(width => ({ width }))
  return {
    name: sheet.name,
    columns,
    rows: { length: sheet.rows.length, [Symbol.iterator]: () => encodeRows(sheet.rows) },
    freezePane: sheet.frozen,
    ...(sheet.filter === undefined ? {} : { autoFilter: { range: sheet.filter } }),
    ...(sheet.alarm === undefined ? {} : { conditionalRules: [alarm(sheet.alarm)] }),
    ...(sheet.heights ? { heights: new Map(sheet.heights.entries()) } : {}),
    ...printed(sheet, columns, paper, sheet.frozen.rows, sheet.frozen.columns),
  }
}

/** By role and format. */
type Looks = Map<LiveCell['role'], Map<LiveCell['format'], CellStyle | undefined>>

function* encodeRows(rows: LiveSheet['rows']): Generator<(WrittenCell | null)[]> {
  const styles: Looks = new Map()
  let r = 0
  for (const row of rows) {
    yield row.map((cell, c) => cell && encodeCell(cell, styles, r, c))
    r++
  }
}

function styleOf({ role, format }: LiveCell): CellStyle | undefined {
  return format === undefined ? LOOKS[role] : { ...LOOKS[role], numFmt: format }
}

function encodeCell(cell: LiveCell, styles: Looks, row: number, column: number): WrittenCell {
  const looks = once(styles, cell.role, () => new Map<LiveCell['format'], CellStyle | undefined>())
  const style = once(looks, cell.format, () => styleOf(cell))
  const value = plain(cell.value)
  if (cell.formula === undefined) return { value, style }
  const own: WrittenCell = { value, style, formula: cell.formula, formulaResult: value }
  if (cell.array) own.formulaRef = cellName(row, column)
  return own
}

function plain(value: LiveCell['value']): CellValue {
  return typeof value === 'object' && value !== null ? doubleOf(value) : value
}

function cellName(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`
}

/** Marks cells that are not 0. */
function alarm(range: string): AlarmRule {
  const style: CellStyle = { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F8CBAD' } } }
  return { type: 'cellIs', operator: 'notEqual', formula: '0', priority: 1, range, style }
}
