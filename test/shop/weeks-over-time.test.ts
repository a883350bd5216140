// Weeks over a longer time: a book that is opened with a week, figures of this year and of last year's month, the turn of a year,
// schemes that follow one another, periods that change. Weeks end on Sundays; worked by hand.

import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { put, tempFolder } from '../support/folders.ts'
import { readBook, writeBook } from '../support/opening.ts'

const SCHEME = `scheme: Weeks over time
from: 2025-01
every: week
currency: USD
sheets: en
people:
  file: roster*
  columns: { id: id, name: name, position: position }
  paid: name is not blank
tables:
  jobs:
    file: jobs*
    month: date
    columns: { job: id, date: date, tech: person, hours: number }
values:
  worked: sum(jobs.hours by tech)
  year before: earlier(worked, same month last year)
scores:
  this year so far: worked + earlier sum(worked, this year)
  of last year: if year before is blank then 0 else year before
pay:
  - for: technician
    commission:
      flat rate: worked × $10
reserves:
  safety:
    withheld: commission × 10%
    release: { every: quarter, ratio: 100% }
`

/** Of each period the day and hours of its one row. */
function files(rows: Readonly<Record<string, readonly [day: string, hours: number]>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(rows).flatMap(([period, [day, hours]]) => [
      [`data/${period}/roster.csv`, 'id,name,position\n1,Ann,technician\n'],
      [`data/${period}/jobs.csv`, `job,date,tech,hours\nJ${period},${day},Ann,${hours}\n`],
    ]),
  )
}

interface Doc {
  people: { scores: Record<string, string>; gross: string; net: string }[]
  problems: { code: string; hint: string }[]
}

async function ok(cwd: string, ...argv: string[]): Promise<string> {
  const { code, err, out } = await run([...argv, '--quiet'], { cwd })
  expect({ argv, code, err }).toEqual({ argv, code: 0, err: '' })
  return out
}

async function ran(cwd: string, period: string): Promise<Doc> {
  return json<Doc>(await run(['run', '--json', '--period', period], { cwd }))
}

async function close(cwd: string, ...periods: string[]): Promise<void> {
  for (const period of periods) for (const command of ['run', 'close']) await ok(cwd, command, '--period', period)
}

