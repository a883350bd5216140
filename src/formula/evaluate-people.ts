// Figures that look at other people: sums and the like over the people paid, ranks among them, and shares of a pool.
// Whoever has no such value (a pay line of another position) is not among them.

import { allocate } from '../core/allocate.ts'
import { compare, type Decimal, decimal, settle, sumOf, ZERO } from '../core/decimal.ts'
import { fen, fromFen, isWholeFen } from '../core/money.ts'
import type { SharingFault } from '../core/problem-facts.ts'
import { keyText } from '../tables/keys.ts'
import { AGGREGATES } from './aggregates.ts'
import type { Bound, Column } from './bound.ts'
import { type Contribution, FAULT, type Outcome, type Row, type Traced } from './trace.ts'
import type { Home } from './types.ts'
import {
  type Evaluate,
  fail,
  figure,
  noGroup,
  order,
  orderable,
  present,
  type Ranked,
  truth,
  type World,
} from './world.ts'

type People = Extract<Bound, { kind: 'people' }>
type Rank = Extract<Bound, { kind: 'rank' }>
type Share = Extract<Bound, { kind: 'share' }>

/** The people, or the teams, who fit the condition and belong to the same group as `row` (all, where there is no group). */
function among(
  home: Home,
  row: Row,
  by: Column | undefined,
  where: Bound | undefined,
  world: World,
  evaluate: Evaluate,
): Row[] | typeof FAULT {
  const group = by ? world.move(row, `group:${by.name}`) : undefined
  const found: Row[] = []
  for (const person of world.rows(home)) {
    if (group && world.move(person, group.home)?.index !== group.index) continue
    const fits = where ? isAmongThem(where, evaluate(where, person, world), world) : true
    if (fits === FAULT) return FAULT
    if (fits) found.push(person)
  }
  return found
}

/** Whoever has no such flag is not marked by it. */
function isAmongThem(where: Bound, traced: Traced, world: World): boolean | typeof FAULT {
  return traced.value === null && isFlag(where) ? false : truth(traced, world)
}

/** True for a flag of the scheme by its name. */
export function isFlag(bound: Bound): boolean {
  return bound.kind === 'column' && bound.column.owners[0] === 'flags'
}

/** Values of those who have one, with whose they are. */
function values(of: Bound, rows: readonly Row[], world: World, evaluate: Evaluate): Contribution[] | typeof FAULT {
  const found: Contribution[] = []
  for (const row of rows) {
    const { value } = evaluate(of, row, world)
    if (value === FAULT) return FAULT
    if (value !== null) found.push({ row, value })
  }
  return found
}

/** An aggregate over people, for a group or the shop. */
export function aggregatePeople(
  bound: People,
  home: Row,
  world: World,
  evaluate: Evaluate,
): { value: Outcome; of: readonly Contribution[] } {
  return world.once(bound, home, () => {
    const fitting = among('person', home, bound.by, bound.where, world, evaluate)
    const rows = fitting === FAULT ? FAULT : (world.apart?.(bound, fitting) ?? fitting)
    if (rows === FAULT) return { value: FAULT, of: [] }
    const all = rows.map(person => ({ row: person, value: null }))
    if (!bound.of) return { value: decimal(rows.length), of: all }
    const found = values(bound.of, rows, world, evaluate)
    return found === FAULT
      ? { value: FAULT, of: [] }
      : { value: AGGREGATES[bound.aggregate].of(found.flatMap(f => f.value ?? [])), of: found }
  })
}

/**
 * Place of a person: 1 is the highest (or lowest), by the first figure of which two have different ones; equals in all share the
 * better place and the next is skipped.
 */
export function rankOf(
  bound: Rank,
  row: Row,
  world: World,
  evaluate: Evaluate,
): { own: readonly Traced[]; value: Outcome; count: number } {
  const lost = (own: readonly Traced[] = []): ReturnType<typeof rankOf> => ({ own, value: FAULT, count: 0 })
  const own = [bound.of, ...bound.then].map(of => evaluate(of, row, world))
  const mine = own.map(traced => orderable(traced, world))
  if (mine.includes(FAULT)) return lost(own)
  const group = bound.by ? world.move(row, `group:${bound.by.name}`) : world.move(row, 'shop')
  if (!group) return { ...lost(own), value: noGroup(world, bound, `group:${bound.by!.name}`, row) }
  const all = world.once(bound, group, () => {
    const rows = among(row.home, group, bound.by, bound.where, world, evaluate)
    if (rows === FAULT || world.apart?.(bound, rows) === FAULT) return FAULT
    const found = rows.map(other => rankedBy(bound, other, world, evaluate))
    if (found.includes(FAULT)) return FAULT
    return bestFirst(found.filter(isRanked), bound.lowestFirst)
  })
  if (all === FAULT) return lost(own)
  return { own, value: placeAmong(all, mine as Ranked, bound.lowestFirst), count: all.length }
}

