// An order's whole life, by hand: months and entries in which it counted, its rows, whom they paid, reversals, reworks of other
// tables, corrections, and what the exports say of it that lie there now.

import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { contents, copyInto, folderOfFile, put, tempFolder } from '../support/folders.ts'

const SCHEME = `scheme: Orders
from: 2026-01
people:
  file: roster*
  columns: { id: id, name: name, position: position, hired: date }
  paid: hired ≤ end of period
tables:
  orders:
    file: orders*
    month: settled
    columns: { order: id, settled: date, advisor: { type: person, shared: equally }, labour: money }
  reworks:
    file: reworks*
    month: done
    columns: { slip: id, done: date, original: id, advisor: person }
values:
  turnover: sum(orders.labour by advisor)
  finished: count distinct(orders.order)
  redone: count(reworks by advisor)
pay:
  - for: clerk
    commission:
      bonus: turnover × 10%
      all: finished × 1元
      fine: redone × -5元
`
const ROSTER = 'id,name,position,hired\n007,Ann,clerk,2020-01-01\n012,Bob,clerk,2020-01-01\n'
const ORDERS = 'order,settled,advisor,labour\n'
const REWORKS = 'slip,done,original,advisor\n'
const JULY = `${ORDERS}WX101,2026-07-10,Ann,100.00\nWX102,2026-07-11,Bob,50.00\nWX104,2026-07-12,"Ann,Bob",31.00\n`
const LATE = 'WX103,2026-07-31,Ann,70.00\n'
const AUGUST = `${ORDERS}WX101,2026-08-05,Ann,-100.00\nWX201,2026-08-06,Bob,10.00\n${LATE}`
const REDONE = `${REWORKS}RW1,2026-08-07,WX102,Bob\n`

const shop = folderOfFile()

const month = (name: string, orders: string, reworks: string): Record<string, string> => ({
  [`data/${name}/roster.csv`]: ROSTER,
  [`data/${name}/orders.csv`]: orders,
  [`data/${name}/reworks.csv`]: reworks,
})

interface State {
  month: string
  state: string
  entry?: number
  kind?: string
  counted: { table: string; lines: number; back: number }[]
  rows: { table: string; at: string; by?: string; day: string; fate: string; cells: Record<string, string> }[]
  added: {
    figure: string
    of: string
    adds: string
    rows: { at: string; value: string; part?: string }[]
    people: { id: string; lines: string[] }[]
  }[]
  because?: string
}

async function life(number: string, cwd = shop): Promise<State[]> {
  return json<{ states: State[] }>(await run(['explain', 'order', number, '--json'], { cwd })).states
}

const fates = (states: readonly State[]): string[] =>
  states.flatMap(s => s.rows.map(r => `${s.month} ${s.entry ?? s.state} ${r.at.replace(/^data\//, '')} ${r.fate}`))

/** Figure, whose, what was added; then who is paid for it in which lines. */
const adds = ({ added }: State): string[] =>
  added.map(a => `${a.figure} ${a.of} ${a.adds} ${a.people.map(p => `${p.id}:${p.lines.join()}`).join(' ')}`.trim())

async function must(...argv: string[]): Promise<void> {
  const ran = await run(argv, { cwd: shop })
  if (ran.code !== 0) throw new Error(`${argv.join(' ')}: ${ran.err}`)
}

// Entry 1 closes July without WX103, entry 2 August, entry 3 corrects July with it; September is open and has WX102 again.
beforeAll(async () => {
  put(shop, { 'scheme.yaml': SCHEME, ...month('2026-07', JULY, REWORKS), ...month('2026-08', AUGUST, REDONE) })
  for (const period of ['2026-07', '2026-08'])
    for (const command of ['run', 'close']) await must(command, '--period', period)
  put(shop, { 'data/2026-07/orders.csv': JULY + LATE })
  await must('correct', '--period', '2026-07')
  put(shop, month('2026-09', `${ORDERS}WX102,2026-09-02,Bob,50.00\nWX301,2026-09-03,Ann,5.00\n`, REWORKS))
})

