// Orders that closed months counted: one that comes again, rows that no month counted, and what is sealed to know them by.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CountedOrders, OrderLine } from '../../src/pay/order-log.ts'
import { ordersFile, ordersText, readOrders } from '../../src/shop/orders.ts'
import { Sieve } from '../../src/tables/sieve.ts'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { put, sha256, tempFolder } from '../support/folders.ts'

const SCHEME = `scheme: Orders
from: 2026-01
people:
  file: roster*
  columns: { id: id, name: name, position: position }
  paid: id is not blank
tables:
  orders:
    file: orders*
    month: day
    leave out: state = "void"
    columns: { order: id, day: date, who: person, labour: money, state: text }
pay:
  - for: everyone
    lines:
      bonus: sum(orders.labour by who) × 10%
`
const ROSTER = 'id,name,position\n01,Ann,advisor\n02,Bob,advisor\n'
const HEAD = 'order,day,who,labour,state\n'
const JULY = `${HEAD}W1,2026-07-03,Ann,1000,done\nW2,2026-07-04,Bob,2000,done\nW3,2026-07-05,Bob,300,void\n`

interface Checked {
  problems: { code: string; severity: string; at: string; message: string }[]
}

async function shop(august: string, changes: Record<string, string> = {}): Promise<string> {
  const folder = tempFolder()
  put(folder, {
    'scheme.yaml': SCHEME,
    'data/2026-07/roster.csv': ROSTER,
    'data/2026-07/orders.csv': JULY,
    'data/2026-08/roster.csv': ROSTER,
    'data/2026-08/orders.csv': `${HEAD}${august}`,
    ...changes,
  })
  await closed(folder, '2026-07')
  return folder
}

async function closed(cwd: string, period: string): Promise<void> {
  for (const command of ['run', 'close'])
    expect(await run([command, '--period', period], { cwd })).toMatchObject({ code: 0 })
}

/** What is told of orders, as `code line message`. */
async function told(cwd: string, period = '2026-08'): Promise<string[]> {
  const { out } = await run(['check', '--period', period, '--json'], { cwd })
  const ours = ['ORDER_AGAIN', 'ROWS_NEVER_COUNTED', 'ROWS_COUNTED_OTHERWISE', 'REVERSAL_ALONE', 'NUMBERS_BEGIN_ANEW']
  return (JSON.parse(out) as Checked).problems
    .filter(p => ours.includes(p.code))
    .map(p => `${p.severity} ${p.code} ${/:(\d+)/.exec(p.at)?.[1] ?? ''}`)
}

describe('an order that a closed month counted comes again', () => {
  test.each([
    ['with another date', 'W2,2026-08-05,Bob,2000,done\n', ['error ORDER_AGAIN 2']],
    ['with other figures', 'W9,2026-08-01,Ann,5,done\nW2,2026-08-05,Bob,2100,done\n', ['error ORDER_AGAIN 3']],
    ['for somebody else', 'W1,2026-08-05,Bob,1000,done\n', ['error ORDER_AGAIN 2']],
    ['but does not count', 'W2,2026-08-05,Bob,2000,void\nW9,2026-08-05,Bob,1,done\n', []],
    ['that did not count in July', 'W3,2026-08-05,Bob,300,done\n', []],
    ['and is taken back', 'W2,2026-08-05,Bob,-2000,done\n', []],
    ['and is taken back and charged anew', 'W2,2026-08-05,Bob,-2000,done\nW2,2026-08-05,Bob,1900,done\n', []],
    ['nobody knows', 'W7,2026-08-05,Bob,-2000,done\n', ['warning REVERSAL_ALONE 2']],
    ['under another number', 'W22,2026-08-05,Bob,2000,done\n', []],
  ])('%s', async (_, august, expected) => {
    expect(await told(await shop(august))).toEqual(expected)
  })

  test('the run is refused, unless the scheme says why both are due', async () => {
    const cwd = await shop('W2,2026-08-05,Bob,2000,done\n')
    const refused = await run(['run', '--period', '2026-08', '--lang', 'en'], { cwd })
    expect(refused.code).toBe(1)
    expect(refused.err).toContain('W2 was counted in 2026-07, which is closed')
    put(cwd, { 'scheme.yaml': `${SCHEME}allow: { ORDER_AGAIN: warranty work is paid twice }\n` })
    const { people } = json<{ people: { id: string; net: string }[] }>(
      await run(['run', '--period', '2026-08', '--json'], { cwd }),
    )
    expect(people.map(p => `${p.id} ${p.net}`)).toEqual(['01 0.00', '02 200.00'])
  })

  test.each([
    ['w2', 'W2'],
    ['00123', '123'],
    ['123', '00123'],
  ])('%s is %s of the closed month', async (again, before) => {
    const july = edited(JULY, ['W2', before])
    const cwd = await shop(`W4,2026-08-03,Ann,50,done\n${again},2026-08-04,Bob,2000,done\n`, {
      'data/2026-07/orders.csv': july,
    })
    const refused = await run(['run', '--period', '2026-08', '--lang', 'en'], { cwd })
    expect(refused.code).toBe(1)
    expect(refused.err).toContain(`${again} was counted in 2026-07 as ${before}, which is closed`)
  })

  test('what a closed month took back may be charged again in a later one', async () => {
    const cwd = await shop('W2,2026-08-05,Bob,-2000,done\n', {
      'data/2026-09/roster.csv': ROSTER,
      'data/2026-09/orders.csv': `${HEAD}W2,2026-09-05,Bob,1900,done\nW1,2026-09-05,Ann,1000,done\n`,
    })
    expect(await told(cwd, '2026-09')).toEqual(['error ORDER_AGAIN 2', 'error ORDER_AGAIN 3'])
    put(cwd, { 'scheme.yaml': `${SCHEME}allow: { NET_NEGATIVE: taken back }\n` })
    await closed(cwd, '2026-08')
    expect(await told(cwd, '2026-09')).toEqual(['error ORDER_AGAIN 3'])
  })

  test('numbers that stand on several days are no orders: only the same line comes again', async () => {
    const several = `${HEAD}P1,2026-07-03,Ann,10,done\nP1,2026-07-09,Ann,20,done\n`
    const cwd = await shop('P1,2026-08-03,Ann,30,done\nP1,2026-08-04,Ann,20,done\n', {
      'data/2026-07/orders.csv': several,
    })
    expect(await told(cwd)).toEqual(['error ORDER_AGAIN 3'])
  })

  test('numbers that begin anew each month are told of once', async () => {
    const rows = (month: string, by: number): string =>
      Array.from({ length: 12 }, (_, i) => `${i + 1},${month}-05,Ann,${i + by},done\n`).join('')
    const cwd = await shop(rows('2026-08', 50), { 'data/2026-07/orders.csv': HEAD + rows('2026-07', 1) })
    expect(await told(cwd)).toEqual(['warning NUMBERS_BEGIN_ANEW 2'])
  })
})

