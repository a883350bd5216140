// Rows: what is data and what is not, totals that are checked, months that are left out, quotes and places.

import { describe, expect, test } from 'vitest'
import { decimal } from '../../src/core/decimal.ts'
import { term } from '../../src/core/terms.ts'
import type { CellType } from '../../src/tables/spec.ts'
import { edited } from '../support/edited.ts'
import { atOf, type ColumnOptions, factsOf, read, table, ZERO } from './helpers.ts'
import { merge, xlsx } from './workbooks.ts'

const ORDERS = table({ 工单号: 'id', 日期: 'date', 金额: { type: 'money', blank: 'none' } }, { month: '日期' })
const HEAD = '工单号,日期,金额\n'

describe('blank rows', () => {
  test('are passed over, whatever they consist of', async () => {
    const found = await read(`${HEAD}A,2026-07-01,1\n\n,,\n  , \u3000 ,\t\n--,-,/\nB,2026-07-02,2\n`, ORDERS)
    expect(found.codes).toEqual([])
    expect(found.lines).toEqual([2, 7])
    expect(found.reading.rows).toBe(2)
  })

  test('a row with some of its cells is none', async () => {
    const found = await read(`${HEAD},2026-07-01,1\n`, ORDERS)
    expect(found.codes).toEqual(['CELL_BLANK'])
    expect(atOf(found, 'CELL_BLANK')).toBe('orders.csv:2:1')
    expect(factsOf(found, 'CELL_BLANK')).toEqual({ column: '工单号', expected: term('id'), means: 'none' })
    expect(found.problems[0]!.quote).toEqual({ text: ' | 2026-07-01 | 1', from: 0, to: 0 })
  })

  describe('in every column that is read, but not in others', () => {
    const text = '工单号,日期,返修\nA,2026-07-01,\nB,2026-07-01,是\nC,2026-07-02,/\nD,2026-07-02,否\n'
    const events = (columns: Parameters<typeof table>[0]) => ({ ...table(columns), log: true })
    const blankRework = { type: 'yes/no', blank: 'none' } as const
    const rework = events({ 返修: blankRework })

    test('are not counted, and told once with the first of them', async () => {
      const found = await read(text, rework)
      expect(found.reading.rows).toBe(2)
      expect(found.codes).toEqual(['ROWS_BLANK'])
      expect(found.problems[0]).toMatchObject({ severity: 'warning', quote: { text: 'A | 2026-07-01' } })
      expect(atOf(found, 'ROWS_BLANK')).toBe('orders.csv:2')
      expect(factsOf(found, 'ROWS_BLANK')).toEqual({ table: 'orders', rows: 2 })
    })

    test('are rows where a column is read that they fill', async () => {
      const found = await read(text, events({ 工单号: 'id', 返修: blankRework }))
      expect(found.codes).toEqual([])
      expect(found.reading.rows).toBe(4)
    })

    test('also where a cell over several of them is merged', async () => {
      const rows = [
        ['工单号', '班组', '返修'],
        ['A', '机电一组', '是'],
        ['B', null, null],
      ]
      const spec = events({ 班组: 'text', 返修: blankRework })
      const found = await read(await xlsx(rows, { merges: [merge('B2:B3')] }), spec)
      expect(found.reading.rows).toBe(1)
      expect(factsOf(found, 'ROWS_BLANK')).toEqual({ table: 'orders', rows: 1 })
    })

    test.each([
      ['a row of a form that nobody used', '1,,\n'],
      ['a note', '制表人：张三,,\n'],
      ['what follows the total', '合计,4,\n以上数据由系统导出,,\n'],
    ])('%s is nothing to tell of', async (_, end) => {
      const found = await read(`工单号,日期,返修\nA,2026-07-01,是\n${end}`, rework)
      expect(found.codes).toEqual([])
      expect(found.reading.rows).toBe(1)
    })

    test('nor is the second row of a person, in a table with a row for each', async () => {
      const found = await read('姓名,班次,天数\n李四,早,22\n,晚,\n', table({ 姓名: 'person', 天数: 'number' }))
      expect(found.codes).toEqual([])
      expect(found.reading.rows).toBe(1)
    })
  })

  test('most rows shorter than the header are blank at their end', async () => {
    const found = await read(`${HEAD}A,2026-07-01\nB,2026-07-02,5\nC,2026-07-02\n`, ORDERS)
    expect(found.codes).toEqual([])
    expect(found.rows.map(r => r.金额)).toEqual([null, '5', null])
  })

  test('a short one among whole ones was cut, and so was what stands in the next line', async () => {
    const found = await read(`${HEAD}A,2026-07-01,1\nB,2026\n-07-02,5\nC,2026-07-02,3\nD,2026-07-03,4\n`, ORDERS)
    expect(found.codes).toEqual(['ROW_WIDTH', 'ROW_WIDTH'])
    expect(factsOf(found, 'ROW_WIDTH')).toEqual({ cells: 2, columns: 3 })
    expect(atOf(found, 'ROW_WIDTH')).toBe('orders.csv:3')
    expect(found.rows.map(r => r.金额)).toEqual(['1', '3', '4'])
  })
})

