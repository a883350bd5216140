// Rows of the book as a table for people, in the words of the terminal's language.

import type { Rows } from '../book/rows.ts'
import { bookCell, bookColumns } from '../reports/book-sheets.ts'
import { gridLines } from '../writers/terminal/grid.ts'
import type { Terminal } from './streams.ts'

/** The table. `titleOf` gives rows a title: where it changes, a line of its own stands before them. */
export function tableLines({ columns, rows }: Rows, t: Terminal, titleOf?: (row: number) => string): string[] {
  const body = Array.from(rows, row => row.map((cell, i) => bookCell(cell, columns[i]!.key, t.language)))
  return gridLines({ columns: bookColumns(columns, t.language), rows: body }, t, titleOf ? { titleOf } : {})
}
