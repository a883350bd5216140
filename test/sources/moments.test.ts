// Every form of a date with its time of day: read to the second, or refused with its reason; and rows of a month by a moment.

import { describe, expect, test } from 'vitest'
import { term } from '../../src/core/terms.ts'
import { cell, csvCell, factsOf, read, table } from './helpers.ts'
import { xls, xlsx } from './workbooks.ts'

describe('moments', () => {
  test.each<[string, string]>([
    ['2026-07-03 09:15', '2026-07-03 09:15'],
    ['2026-07-03 00:00', '2026-07-03 00:00'],
    ['2026-07-03 00:00:00', '2026-07-03 00:00'],
    ['2026/7/3 9:15:30', '2026-07-03 09:15:30'],
    ['2026.7.3 9:15', '2026-07-03 09:15'],
    ['2026年7月3日 9时15分', '2026-07-03 09:15'],
    ['2026年7月3日9时15分30秒', '2026-07-03 09:15:30'],
    ['2026年7月3日 9点', '2026-07-03 09:00'],
    ['2026-07-03T09:15', '2026-07-03 09:15'],
    ['2026-07-03T09:15:30+08:00', '2026-07-03 09:15:30'],
    ['2026-07-03 星期五 09:15', '2026-07-03 09:15'],
    ['20260703091530', '2026-07-03 09:15:30'],
    ['202607030915', '2026-07-03 09:15'],
    ['２０２６－０７－０３ ０９：１５', '2026-07-03 09:15'],
    // Parts of a second do not count.
    ['2026-07-03 09:15:30.999', '2026-07-03 09:15:30'],
    // Clocks of twelve hours
    ['2026-07-03 9:15 AM', '2026-07-03 09:15'],
    ['2026-07-03 9:15 pm', '2026-07-03 21:15'],
    ['2026-07-03 12:30 AM', '2026-07-03 00:30'],
    ['2026-07-03 12:30 PM', '2026-07-03 12:30'],
    ['2026-07-03 9 p.m.', '2026-07-03 21:00'],
    ['2026-07-03 上午9:15', '2026-07-03 09:15'],
    ['2026年7月3日 下午3:20', '2026-07-03 15:20'],
    ['2026-07-03 下午12:30', '2026-07-03 12:30'],
    ['2026-07-03 下午15:20', '2026-07-03 15:20'],
    ['2026-07-03 凌晨12:30', '2026-07-03 00:30'],
    ['2026-07-03 中午12:30', '2026-07-03 12:30'],
    ['2026-07-03 中午1:00', '2026-07-03 13:00'],
    ['2026-07-03 晚上8:05', '2026-07-03 20:05'],
    // 46206 is 2026-07-03; 0.385416667 of a day is 33300.0000288 seconds: 09:15
    ['46206.385416667', '2026-07-03 09:15'],
    ['46206.5', '2026-07-03 12:00'],
  ])('%s is %s', async (text, value) => {
    expect(await cell(text, 'moment')).toBe(value)
  })

  test.each<[string, string]>([
    // A day alone may be its midnight, or a time that was lost.
    ['2026-07-03', 'no time'],
    ['20260703', 'no time'],
    ['46206', 'no time'],
    ['46206.9999999', 'no time'],
    ['2026-07-03 13:15 AM', 'no such time'],
    ['2026-07-03 0:15 PM', 'no such time'],
    ['2026-07-03 上午13:15', 'no such time'],
    ['2026-07-03 中午6:00', 'no such time'],
    ['202607032515', 'no such time'],
    // The midnight before or after
    ['2026-07-03 24:00', 'not a moment'],
    ['2026-07-03 09:60', 'not a moment'],
    ['2026-07-03 25:00', 'not a moment'],
    ['09:15', 'not a moment'],
    ['昨天上午', 'not a moment'],
    ['1751534100', 'not a moment'],
    ['2026-02-30 09:15', 'no such date'],
    ['2026-07-03 星期六 09:15', 'weekday'],
    ['07-03 09:15', 'no year'],
    ['2026-07-03T01:15:00Z', 'time zone'],
    ['#VALUE!', 'spreadsheet error'],
  ])('%s is refused: %s', async (text, reason) => {
    const found = await read(csvCell(text), table({ key: 'id', x: 'moment' }))
    expect(found.codes).toEqual(['CELL_INVALID'])
    expect(factsOf(found, 'CELL_INVALID')).toMatchObject({ expected: term('moment'), reason })
  })

  test.each<[string, string[]]>([
    ['2026-07-03 上午12:15', ['2026-07-03 00:15', '2026-07-03 12:15']],
    ['2026-07-03 晚上12:15', ['2026-07-03 00:15', '2026-07-04 00:15']],
    ['2026-07-03 晚上1:15', ['2026-07-03 01:15', '2026-07-04 01:15']],
    ['07/05/2026 09:15', ['2026-07-05', '2026-05-07']],
  ])('%s can be read in two ways', async (text, readings) => {
    const found = await read(csvCell(text), table({ key: 'id', x: 'moment' }))
    expect(factsOf(found, 'CELL_AMBIGUOUS')).toMatchObject({ readings })
  })

  test('the order of the parts is the scheme’s', async () => {
    expect(await cell('07/05/2026 09:15', { type: 'moment', dates: 'dmy' })).toBe('2026-05-07 09:15')
  })

  test('cells of a workbook: a date with its time, to the second; a day alone is refused', async () => {
    const at = new Date(Date.UTC(2026, 6, 31, 23, 59, 59))
    const good = await read(await xlsx([['x'], [at], [46206.385416667]]), table({ x: 'moment' }), { name: 'a.xlsx' })
    expect(good.rows.map(row => row.x)).toEqual(['2026-07-31 23:59:59', '2026-07-03 09:15'])
    const bad = await read(await xlsx([['x'], [new Date(Date.UTC(2026, 6, 3))]]), table({ x: 'moment' }), {
      name: 'a.xlsx',
    })
    expect(factsOf(bad, 'CELL_INVALID')).toMatchObject({ reason: 'no time' })
  })

  test('midnight is one where the format of the cell shows a time, in new and old workbooks', async () => {
    const rows = [['x'], [46207], [46207.5], [46207]]
    const formats = ['yyyy-mm-dd hh:mm:ss', 'yyyy/m/d h:mm', 'm/d/yy h:mm AM/PM']
    const cells = new Map(formats.map((numFmt, i) => [`${i + 1},0`, { style: { numFmt } }]))
    const named = Object.fromEntries(formats.map((format, i) => [`A${i + 2}`, format]))
    for (const content of [await xlsx(rows, { cells }), xls(rows, { formats: named })]) {
      expect((await read(content, table({ x: 'moment' }))).rows.map(row => row.x)).toEqual([
        '2026-07-04 00:00',
        '2026-07-04 12:00',
        '2026-07-04 00:00',
      ])
      // Of a date it says nothing.
      const days = await read(content, table({ x: 'date' }))
      expect([days.rows.map(row => row.x), days.codes]).toEqual([Array(3).fill('2026-07-04'), []])
    }
    const days = xls([['x'], [46207]], { formats: { A2: 'yyyy-mm-dd' } })
    expect(factsOf(await read(days, table({ x: 'moment' })), 'CELL_INVALID')).toMatchObject({ reason: 'no time' })
  })

  test('a blank cell is what the scheme says', async () => {
    const spec = table({ key: 'id', x: { type: 'moment', blank: 'none' }, y: 'moment' })
    const found = await read('key,x,y\nA,,2026-07-03 09:15\nB,2026-07-03 09:15,\n', spec)
    expect(found.rows[0]).toMatchObject({ x: null, y: '2026-07-03 09:15' })
    expect(found.codes).toEqual(['CELL_BLANK'])
  })

  test('a row is of the month in which its moment lies, to the last second', async () => {
    const spec = table({ key: 'id', x: 'moment' }, { month: 'x' })
    const rows = ['2026-06-30 23:59:59', '2026-07-01 00:00', '2026-07-31 23:59:59', '2026-08-01 00:00']
    const found = await read(`key,x\n${rows.map((at, i) => `K${i},${at}\n`).join('')}`, spec, { period: '2026-07' })
    expect(found.rows.map(row => row.key)).toEqual(['K1', 'K2'])
    expect(factsOf(found, 'ROWS_OTHER_MONTH')).toMatchObject({ rows: 2, months: '2026-06 (1), 2026-08 (1)' })
  })
})
