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
}

/** What a cell of a form is, which decides how it looks. */
export type FormRole = 'title' | 'note' | 'block' | 'head' | 'cell' | 'sum' | 'sign'

export interface FormCell {
  readonly role: FormRole
  readonly value: string | Decimal | null
}

export interface FormRow {
  readonly cells: readonly FormCell[]
  /** In points. */
  readonly height: number
  /** Its one cell stands across all columns. */
  readonly wide?: true
}

/** A sheet that is no table: pages that are printed and filled in by hand. */
export interface FormSheet extends Pick<Sheet, 'name' | 'heading' | 'state' | 'foot'> {
  readonly form: readonly FormRow[]
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
