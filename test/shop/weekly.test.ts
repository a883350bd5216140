// A shop that pays by the week: six weeks across two months and a quarter, worked by hand; what comes by the month, a reserve that is
// released for the quarter, a correction of a closed week, deductions that are carried over. Weeks end on Sundays.

import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { periodsAway } from '../../src/core/calendar.ts'
import { monthsBack } from '../../src/pay/earlier.ts'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { put, tempFolder } from '../support/folders.ts'

const SCHEME = `scheme: Weekly pay
from: 2026-01
every: week
currency: CNY
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
  month jobs:
    file: month-jobs*
    every: month
    month: date
    columns: { job: id, date: date, hours: number }
  damage:
    file: damage*
    one row per: id
    missing row: blank
    columns: { id: person, amount: { type: money, blank: 0 } }
parameters:
  rate: { from 2026-01: 20元, from 2026-07: 22元 }
values:
  worked: sum(jobs.hours by tech)
scores:
  hours: { for: technician, formula: worked }
  so far: { for: technician, formula: "worked + earlier sum(worked, this year)" }
  week before: { for: technician, formula: "if earlier(worked, 1) is blank then 0 else earlier(worked, 1)" }
pay:
  - for: technician
    commission:
      flat rate: worked × rate
  - for: manager
    lines:
      month bonus: { every: month, formula: "sum(month jobs.hours) × 1元" }
      attendance: 10元
reserves:
  safety:
    withheld: commission × 10%
    release: { every: quarter, ratio: 100% }
deductions:
  at most: 50元
  lines:
    damages: damage.amount
`

const ROSTER = 'id,name,position\n1,Ann,technician\n2,Bob,manager\n'
const DAMAGE = 'id,amount\n1,0\n2,0\n'

/** Of each week the hours of its rows. */
const WEEKS: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
  '2026-06-14': [
    ['2026-06-08', 30],
    ['2026-06-14', 10],
  ],
  '2026-06-21': [['2026-06-16', 30]],
  '2026-06-28': [
    ['2026-06-22', 40],
    ['2026-06-26', 5],
  ],
  '2026-07-05': [
    ['2026-06-29', 8],
    ['2026-07-03', 12],
  ],
  '2026-07-12': [['2026-07-06', 50]],
  '2026-07-19': [['2026-07-19', 10]],
}

function jobs(week: string): string {
  return `job,date,tech,hours\n${WEEKS[week]!.map(([date, hours], i) => `J${week}-${i},${date},Ann,${hours}\n`).join('')}`
}

function shop(scheme = SCHEME): string {
  const root = tempFolder()
  const files: Record<string, string> = { 'scheme.yaml': scheme }
  for (const [i, week] of Object.keys(WEEKS).entries())
    Object.assign(files, {
      [`data/${week}/roster.csv`]: ROSTER,
      [`data/${week}/jobs.csv`]: jobs(week),
      [`data/${week}/damage.csv`]:
        week === '2026-06-14' ? edited(DAMAGE, ['1,0', '1,80']) : edited(DAMAGE, ['1,0', `1,0.${'0'.repeat(i)}`]),
    })
  // June as a whole is there with the week in which it ends: a row before the first week, and one of July, which is left out.
  files['data/2026-07-05/month-jobs.csv'] =
    'job,date,hours\nM1,2026-06-03,10\nM2,2026-06-20,75\nM3,2026-06-30,8\nM4,2026-07-02,12\n'
  put(root, files)
  return root
}

interface Doc {
  people: {
    id: string
    scores: Record<string, string>
    lines: { name: string; amount: string }[]
    reserves: { withheld: string }[]
    deducted: string
    carried: string
    gross: string
    net: string
  }[]
  problems: { code: string }[]
}

async function ok(cwd: string, ...argv: string[]): Promise<string> {
  const ran = await run([...argv, '--quiet'], { cwd })
  expect({ argv, code: ran.code, err: ran.err }).toEqual({ argv, code: 0, err: '' })
  return ran.out
}

async function ran(cwd: string, period: string): Promise<Doc> {
  return json<Doc>(await run(['run', '--json', '--period', period], { cwd }))
}

async function close(cwd: string, ...weeks: string[]): Promise<void> {
  for (const week of weeks) {
    await ok(cwd, 'run', '--period', week)
    await ok(cwd, 'close', '--period', week)
  }
}

