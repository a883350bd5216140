// Dates, moments and times of day in formulas: how they are written, what is never a calculation, and what can be made of them.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOf, isoDate, LAST_DAY, monthsAfter, monthsBetween } from '../../src/core/calendar.ts'
import { POINTS, writtenPoint } from '../../src/core/points.ts'
import { parseFormula } from '../../src/formula/parser.ts'
import { check, date, moment, number, result, type Things, text, time, typeOf } from '../support/lab.ts'

const THINGS: Things = {
  joined: date('2026-01-31'),
  day: date('2026-07-01'),
  at: moment('2026-07-03 22:30'),
  on: time('08:30'),
  off: time('17:15'),
  late: time('06:00'),
  note: text('x'),
  n: number('0.5'),
}

function fault(formula: string): unknown {
  const parsed = parseFormula(formula, 'CNY')
  return 'fault' in parsed ? [parsed.fault.expected, parsed.fault.found] : 'no fault'
}

describe('written points in time', () => {
  test.each([
    ['2026-07-01', '2026-07-01'],
    ['2026-7-1', '2026-07-01'],
    ['2026/7/1', '2026-07-01'],
    ['2026年7月1日', '2026-07-01'],
    ['２０２６－０７－０１', '2026-07-01'],
    ['2026–07–01', '2026-07-01'],
    ['2026-07-01 08:30', '2026-07-01 08:30'],
    ['2026年7月1日 8:30:15', '2026-07-01 08:30:15'],
    ['8:30', '08:30'],
    ['08：30', '08:30'],
    ['23:59:59', '23:59:59'],
    ['day = 2026-07-01', 'yes'],
    ['day+1 > 2026-07-01', 'yes'],
    ['day in (2026-06-30, 2026-07-01)', 'yes'],
    ['at ≥ 2026-07-03 22:30 and at < 2026-07-03 22:31', 'yes'],
    ['on ≤ 08:30 and off > 17:00', 'yes'],
    ['max(on, 09:00)', '09:00'],
    ['2026-12-31 − 2026-01-01', '364'],
    ['2024-02-29 + 366', '2025-03-01'],
    // Calculations stay calculations.
    ['2026 − 7 − 1', '2018'],
    ['2000 / 12 / 5 = 2000 ÷ 60', 'yes'],
    ['30-10-5', '15'],
    ['2026-n', '2025.5'],
  ])('%s is %s', (formula, value) => {
    expect(result(formula, THINGS)).toBe(value)
  })

  test.each([
    ['2026-02-30', '2026-02-30'],
    ['2026-13-01', '2026-13-01'],
    ['day ≥ 2026-07', '2026-07'],
    ['on > 24:00', '24:00'],
    ['on > 8:60', '8:60'],
    ['2026-07-01 25:00', '2026-07-01 25:00'],
  ])('%s is no point in time', (formula, found) => {
    expect(fault(formula)).toEqual(['date or time', found])
  })

  test('a name may begin with a date', () => {
    expect(result('2026年7月1日产值 × 2', { '2026年7月1日产值': number('3') })).toBe('6')
    expect(result('5S × 2', { '5S': number('3') })).toBe('6')
  })

  test('every day and second is read as it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: LAST_DAY }), fc.integer({ min: 0, max: 86_399 }), (day, second) => {
        for (const [kind, value] of [
          ['date', day],
          ['time', second],
          ['moment', day * 86_400 + second],
        ] as const) {
          const written = POINTS[kind].text(value)
          expect(writtenPoint(written)).toEqual({ kind, value, length: written.length })
          expect(POINTS[kind].parse(written)).toBe(value)
        }
      }),
    )
  })

  test('whatever stands there, it is a point of its own length or none', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9:年月日\-/ T]{0,24}$/), of => {
        const found = writtenPoint(of)
        if (found) expect(found.length).toBeLessThanOrEqual(of.length)
      }),
    )
  })

  test.each([
    ['day ≥ "2026-07-01"', { due: 'date', plain: '2026-07-01' }],
    ['"08:30" < on', { due: 'time', plain: '08:30' }],
    ['at > "2026-07-03 22:30"', { due: 'moment', plain: '2026-07-03 22:30' }],
    ['day in ("2026-07-01")', { due: 'date', plain: '2026-07-01' }],
    ['day = "七月"', { due: 'date', plain: undefined }],
    ['on = "2026-07-01"', { due: 'time', plain: undefined }],
  ])('%s: without quotation marks', (formula, quoted) => {
    expect(check(formula, THINGS).problems[0]).toMatchObject({ code: 'KINDS_MIXED', facts: { quoted } })
  })

  test.each(['day = on', 'at = on', 'on = 8', 'on + 1', 'on − off', 'on + day', 'at + 08:30', '−on', 'on × 2'])(
    '%s means nothing',
    formula => {
      expect(typeOf(formula, THINGS)).toMatch(/^(MONEY_MIXED|KINDS_MIXED|TYPE_WRONG)$/)
    },
  )
})

