// Expectations: what a month should be against the month closed before it. In July Ann has 1000 × 10% = 100.00 and Bob 2000 × 10% =
// 200.00; a test says what August has.

import { describe, expect, test } from 'vitest'
import { loadScheme } from '../../src/scheme/load.ts'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { put, tempFolder } from '../support/folders.ts'
import { inShort } from '../support/schemes.ts'

const SCHEME = `scheme: Expected
from: 2026-01
currency: USD
people:
  file: roster*
  columns: { id: id, name: name, position: position }
  paid: id is not blank
tables:
  labour:
    file: labour*
    columns: { who: person, labour: money }
parameters:
  rate: { from 2026-01: 10%, from 2026-09: 20% }
pay:
  - for: everyone
    lines:
      bonus: sum(labour.labour by who) × rate
expect:
`
const ROSTER = 'id,name,position\n01,Ann,advisor\n02,Bob,advisor\n'
const JULY = 'who,labour\nAnn,1000\nBob,2000\n'

interface Problems {
  problems: { code: string; severity: string; message: string; accepted?: string }[]
}

async function shop(expected: string, labour: string, roster = ROSTER): Promise<string> {
  const cwd = tempFolder()
  put(cwd, {
    'scheme.yaml': `${SCHEME}${expected}\n`,
    'data/2026-07/roster.csv': ROSTER,
    'data/2026-07/labour.csv': JULY,
    'data/2026-08/roster.csv': roster,
    'data/2026-08/labour.csv': `who,labour\n${labour}`,
  })
  for (const command of ['run', 'close'])
    expect(await run([command, '--period', '2026-07'], { cwd })).toMatchObject({ code: 0 })
  return cwd
}

async function told(cwd: string, period = '2026-08'): Promise<string[]> {
  const { problems } = json<Problems>(await run(['check', '--period', period, '--json'], { cwd }))
  return problems.filter(p => p.code.startsWith('EXPECTATION')).map(p => `${p.severity} ${p.message}`)
}

