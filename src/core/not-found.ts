// What somebody named and is not there. Takes the name and those that there are; gives the problem with the nearest of them.

import type { Place } from './place.ts'
import { type Problem, type ProblemFacts, problem } from './problem.ts'
import { suggest } from './suggest.ts'

/** The problem of a name that is none of those known. */
export function notFound(
  kind: ProblemFacts['NOT_FOUND']['kind'],
  name: string,
  known: Iterable<string>,
  at?: Place,
): Problem {
  const names = [...known]
  return problem('NOT_FOUND', at, { kind, name, nearest: suggest(name, names), known: names.join(', ') })
}
