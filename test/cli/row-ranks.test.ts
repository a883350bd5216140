// Places among the rows of a made table: the best of each week, by several figures, from the lowest, among those that fit; with rows
// that can't be ranked, and as people see them: `explain`, the trail, the audit workbook worked out anew by LibreOffice. By hand.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountText } from '../../src/core/money.ts'
import { placeText } from '../../src/core/place.ts'
import { runAudit } from '../support/audit-book.ts'
import { run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { put, tempFolder } from '../support/folders.ts'
import { OFFICE } from '../support/office.ts'
import { monthOutcome } from '../support/outcome.ts'
import { differences, readBook, recalculate, withoutResults } from '../support/recalculate.ts'

const SCHEME = `scheme: weeks
from: 2026-01
currency: USD
people:
  file: roster*
  columns: { code: id, name: name, role: position, team: group, rate: { type: number, blank: none } }
  paid: yes
tables:
  jobs:
    file: jobs*
    month: day
    columns: { nr: id, day: date, who: person, kind: text, hours: number, rework: number, grade: { type: number, blank: none } }
    work out:
      ends: week(day)
  weeks:
    rows of: jobs
    one row per: [who, ends]
    work out:
      hours: sum(rows.hours)
      rework: sum(rows.rework)
      place: rank(hours, −rework by ends)
      prize:
        bands of: place
        up to 1: $300
        2: $200
        3: $100
        above: 0
pay:
  - for: everyone
    lines:
      a: sum(weeks.prize by who)
`

const ROSTER =
  'code,name,role,team,rate\n1,Ann,tech,N,2\n2,Bob,tech,N,1\n3,Cid,tech,S,1\n4,Dee,tech,S,3\n5,Eva,tech,S,1\n'
const JOBS = [
  // Up to July 5: Eva 12, Ann 10, Bob 8, Cid 8 with one rework, Dee 5.
  'J1,2026-07-01,Ann,oil,6,0,5',
  'J2,2026-07-03,Ann,oil,4,0,5',
  'J3,2026-07-02,Bob,body,8,0,4',
  'J4,2026-07-02,Cid,body,8,1,4',
  'J5,2026-07-03,Dee,oil,5,0,3',
  'J6,2026-07-03,Eva,oil,12,2,3',
  // Up to July 12: Dee 9.5, Bob and Cid 9, Ann 4.
  'J7,2026-07-06,Ann,oil,4,0,5',
  'J8,2026-07-07,Bob,oil,9,0,4',
  'J9,2026-07-08,Cid,body,9,0,4',
  'J10,2026-07-09,Dee,body,9.5,0,3',
]

const files = (scheme: string, jobs: readonly string[] = JOBS, roster = ROSTER): Record<string, string> => ({
  'scheme.yaml': scheme,
  'data/2026-07/roster.csv': roster,
  'data/2026-07/jobs.csv': `nr,day,who,kind,hours,rework,grade\n${jobs.join('\n')}\n`,
})

async function worked(scheme: string, jobs: readonly string[] = JOBS, roster = ROSTER) {
  const { month, problems } = await monthOutcome(files(scheme, jobs, roster))
  const told = problems
    .filter(p => p.code !== 'COLUMN_UNUSED')
    .map(p => `${p.severity} ${p.code} ${placeText(p.at!)}`.replaceAll('data/2026-07/', ''))
  return { told, pays: month?.result.people.map(p => amountText(p.gross)).join(' '), month }
}

const ranked = (place: string): string =>
  edited(
    SCHEME,
    ['place: rank(hours, −rework by ends)', `place: ${place}`],
    ['a: sum(weeks.prize by who)', 'a: sum(weeks.place by who) × $1'],
  )

const withTeams = (scheme: string): string =>
  edited(scheme, [
    'pay:\n',
    'values:\n  output: sum(jobs.hours by who.team)\n  team place: rank(output, team rate)\n  team rate: average(people.rate by team)\npay:\n',
  ])

describe('a place among made rows', () => {
  test('the best three of each week', async () => {
    // Ann 200 + 0; Bob 100 + 200; Cid 0 + 200 (as many hours as Bob in both weeks, but rework in the first); Dee 0 + 300; Eva 300.
    const { pays, told } = await worked(SCHEME)
    expect({ pays, told }).toEqual({ pays: '200.00 300.00 200.00 300.00 300.00', told: [] })
  })

  test.each([
    // All nine rows: 12, 10, 9.5, 9, 9, 8, 8, 5, 4 are places 1, 2, 3, 4, 4, 6, 6, 8, 9.
    ['rank(hours)', '11.00 10.00 10.00 11.00 1.00'],
    // In each week from the lowest: Dee 1, Bob and Cid 2, Ann 4, Eva 5; Ann 1, Bob and Cid 2, Dee 4.
    ['rank from lowest(hours by ends)', '5.00 4.00 4.00 5.00 5.00'],
    // In the team of each: N Ann, Bob; S Eva, Cid, Dee. Then N Bob, Ann; S Dee, Cid.
    ['rank(hours by who.team, ends)', '3.00 3.00 4.00 4.00 1.00'],
    // By what somebody has: Ann 20, Dee 15, Eva 12, Bob and Cid 8; Dee 28.5, Bob and Cid 9, Ann 8.
    ['rank(hours × who.rate by ends)', '5.00 6.00 6.00 3.00 3.00'],
    // Whoever does not fit takes no place away: among Eva 12 and Ann 10; among Dee 9.5.
    ['rank(hours by ends where hours > 9)', '4.00 5.00 5.00 4.00 1.00'],
    // A day is ranked, too: the last week is first.
    ['rank(ends)', '6.00 6.00 6.00 6.00 5.00'],
    // Places 2, 4 of Ann, 3, 2 of Bob and Cid, 5, 1 of Dee, 1 of Eva: of two weeks one is 1, one 2.
    ['rank(rank(hours by ends) by who)', '3.00 3.00 3.00 3.00 1.00'],
  ])('%s', async (place, pays) => {
    const found = await worked(ranked(place))
    expect(found).toMatchObject({ pays, told: [] })
  })

  test('whatever the order of the rows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(JOBS, { minLength: JOBS.length }), async jobs => {
        expect((await worked(SCHEME, jobs)).pays).toBe('200.00 300.00 200.00 300.00 300.00')
      }),
      { numRuns: 8 },
    )
  })

  test('rows of a table made of the best rows', async () => {
    const best = edited(SCHEME, [
      'pay:\n',
      '  best:\n    rows of: weeks\n    where: place ≤ 2\n    one row per: who\n    work out:\n      times: count(rows)\npay:\n',
    ])
    // Ann 2nd; Bob 2nd; Cid 2nd; Dee 1st; Eva 1st: each once.
    const pays = edited(best, ['a: sum(weeks.prize by who)', 'a: sum(best.times by who) × $1'])
    expect(await worked(pays)).toMatchObject({ pays: '1.00 1.00 1.00 1.00 1.00', told: [] })
  })
})

