// What a scheme accepts counts in one place: by the code, everywhere or in the table that a problem was met in.

import { expect, test } from 'vitest'
import { inTable, type Problem, problem } from '../../src/core/problem.ts'
import { accept, stops } from '../../src/scheme/allowed.ts'

const found: readonly Problem[] = [
  inTable('orders')(problem('PERSON_NO_NUMBER', undefined, { column: 'id', name: 'Li', found: '' })),
  inTable('people')(problem('PERSON_NO_NUMBER', undefined, { column: 'id', name: 'Wu', found: '' })),
]

const taken = (table: string | undefined): (string | undefined)[] =>
  accept([{ code: 'PERSON_NO_NUMBER', table, reason: 'they are guests' }], found).map(p => p.allowed)

test('in one table, or in all', () => {
  expect(taken('people')).toEqual([undefined, 'they are guests'])
  expect(taken(undefined)).toEqual(['they are guests', 'they are guests'])
  expect(taken('teams')).toEqual([undefined, undefined])
})

test('what is left stops the month', () => {
  const allowed = (table: string | undefined) =>
    [{ code: 'PERSON_NO_NUMBER', table, reason: 'they are guests' }] as const
  expect(stops(allowed('people'), found)).toBe(true)
  expect(stops(allowed(undefined), found)).toBe(false)
})
