// The clean neighbours of what can't take effect: each is sound by a hair and not told. And for random ranges and bands the
// bands told are those that no figure of the range falls into, by trying figures.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadScheme } from '../../src/scheme/load.ts'
import { edited } from '../support/edited.ts'
import { HEAD } from '../support/schemes.ts'
import { BASE, PERIOD } from './cases.ts'

const RANGE = ['      成绩: number', '      成绩: { type: number, range: 0 to 100 }'] as const
const FLAG = '  复核: 得分 < 60\n'

function codesOf(edits: readonly (readonly [string, string])[]): string[] {
  const text = edits.reduce((t, [from, to]) => {
    if (!t.includes(from)) throw new Error(`the base has no “${from}”`)
    return t.replace(from, to)
  }, BASE)
  return loadScheme(text, 'scheme.yaml', PERIOD)
    .problems.filter(p => p.code !== 'COLUMN_UNUSED')
    .map(p => `${p.code}${p.allowed === undefined ? '' : ` (${p.allowed})`}`)
}

const flag = (formula: string): readonly [string, string] => [FLAG, `${FLAG}  奖: ${formula}\n`]

describe('not told', () => {
  test.each<[string, (readonly [string, string])[]]>([
    ['a condition at the edge of the range', [RANGE, flag('成绩 ≥ 100')]],
    ['and at its other edge', [RANGE, flag('成绩 ≤ 0')]],
    ['a condition just inside', [RANGE, flag('成绩 > 99.99')]],
    [
      'one that always holds of a figure that may be missing',
      [['      成绩: number', '      成绩: { type: number, range: 0 to 100, blank: none }'], flag('成绩 ≥ 0')],
    ],
    ['one of two that exclude one another', [RANGE, flag('成绩 > 90 or 成绩 < 60')]],
    ['conditions that meet in one figure', [RANGE, flag('成绩 ≥ 90 and 成绩 ≤ 90')]],
    [
      'other people’s figures, under a condition on one’s own',
      [RANGE, flag('成绩 > 90 and count(people where 成绩 < 60) > 0')],
    ],
    [
      'a figure outside its range that the scheme accepts',
      [RANGE, flag('成绩 > 100'), ['flags:\n', 'allow:\n  CELL_RANGE: bonus points\nflags:\n']],
    ],
    ['a parameter, which may be changed', [['  单价: 8元', '  单价: 8元\n  线: 60'], flag('线 > 0 and 成绩 > 线')]],
    [
      'limits that meet',
      [
        [
          '{ formula: 班组工时 × 提成率, round: 2 }',
          '{ formula: 班组工时 × 提成率, round: 2, not below: 50元, not above: 50元 }',
        ],
      ],
    ],
    [
      'a band that holds one figure of the range',
      [RANGE, [FLAG, `${FLAG}  评:\n    bands of: 成绩\n    under 100: “差”\n    from 100: “好”\n`]],
    ],
    [
      'a scale of which each figure reaches other bands',
      [
        RANGE,
        ['      现场5S: number', '      现场5S: { type: number, range: 0 to 10 }'],
        ['values:\n', 'scales:\n  档:\n    from 60: 2\n    below: 1\nvalues:\n'],
        flag('档(成绩) + 档(现场5S) > 2'),
      ],
    ],
    [
      'a scale of the name of a column that is read',
      [['values:\n', 'scales:\n  成绩:\n    from 60: 2\n    below: 1\nvalues:\n'], flag('成绩(成绩) > 1')],
    ],
    ['a choice by yes and no', [[FLAG, `${FLAG}  评:\n    choose by: 得分 < 60\n    yes: “差”\n    no: “好”\n`]]],
  ])('%s', (_, edits) => {
    expect(codesOf(edits)).toEqual([])
  })
})

test('what is meant so is accepted by its code', () => {
  const allow = ['flags:\n', 'allow:\n  CONDITION_FIXED: kept for later\nflags:\n'] as const
  expect(codesOf([RANGE, flag('成绩 > 100'), allow])).toEqual(['CONDITION_FIXED (kept for later)'])
})

test('a scale is told where no figure reaches its band', () => {
  const scale = ['values:\n', 'scales:\n  档:\n    above 100: 3\n    from 60: 2\n    below: 1\nvalues:\n'] as const
  expect(codesOf([RANGE, scale, flag('档(成绩) > 2')])).toEqual(['BAND_UNREACHED'])
})

test('of random ranges and bands, those told are those that no figure reaches', () => {
  const edges = fc.uniqueArray(fc.integer({ min: -5, max: 15 }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(
      fc.integer({ min: -4, max: 6 }),
      fc.integer({ min: 0, max: 8 }),
      edges,
      fc.boolean(),
      (low, size, cuts, upTo) => {
        const high = low + size
        const sorted = cuts.toSorted((a, b) => a - b)
        const rows = sorted.map(cut => `    ${upTo ? 'up to' : 'under'} ${cut}: ${cut}`)
        const text = `${edited(HEAD, ['a: { type: number, blank: none }', `a: { type: number, range: ${low} to ${high} }`])}scores:\n  s:\n    bands of: a\n${rows.join('\n')}\n    ${upTo ? 'above' : 'from'} ${sorted.at(-1)}: 99\n`
        const { problems } = loadScheme(text, 'scheme.yaml', undefined)
        const told = problems.flatMap(p => (p.code === 'BAND_UNREACHED' ? [p.facts.band] : []))
        // Every half of the range: between two whole edges lies one.
        const figures = Array.from({ length: 2 * size + 1 }, (_, i) => low + i / 2)
        const reached = new Set(figures.map(x => sorted.findIndex(cut => (upTo ? x <= cut : x < cut))))
        const idle = [...sorted.keys(), -1].filter(i => !reached.has(i))
        const label = (i: number): string =>
          i < 0 ? `${upTo ? 'above' : 'from'} ${sorted.at(-1)}` : `${upTo ? 'up to' : 'under'} ${sorted[i]}`
        expect(told.toSorted()).toEqual(idle.map(label).toSorted())
      },
    ),
    { numRuns: 200 },
  )
})
