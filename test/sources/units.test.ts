// Tests of what stands around figures: units and currencies in headers, group headings, titles, names of figures, cells and
// number formats. Each amount is worked out by hand beside it.

import { describe, expect, test } from 'vitest'
import { currencyOf } from '../../src/core/currency.ts'
import { parseUnit } from '../../src/core/unit.ts'
import { type ColumnOptions, factsOf, read, table } from './helpers.ts'
import { merge, xls, xlsx } from './workbooks.ts'

const money = table({ 工号: 'person', 工时费: 'money' })
const dollars: ColumnOptions = { type: 'money', currency: currencyOf('USD')! }
const hours: ColumnOptions = { type: 'number', unit: parseUnit('小时') }

/** What a CSV file of 1.25 and 2.5 under these rows gives in the column. */
async function amounts(head: string, spec = money): Promise<(string | boolean | null)[] | string[]> {
  const { rows, codes } = await read(`${head}\n00012,1.25\n00013,2.5\n`, spec)
  return codes.length > 0 ? [...codes] : rows.map(row => row[spec.columns.at(-1)!.name]!)
}

describe('money', () => {
  // 1.25 × 10,000 = 12,500; 2.5 × 10,000 = 25,000.
  test.each([
    '工号,工时费(万元)',
    '工号,工时费（万元）',
    '工号,工时费【万元】',
    '工号,工时费/万元',
    '工号,工时费-万元',
    '工号,工时费\u3000(人民币万元)',
    '工号,工时费(RMB万)',
    '工号,工时费(¥10k)',
    '工号,工时费(10k)',
    '工号,工时费(万元/月)',
    '明细,单位：万元\n工号,工时费',
    '明细（单位：万元）,\n工号,工时费',
    '明细（万元）\n工号,工时费',
    '单位,万元\n工号,工时费',
    '金额单位：人民币万元\n工号,工时费',
    '工号,工时费\n,(万元)',
    '工号,工时费\n,万元',
    '单位：元\n工号,工时费(万元)',
  ])('%j is ten-thousands of yuan', async head => {
    expect(await amounts(head)).toEqual(['12500', '25000'])
  })

  test.each([
    ['工号,工时费(元)', '1.25', '2.5'],
    ['工号,工时费(千元)', '1250', '2500'],
    ['工号,工时费(百元)', '125', '250'],
    ['工号,工时费(百万元)', '1250000', '2500000'],
    ['工号,工时费(亿元)', '125000000', '250000000'],
    ['工号,工时费(角)', '0.125', '0.25'],
    ['工号,工时费(分)', '0.0125', '0.025'],
    ['编制单位：恒信宝公司\n工号,工时费', '1.25', '2.5'],
    ['单位：万元\n工号,工时费(元)', '1.25', '2.5'],
    ['2026年7月报表（分公司）\n工号,工时费', '1.25', '2.5'],
  ])('%j', async (head, first, second) => {
    expect(await amounts(head)).toEqual([first, second])
  })

  test.each([
    '工号,工时费(USD)',
    '工号,工时费(美元)',
    '工号,工时费($)',
    '工号,工时费(港币)',
    '工号,工时费(小时)',
    '币种：美元\n工号,工时费',
  ])('%j is refused', async head => {
    expect(await amounts(head)).toEqual(['UNIT_WRONG'])
  })

  const usd = table({ 工号: 'person', amount: dollars })
  test.each([
    ["工号,amount (USD '000)", '1250', '2500'],
    ['工号,amount ($K)', '1250', '2500'],
    ['工号,Amount - USD', '1.25', '2.5'],
    ['工号,amount (US$ thousand)', '1250', '2500'],
    ["Unit: USD '000\n工号,amount", '1250', '2500'],
    ['Amounts in USD thousands\n工号,amount', '1250', '2500'],
    ['(in thousands)\n工号,amount', '1250', '2500'],
    ['Currency: USD\n工号,amount', '1.25', '2.5'],
    ['Report (ALL)\n工号,amount', '1.25', '2.5'],
  ])('%j in a shop of dollars', async (head, first, second) => {
    expect(await amounts(head, usd)).toEqual([first, second])
  })

  test.each(['工号,amount(元)', '工号,amount (EUR)', '单位：万元\n工号,amount', '工号,amount (£)'])(
    '%j is refused in a shop of dollars',
    async head => {
      expect(await amounts(head, usd)).toEqual(['UNIT_WRONG'])
    },
  )

  test('the place is that of the header, the title or the figure', async () => {
    const header = await read('工号,工时费(USD)\n00012,1\n', money)
    expect(header.problems[0]!.at).toEqual({ file: 'orders.csv', line: 1, column: 2 })
    const title = await read('明细,币种：美元\n工号,工时费\n00012,1\n', money)
    expect(title.problems[0]!.at).toEqual({ file: 'orders.csv', line: 1, column: 2 })
  })

  test('headings over columns, merged and not, in workbooks', async () => {
    const spec = table({ 工号: 'person', 工时费: 'money', 台数: 'count' })
    const rows = [
      ['工号', '产值(万元)', null, '台数'],
      [null, '工时费', '材料费', null],
      ['00012', 1.25, 3, 7],
    ]
    const merges = [merge('B1:C1'), merge('A1:A2'), merge('D1:D2')]
    const merged = await read(await xlsx(rows, { merges }), spec)
    expect([merged.codes, merged.rows]).toEqual([[], [{ 工号: '00012', 工时费: '12500', 台数: '7' }]])
    const title = [
      ['七月明细', null, '单位：万元'],
      ['工号', '工时费', '台数'],
      ['00012', 1.25, 7],
    ]
    const titled = await read(xls(title, { merges: ['A1:B1'] }), spec)
    expect([titled.codes, titled.rows]).toEqual([[], [{ 工号: '00012', 工时费: '12500', 台数: '7' }]])
  })

  // The header says ten-thousands: 1.25 + 2.5 = 3.75 in the total row as well.
  test('total rows are read in the unit of their column', async () => {
    const right = await read('工号,工时费(万元)\n00012,1.25\n00013,2.5\n合计,3.75\n', money)
    expect(right.codes).toEqual([])
    const wrong = await read('工号,工时费(万元)\n00012,1.25\n00013,2.5\n合计,3.8\n', money)
    expect(factsOf(wrong, 'CONTROL_TOTAL')).toMatchObject({ stated: '38000', added: '37500' })
  })

  test('a cell with its own unit agrees with its header or is refused', async () => {
    const found = await read('工号,工时费(万元)\n00012,1.25万元\n00013,￥2.5\n', money)
    expect([found.codes, found.rows.map(r => r.工时费)]).toEqual([[], ['12500', '25000']])
    for (const cell of ['12500元', '1.25千元', '$1.25'])
      expect((await read(`工号,工时费(万元)\n00012,${cell}\n`, money)).codes).toEqual(['CELL_INVALID'])
    expect((await read('工号,工时费(元)\n00012,1.25万元\n', money)).codes).toEqual(['CELL_INVALID'])
  })

  test('`unit:` says what plain figures are in, and the header comes before it', async () => {
    const spec = table({ 工号: 'person', 工时费: { type: 'money', unit: parseUnit('万元') } })
    expect(await amounts('工号,工时费', spec)).toEqual(['12500', '25000'])
    expect(await amounts('工号,工时费(元)', spec)).toEqual(['1.25', '2.5'])
    expect(await amounts('工号,工时费(千元)', spec)).toEqual(['1250', '2500'])
  })

  test('a header that the scheme names whole says the unit all the same', async () => {
    expect(await amounts('工号,工时费(万元)', table({ 工号: 'person', '工时费(万元)': 'money' }))).toEqual([
      '12500',
      '25000',
    ])
  })
})

