// Adjustments: what somebody decided by hand is paid or deducted once, within the limits of its kind, with its reason wherever
// it shows. Two people earn 10% of their labour: Ann 1000 × 10% = 100.00, Bob 2000 × 10% = 200.00.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadScheme } from '../../src/scheme/load.ts'
import { ADJUSTED, HEAD, SCHEME, adjustedShop as shop } from '../support/adjusted-shop.ts'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { put } from '../support/folders.ts'
import { inShort } from '../support/schemes.ts'

async function told(cwd: string, period = '2026-07'): Promise<string[]> {
  const ran = await run(['check', '--period', period, '--json'], { cwd })
  const { problems } = json<{ problems: { severity: string; code: string; at: string; accepted?: string }[] }>(ran)
  return problems
    .filter(p => p.accepted === undefined)
    .map(p => `${p.severity} ${p.code} ${/:([\d:]+)$/.exec(p.at)?.[1] ?? ''}`)
}

interface Person {
  id: string
  gross: string
  deducted: string
  carried: string
  net: string
}

async function paid(cwd: string, period = '2026-07'): Promise<string[]> {
  const { people } = json<{ people: Person[] }>(await run(['run', '--period', period, '--json'], { cwd }))
  return people.map(p => [p.id, p.gross, p.deducted, p.carried, p.net].join(' '))
}

async function closed(cwd: string, period: string): Promise<void> {
  for (const command of ['run', 'close'])
    expect(await run([command, '--period', period], { cwd })).toMatchObject({ code: 0 })
}

describe('what is decided by hand', () => {
  test('stands in gross, or is deducted under the limit and carried over', async () => {
    // Ann: 100 + 20 + 30.50 = 150.50. Bob: 200 − 7.25 = 192.75; at most 20% of his lines, 40 of the 50, is deducted.
    const cwd = shop(ADJUSTED)
    expect(await told(cwd)).toEqual([])
    expect(await paid(cwd)).toEqual(['01 150.50 0.00 0.00 150.50', '02 192.75 40.00 10.00 152.75'])
    const out = (name: string): string => readFileSync(join(cwd, 'out/2026-07', name), 'utf8')
    expect(out('payroll.csv').split('\n')[0]).toContain('bonus,Correction,reward,make-up,Adjusted,Total earned,penalty')
    expect(out('bank-2026-07.csv').replace('\uFEFF', '').trim().split(/\r?\n/)).toEqual([
      'who,adjusted,amount',
      'Ann,50.50,150.50',
      'Bob,-7.25,152.75',
    ])
    for (const said of ['saved a customer', 'A-2', 'lift left open', 'June twice'])
      for (const file of ['statements.html', 'audit.jsonl']) expect(out(file), `${said} in ${file}`).toContain(said)
    await closed(cwd, '2026-07')
    // Of the 10 that were carried over, August takes 10 of at most 40.
    put(cwd, { 'data/2026-08/adjust.csv': HEAD })
    expect(await paid(cwd, '2026-08')).toEqual(['01 100.00 0.00 0.00 100.00', '02 200.00 10.00 0.00 190.00'])
  })

  test('is told by explain', async () => {
    const cwd = shop(ADJUSTED)
    const said = async (...asked: string[]): Promise<string> =>
      (await run(['explain', ...asked, '--period', '2026-07', '--lang', 'en'], { cwd })).out.replace(/\s+/g, ' ')
    expect(await said('Ann', 'reward')).toContain('50.50 │ = 20.00 + 30.50')
    expect(await said('Ann', 'reward')).toContain('night call · A-2 · owner')
    expect(await said('Ann', 'adjusted')).toContain('Adjusted = 50.50')
    expect(await said('Bob', 'penalty')).toContain('lift left open · A-3 · chief')
    expect(await said('Ann')).toContain('saved a customer · Reference A-1 · Approved by chief')
  })

  test('shows no number of a card that stands in a reason or for a reference', async () => {
    const card = '6222021001116245702'
    const cwd = shop(`Ann,make-up,5,refund to card ${card},${card},owner\n`)
    await run(['run', '--period', '2026-07'], { cwd })
    for (const file of ['statements.html', 'audit.jsonl', 'payroll.csv', 'run.json']) {
      const text = readFileSync(join(cwd, 'out/2026-07', file), 'utf8')
      expect(text.includes(card), file).toBe(false)
    }
    expect((await run(['explain', 'Ann', 'make-up', '--period', '2026-07'], { cwd })).out).toContain('6222****5702')
  })

  test('is a cause of the difference between two months', async () => {
    const cwd = shop(ADJUSTED, { 'data/2026-08/adjust.csv': `${HEAD}Bob,make-up,3,July,B-1,owner\n` })
    await closed(cwd, '2026-07')
    const { out } = await run(['compare', '2026-07', '2026-08', '--lang', 'en'], { cwd })
    expect(out.replace(/\s+/g, ' ')).toContain('Ann (01): Total pay 150.50 → 100.00 (−50.50): adjustments −50.50')
  })

  test('is paid to somebody who has left, with a word', async () => {
    const cwd = shop('03,make-up,12.00,May was too little,A-9,owner\n')
    expect(await told(cwd)).toEqual(['warning ADJUSTED_UNPAID 2:3'])
    expect((await paid(cwd)).at(-1)).toBe('03 12.00 0.00 0.00 12.00')
  })
})

