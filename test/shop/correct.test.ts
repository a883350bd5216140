// Corrections of closed months, worked by hand on the small shop: July as in support/shop.ts, August and September with
// orders of their own. A corrected July must give what closing a right July at once would have given, and nothing else.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { MARKS, makeShop, ORDERS, ROSTER, SCHEME } from '../support/shop.ts'

const AUGUST =
  'order,settled,advisor,labour,rework\nB1,2026-08-03,007,100.00,no\nB2,2026-08-04,012,1000.00,no\nB3,2026-08-05,0030,10.00,no\n'
const SEPTEMBER = edited(AUGUST, ['2026-08', '2026-09', 'all'], ['B', 'C', 'all'])
const OTHER_MARKS = 'id,mark,damage\n007,100,\n012,100,\n0030,100,\n'
const RELEASE = edited(
  SCHEME,
  [
    '    withheld: commission × 5%\n',
    '    withheld: commission × 5%\n    release:\n      every: quarter\n      ratio: only(results.ratio where period = release period)\n',
  ],
  [
    '  marks:\n',
    '  results:\n    file: results/results*\n    columns:\n      period: text\n      ratio: number\n  marks:\n',
  ],
)

function shop(orders: string = ORDERS, more: Record<string, string> = {}): string {
  return makeShop({
    'scheme.yaml': RELEASE,
    'data/results/results.csv': 'period,ratio\n2026-Q3,90%\n',
    'data/2026-07/orders.csv': orders,
    'data/2026-08/roster.csv': ROSTER,
    'data/2026-08/orders.csv': AUGUST,
    'data/2026-08/marks.csv': OTHER_MARKS,
    'data/2026-09/roster.csv': ROSTER,
    'data/2026-09/orders.csv': SEPTEMBER,
    'data/2026-09/marks.csv': edited(OTHER_MARKS, ['100', '90']),
    ...more,
  })
}

async function ok(cwd: string, ...argv: string[]): Promise<string> {
  const ran = await run([...argv, '--quiet'], { cwd })
  expect({ argv, code: ran.code, err: ran.err }).toEqual({ argv, code: 0, err: '' })
  return ran.out
}

async function closed(cwd: string, ...months: string[]): Promise<string> {
  for (const month of months) {
    await ok(cwd, 'run', '--period', month)
    await ok(cwd, 'close', '--period', month)
  }
  return cwd
}

interface Corrected {
  payout: string
  entry: string | null
  people: { id: string; total: string; corrections: { origin: string; kind: string; name: string; amount: string }[] }[]
}

async function correct(cwd: string, ...more: string[]): Promise<Corrected> {
  return json<Corrected>(await run(['correct', '--period', '2026-07', '--json', ...more], { cwd }))
}

const entries = (cwd: string): string[] => readdirSync(join(cwd, 'book')).filter(name => name.endsWith('.jsonl'))

// 012 in July had 333.33 × 10% × 59.99% = 20.00, quality 1.00, repair 105.00 of which 4.00 taken (20% of 20.00), 101.00
// carried. In August 1,000.00 × 10% = 100.00, at most 20.00 taken: 81.00 carried. In September likewise: 61.00.
const FIX = edited(ORDERS, ['A3,2026-07-03,012,333.33', 'A3,2026-07-03,012,1333.33'])

