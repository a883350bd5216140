// The report of a group: its sums against what the shops' own sheets say, added up here; what is unlike, who is twice, what lacks; and
// that shops of two currencies are refused.

import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { read, utils } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { json, run } from '../support/cli.ts'
import { contents, tempFolder } from '../support/folders.ts'
import { generateGroup } from '../support/generate-group.ts'
import { change, groupCopy, NAMED, SHOPS } from '../support/group.ts'
import { reportFacts, reportTables } from '../support/report.ts'

const JULY = ['--period', '2026-07']
const env = { SOURCE_DATE_EPOCH: '1790000000' }
const EAST = 'stores/east/data/2026-07'

async function all(
  group: string,
  ...argv: string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  return run(['group', ...argv, '-C', group], { env })
}

function page(group: string, period = '2026-07'): string {
  return readFileSync(join(group, 'out', period, 'group-report.html'), 'utf8')
}

/** The rows of a sheet, without that of headings: below a line above the table where there is one. */
function sheetRows(group: string, name: string, top = 0): (string | number)[][] {
  const { Sheets } = read(readFileSync(join(group, 'out/2026-07/group-report.xlsx')))
  return utils.sheet_to_json<(string | number)[]>(Sheets[name]!, { header: 1, defval: '' }).slice(1 + top)
}

/** Whole fen of `1,234.50`, by the digits. */
function fen(text: string): number {
  return Number(text.replaceAll(/[,.]/g, '').replace('−', '-'))
}

/** What the payroll sheets of shops say, a row a person: shop, position, gross and net in fen. */
function ownSheets(
  group: string,
  shops: readonly string[],
): { shop: string; position: string; gross: number; net: number }[] {
  return shops.flatMap(shop => {
    const text = readFileSync(join(group, shop, 'out/2026-07/payroll.csv'), 'utf8').replace('\uFEFF', '')
    const [heads = [], ...rows] = text
      .trim()
      .split(/\r?\n/)
      .map(line => line.split(','))
    const at = (name: string): number => heads.indexOf(name)
    return rows.map(row => ({
      shop,
      position: row[at('岗位')]!,
      gross: fen(row[at('应发奖金')]!),
      net: fen(row[at('实发奖金')]!),
    }))
  })
}

describe('sums', () => {
  test('by shop and position and in all are those of the shops’ own sheets, to the fen', async () => {
    const group = tempFolder()
    const shops = generateGroup(group, { shops: 5, people: 8, orders: 70 })
    expect((await all(group, 'run', ...JULY)).code).toBe(0)
    const before = contents(join(group, 'stores'))
    expect((await all(group, 'report', ...JULY)).code).toBe(0)
    expect(contents(join(group, 'stores'))).toEqual(before)
    const own = ownSheets(group, shops)
    expect(own).toHaveLength(40)
    const [positions, tables] = [[...new Set(own.map(p => p.position))].sort(), reportTables(page(group))]
    for (const [caption, kind] of [
      ['各岗位应发奖金', 'gross'],
      ['各岗位实发奖金', 'net'],
    ] as const) {
      const sums = (some: typeof own): number[] => [
        ...positions.map(position => some.filter(p => p.position === position).reduce((sum, p) => sum + p[kind], 0)),
        some.reduce((sum, p) => sum + p[kind], 0),
      ]
      const shown = tables.get(caption)!.map(row => row.slice(1).map(fen))
      expect(shown).toEqual([...shops.map(shop => sums(own.filter(p => p.shop === shop))), sums(own)])
      const cells = sheetRows(group, caption).slice(0, -1)
      expect(cells.map(row => row.slice(1).map(x => Math.round(Number(x) * 100)))).toEqual(shown.slice(0, -1))
    }
    expect(fen(reportFacts(page(group)).get('实发奖金')![0]!)).toBe(own.reduce((sum, p) => sum + p.net, 0))
  })

  test('of a closed month are what was sealed, whatever lies in the folder since', async () => {
    const group = groupCopy()
    for (const command of ['run', 'close', 'report']) expect((await all(group, command, ...JULY)).code).toBe(0)
    const closed = page(group)
    expect(closed).toContain('全部门店已结账')
    expect(
      reportTables(closed)
        .get('门店')!
        .map(row => row[1]),
    ).toEqual([...SHOPS.map(() => '已结账，第 1 号事项'), ''])
    for (const shop of SHOPS) rmSync(join(group, shop, 'data/2026-07'), { recursive: true })
    expect((await all(group, 'report', ...JULY)).code).toBe(0)
    expect(page(group)).toBe(closed)
  })
})

