// Places as texts, and the names of spreadsheet columns.

import { expect, test } from 'vitest'
import { columnLetters, placeText } from '../../src/core/place.ts'

test.each([
  [{ file: 'scheme.yaml', line: 12, column: 5 }, 'scheme.yaml:12:5'],
  [{ file: 'orders.csv', line: 7 }, 'orders.csv:7'],
  [{ file: 'parts.xlsx', sheet: '出库', cell: 'G12' }, 'parts.xlsx!出库!G12'],
  [{ file: 'parts.xlsx', sheet: '出库' }, 'parts.xlsx!出库'],
  [{ file: 'scheme.yaml' }, 'scheme.yaml'],
])('%j reads %s', (place, text) => {
  expect(placeText(place)).toBe(text)
})

test.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [51, 'AZ'],
  [52, 'BA'],
  [701, 'ZZ'],
  [702, 'AAA'],
])('column %i is %s', (index, letters) => {
  expect(columnLetters(index)).toBe(letters)
})
