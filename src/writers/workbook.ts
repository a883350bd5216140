// A workbook as data, before it is written: what the makers of sheets give and the library of workbooks is asked for. Only
// types; the names are the format's own.

import type { PaperSize } from '../core/currency.ts'

export interface WrittenBook {
  /** Made one after another while they are written, so that only one is held. */
  sheets: Iterable<WrittenSheet>
  defaultFont: Font
  properties: { title: string; creator: string; created: Date; modified: Date }
}

export interface WrittenSheet {
  name: string
  columns: WrittenColumn[]
  /** Made while they are read, row by row. */
  rows: WrittenRows
  /** Heights in points, by row. */
  heights?: ReadonlyMap<number, number>
  freezePane?: { rows: number; columns: number }
  autoFilter?: { range: string }
  conditionalRules?: AlarmRule[]
  dataValidations?: DataCheck[]
  /** What is locked can't be changed without lifting the protection, which asks for no password. */
  protection?: { sheet: true; formatColumns: boolean; formatRows: boolean }
  /** Cells that are one, counted from 0. */
  merges?: { startRow: number; startCol: number; endRow: number; endCol: number }[]
  /** Rows after which a page ends, counted from 0. */
  rowBreaks?: number[]
  pageSetup?: PageSetup
  /** Rows and columns that stand on every printed page, as `$1:$2` and `$A:$B`. */
  titles?: string[]
  headerFooter?: { oddHeader: string; oddFooter: string }
}

/** So many rows, of cells or of nothing. */
export interface WrittenRows extends Iterable<readonly (WrittenCell | null)[]> {
  readonly length: number
}

export type CellValue = string | number | boolean | null

export interface WrittenColumn {
  width: number
  /** Folded away, behind the sign above the columns that unfolds them. */
  hidden?: true
  outlineLevel?: 1
}

export interface WrittenCell {
  value?: CellValue
  style?: CellStyle | undefined
  formula?: string
  /** What stands in the cell until it is worked out again. */
  formulaResult?: CellValue
  /** Of a formula of a whole range: which. */
  formulaRef?: string
  richText?: { text: string }[]
}

export interface CellStyle {
  font?: Font
  fill?: Fill
  alignment?: {
    horizontal?: 'left' | 'right' | 'center'
    vertical?: 'top' | 'center'
    wrapText?: boolean
    indent?: number
    textRotation?: number
  }
  border?: { top?: Line; bottom?: Line; left?: Line; right?: Line }
  numFmt?: string
  /** False for cells of a protected sheet that may be filled in. */
  protection?: { locked: boolean }
}

export interface Font {
  name: string
  size: number
  bold?: boolean
  color?: { rgb: string }
}

export interface Fill {
  type: 'pattern'
  pattern: 'solid'
  fgColor: { rgb: string }
}

interface Line {
  style: 'thin' | 'dashed'
}

/** Cells of a range look otherwise where they are not what the formula says. */
export interface AlarmRule {
  type: 'cellIs'
  operator: 'notEqual'
  formula: string
  priority: number
  range: string
  style: CellStyle
}

/** What the cells of a range take: texts of a list, or figures within limits; `warning` where others may be written as well. */
export interface DataCheck {
  type: 'list' | 'whole' | 'decimal' | 'custom'
  values?: string[]
  operator?: 'between' | 'lessThan' | 'lessThanOrEqual' | 'greaterThan' | 'greaterThanOrEqual'
  formula1?: string
  formula2?: string
  allowBlank: boolean
  errorStyle: 'warning' | 'stop'
  showErrorMessage?: boolean
  showInputMessage?: boolean
  errorTitle?: string
  errorMessage?: string
  inputTitle?: string
  inputMessage?: string
  range: string
}

export interface PageSetup {
  paperSize: PaperSize
  orientation: 'landscape'
  fitToPage?: true
  fitToWidth?: number
  fitToHeight?: number
  /** In percent, where it is not fitted to a number of pages. */
  scale?: number
  /** As `$A$1:$K$40`. */
  printArea?: string
  horizontalCentered?: true
  margins: { left: number; right: number; top: number; bottom: number }
}
