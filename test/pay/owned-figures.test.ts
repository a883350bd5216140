// Rows know whom they belong to: figures of the person or team that a row names, in sums, conditions, columns worked out and
// rules. The arithmetic is worked out by hand beside each case.

import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../../src/core/calendar.ts'
import { amountText } from '../../src/core/money.ts'
import { placeText } from '../../src/core/place.ts'
import { explained } from '../../src/explain/month.ts'
import { auditLines } from '../../src/reports/audit.ts'
import { loadScheme } from '../../src/scheme/load.ts'
import { workOutMonth } from '../../src/shop/month.ts'
import { edited } from '../support/edited.ts'
import { put, tempFolder } from '../support/folders.ts'

const JULY = parsePeriod('2026-07')!

const SCHEME = `scheme: Workshop
from: 2026-01
people:
  file: roster*
  columns:
    id: id
    name: name
    position: position
    team: group
    rate: { type: money, blank: none }
    skills: { type: list, blank: none }
  paid: yes
tables:
  jobs:
    file: jobs*
    columns:
      job: id
      who: person
      mech: { type: person, blank: none }
      team: { type: team, blank: none }
      model: text
      hours: number
  teams:
    file: teams*
    one row per: team
    columns: { team: team, bonus: money }
values:
  own: sum(jobs.hours × rate by who)
pay:
  - for: everyone
    lines:
      wage: own
`
const ROSTER = `id,name,position,team,rate,skills
01,Ann,fitter,north,20,a|b
02,Bob,fitter,south,30,b
03,Cy,fitter,south,12.5,
`
const JOBS = `job,who,mech,team,model,hours
J1,Ann,Bob,north,a,2
J2,Bob,Ann,south,b,1.5
J3,Ann,Ann,north,b,1
J4,Cy,Bob,south,a,4
`
const TEAMS = 'team,bonus\nnorth,5\nsouth,7\n'

async function outcome(scheme: string, { roster = ROSTER, jobs = JOBS }: { roster?: string; jobs?: string } = {}) {
  const root = tempFolder()
  put(root, {
    'scheme.yaml': scheme,
    'data/2026-07/roster.csv': roster.replaceAll('|', '、'),
    'data/2026-07/jobs.csv': jobs,
    'data/2026-07/teams.csv': TEAMS,
  })
  const loaded = loadScheme(scheme, 'scheme.yaml', JULY)
  return workOutMonth({ scheme: loaded, files: { root }, period: JULY }, { keepRows: true })
}

/** What each is paid, or the errors with their places. */
async function paid(scheme: string, files: Parameters<typeof outcome>[1] = {}): Promise<string[]> {
  const { month, problems } = await outcome(scheme, files)
  if (month) return month.result.people.map(p => amountText(p.gross))
  return problems.filter(p => p.severity === 'error').map(p => `${p.code} ${placeText(p.at!)}`)
}

const withOwn = (formula: string, ...more: [string, string][]): string =>
  edited(SCHEME, ['own: sum(jobs.hours × rate by who)', `own: ${formula}`], ...more)

describe('a figure of whom the row is counted for', () => {
  test('stands there by its bare name', async () => {
    // Ann (2 + 1) × 20, Bob 1.5 × 30, Cy 4 × 12.5
    expect(await paid(SCHEME)).toEqual(['60.00', '45.00', '50.00'])
  })

  test.each(['who.rate', 'people.rate', 'who.people.rate', 'jobs.who.rate'])('may be called %s', async name => {
    expect(await paid(withOwn(`sum(jobs.hours × ${name} by who)`))).toEqual(['60.00', '45.00', '50.00'])
  })

  test('may be that of the person’s team', async () => {
    // Ann 3 × 5, Bob 1.5 × 7, Cy 4 × 7
    expect(await paid(withOwn('sum(jobs.hours × bonus by who)'))).toEqual(['15.00', '10.50', '28.00'])
  })

  test('is none where a table has a column of its own name', async () => {
    // Ann 2 + 1, Bob 1.5, Cy 4, × 10
    const own = withOwn('sum(hours.hours by who) × 10元', ['  jobs:\n    file: jobs*', '  hours:\n    file: jobs*'])
    expect(await paid(own)).toEqual(['30.00', '15.00', '40.00'])
  })

  test('is the team’s where rows are counted by team', async () => {
    // north (2 + 1) × 5, south (1.5 + 4) × 7
    expect(await paid(withOwn('sum(jobs.hours × bonus by team)'))).toEqual(['15.00', '38.50', '38.50'])
  })
})

