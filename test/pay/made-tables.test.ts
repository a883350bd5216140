// Tables that are made of rows: weekly tiers, days and plates that are counted once, tables made of made tables, rows that
// several people share; in whatever order the rows stand, and with rows of which it is not known where they belong. Amounts by hand.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountText } from '../../src/core/money.ts'
import { placeText } from '../../src/core/place.ts'
import { explained } from '../../src/explain/month.ts'
import { edited } from '../support/edited.ts'
import { monthOutcome } from '../support/outcome.ts'

const TABLES = `tables:
  jobs:
    file: jobs*
    month: day
    leave out: state = "void"
    columns:
      nr: id
      day: date
      who: { type: person, shared: equally, blank: none }
      plate: text
      hours: number
      fee: money
      state: text
    work out:
      week: day + (7 − weekday(day))
  weeks:
    rows of: jobs
    where: who is not blank
    one row per: [who, week]
    work out:
      hours: sum(rows.hours)
      big: count(rows where hours ≥ 10)
      rate:
        bands of: hours
        under 40: $10
        from 40: $15
      pay: hours × rate
`

const JOBS = [
  // The week up to Sunday, July 5.
  'J1,2026-07-01,Ann,P1,30,100,done',
  'J2,2026-07-04,Ann,P2,10,100,done',
  'J3,2026-07-05,Bob,P1,39,100,done',
  // Up to July 12.
  'J4,2026-07-06,Ann,P1,20,100,done',
  'J5,2026-07-06,"Ann,Bob",P1,9,50,done',
  'J6,2026-07-08,Bob,P3,50,100,void',
]

async function worked(
  pay: string,
  { tables = TABLES, jobs = JOBS }: { tables?: string; jobs?: readonly string[] } = {},
) {
  const scheme = `scheme: made
from: 2026-01
currency: USD
people:
  file: roster*
  columns: { code: id, name: name, role: position }
  paid: yes
${tables}pay:
  - for: everyone
    lines:
      a: ${pay}
`
  const { month, problems, reconciliation } = await monthOutcome({
    'scheme.yaml': scheme,
    'data/2026-07/roster.csv': 'code,name,role\n2,Ann,tech\n1,Bob,tech\n',
    'data/2026-07/jobs.csv': `nr,day,who,plate,hours,fee,state\n${jobs.join('\n')}\n`,
  })
  const told = problems
    .filter(p => p.code !== 'COLUMN_UNUSED')
    .map(p => `${p.severity} ${p.code} ${placeText(p.at!)}`.replaceAll('data/2026-07/', ''))
  const pays = month && Object.fromEntries(month.result.people.map(p => [p.name, amountText(p.gross)]))
  return { month, told, pays, problems, reconciliation }
}

