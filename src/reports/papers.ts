// Papers of an act that is no month, a release or a correction: a page for each person, as data. Takes nothing itself; the
// release and the correction say what stands on their pages, writers give it a form.

import type { Local } from '../core/currency.ts'
import type { Decimal } from '../core/decimal.ts'
import type { Language } from '../words/language.ts'
import type { Block } from './report/blocks.ts'

/** What one person is told; nothing in it is another person's. */
export interface Paper {
  readonly id: string
  readonly name: string
  readonly position: string
  /** The last is what is paid. */
  readonly sums: readonly { readonly name: string; readonly amount: Decimal }[]
  readonly blocks: readonly Block[]
}

export interface Papers extends Local {
  readonly language: Language
  /** What the pages are, and of what: `Release statement 2026-Q3`, the scheme. */
  readonly what: string
  readonly of: string
  /** That they are a draft; sealing puts the entry in its place. */
  readonly state: string
  readonly people: readonly Paper[]
  /** What stands at the end of a page: a line to sign for it, or without a word; of an appraisal the interview. */
  readonly end?: 'appraisal'
}