describe('words of large amounts that are no unit', () => {
  const named = (header: string, more: Partial<ColumnOptions> = {}): ReturnType<typeof table> =>
    table({ 工号: 'person', 工时费: { type: 'money', headers: [header], ...more } as ColumnOptions })

  // 1.25 may be 1.25 yuan or 12,500: nobody can tell.
  test.each([
    ['工时费·万元', '万元', 'header'],
    ['万元工时费', '万元', 'header'],
    ['工时费(不含税,万元)', '万元', 'header'],
    ['美元工时费', '美元', 'header'],
  ])('in the header %s', async (header, found, where) => {
    const read_ = (spec: ReturnType<typeof table>) => read(`工号,"${header}"\n00012,1.25\n`, spec)
    const told = await read_(named(header))
    expect(told.codes).toEqual(['UNIT_UNCLEAR'])
    expect(factsOf(told, 'UNIT_UNCLEAR')).toEqual({ column: '工时费', found, where, own: '元' })
    // What the scheme says counts: as they stand, or 1.25 × 10,000.
    expect((await read_(named(header, { unit: parseUnit('元')! }))).rows).toEqual([{ 工号: '00012', 工时费: '1.25' }])
    expect((await read_(named(header, { unit: parseUnit('万元')! }))).rows).toEqual([
      { 工号: '00012', 工时费: '12500' },
    ])
  })

  test.each([
    ['金额以万元计', '万元'],
    ['注：金额单位为千元', '千元'],
    ['(in thousands of dollars)', 'thousands'],
    ['Figures in $000', '$000'],
    ['All amounts are in cents', 'in cents'],
  ])('in the title %s', async (title, found) => {
    const told = await read(`${title},\n工号,工时费\n00012,1.25\n`, money)
    expect(factsOf(told, 'UNIT_UNCLEAR')).toMatchObject({ found: expect.stringContaining(found), where: 'title' })
    // It says nothing of columns that are no money.
    expect((await read(`${title},\n工号,台数\n00012,1\n`, table({ 工号: 'person', 台数: 'count' }))).codes).toEqual([])
  })

  test('in the name of a sheet or a file', async () => {
    const rows = [
      ['工号', '工时费'],
      ['00012', 1.25],
    ]
    const told = await read(await xlsx(rows, { name: '工单(万元)' }), money)
    expect(factsOf(told, 'UNIT_UNCLEAR')).toMatchObject({ found: '万元', where: 'sheet' })
    const named = await read('工号,工时费\n00012,1.25\n', money, { name: '工单(万).csv' })
    expect(factsOf(named, 'UNIT_UNCLEAR')).toMatchObject({ found: '万', where: 'file' })
  })

  test.each([
    '五十万元以上订单',
    '十万元俱乐部',
    '百万元以上',
    '每万元产值',
    '2026年7月工单',
    'Thousand Oaks Motors',
    "3'000 km service",
    'over $500k',
  ])('not in %s', async title => {
    expect((await read(`${title},\n工号,工时费\n00012,1.25\n`, money)).codes).toEqual([])
  })

  test('thousandths of a rate', async () => {
    const rate = table({ 率: { type: 'percent', headers: ['返修率(‰)'] } })
    expect((await read('返修率(‰)\n25\n', rate)).codes).toEqual(['UNIT_UNCLEAR'])
  })

  test('in brackets with their label are a unit', async () => {
    // 1.25 × 10,000
    expect(await amounts('工号,工时费(单位：万元)')).toEqual(['12500', '25000'])
  })

  test('a figure alone is none', async () => {
    expect((await read('工号,优惠券(100)\n00012,2\n', table({ 工号: 'person', 优惠券: 'money' }))).codes).toContain(
      'HEADER_MISSING',
    )
    expect(await amounts('明细(100),\n工号,工时费')).toEqual(['1.25', '2.5'])
  })
})