describe('one row for each person and week', () => {
  test('tiers of a week, with rows that two share', async () => {
    // Ann: 30 + 10 = 40, 40 × 15 = 600; then 20 + 9 ÷ 2 = 24.5, 24.5 × 10 = 245. Bob: 39 × 10 = 390; 4.5 × 10 = 45.
    const { pays, told } = await worked('sum(weeks.pay by who)')
    expect({ pays, told }).toEqual({ pays: { Ann: '845.00', Bob: '435.00' }, told: [] })
  })

  test('counts of its rows, with and without a condition', async () => {
    expect((await worked('count(weeks by who) × $1')).pays).toEqual({ Ann: '2.00', Bob: '2.00' })
    expect((await worked('count(weeks by who where hours ≥ 40) × $1')).pays).toEqual({ Ann: '1.00', Bob: '0.00' })
    // Ann has two jobs of 10 hours or more in her first week and one in the next.
    expect((await worked('sum(weeks.big by who) × $1')).pays).toEqual({ Ann: '3.00', Bob: '1.00' })
    expect((await worked('max(weeks.hours by who) × $1')).pays).toEqual({ Ann: '40.00', Bob: '39.00' })
    expect((await worked('count distinct(weeks.week) × $1')).pays).toEqual({ Ann: '2.00', Bob: '2.00' })
  })

  test('the order of rows changes nothing', async () => {
    const { month } = await worked('sum(weeks.pay by who)')
    const made = month!.engine.facts.madeRows!('weeks')!
    const words = Array.from({ length: made.size }, (_, i) => made.words(i))
    // By number: Bob is 1, Ann 2.
    expect(words).toEqual(['Bob · 2026-07-05', 'Bob · 2026-07-12', 'Ann · 2026-07-05', 'Ann · 2026-07-12'])
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(JOBS, { minLength: JOBS.length }), async jobs => {
        const again = await worked('sum(weeks.pay by who)', { jobs })
        const other = again.month!.engine.facts.madeRows!('weeks')!
        expect(again.pays).toEqual({ Ann: '845.00', Bob: '435.00' })
        expect(Array.from({ length: other.size }, (_, i) => other.words(i))).toEqual(words)
      }),
      { numRuns: 8 },
    )
  })

  test('near the edge of a band the note names the row and what the other side is worth', async () => {
    const { month } = await worked('sum(weeks.pay by who)')
    const notes = explained(month!).edges
    // Ann has exactly 40 hours: 600, and 40 × 10 = 400 below. Nobody else is near.
    expect(notes.map(n => [n.column, n.whose.name, n.side, n.value.toFixed(), n.worth!.toFixed()])).toEqual([
      ['weeks.rate', 'Ann (2) · 2026-07-05', 'above', '40', '-200'],
    ])
  })

  test('amounts of its rows are reconciled once, where they are read', async () => {
    const tables = edited(TABLES, ['pay: hours × rate', 'pay: sum(rows.fee)'])
    const { reconciliation, pays } = await worked('sum(weeks.pay by who)', { tables })
    // 100 + 100 + 100 + 25, and 100 + 25; the void one is left out.
    expect(pays).toEqual({ Ann: '325.00', Bob: '125.00' })
    const fee = reconciliation.filter(r => r.money)
    expect(fee.map(r => [r.table, r.column, r.inFile.toFixed(), r.used.toFixed(), r.leftOut.toFixed()])).toEqual([
      ['jobs', 'fee', '550', '450', '100'],
    ])
    expect(fee[0]!.difference.toFixed()).toBe('0')
  })

  test('what is taken by conditions alone is used by nobody', async () => {
    const tables = edited(TABLES, ['pay: hours × rate', 'pay: sum(rows.fee)'])
    const { reconciliation } = await worked('count(weeks by who where pay > $100) × $1', { tables })
    expect(reconciliation.filter(r => r.money).map(r => r.condition.toFixed())).toEqual(['450'])
  })
})

const DAYS = `${TABLES}  visits:
    rows of: jobs
    one row per: [day, plate]
    work out:
      jobs: count(rows)
`

describe('other keys', () => {
  test('days and plates, each once', async () => {
    // P1 on the 1st, 5th and 6th (twice), P2 on the 4th; the void job is none.
    expect((await worked('count(visits) × $1', { tables: DAYS })).pays).toEqual({ Ann: '4.00', Bob: '4.00' })
    expect((await worked('max(visits.jobs) × $1', { tables: DAYS })).pays).toEqual({ Ann: '2.00', Bob: '2.00' })
  })

  test('one column alone', async () => {
    const tables = edited(TABLES, ['one row per: [who, week]', 'one row per: who'])
    // Ann 64.5 × 15, Bob 43.5 × 15.
    const { pays } = await worked('sum(weeks.pay by who)', { tables })
    expect(pays).toEqual({ Ann: '967.50', Bob: '652.50' })
  })

  test('a person alone, beside figures of the same rows by person', async () => {
    const tables = edited(TABLES, ['one row per: [who, week]', 'one row per: who'])
    const { pays } = await worked('sum(weeks.pay by who) + sum(jobs.hours by who) × $1', { tables })
    // As above, and 64.5 and 43.5 hours.
    expect(pays).toEqual({ Ann: '1032.00', Bob: '696.00' })
  })

  test('a table that is made of a made one', async () => {
    const tables = `${TABLES}  best:
    rows of: weeks
    one row per: week
    work out:
      most: max(rows.hours)
      full: count(rows where hours ≥ 40)
      prize: if full > 0 then $100 else $20
`
    // Up to July 5: one full week; up to July 12: none.
    const { pays, told } = await worked('sum(best.prize) + max(best.most) × $1', { tables })
    expect({ pays, told }).toEqual({ pays: { Ann: '160.00', Bob: '160.00' }, told: [] })
  })

  test('an amount that is not paid out by rows: the most for a customer and an advisor', async () => {
    const tables = edited(TABLES, ['one row per: [who, week]', 'one row per: [who, plate]']).replace(
      'pay: hours × rate',
      'pay: { formula: sum(rows.fee), not above: $150 }',
    )
    // Ann: P1 100 + 100 + 25 = 225, at most 150; P2 100. Bob: P1 100 + 25 = 125.
    expect((await worked('sum(weeks.pay by who)', { tables })).pays).toEqual({ Ann: '250.00', Bob: '125.00' })
  })
})

