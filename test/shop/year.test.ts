// A whole year of a shop that begins in the middle, with all that happens to a clerk: late orders, orders exported twice, a
// wrong export, somebody who leaves, a number that is given to somebody else, an early settlement, and a nightly job that
// repeats everything. What everybody must have had in the end is worked out here by adding up the orders, in whole fen,
// without any of the program: each order is paid once, and of what was held back nothing is lost.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { contents, put, tempFolder } from '../support/folders.ts'
import { readBook, writeBook } from '../support/opening.ts'

const SCHEME = `scheme: 年度店
from: 2026-01
people:
  file: 花名册*
  columns:
    工号: id
    姓名: name
    岗位: position
    入职日期: date
    离职日期: { type: date, blank: none }
  paid: 入职日期 ≤ end of period and (离职日期 is blank or 离职日期 ≥ start of period)
tables:
  工单:
    file: 工单*
    month: 结算日期
    columns: { 工单号: id, 结算日期: date, 服务顾问: person, 工时费: money }
  扣款:
    file: 扣款*
    one row per: 工号
    missing row: blank
    columns: { 工号: person, 客户索赔: { type: money, blank: 0 } }
  结果:
    file: results/结果*
    columns: { 期间: text, 比例: percent }
pay:
  - for: 服务顾问
    commission:
      工时提成: sum(工单.工时费 by 服务顾问) × 10%
reserves:
  质保金:
    withheld: max(工时提成, 0) × 5%
    release:
      every: quarter
      ratio: only(结果.比例 where 期间 = release period)
      forfeited by: 离职日期 is not blank and 离职日期 < start of payout
scores:
  上月提成: { for: 服务顾问, when: "earlier(工时提成, 1) is not blank", formula: "earlier(工时提成, 1)" }
deductions:
  at most: 20% × max(gross, 0)
  lines:
    索赔: 扣款.客户索赔
`

const MONTHS = [
  ...['2026-10', '2026-11', '2026-12', '2027-01', '2027-02', '2027-03'],
  ...['2027-04', '2027-05', '2027-06', '2027-07', '2027-08', '2027-09'],
] as const

const PEOPLE: Readonly<Record<string, string>> = { '001': '王芳', '002': '李强', '003': '陈静' }

interface Order {
  readonly number: string
  readonly day: string
  readonly who: string
  readonly yuan: number
}

/** Each month everybody has two orders, of 1,000, 2,000 … by person, and some more by month: multiples of 20 yuan. */
function ordersOf(month: string): Order[] {
  const at = MONTHS.indexOf(month as (typeof MONTHS)[number])
  return Object.keys(PEOPLE).flatMap((who, i) =>
    [5, 20].map(day => ({
      number: `WX${month.replace('-', '')}${who}${day}`,
      day: `${month}-${String(day).padStart(2, '0')}`,
      who,
      yuan: 1000 * (i + 1) + 100 * at + day * 20,
    })),
  )
}

/** Of each person in each of July to September 2026. */
const HELD_BEFORE = 20
const OWED_BEFORE = 150
const PAID_BEFORE = 'WX-OLD'

const HEAD = '工单号,结算日期,服务顾问,工时费\n'

function csv(orders: readonly Order[]): string {
  return HEAD + orders.map(o => `${o.number},${o.day},${PEOPLE[o.who] ?? o.who},${o.yuan.toFixed(2)}\n`).join('')
}

function roster(more: Readonly<Record<string, string>> = {}): string {
  const rows = {
    '001': '001,王芳,服务顾问,2020-01-01,',
    '002': '002,李强,服务顾问,2021-01-01,',
    '003': '003,陈静,服务顾问,2022-01-01,',
  }
  return `工号,姓名,岗位,入职日期,离职日期\n${Object.values({ ...rows, ...more }).join('\n')}\n`
}

const RESULTS = '期间,比例\n2026-Q3,100%\n2026-Q4,90%\n2027-Q1,100%\n2027-Q2,80%\n2027-Q3,120%\n'
const FINES = '工号,客户索赔\n'

/** A shop whose folder a test changes as a clerk would. */
class Shop {
  readonly cwd: string = tempFolder()

