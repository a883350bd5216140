// Rows that follow one another: calls within 15 minutes of the last counted one, pairs that are used up, the first so many of a
// month, running totals, streaks and gaps; rows at one place of the order; whatever the order of the file. Amounts by hand.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountText } from '../../src/core/money.ts'
import { placeText } from '../../src/core/place.ts'
import { monthOutcome } from '../support/outcome.ts'

interface Shop {
  readonly order?: string
  readonly workOut: string
  readonly pay: string
  readonly rows: readonly string[]
  readonly more?: string
  readonly tables?: string
}

/** Jobs: number, day, moment, who, amount, kind. */
async function worked({ order = '{ of: at, by: who }', workOut, pay, rows, more = '', tables = '' }: Shop) {
  const scheme = `scheme: follow
from: 2026-01
currency: USD
people:
  file: roster*
  columns: { code: id, name: name, role: position }
  paid: yes
tables:
  jobs:
    file: jobs*
    month: at
    in order: ${order}
    columns: { nr: id, at: { type: moment, blank: none }, who: { type: person, blank: none }, amount: money, kind: text }
${more}
    work out:
      ${workOut.trim().replaceAll('\n', '\n      ')}${tables}
pay:
  - for: everyone
    lines:
      a: ${pay}
`
  const { month, problems: all } = await monthOutcome({
    'scheme.yaml': scheme,
    'data/2026-07/roster.csv': 'code,name,role\n1,Ann,tech\n2,Bob,tech\n',
    'data/2026-07/jobs.csv': `nr,at,who,amount,kind\n${rows.join('\n')}\n`,
    'data/2026-07/orders.csv': undefined,
    'data/2026-07/marks.csv': undefined,
  })
  const problems = all.filter(p => p.code !== 'COLUMN_UNUSED')
  const told = problems.map(p => `${p.code} ${placeText(p.at!)}`.replaceAll('data/2026-07/', ''))
  const pays = month && Object.fromEntries(month.result.people.map(p => [p.id, amountText(p.gross)]))
  return { told, pays, problems }
}

const CALLS = `
last: previous(at where counted)
counted: last is blank or minutes between(last, at) > 15
pair: counted and last is not blank and minutes between(last, at) ≤ 30 and not previous(pair where counted)`
const call = (time: string, who = 'Ann', n = 1): string => `${n},2026-07-03 ${time},${who},0,x`

describe('calls', () => {
  test.each([
    // 09:15 is within 15 minutes of 09:00, 09:16 is not; both edges hold the minute itself.
    [['09:00', '09:15', '09:16'], 2, 1],
    // 09:30 is more than 15 minutes after 09:00, the last counted one, and not after 09:14, which is none.
    [['09:00', '09:14', '09:30'], 2, 1],
    [['09:00', '09:30', '10:00', '10:30'], 4, 2],
    // 09:00 and 09:20 are a pair and used up: 09:40 waits for 10:10.
    [['09:00', '09:20', '09:40', '10:10'], 4, 2],
    [['09:00', '09:31'], 2, 0],
    [['09:00', '09:00', '09:00'], 1, 0],
  ])('%j', async (times, counted, pairs) => {
    for (const rows of [times, [...times].reverse()]) {
      const { pays, told } = await worked({
        workOut: CALLS,
        pay: 'count(jobs by who where counted) × 1USD + count(jobs by who where pair) × 100USD',
        rows: [...rows.map((time, n) => call(time, 'Ann', n)), call('09:05', 'Bob', 9)],
      })
      expect([pays, told]).toEqual([{ '1': `${counted + pairs * 100}.00`, '2': '1.00' }, []])
    }
  })

  test('a row that is left out is not there', async () => {
    const { pays } = await worked({
      workOut: CALLS,
      pay: 'count(jobs by who where counted) × 1USD',
      more: '    leave out: kind = "answered"',
      rows: ['1,2026-07-03 09:00,Ann,0,answered', call('09:10', 'Ann', 2), call('09:20', 'Ann', 3)],
    })
    expect(pays).toEqual({ '1': '1.00', '2': '0.00' })
  })
})