describe('what falls outside is told, with the figure then and why', () => {
  test.each([
    // Ann +30.00 of 100.00 is just within 30%; +30.01 is not.
    ['a share, just within', '  net: within 30%', 'Ann,1300\nBob,2000\n', []],
    [
      'a share, just outside',
      '  net: within 30%',
      'Ann,1300.10\nBob,2000\n',
      [
        '“net” of Ann (01) is 130.01, in 2026-07 100.00 (+30.01); expected within 30%: sum(labour.labour by who) 1,000.00 → 1,300.10 +30.01',
      ],
    ],
    ['or a size, which is enough', '  net: within 1% or $50', 'Ann,1500\nBob,1500\n', []],
    [
      'both passed over, downwards',
      '  net: within 1% or $50',
      'Ann,1500\nBob,1499.90\n',
      [
        '“net” of Bob (02) is 149.99, in 2026-07 200.00 (−50.01); expected within 1% or $50: sum(labour.labour by who) 2,000.00 → 1,499.90 −50.01',
      ],
    ],
    [
      'a line by its name',
      '  bonus: within $1',
      'Ann,1011\nBob,2000\n',
      ['“bonus” of Ann (01) is 101.10, in 2026-07 100.00 (+1.10); expected within $1'],
    ],
    // 110 + 270 = 380 of 300: +80.
    [
      'a total, and the changes of all together',
      '  total net: within 20%\n  total gross: within $80',
      'Ann,1100\nBob,2700\n',
      ['“total net” is 380.00, in 2026-07 300.00 (+80.00); expected within 20%: sum(labour.labour by who) +80.00'],
    ],
    [
      'rows of a table',
      '  rows of labour: within 50%',
      'Ann,500\nAnn,250\nAnn,250\nBob,2000\n',
      ['“rows of labour” is 4, in 2026-07 2 (+2); expected within 50%'],
    ],
    ['rows, or a few', '  rows of labour: within 50% or 2', 'Ann,500\nAnn,250\nAnn,250\nBob,2000\n', []],
  ])('%s', async (_, expected, labour, found) => {
    expect(await told(await shop(expected, labour))).toEqual(found.map(text => `warning ${text}`))
  })

  test('who left, and only has a correction to come, neither joins nor leaves again, nor is it paid work', async () => {
    const scheme = edited(SCHEME, ['id is not blank', 'position ≠ "gone"'])
    const gone = edited(ROSTER, ['02,Bob,advisor', '02,Bob,gone'])
    const cwd = await shop('  net: within 1%\n  people joined: up to 0\n  people left: up to 0', 'Ann,1000\n', gone)
    const limits = '  people joined: up to 0\n  people left: up to 0\n  net: within 1%'
    put(cwd, { 'scheme.yaml': `${scheme}${limits}\n` })
    expect(await told(cwd)).toEqual(['warning “people left” is 1, expected up to 0: Bob (02)'])
    // Bob's July was 2500: 50.00 are owed, and August pays them.
    put(cwd, { 'data/2026-07/labour.csv': edited(JULY, ['Bob,2000', 'Bob,2500']) })
    expect(await run(['correct', '--period', '2026-07'], { cwd })).toMatchObject({ code: 0 })
    expect(await told(cwd)).toEqual(['warning “people left” is 1, expected up to 0: Bob (02)'])
    const { out } = await run(['check', '--period', '2026-08'], { cwd })
    expect(out).not.toContain('nothing earned')
    expect((await run(['explain', 'Bob', 'net', '--period', '2026-08'], { cwd })).out).toContain('= 0.00 + 50.00')
    await run(['run', '--period', '2026-08'], { cwd })
    expect(await run(['close', '--period', '2026-08', '--accept', 'people left=gone'], { cwd })).toMatchObject({
      code: 0,
    })
    put(cwd, { 'data/2026-09/roster.csv': gone, 'data/2026-09/labour.csv': 'who,labour\nAnn,500\n' })
    expect(await told(cwd, '2026-09')).toEqual([])
  })

  test('people who joined and left, who are compared with nobody', async () => {
    const roster = 'id,name,position\n02,Bob,advisor\n03,Cid,advisor\n04,Dan,advisor\n'
    const limits = '  net: within 1%\n  people joined: up to 1\n  people left: up to 0'
    const cwd = await shop(limits, 'Bob,2000\nCid,9\nDan,9\n', roster)
    expect(await told(cwd)).toEqual([
      'warning “people joined” is 2, expected up to 1: Cid (03), Dan (04)',
      'warning “people left” is 1, expected up to 0: Ann (01)',
    ])
    put(cwd, {
      'scheme.yaml': `${SCHEME}${edited(limits, ['joined: up to 1', 'joined: up to 2'], ['left: up to 0', 'left: up to 1'])}\n`,
    })
    expect(await told(cwd)).toEqual([])
  })

  test('a rate that changes is a cause; nothing is told without a month before but that', async () => {
    const cwd = await shop('  net: within 10%', 'Ann,1000\nBob,2000\n')
    expect(await told(cwd, '2026-07')).toEqual(
      [
        'warning what is expected of 2026-07 can’t be looked at: the book has no pay of 2026-06, so there is nothing to compare with',
      ].map(text => text.replace('’', "'")),
    )
    for (const command of ['run', 'close']) await run([command, '--period', '2026-08'], { cwd })
    put(cwd, { 'data/2026-09/roster.csv': ROSTER, 'data/2026-09/labour.csv': JULY })
    expect((await told(cwd, '2026-09'))[0]).toBe(
      'warning “net” of Ann (01) is 200.00, in 2026-08 100.00 (+100.00); expected within 10%: rate 0.1 → 0.2 +100.00',
    )
  })

  test('a scheme without the section is told nothing', async () => {
    const cwd = await shop('  net: within 10%', 'Ann,1\nBob,2000\n')
    put(cwd, { 'scheme.yaml': edited(SCHEME, ['expect:\n', '']) })
    expect(await told(cwd)).toEqual([])
  })
})

