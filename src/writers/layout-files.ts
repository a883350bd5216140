// Filled export layouts → the files that payroll, the tax client or a bank takes in: workbooks whose texts are text cells, so
// that accounts keep all digits and nothing is run, and text files in the encoding that is asked for.

import { stringify } from 'csv-stringify/sync'
import { type Decimal, plain, settle } from '../core/decimal.ts'
import { largest } from '../core/lists.ts'
import { amountText, fen } from '../core/money.ts'
import type { Filled, LayoutFile, LayoutValue } from '../pay/layout-result.ts'
import { lettersWide } from '../reports/letters.ts'
import type { Format } from '../scheme/layout.ts'
import type { OutputFile } from './folder.ts'
import { FONT } from './print.ts'
import type { WrittenCell, WrittenSheet } from './workbook.ts'
import { writeWorkbook } from './write-workbook.ts'
import { workbookOf } from './xlsx.ts'

/** The files of all layouts. */
export function layoutFiles(filled: readonly Filled[]): OutputFile[] {
  return filled.flatMap(({ files }) =>
    files.map(file => ({
      name: file.name,
      content: () => (file.layout.file.kind === 'xlsx' ? workbook(file) : textBytes(file)),
    })),
  )
}

/** A cell as it is written: a text, or a figure of which a workbook shows so many places. */
type Written = { readonly text: string; readonly figure?: Decimal; readonly places?: number }

/** The value in its format; undefined for an empty cell. */
function write(value: LayoutValue, format: Format): Written | undefined {
  if (value === null || typeof value === 'boolean') return undefined
  if (typeof value === 'object') return FIGURES[format](value)
  const text = String(value)
  return { text: POINTS[format]?.(text) ?? text }
}

/** A point in time in each format, of its figures as the book keeps them. */
const POINTS: Partial<Readonly<Record<Format, (point: string) => string>>> = {
  'yyyy-mm-dd': point => point.slice(0, 10),
  yyyymmdd: point => point.slice(0, 10).replaceAll('-', ''),
  'yyyy/mm/dd': point => point.slice(0, 10).replaceAll('-', '/'),
  'yyyy-mm-dd hh:mm': point => point.slice(0, 16),
  'hh:mm': point => point.replace(/^.* /, '').slice(0, 5),
}

const asText = (value: Decimal): Written => ({ text: plain(value) })

/** A figure in each format. */
const FIGURES: Readonly<Record<Format, (value: Decimal) => Written>> = {
  amount: value => ({ text: amountText(value), figure: value, places: 2 }),
  'amount text': value => ({ text: amountText(value) }),
  fen: value => ({ text: String(fen(value)), figure: value.times(100), places: 0 }),
  'fen text': value => ({ text: String(fen(value)) }),
  number: value => ({ text: plain(value), figure: value }),
  text: asText,
  'yyyy-mm-dd': asText,
  yyyymmdd: asText,
  'yyyy/mm/dd': asText,
  'yyyy-mm-dd hh:mm': asText,
  'hh:mm': asText,
}

/** All cells of the file, row by row. */
function grid({ layout, head, rows }: LayoutFile): (Written | undefined)[][] {
  const all: (Written | undefined)[][] = Array.from({ length: layout.firstRow }, () => [])
  for (const { row, column, cell, value } of head) all[row]![column] = write(value, cell.format)
  if (layout.headerRow !== undefined)
    all[layout.headerRow] = layout.columns.map(c => (c.heading === '' ? undefined : { text: c.heading }))
  return [...all, ...rows.map(cells => cells.map((value, i) => write(value, layout.columns[i]!.format)))]
}

const ENDS = { record_delimiter: 'windows' } as const

async function textBytes(file: LayoutFile): Promise<Uint8Array> {
  const { encoding, separator, columns } = file.layout
  // The first lines of a voucher name its form and nothing more.
  const bare = file.layout.entries ? file.layout.firstRow : 0
  const rows = grid(file).map((row, r) =>
    Array.from({ length: Math.max(row.length, r < bare ? 0 : columns.length) }, (_, i) => row[i]?.text ?? ''),
  )
  const text = stringify(rows, { ...ENDS, delimiter: separator, bom: encoding === 'utf-8 with BOM' })
  if (encoding !== 'gb18030') return Buffer.from(text)
  const { default: iconv } = await import('iconv-lite')
  return iconv.encode(text, 'gb18030')
}

const TEXT_CELL = { numFmt: '@', font: FONT } as const
const HEADER = { numFmt: '@', font: { ...FONT, bold: true } } as const
/** A spreadsheet cell holds a double: this many digits come out of it as they went in. */
const EXACT_DIGITS = 15
const WIDEST = 50

function workbook(file: LayoutFile): Promise<Uint8Array> {
  const all = grid(file)
  const rows = all.map((row, r) =>
    Array.from(row, (cell): WrittenCell | null => {
      if (!cell) return null
      const { value, numFmt } = cellOf(cell)
      const style =
        r === file.layout.headerRow ? HEADER : numFmt === undefined ? { font: FONT } : { numFmt, font: FONT }
      return { value, style }
    }),
  )
  const sheet: WrittenSheet = { name: file.layout.sheet, rows, columns: widths(all) }
  return writeWorkbook(workbookOf([sheet], file.layout.name))
}

function cellOf({ text, figure, places }: Written): { value: string | number; numFmt: string | undefined } {
  const settled = figure && settle(figure)
  if (!settled || settled.precision(true) > EXACT_DIGITS) return { value: text, numFmt: TEXT_CELL.numFmt }
  const numFmt = places === undefined ? undefined : places === 0 ? '0' : `0.${'0'.repeat(places)}`
  return { value: Number(settled.toFixed()), numFmt }
}

function widths(rows: readonly (readonly (Written | undefined)[])[]): { width: number }[] {
  const count = largest(
    rows.map(row => row.length),
    0,
  )
  return Array.from({ length: count }, (_, c) => {
    const widest = rows.reduce((most, row) => Math.max(most, lettersWide(row[c]?.text ?? '')), 0)
    return { width: Math.min(WIDEST, Math.max(8, widest + 2)) }
  })
}