describe('what the rows before come to', () => {
  const rows = [
    '1,2026-07-01 09:00,Ann,100,x',
    '2,2026-07-02 09:00,Ann,200,x',
    '3,2026-07-02 10:00,Bob,50,x',
    '4,2026-07-04 09:00,Ann,300,y',
  ]
  test.each([
    // Ann's first two at 20, the third at 30; Bob's at 20.
    [
      'place: previous(place, 0) + 1\nprice: if place ≤ 2 then 20USD else 30USD',
      'sum(jobs.price by who)',
      '70.00',
      '20.00',
    ],
    // 100, 300, 600: what lies above 250 is 50 of the second and all of the third: 350 × 10%.
    [
      'total: previous(total, 0) + amount\nabove: max(total − 250USD, 0) − max(previous(total, 0) − 250USD, 0)',
      'sum(jobs.above by who) × 10%',
      '35.00',
      '0.00',
    ],
    // Days between two of them: 1 and 2, 10 for each; none for the first.
    [
      'gap: if previous(at) is blank then 0 else days between(previous(at), at)',
      'sum(jobs.gap by who) × 10USD',
      '30.00',
      '0.00',
    ],
    // Days running: the 1st and the 2nd, then the 4th alone.
    [
      'day: date of(at)\nrun: if previous(day) is blank then 1 else if days between(previous(day), day) = 1 then previous(run) + 1 else 1',
      'max(jobs.run by who) × 1USD',
      '2.00',
      '1.00',
    ],
    // Whoever did the job before is charged for the next one: of Ann's three two have one before, by herself.
    ['before: previous(who)', 'sum(jobs.amount by before)', '500.00', '0.00'],
    // A text, and the last one of which a condition holds: before the job of the 4th the last of 150 or more was that of 200.
    ['big: previous(amount, 0 where amount ≥ 150USD)', 'sum(jobs.big by who)', '200.00', '0.00'],
    ['was: previous(kind, "none")', 'count(jobs by who where was = "none") × 1USD', '1.00', '1.00'],
    // Two columns that read each other.
    ['odd: not previous(even, no)\neven: not odd', 'count(jobs by who where odd) × 1USD', '3.00', '1.00'],
  ])('%s', async (workOut, pay, ann, bob) => {
    const shop = { workOut, pay }
    for (const file of [rows, [...rows].reverse(), [rows[2]!, rows[0]!, rows[3]!, rows[1]!]]) {
      const { pays, told } = await worked({ ...shop, rows: file })
      expect([pays, told]).toEqual([{ '1': ann, '2': bob }, []])
    }
  })

  test('without `by` all rows follow one another', async () => {
    const { pays } = await worked({
      order: '{ of: at }',
      workOut: 'place: previous(place, 0) + 1',
      pay: 'sum(jobs.place by who) × 1USD',
      rows,
    })
    // Ann has the first, the second and the fourth, Bob the third.
    expect(pays).toEqual({ '1': '7.00', '2': '3.00' })
  })

  test('in rules, with an order of rows and a person without a name', async () => {
    const { told, pays } = await worked({
      workOut: 'total: previous(total, 0) + amount',
      pay: 'max(jobs.total by who)',
      more: '    rules: { limit: { must: total ≤ 500USD } }',
      rows: [...rows, '5,2026-07-05 09:00,,90,x'],
    })
    expect([told, pays]).toEqual([['ROW_RULE_BROKEN jobs.csv:5:4'], undefined])
  })
})

describe('rows that are made of rows', () => {
  // Ann: 2, 2 and 1 jobs in three weeks running, none in the fourth, 2 in the fifth; Bob 2 in the third.
  const rows = ['01', '02', '07', '08', '14', '28', '29'].map((day, n) => `${n},2026-07-${day} 09:00,Ann,100,x`)
  const bob = ['15', '16'].map((day, n) => `${n + 10},2026-07-${day} 09:00,Bob,100,x`)
  const shop = {
    workOut: 'monday: date of(at) − weekday(at) + 1',
    tables: `
  weeks:
    rows of: jobs
    one row per: [who, monday]
    in order: { of: monday, by: who }
    work out:
      met: count(rows) ≥ 2
      next: previous(monday) is not blank and days between(previous(monday), monday) = 7
      run: if not met then 0 else if next then previous(run) + 1 else 1`,
  }
  test('weeks running in which a target is met', async () => {
    for (const all of [[...rows, ...bob], [...bob, ...rows].reverse()]) {
      const { told, pays } = await worked({ ...shop, pay: 'max(weeks.run by who) × 10USD', rows: all })
      // Ann: of the weeks of 29 June, 6 and 13 July 2, 2 and 1: a run of 2; that of 27 July begins anew. Bob: 1.
      expect([told, pays]).toEqual([[], { '1': '20.00', '2': '10.00' }])
    }
  })
})

