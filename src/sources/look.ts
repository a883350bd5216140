// All sheets of an export as they stand there, before anybody knows what they hold: for a first look at files of which no
// scheme speaks yet. Takes a path; gives sheets of cells. Refuses what `readTable` refuses of a file as a whole.

import { done, failed, type Result } from '../core/result.ts'
import type { Cell } from './cells/cell.ts'
import { fold } from './cells/text.ts'
import { newlineOf, parserOf, readRecords, SEPARATORS, type TextForm } from './csv/records.ts'
import { type OpenFile, openFile, readWhole } from './file/open.ts'
import type { Grid } from './layout/grid.ts'
import { HEADER_ROWS } from './limits.ts'
import { textFault } from './text-table.ts'
import { cellText, isFaulty, topOf } from './workbook/sheet.ts'
import { faultProblem, readBook } from './workbook-table.ts'

/** A sheet, or a text file. */
export interface LookedSheet {
  /** Undefined in a text file. */
  readonly name: string | undefined
  readonly hidden: boolean
  readonly rows: readonly (readonly Cell[] | undefined)[]
  /** Its top, as texts. */
  readonly grid: Grid
  readonly is1904: boolean
  /** There are more rows than were looked at. */
  readonly cut: boolean
}

/** Rows that are looked at: enough to know a column by. */
const MOST_ROWS = 50_000
const SAMPLE_ROWS = 200

/** The sheets of a file; `display` is how problems name it. */
export async function lookAtFile(path: string, display: string): Promise<Result<readonly LookedSheet[]>> {
  const { value: file, problems } = await openFile(path, display)
  if (!file) return failed(problems)
  try {
    if (file.kind === 'text') return await lookAtText(file)
    const book = await readBook(file, file.kind)
    if (isFaulty(book)) return failed(faultProblem(display, book))
    const { is1904 } = book
    return done(
      book.sheets.map(sheet => ({
        ...{ name: sheet.name, hidden: sheet.hidden, grid: topOf(sheet), is1904 },
        ...{ rows: sheet.rows.slice(0, MOST_ROWS), cut: sheet.rows.length > MOST_ROWS },
      })),
    )
  } finally {
    await file.handle.close()
  }
}

/**
 * False where no cell of a file comes to that text, the number of an order: most files can be left unread. True where one may, and for
 * files that can't be read.
 */
export async function mayHold(path: string, text: string): Promise<boolean> {
  const { value: file } = await openFile(path, path)
  if (!file) return true
  try {
    if (file.kind === 'text') return holds(new TextDecoder(file.encoding).decode(await readWhole(file)), text)
    const book = await readBook(file, file.kind)
    return isFaulty(book) || book.sheets.some(({ rows }) => rows.some(row => row?.some(c => holds(cellText(c), text))))
  } finally {
    await file.handle.close()
  }
}

/** Whether the text stands in what is written, as columns of numbers read it: however wide its letters are, spaces or not. */
function holds(written: string, text: string): boolean {
  return written.includes(text) || fold(written).includes(text)
}

async function lookAtText(file: OpenFile): Promise<Result<readonly LookedSheet[]>> {
  const form = await formOf(file)
  const rows: string[][] = []
  const fault = await readRecords(file, form, block => {
    for (const cells of block.rows) if (rows.length <= MOST_ROWS) rows.push(cells)
  })
  if (fault) return failed(textFault(file, fault))
  const cut = rows.length > MOST_ROWS
  const grid = { rows: rows.slice(0, HEADER_ROWS + 2), merges: undefined }
  return done([{ name: undefined, hidden: false, rows: rows.slice(0, MOST_ROWS), grid, is1904: false, cut }])
}

/** The separator under which most rows have the same number of cells, and many of them. */
async function formOf(file: OpenFile): Promise<TextForm> {
  const papa = (await import('papaparse')).default
  const newline = newlineOf(file.head)
  const forms = SEPARATORS.map(delimiter => {
    const { rows } = parserOf(papa, { delimiter, newline }, HEADER_ROWS + SAMPLE_ROWS)(file.head, file.whole)
    const counts = new Map<number, number>()
    for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1)
    const worth = [...counts].map(([cells, times]) => (cells - 1) * times)
    return { form: { delimiter, newline } as const, worth: Math.max(0, ...worth) }
  })
  return forms.reduce((best, next) => (next.worth > best.worth ? next : best)).form
}