  constructor(changes: Readonly<Record<string, string>> = {}) {
    put(this.cwd, { 'scheme.yaml': SCHEME, 'data/results/结果.csv': RESULTS, ...changes })
  }

  /** Puts the exports of a month. */
  put(month: string, orders: readonly Order[], people: string = roster(), fines: string = FINES): void {
    const folder = `data/${month}`
    put(this.cwd, {
      [`${folder}/花名册.csv`]: people,
      [`${folder}/工单.csv`]: csv(orders),
      [`${folder}/扣款.csv`]: fines,
    })
  }

  async go(code: number, ...argv: string[]): Promise<string> {
    const ran = await run([...argv, '--lang', 'zh'], { cwd: this.cwd })
    expect({ argv, code: ran.code, said: ran.code === code ? '' : ran.out + ran.err }).toEqual({ argv, code, said: '' })
    return ran.out + ran.err
  }

  /** What a clerk does at a month's end, and the job of that night, which does all of it twice. */
  async end(month: string): Promise<void> {
    await this.go(0, 'run', '--period', month)
    await this.go(0, 'close', '--period', month)
    const before = contents(this.cwd)
    for (const _ of [1, 2]) {
      await this.go(3, 'run', '--period', month)
      await this.go(0, 'close', '--if-open', '--period', month)
    }
    expect(contents(this.cwd)).toEqual(before)
  }

  /** Opens the book as September 2026 left it: what is held of three months, what 李强 still owes, an order that was paid. */
  async open(): Promise<void> {
    await this.go(0, 'book', 'open', '--template', 'opening.xlsx', '--period', '2026-09')
    const path = join(this.cwd, 'opening.xlsx')
    const book = readBook(path)
    for (const row of book.预留!.slice(1)) row[5] = HELD_BEFORE
    for (const row of book.往月数据!.slice(1)) row[5] = 88
    book.扣款!.splice(1, book.扣款!.length, ['002', '李强', null, '索赔', '2026-08', OWED_BEFORE])
    book.已付单号!.push(['工单', PAID_BEFORE])
    const sums: Record<string, number> = { 质保金: 9 * HELD_BEFORE, 索赔: OWED_BEFORE, 工单: 1 }
    for (const row of book.核对总数!.slice(1)) row[2] = sums[String(row[1])] ?? null
    writeBook(path, book)
    await this.go(0, 'book', 'open', '--period', '2026-09', '--from', 'opening.xlsx')
  }

  /** What the entries paid, in fen, by number and name: nets of months, and what was released. */
  paid(): Map<string, number> {
    const paid = new Map<string, number>()
    const add = (whose: string, amount: string): void => {
      paid.set(whose, (paid.get(whose) ?? 0) + Math.round(Number(amount) * 100))
    }
    const names = new Map<string, string>()
    for (const file of readdirSync(join(this.cwd, 'book')).filter(n => n.endsWith('.jsonl')))
      for (const line of readFileSync(join(this.cwd, 'book', file), 'utf8').split('\n')) {
        if (line === '') continue
        const { row, posting } = JSON.parse(line) as {
          row?: { person: string; name: string; net: string }
          posting?: { person: string; kind: string; amount: string; origin: string }
        }
        if (row && file.includes('-close-')) {
          names.set(row.person, row.name)
          add(`${row.person} ${row.name}`, row.net)
        }
        if (posting && file.includes('-release-') && ['released', 'premium'].includes(posting.kind))
          add(`${posting.person} ${names.get(posting.person) ?? PEOPLE[posting.person]}`, posting.amount)
      }
    return paid
  }
}

/** Ratios of the quarters in hundredths, by their months. */
const RATIO: Readonly<Record<string, number>> = {
  '10': 90,
  '11': 90,
  '12': 90,
  '01': 100,
  '02': 100,
  '03': 100,
  '04': 80,
  '05': 80,
  '06': 80,
  '07': 120,
  '08': 120,
  '09': 120,
}

/** In fen: the commission of orders is 10%, 5% of it is held back. */
function commission(orders: readonly Order[], who: string): number {
  return orders.filter(o => o.who === who).reduce((sum, o) => sum + o.yuan * 10, 0)
}

