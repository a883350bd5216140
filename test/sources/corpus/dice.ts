// Chance for the generated corpus. Takes a number, gives the same choices for it every time: fast-check draws and shrinks
// the numbers, and a case of 200 choices costs it one draw.

import fc from 'fast-check'

export interface Dice {
  /** 0 to `below` − 1. */
  int(below: number): number
  between(low: number, high: number): number
  pick<T>(list: readonly T[]): T
  /** True once in so many. */
  once(inSoMany: number): boolean
  shuffle<T>(list: readonly T[]): T[]
}

export function dice(seed: number): Dice {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let x = Math.imul(state ^ (state >>> 15), state | 1)
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61)
    return ((x ^ (x >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (below: number): number => Math.floor(next() * below)
  return {
    int,
    between: (low, high) => low + int(high - low + 1),
    pick: list => list[int(list.length)]!,
    once: inSoMany => int(inSoMany) === 0,
    shuffle(list) {
      const mixed = [...list]
      for (let i = mixed.length - 1; i > 0; i--) {
        const j = int(i + 1)
        ;[mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!]
      }
      return mixed
    },
  }
}

/** `CORPUS_TIMES=30` runs thirty times as many cases, `CORPUS_SEED` other ones. */
const TIMES = Number(process.env.CORPUS_TIMES ?? 1)
const SEED = Number(process.env.CORPUS_SEED ?? 20_260_701)

/** Runs cases of a number of rows that a failure makes smaller. */
export async function cases(runs: number, most: number, one: (d: Dice, rows: number) => Promise<void>): Promise<void> {
  const seeds = fc.noShrink(fc.integer())
  await fc.assert(
    fc.asyncProperty(seeds, fc.integer({ min: 1, max: most }), (seed, rows) => one(dice(seed), rows)),
    { numRuns: Math.round(runs * TIMES), seed: SEED },
  )
}

export const LIMIT: number = 60_000 * Math.max(1, TIMES)
