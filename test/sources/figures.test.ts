// Every form of a figure: read to exactly the right number, or refused with its reason.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { currencyOf } from '../../src/core/currency.ts'
import { decimal, fromDouble } from '../../src/core/decimal.ts'
import type { CellReason } from '../../src/core/problem-facts.ts'
import { term } from '../../src/core/terms.ts'
import { parseUnit } from '../../src/core/unit.ts'
import { numberText } from '../../src/sources/workbook/sheet.ts'
import type { ColumnSpec, FigureType } from '../../src/tables/spec.ts'
import { cell, csvCell, factsOf, read, table, ZERO } from './helpers.ts'

const MONEY: [string, string][] = [
  ['1234.5', '1234.5'],
  ['1234.50', '1234.5'],
  ['0', '0'],
  ['-0.00', '0'],
  ['-12', '-12'],
  ['+12', '12'],
  ['1,234.50', '1234.5'],
  ['1,234,567.89', '1234567.89'],
  ['1,234', '1234'],
  ['-1,234.50', '-1234.5'],
  ['１２３４．５０', '1234.5'],
  ['１，２３４．５０', '1234.5'],
  ['￥1,234.50', '1234.5'],
  ['¥1234.5', '1234.5'],
  ['￥ 1,234.50', '1234.5'],
  ['-￥2,212.14', '-2212.14'],
  ['￥-5', '-5'],
  ['¥ -5', '-5'],
  ['−5.25', '-5.25'],
  ['－5.25', '-5.25'],
  ['+￥5', '5'],
  ['1234.5元', '1234.5'],
  ['1.2万', '12000'],
  ['1.5万元', '15000'],
  ['¥3千', '3000'],
  ['2.5百万元', '2500000'],
  ['1,234.50 元', '1234.5'],
  ['CNY 1,234.50', '1234.5'],
  ['1234.50 CNY', '1234.5'],
  ['RMB12', '12'],
  ['&yen;1,234.50', '1234.5'],
  ['(1,234.50)', '-1234.5'],
  ['（1,234.50）', '-1234.5'],
  ['￥(12.50)', '-12.5'],
  ['(￥12.50)', '-12.5'],
  [' 1234.5 ', '1234.5'],
  ['\u30001234.5\u3000', '1234.5'],
  ['\u200b1234.5', '1234.5'],
  ['12\u200b34.5', '1234.5'],
  ['1234.5\t', '1234.5'],
  ['1 234.50', '1234.5'],
  ['1\u00a0234\u00a0567.8', '1234567.8'],
  ['- 12', '-12'],
  ['.5', '0.5'],
  ['5.', '5'],
  ['007', '7'],
  ['0.00005', '0.00005'],
  ['12345678901234567890.123', '12345678901234567890.123'],
  ['99999999999.9999', '99999999999.9999'],
  ['4.53999999999996', '4.54'],
  ['1,234.5000000000002', '1234.5'],
  ['33.3333333333333', '33.3333333333333'],
  ["'1234.5", '1234.5'],
  ['="1234.5"', '1234.5'],
]

const REFUSED: [string, string][] = [
  ['1.23E+3', 'scientific'],
  ['1e5', 'scientific'],
  ['97.5%', 'percent'],
  ['3次', 'unit'],
  ['12.5-', 'trailing minus'],
  ['1,23,456', 'separators'],
  ['1.234.567', 'separators'],
  ['12 34', 'separators'],
  ["1'234.50", 'separators'],
  ['1.2.3', 'separators'],
  ['#DIV/0!', 'spreadsheet error'],
  ['#N/A', 'spreadsheet error'],
  ['#REF!', 'spreadsheet error'],
  ['########', 'spreadsheet error'],
  ['N/A', 'not a number'],
  ['无', 'not a number'],
  ['--5', 'not a number'],
  ['()', 'not a number'],
  ['一百', 'not a number'],
  ['5+5', 'not a number'],
  ['=1+1', 'not a number'],
  ['①', 'not a number'],
  ['5²', 'not a number'],
  ['½', 'not a number'],
  ['٣', 'not a number'],
  ['0x10', 'not a number'],
  ['Infinity', 'not a number'],
  ['NaN', 'not a number'],
  ['1234567890123456789012345678901', 'too long'],
  ['2026-07-05', 'not a number'],
]

