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

/**
 * Codes that stop nothing, and codes that a scheme may accept; any other is an error and stays one. `told`: it is told and
 * written down. `odd`: likewise, until the scheme accepts it. `open`: it stops a run until then. A scheme may accept that after
 * which it is clear what the month is without what was found: rows for nobody count for nobody, rows that stand twice count
 * twice, a figure outside its range counts as it is; and what is odd about the scheme itself, which is paid as it is written.
 */
const WEIGHTS: { readonly [C in ProblemCode]?: 'told' | 'odd' | 'open' } = {
  TRIED_ALONE: 'told',
  TRIED_FIRST: 'told',
  GROUP_SHARD_OLD: 'told',
  GROUP_SHOPS_LESS: 'told',
  FILE_NOT_DUE: 'told',
  FILE_NONE: 'told',
  FILE_NO_ROWS: 'told',
  NOTHING_DUE: 'told',
  FILE_COPY: 'told',
  SHEET_UNREAD: 'told',
  ROWS_HIDDEN: 'told',
  MONTHS_OPEN: 'told',
  RELEASE_RESULTS: 'odd',
  STINT_OTHER_MONTH: 'odd',
  STINT_GAP: 'odd',
  STINT_TWICE: 'odd',
  ORDERS_UNKNOWN: 'told',
  PERSON_RENUMBERED: 'told',
  DRAFT_FILE_KEPT: 'told',
  DRAFT_LEFT: 'told',
  BOOK_LEFTOVER: 'told',
  TIME_BACK: 'told',
  SHEETS_UNSTAMPED: 'told',
  RELEASE_FORFEITS: 'told',
  PARAMETER_UNUSED: 'told',
  VALUE_UNUSED: 'told',
  UNIT_UNCLEAR: 'open',
  CONTROL_TOTAL: 'open',
  ROWS_AFTER_TOTAL: 'open',
  ROW_MAYBE_TOTAL: 'open',
  ROWS_BLANK: 'odd',
  ROW_TWICE: 'open',
  ROW_ALIKE: 'odd',
  ROWS_PASTED: 'open',
  ID_REPEATED: 'open',
  ID_NEAR: 'open',
  ORDER_AGAIN: 'open',
  OPENING_LACKS: 'open',
  EARLIER_BEFORE_BOOK: 'odd',
  ROWS_NEVER_COUNTED: 'odd',
  ROWS_COUNTED_OTHERWISE: 'odd',
  NUMBERS_BEGIN_ANEW: 'odd',
  SCHEME_CHANGED: 'odd',
  REVERSAL_ALONE: 'odd',
  LOOKUP_MISSED: 'open',
  MADE_KEY_BLANK: 'open',
  TEXT_NEAR: 'open',
  PERCENT_FAR: 'open',
  PERCENT_PLAIN: 'open',
  JOIN_NEAR: 'open',
  JOIN_NONE: 'open',
  JOIN_MISSED: 'odd',
  JOIN_TWICE: 'odd',
  FILE_TWICE: 'open',
  FILE_AS_BEFORE: 'odd',
  FILE_OTHER_MONTH: 'open',
  DATE_SWAPPED: 'open',
  ROWS_OTHER_MONTH: 'odd',
  CELL_RANGE: 'open',
  PERSON_UNKNOWN: 'open',
  PERSON_AMBIGUOUS: 'open',
  PERSON_SEVERAL: 'open',
  PERSON_NAME_OTHER: 'open',
  PERSON_SHARES: 'open',
  PERSON_NO_NUMBER: 'open',
  PERSON_ALIKE: 'open',
  GROUP_UNKNOWN: 'open',
  RULE_UNKEPT: 'told',
  ROW_RULE_UNKEPT: 'told',
  EXPECTATION_OUTSIDE: 'told',
  EXPECTATION_NOTHING: 'told',
  PAY_FAR: 'told',
  PAID_BELOW_ZERO: 'odd',
  ADJUSTED_UNPAID: 'odd',
  DRAW_OWED: 'odd',
  NET_NEGATIVE: 'odd',
  COLUMN_UNUSED: 'odd',
  WITHOUT_EFFECT: 'odd',
  CONDITION_FIXED: 'odd',
  BAND_UNREACHED: 'odd',
  SHARE_BY_GROUP: 'odd',
  FILE_SHARED: 'odd',
  POSITION_EMPTY: 'odd',
  CLIFF: 'odd',
  DEDUCTION_LIMIT: 'odd',
  DEDUCTION_MINIMUM: 'odd',
  FINE: 'odd',
  POSITION_UNPAID: 'odd',
  NUMBER_DOUBTFUL: 'odd',
  LAYOUT_REPEATED: 'odd',
  LAYOUT_NOBODY: 'odd',
  VOUCHER_LINE: 'odd',
  MARK_IGNORED: 'odd',
  MARK_UNASKED: 'odd',
  CELL_BESIDE: 'odd',
  TIMES_DROPPED: 'odd',
  UNIT_UNSAID: 'odd',
  DATES_MIXED: 'odd',
}

/** Codes that a scheme may accept. */
export const ACCEPTABLE: readonly string[] = Object.entries(WEIGHTS).flatMap(([code, weight]) =>
  weight === 'told' ? [] : [code],
)

/** Codes that stop a month unless they are accepted. */
export const OPEN: readonly ProblemCode[] = (Object.keys(WEIGHTS) as ProblemCode[]).filter(
  code => WEIGHTS[code] === 'open',
)

/** Makes a problem; its severity follows from the code. */
export function problem<C extends ProblemCode>(
  code: C,
  at: Place | undefined,
  facts: ProblemFacts[C],
  more: Pick<ProblemOf<C>, 'quote' | 'related'> = {},
): Problem {
  const weight = WEIGHTS[toldCode({ code, facts })]
  const severity = [undefined, 'open'].includes(weight) ? 'error' : 'warning'
  return { code, severity, at, facts, ...more } as Problem
}

/** The code of a problem, or that of the problems which it tells of together: they weigh as each of them. */
export function toldCode({ code, facts }: { readonly code: ProblemCode; readonly facts: object }): ProblemCode {
  return code === 'CELLS_MORE' ? (facts as ProblemFacts['CELLS_MORE']).code : code
}

/** The problem as one that is accepted, for the reason that the scheme gives: it stays visible and stops nothing. */
export function accepted(found: Problem, reason: string | undefined): Problem {
  return { ...found, severity: 'warning', ...(reason === undefined ? {} : { allowed: reason }) } as Problem
}

/** The problem as one that was met in a table. */
export function inTable(table: string): (found: Problem) => Problem {
  return found => ({ ...found, table })
}

/** The problem at another place, with the rows that belong to it. */
export function placed(found: Problem, at: Place, more: Pick<Problem, 'quote' | 'related'>): Problem {
  return { ...found, at, ...more } as Problem
}

/** True where one of the problems stops the run. */
export function anyError(problems: readonly Problem[]): boolean {
  return problems.some(p => p.severity === 'error')
}