test('a row of another week is said to be of that week, not of a month', async () => {
  const root = shop()
  put(root, { 'data/2026-06-14/jobs.csv': `${jobs('2026-06-14')}J9,2026-06-21,Ann,1\n` })
  const { problems } = await ran(root, '2026-06-14')
  // The weeks since January are added up, and the book begins in June.
  expect(problems).toMatchObject([
    { code: 'EARLIER_BEFORE_BOOK', message: expect.stringContaining('2026-01-04 – 2026-06-07') },
    { code: 'ROWS_OTHER_MONTH', message: expect.stringContaining('2026-06-21 (1)') },
  ])
})

test('a word for it that schemes do not know is refused where it stands', async () => {
  const root = shop(edited(SCHEME, ['every: week\n', 'every: 每周\n']))
  const { out } = await run(['check', '--period', '2026-06-14', '--json'], { cwd: root })
  expect(JSON.parse(out).problems).toMatchObject([{ code: 'SHAPE_WRONG', hint: 'Did you mean “week”?' }])
})

test.each([
  ['每季度', 'SHAPE_WRONG', '“quarter”'],
  ['quarterly', 'SHAPE_WRONG', '“quarter”'],
  ['按月', 'SHAPE_WRONG', '“month”'],
  ['每周', 'EVERY_SHORT', 'it is there each time'],
])('a line that comes %s is told the word that works', async (word, code, hint) => {
  const root = shop(edited(SCHEME, ['month bonus: { every: month', `month bonus: { every: ${word}`]))
  const { out } = await run(['check', '--period', '2026-06-14', '--json'], { cwd: root })
  expect(JSON.parse(out).problems).toContainEqual(
    expect.objectContaining({ code, hint: expect.stringContaining(hint) }),
  )
})

describe('six weeks', () => {
  test('each week is paid by itself, June and the second quarter with it', async () => {
    const root = shop()
    const weeks = Object.keys(WEEKS)
    const found: unknown[] = []
    for (const week of weeks) {
      const { people, problems } = await ran(root, week)
      const [ann, bob] = people
      const lines = bob!.lines.map(l => `${l.name} ${l.amount}`)
      found.push([week, ann!.gross, ann!.reserves[0]!.withheld, ann!.deducted, ann!.carried, ann!.net, ...lines])
      expect([week, ...new Set(problems.map(p => p.code))]).toEqual(
        week === '2026-07-05' ? [week, 'EARLIER_BEFORE_BOOK', 'ROWS_OTHER_MONTH'] : [week, 'EARLIER_BEFORE_BOOK'],
      )
      if (week === '2026-07-19')
        // 40 + 30 + 45 + 20 + 50 + 10
        expect(ann!.scores).toEqual({ hours: '10', 'so far': '195', 'week before': '50' })
      await close(root, week)
    }
    expect(found).toEqual([
      // 40 h × 20; 10% held back; of 80 damages 50 are taken
      ['2026-06-14', '800.00', '80.00', '50.00', '30.00', '670.00', 'attendance 10.00'],
      ['2026-06-21', '600.00', '60.00', '30.00', '0.00', '510.00', 'attendance 10.00'],
      ['2026-06-28', '900.00', '90.00', '0.00', '0.00', '810.00', 'attendance 10.00'],
      // The week ends in July, whose rate is 22: 20 h × 22. June has 10 + 75 + 8 hours.
      ['2026-07-05', '440.00', '44.00', '0.00', '0.00', '396.00', 'month bonus 93.00', 'attendance 10.00'],
      ['2026-07-12', '1100.00', '110.00', '0.00', '0.00', '990.00', 'attendance 10.00'],
      ['2026-07-19', '220.00', '22.00', '0.00', '0.00', '198.00', 'attendance 10.00'],
    ])
    expect(readdirSync(join(root, 'book')).filter(n => n.endsWith('.jsonl'))).toEqual(
      weeks.map((week, i) => `00000${i + 1}-close-${week}.jsonl`),
    )
    expect(readdirSync(join(root, 'out')).sort()).toEqual(weeks)

    // The weeks that end in the second quarter: 80 + 60 + 90
    const released = json<{ people: { held: string; released: string }[] }>(
      await run(['release', 'safety', '--period', '2026-Q2', '--payout', '2026-07-26', '--close', '--json'], {
        cwd: root,
      }),
    )
    expect(released.people.map(p => [p.held, p.released])).toEqual([['230.00', '230.00']])
    const sheet = readFileSync(join(root, 'out/2026-07-19/payroll.csv'), 'utf8')
    expect(sheet).toContain('Arose this period')
    expect(sheet).not.toContain('this month,')
    await ok(root, 'book', 'verify', '--replay')
    const balance = await ok(root, 'book', 'balance')
    // The third quarter ends within the week to 4 October, the first that may pay it.
    for (const [week, held] of [
      ['2026-07-05', '44.00'],
      ['2026-07-12', '110.00'],
      ['2026-07-19', '22.00'],
    ])
      expect(balance).toMatch(new RegExp(`${week} +${held} +2026-10-04`))
  })

  test('a correction of a closed week is settled in the week that is open', async () => {
    const root = shop()
    await close(root, '2026-06-14', '2026-06-21', '2026-06-28')
    put(root, { 'data/2026-06-21/jobs.csv': edited(jobs('2026-06-21'), ['Ann,30', 'Ann,31']) })
    const corrected = json<{ payout: string; people: { total: string }[] }>(
      await run(['correct', '--period', '2026-06-21', '--json'], { cwd: root }),
    )
    // One hour more: 20, of which 2 are held back
    expect([corrected.payout, corrected.people.map(p => p.total)]).toEqual(['2026-07-05', ['18.00']])
    const { people } = await ran(root, '2026-07-05')
    expect([people[0]!.gross, people[0]!.net]).toEqual(['440.00', '414.00'])
    await close(root, '2026-07-05')
    const balance = await ok(root, 'book', 'balance')
    expect(balance).toContain('62.00')
    await ok(root, 'book', 'verify', '--replay')
  })

  test('weeks are closed in their order, and a release waits for the weeks of its quarter', async () => {
    const root = shop()
    await close(root, '2026-06-14')
    await ok(root, 'run', '--period', '2026-06-14', '--out', 'again')
    const early = await run(['run', '--period', '2026-06-28', '--json'], { cwd: root })
    expect(json<Doc>(early).problems.map(p => p.code)).toContain('MONTHS_OPEN')
    await run(['run', '--period', '2026-06-28'], { cwd: root })
    const left = await run(['close', '--period', '2026-06-28'], { cwd: root })
    expect([left.code, left.err]).toEqual([3, expect.stringContaining('2026-06-21')])
    const waits = await run(['release', 'safety', '--period', '2026-Q2', '--payout', '2026-07-05'], { cwd: root })
    expect([waits.code, waits.err]).toEqual([3, expect.stringContaining('2026-06-21, 2026-06-28')])
  })
})

