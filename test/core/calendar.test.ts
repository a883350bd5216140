// Periods and dates: over year ends, in leap years, and what is none.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  dayOf,
  isoDate,
  month,
  monthsBetween,
  parseIsoDate,
  parsePeriod,
  typedPeriod,
} from '../../src/core/calendar.ts'

const day = (text: string): number => parseIsoDate(text)!

describe('dates', () => {
  test('days count from 1970-01-01', () => {
    expect(day('1970-01-01')).toBe(0)
    expect(day('1969-12-31')).toBe(-1)
    // 30 years, 7 of them leap years (72 … 96): 30 × 365 + 7
    expect(day('2000-01-01')).toBe(10957)
  })

  test.each(['2024-02-29', '2000-02-29', '2026-02-28', '2026-12-31'])('%s is a date', text => {
    expect(isoDate(day(text))).toBe(text)
  })

  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-13-01',
    '2026-7-05',
    '1899-12-31',
    '2201-01-01',
    '',
  ])('“%s” is none', text => {
    expect(parseIsoDate(text)).toBe(null)
  })

  test('every day has one text', () => {
    fc.assert(
      fc.property(fc.integer({ min: day('1900-01-01'), max: day('2200-12-31') }), n => {
        expect(day(isoDate(n))).toBe(n)
      }),
    )
    expect(dayOf(2026, 7, 5)).toBe(day('2026-07-05'))
  })
})

describe('periods', () => {
  test.each([
    ['2026-07', 'month', '2026-07-01', '2026-07-31'],
    ['2024-02', 'month', '2024-02-01', '2024-02-29'],
    ['2026-02', 'month', '2026-02-01', '2026-02-28'],
    ['2026-12', 'month', '2026-12-01', '2026-12-31'],
    ['2026-Q1', 'quarter', '2026-01-01', '2026-03-31'],
    ['2026-Q3', 'quarter', '2026-07-01', '2026-09-30'],
    ['2026-Q4', 'quarter', '2026-10-01', '2026-12-31'],
    ['2026', 'year', '2026-01-01', '2026-12-31'],
  ])('%s is a %s from %s to %s', (name, kind, start, end) => {
    const period = parsePeriod(name)!
    expect([period.name, period.kind, isoDate(period.start), isoDate(period.end)]).toEqual([name, kind, start, end])
  })

  test.each([
    '2026-00',
    '2026-13',
    '2026-7',
    '2026-Q0',
    '2026-Q5',
    '26-07',
    '2026-07-32',
    '2026-07-05-3w',
    '2026-07-H3',
    '2026-H0',
    '1899',
    '2201-01',
    'last',
    '',
  ])('“%s” is no period', text => {
    expect(parsePeriod(text)).toBe(null)
  })

  test.each([
    ['last', '2026-08-15', '2026-07'],
    ['this', '2026-08-15', '2026-08'],
    ['last', '2026-01-01', '2025-12'],
    ['last', '2026-03-31', '2026-02'],
    ['last', '2026-12-31', '2026-11'],
    ['this', '2026-12-31', '2026-12'],
    ['2026-07', '2026-01-01', '2026-07'],
  ])('%s on %s is %s', (text, today, name) => {
    expect(typedPeriod(text, day(today), month(2026, 1))?.name).toBe(name)
  })

  test('a month is due where only months are: no quarter, no year', () => {
    expect(typedPeriod('2026-Q3', 0, month(2026, 1))).toBe(null)
    expect(typedPeriod('2026', 0, month(2026, 1))).toBe(null)
  })

  test('months past December run into the next year', () => {
    expect(month(2026, 13).name).toBe('2027-01')
    expect(month(2026, 0).name).toBe('2025-12')
  })
})

describe('whole months between two dates', () => {
  test.each([
    ['2026-01-31', '2026-02-28', 0],
    ['2026-01-31', '2026-03-31', 2],
    ['2026-01-15', '2026-02-14', 0],
    ['2026-01-15', '2026-02-15', 1],
    ['2024-02-29', '2025-02-28', 11],
    ['2024-02-29', '2025-03-01', 12],
    ['2025-12-31', '2026-01-01', 0],
    ['2020-07-01', '2026-07-31', 72],
    ['2026-07-05', '2026-07-05', 0],
  ])('from %s to %s are %i', (from, to, months) => {
    expect(monthsBetween(day(from), day(to))).toBe(months)
    // The other way round it is as many, negative.
    expect(monthsBetween(day(to), day(from)) + months).toBe(0)
  })
})
