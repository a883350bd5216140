// Who gets a paper of a month; and papers of an act that is no month, a release or a correction: a page for each person, as data. The
// release and the correction say what stands on their pages, writers give it a form.

import type { Local } from '../core/currency.ts'
import type { Decimal } from '../core/decimal.ts'
import { once } from '../core/lists.ts'
import { lotsOf } from '../pay/lots.ts'
import type { Month } from '../pay/month.ts'
import { hasAmounts, type PersonSheet } from '../pay/person-sheet.ts'
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

const papered = new WeakMap<Month, readonly PersonSheet[]>()

/**
 * Whoever signs for a month and is handed a slip and a statement: who has an amount, a score, a flag, or something held back. A position
 * without lines is in the roster to be checked; an empty slip is handed to nobody.
 */
export function paperedPeople(month: Month): readonly PersonSheet[] {
  return once(papered, month, () => {
    const held = new Set(lotsOf(month).flatMap(lot => (lot.before.plus(lot.withheld).isZero() ? [] : [lot.person])))
    return month.result.people.filter(p => hasAmounts(p) || p.scores.length > 0 || p.flags.length > 0 || held.has(p.id))
  })
}
