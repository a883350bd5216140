// A checked export layout: which file is written for whom, cell by cell. Only data.

import type { Place } from '../core/place.ts'
import type { SecretKind } from '../core/secret.ts'
import type { Bound } from '../formula/bound.ts'
import type { FileName, Pattern } from './file-name.ts'
import type { PayRule } from './pay-day.ts'

/** How a value is written. `fen` is an amount in whole fen; what ends in `text` is a text that looks like it. */
export const FORMATS = [
  'text',
  'number',
  'amount',
  'amount text',
  'fen',
  'fen text',
  'yyyy-mm-dd',
  'yyyy/mm/dd',
  'yyyymmdd',
  'yyyy-mm-dd hh:mm',
  'hh:mm',
] as const
export type Format = (typeof FORMATS)[number]

/** What a cell holds: nothing, the number of its row, a text with braces, or a formula. */
export type Content =
  | { readonly kind: 'empty' }
  | { readonly kind: 'running number' }
  | { readonly kind: 'pattern'; readonly pattern: Pattern }
  | { readonly kind: 'formula'; readonly formula: Bound }

export interface LayoutCell {
  readonly content: Content
  readonly format: Format
  readonly at: Place
}

export interface LayoutColumn extends LayoutCell {
  readonly heading: string
  /** What a blank value means: a problem, an empty cell, or 0. */
  readonly blank: 'problem' | 'none' | 'zero'
  readonly belowZero: boolean
  /** Of a column that is the roster's own: its number there. */
  readonly roster: number | undefined
  readonly secret: SecretKind | undefined
  /** The most letters of a text; those of Chinese count as two. */
  readonly longest: number | undefined
}

/** A cell above the header: 0-based row and column of the sheet. */
export interface HeadCell extends LayoutCell {
  readonly row: number
  readonly column: number
}

export const SIDES = ['debit', 'credit'] as const

/** One entry: of each person an amount on one side of an account; a row for each account and each of what `by` says. */
export interface VoucherEntry {
  readonly name: string
  readonly at: Place
  readonly side: (typeof SIDES)[number]
  readonly account: Bound
  readonly amount: Bound
  readonly by: readonly Bound[]
}

export const ENCODINGS = ['utf-8 with BOM', 'utf-8', 'gb18030'] as const
export const SEPARATORS = { comma: ',', semicolon: ';', tab: '\t', bar: '|' } as const

export interface Layout {
  readonly name: string
  readonly at: Place
  /** The reserve whose release it is of; none: the pay of a month. */
  readonly of: string | undefined
  readonly file: FileName
  /** Of a voucher, whose rows are of accounts and not of people. */
  readonly entries: readonly VoucherEntry[] | undefined
  /** Of a workbook. */
  readonly sheet: string
  /** Of a text file. */
  readonly encoding: (typeof ENCODINGS)[number]
  readonly separator: string
  readonly head: readonly HeadCell[]
  /** 0-based row of the header; none: the file has no header. */
  readonly headerRow: number | undefined
  /** 0-based row of the first person. */
  readonly firstRow: number
  readonly columns: readonly LayoutColumn[]
  /** Who stands in it; everybody where nothing is said. */
  readonly where: Bound | undefined
  /** What they are ordered by, before their numbers. */
  readonly order: readonly Bound[]
  /** Number of the column whose sum the file states. */
  readonly control: number | undefined
  /** The day of pay that it is of, where not that of everything else. */
  readonly paid: PayRule | undefined
  /** True where it says something of a day of pay. */
  readonly asksPaid: boolean
  /** The most rows of one file. */
  readonly mostRows: number | undefined
}
