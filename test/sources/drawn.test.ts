// Tests of what fonts alone say: raised and struck-out pieces of a text, and rows that are struck out. 1000¹ is 1000 with a
// note, never 10001; 1̶900 was 1900 and is not any more.

import { describe, expect, test } from 'vitest'
import { term } from '../../src/core/terms.ts'
import { drawnText } from '../../src/sources/cells/cell.ts'
import { atOf, column, factsOf, rawXlsx, read, table } from './helpers.ts'
import { xls, xlsx } from './workbooks.ts'

const SPEC = table({ 姓名: 'person', 日期: 'date', 金额: 'money' })

test('pieces of text are drawn with the signs for it', () => {
  expect(drawnText('1000', { raised: true })).toBe('¹⁰⁰⁰')
  expect(drawnText('-(2)', { lowered: true })).toBe('₋₍₂₎')
  expect(drawnText('1 9', { struck: true })).toBe('1\u0336 9\u0336')
  expect(drawnText('1000 -注', {})).toBe('1000 -注')
})

/** The same cell in every format that has fonts within a text. */
const PIECES = [
  {
    what: 'a note behind it',
    xml: ['', '1000', '<vertAlign val="superscript"/>', '1'],
    html: '1000<sup>1</sup>',
    shown: '1000¹',
  },
  {
    what: 'a digit below it',
    xml: ['', '1000', '<vertAlign val="subscript"/>', '2'],
    html: '1000<sub>2</sub>',
    shown: '1000₂',
  },
  { what: 'a digit struck out', xml: ['<strike/>', '1', '', '900'], html: '<s>1</s>900', shown: '1\u0336900' },
] as const

describe.each(PIECES)('a figure with $what is no figure', ({ xml, html, shown }) => {
  const due = { column: '金额', found: shown, expected: term('money'), reason: 'not a number' }
  const inline = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`

  test('XLSX', async () => {
    const runs = `<r><rPr>${xml[0]}</rPr><t>${xml[1]}</t></r><r><rPr>${xml[2]}</rPr><t>${xml[3]}</t></r>`
    const sheet = `<row>${['姓名', '日期', '金额'].map(inline).join('')}</row>
      <row>${inline('李四')}${inline('2026-07-05')}<c t="inlineStr"><is>${runs}</is></c></row>`
    const found = await read(rawXlsx(`<worksheet><sheetData>${sheet}</sheetData></worksheet>`), SPEC)
    expect(factsOf(found, 'CELL_INVALID')).toEqual(due)
  })

  test('HTML', async () => {
    const page = `<table><tr><td>姓名</td><td>日期</td><td>金额</td></tr>
      <tr><td>李四</td><td>2026-07-05</td><td><b>${html}</b></td></tr></table>`
    expect(factsOf(await read(page, SPEC, { name: '数据.xls' }), 'CELL_INVALID')).toEqual(due)
  })

  test('XML of 2003', async () => {
    const marked = html.replace(
      /<(\/?)(\w)(\w*)>/g,
      (_, end, first: string, rest) => `<${end}${first.toUpperCase()}${rest}>`,
    )
    const text = xml2003([
      `<Cell><Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">${marked}</Data></Cell>`,
    ])
    expect(factsOf(await read(text, SPEC, { name: '数据.xls' }), 'CELL_INVALID')).toEqual(due)
  })
})

test('a number with a note is nobody else’s, and a day with one no other day', async () => {
  const spec = table({ 工号: 'person', 日期: 'date' })
  for (const [found, code] of [
    [await read('工号,日期\n0001²,2026-07-05\n', spec), 'PERSON_UNKNOWN'],
    [await read('工号,日期\n00012,2026-07-1¹\n', spec), 'CELL_INVALID'],
  ] as const)
    expect(found.codes).toEqual([code])
})

test('fonts that say nothing of a figure leave it a figure', async () => {
  const page = `<table><tr><td>姓名</td><td>日期</td><td>金额</td></tr>
    <tr><td>李四</td><td>2026-07-05</td><td><span><strong>12</strong><small>.50</small></span></td></tr></table>`
  const found = await read(page, SPEC, { name: '数据.xls' })
  expect([found.codes, found.rows[0]!.金额]).toEqual([[], '12.5'])
})

