// Rows laid out in pages → a sheet of a workbook: lines around its cells, live sums, pages as they are broken, titles on each, its state
// above, seal and number of the page below. A page is as wide as the sheet, with letters of 7 points or larger.

import type { Local } from '../core/currency.ts'
import { type Decimal, ZERO } from '../core/decimal.ts'
import { once } from '../core/lists.ts'
import { columnLetters } from '../core/place.ts'
import type { Adds, PageCell, PageRole, PageRow, PageSheet } from '../reports/sheet.ts'
import { cellValue } from './cell-values.ts'
import { type AmountFormats, amountFormats, FONT, pageText } from './print.ts'
import type { CellStyle, WrittenCell, WrittenSheet } from './workbook.ts'

const THIN = { style: 'thin' } as const
const BOX = { top: THIN, bottom: THIN, left: THIN, right: THIN } as const
const MIDDLE = { vertical: 'center' } as const
const INSET = { ...MIDDLE, horizontal: 'left', indent: 1 } as const
const BOLD = { ...FONT, bold: true } as const
const GREY = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'EDEDED' } } as const

const LOOKS: Readonly<Record<PageRole, CellStyle>> = {
  title: { font: { ...BOLD, size: 16 }, alignment: { ...MIDDLE, horizontal: 'center' } },
  note: { alignment: { ...MIDDLE, horizontal: 'left' }, numFmt: '@' },
  block: { font: BOLD, alignment: { ...MIDDLE, horizontal: 'left' }, numFmt: '@' },
  head: { font: BOLD, fill: GREY, border: BOX, alignment: { ...MIDDLE, wrapText: true, horizontal: 'center' } },
  cell: { border: BOX, alignment: MIDDLE },
  count: { border: BOX, alignment: INSET, numFmt: '0' },
  sum: { font: BOLD, border: BOX, alignment: MIDDLE },
  sign: { alignment: { ...MIDDLE, horizontal: 'left' } },
  cut: { border: { bottom: { style: 'dashed' } } },
}

/** The look of a cell with an amount, the same one for the same format. */
type AmountLook = (role: 'cell' | 'sum', of: Decimal) => CellStyle

function amountLook({ amount, sum }: AmountFormats): AmountLook {
  const known = new Map<string, CellStyle>()
  return (role, of) => {
    const numFmt = (role === 'sum' ? sum : amount)(of)
    return once(known, `${role} ${numFmt}`, () => ({ ...LOOKS[role], numFmt }))
  }
}

const TEXTS: Readonly<Record<'cell' | 'count' | 'sum', CellStyle>> = {
  cell: { ...LOOKS.cell, numFmt: '@', alignment: INSET },
  count: LOOKS.count,
  sum: { ...LOOKS.sum, numFmt: '@', alignment: INSET },
}

/** Excel reads 255 letters below a page. */
const MOST = { seal: 160, state: 90 } as const

export function encodePages(sheet: PageSheet, name: string, local: Local): WrittenSheet {
  const looks = amountLook(amountFormats(local))
  const { laid, widths, titles, breaks, page, scale, state = '', foot = '' } = sheet
  return {
    name,
    columns: widths.map(width => ({ width })),
    rows: { length: laid.length, [Symbol.iterator]: () => encodeRows(laid, looks) },
    heights: new Map(laid.map(({ height }, i) => [i, height])),
    freezePane: { rows: titles, columns: 0 },
    merges: laid.flatMap(({ cells }, row) =>
      cells.flatMap((own, column) => {
        const { across = 1, tall = 1 } = own ?? {}
        const end = { endRow: row + tall - 1, endCol: column + across - 1 }
        return across * tall > 1 ? [{ startRow: row, startCol: column, ...end }] : []
      }),
    ),
    rowBreaks: breaks.map(row => row - 1),
    pageSetup: {
      paperSize: local.paper,
      orientation: 'landscape',
      scale,
      printArea: `$A$1:$${columnLetters(widths.length - 1)}$${laid.length}`,
      horizontalCentered: true,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6 },
    },
    titles: titles > 0 ? [`$1:$${titles}`] : [],
    headerFooter: {
      oddHeader: `&R${pageText(state, MOST.state)}`,
      oddFooter: `&L${pageText(foot, MOST.seal)}&R${page('&P', '&N')}`,
    },
  }
}

/** What stands across several places has its lines around all of them. */
function* encodeRows(laid: readonly PageRow[], looks: AmountLook): Generator<(WrittenCell | null)[]> {
  /** By row, then by column, the looks of what stands there too. */
  const covered = new Map<number, CellStyle[]>()
  for (const [row, { cells }] of laid.entries()) {
    const written = cells.map((own, column) => (own ? encodeCell(own, row, column, looks) : null))
    for (const [column, own] of cells.entries()) {
      const { across = 1, tall = 1 } = own ?? {}
      for (let r = 0; across * tall > 1 && r < tall; r++) {
        const styles = once(covered, row + r, (): CellStyle[] => [])
        for (let c = 0; c < across; c++) styles[column + c] = written[column]!.style!
      }
    }
    const styles = covered.get(row) ?? []
    covered.delete(row)
    for (const [column, style] of styles.entries()) if (style) written[column] ??= { style }
    yield written
  }
}

function encodeCell({ role, value, adds }: PageCell, row: number, column: number, looks: AmountLook): WrittenCell {
  const isText = typeof value === 'string'
  const style = styleOf(role, value, looks)
  const shown = cellValue(value, { kind: isText ? 'text' : 'amount' })
  if (!adds || shown === null) return { value: shown, style }
  return { value: shown, formula: sumOf(adds, row, columnLetters(column)), formulaResult: shown, style }
}

function styleOf(role: PageRole, value: PageCell['value'], looks: AmountLook): CellStyle {
  if (role !== 'cell' && role !== 'sum' && role !== 'count') return LOOKS[role]
  if (typeof value === 'string') return TEXTS[role]
  return role === 'count' ? LOOKS.count : looks(role, value ?? ZERO)
}

/** The rows as a spreadsheet counts them, from 1 on: the row above a cell has the number that the cell's own has from 0 on. */
function sumOf({ from, below }: Adds, row: number, letters: string): string {
  if (below === undefined) return `SUM(${letters}${from + 1}:${letters}${row})`
  return `SUMIF($A${from + 1}:$A${row - below},">0",${letters}${from + 1 + below}:${letters}${row})`
}
