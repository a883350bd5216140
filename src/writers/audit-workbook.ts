// Sheets with live formulas → an XLSX workbook with their stored results. Texts are text cells; the only formulas are those
// that the sheets say are formulas. The same sheets give the same bytes.

import { columnLetters } from '../core/place.ts'
import type { CellRole, LiveCell, LiveSheet } from '../live/workbook.ts'
import { encodeWorkbook, inThread, isLarge } from './encode-workbook.ts'
import type { AlarmRule, CellStyle, Fill, WrittenBook, WrittenCell, WrittenSheet } from './workbook.ts'
import { doubleOf, FONT, printed, workbookOf } from './xlsx.ts'

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

/** How cells of a kind look, and whether their formula is one of whole columns. */
type Look = Pick<LiveCell, 'role' | 'format' | 'array'>

/** A sheet in flat lists, which go to another thread at little cost. */
export interface PackedSheet {
  readonly sheet: Omit<LiveSheet, 'rows'>
  readonly looks: readonly Look[]
  /** Cells of each row. */
  readonly widths: readonly number[]
  /** Of every cell, row by row: its look, 0 for none, else its number and 1; its value; its formula. */
  readonly look: readonly number[]
  readonly values: readonly (number | string | boolean | null)[]
  readonly formulas: readonly (string | undefined)[]
}

/** Encodes the sheets, in a thread where they are large. */
export function auditWorkbook(sheets: readonly LiveSheet[]): Promise<Uint8Array> {
  const packed = sheets.map(pack)
  const cells = packed.reduce((sum, { look }) => sum + look.length, 0)
  return isLarge(cells) ? inThread({ audit: packed }) : encodeWorkbook(auditOptions(packed))
}

/** The workbook of packed sheets. */
export function auditOptions(sheets: readonly PackedSheet[]): WrittenBook {
  return workbookOf(sheets.map(encodeSheet), sheets[0]!.sheet.heading)
}

function pack({ rows, ...sheet }: LiveSheet): PackedSheet {
  const looks: Look[] = []
  const packed = { sheet, looks, widths: [] as number[], look: [] as number[] }
  const values: PackedSheet['values'][number][] = []
  const formulas: PackedSheet['formulas'][number][] = []
  for (const row of rows) {
    packed.widths.push(row.length)
    for (const cell of row) {
      values.push(cell ? plain(cell.value) : null)
      formulas.push(cell?.formula)
      packed.look.push(cell ? lookOf(cell, looks) : 0)
    }
  }
  return { ...packed, values, formulas }
}

/** The number of a cell's look; there are few. */
function lookOf({ role, format, array }: LiveCell, looks: Look[]): number {
  const at = looks.findIndex(l => l.role === role && l.format === format && l.array === array)
  return at < 0 ? looks.push({ role, format, array }) : at + 1
}

function plain(value: LiveCell['value']): number | string | boolean | null {
  return typeof value === 'object' && value !== null ? doubleOf(value) : value
}

function encodeSheet({ sheet, looks, widths, look, values, formulas }: PackedSheet): WrittenSheet {
  const styles = looks.map(styleOf)
  const cells = new Map<string, WrittenCell>()
  let i = 0
  for (const [r, width] of widths.entries())
    for (let c = 0; c < width; c++, i++) {
      const of = look[i]! - 1
      if (of >= 0) cells.set(`${r},${c}`, encodeCell(looks[of]!, values[i]!, formulas[i], styles[of], r, c))
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
    ...printed(sheet, columns, sheet.frozen.rows, sheet.frozen.columns),
  }
}

function styleOf({ role, format }: Look): CellStyle | undefined {
  return format === undefined ? LOOKS[role] : { ...LOOKS[role], numFmt: format }
}

function encodeCell(
  { array }: Look,
  value: number | string | boolean | null,
  formula: string | undefined,
  style: CellStyle | undefined,
  row: number,
  column: number,
): WrittenCell {
  const look = style === undefined ? {} : { style }
  if (formula === undefined) return { value, ...look }
  const at = array ? ({ formulaType: 'array', formulaRef: cellName(row, column) } as const) : {}
  return { value, type: 'formula', formula, formulaResult: value, ...look, ...at }
}

function cellName(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`
}

/** Marks cells that are not 0. */
function alarm(range: string): AlarmRule {
  const style: CellStyle = { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F8CBAD' } } }
  return { type: 'cellIs', operator: 'notEqual', formula: '0', priority: 1, range, style }
}
