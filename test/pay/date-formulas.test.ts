// Dates where figures usually stand: ranked and limited as days, refused where only a figure can be meant.

import { expect, test } from 'vitest'
import { amountText } from '../../src/core/money.ts'
import { monthOutcome } from '../support/outcome.ts'

async function outcome(more: string, line: string): Promise<unknown> {
  const scheme = `scheme: dates
from: 2026-01
currency: USD
people:
  file: roster*
  columns: { code: id, name: name, role: position, hired: date }
  paid: code is not blank
${more}pay:
  - for: everyone
    lines:
      pay: ${line}
`
  const roster = 'code,name,role,hired\n1,Ann,tech,2015-03-01\n2,Bob,tech,2026-07-11\n3,Cid,tech,2015-03-01\n'
  const { month, problems } = await monthOutcome({
    'scheme.yaml': scheme,
    'data/2026-07/roster.csv': roster,
    'data/2026-07/花名册.csv': undefined,
  })
  return month ? month.result.people.map(p => amountText(p.gross)) : problems.map(p => p.code)
}

// Bob came last; Ann and Cid came on one day and share the better place.
test('the latest day ranks highest, from lowest the first', async () => {
  expect(await outcome('', 'rank(hired) × $1')).toEqual(['2.00', '1.00', '2.00'])
  expect(await outcome('', 'rank from lowest(hired) × $1')).toEqual(['1.00', '3.00', '1.00'])
})

// January to June have 31 + 28 + 31 + 30 + 31 + 30 = 181 days.
test('the year begins with its January', async () => {
  expect(await outcome('', '(start of period − start of year) × $1')).toEqual(Array(3).fill('181.00'))
})

// From July 1 to July 31 it is 30 days, from July 11 it is 20.
test('a day may have limits', async () => {
  const from = 'values:\n  since: { formula: hired, not below: start of period }\n'
  expect(await outcome(from, '(end of period − since) × $1')).toEqual(['30.00', '20.00', '30.00'])
  const until = 'values:\n  until: { formula: end of period, not above: hired + 20 }\n'
  expect(await outcome(until, '(until − hired) × $1')).toEqual(['20.00', '20.00', '20.00'])
})

test.each([
  ['scores:\n  s: { formula: hired, round: 2 }\n', '$1'],
  ['scores:\n  s: { formula: role, round: 2 }\n', '$1'],
  ['', 'share($100 by hired)'],
  ['', 'share($100 by role)'],
])('%s %s is refused', async (more, line) => {
  expect(await outcome(more, line)).toContain('TYPE_WRONG')
})
