// A scheme file that says something else of a closed month than it was closed with: told with what was, what is and where; in
// meaning only, and no more once a figure has a `from` of its own, the month is corrected, or the scheme accepts it.

import { describe, expect, test } from 'vitest'
import { run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { put, tempFolder } from '../support/folders.ts'

const SCHEME = `scheme: Rules
from: 2026-01
people:
  file: roster*
  columns: { id: id, name: name, position: position, joined: date }
  paid: joined ≤ end of period
tables:
  orders:
    file: orders*
    month: day
    leave out: state = "void"
    columns: { order: id, day: date, who: person, labour: { type: money, blank: 0 }, state: text }
    work out:
      credit:
        bands of: labour
        under 500元: labour × 5%
        from 500元: labour × 10%
parameters:
  rate: 0.5%
values:
  turnover: sum(orders.labour by who)
pay:
  - for: everyone
    lines:
      bonus: turnover × rate + sum(orders.credit by who)
reserves:
  held:
    withheld: bonus × 10%
    forfeited at once: turnover < 100元
`
const ROSTER = 'id,name,position,joined\n01,Ann,advisor,2020-01-01\n'
const orders = (month: string): string =>
  `order,day,who,labour,state\n${month}-1,${month}-03,Ann,1000,done\n${month}-2,${month}-04,Ann,200,void\n`

async function shop(...months: readonly string[]): Promise<string> {
  const cwd = tempFolder()
  put(cwd, { 'scheme.yaml': SCHEME })
  for (const month of [...months, '2026-09'])
    put(cwd, { [`data/${month}/roster.csv`]: ROSTER, [`data/${month}/orders.csv`]: orders(month) })
  for (const month of months)
    for (const command of ['run', 'close'])
      expect(await run([command, '--period', month], { cwd })).toMatchObject({ code: 0 })
  return cwd
}

/** What is told of changes: place, what was and what is. */
async function told(cwd: string, command: readonly string[] = ['check']): Promise<string[]> {
  const { out } = await run([...command, '--period', '2026-09', '--json'], { cwd })
  const { problems } = JSON.parse(out) as { problems: { code: string; at?: string; message: string; hint: string }[] }
  return problems
    .filter(p => p.code === 'SCHEME_CHANGED')
    .map(({ at = '', message }) => `${/:(\d+):/.exec(at)?.[1] ?? ''} ${message}`)
}

const RATE: [string, string] = ['rate: 0.5%', 'rate: 0.6%']

describe('what is changed inside a closed month', () => {
  test.each([
    ['a rate', [RATE], ['19 “rate” was 0.5% at the closing of 2026-08; the scheme now says 0.6% for it']],
    [
      'one figure of a band of a worked-out column',
      [['labour × 10%', 'labour × 12%']],
      ['17 “orders.credit” was 10% at the closing of 2026-08; the scheme now says 12% for it'],
    ],
    [
      'the edge of a band',
      [
        ['under 500元', 'under 600元'],
        ['from 500元', 'from 600元'],
      ],
      ['16 “orders.credit” was 500元 at the closing of 2026-08; the scheme now says 600元 for it'],
    ],
    [
      'which rows count',
      [['"void"', '"done"']],
      ['11 “orders › leave out” was "void" at the closing of 2026-08; the scheme now says "done" for it'],
    ],
    [
      'what an empty cell means',
      [['blank: 0', 'blank: none']],
      [
        '12 “orders.labour” was money, blank: 0 at the closing of 2026-08; the scheme now says money, blank: none for it',
      ],
    ],
    [
      'who is paid',
      [['joined ≤ end of period', 'joined < end of period']],
      [
        '6 “people › paid” was joined ≤ end of period at the closing of 2026-08; the scheme now says joined < end of period for it',
      ],
    ],
    [
      'when it is lost',
      [['turnover < 100元', 'turnover < 200元']],
      ['29 “held › forfeited at once” was 100元 at the closing of 2026-08; the scheme now says 200元 for it'],
    ],
    [
      'a new line',
      [['    lines:\n', '    lines:\n      meals: 300元\n']],
      ['25 “meals” was not there at the closing of 2026-08; the scheme now says 300元 for it'],
    ],
  ] as [string, [string, string][], string[]][])('%s', async (_, edits, expected) => {
    const cwd = await shop('2026-08')
    put(cwd, { 'scheme.yaml': edited(SCHEME, ...edits) })
    expect(await told(cwd)).toEqual(expected)
    expect(await told(cwd, ['run'])).toEqual(expected)
  })

  test('several months are one problem; what is to be done names the first', async () => {
    const cwd = await shop('2026-07', '2026-08')
    put(cwd, { 'scheme.yaml': edited(SCHEME, RATE) })
    const said = async (language: string): Promise<string> => {
      const { out } = await run(['check', '--period', '2026-09', '--lang', language], { cwd })
      return out.replace(/\s+/g, ' ')
    }
    const english = await said('en')
    expect(english).toContain('“rate” was 0.5% at the closing of 2026-07, 2026-08; the scheme now says 0.6% for it')
    expect(english).toContain('bonusbook correct --period 2026-07 --scheme scheme.yaml')
    expect(await said('zh')).toContain('“rate”：2026-07, 2026-08 结账时为 0.5%，方案现在规定为 0.6%')
  })

  test('a closed month tells it of itself', async () => {
    const cwd = await shop('2026-08')
    put(cwd, { 'scheme.yaml': edited(SCHEME, RATE) })
    const { out, code } = await run(['check', '--period', '2026-08', '--lang', 'en'], { cwd })
    expect([code, out.includes('“rate” was 0.5% at the closing of 2026-08')]).toEqual([0, true])
  })
})

describe('what is no change of a closed month', () => {
  test.each([
    [
      'remarks and the order of keys',
      [
        [
          'parameters:\n  rate: 0.5%\nvalues:\n  turnover: sum(orders.labour by who)',
          'values:\n  turnover: sum( orders.labour  by who )  # as before\nparameters:\n  rate: 0.50%',
        ],
      ],
    ],
    ['a figure from the open month on', [['rate: 0.5%', 'rate: { until 2026-08: 0.5%, from 2026-09: 0.6% }']]],
    ['a scheme that begins after it', [['from: 2026-01', 'from: 2026-09'], RATE]],
    ['a new parameter that only a new month reads', [['parameters:\n', 'parameters:\n  spare: 5%\n']]],
    [
      'what the scheme accepts',
      [RATE, ['parameters:\n', 'allow:\n  SCHEME_CHANGED: agreed in writing\nparameters:\n']],
    ],
  ] as [string, [string, string][]][])('%s', async (_, edits) => {
    const cwd = await shop('2026-08')
    put(cwd, { 'scheme.yaml': edited(SCHEME, ...edits) })
    const all = await told(cwd)
    // What is accepted is still told, with the reason.
    if (JSON.stringify(edits).includes('allow')) expect(all).toHaveLength(1)
    else expect(all).toEqual([])
  })

  test('one by which the month was corrected', async () => {
    const cwd = await shop('2026-08')
    put(cwd, { 'scheme.yaml': edited(SCHEME, RATE) })
    // 1,000 × 0.1% more, of which a tenth is held.
    const corrected = await run(['correct', '--period', '2026-08', '--scheme', 'scheme.yaml'], { cwd })
    expect(corrected).toMatchObject({ code: 0 })
    expect(await told(cwd)).toEqual([])
  })

  test('the sheets of a month do not speak of others: closed, it replays to the byte', async () => {
    const cwd = await shop('2026-08')
    put(cwd, { 'scheme.yaml': edited(SCHEME, RATE) })
    for (const command of ['run', 'close'])
      expect(await run([command, '--period', '2026-09'], { cwd })).toMatchObject({ code: 0 })
    expect(await run(['book', 'verify', '--replay'], { cwd })).toMatchObject({ code: 0 })
  })
})
