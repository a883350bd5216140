// HTML and XML tables that systems save under the name of a workbook: read as tables, as text only, or refused.

import { describe, expect, test } from 'vitest'
import { edited } from '../support/edited.ts'
import { atOf, factsOf, gb18030, read, table, ZERO } from './helpers.ts'

describe('HTML saved as a workbook', () => {
  const page = (rows: string): string =>
    `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="gb2312"><style>td{}</style></head><body><!-- <tr> -->
    <table border="1"><tr><td colspan="3">入库明细报表 2026-07-01 至 2026-07-31</td></tr>
    <tr><th>单号</th><th>金额</th><th>备注</th></tr>${rows}</table></body></html>`
  const spec = table({ 单号: 'id', 金额: 'money' })
  const body =
    '<tr><td>0012</td><td>&yen;1,234.50</td><td>a<br/>b</td></tr><tr><TD>A&amp;B</TD><td align=right> &#165;5 </td><td>&nbsp;</td></tr>' +
    '<tr><td>合计：</td><td>￥1,239.50</td><td></td></tr><tr><td>导出人</td><td>张三</td><td>导出时间 2026-08-01</td></tr>'

  test.each<[string, Uint8Array]>([
    ['in GBK', gb18030(page(body))],
    ['in UTF-8', Buffer.from(page(body))],
    ['in UTF-8 with a mark', Buffer.from(`\ufeff${page(body)}`)],
    [
      'with end tags left out',
      Buffer.from(page(edited(body, ['</td>', '', 'all'], ['</tr>', '', 'all'], ['</TD>', '', 'all']))),
    ],
  ])('is read %s', async (_, bytes) => {
    const found = await read(bytes, spec, { period: '2026-07', name: 'report.xls' })
    expect(found.codes).toEqual([])
    expect(found.rows).toEqual([
      { 单号: '0012', 金额: '1234.5' },
      { 单号: 'A&B', 金额: '5' },
    ])
    expect(found.reading.files[0]?.format).toBe('html')
    expect(found.reading.place(1, found.lines[0]!)).toEqual({ file: 'report.xls', sheet: 'Table 1', cell: 'B3' })
  })

  test('its title is of another month', async () => {
    const found = await read(page(body), spec, { period: '2026-08' })
    expect(found.codes).toEqual(['FILE_OTHER_MONTH'])
    expect(atOf(found, 'FILE_OTHER_MONTH')).toBe('orders.csv:Table 1:A1')
  })

  test('cells over several rows are shared but for figures', async () => {
    const merged = '<tr><td rowspan="2">A</td><td rowspan=2>10</td><td>x</td></tr><tr><td>y</td></tr>'
    const found = await read(page(merged), table({ 单号: 'id', 金额: { type: 'money', blank: ZERO }, 备注: 'text' }))
    expect(found.rows).toEqual([
      { 单号: 'A', 金额: '10', 备注: 'x' },
      { 单号: 'A', 金额: '0', 备注: 'y' },
    ])
  })

  test('a cell whose tag is damaged does not move those behind it', async () => {
    const counts = table({ 单号: 'id', 台次: 'count', 返修: { type: 'count', blank: ZERO } })
    const row = (cells: string): string => `<tr>${cells}</tr>`
    const head = row('<td>单号</td><td>台次</td><td>返修</td>')
    const rows = [2, 3, 4].map(n => row(`<td>A${n}</td><td>${n}</td><td>1</td>`)).join('')
    expect((await read(`<table>${head}${rows}</table>`, counts)).codes).toEqual([])
    const lost = await read(`<table>${head}${rows.replace('<td>3', '<tx>3')}</table>`, counts)
    expect(lost.codes).toEqual(['ROW_WIDTH'])
    expect(atOf(lost, 'ROW_WIDTH')).toBe('orders.csv:Table 1:3')
    const swallowed = rows.replace('<td>3', '<td title="x>3').replace('<td>1', '<td title="">1')
    expect((await read(`<table>${head}${swallowed}</table>`, counts)).codes).toEqual(['FILE_UNREADABLE'])
  })

  test('cells that reach down to the end of rows are no lost ones', async () => {
    const rows =
      '<tr><td>A</td><td>1</td><td rowspan="3">x</td></tr><tr><td>B</td><td>2</td></tr><tr><td>C</td><td>3</td></tr>'
    const found = await read(page(`${rows}<tr><td>D</td><td>4</td><td>y</td></tr>`), spec)
    expect(found.codes).toEqual([])
    expect(found.rows).toHaveLength(4)
  })

  test('tables within tables are read one by one', async () => {
    const outer = `<table><tr><td>${page(body)}</td></tr><tr><td><table><tr><td>页脚</td></tr></table></td></tr></table>`
    expect((await read(outer, spec)).rows).toHaveLength(2)
  })

  test.each([
    ['cut in a row', page(body).slice(0, 420)],
    ['cut in a tag', `${page(body).slice(0, page(body).indexOf('</table>'))}<t`],
    ['cut in a comment', `<table><tr><td>单号</td></tr><!-- ${page(body)}`.replaceAll('-->', '')],
  ])('%s it is a problem', async (_, text) => {
    expect((await read(text, spec)).codes).toEqual(['FILE_UNREADABLE'])
  })

  test('scripts are nothing but text', async () => {
    const found = await read(
      page(`<tr><td><script>alert("<tr><td>9</td><td>9</td></tr>")</script>=cmd|' /C calc'!A0</td><td>1</td></tr>`),
      spec,
    )
    expect(found.rows).toEqual([{ 单号: "=cmd|'/Ccalc'!A0", 金额: '1' }])
  })
})

