// What became of a scheme's test cases, for a terminal and as JSON: each case in a line, failures with the explanation of
// what was calculated instead, and what no case reaches.

import { append, largest } from '../core/lists.ts'
import { placeText } from '../core/place.ts'
import type { Point } from '../pay/coverage.ts'
import { allPassed, unreached } from '../pay/test-scheme.ts'
import type { DocumentOf } from '../reports/document-forms.ts'
import { problemDocument } from '../reports/documents.ts'
import { nodeDocument } from '../reports/explanation-document.ts'
import { figure, text } from '../reports/sheet-parts.ts'
import { NONE } from '../scheme/case-file.ts'
import type { ExplainedDifference, ExplainedRun, ExplainedTest } from '../shop/test-schemes.ts'
import type { TestWords } from '../words/en/tests.ts'
import { wordsIn } from '../words/language.ts'
import { gridLines } from '../writers/terminal/grid.ts'
import { pad, widthOf, wrap } from '../writers/terminal/wrap.ts'
import { explanationLines } from './show-explanation.ts'
import { problemLines } from './show-problems.ts'
import type { Terminal } from './streams.ts'

/** A scheme's cases and coverage for a terminal; with `--quiet`, failures only. */
export function testLines(test: ExplainedTest, t: Terminal): string[] {
  const lines: string[] = []
  const failures = test.cases.some(c => !c.passed) || test.problems.length > 0
  if (!t.quiet || failures) lines.push(t.paint.bold(`${test.file} · ${test.name}`), '')
  append(lines, problemLines(test.problems, t))
  for (const run of test.cases) {
    if (!run.passed) append(lines, failureLines(run, t))
    else if (!t.quiet) lines.push(`${t.paint.green('✓')} ${run.case.name}`)
  }
  if (!t.quiet) append(lines, coverageLines(test, t))
  // Never two empty lines together.
  return lines.filter((line, i) => line !== '' || lines[i - 1] !== '')
}

/** How many cases pass and how much is reached, of all schemes together. */
export function verdict(tests: readonly ExplainedTest[], t: Terminal): string[] {
  const w = wordsIn(t.language).tests
  const all = tests.flatMap(test => test.cases)
  const passed = all.filter(c => c.passed).length
  const points = tests.flatMap(test => test.coverage.points)
  const within = points.filter(p => !p.rows).length
  const missing = tests.flatMap(test => unreached(test.coverage)).length
  const rows = points.length - within
  const colour = tests.every(allPassed) ? t.paint.green : t.paint.red
  const { end } = wordsIn(t.language).terminal
  return [
    ...(tests.length > 1 && !t.quiet ? [...schemeTable(tests, t), ''] : []),
    colour(`${w.pass(passed, all.length)}${end}`),
    ...(within > 0 ? [`${w.reached(within - missing, within)}${end}`] : []),
    ...(rows > 0 ? [t.paint.dim(`${w.rows(rows)}${end}`)] : []),
  ]
}

/** Of several schemes, a row for each. */
function schemeTable(tests: readonly ExplainedTest[], t: Terminal): string[] {
  const w = wordsIn(t.language).tests
  const columns = [{ ...text(w.scheme), least: 20 }, ...[w.cases, w.passed, w.reachedTitle].map(title => figure(title))]
  const rows = tests.map(test => {
    const within = test.coverage.points.filter(p => !p.rows).length
    const passed = test.cases.filter(c => c.passed).length
    return [test.file, `${test.cases.length}`, `${passed}`, `${within - unreached(test.coverage).length} / ${within}`]
  })
  const paint = (line: string, row: number): string => (allPassed(tests[row]!) ? line : t.paint.red(line))
  return gridLines({ columns, rows }, t, { paint })
}

function failureLines(run: ExplainedRun, t: Terminal): string[] {
  const { paint } = t
  const w = wordsIn(t.language).tests
  const c = run.case
  const lines = [`${paint.red('✗')} ${paint.bold(c.name)}  ${paint.dim(placeText(c.at))}`]
  const say = (text: string): void => {
    lines.push(...wrap(text, t.width - 4).map(l => `    ${l}`))
  }
  if (run.refusedFor && run.problems.length > 0)
    say(w.refusedFor((c.refused ?? []).join('、'), run.refusedFor.join('、')))
  else if (run.refusedFor) say(w.notRefused)
  append(
    lines,
    problemLines(run.problems, { ...t, width: t.width - 4 }).map(l => (l === '' ? '' : `    ${l}`)),
  )
  if (c.why !== '' && run.problems.length === 0) say(w.byHand(c.why))
  for (const difference of run.differences) lines.push('', ...differenceLines(run, difference, t))
  return ['', ...lines, '']
}