describe('what nobody may decide', () => {
  test.each([
    ['more than one may be: 50% of 100', 'Ann,reward,50.01,x,A-1,owner', ['error ADJUSTMENT_REFUSED 2:3']],
    ['just as much', 'Ann,reward,50.00,x,A-1,owner', []],
    [
      'more than a month may have',
      'Bob,reward,35.01,x,A-1,owner\nBob,reward,35,y,A-2,owner',
      ['error ADJUSTMENT_REFUSED 3:3'],
    ],
    ['somebody may not approve so much', 'Ann,reward,20.01,x,A-1,chief', ['error ADJUSTMENT_REFUSED 2:3']],
    ['nobody of them approved', 'Ann,make-up,5,x,A-1,chief', ['error ADJUSTMENT_REFUSED 2:3']],
    ['a reward that takes away', 'Ann,reward,-5,x,A-1,chief', ['error ADJUSTMENT_REFUSED 2:3']],
    ['a penalty that adds', 'Ann,penalty,5,x,A-1,chief', ['error ADJUSTMENT_REFUSED 2:3']],
    ['parts of a cent', 'Ann,make-up,5.005,x,A-1,owner', ['error ADJUSTMENT_REFUSED 2:3']],
    ['nothing', 'Ann,make-up,0,x,A-1,owner', ['error ADJUSTMENT_REFUSED 2:3']],
    ['another kind', 'Ann,gift,5,x,A-1,owner', ['error CELL_VALUE_UNKNOWN 2:2']],
    ['somebody else', 'Eve,make-up,5,x,A-1,owner', ['error PERSON_UNKNOWN 2:1']],
    ['without a reason', 'Ann,make-up,5,,A-1,owner', ['error CELL_BLANK 2:4']],
    ['without a reference', 'Ann,make-up,5,x,,owner', ['error CELL_BLANK 2:5']],
    ['a formula for an amount', 'Ann,make-up,=2+3,x,A-1,owner', ['error CELL_INVALID 2:3']],
    ['a total that is not', 'Ann,make-up,5,x,A-1,owner\nTotal,,6,,,', ['error CONTROL_TOTAL 3:3']],
    ['a reference twice', 'Ann,make-up,5,x,A-1,owner\nBob,make-up,6,y,ａ-1 ,owner', ['error REFERENCE_AGAIN 3:5']],
  ])('%s', async (_, rows, expected) => {
    expect(await told(shop(`${rows}\n`))).toEqual(expected)
  })

  test('a reference that any other month had, also one that a correction brings', async () => {
    const cwd = shop('Ann,make-up,5,x,A-1,owner\n', {
      'data/2026-08/adjust.csv': `${HEAD}Bob,make-up,5,x,a-1,owner\n`,
    })
    await closed(cwd, '2026-07')
    expect(await told(cwd, '2026-08')).toEqual(['error REFERENCE_AGAIN 2:3'])
    put(cwd, { 'data/2026-08/adjust.csv': `${HEAD}Bob,make-up,5,x,A-2,owner\n` })
    await closed(cwd, '2026-08')
    put(cwd, { 'data/2026-07/adjust.csv': `${HEAD}Ann,make-up,5,x,A-2,owner\n` })
    const refused = await run(['correct', '--period', '2026-07', '--lang', 'en'], { cwd })
    expect(refused).toMatchObject({ code: 1 })
    expect(refused.err + refused.out).toContain('“A-2” was used in 2026-08')
  })

  test('without a reference, where the scheme lets it be, the same twice must be meant', async () => {
    const cwd = shop('Ann,make-up,5,x,,owner\nAnn,make-up,5,x,,owner\n')
    const loose = edited(SCHEME, ['number: reference', 'number: { type: reference, blank: none }'])
    put(cwd, { 'scheme.yaml': loose })
    expect(await told(cwd)).toEqual(['error ROW_TWICE 3:5'])
    put(cwd, {
      'scheme.yaml': edited(loose, ['FINE: a test }', 'FINE: a test, ROW_TWICE: { adjustments: two nights } }']),
    })
    expect((await paid(cwd))[0]).toBe('01 110.00 0.00 0.00 110.00')
  })

  test('no file is a problem, unless the scheme says that it means nothing', async () => {
    const cwd = shop(undefined)
    expect((await told(cwd)).map(p => p.trim())).toEqual(['error FILE_MISSING 20:1'])
    put(cwd, { 'scheme.yaml': edited(SCHEME, ['  file: adjust*', '  file: adjust*\n  missing file: none']) })
    expect((await told(cwd)).map(p => p.trim())).toEqual(['warning FILE_NONE 20:1'])
    expect(await paid(cwd)).toEqual(['01 100.00 0.00 0.00 100.00', '02 200.00 0.00 0.00 200.00'])
  })
})

