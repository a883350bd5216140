// A shop of a group is worked with as any other: what holds for it is the group's scheme with what the shop has otherwise, every
// problem is told where its words stand, and its folder stands for itself once it is sealed.

import { mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { json, run } from '../support/cli.ts'
import { copyInto, tempFolder } from '../support/folders.ts'
import { change, groupCopy } from '../support/group.ts'

interface Told {
  readonly code: string
  readonly at: string
  readonly message: string
  readonly hint: string
}

async function problemsOf(shop: string, ...more: string[]): Promise<Told[]> {
  const ran = await run(['check', '-C', shop, '--period', '2026-07', '--json', ...more])
  return json<{ problems: Told[] }>(ran).problems
}

async function linesOf(shop: string, period: string): Promise<Record<string, string>> {
  const ran = await run(['run', '-C', shop, '--period', period, '--json'])
  const { people } = json<{ people: { id: string; lines: { amount: string }[] }[] }>(ran)
  return Object.fromEntries(people.map(p => [p.id, p.lines[0]!.amount]))
}

describe('pays by the scheme of the group', () => {
  test('as it is', async () => {
    // July: orders of 1002 are 540 + 842 + 1,144 + 696 + 998 + 550 = 4,770, those of 1004 (1, 2, 5, 6, 9, 10 of twelve)
    // 540 + 691 + 1,144 + 545 + 998 + 1,149 = 5,067, all of them 9,696: × 2%, × 15%, × 1%.
    expect(await linesOf(join(groupCopy(), 'stores/east'), '2026-07')).toMatchObject({
      ...{ '1001': '96.96', '1002': '95.40', '1004': '760.05' },
    })
  })

  test('with its own parameter from a month on', async () => {
    const west = join(groupCopy(), 'stores/west')
    // 2002 in July: 4,770 + 6 × 400 = 7,170 × 2%; in August each order is 20 more: 7,290 × 2.5%.
    expect((await linesOf(west, '2026-07'))['2002']).toBe('143.40')
    expect((await linesOf(west, '2026-08'))['2002']).toBe('182.25')
  })

  test('with its own bands and its own names of files', async () => {
    const group = groupCopy()
    // South: the 8th order is redone, 1 of 6 of 3005: above 10% → 0.85, the group's 0.8 otherwise. Orders 3, 4, 7, 8, 11, 12:
    // 842 + 993 + 696 + 847 + 550 + 701 = 4,629, + 6 × 800 = 9,429 × 14% × 0.85 = 1,122.051.
    expect((await linesOf(join(group, 'stores/south'), '2026-07'))['3005']).toBe('1122.05')
    // North: orders in 维修工单.csv. 4004 without rework: 5,067 + 6 × 1,200 = 12,267 × 15%.
    expect((await linesOf(join(group, 'stores/north'), '2026-07'))['4004']).toBe('1840.05')
  })

  test('whichever holds in the month', async () => {
    const group = groupCopy()
    mkdirSync(join(group, 'schemes'))
    const text = readFileSync(join(group, 'scheme.yaml'), 'utf8')
    renameSync(join(group, 'scheme.yaml'), join(group, 'schemes/2026-01.yaml'))
    groupCopy(
      { 'schemes/2026-08.yaml': text.replace('from: 2026-01', 'from: 2026-08').replace('value: 1%', 'value: 2%') },
      group,
    )
    change(group, 'group.yaml', ['scheme: scheme.yaml', 'scheme: schemes/'])
    const east = join(group, 'stores/east')
    // August: every order 20 more than in July, 9,696 + 240 = 9,936 × 2%.
    expect([(await linesOf(east, '2026-07'))['1001'], (await linesOf(east, '2026-08'))['1001']]).toEqual([
      '96.96',
      '198.72',
    ])
  })
})

describe('tells a problem where its words stand', () => {
  test('in shop.yaml', async () => {
    const group = groupCopy({
      'stores/east/shop.yaml':
        '\ufeffparameters:\n  技师提成率: 25%\nbands of 返修系数:\n  up to 5%: 1\n  above 6%: 0.9x\n',
    })
    expect((await problemsOf(join(group, 'stores/east'))).map(p => `${p.code} ${p.at}`).sort()).toEqual([
      // Its range is the group's.
      ...['BANDS_GAP shop.yaml:5:3', 'CELL_RANGE shop.yaml:2:10', 'NAME_UNKNOWN shop.yaml:5:13'],
    ])
  })

  test('in the scheme of the group', async () => {
    const group = groupCopy()
    change(group, 'scheme.yaml', ['技师产值 × 技师提成率 × 返修系数', '技师产值 × 提成率 × 返修系数'])
    const told = await problemsOf(join(group, 'stores/south'))
    expect(told.map(p => `${p.code} ${p.at}`)).toEqual(['NAME_UNKNOWN ../../scheme.yaml:53:20'])
  })

  test.each([
    ['pay: []', 'GROUP_NOT_ALLOWED', '1:1', 'They may change: parameters, files, bands of 返修系数.'],
    ['bands of 顾问产值: { up to 5%: 1 }', 'GROUP_NOT_ALLOWED', '1:1', '返修系数'],
    ['parameters: { 技师提成: 15% }', 'KEY_UNKNOWN', '1:15', '技师提成率'],
    ['parameters: { 技师提成率: { value: 15%, range: 0 to 1 } }', 'KEY_UNKNOWN', '1:36', 'value'],
    ['files: { 订单: 订单* }', 'KEY_UNKNOWN', '1:10', '工单'],
    ['bands of 返修系数: { bands of: 1, up to 5%: 1 }', 'KEY_UNKNOWN', '1:18', 'up to 5%, up to 10%, above 10%'],
    ['parameters: 3', 'SHAPE_WRONG', '1:13', ''],
    ['parameters:\n\t技师提成率: 3%', 'YAML_SYNTAX', '2:1', ''],
  ])('%s', async (text, code, place, hint) => {
    const [first, ...more] = await problemsOf(join(groupCopy({ 'stores/east/shop.yaml': text }), 'stores/east'))
    expect(first).toMatchObject({ code, at: `shop.yaml:${place}` })
    expect(first!.hint).toContain(hint)
    expect(more).toEqual([])
  })

  test('a scheme of its own, in a shop that the group names', async () => {
    const group = groupCopy()
    copyInto(join(group, 'scheme.yaml'), join(group, 'stores/east/scheme.yaml'))
    expect(await problemsOf(join(group, 'stores/east'))).toMatchObject([
      { code: 'GROUP_OWN_SCHEME', at: 'scheme.yaml' },
    ])
    // A folder in it that the group does not name stands for itself.
    change(group, 'group.yaml', ['shops: stores/*', 'shops: [stores/north, stores/south]'])
    expect(await problemsOf(join(group, 'stores/east'))).toEqual([])
    expect(await problemsOf(join(group, 'stores/west'))).toMatchObject([
      { code: 'GROUP_NOT_LISTED', at: '../../group.yaml', message: expect.stringContaining('stores/west') },
    ])
  })
})

describe('tells what is wrong with group.yaml, from any of its shops', () => {
  test.each([
    ['shops: stores/*', 'shops: shops/*', 'GROUP_SHOPS_NONE', '3:8'],
    ['shops: stores/*', 'shops: [stores/*, stores/best]', 'GROUP_SHOPS_NONE', '3:19'],
    ['shops: stores/*', 'shops: ../*', 'SHAPE_WRONG', '3:8'],
    ['[parameters, files', '[parameters, pay', 'SHAPE_WRONG', '5:32'],
    ['group: 恒信集团\n', '', 'KEY_MISSING', '2:1'],
    ['scheme: scheme.yaml', 'schema: scheme.yaml', 'KEY_UNKNOWN', '4:1'],
  ])('%s → %s', async (from, to, code, place) => {
    const group = groupCopy()
    change(group, 'group.yaml', [from, to])
    expect(await problemsOf(join(group, 'stores/east'))).toMatchObject([{ code, at: `../../group.yaml:${place}` }])
    const ran = await run(['group', 'overrides', '-C', group, '--json'])
    expect(ran.code).toBe(1)
    expect(json<{ problems: Told[] }>(ran).problems).toMatchObject([{ code, at: `group.yaml:${place}` }])
  })
})

describe('seals the whole scheme that applied', () => {
  test('so that its folder is verified and replayed anywhere', async () => {
    const group = groupCopy()
    const south = join(group, 'stores/south')
    // A warning at a line of each file: it stands in the sheets that are sealed.
    change(group, 'scheme.yaml', ['  管理奖金率:', '  无用: 1\n  管理奖金率:'])
    for (const command of ['run', 'close'])
      expect((await run([command, '-C', south, '--period', '2026-07'])).code).toBe(0)
    expect(readFileSync(join(south, 'out/2026-07/run.json'), 'utf8')).toContain('"../../scheme.yaml:32:3"')
    const elsewhere = tempFolder()
    copyInto(south, elsewhere)
    const verified = await run(['book', 'verify', '--replay', '-C', elsewhere, '--json'])
    expect(json<object>(verified)).toMatchObject({ ok: true, figuresOnly: [] })
  })

  test('and a correction goes by it, though the shop has other figures by now', async () => {
    const group = groupCopy()
    const south = join(group, 'stores/south')
    for (const command of ['run', 'close']) await run([command, '-C', south, '--period', '2026-07'])
    change(south, 'shop.yaml', ['技师提成率: 14%', '技师提成率: 13%'])
    const told = await problemsOf(south, '--period', '2026-08')
    expect(told).toMatchObject([{ code: 'SCHEME_CHANGED', at: 'shop.yaml:3:10' }])
    change(south, 'data/2026-07/工单.csv', [/(S07001,.*),1340\.00/, '$1,1440.00'])
    const corrected = await run(['correct', '-C', south, '--period', '2026-07', '--json'])
    const { people } = json<{ people: { id: string; corrections: object[] }[] }>(corrected)
    // 100 more for 3004: × 14% × 1.
    expect(people.find(p => p.id === '3004')!.corrections).toContainEqual(
      expect.objectContaining({ name: '工时提成', amount: '14.00' }),
    )
  })
})

test('the folder of the group itself is no shop, and that of a shop no group', async () => {
  const group = groupCopy()
  const alone = await run(['run', '-C', group, '--period', '2026-07', '--json'])
  expect(json<{ problems: Told[] }>(alone).problems).toMatchObject([{ code: 'GROUP_FOLDER' }])
  const other = await run(['group', 'overrides', '-C', join(group, 'stores/east'), '--json'])
  expect(json<{ problems: Told[] }>(other).problems).toMatchObject([
    { code: 'GROUP_MISSING', hint: expect.stringContaining('-C ../..') },
  ])
})

test('group overrides tells who differs in what', async () => {
  const group = groupCopy({ 'stores/east/shop.yaml': 'parameters: { 技师提成率: 15% }\n' })
  const ran = await run(['group', 'overrides', '-C', group, '--json'])
  const { shops } = json<{
    shops: { shop: string; overrides: { key: string[]; common: string; own: string; at: string }[] }[]
  }>(ran)
  expect(
    Object.fromEntries(shops.map(s => [s.shop, s.overrides.map(o => [o.key.join('.'), o.common, o.own, o.at])])),
  ).toEqual({
    // What says the same differs in nothing.
    'stores/east': [],
    'stores/north': [['files.工单', '工单*', '维修工单*', 'stores/north/shop.yaml:3:3']],
    'stores/south': [
      ['parameters.技师提成率', '15%', '14%', 'stores/south/shop.yaml:3:3'],
      [
        'bands of 返修系数',
        'up to 5%: 1, up to 10%: 0.9, above 10%: 0.8',
        'up to 10%: 1, above 10%: 0.85',
        'stores/south/shop.yaml:4:1',
      ],
    ],
    'stores/west': [
      ['parameters.顾问提成率', '2%', 'from 2026-01: 2%, from 2026-08: 2.5%', 'stores/west/shop.yaml:3:3'],
    ],
  })
  const listed = await run(['group', 'overrides', '-C', group, '--csv', 'list.csv', '--only', 'south'], { cwd: group })
  expect(listed.out).toContain('stores/south')
  expect(listed.out).not.toContain('stores/west')
  expect(readFileSync(join(group, 'list.csv'), 'utf8')).toContain('stores/south,城南店,bands of 返修系数,')
})

test('a shop of a group is tried and tested by what holds for it', async () => {
  const group = groupCopy()
  const set = ['--set', '技师产值=1000', '--set', '返修率=8%']
  const tried = await run(['try', 'stores/south', '--position', '机电技师', ...set, '--json'], { cwd: group })
  // 1,000 × 14% × 1; by the group's scheme it is 1,000 × 15% × 0.9.
  expect(json<{ people: object[] }>(tried).people).toMatchObject([{ lines: [{ amount: '140.00' }] }])
  const cases =
    'cases:\n  - name: 甲\n    position: 机电技师\n    set: { 技师产值: 1000, 返修率: 8% }\n    expect: { lines: { 工时提成: 140 } }\n'
  groupCopy({ 'stores/south/cases.yaml': cases }, group)
  expect((await run(['test', '-C', join(group, 'stores/south')])).code).toBe(0)
})