describe('rows at one place of the order', () => {
  const number = { workOut: 'place: previous(place, 0) + 1', pay: 'sum(jobs.amount by who where place = 1)' }
  const tied = ['1,2026-07-01 09:00,Ann,100,x', '2,2026-07-01 09:00,Ann,200,x']

  test('that differ are not guessed', async () => {
    const { told, pays, problems } = await worked({ ...number, rows: tied })
    expect([told, pays]).toEqual([['ROWS_TIED jobs.csv:3:2'], undefined])
    expect(problems[0]!.facts).toMatchObject({ found: 'Ann (1) 2026-07-01 09:00', first: '2', of: 'at', by: 'who' })
  })

  test('are told apart by a second column', async () => {
    for (const rows of [tied, [...tied].reverse()]) {
      const { told, pays } = await worked({ ...number, order: '{ of: [at, nr], by: who }', rows })
      expect([told, pays]).toEqual([[], { '1': '100.00', '2': '0.00' }])
    }
  })

  test('that are the same in all that is read of them are taken', async () => {
    const same = tied.map(row => row.replace('200', '100'))
    const { told, pays } = await worked({ ...number, rows: same })
    expect([told, pays]).toEqual([[], { '1': '100.00', '2': '0.00' }])
  })

  test.each([
    // Each of the day has the same number of the run, whichever comes first.
    [
      'day: date of(at)\nrun: if previous(day) is blank then 1 else if days between(previous(day), day) = 0 then previous(run) else previous(run) + 1',
      'sum(jobs.run by who) × 1USD',
      '4.00',
    ],
    // It depends on the rows, but not on their order: only the third looks, and only at the day.
    ['was: previous(at)', 'count(jobs by who where kind = "y" and minutes between(was, at) > 60) × 1USD', '1.00'],
  ])('%s', async (workOut, pay, ann) => {
    const { told, pays } = await worked({ workOut, pay, rows: [...tied, '3,2026-07-02 09:00,Ann,5,y'] })
    expect([told, pays]).toEqual([[], { '1': ann, '2': '0.00' }])
  })

  test('that the next row would have to choose from', async () => {
    const { told } = await worked({
      workOut: 'was: previous(amount)',
      pay: 'sum(jobs.was by who where kind = "y")',
      rows: [...tied, '3,2026-07-02 09:00,Ann,5,y'],
    })
    expect(told).toEqual(['ROWS_TIED jobs.csv:3:2'])
  })
})

describe('the larger and the smaller of two figures of a row', () => {
  const rows = ['1,2026-07-01 09:00,Ann,100,x', '2,2026-07-02 09:00,Ann,250,x', '3,2026-07-02 10:00,Bob,50,y']
  test.each([
    // 0 and 150; 0.
    ['sum(max(jobs.amount − 100USD, 0) by who)', '150.00', '0.00'],
    ['sum(min(jobs.amount, 80USD) by who)', '160.00', '50.00'],
    // Of each row min(amount, 80): 80 and 80; 50. The largest of all of them.
    ['max(min(jobs.amount, 80USD) by who)', '80.00', '50.00'],
    // An amount within the larger of two: max(60, what Ann has together) and the like, of one figure of rows and a plain one.
    ['max(60USD, sum(jobs.amount by who))', '350.00', '60.00'],
    ['max(sum(jobs.amount by who), 60USD)', '350.00', '60.00'],
    // The largest of the shop is 250 for each of the rows.
    ['sum(max(jobs.amount, max(jobs.amount)) by who)', '500.00', '250.00'],
    ['sum(average(jobs.amount, 50USD) by who)', '225.00', '50.00'],
  ])('%s', async (pay, ann, bob) => {
    const { pays, told } = await worked({ workOut: 'a: amount', pay, rows })
    expect([pays, told]).toEqual([{ '1': ann, '2': bob }, []])
  })

  test.each([
    ['max(jobs.amount, 60USD)', 'SHAPE_ROWS'],
    ['max(jobs.amount, 60USD by who)', 'ARGUMENTS_WRONG'],
    ['sum(max(jobs.amount, 60) by who)', 'ARGUMENTS_WRONG'],
  ])('%s', async (pay, code) => {
    const { told } = await worked({ workOut: 'a: amount', pay, rows })
    expect(told.map(t => t.split(' ')[0])).toEqual([code])
  })
})

