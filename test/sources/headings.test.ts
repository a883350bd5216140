// Headings over several columns: never bound to one of them unasked, found by their path, in text files and workbooks, two
// rows deep and more.

import fc from 'fast-check'
import type { CellValue } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { atOf, factsOf, type Read, read, table } from './helpers.ts'
import { merge, xls, xlsx } from './workbooks.ts'

const HEAD: CellValue[][] = [
  ['工号', '姓名', '请假', null, null, '加班时长', null],
  [null, null, '事假(次)', '病假(次)', '年假(次)', '工作日', '休息日'],
]
const ROWS: CellValue[][] = [
  ['00012', '李四', 4, 8, 1, 3, 7.5],
  ['00013', '于伟帆', 0, 16, 0, 0, 8],
]
const ACROSS = ['C1:E1', 'F1:G1']
const DOWN = ['A1:A2', 'B1:B2']

const csv = (rows: CellValue[][]): string => `${rows.map(cells => cells.map(c => c ?? '').join(',')).join('\n')}\n`
const html = (rows: CellValue[][]): string =>
  `<table>${rows.map(cells => `<tr>${cells.map(c => `<td>${c ?? ''}</td>`).join('')}</tr>`).join('')}</table>`

/** The same table as several programs write it. */
const FORMS: Record<string, () => Promise<Uint8Array | string>> = {
  'merged cells': () => xlsx([...HEAD, ...ROWS], { merges: [...ACROSS, ...DOWN].map(merge) }),
  'cells merged across only': () => xlsx([...HEAD, ...ROWS], { merges: ACROSS.map(merge) }),
  'empty cells beside the heading': () => xlsx([...HEAD, ...ROWS]),
  'a title above': () =>
    xlsx([['月度汇总'], ...HEAD, ...ROWS], { merges: ['A1:G1', 'C2:E2', 'F2:G2', 'A2:A3', 'B2:B3'].map(merge) }),
  'an old workbook': async () => xls([...HEAD, ...ROWS], { merges: [...ACROSS, ...DOWN] }),
  'a text file': async () => csv([...HEAD, ...ROWS]),
  'a text file that repeats the heading': async () =>
    csv([['工号', '姓名', '请假', '请假', '请假', '加班时长', '加班时长'], HEAD[1]!, ...ROWS]),
  'an HTML table': async () => html([...HEAD, ...ROWS]),
}

describe.each(Object.entries(FORMS))('%s', (_, make) => {
  const read2 = async (columns: Parameters<typeof table>[0]): Promise<Read> => read(await make(), table(columns))

  test('a heading over several columns is asked about, with the names of those below', async () => {
    const found = await read2({ 工号: 'id', 请假: { type: 'number', blank: { value: '0' } } })
    expect(found.codes).toEqual(['HEADER_GROUP'])
    expect(factsOf(found, 'HEADER_GROUP')).toEqual({
      column: '请假',
      below: '事假(次), 病假(次), 年假(次)',
      names: ['请假/事假(次)', '请假/病假(次)', '请假/年假(次)'],
    })
    expect(atOf(found, 'HEADER_GROUP')).toMatch(/(C[12]|:1:3)$/)
    expect(found.rows).toEqual([])
  })

  test('what it offers is read, with its unit or without', async () => {
    const found = await read2({
      工号: 'id',
      事: { type: 'number', headers: ['请假/事假(次)'] },
      病: { type: 'number', headers: ['请假/病假'] },
      年: { type: 'number', headers: ['年假'] },
      休: { type: 'number', headers: ['加班时长/休息日'] },
    })
    expect(found.codes).toEqual([])
    expect(found.rows).toEqual([
      { 工号: '00012', 事: '4', 病: '8', 年: '1', 休: '7.5' },
      { 工号: '00013', 事: '0', 病: '16', 年: '0', 休: '8' },
    ])
  })
})

