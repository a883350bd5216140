// Exports that are joined by a number, a text, a day or a person: what finds no partner, what is spelled otherwise, what
// finds two, and what is looked up in vain, each told with its row; and where nothing is to be told. Amounts by hand.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountText } from '../../src/core/money.ts'
import { placeText } from '../../src/core/place.ts'
import { alike, spellings } from '../../src/core/suggest.ts'
import { monthOutcome } from '../support/outcome.ts'

interface Shop {
  readonly columns?: string
  readonly workOut: string
  readonly pay: string
  readonly receipts?: string
  readonly orders: readonly string[]
  readonly other: readonly string[]
  readonly more?: string
}

/** Orders: number, day, advisor, labour. Receipts: number, day, advisor, amount. */
async function worked({ columns, workOut, pay, receipts, orders, other, more = '' }: Shop) {
  const scheme = `scheme: joins
from: 2026-01
currency: USD
people:
  file: roster*
  columns: { code: id, name: name, role: position }
  paid: yes
tables:
  orders:
    file: orders*
    month: day
    columns: ${columns ?? '{ nr: { type: id, blank: none }, day: date, who: person, labour: money }'}
    work out:
      ${workOut}
  receipts:
    file: receipts*
    columns: ${receipts ?? '{ nr: { type: id, blank: none }, day: date, who: person, amount: money }'}
pay:
  - for: everyone
    lines:
      a: ${pay}
${more}`
  const { month, problems: all } = await monthOutcome({
    'scheme.yaml': scheme,
    'data/2026-07/roster.csv': 'code,name,role\n1,Ann,tech\n2,Bob,tech\n',
    'data/2026-07/orders.csv': `nr,day,who,labour\n${orders.join('\n')}\n`,
    'data/2026-07/receipts.csv': `nr,day,who,amount\n${other.join('\n')}\n`,
    'data/2026-07/marks.csv': undefined,
  })
  // Few of the columns are read by each of these schemes.
  const problems = all.filter(p => p.code !== 'COLUMN_UNUSED')
  const told = problems.map(p => `${p.severity} ${p.code} ${placeText(p.at!)}`.replaceAll('data/2026-07/', ''))
  const pays = month && Object.fromEntries(month.result.people.map(p => [p.id, amountText(p.gross)]))
  return { told, pays, problems, month }
}

const PAID = { workOut: 'paid: sum(receipts.amount by nr)', pay: 'sum(orders.labour by who where paid ≥ labour) × 10%' }
const ORDERS = ['W001,2026-07-03,Ann,1000', 'W002,2026-07-04,Bob,2000']

describe('numbers that are spelled otherwise', () => {
  test.each([
    ['case', 'w001', 'w002'],
    ['zeros', 'W1', 'W2'],
    ['dashes and blanks', 'W-001', 'W 002'],
    ['width', 'Ｗ００１', 'Ｗ００２'],
  ])('%s', async (_, first, second) => {
    const { told, pays } = await worked({
      ...PAID,
      orders: ORDERS,
      other: [`${first},2026-07-05,Ann,1000`, `${second},2026-07-05,Bob,2000`],
      columns: '{ nr: text, day: date, who: person, labour: money }',
      receipts: '{ nr: text, day: date, who: person, amount: money }',
    })
    expect(pays).toBeUndefined()
    expect(told).toEqual(['error JOIN_NEAR orders.csv:2:1', 'error JOIN_NEAR orders.csv:3:1'])
  })

  test('blanks and width of a number mean nothing: it is read without them', async () => {
    const other = ['Ｗ００１,2026-07-05,Ann,1000', 'W 002,2026-07-05,Bob,2000']
    expect(await worked({ ...PAID, orders: ORDERS, other })).toMatchObject({
      told: [],
      pays: { '1': '100.00', '2': '200.00' },
    })
  })

  test('one of many is enough, and each side is looked at', async () => {
    const orders = [...ORDERS, 'W003,2026-07-04,Bob,50']
    const { told, problems } = await worked({
      ...PAID,
      orders,
      other: ['W001,2026-07-05,Ann,1000', 'W002,2026-07-05,Bob,1500', 'w002,2026-07-06,Bob,500'],
    })
    // W002 is there too, so that w002 is another spelling of it.
    expect(told).toEqual(['error ID_NEAR receipts.csv:4:1'])
    expect(problems[0]).toMatchObject({
      facts: { found: 'w002', nearest: 'W002' },
      quote: { text: expect.stringContaining('w002') },
    })
  })

  test('accepted, they count as they stand', async () => {
    const { told, pays } = await worked({
      ...PAID,
      orders: ORDERS,
      other: ['W001,2026-07-05,Ann,1000', 'w002,2026-07-05,Bob,2000'],
      more: 'allow: { JOIN_NEAR: w002 is an order of another shop }\n',
    })
    expect([told, pays]).toEqual([['warning JOIN_NEAR orders.csv:3:1'], { '1': '100.00', '2': '0.00' }])
  })

  test('what only looks alike is no spelling', () => {
    expect(['1-23', '12-4', 'A1', 'A10'].map(t => alike(t, 'A-1'))).toEqual([false, false, true, false])
    const different = [
      ['A+', 'A'],
      ['A-', 'A'],
      ['1.5L', '15L'],
      ['1.05', '1.5'],
      ['C++', 'C'],
    ] as const
    expect(different.map(([a, b]) => alike(a, b))).toEqual(different.map(() => false))
    expect([alike('2026-7-3', '2026/07/03'), alike('27-Ann', '27 ann'), alike('', '-'), alike('x', 'x')]).toEqual([
      ...[true, true],
      ...[false, false],
    ])
  })

  test('zeros in front, case and dashes never change what spellings have in common', () => {
    const word = fc.stringMatching(/^[A-Za-z]{1,3}[1-9]\d{0,5}$/)
    fc.assert(
      fc.property(word, fc.nat(4), fc.boolean(), (text, zeros, upper) => {
        const [, letters, digits] = /^(\D*)(\d+)$/.exec(text)!
        const other = `${letters}-${'0'.repeat(zeros)}${digits}`
        expect(spellings(upper ? other.toUpperCase() : other)).toContain(spellings(text)[0])
      }),
    )
  })
})

