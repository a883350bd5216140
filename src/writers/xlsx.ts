// Sheets → an XLSX workbook: frozen panes, filters, number formats, widths, print set-up, live totals. The same sheets give
// the same bytes. Texts are text cells, so nothing that came from data can become a formula.

import { type Local, localOf, type PaperSize } from '../core/currency.ts'
import { add, type Decimal, decimal, ZERO } from '../core/decimal.ts'
import { largest, once } from '../core/lists.ts'
import { columnLetters } from '../core/place.ts'
import type { OwnFigure } from '../explain/arithmetic-text.ts'
import {
  amountWide,
  BOLD,
  brokenLines,
  headingWidth,
  lettersWide,
  linesOf,
  longestWord,
  sumWide,
} from '../reports/letters.ts'
import { PAGE, READABLE, SMALLEST } from '../reports/pages.ts'
import {
  figureOf,
  type LongSheet,
  type PageSheet,
  type Sheet,
  type SheetCell,
  type SheetColumn,
} from '../reports/sheet.ts'
import { sheetNaming } from '../reports/sheet-names.ts'
import { cellValue } from './cell-values.ts'
import { ownShown, shownPlaces, shownWide } from './cell-widths.ts'
import { encodePages } from './page-sheet.ts'
import { type AmountFormats, amountFormats, FONT, pageText } from './print.ts'
import type {
  CellStyle,
  CellValue,
  DataCheck,
  WrittenBook,
  WrittenCell,
  WrittenColumn,
  WrittenSheet,
} from './workbook.ts'
import { writeWorkbook } from './write-workbook.ts'

const BOLD_FONT = { ...FONT, bold: true } as const
const LEFT = { horizontal: 'left', indent: 1 } as const
const HEAD = {
  font: BOLD_FONT,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E8EEF4' } },
  alignment: { wrapText: true, vertical: 'center', ...LEFT },
  border: { bottom: { style: 'thin' } },
} as const
const TURNED = { ...HEAD, alignment: { wrapText: true, horizontal: 'center', textRotation: 90 } } as const
const HEAD_OF_FIGURES = { ...HEAD, alignment: { ...HEAD.alignment, horizontal: 'right', indent: 0 } } as const
const TOP = { font: BOLD_FONT } as const
const SUM = { font: BOLD_FONT, border: { top: { style: 'thin' } } } as const
const WIDEST = 72
const NARROWEST = 6
/** Lines of a heading, which is broken before it makes a column of short figures wide. */
const MOST_HEAD_LINES = 3
/** What a column has beside its letters: figures stand at its edge, texts a letter from it. */
const BESIDE = { figures: 1, text: 2, tight: 2 } as const
/** Texts of more lines are cut in view; the cell holds them whole. */
const MOST_LINES = 5
const LINE_HEIGHT = 15
/** Inches from the edges of the paper, which every printer can do. */
const MARGINS = { left: 0.25, right: 0.25, top: 0.7, bottom: 0.6 } as const
/** Digits of a line on a landscape page where letters have 7 points: whatever font stands in for ours, and in ours; points of its rows at 8. */
const WIDEST_PAGE = 175
const WIDEST_OF_OURS = 210
const TALLEST_PAGE = (100 * PAGE.points) / READABLE
/** Letters of a text that are not folded on a sheet too wide for a page. */
const UNFOLDED = 12
/** Of the width that a column of long texts is given. */
const NARROWED = 0.75
/** Points that a letter takes in a heading that is turned, of two lines at most. */
const TURNED_LETTER = 7
/** Points of a row of one line in the largest letters that stand in for ours. */
const ROW_POINTS = 19
/** Excel reads 255 letters above a page, codes and doubled signs among them: of a heading, and of what stands beside it. */
const MOST_IN_HEADER = 88
const MOST_BESIDE = 72
/** Of what stands below a page, beside the number of the page: two digests are not cut. */
const MOST_IN_FOOTER = 160
/** Letters of a line that the distance from the edges takes. */
const INDENT = 2

