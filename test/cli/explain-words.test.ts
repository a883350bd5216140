// Explanations in words: conditions and bands with their figures, worked-out columns of rows, figures of earlier months with the
// entries that they are from, corrections with the rows that made the difference, and names that several things have.

import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Ran, run } from '../support/cli.ts'
import { folderOfFile, put } from '../support/folders.ts'

const SCHEME = `scheme: words
from: 2026-01
currency: USD
sheets: en
people:
  file: roster*
  columns: { code: id, name: name, job: position, left: { type: date, blank: none } }
  paid: left is blank or left ≥ start of period
tables:
  orders:
    file: orders*
    month: day
    columns:
      order: id
      day: date
      seller: person
      price: money
      cost: money
    work out:
      margin: price − cost
  marks:
    file: marks*
    one row per: code
    columns: { code: person, score: number, rework: percent, visits: number, bonus: money }
values:
  earned: sum(orders.margin by seller)
  twice: 2
scores:
  score: marks.score
  visits: { formula: marks.visits }
pay:
  - for: seller
    commission:
      share: earned × 10%
      high: { when: marks.score > 90, formula: $50 }
      clean: if marks.rework ≤ 3% then $30 else $0
      step:
        bands of: marks.score
        up to 60: $1
        up to 90: $2
        above 90: $3
      bonus: marks.bonus
      past: earlier sum(earned, 2) × 1%
      visits: $7
  - for: boss
    commission:
      chief: $5
reserves:
  kept:
    withheld: commission × 10%
    forfeited at once: marks.rework > 3%
`
const ROSTER = `code,name,job,left
1,Ann,seller,
2,Bob,seller,
3,Cid,boss,
4,Dan,seller,2026-07-15
`
const MARKS = `code,score,rework,visits,bonus
1,90,3.2%,4,8
2,95,3%,4,8
3,0,0%,4,8
4,0,0%,4,8
`
const orders = (month: string, ...rows: string[]): string =>
  `order,day,seller,price,cost\n${rows.map(r => r.replace('M', month)).join('\n')}\n`

const shop = join(folderOfFile(), 'shop')
const call = (...argv: string[]): Promise<Ran> => run(argv, { cwd: shop, now: new Date(2026, 8, 3) })
const ask = async (who: string, line: string, lang = 'en'): Promise<string> => {
  const ran = await call('explain', who, line, '--period', '2026-08', '--lang', lang)
  expect(ran.err).toBe('')
  return ran.out
}
const refused = async (who: string, line: string): Promise<string> => {
  const ran = await call('explain', who, line, '--period', '2026-08')
  expect([ran.code, ran.out]).toEqual([1, ''])
  return ran.err.replace(/\s+/g, ' ')
}

beforeAll(async () => {
  put(shop, {
    'scheme.yaml': SCHEME,
    'data/2026-07/roster.csv': ROSTER,
    'data/2026-07/marks.csv': MARKS,
    'data/2026-07/orders.csv': orders('2026-07', 'A1,M-01,1,300,100', 'A2,M-02,2,50,20'),
    'data/2026-08/roster.csv': ROSTER,
    'data/2026-08/marks.csv': MARKS,
    'data/2026-08/orders.csv': orders('2026-08', 'B1,M-01,1,500,400'),
  })
  const done = async (...argv: string[]): Promise<void> => {
    const ran = await call(...argv, '--period', '2026-07')
    expect(ran.code, ran.err).toBe(0)
  }
  await done('run')
  await done('close')
  // A1 was 400, then A3 is found.
  put(shop, { 'data/2026-07/orders.csv': orders('2026-07', 'A1,M-01,1,400,100', 'A2,M-02,2,50,20') })
  await done('correct')
  put(shop, { 'data/2026-07/orders.csv': orders('2026-07', 'A1,M-01,1,400,100', 'A2,M-02,2,50,20', 'A3,M-03,1,30,10') })
  await done('correct')
}, 120_000)

describe('conditions and bands', () => {
  test.each([
    ['1', 'high', 'en', 'score of marks 90 is not above 90 → there is no such line'],
    ['1', 'high', 'zh', 'marks的score 90 不超过 90 → 没有这一项'],
    ['2', 'high', 'en', 'score of marks 95 is above 90 → there is such a line'],
    ['1', 'clean', 'en', 'rework of marks 3.2% is not at most 3% → $0'],
    ['1', 'clean', 'zh', 'marks的rework 3.2% 超过 3% → $0'],
    ['2', 'clean', 'en', 'rework of marks 3% is at most 3% → $30'],
    ['1', 'step', 'en', 'score of marks 90 is above 60 and at most 90 → $2'],
    ['1', 'step', 'zh', 'marks的score 90 超过 60且不超过 90 → $2'],
  ])('%s %s (%s)', async (who, line, lang, words) => {
    expect(await ask(who, line, lang)).toContain(words)
  })

  // Ann: 10% of 100.00 = 10.00, 0, 2.00, 8.00, 1% of 320.00 = 3.20, 7.00: 30.20; 10% = 3.02
  test('what is forfeited at once has its condition', async () => {
    const out = await ask('1', 'Forfeited kept')
    expect(out).toContain('Forfeited kept = 3.02')
    expect(out).toContain('rework of marks 3.2% is above 3%')
    expect(await ask('2', 'Forfeited kept')).toContain('rework of marks 3% is not above 3%')
  })
})

