// What the problems that stopped an act mean for whoever started it: a code, the same for one shop and for many.

import type { Problem, ProblemCode } from '../core/problem.ts'

/** 0: done. */
export type ExitCode = 0 | 1 | 3 | 4

/** Problems by which the book refuses. */
const REFUSALS: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'BOOK_DAMAGED',
  'BOOK_CONTRADICTED',
  'BOOK_CONTRADICTED_MORE',
  'BOOK_NOT_REPLAYED',
  'SEAL_UNKNOWN',
  'MONTH_CLOSED',
  'MONTH_OPENED',
  'BOOK_BEGUN',
  'MONTH_ORDER',
  'MONTH_NOT_CLOSED',
  'DRAFT_MISSING',
  'DRAFT_STALE',
  'APPROVAL_MISSING',
  'RELEASE_OPEN',
  'RELEASE_NOTHING',
  'RELEASE_PAYOUT',
  'SHEETS_NONE',
  'BOOK_TAKEN',
  'SIGN_FAILED',
  'APPROVAL_UNSIGNED',
  'APPROVAL_TYPED',
  'APPROVAL_VOID',
  'APPROVAL_NOT_SIGNED',
  'DRAFT_UNFIT',
  'SIGNER_UNKNOWN',
  'SIGNATURES_UNCHECKED',
])

/** How what stands in the way of an act ends: 1 problems of data or scheme, 3 the book refuses, 4 another run holds the shop, or the states of its group. */
export function exitCode(problems: readonly Problem[]): Exclude<ExitCode, 0> {
  if (problems.some(p => p.code === 'SHOP_BUSY' || p.code === 'GROUP_BUSY')) return 4
  return problems.some(p => REFUSALS.has(p.code)) ? 3 : 1
}