/** Encodes sheets as a workbook, which is called as the first is headed unless it has a title of its own. */
export function xlsxBytes(
  sheets: readonly LongSheet[],
  title: string = sheets[0]!.heading,
  local: Local = localOf(''),
): Promise<Uint8Array> {
  return xlsxInTurns(sheets, title, local)
}

/** The same of sheets that are made one by one, of which only one is held. */
export function xlsxInTurns(sheets: Iterable<LongSheet | PageSheet>, title: string, local: Local): Promise<Uint8Array> {
  return writeWorkbook(workbookOf({ [Symbol.iterator]: () => encoded(sheets, local) }, title))
}

function* encoded(sheets: Iterable<LongSheet | PageSheet>, local: Local): Generator<WrittenSheet> {
  const nameOf = sheetNaming()
  for (const sheet of sheets) {
    const name = nameOf(sheet.name)
    yield 'laid' in sheet ? encodePages(sheet, name, local) : encodeSheet(sheet, name, local)
  }
}

/** A workbook of sheets that are encoded already. */
export function workbookOf(sheets: Iterable<WrittenSheet>, title: string): WrittenBook {
  return {
    sheets,
    defaultFont: FONT,
    // A fixed date: the same inputs give the same bytes.
    properties: { title, creator: 'bonusbook', created: new Date(0), modified: new Date(0) },
  }
}

/** Rows above the first of its own: the titles, and a line above them where there is one. */
function headRows({ top }: Pick<Sheet, 'top'>): number {
  return top === undefined ? 1 : 2
}

function encodeSheet(bare: LongSheet, name: string, local: Local): WrittenSheet {
  const sheet = measured(withPlaces(bare), local)
  const head = headRows(sheet)
  const last = columnLetters(sheet.columns.length - 1)
  const columns = sheet.widths.map(
    (width, i): WrittenColumn => (sheet.folded.has(i) ? { width, hidden: true, outlineLevel: 1 } : { width }),
  )
  const rows = {
    length: head + sheet.count + (hasTotals(sheet) ? 1 : 0),
    [Symbol.iterator]: () => encodeRows(sheet, amountFormats(sheet.tight ? { ...local, sign: '' } : local)),
  }
  return {
    name,
    columns,
    rows,
    heights: sheet.heights,
    freezePane: { rows: head, columns: sheet.frozen },
    ...offers(sheet),
    autoFilter: { range: `A${head}:${last}${sheet.count + head}` },
    ...printed(sheet, columns, local.paper, head, sheet.frozen, { rows, heights: sheet.heights }),
  }
}

function hasTotals({ totalWord, count }: Measured): boolean {
  return totalWord !== undefined && count > 0
}

function* encodeRows(sheet: Measured, formats: AmountFormats): Generator<WrittenCell[]> {
  const { columns, rows } = sheet
  const head = headRows(sheet)
  if (sheet.top !== undefined) yield [{ value: sheet.top, style: TOP }]
  const headOf = (kind: SheetColumn['kind']): CellStyle =>
    sheet.turned ? TURNED : kind === 'text' ? HEAD : HEAD_OF_FIGURES
  yield columns.map(({ title, kind }) => ({ value: title, style: headOf(kind) }))
  const looks = columns.map(column => looksOf(column, formats.amount))
  const sums = new Map(sheet.sums?.map(({ row, from }) => [row, from]))
  let r = 0
  for (const row of rows) {
    const cells = row.map((cell, i) => encodeCell(cell, columns[i]!, looks[i]!))
    yield sums.has(r) ? sumsOf(sheet, cells, r + head, sums.get(r), formats) : cells
    r++
  }
  if (!hasTotals(sheet)) return
  const cells = totals(sheet).map((value, i) => ({ value, style: looks[i]!.column }))
  yield sumsOf(sheet, cells, r + head, 0, formats)
}

/** How cells of a column look: as the column does, or in the way of a figure that is shown by itself. */
interface Looks {
  readonly column: CellStyle
  readonly text: CellStyle
  readonly amount: (of: Decimal) => CellStyle
  readonly own: (as: OwnFigure['as'], places: number) => CellStyle
}

