// A second reader of workbooks, of another hand (SheetJS), beside ours. Takes the bytes of a workbook and what ours reads of
// it, or what was to be written; gives every difference: values, types, dates, results of formulas, formats, merged
// ranges, what is hidden. Where the two may differ is listed below by name, with the reason.

import { type CellObject, read, SSF, utils, type WorkBook, type WorkSheet } from '@e965/xlsx'
import { type Cell, isShownNumber, isTime, NO_RESULT } from '../../src/sources/cells/cell.ts'
import { serialOf } from '../../src/sources/cells/number-format.ts'
import type { Sheet, Workbook } from '../../src/sources/workbook/sheet.ts'
import type { WrittenBook, WrittenCell } from '../../src/writers/workbook.ts'

/** One cell as both have it. */
interface Pair {
  readonly ours: Cell
  readonly theirs: CellObject | undefined
  readonly is1904: boolean
}

/** Where the readers differ and ours is right. */
const EXCEPTIONS: Readonly<Record<string, (pair: Pair) => boolean>> = {
  // By design: a result that the cells contradict, or that its writer never worked out, is none (formula-check.ts). It is told.
  'results that nobody calculated': ({ ours }) => ours === NO_RESULT,
  // Ours keeps what stands there, which is told; theirs has a number of it that is none.
  'numbers that are none': ({ ours, theirs }) => typeof ours === 'string' && Number.isNaN(theirs?.v),
  // ECMA-376 18.8.30: in Chinese offices the formats 27 to 36 and 50 to 58 are dates. They have no code in the file, and the
  // other reader knows those of an American office only.
  'formats of Chinese offices': ({ ours, theirs, is1904 }) =>
    ours instanceof Date && theirs?.z === undefined && theirs?.v === serialOf(ours, is1904),
  // `t="d"`: ours keeps the text that stands there, theirs makes a serial number of it.
  'dates as ISO text': ({ ours, theirs }) =>
    typeof ours === 'string' &&
    /^\d{4}-\d\d-\d\d/.test(ours) &&
    theirs?.t === 'n' &&
    serialOf(new Date(`${ours}${ours.includes('T') ? '' : 'T00:00:00'}Z`), false) === theirs.v,
  // Ours draws raised, lowered and struck-out pieces of a text, so that a note is no digit of a figure (drawn.ts).
  'pieces of texts that are drawn': ({ ours, theirs }) =>
    typeof ours === 'string' && theirs?.t === 's' && ours.normalize('NFKC').replaceAll('\u0336', '') === theirs.v,
  // A text that holds `&amp;` itself: theirs takes references for signs twice.
  'references that are text': ({ ours, theirs }) =>
    typeof ours === 'string' && theirs?.t === 's' && twiceDecoded(ours) === theirs.v,
  // ECMA-376 22.9.2.19: `_x000D_` is a carriage return; theirs drops it before a line end.
  'coded line ends': ({ ours, theirs }) =>
    typeof ours === 'string' && theirs?.t === 's' && ours.replaceAll('\r\n', '\n') === theirs.v,
}

function twiceDecoded(text: string): string {
  return text.replaceAll('&amp;', '&')
}

export function secondReading(bytes: Uint8Array): WorkBook {
  return read(bytes, {
    type: 'buffer',
    dense: true,
    cellFormula: true,
    cellNF: true,
    cellText: false,
    cellHTML: false,
    cellStyles: true,
    sheetStubs: true,
  })
}

/** Every difference between the readers, as `sheet!cell: ours | theirs`; a workbook that the other refuses is one. */
export function readingDifferences(bytes: Uint8Array, ours: Workbook, read = secondReading): string[] {
  let theirs: WorkBook
  try {
    theirs = read(bytes)
  } catch (error) {
    return [`the second reader refuses: ${String(error)}`]
  }
  const names = theirs.SheetNames.filter(name => theirs.Sheets[name]?.['!type'] !== 'chart')
  if (names.join('\n') !== ours.sheets.map(sheet => sheet.name).join('\n'))
    return [`sheets: ${ours.sheets.map(sheet => sheet.name)} | ${names}`]
  const is1904 = theirs.Workbook?.WBProps?.date1904 === true
  const found = is1904 === ours.is1904 ? [] : [`1904: ${ours.is1904} | ${is1904}`]
  for (const sheet of ours.sheets) {
    const hidden = (theirs.Workbook?.Sheets?.[theirs.SheetNames.indexOf(sheet.name)]?.Hidden ?? 0) > 0
    if (hidden !== sheet.hidden) found.push(`${sheet.name}: hidden ${sheet.hidden} | ${hidden}`)
    const other = theirs.Sheets[sheet.name]
    if (other) found.push(...sheetDifferences(sheet, other, is1904))
    else found.push(`${sheet.name}: not found by the second reader`)
  }
  return found
}

function cellsOf(sheet: WorkSheet): readonly (readonly (CellObject | undefined)[] | undefined)[] {
  return sheet['!data'] ?? []
}