describe('a figure of somebody else whom the row names', () => {
  test('is asked for by the column', async () => {
    // Ann 2 × 30 (Bob) + 1 × 20 (herself), Bob 1.5 × 20 (Ann), Cy 4 × 30 (Bob)
    expect(await paid(withOwn('sum(jobs.hours × mech.rate by who)'))).toEqual(['80.00', '30.00', '120.00'])
  })

  test('may be a list that a row’s text is looked for in', async () => {
    // J1 a: Bob has b only; J2 b: Ann has it; J3 b: Ann has it; J4 a: Bob has not
    expect(await paid(withOwn('count(jobs by who where mech.skills has model) × 1元'))).toEqual([
      '1.00',
      '1.00',
      '0.00',
    ])
  })

  test('may say by whom rows are counted', async () => {
    // North is Ann (3 hours, J1 and J3), south are Bob and Cy (5.5).
    expect(await paid(withOwn('sum(jobs.hours by who.team) × 1元'))).toEqual(['3.00', '5.50', '5.50'])
  })

  test('stands in a column worked out row by row and in a rule', async () => {
    const scheme = withOwn('sum(jobs.cost by who)', [
      '  teams:\n',
      '    work out: { cost: hours × mech.rate }\n    rules: { cheap: { must: cost ≤ 4 × mech.rate } }\n  teams:\n',
    ])
    expect(await paid(scheme)).toEqual(['80.00', '30.00', '120.00'])
    expect(await paid(edited(scheme, ['≤ 4 ×', '< 4 ×']))).toEqual(['ROW_RULE_BROKEN data/2026-07/jobs.csv:5:6'])
  })

  test('may say which rows count for nothing', async () => {
    const scheme = edited(SCHEME, [
      '    file: jobs*\n',
      '    file: jobs*\n    leave out: mech.position ≠ who.position or mech.rate > 25元\n',
    ])
    // Bob’s jobs J1 and J4 are out: Ann 1 × 20, Bob 1.5 × 30
    expect(await paid(scheme)).toEqual(['20.00', '45.00', '0.00'])
  })
})

test('a figure that rows are added up for first is known when others read it', async () => {
  const scheme = withOwn('sum(jobs.hours × mech.level by who)', [
    'values:\n',
    'values:\n  hours worked: sum(jobs.hours by who)\n  level: { formula: hours worked × people.rate ÷ 10 }\n',
  ])
  // Levels: Ann 3 × 2 = 6, Bob 1.5 × 3 = 4.5, Cy 4 × 1.25 = 5
  // Ann 2 × 4.5 + 1 × 6 = 15, Bob 1.5 × 6 = 9, Cy 4 × 4.5 = 18
  expect(await paid(scheme)).toEqual(['15.00', '9.00', '18.00'])
})

test('the pay of somebody may be read by the rows of others', async () => {
  const scheme = edited(SCHEME, [
    '  - for: everyone\n    lines:\n      wage: own\n',
    '  - for: everyone\n    commission:\n      wage: own\n    lines:\n      lead: sum(jobs.hours × mech.wage by who) × 1%\n',
  ])
  // Ann (2 × 45 + 1 × 60) × 1% = 1.5, Bob 1.5 × 60 × 1% = 0.9, Cy 4 × 45 × 1% = 1.8
  expect(await paid(scheme)).toEqual(['61.50', '45.90', '51.80'])
})