describe('XML spreadsheets', () => {
  const book = (rows: string): string => `<?xml version="1.0" encoding="UTF-8"?>
    <?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
    <Styles><Style ss:ID="p"><NumberFormat ss:Format="0.00%"/></Style></Styles>
    <Worksheet ss:Name="数据"><Table><Row><Cell ss:MergeAcross="3"><Data ss:Type="String">标题&#10;2026年7月</Data></Cell></Row>
    <Row ss:Index="4"><Cell><Data ss:Type="String">工号</Data></Cell><Cell><Data ss:Type="String">金额</Data></Cell>
    <Cell ss:Index="5"><Data ss:Type="String">日期</Data></Cell><Cell><Data ss:Type="String">比率</Data></Cell></Row>${rows}
    </Table></Worksheet></Workbook>`
  const spec = table({ 工号: 'id', 金额: 'money', 日期: 'date', 比率: 'percent' })
  const row = `<Row><Cell><Data ss:Type="String">00012</Data></Cell><Cell><Data ss:Type="Number">1234.56</Data></Cell>
    <Cell ss:Index="5"><Data ss:Type="DateTime">2026-07-05T00:00:00.000</Data></Cell>
    <Cell ss:StyleID="p"><Data ss:Type="Number">0.95</Data></Cell></Row>`

  test('are read by what their cells are', async () => {
    const found = await read(book(row), spec, { period: '2026-07' })
    expect(found.codes).toEqual([])
    expect(found.rows).toEqual([{ 工号: '00012', 金额: '1234.56', 日期: '2026-07-05', 比率: '0.95' }])
    expect(found.reading.place(2, found.lines[0]!)).toEqual({ file: 'orders.csv', sheet: '数据', cell: 'E5' })
    expect(found.reading.files[0]?.format).toBe('xml')
  })

  test('a formula without a result is a problem', async () => {
    const found = await read(
      book(row.replace(/<Cell><Data ss:Type="Number">1234.56<\/Data><\/Cell>/, '<Cell ss:Formula="=R1C1"/>')),
      spec,
    )
    expect(found.problems.map(p => [p.code, p.at?.cell])).toEqual([['CELL_NO_RESULT', 'B5']])
  })

  test('a row that does not count the cells merged down into it is refused: its cells stand in other columns', async () => {
    const merged = row.replace('<Cell>', '<Cell ss:MergeDown="1">')
    const below = '<Cell><Data ss:Type="Number">5</Data></Cell>'
    const found = await read(book(`${merged}<Row>${below}</Row>`), spec)
    expect(factsOf(found, 'FILE_UNREADABLE')).toEqual({ detail: 'damaged' })
    const counted = await read(
      book(`${merged}<Row><Cell/>${below}</Row>`),
      table({ 工号: 'id', 金额: { type: 'money' } }),
    )
    expect(counted.rows).toEqual([
      { 工号: '00012', 金额: '1234.56' },
      { 工号: '00012', 金额: '5' },
    ])
  })

  test('the digits of a comment are none of the cell', async () => {
    const comment = '<Comment><ss:Data>34</ss:Data></Comment></Cell>'
    const found = await read(book(row.replaceAll('</Cell>', comment)), spec)
    expect(found.codes).toEqual([])
    expect(found.rows[0]).toMatchObject({ 工号: '00012', 金额: '1234.56', 比率: '0.95' })
  })

  test.each([
    ['of another style', '<Style ss:ID="q" ss:Parent="p"><Font/></Style>', '', '<Row>', ' ss:StyleID="q"'],
    ['of the row', '', '', '<Row ss:StyleID="p">', ''],
    ['of the column', '', '<Column/><Column ss:Index="6" ss:StyleID="p"/>', '<Row>', ''],
  ])('a percentage may have its format from that %s', async (_, style, column, begin, cell) => {
    const money = row.replace('<Cell><Data ss:Type="Number">', '<Cell ss:StyleID="m"><Data ss:Type="Number">')
    const text = book(money.replace('<Row>', begin).replace(' ss:StyleID="p"><Data', `${cell}><Data`))
    const found = await read(edited(text, ['</Styles>', `${style}</Styles>`], ['<Table>', `<Table>${column}`]), spec)
    expect(found.codes).toEqual([])
    expect(found.rows[0]!.比率).toBe('0.95')
  })

  test.each([
    ['a cell', row.replace('ss:Index="5"', 'ss:Index="2"')],
    ['a row', row.replace('<Row>', '<Row ss:Index="2">')],
    ['the content of a cell', row.replace('</Data>', '</Data><Data>1</Data>')],
  ])('%s that stands twice is a problem', async (_, rows) => {
    expect((await read(book(rows), spec)).codes).toEqual(['FILE_UNREADABLE'])
  })

  test('cut they are a problem', async () => {
    expect((await read(book(row).slice(0, -30), spec)).codes).toEqual(['FILE_UNREADABLE'])
  })
})
