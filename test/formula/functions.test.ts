// The plain functions, each by hand, and what conditions, lists and dates are worth.

import { describe, expect, test } from 'vitest'
import { count, date, list, moment, money, number, result, type Things, text, typeOf, yesNo } from '../support/lab.ts'

const THINGS: Things = {
  m: money('100.125'),
  m2: money('-40'),
  zero: money('0'),
  n: number('2.5'),
  c: count(3),
  d: date('2026-07-05'),
  d2: date('2026-09-04'),
  at: moment('2026-07-03 09:15'),
  at2: moment('2026-07-04 10:45:30'),
  midnight: moment('2026-07-06 00:00'),
  t: text('备件'),
  l: list('服务经理、内训师'),
  one: list('内训师'),
  y: yesNo(true),
  f: yesNo(false),
}

describe('values', () => {
  test.each([
    ['min(m, m2, 0)', '-40'],
    ['max(m2, 0)', '0'],
    ['min(1, 0.5, 2)', '0.5'],
    ['max(d, d2)', '2026-09-04'],
    ['min(d, d2)', '2026-07-05'],
    // 1 ÷ 3 × 3 is not less than 1
    ['min(1, 1 ÷ 3 × 3) = 1', 'yes'],
    ['sum(m, m2, 8元)', '68.125'],
    ['average(1, 2, 6)', '3'],
    ['average(c, c, c + 1) = 10 ÷ 3', 'yes'],
    ['round(m)', '100.13'],
    ['round(m2 − 0.005元)', '-40.01'],
    ['round(n, 0)', '3'],
    ['round(−n, 0)', '-3'],
    ['round(m, 1)', '100.1'],
    ['round down(m, 2)', '100.12'],
    ['round down(−m, 2)', '-100.12'],
    ['round up(100.121, 2)', '100.13'],
    ['round up(n, 0)', '3'],
    ['round up(−0.1, 0)', '-1'],
    ['absolute(m2)', '40'],
    ['absolute(n)', '2.5'],
    // 98% − 94.5% = 3.5 points: 3 full, 4 started
    ['full units(98% − 94.5%, 1%)', '3'],
    ['started units(98% − 94.5%, 1%)', '4'],
    ['full units(3 × (1 ÷ 3), 1)', '1'],
    ['started units(3 × (1 ÷ 3), 1)', '1'],
    ['started units(94% − 98%, 1%)', '0'],
    ['full units(m, 10元)', '10'],
    ['started units(c, 2)', '2'],
    // 2026-07-05 to 2026-09-04 lacks a day of two months
    ['months between(d, d2)', '1'],
    ['months between(d2, d)', '-1'],
    ['d2 − d', '61'],
    ['days between(d, d2)', '61'],
    // From 09:15 to 10:45:30 of the next day: 25 hours, 30 minutes and 30 seconds
    ['minutes between(at, at2)', '1530.5'],
    ['hours between(at, at2) = 25 + 30.5 ÷ 60', 'yes'],
    ['days between(at, at2) = 1530.5 ÷ 60 ÷ 24', 'yes'],
    ['minutes between(at2, at)', '-1530.5'],
    ['hours between(at, at2) ≤ 25.50833', 'no'],
    ['at < at2 and at ≤ at and at ≠ at2', 'yes'],
    ['max(at, at2)', '2026-07-04 10:45:30'],
    ['min(at, at2)', '2026-07-03 09:15'],
    ['date of(at2)', '2026-07-04'],
    ['date of(midnight)', '2026-07-06'],
    ['date of(at) ≤ end of period', 'yes'],
    // 2026-07-03 is a Friday, 2026-07-05 a Sunday, 2026-07-06 a Monday
    ['weekday(at)', '5'],
    ['weekday(d)', '7'],
    ['weekday(midnight)', '1'],
    // The weeks of the lab end on Sundays
    ['week(at)', '2026-07-05'],
    ['week(d)', '2026-07-05'],
    ['week(midnight)', '2026-07-12'],
    // 1969-12-31, whose Sunday was 1970-01-04
    ['week(d − 20640)', '1970-01-04'],
    ['week(d) < week(d2)', 'yes'],
    ['month(at)', '2026-07-01'],
    ['month(d)', '2026-07-01'],
    ['month(month(d) − 1)', '2026-06-01'],
    ['months between(month(d), month(months after(d, 7)))', '7'],
    // 1969-12-31
    ['weekday(d − 20640)', '3'],
    ['d + 27', '2026-08-01'],
    ['d − 5', '2026-06-30'],
    ['end of period − start of period', '30'],
    ['how many(y, f, c > 2, t = "备件")', '3'],
    ['how many(f)', '0'],
    ['all given(c, t, d)', 'yes'],
  ])('%s is %s', (formula, value) => {
    expect(result(formula, THINGS)).toBe(value)
  })

  // language.md lists the function; it can't be called: the reserved word “is” in its name is a syntax fault.
  test.each([
    // 0.03 ÷ 0.034 of the target, and 1 where nothing at all went wrong
    ['less the better(0.034, 0.03) = 0.03 ÷ 0.034', 'yes'],
    ['less the better(0, 0.03)', '1'],
    ['less the better(50元, 100元)', '2'],
    ['less the better(m, n)', 'ARGUMENTS_WRONG'],
  ])('%s is %s', (formula, value) => {
    expect(result(formula, THINGS)).toBe(value)
  })
})