describe('what is made of them', () => {
  test.each([
    // 22:30 on the 3rd to 06:00 on the 4th: 7.5 hours
    ['hours between(at, date of(at) + 1 + late)', '7.5'],
    ['day + on', '2026-07-01 08:30'],
    ['time of(at)', '22:30'],
    ['time of(1969-12-31 23:59:59)', '23:59:59'],
    // 8:30 to 17:15 are 8 h 45 min
    ['hours between(on, off)', '8.75'],
    ['minutes between(on, off)', '525'],
    ['minutes between(on, on)', '0'],
    ['hours between(off, on)', 'TIME_BACKWARDS'],
    // From 17:15 until 08:30 of the next day: 24 − 8.75
    ['if on < off then 24 − hours between(on, off) else hours between(off, on)', '15.25'],
    // A month after the last of January is the last of February.
    ['months after(joined, 1)', '2026-02-28'],
    ['months after(joined, 6)', '2026-07-31'],
    ['months after(joined, −11)', '2025-02-28'],
    ['months after(2024-02-29, 12)', '2025-02-28'],
    ['months after(joined, 3) − 1', '2026-04-29'],
    ['months after(joined, n)', 'NO_SUCH_DAY'],
    ['months after(joined, n + 0.5)', '2026-02-28'],
    ['months after(joined, 9999999)', 'NO_SUCH_DAY'],
    ['date(2026, 7, 1) = day', 'yes'],
    ['date(2026, 2, 30)', 'NO_SUCH_DATE'],
    ['date(2026, 7 + n, 1)', 'NO_SUCH_DATE'],
    ['years between(2016-07-02, day)', '9'],
    ['years between(2016-07-01, day)', '10'],
    ['years between(day, 2016-07-02)', '-9'],
    ['years between(2024-02-29, 2025-02-28)', '0'],
  ])('%s is %s', (formula, value) => {
    expect(result(formula, THINGS)).toBe(value)
  })

  test.each([
    'hours between(day, at)',
    'hours between(on, at)',
    'days between(on, off)',
    'weekday(on)',
    'date of(on)',
    'time of(day)',
    'time of(on)',
    'months after(at, 1)',
    'months after(joined)',
    'years between(at, at)',
  ])('%s can’t be', formula => {
    expect(typeOf(formula, THINGS)).toBe('ARGUMENTS_WRONG')
  })

  test('so many months later, the months between are as many, or one less where the month was too short', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 0, max: 600 }), (day, months) => {
        const then = monthsAfter(day, months)
        const short = isoDate(then).slice(8) !== isoDate(day).slice(8)
        expect(monthsBetween(day, then)).toBe(months - (short ? 1 : 0))
        if (short) expect(isoDate(then + 1).slice(8)).toBe('01')
        expect(isoDate(monthsAfter(dayOf(2026, 1, 1)!, months)).slice(8)).toBe('01')
      }),
    )
  })
})