describe('what is refused', () => {
  const rows = ['1,2026-07-01 09:00,Ann,100,x']
  test.each([
    ['a: previous(amount) + 1', 'MONEY_MIXED'],
    ['a: previous(a)', 'CYCLE'],
    ['a: previous(a, 0) × amount', 'MONEY_TIMES_MONEY'],
    ['a: a + previous(amount)', 'CYCLE'],
    ['a: previous(nobody)', 'NAME_UNKNOWN'],
    ['a: previous(amount, 1, 2)', 'ARGUMENTS_WRONG'],
    ['a: previous(amount by who)', 'ARGUMENTS_WRONG'],
    ['a: previous(amount, "none")', 'MONEY_MIXED'],
    // It would wait for a figure of all rows, which waits for it.
    ['b: count(jobs by nr where previous(a, 0) > 0)\na: previous(b, 0)', 'CYCLE'],
    ['b: previous(a, 0)\na: count(jobs by nr where b > 0)', 'CYCLE'],
  ])('%s', async (workOut, code) => {
    const { told } = await worked({ workOut, pay: 'count(jobs by who where a is not blank) × 1USD', rows })
    expect([...new Set(told.map(t => t.split(' ')[0]))]).toEqual([code])
  })

  test.each([
    ['{ of: nothing, by: who }', 'NAME_UNKNOWN'],
    ['{ of: row number, by: who }', 'SHAPE_WRONG'],
    ['{ of: who }', 'TYPE_WRONG'],
    ['{ of: at, by: at + 1 }', 'KINDS_MIXED'],
    ['{ by: who }', 'SHAPE_WRONG'],
    ['at', 'SHAPE_WRONG'],
    ['{ of: a, by: who }', 'SHAPE_WRONG'],
  ])('in order: %s', async (order, code) => {
    const { told } = await worked({ order, workOut: 'a: previous(amount, 0)', pay: 'sum(jobs.a by who)', rows })
    expect(told[0]).toContain(code)
  })

  test('a row without its place in the order', async () => {
    const { told } = await worked({
      order: '{ of: amount, by: who }',
      workOut: 'a: previous(amount, 0)',
      pay: 'sum(jobs.a by who)',
      rows: [...rows, '2,2026-07-01 10:00,Ann,,x'],
    })
    expect(told).toEqual(['CELL_BLANK jobs.csv:3:4'])
  })

  test('which rows there are can’t wait for the row before', async () => {
    const { told } = await worked({
      workOut: 'a: previous(amount, 0)',
      pay: 'sum(jobs.a by who)',
      more: '    leave out: a > 0',
      rows,
    })
    expect(told[0]).toContain('SHAPE_WRONG')
  })
})

test('whatever the order of the file, as counted one by one', async () => {
  const time = fc.record({ minute: fc.integer({ min: 0, max: 200 }), who: fc.constantFrom('Ann', 'Bob') })
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(time, { maxLength: 25, selector: t => `${t.minute}${t.who}` }), async times => {
      const due = ['Ann', 'Bob'].map(who => {
        const own = times.filter(t => t.who === who).map(t => t.minute)
        own.sort((a, b) => a - b)
        let [last, open, counted, pairs] = [-Infinity, -Infinity, 0, 0]
        for (const minute of own) {
          if (minute - last <= 15) continue
          counted++
          if (minute - open <= 30) {
            pairs++
            open = -Infinity
          } else open = minute
          last = minute
        }
        return `${counted + 100 * pairs}.00`
      })
      const rows = times.map(({ minute, who }, i) =>
        call(`${String(9 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`, who, i),
      )
      const { pays } = await worked({
        workOut: CALLS,
        pay: 'count(jobs by who where counted) × 1USD + count(jobs by who where pair) × 100USD',
        rows,
      })
      expect(Object.values(pays!)).toEqual(due)
    }),
    { numRuns: 25 },
  )
}, 60_000)
