// Rows behind a figure as a table of texts, for terminals and paper alike: their numbers, their cells, and what each adds. Takes
// quoted rows; gives lines, the names of their columns first.

import type { QuotedRow } from '../explain/cells.ts'
import type { Quoted } from '../explain/quoted.ts'
import { type Language, wordsIn } from '../words/language.ts'

/** What stands beside the cells of a quoted row: what it comes to, the person's part of it, and what it adds. */
const BESIDE: Readonly<
  Record<Quoted['beside'], { readonly head: string[]; readonly cells: (row: QuotedRow) => string[] }>
> = {
  nothing: { head: [], cells: () => [] },
  value: { head: ['='], cells: row => [row.value] },
  share: { head: ['', '='], cells: row => [row.share ? `× ${row.share.part}` : '', row.value] },
  'whole and share': {
    head: ['=', '', '='],
    cells: row => [row.share?.whole ?? row.value, row.share ? `× ${row.share.part}` : '', row.value],
  },
}

/** The lines of a table of rows; none where there are none. */
export function quotedTable({ rows, beside }: Quoted, language: Language): string[][] {
  const [first] = rows
  if (!first) return []
  const { head, cells } = BESIDE[beside]
  return [
    ['#', ...(first.change === undefined ? [] : ['']), ...first.cells.map(c => c.name), ...head],
    ...rows.map(row => [
      row.sheet === undefined ? `${row.row}` : `${row.sheet}!${row.row}`,
      ...(row.change === undefined ? [] : [wordsIn(language).terminal.rowChange[row.change]]),
      ...row.cells.map(c => c.text),
      ...cells(row),
    ]),
  ]
}