describe('figures by their names', () => {
  const layout = { kind: 'figures', name: ['指标'], value: ['数值'] } as const
  const spec = table({ 净利润: 'money', 台数: 'count' }, { layout })

  test('a first figure of 100 that is called as a unit is no row of units', async () => {
    const found = await read('指标,数值\n工时,100\n净利润,300\n台数,7\n', spec)
    expect([found.codes, found.rows]).toEqual([[], [{ 净利润: '300', 台数: '7' }]])
  })

  // 22.5 × 10,000 = 225,000.
  test.each([
    '指标,数值\n净利润（万元）,22.5\n台数（台）,7\n',
    '指标,单位,数值\n净利润,万元,22.5\n台数,台,7\n',
    '指标,数值（万元）\n净利润,22.5\n台数,7\n',
    '单位：万元\n指标,数值\n净利润,22.5\n台数,7\n',
    '指标,数值\n净利润,22.5万\n台数,7\n',
  ])('%j', async text => {
    const found = await read(text, spec)
    expect([found.codes, found.rows]).toEqual([[], [{ 净利润: '225000', 台数: '7' }]])
  })

  test('another currency beside the figure is refused at its row', async () => {
    const found = await read('指标,单位,数值\n台数,台,7\n净利润,万美元,22.5\n', spec)
    expect(found.codes).toEqual(['UNIT_WRONG'])
    expect(found.problems[0]!.at).toMatchObject({ file: 'orders.csv', line: 3 })
  })
})

