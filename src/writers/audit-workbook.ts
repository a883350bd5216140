// Sheets with live formulas → an XLSX workbook with their stored results. Texts are text cells; the only formulas are those
// that the sheets say are formulas. The same sheets give the same bytes.

import type { Cell, CellStyle, WriteSheet } from 'hucre/xlsx'
import { columnLetters } from '../core/place.ts'
import type { CellRole, LiveCell, LiveSheet } from '../reports/live/sheets.ts'
import { doubleOf, FONT, printed, workbookBytes } from './xlsx.ts'

/** Cells have the workbook's own font unless they say otherwise: a style that says little costs little. */
const LOOKS: Record<CellRole, CellStyle> = {
  title: { font: { ...FONT, size: 12, bold: true } },
  note: {},
  head: {
    font: { ...FONT, bold: true },
    fill: filled('DDE6EE'),
    alignment: { wrapText: true, vertical: 'center' },
    border: { bottom: { style: 'thin' } },
  },
  words: { font: { ...FONT, size: 8, color: { rgb: '808080' } }, alignment: { wrapText: true, vertical: 'top' } },
  label: {},
  input: { fill: filled('FFF7D6') },
  formula: {},
  step: { fill: filled('F0F0F0') },
}

function filled(rgb: string): NonNullable<CellStyle['fill']> {
  return { type: 'pattern', pattern: 'solid', fgColor: { rgb } }
}

/** Encodes the sheets. */
export function auditWorkbook(sheets: readonly LiveSheet[]): Promise<Uint8Array> {
  const styles = new Map<string, CellStyle>()
  return workbookBytes(
    sheets.map(sheet => encodeSheet(sheet, styles)),
    sheets[0]!.heading,
  )
}

function encodeSheet(sheet: LiveSheet, styles: Map<string, CellStyle>): WriteSheet {
  const cells = new Map<string, Partial<Cell>>()
  let r = 0
  for (const row of sheet.rows) {
    for (let c = 0; c < row.length; c++) {
      const cell = row[c]
      if (cell) cells.set(`${r},${c}`, encodeCell(cell, styleOf(cell, styles), r, c))
    }
    r++
  }
  const columns = sheet.widths.map(width => ({ width }))
  return {
    name: sheet.name,
    columns,
    rows: [],
    cells,
    freezePane: sheet.frozen,
    ...(sheet.filter === undefined ? {} : { autoFilter: { range: sheet.filter } }),
    ...(sheet.alarm === undefined ? {} : { conditionalRules: [alarm(sheet.alarm)] }),
    ...(sheet.heights ? { rowDefs: new Map(sheet.heights.map((height, i) => [i, { height }])) } : {}),
    ...printed(sheet.heading, columns, sheet.frozen.rows, sheet.frozen.columns),
  }
}

function styleOf({ role, format }: LiveCell, styles: Map<string, CellStyle>): CellStyle {
  const key = `${role} ${format}`
  const before = styles.get(key)
  if (before) return before
  const style = format === undefined ? LOOKS[role] : { ...LOOKS[role], numFmt: format }
  styles.set(key, style)
  return style
}

function encodeCell({ value, formula, array }: LiveCell, style: CellStyle, row: number, column: number): Partial<Cell> {
  const plain = typeof value === 'object' && value !== null ? doubleOf(value) : value
  if (formula === undefined) return { value: plain, style }
  const at = array ? ({ formulaType: 'array', formulaRef: cellName(row, column) } as const) : {}
  return { value: plain, type: 'formula', formula, formulaResult: plain, style, ...at }
}

function cellName(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`
}

/** Marks cells that are not 0. */
function alarm(range: string): NonNullable<WriteSheet['conditionalRules']>[number] {
  const style: CellStyle = { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F8CBAD' } } }
  return { type: 'cellIs', operator: 'notEqual', formula: '0', priority: 1, range, style }
}
