// One walk through a formula: what stands in it, in reading order, each once, and only where somebody enters; and the list rules
// of aggregates.

import { expect, test } from 'vitest'
import { decimal } from '../../src/core/decimal.ts'
import { AGGREGATES, isSure } from '../../src/formula/aggregates.ts'
import type { AggregateName } from '../../src/formula/bound.ts'
import { parseFormula } from '../../src/formula/parser.ts'
import { children, descend } from '../../src/formula/tree.ts'

function written(text: string): string[] {
  const parsed = parseFormula(text, 'CNY')
  if ('fault' in parsed) throw new Error(text)
  const names = [...descend([parsed.expr], children)]
  return names.flatMap(e => (e.kind === 'name' ? [e.name] : e.kind === 'number' ? [e.value.toFixed()] : []))
}

test('a formula is walked in reading order', () => {
  expect(written('if a > 1 and not b in (2, c) then -d else sum(t.e by f where g has h)')).toEqual([
    'a',
    '1',
    'b',
    '2',
    'c',
    'd',
    'e',
    'f',
    'g',
    'h',
  ])
})

test('each thing is met once, and nothing is looked at that nobody enters', () => {
  const inside: Record<string, string[]> = { a: ['b', 'c'], b: ['d'], c: ['d', 'a'], d: ['e'], e: [] }
  expect([...descend(['a', undefined, 'e'], of => inside[of]!)].join('')).toBe('abdec')
  expect([...descend(['a'], of => (of === 'b' ? [] : inside[of]!))].join('')).toBe('abcde')
})

test.each<[AggregateName, string | null, string]>([
  ['sum', '0', '12'],
  ['count', '0', '4'],
  ['count distinct', '0', '3'],
  ['average', null, '3'],
  ['min', null, '1'],
  ['max', null, '5'],
  ['median', null, '3'],
  ['only', null, '1'],
])('%s of nothing and of 1, 5, 5.0, 1.00', (name, ofNothing, ofFour) => {
  const values = ['1', '5', '5.0', '1.00'].map(decimal)
  expect(AGGREGATES[name].of([])?.toString() ?? null).toBe(ofNothing)
  expect(isSure(name)).toBe(ofNothing !== null)
  expect(AGGREGATES[name].of(name === 'count distinct' ? [...values, decimal('7')] : values)?.toString()).toBe(ofFour)
})