describe('a place among teams', () => {
  const TEAMS = edited(withTeams(SCHEME), ['a: sum(weeks.prize by who)', 'a: team place × $1'])

  test('each counts once, however many people it has', async () => {
    // N: 10 + 8 + 4 + 9 = 31 hours; S: 8 + 5 + 12 + 9 + 9.5 = 43.5: all three of S are first, both of N second.
    expect(await worked(TEAMS)).toMatchObject({ pays: '2.00 2.00 1.00 1.00 1.00', told: [] })
  })
})

describe('what can’t be ranked', () => {
  test('a row without the figure is none of them, and is told where its own place is asked', async () => {
    const grade = edited(
      SCHEME,
      ['rework: sum(rows.rework)', 'rework: average(rows.grade)'],
      ['(hours, −rework', '(rework, hours'],
    )
    const jobs = JOBS.map(job => (job.startsWith('J10') ? job.slice(0, -1) : job))
    // Dee has no grade in the second week.
    expect((await worked(grade, jobs)).told).toEqual(['error ROW_BLANK_USED weeks: Dee · 2026-07-12'])
    const asked = edited(grade, ['sum(weeks.prize by who)', 'sum(weeks.prize by who where rework is not blank)'])
    // First week: grade 5 Ann 300; 4 Bob and Cid, 8 hours each, 200; then 3, Eva and Dee. Second: Ann 300, Bob and Cid 200.
    expect(await worked(asked, jobs)).toMatchObject({ pays: '600.00 400.00 400.00 0.00 0.00', told: [] })
  })

  test('what is wrong with a row that nobody asks is told all the same', async () => {
    const asked = edited(ranked('rank(hours × who.rate by ends)'), [
      'sum(weeks.place by who)',
      'sum(weeks.place by who where hours > 11)',
    ])
    const { told } = await worked(asked, JOBS, edited(ROSTER, ['3,Cid,tech,S,1', '3,Cid,tech,S,']))
    expect(told.filter(t => t.startsWith('error'))).toEqual(['error OWNED_BLANK weeks: Cid · 2026-07-05'])
  })

  test.each([
    ['rank(hours, −rework by nobody)', 'NAME_UNKNOWN'],
    ['rank(who by ends)', 'ARGUMENTS_WRONG'],
    ['rank()', 'FORMULA_SYNTAX'],
    ['rank(place)', 'CYCLE'],
    ['rank(prize)', 'CYCLE'],
  ])('%s', async (place, code) => {
    const { told } = await worked(ranked(place))
    expect(told[0]).toContain(`error ${code} scheme.yaml`)
  })

  test('rows of an export, and what follows from the row before', async () => {
    const read = edited(SCHEME, ['      ends: week(day)\n', '      ends: week(day)\n      place: rank(hours)\n'])
    expect((await worked(read)).told).toEqual(['error RANK_ROWS scheme.yaml:15:14'])
    const streak = edited(
      SCHEME,
      ['    one row per: [who, ends]\n', '    one row per: [who, ends]\n    in order: { of: ends, by: who }\n'],
      ['rework: sum(rows.rework)', 'rework: previous(rework, 0) + 1'],
    )
    expect((await worked(streak)).told).toEqual(['error RANK_ROWS scheme.yaml:22:14'])
  })
})