describe('what finds no partner', () => {
  test('is told with its sum, and stands in the reconciliation', async () => {
    const { told, pays, problems, month } = await worked({
      ...PAID,
      orders: ORDERS,
      other: ['W001,2026-07-05,Ann,1000', 'W002,2026-07-05,Bob,2000', 'X7,2026-07-05,Bob,30.5', 'X8,2026-07-05,Bob,9'],
    })
    expect([told, pays]).toEqual([['warning JOIN_MISSED receipts.csv:4:1'], { '1': '100.00', '2': '200.00' }])
    expect(problems[0]!.facts).toMatchObject({ keys: 2, found: ['X7', 'X8'], amounts: 'amount 39.50' })
    const amount = month!.reconciliation.find(r => r.column === 'amount')!
    expect([amount.alone, amount.difference].map(amountText)).toEqual(['39.50', '0.00'])
  })

  test('an order without a receipt, and a receipt of an order that is left out, are nothing to tell', async () => {
    const { told, pays } = await worked({
      ...PAID,
      orders: [...ORDERS, 'V1,2026-07-05,Bob,70'],
      other: ['W001,2026-07-05,Ann,1000', 'V1,2026-07-05,Ann,70'],
      columns: '{ nr: { type: id, blank: none }, day: date, who: person, labour: money }\n    leave out: nr = "V1"',
    })
    expect([told, pays]).toEqual([[], { '1': '100.00', '2': '0.00' }])
  })

  test('nothing in common is an error with a row of each side', async () => {
    const { told, problems } = await worked({
      ...PAID,
      orders: ORDERS,
      other: ['5001,2026-07-05,Ann,1000', '5002,2026-07-05,Bob,2000'],
    })
    expect(told).toEqual(['error JOIN_NONE orders.csv:2:1'])
    expect(placeText(problems[0]!.related![0]!.at)).toBe('data/2026-07/receipts.csv:2:1')
  })

  test('however often the figure is written', async () => {
    const { told } = await worked({
      workOut: 'paid: sum(receipts.amount by nr)\n      half: sum(receipts.amount by nr) ÷ 2',
      pay: 'sum(orders.labour by who where paid ≥ labour or half > $1) × 10%',
      orders: ORDERS,
      other: ['W001,2026-07-05,Ann,1000', 'X7,2026-07-05,Bob,1'],
    })
    expect(told).toEqual(['warning JOIN_MISSED receipts.csv:3:1'])
  })

  test('by a day', async () => {
    const { told, pays, problems } = await worked({
      workOut: 'same day: sum(receipts.amount by day)',
      pay: 'sum(orders.labour by who where same day > 0) × 10%',
      orders: ORDERS,
      other: ['Z,2026-07-03,Ann,1', 'Z,2026-07-09,Ann,5'],
    })
    expect([told, pays]).toEqual([['warning JOIN_MISSED receipts.csv:3:2'], { '1': '100.00', '2': '0.00' }])
    expect(problems[0]!.facts).toMatchObject({ found: ['2026-07-09'], amounts: 'amount 5.00' })
  })

  test('by a person', async () => {
    const { told, problems, month } = await worked({
      workOut: 'got: sum(receipts.amount by who)',
      pay: 'sum(orders.labour by who where got > 0) × 10%',
      orders: [ORDERS[0]!],
      other: ['Z,2026-07-03,Ann,1', 'Z,2026-07-09,Bob,5'],
    })
    expect(told).toEqual(['warning JOIN_MISSED receipts.csv:3:3'])
    expect(problems[0]!.facts).toMatchObject({ found: ['Bob (2)'], amounts: 'amount 5.00' })
    // 1 was asked for by a condition; 5 found nobody's row.
    const amount = month!.reconciliation.find(r => r.column === 'amount')!
    expect([amount.condition, amount.alone, amount.used].map(amountText)).toEqual(['1.00', '5.00', '0.00'])
  })
})

