// Reads a table from a workbook of any kind: XLSX, old XLS, HTML and XML tables. Takes the opened file; gives the rows of
// the sheet that fits, or of several that the scheme names, one after the other. What keeps it from being read is a problem.

import type { Period } from '../core/calendar.ts'
import { columnLetters, type Place } from '../core/place.ts'
import { type Problem, problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import type { FileFacts } from '../tables/reading.ts'
import type { ColumnSpec, TableSpec } from '../tables/spec.ts'
import { figureType } from './bind/columns.ts'
import type { FileRequest } from './bind/file-tally.ts'
import { cellPlace } from './bind/report.ts'
import type { Filled } from './bind/rows.ts'
import { isBlankCell } from './cells/text.ts'
import { type ChosenSheet, chooseSheets } from './choose-sheets.ts'
import { megabytes, type OpenFile, readWhole } from './file/open.ts'
import { type FileReading, joined, type ReadingPart } from './join-readings.ts'
import { headingsOf } from './layout/across.ts'
import { type BoundHeader, wantedOf } from './layout/bind-header.ts'
import type { Header } from './layout/find-header.ts'
import { ANY_WIDTH, rowWidths } from './layout/row-widths.ts'
import { MAX_CELLS, MAX_UNPACKED_BYTES } from './limits.ts'
import { failedReading, openTable, type TableSource } from './table-binder.ts'
import { isFaulty, type Sheet, type Workbook, type WorkbookFault } from './workbook/sheet.ts'

export type WorkbookKind = Exclude<OpenFile['kind'], 'text'>

/** Rows by which the usual number of cells of an HTML table is known, and the order of a column's dates. */
const SAMPLE_ROWS = 300
const FORMATS: Record<WorkbookKind, FileFacts['format']> = { zip: 'xlsx', ole: 'xls', html: 'html', xml: 'xml' }

export async function readWorkbookTable(
  request: FileRequest,
  file: OpenFile,
  kind: WorkbookKind,
): Promise<FileReading> {
  const { display } = request
  const facts: FileFacts = {
    file: display,
    bytes: file.bytes,
    sha256: file.sha256,
    format: FORMATS[kind],
    encoding: kind === 'html' || kind === 'xml' ? file.encoding : undefined,
    sheet: undefined,
  }
  request.onProgress?.(display, 0, file.bytes)
  const book = await readBook(file, kind)
  if (isFaulty(book)) return failedReading(display, facts, [faultProblem(display, book)])
  if (book.sheets.every(sheet => sheet.rows.length === 0))
    return failedReading(display, facts, [problem('FILE_EMPTY', { file: display }, {})])
  const { value: sheets, problems: told } = chooseSheets(request, book)
  if (!sheets) return failedReading(display, facts, told)
  const { tally } = request
  let { before } = request
  const { value: tables, problems: headings } = tablesIn(request.spec, sheets, request.period, display)
  if (!tables) return failedReading(display, facts, [...told, ...headings])
  const parts = tables.map(({ sheet, heading, first, ...one }, i): ReadingPart => {
    const place: SheetOf = { before, tally, is1904: book.is1904, first, last: i === tables.length - 1, heading }
    const own = { ...facts, sheet: sheet.name }
    const name = heading ? `${sheet.name}/${heading.value}` : sheet.name
    const part = { name, before, reading: readSheet(request, own, { ...one, sheet }, place) }
    before += sheet.rows.length
    return part
  })
  const names = [...new Set(tables.map(({ sheet }) => sheet.name))].join(', ')
  const reading =
    parts.length === 1 && !request.spec.across ? parts[0]!.reading : joined({ ...facts, sheet: names }, parts)
  return { ...reading, problems: [...told, ...reading.problems], lines: before - request.before }
}

/** A sheet of several that are read together: rows are numbered on from sheet to sheet. */
type SheetOf = Omit<TableSource, 'sheet' | 'hidden'>

/** A sheet as a table of rows; where columns are rows, one for each of them. */
interface SheetTable extends ChosenSheet {
  /** The first of its sheet. */
  readonly first: boolean
  readonly heading: (Filled & { readonly value: string }) | undefined
}

function tablesIn(
  spec: TableSpec,
  sheets: readonly ChosenSheet[],
  period: Period | undefined,
  display: string,
): Result<readonly SheetTable[]> {
  const problems: Problem[] = []
  const tables = sheets.flatMap((one): SheetTable[] => {
    const { sheet, grid, header } = one
    if (!spec.across) return [{ ...one, first: true, heading: undefined }]
    const beside = freeCell(sheet, header)
    const placeOf = (row: number, cell: number | undefined): Place =>
      cellPlace({ display, sheet: sheet.name }, cell, row + 1)
    const { value: headings, problems: wrong } = headingsOf(spec, spec.across, grid, header, {
      period,
      beside,
      placeOf,
    })
    problems.push(...wrong)
    return (headings ?? []).map(({ header, value }, i) => ({
      ...{ sheet, grid, header, first: i === 0 },
      heading: { cell: beside, value },
    }))
  })
  return problems.length > 0 ? failed(problems) : done(tables)
}

/** The sheets of a workbook of any kind. */
export async function readBook(file: OpenFile, kind: WorkbookKind): Promise<Workbook | WorkbookFault> {
  const bytes = await readWhole(file)
  if (kind === 'zip') return (await import('./workbook/xlsx.ts')).readXlsxFile(bytes)
  if (kind === 'ole') return (await import('./workbook/xls.ts')).readXlsFile(bytes)
  let text: string
  try {
    text = new TextDecoder(file.encoding, { fatal: true }).decode(bytes)
  } catch {
    return { fault: 'encoding', detail: file.encoding }
  }
  if (kind === 'html') return (await import('./workbook/html.ts')).readHtmlFile(text)
  return (await import('./workbook/xml-2003.ts')).readXml2003(text)
}

/** Why it can't be read. */
export function faultProblem(display: string, fault: WorkbookFault): Problem {
  const at = { file: display }
  if (fault.fault === 'protected') return problem('FILE_PROTECTED', at, {})
  if (fault.fault === 'unpacked')
    return problem('FILE_TOO_LARGE', at, { size: megabytes(fault.bytes), limit: megabytes(MAX_UNPACKED_BYTES) })
  if (fault.fault === 'cells') return problem('FILE_TOO_LARGE', at, { size: `> ${MAX_CELLS}`, limit: `${MAX_CELLS}` })
  if (fault.fault === 'encoding') return problem('FILE_ENCODING', at, { detail: fault.detail })
  if (fault.fault === 'other') return problem('FILE_NOT_A_TABLE', at, { kind: fault.kind })
  const detail: 'damaged' | 'cut' = fault.fault
  return problem('FILE_UNREADABLE', at, { detail })
}

function readSheet(
  request: FileRequest,
  facts: FileFacts,
  { sheet, grid, header }: ChosenSheet,
  of: SheetOf,
): FileReading {
  const { spec, display } = request
  const placeOf = (row: number, cell: number | undefined): Place =>
    cellPlace({ display, sheet: sheet.name }, cell, row + 1)
  const widths = facts.format === 'html' ? rowWidths(sheet.rows.slice(0, SAMPLE_ROWS), header) : ANY_WIDTH
  const sample = sheet.rows.slice(header.bottom + 1, header.bottom + 1 + SAMPLE_ROWS)
  const { before } = of
  const hidden = sheet.hiddenRows && new Set([...sheet.hiddenRows].map(row => before + row + 1))
  const free = freeCell(sheet, header) + 1
  const top = { grid, header, placeOf, sample, widths, free }
  const { value: table, problems } = openTable(request, top, { ...of, sheet: sheet.name, hidden }, bound =>
    headingsOverData(request, sheet, header, bound, placeOf),
  )
  if (!table) return failedReading(display, facts, problems)
  const fills = spec.layout.kind === 'rows' ? mergedDown(sheet, header, table.cells, spec.columns) : undefined
  for (let row = header.bottom + 1; row < sheet.rows.length; row++) {
    const cells = sheet.rows[row]
    if (cells) table.take(cells, before + row + 1, fills?.get(row))
  }
  return table.finish(facts, [])
}

/** The first cell that no row of the sheet has. */
function freeCell(sheet: Sheet, header: Header): number {
  return sheet.rows.reduce((most, cells) => Math.max(most, cells?.length ?? 0), header.width)
}

/** Headings that are merged over several columns of data, without a name for each of them below. */
function headingsOverData(
  { spec }: FileRequest,
  sheet: Sheet,
  header: Header,
  { cells }: BoundHeader,
  placeOf: (row: number, cell: number) => Place,
): Problem[] {
  return wantedOf(spec).flatMap(({ headers, at }, i) => {
    const [cell] = header.found[i]!
    const merge =
      cell &&
      sheet.merges.find(
        m => m.left < m.right && m.left === cell.column && m.top <= cell.asked.row && cell.asked.row <= m.bottom,
      )
    if (!merge) return []
    const used = Array.from({ length: merge.right - merge.left }, (_, n) => merge.left + 1 + n).filter(column =>
      sheet.rows
        .slice(header.bottom + 1)
        .some(
          row =>
            row &&
            !isBlankCell(row[column]) &&
            cells.filter(other => !isBlankCell(row[other])).length * 2 >= cells.length,
        ),
    )
    if (used.length === 0) return []
    const below = [merge.left, ...used].map(columnLetters).join(', ')
    const column = headers.join(' / ')
    const related = [{ at, note: column }]
    return [problem('HEADER_GROUP', placeOf(merge.top, merge.left), { column, below, names: [] }, { related })]
  })
}

/**
 * Cells below the first of a merged one, which the rows they stand in share: an order number over several lines. Never
 * figures: they would count more than once.
 */
function mergedDown(
  sheet: Sheet,
  header: Header,
  at: readonly number[],
  columns: readonly ColumnSpec[],
): Map<number, Filled[]> {
  const shared = new Set(at.filter((_, i) => !figureType(columns[i]!)))
  for (const [i, cell] of at.entries()) if (figureType(columns[i]!)) shared.delete(cell)
  const fills = new Map<number, Filled[]>()
  for (const { top, bottom, left } of sheet.merges) {
    if (bottom <= top || top <= header.bottom || !shared.has(left)) continue
    const value = sheet.rows[top]?.[left]
    for (let row = top + 1; row <= Math.min(bottom, sheet.rows.length - 1); row++) {
      const known = fills.get(row) ?? []
      // Merged cells do not overlap; a file where they do is not followed further.
      if (known.some(fill => fill.cell === left)) break
      known.push({ cell: left, value })
      fills.set(row, known)
    }
  }
  return fills
}