describe('as people see it', () => {
  const shop = (scheme = SCHEME): string => {
    const folder = tempFolder()
    put(folder, files(scheme))
    return folder
  }

  test('explain, and the trail', async () => {
    const cwd = shop()
    const { out } = await run(['explain', '3', 'a', '--period', '2026-07'], { cwd })
    expect(out).toMatch(/place 4: 8, -1 among 5, 3 before\s/)
    expect(out).toContain('weeks.place = 2  [Cid (3) · 2026-07-12]')
    await runAudit(cwd)
    const trail = readFileSync(join(cwd, 'out/2026-07/audit.jsonl'), 'utf8').trim().split('\n')
    const place = trail.map(line => JSON.parse(line)).find(c => c.cell === 'weeks.place | 3 · 2026-07-05')
    expect(place).toMatchObject({ value: '4' })
  })

  test.skipIf(!OFFICE)('the audit workbook is worked out anew without a difference', async () => {
    const lines = [
      '      b: sum(weeks.own by who) × $1',
      '      c: sum(weeks.low by who) × $1',
      '      d: sum(weeks.late by who) × $1',
      '      e: team place × $1',
    ]
    const more = edited(
      SCHEME,
      [
        '      prize:\n',
        '      own: rank(hours × who.rate by who.team, ends)\n      low: rank from lowest(rework ÷ 3, hours where hours > 4)\n      late: rank(ends by who)\n      prize:\n',
      ],
      ['      a: sum(weeks.prize by who)\n', `      a: sum(weeks.prize by who)\n${lines.join('\n')}\n`],
    )
    const bytes = await runAudit(shop(withTeams(more)))
    const stored = readBook(bytes)
    const found = recalculate(new Map([['book', withoutResults(bytes)]])).get('book')!
    expect(differences(stored, found)).toEqual([])
    const formulas = [...stored.get('weeks')!.values()].flatMap(c => c.formula ?? [])
    // Four places of nine rows.
    expect(formulas.filter(f => f.includes('SUMPRODUCT(') && !f.includes('ROUNDDOWN')).length).toBe(36)
  })
})
