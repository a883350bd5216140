// Explanations of what stands on a sheet besides its lines: sums, what is deducted of this and earlier months, corrections, and
// lines that somebody might have; and payroll.csv, whose columns stay the same and add up.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { beforeAll, describe, expect, test } from 'vitest'
import { json, type Ran, run } from '../support/cli.ts'
import { folderOfFile, put } from '../support/folders.ts'

const SCHEME = `scheme: sums
from: 2026-01
currency: USD
sheets: en
people:
  file: roster*
  columns: { code: id, name: name, job: position, sold: money, broken: money }
  paid: code is not blank
parameters:
  champion: $600
pay:
  - for: everyone
    commission:
      bonus: round down(sold, 0) × 1.5% + sold × 10%
    lines:
      champion: { when: rank(sold) = 1, formula: champion }
      rare: { when: sold > $9000, formula: $1 }
reserves:
  kept: { withheld: commission × 10% }
deductions:
  at most: 20% × gross
  lines:
    breakage: broken
    uniform: $3
`
const ROSTER = (ann: string, broken: string): string =>
  `code,name,job,sold,broken\n1,Ann,tech,${ann},0\n2,Bob,tech,100.99,${broken}\n`

const shop = join(folderOfFile(), 'shop')
const call = (...argv: string[]): Promise<Ran> => run(argv, { cwd: shop, now: new Date(2026, 8, 3) })
interface Document {
  name: string
  value: string
  kind: string
  at: string
  steps?: { kind: string; text?: string; result?: string; from?: string; to?: string; mode?: string }[]
  parts?: Document[]
}
const ask = async (who: string, line: string, period = '2026-08'): Promise<Document> =>
  json<Document>(await call('explain', who, line, '--period', period, '--json'))
const csv = (period: string): Record<string, string>[] =>
  Papa.parse<Record<string, string>>(
    readFileSync(join(shop, 'out', period, 'payroll.csv'), 'utf8').replace(/^\uFEFF/, ''),
    { header: true, skipEmptyLines: true },
  ).data

beforeAll(async () => {
  put(shop, {
    'scheme.yaml': SCHEME,
    'data/2026-07/roster.csv': ROSTER('2000', '20'),
    'data/2026-08/roster.csv': ROSTER('2000', '0'),
  })
  for (const argv of [
    ['run', '--period', '2026-07'],
    ['close', '--period', '2026-07'],
  ])
    expect((await call(...argv)).code).toBe(0)
  put(shop, { 'data/2026-07/roster.csv': ROSTER('3000', '20') })
  expect((await call('correct', '--period', '2026-07')).code).toBe(0)
  expect((await call('run', '--period', '2026-08')).code).toBe(0)
}, 120_000)

/*
 * By hand. Bob: 100 × 1.5% + 100.99 × 10% = 11.599 → 11.60; kept 1.16. In July 20 + 3 are due and 20% × 11.60 = 2.32 may be taken:
 * 2.32 of breakage, 17.68 and 3.00 are carried. In August again 2.32 of breakage, of July; 15.36, 3.00 and 3.00 are carried.
 * Net 11.60 − 1.16 − 2.32 = 8.12.
 * Ann: 2,000 × 11.5% = 230.00 and 600; of July’s correction 115.00 more, less 11.50 kept: gross 230 + 600 + 115 − 11.50 = 933.50.
 */
describe('sums', () => {
  test.each([
    ['net', '8.12'],
    ['Total pay', '8.12'],
    ['实发奖金', '8.12'],
    ['gross', '11.60'],
    ['commission', '11.60'],
    ['withheld', '1.16'],
    ['Deducted', '2.32'],
    ['carried', '21.36'],
  ])('%s is %s', async (word, value) => {
    expect((await ask('2', word)).value).toBe(value)
  })

  test('are the arithmetic of their parts, down to what was read', async () => {
    const net = await ask('2', 'net')
    expect(net.steps).toEqual([{ kind: 'arithmetic', text: '11.60 − 1.16 − 2.32', result: '8.12' }])
    expect(net.parts!.map(p => [p.name, p.value])).toEqual([
      ['Total earned', '11.60'],
      ['Held back', '1.16'],
      ['Deducted', '2.32'],
    ])
  })
})

describe('deductions and corrections', () => {
  test('what is deducted of an earlier month has its month and the limit', async () => {
    const taken = await ask('2', 'breakage')
    expect([taken.value, taken.kind, taken.at]).toEqual(['2.32', 'carried', '2026-07'])
    expect(taken.steps!.at(-1)).toMatchObject({ kind: 'limited', from: '17.68', to: '2.32' })
    const { out } = await call('explain', '2', 'breakage', '--period', '2026-08')
    expect(out).toContain('carried over from 2026-07')
    expect(out).toMatch(/At most this month = 2\.32\n.*20% × gross\n.*= 20% × 11\.60\n/)
  })

  test('a correction by its name, and all of them', async () => {
    expect(await ask('1', 'Correction 2026-07 bonus')).toMatchObject({
      value: '115.00',
      kind: 'correction',
      at: '2026-07',
    })
    expect(await ask('1', '补差')).toMatchObject({ value: '103.50' })
    // A correction of July is no part of what August earned: 830.00 + 103.50 is paid before anything is taken off.
    expect(await ask('1', 'gross')).toMatchObject({ value: '830.00' })
    expect((await ask('1', 'net')).parts!.map(p => p.name)).toEqual(['Pay of the month', 'Correction'])
  })

  test('who has none is told what there is', async () => {
    const { err, code } = await call('explain', '2', '补差', '--period', '2026-08')
    expect(code).toBe(1)
    expect(err).toContain('Total pay')
  })
})

test('a line with the name of a parameter is the line, also for who does not get it', async () => {
  expect(await ask('1', 'champion')).toMatchObject({ value: '600.00', kind: 'defined' })
  const none = await ask('2', 'champion')
  expect(none).toMatchObject({ value: '–', kind: 'none' })
  expect(none.steps!.at(-1)).toMatchObject({ kind: 'condition', text: '2 = 1', result: 'no' })
})

test('a rounding within a formula is a step with its direction and result', async () => {
  expect((await ask('2', 'bonus')).steps).toMatchObject([
    { kind: 'rounded', from: '100.99', mode: 'down', to: '100.00' },
    { kind: 'arithmetic', text: '100.00 × 1.5% + 100.99 × 10%', result: '11.599' },
    { kind: 'rounded', from: '11.599', mode: 'half up', to: '11.60' },
  ])
})

describe('payroll.csv', () => {
  test('has the same columns every month: of lines that nobody has, and of corrections', () => {
    const [july, august] = ['2026-07', '2026-08'].map(period => Object.keys(csv(period)[0]!))
    expect(july).toEqual(august)
    expect(july).toEqual(expect.arrayContaining(['rare', 'Correction', 'breakage', 'uniform']))
  })

  test('what is deducted under each name adds up', () => {
    const bob = csv('2026-08').find(row => row['Employee no'] === '2')!
    expect([bob.breakage, bob.uniform, bob.Deducted, bob['Carried over']]).toEqual(['2.32', '0.00', '2.32', '21.36'])
  })
})
