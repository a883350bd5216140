// The sheets of the workbook that a book is opened from: which there are, their columns and how the cells are read. Whoever makes
// an empty one and whoever reads a filled one goes by these.

import type { CellType } from '../tables/spec.ts'
import type { OpeningWords } from '../words/en/opening.ts'

export type OpeningColumn = keyof OpeningWords['columns']
export type OpeningSheet = Exclude<keyof OpeningWords['sheets'], 'readme'>

export const OPENING_SHEETS: Readonly<Record<OpeningSheet, readonly OpeningColumn[]>> = {
  reserves: ['id', 'name', 'left', 'reserve', 'month', 'amount', 'rate'],
  deductions: ['id', 'name', 'left', 'deduction', 'month', 'amount'],
  figures: ['figure', 'month', 'whose', 'name', 'left', 'value'],
  orders: ['table', 'order'],
  totals: ['kind', 'of', 'sum'],
}

/** How cells are read; all others are texts. */
const TYPES: { readonly [C in OpeningColumn]?: CellType } = {
  id: 'id',
  whose: 'id',
  order: 'id',
  left: 'yes/no',
  amount: 'money',
  rate: 'percent',
  sum: 'number',
}

export function openingType(column: OpeningColumn): CellType {
  return TYPES[column] ?? 'text'
}
