// Two months, one change at a time, worked by hand from the figures of the small shop: what differs, of which class it is,
// and what each change was worth.

import { expect, test } from 'vitest'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { put } from '../support/folders.ts'
import { MARKS, ORDERS, ROSTER, SCHEME } from '../support/shop.ts'
import {
  AUGUST_ORDERS,
  type Compared,
  causes,
  compared,
  compareIn,
  differences,
  twoMonths,
} from '../support/two-months.ts'

const MORE_LABOUR = edited(AUGUST_ORDERS, ['007,500.00', '007,700.00'])
const DEARER = edited(SCHEME, ['rate: 10%', 'rate: { from 2026-01: 10%, from 2026-08: 12% }'])

test('nothing changed: no differences', async () => {
  expect(await compared()).toEqual({
    a: '2026-07',
    b: '2026-08',
    compared: 3,
    total: '0.00',
    totals: [],
    people: [],
    notCompared: [],
  })
})

// 007 turnover 1,700.05 instead of 1,500.05: bonus 1,700.05 × 10% × 95.5% = 162.354775 → 162.35, 19.10 more;
// 5% of it is 8.1175 → 8.12, 0.96 more; net 154.23 instead of 136.09.
test('an input', async () => {
  const found = await compared({ 'data/2026-08/orders.csv': MORE_LABOUR })
  expect(found.people.map(p => p.id)).toEqual(['007'])
  expect(differences(found, '007')).toEqual([
    'bonus 143.25 162.35 input',
    'Total earned 143.25 162.35 sum',
    'quality 7.16 8.12 input',
    'Total pay 136.09 154.23 sum',
  ])
  expect(causes(found, '007')).toEqual(['turnover 1,500.05 → 1,700.05 19.10', 'reserves 7.16 → 8.12 -0.96'])
  expect(found.people[0]!.bridge!.text).toBe(
    'Ann (007): Total pay 136.09 → 154.23 (+18.14): turnover 1,500.05 → 1,700.05 +19.10; reserves 7.16 → 8.12 −0.96',
  )
  expect(found.totals).toEqual([{ class: 'input', count: 2, amount: '18.14' }])
})

// 1,500.05 × 10% × 90% = 135.0045 → 135.00, 8.25 less; 5% of it 6.75, 0.41 less.
test('a score is named instead of what it is made of', async () => {
  const found = await compared({ 'data/2026-08/marks.csv': edited(MARKS, ['007,95.5', '007,90']) })
  expect(causes(found, '007')).toEqual(['mark 95.50 → 90.00 -8.25', 'reserves 7.16 → 6.75 0.41'])
  expect(differences(found, '007')).toContain('bonus 143.25 135.00 score')
})

// 1,500.05 × 12% × 95.5% = 171.90573 → 171.91, 28.66 more; 5% of it 8.5955 → 8.60, 1.44 more.
test('a parameter', async () => {
  const found = await compared({ 'scheme.yaml': DEARER })
  expect(causes(found, '007')).toEqual(['rate 0.1 → 0.12 28.66', 'reserves 7.16 → 8.60 -1.44'])
  expect(differences(found, '007')).toContain('bonus 143.25 171.91 rate')
})

// The rate comes first: 171.91 as above; then 1,700.05 × 12% × 95.5% = 194.82573 → 194.83, another 22.92.
test('two changes: each is worth what it adds, and they add up', async () => {
  const found = await compared({ 'scheme.yaml': DEARER, 'data/2026-08/orders.csv': MORE_LABOUR })
  expect(causes(found, '007')).toEqual([
    'rate 0.1 → 0.12 28.66',
    'turnover 1,500.05 → 1,700.05 22.92',
    'reserves 7.16 → 9.74 -2.58',
  ])
})

const FACTOR = edited(
  SCHEME,
  ['pay:\n', '  factor:\n    bands of: scores.mark\n    from 90: 1.2\n    from 60: 1\n    below 60: 0.5\npay:\n'],
  ['rate × scores.mark ÷ 100', 'rate × factor'],
)
const NEXT = (text: string): string => edited(text, ['from: 2026-01', 'from: 2026-08'])
const versions = (before: string, after: string): Record<string, string | undefined> => ({
  'scheme.yaml': undefined,
  'schemes/a.yaml': before,
  'schemes/b.yaml': NEXT(after),
})

