// What formulas may combine and what they refuse: a table of the combinations, and where each refusal points.

import { describe, expect, test } from 'vitest'
import { problemDocument } from '../../src/reports/documents.ts'
import {
  AT,
  blank,
  check,
  count,
  date,
  list,
  money,
  number,
  result,
  type Things,
  text,
  typeOf,
  yesNo,
} from '../support/lab.ts'

const THINGS: Things = {
  m: money('100'),
  m2: money('40'),
  n: number('2'),
  c: count(3),
  d: date('2026-07-05'),
  d2: date('2026-07-31'),
  t: text('备件'),
  choice: text('A', ['A', 'B']),
  other: text('C', ['C', 'D']),
  y: yesNo(true),
  l: list('x、y', ['x', 'y', 'z']),
  personal: { ...number('5'), home: 'person' },
}

describe('arithmetic', () => {
  test.each([
    ['m + m2', 'money'],
    ['m − m2', 'money'],
    ['m + 0', 'money'],
    ['0 − m', 'money'],
    ['m × n', 'money'],
    ['n × m', 'money'],
    ['c × m', 'money'],
    ['m ÷ n', 'money'],
    ['m ÷ m2', 'number'],
    ['0 ÷ m', 'number'],
    ['m × 0.5%', 'money'],
    ['5元 × c', 'money'],
    ['n + c', 'number'],
    ['c + c', 'count'],
    ['c − c', 'count'],
    ['c × c', 'count'],
    ['c ÷ c', 'number'],
    ['n ÷ n', 'number'],
    ['−m', 'money'],
    ['−c', 'count'],
    ['d2 − d', 'count'],
    ['d + c', 'date'],
    ['d + 3', 'date'],
    ['d − 3', 'date'],
    ['0 + 0', 'number'],
    ['m × m2', 'MONEY_TIMES_MONEY'],
    ['m × 8元', 'MONEY_TIMES_MONEY'],
    ['m + n', 'MONEY_MIXED'],
    ['m + 8', 'MONEY_MIXED'],
    ['c − m', 'MONEY_MIXED'],
    ['n ÷ m', 'MONEY_MIXED'],
    ['1 ÷ m', 'MONEY_MIXED'],
    ['d + d2', 'KINDS_MIXED'],
    ['3 − d', 'KINDS_MIXED'],
    ['3 + d', 'KINDS_MIXED'],
    ['d × 2', 'KINDS_MIXED'],
    ['d + m', 'MONEY_MIXED'],
    ['m + t', 'TYPE_WRONG'],
    ['y × 2', 'TYPE_WRONG'],
    ['l + 1', 'TYPE_WRONG'],
    ['−t', 'TYPE_WRONG'],
    ['−d', 'TYPE_WRONG'],
    ['−y', 'TYPE_WRONG'],
  ])('%s is %s', (formula, type) => {
    expect(typeOf(formula, THINGS)).toBe(type)
  })
})

describe('comparison', () => {
  test.each([
    ['m > m2', 'yes/no'],
    ['m > 0', 'yes/no'],
    ['m = 8元', 'yes/no'],
    ['n ≤ c', 'yes/no'],
    ['d ≤ d2', 'yes/no'],
    ['t = "备件"', 'yes/no'],
    ['t ≠ choice', 'yes/no'],
    ['y = yes', 'yes/no'],
    ['choice = "B"', 'yes/no'],
    ['m > n', 'MONEY_MIXED'],
    ['m > 5', 'MONEY_MIXED'],
    ['m = "备件"', 'MONEY_MIXED'],
    ['n = "2"', 'KINDS_MIXED'],
    ['d > 5', 'KINDS_MIXED'],
    ['t = 5', 'KINDS_MIXED'],
    ['y = 1', 'KINDS_MIXED'],
    ['l = "x"', 'KINDS_MIXED'],
    ['t > "备件"', 'TYPE_WRONG'],
    ['y < yes', 'TYPE_WRONG'],
    ['choice = "C"', 'TEXT_UNKNOWN'],
    ['"E" = choice', 'TEXT_UNKNOWN'],
    ['choice ≠ "a"', 'TEXT_UNKNOWN'],
    ['choice in ("A", "B")', 'yes/no'],
    ['choice not in ("A")', 'yes/no'],
    ['choice in ("A", "X")', 'TEXT_UNKNOWN'],
    ['n in (1, 2, 3)', 'yes/no'],
    ['m in (1元, 2)', 'MONEY_MIXED'],
    ['t in ("a", 5)', 'KINDS_MIXED'],
    ['l has "x"', 'yes/no'],
    ['l has "w"', 'TEXT_UNKNOWN'],
    ['t has "x"', 'TYPE_WRONG'],
    ['m is blank', 'yes/no'],
    ['t is not blank', 'yes/no'],
  ])('%s is %s', (formula, type) => {
    expect(typeOf(formula, THINGS)).toBe(type)
  })
})

