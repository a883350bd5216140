// A form → a sheet of a workbook: lines around its cells, pages as the form breaks them, titles on each, state, seal and number of the
// page below. A page is as wide as the sheet, with letters of 8 points or larger.

import type { PaperSize } from '../core/currency.ts'
import { columnLetters } from '../core/place.ts'
import type { FormCell, FormRole, FormRow, FormSheet } from '../reports/sheet.ts'
import { cellValue } from './cell-values.ts'
import { FONT, pageText } from './print.ts'
import type { CellStyle, WrittenCell, WrittenSheet } from './workbook.ts'

const THIN = { style: 'thin' } as const
const BOX = { top: THIN, bottom: THIN, left: THIN, right: THIN } as const
const MIDDLE = { vertical: 'center' } as const
const INSET = { ...MIDDLE, horizontal: 'left', indent: 1 } as const
const BOLD = { ...FONT, bold: true } as const
const GREY = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'EDEDED' } } as const

const LOOKS: Readonly<Record<FormRole, CellStyle>> = {
  title: { font: { ...BOLD, size: 16 }, alignment: { ...MIDDLE, horizontal: 'center' } },
  note: { alignment: { ...MIDDLE, horizontal: 'left' }, numFmt: '@' },
  block: { font: BOLD, alignment: { ...MIDDLE, horizontal: 'left' }, numFmt: '@' },
  head: { font: BOLD, fill: GREY, border: BOX, alignment: { ...MIDDLE, wrapText: true, horizontal: 'center' } },
  cell: { border: BOX, alignment: MIDDLE },
  sum: { font: BOLD, border: BOX, alignment: MIDDLE },
  sign: { alignment: { ...MIDDLE, horizontal: 'left' } },
}

const AMOUNTS: Readonly<Record<'cell' | 'sum', CellStyle>> = {
  cell: { ...LOOKS.cell, numFmt: '#,##0.00' },
  sum: { ...LOOKS.sum, numFmt: '#,##0.00' },
}
const TEXTS: Readonly<Record<'cell' | 'sum', CellStyle>> = {
  cell: { ...LOOKS.cell, numFmt: '@', alignment: INSET },
  sum: { ...LOOKS.sum, numFmt: '@', alignment: INSET },
}

/** Excel reads 255 letters below a page. */
const MOST = { seal: 90, state: 90 } as const

export function encodeForm(sheet: FormSheet, name: string, paper: PaperSize): WrittenSheet {
  const { form, widths, titles, breaks, page, scale, state = '', foot = '' } = sheet
  const last = widths.length - 1
  return {
    name,
    columns: widths.map(width => ({ width })),
    rows: { length: form.length, [Symbol.iterator]: () => form.map(row => encodeRow(row, last)).values() },
    heights: new Map(form.map(({ height }, i) => [i, height])),
    freezePane: { rows: titles, columns: 0 },
    merges: form.flatMap(({ wide }, i) => (wide ? [{ startRow: i, endRow: i, startCol: 0, endCol: last }] : [])),
    rowBreaks: breaks.map(row => row - 1),
    pageSetup: {
      paperSize: paper,
      orientation: 'landscape',
      scale,
      printArea: `$A$1:$${columnLetters(last)}$${form.length}`,
      horizontalCentered: true,
      margins: { left: 0.4, right: 0.4, top: 0.4, bottom: 0.6 },
    },
    titles: [`$1:$${titles}`],
    headerFooter: {
      oddHeader: '',
      oddFooter: `&L${pageText(foot, MOST.seal)}&C${page('&P', '&N')}&R${pageText(state, MOST.state)}`,
    },
  }
}

function encodeRow({ cells, wide }: FormRow, last: number): WrittenCell[] {
  const written = cells.map(encodeCell)
  return wide ? [...written, ...Array.from({ length: last }, () => ({ style: written[0]!.style! }))] : written
}

function encodeCell({ role, value }: FormCell): WrittenCell {
  const isText = typeof value === 'string'
  const own = role === 'cell' || role === 'sum'
  const style = own ? (isText ? TEXTS : AMOUNTS)[role] : LOOKS[role]
  return { value: cellValue(value, { kind: isText ? 'text' : 'amount' }), style }
}