test('a year: each order is paid once, nothing that was held is lost', async () => {
  const shop = new Shop()
  /** What was right in the end, by month. */
  const truth = new Map<string, readonly Order[]>()
  const plain = (month: string): readonly Order[] => {
    const orders = ordersOf(month)
    truth.set(month, orders)
    return orders
  }

  // October, the first month. An order that was paid by the old sheets comes again and is taken out.
  const october = plain('2026-10')
  const fines = `${FINES}002,300\n`
  shop.put('2026-10', [...october, { number: PAID_BEFORE, day: '2026-10-06', who: '001', yuan: 400 }], roster(), fines)
  await shop.open()
  expect(await shop.go(1, 'run', '--period', '2026-10')).toContain('ORDER_AGAIN')
  shop.put('2026-10', october, roster(), fines)
  await shop.go(0, 'release', '质保金', '--period', '2026-Q3', '--payout', '2026-10', '--close')
  await shop.end('2026-10')

  // November: an order of October comes late, and one of October comes again with a date of November.
  const late: Order = { number: 'WX-LATE', day: '2026-10-31', who: '001', yuan: 700 }
  const november = plain('2026-11')
  shop.put('2026-11', [...november, late, { ...october[0]!, day: '2026-11-02' }])
  const said = await shop.go(1, 'check', '--period', '2026-11')
  expect(said).toContain('ORDER_AGAIN')
  expect(said.replace(/\s+/g, '')).toContain(
    '有1行属于已结账的2026-10，而没有任何一个已结账的月份计过：WX-LATE（工时费700）',
  )
  shop.put('2026-11', [...november, late])
  shop.put('2026-10', [...october, late], roster(), fines)
  truth.set('2026-10', [...october, late])
  await shop.go(0, 'correct', '--period', '2026-10')
  await shop.end('2026-11')
  await shop.go(0, 'close', '--if-open', '--period', '2026-10')

  // December is closed with ten times the amount of an order; the quarter is released before anybody sees it.
  const december = plain('2026-12')
  shop.put(
    '2026-12',
    december.map((o, i) => (i === 0 ? { ...o, yuan: o.yuan * 10 } : o)),
  )
  await shop.end('2026-12')
  await shop.go(0, 'release', '质保金', '--period', '2026-Q4', '--payout', '2027-01', '--close')
  shop.put('2026-12', december)
  await shop.go(0, 'correct', '--period', '2026-12')
  shop.put('2027-01', plain('2027-01'))
  await shop.end('2027-01')
  expect(await shop.go(0, 'correct', '--period', '2026-12')).toContain('没有差异')

  // February: 陈静 leaves and is settled early, for January; what is held of February waits.
  const gone = roster({ '003': '003,陈静,服务顾问,2022-01-01,2027-02-15' })
  const february = ordersOf('2027-02').filter(o => o.who !== '003' || o.day < '2027-02-15')
  truth.set('2027-02', february)
  shop.put('2027-02', february, gone)
  await shop.go(
    0,
    'release',
    '质保金',
    '--period',
    '2027-Q1',
    '--payout',
    '2027-02',
    '--person',
    '003',
    '--partial',
    '--close',
  )
  await shop.end('2027-02')

  // March: her number is somebody else's.
  const march = [
    ...ordersOf('2027-03').filter(o => o.who !== '003'),
    { number: 'WX-NEW', day: '2027-03-09', who: '赵新', yuan: 3000 },
  ]
  truth.set('2027-03', march)
  const taken = roster({ '003': '003,赵新,服务顾问,2027-03-01,' })
  shop.put('2027-03', march, taken)
  expect(await shop.go(1, 'run', '--period', '2027-03')).toContain('PERSON_CHANGED')
  put(shop.cwd, { 'scheme.yaml': edited(SCHEME, ['people:\n', 'people:\n  given again: { "003": 陈静 }\n']) })
  await shop.end('2027-03')
  // What is held of her February is forfeited, since she left before the payout: somebody has to say so.
  expect(await shop.go(3, 'release', '质保金', '--period', '2027-Q1', '--payout', '2027-04', '--close')).toContain(
    '陈静',
  )
  await shop.go(
    0,
    'release',
    '质保金',
    '--period',
    '2027-Q1',
    '--payout',
    '2027-04',
    '--close',
    '--approve',
    '总经理=王立',
  )

  for (const month of MONTHS.slice(6)) {
    const orders = ordersOf(month).filter(o => o.who !== '003')
    truth.set(month, orders)
    shop.put(month, orders, taken)
    await shop.end(month)
    if (month === '2027-07')
      await shop.go(0, 'release', '质保金', '--period', '2027-Q2', '--payout', '2027-08', '--close')
  }
  await shop.go(0, 'release', '质保金', '--period', '2027-Q3', '--payout', '2027-10', '--close')
  await shop.go(0, 'book', 'verify', '--replay')
  expect(await shop.go(0, 'book', 'balance')).toContain('没有预留余额，也没有未扣余额')

  /** In fen, of the months in which somebody had the number: what was earned, less what was held, and what of it was released. */
  const due = (who: string, months: readonly string[], lost: readonly string[] = []): number =>
    months.reduce((sum, month) => {
      const earned = commission(truth.get(month)!, who)
      const held = earned / 20
      return sum + earned - held + (lost.includes(month) ? 0 : (held * RATIO[month.slice(5)]!) / 100)
    }, 0)
  // Of July to September 2026 each has 3 × 20.00 released, all of it.
  const opened = 3 * HELD_BEFORE * 100
  expect(Object.fromEntries(shop.paid())).toEqual({
    '001 王芳': opened + due('001', MONTHS),
    // 150.00 of before and 300.00 of October are taken in the end, whatever the limit was in each month.
    '002 李强': opened + due('002', MONTHS) - (OWED_BEFORE + 300) * 100,
    '003 陈静': opened + due('003', MONTHS.slice(0, 5), ['2027-02']),
    '003 赵新': due('赵新', ['2027-03']),
  })
}, 120_000)