describe('what counts twice', () => {
  const SUMMED = { workOut: 'paid: sum(receipts.amount by nr)', pay: 'sum(orders.paid by who) × 10%' }
  const twice = [...ORDERS, 'W001,2026-07-09,Bob,5']
  const receipts = ['W001,2026-07-05,Ann,1000', 'W002,2026-07-05,Bob,2000']

  test('an order on two rows that both take what was received', async () => {
    const { told, pays } = await worked({ ...SUMMED, orders: twice, other: receipts })
    // Bob: (2,000 + 1,000) × 10%, though the 1,000 are Ann's already.
    expect([told, pays]).toEqual([['warning JOIN_TWICE orders.csv:4:1'], { '1': '100.00', '2': '300.00' }])
  })

  test('not where the second row comes to nothing, shares by its own table, or only asks', async () => {
    const once = await worked({
      ...SUMMED,
      pay: 'sum(if labour > $5 then paid else 0 by orders.who) × 10%',
      orders: twice,
      other: receipts,
    })
    expect(once.told).toEqual([])
    const shared = await worked({
      workOut: 'paid: sum(receipts.amount by nr)\n      all: sum(orders.labour by nr)',
      pay: 'sum(orders.paid × (orders.labour ÷ orders.all) by who) × 10%',
      orders: twice,
      other: receipts,
    })
    expect(shared.told).toEqual([])
    expect((await worked({ ...PAID, orders: twice, other: receipts })).told).toEqual([])
  })

  test('a day’s figure is due to everyone of the day, but to nobody twice', async () => {
    const byDay = {
      workOut: 'day’s: sum(receipts.amount by day)'.replace('’', ''),
      pay: 'sum(orders.days by who) × 10%',
    }
    const other = ['Z,2026-07-03,Ann,100']
    const two = ['A,2026-07-03,Ann,1', 'B,2026-07-03,Bob,1']
    expect((await worked({ ...byDay, orders: two, other })).told).toEqual([])
    const { told } = await worked({ ...byDay, orders: [...two, 'C,2026-07-03,Ann,1'], other })
    expect(told).toEqual(['warning JOIN_TWICE orders.csv:4:2'])
  })
})

