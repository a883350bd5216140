// Round bins: what is put into them is in them, once, and their edges are round.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compare, type Decimal, decimal } from '../../src/core/decimal.ts'
import { type Bin, binsOf } from '../../src/reports/report/bins.ts'

const shown = (bins: readonly Bin[]): string[] =>
  bins.map(b => `${b.from?.toFixed() ?? '…'} to ${b.to?.toFixed() ?? '…'}: ${b.count}`)

describe('by hand', () => {
  test('0.01 to 9.99 go into ten bins of one', () => {
    expect(shown(binsOf(['0.01', '0.99', '1', '9.99'].map(decimal)))).toEqual([
      ...['0 to 1: 2', '1 to 2: 1'],
      ...['2 to 3: 0', '3 to 4: 0', '4 to 5: 0', '5 to 6: 0', '6 to 7: 0', '7 to 8: 0', '8 to 9: 0', '9 to 10: 1'],
    ])
  })

  test('a width of 30 takes steps of 5; negative figures go below zero', () => {
    expect(shown(binsOf([-7, 0, 23].map(n => decimal(n))))).toEqual([
      ...['-10 to -5: 1', '-5 to 0: 0', '0 to 5: 1', '5 to 10: 0', '10 to 15: 0', '15 to 20: 0', '20 to 25: 1'],
    ])
  })

  test('one figure has one bin around it', () => {
    expect(shown(binsOf([decimal('136.09')]))).toEqual(['120 to 140: 1'])
    expect(shown(binsOf([decimal(0)]))).toEqual(['0 to 1: 1'])
    expect(binsOf([])).toEqual([])
  })

  test('one figure of many that lies far out is in an open bin', () => {
    const many = [...Array(39).keys()].map(n => decimal(n + 1))
    const bins = shown(binsOf([...many, decimal(1_000_000)]))
    // 5% of 40 are 2 at either end: bins are chosen for 3 to 39
    expect(bins[0]).toBe('0 to 5: 4')
    expect(bins.at(-1)).toBe('40 to …: 1')
  })
})

test('every figure is in exactly one bin, bins join, and there are few of them', () => {
  const figure = fc.integer({ min: -5_000_000, max: 5_000_000 }).map(n => decimal(n).times(decimal('0.01')))
  const inside = (x: Decimal, { from, to }: Bin): boolean =>
    (!from || compare(x, from) >= 0) && (!to || compare(x, to) < 0)
  fc.assert(
    fc.property(fc.array(figure, { minLength: 1, maxLength: 60 }), values => {
      const bins = binsOf(values)
      expect(bins.length).toBeLessThanOrEqual(13)
      for (const bin of bins) expect(values.filter(x => inside(x, bin)).length).toBe(bin.count)
      expect(bins.reduce((sum, b) => sum + b.count, 0)).toBe(values.length)
      for (const [i, bin] of bins.slice(1).entries()) expect(bin.from!.eq(bins[i]!.to!)).toBe(true)
    }),
  )
})