function sheetDifferences(ours: Sheet, theirs: WorkSheet, is1904: boolean): string[] {
  const found: string[] = []
  const data = cellsOf(theirs)
  for (let r = 0; r < Math.max(ours.rows.length, data.length); r++) {
    const our: readonly Cell[] = ours.rows[r] ?? []
    const their = data[r] ?? []
    for (let c = 0; c < Math.max(our.length, their.length); c++) {
      const pair: Pair = { ours: our[c], theirs: their[c], is1904 }
      if (!isSame(pair) && !Object.values(EXCEPTIONS).some(may => may(pair)))
        found.push(`${ours.name}!${utils.encode_cell({ r, c })}: ${shown(pair.ours)} | ${JSON.stringify(pair.theirs)}`)
    }
  }
  const ranges = (theirs['!merges'] ?? []).map(range => utils.encode_range(range)).sort()
  const own = ours.merges.map(m => utils.encode_range({ s: { r: m.top, c: m.left }, e: { r: m.bottom, c: m.right } }))
  if (own.sort().join() !== ranges.join()) found.push(`${ours.name}: merged ${own} | ${ranges}`)
  // Ours holds more: rows that are struck out.
  for (const [r, row] of (theirs['!rows'] ?? []).entries())
    if (row?.hidden === true && ours.hiddenRows?.has(r) !== true) found.push(`${ours.name}: row ${r + 1} is hidden`)
  return found
}

function shown(cell: Cell): string {
  return typeof cell === 'symbol' ? 'no result' : (JSON.stringify(cell) ?? 'nothing')
}

function typeOf(cell: CellObject | undefined): string {
  return cell === undefined || (cell.v === undefined && cell.t !== 'e') ? 'z' : cell.t
}

function isSame({ ours, theirs, is1904 }: Pair): boolean {
  const value = theirs?.v
  const type = typeOf(theirs)
  if (ours === null || ours === undefined || ours === '') return type === 'z' || value === ''
  if (ours === NO_RESULT) return false
  if (typeof ours === 'string') return type === 's' ? value === ours : type === 'e' && errorText(value) === ours
  if (typeof ours === 'boolean') return type === 'b' && value === ours
  if (type !== 'n' || typeof value !== 'number') return false
  const format = String(theirs!.z ?? 'General')
  if (typeof ours === 'number') return ours === value && !SSF.is_date(format)
  if (isShownNumber(ours)) return ours.number === value && isPercent(format) === ours.words.percent
  if (isTime(ours)) return SSF.is_date(format) && Math.abs(value * 86_400_000 - ours.ms) < 1
  return SSF.is_date(format) && Math.abs(serialOf(ours, is1904) - value) < 1e-8
}

/** Not where the sign is only shown, without a hundred times the number. */
function isPercent(format: string): boolean {
  return /%/.test(format.replace(/"[^"]*"|\\./g, ''))
}

/** [MS-XLS] 2.5.10. */
const ERRORS = new Map<unknown, string>([
  [0x00, '#NULL!'],
  [0x07, '#DIV/0!'],
  [0x0f, '#VALUE!'],
  [0x17, '#REF!'],
  [0x1d, '#NAME?'],
  [0x24, '#NUM!'],
  [0x2a, '#N/A'],
  [0x2b, '#GETTING_DATA'],
])

function errorText(code: unknown): string | undefined {
  return ERRORS.get(code)
}

/** What the second reader finds of a written workbook that is not what was to be written. */
export function writingDifferences(bytes: Uint8Array, book: WrittenBook, theirs = secondReading(bytes)): string[] {
  const sheets = [...book.sheets]
  const names = sheets.map(sheet => sheet.name)
  if (theirs.SheetNames.join('\n') !== names.join('\n')) return [`sheets: ${names} | ${theirs.SheetNames}`]
  return sheets.flatMap(sheet => {
    const data = cellsOf(theirs.Sheets[sheet.name]!)
    const found: string[] = []
    const rows = [...sheet.rows]
    if (rows.length !== sheet.rows.length)
      found.push(`${sheet.name}: ${rows.length} rows, said to be ${sheet.rows.length}`)
    for (let r = 0; r < Math.max(rows.length, data.length); r++)
      for (let c = 0; c < Math.max(rows[r]?.length ?? 0, data[r]?.length ?? 0); c++) {
        const cell: WrittenCell = rows[r]?.[c] ?? {}
        const text = cell.richText?.map(piece => piece.text).join('')
        const value = text ?? cell.value ?? null
        const other = data[r]?.[c]
        const type = typeOf(other)
        const same =
          value === null || value === ''
            ? type === 'z' || other?.v === ''
            : other?.v === value || (typeof value === 'string' && other?.v === twiceDecoded(value))
        const formula = cell.formula === undefined || other?.f === cell.formula
        const numFmt = cell.style?.numFmt
        const format = type !== 'n' || (other?.z ?? 'General') === (numFmt ?? 'General')
        const kind = value === null || typeof value !== 'string' || type === 's' || type === 'z'
        if (!same || !formula || !format || !kind)
          found.push(`${sheet.name}!${utils.encode_cell({ r, c })}: ${JSON.stringify(cell)} | ${JSON.stringify(other)}`)
      }
    return found
  })
}
