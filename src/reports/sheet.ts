// A sheet as data, before it is a file: titles, typed cells, totals, and how it is to be printed. Writers only encode it.

import type { Decimal } from '../core/decimal.ts'

export type CellKind = 'text' | 'amount' | 'figure'

export interface SheetColumn {
  readonly title: string
  readonly kind: CellKind
  /** Places that a figure is shown with; as many as it has where none are given. */
  readonly places?: number | undefined
  /** True where the total row adds the column up. */
  readonly total?: boolean | undefined
  /** Width in letters where the content does not decide it. */
  readonly width?: number | undefined
}

/** A text, an amount or figure, or nothing. */
export type SheetCell = string | Decimal | null

export interface Sheet {
  readonly name: string
  /** Printed above the table on every page. */
  readonly heading: string
  readonly columns: readonly SheetColumn[]
  readonly rows: readonly (readonly SheetCell[])[]
  /** Word for the total row; none: no total row. */
  readonly totalWord?: string | undefined
  /** Columns that stay in view when scrolling. */
  readonly frozen: number
}
