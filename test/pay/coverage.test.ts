// What of a scheme can be reached, and what counts as reached: lists by hand.

import { describe, expect, test } from 'vitest'
import { testScheme, unreached } from '../../src/pay/test-scheme.ts'
import { HEAD } from '../support/schemes.ts'

/** What no case reaches, as `owner: kind text side`. */
function missing(sections: string, cases: string): string[] {
  const result = testScheme({ file: 'scheme.yaml', text: `${HEAD}${sections}` }, [{ file: 'cases.yaml', text: cases }])
  expect(result.problems).toEqual([])
  expect(result.cases.flatMap(c => [...c.problems, ...c.differences])).toEqual([])
  return unreached(result.coverage).map(p => [`${p.owner}:`, p.kind, p.text, p.side].filter(x => x).join(' '))
}

const one = (set: string, expected: string): string =>
  `cases:\n  - { name: one, position: clerk, set: { ${set} }, expect: { ${expected} } }\n`

describe('points', () => {
  test('marginal bands: every slice that the amount fills', () => {
    const slices = `scores:
  s:
    marginal bands of: m
    up to 100元: 1%
    up to 200元: 2%
    above 200元: 3%
`
    expect(missing(slices, one('m: 150', 'scores: { s: 2 }'))).toEqual(['s: band m above 200元'])
    expect(missing(slices, one('m: 300', 'scores: { s: 6 }'))).toEqual([])
  })

  test('two ways: every cell', () => {
    const table = `scores:
  s:
    bands of: a
    across: b
    columns: [under 5, from 5]
    under 1: [1, 2]
    from 1: [3, 4]
`
    expect(missing(table, one('a: 0, b: 5', 'scores: { s: 2 }'))).toEqual([
      's: band a under 1 › b under 5',
      's: band a from 1',
      's: band a from 1 › b under 5',
      's: band a from 1 › b from 5',
    ])
  })

  test('choices with otherwise; branches within a case', () => {
    const choice = `scores:
  s:
    choose by: t
    x: if ok then 1 else 2
    y, z: 3
    otherwise: 4
`
    expect(missing(choice, one('t: x, ok: yes', 'scores: { s: 1 }'))).toEqual([
      's: if t x › ok no',
      's: case t y, z',
      's: case t otherwise',
    ])
  })

  test('a limit both ways, and without effect; the limit of items that nobody wrote is none', () => {
    const limits = `values:
  v: { formula: a, not below: 0, not above: 10 }
scorecards:
  card:
    item: b
scores:
  s: v + card
`
    expect(missing(limits, one('a: -1, b: -1', 'scores: { s: 0 }'))).toEqual(['v: limit 0 within', 'v: limit 10 high'])
    expect(missing(limits, one('a: 5, b: 1', 'scores: { s: 6 }'))).toEqual(['v: limit 0 low', 'v: limit 10 high'])
  })

  test('reserves, deductions, flags both ways', () => {
    const all = `pay:
  - for: everyone
    commission:
      bonus: m
reserves:
  kept:
    withheld: commission × 5%
    forfeited at once: ok
deductions:
  lines:
    damage: k
flags:
  mark: a > 1
`
    const given = 'm: 100, k: 1, ok: yes, a: 2'
    expect(missing(all, one(given, 'lines: { bonus: 100 }'))).toEqual([
      'kept: reserve',
      'kept: forfeited ok yes',
      'kept: forfeited ok no',
      'damage: deduction',
      'mark: flag a > 1 yes',
      'mark: flag a > 1 no',
    ])
    const checked = 'reserves: { kept: { withheld: 5, forfeited: 5 } }, deductions: { damage: 1 }, flags: [mark]'
    expect(missing(all, one(given, checked))).toEqual(['kept: forfeited ok no', 'mark: flag a > 1 no'])
  })

  test('a scale is one thing, whatever figure it is used for', () => {
    const scale = `scales:
  points:
    under 5: 1
    from 5: 2
scores:
  s: points(a) + points(b)
`
    expect(missing(scale, one('a: 1, b: 9', 'scores: { s: 3 }'))).toEqual([])
  })

  test('a line of some people is followed through sums over people', () => {
    const sum = `scores:
  own: { formula: if ok then a else b, for: clerk }
values:
  all: sum(people.own)
`
    const cases = `cases:
  - name: two
    people:
      - { id: 1, position: clerk, a: 1, b: 2, ok: yes }
      - { id: 2, position: clerk, a: 1, b: 2, ok: no }
    expect: { 1: { values: { all: 3 } } }
`
    expect(missing(sum, cases)).toEqual([])
  })
})

describe('what counts', () => {
  const SCORES = `values:
  v: if ok then 1 else 2
scores:
  s: v
  other: a
`
  test('only what a case expects: a figure that it does not look at is not tested', () => {
    expect(missing(SCORES, one('ok: yes, a: 1', 'scores: { other: 1 }'))).toEqual([
      'v: if ok yes',
      'v: if ok no',
      's: score',
    ])
  })

  test('a figure that is given did not come through its formula', () => {
    expect(missing(SCORES, one('v: 1, a: 1', 'scores: { s: 1, other: 1 }'))).toEqual(['v: if ok yes', 'v: if ok no'])
  })

  test('a case that is refused reaches nothing', () => {
    const refused = 'cases:\n  - { name: one, position: clerk, set: { a: x, ok: yes }, refused: [a] }\n'
    expect(missing(SCORES, refused).length).toBe(4)
  })

  test('what needs rows of an export is not asked of cases', () => {
    const rows = `values:
  v: if a > 0 then count(log) else 1
scores:
  s: v
`
    const text = `${HEAD}  log:\n    file: log*\n    columns:\n      day2: date\n${rows}`
    const result = testScheme({ file: 'scheme.yaml', text }, [
      { file: 'cases.yaml', text: one('a: 0', 'scores: { s: 1 }') },
    ])
    expect(unreached(result.coverage)).toEqual([])
    expect(result.coverage.points.filter(p => p.rows).map(p => p.side)).toEqual(['yes'])
  })
})
