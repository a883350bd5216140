// Workbooks, new and old: cells by their types, merged cells, and which of several sheets is read.

import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { xlsFacts } from '../../src/sources/workbook/xls.ts'
import { edited } from '../support/edited.ts'
import { contentTypes } from '../support/zip.ts'
import { atOf, factsOf, rawXlsx, read, table, ZERO, zip } from './helpers.ts'
import { merge, xls, xlsx, xlsxOf } from './workbooks.ts'

const SPEC = table({ 工号: 'person', 日期: 'date', 金额: 'money', 比率: 'percent', 是否: 'yes/no', 单号: 'id' })
const HEAD = ['工号', '日期', '金额', '比率', '是否', '单号']
const DAY = new Date(Date.UTC(2026, 6, 5))
const PERCENT = new Map([['1,3', { style: { numFmt: '0.00%' } }]])

describe('XLSX cells', () => {
  test('are read by what they are', async () => {
    const found = await read(
      await xlsx([HEAD, ['00012', DAY, 1234.56, 0.95, true, 2607004154]], { cells: PERCENT }),
      SPEC,
    )
    expect(found.codes).toEqual([])
    expect(found.rows).toEqual([
      { 工号: '00012', 日期: '2026-07-05', 金额: '1234.56', 比率: '0.95', 是否: true, 单号: '2607004154' },
    ])
    expect(found.reading.files[0]).toMatchObject({ format: 'xlsx', sheet: 'Sheet1', encoding: undefined })
    expect(found.reading.place(2, found.lines[0]!)).toEqual({ file: 'orders.csv', sheet: 'Sheet1', cell: 'C2' })
  })

  test('texts in them are read as in text files', async () => {
    const found = await read(await xlsx([HEAD, ['李四', '2026年7月5日', '￥1,234.50', '95%', '是', 'WX1']]), SPEC)
    expect(found.rows).toEqual([
      { 工号: '00012', 日期: '2026-07-05', 金额: '1234.5', 比率: '0.95', 是否: true, 单号: 'WX1' },
    ])
  })

  test('numbers that stand for other things', async () => {
    const found = await read(
      await xlsx([HEAD, [12, 46208, -0.1, 95, 1, 7], [123456789012, 20260705, 0, 1, 0, 8]]),
      SPEC,
    )
    expect(found.codes).toEqual([])
    expect(found.rows).toEqual([
      { 工号: '00012', 日期: '2026-07-05', 金额: '-0.1', 比率: '0.95', 是否: true, 单号: '7' },
      { 工号: '123456789012', 日期: '2026-07-05', 金额: '0', 比率: '0.01', 是否: false, 单号: '8' },
    ])
  })

  test.each<[number, string]>([
    [0.1 + 0.2, '0.3'],
    [2045.67 - 2041.13, '4.54'],
    [1.005 * 1000, '1005'],
    [4.35 * 100, '435'],
    [1e14 / 10, '10000000000000'],
    [100 / 3, '33.3333333333333'],
    [0.123456789, '0.123456789'],
    [1e-7, '0.0000001'],
    [123456789.12, '123456789.12'],
    [-1e-12, '0'],
  ])('the double %d is %s', async (double, value) => {
    const found = await read(await xlsx([['x'], [double]]), table({ x: 'money' }))
    expect(found.rows).toEqual([{ x: value }])
  })

  test.each<[string, unknown, string, string]>([
    ['a date where money is due', DAY, 'money', 'a date'],
    ['a truth value where money is due', true, 'money', 'a truth value'],
    ['a fraction where an id is due', 1.5, 'id', 'not whole id'],
    ['an id of more digits than a spreadsheet keeps', 1.23e17, 'id', 'digits lost'],
    ['a date where an id is due', DAY, 'id', 'a date'],
    ['a small number where a date is due', 12, 'date', 'not a date'],
    ['half a count', 1.5, 'count', 'not whole'],
  ])('%s is refused', async (_, value, type, reason) => {
    const found = await read(await xlsx([['x'], [value as number]]), table({ x: type as 'money' }))
    expect(found.codes).toEqual(['CELL_INVALID'])
    expect(factsOf(found, 'CELL_INVALID')).toMatchObject({ reason })
    expect(atOf(found, 'CELL_INVALID')).toBe('orders.csv:Sheet1:A2')
  })

  test('formulas count by their stored result; one without is a problem', async () => {
    const sheet = `<worksheet><sheetData>
      <row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c><c r="B1" t="inlineStr"><is><t>y</t></is></c></row>
      <row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>"a"</f><v>a</v></c></row>
      <row r="3"><c r="A3"><f>1+1</f></c><c r="B3" t="str"><f>""</f><v></v></c></row>
      <row r="4"><c r="A4" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B4" t="inlineStr"><is><t>b</t></is></c></row>
      <row r="5"><c r="A5"><v>1e400</v></c><c r="B5" t="inlineStr"><is><t>c</t></is></c></row>
    </sheetData></worksheet>`
    const found = await read(rawXlsx(sheet), table({ x: { type: 'money', blank: ZERO }, y: { blank: 'none' } }))
    expect(found.problems.map(p => [p.code, p.at?.cell])).toEqual([
      ['CELL_NO_RESULT', 'A3'],
      ['CELL_INVALID', 'A4'],
      ['CELL_INVALID', 'A5'],
    ])
    expect(found.rows[0]).toEqual({ x: '2', y: 'a' })
    expect(found.rows[1]!.y).toBe(null)
  })

  test('cells and rows without names, dates of Chinese formats, rich text', async () => {
    const sheet = `<worksheet><sheetData><row><c t="inlineStr"><is><r><t>日</t></r><r><t>期</t></r></is></c><c t="inlineStr"><is><t>x</t></is></c></row>
      <row><c s="1"><v>46208</v></c><c><v>5</v></c></row></sheetData></worksheet>`
    const styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="31"/></cellXfs></styleSheet>'
    const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    const bytes = zip([
      [
        '[Content_Types].xml',
        edited(
          contentTypes(['xl/workbook.xml', 'xl/worksheets/s.xml', 'xl/styles.xml']),
          ['xl/workbook', 'w'],
          ['xl/worksheets/s', 's'],
          ['xl/styles', 't'],
        ),
      ],
      [
        '_rels/.rels',
        `<Relationships><Relationship Id="r" Type="${relation}/officeDocument" Target="w.xml"/></Relationships>`,
      ],
      [
        'w.xml',
        `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relation}"><sheets><sheet name="S" sheetId="1" r:id="s"/></sheets></workbook>`,
      ],
      [
        '_rels/w.xml.rels',
        `<Relationships><Relationship Id="s" Type="${relation}/worksheet" Target="s.xml"/><Relationship Id="t" Type="${relation}/styles" Target="t.xml"/></Relationships>`,
      ],
      ['s.xml', sheet],
      ['t.xml', styles],
    ])
    expect((await read(bytes, table({ 日期: 'date', x: 'count' }))).rows).toEqual([{ 日期: '2026-07-05', x: '5' }])
  })

  test('dates that count from 1904', async () => {
    const rows = [['日期'], [DAY], [46208 - 1462]]
    const bytes = await writeXlsx({ sheets: [{ name: 'S', rows }], dateSystem: '1904' })
    expect((await read(bytes, table({ 日期: 'date' }))).rows.map(r => r.日期)).toEqual(['2026-07-05', '2026-07-05'])
  })

  test('the time of a date does not matter', async () => {
    const found = await read(
      await xlsx([['日期'], [new Date(Date.UTC(2026, 6, 31, 23, 59, 59, 997))]]),
      table({ 日期: 'date' }),
    )
    expect(found.rows).toEqual([{ 日期: '2026-07-31' }])
  })

  test('a literal % in a format changes nothing', async () => {
    const cells = new Map([['1,0', { style: { numFmt: '0"%"' } }]])
    expect((await read(await xlsx([['x'], [95]], { cells }), table({ x: 'percent' }))).rows).toEqual([{ x: '0.95' }])
  })
})

