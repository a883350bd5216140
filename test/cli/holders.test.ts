// Employee numbers that change hands between months. A shop of two people: in July 林青 (01) owes 1,000.00 for a damage, of
// which 20% of his 1,000.00 can be taken; 5% are held back. In August his number is 方蓝's, or he has another name.

import { beforeAll, expect, test } from 'vitest'
import { json, type Ran, run } from '../support/cli.ts'
import { copyInto, folderOfFile, put, tempFolder } from '../support/folders.ts'

const SCHEME = (people = ''): string => `scheme: 工号
from: 2026-01
currency: CNY
people:
  file: 花名册*
  columns: { 工号: id, 姓名: name, 岗位: position }
  paid: 工号 is not blank
${people}tables:
  业绩:
    file: 业绩*
    one row per: 工号
    columns: { 工号: person, 产值: money, 损坏: { type: money, blank: 0 } }
pay:
  - for: everyone
    commission:
      提成: 产值 × 10%
    lines:
      上月: { formula: "earlier sum(提成, 1) × 1%" }
reserves:
  预留:
    withheld: commission × 5%
    release: { every: quarter, ratio: 100% }
deductions:
  at most: 20% × gross
  lines:
    赔偿: 损坏
`
const ROSTER = (first: string): string => `工号,姓名,岗位\n${first},顾问\n02,周白,顾问\n`
const JULY = {
  'scheme.yaml': SCHEME(),
  'data/2026-07/花名册.csv': ROSTER('01,林青'),
  'data/2026-07/业绩.csv': '工号,产值,损坏\n01,10000,1000\n02,10000,\n',
}
const AUGUST = (first: string, number = '01'): Record<string, string> => ({
  'data/2026-08/花名册.csv': ROSTER(first),
  'data/2026-08/业绩.csv': `工号,产值,损坏\n${number},20000,100\n02,10000,\n`,
})

const closed = folderOfFile()
beforeAll(async () => {
  put(closed, JULY)
  await close(closed, '2026-07')
})

async function close(shop: string, period: string): Promise<void> {
  expect((await run(['run', '--period', period], { cwd: shop })).code).toBe(0)
  const ran = await run(['close', '--period', period], { cwd: shop })
  expect(ran.code).toBe(0)
}

function august(people: string, first: string, number?: string): string {
  const shop = tempFolder()
  copyInto(closed, shop)
  put(shop, { ...AUGUST(first, number), 'scheme.yaml': SCHEME(people) })
  return shop
}

interface Person {
  id: string
  net: string
  deducted: string
  lines: { name: string; amount: string }[]
}
const people = (ran: Ran): string[] =>
  json<{ people: Person[] }>(ran).people.map(
    p => `${p.id} ${p.lines.map(l => l.amount).join(' ')} deducted ${p.deducted} net ${p.net}`,
  )
const told = (ran: Ran): string[] =>
  json<{ problems: { code: string; at: string | null }[] }>(ran).problems.map(p => `${p.code} ${p.at}`)
const draft = (shop: string): Promise<Ran> => run(['run', '--period', '2026-08', '--json'], { cwd: shop })

test('a number under another name stops the month, at the name', async () => {
  const ran = await draft(august('', '01,方蓝'))
  expect(ran.code).toBe(1)
  expect(told(ran)).toEqual(['PERSON_CHANGED data/2026-08/花名册.csv:2:2'])
})