test('a column that is worked out row by row is shown with its formula', async () => {
  const out = await ask('1', 'share')
  expect(out).toContain('margin = price − cost')
  expect(out).toMatch(/# +order +day +price +cost +margin\n/)
  expect(out).toMatch(/2 +B1 +2026-08-01 +500\.00 +400\.00 +100\.00\n/)
})

// July of Ann: 300 − 100 = 200.00 as closed, 300.00 by the first correction, 320.00 by the second.
test('each earlier month that was summed, with the entry that it is from', async () => {
  const out = await ask('1', 'past')
  expect(out).toContain('past = 3.20')
  expect(out.replace(/\s+/g, ' ')).toContain('2026-07 320.00 (book/000003-correct-2026-07.jsonl)')
  const bob = await ask('2', 'past')
  expect(bob.replace(/\s+/g, ' ')).toContain('2026-07 30.00 (book/000001-close-2026-07.jsonl)')
})

// 10% of 100.00, then of 20.00 more: 10.00 + 2.00.
test('corrections of one name are one, each with its entry, what was and is, and the rows', async () => {
  const out = await ask('1', 'Correction 2026-07 share')
  expect(out).toContain('Correction 2026-07 share = 12.00')
  for (const words of [
    'book/000002-correct-2026-07.jsonl 2026-09-03',
    '2026-07: was 20.00, is 30.00',
    'book/000003-correct-2026-07.jsonl 2026-09-03',
    '2026-07: was 30.00, is 32.00',
    'earned = 200.00 → 300.00',
    'earned = 300.00 → 320.00',
  ])
    expect(out).toContain(words)
  expect(out).toMatch(/changed +A1 +2026-07-01 +300\.00 → 400\.00 +100\.00 +200\.00 → 300\.00/)
  expect(out).toMatch(/added +A3 +2026-07-03 +30\.00 +10\.00 +20\.00/)
})

test('what is held of a month, with its postings', async () => {
  // As closed 10% of 20.00 + 0 + 2.00 + 8.00 + 7.00 = 37.00: all of it forfeited at once; corrections withhold 1.00 and 0.20.
  const out = await ask('1', 'kept 2026-07')
  expect(out).toContain('Held back = 3.70  book/000001-close-2026-07.jsonl')
  expect(out).toContain('Held back = 1.00  book/000002-correct-2026-07.jsonl')
})

describe('names', () => {
  test('what stands on the sheet is meant first, and other things of the name are told', async () => {
    const out = await ask('1', 'bonus')
    expect(out).toContain('bonus = 8.00')
    expect(out).toContain('The same name: marks.bonus')
    expect(await ask('1', 'marks.bonus')).toContain('bonus = 8.00  data/2026-08/marks.csv:2:5')
  })

  test('a line and a score of one name are refused, and the ways that are told work', async () => {
    expect(await refused('1', 'visits')).toContain(
      '“visits” can mean several things → Write one of: scores.visits, pay.visits',
    )
    expect(await ask('1', 'pay.visits')).toContain('visits = 7.00')
    expect(await ask('1', 'scores.visits')).toContain('visits = 4')
  })

  test('a line of another position, and somebody who has left, are refused with what is known', async () => {
    expect(await refused('1', 'chief')).toContain('Ann (1) has no “chief”: it is of boss → There are:')
    const left = await refused('4', 'share')
    expect(left).toContain('Dan (4) is not paid in 2026-08')
    expect(left).toContain('left 2026-07-15')
    expect(left).toContain('Their last closed month is 2026-07: --period 2026-07.')
    expect(await refused('1', 'shaer')).toContain('Did you mean “share”?')
  })

  test('sums of all who are paid, of a group and of the shop', async () => {
    // Bob: 0 + 50 + 30 + 3 + 8 + 0.30 + 7 = 98.30; Cid: 5.00; Ann 30.20, her corrections stand below
    const out = await ask('shop', 'gross')
    for (const one of ['Ann (1)  30.20', 'Bob (2)  98.30', 'Cid (3)  5.00', '133.50']) expect(out).toContain(one)
  })
})