describe('totals', () => {
  const rows = 'A,2026-07-01,1.10\nB,2026-06-30,2.20\nC,2026-07-03,-0.30\n'

  test.each(['合计', '合    计', '合计：', '总计', '总合计', 'Total', 'GRAND TOTAL', ' 合\u3000计 ', '合计:'])(
    '%j is checked against all rows, and ends the table',
    async word => {
      const found = await read(`${HEAD}${rows}${word},,3.00\n导出人,张三,2026-08-01\n`, ORDERS, { period: '2026-07' })
      expect(found.codes).toEqual(['ROWS_OTHER_MONTH'])
      expect(found.rows).toHaveLength(2)
      expect(found.reading.rows).toBe(3)
    },
  )

  test('a wrong one is a problem at its cell', async () => {
    const found = await read(`${HEAD}${rows}合计,,"￥3,000.00"\n`, ORDERS)
    expect(found.codes).toEqual(['CONTROL_TOTAL'])
    expect(atOf(found, 'CONTROL_TOTAL')).toBe('orders.csv:5:3')
    expect(factsOf(found, 'CONTROL_TOTAL')).toEqual({ column: '金额', stated: '3000', added: '3', difference: '2997' })
  })

  test('blank ones, words and rates are not checked', async () => {
    const spec = table({ a: 'money', b: 'number', c: 'percent', d: 'count' })
    const found = await read('x,a,b,c,d\n1,2,3,4%,5\n合计,见附件,50%,9%,\n', spec)
    expect(found.codes).toEqual([])
  })

  test('a column with an unreadable cell is not checked', async () => {
    const found = await read(`${HEAD}A,2026-07-01,1x\n合计,,9\n`, ORDERS)
    expect(found.codes).toEqual(['CELL_INVALID'])
  })

  test('subtotals are checked against the rows since the last one', async () => {
    const text = `${HEAD}A,2026-07-01,1\nB,2026-07-01,2\n小计,,3\nC,2026-07-02,4\n本页小计,,4\n累计,,7\nD,2026-07-02,1\n小计,,1\n合计,,8\n`
    expect((await read(text, ORDERS)).codes).toEqual([])
    const wrong = await read(edited(text, ['本页小计,,4', '本页小计,,7']), ORDERS)
    expect(factsOf(wrong, 'CONTROL_TOTAL')).toMatchObject({ stated: '7', added: '4' })
    expect(atOf(wrong, 'CONTROL_TOTAL')).toBe('orders.csv:6:3')
  })

  test('a total above the rows is checked against the rows below', async () => {
    expect((await read(`${HEAD}合计,,3\n${rows}`, ORDERS)).codes).toEqual([])
    expect((await read(`${HEAD}合计,,4\n${rows}`, ORDERS)).codes).toEqual(['CONTROL_TOTAL'])
    expect((await read(`${HEAD}合计,,4\n${rows}A,x,1\n`, ORDERS)).codes).toEqual(['CELL_INVALID'])
  })

  test('an empty table has a total and notes', async () => {
    const found = await read(`${HEAD}合计,,0.00\n导出人,张三,导出时间\n`, ORDERS, { period: '2026-07' })
    expect(found.codes).toEqual([])
    expect(found.reading.rows).toBe(0)
  })

  test('a total word elsewhere in a row does not make it a total', async () => {
    const found = await read(
      '工单号,备注,金额\nA,合计,1\n合计,,1\n',
      table({ 工单号: 'id', 备注: 'text', 金额: 'money' }),
    )
    expect(found.rows).toEqual([{ 工单号: 'A', 备注: '合计', 金额: '1' }])
  })

  test('data after the total is told and not dropped in silence', async () => {
    const found = await read(`${HEAD}A,2026-07-01,1\n合计,,1\nB,2026-07-02,2\nC,2026-07-02,2\n`, ORDERS)
    expect(found.codes).toEqual(['ROWS_AFTER_TOTAL'])
    expect(factsOf(found, 'ROWS_AFTER_TOTAL')).toEqual({ table: 'orders', rows: 2, again: 0 })
    expect(found.problems[0]!.quote?.text).toBe('B | 2026-07-02 | 2')
  })

  test('notes below a table without a total are no rows', async () => {
    const found = await read(`${HEAD}A,2026-07-01,1\n打印人：,系统管理员,2026-08-01\n注：以上数据含税,,\n`, ORDERS)
    expect(found.codes).toEqual([])
    expect(found.rows).toHaveLength(1)
  })

  test('a row with a figure is no note', async () => {
    const found = await read(`${HEAD}A,2026-07-01,1\n注：返修,2026-07-02,5\n`, ORDERS)
    expect(found.rows.map(r => r.金额)).toEqual(['1', '5'])
  })
})

