// Reads an XLSX workbook. Takes the file's bytes, gives its sheets as cells; formulas count by their stored result, and
// one without is marked. Refuses archives that are protected, broken, cut or too large to be read.

import { type Cell, NO_RESULT } from '../cells/cell.ts'
import { dateOf, formatReader, plainTime, serialOf } from '../cells/number-format.ts'
import { calculationOf, uncalculated } from './formula-check.ts'
import { unfoldXlsx } from './library.ts'
import { attribute, walkMarkup } from './markup.ts'
import { type Part, type WorkbookParts, workbookParts } from './parts.ts'
import { faulty, type Sheet, TOO_MANY, type Workbook, type WorkbookFault } from './sheet.ts'
import { type CellStyle, readWorksheet, type SheetCells, sharedTexts, tagsIn } from './worksheet.ts'
import { APPLICATION, zipContents } from './zip-guard.ts'

export function readXlsxFile(bytes: Buffer): Promise<Workbook | WorkbookFault> {
  return faulty(() => readArchive(bytes))
}

async function readArchive(bytes: Buffer): Promise<Workbook | WorkbookFault> {
  const contents = zipContents(bytes)
  if ('fault' in contents) return contents
  const found = workbookParts(contents)
  const { parts } = found
  const shared = parts.find(part => part.kind === 'sharedStrings')
  const texts = shared ? sharedTexts(shared.content.whole()) : []
  const charts = chartsIn(found)
  const others = parts.filter(part => part !== shared)
  for (const { kind, content } of others)
    if (kind !== 'worksheet' && tagsIn(content.whole()) > MAX_TAGS) return TOO_MANY
  const archive = (contentOf: (part: number) => string): Buffer =>
    zipOf(
      others.map(({ name, kind, content }, i) => ({
        name,
        content: kind === 'worksheet' ? Buffer.from(contentOf(i)) : content.whole(),
      })),
    )
  const book = await unfoldXlsx(archive, stylesIn(parts), name => !charts.has(name))
  if ('fault' in book) return book
  const { is1904 } = book
  const shown = shownAs(is1904)
  const styles = book.styles.map(({ format, date, struck }): CellStyle => {
    const plain = format === undefined && !date
    return { struck, shown: plain ? undefined : value => shown(date ? dateOf(value, is1904) : value, format) }
  })
  const read: SheetCells[] = []
  for (const { part } of book.sheets) read.push(await readWorksheet(others[part]!.content.pieces(), { texts, styles }))
  // What nobody reads must be whole too.
  const unread = new Set(contents.values())
  for (const { part } of book.sheets) unread.delete(others[part]!.content)
  for (const { pieces } of unread) for await (const _ of pieces());
  const without = uncalculated(read, calculationOf(parts, contents.get(APPLICATION)?.whole()))
  const sheets = book.sheets.map(({ name, hidden }, i): Sheet => {
    const { rows, merges, unseen } = read[i]!
    for (const { row, column } of without[i]!) rows[row]![column] = NO_RESULT
    return { name, hidden, rows, merges, hiddenRows: hiddenOf(unseen) }
  })
  return { sheets, is1904 }
}

/** Tags of a part that the library keeps as a tree. */
const MAX_TAGS = 4_000_000

/** How many styles cells may have. */
function stylesIn(parts: readonly Part[]): number {
  const styles = parts.find(part => part.kind === 'styles')?.content.whole()
  return styles ? Number(tagsIn(styles.subarray(styles.indexOf('cellXfs'), styles.lastIndexOf('cellXfs')), 'xf')) : 0
}

/** Names of sheets that are charts: the library takes one for a sheet whose part is lost. */
function chartsIn({ parts, noTables }: WorkbookParts): ReadonlySet<string> {
  const charts = new Set<string>()
  const workbook =
    parts
      .find(part => part.kind === 'officeDocument')
      ?.content.whole()
      .toString() ?? ''
  const open = (tag: string, attributes: string): void => {
    if (tag === 'sheet' && noTables.has(attribute(attributes, 'id') ?? ''))
      charts.add(attribute(attributes, 'name') ?? '')
  }
  if (noTables.size > 0) walkMarkup(workbook, { open, close() {}, text() {} })
  return charts
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
