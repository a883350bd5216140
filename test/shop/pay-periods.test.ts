// Shops that pay every two weeks and every half of a month, over five closed periods: draws, streaks, sums of the year, lines of the
// month, deductions that are carried over, a reserve that is released, corrections before and after the release, all replayed. By hand.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { put, tempFolder } from '../support/folders.ts'
import { OFFICE } from '../support/office.ts'
import { differences, readBook, recalculate, withoutResults } from '../support/recalculate.ts'

const TWO_WEEKS = `scheme: Five periods
from: 2026-01
every: two weeks
two weeks end on: 2026-01-11
currency: USD
sheets: en
paid: Friday after
allow:
  EARLIER_BEFORE_BOOK: the shop began in February
people:
  file: roster*
  columns: { id: id, name: name, position: position }
  paid: name is not blank
tables:
  jobs: { file: jobs*, month: date, columns: { job: id, date: date, tech: person, hours: number } }
  tools:
    file: tools*
    one row per: who
    missing row: blank
    columns: { who: person, bought: { type: money, blank: 0 } }
  sales: { file: sales*, every: month, month: date, columns: { date: date, amount: money } }
values:
  worked: sum(jobs.hours by tech)
scores:
  so far: { for: technician, formula: "worked + earlier sum(worked, this year)" }
  streak: { for: technician, formula: if worked ≥ 80 then carried(streak) + 1 else 0 }
pay:
  - for: technician
    commission:
      flat rate: worked × $10
    lines:
      draw: { formula: $900 − flat rate, not below: $0, recovered: "max(flat rate − $900, $0)" }
      streak bonus: if streak ≥ 2 then $50 else $0
  - for: manager
    lines:
      salary: $1000
      month bonus: { every: month, formula: sum(sales.amount) × 1%, paid: 20th of next month }
reserves:
  safety:
    withheld: commission × 10%
    release: { every: quarter, ratio: 100% }
deductions:
  at most: $40
  lines:
    tool account: bought
`
const HALVES = edited(TWO_WEEKS, ['every: two weeks\ntwo weeks end on: 2026-01-11\n', 'every: half-month\n'])

/** Hours of Ann and Bob, on the first and the last day of the period; what is bought, and the month that ends in it. */
const PERIODS = [
  { ann: 85, bob: 70, bought: 'Ann,100\n', sales: undefined },
  { ann: 80, bob: 95, bought: '', sales: [10_000, 500] },
  { ann: 90.5, bob: 90, bought: 'Bob,10\n', sales: undefined },
  { ann: 60, bob: 100, bought: 'Bob,10.5\n', sales: [20_000] },
  { ann: 80, bob: 100, bought: '', sales: undefined },
] as const

type Times = readonly (readonly [name: string, first: string, last: string])[]

const PAYS: readonly (readonly [kind: string, scheme: string, times: Times])[] = [
  [
    'two weeks',
    TWO_WEEKS,
    [
      ['2026-02-22-2w', '2026-02-09', '2026-02-22'],
      ['2026-03-08-2w', '2026-02-23', '2026-03-08'],
      ['2026-03-22-2w', '2026-03-09', '2026-03-22'],
      ['2026-04-05-2w', '2026-03-23', '2026-04-05'],
      ['2026-04-19-2w', '2026-04-06', '2026-04-19'],
    ],
  ],
  [
    'half-month',
    HALVES,
    [
      ['2026-02-H1', '2026-02-01', '2026-02-15'],
      ['2026-02-H2', '2026-02-16', '2026-02-28'],
      ['2026-03-H1', '2026-03-01', '2026-03-15'],
      ['2026-03-H2', '2026-03-16', '2026-03-31'],
      ['2026-04-H1', '2026-04-01', '2026-04-15'],
    ],
  ],
]

function jobs(i: number, [, first, last]: Times[number], bob: number = PERIODS[i]!.bob): string {
  return `job,date,tech,hours\nA${i},${first},Ann,${PERIODS[i]!.ann}\nB${i},${last},Bob,${bob}\n`
}

function files(times: Times): Record<string, string> {
  return Object.fromEntries(
    PERIODS.flatMap(({ bought, sales }, i): [string, string][] => {
      const [name] = times[i]!
      const month = i === 1 ? '2026-02' : '2026-03'
      return [
        [`data/${name}/roster.csv`, 'id,name,position\n1,Ann,technician\n2,Bob,technician\n3,Meg,manager\n'],
        [`data/${name}/jobs.csv`, jobs(i, times[i]!)],
        [`data/${name}/tools.csv`, `who,bought\n${bought}`],
        ...(sales ?? [])
          .map((amount, day) => `${month}-0${day + 1},${amount}\n`)
          .reduce<[string, string][]>(
            (_, __, ___, rows) => [[`data/${name}/sales.csv`, `date,amount\n${rows.join('')}`]],
            [],
          ),
      ]
    }),
  )
}

interface Person {
  id: string
  scores: Record<string, string>
  gross: string
  reserves: { withheld: string }[]
  deducted: string
  carried: string
  net: string
}

