// A month as it was worked out: what is paid, with everything that explains it; or only problems. Work on it begins in
// shop/month.ts.

import type { Period } from '../core/calendar.ts'
import type { Problem } from '../core/problem.ts'
import type { Scheme } from '../scheme/model.ts'
import type { Adjusted } from './adjusted.ts'
import type { Engine } from './engine.ts'
import type { Filled } from './layout-result.ts'
import type { Opening } from './opening.ts'
import type { CountedOrders } from './order-log.ts'
import type { Reconciliation } from './reconciliation.ts'
import type { PayResult } from './result.ts'
import type { ComparedFile, TableReading } from './shop-files.ts'
import type { Unmatched } from './unmatched.ts'

/** A month as it was worked out, without what worked it out. */
export interface Month {
  readonly scheme: Scheme
  readonly period: Period
  /** True where a closed month was worked out anew: nothing of it is paid, and its sheets say so. */
  readonly anew: boolean
  readonly result: PayResult
  /** What the book said it begins with. */
  readonly opening: Opening
  /** What was decided by hand. */
  readonly adjusted: Adjusted
  readonly readings: readonly TableReading[]
  /** Files of other months that problems speak of. */
  readonly compared: readonly ComparedFile[]
  /** What its tables of orders count, where that was asked for. */
  readonly orders: readonly CountedOrders[]
  readonly reconciliation: readonly Reconciliation[]
  readonly unmatched: Unmatched
  /** The export layouts as they are filled; none where nobody asked for them. */
  readonly layouts: readonly Filled[]
}

/** A month with what worked it out, for who explains it, keeps its figures or works on from it. */
export interface WorkedMonth extends Month {
  readonly engine: Engine
}

export interface MonthOutcome {
  /** Missing where an error stands in the way: then nothing may be written. */
  readonly month: WorkedMonth | undefined
  readonly problems: readonly Problem[]
  /** Of the files that could be read. */
  readonly reconciliation: readonly Reconciliation[]
  readonly unmatched: Unmatched
}
