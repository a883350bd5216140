// The order in which a scheme names its tables changes no amount: rows may read figures of the shop that stand below them,
// and figures of people made of other tables; and who is paid may follow from any figure. Worked out by hand.

import { describe, expect, test } from 'vitest'
import { amountText } from '../../src/core/money.ts'
import { monthOutcome } from '../support/outcome.ts'

const HEAD = `scheme: order
from: 2026-01
currency: USD
people:
  file: roster*
  columns: { code: id, name: name, role: position }
`
const TABLES: Readonly<Record<string, string>> = {
  orders: `  orders:
    file: orders*
    month: day
    columns: { order: id, day: date, who: person, amount: money }
    work out:
      over: amount − base2
`,
  days: `  days:
    file: days*
    one row per: code
    missing row: blank
    columns: { code: person, days: { type: number, blank: 0 } }
`,
  figures: `  figures:
    file: figures*
    one figure per row: { name: name, value: value }
    columns: { base: money }
`,
}
const FILES = {
  'data/2026-07/roster.csv': 'code,name,role\n1,Ann,tech\n2,Bob,tech\n3,Cid,head\n',
  'data/2026-07/orders.csv': 'order,day,who,amount\nR1,2026-07-02,Ann,40\nR2,2026-07-09,Bob,200\n',
  'data/2026-07/days.csv': 'code,days\n1,2\n2,3\n3,0\n',
  'data/2026-07/figures.csv': 'name,value\nbase,10\n',
  'data/2026-07/marks.csv': undefined,
}

async function pays(order: readonly string[], rest: string): Promise<Record<string, string>> {
  const scheme = `${HEAD}${rest.trimEnd()}\ntables:\n${order.map(name => TABLES[name]).join('')}`
  const { month, problems } = await monthOutcome({ 'scheme.yaml': scheme, ...FILES })
  if (!month) return Object.fromEntries(problems.map(p => [p.code, '']))
  return Object.fromEntries(month.result.people.map(p => [p.id, amountText(p.gross)]))
}

const ORDERS: readonly (readonly string[])[] = [
  ['orders', 'days', 'figures'],
  ['figures', 'days', 'orders'],
  ['days', 'orders', 'figures'],
]

describe.each(ORDERS)('%s, %s, %s', (...order) => {
  test('a column worked out row by row reads a value that reads a figure of the shop', async () => {
    const rest = `  paid: days > 0
values:
  base2: base × 2
pay:
  - for: everyone
    lines:
      a: sum(orders.over by who)
      b: count(orders by who where amount > base × 15) × $1
`
    // Ann 40 − 20; Bob 200 − 20 and 1 for an order above 150; Cid was there for no day.
    expect(await pays(order, rest)).toEqual({ '1': '20.00', '2': '181.00' })
  })

  test('a condition on rows reads what all people are paid', async () => {
    const rest = `  paid: days > 0
values:
  base2: base × 2
  all: sum(people.first)
pay:
  - for: everyone
    lines:
      first: base × days + 0 × sum(orders.over by who)
      c: count(orders by who where amount > all) × $1
`
    // 20 and 30 are 50 together: only the order of 200 is above.
    expect(await pays(order, rest)).toEqual({ '1': '20.00', '2': '31.00' })
  })

  test('who is paid follows from rows', async () => {
    const rest = `  paid: count(orders by who where amount > base × 15) > 0
values:
  base2: base × 2
pay:
  - for: everyone
    lines:
      a: base × days + 0 × sum(orders.over by who)
`
    expect(await pays(order, rest)).toEqual({ '2': '30.00' })
  })
})

test('who is paid can’t follow from what all the paid have', async () => {
  const rest = '  paid: days > average(people.days)\npay:\n  - for: everyone\n    lines: { a: $1 }\n'
  expect(Object.keys(await pays(['days'], rest))).toContain('CYCLE')
})