async function ok(cwd: string, ...argv: string[]): Promise<string> {
  const { code, err, out } = await run([...argv, '--quiet'], { cwd })
  expect({ argv, code, err }).toEqual({ argv, code: 0, err: '' })
  return out
}

describe.each(PAYS)('%s', (_, scheme, times) => {
  const [first, second, third, fourth, fifth] = times.map(([name]) => name) as [string, string, string, string, string]

  async function closed(cwd: string, period: string): Promise<string[]> {
    const { people } = json<{ people: Person[] }>(await run(['run', '--json', '--period', period], { cwd }))
    await ok(cwd, 'run', '--period', period)
    await ok(cwd, 'close', '--period', period)
    return people.map(p =>
      [p.gross, p.reserves[0]?.withheld, p.deducted, p.carried, p.net, p.scores['so far'], p.scores.streak]
        .filter(Boolean)
        .join(' '),
    )
  }

  const corrected = async (cwd: string, period: string): Promise<string[]> =>
    json<{ people: { name: string; total: string }[] }>(
      await run(['correct', '--period', period, '--json'], { cwd }),
    ).people.map(p => `${p.name} ${p.total}`)

  const released = async (cwd: string, ...argv: string[]): Promise<string[]> =>
    json<{ people: { released: string }[] }>(await run(['release', 'safety', ...argv, '--json'], { cwd })).people.map(
      p => p.released,
    )

  test('five periods, corrections and a release', async () => {
    const cwd = tempFolder()
    put(cwd, { 'scheme.yaml': scheme, ...files(times) })
    // Ann 850 + draw 50; of 100 for tools 40. Bob 700 + draw 200. Owed: 60 and 50; 200.
    expect(await closed(cwd, first)).toEqual([
      '900.00 85.00 40.00 110.00 775.00 85 1',
      '900.00 70.00 0.00 200.00 830.00 70 0',
      '1000.00 0.00 0.00 0.00 1000.00',
    ])
    // Ann 800 + draw 100 + streak 50, 40 of 60 for tools: owed 20 and 150. Bob 950, takes back 50: owed 150. The month's 10,500.
    expect(await closed(cwd, second)).toEqual([
      '950.00 80.00 40.00 170.00 830.00 165 2',
      '950.00 95.00 50.00 150.00 805.00 165 1',
      '1105.00 0.00 0.00 0.00 1105.00',
    ])
    // Ann 905 + 50, 20 for tools and 5 of the draw. Bob 900 + 50, 10 for tools, nothing of the draw.
    expect(await closed(cwd, third)).toEqual([
      '955.00 90.50 25.00 145.00 839.50 255.5 3',
      '950.00 90.00 10.00 150.00 850.00 255 2',
      '1000.00 0.00 0.00 0.00 1000.00',
    ])
    // Ann 600 + draw 300: owed 445. Bob 1000 + 50, 100 of the draw and 10.50: owed 50.
    expect(await closed(cwd, fourth)).toEqual([
      '900.00 60.00 0.00 445.00 840.00 315.5 0',
      '1050.00 100.00 110.50 50.00 839.50 355 3',
      '1200.00 0.00 0.00 0.00 1200.00',
    ])

    // Bob had 78 hours in the second: 780 + draw 120, nothing taken back; so 1 in the third, without its bonus, and 2 in the fourth:
    // −170 + 120 + 17 + 50 − 50.
    put(cwd, { [`data/${second}/jobs.csv`]: jobs(1, times[1]!, 78) })
    expect(await corrected(cwd, second)).toEqual(['Bob -33.00'])
    // Two weeks that end on 5 April are of the second quarter; of Ann 85 + 80 + 90.50 and perhaps 60, of Bob 70 + 78 + 90 and 100.
    const isFourth = fourth < '2026-04'
    expect(await released(cwd, '--period', '2026-Q1', '--payout', fifth, '--close')).toEqual(
      isFourth ? ['315.50', '338.00'] : ['255.50', '238.00'],
    )
    // Ann 800 + 100: owed 545. Bob 1000 + 50, of what is owed (100 + 120) 100; −33 of the correction.
    expect(await closed(cwd, fifth)).toEqual([
      '900.00 80.00 0.00 545.00 820.00 395.5 1',
      '1050.00 100.00 100.00 120.00 817.00 438 3',
      '1000.00 0.00 0.00 0.00 1000.00',
    ])

    // After the release, 80 hours in the third: −100 + draw 100 + 10 withheld less − 10 released less.
    put(cwd, { [`data/${third}/jobs.csv`]: jobs(2, times[2]!, 80) })
    expect(await corrected(cwd, third)).toEqual(['Bob 0.00'])
    await ok(cwd, 'book', 'verify', '--replay')
    expect(await ok(cwd, 'explain', 'Bob', 'so far', '--period', fifth)).toContain(`${second} 78`)
    await ok(cwd, 'compare', fourth, fifth)
    await ok(cwd, 'book', 'sheets', '--period', fourth, '--out', 'again')
    if (!OFFICE) return
    const bytes = readFileSync(join(cwd, 'out', fifth, 'audit.xlsx'))
    const again = recalculate(new Map([['book', withoutResults(bytes)]])).get('book')!
    expect(differences(readBook(bytes), again)).toEqual([])
  })
})
