// What a month pays: a sheet for each person and the figures of groups, in the order in which they are shown. Only data.

import type { Row } from '../formula/trace.ts'
import type { PersonSheet, Shown } from './person-sheet.ts'

export interface GroupResult {
  readonly row: Row
  readonly by: string
  readonly key: string
  readonly values: readonly Shown[]
}

export interface PayResult {
  readonly people: readonly PersonSheet[]
  /** Who must approve the month, and why. */
  readonly approvals: readonly { readonly role: string; readonly why: string }[]
  readonly groups: readonly GroupResult[]
}
