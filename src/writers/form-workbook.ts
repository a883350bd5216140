// Forms → a workbook to be filled in: what stands there is locked, cells to be filled are open and take only what the scheme allows;
// nothing stands below the last row, so that the workbook is read as it comes back. The same forms give the same bytes.

import type { Decimal } from '../core/decimal.ts'
import { plain } from '../core/decimal.ts'
import { columnLetters } from '../core/place.ts'
import type { Form, FormColumn } from '../reports/form.ts'
import { lettersWide, linesOf } from '../reports/letters.ts'
import { sheetNaming } from '../reports/sheet-names.ts'
import { type CellType, isFigure, isWhole, type Range } from '../tables/spec.ts'
import type { FormWords } from '../words/en/form.ts'
import { FONT } from './print.ts'
import type { CellStyle, DataCheck, Fill, WrittenCell, WrittenColumn, WrittenSheet } from './workbook.ts'
import { writeWorkbook } from './write-workbook.ts'
import { printed, workbookOf } from './xlsx.ts'

const BOLD = { ...FONT, bold: true } as const
const LINE = { style: 'thin' } as const
const BOX = { top: LINE, bottom: LINE, left: LINE, right: LINE } as const
const CENTRE = { horizontal: 'center', vertical: 'center', wrapText: true } as const
const WRAP = { horizontal: 'left', indent: 1, vertical: 'center', wrapText: true } as const
const fill = (rgb: string): Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { rgb } })
const TITLE: CellStyle = { font: { ...FONT, size: 14, bold: true } }
const SAID: CellStyle = { font: FONT }
const LABEL: CellStyle = { font: BOLD, alignment: WRAP, border: BOX, fill: fill('E8EEF4') }
const HEAD: CellStyle = { ...LABEL, alignment: CENTRE }
const NOTE: CellStyle = { font: { ...FONT, size: 9 }, alignment: WRAP, border: BOX }
const MARKS: CellStyle = { font: FONT, alignment: CENTRE, border: BOX }
const WHO: CellStyle = {
  font: FONT,
  alignment: { horizontal: 'left', indent: 1, vertical: 'center' },
  border: BOX,
  numFmt: '@',
}
const SHUT: CellStyle = { border: BOX, fill: fill('D9D9D9') }
const SUM: CellStyle = { font: BOLD, alignment: CENTRE, border: BOX, numFmt: '0.##' }
const OPEN: CellStyle = {
  ...{ font: FONT, alignment: CENTRE, border: BOX, fill: fill('FFF9DB') },
  protection: { locked: false },
}

const LEAST_WIDTH = 9
const MOST_WIDTH = 14
const LINE_HEIGHT = 15
const MOST_LINES = 14

/** A workbook of forms, a sheet each. */
export function formWorkbook(forms: readonly Form[], words: FormWords): Promise<Uint8Array> {
  const nameOf = sheetNaming()
  return writeWorkbook(
    workbookOf(
      forms.map(form => formSheet(form, nameOf(form.name), words)),
      forms[0]!.title,
    ),
  )
}

/** A column of the sheet: of a rater's block, or the sum of one. */
interface Cell {
  readonly by: string
  readonly column: FormColumn | undefined
  readonly sum: string | undefined
  readonly block: number
  readonly at: number
}