describe('names of weeks', () => {
  test.each([
    ['last', '2026-06-28'],
    ['this', '2026-07-05'],
    ['2026-07-05', '2026-07-05'],
  ])('on 3 July %s is the week to %s', async (typed, week) => {
    const root = shop()
    const { out } = await run(['check', '--period', typed, '--json'], { cwd: root, now: new Date(2026, 6, 3) })
    expect(JSON.parse(out).period).toBe(week)
  })

  test.each([
    // A day of it, its month, a week of another kind
    ['2026-07-03', '2026-07-05'],
    ['2026-06', '2026-07-05'],
    ['2026-07-05-2w', '2026-07-05'],
    ['2026-07-H1', '2026-07-19'],
    ['2026-W27', ''],
    ['2026-02-30', ''],
    ['letzte', ''],
  ])('%s is none; meant may be %s', async (typed, meant) => {
    const { code, err } = await run(['run', '--period', typed], { cwd: shop() })
    expect([code, err]).toEqual([2, expect.stringContaining(meant)])
  })

  test('a scheme of weeks does not work out a month, and a book of weeks goes on in weeks', async () => {
    const root = shop()
    await close(root, '2026-06-14')
    put(root, {
      'scheme.yaml': edited(
        SCHEME,
        ['every: week\n', ''],
        ['every: month, formula', 'formula'],
        ['    every: month\n', ''],
      ),
    })
    put(
      root,
      Object.fromEntries(
        ['roster', 'jobs', 'damage', 'month-jobs'].map(name => [
          `data/2026-07/${name}.csv`,
          readFileSync(join(root, `data/2026-07-05/${name}.csv`), 'utf8'),
        ]),
      ),
    )
    const { code, err } = await run(['run', '--period', '2026-07'], { cwd: root })
    expect([code, err]).toEqual([1, expect.stringContaining('every: week')])
  })

  test('what would come by the week in a scheme of months leads on', async () => {
    const root = tempFolder()
    put(root, {
      'scheme.yaml': edited(
        SCHEME,
        ['every: week\n', ''],
        ['every: month, formula', 'every: week, formula'],
        ['    every: month\n', '    every: two weeks\n'],
      ),
    })
    const { code, out } = await run(['check', '--period', '2026-07'], { cwd: root })
    expect(code).toBe(1)
    expect(out).toContain('`every: week` is no longer time than what this scheme pays at once')
    expect(out).toContain('`every: two weeks` is no longer')
    expect(out).toContain('week(date)')
  })
})

