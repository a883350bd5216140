// A month against a sheet made by hand, and drafts against one another: what is missing, extra, a fen of rounding, of
// another month or open to question, and what can't be compared at all.

import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { xlsx } from '../sources/workbooks.ts'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { put } from '../support/folders.ts'
import { MARKS, ROSTER, SCHEME } from '../support/shop.ts'
import { AUGUST_ORDERS, type Compared, compareIn, differences, twoMonths } from '../support/two-months.ts'

/*
 * August, with a rate of 12% instead of July's 10%:
 * 007   1,700.05 × 12% × 95.5% = 194.82573 → 194.83; at July's rate 162.354775 → 162.35; without the mark 204.006
 * 012   333.33 × 12% × 59.99% = 23.99576 → 24.00
 * 0030  300.00 × 12% × 88% = 31.68 and duty 100; July's bonus was 17.60
 * 0060  100.00 × 12% × 80% = 9.60
 */
const CHANGES = {
  'scheme.yaml': edited(SCHEME, ['rate: 10%', 'rate: { from 2026-01: 10%, from 2026-08: 12% }']),
  'data/2026-08/roster.csv': `${ROSTER}0060,Sue,advisor,south,2026-08-01,\n`,
  'data/2026-08/orders.csv': `${edited(AUGUST_ORDERS, ['007,500.00', '007,700.00'], ['0030,200.00', '0030,300.00'])}A6,2026-08-04,0060,100.00,no\n`,
  'data/2026-08/marks.csv': `${MARKS}0060,80,\n`,
}

const TITLES = [['August by hand'], []]
const HEADER = ['Employee no', 'Name', 'bonus', 'duty', 'Gross bonus', 'Remarks']
const ROWS = [
  ['007', 'Ann', '162.35', '', '162.35', 'see below'],
  ['012', '张伟', '24.01', '', '24.01', ''],
  ['0030', '张伟', '17.60', '100.00', '117.60', ''],
  ['0099', 'Nobody', '1,000.00', '', '1,000.00', ''],
]
const TOTAL = ['合计', '', '1,203.96', '100.00', '1,303.96', '']
const csv = (rows: readonly (readonly string[])[]): string =>
  rows.map(row => row.map(cell => (cell.includes(',') ? `"${cell}"` : cell)).join(',')).join('\n')
const HAND = csv([...TITLES, HEADER, ...ROWS, TOTAL])

async function against(shop: string, sheet: string, month = '2026-08'): Promise<Compared> {
  const ran = await compareIn(shop, month, sheet, '--json')
  expect(ran.code, ran.out).toBe(0)
  return json<Compared>(ran)
}

const FOUND = {
  '007': ['bonus 194.83 162.35 unexplained as with rate of 2026-07', 'Total earned 194.83 162.35 sum'],
  '012': ['bonus 24.00 24.01 rounding', 'Total earned 24.00 24.01 sum'],
  '0030': ['bonus 31.68 17.60 timing as in 2026-07', 'Total earned 131.68 117.60 sum'],
  '0060': ['the whole person 9.60 – missing'],
  '0099': ['the whole person – 1000.00 extra'],
}

test('a sheet with titles, a total row and thousands separators', async () => {
  const found = await against(twoMonths({ ...CHANGES, 'hand.csv': HAND }), 'hand.csv')
  for (const [id, expected] of Object.entries(FOUND)) expect(differences(found, id)).toEqual(expected)
  expect(found.people.length).toBe(5)
  expect(found.notCompared).toEqual(['Remarks'])
  expect(found.people.find(p => p.id === '0099')!.name).toBe('Nobody')
})

test('the same as a workbook, with numbers that lost their zeros', async () => {
  const shop = twoMonths(CHANGES)
  const cell = (text: string): string | number => (/^[\d,.]+$/.test(text) ? Number(text.replaceAll(',', '')) : text)
  const rows = [...TITLES, HEADER, ...ROWS.slice(0, 3).map(r => r.map(cell)), ROWS[3]!, TOTAL.map(cell)]
  put(shop, { 'hand.xlsx': await xlsx(rows) })
  const found = await against(shop, 'hand.xlsx')
  for (const [id, expected] of Object.entries(FOUND)) expect(differences(found, id)).toEqual(expected)
})

test('the other way round: what was missing is extra', async () => {
  const shop = twoMonths({ ...CHANGES, 'hand.csv': HAND })
  const found = json<Compared>(await compareIn(shop, 'hand.csv', '2026-08', '--json'))
  expect(differences(found, '0060')).toEqual(['the whole person – 9.60 extra'])
  expect(differences(found, '012')[0]).toBe('bonus 24.01 24.00 rounding')
})

// The sheet's mark of 90 explains its bonus: 1,700.05 × 12% × 90% = 183.6054 → 183.61.
test('a score that the sheet has otherwise explains the line', async () => {
  const sheet = 'id,mark,bonus,Net bonus\n007,90,183.61,174.43\n'
  const found = await against(twoMonths({ ...CHANGES, 'hand.csv': sheet }), 'hand.csv')
  expect(differences(found, '007').slice(0, 2)).toEqual(['mark 95.50 90.00 score', 'bonus 194.83 183.61 score'])
})

// 1,700.05 × 12% = 204.006 → 204.01.
test('nearest causes are hints: without the mark', async () => {
  const found = await against(twoMonths({ ...CHANGES, 'hand.csv': 'id,bonus\n007,204.01\n' }), 'hand.csv')
  expect(differences(found, '007')).toEqual(['bonus 194.83 204.01 unexplained as without mark'])
})

