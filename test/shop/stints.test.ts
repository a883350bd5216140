// Somebody with two positions or teams in a month, by dates in the roster: each part is paid by its own rules, and what counts once
// a month counts once. All amounts are worked out by hand beside them.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../../src/core/calendar.ts'
import { auditSheets } from '../../src/live/workbook.ts'
import { workOutShop } from '../../src/shop/shop-month.ts'
import { run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { put } from '../support/folders.ts'
import { MARKS, ORDERS, ROSTER, SCHEME, stintShop as shop } from '../support/stint-shop.ts'

interface Paid {
  people?: Person[]
  problems: { code: string; severity: string; at?: string; message: string }[]
}

async function paid(cwd: string): Promise<Paid> {
  const { out } = await run(['run', '--period', '2026-07', '--json'], { cwd })
  expect(out).not.toBe('')
  return JSON.parse(out) as Paid
}

/** Lines, then gross, withheld, deducted, net. */
async function amounts(cwd: string, id: string): Promise<Record<string, string>> {
  const { people = [], problems } = await paid(cwd)
  const person = people.find(p => p.id === id)
  if (!person) return { problems: problems.map(p => p.code).join(' ') }
  const { lines, reserves, gross, deducted, net } = person
  return {
    ...Object.fromEntries(lines.map(l => [l.name, l.amount])),
    ...Object.fromEntries(reserves.map(r => [r.name, r.withheld])),
    ...{ gross, deducted, net },
  }
}

interface Person {
  id: string
  position: string
  gross: string
  net: string
  deducted: string
  scores: Record<string, string>
  lines: { name: string; amount: string }[]
  reserves: { name: string; withheld: string }[]
}

/** Errors, as `code place message`. */
async function refused(cwd: string, period = '2026-07'): Promise<string[]> {
  const { out } = await run(['check', '--period', period, '--json'], { cwd })
  const { problems } = JSON.parse(out) as Paid
  return problems
    .filter(p => p.severity === 'error')
    .map(({ code, at = '', message }) => `${code} ${at.split('/').at(-1)} ${message}`)
}

async function done(cwd: string, ...args: readonly string[]): Promise<string> {
  const ran = await run(args, { cwd })
  expect(`${ran.code} ${ran.err}`).toMatch(/^0 /)
  return ran.out
}

describe('a fitter who becomes an advisor on the 16th', () => {
  // piece 1,500 × 10%; the pool of north is 2,200 × 10% = 220, by 15 and 31 days: 220 × 15 ÷ 46 = 71.739…; sales 2,000 × 2%;
  // wage 3,100 × 15 ÷ 31 + 6,200 × 16 ÷ 31 = 1,500 + 3,200; held (150 + 71.74) × 10% + 40 × 10% = 22.17 + 4.00.
  // Once: 2,000 and 10 are due, at most 20% × 4,961.74 = 992.35. Net 4,961.74 − 26.17 − 992.35.
  test('each part is paid by its own rules, and what counts once counts once', async () => {
    const cwd = shop()
    expect(await amounts(cwd, '01')).toEqual({
      ...{ piece: '150.00', 'team share': '71.74', sales: '40.00', wage: '4700.00', held: '26.17' },
      ...{ gross: '4961.74', deducted: '992.35', net: '3943.22' },
    })
    // 220 − 71.74; (70 + 148.26) × 10% is held, and 10 due.
    expect(await amounts(cwd, '02')).toEqual({
      ...{ piece: '70.00', 'team share': '148.26', wage: '3100.00', held: '21.83' },
      ...{ gross: '3318.26', deducted: '10.00', net: '3286.43' },
    })
  })

  test.each([
    // 3,100 and 6,200 are what a month has: whole in each part, 9,300 together.
    ['base', '3100.00 (fitter 2026-07-01 – 2026-07-15); 6200.00 (advisor 2026-07-16 – 2026-07-31)'],
    ['100元', '100.00 (fitter 2026-07-01 – 2026-07-15); 100.00 (advisor 2026-07-16 – 2026-07-31)'],
    // 1% of all 4,200 of labour, and 10% of what Ann and Bob have of piece: 150 + 70
    ['sum(orders.labour) × 1%', '42.00 (fitter 2026-07-01 – 2026-07-15); 42.00 (advisor 2026-07-16 – 2026-07-31)'],
    ['sum(people.piece) × 10%', '22.00 (fitter 2026-07-01 – 2026-07-15); 22.00 (advisor 2026-07-16 – 2026-07-31)'],
    // The least of a month, of what is 15.00 and 20.00
    ['max(hours × 1%, 50元)', '50.00 (fitter 2026-07-01 – 2026-07-15); 50.00 (advisor 2026-07-16 – 2026-07-31)'],
    // 1,000 − 150 − 71.74 and 1,000 − 40, where the month has 1,000 − 261.74
    [
      'max(1000元 − lines above, 0)',
      '778.26 (fitter 2026-07-01 – 2026-07-15); 960.00 (advisor 2026-07-16 – 2026-07-31)',
    ],
    // 10 for each of 1,500 and 2,000, and 100 twice
    ['hours × 1% + 100元', '115.00 (fitter 2026-07-01 – 2026-07-15); 120.00 (advisor 2026-07-16 – 2026-07-31)'],
    // A guarantee that only one part needs is a month's all the same; one that none needs is not told.
    ['max(40元 − lines above, 0)', undefined],
    ['max(250元 − lines above, 0)', '28.26 (fitter 2026-07-01 – 2026-07-15); 210.00 (advisor 2026-07-16 – 2026-07-31)'],
    ['max(100元 − lines above, 0)', '0.00 (fitter 2026-07-01 – 2026-07-15); 60.00 (advisor 2026-07-16 – 2026-07-31)'],
    // 15 and 16 of 31 days; a part alone; rows of the part.
    ['max(1000元 × days of stint ÷ month days − lines above, 0)', undefined],
    ['if hours > 1000元 then 100元 else 0元', undefined],
    ['base × days of stint ÷ month days', undefined],
    ['if to is blank then 100元 else 0元', undefined],
    ['hours × 1%', undefined],
    ['share(300元 by days of stint where team = "north")', undefined],
  ])('a line that is of a whole month in each part is told: %s', async (wage, told) => {
    const scheme = edited(SCHEME, ['wage: base × days of stint ÷ month days', `wage: ${wage}`])
    const { problems } = await paid(shop({ 'scheme.yaml': scheme }))
    const found = problems.filter(p => p.code === 'STINT_TWICE')
    expect(found.map(p => `${p.severity} ${p.message}`)).toEqual(
      told === undefined
        ? []
        : [`warning “wage” is worked out for a whole month in each part of the month of Ann (01): ${told}`],
    )
  })

  test('an order is said to go into the lines of the part in which it lies', async () => {
    const cwd = shop()
    const into = async (order: string): Promise<string[]> => {
      const out = await done(cwd, 'explain', 'order', order, '--lang', 'en')
      return [...out.matchAll(/→ (.*)/g)].map(m => m[1]!)
    }
    expect(await into('W2')).toContain('piece · Ann (01)')
    expect(await into('W3')).toContain('sales · Ann (01)')
  })

  test('one row for the bank and the sheets, with both positions; scores of each part', async () => {
    const cwd = shop()
    await done(cwd, 'run', '--period', '2026-07')
    const rows = readFileSync(join(cwd, 'out/2026-07/payroll.csv'), 'utf8').split(/\r?\n/)
    expect(rows.filter(row => row.startsWith('01,'))).toHaveLength(1)
    expect(rows[1]).toContain('01,Ann,north → front,fitter → advisor,2026-07,90,fitter 1500.00; advisor 2000.00,')
    const statement = readFileSync(join(cwd, 'out/2026-07/statements.html'), 'utf8')
    expect(statement).toContain('wage (fitter 2026-07-01 – 2026-07-15) + wage (advisor 2026-07-16 – 2026-07-31)')
    expect(statement).toContain('3,100.00 × 15 ÷ 31')
    expect(statement).toContain('6,200.00 × 16 ÷ 31')
  })

  test('explain shows the rows and figures of each part', async () => {
    const cwd = shop()
    const wage = await done(cwd, 'explain', '01', 'wage', '--period', '2026-07')
    expect(wage).toContain('= 1,500.00 + 3,200.00')
    expect(wage).toContain('[Ann (01), advisor 2026-07-16 – 2026-07-31]  data/2026-07/roster.csv:3:5')
    const piece = await done(cwd, 'explain', '01', 'piece', '--period', '2026-07')
    expect(piece).toContain('W2')
    expect(piece).not.toContain('W3')
    const net = await done(cwd, 'explain', '01', 'net', '--period', '2026-07')
    expect(net).toContain('= 4,961.74 − 26.17 − 992.35')
    const work = await done(cwd, 'explain', '01', 'work', '--period', '2026-07')
    expect(work).toContain('work = 2,000.00  [Ann (01), advisor 2026-07-16 – 2026-07-31]')
  })

  test('sealed, replayed, corrected and read by the month after', async () => {
    const cwd = shop({
      'data/2026-08/roster.csv': 'id,name,position,team,base,since,to\n01,Ann,advisor,front,6200,2026-07-16,\n',
      'data/2026-08/orders.csv': 'order,day,who,team,labour\nW9,2026-08-03,Ann,front,500\n',
      'data/2026-08/marks.csv': 'who,mark,damage\nAnn,70,\n',
    })
    await done(cwd, 'run', '--period', '2026-07')
    await done(cwd, 'close', '--period', '2026-07')
    await done(cwd, 'book', 'verify', '--replay')
    // The order of the advisor was 2,600: 600 × 2% more sales, of which a tenth is held; 20% of 12.00 more can be deducted.
    put(cwd, { 'data/2026-07/orders.csv': edited(ORDERS, ['front,2000', 'front,2600']) })
    const out = await done(cwd, 'correct', '--period', '2026-07', '--json')
    const { people } = JSON.parse(out) as { people: { corrections: { name: string; amount: string }[] }[] }
    expect(people.flatMap(p => p.corrections).map(c => `${c.name} ${c.amount}`)).toEqual(
      expect.arrayContaining([expect.stringMatching(/sales 12\.00/), expect.stringMatching(/held -1\.20/)]),
    )
    await done(cwd, 'run', '--period', '2026-08')
    await done(cwd, 'close', '--period', '2026-08')
    await done(cwd, 'book', 'verify', '--replay')
    // 26.17 + 1.20 of July, and 500 × 2% × 10% of August: one account.
    const balance = JSON.parse(await done(cwd, 'book', 'balance', '--person', '01', '--json')) as {
      reserves: { person: string; origin: string; closing: string }[]
    }
    expect(balance.reserves.map(l => `${l.origin} ${l.closing}`)).toEqual(['2026-07 27.37', '2026-08 1.00'])
  })

  test('the audit workbook holds values and says so', async () => {
    const cwd = shop()
    const { month } = await workOutShop(cwd, parsePeriod('2026-07')!)
    const [sheet, ...more] = auditSheets(month!)
    const cells = [...sheet!.rows].flat()
    expect(more).toEqual([])
    expect(cells.some(cell => cell?.formula !== undefined)).toBe(false)
    expect(cells.some(cell => String(cell?.value).startsWith('Values only'))).toBe(true)
    expect(cells.some(cell => String(cell?.value) === '3943.22')).toBe(true)
  })
})

describe('a change of team', () => {
  const TEAMS = `id,name,position,team,base,since,to
01,Ann,fitter,north,3100,,2026-07-15
01,Ann,fitter,south,3100,2026-07-16,
02,Bob,fitter,north,3100,,
03,Cid,fitter,south,3100,,
`
  const OF_TEAMS = `order,day,who,team,labour
W1,2026-07-03,Ann,north,1000
W2,2026-07-16,Ann,south,3000
W3,2026-07-20,Bob,north,1300
W4,2026-07-21,Cid,south,1700
`
  const files = {
    'data/2026-07/roster.csv': TEAMS,
    'data/2026-07/orders.csv': OF_TEAMS,
    'data/2026-07/marks.csv': `${MARKS}Cid,70,\n`,
  }

  // North has 2,300 × 10% = 230: by 15 and 31 days 75 and 155. South 4,700 × 10% = 470: by 16 and 31 days 160 and 310.
  test('each pool counts the people by their days in the team', async () => {
    const cwd = shop(files)
    const share = async (id: string): Promise<string | undefined> => (await amounts(cwd, id))['team share']
    expect([await share('01'), await share('02'), await share('03')]).toEqual(['235.00', '155.00', '310.00'])
    // 4,000 × 10%: both parts have the same position, and one line.
    expect((await amounts(cwd, '01')).piece).toBe('400.00')
  })

  test('a pool of the team by a weight of 1 counts them in both teams', async () => {
    const scheme = edited(SCHEME, ['by days of stint where', 'by 1 where'])
    const cwd = shop({ ...files, 'scheme.yaml': scheme })
    // 230 ÷ 2 + 470 ÷ 2
    expect((await amounts(cwd, '01'))['team share']).toBe('350.00')
  })

  test('a row of a shared order goes to the part of its day', async () => {
    const scheme = edited(SCHEME, ['who: person, team', 'who: { type: person, shared: equally }, team'])
    const cwd = shop({
      ...files,
      'scheme.yaml': scheme,
      'data/2026-07/orders.csv': edited(OF_TEAMS, ['03,Ann,north', '03,Ann/Bob,north']),
    })
    // Ann (1,000 ÷ 2 + 3,000) × 10%, Bob (500 + 1,300) × 10%
    expect((await amounts(cwd, '01')).piece).toBe('350.00')
    expect((await amounts(cwd, '02')).piece).toBe('180.00')
  })

  test('a pool of the whole shop by 1 would count her twice', async () => {
    const pool = edited(
      SCHEME,
      ['sum(orders.labour by team) × 10%', 'sum(orders.labour) × 10%'],
      ['by days of stint where', 'by 1 where'],
    )
    expect(await refused(shop({ ...files, 'scheme.yaml': pool }))).toEqual([
      expect.stringMatching(/^STINT_WHOLE .*Ann \(01\).*would count twice among the others/),
    ])
    // By days it does not: 7,000 × 10% = 700, by 15 + 16, 31 and 31 days; 112.903… + 120.430…, 233.333… twice.
    const days = edited(pool, ['by 1 where', 'by days of stint where'])
    expect((await amounts(shop({ ...files, 'scheme.yaml': days }), '01'))['team share']).toBe('233.33')
  })
})

describe('somebody who leaves and comes back', () => {
  const BACK = `id,name,position,team,base,since,to
01,Ann,fitter,north,3100,,2026-07-10
01,Ann,fitter,north,3100,2026-07-21,
02,Bob,fitter,north,3100,,
`
  const WORK = edited(ORDERS, ['2026-07-15', '2026-07-10'], ['2026-07-16,Ann,front', '2026-07-21,Ann,north'])
  const files = { 'data/2026-07/roster.csv': BACK, 'data/2026-07/orders.csv': WORK }

  test('the days between are told and not paid', async () => {
    const cwd = shop(files)
    // 10 + 11 of 31 days; the pool 4,200 × 10% = 420 by 10, 11 and 31 of 52 days: 80.769…, 88.846…, 250.384….
    expect(await amounts(cwd, '01')).toMatchObject({ wage: '2100.00', 'team share': '169.62', piece: '350.00' })
    const { problems } = await paid(cwd)
    expect(problems.map(p => `${p.code} ${p.message}`)).toContain(
      'STINT_GAP Ann (01) has no row in the roster for 2026-07-11 – 2026-07-20',
    )
  })

  test('people are counted once', async () => {
    const scheme = edited(SCHEME, ['wage: base × days of stint ÷ month days', 'wage: count(people) × 1元'])
    // Two people: 2.00 for each of her two parts.
    expect((await amounts(shop({ ...files, 'scheme.yaml': scheme }), '01')).wage).toBe('4.00')
  })

  test('a row of the days between is refused, with what the roster says', async () => {
    const late = edited(WORK, ['2026-07-10', '2026-07-12'])
    expect(await refused(shop({ ...files, 'data/2026-07/orders.csv': late }))).toEqual([
      'STINT_NONE orders.csv:3:3 a row of 2026-07-12 in “orders” is of Ann (01), who has no row in the roster on that day: fitter … – 2026-07-10; fitter 2026-07-21 – …',
    ])
  })
})

describe('a table with a row a person', () => {
  const ONE = edited(SCHEME, ['    stints: each\n', ''])

  test('that does not say to which part its row belongs is refused, with both ways out', async () => {
    const cwd = shop({ 'scheme.yaml': ONE })
    expect(await refused(cwd)).toEqual([
      'STINT_UNSAID marks.csv:2:1 “marks” does not say to which part of the month of Ann (01) its row belongs: fitter 2020-01-01 – 2026-07-15; advisor 2026-07-16 – …',
    ])
    const { out } = await run(['check', '--period', '2026-07', '--lang', 'en'], { cwd })
    expect(out.replace(/\s+/g, ' ')).toContain('or say `stints: each` in the scheme')
  })

  test('with a column of positions each part has its own row; what counts once can not read it', async () => {
    const scheme = edited(
      ONE,
      ['columns: { who: person, mark', 'columns: { who: person, job: position, mark'],
      ['forfeited at once: mark < 60', 'forfeited at once: hours < 0'],
    )
    const marks = 'who,job,mark,damage\nAnn,fitter,90,\nAnn,advisor,50,\nBob,fitter,80,\n'
    const own = edited(
      scheme,
      ['    repair: damage\n', ''],
      ['wage: base × days of stint', 'wage: mark × 1元 × days of stint'],
    )
    const cwd = shop({ 'scheme.yaml': own, 'data/2026-07/marks.csv': marks })
    // (90 × 15 + 50 × 16) ÷ 31 = 43.548… + 25.806…, each rounded.
    expect((await amounts(cwd, '01')).wage).toBe('69.36')
    const both = shop({ 'scheme.yaml': scheme, 'data/2026-07/marks.csv': marks })
    expect(await refused(both)).toEqual([
      'STINT_DIFFERS roster.csv:2:1 “damage” is due once for Ann (01), but each part of the month has its own: 2026-07-01 – 2026-07-15; 2026-07-16 – 2026-07-31',
    ])
    const missing = shop({ 'scheme.yaml': own, 'data/2026-07/marks.csv': edited(marks, ['Ann,advisor,50,\n', '']) })
    expect(await refused(missing)).toEqual([expect.stringMatching(/^ROW_MISSING .*Ann \(01\), advisor 2026-07-16/)])
  })
})

describe('what can not be taken for parts of one month', () => {
  const line = (text: string): Record<string, string> => ({
    'data/2026-07/roster.csv': edited(ROSTER, ['01,Ann,advisor,front,6200,2026-07-16,', text]),
  })
  test.each([
    ['days of both', line('01,Ann,advisor,front,6200,2026-07-15,'), ['SPANS_OVERLAP roster.csv:3:6']],
    [
      'an end before the beginning',
      line('01,Ann,advisor,front,6200,2026-07-16,2026-07-01'),
      ['SPAN_REVERSED roster.csv:3:7'],
    ],
    ['no dates', line('01,Ann,advisor,front,6200,,'), ['PERSON_REPEATED roster.csv:3:1']],
    [
      'another name',
      line('01,Eve,advisor,front,6200,2026-07-16,'),
      ['ROW_MISSING marks.csv', 'PERSON_REPEATED roster.csv:3:1'],
    ],
    [
      'a row before somebody is there at all',
      {
        'data/2026-07/roster.csv': edited(ROSTER, [
          '02,Bob,fitter,north,3100,,',
          '02,Bob,fitter,north,3100,2026-07-21,',
        ]),
      },
      ['STINT_NONE orders.csv:5:3'],
    ],
    [
      'a table of many rows without dates',
      { 'scheme.yaml': edited(SCHEME, ['    month: day\n', '']) },
      ['STINT_UNSAID orders.csv:2:3'],
    ],
    [
      'a deduction for one position only',
      { 'scheme.yaml': edited(SCHEME, ['    fund: 10元', '    fund: { for: fitter, formula: 10元 }']) },
      ['STINT_DIFFERS '],
    ],
    [
      'a deduction by the roster',
      { 'scheme.yaml': edited(SCHEME, ['    fund: 10元', '    fund: base × 1%']) },
      ['STINT_DIFFERS roster.csv:2:1'],
    ],
    [
      'a line that reads earlier months',
      { 'scheme.yaml': edited(SCHEME, ['piece: hours × 10%', 'piece: (hours + earlier sum(hours, 1)) × 10%']) },
      ['STINT_WHOLE '],
    ],
    [
      'a score that later months read',
      {
        'scheme.yaml': edited(SCHEME, [
          '    repair: damage\n',
          '    repair: "if earlier(work, 1) is blank then damage else 0"\n',
        ]),
      },
      ['STINT_DIFFERS '],
    ],
    [
      'a rank in a deduction, and among both',
      { 'scheme.yaml': edited(SCHEME, ['    fund: 10元', '    fund: rank(hours) × 10元']) },
      ['STINT_WHOLE ', 'STINT_WHOLE '],
    ],
    [
      'a rank among both',
      { 'scheme.yaml': edited(SCHEME, ['sales: hours × 2%', 'sales: rank(hours) × 1元']) },
      ['STINT_WHOLE '],
    ],
    [
      'an average of both',
      { 'scheme.yaml': edited(SCHEME, ['sales: hours × 2%', 'sales: average(people.mark) × 1元']) },
      ['STINT_WHOLE '],
    ],
    [
      'what a sheet comes to that is of both',
      {
        'scheme.yaml': edited(SCHEME, [
          '      sales: hours × 2%',
          '      sales: sum(people.net where position = "fitter") × 2%',
        ]),
      },
      ['STINT_WHOLE '],
    ],
    [
      'a line that is owed back in one of them only',
      {
        'scheme.yaml': edited(SCHEME, [
          'reserves:\n',
          `  - for: fitter
    lines: { draw: { formula: 100元, recovered: 50元 } }
  - for: advisor
    lines: { draw: 100元 }
reserves:
`,
        ]),
      },
      ['STINT_DIFFERS '],
    ],
  ])('%s', async (_, files, expected) => {
    const all = await refused(shop(files as Record<string, string>))
    expect(all.map(text => expected.find(start => text.startsWith(start)) ?? text)).toEqual(expected)
  })

  test('a row of another month is passed over and told', async () => {
    const cwd = shop({ 'data/2026-07/roster.csv': `${ROSTER}01,Ann,head,front,9999,2026-09-01,\n` })
    const { problems } = await paid(cwd)
    expect(problems.map(p => p.code)).toEqual(['STINT_OTHER_MONTH'])
    expect((await amounts(cwd, '01')).net).toBe('3943.22')
  })

  test('without last days a row holds until the next begins', async () => {
    const scheme = edited(SCHEME, ['  until: to\n', ''], ['    to: { type: date, blank: none }\n', ''])
    const [head, first, ...rest] = ROSTER.split('\n')
    const without = (text: string): string => text.replace(/,[^,]*$/, '')
    const from = (text: string): string => [head!, text, ...rest.filter(row => row !== '')].map(without).join('\n')
    const both = shop()
    const begun = shop({ 'scheme.yaml': scheme, 'data/2026-07/roster.csv': from(first!) })
    const open = shop({
      'scheme.yaml': scheme,
      'data/2026-07/roster.csv': from(edited(first!, ['2020-01-01', ''])),
    })
    // Ann's fifteen days as a fitter end on the 15th, since the advisor's begin on the 16th.
    for (const cwd of [begun, open]) expect(await amounts(cwd, '01')).toEqual(await amounts(both, '01'))
    const same = edited(from(first!), ['2020-01-01', '2026-07-16'])
    expect(await refused(shop({ 'scheme.yaml': scheme, 'data/2026-07/roster.csv': same }))).toEqual([
      expect.stringMatching(/^PERSON_REPEATED roster.csv:3:1/),
    ])
  })

  test('the columns of the dates must be there, and be dates', async () => {
    expect(await refused(shop({ 'scheme.yaml': edited(SCHEME, ['  from: since\n', '']) }))).toContainEqual(
      expect.stringMatching(/^KEY_MISSING scheme.yaml:3:1 “from” is missing in people/),
    )
    expect(await refused(shop({ 'scheme.yaml': edited(SCHEME, ['  until: to\n', '  until: base\n']) }))).toEqual([
      expect.stringMatching(/^SHAPE_WRONG scheme.yaml:6:10/),
    ])
    expect(
      await refused(
        shop({ 'scheme.yaml': edited(SCHEME, ['    month: day\n', '    month: day\n    stints: each\n']) }),
      ),
    ).toEqual([expect.stringMatching(/^KEY_UNKNOWN/)])
  })
})

test('a scheme that names no dates takes two rows of one number for a mistake, as ever', async () => {
  const plain = edited(
    SCHEME,
    ['  from: since\n  until: to\n', ''],
    ['base × days of stint ÷ month days', 'base'],
    ['by days of stint where', 'by 1 where'],
    ['  month days: end of period − start of period + 1\n', ''],
    ['    stints: each\n', ''],
  )
  const found = await refused(shop({ 'scheme.yaml': plain }))
  expect(found.at(-1)).toMatch(/^PERSON_REPEATED roster.csv:3:1/)
  expect(found.some(text => text.includes('STINT'))).toBe(false)
})

test('a release in a month with two positions asks which holds, and takes what is said', async () => {
  const release =
    'release:\n      every: quarter\n      ratio: { choose by: position, fitter: 90%, advisor: 80% }\n    '
  const cwd = shop({
    'scheme.yaml': edited(SCHEME, ['forfeited at once: mark < 60', `${release}forfeited at once: mark < 60`]),
    'data/2026-08/roster.csv': edited(ROSTER, ['2026-07-15', '2026-08-15'], ['2026-07-16', '2026-08-16']),
  })
  for (const command of ['run', 'close'])
    expect(await run([command, '--period', '2026-07'], { cwd })).toMatchObject({ code: 0 })
  const held = ['release', 'held', '--period', '2026-Q3', '--payout', '2026-08', '--partial']
  const { code, err } = await run(held, { cwd })
  expect({ code, err: err.replace(/\s+/g, ' ') }).toMatchObject({
    code: 1,
    err: expect.stringContaining('“position” is due once for Ann (01)') as string,
  })
  expect(err.replace(/\s+/g, ' ')).toContain('--person 01 --set "ratio=…"')
  // Ann's commission: 1500 × 10% = 150.00; 220 × 15 of 46 days = 71.74; 2000 × 2% = 40.00. Held: 22.17 + 4.00, of which 80%.
  const ann = await run([...held, '--person', '01', '--set', 'ratio=80%', '--close'], { cwd })
  expect(ann.out).toMatch(/01 +Ann +26\.17 +20\.94/)
  // Bob's: 700 × 10% = 70.00 and 148.26, held 21.83, of which 90% are 19.647.
  expect((await run([...held, '--close'], { cwd })).out).toMatch(/02 +Bob +21\.83 +19\.65/)
})