describe('merged cells', () => {
  const spec = table({ 单号: 'id', 项目: 'text', 金额: { type: 'money', blank: ZERO } })
  const rows = [
    ['单号', '项目', '金额'],
    ['A', '机油', 100],
    [null, '机滤', null],
    [null, '工时', 5],
    ['B', '轮胎', 7],
    [null, '气门嘴', 1],
  ]

  test('are filled downwards where they are merged, but for figures', async () => {
    const merges = [merge('A2:A4'), merge('C2:C3')]
    const found = await read(await xlsx(rows, { merges }), spec)
    expect(found.codes).toEqual(['CELL_BLANK'])
    expect(atOf(found, 'CELL_BLANK')).toBe('orders.csv:Sheet1:A6')
    expect(found.rows.slice(0, 4)).toEqual([
      { 单号: 'A', 项目: '机油', 金额: '100' },
      { 单号: 'A', 项目: '机滤', 金额: '0' },
      { 单号: 'A', 项目: '工时', 金额: '5' },
      { 单号: 'B', 项目: '轮胎', 金额: '7' },
    ])
    expect(found.reading.totals[0]!.inFile.toFixed()).toBe('113')
  })

  test('a second row of a person that has nothing of its own is none', async () => {
    const two = [
      ['姓名', '天数'],
      ['李四', 22],
      [null, null],
      ['于伟帆', 21],
      [null, null],
    ]
    const found = await read(
      await xlsx(two, { merges: [merge('A2:A3'), merge('A4:A5')] }),
      table({ 姓名: 'person', 天数: 'number' }),
    )
    expect(found.codes).toEqual([])
    expect(found.rows.map(r => r.天数)).toEqual(['22', '21'])
  })
})

