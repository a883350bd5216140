// Tests of what number formats say of the numbers under them. The expected texts are what Excel shows, worked out by hand:
// 0.354166… of a day is 8.5 ÷ 24, 88 hours are 3.666… days, 12,500 ÷ 10,000 is 1.25.

import { expect, test } from 'vitest'
import { term } from '../../src/core/terms.ts'
import { isTime } from '../../src/sources/cells/cell.ts'
import { numberFormat } from '../../src/sources/cells/number-format.ts'
import { cellText } from '../../src/sources/workbook/sheet.ts'
import { column, read, table } from './helpers.ts'
import { xls, xlsx } from './workbooks.ts'

const HALF_NINE = 8.5 / 24

function shown(code: string, serial: number): string {
  const format = numberFormat(code)
  return format ? cellText(format(serial, false)) : 'plain'
}

test.each([
  ['General', 1.5],
  ['@', 1.5],
  ['0.00', 1.5],
  ['#,##0.00_);[Red](#,##0.00)', -1.5],
  ['# ?/?', 1.5],
  ['0.0E+00', 1.5],
  ['000000', 12],
  ['[DBNum1][$-804]General', 3],
])('a format of digits only says nothing: %s', (code, number) => {
  expect(shown(code, number)).toBe('plain')
})

test.each([
  ['0.00"万元"', 1.25, '1.25万元'],
  ['General"万元"', 3, '3万元'],
  ['G/通用格式"万元"', 3, '3万元'],
  // Commas behind the digits and drawn points move the point for the eye.
  ['#,##0.00,"千元"', 1250, '1.25千元'],
  ['0!.0,"万"', 12500, '1.25万'],
  ['0\\.0000"万"', 12500, '1.25万'],
  ['0.00,,"百万"', 3_000_000, '3百万'],
  ['#,##0,', 1250, '1.25'],
  // Conditions and signs choose the section.
  ['[>=10000]0!.0,"万";0', 12500, '1.25万'],
  ['[>=10000]0!.0,"万";0', 500, '500'],
  ['0"元";-0"角"', -5, '-5角'],
  ['[$$-409]#,##0.00', 1000, '$1000'],
  ['[$USD-409] #,##0.00', 1000, 'USD1000'],
  ['_ "¥"* #,##0.00_ ;_ "¥"* \\-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ', 5, '¥5'],
  ['#,##0.00 [$€-407]', 5, '5€'],
  ['0.00%', 0.95, '95%'],
  ['0"%"', 95, '95%'],
])('%s shows %d as %s', (code, number, text) => {
  expect(shown(code, number)).toBe(text)
})

test.each([
  ['h:mm', HALF_NINE, '8:30', 'time'],
  ['hh:mm:ss', HALF_NINE, '08:30:00', 'time'],
  ['h"小时"mm"分"', HALF_NINE, '8小时30分', 'time'],
  ['[$-F400]h:mm:ss AM/PM', 20.5 / 24, '8:30:00 PM', 'clock'],
  ['上午/下午h"时"mm"分"', 20.5 / 24, '下午8时30分', 'clock'],
  ['[h]:mm', 88 / 24, '88:00', 'duration'],
  ['[hh]"时"mm"分"', HALF_NINE, '08时30分', 'duration'],
  ['[m]', HALF_NINE, '510', 'duration'],
  ['mm:ss', 1.5 / 24 / 60, '01:30', 'time'],
] as const)('%s shows %d as the time %s', (code, serial, text, sense) => {
  const cell = numberFormat(code)!(serial, false)
  expect(isTime(cell) && cell.sense).toBe(sense)
  expect(cellText(cell)).toBe(text)
})

test.each(['yyyy"年"m"月"d"日"', 'm"月"d"日"', 'mm"月"', 'aaaa', 'yyyy-mm-dd h:mm'])('%s shows a day', code => {
  expect(cellText(numberFormat(code)!(46_000, false))).toBe('2025-12-09')
})

test('a time in a column of texts is what the sheet shows, in workbooks of both kinds', async () => {
  const spec = table({ 上班: 'text' })
  const cells = new Map([['1,0', { style: { numFmt: 'hh:mm' } }]])
  const rows = [['上班'], [HALF_NINE], ['08:30']]
  for (const content of [await xlsx(rows, { cells }), xls(rows, { formats: { A2: 'hh:mm' } })]) {
    const { rows: got } = await read(content, spec)
    expect(got.map(row => row.上班)).toEqual(['08:30', '08:30'])
  }
})

test('a time is no figure, under any format that shows one', async () => {
  const spec = table({ 加班: column('加班', { type: 'number' }) })
  for (const format of ['h"小时"mm"分"', '[h]:mm', 'h:mm', '[m]']) {
    const { problems } = await read(xls([['加班'], [HALF_NINE]], { formats: { A2: format } }), spec)
    expect(problems.map(p => [p.code, p.facts])).toEqual([
      ['CELL_INVALID', { column: '加班', found: shown(format, HALF_NINE), expected: term('number'), reason: 'a time' }],
    ])
  }
})

test('numbers of people and orders stay what the cell holds', async () => {
  const spec = table({ 工号: 'person', 单号: 'id' })
  const rows = [
    ['工号', '单号'],
    [12, 7],
  ]
  const { rows: got } = await read(xls(rows, { formats: { A2: '0"号"', B2: '0"单"' } }), spec)
  expect(got).toEqual([{ 工号: '00012', 单号: '7' }])
})

test('a total under a format of money is held against the rows', async () => {
  const rows = [
    ['名称', '金额'],
    ['甲', 100],
    ['乙', 50],
    ['合计', 160],
  ]
  const formats = { B2: '"¥"#,##0.00', B3: '"¥"#,##0.00', B4: '"¥"#,##0.00' }
  const { problems } = await read(xls(rows, { formats }), table({ 名称: 'text', 金额: 'money' }))
  expect(problems.map(p => [p.code, p.facts])).toEqual([
    ['CONTROL_TOTAL', { column: '金额', stated: '160', added: '150', difference: '10' }],
  ])
})

test('formats without a code of their own are money of whoever opens the workbook', async () => {
  const spec = table({ 金额: 'money' })
  const local = await xlsx([['金额'], [5]], {
    cells: new Map([['1,0', { style: { numFmt: '$#,##0.00_);\\($#,##0.00\\)' } }]]),
  })
  expect((await read(local, spec)).rows).toEqual([{ 金额: '5' }])
  const dollars = await xlsx([['金额'], [5]], {
    cells: new Map([['1,0', { style: { numFmt: '"$"#,##0.00_);\\("$"#,##0.00\\)' } }]]),
  })
  expect((await read(dollars, spec)).codes).toEqual(['CELL_INVALID'])
})