describe('months', () => {
  const text = `${HEAD}A,2026-07-01,1\nB,2026-06-30,2\nC,2026/8/1,4\nD,2026-06-01,x\n`

  test('rows of other months are left out and told in one warning', async () => {
    const found = await read(edited(text, ['x', '8']), ORDERS, { period: '2026-07' })
    expect(found.codes).toEqual(['ROWS_OTHER_MONTH'])
    const [told] = found.problems
    expect(told!.severity).toBe('warning')
    expect(told!.facts).toEqual({
      table: 'orders',
      rows: 3,
      months: '2026-06 (2), 2026-08 (1)',
      undated: 0,
      period: '2026-07',
    })
    expect(told!.at).toEqual({ file: 'orders.csv', line: 3, column: 2 })
    expect(told!.quote?.text).toBe('B | 2026-06-30 | 2')
    expect(told!.related?.map(r => r.note)).toEqual(['C | 2026/8/1 | 4', 'D | 2026-06-01 | 8'])
    expect(found.rows.map(r => r.工单号)).toEqual(['A'])
    expect(found.reading.rowsOtherMonth).toBe(3)
    const [total] = found.reading.totals
    expect([total!.inFile.toFixed(), total!.otherMonth.toFixed()]).toEqual(['15', '14'])
  })

  const august = (rows: number, month = 8): string =>
    Array.from({ length: rows }, (_, i) => `X${i},2026-0${month}-05,1\n`).join('')

  test.each([
    ['ten of one month against two', august(10), 2, ['FILE_OTHER_MONTH']],
    ['nine', august(9), 2, ['ROWS_OTHER_MONTH']],
    ['ten against three: not four times as many', august(10), 3, ['ROWS_OTHER_MONTH']],
    ['forty, of four months', [8, 6, 5, 4].map(month => august(10, month)).join(''), 3, ['ROWS_OTHER_MONTH']],
  ])('a file of which nearly all rows are of one other month is that one’s: %s', async (_, others, own, codes) => {
    const rows = Array.from({ length: own }, (_, i) => `Y${i},2026-07-31,1\n`).join('')
    const found = await read(HEAD + rows + others, ORDERS, { period: '2026-07' })
    expect(found.codes).toEqual(codes)
    if (codes[0] === 'FILE_OTHER_MONTH')
      expect(factsOf(found, 'FILE_OTHER_MONTH')).toEqual({ found: '2026-08', period: '2026-07', rows: 10, own: 2 })
  })

  test('their figures are read, for the totals; nothing else of them is a problem', async () => {
    const spec = table({ 人: 'person', 日期: 'date', 金额: 'money' }, { month: '日期' })
    const rows = '人,日期,金额\n李四,2026-07-01,1\n谁,2026-06-01,2\n谁,2026-06-01,\n谁,2026-06-01,x\n'
    expect((await read(rows, spec, { period: '2026-07' })).codes).toEqual(['ROWS_OTHER_MONTH', 'CELL_INVALID'])
  })

  test('without a period every row counts', async () => {
    expect((await read(edited(text, ['x', '8']), ORDERS)).rows).toHaveLength(4)
  })

  test('a quarter holds its three months', async () => {
    expect((await read(edited(text, ['x', '8']), ORDERS, { period: '2026-Q3' })).rows.map(r => r.工单号)).toEqual([
      'A',
      'C',
    ])
  })

  test('a file of another month is an error', async () => {
    const found = await read(`${HEAD}A,2026-06-01,1\nB,2026-06-30,2\n`, ORDERS, { period: '2026-07' })
    expect(found.codes).toEqual(['FILE_OTHER_MONTH'])
    expect(factsOf(found, 'FILE_OTHER_MONTH')).toEqual({ found: '2026-06', period: '2026-07' })
    expect(found.problems[0]!.severity).toBe('error')
  })

  test.each(['2026-07', '2026年7月', '2026/7', '202607'])(
    'the month alone is enough where only the month matters: %s',
    async month => {
      const spec = table({ 月份: 'date', 入职: { type: 'date', blank: 'none' }, 金额: 'money' }, { month: '月份' })
      const found = await read(`月份,入职,金额\n${month},,10\n2026-06,,5\n`, spec, { period: '2026-07' })
      expect(found.rows.map(row => row.金额)).toEqual(['10'])
      expect(found.codes).toEqual(['ROWS_OTHER_MONTH'])
      // In any other column the day matters.
      const other = await read(`月份,入职,金额\n2026-07,${month},10\n`, spec, { period: '2026-07' })
      expect(factsOf(other, 'CELL_INVALID')).toMatchObject({ column: '入职', reason: 'no day' })
    },
  )

  test('a row without a date is of no month yet, where the scheme says that it may have none', async () => {
    const spec = table({ 日期: { type: 'date', blank: 'none' }, 金额: 'money' }, { month: '日期' })
    const found = await read('日期,金额\n,1\n2026-07-01,2\n2026-06-01,4\n', spec, { period: '2026-07' })
    expect(found.rows).toEqual([{ 日期: '2026-07-01', 金额: '2' }])
    expect(found.codes).toEqual(['ROWS_OTHER_MONTH'])
    expect(factsOf(found, 'ROWS_OTHER_MONTH')).toMatchObject({ rows: 2, undated: 1, months: '2026-06 (1)' })
    // 1 + 4 are of other months or none.
    expect(found.reading.totals[0]!.otherMonth.toFixed()).toBe('5')
    const none = await read('日期,金额\n,1\n--,2\n', spec, { period: '2026-07' })
    expect(factsOf(none, 'FILE_OTHER_MONTH')).toEqual({ found: '', period: '2026-07' })
  })

  test('without such a word it is a problem, and the hint says which word', async () => {
    const spec = table({ 日期: 'date', 金额: 'money' }, { month: '日期' })
    const found = await read('日期,金额\n,1\n2026-07-01,2\n', spec, { period: '2026-07' })
    expect(found.codes).toEqual(['CELL_BLANK'])
    expect(factsOf(found, 'CELL_BLANK')).toMatchObject({ means: 'none' })
  })

  test('where the scheme gives the month column another type, no cell says of which month a row is', async () => {
    const spec = table({ 日期: 'text', 金额: 'money' }, { month: '日期' })
    const found = await read('日期,金额\n2026-06-01,1\n', spec, { period: '2026-07' })
    expect(found.codes).toEqual([])
  })
})

