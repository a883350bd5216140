// The running figure of one measure while rows go by. Takes a measure and the rows being looked at; gives what adds a row
// under a key (a person, a group, or 0 for the shop), and its value by key at the end.

import { decimal } from '../core/decimal.ts'
import { does } from '../formula/aggregates.ts'
import type { Bound, Measure, RowAggregate, Value } from '../formula/bound.ts'
import { isFigureKind, isTimeKind } from '../formula/kinds.ts'
import { broughtBy, compileCode, compileFigure, type Rows } from '../formula/rows.ts'
import type { World } from '../formula/world.ts'
import { Counts, DistinctCounts, Extremes, Sums } from '../tables/accumulators.ts'
import { fromScaled, ODD } from '../tables/batch.ts'
import { type Part, partOf, partOfScaled } from '../tables/division.ts'
import { Interner } from '../tables/interner.ts'

export interface Running {
  readonly measure: Measure
  /** True where figures are added up: then what a row adds becomes somebody's. */
  readonly sums: boolean
  readonly add: (key: number, i: number) => void
  /** Adds one person's part of a row; missing where everyone who shares the row has all of it. */
  readonly addPart?: (part: Part, i: number) => void
  readonly value: (key: number) => Value
  readonly found: (key: number) => number
  /** Where it must be one row and there are several: the first of them, by their numbers. */
  readonly fits?: (key: number) => readonly number[]
}

/** Prepares a measure; its formulas are compiled for the rows. `added` is told of rows whose figure had to be worked out. */
export function run(measure: Measure, rows: Rows, world: World, added: Added = () => {}): Running {
  const { aggregate, of } = measure
  return { measure, sums: does(aggregate, 'adds', 'averages'), ...RUN[aggregate]({ of, rows, world, added }) }
}

type Added = (key: number, i: number) => void
type Adding = Omit<Running, 'measure' | 'sums'>

interface Run {
  readonly of: Bound | undefined
  readonly rows: Rows
  readonly world: World
  readonly added: Added
}

const RUN: Readonly<Record<RowAggregate, (run: Run) => Adding>> = {
  sum: run => {
    const { sums, ...adding } = summing(run)
    return { ...adding, value: key => sums.sum(key) }
  },
  average: run => {
    const { sums, add, found } = summing(run)
    return { add, found, value: key => sums.average(key) }
  },
  min: run => extreme('min', run),
  max: run => extreme('max', run),
  count: () => {
    const counts = new Counts()
    const found = (key: number): number => counts.count(key)
    return { add: key => counts.add(key), value: key => decimal(found(key)), found }
  },
  'count distinct': ({ of, rows, world }) => {
    const counts = new DistinctCounts()
    const interner = new Interner()
    const code = compileCode(of!, rows, world, text => interner.code(text))
    return {
      add: (key, i) => counts.add(key, code(i)),
      value: key => decimal(counts.count(key)),
      found: () => 1,
    }
  },
  only: ({ of, rows, world }) => {
    // Rows that all name the same person or text say one thing; the same amount twice may be two.
    const mayAgree = !isFigureKind(of!.type.kind)
    const values = new Map<number, Value>()
    const firsts = new Map<number, number>()
    const more = new Map<number, { rows: number[]; agree: boolean }>()
    const counts = new Counts()
    const add = (key: number, i: number): void => {
      counts.add(key)
      const value = broughtBy(of!, i, rows, world)
      const row = rows.batch.rows[i]!
      const first = firsts.get(key)
      if (first === undefined) firsts.set(key, row)
      else {
        const others = more.get(key) ?? { rows: [first], agree: true }
        if (others.rows.length < MOST_FITS) others.rows.push(row)
        if (value === undefined || values.get(key) !== value) others.agree = false
        more.set(key, others)
      }
      if (value !== undefined) values.set(key, value)
    }
    return {
      add,
      value: key => values.get(key) ?? null,
      found: key => (mayAgree && more.get(key)?.agree ? 1 : counts.count(key)),
      fits: key => more.get(key)?.rows ?? [],
    }
  },
}

/** So many rows of several that fit are told. */
const MOST_FITS = 3

function summing({
  of,
  rows,
  world,
  added,
}: Run): Required<Pick<Adding, 'add' | 'addPart' | 'found'>> & { readonly sums: Sums } {
  const sums = new Sums()
  const { scaled, exact } = compileFigure(of!, rows, world)
  const add = (key: number, i: number): void => {
    const value = scaled(i)
    if (Number.isFinite(value)) sums.add(key, value, nothing)
    else if (!Number.isNaN(value)) {
      const odd = exact(i)
      if (!odd) return
      sums.add(key, value, () => odd)
      if (!odd.isZero()) added(key, i)
    }
  }
  const addPart = (part: Part, i: number): void => {
    const value = scaled(i)
    if (Number.isNaN(value)) return
    const own = value === ODD ? undefined : partOfScaled(value, part)
    if (own !== undefined) {
      sums.add(part.person, own, nothing)
      return
    }
    const whole = value === ODD ? exact(i) : fromScaled(value)
    if (!whole) return
    sums.add(part.person, ODD, () => partOf(whole, part))
    if (!whole.isZero()) added(part.person, i)
  }
  return { sums, add, addPart, found: key => sums.count(key) }
}

function extreme(which: 'min' | 'max', { of, rows, world }: Run): Adding {
  const extremes = new Extremes(which)
  const { scaled, exact } = compileFigure(of!, rows, world)
  const time = isTimeKind(of!.type.kind)
  const add = (key: number, i: number): void => {
    const value = time ? ODD : scaled(i)
    const odd = value === ODD ? exact(i) : null
    if (odd) extremes.add(key, ODD, () => odd)
    else if (value !== ODD) extremes.add(key, value, nothing)
  }
  const value = (key: number): Value => {
    const best = extremes.get(key)
    return best && time ? best.toNumber() : best
  }
  return { add, value, found: () => 1 }
}

function nothing(): never {
  throw new Error('a plain figure has no exact one beside it')
}