const AMBIGUOUS: [string, string][] = [
  ['1.234,5', '1234.5 / 1.2345'],
  ['1.234,56', '1234.56 / 1.23456'],
  ['1,23', '1.23 / 123'],
  ['1234,56', '1234.56 / 123456'],
  ['0,123', '0.123 / 123'],
  ['-1,23', '-1.23 / -123'],
  ['(-5)', '5 / -5'],
  ['-(5)', '5 / -5'],
]

const BLANKS = ['', ' ', '\u3000', '--', '-', '—', '——', '/', '\u200b', '－', '\t', '=""']

describe('money', () => {
  test.each(MONEY)('%s is %s', async (text, value) => {
    expect(await cell(text, 'money')).toBe(value)
  })

  test.each(REFUSED)('%s is refused: %s', async (text, reason) => {
    const found = await read(csvCell(text), table({ key: 'id', x: 'money' }))
    expect(found.codes).toEqual(['CELL_INVALID'])
    expect(factsOf(found, 'CELL_INVALID')).toMatchObject({ column: 'x', expected: term('money'), reason })
    expect(found.problems[0]!.at).toEqual({ file: 'orders.csv', line: 2, column: 2 })
  })

  test.each(AMBIGUOUS)('%s has the readings %s', async (text, readings) => {
    const found = await read(csvCell(text), table({ key: 'id', x: 'money' }))
    expect(found.codes).toEqual(['CELL_AMBIGUOUS'])
    expect(factsOf(found, 'CELL_AMBIGUOUS')).toMatchObject({ found: text, readings: readings.split(' / ') })
  })

  test.each(BLANKS)('%j is blank', async text => {
    expect(await cell(text, { type: 'money', blank: 'problem' })).toBe('CELL_BLANK')
    expect(await cell(text, { type: 'money', blank: 'none' })).toBe(null)
    expect(await cell(text, { type: 'money', blank: ZERO })).toBe('0')
  })
})

describe('numbers and counts', () => {
  test.each<[string, string]>([
    ['97.5%', '0.975'],
    ['９７．５％', '0.975'],
    ['-3 %', '-0.03'],
    ['0.975', '0.975'],
    ['1.2万', '12000'],
    ['￥12', '12'],
    ['12.5km', '12.5'],
  ])('number %s is %s', async (text, value) => {
    expect(await cell(text, 'number')).toBe(value)
  })

  test.each<[string, string]>([
    ['3', '3'],
    ['3.0', '3'],
    ['1次', '1'],
    ['1 单', '1'],
    ['2台次', '2'],
    ['-1', '-1'],
    ['1,000', '1000'],
  ])('count %s is %s', async (text, value) => {
    expect(await cell(text, 'count')).toBe(value)
  })

  test.each<[string, string]>([
    ['3.5', 'not whole'],
    ['1.5次', 'not whole'],
    ['50%', 'percent'],
    ['3元', 'unit'],
    ['1小时30分钟', 'a time'],
    ['约3次', 'not a number'],
  ])('count %s is refused: %s', async (text, reason) => {
    const found = await read(csvCell(text), table({ key: 'id', x: 'count' }))
    expect(factsOf(found, 'CELL_INVALID')).toMatchObject({ reason })
  })

  // 30 ÷ 60 = 0.5 hours; 1.5 × 60 = 90 minutes.
  test.each<[string, string, string]>([
    ['30分钟', '小时', '0.5'],
    ['1.5小时', '小时', '1.5'],
    ['1.5 hrs', '分钟', '90'],
    ['3天', '天', '3'],
  ])('%s in a column of %s is %s', async (text, unit, value) => {
    expect(await cell(text, { type: 'number', unit: parseUnit(unit) })).toBe(value)
  })

  test('a span of time in a column of which the scheme does not say what it is in is told', async () => {
    const found = await read(csvCell('90分钟'), table({ key: 'id', x: 'number' }))
    expect(factsOf(found, 'UNIT_UNSAID')).toEqual({ column: 'x', found: '分钟' })
  })

  test('days are no hours', async () => {
    expect(await cell('1天', { type: 'number', unit: parseUnit('小时') })).toBe('CELL_INVALID')
  })

  test('units in a column must measure the same, as in its header', async () => {
    const spec = table({ 时长: { type: 'number', unit: parseUnit('小时') } })
    expect((await read('时长\n3次\n5\n2台\n', table({ 时长: 'number' }))).codes).toEqual(['CELL_INVALID'])
    expect((await read('时长(小时)\n30分钟\n', spec)).codes).toEqual(['CELL_INVALID'])
    expect((await read('时长(小时)\n2h\n3小时\n4\n', spec)).rows.map(r => r.时长)).toEqual(['2', '3', '4'])
  })

  test.each<[string, string]>([
    ['95%', '0.95'],
    ['95', '0.95'],
    ['0.95%', '0.0095'],
    ['2.5', '0.025'],
    ['12.5%', '0.125'],
    ['100', '1'],
    ['-5%', '-0.05'],
  ])('percent %s is %s', async (text, value) => {
    expect(await cell(text, 'percent')).toBe(value)
  })
})

