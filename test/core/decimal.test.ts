// Exact decimals: how numbers are divided, settled, rounded and compared. Every figure here is worked out by hand.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  add,
  compare,
  decimal,
  divide,
  fixed,
  fromDouble,
  fullUnits,
  isReasonable,
  ONE,
  plain,
  type RoundingMode,
  round,
  settle,
  startedUnits,
  sumOf,
} from '../../src/core/decimal.ts'

const d = decimal

describe('division', () => {
  test('keeps 60 significant digits', () => {
    expect(divide(d(1), d(3)).toFixed()).toBe(`0.${'3'.repeat(60)}`)
    expect(divide(d(2), d(3)).toFixed()).toBe(`0.${'6'.repeat(59)}7`)
    expect(divide(d(200), d(3)).toFixed()).toBe(`66.${'6'.repeat(57)}7`)
    expect(divide(d('0.02'), d(3)).toFixed()).toBe(`0.00${'6'.repeat(59)}7`)
    expect(divide(d(-1), d(3)).toFixed()).toBe(`-0.${'3'.repeat(60)}`)
  })

  test('is exact where the quotient ends', () => {
    expect(divide(d('1234.56'), d(8)).toFixed()).toBe('154.32')
    expect(divide(d(1), d(1024)).toFixed()).toBe('0.0009765625')
  })
})

describe('sums and products', () => {
  test('are exact beyond any double', () => {
    expect(d('0.1').plus('0.2').toFixed()).toBe('0.3')
    // (10^30 + 1)² = 10^60 + 2 × 10^30 + 1
    const big = d(`1${'0'.repeat(29)}1`)
    expect(big.times(big).toFixed()).toBe(`1${'0'.repeat(29)}2${'0'.repeat(29)}1`)
    // 10^40 + 10^−40 keeps both ends
    expect(
      d(`1${'0'.repeat(40)}`)
        .plus(`0.${'0'.repeat(39)}1`)
        .toFixed(),
    ).toBe(`1${'0'.repeat(40)}.${'0'.repeat(39)}1`)
  })

  test('a fraction held in a double is refused as an input', () => {
    expect(() => d(0.1)).toThrow('not an exact number')
    expect(() => d(2 ** 53)).toThrow('not an exact number')
    expect(d(2 ** 53 - 1).toFixed()).toBe('9007199254740991')
  })

  test('a double of a spreadsheet is read by its 15 digits', () => {
    expect(fromDouble(0.1 + 0.2).toFixed()).toBe('0.3')
    expect(fromDouble(1234.56 * 3 - 2469.12).toFixed()).toBe('1234.56')
    expect(fromDouble(-2212.1400000000003).toFixed()).toBe('-2212.14')
  })
})

describe('adding up', () => {
  test('what is nothing changes nothing, on either side', () => {
    expect(add(d(0), d('12.34')).toFixed()).toBe('12.34')
    expect(add(d('12.34'), d('-0')).toFixed()).toBe('12.34')
    expect(add(d('0.10'), d('0.20')).toFixed()).toBe('0.3')
  })

  test('of none it is 0, and what is taken away again leaves 0', () => {
    expect(sumOf([]).toFixed()).toBe('0')
    expect(sumOf([d(0), d('12.34'), d(0), d('-12.34')]).toFixed()).toBe('0')
    // 0.10 + 0.20 − 0.05 = 0.25
    expect(sumOf([d('0.1'), d('0.2'), d('-0.05')]).toFixed()).toBe('0.25')
  })
})

describe('rounding', () => {
  test('drops what lies beyond 40 places first, so that a third of a fen times one and a half is half a fen', () => {
    // (0.01 ÷ 3) × 1.5 = 0.00333…33 × 1.5 = 0.00499…995, which is meant to be 0.005
    const half = divide(d('0.01'), d(3)).times('1.5')
    expect(half.lt('0.005')).toBe(true)
    expect(settle(half).toFixed()).toBe('0.005')
    expect(round(half, 2).toFixed()).toBe('0.01')
  })

  test('what lies within 40 places counts', () => {
    expect(round(d(`0.004${'9'.repeat(37)}`), 2).toFixed()).toBe('0')
    expect(round(d(`0.005${'0'.repeat(36)}1`), 2, 'half even').toFixed()).toBe('0.01')
    // 41 places: 0.004 and 38 nines is 0.005 less 10^−41, which settles to 0.005
    expect(round(d(`0.004${'9'.repeat(38)}`), 2).toFixed()).toBe('0.01')
  })

  test.each<[string, RoundingMode, string]>([
    ['10.075', 'half up', '10.08'],
    ['1.005', 'half up', '1.01'],
    ['1.0049999', 'half up', '1'],
    ['-0.005', 'half up', '-0.01'],
    ['-10.075', 'half up', '-10.08'],
    ['-0.0049', 'half up', '0'],
    ['0.125', 'half even', '0.12'],
    ['0.135', 'half even', '0.14'],
    ['-0.125', 'half even', '-0.12'],
    ['0.1251', 'half even', '0.13'],
    ['2.999', 'down', '2.99'],
    ['-2.999', 'down', '-2.99'],
    ['2.001', 'up', '2.01'],
    ['-2.001', 'up', '-2.01'],
    ['2', 'up', '2'],
  ])('%s rounded %s to the fen is %s', (from, mode, to) => {
    expect(plain(round(d(from), 2, mode))).toBe(to)
  })

  test('half away from zero is what a count of whole units says', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 0, max: 12 }),
        (n, places, to) => {
          // n ÷ 10^places, rounded by hand: add half a unit to the size, then drop what is left over.
          const unit = 10n ** BigInt(Math.max(places - to, 0))
          const size = n < 0n ? -n : n
          const units = ((size + unit / 2n) / unit) * (n < 0n ? -1n : 1n)
          const expected = d(units.toString()).times(d(10).pow(-Math.min(places, to)))
          const given = d(n.toString()).times(d(10).pow(-places))
          expect(round(given, to).toFixed()).toBe(expected.toFixed())
        },
      ),
    )
  })
})

