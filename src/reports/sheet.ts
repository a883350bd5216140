// A table as data, before it is a file, a page or lines of a terminal: titles, typed cells and totals; a sheet is one with
// how it is printed. Writers only encode it.

import type { Decimal } from '../core/decimal.ts'
import type { OwnFigure } from '../explain/arithmetic-text.ts'

export type CellKind = 'text' | 'amount' | 'figure'

export interface SheetColumn {
  readonly title: string
  readonly kind: CellKind
  /** Places that a figure is shown with; as many as it has where none are given. */
  readonly places?: number | undefined
  /** True where the total row adds the column up. */
  readonly total?: boolean | undefined
  /** Width in letters where the content does not decide it; longer texts take several lines. */
  readonly width?: number | undefined
  /** On a terminal a text may be cut to so many letters, or broken into lines where it is to be read whole. */
  readonly least?: number
  readonly whole?: true
  /** True of what is told by other columns as a rule: a sheet too wide for its pages folds it away where that is so. */
  readonly besides?: boolean
  /** Texts that a spreadsheet offers for its cells, where somebody fills them in. */
  readonly choices?: readonly string[]
}

/** A text, an amount or figure, or nothing. */
export type SheetCell = string | Decimal | OwnFigure | null

/** A row that adds up the rows above it, from one on. */
export interface SumRow {
  readonly row: number
  /** The first row that it adds up; none where its values are not the plain sums of the rows. */
  readonly from?: number | undefined
}

export interface Table {
  readonly columns: readonly SheetColumn[]
  readonly rows: readonly (readonly SheetCell[])[]
  /** Word for the total row; none: no total row. */
  readonly totalWord?: string | undefined
}

export interface Sheet extends Table {
  readonly name: string
  /** Printed above the table on every page. */
  readonly heading: string
  /** What it is, a draft or not; printed beside the heading. */
  readonly state?: string | undefined
  /** A line above the table, on the sheet itself. */
  readonly top?: string | undefined
  /** Printed below the table on every page: what it is known by. */
  readonly foot?: string | undefined
  /** Rows among `rows` that stand for those above them, in their order. */
  readonly sums?: readonly SumRow[] | undefined
  /** Columns that stay in view when scrolling. */
  readonly frozen: number
  /** True where columns that say nothing may be folded away if it is too wide for two pages. */
  readonly folds?: true
}

/** A sheet of more rows than are held: they are made each time they are gone through, the same ones. */
export interface LongSheet extends Omit<Sheet, 'rows'> {
  readonly rows: Iterable<readonly SheetCell[]>
}

/** What a cell of a page is, which decides how it looks; `count`: a whole figure, `cut`: a line along which it is cut. */
export type PageRole = 'title' | 'note' | 'block' | 'head' | 'cell' | 'count' | 'sum' | 'sign' | 'cut'

export interface PageCell {
  readonly role: PageRole
  readonly value: string | Decimal | null
  /** Columns and rows that it stands across, where not one. */
  readonly across?: number
  readonly tall?: number
  /** What it adds up. */
  readonly adds?: Adds
}

/** Rows whose cells of the same column are added up: from one on, counted from 0, to the one above the cell that adds them up. */
export interface Adds {
  readonly from: number
  /** Only rows so many below one that begins with a number, and the cell itself as many below the first of its kind; else all. */
  readonly below?: number
}

export interface PageRow {
  /** By column; nothing where a cell of another column or row stands. */
  readonly cells: readonly (PageCell | undefined)[]
  /** In points. */
  readonly height: number
}

/** A sheet that is no table: laid out in pages that are printed, to be signed or cut up. */
export interface PageSheet extends Pick<Sheet, 'name' | 'heading' | 'state' | 'foot'> {
  readonly laid: readonly PageRow[]
  /** Letters of each column. */
  readonly widths: readonly number[]
  /** Percent of its size at which it is printed. */
  readonly scale: number
  /** Rows from the first on that stand on every page. */
  readonly titles: number
  /** Rows with which a new page begins. */
  readonly breaks: readonly number[]
  /** How a page is numbered. */
  readonly page: (page: string, of: string) => string
}

/** The figure of a cell; undefined for texts and empty cells. */
export function figureOf(cell: SheetCell | undefined): Decimal | undefined {
  if (cell === null || cell === undefined || typeof cell === 'string') return undefined
  return 'figure' in cell ? cell.figure : cell
}