describe('ranges', () => {
  const spec = table({
    x: {
      type: 'number',
      range: {
        low: { edge: decimal(0), inclusive: true },
        high: { edge: decimal(10), inclusive: false },
        text: '0 to below 10',
      },
    },
  })

  test('edges are in or out as the scheme says', async () => {
    const found = await read('x\n0\n9.9999\n10\n-0.0001\n0.00001\n9.99999999999\n-0.00000001\n', spec)
    expect(found.problems.map(p => p.at?.line)).toEqual([4, 5, 8])
    expect(factsOf(found, 'CELL_RANGE')).toEqual({ column: 'x', found: '10', range: '0 to below 10' })
  })
})

describe('sums', () => {
  test('are exact, beyond doubles and with more than four places', async () => {
    const text = `x\n${'0.1\n'.repeat(10)}0.00001\n99999999999.9999\n99999999999.9999\n123456789012345.678901\n`
    const { reading } = await read(text, table({ x: 'money' }))
    expect(reading.totals[0]!.inFile.toFixed()).toBe('123656789012346.678711')
    expect(reading.rows).toBe(14)
  })
})

// What a length of time is in figures depends on the unit of the column, so it is refused by what it is.
test.each<[string, CellReason]>([
  ['88:00', 'a time'],
  ['00:25', 'a time'],
  ['-0:30', 'a time'],
  ['1:30:00', 'a time'],
  ['１：３０', 'a time'],
  ['3小时20分', 'a time'],
  ['1天2小时', 'a time'],
  ['2h30m', 'a time'],
  ['2h 30min', 'a time'],
  ['PT1H30M', 'a time'],
  ['3:1', 'not a number'],
  ['小时', 'not a number'],
  ['1次2', 'not a number'],
])('%s in a column of figures: %s', async (text, reason) => {
  const found = await read(`key,x\nA,${text}\n`, table({ key: 'id', x: 'number' }))
  expect(factsOf(found, 'CELL_INVALID')).toMatchObject({ reason })
})

test.each([
  ['3小时', '小时'],
  ['20分钟', '分钟'],
  ['2h', '小时'],
  ['45秒', '秒'],
])('%s is a figure with its unit', async (text, unit) => {
  expect(await cell(text, { type: 'number', unit: parseUnit(unit) })).toBe(text.replace(/\D/g, ''))
})

test('the digits of a number of a workbook are those of the decimal that it stands for', () => {
  const any = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer().map(n => n / 100),
    fc.maxSafeInteger(),
    fc.constantFrom(
      0,
      -0,
      0.1 + 0.2,
      1e-6,
      1e-7,
      1e15,
      1e21,
      99999999999999.98,
      100.00000000000001,
      123456789012345680,
    ),
  )
  fc.assert(fc.property(any, n => numberText(n) === fromDouble(n).toFixed()))
})

