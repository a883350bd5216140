// Reads an XLSX workbook. Takes the file's bytes, gives its sheets as cells; formulas count by their stored result, and
// one without is marked. Refuses archives that are protected, broken, cut or too large to be read.

import { type Cell, drawnText, NO_RESULT } from '../cells/cell.ts'
import { formatReader, plainTime, serialOf } from '../cells/number-format.ts'
import { uncalculated } from './formula-check.ts'
import { type BareSheet, type BareText, unfoldXlsx } from './library.ts'
import { attribute, walkMarkup } from './markup.ts'
import { type WorkbookParts, workbookParts } from './parts.ts'
import type { Sheet, Workbook, WorkbookFault } from './sheet.ts'
import { type Calculation, calculationOf, isSoundWorkbook } from './sheet-check.ts'
import { APPLICATION, zipContents } from './zip-guard.ts'

export async function readXlsxFile(bytes: Buffer): Promise<Workbook | WorkbookFault> {
  const checked = checkedArchive(bytes)
  if ('fault' in checked) return checked
  const { archive, isTable, calculation } = checked
  const book = await unfoldXlsx(archive, isTable)
  if ('fault' in book) return book
  const shown = shownAs(book.is1904)
  const without = uncalculated(book.sheets, calculation)
  return { sheets: book.sheets.map((sheet, i) => sheetOf(sheet, shown, without[i]!)), is1904: book.is1904 }
}

interface CheckedArchive {
  readonly archive: Buffer
  /** True for sheets of cells. */
  readonly isTable: (sheet: string) => boolean
  readonly calculation: Calculation
}

/** The archive once it is looked through. Nothing else of it is held while it is unfolded: its parts are large. */
function checkedArchive(bytes: Buffer): CheckedArchive | WorkbookFault {
  const contents = zipContents(bytes)
  if ('fault' in contents) return contents
  const found = workbookParts(contents)
  if (!isSoundWorkbook(found.parts)) return { fault: 'damaged' }
  const calculation = calculationOf(found.parts, contents.get(APPLICATION))
  const parts = found.parts.map(part =>
    part.kind === 'worksheet' ? { ...part, content: withRowNumbers(part.content) } : part,
  )
  const charts = chartsIn(found)
  return { archive: zipOf(parts), isTable: name => !charts.has(name), calculation }
}

/** Names of sheets that are charts: the library takes one for a sheet whose part is lost. */
function chartsIn({ parts, noTables }: WorkbookParts): ReadonlySet<string> {
  const charts = new Set<string>()
  const workbook = parts.find(part => part.kind === 'officeDocument')?.content.toString() ?? ''
  const open = (tag: string, attributes: string): void => {
    if (tag === 'sheet' && noTables.has(attribute(attributes, 'id') ?? ''))
      charts.add(attribute(attributes, 'name') ?? '')
  }
  if (noTables.size > 0) walkMarkup(workbook, { open, close() {}, text() {} })
  return charts
}

/** `without`: cells of formulas that nobody calculated. */
function sheetOf(sheet: BareSheet, shown: Shown, without: ReadonlySet<string>): Sheet {
  const rows: Cell[][] = sheet.rows
  const unseen = [...sheet.hiddenRows]
  for (const [key, cell] of sheet.cells) {
    const comma = key.indexOf(',')
    const number = Number(key.slice(0, comma))
    const row = rows[number]
    if (!row) continue
    if (cell.style?.font?.strikethrough === true && cell.value !== null) unseen.push(number)
    const column = Number(key.slice(comma + 1))
    const empty = cell.value === null || (cell.type === 'error' && cell.value === '')
    if (cell.formula !== undefined && (empty || without.has(key))) row[column] = NO_RESULT
    else if (typeof cell.value === 'number' || cell.value instanceof Date)
      row[column] = shown(cell.value, cell.style?.numFmt)
    else if (cell.richText && cell.formula === undefined) row[column] = textOf(cell.richText)
  }
  return {
    name: sheet.name,
    hidden: sheet.hidden,
    rows,
    merges: sheet.merges,
    hiddenRows: hiddenOf(unseen),
  }
}

