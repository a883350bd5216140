// How a command ends when problems stand in its way: all of them shown, nothing written, exit code 1.

import type { Period } from '../core/calendar.ts'
import type { Problem, ProblemCode } from '../core/problem.ts'
import { problemDocument } from '../reports/documents.ts'
import { wordsIn } from '../words/language.ts'
import { counts, overviewLines, problemLines, sortProblems } from './show-problems.ts'
import { onErrors, type Terminal } from './streams.ts'

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

function exitCode(problems: readonly Problem[]): number {
  if (problems.some(p => p.code === 'SHOP_BUSY')) return 4
  return problems.some(p => REFUSALS.has(p.code)) ? 3 : 1
}

/** Shows the problems and gives the exit code: 1 for data and scheme, 3 where the book refuses, 4 where the shop is busy. */
export function failed(problems: readonly Problem[], t: Terminal, period: Period | undefined, writes = false): number {
  if (t.json) {
    const documents = sortProblems(problems).map(p => problemDocument(p, t.language))
    t.document({ ...(period ? { period: period.name } : {}), problems: documents })
    return exitCode(problems)
  }
  // What went wrong is told even to whoever asked for quiet.
  const shown = onErrors(t)
  for (const line of [...problemLines(problems, shown), ...overviewLines(problems, shown)]) t.fault(line)
  const { errors, warnings } = counts(problems)
  const w = wordsIn(t.language).terminal
  const counted = w.problems(errors, warnings)
  t.fault(shown.paint.red(writes ? w.stopped(counted) : counted + w.end))
  return exitCode(problems)
}