describe('a book that is opened with a week', () => {
  const WEEKS = {
    '2026-07-05': ['2026-06-30', 8],
    '2026-07-12': ['2026-07-12', 20],
    '2026-07-19': ['2026-07-13', 5],
  } as const

  test('asks for the weeks that will be read, and goes on with what it was told', async () => {
    const root = tempFolder()
    put(root, { 'scheme.yaml': SCHEME, ...files(WEEKS) })
    await ok(root, 'book', 'open', '--template', 'empty.xlsx', '--period', '2026-06-28')
    const book = readBook(join(root, 'empty.xlsx'))
    const asked = book['Earlier figures']!.slice(1).map(row => row[1])
    // Of last year the weeks in which its months ended, from June on; of this year all up to the opening, 4 January the first.
    const ofLastYear = ['2025-07-06', '2025-08-03', '2025-08-31', '2025-10-05', '2025-11-02', '2025-11-30']
    expect([asked.slice(0, 6), asked[6], asked.at(-1), asked.length]).toEqual([
      ofLastYear,
      '2026-01-04',
      '2026-06-28',
      6 + 26,
    ])
    // The weeks that end in the second quarter, 5 April to 28 June
    const held = book.Reserves!.slice(1)
    expect([held[0]![4], held.at(-1)![4], held.length]).toEqual(['2026-04-05', '2026-06-28', 13])
    expect(JSON.stringify(book['Read me'])).not.toMatch(/month/i)

    for (const row of book['Earlier figures']!.slice(1))
      row[5] = row[1] === '2025-07-06' ? 33 : row[1] === '2025-08-03' ? 44 : 1
    for (const row of held) row[5] = 2.5
    for (const [i, sum] of [13 * 2.5, 0].entries()) book.Totals![i + 1]![2] = sum
    writeBook(join(root, 'opening.xlsx'), book)
    await ok(root, 'book', 'open', '--period', '2026-06-28', '--from', 'opening.xlsx')

    // 26 weeks of an hour and 8; June ended in last year's week to 6 July, of July the week to 3 August is meant
    expect((await ran(root, '2026-07-05')).people[0]!.scores).toEqual({
      'this year so far': '34',
      'of last year': '33',
    })
    await close(root, '2026-07-05')
    expect((await ran(root, '2026-07-12')).people[0]!.scores).toEqual({
      'this year so far': '54',
      'of last year': '44',
    })
    await close(root, '2026-07-12')
    const asking = ['release', 'safety', '--period', '2026-Q2', '--payout', '2026-07-19', '--close', '--json']
    const released = json<{ people: { released: string }[] }>(await run(asking, { cwd: root }))
    expect(released.people.map(p => p.released)).toEqual(['32.50'])
    // 5 hours × 10 − 10% and what is released
    await ok(root, 'run', '--period', '2026-07-19')
    await close(root, '2026-07-19')
    await ok(root, 'book', 'verify', '--replay')
    expect(await ok(root, 'explain', 'Ann', 'this year so far', '--period', '2026-07-12')).toContain('2026-07-05 8')
  })

  test('a day in it, or a month, is no week that it can begin with', async () => {
    const root = tempFolder()
    put(root, { 'scheme.yaml': SCHEME, ...files(WEEKS) })
    for (const typed of ['2026-06', '2026-06-27']) {
      const { code, err } = await run(['book', 'open', '--template', 'e.xlsx', '--period', typed], { cwd: root })
      expect([typed, code, err]).toEqual([typed, 2, expect.stringMatching(/2026-06-28|2026-07-05/)])
    }
  })
})

describe('the turn of a year', () => {
  test('a week belongs to the year in which it ends, the 53rd of the calendar of weeks too', async () => {
    const root = tempFolder()
    put(root, {
      'scheme.yaml': SCHEME,
      ...files({
        '2026-12-20': ['2026-12-14', 10],
        '2026-12-27': ['2026-12-27', 20],
        '2027-01-03': ['2026-12-31', 4],
        '2027-01-10': ['2027-01-04', 3],
      }),
    })
    const soFar: string[] = []
    for (const week of ['2026-12-20', '2026-12-27', '2027-01-03', '2027-01-10']) {
      soFar.push((await ran(root, week)).people[0]!.scores['this year so far']!)
      await close(root, week)
    }
    // 10; 10 + 20; the week to 3 January begins anew; 4 + 3
    expect(soFar).toEqual(['10', '30', '4', '7'])
    // 10% of $100 and of $200; the $4 of the week to 3 January are of the first quarter
    const asking = ['release', 'safety', '--period', '2026-Q4', '--payout', '2027-01-17', '--json']
    const released = json<{ people: { released: string }[] }>(await run(asking, { cwd: root }))
    expect(released.people.map(p => p.released)).toEqual(['30.00'])
    await ok(root, 'book', 'verify', '--replay')
  })
})

