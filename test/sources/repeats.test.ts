// Prints of rows: the same for rows with the same cells, and hardly ever for others; the flat array that keeps them tells
// exactly what a map tells.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Prints } from '../../src/sources/bind/file-tally.ts'
import { printOf, rowText } from '../../src/sources/bind/repeats.ts'

const cells = fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { maxLength: 8 })

describe('prints', () => {
  test('rows with the same texts have the same print, trailing empty cells or not', () => {
    fc.assert(
      fc.property(cells, fc.nat(4), (row, empty) => {
        const longer = [...row, ...Array(empty).fill('')]
        expect(printOf(longer)).toBe(printOf(row))
        expect(rowText(longer)).toBe(rowText(row))
        expect(Number.isSafeInteger(printOf(row))).toBe(true)
      }),
    )
  })

  test('a cell moved, cut in two or joined with its neighbour gives another row', () => {
    const rows = [
      ['ab', 'c'],
      ['a', 'bc'],
      ['abc'],
      ['', 'ab', 'c'],
      ['ab', '', 'c'],
      ['c', 'ab'],
      ['ab,c'],
      ['ab', 'c', '0'],
    ]
    expect(new Set(rows.map(printOf)).size).toBe(rows.length)
    expect(new Set(rows.map(rowText)).size).toBe(rows.length)
  })

  test('a hundred thousand rows that differ in one figure have prints of their own', () => {
    const found = new Set<number>()
    for (let i = 0; i < 100_000; i++) found.add(printOf([`WX${2607000000 + i}`, '2026-07-05', `${i % 7}`, '100.00']))
    expect(found.size).toBe(100_000)
  })

  test('the array of prints tells what was added, and what more than once', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.maxSafeNat().map(n => n % 2 ** 52),
          { maxLength: 3000 },
        ),
        fc.nat(50),
        (prints, few) => {
          const flat = new Prints()
          const times = new Map<number, number>()
          for (const print of [...prints, ...prints.slice(0, few), 0, 0]) {
            if (!times.has(print)) expect(flat.has(print)).toBe(false)
            flat.add(print)
            times.set(print, (times.get(print) ?? 0) + 1)
          }
          expect([...times.keys()].every(print => flat.has(print))).toBe(true)
          expect([...flat.repeated()].sort()).toEqual([...times].flatMap(([p, n]) => (n > 1 ? [p] : [])).sort())
        },
      ),
      { numRuns: 15 },
    )
  })
})