function looksOf(column: SheetColumn, amounts: AmountFormats['amount']): Looks {
  const known = new Map<string, CellStyle>()
  const own: Looks['own'] = (as, places) => {
    const format = `#,##0${places === 0 ? '' : `.${'0'.repeat(places)}`}${as === 'percent' ? '%' : ''}`
    return once(known, format, () => styleOf(column, format))
  }
  const amount: Looks['amount'] = of => {
    const format = amounts(of)
    return once(known, format, () => styleOf(column, format))
  }
  return { column: styleOf(column, columnFormat(column, amounts(ZERO))), text: styleOf(column, '@'), amount, own }
}

function encodeCell(cell: SheetCell, column: SheetColumn, looks: Looks): WrittenCell {
  const value = cellValue(cell, column)
  // A text such as `#N/A` would be taken for an error where it did not stand as marked text.
  if (typeof cell === 'string' && cell.startsWith('#')) return { value, richText: [{ text: cell }], style: looks.text }
  if (column.kind === 'amount') return { value, style: looks.amount(figureOf(cell) ?? ZERO) }
  const own = column.kind === 'figure' ? ownOf(cell, column) : undefined
  if (!own) return { value, style: looks.column }
  const { value: figure, places } = ownShown(own)
  return { value: cellValue(figure, column), style: looks.own(own.as, places) }
}

/** A list of choices longer than this is not read. */
const MOST_IN_LIST = 255
/** Rows below the last that may be filled in. */
const MORE_ROWS = 1000

