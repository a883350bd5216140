// Times of day beside dates: told where a formula between two columns of dates would lose them, and nowhere else.

import { expect, test } from 'vitest'
import { amountText } from '../../src/core/money.ts'
import { placeText } from '../../src/core/place.ts'
import { edited } from '../support/edited.ts'
import { monthOutcome } from '../support/outcome.ts'

const ROSTER = 'code,name,role,hired,left\n1,Ann,tech,2019-07-25 20:15,\n2,Bob,tech,2020-01-01,\n'
const JOBS = `order,day,who,came,gone,due
W1,2026-07-03,Ann,2026-07-03 08:00,2026-07-04 20:00,2026-07-04 18:00
W2,2026-07-04,Bob,2026-07-04 09:00,2026-07-04 15:00,2026-07-04
`

/** What each line pays, and what is told. */
async function month(line: string, more = '', jobs = JOBS): Promise<{ pays: string[]; told: string[] }> {
  const scheme = `scheme: times
from: 2026-01
currency: USD
people:
  file: roster*
  columns: { code: id, name: name, role: position, hired: date, left: { type: date, blank: none } }
  paid: hired ≤ end of period and (left is blank or left ≥ start of period)
tables:
  jobs:
    file: jobs*
    month: day
    columns: { order: id, day: date, who: person, came: date, gone: date, due: date }
    work out:
      days: gone − came
${more}pay:
  - for: everyone
    lines:
      pay: ${line}
`
  const files = { 'data/2026-07/roster.csv': ROSTER, 'data/2026-07/jobs.csv': jobs }
  const { month, problems } = await monthOutcome({
    'scheme.yaml': scheme,
    ...files,
    'data/2026-07/花名册.csv': undefined,
  })
  const told = problems.flatMap(p => (p.code === 'TIMES_DROPPED' ? [`${placeText(p.at!)} ${p.facts.formula}`] : []))
  return { pays: month?.result.people.map(p => amountText(p.gross)) ?? problems.map(p => p.code), told }
}

// By days Ann's car stands there from 3 to 4 July, Bob's for no day; by hours it would be 36 and 6.
test('a difference of two columns is told at the first cell with a time', async () => {
  const found = await month('sum((jobs.gone − jobs.came) × 24 by who) × $1')
  expect(found).toEqual({ pays: ['24.00', '0.00'], told: ['data/2026-07/jobs.csv:2:5 (jobs.gone − jobs.came)'] })
})

test('so is one that is worked out row by row, and one of sums of rows', async () => {
  expect((await month('sum(jobs.days by who) × $1')).told).toEqual(['data/2026-07/jobs.csv:2:5 gone − came'])
  const sums = await month('(max(jobs.gone by who) − min(jobs.came by who)) × $1')
  expect(sums.told).toEqual(['data/2026-07/jobs.csv:2:5 (max(jobs.gone by who) − min(jobs.came by who))'])
})

test('a comparison is told where both sides have times: W1 was late by two hours', async () => {
  const late = await month('count(jobs by who where gone ≤ due) × $1')
  expect(late.told).toEqual(['data/2026-07/jobs.csv:2:5 gone ≤ due'])
  const days = edited(JOBS, ['2026-07-04 18:00', '2026-07-04'])
  expect((await month('count(jobs by who where gone ≤ due) × $1', '', days)).told).toEqual([])
})

// 2019-07-25 to 2026-07-31 is 2563 days, 2020-01-01 to 2026-07-31 is 2403.
test('a difference with the period, a month and a condition on days lose nothing', async () => {
  expect(await month('(end of period − hired) × $1')).toEqual({ pays: ['2563.00', '2403.00'], told: [] })
  const counted = await month('count(jobs by who where came ≥ start of period) × $1')
  expect(counted).toEqual({ pays: ['1.00', '1.00'], told: [] })
})

test('midnight is no time of day', async () => {
  const midnight = edited(JOBS, [/ \d\d:\d\d/g, ' 00:00:00'])
  expect((await month('sum(jobs.days by who) × $1', '', midnight)).told).toEqual([])
})