describe('rows of a closed month in the file of another', () => {
  const AUGUST = 'W9,2026-08-01,Ann,5,done\n'
  test.each([
    ['counted there', 'W1,2026-07-03,Ann,1000,done\n', []],
    ['written otherwise', 'W1,2026/7/3,01,"1,000.00",done\n', []],
    ['never counted', 'W8,2026-07-30,Ann,70,done\nW7,2026-07-31,Bob,7.5,done\n', ['warning ROWS_NEVER_COUNTED 3']],
    ['counted with other figures', 'W1,2026-07-03,Ann,1500,done\n', ['warning ROWS_COUNTED_OTHERWISE 3']],
    ['left out there, and would count now', 'W3,2026-07-05,Bob,300,done\n', ['warning ROWS_NEVER_COUNTED 3']],
    ['left out there and here', 'W3,2026-07-05,Bob,300,void\n', []],
    ['of somebody who is in no roster any more', 'W8,2026-07-30,Cid,70,done\n', ['warning ROWS_NEVER_COUNTED 3']],
    ['of a month that is not in the book', 'W8,2026-06-30,Ann,70,done\n', []],
  ])('%s', async (_, late, expected) => {
    expect(await told(await shop(AUGUST + late))).toEqual(expected)
  })

  test('are told with their numbers and what they add up to, and correct ends it', async () => {
    const late = 'W8,2026-07-30,Ann,70,done\nW7,2026-07-31,Bob,7.5,done\n'
    const cwd = await shop(AUGUST + late)
    const { out } = await run(['check', '--period', '2026-08', '--lang', 'en'], { cwd })
    expect(out.replace(/\s+/g, ' ')).toContain(
      '2 rows of 2026-07 in “orders” were counted by no closed month: W8, W7 (labour 77.5)',
    )
    put(cwd, { 'data/2026-07/orders.csv': JULY + late })
    expect((await run(['correct', '--period', '2026-07'], { cwd })).code).toBe(0)
    expect(await told(cwd)).toEqual([])
  })

  test('a correction that changes no amount is sealed all the same where it counts other orders', async () => {
    const late = 'W8,2026-07-30,Ann,0.04,done\n'
    const cwd = await shop(AUGUST + late)
    put(cwd, { 'data/2026-07/orders.csv': JULY + late })
    await run(['correct', '--period', '2026-07'], { cwd })
    expect(readdirSync(join(cwd, 'book')).filter(f => f.endsWith('.jsonl'))).toHaveLength(2)
    expect(await told(cwd)).toEqual([])
    await run(['correct', '--period', '2026-07'], { cwd })
    expect(readdirSync(join(cwd, 'book')).filter(f => f.endsWith('.jsonl'))).toHaveLength(2)
  })
})