describe('what is not there', () => {
  test('a row that names nobody has no figure of anybody', async () => {
    const jobs = edited(JOBS, ['J1,Ann,Bob,', 'J1,Ann,,'])
    expect(await paid(withOwn('sum(jobs.hours × mech.rate by who)'), { jobs })).toEqual([
      'OWNED_BLANK data/2026-07/jobs.csv:2:3',
    ])
    // Said what holds then: Ann 2 × 1 + 1 × 20
    const said = withOwn('sum(jobs.hours × (if mech is blank then 1元 else mech.rate) by who)')
    expect(await paid(said, { jobs })).toEqual(['22.00', '30.00', '120.00'])
  })

  test('a row that is counted for nobody needs none', async () => {
    const jobs = edited(JOBS, ['J1,Ann,Bob,', 'J1,Ann,,'])
    // Bob has J4 (4), Ann J2 and J3 (2.5)
    expect(await paid(withOwn('sum(jobs.hours by mech where rate > 1元) × 1元'), { jobs })).toEqual([
      '2.50',
      '4.00',
      '0.00',
    ])
  })

  test('whoever has none is named with the row', async () => {
    const roster = edited(ROSTER, ['Bob,fitter,south,30', 'Bob,fitter,south,'])
    const { problems } = await outcome(withOwn('sum(jobs.hours × mech.rate by who)'), { roster })
    expect(problems.filter(p => p.severity === 'error')).toMatchObject([
      { code: 'OWNED_BLANK', facts: { figure: 'mech.rate', column: 'mech', found: 'Bob (02)', rows: 2 } },
    ])
  })
})

describe('rows that several people share', () => {
  const shared = (formula: string): string =>
    edited(withOwn(formula), [
      '      mech: { type: person, blank: none }',
      '      mech: { type: person, shared: equally }',
    ])
  const jobs = edited(JOBS, ['J1,Ann,Bob,', 'J1,Ann,Ann/Bob,'])

  test('give each the part with the own figure', async () => {
    // J1 2 hours: Ann 1 × 20, Bob 1 × 30; Ann J2, J3 2.5 × 20; Bob J4 4 × 30
    expect(await paid(shared('sum(jobs.hours × rate by mech)'), { jobs })).toEqual(['70.00', '150.00', '0.00'])
  })

  test('are counted for those who fit', async () => {
    // Skill of the job: J1 a: Ann only (1 hour of 2); J2, J3 b: Ann; J4 a: not Bob
    const formula = 'sum(jobs.hours by mech where mech.skills has model) × 1元'
    expect(await paid(shared(formula), { jobs })).toEqual(['3.50', '0.00', '0.00'])
    expect(await paid(shared('count(jobs by mech where rate > 25元) × 1元'), { jobs })).toEqual([
      '0.00',
      '2.00',
      '0.00',
    ])
  })

  test('have elsewhere no one person', () => {
    const { problems } = loadScheme(shared('sum(jobs.hours × mech.rate by who)'), 'scheme.yaml', JULY)
    expect(problems.filter(p => p.severity === 'error').map(p => p.code)).toEqual(['COLUMN_SHARED'])
  })
})

test.each([
  ['sum(jobs.hours × own by who)', 'own → own'],
  ['sum(jobs.hours × mech.wage by who)', 'wage → own → wage'],
])('%s leads back to itself', (formula, names) => {
  const { problems } = loadScheme(withOwn(formula), 'scheme.yaml', JULY)
  expect(problems.filter(p => p.severity === 'error')).toMatchObject([{ code: 'CYCLE', facts: { names } }])
})