describe('a corrected order of July', () => {
  test('changes July, and what August and September could take of its deduction', async () => {
    const cwd = await closed(shop(), '2026-07', '2026-08', '2026-09')
    writeFileSync(join(cwd, 'data/2026-07/orders.csv'), FIX)
    const { payout, people, entry } = await correct(cwd)
    expect({ payout, entry }).toEqual({ payout: '2026-10', entry: '000004-correct-2026-07.jsonl' })
    // 1,333.33 × 10% × 59.99% = 79.98646… → 79.99, +59.99; quality 79.99 × 5% = 3.9995 → 4.00, +3.00;
    // repair: at most 20% × 79.99 = 15.998 → 16.00 taken, +12.00; carried 89.00, August 20.00, September 20.00: 49.00.
    expect(people).toEqual([
      {
        id: '012',
        name: '张伟',
        corrections: [
          { origin: '2026-07', kind: 'line', name: 'bonus', amount: '59.99' },
          { origin: '2026-07', kind: 'withheld', name: 'quality', amount: '-3.00' },
          { origin: '2026-07', kind: 'deducted', name: 'repair', amount: '-12.00' },
        ],
        total: '44.99',
      },
    ])
    const balance = json<{ deductions: { person: string; carried: string }[] }>(
      await run(['book', 'balance', '--json'], { cwd }),
    )
    expect(balance.deductions.map(d => [d.person, d.carried])).toEqual([['012', '49.00']])
    expect((await run(['book', 'verify', '--replay'], { cwd })).code).toBe(0)
  })

  test('its papers are in the language that is asked for, and stay in it when they are sealed; the month is named as in payroll.csv', async () => {
    const cwd = await closed(shop(), '2026-07', '2026-08')
    writeFileSync(join(cwd, 'data/2026-07/orders.csv'), FIX)
    const head = (): string[] => {
      const [titles = '', row = ''] = readFileSync(join(cwd, 'out/correct-2026-07/payroll.csv'), 'utf8').split('\n')
      return [titles.replace('\ufeff', '').split(',')[0]!, row.split(',')[3]!]
    }
    await ok(cwd, 'correct', '--period', '2026-07', '--draft')
    const own = head()
    const other = own[0] === '工号' ? 'en' : 'zh'
    await ok(cwd, 'correct', '--period', '2026-07', '--draft', '--lang', other)
    const asked = { zh: ['工号', '2026-07'], en: ['Employee no', '2026-07'] }[other]
    expect(head()).toEqual(asked)
    await ok(cwd, 'correct', '--period', '2026-07')
    expect(head()).toEqual(asked)
  })

  test('twice, or with nothing changed, gives nothing', async () => {
    const cwd = await closed(shop(), '2026-07', '2026-08')
    expect((await correct(cwd)).people).toEqual([])
    expect(entries(cwd)).toHaveLength(2)
    writeFileSync(join(cwd, 'data/2026-07/orders.csv'), FIX)
    expect((await correct(cwd, '--dry-run')).entry).toBeNull()
    expect((await correct(cwd)).people).toHaveLength(1)
    expect((await correct(cwd)).people).toEqual([])
    expect(entries(cwd)).toHaveLength(3)
    // And back again: the opposite.
    writeFileSync(join(cwd, 'data/2026-07/orders.csv'), ORDERS)
    expect((await correct(cwd)).people.map(p => p.total)).toEqual(['-44.99'])
    expect((await run(['book', 'verify'], { cwd })).code).toBe(0)
  })

  test('is settled in the open month, on the sheet and in the net amount, and only there', async () => {
    const cwd = await closed(shop(), '2026-07', '2026-08')
    writeFileSync(join(cwd, 'data/2026-07/orders.csv'), FIX)
    await correct(cwd)
    interface Sheet {
      people: {
        id: string
        gross: string
        net: string
        deducted: string
        lines: { name: string; amount: string }[]
        corrections: object[]
      }[]
    }
    const { people } = json<Sheet>(await run(['run', '--period', '2026-09', '--json'], { cwd }))
    const own = people.find(p => p.id === '012')!
    expect(own.lines).toEqual([{ name: 'bonus', amount: '100.00', commission: true }])
    expect(own.corrections).toEqual([
      { name: 'Correction 2026-07 bonus', origin: '2026-07', amount: '59.99' },
      { name: 'Correction 2026-07 held back for quality', origin: '2026-07', amount: '-3.00' },
      { name: 'Correction 2026-07 deducted: repair', origin: '2026-07', amount: '-12.00' },
    ])
    // 100.00 − quality 5.00 − repair 20.00 = 75.00 is what September earned; + 44.99 = 119.99. The limit, 20% of 100.00,
    // does not know the correction.
    expect(own).toMatchObject({ gross: '100.00', deducted: '20.00', own: '75.00', corrected: '44.99', net: '119.99' })
    await ok(cwd, 'close', '--period', '2026-09')
    const october = json<Sheet>(await run(['run', '--period', '2026-07', '--out', 'anew', '--json'], { cwd }))
    // July itself, run again with its corrected files, is what it is now: nothing of the correction in it.
    expect(october.people.find(p => p.id === '012')).toMatchObject({ gross: '79.99' })
  })

  test('after its release: what the release would have paid', async () => {
    const cwd = await closed(shop(), '2026-07', '2026-08', '2026-09')
    await ok(cwd, 'release', 'quality', '--period', '2026-Q3', '--payout', '2026-10', '--close')
    writeFileSync(join(cwd, 'data/2026-07/orders.csv'), FIX)
    const { people } = await correct(cwd)
    // July's lot was 1.00, of it 90% = 0.90 released and 0.10 forfeited. It should have been 4.00: 3.60 and 0.40.
    expect(people[0]!.corrections).toContainEqual({
      origin: '2026-07',
      kind: 'released',
      name: 'quality',
      amount: '2.70',
    })
    expect(people[0]!.total).toBe('47.69')
    interface Balance {
      reserves: {
        person: string
        origin: string
        withheld: string
        released: string
        forfeited: string
        closing: string
      }[]
    }
    const { reserves } = json<Balance>(await run(['book', 'balance', '--all', '--json'], { cwd }))
    expect(reserves.find(r => r.person === '012' && r.origin === '2026-07')).toMatchObject({
      withheld: '4.00',
      released: '3.60',
      forfeited: '0.40',
      closing: '0.00',
    })
    expect((await run(['book', 'verify', '--replay'], { cwd })).code).toBe(0)
  })

  test('that lowers what was held', async () => {
    const cwd = await closed(shop(FIX), '2026-07', '2026-08')
    writeFileSync(join(cwd, 'data/2026-07/orders.csv'), ORDERS)
    expect((await correct(cwd)).people.map(p => p.total)).toEqual(['-44.99'])
    interface Balance {
      reserves: { person: string; origin: string; withheld: string; recovered: string; closing: string }[]
    }
    const { reserves } = json<Balance>(await run(['book', 'balance', '--json'], { cwd }))
    expect(reserves.find(r => r.person === '012' && r.origin === '2026-07')).toMatchObject({
      withheld: '4.00',
      recovered: '3.00',
      closing: '1.00',
    })
  })
})