// German, French and Danish exports have a comma before decimals, Irish ones of the same currency a point.
describe('where a comma may stand before decimals', () => {
  const EUR = currencyOf('EUR')!
  const asRead = (text: string, type: FigureType, more: Partial<ColumnSpec> = {}): ReturnType<typeof cell> =>
    cell(text, { type, currency: EUR, ...more })

  test.each<[text: string, value: string]>([
    ['12,50', '12.5'],
    ['12.50', '12.5'],
    ['-1.234,56', '-1234.56'],
    ['1,234.56', '1234.56'],
    ['1.234.567', '1234567'],
    ['1,234,567', '1234567'],
    ['1 234,56', '1234.56'],
    ['1234,567', '1234.567'],
    ['1234.567', '1234.567'],
    ['0,125', '0.125'],
    ['0.125', '0.125'],
    ['1.234,567', '1234.567'],
    ['€1.234,56', '1234.56'],
    ['1.234,56 €', '1234.56'],
    ['(12,50)', '-12.5'],
    ['1234', '1234'],
  ])('%s says by itself that it is %s', async (text, value) => {
    expect(await asRead(text, 'money')).toBe(value)
    expect(await asRead(text, 'number')).toBe(value)
  })

  test.each(['1.234', '1,234', '-1.234', '12.345 €', '100.000', '999,999'])('%s has two readings', async text => {
    const spec = table({ key: 'id', x: { type: 'money', currency: EUR } })
    const found = await read(csvCell(text), spec)
    expect(found.codes).toEqual(['CELL_AMBIGUOUS'])
    const plain = text.replace(/[^\d.,-]/g, '')
    const readings = [plain.replace(',', plain.includes('.') ? ',' : ''), plain.replace('.', '').replace(',', '.')]
    expect(factsOf(found, 'CELL_AMBIGUOUS')).toMatchObject({ readings, signs: ['point', 'comma'] })
  })

  test.each<[text: string, type: FigureType]>([
    ['1.234', 'number'],
    ['1.234', 'count'],
    ['1,234', 'count'],
    ['1.234', 'percent'],
    ['1,234%', 'percent'],
    ['2.500h', 'number'],
  ])('%s in a column of %s is refused as well', async (text, type) => {
    expect(await asRead(text, type)).toBe('CELL_AMBIGUOUS')
  })

  test.each<[text: string, type: FigureType, comma: string | null, point: string | null]>([
    ['1.234', 'money', '1234', '1.234'],
    ['1,234', 'money', '1.234', '1234'],
    ['1.234', 'count', '1234', 'CELL_INVALID'],
    ['97,5', 'percent', '0.975', 'CELL_AMBIGUOUS'],
    ['97,5%', 'percent', '0.975', 'CELL_AMBIGUOUS'],
    ['12.5', 'money', 'CELL_AMBIGUOUS', '12.5'],
    ['1,234.5', 'money', 'CELL_AMBIGUOUS', '1234.5'],
    ['1.234.567,8', 'money', '1234567.8', 'CELL_INVALID'],
  ])('%s as %s is %s by comma and %s by point, in a shop of any currency', async (text, type, comma, point) => {
    for (const currency of [EUR, currencyOf('CNY')!]) {
      expect(await cell(text, { type, currency, decimals: 'comma' })).toBe(comma)
      expect(await cell(text, { type, currency, decimals: 'point' })).toBe(point)
    }
  })

  test.each(['CNY', 'USD', 'GBP', 'JPY', 'AUD', 'CAD', 'HKD'])('%s has a point before decimals', async code => {
    const currency = currencyOf(code)!
    expect(await cell('1,234', { type: 'money', currency })).toBe('1234')
    expect(await cell('1,234.50', { type: 'money', currency })).toBe('1234.5')
    expect(await cell('1.234', { type: 'money', currency })).toBe('1.234')
    expect(await cell('12,50', { type: 'money', currency })).toBe('CELL_AMBIGUOUS')
  })

  // 1,234.50 + 12.50 + 1,000.00 = 2,247.00, which the export states as 2.247,00.
  test('totals are held against rows in the same writing', async () => {
    const spec = table({ key: 'id', x: { type: 'money', currency: EUR } })
    const text = 'key,x\nA,"1.234,50"\nB,"12,50"\nC,"1.000,00"\nTotal,"2.247,00"\n'
    const found = await read(text, spec)
    expect(found.codes).toEqual([])
    expect(found.reading.totals[0]!.inFile.toFixed()).toBe('2247')
    expect((await read(text.replace('2.247,00', '2.246,00'), spec)).codes).toEqual(['CONTROL_TOTAL'])
  })
})