test('given again: she begins with nothing of his, and what is held stays his', async () => {
  const shop = august('  given again: { "01": 林青 }\n', '01,方蓝')
  // 方蓝: 20,000 × 10% = 2,000, of July nothing; 100 held and 100 of her own damage
  const hers = '01 2000.00 0.00 deducted 100.00 net 1800.00'
  // 周白: 1,000, and 1% of July's 1,000; 5% of the commission is held
  expect(people(await draft(shop))).toEqual([hers, '02 1000.00 10.00 deducted 0.00 net 960.00'])
  await close(shop, '2026-08')
  const balance = json<{ reserves: Record<string, string>[]; deductions: Record<string, string>[] }>(
    await run(['book', 'balance', '--all', '--json'], { cwd: shop }),
  )
  expect(balance.reserves.map(r => `${r.person} ${r.name} ${r.origin} ${r.closing}`)).toEqual([
    '01 林青 2026-07 50.00',
    '01 方蓝 2026-08 100.00',
    '02 周白 2026-07 50.00',
    '02 周白 2026-08 50.00',
  ])
  // 1,000 due, 200 taken in July
  expect(balance.deductions.map(d => `${d.name} ${d.due} ${d.taken} ${d.carried}`).sort()).toEqual(
    ['林青 1000.00 200.00 800.00', '方蓝 100.00 100.00 0.00'].sort(),
  )
  const verified = await run(['book', 'verify', '--replay', '--json'], { cwd: shop })
  expect(verified.code).toBe(0)
})

test('given again: a release pays each their own, him by the roster that has him', async () => {
  const shop = august('  given again: { "01": 林青 }\n', '01,方蓝')
  await close(shop, '2026-08')
  const ran = await run(['release', '预留', '--period', '2026-Q3', '--payout', '2026-10', '--partial', '--json'], {
    cwd: shop,
  })
  const released = json<{ people: Record<string, string>[] }>(ran).people
  expect(released.map(p => `${p.id} ${p.name} ${p.released}`).sort()).toEqual(
    ['01 方蓝 100.00', '01 林青 50.00', '02 周白 100.00'].sort(),
  )
})

test('renamed: the same person, with all that was his', async () => {
  const shop = august('  renamed: { "01": 林青 }\n', '01,林青山')
  // 2,000 and 1% of 1,000; at most 20% of 2,010 = 402 are taken: 800 of July are due first
  expect(people(await draft(shop))).toEqual([
    '01 2000.00 10.00 deducted 402.00 net 1508.00',
    '02 1000.00 10.00 deducted 0.00 net 960.00',
  ])
  await close(shop, '2026-08')
  const ran = await run(['release', '预留', '--period', '2026-Q3', '--payout', '2026-10', '--partial', '--json'], {
    cwd: shop,
  })
  expect(json<{ people: Record<string, string>[] }>(ran).people.map(p => `${p.id} ${p.name} ${p.released}`)).toEqual([
    '01 林青山 150.00',
    '02 周白 100.00',
  ])
})

test('numbers shifted against names: each is told, with the number that the name had', async () => {
  const shop = august('', '01,安新')
  put(shop, { 'data/2026-08/花名册.csv': '工号,姓名,岗位\n01,周白,顾问\n02,林青,顾问\n' })
  const ran = await draft(shop)
  expect(told(ran)).toEqual([
    'PERSON_CHANGED data/2026-08/花名册.csv:2:2',
    'PERSON_CHANGED data/2026-08/花名册.csv:3:2',
  ])
  expect(ran.out).toContain('while 周白 had 02')
})

test.each(['林 青', '林青（离职）', ' 林青 '])('%j is 林青', async name => {
  const ran = await draft(august('', `01,${name}`))
  expect([ran.code, told(ran)]).toEqual([0, []])
})

test('a name under a new number is told', async () => {
  const ran = await draft(august('', 'A1,林青', 'A1'))
  expect([ran.code, told(ran)]).toEqual([0, ['PERSON_RENUMBERED data/2026-08/花名册.csv:2:2']])
})

test('a comparison holds nobody against another', async () => {
  const shop = august('  given again: { "01": 林青 }\n', '01,方蓝')
  const ran = await run(['compare', '2026-07', '2026-08', '--json'], { cwd: shop })
  const compared = json<{ people: { name: string; differences: { class: string }[] }[] }>(ran).people
  expect(compared.map(p => `${p.name} ${p.differences.map(d => d.class).join()}`)).toContain('林青 missing')
  expect(compared.map(p => `${p.name} ${p.differences.map(d => d.class).join()}`)).toContain('方蓝 extra')
})