describe('spans of time', () => {
  // 510 ÷ 60 = 8.5 hours; 30600 ÷ 3600 = 8.5.
  test.each([
    ['加班小时(分钟)', 510, '8.5'],
    ['加班小时(小时)', 8.5, '8.5'],
    ['加班小时(秒)', 30600, '8.5'],
    ['加班小时', 8.5, '8.5'],
  ])('%s %d', async (header, figure, value) => {
    const spec = table({ 加班小时: 'number' })
    expect((await read(`${header}\n${figure}\n`, spec)).rows).toEqual([{ 加班小时: value }])
  })

  test('minutes in a title are those of columns of hours, not of others', async () => {
    const spec = table({ 加班小时: 'number', 次数: 'count' })
    const found = await read('单位：分钟\n加班小时,次数\n510,3\n', spec)
    expect([found.codes, found.rows]).toEqual([[], [{ 加班小时: '8.5', 次数: '3' }]])
  })

  test('a name that is a unit is a name', async () => {
    const spec = table({ 工时: 'number', 台次: 'count', 天: 'number' })
    const found = await read('工时,台次,天\n1.5小时,3次,2\n2工时,4,1\n', spec)
    expect([found.codes, found.rows.map(r => r.工时)]).toEqual([[], ['1.5', '2']])
  })

  // The names stand in the first of two rows and are merged down, beside a heading over two columns: 30 minutes are 30, and 8 on day 10 is 8.
  test('a name that is a unit is a name where it is merged over two rows, too', async () => {
    const spec = table({
      工号: 'person',
      分钟: 'number',
      十: { type: 'money', headers: ['10'] },
      十日: { type: 'number', headers: ['10日'] },
    })
    const rows = [
      ['工号', '分钟', '10', '10日', '假别', ''],
      ['', '', '', '', '事假', '病假'],
      ['00012', 30, 7, 8, 0, 1],
    ]
    const merges = ['A1:A2', 'B1:B2', 'C1:C2', 'D1:D2', 'E1:F1']
    for (const [content, name] of [
      [await xlsx(rows, { merges: merges.map(merge) }), 'orders.xlsx'],
      [xls(rows, { merges }), 'orders.xls'],
    ] as const) {
      const found = await read(content, spec, { name })
      expect([found.codes, found.rows]).toEqual([[], [{ 工号: '00012', 分钟: '30', 十: '7', 十日: '8' }]])
    }
  })

  test('days are no hours; a span that the scheme does not name is told', async () => {
    expect((await read('加班小时(天)\n2\n', table({ 加班小时: 'number' }))).codes).toEqual(['UNIT_WRONG'])
    const found = await read('加班(分钟)\n510\n', table({ 加班: 'number' }))
    expect(found.codes).toEqual(['UNIT_UNSAID'])
    expect(found.rows).toEqual([{ 加班: '510' }])
  })

  test('`unit:`, a name and a header that the scheme names say it', async () => {
    expect((await read('加班(分钟)\n510\n', table({ 加班: hours }))).rows).toEqual([{ 加班: '8.5' }])
    for (const options of [
      { type: 'number', unit: parseUnit('分钟') },
      { type: 'number', headers: ['加班(分钟)'] },
    ]) {
      const found = await read('加班(分钟)\n510\n', table({ 加班: options as ColumnOptions }))
      expect([found.codes, found.rows]).toEqual([[], [{ 加班: '510' }]])
    }
  })

  // 8:30 is 8.5 hours and 510 minutes; 88:00 is 88 hours.
  test('times of workbooks are figures where the column is in hours or minutes', async () => {
    const rows = [['x'], [8.5 / 24], [88 / 24]]
    const formats = { A2: 'h"小时"mm"分"', A3: '[h]:mm' }
    const content = xls(rows, { formats })
    expect((await read(content, table({ x: hours }))).rows).toEqual([{ x: '8.5' }, { x: '88' }])
    const minutes = table({ x: { type: 'count', unit: parseUnit('分钟') } })
    expect((await read(content, minutes)).rows).toEqual([{ x: '510' }, { x: '5280' }])
  })

  test('a time of day is no length of time, and 2:30 under h:mm may be 26 hours and a half', async () => {
    const clock = xls([['x'], [8.5 / 24], [26.5 / 24]], { formats: { A2: 'h:mm AM/PM', A3: 'h:mm' } })
    expect((await read(clock, table({ x: hours }))).codes).toEqual(['CELL_INVALID', 'CELL_INVALID'])
  })
})

