// START HERE. A month, from the shop's files to what is paid: read the scheme's inputs, check them, calculate. Takes a
// checked scheme and a shop folder; gives the result with everything that explains it, or only problems.

import type { Period } from '../core/calendar.ts'
import { anyError, type Problem } from '../core/problem.ts'
import { acceptIn } from '../scheme/allowed.ts'
import type { LoadedScheme } from '../scheme/load.ts'
import type { Scheme } from '../scheme/model.ts'
import { calculate } from './calculate.ts'
import type { Engine } from './engine.ts'
import { checkFiles, type HowToRead, readInputs } from './inputs.ts'
import type { Filled, FilledLayouts } from './layout-result.ts'
import type { Opening } from './opening.ts'
import type { CountedOrders } from './order-log.ts'
import { fillMonth } from './payees.ts'
import type { Reconciliation } from './reconciliation.ts'
import type { PayResult } from './result.ts'
import type { ComparedFile, ShopFolder, TableReading } from './shop-files.ts'
import { type Unmatched, unmatched } from './unmatched.ts'

/** A month as it was worked out, without what worked it out. */
export interface Month {
  readonly scheme: Scheme
  readonly period: Period
  /** True where a closed month was worked out anew: nothing of it is paid, and its sheets say so. */
  readonly anew: boolean
  readonly result: PayResult
  /** What the book said it begins with. */
  readonly opening: Opening
  readonly readings: readonly TableReading[]
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

/** Works out a month of a scheme as it was loaded; where its formulas have errors, its files are checked all the same. */
export async function workOutLoaded(
  loaded: LoadedScheme,
  shop: ShopFolder,
  period: Period,
  how: HowToRead,
): Promise<MonthOutcome> {
  const { scheme, draft, problems: told, quote = (p: Problem) => p } = loaded
  if (scheme) {
    const outcome = await workOutMonth({ ...scheme, sheets: how.sheets ?? scheme.sheets }, shop, period, how)
    return { ...outcome, problems: [...told, ...outcome.problems.map(quote)] }
  }
  const problems = draft ? (await checkFiles(draft, told, shop, period)).map(quote) : told
  return { month: undefined, problems, reconciliation: [], unmatched: unmatched(undefined, undefined, problems) }
}

/** Works a month out.  */
export async function workOutMonth(
  scheme: Scheme,
  shop: ShopFolder,
  period: Period,
  how: HowToRead,
): Promise<MonthOutcome> {
  const {
    engine,
    opening,
    problems: found,
    readings,
    compared,
    orders,
    reconciliation,
  } = await readInputs(scheme, shop, period, how)
  if (!engine || anyError(found)) {
    const lists = unmatched(undefined, undefined, found)
    return { month: undefined, problems: [...found, ...(engine?.problems ?? [])], reconciliation, unmatched: lists }
  }
  const { result, problems: met } = calculate(engine, opening)
  const layouts = how.layouts === true ? fillMonth(scheme, engine, result, period) : NO_LAYOUTS
  const problems = [...found, ...met.map(acceptIn(scheme.allowed, undefined)), ...layouts.problems]
  const shared = { reconciliation, unmatched: unmatched(engine, result, problems) }
  if (anyError(problems)) return { month: undefined, problems, ...shared }
  const month: WorkedMonth = {
    ...{ scheme, period, anew: how.anew === true, engine, result, opening, readings, compared, orders },
    ...{ layouts: layouts.filled, ...shared },
  }
  return { month, problems, ...shared }
}

const NO_LAYOUTS: FilledLayouts = { filled: [], problems: [] }
