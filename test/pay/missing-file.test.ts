// A table of which there need be no file: then it has no rows, which is told; its columns and figures are what an empty cell of them is,
// sums of its rows 0 and averages blank. A file of no rows is the same. A file of much the same name is not passed over.

import { expect, test } from 'vitest'
import { placeText } from '../../src/core/place.ts'
import { sentenceOf } from '../../src/reports/problem-text.ts'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { put, tempFolder } from '../support/folders.ts'
import { monthOutcome } from '../support/outcome.ts'
import { codes, work } from '../support/schemes.ts'

const SCHEME = `scheme: 可缺
from: 2026-01
currency: CNY
people:
  file: 花名册*
  columns: { 工号: id, 姓名: name, 岗位: position, 班组: group }
  paid: 姓名 is not blank
tables:
  加班:
    file: 加班*
    missing file: none
    one row per: 工号
    columns: { 工号: person, 小时: { type: number, blank: 0 }, 补贴: { type: money, blank: none } }
  班组:
    file: 班组月报*
    missing file: none
    one row per: 班组
    columns: { 班组: 班组, 辅料: { type: money, blank: 0 } }
  点评:
    file: 点评*
    missing file: none
    month: 日期
    columns: { 日期: date, 工号: person, 单号: text, 星级: number }
    work out: { 次数: count(点评 by 单号), 最低: min(点评.星级 by 单号) }
  本店:
    file: 指标*
    missing file: none
    one figure per row: { name: 指标, value: 数值 }
    columns: { 目标: { type: money, blank: none }, 天数: { type: number, blank: 20 } }
scores:
  小时: 加班.小时 + 天数
  补贴: if 补贴 is blank then 1 else 2
  辅料: { formula: 辅料 × 1 }
  好评: count(点评 by 工号 where 次数 = 1 and 最低 > 0)
  平均: average(点评.星级 by 工号)
  目标: if 目标 is blank then 0 else 1
pay:
  - for: everyone
    lines:
      加班费: 加班.小时 × 20元
`
const FILES = { 'data/2026-07/花名册.csv': '工号,姓名,岗位,班组\n01,林青,顾问,甲\n' }

async function outcome(files: Record<string, string> = {}, scheme = SCHEME): Promise<[string[], string[]]> {
  const { month, problems } = await monthOutcome({ 'scheme.yaml': scheme, ...FILES, ...files })
  const scores = (month?.result.people ?? []).slice(0, 1).flatMap(p => p.scores.map(s => `${s.name} ${s.text}`))
  return [scores, problems.map(p => `${p.severity} ${p.code} ${p.at ? placeText(p.at) : ''}`)]
}

test('without files: blanks, 0, what `blank:` says, and no rows; each is told', async () => {
  expect(await outcome()).toEqual([
    ['小时 20', '补贴 1', '辅料 0.00', '好评 0', '目标 0'],
    [
      'warning FILE_NONE scheme.yaml:9:3',
      'warning FILE_NONE scheme.yaml:14:3',
      'warning FILE_NONE scheme.yaml:25:3',
      'warning FILE_NONE scheme.yaml:19:3',
    ],
  ])
})

test('with files of a header alone: the same', async () => {
  const [scores, problems] = await outcome({
    'data/2026-07/加班.csv': '工号,小时,补贴\n',
    'data/2026-07/班组月报.csv': '班组,辅料\n',
    'data/2026-07/点评.csv': '日期,工号,单号,星级\n',
    'data/2026-07/指标.csv': '指标,数值\n',
  })
  expect(scores).toEqual(['小时 20', '补贴 1', '辅料 0.00', '好评 0', '目标 0'])
  expect(problems.filter(p => p.startsWith('error'))).toEqual([])
  expect(problems.filter(p => p.includes('FILE_NO_ROWS'))).toHaveLength(3)
})

