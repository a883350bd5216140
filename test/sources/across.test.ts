// Columns that are rows: a column for each day as attendance systems write it, in workbooks and text files; what its headings must
// say, where its cells stand, and files without a header, whose columns the scheme names.

import type { CellValue } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import type { TableSpec } from '../../src/tables/spec.ts'
import { edited } from '../support/edited.ts'
import { atOf, type ColumnOptions, factsOf, type Read, read, table } from './helpers.ts'
import { merge, xls, xlsx } from './workbooks.ts'

const TEXT: ColumnOptions = { type: 'text', blank: 'none' }

function days(value: ColumnOptions = TEXT, under: readonly string[] = []): TableSpec {
  const columns = { 工号: 'person', 日期: 'date', 结果: value } as const
  return table(columns, { name: '考勤', across: { name: 1, value: 2, under } })
}

// 2026-07-01 is a Wednesday.
const HEAD: CellValue[][] = [
  ['月度汇总 统计日期：2026-07-01 至 2026-07-31'],
  ['报表生成时间：2026-08-04 11:04'],
  ['姓名', '工号', '出勤天数', '请假', null, '考勤结果', null, null, null, null, null],
  [null, null, null, '事假(天)', '病假(天)', '1', '2', '3', '六', '日', '6'],
]
const ROWS: CellValue[][] = [
  ['李四', '00012', 4, null, 1, '正常', '迟到', '正常', '休息', '休息', '正常'],
  ['欧阳娜', 'A07', 3, null, null, '迟到', '', '正常', '正常', '休息', '迟到'],
]
const MERGES = ['A1:K1', 'A2:K2', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:E3', 'F3:K3']

const csv = (rows: CellValue[][]): string => `${rows.map(cells => cells.map(c => c ?? '').join(',')).join('\n')}\n`
const html = (rows: CellValue[][]): string =>
  `<table>${rows.map(cells => `<tr>${Array.from({ length: 11 }, (_, i) => `<td>${cells[i] ?? ''}</td>`).join('')}</tr>`).join('')}</table>`

const FORMS: Record<string, () => Promise<Uint8Array | string>> = {
  'merged cells': () => xlsx([...HEAD, ...ROWS], { merges: MERGES.map(merge) }),
  'no merged cells': () => xlsx([...HEAD, ...ROWS]),
  'an old workbook': async () => xls([...HEAD, ...ROWS], { merges: MERGES }),
  'a text file': async () => csv([...HEAD, ...ROWS]),
  'a text file that does not end its last line': async () => csv([...HEAD, ...ROWS]).trimEnd(),
  'an HTML table': async () => html([...HEAD, ...ROWS]),
}

test.each(Object.entries(FORMS))('each day of each person is a row: %s', async (_, make) => {
  const found = await read(await make(), days(), { period: '2026-07' })
  expect(found.codes).toEqual([])
  const said = found.rows.map(({ 工号, 日期, 结果 }) => `${工号} ${日期} ${结果}`)
  expect(said).toEqual([
    ...['00012 2026-07-01 正常', 'A07 2026-07-01 迟到', '00012 2026-07-02 迟到', 'A07 2026-07-02 null'],
    ...['00012 2026-07-03 正常', 'A07 2026-07-03 正常', '00012 2026-07-04 休息', 'A07 2026-07-04 正常'],
    ...['00012 2026-07-05 休息', 'A07 2026-07-05 休息', '00012 2026-07-06 正常', 'A07 2026-07-06 迟到'],
  ])
  expect(new Set(found.lines).size).toBe(12)
  // The last row of all is that of the second person on the 6th: in cell K6.
  const { cell, line, column } = found.reading.place(2, found.lines.at(-1)!)
  expect(cell ?? `${line}:${column}`).toMatch(/^(K6|6:11)$/)
})

describe('the headings of days', () => {
  const sheet = (heads: readonly string[], ...below: string[][]): string =>
    csv([['工号', ...heads], ...below, ['00012', ...heads.map((_, i) => `${i + 1}`)]])
  const read7 = (text: string, spec = days({ type: 'number', blank: 'none' })): Promise<Read> =>
    read(text, spec, { period: '2026-07' })
  const found = ({ rows }: Read): string[] => rows.map(({ 日期, 结果 }) => `${日期}=${结果}`)

  test.each([
    ['dates', ['2026-07-09', '2026-07-10', '2026-07-11']],
    ['short dates', ['26-07-09', '26-07-10', '26-07-11']],
    ['months and days', ['7-9', '7-10', '7-11']],
    ['days in words', ['7月9日', '7月10日', '7月11日']],
    ['numbers', ['9', '10', '11']],
    ['numbers with a sign', ['9日', '10日', '11日']],
    ['numbers with weekdays', ['9 星期四', '10 星期五', '11 星期六']],
    ['weekdays in brackets', ['9(Thu)', '10(Fri)', '11(Sat)']],
    ['weekdays at the end', ['9', '10', '六']],
    ['a weekday in front', ['四', '10', '11']],
  ])('%s', async (_, heads) => {
    const read = await read7(sheet(heads))
    expect(read.codes).toEqual([])
    expect(found(read)).toEqual(['2026-07-09=1', '2026-07-10=2', '2026-07-11=3'])
  })

  test('weekdays in a row of their own, below or above', async () => {
    const below = await read7(sheet(['9', '10', '11'], ['', 'Thu', 'Fri', 'Sat']))
    expect([below.codes, found(below)]).toEqual([[], ['2026-07-09=1', '2026-07-10=2', '2026-07-11=3']])
    const above = await read7(`,四,五,六\n${sheet(['9', '10', '11'])}`)
    expect([above.codes, found(above)]).toEqual([[], ['2026-07-09=1', '2026-07-10=2', '2026-07-11=3']])
  })

  test('of another month are told by their weekdays, as is a day that is missing, out of order or not there', async () => {
    const told = async (heads: string[]): Promise<unknown> => factsOf(await read7(sheet(heads)), 'HEADINGS_WRONG')
    // 2026-07-09 is a Thursday, and 2026-06-09 was a Tuesday.
    expect(await told(['9 二', '10 三'])).toMatchObject({ reason: 'weekday', found: '9 二', expected: '2026-07-09' })
    expect(await told(['9', '11'])).toMatchObject({ reason: 'gap', found: '11', expected: '2026-07-10' })
    expect(await told(['10', '9'])).toMatchObject({ reason: 'gap', found: '9', expected: '2026-07-11' })
    expect(await told(['甲', '乙'])).toMatchObject({ reason: 'none', found: '工号, 甲, 乙' })
    const june = await read(sheet(['30', '31']), days(), { period: '2026-06' })
    expect(factsOf(june, 'HEADINGS_WRONG')).toMatchObject({ reason: 'no day', found: '31' })
  }, 20_000)

  test('of two columns a day are told apart by what stands over or below them', async () => {
    const text = '工号,上班,,,加班,,\n,1,2,3,1,2,3\n00012,8,8,7,0,1.5,2\n'
    const number: ColumnOptions = { type: 'number', blank: 'none' }
    const both = await read7(text, days(number))
    expect(both.codes).toEqual(['HEADER_REPEATED'])
    expect(factsOf(both, 'HEADER_REPEATED').names).toEqual(['上班/1', '加班/1'])
    const over = await read7(text, days(number, ['加班']))
    expect([over.codes, found(over)]).toEqual([[], ['2026-07-01=0', '2026-07-02=1.5', '2026-07-03=2']])
    const halves = '工号,1,,2,\n,上午,下午,上午,下午\n00012,4,3,4,2\n'
    const below = await read7(halves, days(number, ['下午']))
    expect([below.codes, found(below)]).toEqual([[], ['2026-07-01=3', '2026-07-02=2']])
  })
})

describe('the cells below', () => {
  const HOURS = days({ type: 'number', blank: 'problem' })

  test('are told with the place where they stand, and who is unknown once for all days', async () => {
    const text = '姓名,工号,1,2,3\n李四,00012,8,,x\n谁,99999,8,8,8\n合计,,16,8,8\n'
    const found = await read(text, HOURS, { period: '2026-07' })
    expect(found.codes.toSorted()).toEqual(['CELL_BLANK', 'CELL_INVALID', 'PERSON_UNKNOWN'])
    expect(atOf(found, 'CELL_BLANK')).toBe('orders.csv:2:4')
    expect(atOf(found, 'CELL_INVALID')).toBe('orders.csv:2:5')
    expect(atOf(found, 'PERSON_UNKNOWN')).toBe('orders.csv:3:2')
  })

  test('are held against the sum below each day', async () => {
    const found = await read('工号,1,2\n00012,8,7\nA07,8,8\n合计,16,14\n', HOURS, { period: '2026-07' })
    expect(found.codes).toEqual(['CONTROL_TOTAL'])
    expect(factsOf(found, 'CONTROL_TOTAL')).toMatchObject({ stated: '14', added: '15' })
    expect(atOf(found, 'CONTROL_TOTAL')).toBe('orders.csv:4:3')
  })

  test('are not shifted in silence by a comma in a name', async () => {
    const found = await read('姓名,工号,1,2\n李,四,00012,8\n李四,00012,8,7,9\n李四,A07,8,7\n', HOURS, {
      period: '2026-07',
    })
    expect(found.codes).toContain('ROW_WIDTH')
  })

  test('under a word for a sum are told, unless they are left out or the scheme lists it', async () => {
    const kinds = (name: ColumnOptions) =>
      table({ 工号: 'person', 类: name, 数: 'count' }, { across: { name: 1, value: 2, under: [] } })
    const text = '工号,机油,轮胎,小计\n00012,1,2,3\n'
    const found = await read(text, kinds({ type: 'text' }))
    expect(factsOf(found, 'ROW_MAYBE_TOTAL')).toMatchObject({ found: '小计', heading: '类' })
    expect((await read(text, kinds({ type: 'text', values: ['机油', '轮胎', '小计'] }))).codes).toEqual([])
  })

  test('on a day 10 are no tens', async () => {
    const found = await read('工号,9,10,11\n00012,8,7.5,6\n', HOURS, { period: '2026-07' })
    expect(found.rows.map(r => r.结果)).toEqual(['8', '7.5', '6'])
    const unit = await read('工号,加班(分钟),\n,9,10\n00012,30,90\n', days({ type: 'number', unit: undefined }), {
      period: '2026-07',
    })
    expect(factsOf(unit, 'UNIT_UNSAID')).toMatchObject({ found: '分钟' })
  })

  test('of people in the headings are those of each of them; an unknown one is told', async () => {
    const spec = table(
      { 项目: 'text', 评分人: 'person', 分数: 'number' },
      { across: { name: 1, value: 2, under: ['评分'] } },
    )
    const found = await read('项目,评分,,\n,李四,欧阳娜,谁\n态度,9,8,7\n', spec)
    expect(found.rows.slice(0, 2)).toEqual([
      { 项目: '态度', 评分人: '00012', 分数: '9' },
      { 项目: '态度', 评分人: 'A07', 分数: '8' },
    ])
    expect(found.codes).toEqual(['PERSON_UNKNOWN'])
    expect(atOf(found, 'PERSON_UNKNOWN')).toBe('orders.csv:3:4')
  })
})

describe('a file without a header', () => {
  const spec = table(
    { 技师: 'person', 日期: 'date', 工时费: 'money' },
    { headerRow: ['单号', '日期', '技师', '工时费'] },
  )
  const ROW = 'R1,2026-07-03,李四,"1,200.50"\nR2,2026-07-04,欧阳娜,80\n'

  test.each([
    ['commas', ROW],
    ['tabs', edited(ROW, [',', '\t', 'all'], ['1\t200', '1,200'])],
    [
      'a workbook',
      xlsx([
        ['R1', '2026-07-03', '李四', 1200.5],
        ['R2', '2026-07-04', '欧阳娜', 80],
      ]),
    ],
    ['a header that comes one day', `单号,日期,技师,工时费\n${ROW}`],
  ])('is read by the names that the scheme gives: %s', async (_, content) => {
    const found = await read(await content, spec)
    expect(found.codes).toEqual([])
    expect(found.rows).toEqual([
      { 技师: '00012', 日期: '2026-07-03', 工时费: '1200.5' },
      { 技师: 'A07', 日期: '2026-07-04', 工时费: '80' },
    ])
    expect(found.lines[0]).toBe(found.lines[1]! - 1)
  })

  test('is refused where a column came or went, and a unit in a name holds', async () => {
    const more = await read(edited(ROW, ['\n', ',x\n', 'all']), spec)
    expect(factsOf(more, 'HEADER_ROW_WIDTH')).toEqual({ table: 'orders', columns: 5, named: 4 })
    const fewer = await read('2026-07-03,李四,80\n', spec)
    expect(factsOf(fewer, 'HEADER_ROW_WIDTH')).toEqual({ table: 'orders', columns: 3, named: 4 })
    const units = table({ 工时费: 'money' }, { headerRow: ['单号', '工时费(万元)'] })
    expect((await read('R1,1.5\n', units)).rows).toEqual([{ 工时费: '15000' }])
    const missing = await read(ROW, table({ 配件费: 'money' }, { headerRow: ['单号', '日期', '技师', '工时费'] }))
    expect(missing.codes).toEqual(['HEADER_MISSING'])
  })
})

describe('a name in two columns', () => {
  const spec = table({ 谁: { type: 'person', headers: ['姓'], behind: ['名'] }, 金额: 'money' })

  test.each([
    ['a text file', '序号,姓,名,金额\n1,李,四,5\n2,欧阳,娜,7\n3,,,\n'],
    ['a workbook', xlsx([['序号', '姓', '名', '金额'], [1, '李', '四', 5], [2, '欧阳', '娜', 7], [3]])],
  ])('is one text: %s', async (_, content) => {
    const found = await read(await content, spec)
    expect(found.codes).toEqual([])
    expect(found.rows).toEqual([
      { 谁: '00012', 金额: '5' },
      { 谁: 'A07', 金额: '7' },
    ])
  })

  test('is told where the first of them stands; a row of a name alone is one', async () => {
    const found = await read('姓,名,金额\n李,四,\n王,五,3\n', spec)
    expect(found.codes).toEqual(['CELL_BLANK', 'PERSON_UNKNOWN'])
    expect(atOf(found, 'PERSON_UNKNOWN')).toBe('orders.csv:3:1')
    expect(factsOf(found, 'PERSON_UNKNOWN').found).toBe('王五')
    const missing = await read('姓,金额\n李,3\n', spec)
    expect(factsOf(missing, 'HEADER_MISSING').column).toBe('名')
  })

  test('of other letters has a space between them', async () => {
    const names = table({ name: { type: 'text', headers: ['First'], behind: ['Last'] }, n: 'number' })
    expect((await read('Last,First,n\nFrost,Dan,1\nHale,,2\n', names)).rows.map(r => r.name)).toEqual([
      'Dan Frost',
      'Hale',
    ])
  })
})