describe('conditions, texts and lists', () => {
  test.each([
    ['t = “备件”', 'yes'],
    ['t in ("附件", "备件")', 'yes'],
    ['t not in ("附件", "备件")', 'no'],
    ['n in (2, 2.50)', 'yes'],
    ['l has "服务经理" and l has "内训师"', 'yes'],
    ['one has "服务经理"', 'no'],
    ['l has "服务"', 'no'],
    ['y and not f', 'yes'],
    ['f or f', 'no'],
    ['if y then "好" else “差”', '好'],
    ['if d < d2 then m else m2', '100.125'],
    ['m ≥ m and m ≤ m', 'yes'],
    ['m ≠ m', 'no'],
  ])('%s is %s', (formula, value) => {
    expect(result(formula, THINGS)).toBe(value)
  })

  test('the branch that is not taken may divide by zero', () => {
    expect(result('if zero = 0 then 0 else m ÷ zero', THINGS)).toBe('0')
    expect(result('zero ≠ 0 and m ÷ zero > 1', THINGS)).toBe('no')
    expect(result('zero = 0 or m ÷ zero > 1', THINGS)).toBe('yes')
    expect(result('m ÷ zero', THINGS)).toBe('DIVISION_BY_ZERO')
    expect(result('full units(m, zero)', THINGS)).toBe('DIVISION_BY_ZERO')
    expect(result('started units(m, 0)', THINGS)).toBe('DIVISION_BY_ZERO')
  })
})

