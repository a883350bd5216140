// What comes by the quarter or the year: tables, scores and lines in the last month only, with the rows of all of it; and
// balances that are carried from month to month, also over a month in which somebody was not paid.

import { describe, expect, test } from 'vitest'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { put, tempFolder } from '../support/folders.ts'
import { codes } from '../support/schemes.ts'

const SCHEME = `scheme: by quarters
from: 2026-01
people:
  file: roster*
  columns: { id: id, name: name, position: position, left: { type: date, blank: none } }
  paid: left is blank or left ≥ start of period
tables:
  orders:
    file: orders*
    month: settled
    every: quarter
    columns:
      order: id
      settled: date
      advisor: person
      labour: money
  marks:
    file: marks*
    one row per: id
    columns:
      id: person
      mark: number
      sold: money
values:
  quarter labour: sum(orders.labour by advisor)
  draw: { formula: 100元 − sold, not below: 0 }
  paid back: { formula: "min(carried(debt), sold − 100元)", not below: 0 }
scores:
  mark: marks.mark
  labour: { every: quarter, formula: quarter labour }
  debt: carried(debt) + draw − paid back
pay:
  - for: everyone
    lines:
      share: { every: quarter, when: marks.mark ≥ 60, formula: quarter labour × 1% }
      thirteenth: { every: year, formula: 1000元 }
`

const ROSTER = 'id,name,position,left\n1,Ann,advisor,\n2,Bob,advisor,\n'
const ORDERS = `order,settled,advisor,labour
A1,2026-07-31,1,100.00
A2,2026-08-15,1,200.00
A3,2026-09-01,1,400.00
A4,2026-06-30,1,1000.00
A5,2026-10-01,1,3000.00
A6,2026-08-01,2,50.00
`

function marks(sold: readonly [string, string]): string {
  return `id,mark,sold\n1,80,${sold[0]}\n2,59,${sold[1]}\n`
}

interface Sheet {
  people: {
    id: string
    scores: Record<string, string>
    lines: { name: string; amount: string }[]
  }[]
  problems: { code: string; severity: string }[]
}

async function month(cwd: string, period: string): Promise<Sheet> {
  const ran = await run(['run', '--period', period, '--json'], { cwd })
  expect({ period, ...ran }).toMatchObject({ code: 0 })
  return json<Sheet>(ran)
}

async function close(cwd: string, period: string): Promise<void> {
  await run(['run', '--period', period], { cwd })
  const ran = await run(['close', '--period', period], { cwd })
  expect({ period, ...ran }).toMatchObject({ code: 0 })
}

function shop(files: Readonly<Record<string, string>>): string {
  const cwd = tempFolder()
  put(cwd, { 'scheme.yaml': SCHEME, ...files })
  return cwd
}

