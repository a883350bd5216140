// A workbook as data → the bytes of its file. The library makes its parts, the look of cells and how sheets are printed, of a
// workbook without rows; rows are written by ours, packed as they come, so that no sheet is ever held whole, and sheets one after
// another. The library's types go no further; the same workbook gives the same bytes.

import { writeXlsx } from 'hucre/xlsx'
import { columnLetters } from '../core/place.ts'
import { quotedSheet } from '../reports/sheet-names.ts'
import { rowsXml, Styles, Texts } from './sheet-xml.ts'
import type { CellStyle, WrittenBook, WrittenSheet } from './workbook.ts'
import { archiveOf, type Part, partOf, partsOf, textOf } from './zip-parts.ts'

/** A sheet without its rows. */
type Head = Omit<WrittenSheet, 'rows' | 'heights'>

export async function writeWorkbook({ sheets, ...book }: WrittenBook): Promise<Uint8Array> {
  const texts = new Texts()
  const styles = new Styles(book.defaultFont)
  const written = new Map<string, Part>()
  const heads: Head[] = []
  for (const held of inLots(sheets)) {
    const before = heads.length
    for (const { rows: _, heights: __, ...head } of held) heads.push(head)
    for (const bare of await shell(book, heads)) {
      const sheet = held[(sheetOf(bare.name) ?? 0) - before - 1]
      if (sheet)
        written.set(bare.name, await partOf(bare.name, sheetXml(textOf(bare), sheet, rowsXml(sheet, texts, styles))))
    }
  }
  if (texts.all.size > 0) written.set(TEXTS, await partOf(TEXTS, texts.xml()))
  // Once more, now that the looks of all cells are known.
  const parts = await shell(book, heads, styles.all, texts.all.size > 0)
  return archiveOf(parts.map(part => written.get(part.name) ?? part))
}

/** So many rows are held before they are written: of small workbooks the library is asked once. */
const MOST_HELD = 10_000

function* inLots(sheets: Iterable<WrittenSheet>): Generator<WrittenSheet[]> {
  let held: WrittenSheet[] = []
  let rows = 0
  for (const sheet of sheets) {
    held.push(sheet)
    rows += sheet.rows.length
    if (rows < MOST_HELD) continue
    yield held
    held = []
    rows = 0
  }
  if (held.length > 0) yield held
}

const TEXTS = 'xl/sharedStrings.xml'

/** The number of the sheet that a part holds. */
function sheetOf(part: string): number | undefined {
  const number = /^xl\/worksheets\/sheet(\d+)\.xml$/.exec(part)?.[1]
  return number === undefined ? undefined : Number(number)
}

/** The workbook as the library makes it without rows: with the styles that are known, and with a part of texts where it has any. */
async function shell(
  book: Omit<WrittenBook, 'sheets'>,
  heads: readonly Head[],
  styles: readonly CellStyle[] = [],
  hasTexts = false,
): Promise<Part[]> {
  const sheets = heads.map((head, i) => {
    const looks = i === 0 ? styles.map((style, line) => [`${line},0`, { style }] as const) : []
    return { ...head, rows: i === 0 && hasTexts ? [[], ...looks.map(() => []), ['x']] : [], cells: new Map(looks) }
  })
  const parts = partsOf(Buffer.from(await writeXlsx({ ...book, sheets, namedRanges: heads.flatMap(printTitles) })))!
  const first = textOf(parts.find(({ name }) => sheetOf(name) === 1)!)
  for (const [i, [, line, number]] of [...first.matchAll(/<c r="A(\d+)" s="(\d+)"\/>/g)].entries())
    if (Number(line) !== i + 1 || Number(number) !== i + 1) throw new Error(`style ${i + 1} has the number ${number}`)
  return parts
}

/** Rows and columns of a sheet that stand on every printed page, as a workbook names them. */
function printTitles({ name, titles = [] }: Head): { name: string; range: string; scope: string }[] {
  if (titles.length === 0) return []
  const range = titles.map(title => `${quotedSheet(name)}!${title}`).join(',')
  return [{ name: '_xlnm.Print_Titles', range, scope: name }]
}

/** A sheet with its rows in the place where the library has written none. */
function* sheetXml(bare: string, { rows, columns }: WrittenSheet, cells: Iterable<string>): Generator<string> {
  const [head, tail] = bare.split(/<sheetData\/>/) as [string, string]
  const last = `${columnLetters(Math.max(1, columns.length) - 1)}${Math.max(1, rows.length)}`
  yield `${head.replace(/<dimension ref="[^"]*"\/>/, `<dimension ref="A1:${last}"/>`)}<sheetData>`
  yield* cells
  yield `</sheetData>${tail}`
}