test.each<[ColumnOptions | CellType, string]>([
  ['money', '0'],
  ['count', '0'],
  ['yes/no', 'no'],
  ['date', 'none'],
  ['text', 'none'],
  ['id', 'none'],
  ['person', 'none'],
  [{ type: 'id', filled: true }, ''],
  // 0 is outside the range, so that it would be refused in the scheme.
  [
    { type: 'number', range: { low: { edge: decimal(60), inclusive: true }, high: undefined, text: 'from 60' } },
    'none',
  ],
])('an empty cell of %j: the hint is possible for it', async (type, means) => {
  const found = await read('工号,x\n1,\n', table({ 工号: 'id', x: type }))
  expect(factsOf(found, 'CELL_BLANK')).toMatchObject({ means })
})

describe('titles and file names', () => {
  const plain = table({ 工号: 'id', 天数: 'number' })
  const titled = (title: string): string => `${title}\n工号,天数\n00012,22\n`

  test.each([
    '2026年6月考勤',
    '统计期间：2026年06月',
    '统计日期：2026-06-01 至 2026-06-30',
    '统计日期：2026-06-01 至 2026-06-30 报表生成时间：2026-07-04 11:04',
    '统计时间:06-01 ～ 06-30',
    '入库明细报表 2026-06-01 至 2026-06-30',
    '2026/06/01 00:00:00~2026/06/30 23:59:59',
    '月份：2026-06',
    '月份：,202606',
    '2026.06',
    '6月份考勤汇总',
    '恒信宝 6月考勤表',
    '20260601-20260630',
    '期间：,2026-06-01',
    '2026-07-01 至 2026-08-31',
  ])('%s is not July', async title => {
    const found = await read(titled(title), plain, { period: '2026-07' })
    expect(found.codes).toEqual(['FILE_OTHER_MONTH'])
    expect(found.problems[0]!.at?.line).toBe(1)
  })

  test.each([
    '2026年7月考勤',
    '统计期间：2026年7月,,打印日期：,2026-08-01',
    '统计日期：2026-07-01 至 2026-07-31,报表生成时间：2026-08-04 11:04',
    '打印日期：2026年8月1日',
    '导出日期:,2026/08/01 10:00:00,导出人:,张三',
    '报表生成时间：2026-08-04 11:04',
    '统计时间:07-01 ～ 07-31',
    '7月份考勤',
    '恒信宝4S店',
    '热线 4008-2026-06',
    '2026年度',
    '近6个月',
    '2026年7月（对比2026年6月）',
  ])('%s does not speak against July', async title => {
    expect((await read(titled(title), plain, { period: '2026-07' })).codes).toEqual([])
  })

  test('where rows have dates, a longer time fits as well', async () => {
    const text = `2026-01-01 至 2026-12-31\n${HEAD}A,2026-07-01,1\n`
    expect((await read(text, ORDERS, { period: '2026-07' })).codes).toEqual([])
    expect((await read(edited(text, ['2026', '2025', 'all']), ORDERS, { period: '2026-07' })).codes).toEqual([
      'FILE_OTHER_MONTH',
    ])
  })

  test('a quarter is read from its months', async () => {
    expect((await read(titled('2026年8月'), plain, { period: '2026-Q3' })).codes).toEqual([])
    expect((await read(titled('2026年6月'), plain, { period: '2026-Q3' })).codes).toEqual(['FILE_OTHER_MONTH'])
  })

  test('without a period nothing is compared', async () => {
    expect((await read(titled('2026年6月'), plain)).codes).toEqual([])
  })

  test.each<[string, boolean]>([
    ['考勤_202606.csv', false],
    ['公司_月度汇总_20260601-20260630.csv', false],
    ['考勤 2026-06.csv', false],
    ['考勤2026年6月.csv', false],
    ['考勤_202607.csv', true],
    ['公司_月度汇总_20260701-20260731.csv', true],
    ['考勤_20260801.csv', true],
    ['考勤_2026-08-01.csv', true],
    ['考勤2026060112.csv', true],
    ['花名册.csv', true],
  ])('the file name %s fits July: %s', async (name, fits) => {
    const found = await read('工号,天数\n00012,22\n', plain, { period: '2026-07', name })
    expect(found.codes).toEqual(fits ? [] : ['FILE_OTHER_MONTH'])
  })

  test('one problem tells of one wrong file', async () => {
    const text = `2026年6月\n${HEAD}A,2026-06-01,1\n`
    const found = await read(text, ORDERS, { period: '2026-07', name: '工单_202606.csv' })
    expect(found.codes).toEqual(['FILE_OTHER_MONTH'])
  })
})

