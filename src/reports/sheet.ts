// A sheet as data, before it is a file: titles, typed cells, totals, and how it is to be printed. Writers only encode it.

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
}

/** A text, an amount or figure, or nothing. */
export type SheetCell = string | Decimal | OwnFigure | null

/** A row that adds up the rows above it, from one on. */
export interface SumRow {
  readonly row: number
  /** The first row that it adds up; none where its values are not the plain sums of the rows. */
  readonly from?: number | undefined
}

export interface Sheet {
  readonly name: string
  /** Printed above the table on every page. */
  readonly heading: string
  /** Printed below the table on every page: what it is known by. */
  readonly foot?: string | undefined
  readonly columns: readonly SheetColumn[]
  readonly rows: readonly (readonly SheetCell[])[]
  /** Rows among `rows` that stand for those above them, in their order. */
  readonly sums?: readonly SumRow[] | undefined
  /** Word for the total row; none: no total row. */
  readonly totalWord?: string | undefined
  /** Columns that stay in view when scrolling. */
  readonly frozen: number
}

/** The figure of a cell; undefined for texts and empty cells. */
export function figureOf(cell: SheetCell | undefined): Decimal | undefined {
  if (cell === null || cell === undefined || typeof cell === 'string') return undefined
  return 'figure' in cell ? cell.figure : cell
}
