// Who is near the edge of a band, and what the other side is worth: worked out by hand for the small shop.

import { expect, test } from 'vitest'
import { explained } from '../../src/explain/month.ts'
import { edgeDocument } from '../../src/reports/edge-notes.ts'
import { run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { monthOutcome } from '../support/outcome.ts'
import { makeShop, SCHEME } from '../support/shop.ts'

const BANDED = edited(
  SCHEME,
  [
    'values:\n',
    `values:
  jobs: count(orders by advisor)
  factor:
    bands of: jobs
    under 2: 0.5
    from 2: 1
  of team: sum(people.turnover by team)
  team factor:
    bands of: of team
    up to 1700元: 1
    above 1700元: 2
  pool: { formula: of team × 1% × team factor, round: 2 }
`,
  ],
  [
    '      bonus: turnover × rate × scores.mark ÷ 100\n',
    `      bonus: turnover × rate × factor
      team: 100元 × team factor
      part: share(pool by turnover)
`,
  ],
)

/*
 * 007   2 jobs: with one less 1,500.05 × 10% × 0.5 = 75.0025 → 75.00 instead of 150.005 → 150.01: −75.01
 * 012   1 job: with one more 33.33 instead of 16.6665 → 16.67: +16.66; its team is far from 1,700
 * 0030  1 job: with one more 20.00 instead of 10.00: +10.00
 * north 1,500.05 + 200.00 = 1,700.05: below the edge each of two people has 100 less, and the pool is 1% of it, 17.00,
 *       instead of 2%, 34.001 → 34.00: −217.00
 * grade 59.99 is near 60, but nothing that is paid depends on it: no note
 */
const BY_HAND = [
  ['team=north', 'team factor', '1700.05', '1700', 'above', 'up to 1700元', '-217.00'],
  ['007', 'factor', '2', '2', 'above', 'under 2', '-75.01'],
  ['012', 'factor', '1', '2', 'below', 'from 2', '16.66'],
  ['0030', 'factor', '1', '2', 'below', 'from 2', '10.00'],
]

interface Document {
  of: string
  column: string
  value: string
  edge: string
  side: string
  next: string
  worth: string | null
}

const inShort = (d: Document): (string | null)[] => [d.of, d.column, d.value, d.edge, d.side, d.next, d.worth]

test('each with its edge, its side, and what it is worth, those worth most first', async () => {
  const { month } = await monthOutcome({ 'scheme.yaml': BANDED })
  expect(explained(month!).edges.map(n => inShort(edgeDocument(n) as Document))).toEqual(BY_HAND)
})

test('of a figure of the team that stands in each one’s own formula, each by itself', async () => {
  // 007 and 0030 are in north, of 1,700.05: below its edge their cards have a point less, and each line is 100.00 a point.
  const card = `scorecards:
  card:
    own: count(orders by advisor)
    of team:
      bands of: of team
      up to 1700元: 1
      above 1700元: 2
scores:
`
  const scheme = edited(
    SCHEME,
    ['values:\n', 'values:\n  of team: sum(people.turnover by team)\n'],
    ['scores:\n', card],
    ['      bonus: turnover × rate × scores.mark ÷ 100\n', '      bonus: 100元 × card\n'],
  )
  const { month } = await monthOutcome({ 'scheme.yaml': scheme })
  expect(explained(month!).edges.map(n => inShort(edgeDocument(n) as Document))).toEqual([
    ['007', 'card', '1700.05', '1700', 'above', 'up to 1700元', '-100.00'],
    ['0030', 'card', '1700.05', '1700', 'above', 'up to 1700元', '-100.00'],
  ])
})

test('in check, in run.json and under the bands of explain', async () => {
  const cwd = makeShop({ 'scheme.yaml': BANDED })
  const july = ['--period', '2026-07', '--lang', 'en']
  const checked = JSON.parse((await run(['check', ...july, '--json'], { cwd })).out) as { edges: Document[] }
  expect(checked.edges.map(inShort)).toEqual(BY_HAND)
  const shown = (await run(['check', ...july], { cwd })).out
  expect(shown).toMatch(
    /^Near the edge of a band\n.*\n {2}north +team factor: of team +1,700\.05 +1,700\.00 +at most 1,700元 /m,
  )
  expect(shown).toMatch(/^ {2}Ann \(007\) +factor: jobs +2 +2 +below 2 +-75\.01$/m)
  const explained = (await run(['explain', '012', 'bonus', ...july], { cwd })).out
  expect(explained).toContain('│ jobs: 1 is just below 2; at least 2: +16.66')
})

test('an amount is near within 1% of the edge, and a rate of counts within one order', async () => {
  // 007 has 2 of 4 jobs of the shop, 0.5: one more is 0.75. 012 and 0030 have 0.25: one more is 0.5, not above it.
  const scheme = (edge: string): string =>
    edited(
      SCHEME,
      ['values:\n', `values:\n  part: count(orders by advisor) ÷ count(orders)\n  f:\n    bands of: part\n${edge}`],
      ['turnover × rate × scores.mark ÷ 100', 'turnover × rate × f'],
    )
  const found = async (edge: string): Promise<string[]> => {
    const { month } = await monthOutcome({ 'scheme.yaml': scheme(edge) })
    return explained(month!).edges.map(n => `${n.whose.key} ${n.worth!.toFixed(2)}`)
  }
  // 1,500.05 × 10% × (2 − 1) = 150.005: 300.01 − 150.01; then the edge itself counts for the band above it: 33.33 and 20.00
  expect(await found('    up to 50%: 1\n    above 50%: 2\n')).toEqual(['007 150.00'])
  expect(await found('    under 50%: 1\n    from 50%: 2\n')).toEqual(['007 -150.00', '012 33.34', '0030 20.00'])
  expect(await found('    under 80%: 1\n    from 80%: 2\n')).toEqual([])
})

test('a date is near within one day, and is told as a date', async () => {
  // 012 was hired on 2021-05-01: 333.33 × 10% × 2 = 66.666 → 66.67, a day before 33.33. 007 on 2020-01-01, the day before
  // the other edge: 150.005 → 150.01 instead of 1,500.05 × 10% × 3 = 450.015 → 450.02. 0030 is far from both.
  const scheme = edited(
    SCHEME,
    [
      'values:\n',
      'values:\n  f:\n    bands of: hired\n    under 2020-01-02: 1\n    2020-01-02 to 2021-04-30: 3\n    from 2021-05-01: 2\n',
    ],
    ['turnover × rate × scores.mark ÷ 100', 'turnover × rate × f'],
  )
  const { month } = await monthOutcome({ 'scheme.yaml': scheme })
  expect(explained(month!).edges.map(n => inShort(edgeDocument(n) as Document))).toEqual([
    ['007', 'f', '2020-01-01', '2020-01-02', 'below', '2020-01-02 to 2021-04-30', '300.01'],
    ['012', 'f', '2021-05-01', '2021-05-01', 'above', '2020-01-02 to 2021-04-30', '33.33'],
  ])
  const cwd = makeShop({ 'scheme.yaml': scheme })
  const shown = (await run(['check', '--period', '2026-07', '--lang', 'en'], { cwd })).out
  expect(shown).toMatch(/^ {2}Ann \(007\) +f: hired +2020-01-01 +2020-01-02 +2020-01-02 to 2021-04-30 +\+300\.01$/m)
})

test('marginal bands have no edge to dispute about', async () => {
  const scheme = edited(SCHEME, [
    'values:\n',
    'values:\n  due:\n    marginal bands of: turnover\n    up to 1500元: 1%\n    above 1500元: 2%\n',
  ])
  const { month } = await monthOutcome({
    'scheme.yaml': edited(scheme, ['turnover × rate × scores.mark ÷ 100', 'due + turnover × rate × 0']),
  })
  expect(explained(month!).edges).toEqual([])
})

test('a band that nobody has decided is told first, without a worth; a point in time is before or after an edge', async () => {
  const scheme = edited(
    SCHEME,
    [
      'values:\n',
      'values:\n  jobs: count(orders by advisor)\n  f: { bands of: jobs, up to 1: 1, 2: 3, above 2: refuse “ask the owner” }\n' +
        '  late: { bands of: hired, under 2020-01-02: 1, from 2020-01-02: 2 }\n',
    ],
    ['turnover × rate × scores.mark ÷ 100', 'turnover × rate × f × late'],
  )
  const cwd = makeShop({ 'scheme.yaml': scheme })
  const july = ['--period', '2026-07', '--lang', 'en']
  const { edges } = JSON.parse((await run(['check', ...july, '--json'], { cwd })).out) as { edges: Document[] }
  // 007 has 2 jobs: one more is refused, one less brings 150.005 instead of 450.015; a day later 450.015 more.
  expect(edges.filter(e => e.of === '007').map(inShort)).toEqual([
    ['007', 'f', '2', '2', 'below', 'above 2: “ask the owner”', null],
    ['007', 'late', '2020-01-01', '2020-01-02', 'below', 'from 2020-01-02', '450.01'],
    ['007', 'f', '2', '2', 'above', 'up to 1', '-300.01'],
  ])
  const { out } = await run(['explain', '007', 'bonus', ...july], { cwd })
  expect(out).toContain('│ jobs: 2 is on the edge; above 2: “ask the owner”\n')
  expect(out).toContain('│ hired: 2020-01-01 is just before 2020-01-02; not before 2020-01-02: +450.01')
  const zh = await run(['explain', '007', 'bonus', '--period', '2026-07', '--lang', 'zh'], { cwd })
  expect(zh.out).toContain('│ hired: 2020-01-01 略早于界限 2020-01-02；不早于 2020-01-02：+450.01')
  // The month is paid all the same, and every document that has edges is written.
  expect((await run(['run', ...july], { cwd })).code).toBe(0)
})
