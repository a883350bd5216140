// The library that unfolds workbooks, behind this one module: its types go no further. Takes bytes that were looked at
// before, gives bare cells; every way in which the library fails becomes a fault.

import { fromHtml, readXls, readXlsx } from 'hucre'
import type { Merge } from '../layout/grid.ts'
import type { WorkbookFault } from './sheet.ts'

/** A cell with what a sheet says of it besides its value. */
interface BareCell {
  readonly value: string | number | boolean | Date | null
  readonly type: string
  /** Empty in the cells that a formula was filled over, which have the number of the first one's. */
  readonly formula?: string
  readonly formulaSharedIndex?: number
  readonly richText?: readonly BareText[]
  readonly style?: { readonly numFmt?: string; readonly font?: BareFont }
}

interface BareFont {
  readonly strikethrough?: boolean
  readonly vertAlign?: 'superscript' | 'subscript'
}

/** A piece of a text with a font of its own. */
export interface BareText {
  readonly text: string
  readonly font?: BareFont
}

interface BareTable {
  /** May have holes and rows of different length. */
  readonly rows: BareCell['value'][][]
  readonly merges: readonly Merge[]
}

export interface BareSheet extends BareTable {
  readonly name: string
  readonly hidden: boolean
  /** By `row,column`. */
  readonly cells: ReadonlyMap<string, BareCell>
  /** 0-based. */
  readonly hiddenRows: readonly number[]
}

interface BareBook {
  readonly sheets: readonly BareSheet[]
  readonly is1904: boolean
}

/** Unfolds an XLSX archive, but for the sheets that are not wanted. */
export function unfoldXlsx(archive: Buffer, isWanted: (sheet: string) => boolean): Promise<BareBook | WorkbookFault> {
  return faulty(async () => {
    const book = await readXlsx(archive, { readStyles: true, sheets: ({ name }) => isWanted(name) })
    return { sheets: book.sheets.map(sheetOf), is1904: book.dateSystem === '1904' }
  })
}

/** Unfolds an old workbook. Whether a sheet or row is hidden, and how its serial numbers count, it does not say. */
export function unfoldXls(bytes: Buffer): Promise<{ readonly sheets: readonly BareSheet[] } | WorkbookFault> {
  return faulty(async () => {
    return { sheets: (await readXls(bytes)).sheets.map(sheetOf) }
  })
}

/** Unfolds the tables of a page as one; all cells are texts. */
export function unfoldHtml(tables: string): Promise<BareTable | WorkbookFault> {
  return faulty(async () => {
    const { rows, merges } = fromHtml(tables, { typeInference: false, classes: false })
    return { rows, merges: mergesOf(merges) }
  })
}

interface LibrarySheet extends Pick<BareSheet, 'name' | 'rows'> {
  readonly cells?: ReadonlyMap<string, BareCell>
  readonly hidden?: boolean
  readonly veryHidden?: boolean
  readonly rowDefs?: ReadonlyMap<number, { readonly hidden?: boolean }>
  readonly merges?: readonly LibraryMerge[]
}

interface LibraryMerge {
  readonly startRow: number
  readonly startCol: number
  readonly endRow: number
  readonly endCol: number
}

function sheetOf({ name, rows, cells, hidden, veryHidden, rowDefs, merges }: LibrarySheet): BareSheet {
  return {
    name,
    rows,
    cells: cells ?? new Map(),
    hidden: hidden === true || veryHidden === true,
    hiddenRows: [...(rowDefs ?? [])].flatMap(([row, def]) => (def.hidden === true ? [row] : [])),
    merges: mergesOf(merges),
  }
}

function mergesOf(merges: readonly LibraryMerge[] | undefined): Merge[] {
  return (merges ?? []).map(m => ({ top: m.startRow, bottom: m.endRow, left: m.startCol, right: m.endCol }))
}

/** The library's own limits are told from damage by their words. */
async function faulty<T>(unfold: () => Promise<T>): Promise<T | WorkbookFault> {
  try {
    return await unfold()
  } catch (error) {
    const text = error instanceof Error ? error.message : ''
    if (error instanceof Error && error.name === 'EncryptedFileError') return { fault: 'protected' }
    if (/limit|Invalid (string|array) length|longer than/i.test(text)) return { fault: 'cells' }
    return { fault: 'damaged' }
  }
}