describe('conditions', () => {
  test.each([
    ['y and m > m2', 'yes/no'],
    ['not y', 'yes/no'],
    ['if y then m else m2', 'money'],
    ['if y then m else 0', 'money'],
    ['if y then 0 else m', 'money'],
    ['if y then n else c', 'number'],
    ['if y then choice else "C"', 'text'],
    ['m and y', 'TYPE_WRONG'],
    ['y or 1', 'TYPE_WRONG'],
    ['not m', 'TYPE_WRONG'],
    ['if m then 1 else 2', 'TYPE_WRONG'],
    ['if y then m else n', 'MONEY_MIXED'],
    ['if y then m else 8', 'MONEY_MIXED'],
    ['if y then "A" else 1', 'KINDS_MIXED'],
    ['if y then d else 0', 'KINDS_MIXED'],
  ])('%s is %s', (formula, type) => {
    expect(typeOf(formula, THINGS)).toBe(type)
  })

  test('the texts of two branches are known together', () => {
    expect(typeOf('(if y then choice else other) = "D"', THINGS)).toBe('yes/no')
    expect(typeOf('(if y then choice else other) = "E"', THINGS)).toBe('TEXT_UNKNOWN')
  })
})

describe('one mistake is one problem', () => {
  test.each([
    ['missing + m', 'NAME_UNKNOWN'],
    ['min(missing, m) × 5 > m and y', 'NAME_UNKNOWN'],
    ['(m × m2) + n', 'MONEY_TIMES_MONEY'],
    ['if missing then m else 0', 'NAME_UNKNOWN'],
    ['fnord(m) + m', 'FUNCTION_UNKNOWN'],
  ])('%s: %s', (formula, code) => {
    expect(check(formula, THINGS).problems.map(p => p.code)).toEqual([code])
  })

  test('yes or no is no text: it is a condition', () => {
    const [problem] = check('y = "是"', THINGS).problems
    expect(problem).toMatchObject({ code: 'KINDS_MIXED' })
    expect(problemDocument(problem!, 'zh').hint).toContain('`y`')
    expect(problemDocument(problem!, 'en').hint).toContain('`y`')
  })

  test('two mistakes are two problems', () => {
    expect(check('m × m2 + missing × d', THINGS).problems.map(p => p.code)).toEqual([
      'MONEY_TIMES_MONEY',
      'NAME_UNKNOWN',
    ])
  })
})

describe('places', () => {
  test('money times money points at the product, and at both sides', () => {
    const [problem] = check('1 + (m × 个人) ', { ...THINGS, 个人: money('1') }).problems
    // 1-based columns: the bracket opens at 5, m stands at 6, 个人 at 10
    expect(problem).toMatchObject({
      code: 'MONEY_TIMES_MONEY',
      at: { ...AT, column: 5 },
      facts: { left: 'm', right: '个人' },
      related: [
        { at: { ...AT, column: 6 }, note: 'm: money' },
        { at: { ...AT, column: 10 }, note: '个人: money' },
      ],
    })
  })

  test('a comparison of money with text points at both sides', () => {
    const [problem] = check('y and m = t', THINGS).problems
    expect(problem).toMatchObject({
      at: { ...AT, column: 7 },
      facts: { left: 'm', right: 't', leftType: 'money', rightType: 'text' },
      related: [
        { at: { ...AT, column: 7 }, note: 'm: money' },
        { at: { ...AT, column: 11 }, note: 't: text' },
      ],
    })
  })

  test('an unknown name points at itself and names the nearest', () => {
    const [problem] = check('m + 个人产直', { ...THINGS, 个人产值: money('1') }).problems
    expect(problem).toMatchObject({
      code: 'NAME_UNKNOWN',
      at: { ...AT, column: 5 },
      facts: { name: '个人产直', nearest: '个人产值', alone: false },
    })
  })

  test('a name that is all of the formula may be a text whose quotation marks YAML took off', () => {
    const [problem] = check('优').problems
    expect(problem).toMatchObject({ code: 'NAME_UNKNOWN', facts: { name: '优', alone: true } })
    expect(problemDocument(problem!, 'zh').hint).toContain('请写 “优”')
    expect(problemDocument(problem!, 'en').hint).toContain('write “优”')
  })
})

describe('blank values', () => {
  const things: Things = { ...THINGS, none: blank(money('1')), noDay: blank(date('2026-07-01')) }

  test.each([
    ['none is blank', 'yes'],
    ['none is not blank', 'no'],
    ['m is blank', 'no'],
    ['if none is blank then 0 else none', '0'],
    ['none + m', 'VALUE_BLANK'],
    ['none > 0', 'VALUE_BLANK'],
    ['max(none, m)', 'VALUE_BLANK'],
    ['all given(m, d, none)', 'no'],
    ['all given(m, d)', 'yes'],
    ['how many(all given(m), all given(none), not all given(noDay, m))', '2'],
    ['noDay ≥ d', 'VALUE_BLANK'],
    ['noDay is blank or noDay ≥ d', 'yes'],
    ['noDay is not blank and noDay ≥ d', 'no'],
  ])('%s is %s', (formula, value) => {
    expect(result(formula, things)).toBe(value)
  })
})
