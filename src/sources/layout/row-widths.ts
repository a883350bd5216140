// How many cells the rows of a table have, where a row says so itself: in text files and HTML. Takes the rows of the top and
// the header; gives what a row may have at most, and what a whole one has. Refuses nothing.

import type { Cell } from '../cells/cell.ts'
import { isBlankCell } from '../cells/text.ts'
import type { Header } from './find-header.ts'

/** Rows as a file has them; workbooks may have holes. */
export type Sample = readonly (readonly Cell[] | undefined)[]

export interface RowWidths {
  /** More cells mean that a separator stands unquoted in one. */
  readonly width: number
  /** Fewer cells mean that the row was cut, or a cell was lost. */
  readonly full: number
}

/** Workbooks leave out empty cells and have no separators. */
export const ANY_WIDTH: RowWidths = { width: Number.POSITIVE_INFINITY, full: 0 }

/**
 * The widths of the header. Where nearly all rows have more cells, and those empty, the system ends its rows with
 * separators; where nearly all have fewer, it leaves out empty cells at the end.
 */
export function rowWidths(rows: Sample, header: Header): RowWidths {
  const counts = new Map<number, number>()
  let counted = 0
  for (const cells of rows.slice(header.bottom + 1)) {
    if (!cells?.slice(header.width).every(isBlankCell) || cells.every(isBlankCell)) continue
    counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
    counted++
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])
  // One row alone may be the one that was cut.
  const usual = most && counted > 1 ? most[0] : header.width
  return { width: Math.max(header.width, most?.[0] ?? 0), full: Math.min(header.width, usual) }
}
