// What a proposed scheme says of itself: what speaks for each decision, and what is asked about it. Facts only; each language has
// the sentences.

import type { ByKind } from '../core/kinds.ts'

/** What speaks for a decision, in the cells of a column or the rows of a table. */
export type Evidence =
  /** So many of the filled cells can be read as the type. */
  | { readonly kind: 'cells'; readonly read: number; readonly of: number }
  | { readonly kind: 'empty'; readonly empty: number; readonly of: number }
  | {
      readonly kind: 'different'
      readonly different: number
      readonly of: number
      /** Of a column of numbers in which nearly all differ: those that stand several times, some of them. */
      readonly again?: readonly { readonly text: string; readonly times: number }[]
    }
  /** So many of the filled cells name somebody, or a group, of the roster. */
  | { readonly kind: 'known'; readonly known: number; readonly of: number }
  | { readonly kind: 'texts'; readonly texts: number; readonly of: number }
  | { readonly kind: 'in period'; readonly rows: number; readonly of: number }
  /** So many of the numbers are those of orders of another table. */
  | {
      readonly kind: 'refers'
      readonly table: string
      readonly column: string
      readonly known: number
      readonly of: number
    }
  /** The people of the column have this position. */
  | { readonly kind: 'position'; readonly position: string; readonly people: number; readonly of: number }
  | { readonly kind: 'order'; readonly order: string; readonly example: string }
  | { readonly kind: 'times' }
  /** Some of its cells, where no header says what it is. */
  | { readonly kind: 'some'; readonly texts: readonly string[] }

/** What is not sure, as a question to whoever knows. */
export type Doubt =
  | { readonly kind: 'date order'; readonly example: string; readonly orders: readonly string[] }
  /** A figure with a sign that stands before decimals or between thousands. */
  | { readonly kind: 'decimals'; readonly example: string }
  | { readonly kind: 'month'; readonly others: readonly string[] }
  | { readonly kind: 'no month' }
  | { readonly kind: 'nothing in period'; readonly period: string }
  | { readonly kind: 'blanks'; readonly columns: readonly string[] }
  | { readonly kind: 'blank yes' }
  | { readonly kind: 'rate'; readonly example: string }
  /** Figures that may be amounts as well. */
  | { readonly kind: 'money'; readonly columns: readonly string[] }
  | { readonly kind: 'people unknown'; readonly names: readonly string[]; readonly count: number }
  | { readonly kind: 'shared'; readonly example: string }
  | { readonly kind: 'roster'; readonly others: readonly string[] }
  | { readonly kind: 'no roster' }
  | { readonly kind: 'no number' }
  | { readonly kind: 'no position'; readonly stands: string }
  | { readonly kind: 'who is paid' }
  | { readonly kind: 'currency'; readonly code: string }
  | { readonly kind: 'not read as'; readonly type: string; readonly example: string }
  | { readonly kind: 'same name'; readonly header: string }
  | { readonly kind: 'days'; readonly first: string; readonly last: string; readonly columns: number }
  /** Each of the columns is proposed as rows. */
  | { readonly kind: 'day rows'; readonly first: string; readonly last: string; readonly columns: number }
  /** `named`: its columns are called after what stands in them. */
  | { readonly kind: 'header row'; readonly named: boolean }
  /** Somebody stands in several rows of the roster; `said`: on which days each holds. */
  | { readonly kind: 'several rows'; readonly who: string; readonly rows: number; readonly said: boolean }
  /** Every second row names nobody. */
  | { readonly kind: 'second rows'; readonly rows: number }
  | { readonly kind: 'time zone'; readonly example: string }
  | { readonly kind: 'by the week'; readonly first: string; readonly last: string }
  /** Another file has the same columns: one for each team or shop. */
  | { readonly kind: 'alike'; readonly tables: readonly string[] }
  /** Files with the same columns are read as one table. */
  | { readonly kind: 'several files'; readonly files: readonly string[] }
  /** Several rows have the same number. */
  | { readonly kind: 'number of rows'; readonly text: string; readonly rows: number }
  | { readonly kind: 'no header' }
  | { readonly kind: 'unread file'; readonly because: string }
  | { readonly kind: 'missing rows'; readonly there: number; readonly of: number }

/** The sentences of a language. */
export interface ProposalSentences {
  readonly evidence: ByKind<Evidence, string>
  readonly doubts: ByKind<Doubt, string>
}
