// A sheet as a table of columns with their cells. Takes a sheet as it stands in its file; gives its columns by the header that
// fits best, each by a text that a scheme finds it by, and the rows of data without sums, notes and unused rows of a form.
// Gives nothing for a sheet without a header or without columns.

import type { Cell } from '../sources/cells/cell.ts'
import { isBlankCell } from '../sources/cells/text.ts'
import { findHeader, wantedHeaders } from '../sources/layout/find-header.ts'
import { headerColumns, pathText } from '../sources/layout/header-paths.ts'
import { isNote, labelOf } from '../sources/layout/total-row.ts'
import type { LookedSheet } from '../sources/look.ts'
import { cellText } from '../sources/workbook/sheet.ts'
import { areDays, guessHeader } from './header.ts'

export interface TableColumn {
  readonly cell: number
  /** The text by which a scheme finds it; undefined where none tells it from all others. */
  readonly header: string | undefined
  /** Its own text. */
  readonly text: string
  /** A column of one of the days of the month, of which there is one each. */
  readonly day: boolean
  readonly cells: readonly Cell[]
}

export interface LookedTable {
  readonly columns: readonly TableColumn[]
  readonly rows: readonly (readonly Cell[])[]
  /** Rows of sums and notes. */
  readonly totals: number
}

/** The table of a sheet. */
export function tableOf(sheet: LookedSheet): LookedTable | undefined {
  const { grid } = sheet
  const guessed = guessHeader(grid)
  if (!guessed) return undefined
  const all = headerColumns(grid, guessed.top, guessed.bottom)
  const own = all.map(({ path }) => flat(path.at(-1)!.text))
  const whole = all.map(({ path }) => flat(pathText(path)))
  const days = dayColumns(own)
  const texts = all.map((_, i) => (own.indexOf(own[i]!) === own.lastIndexOf(own[i]!) ? own[i]! : whole[i]!))
  const asked = all.flatMap((_, i) => (days.has(i) ? [] : [i]))
  // What a scheme that names all of them would find.
  const header = findHeader(grid, wantedHeaders(asked.map(i => [texts[i]!])))
  if (!header) return undefined
  const found = new Map<number, string>()
  for (const [n, i] of asked.entries()) {
    const [first, ...more] = header.found[n]!
    if (first && more.length === 0 && first.column === all[i]!.column) found.set(i, texts[i]!)
  }
  const { rows, totals } = dataRows(
    sheet,
    header.bottom,
    all.map(({ column }) => column),
  )
  const columns = all.map(({ column }, i) => ({
    ...{ cell: column, header: found.get(i), text: own[i]!, day: days.has(i) },
    cells: rows.map(row => row[column]),
  }))
  return { columns, rows, totals }
}

function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Columns of the days of a month. */
function dayColumns(texts: readonly string[]): ReadonlySet<number> {
  const days = texts.flatMap((text, i) =>
    /^(\d{1,2}|\d.*\d|[六日])(\s|$|日|号)?/.test(text) && text.length < 16 ? [i] : [],
  )
  // Saturday and Sunday stand without a number in some of them.
  const numbered = days.filter(i => /\d/.test(texts[i]!))
  return areDays(numbered.map(i => texts[i]!)) ? new Set(days) : new Set()
}

function dataRows(
  sheet: LookedSheet,
  bottom: number,
  columns: readonly number[],
): { rows: readonly (readonly Cell[])[]; totals: number } {
  const rows: (readonly Cell[])[] = []
  let totals = 0
  const header = sheet.grid.rows[bottom] ?? []
  for (const row of sheet.rows.slice(bottom + 1)) {
    if (!row || row.every(isBlankCell)) continue
    const texts = row.filter(cell => typeof cell === 'string')
    const label = texts.map(labelOf).find(label => label !== undefined && label.strength === 'sure')
    const first = row.find(cell => !isBlankCell(cell))
    if (label || (typeof first === 'string' && isNote(first))) {
      totals++
      if (label?.span === 'whole') break
      continue
    }
    if (columns.every(column => cellText(row[column]) === (header[column] ?? ''))) continue
    // A form has rows that nobody has filled in, with a number at most.
    const filled = columns.filter(column => !isBlankCell(row[column])).length
    if (filled === 0 || (filled === 1 && columns.length > 3)) continue
    rows.push(row)
  }
  return { rows, totals }
}
