// Times of day without a date, and lengths of time: every form that exports have, in texts and in cells of workbooks; and what
// can't be told for certain is refused.

import { writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { POINTS } from '../../src/core/points.ts'
import { term } from '../../src/core/terms.ts'
import { parseUnit } from '../../src/core/unit.ts'
import { tempFolder } from '../support/folders.ts'
import { OFFICE, saveAs } from '../support/office.ts'
import { type ColumnOptions, cell, csvCell, factsOf, read, table } from './helpers.ts'
import { xls, xlsx } from './workbooks.ts'

const seconds = (value: string): number => POINTS.time.parse(value)!

describe('times of day', () => {
  test.each<[string, string]>([
    ['08:30', '08:30'],
    ['8:30', '08:30'],
    ['8:30:00', '08:30'],
    ['08:30:15', '08:30:15'],
    ['00:00', '00:00'],
    ['23:59:59', '23:59:59'],
    ['下午3:20', '15:20'],
    ['下午 3:20', '15:20'],
    ['上午8:30', '08:30'],
    ['8:30 AM', '08:30'],
    ['12:05 a.m.', '00:05'],
    ['12:05 PM', '12:05'],
    ['3 PM', '15:00'],
    ['8点30分', '08:30'],
    ['8时30分15秒', '08:30:15'],
    ['８：３０', '08:30'],
    [' 08:30 ', '08:30'],
    // Parts of a second do not count.
    ['08:30:15.900', '08:30:15'],
  ])('%s is %s', async (text, value) => {
    expect(await cell(text, 'time')).toBe(value)
  })

  test.each<[string, string]>([
    ['2026-07-03 08:30', 'not a time'],
    ['8.5', 'not a time'],
    ['830', 'not a time'],
    ['0.354166667', 'not a time'],
    ['早班', 'not a time'],
    ['08:60', 'not a time'],
    ['25:00', 'not a time'],
    // Of the next day, or of this one's beginning.
    ['24:00', 'no such time'],
    ['24:00:00', 'no such time'],
    ['13:15 AM', 'no such time'],
    ['#VALUE!', 'spreadsheet error'],
  ])('%s is refused: %s', async (text, reason) => {
    const found = await read(csvCell(text), table({ key: 'id', x: 'time' }))
    expect(found.codes).toEqual(['CELL_INVALID'])
    expect(factsOf(found, 'CELL_INVALID')).toMatchObject({ expected: term('time'), reason })
  })

  test('上午12:15 is just after midnight or just after noon', async () => {
    const found = await read(csvCell('上午12:15'), table({ key: 'id', x: 'time' }))
    expect(factsOf(found, 'CELL_AMBIGUOUS')).toMatchObject({ readings: ['00:15', '12:15'] })
  })

  test('an empty cell is none, where the scheme says so', async () => {
    const found = await read('k,x\na,\nb,08:30\n', table({ k: 'id', x: { type: 'time', blank: 'none' } }))
    expect(found.rows.map(row => row.x)).toEqual([null, '08:30'])
    expect((await read('k,x\na,\n', table({ k: 'id', x: 'time' }))).codes).toEqual(['CELL_BLANK'])
  })

  // 0.354166666666667 of a day is 30600.00000000003 seconds: 08:30.
  test('cells of workbooks, new and old, under formats that show a time', async () => {
    const rows = [['x'], [0.354166666666667], [0.354166666666667], [0.640972222222222], [0.999988425925926]]
    const formats = ['h:mm', 'h:mm AM/PM', 'hh:mm:ss', 'h:mm:ss']
    const cells = new Map(formats.map((numFmt, i) => [`${i + 1},0`, { style: { numFmt } }]))
    const named = Object.fromEntries(formats.map((format, i) => [`A${i + 2}`, format]))
    for (const content of [await xlsx(rows, { cells }), xls(rows, { formats: named })])
      expect((await read(content, table({ x: 'time' }))).rows.map(row => row.x)).toEqual([
        '08:30',
        '08:30',
        '15:23',
        '23:59:59',
      ])
  })

  // A spreadsheet program saves 8:30 in XML as a moment of 31 December 1899, under a format that shows a time.
  const xml = (cells: string): string => `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles>
    <Style ss:ID="a"><NumberFormat ss:Format="h:mm"/></Style><Style ss:ID="b"><NumberFormat ss:Format="Short Time"/></Style>
    <Style ss:ID="c"><NumberFormat ss:Format="Long Time"/></Style><Style ss:ID="d"><NumberFormat ss:Format="General Date"/></Style>
    <Style ss:ID="e"><NumberFormat ss:Format="[h]:mm"/></Style></Styles><Worksheet ss:Name="S"><Table>
    <Row><Cell><Data ss:Type="String">x</Data></Cell><Cell><Data ss:Type="String">k</Data></Cell></Row>${cells}</Table></Worksheet></Workbook>`
  const xmlRow = (style: string, data: string, type = 'DateTime'): string =>
    `<Row><Cell ss:StyleID="${style}"><Data ss:Type="${type}">${data}</Data></Cell><Cell><Data ss:Type="String">k</Data></Cell></Row>`

  test('cells of XML spreadsheets, and cells and texts of HTML', async () => {
    const rows = [
      xmlRow('a', '1899-12-31T08:30:00.000'),
      xmlRow('b', '1899-12-31T15:20:00.000'),
      xmlRow('c', '1899-12-31T23:59:59.000'),
      xmlRow('a', '0.354166666666667', 'Number'),
      xmlRow('a', '8:30', 'String'),
    ]
    const found = await read(xml(rows.join('')), table({ x: 'time', k: 'text' }), { name: 'a.xml' })
    expect([found.codes, found.rows.map(row => row.x)]).toEqual([[], ['08:30', '15:20', '23:59:59', '08:30', '08:30']])
    const html = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table><tr><th>x</th><th>k</th></tr>
      <tr><td x:num="0.354166666666667">8:30</td><td>a</td></tr><tr><td>下午3:20</td><td>b</td></tr></table></body></html>`
    const told = await read(html, table({ x: 'time', k: 'text' }), { name: 'a.xls' })
    expect([told.codes, told.rows.map(row => row.x)]).toEqual([[], ['08:30', '15:20']])
  })

  test('moments and lengths of time in them; a moment is no time of day', async () => {
    const moment = xmlRow('d', '2026-07-03T09:15:00.000')
    expect((await read(xml(moment), table({ x: 'moment', k: 'text' }))).rows[0]!.x).toBe('2026-07-03 09:15')
    expect((await read(xml(moment), table({ x: 'time', k: 'text' }))).codes).toEqual(['CELL_INVALID'])
    const hours = { type: 'number', unit: parseUnit('小时') } as const
    // A day is 24 hours: 1 January 1900 is the second one.
    const long = xml([xmlRow('e', '1899-12-31T01:30:00.000'), xmlRow('e', '1900-01-01T02:00:00.000')].join(''))
    expect((await read(long, table({ x: hours, k: 'text' }))).rows.map(row => row.x)).toEqual(['1.5', '26'])
  })

  test('a bare number, a date and more than a day are no time of day', async () => {
    const rows = [['x'], [0.354166666666667], [46206.5], [1.5]]
    const formats = { A2: '0.00', A3: 'yyyy-mm-dd hh:mm', A4: '[h]:mm' }
    const found = await read(xls(rows, { formats }), table({ x: 'time' }))
    expect(found.codes).toEqual(['CELL_INVALID', 'CELL_INVALID', 'CELL_INVALID'])
  })

  test.skipIf(!OFFICE)('what a spreadsheet program makes of typed times', async () => {
    const folder = tempFolder()
    const file = join(folder, 'typed.csv')
    writeFileSync(file, 'x,y\n08:30,1\n15:20:30,2\n0:00,3\n')
    for (const format of ['xlsx', 'xls'] as const) {
      const saved = saveAs(format, [file], folder).get(file)!
      const found = await read(await readFile(saved), table({ x: 'time' }), { name: `a.${format}` })
      expect([found.codes, found.rows.map(row => row.x)]).toEqual([[], ['08:30', '15:20:30', '00:00']])
    }
  })

  test('whatever is written is read again, in every spelling', async () => {
    const times = fc.sample(fc.integer({ min: 0, max: 86_399 }), 300)
    const spelled = times.flatMap(time => {
      const [h, m, s] = [Math.floor(time / 3600), Math.floor(time / 60) % 60, time % 60]
      const two = (n: number): string => String(n).padStart(2, '0')
      const noon = h < 12 ? 'AM' : 'PM'
      return [
        [`${h}:${two(m)}:${two(s)}`, time],
        [`${two(h)}时${m}分${s}秒`, time],
        [`${h % 12 === 0 ? 12 : h % 12}:${two(m)}:${two(s)} ${noon}`, time],
      ] as const
    })
    const rows = spelled.map(([text], i) => `K${i},${text}`)
    const found = await read(`k,x\n${rows.join('\n')}\n`, table({ k: 'id', x: 'time' }))
    expect(found.codes).toEqual([])
    expect(found.rows.map(row => seconds(String(row.x)))).toEqual(spelled.map(([, time]) => time))
  })
})

describe('lengths of time are figures with a unit', () => {
  const hours: ColumnOptions = { type: 'number', unit: parseUnit('小时') }
  const minutes: ColumnOptions = { type: 'number', unit: parseUnit('分钟') }

  // 90 ÷ 60 = 1.5; 88 h are 88 h; 1 h 30 min 36 s = 1.51 h; −30 min = −0.5 h.
  test.each<[string, string]>([
    ['1:30', '1.5'],
    ['88:00', '88'],
    ['1:30:36', '1.51'],
    ['90分钟', '1.5'],
    ['1小时30分', '1.5'],
    ['1小时30分钟', '1.5'],
    ['1h 30m', '1.5'],
    ['2h30min', '2.5'],
    ['45 mins', '0.75'],
    ['1.5小时', '1.5'],
    ['PT1H30M', '1.5'],
    ['36 seconds', '0.01'],
    ['-0:30', '-0.5'],
    ['１：３０', '1.5'],
    ['1.5', '1.5'],
  ])('%s is %s hours', async (text, value) => {
    expect(await cell(text, hours)).toBe(value)
  })

  test.each<[string, string]>([
    ['1小时30分', '90'],
    ['1:30:36', '90.6'],
    ['2h30m', '150'],
    ['90秒', '1.5'],
  ])('%s is %s minutes', async (text, value) => {
    expect(await cell(text, minutes)).toBe(value)
  })

  test('1:30 in a column of minutes is 90 or one and a half', async () => {
    const found = await read(csvCell('1:30'), table({ key: 'id', x: minutes }))
    expect(factsOf(found, 'CELL_AMBIGUOUS')).toMatchObject({ readings: ['90', '1.5'] })
    const under = await read('key,加班(分钟)\nA,1:30\n', table({ key: 'id', x: { ...hours, headers: ['加班'] } }))
    expect(factsOf(under, 'CELL_AMBIGUOUS')).toMatchObject({ readings: ['1.5', '0.025'] })
  })

  // A day at work may have 8 hours.
  test.each(['1天2小时', '8点', '1:75', '(1:30)', '下午3:20'])('%s is no length in hours', async text => {
    expect((await read(csvCell(text), table({ key: 'id', x: hours }))).codes).toEqual(['CELL_INVALID'])
  })

  test('without a unit of time it stays refused, and so it is for money', async () => {
    for (const type of ['number', 'count', 'money'] as const)
      expect((await read(csvCell('1:30:00'), table({ key: 'id', x: type }))).codes).toEqual(['CELL_INVALID'])
  })

  test('hours, minutes and seconds are read as they were written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(200), fc.nat(59), fc.nat(59), async (h, m, s) => {
        const due = (h * 3600 + m * 60 + s) / 3600
        for (const text of [`${h}小时${m}分${s}秒`, `${h}:${String(m).padStart(2, '0')}:${String(s).padStart(2, '0')}`])
          expect(Number(await cell(text, hours))).toBeCloseTo(due, 9)
      }),
      { numRuns: 30 },
    )
  })
})