test('with rows: what they say; whoever has none in it is told as in any table', async () => {
  const files = {
    'data/2026-07/加班.csv': '工号,小时,补贴\n01,3,5\n',
    'data/2026-07/班组月报.csv': '班组,辅料\n甲,7\n',
    'data/2026-07/点评.csv': '日期,工号,单号,星级\n2026-07-01,01,A,4\n2026-07-02,01,B,5\n',
    'data/2026-07/指标.csv': '指标,数值\n目标,100\n天数,22\n',
  }
  expect(await outcome(files)).toEqual([['小时 25', '补贴 2', '辅料 7.00', '好评 2', '平均 4.5', '目标 1'], []])
  const two = { 'data/2026-07/花名册.csv': '工号,姓名,岗位,班组\n01,林青,顾问,甲\n02,周敏,顾问,甲\n' }
  expect((await outcome({ ...files, ...two }))[1]).toEqual(['error ROW_MISSING data/2026-07/加班.csv'])
})

test('a file of much the same name is not passed over, unless it is another table’s', async () => {
  const [, problems] = await outcome({ 'data/2026-07/加斑.csv': '工号,小时,补贴\n01,3,5\n' })
  expect(problems).toContain('error FILE_MISSING scheme.yaml:9:3')
  const near = edited(SCHEME, ['    file: 加班*', '    file: 指际*'])
  const [scores] = await outcome({ 'data/2026-07/指标.csv': '指标,数值\n天数,22\n' }, near)
  expect(scores[0]).toBe('小时 22')
})

test('in words', async () => {
  const { problems } = await monthOutcome({ 'scheme.yaml': SCHEME, ...FILES })
  expect(sentenceOf(problems[0]!, 'en').message).toBe(
    'there is no file for “加班” (加班* in data/2026-07): it has no rows this month',
  )
  expect(sentenceOf(problems[0]!, 'zh').message).toBe('没有“加班”的文件（data/2026-07 中的 加班*）：本月按没有数据计')
})

test('a file that comes after the draft is seen at closing; a month sealed without it replays, and is corrected with it', async () => {
  const cwd = tempFolder()
  put(cwd, { 'scheme.yaml': SCHEME, ...FILES })
  const code = async (...args: string[]): Promise<number | undefined> => (await run(args, { cwd })).code
  const late = { 'data/2026-07/加班.csv': '工号,小时,补贴\n01,3,5\n' }
  expect(await code('run', '--period', '2026-07')).toBe(0)
  put(cwd, late)
  expect(await code('close', '--period', '2026-07')).not.toBe(0)
  put(cwd, { 'data/2026-07/加班.csv': '工号,小时,补贴\n' })
  expect(await code('run', '--period', '2026-07')).toBe(0)
  expect(await code('close', '--period', '2026-07')).toBe(0)
  expect(await code('book', 'verify', '--replay')).toBe(0)
  put(cwd, late)
  const corrected = await run(['correct', '--period', '2026-07', '--json'], { cwd })
  // 3 × 20
  expect(JSON.stringify(json(corrected))).toContain('"60.00"')
})

test.each([
  ['a column that does not say what an empty cell is', '{ who2: person, x: number }', ['KEY_MISSING']],
  ['one that says it', '{ who2: person, x: { type: number, blank: none } }', []],
])('%s', (_, columns, expected) => {
  const table = `  more:\n    file: more*\n    missing file: none\n    one row per: who2\n    columns: ${columns}\n`
  expect(codes(`${table}scores:\n  s: if x is blank then 0 else x\n`)).toEqual(expected)
})

test('a trial takes a figure that is not given for what an empty cell is, where that is one', () => {
  const table = `  more:
    file: more*
    one row per: who2
    columns: { who2: person, x: { type: number, blank: 0 }, y: { type: number, blank: none }, z: number }
  some:
    file: some*
    missing file: none
    one row per: who3
    columns: { who3: person, w: { type: number, blank: none } }
`
  const sections = `${table}scores:\n  s: x + z\n  r: if y is blank then 1 else y\n  q: if w is blank then 2 else w\n`
  expect(work(sections, [{ z: '3' }]).people['1']!.scores).toEqual({ s: '3', r: '1', q: '2' })
  expect(work(sections, [{}]).problems.map(p => 'name' in p.facts && p.facts.name)).toEqual(['z'])
})