function offers({ columns, count }: Measured): Pick<WrittenSheet, 'dataValidations'> {
  const dataValidations = columns.flatMap(({ choices = [] }, i): DataCheck[] => {
    const isListed = choices.length > 0 && choices.join().length <= MOST_IN_LIST && !choices.some(c => /[,"]/.test(c))
    if (!isListed) return []
    const letters = columnLetters(i)
    const range = `${letters}2:${letters}${count + 1 + MORE_ROWS}`
    return [{ type: 'list', values: [...choices], allowBlank: true, errorStyle: 'warning', range }]
  })
  return dataValidations.length === 0 ? {} : { dataValidations }
}

/**
 * A sheet as it is printed, its heading, foot and titles on every page: a page wide where its letters have 7 points there in any font, else
 * two; a wider sheet takes as many as it needs, each with the last of the columns that stay in view. One that is a little too high for a page is fitted to it; `rows`: where these
 * are known.
 */
export function printed(
  { heading, state = '', foot = '' }: Pick<Sheet, 'heading' | 'state' | 'foot'>,
  columns: readonly WrittenColumn[],
  paper: PaperSize,
  titleRows: number,
  frozen: number,
  rows?: Pick<WrittenSheet, 'rows' | 'heights'>,
): Pick<WrittenSheet, 'pageSetup' | 'titles' | 'headerFooter'> {
  const isWide = pagesWide(columns, frozen, WIDEST_PAGE) > 1
  return {
    pageSetup: {
      paperSize: paper,
      orientation: 'landscape',
      ...(pagesWide(columns, frozen, WIDEST_OF_OURS) > 2
        ? { scale: SMALLEST }
        : isWide
          ? { fitToPage: true, fitToWidth: 2, fitToHeight: 0 }
          : { fitToPage: true, fitToWidth: 1, fitToHeight: rows === undefined || tall(rows) > TALLEST_PAGE ? 0 : 1 }),
      margins: MARGINS,
    },
    titles: [
      ...(isWide && frozen > 0 ? [`$${columnLetters(frozen - 1)}:$${columnLetters(frozen - 1)}`] : []),
      ...(titleRows > 0 ? [`$1:$${titleRows}`] : []),
    ],
    headerFooter: {
      oddHeader: `&L${pageText(heading, MOST_IN_HEADER)}${state === '' ? '' : `&R${pageText(state, MOST_BESIDE)}`}`,
      oddFooter: `${foot === '' ? '' : `&L${pageText(foot, MOST_IN_FOOTER)}`}&R&P / &N`,
    },
  }
}

/** How many pages a sheet is wide where its letters have 7 points; from the second page on the last of the columns in view stands again. */
function pagesWide(columns: readonly WrittenColumn[], frozen: number, widest: number): number {
  const again = frozen === 0 ? 0 : columns[frozen - 1]!.width
  let [pages, used] = [1, 0]
  for (const { width, hidden } of columns) {
    if (hidden) continue
    if (used + width > widest) [pages, used] = [pages + 1, again]
    used += width
  }
  return pages
}

/** Points of all rows. */
function tall({ rows, heights = new Map() }: Pick<WrittenSheet, 'rows' | 'heights'>): number {
  let points = (rows.length - heights.size) * ROW_POINTS
  for (const own of heights.values()) points += own
  return points
}

function styleOf(column: SheetColumn, numFmt: string): CellStyle {
  const alignment = {
    wrapText: column.width !== undefined,
    vertical: 'top',
    ...(column.kind === 'text' ? LEFT : {}),
  } as const
  return { alignment, numFmt }
}

function columnFormat(column: SheetColumn, amounts: string): string {
  if (column.kind === 'amount') return amounts
  if (column.kind === 'text') return '@'
  return column.places === undefined || column.places === 0 ? '#,##0' : `#,##0.${'0'.repeat(column.places)}`
}

/** With the places that all plain figures of a column need, where it does not say how many. */
function withPlaces(sheet: LongSheet): LongSheet {
  const asked = sheet.columns.flatMap(({ kind, places }, i) => (kind === 'figure' && places === undefined ? [i] : []))
  if (asked.length === 0) return sheet
  const most = new Map(asked.map(i => [i, 0]))
  for (const row of sheet.rows)
    for (const i of asked) {
      const figure = isOwn(row[i]) ? undefined : figureOf(row[i])
      if (figure) most.set(i, Math.max(most.get(i)!, shownPlaces(figure)))
    }
  return {
    ...sheet,
    columns: sheet.columns.map((column, i) => (most.has(i) ? { ...column, places: most.get(i) } : column)),
  }
}

/** A figure with how it is shown: its own way, or that of one with more places than its column has. */
function ownOf(cell: SheetCell, { places = 0 }: SheetColumn): OwnFigure | undefined {
  if (isOwn(cell)) return cell
  const figure = figureOf(cell)
  return figure && figure.decimalPlaces() > places ? { figure, as: 'figure' } : undefined
}

function isOwn(cell: SheetCell | undefined): cell is OwnFigure {
  return typeof cell === 'object' && cell !== null && 'as' in cell
}

/** How the columns of a sheet stand. */
interface Layout {
  readonly widths: readonly number[]
  /** Sums have no sign of their currency. */
  readonly tight: boolean
  /** Headings stand upright. */
  readonly turned: boolean
  /** Columns that are folded away. */
  readonly folded: ReadonlySet<number>
}

/** A sheet with what is to be known of all its rows before the first is written. */
interface Measured extends LongSheet, Layout {
  /** How many rows it has. */
  readonly count: number
  /** What each column of figures comes to. */
  readonly added: readonly Decimal[]
  /** Heights of the heading and of the rows with texts of several lines: not every program finds them itself. */
  readonly heights: ReadonlyMap<number, number>
}

/** Goes through the rows: once, and again where texts are folded. */
function measured(sheet: LongSheet, { sign }: Local): Measured {
  const { columns } = sheet
  const widest = columns.map(() => 0)
  const tight = columns.map(() => 0)
  const added = columns.map(() => ZERO)
  const before: SheetCell[] = columns.map(() => null)
  let count = 0
  for (const row of sheet.rows) {
    for (let i = 0; i < columns.length; i++) {
      const cell = row[i] ?? null
      // The same text stands in many rows one after another.
      if (cell === null || (typeof cell === 'string' && cell === before[i])) continue
      before[i] = cell
      const column = columns[i]!
      if (column.total || column.kind === 'amount') added[i] = add(added[i]!, figureOf(cell) ?? ZERO)
      if (column.width !== undefined) continue
      const wide = shownWide(cell, column)
      widest[i] = Math.max(widest[i]!, wide)
      tight[i] = Math.max(tight[i]!, tightWide(cell, column, wide))
    }
    count++
  }
  for (const [i, column] of columns.entries())
    if (column.total && (sheet.totalWord !== undefined || sheet.sums)) {
      // A sum is bold, and may have the sign of its currency before it.
      const sum = column.kind === 'amount' ? added[i]! : ZERO
      widest[i] = Math.max(widest[i]!, shownWide(sum, column) * BOLD + sign.length)
      tight[i] = Math.max(tight[i]!, sumWide(sum))
    }
  const layout = layoutOf(sheet, widest, tight)
  const own = columns.map((column, i) => {
    if (column.width !== undefined) return { ...column, width: layout.widths[i]! }
    const isFolded = column.kind === 'text' && !layout.folded.has(i) && layout.widths[i]! < widest[i]! + BESIDE.tight
    return isFolded ? { ...column, width: layout.widths[i]! } : column
  })
  return { ...sheet, ...layout, columns: own, count, added, heights: heightsOf({ ...sheet, columns: own }, layout) }
}

/** What a cell takes at least: a text may be folded between its words. */
function tightWide(cell: SheetCell, { kind }: SheetColumn, wide: number): number {
  if (typeof cell === 'string') return wide <= UNFOLDED ? wide : Math.max(UNFOLDED, longestPiece(cell))
  const figure = figureOf(cell)
  return figure && kind === 'amount' && (cell === null || !('as' in cell)) ? amountWide(figure) : wide + 1
}

/** The widest word of a text, of Chinese any two letters. */
function longestPiece(text: string): number {
  return text.split(' ').reduce((most, word) => Math.max(most, /\p{Script=Han}/u.test(word) ? 0 : lettersWide(word)), 0)
}

/**
 * As roomy as one page allows; else as tight as keeps it on one page, or on two: with columns that say nothing folded away where the sheet
 * may be folded, and headings upright only where their words need it.
 */
function layoutOf(sheet: LongSheet, widest: readonly number[], tight: readonly number[]): Layout {
  const { columns, frozen } = sheet
  const none: ReadonlySet<number> = new Set()
  const roomy = columns.map(({ title, kind, width }, i) => {
    if (width !== undefined) return width
    const letters = headingWidth(title, widest[i]! / BOLD, MOST_HEAD_LINES) * BOLD
    return inHalves(Math.max(letters, widest[i]!) + BESIDE[kind === 'text' ? 'text' : 'figures'])
  })
  const narrow = (turned: boolean): number[] =>
    columns.map(({ title, kind, width }, i) => {
      if (width !== undefined) return inHalves(width * NARROWED)
      const isText = kind === 'text'
      const head = turned ? 0 : longestWord(title) * (isText || /[A-Za-z]{6}/.test(title) ? BOLD : 1)
      return inHalves(isText ? Math.max(head, tight[i]!) + BESIDE.tight : Math.max(head, tight[i]!))
    })
  const pages = ({ widths, folded }: Layout): number =>
    pagesWide(
      widths.map((width, i) => (folded.has(i) ? { width, hidden: true } : { width })),
      frozen,
      WIDEST_PAGE,
    )
  const first: Layout = { widths: roomy, tight: false, turned: false, folded: none }
  if (pages(first) === 1) return first
  const second: Layout = { widths: narrow(false), tight: true, turned: false, folded: none }
  if (pages(second) === 1) return second
  const spare = sheet.folds ? spareColumns(sheet) : none
  const others: readonly Layout[] = [
    ...[first, second, { ...second, folded: spare }],
    ...[none, spare].map(folded => ({ widths: narrow(true), tight: true, turned: true, folded })),
  ]
  return others.find(one => pages(one) === 2) ?? others.at(-1)!
}

function inHalves(letters: number): number {
  return Math.min(WIDEST, Math.max(NARROWEST, Math.ceil(2 * letters) / 2))
}

/** Columns without anything that their row alone says: one text for all, nothing but 0, or what a column before it says as well. */
function spareColumns({ columns, rows, frozen }: LongSheet): ReadonlySet<number> {
  const spare = new Set(columns.map((_, i) => i).slice(frozen))
  const alike = new Map<number, number[]>()
  let [first, count]: [readonly SheetCell[] | undefined, number] = [undefined, 0]
  for (const row of rows) {
    count++
    for (const [i, { kind, besides }] of columns.entries()) {
      if (kind === 'text') {
        if (first && row[i] !== first[i]) spare.delete(i)
        continue
      }
      const figure = figureOf(row[i]) ?? ZERO
      if (!figure.isZero()) spare.delete(i)
      const same = alike.get(i) ?? (besides ? [...columns.keys()].slice(frozen, i) : [])
      const still = same.filter(j => columns[j]!.kind === 'amount' && (figureOf(row[j]) ?? ZERO).eq(figure))
      alike.set(i, still)
    }
    first ??= row
  }
  for (const [i, same] of alike) if (same.length > 0) spare.add(i)
  // One row alone says all that it has.
  return count < 2 ? new Set() : spare
}

/** Heights of the heading, and of rows in which a text takes several lines. */
function heightsOf(sheet: LongSheet, { widths, turned }: Layout): Map<number, number> {
  const heights = new Map<number, number>()
  const head = headRows(sheet)
  const lines = sheet.columns.map((column, i) => (turned ? 1 : brokenLines(column.title, (widths[i]! - 1) / BOLD)))
  const long = sheet.columns.map(column => (turned ? headingWidth(column.title, NARROWEST, 2) * TURNED_LETTER : 0))
  heights.set(head - 1, Math.max(largest(lines, 1) * LINE_HEIGHT, largest(long, 0)) + 4)
  const wrapped = sheet.columns.flatMap(({ width }, i) => (width === undefined ? [] : [{ i, width }]))
  if (wrapped.length === 0) return heights
  let r = 0
  for (const row of sheet.rows) {
    let most = 1
    for (const { i, width } of wrapped) {
      const cell = row[i]
      if (typeof cell === 'string' && cell !== '') most = Math.max(most, linesOf(cell, width - INDENT))
    }
    if (most > 1) heights.set(r + head, Math.min(most, MOST_LINES) * LINE_HEIGHT + 2)
    r++
  }
  return heights
}

/** The sums of all rows. */
function totals(sheet: Measured): CellValue[] {
  return sheet.columns.map((column, i) => {
    if (i === 0) return sheet.totalWord!
    return column.total ? cellValue(sheet.added[i]!, column) : null
  })
}

/** Styles of sums: few, and each the same for all rows. */
const summed = new Map<string, CellStyle>()

function sumStyle(isText: boolean, numFmt: string | undefined): CellStyle {
  const format = numFmt === undefined ? {} : { numFmt }
  return once(summed, `${isText} ${numFmt}`, () => ({ ...SUM, ...format, ...(isText ? { alignment: LEFT } : {}) }))
}

/** A row of live sums over the rows from one on, with the results that stand in its cells; only bold without `from`. */
function sumsOf(
  sheet: Measured,
  cells: readonly WrittenCell[],
  line: number,
  from: number | undefined,
  formats: AmountFormats,
): WrittenCell[] {
  return cells.map((cell, i) => {
    const { total, kind } = sheet.columns[i]!
    const { value = null } = cell
    const numFmt =
      value === null ? undefined : kind === 'amount' ? formats.sum(decimal(String(value))) : cell.style?.numFmt
    if (!total || from === undefined) return { ...cell, style: sumStyle(kind === 'text', numFmt) }
    const letters = columnLetters(i)
    const formula = `SUM(${letters}${from + headRows(sheet) + 1}:${letters}${line})`
    return { value, formula, formulaResult: value, style: sumStyle(false, numFmt) }
  })
}