describe('an order that counted', () => {
  test('its row, what it added and whom that paid; then the reversal that took it back', async () => {
    const states = await life('WX101')
    expect(fates(states)).toEqual([
      '2026-07 1 2026-07/orders.csv:2 counted',
      '2026-08 2 2026-08/orders.csv:2 taken back',
    ])
    expect(states[0]!.rows[0]!.cells).toEqual({
      order: 'WX101',
      settled: '2026-07-10',
      advisor: '007',
      labour: '100.00',
    })
    expect(adds(states[0]!)).toEqual([
      'sum(orders.labour by advisor) 007 100.00 007:bonus',
      'count distinct(orders.order)  1 007:all 012:all',
    ])
    expect(adds(states[1]!)[0]).toBe('sum(orders.labour by advisor) 007 -100.00 007:bonus')
    expect(states[1]!.counted).toEqual([{ table: 'orders', lines: 1, back: 1 }])
  })

  test('of a row that two share each has a part', async () => {
    const [state] = await life('WX104')
    // 31.00 in two: 15.50 each
    expect(state!.added.filter(a => a.of !== '').map(a => [a.of, a.adds, a.rows[0]!.part])).toEqual([
      ['007', '15.50', '1/2'],
      ['012', '15.50', '1/2'],
    ])
  })

  test('a rework of another table that names it; and where it comes again in an open month, that is refused', async () => {
    const states = await life('WX102')
    expect(fates(states)).toEqual([
      '2026-07 1 2026-07/orders.csv:3 counted',
      '2026-08 2 2026-08/reworks.csv:2 counted',
      '2026-09 open 2026-09/orders.csv:2 again',
    ])
    expect(states[1]!.rows[0]).toMatchObject({ table: 'reworks', by: 'original' })
    expect(adds(states[1]!)).toEqual(['count(reworks by advisor) 012 1 012:fine'])
    expect(states[2]!.because).toBe('ORDER_AGAIN')
  })
})

describe('an order that came late', () => {
  test('counts by the correction of its month, and not where its row lies', async () => {
    const states = await life('WX103')
    expect(fates(states)).toEqual([
      '2026-07 3 2026-07/orders.csv:5 counted',
      '2026-08 2 2026-08/orders.csv:4 elsewhere',
    ])
    expect(states[0]).toMatchObject({ kind: 'correct' })
    expect(adds(states[0]!)[0]).toBe('sum(orders.labour by advisor) 007 70.00 007:bonus')
  })

  test('before that correction nothing counted it, and what to do is said, in both languages', async () => {
    const cwd = tempFolder()
    put(cwd, { 'scheme.yaml': SCHEME, ...month('2026-07', JULY, REWORKS), ...month('2026-08', ORDERS + LATE, REWORKS) })
    for (const command of ['run', 'close'])
      expect(await run([command, '--period', '2026-07'], { cwd })).toMatchObject({ code: 0 })
    expect(fates(await life('WX103', cwd))).toEqual(['2026-08 open 2026-08/orders.csv:2 never'])
    const said = async (language: string): Promise<string> => {
      const { code, out } = await run(['explain', 'order', 'WX103', '--lang', language], { cwd })
      expect(code).toBe(0)
      return out.replace(/\s+/g, ' ')
    }
    expect(await said('en')).toContain('never counted: `bonusbook correct --period 2026-07`')
    expect(await said('zh')).toContain('从未计入：请运行 `bonusbook correct --period 2026-07`')
    // Added to July's export, which then is not what was closed
    put(cwd, { 'data/2026-07/orders.csv': JULY + LATE })
    expect(fates(await life('WX103', cwd))).toEqual([
      '2026-07 changed 2026-07/orders.csv:5 never',
      '2026-08 open 2026-08/orders.csv:2 never',
    ])
  })

  test('an order that a correction changes is shown before and after; one that it leaves as it was, once', async () => {
    const cwd = tempFolder()
    copyInto(shop, cwd)
    put(cwd, { 'data/2026-07/orders.csv': edited(JULY + LATE, ['Bob,50.00', 'Bob,80.00']) })
    expect(await run(['correct', '--period', '2026-07'], { cwd })).toMatchObject({ code: 0 })
    const states = (await life('WX102', cwd)).filter(s => s.month === '2026-07')
    expect(states.map(s => [s.entry, s.kind, s.rows[0]!.cells.labour])).toEqual([
      [1, 'close', '50.00'],
      [4, 'correct', '80.00'],
    ])
    expect((await life('WX101', cwd)).filter(s => s.month === '2026-07')).toHaveLength(1)
  })

  test('one that a correction takes out counted at first, and does not now', async () => {
    const cwd = tempFolder()
    copyInto(shop, cwd)
    // July as it was first closed, without WX103, which entry 3 counted
    put(cwd, { 'data/2026-07/orders.csv': JULY })
    expect(await run(['correct', '--period', '2026-07'], { cwd })).toMatchObject({ code: 0 })
    const said = async (lang: string): Promise<string> =>
      (await run(['explain', 'order', 'WX103', '--lang', lang], { cwd })).out
    expect(await said('en')).toMatch(
      /^Order WX103: counted in 2026-07 at first; a correction took it out[.]\n[\s\S]*entry 4, .*\n {2}no row names it any more\n/,
    )
    expect(await said('zh')).toMatch(/^单号 WX103：原已计入 2026-07，后经更正不再计入。\n/)
  })
})