describe('figures by name', () => {
  const spec = table(
    {
      净利润: 'money',
      净利润目标: 'money',
      及时率: { type: 'number', headers: ['供货及时率'] },
      人数: { type: 'count', headers: ['在岗人数'], blank: ZERO },
    },
    { name: '经营指标', layout: { kind: 'figures', name: ['指标'], value: ['数值'] } },
  )
  const text =
    '表,\n序,指标,数值\n1,净利润(元),"￥220,967.19"\n2,净利润目标,250000\n3,合计,9\n4,供货 及时率,85.4%\n5,在岗人数,\n'

  test('are read into one row, each with its own place', async () => {
    const found = await read(text, spec)
    expect(found.codes).toEqual([])
    expect(found.rows).toEqual([{ 净利润: '220967.19', 净利润目标: '250000', 及时率: '0.854', 人数: '0' }])
    expect(found.reading.place(2, found.lines[0]!)).toEqual({ file: 'orders.csv', line: 6, column: 3 })
  })

  test('missing and repeated ones are problems', async () => {
    const found = await read(edited(text, ['供货 及时率', '供货及时'], ['合计', '净利润目标']), spec)
    expect(found.codes).toEqual(['ROW_REPEATED', 'FIGURE_MISSING'])
    expect(factsOf(found, 'FIGURE_MISSING')).toEqual({
      figure: '供货及时率',
      table: '经营指标',
      file: 'orders.csv',
      nearest: '供货及时',
    })
    expect(factsOf(found, 'ROW_REPEATED')).toEqual({ key: '净利润目标', other: 'orders.csv:4' })
  })

  test('a blank one is missing, at its cell', async () => {
    const found = await read(edited(text, ['250000', ' ']), spec)
    expect(found.codes).toEqual(['FIGURE_MISSING'])
    expect(atOf(found, 'FIGURE_MISSING')).toBe('orders.csv:4:3')
  })

  test('a wrong one is told at its cell', async () => {
    const found = await read(edited(text, ['250000', '25箱']), spec)
    expect(atOf(found, 'CELL_INVALID')).toBe('orders.csv:4:3')
  })
})