/** The same of a row of a made table, among those that are alike in what it is ranked by. */
export function rowRankOf(
  bound: Extract<Bound, { kind: 'row rank' }>,
  row: Row,
  world: World,
  evaluate: Evaluate,
): ReturnType<typeof rankOf> {
  const own = [bound.of, ...bound.then].map(of => evaluate(of, row, world))
  const mine = own.map(traced => orderable(traced, world))
  const key = bound.by ? present(evaluate(bound.by, row, world), world) : ''
  const rivals = world.rivals?.(bound) ?? FAULT
  if (mine.includes(FAULT) || key === FAULT || rivals === FAULT) return { own, value: FAULT, count: 0 }
  const all = rivals.get(keyText(key)) ?? []
  return { own, value: placeAmong(all, mine as Ranked, bound.lowestFirst), count: all.length }
}

/** By what a row is ranked; null where it has no such figure and is none of them. */
export function rankedBy(
  { of, then }: Pick<Rank, 'of' | 'then'>,
  row: Row,
  world: World,
  evaluate: Evaluate,
): Ranked | null | typeof FAULT {
  const first = evaluate(of, row, world)
  if (first.value === null) return null
  const figures = [first, ...then.map(next => evaluate(next, row, world))].map(traced => orderable(traced, world))
  return figures.includes(FAULT) ? FAULT : (figures as Ranked)
}

function isRanked(found: Ranked | null | typeof FAULT): found is Ranked {
  return found !== null && found !== FAULT
}

/** Those who are ranked, the best first. */
export function bestFirst(all: readonly Ranked[], lowestFirst: boolean): readonly Ranked[] {
  return [...all].sort((a, b) => apart(a, b, lowestFirst))
}

function placeAmong(all: readonly Ranked[], mine: Ranked, lowestFirst: boolean): Decimal {
  let [better, others] = [0, all.length]
  while (better < others) {
    const middle = (better + others) >> 1
    if (apart(all[middle]!, mine, lowestFirst) < 0) better = middle + 1
    else others = middle
  }
  return decimal(better + 1)
}

/** Below 0 for what is better. */
function apart(a: Ranked, b: Ranked, lowestFirst: boolean): number {
  const first = a.map((figure, i) => order(figure, b[i]!)).find(difference => difference !== 0) ?? 0
  return lowestFirst ? first : -first
}

interface Division {
  readonly pool: Traced
  readonly amount: Decimal
  readonly all: Decimal
  readonly shares: ReadonlyMap<number, { readonly weight: Decimal; readonly share: Decimal }>
}

/** A row's share of a pool, to the fen; the shares of all who take part add up to it. */
export function shareOf(bound: Share, row: Row, world: World, evaluate: Evaluate): Traced {
  const home = world.move(row, bound.pool.home)
  if (!home) return { bound, row, value: noGroup(world, bound, bound.pool.home, row), parts: [] }
  const division = world.once(bound, home, () => divideAmong(bound, home, row, world, evaluate))
  if (division === FAULT) return { bound, row, value: FAULT, parts: [] }
  const own = division.shares.get(row.index)
  const detail = {
    kind: 'share' as const,
    pool: division.amount,
    weight: own?.weight ?? ZERO,
    all: division.all,
    members: division.shares.size,
  }
  const weight = own ? [evaluate(bound.weight, row, world)] : []
  return { bound, row, value: own?.share ?? ZERO, parts: [division.pool, ...weight], detail }
}

function divideAmong(bound: Share, home: Row, asking: Row, world: World, evaluate: Evaluate): Division | typeof FAULT {
  const pool = evaluate(bound.pool, home, world)
  const amount = figure(pool, world)
  if (amount === FAULT) {
    world.explore(() => world.rows(asking.home).map(row => evaluate(bound.weight, row, world)))
    return FAULT
  }
  const impossible = (reason: SharingFault, detail = ''): typeof FAULT =>
    fail(world, bound, 'SHARE_IMPOSSIBLE', { name: world.name(asking), who: world.who(home), reason, detail })
  if (!isWholeFen(amount)) return impossible('fen', amount.toFixed())

  const members: Row[] = []
  for (const row of world.rows(asking.home)) {
    if (world.move(row, home.home)?.index !== home.index) continue
    const fits = bound.where ? truth(evaluate(bound.where, row, world), world) : true
    if (fits === FAULT) return FAULT
    if (fits) members.push(row)
  }
  if (world.apart?.(bound, members) === FAULT) return FAULT
  const weights: Decimal[] = []
  for (const row of members) {
    const weight = figure(evaluate(bound.weight, row, world), world)
    if (weight === FAULT) return FAULT
    weights.push(weight)
  }
  const whole = bound.whole && figure(evaluate(bound.whole, home, world), world)
  if (whole === FAULT) return FAULT
  const sum = sumOf(weights)
  if (whole && settle(sum).gt(settle(whole))) return impossible('whole', `${sum.toFixed()} > ${whole.toFixed()}`)
  const shares = allocate(fen(amount), weights, whole ?? ZERO)
  if (!shares) return impossible(weights.some(w => compare(w, ZERO) < 0) ? 'negative' : 'zero')
  const entries = members.map((m, i) => [m.index, { weight: weights[i]!, share: fromFen(shares[i]!) }] as const)
  return { pool, amount, all: whole ?? sum, shares: new Map(entries) }
}
