// How a command ends when problems stand in its way: all of them shown, nothing written, exit code 1.

import type { Period } from '../core/calendar.ts'
import type { Problem } from '../core/problem.ts'
import { problemDocument } from '../reports/documents.ts'
import { exitCode } from '../shop/exit.ts'
import { wordsIn } from '../words/language.ts'
import { nextInstead, tellInstead } from './conclude.ts'
import { counts, overviewLines, problemLines, sortProblems } from './show-problems.ts'
import { onErrors, type Terminal } from './streams.ts'

/** Shows the problems and gives the exit code: 1 for data and scheme, 3 where the book refuses, 4 where the shop is busy. */
export function failed(problems: readonly Problem[], t: Terminal, period: Period | undefined, writes = false): number {
  if (t.json) {
    const documents = sortProblems(problems).map(p => problemDocument(p, t.language))
    t.document({ ...(period ? { period: period.name } : {}), problems: documents, ...nextInstead(problems, t) })
    return exitCode(problems)
  }
  // What went wrong is told even to whoever asked for quiet.
  const shown = onErrors(t)
  for (const line of [...problemLines(problems, shown), ...overviewLines(problems, shown)]) t.fault(line)
  const { errors, warnings } = counts(problems)
  const w = wordsIn(t.language).terminal
  const counted = w.problems(errors, warnings)
  t.fault(shown.paint.red(writes ? w.stopped(counted) : counted + w.end))
  tellInstead(problems, t)
  return exitCode(problems)
}