describe('sheets', () => {
  const data = [
    ['工号', '天数'],
    ['00012', 22],
  ]
  const spec = table({ 工号: 'id', 天数: 'number' })

  test('the one whose header fits best is read', async () => {
    const bytes = await xlsxOf({ name: '说明', rows: [['工号是员工编号'], ['工号']] }, { name: '数据', rows: data })
    const found = await read(bytes, spec)
    expect(found.reading.files[0]?.sheet).toBe('数据')
    expect(found.rows).toHaveLength(1)
  })

  test('a visible one goes before a hidden one', async () => {
    const bytes = await xlsxOf({ name: '旧', rows: data, hidden: true }, { name: '新', rows: data })
    expect((await read(bytes, spec)).reading.files[0]?.sheet).toBe('新')
  })

  test('one with data goes before one without', async () => {
    const bytes = await xlsxOf({ name: '空', rows: [data[0]!] }, { name: '满', rows: data })
    expect((await read(bytes, spec)).reading.files[0]?.sheet).toBe('满')
  })

  test('two that fit equally well are a problem', async () => {
    const bytes = await xlsxOf({ name: '一', rows: data }, { name: '二', rows: data })
    const found = await read(bytes, spec)
    expect(factsOf(found, 'SHEET_AMBIGUOUS')).toEqual({ sheets: '一, 二' })
  })

  test('of a sheet for each month the right one is read', async () => {
    const bytes = await xlsxOf({ name: '6月', rows: data }, { name: '7月', rows: data }, { name: '8月', rows: data })
    expect((await read(bytes, spec, { period: '2026-07' })).reading.files[0]?.sheet).toBe('7月')
    expect((await read(bytes, spec)).codes).toEqual(['SHEET_AMBIGUOUS'])
    const titled = (month: string) => ({ name: `表${month}`, rows: [[`2026年${month}月考勤`], ...data] })
    const found = await read(await xlsxOf(titled('6'), titled('7')), spec, { period: '2026-07' })
    expect(found.reading.files[0]?.sheet).toBe('表7')
    expect(found.codes).toEqual([])
  })

  test('hidden rows and columns are data like others', async () => {
    const bytes = await xlsx(data, { columns: [{}, { hidden: true }], rowDefs: new Map([[1, { hidden: true }]]) })
    expect((await read(bytes, spec)).rows).toEqual([{ 工号: '00012', 天数: '22' }])
  })

  test('no header on any of them', async () => {
    expect((await read(await xlsx([['a'], ['b']]), spec)).codes).toEqual(['HEADER_NOT_FOUND'])
    expect((await read(await xlsx([]), spec)).codes).toEqual(['FILE_EMPTY'])
  })
})

