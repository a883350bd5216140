// A row divided among people: whole weights, exact parts, and parts that together are the figure.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compare, type Decimal, decimal, ZERO } from '../../src/core/decimal.ts'
import { fromScaled } from '../../src/tables/batch.ts'
import { divideRow, partOf, partOfScaled, partText } from '../../src/tables/division.ts'
import { RowList } from '../../src/tables/row-list.ts'

const textsOf = (people: number[], weights: string[]): string[] | undefined =>
  divideRow(people, weights.map(decimal), '')?.parts.map(part => `${part.person}: ${partText(part)}`)

describe('weights', () => {
  test.each<[string[], string[]]>([
    [
      ['1', '1'],
      ['0: 1/2', '1: 1/2'],
    ],
    [
      ['0.6', '0.4'],
      ['0: 3/5', '1: 2/5'],
    ],
    [
      ['2.5', '1.5'],
      ['0: 5/8', '1: 3/8'],
    ],
    [
      ['1', '1', '1'],
      ['0: 1/3', '1: 1/3', '2: 1/3'],
    ],
    [
      ['0.05', '100'],
      ['0: 1/2001', '1: 2000/2001'],
    ],
  ])('%j', (weights, expected) => {
    expect(textsOf([0, 1, 2].slice(0, weights.length), weights)).toEqual(expected)
  })

  test('whoever is named twice has both', () => {
    expect(textsOf([4, 7, 4], ['1', '2', '1'])).toEqual(['4: 1/2', '7: 1/2'])
    expect(textsOf([4, 4], ['0.3', '0.7'])).toEqual(['4: 1/1'])
  })

  test('too many digits are refused', () => {
    expect(textsOf([0, 1], ['1.0000000000000001', '1'])).toBe(undefined)
    expect(textsOf([0, 1], ['9007199254740991', '1'])).toBe(undefined)
  })
})

test('the parts of any figure are the figure, in ten-thousandths or not', () => {
  const weights = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 2, maxLength: 6 })
  const scaled = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -1_000_000, max: 1_000_000 }))
  fc.assert(
    fc.property(weights, scaled, (numbers, amount) => {
      const people = numbers.map((_, i) => i)
      const { parts } = divideRow(
        people,
        numbers.map(n => decimal(n).div(100)),
        '',
      )!
      const figure = fromScaled(amount)
      const exact = parts.map(part => partOf(figure, part))
      expect(
        compare(
          exact.reduce((a, b) => a.plus(b), ZERO),
          figure,
        ),
      ).toBe(0)
      parts.forEach((part, i) => {
        const fast = partOfScaled(amount, part)
        if (fast !== undefined) expect(compare(fromScaled(fast), exact[i] as Decimal)).toBe(0)
      })
    }),
  )
})

test('halves of fen stay whole ten-thousandths, thirds do not', () => {
  expect(partOfScaled(10_001_00, { person: 0, weight: 1, whole: 2 })).toBe(500_050)
  expect(partOfScaled(100_0000, { person: 0, weight: 1, whole: 3 })).toBe(undefined)
})

test('a list of rows knows which part of which', () => {
  const list = new RowList()
  list.add(3)
  list.add(4, { person: 0, weight: 1, whole: 2 })
  list.add(5, { person: 0, weight: 1, whole: 2 })
  list.add(9, { person: 0, weight: 3, whole: 8 })
  expect(list.text()).toBe('3-5,9')
  expect([...list.shares()].map(([part, rows]) => [part, rows.text()])).toEqual([
    ['1/2', '4-5'],
    ['3/8', '9'],
  ])
})