// 1,500.05 × 10% × 1.2 = 180.006 → 180.01, with 1.3 195.0065 → 195.01; reserves 9.00 and 9.75.
test('a band of a score is a matter of the scheme, not of the score', async () => {
  const found = await compared(versions(FACTOR, edited(FACTOR, ['from 90: 1.2', 'from 90: 1.3'])))
  expect(causes(found, '007')).toEqual(['factor (scheme) 15.00', 'reserves 9.00 → 9.75 -0.75'])
  expect(differences(found, '007')).toContain('bonus 180.01 195.01 rate')
  expect(found.people.map(p => p.id)).toEqual(['007'])
})

test('a line under a new name is missing here and extra there', async () => {
  const found = await compared(versions(SCHEME, edited(SCHEME, ['duty: 100元', 'post: 100元'])))
  expect(differences(found, '0030')).toEqual(['duty 100.00 – missing', 'post – 100.00 extra'])
  expect(causes(found, '0030')).toEqual(['post (scheme) 100.00', 'duty (scheme) -100.00'])
  expect(found.totals).toEqual([
    { class: 'missing', count: 1, amount: '-100.00' },
    { class: 'extra', count: 1, amount: '100.00' },
  ])
})

// A reserve's own rate: 6% of 143.25 is 8.595 → 8.60 instead of 7.16.
test('a change that only a reserve feels is named', async () => {
  const found = await compared(versions(SCHEME, edited(SCHEME, ['commission × 5%', 'commission × 6%'])))
  expect(causes(found, '007')).toEqual(['quality (scheme) -1.44'])
})

// 012 has left with net 15.00; 0040 is new: 600 × 10% × 80% = 48.00 less 2.40.
test('a person who has left and one who is new', async () => {
  const found = await compared({
    'data/2026-08/roster.csv': `${edited(ROSTER, ['2021-05-01,', '2021-05-01,2026-07-31'])}0040,New,advisor,south,2026-08-01,\n`,
    'data/2026-08/orders.csv': `${edited(AUGUST_ORDERS, ['B3,2026-08-03,012,333.33,\n', ''])}A6,2026-08-04,0040,600.00,no\n`,
    'data/2026-08/marks.csv': `${MARKS}0040,80,\n`,
  })
  expect(differences(found, '012')).toEqual(['the whole person 15.00 – missing'])
  expect(differences(found, '0040')).toEqual(['the whole person – 45.60 extra'])
  expect(found.totals).toEqual([
    { class: 'extra', count: 1, amount: '45.60' },
    { class: 'missing', count: 1, amount: '-15.00' },
  ])
  // The largest difference first, whichever way it goes: 45.60 − 15.00 = 30.60 in all.
  expect(found.people.map(p => p.id)).toEqual(['0040', '012'])
  expect(found.total).toBe('30.60')
  expect(found.people.every(p => p.bridge === undefined)).toBe(true)
})

// A pot of 100 shared by marks of 60, 40 and 100 gives 30, 20 and 50; with 60, 90 and 100 it gives 24, 36 and 40.
const SHARED = edited(
  SCHEME,
  ['bonus: turnover × rate × scores.mark ÷ 100', 'bonus: share(pot by marks.mark)'],
  ['turnover: sum(orders.labour by advisor)', 'pot: { formula: 100元, round: 2 }'],
  ['parameters:\n  rate: 10%\n', ''],
)
const WEIGHTS = (second: number): string => `id,mark,damage\n007,60,\n012,${second},\n0030,100,\n`

test('what changed for others is said to be theirs', async () => {
  const found = await compared({
    'scheme.yaml': SHARED,
    'data/2026-07/marks.csv': WEIGHTS(40),
    'data/2026-08/marks.csv': WEIGHTS(90),
  })
  expect(causes(found, '007')).toEqual(['mark of others -6.00', 'reserves 1.50 → 1.20 0.30'])
  expect(causes(found, '012')).toEqual(['mark 40 → 90 16.00', 'reserves 1.00 → 1.80 -0.80'])
})