describe('number formats', () => {
  const one = table({ 工时费: 'money' })
  const cases: [string, number, string][] = [
    ['0.00"万元"', 1.25, '12500'],
    ['0!.0,"万"', 12500, '12500'],
    ['#,##0.00,"千元"', 1250, '1250'],
    ['[>=10000]0!.0,"万";0', 12500, '12500'],
    ['"¥"#,##0.00', 1250, '1250'],
    ['[$¥-804]#,##0.00', 1250, '1250'],
    ['_ "¥"* #,##0.00_ ;_ "¥"* \\-#,##0.00_ ', -5, '-5'],
    ['#,##0.00"元"', 1250, '1250'],
    ['#,##0,', 1250, '1250'],
    ['"约"0', 1250, '1250'],
  ]
  test.each(cases)('%s over %d is %s', async (format, number, value) => {
    const cells = new Map([['1,0', { style: { numFmt: format } }]])
    for (const content of [
      await xlsx([['工时费'], [number]], { cells }),
      xls([['工时费'], [number]], { formats: { A2: format } }),
    ])
      expect((await read(content, one)).rows).toEqual([{ 工时费: value }])
  })

  test.each(['[$$-409]#,##0.00', '0.00"美元"', '[$€-407] 0.00', '0"分钟"', '0.00%', '#,##0,"万元"', '0"万箱"'])(
    '%s is refused in a column of yuan',
    async format => {
      expect((await read(xls([['工时费'], [1250]], { formats: { A2: format } }), one)).codes).toEqual(['CELL_INVALID'])
    },
  )

  // 1,250,000 shown as 1,250 under (千元) is 1,250,000; shown in thousands under (万元) nobody can tell.
  test('commas that divide for the eye and the header say the same, or are refused', async () => {
    const formats = { A2: '#,##0,' }
    expect((await read(xls([['工时费(千元)'], [1_250_000]], { formats }), one)).rows).toEqual([{ 工时费: '1250000' }])
    expect((await read(xls([['工时费(万元)'], [1_250_000]], { formats }), one)).codes).toEqual(['CELL_INVALID'])
  })

  test('minutes under a column of hours', async () => {
    const found = await read(xls([['加班小时'], [510]], { formats: { A2: '0"分钟"' } }), table({ 加班小时: 'number' }))
    expect([found.codes, found.rows]).toEqual([[], [{ 加班小时: '8.5' }]])
  })
})

describe('percentages', () => {
  const spec = table({ 率: 'percent' })
  test.each([
    ['0.98', 'CELL_AMBIGUOUS'],
    ['1', 'CELL_AMBIGUOUS'],
    ['1.05', 'CELL_AMBIGUOUS'],
    ['-0.5', 'CELL_AMBIGUOUS'],
  ])('%s alone has two readings', async (text, code) => {
    expect((await read(`率\n${text}\n`, spec)).codes).toEqual([code])
  })

  test('small figures among hundredths are told only below 1', async () => {
    expect((await read('率\n97.5\n1.5\n0\n', spec)).rows.map(r => r.率)).toEqual(['0.975', '0.015', '0'])
    const found = await read('率\n97.5\n0.98\n', spec)
    expect(factsOf(found, 'CELL_AMBIGUOUS')).toMatchObject({ found: '0.98', readings: ['98%', '0.98%'] })
  })

  test('a figure with % says nothing of those without', async () => {
    // 1.2% or 120%
    expect(factsOf(await read('率\n98%\n1.2\n', spec), 'CELL_AMBIGUOUS')).toMatchObject({ found: '1.2' })
  })

  test('in a column of numbers are told beside plain ones, and in its header', async () => {
    const number = table({ 率: 'number' })
    expect((await read('率\n1.2\n98%\n', number)).codes).toEqual([])
    expect(factsOf(await read('率(%)\n98\n', number), 'UNIT_UNSAID')).toEqual({ column: '率', found: '%' })
    expect((await read('率(%)\n98\n', table({ 率: { type: 'number', headers: ['率(%)'] } }))).codes).toEqual([])
  })

  test('%, a header and the scheme say what they are', async () => {
    expect((await read('率\n0.98%\n', spec)).rows).toEqual([{ 率: '0.0098' }])
    expect((await read('率(%)\n0.98\n', spec)).rows).toEqual([{ 率: '0.0098' }])
    expect((await read('率(小数)\n0.98\n', spec)).rows).toEqual([{ 率: '0.98' }])
    const fraction = table({ 率: { type: 'percent', unit: parseUnit('fraction') } })
    expect((await read('率\n0.98\n1.05\n95%\n', fraction)).rows.map(r => r.率)).toEqual(['0.98', '1.05', '0.95'])
    const percent = table({ 率: { type: 'percent', unit: parseUnit('percent') } })
    expect((await read('率\n0.98\n', percent)).rows).toEqual([{ 率: '0.0098' }])
    expect((await read(xls([['率'], [0.98]], { formats: { A2: '0%' } }), spec)).rows).toEqual([{ 率: '0.98' }])
  })
})

