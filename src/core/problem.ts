// A problem is a finding about the user's scheme, data or command: a value, collected and shown, never thrown.
// Its codes and their facts are listed in problem-facts.ts.

import type { Place } from './place.ts'
import type { ProblemFacts } from './problem-facts.ts'

export type { ProblemFacts } from './problem-facts.ts'

export type ProblemCode = keyof ProblemFacts

/** `error` stops a run, `warning` is shown and written down. */
export type Severity = 'error' | 'warning'

/** A problem of one code. Its facts fit the code. */
export interface ProblemOf<C extends ProblemCode> {
  readonly code: C
  readonly severity: Severity
  readonly at: Place | undefined
  readonly facts: ProblemFacts[C]
  /** The table of the scheme that it was met in: what the scheme accepts may hold for that one alone. */
  readonly table?: string
  /** Why the scheme declares it acceptable: then it is a warning. */
  readonly allowed?: string
  /** The line or row as it stands in the file; `from`/`to` mark the spot in it, 0-based. */
  readonly quote?: { readonly text: string; readonly from?: number; readonly to?: number }
  /** Other places that belong to it: the other side of a comparison, the first of two definitions. */
  readonly related?: readonly { readonly at: Place; readonly note: string }[]
}

export type Problem = { [C in ProblemCode]: ProblemOf<C> }[ProblemCode]

/** Codes that are told and written down but stop nothing. */
const WARNINGS: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'TRIED_ALONE',
  'ROWS_OTHER_MONTH',
  'ROWS_NEVER_COUNTED',
  'ROWS_COUNTED_OTHERWISE',
  'NUMBERS_BEGIN_ANEW',
  'FILE_NOT_DUE',
  'NOTHING_DUE',
  'ROW_ALIKE',
  'REVERSAL_ALONE',
  'FILE_AS_BEFORE',
  'SHEET_UNREAD',
  'ROWS_HIDDEN',
  'NET_NEGATIVE',
  'MONTHS_OPEN',
  'ORDERS_UNKNOWN',
  'PERSON_RENUMBERED',
  'DRAFT_FILE_KEPT',
  'DRAFT_LEFT',
  'BOOK_LEFTOVER',
  'RELEASE_FORFEITS',
  'PARAMETER_UNUSED',
  'VALUE_UNUSED',
  'COLUMN_UNUSED',
  'CONDITION_FIXED',
  'BAND_UNREACHED',
  'FILE_SHARED',
  'POSITION_EMPTY',
  'CLIFF',
  'DEDUCTION_LIMIT',
  'DEDUCTION_MINIMUM',
  'FINE',
  'POSITION_UNPAID',
  'NUMBER_DOUBTFUL',
  'LAYOUT_REPEATED',
  'LAYOUT_NOBODY',
  'JOIN_MISSED',
  'JOIN_TWICE',
  'TIMES_DROPPED',
  'UNIT_UNSAID',
  'DATES_MIXED',
])

/** Makes a problem; its severity follows from the code. */
export function problem<C extends ProblemCode>(
  code: C,
  at: Place | undefined,
  facts: ProblemFacts[C],
  more: Pick<ProblemOf<C>, 'quote' | 'related'> = {},
): Problem {
  return { code, severity: WARNINGS.has(code) ? 'warning' : 'error', at, facts, ...more } as Problem
}

/** The problem as one that the scheme accepts, for the reason it gives: it stays visible and stops nothing. */
export function accepted(found: Problem, reason: string): Problem {
  return { ...found, severity: 'warning', allowed: reason } as Problem
}

/** The problem as one that was met in a table. */
export function inTable(table: string): (found: Problem) => Problem {
  return found => ({ ...found, table })
}

/** The problem at another place, with the rows that belong to it. */
export function placed(found: Problem, at: Place, more: Pick<Problem, 'quote' | 'related'>): Problem {
  return { ...found, at, ...more } as Problem
}

/**
 * Codes that a scheme may accept: those after which it is clear what the month is without what was found. Rows for
 * nobody count for nobody, rows that stand twice count twice, a figure outside its range counts as it is; and what is
 * odd about the scheme itself, which is paid as it is written.
 */
export const ACCEPTABLE: readonly ProblemCode[] = [
  'CONTROL_TOTAL',
  'ROWS_AFTER_TOTAL',
  'ROW_MAYBE_TOTAL',
  'ROW_TWICE',
  'ROW_ALIKE',
  'ID_REPEATED',
  'ORDER_AGAIN',
  'ROWS_NEVER_COUNTED',
  'ROWS_COUNTED_OTHERWISE',
  'NUMBERS_BEGIN_ANEW',
  'REVERSAL_ALONE',
  'LOOKUP_MISSED',
  'TEXT_NEAR',
  'JOIN_NEAR',
  'JOIN_NONE',
  'JOIN_MISSED',
  'JOIN_TWICE',
  'FILE_TWICE',
  'FILE_AS_BEFORE',
  'FILE_OTHER_MONTH',
  'ROWS_OTHER_MONTH',
  'CELL_RANGE',
  'PERSON_UNKNOWN',
  'PERSON_AMBIGUOUS',
  'PERSON_SEVERAL',
  'PERSON_SHARES',
  'PERSON_NO_NUMBER',
  'PERSON_ALIKE',
  'GROUP_UNKNOWN',
  'NET_NEGATIVE',
  'COLUMN_UNUSED',
  'CONDITION_FIXED',
  'BAND_UNREACHED',
  'FILE_SHARED',
  'POSITION_EMPTY',
  'CLIFF',
  'DEDUCTION_LIMIT',
  'DEDUCTION_MINIMUM',
  'FINE',
  'POSITION_UNPAID',
  'NUMBER_DOUBTFUL',
  'LAYOUT_REPEATED',
  'LAYOUT_NOBODY',
  'TIMES_DROPPED',
  'UNIT_UNSAID',
  'DATES_MIXED',
]

/** True where one of the problems stops the run. */
export function anyError(problems: readonly Problem[]): boolean {
  return problems.some(p => p.severity === 'error')
}