describe('closing', () => {
  const LABOUR = 'Ann,3000\nBob,100\n'

  async function drafted(expected: string): Promise<string> {
    const cwd = await shop(expected, LABOUR)
    expect(await run(['run', '--period', '2026-08'], { cwd })).toMatchObject({ code: 0 })
    return cwd
  }

  const close = (cwd: string, ...accept: string[]): ReturnType<typeof run> =>
    run(['close', '--period', '2026-08', '--json', ...accept.flatMap(text => ['--accept', text])], { cwd })

  test('refuses what nobody accepted, with exit code 1 and what to type, also for a nightly job', async () => {
    const cwd = await drafted('  net: within 10%')
    for (const more of [[], ['--if-open']]) {
      const refused = await run(['close', '--period', '2026-08', '--lang', 'en', ...more], { cwd })
      expect(refused.code).toBe(1)
      const said = (refused.err + refused.out).replace(/\s+/g, ' ')
      expect(said).toContain('2 figures are outside of “net”, which nobody has accepted: Ann (01), Bob (02)')
      expect(said).toContain('--accept "net=why"; of one person: --accept "net 01=why"')
    }
  })

  test('seals the reasons, which check shows; --if-open then finds nothing to do', async () => {
    const cwd = await drafted('  net: within 10%\n  people left: up to 1')
    expect((await close(cwd, 'net 01=three jobs')).code).toBe(1)
    const { accepted } = json<{ accepted: object[] }>(
      await close(cwd, 'net 01=three jobs', 'net 02=on leave', 'people left=none'),
    )
    // Nobody left: there was nothing to accept.
    expect(accepted).toEqual([
      { expectation: 'net 01', reason: 'three jobs' },
      { expectation: 'net 02', reason: 'on leave' },
    ])
    const { problems } = json<Problems>(await run(['check', '--period', '2026-08', '--json'], { cwd }))
    expect(problems.map(p => p.accepted)).toEqual(['three jobs', 'on leave'])
    expect(await run(['close', '--period', '2026-08', '--if-open'], { cwd })).toMatchObject({ code: 0 })
    expect(await run(['book', 'verify', '--replay'], { cwd })).toMatchObject({ code: 0 })
  })

  test('one reason does for all of an expectation, none for another', async () => {
    const cwd = await drafted('  net: within 10%\n  total net: within 1%')
    const { problems } = json<Problems>(await close(cwd, 'net=a campaign'))
    expect(problems.map(p => p.code)).toEqual(['EXPECTATION_OPEN'])
    expect((await close(cwd, 'net=a campaign', 'total net=a campaign')).code).toBe(0)
  })

  test('what is no expectation is no reason; a reason is needed', async () => {
    const cwd = await drafted('  net: within 900%')
    expect(json<Problems>(await close(cwd, 'nett=x')).problems.map(p => p.code)).toEqual(['NOT_FOUND'])
    expect((await close(cwd, 'net=')).code).toBe(2)
    expect((await close(cwd, 'net')).code).toBe(2)
  })
})