test('a month that was sealed without its orders is known by its kept copies', async () => {
  const cwd = await shop('W2,2026-08-05,Bob,2000,done\nW8,2026-07-30,Ann,70,done\n')
  const expected = ['error ORDER_AGAIN 2', 'warning ROWS_NEVER_COUNTED 3']
  expect(await told(cwd)).toEqual(expected)
  const file = join(cwd, 'book', readdirSync(join(cwd, 'book')).find(f => f.includes('close'))!)
  const lines = readFileSync(file, 'utf8').split('\n')
  const { orders, ...header } = JSON.parse(lines[0]!) as { orders: { sha256: string } }
  expect(orders.sha256).toMatch(/^[0-9a-f]{64}$/)
  // Sealed as an earlier version would have done.
  const body = `${[JSON.stringify(header), ...lines.slice(1, -2)].join('\n')}\n`
  const seal = sha256(body)
  writeFileSync(file, `${body}{"seal":"${seal}"}\n`)
  writeFileSync(join(cwd, 'book/head.json'), `{"count":1,"seal":"${seal}"}\n`)
  expect(await told(cwd)).toEqual(expected)
})

test('of two tables each has its own orders, and a file of them that can’t be read is told of once', async () => {
  const parts = 'order,day,who,cost\n'
  const scheme = edited(
    SCHEME,
    [
      'pay:\n',
      `  parts:
    file: parts*
    month: day
    columns: { order: id, day: date, who: person, cost: money }
pay:
`,
    ],
    [' × 10%', ' × 10% + sum(parts.cost by who)'],
  )
  const cwd = await shop('W1,2026-08-05,Ann,1000,done\n', {
    'scheme.yaml': scheme,
    'data/2026-07/parts.csv': `${parts}P1,2026-07-03,Ann,10\n`,
    // W1 is an order of the other table, P1 one of this.
    'data/2026-08/parts.csv': `${parts}W2,2026-08-03,Ann,10\nP1,2026-08-04,Ann,10\n`,
  })
  expect(await told(cwd)).toEqual(['error ORDER_AGAIN 2', 'error ORDER_AGAIN 3'])
  const [header] = readFileSync(join(cwd, 'book/000001-close-2026-07.jsonl'), 'utf8').split('\n')
  const { sha256: kept } = (JSON.parse(header!) as { orders: { sha256: string } }).orders
  writeFileSync(join(cwd, 'book/kept', kept.slice(0, 2), kept), 'damaged')
  const { problems } = json<Checked>(await run(['check', '--period', '2026-08', '--json'], { cwd }))
  expect(problems.map(p => `${p.severity} ${p.code}`)).toEqual(['warning ORDERS_UNKNOWN'])
})

describe('the file of orders', () => {
  const line: fc.Arbitrary<OrderLine> = fc.record({
    number: fc.oneof(
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.constantFrom('"', '{"orders":1}', 'a\tb', '\t-', '\n', 'W1\n{'),
    ),
    print: fc.nat({ max: 0xffffffff }),
    back: fc.boolean(),
  })
  const table: fc.Arbitrary<CountedOrders> = fc.record({
    table: fc.string(),
    figures: fc.array(fc.string()),
    several: fc.boolean(),
    lines: fc.uniqueArray(line, { selector: l => JSON.stringify(l) }).map(lines => () => lines),
  })

  test('gives back what went in', () => {
    fc.assert(
      fc.property(fc.array(table), tables => {
        const read = readOrders(ordersFile(tables))
        expect(read?.map(t => ({ ...t, lines: [...t.lines()] }))).toEqual(
          tables.map(t => ({ ...t, lines: [...t.lines()] })),
        )
        expect(gunzipSync(ordersFile(tables)).toString('utf8')).toBe(ordersText(tables))
      }),
    )
  })

  test('with a sieve, no line of a number that is in it is left out', () => {
    const thousand = Array.from({ length: 1000 }, (_, i) => ({ number: `W${i}`, print: i, back: false }))
    fc.assert(
      fc.property(table, fc.infiniteStream(fc.boolean()), (one, chosen) => {
        const lines = [...one.lines(), ...thousand]
        const numbers = lines.map(l => l.number).filter(n => !/\p{Cs}/u.test(n) && chosen.next().value === true)
        const [read] = readOrders(ordersFile([{ ...one, lines: () => lines }]))!
        const wanted = new Set(numbers)
        const found = [...read!.lines(new Sieve(numbers, numbers.length))]
        expect(found.filter(l => wanted.has(l.number))).toEqual([...read!.lines()].filter(l => wanted.has(l.number)))
      }),
    )
    const [read] = readOrders(ordersFile([{ table: 't', figures: [], several: false, lines: () => thousand }]))!
    expect([...read!.lines(new Sieve(['W7'], 1))].length).toBeLessThan(100)
  })

  test('is none where it was damaged', () => {
    expect(readOrders(Buffer.from('no such file'))).toBeUndefined()
    expect(readOrders(gzipSync('W1\tzz\n'))).toBeUndefined()
    expect(readOrders(gzipSync('{"orders":2,"table":"t","figures":[],"several":false}\n'))).toBeUndefined()
  })

  test('of a million orders is less than twenty megabytes', () => {
    const lines = function* (): Generator<OrderLine> {
      for (let i = 0; i < 1_000_000; i++)
        yield { number: `WX2607${String(i).padStart(6, '0')}`, print: Math.imul(i, 0x9e3779b1) >>> 0, back: false }
    }
    const bytes = ordersFile([{ table: 'orders', figures: ['labour'], several: false, lines }]).length
    expect(bytes).toBeLessThan(20_000_000)
  })
})
