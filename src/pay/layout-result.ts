// Who may stand in an export layout, and what a filled layout is: files as data, and who is left out. Only data.

import type { Day } from '../core/calendar.ts'
import type { Decimal } from '../core/decimal.ts'
import type { Problem } from '../core/problem.ts'
import type { Column, LineSum, SheetSum, Value } from '../formula/bound.ts'
import type { Outcome, Row } from '../formula/trace.ts'
import type { Layout, LayoutCell } from '../scheme/layout.ts'
import type { LayoutWord } from '../scheme/layout-names.ts'
import type { Engine } from './engine.ts'
import type { PersonSheet } from './person-sheet.ts'

/** Somebody who may stand in a layout. */
export interface Payee {
  readonly engine: Engine
  readonly row: Row
  readonly id: string
  /** What they are paid by the month or release. */
  readonly paid: Decimal
  /** What of it is paid on which day, where the scheme says. */
  readonly paidOn?: ReadonlyMap<Day, Decimal>
  /** Figures that only layouts know, by their word. */
  readonly words: Readonly<Partial<Record<LayoutWord, Decimal>>>
  /** What a worked-out column is on their sheet; undefined where the sheet does not say. */
  readonly column: (column: Column) => Outcome | undefined
  /** Their sheet of the month; none of a release. */
  readonly sheet?: PersonSheet
  /** The sum of their lines, or another of their sheet. */
  readonly lines: (which: LineSum | SheetSum) => Decimal
}

/** What a cell of a layout holds. */
export type LayoutValue = Value

export interface LayoutFile {
  readonly layout: Layout
  readonly name: string
  readonly head: readonly {
    readonly row: number
    readonly column: number
    readonly cell: LayoutCell
    readonly value: Value
  }[]
  readonly rows: readonly (readonly Value[])[]
  /** Sum of the control column; of what is paid where there is none. */
  readonly total: Decimal
}

/** A layout filled: its files, and who does not stand in them. */
export interface Filled {
  readonly layout: Layout
  readonly files: readonly LayoutFile[]
  readonly rows: number
  readonly total: Decimal
  readonly leftOut: { readonly people: number; readonly paid: Decimal }
}

export interface FilledLayouts {
  readonly filled: readonly Filled[]
  readonly problems: readonly Problem[]
}

export const NO_LAYOUTS: FilledLayouts = { filled: [], problems: [] }