test('somebody with two positions has the figure of the day of the row', async () => {
  const roster = `id,name,position,team,rate,skills,from,until
01,Ann,fitter,north,20,a|b,,2026-07-15
01,Ann,foreman,south,25,a,2026-07-16,
02,Bob,fitter,south,30,b,,
`
  const scheme = edited(
    SCHEME,
    [
      '    skills: { type: list, blank: none }\n',
      '    skills: { type: list, blank: none }\n    from: { type: date, blank: none }\n    until: { type: date, blank: none }\n',
    ],
    ['  file: roster*\n', '  file: roster*\n  from: from\n  until: until\n'],
    ['    file: jobs*\n', '    file: jobs*\n    month: day\n'],
    ['      job: id\n', '      job: id\n      day: date\n'],
    ['      wage: own\n', '      wage: own\n      led: sum(jobs.hours × mech.rate by who)\n'],
  )
  const jobs = `job,day,who,mech,team,model,hours
J1,2026-07-15,Ann,Bob,north,a,2
J2,2026-07-16,Ann,Bob,south,a,1
J3,2026-07-16,Bob,Ann,south,b,3
J4,2026-07-01,Bob,Ann,south,b,1
`
  // Ann 2 × 20 + 1 × 25 of her own, (2 + 1) × 30 led; Bob 4 × 30, and 3 × 25 + 1 × 20
  expect(await paid(scheme, { roster, jobs })).toEqual(['155.00', '215.00'])
})

test('whoever is not paid has figures all the same', async () => {
  const scheme = edited(withOwn('sum(jobs.hours × mech.rate by who)'), ['  paid: yes\n', '  paid: name ≠ "Bob"\n'])
  expect(await paid(scheme)).toEqual(['80.00', '120.00'])
})

test('an order may have the figures of those whom its rows name', async () => {
  const scheme = withOwn('sum(jobs.hours × of model by who)', [
    '  teams:\n',
    '    work out: { of model: sum(jobs.mech.rate by model) }\n  teams:\n',
  ])
  // Model a: Bob 30 + Bob 30 = 60, model b: Ann 20 + Ann 20 = 40; Ann 2 × 60 + 1 × 40, Bob 1.5 × 40, Cy 4 × 60
  expect(await paid(scheme)).toEqual(['160.00', '60.00', '240.00'])
})

test('a row that is left out needs no figure of whom it names', async () => {
  const jobs = edited(JOBS, ['J1,Ann,Bob,', 'J1,Ann,,'])
  const scheme = edited(withOwn('sum(jobs.hours × mech.rate by who)'), [
    '    file: jobs*\n',
    '    file: jobs*\n    leave out: mech is blank\n',
  ])
  expect(await paid(scheme, { jobs })).toEqual(['20.00', '30.00', '120.00'])
})

test('a row of a table with one for each person is left out by what the roster says of them', async () => {
  const scheme = edited(withOwn('sum(jobs.hours by who) × pay'), [
    '  teams:\n',
    '  pays:\n    file: pays*\n    one row per: who\n    missing row: blank\n    leave out: who.position ≠ "fitter" or who.rate is blank\n    columns: { who: person, pay: { type: money, blank: 0 } }\n  teams:\n',
  ])
  const { problems } = loadScheme(edited(scheme, ['or who.rate', 'or who.own']), 'scheme.yaml', JULY)
  expect(problems.filter(p => p.severity === 'error').map(p => p.code)).toEqual(['SHAPE_WRONG'])
  expect(loadScheme(scheme, 'scheme.yaml', JULY).problems.filter(p => p.severity === 'error')).toEqual([])
})

test('the trail goes on from a sum to the figures that its rows read of others', async () => {
  const { month } = await outcome(withOwn('sum(jobs.hours × mech.rate by who)'))
  const cells = [...auditLines(explained(month!))].map(line => JSON.parse(line) as { cell: string; reads?: string[] })
  const sum = cells.find(c => c.cell === 'values.own | 01')
  // J1 by Bob, J3 by herself
  expect(sum?.reads).toEqual(['people.rate | 01', 'people.rate | 02'])
})
