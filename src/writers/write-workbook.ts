// A workbook as data → the bytes of its file. The library makes its parts, the look of cells and how sheets are printed, of a
// workbook without rows; rows are written by ours, packed as they come, so that no sheet is ever held whole. The library's types
// go no further; the same workbook gives the same bytes.

import { columnLetters } from '../core/place.ts'
import { rowsXml, Styles, Texts } from './sheet-xml.ts'
import type { WrittenBook, WrittenSheet } from './workbook.ts'
import { archiveOf, type Part, partOf, partsOf, textOf } from './zip-parts.ts'

export async function writeWorkbook(book: WrittenBook): Promise<Uint8Array> {
  const texts = new Texts()
  const styles = new Styles(book.defaultFont)
  const written = new Map<string, Part>()
  for (const part of await shell(book, styles)) {
    const sheet = book.sheets[Number(SHEET.exec(part.name)?.[1]) - 1]
    if (sheet)
      written.set(part.name, await partOf(part.name, sheetXml(textOf(part), sheet, rowsXml(sheet, texts, styles))))
  }
  if (texts.all.size > 0) written.set(TEXTS, await partOf(TEXTS, texts.xml()))
  // Once more, now that the looks of all cells are known.
  const parts = await shell(book, styles, texts.all.size > 0)
  return archiveOf(parts.map(part => written.get(part.name) ?? part))
}

const TEXTS = 'xl/sharedStrings.xml'
const SHEET = /^xl\/worksheets\/sheet(\d+)\.xml$/

/** The workbook as the library makes it without rows: with the styles that are known, and with a part of texts where it has any. */
async function shell(book: WrittenBook, styles: Styles, hasTexts = false): Promise<Part[]> {
  const { writeXlsx } = await import('hucre/xlsx')
  const sheets = book.sheets.map(({ rows: _, heights: __, ...sheet }, i) => {
    const looks = i === 0 ? styles.all.map((style, line) => [`${line},0`, { style }] as const) : []
    return { ...sheet, rows: i === 0 && hasTexts ? [[], ...looks.map(() => []), ['x']] : [], cells: new Map(looks) }
  })
  const parts = partsOf(Buffer.from(await writeXlsx({ ...book, sheets })))!
  const first = textOf(parts.find(({ name }) => SHEET.exec(name)?.[1] === '1')!)
  for (const [i, [, line, number]] of [...first.matchAll(/<c r="A(\d+)" s="(\d+)"\/>/g)].entries())
    if (Number(line) !== i + 1 || Number(number) !== i + 1) throw new Error(`style ${i + 1} has the number ${number}`)
  return parts
}

/** A sheet with its rows in the place where the library has written none. */
function* sheetXml(bare: string, { rows, columns }: WrittenSheet, cells: Iterable<string>): Generator<string> {
  const [head, tail] = bare.split(/<sheetData\/>/) as [string, string]
  const last = `${columnLetters(Math.max(1, columns.length) - 1)}${Math.max(1, rows.length)}`
  yield `${head.replace(/<dimension ref="[^"]*"\/>/, `<dimension ref="A1:${last}"/>`)}<sheetData>`
  yield* cells
  yield `</sheetData>${tail}`
}
