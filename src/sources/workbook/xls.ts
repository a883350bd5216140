// Reads an old workbook (BIFF8 `.xls`). Takes the file's bytes, gives its sheets as cells; refuses what is protected,
// broken, cut, or in a form older than 1997.

import { type Cell, NO_RESULT } from '../cells/cell.ts'
import { unfoldXls } from './library.ts'
import { oleEntries } from './ole.ts'
import type { Sheet, Workbook, WorkbookFault } from './sheet.ts'
import { xlsFacts } from './xls-facts.ts'
import { hiddenOf, shownAs } from './xlsx.ts'

export async function readXlsFile(bytes: Buffer): Promise<Workbook | WorkbookFault> {
  const { entries, read } = oleEntries(bytes)
  if (entries.some(entry => entry.name === 'EncryptedPackage' || entry.name === 'EncryptionInfo'))
    return { fault: 'protected' }
  const has = (name: string): boolean => entries.some(entry => entry.name === name)
  const stream = entries.find(entry => entry.name === 'Workbook')
  if (!stream) {
    const kind = has('Book')
      ? 'old workbook'
      : has('WordDocument')
        ? 'word'
        : has('PowerPoint Document')
          ? 'slides'
          : 'unknown'
    return entries.length > 1 ? { fault: 'other', kind } : { fault: 'damaged' }
  }
  const facts = xlsFacts(read(stream))
  if (facts.encrypted) return { fault: 'protected' }
  if (facts.broken) return { fault: 'damaged' }
  const book = await unfoldXls(bytes)
  if ('fault' in book) return book
  const shown = shownAs(facts.is1904)
  const sheets = book.sheets.map((sheet, i): Sheet => {
    const rows: Cell[][] = sheet.rows
    for (const [key, code] of facts.sheets[i]?.formats ?? []) {
      change(rows, key, value => (typeof value === 'number' || value instanceof Date ? shown(value, code) : value))
    }
    for (const [key, text] of facts.sheets[i]?.texts ?? []) change(rows, key, () => text ?? NO_RESULT)
    return {
      name: sheet.name,
      hidden: facts.sheets[i]?.hidden === true,
      rows,
      merges: sheet.merges,
      hiddenRows: hiddenOf(facts.sheets[i]?.hiddenRows ?? []),
    }
  })
  return { sheets, is1904: facts.is1904 }
}

/** Changes a cell by its number: row × 65536 + column. */
function change(rows: Cell[][], key: number, to: (value: Cell) => Cell): void {
  const number = Math.floor(key / 65_536)
  const row = rows[number] ?? []
  row[key % 65_536] = to(row[key % 65_536])
  rows[number] = row
}