test('a heading with a note, and an area in m², are found', async () => {
  const page =
    '<table><tr><td>姓名<sup>1</sup></td><td>面积(m<sup>2</sup>)</td></tr><tr><td>甲</td><td>20</td></tr></table>'
  const spec = table({
    姓名: column('姓名', { headers: ['姓名¹'] }),
    面积: column('面积', { headers: ['面积(m2)'], type: 'number' }),
  })
  const found = await read(page, spec, { name: '数据.xls' })
  expect([found.codes, found.rows]).toEqual([[], [{ 姓名: '甲', 面积: '20' }]])
})

test('digits that a number format adds make it no figure', async () => {
  const content = xls(
    [
      ['姓名', '日期', '金额'],
      ['李四', '2026-07-05', 10],
    ],
    { formats: { C2: '0"00"' } },
  )
  const found = await read(content, SPEC, { name: '数据.xls' })
  expect(factsOf(found, 'CELL_INVALID')).toMatchObject({ found: '1000', reason: 'unit' })
  const area = xls(
    [
      ['姓名', '日期', '金额'],
      ['李四', '2026-07-05', 10],
    ],
    { formats: { C2: '0" m2"' } },
  )
  expect((await read(area, SPEC, { name: '数据.xls' })).codes).toEqual([])
})

describe('rows that are struck out count and are told', () => {
  const rows = [
    ['姓名', '日期', '金额'],
    ['李四', '2026-07-05', 100],
    ['于伟帆', '2026-07-06', 50.5],
    ['李四', '2026-07-07', 7],
  ]

  test('XLSX', async () => {
    const cells = new Map([['2,2', { style: { font: { strikethrough: true } } }]])
    const found = await read(await xlsx(rows, { cells }), SPEC)
    expect(factsOf(found, 'ROWS_HIDDEN')).toMatchObject({ rows: 1, amounts: '金额 50.5' })
    expect(atOf(found, 'ROWS_HIDDEN')).toMatch(/:3$/)
    expect(found.rows.map(row => row.金额)).toEqual(['100', '50.5', '7'])
  })

  test('old XLS', async () => {
    const content = Buffer.from(xls(rows))
    for (let at = content.indexOf('3100', 0, 'hex'); at >= 0; at = content.indexOf('3100', at + 1, 'hex')) {
      const length = content.readUInt16LE(at + 2)
      // A font: its height, its marks, and its name at the end.
      if (length > 14 && length < 60 && content.readUInt16LE(at + 4) > 100) content[at + 6]! |= 8
    }
    const found = await read(content, SPEC, { name: '数据.xls' })
    expect(factsOf(found, 'ROWS_HIDDEN')).toMatchObject({ rows: 3, amounts: '金额 157.5' })
    expect((await read(xls(rows), SPEC, { name: '数据.xls' })).codes).toEqual([])
  })

  test('XML of 2003', async () => {
    const money = (style: string, figure: number): string =>
      `<Cell ss:StyleID="${style}"><Data ss:Type="Number">${figure}</Data></Cell>`
    const found = await read(xml2003([money('plain', 100), money('gone', 50.5)]), SPEC, { name: '数据.xls' })
    expect(factsOf(found, 'ROWS_HIDDEN')).toMatchObject({ rows: 1, amounts: '金额 50.5' })
  })
})

/** A row for each cell of money. */
function xml2003(cells: readonly string[]): string {
  const text = (value: string): string => `<Cell><Data ss:Type="String">${value}</Data></Cell>`
  const rows = cells.map(cell => `<Row>${text('李四')}${text('2026-07-05')}${cell}</Row>`)
  return `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
    <Styles><Style ss:ID="plain"><Font ss:Bold="1"/></Style><Style ss:ID="gone"><Font ss:StrikeThrough="1"/></Style></Styles>
    <Worksheet ss:Name="数据"><Table><Row>${['姓名', '日期', '金额'].map(text).join('')}</Row>${rows.join('')}</Table></Worksheet></Workbook>`
}