describe('old workbooks', () => {
  test('are read like new ones', async () => {
    const bytes = xls(
      [['标题'], HEAD, ['00012', DAY, 1234.56, 0.95, true, 'WX1'], [13, 46208, '￥5', '95%', '否', 7]],
      {
        formats: { B3: 'yyyy-mm-dd', D3: '0.00%' },
        merges: ['A1:F1'],
      },
    )
    const found = await read(bytes, SPEC)
    expect(found.codes).toEqual([])
    expect(found.rows).toEqual([
      { 工号: '00012', 日期: '2026-07-05', 金额: '1234.56', 比率: '0.95', 是否: true, 单号: 'WX1' },
      { 工号: '00013', 日期: '2026-07-05', 金额: '5', 比率: '0.95', 是否: false, 单号: '7' },
    ])
    expect(found.reading.files[0]).toMatchObject({ format: 'xls', sheet: '数据' })
  })

  test('a number that is not shown as a percentage is hundredths', async () => {
    expect((await read(xls([['x'], [95]]), table({ x: 'percent' }))).rows).toEqual([{ x: '0.95' }])
  })

  test('hidden sheets come second', async () => {
    const found = await read(xls([['x'], [1]], { hidden: true }), table({ x: 'money' }))
    expect(found.codes).toEqual([])
    expect(found.reading.files[0]?.sheet).toBe('数据')
  })

  test('texts of formulas that the reader would lose are known', () => {
    const record = (id: number, data: number[]): number[] => [id & 255, id >> 8, data.length, 0, ...data]
    const bof = record(0x809, [0, 6, 0x10, 0])
    const formula = record(6, [3, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0])
    const text = record(0x207, [1, 0, 0, 97])
    const sheetAt = bof.length + 4 + 8 + 4
    const head = [...bof, ...record(0x85, [sheetAt, 0, 0, 0, 1, 0, 0, 0]), ...record(10, [])]
    const facts = (...between: number[]) =>
      xlsFacts(Buffer.from([...head, ...bof, ...formula, ...between, ...text, ...record(10, [])]))
    expect(facts()).toEqual({
      encrypted: false,
      broken: false,
      is1904: false,
      sheets: [{ hidden: true, formats: new Map(), texts: new Map(), hiddenRows: [] }],
    })
    const cell = 3 * 65_536 + 2
    const textsBehind = (...between: number[]) => [...facts(...between).sheets[0]!.texts]
    // A formula that was filled down, an array and a table of formulas stand between the formula and its text.
    for (const id of [0x4bc, 0x221, 0x236]) expect(textsBehind(...record(id, [0, 0]))).toEqual([[cell, 'a']])
    // A text with fonts of its own in row 1, column 1.
    const rich = record(0xd6, [1, 0, 1, 0, 0, 0, 2, 0, 0, 0x68, 0x69, 0, 0])
    expect(textsBehind(...text, ...rich)).toEqual([[65_537, 'hi']])
    expect(textsBehind(...record(0x7ff, [0, 0]))).toEqual([[cell, undefined]])
  })

  test('cut at any length they are a problem', async () => {
    const bytes = xls([HEAD, ...Array.from({ length: 400 }, (_, i) => [`${i}`, 46208, i, i, 1, i])])
    for (let length = 600; length < bytes.length - 1; length += 997) {
      const found = await read(bytes.subarray(0, length), SPEC)
      expect(found.problems.some(p => p.severity === 'error')).toBe(true)
    }
  })
})
