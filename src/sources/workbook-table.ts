// Reads a table from a workbook of any kind: XLSX, old XLS, HTML and XML tables. Takes the opened file; the sheet with
// the most wanted headers is read, a tie is a problem, and so is everything that keeps the file from being read.

import type { Place } from '../core/place.ts'
import { type Problem, problem } from '../core/problem.ts'
import type { FileFacts, Reading, ReadRequest } from '../tables/reading.ts'
import type { ColumnSpec } from '../tables/spec.ts'
import { figureType } from './bind/columns.ts'
import { cellPlace } from './bind/report.ts'
import type { Filled } from './bind/rows.ts'
import { isBlankCell } from './cells/text.ts'
import { megabytes, type OpenFile, readWhole } from './file/open.ts'
import { bindHeader, headerNotFound, wantedOf } from './layout/bind-header.ts'
import { findHeader, type Header } from './layout/find-header.ts'
import type { Grid } from './layout/grid.ts'
import { ANY_WIDTH, rowWidths } from './layout/row-widths.ts'
import { otherMonth } from './layout/stated-month.ts'
import { titleProblem } from './layout/title-month.ts'
import { MAX_CELLS, MAX_UNPACKED_BYTES } from './limits.ts'
import { bindTable, failedReading } from './table-binder.ts'
import { isFaulty, type Sheet, topOf, type Workbook, type WorkbookFault } from './workbook/sheet.ts'

type WorkbookKind = Exclude<OpenFile['kind'], 'text'>

/** Rows by which the usual number of cells of an HTML table is known, and the order of a column's dates. */
const SAMPLE_ROWS = 300
const FORMATS: Record<WorkbookKind, FileFacts['format']> = { zip: 'xlsx', ole: 'xls', html: 'html', xml: 'xml' }

interface Candidate {
  readonly sheet: Sheet
  readonly grid: Grid
  readonly header: Header
}

export async function readWorkbookTable(request: ReadRequest, file: OpenFile, kind: WorkbookKind): Promise<Reading> {
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
  const chosen = chooseSheet(request, book)
  if ('code' in chosen) return failedReading(display, facts, [chosen])
  return readSheet(request, { ...facts, sheet: chosen.sheet.name }, chosen, book.is1904)
}

async function readBook(file: OpenFile, kind: WorkbookKind): Promise<Workbook | WorkbookFault> {
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

function faultProblem(display: string, fault: WorkbookFault): Problem {
  const at = { file: display }
  switch (fault.fault) {
    case 'protected':
      return problem('FILE_PROTECTED', at, {})
    case 'unpacked':
      return problem('FILE_TOO_LARGE', at, { size: megabytes(fault.bytes), limit: megabytes(MAX_UNPACKED_BYTES) })
    case 'cells':
      return problem('FILE_TOO_LARGE', at, { size: `> ${MAX_CELLS}`, limit: `${MAX_CELLS}` })
    case 'encoding':
      return problem('FILE_ENCODING', at, { detail: fault.detail })
    case 'another kind of file':
      return problem('FILE_NOT_A_TABLE', at, { detail: fault.fault })
    default:
      return problem('FILE_UNREADABLE', at, { detail: fault.fault })
  }
}

/** The sheet whose header fits best; of equals a visible one before a hidden one, one with data before one without. */
function chooseSheet(request: ReadRequest, book: Workbook): Candidate | Problem {
  const { spec, display, period } = request
  const wanted = wantedOf(spec).map(({ headers }) => headers)
  const candidates = book.sheets.flatMap((sheet): Candidate[] => {
    const grid = topOf(sheet)
    const header = findHeader(grid, wanted)
    return header ? [{ sheet, grid, header }] : []
  })
  const rank = ({ header, sheet }: Candidate): number => header.matched * 2 + (sheet.hidden ? 0 : 1)
  const top = Math.max(...candidates.map(rank))
  const best = candidates.filter(candidate => rank(candidate) === top)
  const filled = best.filter(hasData)
  // A workbook with a sheet for each month: the one that says it is of the month being read.
  const ofMonth = filled.length > 1 && period ? filled.filter(candidate => !saysOtherMonth(request, candidate)) : []
  if (ofMonth.length === 1) return ofMonth[0]!
  if (filled.length > 1) {
    return problem('SHEET_AMBIGUOUS', { file: display }, { sheets: filled.map(({ sheet }) => sheet.name).join(', ') })
  }
  const chosen = filled[0] ?? best[0]
  if (!chosen) return headerNotFound(spec, { file: display })
  // A hidden sheet that fits better may be last month's copy of a visible one whose headers were changed.
  const rival = chosen.sheet.hidden ? candidates.find(rivals(wanted.length)) : undefined
  if (!rival) return chosen
  return problem('SHEET_AMBIGUOUS', { file: display }, { sheets: [rival, chosen].map(c => c.sheet.name).join(', ') })
}

/** Tests for visible sheets with data and with more than half of the columns asked for. */
function rivals(columns: number): (candidate: Candidate) => boolean {
  return candidate => !candidate.sheet.hidden && candidate.header.matched * 2 > columns && hasData(candidate)
}

function saysOtherMonth(request: ReadRequest, { sheet, grid, header }: Candidate): boolean {
  const named = otherMonth(sheet.name, request.period!, request.spec.month !== undefined)
  return named !== undefined || titleProblem(request, grid, header.top, () => ({ file: '' })) !== undefined
}

function hasData({ sheet, header }: Candidate): boolean {
  const cells = header.found.flatMap(found => found.map(cell => cell.column))
  return sheet.rows.slice(header.bottom + 1).some(row => row && cells.some(cell => !isBlankCell(row[cell])))
}

function readSheet(
  request: ReadRequest,
  facts: FileFacts,
  { sheet, grid, header }: Candidate,
  is1904: boolean,
): Reading {
  const { spec, display } = request
  const placeOf = (row: number, cell: number | undefined): Place =>
    cellPlace({ display, sheet: sheet.name }, cell, row + 1)
  const title = titleProblem(request, grid, header.top, placeOf)
  const bound = bindHeader(spec, header, placeOf)
  if ('problems' in bound) return failedReading(display, facts, [...(title ? [title] : []), ...bound.problems])
  const widths = facts.format === 'html' ? rowWidths(sheet.rows.slice(0, SAMPLE_ROWS), header) : ANY_WIDTH
  const sample = sheet.rows.slice(header.bottom + 1, header.bottom + 1 + SAMPLE_ROWS)
  const binder = bindTable(request, { ...bound, ...widths, sheet: sheet.name, is1904, sample })
  const fills = spec.layout.kind === 'rows' ? mergedDown(sheet, header, bound.cells, spec.columns) : undefined
  for (let row = header.bottom + 1; row < sheet.rows.length; row++) {
    const cells = sheet.rows[row]
    if (cells) binder.take(cells, row + 1, fills?.get(row))
  }
  return binder.finish(facts, title, [])
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