describe('an expectation that can’t be meant', () => {
  test.each([
    ['  nett: within 10%', 'net'],
    ['  rows of labor: within 10%', 'rows of labour'],
    ['  total bonos: within 10%', 'total bonus'],
    ['  net: within 10', 'within 30% | within 30% or 300 USD'],
    ['  net: about 10%', 'within 30%'],
    ['  net: within 10% or 5%', 'within 30%'],
    ['  net: within -10%', 'within 30%'],
    ['  rows of labour: within $20', 'within 30% or 20'],
    ['  people joined: within 5', 'up to 5'],
  ])('%s', (line, expected) => {
    const found = loadScheme(`${SCHEME}${line}\n`, 'scheme.yaml', undefined).problems.filter(
      p => p.severity === 'error',
    )
    expect(found.map(p => p.code)).toEqual(['SHAPE_WRONG'])
    expect(inShort(found[0]!)).toContain(expected)
  })

  test('and what can never be is a warning', () => {
    const never = `${edited(SCHEME, ['    file: labour*', '    file: labour*\n    every: quarter'])}  rows of labour: within 10%
adjustments:
  file: a*
  columns: { who: person, what: kind, how much: amount, why: reason, no: reference, by: approved by }
  kinds:
    gift: { at most: 'min($0, gross)', approved by: boss }
    prize: { at most: $100, approved by: { up to $100: boss, above $100: owner } }
`
    expect(
      loadScheme(never, 'scheme.yaml', undefined).problems.flatMap(p =>
        p.code === 'WITHOUT_EFFECT' ? [`${p.facts.name} ${p.facts.why}`] : [],
      ),
    ).toEqual(['gift limit', 'prize approval', 'rows of labour every'])
  })
})

describe('amounts out of all proportion are told of whatever is expected', () => {
  // In July 100, 200, 300, 400 and 500: 1,500.00.
  const PEOPLE = ['Ann', 'Bob', 'Cyd', 'Dan', 'Eve']
  const rosterOf = (people: readonly string[]): string =>
    `id,name,position\n${people.map((name, i) => `0${i + 1},${name},advisor\n`).join('')}`
  const labourOf = (figures: readonly number[]): string =>
    `who,labour\n${figures.map((figure, i) => `${PEOPLE[i]},${figure}\n`).join('')}`

  async function august(figures: readonly number[], people: readonly string[] = PEOPLE): Promise<unknown[]> {
    const cwd = tempFolder()
    put(cwd, {
      'scheme.yaml': edited(SCHEME, ['expect:\n', '']),
      'data/2026-07/roster.csv': rosterOf(people),
      'data/2026-07/labour.csv': labourOf([1000, 2000, 3000, 4000, 5000].slice(0, people.length)),
      'data/2026-08/roster.csv': rosterOf(people),
      'data/2026-08/labour.csv': labourOf(figures.slice(0, people.length)),
    })
    for (const command of ['run', 'close']) await run([command, '--period', '2026-07'], { cwd })
    const { problems } = json<Problems>(await run(['check', '--period', '2026-08', '--json'], { cwd }))
    return problems.filter(p => p.code === 'PAY_FAR').map(p => p.message)
  }

  test.each([
    // 1,500.00 × 5 = 7,500.00 = 900 + 1,900 + 1,500 + 1,600 + 1,600: nobody has ten times what they had.
    ['five times the shop', [9000, 19_000, 15_000, 16_000, 16_000], ['2026-08 comes to 7,500.00, 2026-07 to 1,500.00']],
    ['just below', [9000, 19_000, 15_000, 16_000, 15_999], []],
    ['a fifth of it', [600, 600, 600, 600, 600], ['2026-08 comes to 300.00, 2026-07 to 1,500.00']],
    // Ann 1,500.00 is three times Eve's 500.00 of July and fifteen times her own 100.00.
    [
      'a person',
      [15_000, 2000, 3000, 4000, 5000],
      ['2026-08 comes to 2,900.00, 2026-07 to 1,500.00; Ann (01) is paid 1,500.00, in 2026-07 100.00'],
    ],
    // Three times Eve's own 500.00 is not ten times.
    ['whoever had much before', [1000, 2000, 3000, 4000, 15_000], []],
  ])('%s', async (_, figures, expected) => {
    expect(await august(figures)).toEqual(expected)
  })

  test('of fewer than five people nothing is said', async () => {
    expect(await august([90_000, 90_000, 90_000, 90_000], PEOPLE.slice(0, 4))).toEqual([])
  })
})
