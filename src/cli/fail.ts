// How a command ends when problems stand in its way: all of them shown, nothing written, exit code 1.

import type { Period } from '../core/calendar.ts'
import type { Problem } from '../core/problem.ts'
import { problemDocument } from '../reports/documents.ts'
import { counts, problemLines, sortProblems } from './show-problems.ts'
import type { Terminal } from './streams.ts'
import { words } from './words.ts'

/** Shows the problems and gives the exit code. */
export function failed(problems: readonly Problem[], t: Terminal, period: Period | undefined, writes = false): number {
  if (t.json) {
    const documents = sortProblems(problems).map(p => problemDocument(p, t.language))
    t.out(JSON.stringify({ ...(period ? { period: period.name } : {}), problems: documents }, null, 2))
    return 1
  }
  // What went wrong is told even to whoever asked for quiet.
  for (const line of problemLines(problems, t)) t.io.stderr.write(`${line}\n`)
  const { errors, warnings } = counts(problems)
  const w = words(t.language)
  const counted = w.problems(errors, warnings)
  t.io.stderr.write(`${t.paint.red(writes ? w.stopped(counted) : `${counted}.`)}\n`)
  return 1
}