describe('the same time of last year', () => {
  const back = (name: string): number => monthsBack({ months: 'same month last year' }, name)
  const before = (name: string): string => periodsAway(name, -back(name))

  test.each([
    ['2026-07', '2025-07'],
    ['2026-02-H2', '2025-02-H2'],
    // June 2026 ends on a Tuesday, June 2025 on a Monday: the weeks to 5 July and to 6 July.
    ['2026-07-05', '2025-07-06'],
    // May 2026 ends on the Sunday itself, May 2025 on a Saturday.
    ['2026-05-31', '2025-06-01'],
    // August 2025 ends on the Sunday: 53 weeks before.
    ['2026-09-06', '2025-08-31'],
    // Within July: the week in which July 2025 ended, a Thursday.
    ['2026-07-19', '2025-08-03'],
    // 2026-06-28 and 26 × 14 days before is 2025-06-29; June 2025 goes on for a day.
    ['2026-07-12-2w', '2025-07-13-2w'],
  ])('of %s is %s, and not twelve before', (name, due) => {
    expect(before(name)).toBe(due)
  })

  test('a balance is looked for through five years of weeks', () => {
    const ever = { months: 'ever' } as const
    expect(['2026-07', '2026-07-H1', '2026-07-12-2w', '2026-07-05'].map(name => monthsBack(ever, name))).toEqual([
      60, 120, 130, 260,
    ])
  })
})

describe('what a week is called', () => {
  test('no sheet, statement, report, problem or line of the terminal calls a week a month', async () => {
    for (const [sheets, word] of [
      ['en', /\bmonths?\b/i],
      ['zh', /月/],
    ] as const) {
      const scheme = edited(SCHEME, ['sheets: en', `sheets: ${sheets}`], ['month jobs:', 'all jobs:'])
      const root = shop(scheme.replaceAll('sum(month jobs', 'sum(all jobs').replace('month bonus', 'all bonus'))
      await close(root, '2026-06-14', '2026-06-21')
      put(root, { 'data/2026-06-21/jobs.csv': edited(jobs('2026-06-21'), ['Ann,30', 'Ann,31']) })
      await ok(root, 'correct', '--period', '2026-06-21')
      put(root, {
        'data/2026-06-28/jobs.csv': `${jobs('2026-06-28')}J9,2026-06-20,Ann,7\nJ10,2026-06-30,Ann,7\nJ2026-06-14-0,2026-06-25,Ann,1\n`,
      })
      const told = await run(['check', '--period', '2026-06-28', '--lang', sheets], { cwd: root })
      put(root, { 'data/2026-06-28/jobs.csv': `${jobs('2026-06-28')}J10,2026-06-30,Ann,7\n` })
      const ran = await run(['run', '--period', '2026-06-28', '--lang', sheets], { cwd: root })
      const explained = await run(['explain', 'Ann', '--period', '2026-06-28', '--lang', sheets], { cwd: root })
      const compared = await run(['compare', '2026-06-21', '2026-06-28', '--lang', sheets], { cwd: root })
      const balance = await run(['book', 'balance', '--lang', sheets], { cwd: root })
      const page = (name: string): string => readFileSync(join(root, 'out/2026-06-28', name), 'utf8')
      const texts = {
        told: told.out,
        ran: `${ran.out}${ran.err}`,
        explained: explained.out,
        compared: compared.out,
        balance: balance.out,
        sheet: page('payroll.csv'),
        statements: page('statements.html').replace(/<style[\s\S]*?<\/style>|<[^>]*>/g, ' '),
        report: page('report.html').replace(/<style[\s\S]*?<\/style>|<[^>]*>/g, ' '),
      }
      for (const [name, text] of Object.entries(texts)) {
        expect([name, text.length > 0]).toEqual([name, true])
        // A scheme begins with a month.
        const found = text
          .replace(/every: month|month:|[A-Z]+_MONTH|\d+月\d+日|自 \d+年\d+月 起/g, '')
          .split('\n')
          .filter(line => word.test(line))
        expect({ sheets, name, found }).toEqual({ sheets, name, found: [] })
      }
      // Rows of other weeks are called by their weeks, not by the month.
      expect(texts.ran + told.out).toMatch(/2026-07-05/)
    }
  })

  test('a file called after an earlier week is refused, one called after its day of export is read', async () => {
    const root = shop()
    put(root, { 'data/2026-06-21/damage-2026-06-22.csv': DAMAGE })
    rmSync(join(root, 'data/2026-06-21/damage.csv'))
    expect((await ran(root, '2026-06-21')).problems.map(p => p.code)).not.toContain('FILE_OTHER_MONTH')
    rmSync(join(root, 'data/2026-06-21/damage-2026-06-22.csv'))
    put(root, { 'data/2026-06-21/damage-2026-06-14.csv': DAMAGE })
    const { problems } = await ran(root, '2026-06-21')
    expect(problems.map(p => p.code)).toContain('FILE_OTHER_MONTH')
  })
})

