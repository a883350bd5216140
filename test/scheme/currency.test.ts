// Tests of the currency of a scheme: any ISO code with two decimals, with its own signs in formulas.

import { expect, test } from 'vitest'
import { currencyOf } from '../../src/core/currency.ts'
import { loadScheme } from '../../src/scheme/load.ts'

function problems(currency: string, amount: string): string[] {
  const text = `scheme: bonus
from: 2026-01
currency: ${currency}
people:
  file: roster*
  columns: { code: id, name: name, role: position }
  paid: code is not blank
pay:
  - for: everyone
    lines:
      meal: ${amount}
`
  const found = loadScheme(text, 'scheme.yaml', undefined).problems
  return found.filter(p => p.severity === 'error').map(p => `${p.code} ${p.at?.line}`)
}

test.each([
  ['INR', '₹300'],
  ['INR', 'INR 300'],
  ['INR', '300 INR'],
  ['USD', '$300'],
  ['USD', 'US$300'],
  ['HKD', 'HK$300'],
  ['TWD', 'NT$300'],
  ['THB', '฿300'],
  ['CHF', 'CHF 300'],
  ['CNY', '300元'],
  ['CNY', '￥300'],
])('%s: %s', (currency, amount) => {
  expect(problems(currency, amount)).toEqual([])
})

test.each([
  ['JPY', '¥300'],
  ['KWD', 'KWD 300'],
  ['XYZ', '¥300'],
])('%s is refused at its line', (currency, amount) => {
  expect(problems(currency, amount)).toEqual(['SHAPE_WRONG 3'])
})

test('a sign of another currency is no money', () => {
  expect(problems('INR', '$300')).toEqual(['FORMULA_SYNTAX 11'])
})

test('decimals and groups are those of the currency', () => {
  expect(['JPY', 'KWD', 'INR'].map(code => currencyOf(code)?.places)).toEqual([0, 3, 2])
  expect(['INR', 'USD'].map(code => currencyOf(code)?.lakhs)).toEqual([true, false])
  expect(currencyOf('RMB')).toBeUndefined()
})

test.each([
  ['money', '$0', '$0 to $5000', []],
  ['money', '0', 'from US$3', ['SHAPE_WRONG 5']],
  ['number', '$0', '0 to 5000', ['SHAPE_WRONG 5']],
])('columns of %s: blank %s, range %s', (type, blank, range, expected) => {
  const text = `scheme: bonus
from: 2026-01
currency: USD
people:
  columns: { code: id, name: name, role: position, rate: { type: ${type}, blank: ${blank}, range: ${range} } }
  file: roster*
  paid: code is not blank
pay: [{ for: everyone, lines: { meal: rate × 1 } }]
`
  const found = loadScheme(text, 'scheme.yaml', undefined).problems
  expect(found.filter(p => p.code === 'SHAPE_WRONG').map(p => `${p.code} ${p.at?.line}`)).toEqual(expected)
})
