// Shares of a pool to the fen: round each share down, then give the fen that are left to the largest fractions, the
// earlier member first where they are equal (POLICY.md, 工时提成). Hand cases, then laws on random pools.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocate } from '../../src/core/allocate.ts'
import { decimal, divide } from '../../src/core/decimal.ts'

const d = decimal
const shares = (total: number | bigint, weights: readonly string[], whole?: string): string[] | null => {
  const parts = weights.map(w => d(w))
  const found = whole === undefined ? allocate(BigInt(total), parts) : allocate(BigInt(total), parts, d(whole))
  return found?.map(String) ?? null
}

describe('by hand', () => {
  test('a fen that is left goes to the first of equals', () => {
    // 100.00 ÷ 3 = 33.33⅓ each: 99.99 in whole fen, one left
    expect(shares(10000, ['1', '1', '1'])).toEqual(['3334', '3333', '3333'])
    // 0.02 among three: no fen each, two left
    expect(shares(2, ['1', '1', '1'])).toEqual(['1', '1', '0'])
  })

  test('the largest fraction comes first, wherever it stands', () => {
    // 12075.26 by 1.2, 1 and 0.7 of 2.9: 4996.65931…, 4163.88275…, 2914.71793…; whole fen leave 2:
    // .931… and .793… take them before .275…
    expect(shares(1207526, ['1.2', '1', '0.7'])).toEqual(['499666', '416388', '291472'])
    // 1.00 by 1, 2 and 4 of 7: 14.28…, 28.57…, 57.14… fen; one left, to .57…
    expect(shares(100, ['1', '2', '4'])).toEqual(['14', '29', '57'])
  })

  test('weights built from quotients tie as the numbers that they mean', () => {
    // 333.339: weights 50, 30 and three times 20 ÷ 3
    const third = divide(d(20), d(3))
    // 100.01 × 20% ÷ 3 = 6.66733… each; 50% = 50.005, 30% = 30.003. Whole fen: 50.00 + 30.00 + 3 × 6.66 = 99.98;
    // three left: .733… three times over, before .5 and .3
    const found = allocate(10001n, [d(50), d(30), third, third, third])
    expect(found!.map(String)).toEqual(['5000', '3000', '667', '667', '667'])
    // 0.01 among three equal quotients: the first has it
    expect(allocate(1n, [third, third, third])!.map(String)).toEqual(['1', '0', '0'])
    // 1 ÷ 3 × 3 and 1 are equal weights
    const one = divide(d(1), d(3)).times(3)
    expect(allocate(1n, [one, d(1)])!.map(String)).toEqual(['1', '0'])
    expect(allocate(1n, [d(1), one])!.map(String)).toEqual(['1', '0'])
  })

  test('who has no weight has no share, even of what is left', () => {
    expect(shares(100, ['0', '1', '1', '1'])).toEqual(['0', '34', '33', '33'])
  })

  test('a pool of nothing gives nothing to each', () => {
    expect(shares(0, ['1', '2'])).toEqual(['0', '0'])
  })

  test('a negative pool is the mirror of the positive one', () => {
    expect(shares(-10000, ['1', '1', '1'])).toEqual(['-3334', '-3333', '-3333'])
  })

  test('weights that add up to nothing, or fall below it, are refused', () => {
    expect(shares(100, ['0', '0'])).toBe(null)
    expect(shares(100, [])).toBe(null)
    expect(shares(100, ['2', '-1'])).toBe(null)
  })

  test('what a vacant post would have is not paid', () => {
    // 3328.39 by 50, 30 and 20 of 100, the last one vacant: 1664.195, 998.517, 665.678; whole fen leave 2, which go
    // to the vacant .8 and to .7; .5 has none
    expect(shares(332839, ['50', '30'], '100')).toEqual(['166419', '99852'])
    // full: the same division with nobody missing
    expect(shares(332839, ['50', '30', '20'], '100')).toEqual(['166419', '99852', '66568'])
    // a fen between equals of which the last is vacant stays with the first
    expect(shares(1, ['1'], '2')).toEqual(['1'])
    // all posts vacant but in weight: nothing to pay
    expect(shares(100, ['0'], '1')).toEqual(['0'])
  })
})