describe('schemes that follow one another', () => {
  const JULY = edited(SCHEME, ['from: 2025-01', 'from: 2026-07'], ['worked × $10', 'worked × $12'])
  const WEEKS = {
    '2026-06-28': ['2026-06-28', 10],
    '2026-07-05': ['2026-06-29', 10],
    '2026-07-12': ['2026-07-06', 1],
  } as const

  test('the scheme of the month in which a week ends holds for all of it, in a correction too', async () => {
    const root = tempFolder()
    put(root, { 'schemes/2025-01.yaml': SCHEME, 'schemes/2026-07.yaml': JULY, ...files(WEEKS) })
    expect((await ran(root, '2026-06-28')).people[0]!.gross).toBe('100.00')
    await close(root, '2026-06-28')
    // The row is of June, the week of July
    expect((await ran(root, '2026-07-05')).people[0]!.gross).toBe('120.00')
    await close(root, '2026-07-05')
    put(root, files({ '2026-06-28': ['2026-06-28', 11], '2026-07-05': ['2026-06-29', 12] }))
    const total = async (period: string): Promise<string[]> =>
      json<{ people: { total: string }[] }>(
        await run(['correct', '--period', period, '--json'], { cwd: root }),
      ).people.map(p => p.total)
    // An hour more, $10 less 10%; two hours more, $24 less 10%
    expect([await total('2026-06-28'), await total('2026-07-05')]).toEqual([['9.00'], ['21.60']])
    // 1 hour × $12, less 10%, and both corrections
    expect((await ran(root, '2026-07-12')).people[0]!.net).toBe('41.40')
    await close(root, '2026-07-12')
    await ok(root, 'book', 'verify', '--replay')
  })
})

describe('periods that change', () => {
  const MONTHS = edited(SCHEME, ['every: week\n', ''])
  const WEEKS = edited(SCHEME, ['from: 2025-01', 'from: 2026-07'])

  test('a book of months does not go on in weeks, and its months stay explained and corrected', async () => {
    const root = tempFolder()
    put(root, {
      'schemes/2025-01.yaml': MONTHS,
      ...files({ '2026-06': ['2026-06-30', 10], '2026-07-05': ['2026-07-02', 10] }),
    })
    await close(root, '2026-06')
    put(root, { 'schemes/2026-07.yaml': WEEKS })
    const { problems } = await ran(root, '2026-07-05')
    expect(problems).toMatchObject([{ code: 'PERIOD_OTHER', hint: expect.stringContaining('book open') }])
    // The newest scheme is of weeks: the month is known by its name.
    expect(await ok(root, 'explain', 'Ann', 'flat rate', '--period', '2026-06')).toContain('10 × $10')
    put(root, files({ '2026-06': ['2026-06-30', 11] }))
    const corrected = json<{ people: { total: string }[] }>(
      await run(['correct', '--period', '2026-06', '--json', '--dry-run'], { cwd: root }),
    )
    expect(corrected.people.map(p => p.total)).toEqual(['9.00'])
    await ok(root, 'book', 'sheets', '--period', '2026-06', '--out', 'again')
    await ok(root, 'book', 'verify', '--replay')
  })

  test('nor a book of weeks in months', async () => {
    const root = tempFolder()
    put(root, {
      'schemes/2025-01.yaml': SCHEME,
      ...files({ '2026-06-28': ['2026-06-28', 10], '2026-07': ['2026-07-02', 10] }),
    })
    await close(root, '2026-06-28')
    put(root, { 'schemes/2026-07.yaml': edited(WEEKS, ['every: week\n', '']) })
    const { problems } = await ran(root, '2026-07')
    expect(problems).toMatchObject([{ code: 'PERIOD_OTHER', hint: expect.stringContaining('book open') }])
    expect(await ok(root, 'explain', 'Ann', 'flat rate', '--period', '2026-06-28')).toContain('10 × $10')
    await ok(root, 'compare', '2026-06-28', '2026-06-28')
  })

  test('drafts of weeks are compared', async () => {
    const root = tempFolder()
    put(root, {
      'scheme.yaml': SCHEME,
      ...files({ '2026-06-28': ['2026-06-28', 10], '2026-07-05': ['2026-07-02', 12] }),
    })
    for (const week of ['2026-06-28', '2026-07-05']) await ok(root, 'run', '--period', week)
    const { code, out } = await run(['compare', 'out/2026-06-28', 'out/2026-07-05', '--json'], { cwd: root })
    // 12 × $10 − 10% against 10 × $10 − 10%
    expect([code, out]).toEqual([0, expect.stringContaining('"108.00"')])
  })
})