describe('currencies', () => {
  test.each([
    ['USD', '$1,234.50'],
    ['USD', 'US$1,234.50'],
    ['USD', 'USD 1,234.50'],
    ['USD', '1,234.50 USD'],
    ['USD', '1,234.50美元'],
    ['EUR', '€1,234.50'],
    ['EUR', '1234.50 €'],
    ['GBP', '£1,234.50'],
    ['HKD', 'HK$1,234.50'],
    ['INR', '₹1,234.50'],
    ['INR', 'Rs.1,234.50'],
    ['SGD', 'S$1,234.50'],
    ['DKK', '1234.50 kr'],
  ])('%s: %s', async (code, text) => {
    const spec = table({ key: 'id', x: { type: 'money', currency: currencyOf(code)! } })
    expect((await read(`key,x\nA,"${text}"\n`, spec)).rows).toEqual([{ key: 'A', x: '1234.5' }])
  })

  test.each([
    ['USD', '￥1'],
    ['USD', '1元'],
    ['USD', 'RMB1'],
    ['USD', 'HK$1'],
    ['CNY', '$1'],
    ['CNY', '€1'],
    ['CNY', '1美元'],
    ['EUR', '£1'],
  ])('%s: %s is of another', async (code, text) => {
    const found = await read(
      `key,x\nA,${text}\n`,
      table({ key: 'id', x: { type: 'money', currency: currencyOf(code)! } }),
    )
    expect(factsOf(found, 'CELL_INVALID')).toMatchObject({ reason: 'other currency' })
  })

  test('lakhs are grouped where the currency does so', async () => {
    const spec = (code: string): ReturnType<typeof table> =>
      table({ key: 'id', x: { type: 'money', currency: currencyOf(code)! } })
    const text = 'key,x\nA,"₹12,34,567.70"\nB,"(1,23,456.00)"\n'
    expect((await read(text, spec('INR'))).rows.map(r => r.x)).toEqual(['1234567.7', '-123456'])
    expect((await read('key,x\nA,"12,34,567.70"\n', spec('USD'))).codes).toEqual(['CELL_INVALID'])
  })
})

describe('a column of currencies that the scheme does not read', () => {
  const head = '工号,币种,工时费\n'

  test('the own currency by any of its names', async () => {
    expect((await read(`${head}00012,人民币,5\n00013,CNY,6\n00012,,7\n`, money)).codes).toEqual([])
  })

  test('another is told once, with its first row', async () => {
    const found = await read(`${head}00012,人民币,5\n00013,USD,6\n00012,USD,7\n`, money)
    expect(factsOf(found, 'UNIT_WRONG')).toEqual({ column: '工时费', found: 'USD', reason: 'currency' })
    expect([found.codes, found.problems[0]!.at]).toEqual([['UNIT_WRONG'], { file: 'orders.csv', line: 3 }])
  })

  test('a scheme that reads it decides itself', async () => {
    const spec = table({ 工号: 'person', 币种: 'text', 工时费: 'money' })
    expect((await read(`${head}00013,USD,6\n`, spec)).codes).toEqual([])
  })
})
