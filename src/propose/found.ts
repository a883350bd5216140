// What was found in files of which no scheme speaks yet, as plain data: tables with their columns, each decision with what speaks
// for it and what is not sure about it. Only types.

import type { Decimals } from '../core/currency.ts'
import type { DateOrder } from '../tables/spec.ts'
import type { Doubt, Evidence } from '../words/proposal.ts'

/** A column as a scheme writes it. */
export interface Entry {
  readonly type: string
  readonly header?: string
  readonly of?: readonly string[] | undefined
  readonly blank?: string
  readonly unit?: string
  readonly values?: readonly string[]
  readonly shared?: string
}

export interface FoundColumn {
  readonly name: string
  /** As the file has it. */
  readonly header: string
  readonly entry: Entry
  readonly evidence: readonly Evidence[]
  readonly doubts: readonly Doubt[]
  /** It is proposed as a comment: nothing that is paid is likely made of it. */
  readonly beside: boolean
  /** 0-based cell. */
  readonly cell: number
}

/** How a table has its rows. */
export type FoundRows =
  | { readonly kind: 'events'; readonly month: string | undefined; readonly evidence: readonly Evidence[] }
  | {
      readonly kind: 'one each'
      readonly key: string
      readonly evidence: readonly Evidence[]
      readonly missing: boolean
    }
  | { readonly kind: 'figures'; readonly name: string; readonly value: string }

export interface FoundTable {
  readonly name: string
  /** As the shop has it. */
  readonly file: string
  /** One for each of its files. */
  readonly patterns: readonly string[]
  readonly sheet: string | undefined
  readonly rows: FoundRows
  /** What its columns are called, where the file does not say it. */
  readonly headerRow: readonly string[] | undefined
  /** Columns of the file that are rows: the names of what their headings say and of what stands below. */
  readonly across?: { readonly name: string; readonly value: string } | undefined
  readonly leaveOut?: string | undefined
  readonly dates: DateOrder | undefined
  readonly decimals: Decimals | undefined
  readonly columns: readonly FoundColumn[]
  readonly doubts: readonly Doubt[]
  /** Rows of data that were looked at, and rows of sums and notes among them. */
  readonly counted: number
  readonly totals: number
}

export interface FoundPosition {
  readonly name: string
  readonly people: number
  /** Columns of tables that name people of this position, with the money that stands beside them. */
  readonly named: readonly { readonly table: string; readonly column: string; readonly money: readonly string[] }[]
}

/** All that a scheme is proposed from. */
export interface Findings {
  readonly period: string
  readonly currency: string
  readonly roster: FoundTable | undefined
  /** Where somebody stands in several rows of the roster: the columns of the days on which a row holds, as far as there are any. */
  readonly stints: { readonly from: string | undefined; readonly until: string | undefined } | undefined
  readonly paid: { readonly condition: string; readonly doubt: boolean }
  readonly tables: readonly FoundTable[]
  readonly positions: readonly FoundPosition[]
  readonly doubts: readonly Doubt[]
  /** Files and sheets that are left out, with the question about each. */
  readonly left: readonly { readonly file: string; readonly sheet: string | undefined; readonly doubt: Doubt }[]
}