describe('arguments', () => {
  test.each([
    ['min(m)', 'ARGUMENTS_WRONG'],
    ['min(m, n)', 'ARGUMENTS_WRONG'],
    ['max(d, 1)', 'ARGUMENTS_WRONG'],
    ['max(t, t)', 'ARGUMENTS_WRONG'],
    ['round(n)', 'ARGUMENTS_WRONG'],
    ['round(t, 1)', 'ARGUMENTS_WRONG'],
    ['round(m, c)', 'ARGUMENTS_WRONG'],
    ['round(m, −1)', 'ARGUMENTS_WRONG'],
    ['round(m, 0.5)', 'ARGUMENTS_WRONG'],
    ['round(m, 11)', 'ARGUMENTS_WRONG'],
    ['full units(m, 1)', 'ARGUMENTS_WRONG'],
    ['full units(n)', 'ARGUMENTS_WRONG'],
    ['months between(d, 1)', 'ARGUMENTS_WRONG'],
    ['months between(at, at2)', 'ARGUMENTS_WRONG'],
    // Of two days nobody knows the hours.
    ['hours between(d, d2)', 'ARGUMENTS_WRONG'],
    ['minutes between(d, at)', 'ARGUMENTS_WRONG'],
    ['days between(d, at)', 'ARGUMENTS_WRONG'],
    ['hours between(at)', 'ARGUMENTS_WRONG'],
    ['weekday(3)', 'ARGUMENTS_WRONG'],
    ['week(3)', 'ARGUMENTS_WRONG'],
    ['month(3)', 'ARGUMENTS_WRONG'],
    ['month(d, 7)', 'ARGUMENTS_WRONG'],
    ['week(d, 7)', 'ARGUMENTS_WRONG'],
    ['date of(d)', 'ARGUMENTS_WRONG'],
    ['max(at, d)', 'ARGUMENTS_WRONG'],
    ['at2 − at', 'KINDS_MIXED'],
    ['at + 1', 'KINDS_MIXED'],
    ['at × 2', 'KINDS_MIXED'],
    ['at ≤ d', 'KINDS_MIXED'],
    ['if y then at else d', 'KINDS_MIXED'],
    ['−at', 'TYPE_WRONG'],
    ['how many(c)', 'ARGUMENTS_WRONG'],
    ['absolute(y)', 'ARGUMENTS_WRONG'],
    ['absolute(m, m)', 'ARGUMENTS_WRONG'],
    ['share(m)', 'ARGUMENTS_WRONG'],
    ['only(m)', 'ARGUMENTS_WRONG'],
    ['rund(m)', 'FUNCTION_UNKNOWN'],
  ])('%s: %s', (formula, code) => {
    expect(typeOf(formula, THINGS)).toBe(code)
  })

  // No function of the language is called so.
  test.each(['constructor(m)', 'toString(m)', '__proto__(m)', 'valueOf(m)'])('%s is no function', formula => {
    expect(typeOf(formula, THINGS)).toBe('FUNCTION_UNKNOWN')
  })

  test('rounding needs a number of places but for money, which goes to the fen', () => {
    expect(typeOf('round(m)', THINGS)).toBe('money')
    expect(typeOf('round(n, 2)', THINGS)).toBe('number')
  })
})

describe('what equals 0 is 0', () => {
  // 1 ÷ 3 × 3 − 1 is −10⁻⁶⁰: nothing, once it is compared
  const nothing = '(n ÷ 3 × 3 − n)'

  test.each([
    `1 ÷ ${nothing}`,
    `m ÷ ${nothing}`,
    `full units(1, ${nothing})`,
    `started units(1, ${nothing})`,
    `n ÷ −${nothing}`,
  ])('%s is a division by zero', formula => {
    expect(result(formula, { ...THINGS, n: number('1') })).toBe('DIVISION_BY_ZERO')
  })

  test('less the better is 1 where nothing was to be had', () => {
    expect(result(`less the better(${nothing}, 2)`, { n: number('1') })).toBe('1')
  })

  test('what is small is not 0', () => {
    expect(result('1 ÷ a', { a: number('0.0000000000000000000000000000000000000001') })).toBe(`1${'0'.repeat(40)}`)
  })
})

describe('a date and days', () => {
  test('a third of a day three times is a day', () => {
    expect(result('d + 1 ÷ 3 × 3', THINGS)).toBe('2026-07-06')
  })

  test.each(['d + n', 'd − 0.5', 'd + 0.5 + 0.5', 'd + 99999', 'd − 99999', 'd + 10000000000 × 10000000000'])(
    '%s is no day',
    formula => {
      expect(result(formula, THINGS)).toBe('NO_SUCH_DAY')
    },
  )
})

describe('figures that run away', () => {
  test('a figure of 10^40 stops the value that reads it', () => {
    const large = number('99999999999999999999')
    expect(result('a × a', { a: large })).toBe('9999999999999999999800000000000000000001')
    expect(result('a × a × a + 1', { a: large })).toBe('NUMBER_RUNAWAY')
  })
})