/** October closed, with an order missing; November and December closed, with one of ten times its amount in each. */
async function quarter(): Promise<Shop> {
  const shop = new Shop()
  const wrong = (month: string, orders: readonly Order[]): void =>
    shop.put(
      month,
      month === '2026-10' ? orders.slice(1) : orders.map((o, i) => (i === 0 ? { ...o, yuan: o.yuan * 10 } : o)),
    )
  for (const month of MONTHS.slice(0, 3)) {
    wrong(month, ordersOf(month))
    await shop.go(0, 'run', '--period', month)
    await shop.go(0, 'close', '--period', month)
  }
  for (const month of MONTHS.slice(0, 4)) shop.put(month, ordersOf(month))
  return shop
}

test('releasing and correcting in any order give everybody the same', async () => {
  const acts = {
    release: ['release', '质保金', '--period', '2026-Q4', '--payout', '2027-01', '--close'],
    october: ['correct', '--period', '2026-10'],
    november: ['correct', '--period', '2026-11'],
    december: ['correct', '--period', '2026-12'],
  } as const
  const orders: (keyof typeof acts)[][] = [
    ['release', 'october', 'november', 'december'],
    ['december', 'november', 'october', 'release'],
    ['november', 'release', 'december', 'october'],
    ['october', 'december', 'release', 'november'],
  ]
  for (const order of orders) {
    const shop = await quarter()
    for (const act of order) await shop.go(0, ...acts[act])
    await shop.go(0, 'run', '--period', '2027-01')
    await shop.go(0, 'close', '--period', '2027-01')
    const months = MONTHS.slice(0, 4)
    /** 95% of everything, and 90% of the 5% of the quarter. */
    const all = (who: string): number =>
      months.reduce((sum, month) => {
        const earned = commission(ordersOf(month), who)
        return sum + earned - earned / 20 + (month < '2027' ? (earned / 20) * 0.9 : 0)
      }, 0)
    expect({ order, paid: Object.fromEntries(shop.paid()) }).toEqual({
      order,
      paid: Object.fromEntries(Object.entries(PEOPLE).map(([who, name]) => [`${who} ${name}`, all(who)])),
    })
    await shop.go(0, 'book', 'verify', '--replay')
  }
}, 120_000)