/** A text whose pieces have fonts of their own. */
function textOf(pieces: readonly BareText[]): string {
  const drawn = pieces.map(({ text, font }) =>
    drawnText(text, {
      raised: font?.vertAlign === 'superscript',
      lowered: font?.vertAlign === 'subscript',
      struck: font?.strikethrough === true,
    }),
  )
  return drawn.join('')
}

/**
 * What the library gives for the formats 5 to 8, which have no code of their own: money of whoever opens the workbook. A
 * program that means dollars writes the sign in quotation marks.
 */
const LOCAL_MONEY: ReadonlySet<string> = new Set([
  '$#,##0_);\\($#,##0\\)',
  '$#,##0_);[Red]\\($#,##0\\)',
  '$#,##0.00_);\\($#,##0.00\\)',
  '$#,##0.00_);[Red]\\($#,##0.00\\)',
])

export type Shown = (value: number | Date, code: string | number | undefined) => Cell

/** What numbers are under their formats. The library makes dates of some, of times as well; the format says what they are. */
export function shownAs(is1904: boolean): Shown {
  const formatOf = formatReader()
  return (value, code) => {
    const serial = typeof value === 'number' ? value : serialOf(value, is1904)
    const says = code !== undefined && !LOCAL_MONEY.has(String(code)) && Number.isFinite(serial)
    const format = says ? formatOf(code) : undefined
    if (format) return format(serial, is1904)
    // Dates of formats that have a number instead of a code: without a day they are times.
    return typeof value !== 'number' && serial < 1 && serial >= 0 ? plainTime(serial) : value
  }
}

/** The rows as a set; undefined where there are none. */
export function hiddenOf(rows: readonly number[]): ReadonlySet<number> | undefined {
  return rows.length === 0 ? undefined : new Set(rows)
}

// Gives the rows of a sheet their numbers where it leaves them out, as it may: the library takes no row for hidden that has
// none. Takes the XML of a sheet; gives it as it is where every row is numbered, or none is hidden.

const ROW = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<((?:\w+:)?row)(?=[\s/>])([^>]*)>/g
const NUMBER = /(?:^|\s)r\s*=\s*["'](\d+)["']/
const HIDDEN = Buffer.from('hidden')

function withRowNumbers(sheet: Buffer): Buffer {
  if (!sheet.includes(HIDDEN)) return sheet
  let last = 0
  let missing = false
  const text = sheet.toString().replace(ROW, (whole, tag: string | undefined, attributes: string) => {
    if (tag === undefined) return whole
    const number = NUMBER.exec(attributes)?.[1]
    last = number === undefined ? last + 1 : Number(number)
    if (number !== undefined) return whole
    missing = true
    return `<${tag} r="${last}"${attributes}>`
  })
  return missing ? Buffer.from(text) : sheet
}

// Puts parts into a zip archive as they are, neither compressed nor with checksums: for a reader in the same process that
// takes archives only. Takes names and contents; gives the bytes.

const LOCAL_SIZE = 30
const ENTRY_SIZE = 46
const END_SIZE = 22

interface Packed {
  readonly name: string
  readonly content: Buffer
}

function zipOf(parts: readonly Packed[]): Buffer {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content } of parts) {
    const label = Buffer.from(name)
    const local = Buffer.alloc(LOCAL_SIZE)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt32LE(content.length, 18)
    local.writeUInt32LE(content.length, 22)
    local.writeUInt16LE(label.length, 26)
    const entry = Buffer.alloc(ENTRY_SIZE)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt32LE(content.length, 20)
    entry.writeUInt32LE(content.length, 24)
    entry.writeUInt16LE(label.length, 28)
    entry.writeUInt32LE(at, 42)
    pieces.push(local, label, content)
    directory.push(entry, label)
    at += LOCAL_SIZE + label.length + content.length
  }
  const names = Buffer.concat(directory)
  const end = Buffer.alloc(END_SIZE)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(names.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...pieces, names, end])
}