describe('units', () => {
  test.each([
    ['3.9', '1', '3', '4'],
    ['3', '1', '3', '3'],
    ['0.01', '1', '0', '1'],
    ['0', '1', '0', '0'],
    ['-0.5', '1', '0', '0'],
    ['-3', '1', '0', '0'],
    // 98% − 95% is three full percentage points, and none begun beyond them
    ['0.03', '0.01', '3', '3'],
    ['0.0301', '0.01', '3', '4'],
    ['25', '10', '2', '3'],
  ])('%s holds of %s: %s full, %s started', (x, unit, full, started) => {
    expect(plain(fullUnits(d(x), d(unit)))).toBe(full)
    expect(plain(startedUnits(d(x), d(unit)))).toBe(started)
  })

  test('exact multiples built from quotients are exact multiples', () => {
    // 1 ÷ 3 × 3 is one unit: not 0.999… (no full unit) …
    const one = divide(ONE, d(3)).times(3)
    expect(plain(fullUnits(one, ONE))).toBe('1')
    // … and 2 ÷ 3 × 3, whose last digit was rounded up, begins no third unit.
    const two = divide(d(2), d(3)).times(3)
    expect(plain(startedUnits(two, ONE))).toBe('2')
    // 1 − 49 ÷ 50 is 2 points; 0.98 − 0.95 = 3 points from a rate of 19 ÷ 20
    expect(plain(fullUnits(d('0.98').minus(divide(d(19), d(20))), d('0.01')))).toBe('3')
    // 0.98 − 93 ÷ 98: 93 ÷ 98 = 0.948979… → 3.102… points
    expect(plain(fullUnits(d('0.98').minus(divide(d(93), d(98))), d('0.01')))).toBe('3')
    expect(plain(startedUnits(d('0.98').minus(divide(d(93), d(98))), d('0.01')))).toBe('4')
  })

  test('k units built as (k × n ÷ m) × (m ÷ n) are k', () => {
    const positive = fc.integer({ min: 1, max: 10_000 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), positive, positive, (k, n, m) => {
        const x = divide(d(k).times(n), d(m)).times(divide(d(m), d(n)))
        expect(plain(fullUnits(x, ONE))).toBe(`${k}`)
        expect(plain(startedUnits(x, ONE))).toBe(`${k}`)
      }),
    )
  })
})

describe('comparison', () => {
  test('a third times three is one', () => {
    expect(compare(divide(ONE, d(3)).times(3), ONE)).toBe(0)
  })

  test('what differs within 40 places differs', () => {
    const little = d(`0.${'0'.repeat(39)}1`)
    expect(compare(ONE.plus(little), ONE)).toBe(1)
    expect(compare(ONE.minus(little), ONE)).toBe(-1)
    expect(compare(ONE.plus(little.div(10)), ONE)).toBe(0)
  })
})

describe('texts', () => {
  test('plain figures have no exponent and no zeros at the end', () => {
    expect(plain(d('1200.500'))).toBe('1200.5')
    expect(plain(d('1e-20'))).toBe('0.00000000000000000001')
    expect(plain(d('1e30'))).toBe(`1${'0'.repeat(30)}`)
    expect(plain(d('-0'))).toBe('0')
  })

  test('fixed figures have exactly their places, and no minus before zero', () => {
    expect(fixed(d('1.005'), 2)).toBe('1.01')
    expect(fixed(d('5'), 2)).toBe('5.00')
    expect(fixed(d('-0.001'), 2)).toBe('0.00')
    expect(fixed(d('-0.5'), 0)).toBe('-1')
    // What has fewer places is filled up with zeros, what is large keeps its digits.
    expect(fixed(d('1.5'), 4)).toBe('1.5000')
    expect(fixed(d('-0'), 2)).toBe('0.00')
    expect(fixed(d('0'), 0)).toBe('0')
    expect(fixed(d('120'), 0)).toBe('120')
    expect(fixed(d('12345678901234567890.1'), 2)).toBe('12345678901234567890.10')
  })

  test('a figure of 10^40 and more is none that a shop can mean', () => {
    expect(isReasonable(d(`9${'9'.repeat(39)}`))).toBe(true)
    expect(isReasonable(d(`1${'0'.repeat(40)}`))).toBe(false)
    expect(isReasonable(d('Infinity'))).toBe(false)
  })
})