describe('a date of another month that is of this one with day and month the other way round', () => {
  const MDY = table({ 工单号: 'id', 日期: { type: 'date', dates: 'mdy' }, 金额: 'money' }, { month: '日期' })
  const at = async (days: readonly string[], spec = MDY): Promise<readonly string[]> => {
    const rows = days.map((day, i) => `A${i},${day},1.00`)
    return (await read(`${HEAD}${rows.join('\n')}\n`, spec, { period: '2026-07' })).codes
  }

  test('stops the month: the first day of July, written as in Europe, is no January', async () => {
    const found = await read(`${HEAD}A,7/5/2026,1.00\nB,1/7/2026,2.50\n`, MDY, { period: '2026-07' })
    expect(found.codes).toEqual(['DATE_SWAPPED', 'ROWS_OTHER_MONTH'])
    expect(factsOf(found, 'DATE_SWAPPED')).toMatchObject({ rows: 1, found: '2026-01-07', meant: '2026-07-01' })
    expect(atOf(found, 'DATE_SWAPPED')).toBe('orders.csv:3:2')
  })

  test('also where the day comes first', async () => {
    const dmy = table({ 工单号: 'id', 日期: { type: 'date', dates: 'dmy' }, 金额: 'money' }, { month: '日期' })
    expect(await at(['05/07/2026', '07/03/2026'], dmy)).toEqual(['DATE_SWAPPED', 'ROWS_OTHER_MONTH'])
  })

  test('and where such a row of the next month does not stand alone', async () => {
    expect(await at(['7/5/2026', '8/7/2026', '3/7/2026'])).toEqual(['DATE_SWAPPED', 'ROWS_OTHER_MONTH'])
  })

  test.each<[string, readonly string[]]>([
    ['a day after the 12th', ['7/5/2026', '6/30/2026']],
    ['another row of June is of no July either way', ['7/5/2026', '6/7/2026', '6/8/2026']],
    ['the year stands first: nobody swaps the rest', ['7/5/2026', '2026-01-07']],
    ['another year', ['7/5/2026', '1/7/2025']],
    ['a row of the month before is late', ['7/5/2026', '6/7/2026']],
    ['so is one of the next', ['7/5/2026', '8/7/2026', '8/7/2026']],
  ])('not: %s', async (_, days) => {
    expect(await at(days)).toEqual(['ROWS_OTHER_MONTH'])
  })
})