/** The rows of payroll.csv by number. */
function payroll(shop: Shop, month: string): Record<string, Record<string, string>> {
  const [head = [], ...rows] = readFileSync(join(shop.cwd, `out/${month}/payroll.csv`), 'utf8')
    .replace('\uFEFF', '')
    .trim()
    .split('\r\n')
    .map(line => line.split(','))
  return Object.fromEntries(rows.map(row => [row[0]!, Object.fromEntries(head.map((h, i) => [h, row[i]!]))]))
}

test('whose number is somebody else’s by now is still paid what a correction owes', async () => {
  const shop = new Shop()
  const late = (month: string, name: string, day: string, yuan: number): Order => ({
    ...{ number: `WX-${name}`, day: `${month}-${day}`, who: '003', yuan },
  })
  const gone = '003,陈静,服务顾问,2022-01-01,2027-02-15'
  const february = ordersOf('2027-02').filter(o => o.who !== '003' || o.day < '2027-02-15')
  const taken = '003,赵新,服务顾问,2027-03-01,'
  const both = roster({ '003': `${taken}\n${gone}` })
  shop.put('2027-02', february, roster({ '003': gone }))
  await shop.end('2027-02')
  put(shop.cwd, { 'scheme.yaml': edited(SCHEME, ['people:\n', 'people:\n  given again: { "003": 陈静 }\n']) })
  for (const month of ['2027-03', '2027-04', '2027-05'])
    shop.put(
      month,
      ordersOf(month).map(o => (o.who === '003' ? { ...o, who: '赵新' } : o)),
      roster({ '003': taken }),
    )
  await shop.end('2027-03')
  // All that is held of her is forfeited, since she had left: nothing is open any more.
  const release = ['release', '质保金', '--period', '2027-Q1', '--payout', '2027-04', '--close']
  await shop.go(0, ...release, '--approve', '总经理=王立')

  // 100 × 10% = 10.00 of February come late, of which 0.50 are held.
  shop.put('2027-02', [...february, late('2027-02', 'A', '10', 100)], roster({ '003': gone }))
  await shop.go(0, 'correct', '--period', '2027-02')
  const said = (await shop.go(1, 'run', '--period', '2027-04')).replace(/\s+/g, '')
  expect(said).toContain('更正2027-02后应补（扣）陈静（003）9.50，但花名册中003现为赵新')
  // Were both paid in one month, nobody could tell whose the rows of 003 are.
  put(shop.cwd, { 'data/2027-04/花名册.csv': edited(both, ['2027-02-15', '2027-04-02']) })
  expect(await shop.go(1, 'run', '--period', '2027-04')).toContain('NUMBER_SHARED')
  put(shop.cwd, { 'data/2027-04/花名册.csv': both })
  await shop.end('2027-04')
  // 赵新 had 3,600 + 100 and 3,600 + 400: 7,700 × 10% × 95%.
  const april = payroll(shop, '2027-04')
  expect(april['003']).toMatchObject({ 姓名: '赵新', 实发奖金: '731.50' })
  expect(april['003 陈静']).toMatchObject({ 姓名: '陈静', 实发奖金: '9.50' })

  // Once more, and for the month in which she was paid the first.
  shop.put(
    '2027-02',
    [...february, late('2027-02', 'A', '10', 100), late('2027-02', 'B', '11', 200)],
    roster({ '003': gone }),
  )
  await shop.go(0, 'correct', '--period', '2027-02')
  expect(await shop.go(0, 'correct', '--period', '2027-04')).toContain('没有差异')
  put(shop.cwd, { 'data/2027-05/花名册.csv': both })
  await shop.end('2027-05')
  expect(payroll(shop, '2027-05')['003 陈静']).toMatchObject({ 姓名: '陈静', 实发奖金: '19.00' })
  await shop.go(0, 'book', 'verify', '--replay')
  const explained = await shop.go(0, 'explain', '陈静', '补差', '--period', '2027-05')
  expect(explained).toContain('2027-02：原 360.00，现 380.00')
  expect(explained).toMatch(/新增 +WX-B +2027-02-11 +200\.00/)
  expect(await shop.go(0, 'explain', '赵新', '--period', '2027-05')).not.toContain('补差')
}, 120_000)