describe('rows of which it is not known where they belong', () => {
  const jobs = [...JOBS, 'J7,2026-07-09,,P1,5,70,done', 'J8,2026-07-10,,P1,5,70,done']

  test('are refused', async () => {
    const tables = edited(TABLES, ['    where: who is not blank\n', ''])
    const { told, problems } = await worked('sum(weeks.pay by who)', { tables, jobs })
    expect(told).toEqual(['error MADE_KEY_BLANK jobs.csv:8:3'])
    expect(problems.find(p => p.code === 'MADE_KEY_BLANK')!.facts).toEqual({
      ...{ table: 'weeks', column: 'who', of: 'jobs', rows: 2 },
    })
  })

  test('count in no row where the scheme says so', async () => {
    const { told, pays } = await worked('sum(weeks.pay by who)', { jobs })
    expect({ told, pays }).toEqual({ told: [], pays: { Ann: '845.00', Bob: '435.00' } })
  })
})

describe('rules of made rows', () => {
  const tables = `${TABLES}    rules:
      week: { must: hours ≤ 39, note: too long }
`

  test('are told under the words of the row', async () => {
    const { told } = await worked('sum(weeks.pay by who)', { tables })
    expect(told).toEqual(['error ROW_RULE_BROKEN weeks: Ann · 2026-07-05'])
  })

  test('are looked at where nothing is measured', async () => {
    expect((await worked('$1', { tables })).told).toEqual(['error ROW_RULE_BROKEN weeks: Ann · 2026-07-05'])
  })
})

describe('found by random schemes', () => {
  const FOLLOWED = `tables:
  jobs:
    file: jobs*
    month: day
    leave out: state = "void"
    in order: { of: [day, nr], by: plate }
    columns: { nr: id, day: date, who: { type: person, blank: none }, plate: text, hours: number, fee: money, state: text }
    work out:
      so far: previous(so far, 0) + hours
  days:
    rows of: jobs
    where: who is not blank and who.bonus > 1
    one row per: [who, day]
    in order: { of: day, by: who }
    work out:
      reached: sum(rows.so far)
      nth: previous(nth, 0) + 1
`
  const jobs = ['J1,2026-07-01,Ann,P1,2,0,done', 'J2,2026-07-02,,P1,3,0,done', 'J3,2026-07-03,Ann,P1,4,0,done']

  test('a made table in order, of rows in an order of their own; and a figure of whom it is asked only where somebody is named', async () => {
    const values = 'values:\n  bonus: count(jobs by who)\n'
    // Ann has two jobs: 2 so far, then 2 + 3 + 4; of nobody is the second.
    const { told, pays } = await worked('sum(days.reached × days.nth by who) × $1', {
      tables: `${FOLLOWED}${values}`,
      jobs,
    })
    expect(told).toEqual([])
    expect(pays).toEqual({ Ann: '20.00', Bob: '0.00' })
  })
})