// Weights like coefficients times attendance: up to four decimals, some of them 0.
const weightUnits = fc.oneof(fc.integer({ min: 0, max: 40_000 }), fc.constantFrom(0, 1, 10_000, 12_000))
const someWeights = fc.array(weightUnits, { minLength: 1, maxLength: 12 }).filter(w => w.some(x => x > 0))
const total = fc.oneof(fc.bigInt({ min: 0n, max: 10_000_000n }), fc.bigInt({ min: 0n, max: 10n ** 15n }))
const weights = (units: readonly number[]) => units.map(u => d(u).div(10_000))

describe('laws', () => {
  test('the shares add up to the pool, and each is within one fen of its exact part', () => {
    fc.assert(
      fc.property(total, someWeights, (pool, units) => {
        const found = allocate(pool, weights(units))!
        expect(found.reduce((a, b) => a + b, 0n)).toBe(pool)
        const sum = BigInt(units.reduce((a, b) => a + b, 0))
        found.forEach((share, i) => {
          // |share − pool × w ÷ sum| < 1, without dividing
          const off = share * sum - pool * BigInt(units[i]!)
          expect(off < sum && off > -sum).toBe(true)
        })
      }),
    )
  })

  test('the order of members matters only among equal fractions', () => {
    const shuffled = fc
      .tuple(total, someWeights)
      .chain(([pool, units]) =>
        fc.tuple(
          fc.constant(pool),
          fc.constant(units),
          fc.shuffledSubarray([...units.keys()], { minLength: units.length }),
        ),
      )
    fc.assert(
      fc.property(shuffled, ([pool, units, order]) => {
        const found = allocate(pool, weights(units))!
        const again = allocate(pool, weights(order.map(i => units[i]!)))!
        const sum = BigInt(units.reduce((a, b) => a + b, 0))
        const fractions = units.map(u => (pool * BigInt(u)) % sum)
        order.forEach((i, place) => {
          const alone = fractions.filter(f => f === fractions[i]).length === 1
          if (alone) expect(again[place]).toBe(found[i])
          else expect([0n, 1n, -1n]).toContain(again[place]! - found[i]!)
        })
      }),
    )
  })

  test('weights scaled by any constant give the same shares', () => {
    fc.assert(
      fc.property(total, someWeights, fc.integer({ min: 1, max: 9999 }), (pool, units, k) => {
        const found = allocate(pool, weights(units))
        expect(
          allocate(
            pool,
            weights(units).map(w => w.times(k)),
          ),
        ).toEqual(found)
        expect(
          allocate(
            pool,
            weights(units).map(w => divide(w, d(k))),
          ),
        ).toEqual(found)
      }),
    )
  })

  test('a negative pool mirrors the positive one', () => {
    fc.assert(
      fc.property(total, someWeights, (pool, units) => {
        const found = allocate(pool, weights(units))!
        expect(allocate(-pool, weights(units))).toEqual(found.map(x => -x))
      }),
    )
  })

  test('a heavier member never has less', () => {
    fc.assert(
      fc.property(total, someWeights, (pool, units) => {
        const found = allocate(pool, weights(units))!
        units.forEach((u, i) => {
          units.forEach((v, j) => {
            if (u > v) expect(found[i]! >= found[j]!).toBe(true)
          })
        })
      }),
    )
  })

  test('with a vacant part the others have what they would have beside a member of that weight', () => {
    fc.assert(
      fc.property(total, someWeights, fc.integer({ min: 1, max: 40_000 }), (pool, units, vacant) => {
        const whole = d(units.reduce((a, b) => a + b, vacant)).div(10_000)
        const beside = allocate(pool, weights([...units, vacant]))!
        expect(allocate(pool, weights(units), whole)).toEqual(beside.slice(0, -1))
      }),
    )
  })
})