test('an open month says what a row adds when it is closed; without a book it is all there is', async () => {
  const [state] = await life('WX301')
  // WX102 comes again, so September can't be worked out
  expect([state!.state, state!.because]).toEqual(['open', 'ORDER_AGAIN'])
  const cwd = tempFolder()
  put(cwd, { 'scheme.yaml': SCHEME, ...month('2026-07', JULY, REWORKS) })
  const [only] = await life('wx101'.toUpperCase(), cwd)
  expect(fates([only!])).toEqual(['2026-07 open 2026-07/orders.csv:2 open'])
  expect(adds(only!)[0]).toBe('sum(orders.labour by advisor) 007 100.00 007:bonus')
  const { out } = await run(['explain', '单号', 'WX101', '--lang', 'zh'], { cwd })
  expect(out).toContain('单号 WX101：没有任何已结账的月份计过。')
})

test('the files of a closed month may be gone: its copies are read', async () => {
  const cwd = tempFolder()
  copyInto(shop, cwd)
  rmSync(join(cwd, 'data'), { recursive: true })
  expect(fates(await life('WX101', cwd))).toHaveLength(2)
})

describe('what is refused', () => {
  test.each([
    [['order', 'WX110'], 1, 'WX101'],
    [['order', 'wx101'], 1, 'WX101'],
    [['order', 'nobody knows it'], 1, 'NOT_FOUND'],
    [['order', 'WX101', '--period', '2026-07'], 2, 'bonusbook explain order WX101'],
    [['order', 'WX101', '--rows', '3'], 2, 'bonusbook explain order WX101'],
  ])('%j', async (argv, code, word) => {
    const before = contents(shop)
    const ran = await run(['explain', ...argv, '--lang', 'en'], { cwd: shop })
    expect([ran.code, ran.out]).toEqual([code, ''])
    expect(ran.err).toContain(word)
    expect(contents(shop)).toEqual(before)
  })
})

test('a text is read as it is typed anywhere: full-width letters are the same number', async () => {
  expect(await life('ＷＸ１０１')).toEqual(await life('WX101'))
})

const EARLIER = fileURLToPath(new URL('../../fixtures/books/0.1.0/golden', import.meta.url))

test('an entry of the first version, which remembers no orders, is worked out from its copies', async () => {
  const cwd = tempFolder()
  copyInto(EARLIER, cwd)
  const [, header] = /^(.*)\n/.exec(readFileSync(join(cwd, 'book/000001-close-2026-07.jsonl'), 'utf8'))!
  expect(JSON.parse(header!).orders).toBeUndefined()
  const [state] = await life('WX2607004154', cwd)
  expect(state).toMatchObject({ month: '2026-07', entry: 1, counted: [{ table: '维修工单', lines: 1, back: 0 }] })
  // 1,505.70 of labour and 1,623.45 of parts
  expect(state!.added[0]).toMatchObject({ of: '00053', adds: '3129.15' })
})
