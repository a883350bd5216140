// What a month pays: a sheet for each person and the figures of groups, in the order in which they are shown. Only data.

import type { Bound } from '../formula/bound.ts'
import type { Row } from '../formula/trace.ts'
import type { PersonSheet, Shown } from './person-sheet.ts'

export interface GroupResult {
  readonly row: Row
  readonly by: string
  readonly key: string
  readonly values: readonly Shown[]
}

export interface DueApproval {
  readonly role: string
  /** In the scheme's words: what it is for, and of whom. */
  readonly why: string
  /** The same in its parts: the policy's own sentence, or empty; the condition that holds; of whom it does, empty of the shop. */
  readonly note: string
  readonly when: Bound
  readonly who: string
}

export interface PayResult {
  readonly people: readonly PersonSheet[]
  /** Who must approve the month, and why. */
  readonly approvals: readonly DueApproval[]
  readonly groups: readonly GroupResult[]
}
