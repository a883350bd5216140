// Columns of a month's summary: the sums that its scheme speaks of, and those that people have by an earlier one.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { decimal } from '../../src/core/decimal.ts'
import { type Part, personSheet } from '../../src/pay/person-sheet.ts'
import { sumColumns } from '../../src/reports/figure-columns.ts'
import { loadScheme } from '../../src/scheme/load.ts'
import { wordsIn } from '../../src/words/language.ts'

const WHO = { row: { home: 'person', index: 0 }, id: '7', name: 'Ann', position: 'clerk', groups: [] } as const

function part(kind: Part['kind'], amount: string): Part {
  return { kind, name: 'tools', amount: decimal(amount), origin: '2026-07' }
}

test('what is still due by an earlier scheme has its columns where the scheme has no deductions', () => {
  const scheme = loadScheme(
    readFileSync('fixtures/schemes/all-or-nothing/scheme.yaml', 'utf8'),
    'scheme.yaml',
    undefined,
  ).scheme!
  const kinds = (...parts: Part[]): string[] =>
    sumColumns(scheme, [personSheet(WHO, parts)], wordsIn('en').labels).map(({ kind }) => kind)
  expect(kinds(part('line', '10.00'))).toEqual(['gross', 'net'])
  expect(kinds(part('due', '4.00'), part('taken', '1.00'), part('carried', '3.00'))).toEqual([
    'gross',
    'arose',
    'earlier',
    'deducted',
    'carried',
    'net',
  ])
})
