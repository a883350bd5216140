// Every form of a date: read to exactly the right day, or refused with its reason.

import { describe, expect, test } from 'vitest'
import { cell, csvCell, factsOf, read, table } from './helpers.ts'

describe('dates', () => {
  test.each<[string, string]>([
    ['2026-07-05', '2026-07-05'],
    ['2026/7/5', '2026-07-05'],
    ['2026/07/05', '2026-07-05'],
    ['2026.7.5', '2026-07-05'],
    ['20260705', '2026-07-05'],
    ['2026年7月5日', '2026-07-05'],
    ['2026年07月05号', '2026-07-05'],
    ['２０２６－０７－０５', '2026-07-05'],
    ['2026/07/05 08:30:00', '2026-07-05'],
    ['2026-07-05 23:59:59.997', '2026-07-05'],
    ['2026-07-05T08:30', '2026-07-05'],
    ['2026-07-05T08:30:00+08:00', '2026-07-05'],
    ['2026年7月5日 8时30分', '2026-07-05'],
    ['2026年7月5日 下午 3:20', '2026-07-05'],
    ['20260705083000', '2026-07-05'],
    ['202607050830', '2026-07-05'],
    ['20260705 08:30', '2026-07-05'],
    ['2026-07-05 星期日', '2026-07-05'],
    ['2026-07-05(周日)', '2026-07-05'],
    [' 2026-07-05 ', '2026-07-05'],
    ['\u30002026/7/5\u200b', '2026-07-05'],
    ["'2026-07-05", '2026-07-05'],
    ['2024-02-29', '2024-02-29'],
    ['46220', '2026-07-17'],
    ['46220.75', '2026-07-17'],
    ['2000-02-29', '2000-02-29'],
    ['1999-12-31', '1999-12-31'],
  ])('%s is %s', async (text, day) => {
    expect(await cell(text, 'date')).toBe(day)
  })

  test.each<[string, string]>([
    ['2026-02-30', 'no such date'],
    ['2025-02-29', 'no such date'],
    ['2026-13-01', 'no such date'],
    ['20261301', 'no such date'],
    ['2026年2月30日', 'no such date'],
    ['9999-12-31', 'no such date'],
    ['0000-00-00', 'no such date'],
    ['13/07/2026', 'day and month order'],
    ['2026-07', 'no day'],
    ['2026年3月', 'no day'],
    ['202607', 'no day'],
    ['7月5日', 'no year'],
    ['07-05', 'no year'],
    ['2026-07-31T20:00:00Z', 'time zone'],
    ['2026-07-31T20:00:00+00:00', 'time zone'],
    ['2026-07-05 24:00:00', 'not a date'],
    ['2026-7/5', 'not a date'],
    ['12345', 'not a date'],
    ['July 5', 'not a date'],
    ['无', 'not a date'],
    ['#N/A', 'spreadsheet error'],
  ])('%s is refused: %s', async (text, reason) => {
    const found = await read(csvCell(text), table({ key: 'id', x: 'date' }))
    expect(found.codes).toEqual(['CELL_INVALID'])
    expect(factsOf(found, 'CELL_INVALID')).toMatchObject({ expected: 'date', reason })
  })

  test('a date that may be another day is refused with its readings', async () => {
    const found = await read(csvCell('07/05/2026'), table({ key: 'id', x: 'date' }))
    expect(factsOf(found, 'CELL_AMBIGUOUS')).toMatchObject({ readings: '2026-07-05 / 2026-05-07' })
  })

  test.each<[string, string | undefined, string]>([
    ['26-03-01', '2026-03', '2026-03-01'],
    ['26-07-26', '2026-07', '2026-07-26'],
    ['26-03-01', undefined, 'CELL_AMBIGUOUS'],
    ['07-05-26', '2026-07', 'CELL_AMBIGUOUS'],
    ['25-07-26', '2026-07', 'CELL_AMBIGUOUS'],
    ['13-07-26', '2026-07', 'CELL_INVALID'],
    ['26-02-30', '2026-02', 'CELL_INVALID'],
  ])('a year of two digits: %s in %s is %s', async (text, period, value) => {
    expect(await cell(text, 'date', period === undefined ? {} : { period })).toBe(value)
  })
})