describe('every quarter', () => {
  test('the last month has the rows of the whole quarter; the others do without the file', async () => {
    const sold = marks(['100', '100'])
    const cwd = shop({
      ...Object.fromEntries(['07', '08', '09'].map(m => [`data/2026-${m}/roster.csv`, ROSTER])),
      ...Object.fromEntries(
        ['07', '08', '09'].map((m, i) => [`data/2026-${m}/marks.csv`, sold.replace('80', `8${i}`)]),
      ),
      'data/2026-09/orders.csv': ORDERS,
    })
    const july = await month(cwd, '2026-07')
    expect(july.people.map(p => [p.scores, p.lines])).toEqual([
      [{ mark: '80', debt: '0.00' }, []],
      [{ mark: '59', debt: '0.00' }, []],
    ])
    // No month is closed: what is owed of earlier ones is not known.
    expect(july.problems.map(p => p.code)).toEqual(['EARLIER_BEFORE_BOOK'])
    const september = await month(cwd, '2026-09')
    // 100 + 200 + 400; June and October are not of the quarter. Bob has 50, and a mark below 60.
    expect(september.people.map(p => [p.scores.labour, p.lines])).toEqual([
      ['700.00', [{ name: 'share', amount: '7.00', commission: false }]],
      ['50.00', []],
    ])
    expect(september.problems.map(p => p.code).sort()).toEqual(['EARLIER_BEFORE_BOOK', 'ROWS_OTHER_MONTH'])
  })

  test('a file that lies in another month is told, not read; so is a month in which nothing is due', async () => {
    const files = { 'data/2026-08/roster.csv': ROSTER, 'data/2026-08/marks.csv': marks(['100', '100']) }
    const told = await month(shop({ ...files, 'data/2026-08/orders.csv': 'no table at all' }), '2026-08')
    expect(told.problems.map(p => `${p.severity} ${p.code}`)).toEqual([
      'warning EARLIER_BEFORE_BOOK',
      'warning FILE_NOT_DUE',
    ])
    const only = edited(
      SCHEME,
      ['  mark: marks.mark\n', ''],
      ['  debt: carried(debt) + draw − paid back\n', ''],
      [/ {2}draw:[\s\S]*scores:/, 'scores:'],
    )
    const nothing = await month(shop({ ...files, 'scheme.yaml': only }), '2026-08')
    expect(nothing.problems.map(p => `${p.severity} ${p.code}`)).toContain('warning NOTHING_DUE')
  })

  test('what reads such a table in another month, without saying so, is refused by name', async () => {
    const cwd = shop({
      'scheme.yaml': edited(SCHEME, [
        'labour: { every: quarter, formula: quarter labour }',
        'labour: quarter labour × 2',
      ]),
      'data/2026-08/roster.csv': ROSTER,
      'data/2026-08/marks.csv': marks(['100', '100']),
    })
    const ran = await run(['run', '--period', '2026-08', '--json'], { cwd })
    expect(ran.code).toBe(1)
    expect(json<Sheet>(ran).problems.map(p => p.code)).toContain('VALUE_BLANK')
  })

  test('every year pays in December; a trial without a month is one in which all is due', async () => {
    const cwd = shop({})
    const tried = async (...more: string[]): Promise<Sheet['people'][number]> => {
      const set = ['mark=60', 'sold=100', 'quarter labour=500'].flatMap(s => ['--set', s])
      const ran = await run(['try', 'scheme.yaml', '--position', 'advisor', ...set, ...more, '--json'], { cwd })
      return json<Sheet>(ran).people[0]!
    }
    const names = async (...more: string[]): Promise<string[]> => (await tried(...more)).lines.map(l => l.name)
    expect(await names()).toEqual(['share', 'thirteenth'])
    expect(await names('--period', '2026-09')).toEqual(['share'])
    expect(await names('--period', '2026-10')).toEqual([])
  })
})

describe('a balance', () => {
  test('runs on, also over a month in which somebody is not paid', async () => {
    const away = edited(ROSTER, ['2,Bob,advisor,', '2,Bob,advisor,2026-07-31'])
    const cwd = shop({
      'data/2026-07/roster.csv': ROSTER,
      'data/2026-07/marks.csv': marks(['40', '70']),
      'data/2026-08/roster.csv': away,
      'data/2026-08/marks.csv': 'id,mark,sold\n1,80,90\n',
      'data/2026-09/roster.csv': ROSTER,
      'data/2026-09/marks.csv': marks(['150', '120']),
      'data/2026-09/orders.csv': ORDERS,
    })
    await close(cwd, '2026-07')
    await close(cwd, '2026-08')
    const september = await month(cwd, '2026-09')
    // Ann owes 60 + 10 and pays 50 back; Bob owed 30 of July, was away in August, and pays 20 back.
    expect(september.people.map(p => p.scores.debt)).toEqual(['20.00', '10.00'])
  })

  test('has a type of its own making, or none', () => {
    expect(codes('values:\n  owed: carried(debt)\nscores:\n  debt: owed + m\n')).toEqual([])
    expect(codes('scores:\n  debt: carried(debt) + m\n')).toEqual([])
    expect(codes('values:\n  points: carried(points) + n\nscores:\n  s: points\n')).toEqual([])
    expect(codes('scores:\n  debt: carried(debt)\n')).toEqual(['CYCLE'])
    expect(codes('scores:\n  debt: carried(debt) + m\n  wrong: carried(debt) + a\n')).toEqual(['MONEY_MIXED'])
    expect(codes('scores:\n  s: carried(t)\n')).toEqual(['ARGUMENTS_WRONG'])
    expect(codes('scores:\n  s: carried(a, 2)\n')).toEqual(['ARGUMENTS_WRONG'])
  })
})

describe('pay over people', () => {
  const PAY = 'pay:\n  - for: everyone\n    commission: { bonus: m }\n    lines: { cut: CUT }\n'
  test('commission can be read by a line that is none; a circle is refused', () => {
    expect(codes(edited(PAY, ['CUT', '0元 − sum(people.commission) × 1%']))).toEqual([])
    expect(codes(edited(PAY, ['CUT', '0元 − sum(people.gross) × 1%']))).toEqual(['CYCLE'])
    expect(codes(edited(PAY, ['bonus: m', 'bonus: average(people.commission)'], ['CUT', '0元']))).toEqual(['CYCLE'])
    expect(codes(edited(PAY, ['CUT', 'average(people.lines above)']))).toEqual(['NAME_UNKNOWN'])
  })
})