test('nearest causes are hints: another band', async () => {
  const scheme = edited(
    SCHEME,
    [
      'scores:\n',
      '  factor:\n    bands of: marks.mark\n    from 90: 1.2\n    from 60: 1.1\n    below 60: 0.5\nscores:\n',
    ],
    ['rate × scores.mark ÷ 100', 'rate × factor'],
  )
  const found = await against(twoMonths({ 'scheme.yaml': scheme, 'hand.csv': 'id,bonus\n007,165.01\n' }), 'hand.csv')
  expect(differences(found, '007')).toEqual(['bonus 180.01 165.01 unexplained as with the band “from 60” of factor'])
})

test('a sum without its parts has a class of its own', async () => {
  const found = await against(
    twoMonths({ 'hand.csv': 'id,Net bonus\n007,136.10\n012,20.00\n0030,106.21\n' }),
    'hand.csv',
  )
  expect(differences(found, '007')).toEqual(['Total pay 136.09 136.10 rounding'])
  expect(differences(found, '012')).toEqual(['Total pay 15.00 20.00 unexplained'])
  expect(found.totals).toEqual([
    { class: 'unexplained', count: 1, amount: '5.00' },
    { class: 'rounding', count: 1, amount: '0.01' },
  ])
})

test('what can’t be read for certain stops the comparison, with its place', async () => {
  const codes = async (sheet: string): Promise<string[]> => {
    const ran = await compareIn(twoMonths({ 'hand.csv': sheet }), '2026-08', 'hand.csv', '--json')
    expect(ran.code).toBe(1)
    return json<{ problems: { code: string; at: string }[] }>(ran).problems.map(p => `${p.code} ${p.at}`)
  }
  expect(await codes('id,bonus\n007,about 100\n')).toEqual(['CELL_INVALID hand.csv:2:2'])
  expect(await codes('id,bonus\n007,100\n7,100\n')).toEqual(['ROW_REPEATED hand.csv:3:1'])
  expect(await codes('name,bonus\n张伟,100\n')).toEqual(['PERSON_AMBIGUOUS hand.csv:2:1'])
  expect(await codes('id,bonus\n007,100\n合计,200\n')).toEqual(['CONTROL_TOTAL hand.csv:3:2'])
  expect(await codes('id,wages\n007,100\n')).toEqual(['COMPARE_NOTHING hand.csv'])
  expect(await codes('')).toEqual(['FILE_EMPTY hand.csv'])
})

test('what is neither month nor draft nor sheet; wrong usage', async () => {
  const shop = twoMonths()
  const unknown = await compareIn(shop, '2026-08', 'nothing')
  expect([unknown.code, unknown.out]).toEqual([1, ''])
  expect(unknown.err).toContain('COMPARE_UNKNOWN')
  expect((await compareIn(shop, '2026-08', 'data')).code).toBe(1)
  expect((await compareIn(shop, '2026-08', '2026-09')).code).toBe(1)
  expect((await run(['compare', '2026-08', '-C', shop])).code).toBe(2)
})

/** A shop whose July was run, whose draft was put aside, and that was changed and run again. */
async function rerun(changes: Readonly<Record<string, string>>): Promise<string> {
  const shop = twoMonths()
  expect((await run(['run', '-C', shop, '--period', '2026-07'])).code).toBe(0)
  cpSync(join(shop, 'out', '2026-07'), join(shop, 'before'), { recursive: true })
  put(shop, changes)
  expect((await run(['run', '-C', shop, '--period', '2026-07'])).code).toBe(0)
  return shop
}

test('two drafts: what their records say differs', async () => {
  const cases = [
    [{ 'scheme.yaml': edited(SCHEME, ['rate: 10%', 'rate: 12%']) }, 'bonus 143.25 171.91 rate'],
    [{ 'data/2026-07/marks.csv': edited(MARKS, ['95.5', '90']) }, 'bonus 143.25 135.00 score'],
  ] as const
  for (const [changes, expected] of cases) {
    const shop = await rerun(changes)
    const found = json<Compared>(await compareIn(shop, 'before', 'out/2026-07', '--json'))
    expect(differences(found, '007')).toContain(expected)
  }
})

test('a draft of which nothing has changed is its month, with a bridge', async () => {
  const shop = await rerun({})
  expect(json<Compared>(await compareIn(shop, 'before', '2026-07', '--json')).people).toEqual([])
  put(shop, { 'data/2026-08/orders.csv': edited(AUGUST_ORDERS, ['007,500.00', '007,700.00']) })
  const found = json<Compared>(await compareIn(shop, 'before', '2026-08', '--json'))
  expect(found.people[0]!.bridge!.from).toBe('136.09')
})

test('the list as CSV', async () => {
  const shop = twoMonths({ ...CHANGES, 'hand.csv': HAND })
  const ran = await compareIn(shop, '2026-08', 'hand.csv', '--csv', 'list.csv')
  expect(ran.code).toBe(0)
  expect(readFileSync(join(shop, 'list.csv'), 'utf8').split('\r\n').slice(0, 3)).toEqual([
    '\uFEFFEmployee no,Name,Figure,2026-08,hand.csv,Difference,Class,Why',
    // The largest difference first.
    '0099,Nobody,the whole person,,1000.00,1000.00,extra,',
    '007,Ann,bonus,194.83,162.35,-32.48,unexplained,as with rate of 2026-07',
  ])
})