test('pay stands against what it is worked out from, and rework against who is paid by it', async () => {
  const group = groupCopy()
  await all(group, 'run', ...JULY)
  expect((await all(group, 'report', ...JULY)).code).toBe(0)
  // East has orders of 9,696.00: technicians 15% of them, without deductions for rework 1,454.40; advisors 2%; the manager 1%.
  const of = (shop: keyof typeof NAMED): (string | number)[][] =>
    sheetRows(group, '奖金与产出', 1).filter(row => row[1] === NAMED[shop])
  expect(of('stores/east')).toEqual([
    ['工单的工时费合计', NAMED['stores/east'], 9696, 96.96, 0.01, '管理奖金'],
    ['顾问产值', NAMED['stores/east'], 9696, 193.92, 0.02, '顾问提成'],
    ['技师产值', NAMED['stores/east'], 9696, 1454.4, 0.15, '工时提成'],
  ])
  // Of the two technicians alone: advisors and managers have no orders to do again.
  expect(sheetRows(group, '考核与有界限的指标', 1).map(row => row.slice(1, 4))).toEqual(
    SHOPS.map(shop => [NAMED[shop], '人', 2]),
  )
})

test('who is far from the others of a position is told with the rule and how many there are', async () => {
  const group = tempFolder()
  generateGroup(group, { shops: 4, people: 7, orders: 60 })
  // One order of 90,000 of one technician of the first shop.
  const file = 'stores/s001/data/2026-07/工单.csv'
  change(group, file, [/^(S1-0,.*,10004,机电组),[^,]*,/mu, '$1,90000.00,'])
  await all(group, 'run', ...JULY)
  expect((await all(group, 'report', ...JULY)).code).toBe(0)
  const far = sheetRows(group, '同岗位中偏离较大者', 1).filter(row => row[3] === '机电技师')
  expect(far.map(row => [row[0], row[1], row.at(-1)])).toEqual([['stores/s001', '10004', 12]])
  // Quartiles of the twelve as a spreadsheet has them: the value a quarter of the eleven steps up, 2.75, and 8.25.
  const { people } = {
    people: ownSheets(
      group,
      [1, 2, 3, 4].map(n => `stores/s00${n}`),
    ),
  }
  const sorted = people.flatMap(p => (p.position === '机电技师' ? [p.gross] : [])).sort((a, b) => a - b)
  const [first, third] = [sorted[2]! + 0.75 * (sorted[3]! - sorted[2]!), sorted[8]! + 0.25 * (sorted[9]! - sorted[8]!)]
  const usual = sheetRows(group, '通常范围', 1).find(row => row[0] === '机电技师')!
  expect(usual.slice(1, 6)).toEqual([
    12,
    ...[first, third, first - 1.5 * (third - first), third + 1.5 * (third - first)].map(x =>
      expect.closeTo(x / 100, 4),
    ),
  ])
  // Four managers are too few.
  expect(page(group)).toContain('服务经理（4 人）')
})

