// Weeks end on the weekday that the scheme says: every day of two weeks, for every weekday and both languages.

import { describe, expect, test } from 'vitest'
import { isoDate, parseIsoDate, WEEKDAYS, weekdayOf, weekEnd } from '../../src/core/calendar.ts'
import { codes, work } from '../support/schemes.ts'

describe('weeks', () => {
  test('a week is the seven days up to the weekday that it ends on', () => {
    // 2026-07-05 is a Sunday, 2026-07-03 a Friday
    const days = [...Array(14).keys()].map(i => parseIsoDate('2026-07-01')! + i)
    const ends = (weekday: string) =>
      days.map(day =>
        isoDate(weekEnd(day, WEEKDAYS.get(weekday)!))
          .slice(8)
          .replace(/^0/, ''),
      )
    expect(ends('Sunday').join(' ')).toBe('5 5 5 5 5 12 12 12 12 12 12 12 19 19')
    expect(ends('星期五').join(' ')).toBe('3 3 3 10 10 10 10 10 10 10 17 17 17 17')
    for (const [name, weekday] of WEEKDAYS)
      for (const day of days) {
        const end = weekEnd(day, weekday)
        expect([name, weekdayOf(end), end >= day && end < day + 7]).toEqual([name, weekday, true])
      }
  })

  test.each([
    ['', '2026-02-01'],
    ['weeks end on: 周六\n', '2026-01-31'],
    ['weeks end on: Thursday\n', '2026-02-05'],
    ['weeks end on: 星期天\n', '2026-02-01'],
  ])('%j: the last of January, a Saturday, lies in the week to %s', (key, end) => {
    const { people } = work(`${key}scores:\n  last: week(end of period)\n`, [{ position: 'advisor', team: 'A' }])
    expect(people['1']!.scores.last).toBe(end)
  })

  test.each(['sunday', 'Sun', '7', '星期八'])('weeks end on: %s is no weekday', word => {
    expect(codes(`weeks end on: ${word}\nscores:\n  last: week(end of period)\n`)).toEqual(['SHAPE_WRONG'])
  })
})