describe('two weeks and halves of months', () => {
  const TWO = edited(SCHEME, ['every: week\n', 'every: two weeks\ntwo weeks end on: 2026-01-11\n'])

  test('two weeks follow from the one that is known', async () => {
    const root = tempFolder()
    // 2026-01-11 and 14 × 12 days later: 2026-06-28; so 2026-06-15 to 2026-06-28
    const name = '2026-06-28-2w'
    put(root, {
      'scheme.yaml': TWO,
      [`data/${name}/roster.csv`]: ROSTER,
      [`data/${name}/damage.csv`]: DAMAGE,
      [`data/${name}/jobs.csv`]: `${jobs('2026-06-21')}${jobs('2026-06-28').split('\n').slice(1).join('\n')}`,
    })
    for (const typed of [name, '2026-06-28']) {
      const { people } = await ran(root, typed)
      // (30 + 45) × 20
      expect(people[0]!.gross).toBe('1500.00')
    }
    await close(root, name)
    expect(readdirSync(join(root, 'book'))).toContain(`000001-close-${name}.jsonl`)
    await ok(root, 'book', 'verify', '--replay')
    const other = await run(['run', '--period', '2026-06-21'], { cwd: root })
    expect([other.code, other.err]).toEqual([2, expect.stringContaining('2026-06-28-2w')])
  })

  test('halves of months', async () => {
    const root = tempFolder()
    put(root, {
      'scheme.yaml': edited(SCHEME, ['every: week\n', 'every: half-month\n']),
      'data/2026-06-H2/roster.csv': ROSTER,
      'data/2026-06-H2/damage.csv': DAMAGE,
      'data/2026-06-H2/month-jobs.csv': 'job,date,hours\nM1,2026-06-03,10\n',
      'data/2026-06-H2/jobs.csv': `${jobs('2026-06-28')}J9,2026-06-15,Ann,7\n`,
    })
    const { people } = await ran(root, '2026-06-H2')
    // 45 h; the 15th is of the first half. The month ends in it: 10 h.
    expect(people.map(p => p.gross)).toEqual(['900.00', '20.00'])
  })

  test.each([
    [edited(TWO, ['two weeks end on: 2026-01-11\n', '']), 'KEY_MISSING'],
    [edited(TWO, ['2026-01-11', '11 January']), 'SHAPE_WRONG'],
    [edited(TWO, ['2026-01-11', '2026-02-30']), 'SHAPE_WRONG'],
    [edited(TWO, ['every: two weeks', 'every: week']), 'SHAPE_WRONG'],
    [edited(TWO, ['every: two weeks', 'weeks end on: Monday\nevery: two weeks']), 'SHAPE_WRONG'],
    [edited(TWO, ['every: two weeks', 'every: fortnight']), 'SHAPE_WRONG'],
  ])('case %#', async (scheme, code) => {
    const root = tempFolder()
    put(root, { 'scheme.yaml': scheme })
    const { out } = await run(['check', '--json'], { cwd: root })
    const codes = out === '' ? [] : (JSON.parse(out) as Doc).problems.map(p => p.code)
    expect(codes).toContain(code)
  })
})