describe('a file that changes after its month was closed', () => {
  test('makes a difference like any line, and the book knows reasons and references of the correction', async () => {
    const cwd = shop('Ann,make-up,5,x,A-1,owner\nBob,penalty,-30,y,A-2,chief\n', { 'data/2026-08/adjust.csv': HEAD })
    await closed(cwd, '2026-07')
    put(cwd, { 'data/2026-07/adjust.csv': `${HEAD}Ann,make-up,8,x,A-1,owner\nBob,penalty,-40,y,A-5,chief\n` })
    const { people } = json<{ people: { id: string; corrections: { name: string; amount: string }[] }[] }>(
      await run(['correct', '--period', '2026-07', '--json'], { cwd }),
    )
    expect(people.flatMap(p => p.corrections.map(c => `${p.id} ${c.name} ${c.amount}`))).toEqual([
      '01 make-up 3.00',
      '02 penalty -10.00',
    ])
    // What the correction took out of the file may come, what it put there may not.
    put(cwd, { 'data/2026-08/adjust.csv': `${HEAD}Ann,make-up,1,z,A-2,owner\nAnn,make-up,1,z,A-5,owner\n` })
    expect(await told(cwd, '2026-08')).toEqual(['error REFERENCE_AGAIN 3:3'])
    put(cwd, { 'data/2026-08/adjust.csv': HEAD })
    expect(await paid(cwd, '2026-08')).toEqual(['01 100.00 0.00 0.00 103.00', '02 200.00 0.00 0.00 190.00'])
    expect(await run(['book', 'verify', '--replay'], { cwd })).toMatchObject({ code: 0 })
  })
})

describe('a section that can’t be meant', () => {
  test.each([
    ['a kind like a line', ['    make-up: {', '    bonus: {'], 'NAME_TAKEN'],
    ['a column too few', ['    why: reason\n', ''], 'KEY_MISSING'],
    ['a column twice', ['    why: reason', '    why: reason\n    because: reason'], 'SHAPE_WRONG'],
    ['another role', ['    why: reason', '    why: cause'], 'SHAPE_WRONG'],
    ['a limit that is no money', ['in a month: $70', 'in a month: 70'], 'MONEY_DUE'],
    ['a deduction that adds', ['counts as: deduction', 'counts as: deduction, only: plus'], 'SHAPE_WRONG'],
    ['a range that is none', ['up to $20:', 'till $20:'], 'SHAPE_WRONG'],
    ['approvers, and no column for them', ['    signed: approved by\n', ''], 'KEY_MISSING'],
    ['a key', ['only: plus', 'solely: plus'], 'KEY_UNKNOWN'],
  ] as const)('%s', (_, change, code) => {
    const { problems } = loadScheme(edited(SCHEME, change), 'scheme.yaml', undefined)
    expect(
      problems.map(inShort).filter(p => p.includes(code)),
      problems.map(inShort).join('\n'),
    ).toHaveLength(1)
  })
})
