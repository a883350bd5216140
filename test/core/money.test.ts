// Amounts as texts and as fen.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decimal, divide } from '../../src/core/decimal.ts'
import { amountForPeople, amountText, fen, fromFen, isWholeFen, toFen } from '../../src/core/money.ts'

describe('amounts as texts', () => {
  test.each([
    ['0', '0.00', '0.00'],
    ['-0.004', '0.00', '-0.004'],
    ['-0.005', '-0.01', '-0.005'],
    ['12.5', '12.50', '12.50'],
    ['999', '999.00', '999.00'],
    ['1000', '1000.00', '1,000.00'],
    ['-1234567.891', '-1234567.89', '-1,234,567.891'],
    ['12345678901234567890.12', '12345678901234567890.12', '12,345,678,901,234,567,890.12'],
  ])('%s is %s in JSON and %s for people', (amount, json, people) => {
    expect(amountText(decimal(amount))).toBe(json)
    expect(amountForPeople(decimal(amount))).toBe(people)
  })
})

describe('fen', () => {
  test('every whole number of fen goes there and back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), n => {
        expect(fen(fromFen(n))).toBe(n)
        expect(isWholeFen(fromFen(n))).toBe(true)
      }),
    )
  })

  test('an amount with a part below the fen is not whole', () => {
    expect(isWholeFen(decimal('0.01'))).toBe(true)
    expect(isWholeFen(decimal('0.001'))).toBe(false)
    expect(isWholeFen(divide(decimal(1), decimal(3)))).toBe(false)
    // 1 ÷ 3 × 3 is 1 and nothing else
    expect(isWholeFen(divide(decimal(1), decimal(3)).times(3))).toBe(true)
  })

  test('half a fen goes away from zero', () => {
    expect(toFen(decimal('2.675')).toFixed()).toBe('2.68')
    expect(toFen(decimal('-2.675')).toFixed()).toBe('-2.68')
  })
})