/** One figure: expected, calculated, difference, and below it how what was calculated came about. */
function differenceLines(
  run: ExplainedRun,
  { expectation, calculated, difference, trees }: ExplainedDifference,
  t: Terminal,
): string[] {
  const w = wordsIn(t.language).tests
  const { scheme } = run
  const who = run.case.people.length > 1 ? `${expectation.of} ` : ''
  const name = [expectation.name, w.kinds[expectation.kind]].filter(x => x !== '').join(' ')
  const shown = (text: string): string => (text === NONE || text === '' ? w.nothing : text)
  const parts: [string, string][] = [
    [w.expected, t.paint.green(shown(expectation.expected))],
    [w.calculated, t.paint.red(shown(calculated))],
    ...(difference === undefined ? [] : [[w.difference, difference] as [string, string]]),
  ]
  const head = `    ${t.paint.bold(who + name)}   ${parts.map(p => p.join(' ')).join('   ')}`
  const lines = [`${head}  ${t.paint.dim(placeText(expectation.at))}`]
  if (!scheme) return lines
  const narrow = { ...t, width: t.width - 6 }
  for (const node of trees)
    append(
      lines,
      explanationLines(node, scheme.sheets, narrow).map(l => `      ${l}`),
    )
  return lines
}

function coverageLines(test: ExplainedTest, t: Terminal): string[] {
  const w = wordsIn(t.language).tests
  const missing = unreached(test.coverage)
  if (missing.length === 0) return ['']
  const places = largest(
    missing.map(p => widthOf(placeText(p.at))),
    0,
  )
  return [
    '',
    t.paint.yellow(w.notReached),
    ...missing.flatMap(p => {
      const [head, ...more] = wrap(pointText(p, w), t.width - places - 4)
      return [
        `  ${t.paint.dim(pad(placeText(p.at), places))}  ${head}`,
        ...more.map(l => `${' '.repeat(places + 4)}${l}`),
      ]
    }),
    '',
  ]
}

/** What is not reached, in words: `虚报扣分: band 虚报次数 1`. */
function pointText({ kind, owner, text, side }: Point, w: TestWords): string {
  const way = side === undefined ? '' : kind === 'limit' ? w.limits[side] : w.sides[side]
  const order = kind === 'limit' ? [w.points[kind], way, text] : [w.points[kind], text, way]
  return `${owner}: ${order.filter(x => x !== '').join(' ')}`
}

type SchemeDocument = DocumentOf<'test'>['schemes'][number]

/** Everything as JSON. */
export function testDocument(test: ExplainedTest, t: Terminal): SchemeDocument {
  const missing = unreached(test.coverage)
  const within = test.coverage.points.filter(p => !p.rows).length
  const point = ({ kind, owner, text, side, at }: Point): SchemeDocument['coverage']['needRows'][number] => ({
    kind,
    of: owner,
    text,
    ...(side === undefined ? {} : { side }),
    at: placeText(at),
  })
  return {
    scheme: test.name,
    file: test.file,
    ok: allPassed(test),
    problems: test.problems.map(p => problemDocument(p, t.language)),
    cases: test.cases.map(run => caseDocument(run, t)),
    coverage: {
      reached: within - missing.length,
      of: within,
      notReached: missing.map(point),
      needRows: test.coverage.points.filter(p => p.rows).map(point),
    },
  }
}

function caseDocument(run: ExplainedRun, t: Terminal): SchemeDocument['cases'][number] {
  const { scheme } = run
  const c = run.case
  return {
    name: c.name,
    at: placeText(c.at),
    passed: run.passed,
    compared: run.compared,
    ...(c.why === '' ? {} : { why: c.why }),
    ...(c.refused ? { refused: { expected: c.refused, found: run.refusedFor ?? [] } } : {}),
    differences: run.differences.map(({ expectation, calculated, difference, trees }) => ({
      of: expectation.of,
      kind: expectation.kind,
      name: expectation.name,
      at: placeText(expectation.at),
      expected: expectation.expected,
      calculated,
      ...(difference === undefined ? {} : { difference }),
      explanation: scheme ? trees.map(node => nodeDocument(node, scheme, t.language)) : [],
    })),
    problems: run.problems.map(p => problemDocument(p, t.language)),
  }
}
