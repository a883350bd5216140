// Rows as a table for people. Takes rows of the book and a terminal; gives lines that fit the terminal's width, in which
// Chinese letters are two columns wide. Whoever reads through a pipe gets every letter.

import type { Rows } from '../book/rows.ts'
import { bookCell, bookWord } from '../reports/book-sheets.ts'
import type { Terminal } from './streams.ts'
import { cut, pad, widthOf } from './wrap.ts'

const GAP = 2
/** Columns of texts are not made narrower than this. */
const NARROWEST = 6

/** The table. `titleOf` gives rows a title: where it changes, a line of its own stands before them. */
export function tableLines({ columns, rows }: Rows, t: Terminal, titleOf?: (row: number) => string): string[] {
  const body = Array.from(rows, row => row.map((cell, i) => plain(bookCell(cell, columns[i]!.key, t.language))))
  const titles = columns.map(c => bookWord(c.key, t.language))
  const widths = titles.map((title, i) =>
    body.reduce((widest, row) => Math.max(widest, widthOf(row[i]!)), widthOf(title)),
  )
  if (t.io.stdout.isTTY === true)
    narrow(
      widths,
      columns.map(c => c.kind === 'text'),
      t.width,
    )
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => pad(fit(cell, widths[i]!), widths[i]!, columns[i]!.kind === 'amount'))
      .join(' '.repeat(GAP))
      .trimEnd()
  const lines = [t.paint.bold(line(titles))]
  for (const [i, row] of body.entries()) {
    const title = titleOf?.(i)
    if (title !== undefined && title !== (i === 0 ? undefined : titleOf?.(i - 1))) lines.push(t.paint.dim(title))
    lines.push(line(row))
  }
  return lines
}

/** Takes from the widest columns of text, one by one, until all fit. */
function narrow(widths: number[], isText: readonly boolean[], width: number): void {
  const gaps = GAP * (widths.length - 1)
  while (widths.reduce((a, b) => a + b, gaps) > width) {
    const widest = Math.max(...widths.filter((_, i) => isText[i]))
    if (widest <= NARROWEST) return
    widths[widths.findIndex((w, i) => isText[i] === true && w === widest)]!--
  }
}

function fit(text: string, width: number): string {
  return widthOf(text) <= width ? text : `${cut(text, width - 1)}…`
}

/** What would move the cursor or begin a line has no place in a table. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
}