describe('what is looked up in vain', () => {
  const list = ['W001,2026-07-05,Ann,7', 'W009,2026-07-05,Ann,9']
  test.each([
    ['only', 'sum(orders.price by who)'],
    ['min', 'sum(orders.price + orders.labour by who)'],
    ['max', 'max(orders.price by who)'],
    ['only', 'average(orders.price by who)'],
    ['only', 'sum(if labour > 0 then price else 0 by orders.who)'],
    ['only', 'count(orders by who where price > 0) × $1'],
  ])('%s in %s', async (aggregate, pay) => {
    const { told, problems } = await worked({
      workOut: `price: ${aggregate}(receipts.amount by nr)`,
      pay,
      orders: [...ORDERS, 'W002,2026-07-09,Bob,5'],
      other: list,
    })
    expect(told).toEqual(['error LOOKUP_MISSED orders.csv:3:1'])
    expect(problems[0]).toMatchObject({ facts: { found: 'W002', table: 'receipts', rows: 2 } })
  })

  test('a person whom a row is credited to', async () => {
    const { told } = await worked({
      workOut: 'credited: only(receipts.who by nr)',
      pay: 'sum(orders.labour by credited) × 10%',
      orders: ORDERS,
      other: list,
    })
    expect(told).toEqual(['error LOOKUP_MISSED orders.csv:3:1'])
  })

  test('not where the scheme says what it means', async () => {
    const { told, pays } = await worked({
      workOut: 'found: only(receipts.amount by nr)\n      price: if found is blank then $5 else found',
      pay: 'sum(orders.price by who)',
      orders: ORDERS,
      other: list,
    })
    expect([told, pays]).toEqual([[], { '1': '7.00', '2': '5.00' }])
  })

  test('nor of an average of answers, which is of those that there are', async () => {
    const { told, pays } = await worked({
      workOut: 'mark: average(receipts.amount by nr)',
      pay: 'average(orders.mark by who)',
      orders: [...ORDERS, 'W003,2026-07-04,Bob,5'],
      other: [...list, 'W003,2026-07-05,Ann,4'],
    })
    expect([told, pays]).toEqual([[], { '1': '7.00', '2': '4.00' }])
  })
})

test('what can’t be worked out of a row is told with the row', async () => {
  const { told, problems } = await worked({
    workOut: 'kind: { choose by: nr, W001: $1 }',
    pay: 'sum(orders.kind by who)',
    orders: [...ORDERS, 'W002,2026-07-04,Bob,2'],
    other: ['W001,2026-07-05,Ann,7'],
  })
  expect(told).toEqual(['error CHOICE_NONE orders.csv:3:1'])
  expect(problems[0]).toMatchObject({
    facts: { name: 'kind', found: 'W002' },
    quote: { text: expect.stringContaining('W002') },
  })
})

describe('texts of the scheme', () => {
  const texts = '{ nr: text, day: date, who: person, labour: money }'
  test('in another spelling, in conditions, choices and what is left out', async () => {
    const { told, problems } = await worked({
      columns: `${texts}\n    leave out: nr = "Void"`,
      workOut: 'price: { choose by: nr, Parts: $1, otherwise: $2 }',
      pay: 'sum(orders.price by who where nr ≠ "Gift")',
      orders: ['Parts,2026-07-03,Ann,1', 'parts,2026-07-03,Ann,1', 'VOID,2026-07-03,Ann,1', 'Gifts,2026-07-03,Ann,1'],
      other: ['Parts,2026-07-05,Ann,7'],
    })
    expect(told).toEqual(['error TEXT_NEAR orders.csv:3:1', 'error TEXT_NEAR orders.csv:4:1'])
    expect(problems.map(p => p.facts)).toMatchObject([{ nearest: 'Parts' }, { nearest: 'Void' }])
  })

  test('not where the scheme names both, or the text is another', async () => {
    const { told, pays } = await worked({
      columns: texts,
      workOut: 'twin: nr in ("Parts", "parts")',
      pay: 'count(orders by who where twin or nr = "A+") × $1',
      orders: ['Parts,2026-07-03,Ann,1', 'parts,2026-07-03,Ann,1', 'A,2026-07-03,Ann,1', 'A+,2026-07-03,Ann,1'],
      other: ['Parts,2026-07-05,Ann,7'],
    })
    expect([told, pays]).toEqual([[], { '1': '3.00', '2': '0.00' }])
  })

  test('of people', async () => {
    const { told } = await worked({
      columns: texts,
      workOut: 'one: labour',
      pay: 'if name = "ann" then $1 else sum(orders.one by who)',
      orders: ['Parts,2026-07-03,Ann,1'],
      other: ['Parts,2026-07-05,Ann,7'],
    })
    expect(told).toEqual(['error TEXT_NEAR roster.csv:2:2'])
  })
})

