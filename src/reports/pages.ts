// Rows laid out on landscape pages: what belongs together stands on one page. Takes rows of cells, how wide and how high a page is; gives
// them with the rows at which a page begins.

import type { Decimal } from '../core/decimal.ts'
import { append } from '../core/lists.ts'
import { linesOf } from './letters.ts'
import type { PageCell, PageRole, PageRow } from './sheet.ts'

/** Letters of 10 points in a line of a landscape page, and points of its height, on A4 and on letter paper, with letters wider than most. */
export const PAGE = { letters: 115, points: 512 } as const

/** Percent at which letters have 8 points, in which they are read well; and 7, the least where they save a page or a row. */
export const READABLE = 80
export const SMALLEST = 70

/** Points of a line of letters. */
const LINE = 14
const MOST_LINES = 4

/** A cell of a page. */
export function cell(role: PageRole, value: string | Decimal | null, more: Partial<PageCell> = {}): PageCell {
  return { role, value, ...more }
}

/** A row of one cell across all columns. */
export function wide(role: PageRole, value: string, height: number, columns: number): PageRow {
  return { cells: [cell(role, value, { across: columns })], height }
}

/** The height of a row in which no text is cut, of up to four lines; at least so high. */
export function heightOf(cells: readonly (PageCell | undefined)[], widths: readonly number[], least: number): number {
  let most = 1
  for (const [i, own] of cells.entries())
    if (typeof own?.value === 'string') {
      const width = widths.slice(i, i + (own.across ?? 1)).reduce((sum, one) => sum + one, -1)
      if (own.role === 'head' || own.role === 'cell') most = Math.max(most, linesOf(own.value, width) / (own.tall ?? 1))
    }
  return Math.max(least, 8 + LINE * Math.min(MOST_LINES, most))
}

/** Items in rows of so many at most, as even as they come; one empty row where there are none. */
export function inRows<T>(items: readonly T[], room: number): T[][] {
  const rows = Math.max(1, Math.ceil(items.length / room))
  const across = Math.ceil(items.length / rows)
  return Array.from({ length: rows }, (_, i) => items.slice(i * across, (i + 1) * across))
}

/** Pages that grow row by row. */
export class Pages {
  readonly rows: PageRow[] = []
  readonly breaks: number[] = []
  #used = 0
  readonly #tallest: number

  /** `tallest`: points of a page for its own rows; `titles`: rows that stand on each page. */
  constructor(tallest: number, titles: readonly PageRow[]) {
    this.#tallest = tallest - heights(titles)
    append(this.rows, titles)
  }

  /** Puts rows that belong together on a page, a new one where they do not fit; `again`: what stands above them there. */
  put(together: readonly PageRow[], again: readonly PageRow[] = []): void {
    if (this.#used > 0 && this.#used + heights(together) > this.#tallest) {
      this.breaks.push(this.rows.length)
      this.#used = 0
      this.#add(again)
    }
    this.#add(together)
  }

  #add(rows: readonly PageRow[]): void {
    append(this.rows, rows)
    this.#used += heights(rows)
  }
}

function heights(rows: readonly PageRow[]): number {
  return rows.reduce((sum, row) => sum + row.height, 0)
}
