// Which figures have edges, which edges, and between which of them a figure lies.

import { describe, expect, test } from 'vitest'
import { decimal } from '../../src/core/decimal.ts'
import { edgesAround, type Watched, watchedFigures, watchedValues } from '../../src/explain/thresholds.ts'
import { GOLDEN, goldenScheme, monthOf } from '../support/golden.ts'
import { HEAD, load } from '../support/schemes.ts'

const told = (found: readonly Watched[]): Record<string, string[]> =>
  Object.fromEntries(found.map(f => [f.name, f.edges.map(e => `${e.text}: ${e.readers.join(', ')}`)]))

function watched(sections: string): Watched[] {
  const { scheme, problems } = load(`${HEAD}${sections}`)
  if (!scheme) throw new Error(JSON.stringify(problems))
  return watchedFigures(scheme)
}

test('the golden scheme: every edge on a team’s figure, with all that read it', () => {
  const teams = watchedFigures(goldenScheme('2026-07')).filter(f => f.home === 'group:班组')
  // Read off fixtures/golden/scheme.yaml: 提成系数, 返修折扣, the items of 技师卡, the flag 返修复核
  expect(told(teams)).toEqual({
    班组工时: ['工时基本目标: 提成系数', '工时挑战目标: 提成系数'],
    返修率: ['3%: 返修折扣, 技师卡', '5%: 返修折扣, 技师卡', '1%: 技师卡', '10%: 返修复核'],
    '当月所耗辅料 ÷ 班组工时': ['5%: 技师卡', '8%: 技师卡'],
  })
  expect(teams.map(f => [f.name, f.percent])).toContainEqual(['返修率', true])
  expect(teams.map(f => [f.name, f.percent])).toContainEqual(['班组工时', false])
})

test('each team has its own targets, as its report says them', async () => {
  const { engine, scheme } = await monthOf(GOLDEN, '2026-07')
  const labour = watchedFigures(scheme).find(f => f.name === '班组工时')!
  const values = watchedValues(engine, labour).map(v => [v.whose.name, ...v.edges.map(e => e!.toFixed(2))])
  // fixtures/golden/data/2026-07/班组月报_202607.csv
  expect(values).toEqual([
    ['机电一组', '91000.00', '93000.00'],
    ['机电二组', '78000.00', '80000.00'],
    ['机电三组', '67000.00', '93000.00'],
    ['钣喷组', '183000.00', '186000.00'],
  ])
})

describe('what is an edge', () => {
  test('a parameter is one, zero and another figure are none', () => {
    const found = watched(`parameters:
  goal: 12
values:
  x: if a > goal then 1 else 0
  y: if a > 0 and b > a then 1 else 0
pay:
  - for: clerk
    lines: { bonus: 1元 × x × y }
`)
    expect(told(found)).toEqual({ a: ['goal: x'] })
  })

  test('marginal bands have none', () => {
    const found = watched(`values:
  x:
    marginal bands of: m
    up to 100元: 1%
    above 100元: 2%
pay:
  - for: clerk
    lines: { bonus: x }
`)
    expect(found).toEqual([])
  })
})

describe('the edges around a figure', () => {
  const edges = [3, 5, 1].map(n => decimal(n))
  test.each([
    [0, undefined, 2],
    [1, 2, 0],
    [4, 0, 1],
    [5, 1, undefined],
  ])('%d', (value, below, above) => {
    expect(edgesAround({ value: decimal(value), edges })).toEqual({ below, above })
  })
})