function formSheet(form: Form, name: string, words: FormWords): WrittenSheet {
  const { leads, blocks, rows, lines } = form
  const cells = blocks.flatMap(({ by, columns, sum }, block): Cell[] => [
    ...columns.map((column, at) => ({ by, column, sum: undefined, block, at })),
    ...(sum === undefined ? [] : [{ by, column: undefined, sum, block, at: columns.length }]),
  ])
  const leadWidth = (i: number): number =>
    Math.max(
      LEAST_WIDTH,
      ...[leads[i]!, ...(i === 0 ? [words.by, words.counts, words.marks] : []), ...rows.map(row => row.leads[i]!)].map(
        text => lettersWide(text) + 2,
      ),
    )
  const columns: WrittenColumn[] = [
    ...leads.map((_, i) => ({ width: Math.min(24, leadWidth(i)) })),
    ...cells.map(({ column, sum }) => {
      const wide = lettersWide(column?.header ?? sum!) + 2
      return {
        width: Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, wide, column && column.says.length > 12 ? MOST_WIDTH : 0)),
      }
    }),
  ]
  // A row of nothing above the headings: what stands above is no part of them.
  const above = lines.length + 1
  const head = above + 4
  const label = (text: string): (WrittenCell | null)[] =>
    leads.map((_, i): WrittenCell => ({ value: i === 0 ? text : null, style: LABEL }))
  const first = (cell: Cell): boolean => cell.at === 0
  const written: (WrittenCell | null)[][] = [
    [{ value: form.title, style: TITLE }],
    ...lines.map(line => [{ value: line, style: SAID }]),
    [...label(words.by), ...cells.map((c): WrittenCell => ({ value: first(c) ? c.by : null, style: LABEL }))],
    [...label(words.counts), ...cells.map((c): WrittenCell => ({ value: c.column?.says || null, style: NOTE }))],
    [...label(words.marks), ...cells.map((c): WrittenCell => ({ value: c.column?.marks || null, style: MARKS }))],
    [],
    [...leads, ...cells.map(c => c.column?.header ?? c.sum!)].map(value => ({ value, style: HEAD })),
    ...rows.map((row, r) => [
      ...row.leads.map((value): WrittenCell => ({ value, style: WHO })),
      ...cells.map((cell, c): WrittenCell => {
        if (cell.column) return { style: row.open[cell.block]![cell.at] ? openStyle(cell.column.spec.type) : SHUT }
        const [from, to] = [leads.length + c - cell.at, leads.length + c - 1].map(columnLetters)
        const line = head + 2 + r
        const formula = `IF(COUNT(${from}${line}:${to}${line})=0,"",SUM(${from}${line}:${to}${line}))`
        return { formula, formulaResult: '', style: SUM }
      }),
    ]),
  ]
  const says = Math.max(1, ...cells.map((c, i) => linesOf(c.column?.says || ' ', columns[leads.length + i]!.width - 1)))
  const by = Math.max(1, ...cells.map((c, i) => (first(c) ? linesOf(c.by, columns[leads.length + i]!.width - 1) : 1)))
  const titles = Math.max(
    1,
    ...cells.map((c, i) => linesOf(c.column?.header ?? c.sum!, columns[leads.length + i]!.width - 1)),
  )
  const checks = cells.flatMap((cell, c): DataCheck[] => {
    if (!cell.column || rows.length === 0) return []
    const letters = columnLetters(leads.length + c)
    return checkOf(
      cell.column,
      `${letters}${head + 2}`,
      `${letters}${head + 2}:${letters}${head + 1 + rows.length}`,
      words,
    )
  })
  return {
    name,
    columns,
    rows: written,
    heights: new Map([
      [0, 24],
      [above, by * LINE_HEIGHT + 2],
      [above + 1, Math.min(says, MOST_LINES) * LINE_HEIGHT + 2],
      [above + 3, 5],
      [head, titles * LINE_HEIGHT + 4],
      ...rows.map((_, r): [number, number] => [head + 1 + r, 22]),
    ]),
    freezePane: { rows: head + 1, columns: Math.min(leads.length, 2) },
    protection: { sheet: true, formatColumns: true, formatRows: true },
    ...(checks.length === 0 ? {} : { dataValidations: checks }),
    ...printed({ heading: form.title, foot: form.sign }, columns, form.paper, head + 1, Math.min(leads.length, 2)),
  }
}

const opened = new Map<string, CellStyle>()

/** How an open cell shows what is entered. */
function openStyle(type: CellType): CellStyle {
  const numFmt = FORMATS[String(type)] ?? (isFigure(type) ? 'General' : '@')
  const style = opened.get(numFmt) ?? { ...OPEN, numFmt }
  opened.set(numFmt, style)
  return style
}

const FORMATS: Readonly<Record<string, string>> = { money: '#,##0.00', percent: '0.##%', date: 'yyyy-mm-dd' }

/** What may be entered in cells, told while it is entered. `first`: the first of them. */
function checkOf(
  { header, says, marks, spec }: FormColumn,
  first: string,
  range: string,
  words: FormWords,
): DataCheck[] {
  const about = {
    ...{ range, allowBlank: true, errorStyle: 'stop' as const, showErrorMessage: true, showInputMessage: true },
    ...{ errorTitle: cut(header, 32), errorMessage: cut(words.outside(marks), 225) },
    ...{
      inputTitle: cut(header, 32),
      inputMessage: cut([marks, says].filter(t => t !== '').join('\n') || header, 255),
    },
  } as const
  const list = spec.values ?? (spec.type === 'yes/no' ? [words.yes, words.no] : undefined)
  if (list)
    return list.join().length > 255 || list.some(text => /[,"]/.test(text))
      ? []
      : [{ ...about, type: 'list', values: [...list] }]
  if (!isFigure(spec.type) || spec.unit) return []
  if (spec.range?.parts)
    return [{ ...about, type: 'custom', formula1: `OR(${spec.range.parts.map(p => within(p, first)).join()})` }]
  const type = isWhole(spec.type) ? 'whole' : 'decimal'
  return [{ ...about, type, ...limits(spec.range) }]
}

function limits(range: Range | undefined): Pick<DataCheck, 'operator' | 'formula1' | 'formula2'> {
  const { low, high } = range ?? { low: undefined, high: undefined }
  if (low?.inclusive !== false && high?.inclusive !== false && low && high)
    return { operator: 'between', formula1: plain(low.edge), formula2: plain(high.edge) }
  if (high) return { operator: high.inclusive ? 'lessThanOrEqual' : 'lessThan', formula1: plain(high.edge) }
  if (low) return { operator: low.inclusive ? 'greaterThanOrEqual' : 'greaterThan', formula1: plain(low.edge) }
  return { operator: 'between', formula1: '-1000000000', formula2: '1000000000' }
}

/** A part of a range as a condition on a cell. */
function within({ low, high }: Range, cell: string): string {
  const side = (sign: string, end: { edge: Decimal; inclusive: boolean }): string =>
    `${cell}${sign}${end.inclusive ? '=' : ''}${plain(end.edge)}`
  const sides = [...(low ? [side('>', low)] : []), ...(high ? [side('<', high)] : [])]
  return `AND(${sides.join()})`
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}
