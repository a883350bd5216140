// An evaluator of its own for random schemes: a shop of plain cells, whose figures are functions over them with exact fractions.
// Takes nothing from the program; gives what every person must be paid.

import { Fraction, NONE, ONE } from './fraction.ts'

export type Value = Fraction | string | boolean | null

/** What a formula may look at: the row it stands in, whose figure it is, and the shop. */
export interface Env {
  readonly shop: Shop
  readonly row?: Thing
  readonly me?: Thing
}

export type Of<T = Value> = (env: Env) => T

/** A row, a person, a team or the shop itself: cells, and figures that are worked out when they are asked for. */
export class Thing {
  readonly shop: Shop
  readonly kind: 'row' | 'one'
  readonly cells: Map<string, Value>
  readonly rules: ReadonlyMap<string, Of>
  /** Of a row: the part that somebody has in it, the row before it, and the rows that it is made of. */
  part: Fraction = ONE
  before: Thing | undefined
  made: readonly Thing[] = []
  private readonly pending = new Set<string>()

  constructor(
    shop: Shop,
    kind: Thing['kind'],
    cells: Iterable<readonly [string, Value]>,
    rules: ReadonlyMap<string, Of>,
  ) {
    this.shop = shop
    this.kind = kind
    this.cells = new Map(cells)
    this.rules = rules
  }

  get(name: string): Value {
    const known = this.cells.get(name)
    if (known !== undefined) return known
    const rule = this.rules.get(name)
    if (!rule || this.pending.has(name)) throw new Error(`${name}: ${rule ? 'a circle' : 'unknown'}`)
    this.pending.add(name)
    const value = rule({ shop: this.shop, ...(this.kind === 'row' ? { row: this } : { me: this }) })
    this.cells.set(name, value)
    return value
  }

  has(name: string): boolean {
    return this.cells.has(name) || this.rules.has(name)
  }
}

export interface Shop {
  /** By name, also who is not paid. */
  readonly people: Map<string, Thing>
  readonly teams: Map<string, Thing>
  readonly all: Thing
  /** Rows that count, by table. */
  readonly tables: Map<string, () => readonly Thing[]>
}

export const figure = (value: Value): Fraction => {
  if (value instanceof Fraction) return value
  throw new Error(`no figure: ${String(value)}`)
}

export function isSame(a: Value, b: Value): boolean {
  return a instanceof Fraction && b instanceof Fraction ? a.against(b) === 0 : a === b
}

export function order(a: Value, b: Value): number {
  if (a instanceof Fraction && b instanceof Fraction) return a.against(b)
  return String(a) < String(b) ? -1 : a === b ? 0 : 1
}

export const total = (values: readonly Fraction[]): Fraction => values.reduce((a, b) => a.plus(b), NONE)
export const largest = (a: Fraction, b: Fraction): Fraction => (a.against(b) >= 0 ? a : b)
export const smallest = (a: Fraction, b: Fraction): Fraction => (a.against(b) <= 0 ? a : b)

export function keyOf(value: Value): string {
  return value instanceof Fraction ? `${value.top}/${value.bottom}` : String(value)
}

export function distinct(values: readonly Value[]): Fraction {
  return Fraction.of(new Set(values.filter(v => v !== null).map(keyOf)).size)
}

/** Groups by keys, in the order in which they occur. */
export function grouped<T>(list: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of list) {
    const found = groups.get(key(item))
    if (found) found.push(item)
    else groups.set(key(item), [item])
  }
  return groups
}

/** Links each row to the one before it. */
export function follow(rows: readonly Thing[], of: readonly string[], by: string): void {
  for (const group of grouped(rows, r => keyOf(r.get(by))).values()) {
    const sorted = [...group].sort((a, b) => of.map(name => order(a.get(name), b.get(name))).find(x => x !== 0) ?? 0)
    sorted.forEach((row, i) => {
      row.before = sorted[i - 1]
    })
  }
}

/** An amount divided to the fen by weights: what is left over goes to the largest fractions, in the order of the list. */
export function divided(pool: Fraction, weights: readonly Fraction[]): Fraction[] {
  const all = total(weights)
  const fen = Fraction.of(100)
  const exact = weights.map(w => pool.times(w).over(all).times(fen))
  const parts = exact.map(x => x.floor())
  let left = figure(pool.times(fen)).floor() - parts.reduce((a, b) => a + b, 0n)
  const byFraction = exact
    .map((x, i) => ({ i, rest: x.minus(Fraction.of(parts[i]!)) }))
    .sort((a, b) => b.rest.against(a.rest) || a.i - b.i)
  for (const { i } of byFraction) {
    if (left <= 0n) break
    parts[i]! += 1n
    left -= 1n
  }
  return parts.map(p => Fraction.of(p, 100))
}

/** A figure of slices, each with its own rate: edges from below, one rate more than edges. */
export function inSlices(x: Fraction, edges: readonly Fraction[], rates: readonly Fraction[]): Fraction {
  return total(
    rates.map((rate, i) => {
      const top = edges[i] === undefined ? x : smallest(x, edges[i]!)
      const bottom = i === 0 ? NONE : edges[i - 1]!
      return (i === 0 || top.against(bottom) > 0 ? top.minus(bottom) : NONE).times(rate)
    }),
  )
}