describe('three rows of headings', () => {
  const rows: CellValue[][] = [
    ['工资发放表'],
    ['姓名', '应发', null, '应扣', null, null, '实发'],
    [null, '基本', '绩效', '缺勤', null, '迟到', null],
    [null, null, null, '天数', '扣款', '天数', null],
    ['李四', 3500, 800, 2, 320, 1, 3980],
  ]
  const merges = ['A1:G1', 'A2:A4', 'B2:C2', 'D2:F2', 'G2:G4', 'B3:B4', 'C3:C4', 'D3:E3']
  const bytes = () => xlsx(rows, { merges: merges.map(merge) })

  test.each([
    ['缺勤', '天数, 扣款', '缺勤/天数\n缺勤/扣款'],
    ['应扣', '天数, 扣款, 天数', '应扣/缺勤/天数\n应扣/缺勤/扣款\n应扣/迟到/天数'],
    ['应发', '基本, 绩效', '应发/基本\n应发/绩效'],
  ])('%s', async (column, below, names) => {
    const found = await read(await bytes(), table({ 姓名: 'person', 绩效: 'money', [column]: 'money' }))
    expect(factsOf(found, 'HEADER_GROUP')).toEqual({ column, below, names: names.split('\n') })
  })

  test.each(['扣款', '缺勤/扣款', '应扣/扣款', '应扣/缺勤/扣款'])('%s', async header => {
    const spec = table({ 姓名: 'person', 绩效: 'money', x: { type: 'money', headers: [header] } })
    const found = await read(await bytes(), spec)
    expect(found.codes).toEqual([])
    expect(found.rows).toEqual([{ 姓名: '00012', 绩效: '800', x: '320' }])
  })

  test('a name below two headings needs its path, which is offered', async () => {
    const found = await read(await bytes(), table({ 姓名: 'person', 绩效: 'money', 天数: 'number' }))
    expect(factsOf(found, 'HEADER_REPEATED').names).toEqual(['应扣/缺勤/天数', '应扣/迟到/天数'])
    const spec = table({ 姓名: 'person', 绩效: 'money', 天数: { type: 'number', headers: ['迟到/天数'] } })
    expect((await read(await bytes(), spec)).rows[0]!.天数).toBe('1')
  })

  test('a heading over one column is that column', async () => {
    const found = await read(await bytes(), table({ 姓名: 'person', 绩效: 'money', 迟到: 'number' }))
    expect(found.codes).toEqual([])
    expect(found.rows[0]!.迟到).toBe('1')
  })
})

