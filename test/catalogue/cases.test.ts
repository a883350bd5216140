// Every scheme of the catalogue with its own cases: fixtures/schemes/<id>/scheme.yaml and cases.yaml, run as
// `bonusbook test` runs them; and those from elsewhere under fixtures/schemes-more. A scheme without cases, a case that
// compares nothing or lacks its arithmetic, and a scheme with any error fail.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { CaseRun } from '../../src/pay/run-case.ts'
import { testScheme, unreached } from '../../src/pay/test-scheme.ts'
import { loadScheme } from '../../src/scheme/load.ts'
import { inShort } from '../support/schemes.ts'

const ROOT = new URL('../../fixtures/', import.meta.url)
const FOLDERS = [
  ...['schemes', 'schemes-more'].flatMap(part =>
    readdirSync(new URL(`${part}/`, ROOT), { withFileTypes: true })
      .filter(e => e.isDirectory())
      .map(e => `${part}/${e.name}`)
      .sort(),
  ),
  'golden',
]

function read(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8')
}

/** What is wrong with a run, in short. */
function faults(run: CaseRun): string[] {
  return [
    ...run.problems.map(inShort),
    ...run.differences.map(d => `${d.expectation.name}: expected ${d.expectation.expected}, not ${d.calculated}`),
    ...(run.passed ? [] : [`refused for ${run.refusedFor?.join('、') ?? 'nothing'}`]),
  ]
}

test('the whole catalogue is there', () => {
  expect(FOLDERS.filter(f => f.startsWith('schemes/'))).toHaveLength(37)
})

describe.each(FOLDERS)('%s', folder => {
  const path = `${folder}/cases.yaml`
  const text = existsSync(new URL(path, ROOT)) ? read(path) : ''
  const scheme = read(`${folder}/scheme.yaml`)
  const result = testScheme({ file: 'scheme.yaml', text: scheme }, text === '' ? [] : [{ file: 'cases.yaml', text }])

  test('the scheme has no error, and cases', () => {
    const { problems } = loadScheme(scheme, 'scheme.yaml', undefined)
    expect(problems.filter(p => p.severity === 'error').map(inShort)).toEqual([])
    expect(result.problems.filter(p => p.severity === 'error').map(inShort)).toEqual([])
    expect(result.cases.length).toBeGreaterThan(0)
  })

  test.each(result.cases.map(run => [run.case.name, run] as const))('%s', (_, run) => {
    expect(run.case.why, 'the arithmetic of the case').not.toBe('')
    expect(faults(run)).toEqual([])
    if (!run.case.refused) expect(run.compared).toBeGreaterThan(0)
  })
})

test('the cases of the golden shop reach all that cases can reach: every edge of every band', () => {
  const { cases, coverage } = testScheme({ file: 'scheme.yaml', text: read('golden/scheme.yaml') }, [
    { file: 'cases.yaml', text: read('golden/cases.yaml') },
  ])
  expect(cases.length).toBeGreaterThanOrEqual(25)
  expect(unreached(coverage).map(p => `${p.owner}: ${p.text}`)).toEqual([])
  // What is left are branches that count rows of the callback log; a month of data reaches them.
  expect(coverage.points.filter(p => p.rows).map(p => p.owner)).toEqual(['答复及时率', '解决及时率', '解决满意率'])
})