// Switched on in August with 4 hours; in July there were none, and nothing can be divided by them.
test('changes that make no sense one without the other count together', async () => {
  const scheme = edited(
    SCHEME,
    ['mark: { type: number', 'on: { type: yes/no, blank: no }\n      hours: number\n      mark: { type: number'],
    ['bonus: turnover × rate × scores.mark ÷ 100', 'bonus: if on then 100元 ÷ hours else 10元'],
  )
  const marks = (on: string, hours: number): string =>
    `id,mark,damage,on,hours\n007,95,,${on},${hours}\n012,60,0,no,1\n0030,88,0,no,1\n`
  const found = await compared({
    'scheme.yaml': edited(
      scheme,
      ['  turnover: sum(orders.labour by advisor)\n', ''],
      ['values:\n', ''],
      ['parameters:\n  rate: 10%\n', ''],
    ),
    'data/2026-07/marks.csv': marks('no', 0),
    'data/2026-08/marks.csv': marks('yes', 4),
  })
  expect(causes(found, '007')).toEqual(['on + hours 15.00', 'reserves 0.50 → 1.25 -0.75'])
})

test('another position', async () => {
  const found = await compared({ 'data/2026-08/roster.csv': edited(ROSTER, ['Ann,advisor', 'Ann,head']) })
  expect(causes(found, '007')).toEqual(['position advisor → head 100.00'])
})

/** The shop with July closed. */
async function closed(changes: Readonly<Record<string, string>>): Promise<string> {
  const shop = twoMonths(changes)
  for (const command of ['run', 'close']) expect((await run([command, '-C', shop, '--period', '2026-07'])).code).toBe(0)
  return shop
}

async function julyToAugust(shop: string): Promise<Compared> {
  return json<Compared>(await compareIn(shop, '2026-07', '2026-08', '--json'))
}

// July carries 101.00 of 012's repair over. August has no new damage: at most 4.00 are taken of what is left.
test('what a closed month carries over is a matter of timing', async () => {
  const found = await julyToAugust(await closed({ 'data/2026-08/marks.csv': edited(MARKS, ['59.99,100', '59.99,']) }))
  expect(causes(found, '012')).toEqual(['damage 100.00 → 0.00 4.00', 'carried over from earlier months -4.00'])
})

// 200.00 more of labour in July: 19.10 more of bonus, 0.96 more withheld, as in the first test; both come in August.
test('a closed month is as it was closed; what corrects it is a matter of timing', async () => {
  const shop = await closed({})
  put(shop, { 'data/2026-07/orders.csv': edited(ORDERS, ['007,500.00', '007,700.00']) })
  expect((await run(['correct', '-C', shop, '--period', '2026-07'])).code).toBe(0)
  const found = await julyToAugust(shop)
  expect(differences(found, '007')).toEqual(['Correction – 18.14 timing', 'Total pay 136.09 154.23 sum'])
  expect(causes(found, '007')).toEqual(['corrections of earlier months 18.14'])
})

// A tenth of what the month before paid: 143.25 × 10% = 14.325 → 14.33.
test('a figure of an earlier month', async () => {
  const again = edited(SCHEME, [
    'reserves:',
    '  - for: advisor\n    lines:\n      again: earlier sum(pay.bonus, 1) × 10%\nreserves:',
  ])
  const found = await julyToAugust(await closed({ 'scheme.yaml': again }))
  expect(causes(found, '007')).toEqual(['earlier sum(pay.bonus, 1) 0.00 → 143.25 14.33'])
})

test('in 80 columns of a Chinese terminal: totals first, then person by person; quiet: the totals only', async () => {
  const shop = twoMonths({ 'data/2026-08/orders.csv': MORE_LABOUR })
  expect((await compareIn(shop, '2026-07', '2026-08', '--lang', 'zh')).out).toBe(
    [
      '2026-07 → 2026-08 · 比较 3 人，1 人有差异',
      '',
      '  类别  项数  影响实发',
      '  数据     2    +18.14',
      '',
      'Ann (007)  +18.14',
      '  bonus     143.25  162.35  +19.10  数据',
      '  应发奖金  143.25  162.35  +19.10  合计',
      '  quality     7.16    8.12   +0.96  数据',
      '  实发奖金  136.09  154.23  +18.14  合计',
      '    Ann (007): 实发奖金 136.09 → 154.23 (+18.14): turnover 1,500.05 → 1,700.05',
      '    +19.10; 预留 7.16 → 8.12 −0.96',
      '',
    ].join('\n'),
  )
  const quiet = await compareIn(shop, '2026-07', '2026-08', '--quiet')
  expect(quiet.out.split('\n')).toEqual([
    '2026-07 → 2026-08 · 3 people compared, 1 differs',
    '',
    '  Class  Count  Amount',
    '  input      2  +18.14',
    '',
  ])
})
