// Running figures by key, held against sums of exact decimals: whatever the sizes and decimals of the figures.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compare, type Decimal, decimal, divide, ZERO } from '../../src/core/decimal.ts'
import { Counts, DistinctCounts, Extremes, Sums } from '../../src/tables/accumulators.ts'
import {
  type BatchColumn,
  BLANK,
  clearBatch,
  figureAt,
  fromScaled,
  newBatch,
  setFigure,
} from '../../src/tables/batch.ts'

// Amounts of every kind: fen, huge ones, ones at the edge of exact doubles, and ones with many decimals.
const figure = fc
  .oneof(
    fc.tuple(fc.bigInt({ min: -(10n ** 10n), max: 10n ** 10n }), fc.constant(2)),
    fc.tuple(fc.bigInt({ min: -(2n ** 53n) - 2n, max: 2n ** 53n + 2n }), fc.constantFrom(0, 2, 4)),
    fc.tuple(fc.bigInt({ min: 2n ** 52n - 3n, max: 2n ** 52n + 3n }), fc.constant(4)),
    fc.tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.integer({ min: 0, max: 30 })),
  )
  .map(([n, places]) => decimal(n.toString()).times(decimal(10).pow(-places)))
const key = fc.constantFrom(0, 1, 2, 40)
const cell = fc.option(figure, { freq: 8 })

/** Figures as a column of a batch holds them. */
function columnOf(cells: readonly (Decimal | null)[]): BatchColumn {
  const [column] = newBatch(1, Math.max(cells.length, 1)).columns
  cells.forEach((value, i) => {
    if (value) setFigure(column!, i, value)
    else column!.values[i] = BLANK
  })
  return column!
}

describe('figures of a batch', () => {
  test('come out as they went in', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1 }), cells => {
        const column = columnOf(cells)
        cells.forEach((value, i) => {
          expect(figureAt(column, i)?.toFixed() ?? null).toBe(value?.toFixed() ?? null)
        })
      }),
    )
  })

  test('ten-thousandths of either sign are decimals', () => {
    expect(fromScaled(5).toFixed()).toBe('0.0005')
    expect(fromScaled(-5).toFixed()).toBe('-0.0005')
    expect(fromScaled(1234567).toFixed()).toBe('123.4567')
    expect(fromScaled(-(2 ** 53 - 1)).toFixed()).toBe('-900719925474.0991')
  })

  test('a cleared batch holds nothing of before', () => {
    const batch = newBatch(1, 2)
    setFigure(batch.columns[0]!, 0, decimal('0.00001'))
    batch.size = 1
    clearBatch(batch)
    expect(batch.size).toBe(0)
    expect(batch.columns[0]!.odd.size).toBe(0)
  })
})

describe('sums, counts and averages', () => {
  test('are those of exact decimals, key by key', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(key, cell)), rows => {
        const column = columnOf(rows.map(([, value]) => value))
        const sums = new Sums()
        rows.forEach(([k], i) => {
          sums.add(k, column.values[i]!, () => column.odd.get(i)!)
        })
        for (const k of [0, 1, 2, 3, 40, 999]) {
          const own = rows.flatMap(([of, value]) => (of === k && value ? [value] : []))
          const sum = own.reduce((a, b) => a.plus(b), ZERO)
          expect(sums.sum(k).toFixed()).toBe(sum.toFixed())
          expect(sums.count(k)).toBe(own.length)
          const average = own.length === 0 ? null : divide(sum, decimal(own.length)).toFixed()
          expect(sums.average(k)?.toFixed() ?? null).toBe(average)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('a million fen are exactly ten thousand yuan', () => {
    const sums = new Sums()
    for (let i = 0; i < 1_000_000; i++) sums.add(0, 100, () => ZERO)
    expect(sums.sum(0).toFixed()).toBe('10000')
  })

  test('a sum that leaves the range of exact doubles and comes back loses nothing', () => {
    const sums = new Sums()
    const large = 2 ** 52 - 1
    for (const scaled of [large, large, 1, large, -large, -large, -large]) sums.add(3, scaled, () => ZERO)
    expect(sums.sum(3).toFixed()).toBe('0.0001')
  })
})

describe('counts', () => {
  test('of different codes are the sizes of sets', () => {
    const code = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constantFrom(1023, 1024, 5000))
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.oneof(code, fc.constant(-1)))), rows => {
        const counts = new DistinctCounts()
        for (const [k, c] of rows) counts.add(k, c)
        for (const k of [0, 1, 2, 40, 7]) {
          expect(counts.count(k)).toBe(new Set(rows.filter(([of, c]) => of === k && c >= 0).map(([, c]) => c)).size)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('of rows are their numbers', () => {
    const counts = new Counts()
    for (const k of [5, 5, 100, 5]) counts.add(k)
    expect([counts.count(5), counts.count(100), counts.count(0), counts.count(10_000)]).toEqual([3, 1, 0, 0])
  })
})

describe('extremes', () => {
  test('are the smallest and the largest of exact decimals', () => {
    fc.assert(
      fc.property(fc.array(figure, { minLength: 1 }), figures => {
        const smallest = new Extremes('min')
        const largest = new Extremes('max')
        const column = columnOf(figures)
        for (const [i, f] of figures.entries()) {
          smallest.add(1, column.values[i]!, () => f)
          largest.add(1, column.values[i]!, () => f)
        }
        expect(figures.every(f => compare(smallest.get(1)!, f) <= 0 && compare(largest.get(1)!, f) >= 0)).toBe(true)
        expect(figures.some(f => compare(smallest.get(1)!, f) === 0)).toBe(true)
        expect(figures.some(f => compare(largest.get(1)!, f) === 0)).toBe(true)
      }),
    )
  })

  test('of nothing are nothing', () => {
    expect(new Extremes('max').get(0)).toBe(null)
  })
})