test('who works in two shops is named by number and name; a name alone, or a number of another name, is nobody’s', async () => {
  const group = groupCopy()
  const west = 'stores/west/data/2026-07/花名册.csv'
  const [, manager] = readFileSync(join(group, EAST, '花名册.csv'), 'utf8').split('\n')
  expect(manager).toMatch(/^1001,陈立,/)
  const ended = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`)
  // 1001 陈立 in both shops; 1002 王芳 of east is 1002 李华 of west; and a second 李强 of another number.
  change(group, west, [
    /$/,
    ended('1001,陈立,服务经理,2018-03-01,\n1002,李华,服务顾问,2018-03-01,\n2999,李强,服务顾问,2018-03-01,'),
  ])
  await all(group, 'run', ...JULY)
  expect((await all(group, 'report', ...JULY)).code).toBe(0)
  const who = (name: string): unknown[] => sheetRows(group, name, 1).map(row => row.slice(0, 3))
  expect(who('在两家门店任职')).toEqual([
    ['1001', '陈立', NAMED['stores/east']],
    ['1001', '陈立', NAMED['stores/west']],
  ])
  expect(who('同号不同名')).toEqual([
    ['1002', '王芳', NAMED['stores/east']],
    ['1002', '李华', NAMED['stores/west']],
  ])
})

test('a shop that is not worked out, or damaged, is named and in no sum; a draft of other figures is told', async () => {
  const group = groupCopy()
  for (const command of ['run', 'close']) expect((await all(group, command, ...JULY, '--only', 'west')).code).toBe(0)
  await all(group, 'run', ...JULY, '--not', 'west', '--not', 'north')
  change(group, 'stores/west/book/000001-close-2026-07.jsonl', ['"2001"', '"2009"'])
  change(group, `${EAST}/花名册.csv`, ['岗位', '职务'])
  change(group, 'stores/south/data/2026-07/工单.csv', [/^(S07001,.*,)\d+\.\d\d/mu, '$11.00'])
  const ran = await all(group, 'report', ...JULY, '--lang', 'zh', '--json')
  expect(ran.code).toBe(1)
  const { shops, problems } = json<{ shops: object[]; problems: { code: string; at?: { file: string } }[] }>(ran)
  expect(shops).toMatchObject([
    { shop: 'stores/east', name: '城东店', state: null },
    { shop: 'stores/north', state: 'no draft', people: 5 },
    { shop: 'stores/south', state: 'stale', people: 5 },
    { shop: 'stores/west', state: null },
  ])
  expect(problems.map(p => p.code)).toEqual(['HEADER_MISSING', 'BOOK_DAMAGED'])
  const shown = page(group)
  for (const text of [
    '城东店（stores/east） 未列入本报告，也不在任何合计中：HEADER_MISSING',
    '城西店（stores/west） 未列入本报告，也不在任何合计中：BOOK_DAMAGED',
  ])
    expect(shown).toContain(text)
  expect(shown).toContain('与现有文件算出的数据不符：1 家（城南店（stores/south））')
  expect(reportFacts(shown).get('列入本报告的门店')).toEqual(['2 / 4'])
  expect(
    reportTables(shown)
      .get('门店')!
      .map(row => row[2]),
  ).toEqual(['', '5', '5', '', '10'])
  expect(sheetRows(group, '问题').map(row => [row[0], row[4]])).toEqual([
    ['BOOK_DAMAGED', NAMED['stores/west']],
    ['HEADER_MISSING', NAMED['stores/east']],
  ])
})

test('shops of two currencies are refused, and nothing is written', async () => {
  const group = groupCopy()
  await all(group, 'run', ...JULY, '--only', 'west')
  await all(group, 'close', ...JULY, '--only', 'west')
  change(group, 'scheme.yaml', ['currency: CNY', 'currency: USD'])
  const ran = await all(group, 'report', ...JULY, '--json')
  expect([ran.code, json<{ problems: object[] }>(ran).problems]).toMatchObject([
    1,
    [
      {
        code: 'GROUP_CURRENCIES',
        message: expect.stringContaining('USD (stores/east, stores/north, stores/south); CNY (stores/west)'),
      },
    ],
  ])
  expect(existsSync(join(group, 'out/2026-07/group-report.xlsx'))).toBe(false)
  expect((await all(group, 'report', ...JULY, '--only', 'west')).code).toBe(0)
  expect((await all(group, 'report', ...JULY, '--not', 'wst')).code).toBe(1)
})