describe('people', () => {
  test('who have left are settled all the same', async () => {
    const left = edited(ROSTER, ['012,张伟,advisor,south,2021-05-01,', '012,张伟,advisor,south,2021-05-01,2026-08-31'])
    const marks = edited(OTHER_MARKS, ['012,100,\n', ''])
    const orders = edited(SEPTEMBER, [/C2.*\n/, ''])
    const more = { 'data/2026-09/roster.csv': left, 'data/2026-09/marks.csv': marks, 'data/2026-09/orders.csv': orders }
    const cwd = await closed(shop(ORDERS, more), '2026-07', '2026-08')
    writeFileSync(join(cwd, 'data/2026-07/orders.csv'), FIX)
    await correct(cwd)
    const { people } = json<{ people: { id: string; net: string }[] }>(
      await run(['run', '--period', '2026-09', '--json'], { cwd }),
    )
    expect(people.find(p => p.id === '012')).toMatchObject({ net: '44.99' })
  })

  test('whom no roster knows any more stop the month, so that nothing is lost', async () => {
    const gone = edited(ROSTER, [/012.*\n/, ''])
    const marks = edited(OTHER_MARKS, ['012,100,\n', ''])
    const orders = edited(SEPTEMBER, [/C2.*\n/, ''])
    const more = { 'data/2026-09/roster.csv': gone, 'data/2026-09/marks.csv': marks, 'data/2026-09/orders.csv': orders }
    const cwd = await closed(shop(ORDERS, more), '2026-07', '2026-08')
    writeFileSync(join(cwd, 'data/2026-07/orders.csv'), FIX)
    await correct(cwd)
    const ran = await run(['run', '--period', '2026-09'], { cwd })
    expect(ran.code).toBe(1)
    expect(ran.err).toContain('CORRECTION_PERSON')
  })

  test('who come in only with the correction, and who go out with it', async () => {
    const cwd = await closed(shop(), '2026-07', '2026-08')
    const without = edited(MARKS, ['012,59.99,100\n', ''])
    writeFileSync(join(cwd, 'data/2026-07/roster.csv'), edited(ROSTER, ['2021-05-01,', '2021-05-01,2026-06-30']))
    writeFileSync(join(cwd, 'data/2026-07/marks.csv'), without)
    const { people } = await correct(cwd)
    // 012 was paid 20.00 in July, of which 1.00 withheld and 4.00 taken, and August took 20.00 of what July left:
    // −20.00 + 1.00 + 4.00 + 20.00.
    expect(people.map(p => [p.id, p.total])).toEqual([['012', '5.00']])
    const balance = json<{ deductions: { carried: string }[] }>(await run(['book', 'balance', '--json'], { cwd }))
    expect(balance.deductions).toEqual([])
  })
})

describe('refusals', () => {
  test('a month that is not closed', async () => {
    const cwd = await closed(shop(), '2026-07')
    const ran = await run(['correct', '--period', '2026-08'], { cwd })
    expect({ code: ran.code, told: ran.err.includes('MONTH_NOT_CLOSED') }).toEqual({ code: 3, told: true })
  })

  test('exports with problems, and nothing is written', async () => {
    const cwd = await closed(shop(), '2026-07', '2026-08')
    writeFileSync(join(cwd, 'data/2026-07/orders.csv'), edited(FIX, ['500.00', 'abc']))
    const ran = await run(['correct', '--period', '2026-07'], { cwd })
    expect({ code: ran.code, told: ran.err.includes('CELL_INVALID') }).toEqual({ code: 1, told: true })
    expect(entries(cwd)).toHaveLength(2)
  })

  test('the scheme of the closing holds, unless a corrected one is asked for', async () => {
    const cwd = await closed(shop(), '2026-07', '2026-08')
    const twice = edited(readFileSync(join(cwd, 'scheme.yaml'), 'utf8'), ['rate: 10%', 'rate: 20%'])
    writeFileSync(join(cwd, 'scheme.yaml'), twice)
    expect((await correct(cwd)).people).toEqual([])
    const { people } = await correct(cwd, '--scheme', 'scheme.yaml', '--dry-run')
    // 007: 1,500.05 × 20% × 95.5% = 286.50955 → 286.51; − 143.25 = 143.26; quality 14.33 − 7.16 = 7.17
    expect(people[0]).toMatchObject({ id: '007', total: '136.09' })
  })
})
