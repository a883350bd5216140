// The library that unfolds workbooks, behind this one module: its types go no further. Takes bytes that were looked at
// before, gives bare cells; every way in which the library fails becomes a fault.

import { fromHtml, readXls, readXlsx } from 'hucre'
import type { Merge } from '../layout/grid.ts'
import type { WorkbookFault } from './sheet.ts'

interface BareTable {
  /** May have holes and rows of different length. */
  readonly rows: (string | number | boolean | Date | null)[][]
  readonly merges: readonly Merge[]
}

interface BareSheet extends BareTable {
  readonly name: string
}

/** All of a workbook but its cells. */
interface BareBook {
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean; readonly part: number }[]
  readonly styles: readonly BareStyle[]
  readonly is1904: boolean
}

interface BareStyle {
  /** The code of its number format; undefined where it has none. */
  readonly format: string | undefined
  /** The library takes its numbers for dates, of some formats that have a number in place of a code as well. */
  readonly date: boolean
  readonly struck: boolean
}

/**
 * Unfolds an XLSX archive, but for the sheets that are not wanted. `archive` makes it with these contents in place of its
 * sheets: the number of the part, and a cell of each of so many styles.
 */
export function unfoldXlsx(
  archive: (contentOf: (part: number) => string) => Buffer,
  styles: number,
  isWanted: (sheet: string) => boolean,
): Promise<BareBook | WorkbookFault> {
  const cells = Array.from({ length: styles }, (_, style) => `<row><c s="${style}"><v>1</v></c></row>`).join('')
  const contentOf = (part: number): string =>
    `<worksheet><sheetData><row><c><v>${part}</v></c></row>${cells}</sheetData></worksheet>`
  return faulty(async () => {
    const options = { readStyles: true, sheets: ({ name }: { name: string }) => isWanted(name) }
    const { sheets, dateSystem } = await readXlsx(archive(contentOf), options)
    return {
      sheets: sheets.map(({ name, hidden, veryHidden, rows }) => ({
        ...{ name, hidden: hidden === true || veryHidden === true },
        part: Number(rows[0]![0]),
      })),
      styles: Array.from({ length: styles }, (_, style) => {
        const cell = sheets[0]?.cells?.get(`${style + 1},0`)
        const { numFmt, font } = cell?.style ?? {}
        return { format: numFmt, date: cell?.value instanceof Date, struck: font?.strikethrough === true }
      }),
      is1904: dateSystem === '1904',
    }
  })
}

/** Unfolds an old workbook. Whether a sheet or row is hidden, and how its serial numbers count, it does not say. */
export function unfoldXls(bytes: Buffer): Promise<{ readonly sheets: readonly BareSheet[] } | WorkbookFault> {
  return faulty(async () => {
    const { sheets } = await readXls(bytes)
    return { sheets: sheets.map(({ name, rows, merges }) => ({ name, rows, merges: mergesOf(merges) })) }
  })
}

/** Unfolds the tables of a page as one; all cells are texts. */
export function unfoldHtml(tables: string): Promise<BareTable | WorkbookFault> {
  return faulty(async () => {
    const { rows, merges } = fromHtml(tables, { typeInference: false, classes: false })
    return { rows, merges: mergesOf(merges) }
  })
}

interface LibraryMerge {
  readonly startRow: number
  readonly startCol: number
  readonly endRow: number
  readonly endCol: number
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
