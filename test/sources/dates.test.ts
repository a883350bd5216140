// Every form of a date: read to exactly the right day, or refused with its reason.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isoDate } from '../../src/core/calendar.ts'
import { term } from '../../src/core/terms.ts'
import { isRefusal } from '../../src/sources/cells/cell.ts'
import { isTimed } from '../../src/sources/cells/clock.ts'
import { readDateText } from '../../src/sources/cells/date.ts'
import type { DateOrder } from '../../src/tables/spec.ts'
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
    ['2026年七月5日', '2026-07-05'],
    ['2026年十二月31日', '2026-12-31'],
    ['2026年十月1日', '2026-10-01'],
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
    // Day and month tell themselves apart, or the month has its name.
    ['25/12/2019', '2019-12-25'],
    ['12/25/2019', '2019-12-25'],
    ['25.12.2019', '2019-12-25'],
    ['7-25-2019', '2019-07-25'],
    ['07/07/2019', '2019-07-07'],
    ['7/25/2019 8:15 PM', '2019-07-25'],
    ['25/12/2019, 08:15', '2019-12-25'],
    ['05-Jul-2019', '2019-07-05'],
    ['05-JUL-19', '2019-07-05'],
    ['05Jul2019', '2019-07-05'],
    ['5 July 2019', '2019-07-05'],
    ['5th of July 2019', '2019-07-05'],
    ['5. July 2019', '2019-07-05'],
    ['July 5, 2019', '2019-07-05'],
    ['Jul. 5 2019 08:15:30', '2019-07-05'],
    ['Sept 5th, 2019', '2019-09-05'],
    ['2019-Jul-05', '2019-07-05'],
    ['2019 May 5', '2019-05-05'],
    ['Fri, 5 Jul 2019', '2019-07-05'],
    ['Friday, July 5, 2019 at 8:15 p.m.', '2019-07-05'],
    ['Fri 7/5/2019', '2019-07-05'],
    ['05/07/2019 (Fri)', '2019-07-05'],
    ['5/7/2019 周五', '2019-07-05'],
    ['2026年7月5日 星期日 08:30', '2026-07-05'],
    ['2026年7月5日星期日', '2026-07-05'],
    ['2026-07-05 (日)', '2026-07-05'],
    ['2026年7月5日8时', '2026-07-05'],
    ['2026\u20137\u20135', '2026-07-05'],
    ['2026 / 7 / 5', '2026-07-05'],
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
    ['31/06/2026', 'no such date'],
    ['13/13/2026', 'no such date'],
    ['31-Jun-2026', 'no such date'],
    ['2026-07-05 星期一', 'weekday'],
    ['Mon, 5 Jul 2019', 'weekday'],
    ['3/4/2019 (Fri)', 'weekday'],
    ['2026.1', 'no day'],
    ['Jul 2026', 'no day'],
    ['5-Jul', 'no year'],
    ['July 5', 'no year'],
    ['2026-07', 'no day'],
    ['2026年3月', 'no day'],
    ['202607', 'no day'],
    ['7月5日', 'no year'],
    ['七月', 'no year'],
    ['2026年十三月1日', 'not a date'],
    ['07-05', 'no year'],
    ['2026-07-31T20:00:00Z', 'time zone'],
    ['2026-07-31T20:00:00+00:00', 'time zone'],
    ['2026-07-05 24:00:00', 'not a date'],
    ['2026-7/5', 'not a date'],
    ['12345', 'not a date'],
    ['约2014年底', 'not a date'],
    ['1.5.2', 'not a date'],
    ['无', 'not a date'],
    ['#N/A', 'spreadsheet error'],
  ])('%s is refused: %s', async (text, reason) => {
    const found = await read(csvCell(text), table({ key: 'id', x: 'date' }))
    expect(found.codes).toEqual(['CELL_INVALID'])
    expect(factsOf(found, 'CELL_INVALID')).toMatchObject({ expected: term('date'), reason })
  })

  test('a date that may be another day is refused with its readings', async () => {
    const found = await read(csvCell('07/05/2026'), table({ key: 'id', x: 'date' }))
    expect(factsOf(found, 'CELL_AMBIGUOUS')).toMatchObject({ readings: ['2026-07-05', '2026-05-07'] })
  })

  // 2026-03 is read: a date of birth lies up to seventy years before it, no date more than three years after.
  test.each<[string, string]>([
    ['26-07-26', '2026-07-26'],
    ['85-06-30', '1985-06-30'],
    ['7/25/26', '2026-07-25'],
    ['26-03-01', 'CELL_AMBIGUOUS'],
    ['13-07-26', 'CELL_AMBIGUOUS'],
    ['26-02-30', 'CELL_INVALID'],
    ['26-07-23 星期四', '2026-07-23'],
    ['26-07-26 星期三', 'CELL_INVALID'],
  ])('a year of two digits: %s is %s', async (text, value) => {
    expect(await cell(text, 'date', { period: '2026-07' })).toBe(value)
  })

  const ofMonth = async (text: string, period: string): Promise<unknown> => {
    const found = await read(csvCell(text), table({ key: 'id', x: 'date' }, { month: 'x' }), { period })
    return found.rows[0]?.x ?? found.codes[0]
  }

  // Where the date says of which month the row is, one within three years is meant.
  test.each<[string, string, string]>([
    ['26-03-01', '2026-03', '2026-03-01'],
    ['07-05-26', '2026-07', 'CELL_AMBIGUOUS'],
    ['25-07-26', '2026-07', 'CELL_AMBIGUOUS'],
    ['2026-07', '2026-07', '2026-07-01'],
    ['2026年七月', '2026-07', '2026-07-01'],
    ['2026年7月份', '2026-07', '2026-07-01'],
    ['2026.07', '2026-07', '2026-07-01'],
    ['2026.10', '2026-10', '2026-10-01'],
    ['2026.9', '2026-09', '2026-09-01'],
    ['2026.1', '2026-01', 'CELL_AMBIGUOUS'],
    ['2026-1', '2026-01', '2026-01-01'],
    ['Jul 2026', '2026-07', '2026-07-01'],
    ['2026-July', '2026-07', '2026-07-01'],
    ['07/2026', '2026-07', '2026-07-01'],
    ['2026.13', '2026-01', 'CELL_INVALID'],
    ['7月', '2026-07', 'CELL_INVALID'],
    ['7', '2026-07', 'CELL_INVALID'],
  ])('of a month: %s in %s is %s', async (text, period, value) => {
    expect(await ofMonth(text, period)).toBe(value)
  })

  test('the readings of 2026.1 are January and October', async () => {
    const spec = table({ key: 'id', x: 'date' }, { month: 'x' })
    const found = await read(csvCell('2026.1'), spec, { period: '2026-01' })
    expect(factsOf(found, 'CELL_AMBIGUOUS')).toMatchObject({ readings: ['2026-01', '2026-10'], orders: [] })
  })

  // 2024-07-26 is a Friday as well; but no order other than ymd fits all three.
  test('the weekdays of a column tell its order together', async () => {
    const days = ['26-07-24 星期五', '26-07-23 星期四', '26-07-25 星期六']
    const rows = days.map(day => `A,${day}`).join('\n')
    const spec = table({ key: 'text', x: 'date' }, { month: 'x' })
    const found = await read(`key,x\n${rows}\n`, spec, { period: '2026-07' })
    expect(found.problems).toEqual([])
    expect(found.rows.map(row => row.x)).toEqual(['2026-07-24', '2026-07-23', '2026-07-25'])
  })

  test.each<[DateOrder, string, string]>([
    ['dmy', '03/04/2019', '2019-04-03'],
    ['mdy', '03/04/2019', '2019-03-04'],
    ['ymd', '03/04/2019', 'CELL_INVALID'],
    ['dmy', '12/25/2019', 'CELL_INVALID'],
    ['mdy', '25/12/2019', 'CELL_INVALID'],
    ['dmy', '26-07-25', '2025-07-26'],
    ['ymd', '26-07-25', '2026-07-25'],
    ['dmy', '03/04/2019 (Mon)', 'CELL_INVALID'],
    ['dmy', '03/04/2019 (Wed)', '2019-04-03'],
    ['dmy', '2026-07-05', '2026-07-05'],
    ['mdy', '5 July 2019', '2019-07-05'],
    ['dmy', '46220', '2026-07-17'],
  ])('a scheme says %s: %s is %s', async (dates, text, value) => {
    expect(await cell(text, { type: 'date', dates }, { period: '2026-07' })).toBe(value)
  })

  // 5 January, 3 April and 25 December, of a system that puts the day first, opened with an American spreadsheet: the first two
  // became 1 May and 4 March, the third stayed a text.
  test.each<[string, readonly string[], readonly string[]]>([
    ['exchanged', ['2019-05-01', '2019-03-04', '25/12/2019'], ['DATES_MIXED']],
    ['spelled otherwise', ['2019/5/1', '2019-03-04', '25/12/2019'], ['DATES_MIXED']],
    ['one lies after the 12th', ['2019-05-01', '2019-03-14', '25/12/2019'], []],
    ['all texts', ['13/05/2019', '14/03/2019', '25/12/2019'], []],
    ['names of months', ['2019-05-01', '5 July 2019', 'July 25, 2019'], []],
  ])('texts beside dates, %s', async (_, days, codes) => {
    const found = await read(
      `key,x\n${days
        .map(day => `A,${day}`)
        .join('\n')
        .replace('July 25, 2019', '"July 25, 2019"')}\n`,
      table({ key: 'text', x: 'date' }),
    )
    expect(found.codes).toEqual(codes)
  })

  test('a text that either order could read shows that no spreadsheet has exchanged anything', async () => {
    const spec = table({ key: 'text', x: { type: 'date', dates: 'dmy' } })
    expect((await read('key,x\nA,2019-05-01\nA,25/12/2019\nA,03/04/2019\n', spec)).codes).toEqual([])
    expect((await read('key,x\nA,2019-05-01\nA,25/12/2019\n', spec)).codes).toEqual(['DATES_MIXED'])
  })

  const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

  test('every day is read back from every spelling that has one meaning, and from no other as another day', () => {
    const days = fc.integer({ min: -20_000, max: 40_000 })
    fc.assert(
      fc.property(days, day => {
        const [y, m, d] = isoDate(day).split('-') as [string, string, string]
        const name = MONTHS[Number(m) - 1]!
        const sure = [
          `${y}/${m}/${d}`,
          `${d}-${name}-${y}`,
          `${name} ${Number(d)}, ${y}`,
          `${y}年${m}月${d}日`,
          `${y}${m}${d}`,
        ]
        for (const text of sure) expect(readDateText(text, {})).toMatchObject({ day, time: undefined })
        for (const [order, text] of [
          ['dmy', `${d}/${m}/${y}`],
          ['mdy', `${m}/${d}/${y}`],
        ] as const) {
          expect(readDateText(text, { order })).toMatchObject({ day, time: undefined })
          const alone = readDateText(text, {})
          if ('readings' in alone) expect(alone.readings).toContain(isoDate(day))
          else expect(alone).toMatchObject({ day, time: undefined })
        }
      }),
    )
  })

  test.each<[string, boolean]>([
    ['2026-07-05 00:00:00', false],
    ['2026-07-05 12:00 AM', false],
    ['2026-07-05 12:00 PM', true],
    ['2026/7/5 8:30', true],
    ['20260705000000', false],
    ['20260705083000', true],
    ['46220', false],
    ['46220.75', true],
    ['2026年7月5日 下午3:20', true],
  ])('%s has a time of day: %s', (text, timed) => {
    const found = readDateText(text, {})
    expect(!isRefusal(found) && isTimed(found.time)).toBe(timed)
  })
})
