// Rows of the book as a table for people, in the words of the terminal's language.

import type { Rows } from '../book/rows.ts'
import { bookCell, bookWord } from '../reports/book-sheets.ts'
import { gridLines } from './grid.ts'
import type { Terminal } from './streams.ts'

/** The table. `titleOf` gives rows a title: where it changes, a line of its own stands before them. */
export function tableLines({ columns, rows }: Rows, t: Terminal, titleOf?: (row: number) => string): string[] {
  const shown = columns.map(({ key, kind }) => ({
    title: bookWord(key, t.language),
    kind: kind === 'amount' ? ('figure' as const) : ('text' as const),
  }))
  const body = Array.from(rows, row => row.map((cell, i) => bookCell(cell, columns[i]!.key, t.language)))
  return gridLines(shown, body, t, titleOf ? { titleOf } : {})
}
