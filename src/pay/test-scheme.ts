// A scheme and its case files, as texts → what became of every case, and what of the scheme no case reaches. A case with
// a month of its own is worked out with the parameters of that month. Opens nothing.

import { append, once } from '../core/lists.ts'
import { anyError, type Problem } from '../core/problem.ts'
import { readCases } from '../scheme/case-file.ts'
import { type LoadedScheme, loadScheme } from '../scheme/load.ts'
import { type Coverage, coveragePoints } from './coverage.ts'
import { type CaseRun, runCase } from './run-case.ts'

/** A file as it was read, and what it is called. */
export interface TextFile {
  readonly file: string
  readonly text: string
}

/** What became of a scheme's cases. */
export interface SchemeTest {
  /** Name of the scheme; that of the file where it can't be read. */
  readonly name: string
  readonly file: string
  /** Of the scheme, and of the case files as a whole. Those of a case stand with the case. */
  readonly problems: readonly Problem[]
  readonly cases: readonly CaseRun[]
  readonly coverage: Coverage
}

/** Runs all cases of a scheme. */
export function testScheme(source: TextFile, caseFiles: readonly TextFile[]): SchemeTest {
  const loaded = loadScheme(source.text, source.file, undefined, false)
  const { scheme } = loaded
  const nothing = { points: [], reached: new Set<string>() }
  if (!scheme) return { name: source.file, file: source.file, problems: loaded.problems, cases: [], coverage: nothing }
  const problems: Problem[] = []
  const reached = new Set<string>()
  const byMonth = new Map<string, LoadedScheme>()
  const cases = caseFiles.flatMap(({ file, text }) => {
    const read = readCases(text, file, scheme)
    append(problems, read.problems)
    return read.cases.map((c): CaseRun => {
      if (!c.period) return runCase(scheme, c, reached)
      const known = once(byMonth, c.period.name, () => loadScheme(source.text, source.file, c.period, false))
      return runCase(known.scheme ?? scheme, known.scheme ? c : { ...c, problems: known.problems }, reached)
    })
  })
  return {
    name: scheme.name,
    file: source.file,
    problems,
    cases,
    coverage: { points: coveragePoints(scheme), reached },
  }
}

/** The points of a coverage that no case reached, though one could. */
export function unreached({ points, reached }: Coverage): Coverage['points'] {
  return points.filter(p => !p.rows && !reached.has(p.key))
}

/** True where every case passed and nothing stood in the way. */
export function allPassed(test: {
  readonly problems: readonly Problem[]
  readonly cases: readonly Pick<CaseRun, 'passed'>[]
}): boolean {
  const { problems, cases } = test
  return !anyError(problems) && cases.every(c => c.passed)
}