describe('a key that is looked up itself', () => {
  // Which list holds on the day is known only after the list itself was gone through twice: a price that waits for it is not to
  // be asked for before, and must not be 0 without a word.
  const SCHEME = `scheme: dated prices
from: 2026-01
currency: USD
people:
  file: roster*
  columns: { code: id, name: name, role: position }
  paid: yes
tables:
  prices:
    file: prices*
    columns: { kind: text, since: date, price: money }
    work out:
      newest: since = max(prices.since by kind)
  jobs:
    file: jobs*
    month: day
    columns: { who: person, day: date, kind: text }
    work out:
      last: max(prices.since by kind)
      before: max(prices.since by kind where not newest)
      since: if day ≥ last then last else before
      price: only(prices.price by kind, since)
pay:
  - for: everyone
    lines:
      a: sum(jobs.price by who)
`
  test('before and after the day on which the price changes', async () => {
    const { month, problems } = await monthOutcome({
      'scheme.yaml': SCHEME,
      'data/2026-07/roster.csv': 'code,name,role\n1,Ann,tech\n2,Bob,tech\n',
      'data/2026-07/jobs.csv': 'who,day,kind\nAnn,2026-07-14,wash\nAnn,2026-07-15,wash\nBob,2026-07-31,wash\n',
      'data/2026-07/prices.csv': 'kind,since,price\nwash,2026-01-01,40\nwash,2026-07-15,45\n',
      'data/2026-07/marks.csv': undefined,
      'data/2026-07/orders.csv': undefined,
    })
    expect(problems).toEqual([])
    // 40 + 45, and 45
    expect(month?.result.people.map(p => amountText(p.gross))).toEqual(['85.00', '45.00'])
  })
})

describe('by two columns', () => {
  const prices = 'kind: text\n      level: text\n      price: money'
  async function priced(
    jobs: readonly string[],
    list: readonly string[],
    formula = 'only(prices.price by kind, level)',
  ) {
    const scheme = `scheme: pairs
from: 2026-01
currency: USD
people:
  file: roster*
  columns: { code: id, name: name, role: position }
  paid: yes
tables:
  prices:
    file: prices*
    columns:
      ${prices}
  jobs:
    file: jobs*
    month: day
    columns: { who: person, day: date, kind: text, level: text }
    work out:
      price: ${formula}
pay:
  - for: everyone
    lines:
      a: sum(jobs.price by who)
`
    const { month, problems: all } = await monthOutcome({
      'scheme.yaml': scheme,
      'data/2026-07/roster.csv': 'code,name,role\n1,Ann,tech\n2,Bob,tech\n',
      'data/2026-07/jobs.csv': `who,day,kind,level\n${jobs.join('\n')}\n`,
      'data/2026-07/prices.csv': `kind,level,price\n${list.join('\n')}\n`,
      'data/2026-07/marks.csv': undefined,
      'data/2026-07/orders.csv': undefined,
    })
    const told = all.map(p => `${p.code} ${placeText(p.at!)}`.replaceAll('data/2026-07/', ''))
    const pays = month && Object.fromEntries(month.result.people.map(p => [p.id, amountText(p.gross)]))
    return { told, pays, found: all.map(p => ('found' in p.facts ? p.facts.found : '')) }
  }
  const jobs = ['Ann,2026-07-03,wash,small', 'Ann,2026-07-04,wash,large', 'Bob,2026-07-05,wax,small']
  const list = ['wash,small,10', 'wash,large,15', 'wax,small,20', 'wax,large,30']

  test('each row finds the one of both', async () => {
    for (const all of [jobs, [...jobs].reverse()]) {
      const { told, pays } = await priced(all, list)
      expect([told, pays]).toEqual([[], { '1': '25.00', '2': '20.00' }])
    }
  })

  test('a miss is told with its row, or is what the scheme says', async () => {
    const missed = await priced(jobs, list.slice(0, 2))
    expect([missed.told, missed.pays]).toEqual([['LOOKUP_MISSED jobs.csv:4:1'], undefined])
    expect(missed.found).toEqual(['wax · small'])
    const formula = 'if only(prices.price by kind, level) is blank then 5USD else only(prices.price by kind, level)'
    expect((await priced(jobs, list.slice(0, 2), formula)).pays).toEqual({ '1': '25.00', '2': '5.00' })
  })

  test('two rows for one pair are refused, and a column that the other has not', async () => {
    expect((await priced(jobs, [...list, 'wash,small,12'])).told[0]).toContain('VALUE_NOT_ONE')
    expect((await priced(jobs, list, 'only(prices.price by kind, who)')).told[0]).toContain('NAME_UNKNOWN')
  })

  test('somebody’s figures are of one person or group', async () => {
    const { told } = await priced(jobs, list, '1USD × count(jobs by who, kind)')
    // How many jobs of that kind each has: a figure of the rows themselves.
    expect(told.filter(t => !t.startsWith('COLUMN_UNUSED'))).toEqual([])
  })
})