describe('what else stands below headings', () => {
  test('days of a month are columns', async () => {
    const rows = [
      ['姓名', '考勤结果', null, null],
      [null, '1', '2', '六'],
      ['李四', '正常', '迟到', '休息'],
    ]
    const bytes = await xlsx(rows, { merges: ['B1:D1', 'A1:A2'].map(merge) })
    const asked = await read(bytes, table({ 姓名: 'person', 考勤结果: 'text' }))
    expect(factsOf(asked, 'HEADER_GROUP').below).toBe('1, 2, 六')
    const found = await read(bytes, table({ 姓名: 'person', x: { headers: ['考勤结果/2'] } }))
    expect(found.rows).toEqual([{ 姓名: '00012', x: '迟到' }])
  })

  test('a row of units is no data, and none of its units a name', async () => {
    const found = await read(
      '姓名,请假,,出勤\n,事假,病假,\n,次,次,台\n李四,1,8,21\n',
      table({ 姓名: 'person', 病假: 'number' }),
    )
    expect(found.codes).toEqual([])
    expect(found.rows).toEqual([{ 姓名: '00012', 病假: '8' }])
  })

  test('a column without a name below its heading is told from the others by a /', async () => {
    const text = '姓名,加班,,\n,,工作日,休息日\n李四,9,1,8\n'
    const asked = await read(text, table({ 姓名: 'person', 加班: 'number' }))
    expect(factsOf(asked, 'HEADER_GROUP')).toEqual({
      column: '加班',
      below: '–, 工作日, 休息日',
      names: ['加班/', '加班/工作日', '加班/休息日'],
    })
    const found = await read(text, table({ 姓名: 'person', 加班: { type: 'number', headers: ['加班/'] } }))
    expect(found.codes).toEqual([])
    expect(found.rows).toEqual([{ 姓名: '00012', 加班: '9' }])
  })

  test('a heading merged over figures without names below is asked about; over empty cells it is one column', async () => {
    const rows = (second: CellValue): CellValue[][] => [
      ['姓名', '加班', null],
      ['李四', 3, second],
    ]
    const spec = table({ 姓名: 'person', 加班: 'number' })
    const merges = [merge('B1:C1')]
    const two = await read(await xlsx(rows(8), { merges }), spec)
    expect(factsOf(two, 'HEADER_GROUP')).toEqual({ column: '加班', below: 'B, C', names: [] })
    const one = await read(await xlsx(rows(null), { merges }), spec)
    expect(one.codes).toEqual([])
    expect(one.rows).toEqual([{ 姓名: '00012', 加班: '3' }])
  })

  test('a row of data is never one of headings', async () => {
    const spec = table({ 姓名: 'person', 类别: 'text' })
    for (const row of ['李四,备件,xyz', '李四,备件,', '李四,,xyz', '李四,33,44']) {
      const found = await read(`姓名,类别,\n${row}\n于伟帆,精品,\n`, spec)
      expect(found.rows.length + found.codes.length).toBeGreaterThan(1)
      expect(found.codes).not.toContain('HEADER_GROUP')
    }
  })

  test('whatever the headings, a column is read from the one that its path says', async () => {
    const name = fc.constantFrom('甲', '乙', '丙', '丁')
    const group = fc.tuple(name, fc.uniqueArray(name, { minLength: 1, maxLength: 3 }))
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(group, { minLength: 1, maxLength: 3, selector: g => g[0] }), async groups => {
        const top = ['工号', ...groups.flatMap(([g, subs]) => subs.map((_, i) => (i === 0 ? `组${g}` : '')))]
        const below = ['', ...groups.flatMap(([, subs]) => subs)]
        const data = ['00012', ...below.slice(1).map((_, i) => `${i + 1}`)]
        const text = [top, below, data].map(cells => cells.join(',')).join('\n')
        let at = 0
        for (const [g, subs] of groups) {
          for (const sub of subs) {
            at++
            const spec = table({ 工号: 'id', x: { type: 'number', headers: [`组${g}/${sub}`] } })
            const found = await read(`${text}\n`, spec)
            expect(found.codes).toEqual([])
            expect(found.rows).toEqual([{ 工号: '00012', x: `${at}` }])
          }
          const found = await read(`${text}\n`, table({ 工号: 'id', x: { type: 'number', headers: [`组${g}`] } }))
          if (subs.length > 1) expect(found.codes).toEqual(['HEADER_GROUP'])
        }
      }),
      { numRuns: 30, seed: 10 },
    )
  })
})

describe('files without headers', () => {
  const spec = table({ who: 'person', at: 'date' })

  test('are told to be such', async () => {
    const found = await read('1,2026-07-01 08:01:00,1,0\n1,2026-07-01 18:02:00,1,0\n', spec)
    expect(factsOf(found, 'HEADER_NOT_FOUND')).toEqual({ table: 'orders', wanted: 'who, at', bare: true })
    expect(found.problems[0]!.quote).toEqual({ text: '1 | 2026-07-01 08:01:00 | 1 | 0' })
  })

  test('are told from another export', async () => {
    const found = await read('name,amount\nx,5\n', spec)
    expect(factsOf(found, 'HEADER_NOT_FOUND').bare).toBe(false)
  })
})

describe('names in the second of two rows', () => {
  const text = 'Employee,,Leave,,Overtime,\nID,Name,Sick,Annual,Weekday,Weekend\n00012,Li,1,2,3,4\n'

  test('a heading is asked about also where all other names stand in the second row', async () => {
    const found = await read(text, table({ ID: 'id', Leave: 'number' }))
    expect(factsOf(found, 'HEADER_GROUP')).toEqual({
      ...{ column: 'Leave', below: 'Sick, Annual', names: ['Leave/Sick', 'Leave/Annual'] },
    })
  })

  test('one name below each heading is no row of data', async () => {
    const rows = await read(
      '工号,迟到,早退\n,次数,时长\n00012,5,30\n',
      table({ 工号: 'id', 迟到: 'count', 早退: 'number' }),
    )
    expect(rows.codes).toEqual([])
    expect(rows.rows).toEqual([{ 工号: '00012', 迟到: '5', 早退: '30' }])
  })
})
