// A checked formula and a row → its value with the trace of how it came about. Arithmetic is exact; what can't be
// worked out is reported once, where it arises, and everything that reads it is FAULT without a further problem.

import { DAY_SECONDS } from '../core/calendar.ts'
import { compare, type Decimal, decimal, divide, isZero, ONE, plain, round, sumOf } from '../core/decimal.ts'
import { byKind } from '../core/kinds.ts'
import { keyOf } from '../tables/keys.ts'
import type { Bound, Value } from './bound.ts'
import { bandOf, slices } from './evaluate-bands.ts'
import { callFunction, dayAway } from './evaluate-functions.ts'
import { aggregatePeople, rankOf, rowRankOf, shareOf } from './evaluate-people.ts'
import { figuresText } from './figures.ts'
import { keptText } from './kinds.ts'
import { type Detail, FAULT, isDecimal, type Outcome, type Row, type Traced } from './trace.ts'
import { parts as formulasIn, type Part, type Pass, results } from './tree.ts'
import { fail, figure, HOLDS, noDivisor, noGroup, order, orderable, present, truth, type World } from './world.ts'

/** Works a formula out for a row. What reads figures of a group or the shop alone is the same for all who ask. */
export function evaluate(bound: Bound, row: Row, world: World): Traced {
  const kept = bound.home === row.home || bound.kind === 'literal' ? undefined : world.alike?.(bound, row, world)
  if (kept?.traced) return kept.traced
  const traced = byKind(WORK, bound, row, world)
  // What fails is told for each who asks.
  if (kept && traced.value !== FAULT) kept.traced = traced
  return traced
}

const NONE: readonly Traced[] = []

function give(bound: Bound, row: Row, value: Outcome, parts: readonly Traced[] = NONE, detail?: Detail): Traced {
  return detail ? { bound, row, value, parts, detail } : { bound, row, value, parts }
}

/** What can't be chosen, since what it is chosen by is lost: all that it could have been is looked at for its own faults. */
function unasked(bound: Bound, row: Row, world: World, of: Traced): Traced {
  explore(bound, row, world)
  return give(bound, row, FAULT, [of])
}

function isLeftOut(bound: Bound, row: Row, world: World): boolean {
  const there = bound.kind === 'column' ? world.move(row, bound.column.home) : null
  return bound.kind === 'column' && there !== null && world.leftOut?.(bound.column, there) === true
}

const WORK: Pass<Traced, [row: Row, world: World]> = {
  literal: (bound, row) => give(bound, row, bound.value),
  calendar: (bound, row, world) => give(bound, row, world.calendar(bound.which)),
  earlier(bound, row, world) {
    const there = world.move(row, bound.home)
    return give(bound, row, there ? world.earlier(bound, there) : noGroup(world, bound, bound.home, row))
  },
  column(bound, row, world) {
    const { column } = bound
    const there = world.move(row, column.home)
    if (there) return give(bound, row, world.column(column, there))
    // Who is in no group has no name of one; any other figure of it is missing.
    if (column.type.group !== undefined && `group:${column.type.group}` === column.home) return give(bound, row, null)
    return give(bound, row, noGroup(world, bound, column.home, row))
  },
  'row column': (bound, row, world) => give(bound, row, world.cell(bound.column, row)),
  previous(bound, row, world) {
    const before = world.previous?.(bound, row)
    if (before !== undefined) return give(bound, row, before)
    const other = bound.otherwise && evaluate(bound.otherwise, row, world)
    return give(bound, row, other ? other.value : null, other ? [other] : [])
  },
  owned(bound, row, world) {
    const whose = evaluate(bound.whose, row, world)
    if (whose.value === FAULT || whose.value === null) return give(bound, row, whose.value, [whose])
    const there = world.named(bound, whose.value)
    if (!there) return give(bound, row, null, [whose])
    const figure = evaluate(bound.figure, there, world)
    return give(bound, row, figure.value, [whose, figure])
  },
  measure(bound, row, world) {
    const { measure, key: by, home, type } = bound
    const there = world.move(row, home)
    if (!there) return give(bound, row, noGroup(world, bound, home, row))
    if (!by) return give(bound, row, world.measure(measure, type, there))
    const key = evaluate(by, there, world)
    return give(bound, row, key.value === FAULT ? FAULT : world.figureOf(measure, key.value, there), [key])
  },
  key(bound, row, world) {
    const parts = bound.of.map(of => evaluate(of, row, world))
    const values = parts.map(part => part.value)
    if (values.includes(FAULT)) return give(bound, row, FAULT, parts)
    return give(bound, row, values.includes(null) ? null : keyOf(values as Exclude<Value, null>[]), parts)
  },
  lines: (bound, row, world) => give(bound, row, world.lines(bound.which, bound.line, row)),
  negate(bound, row, world) {
    const of = evaluate(bound.of, row, world)
    const value = figure(of, world)
    return give(bound, row, value === FAULT ? FAULT : value.neg(), [of])
  },
  not(bound, row, world) {
    const of = evaluate(bound.of, row, world)
    const value = truth(of, world)
    return give(bound, row, value === FAULT ? FAULT : !value, [of])
  },
  arithmetic(bound, row, world) {
    const left = evaluate(bound.left, row, world)
    const right = evaluate(bound.right, row, world)
    return give(bound, row, arithmetic(bound, left, right, row, world), [left, right])
  },
  compare(bound, row, world) {
    const left = evaluate(bound.left, row, world)
    const right = evaluate(bound.right, row, world)
    const a = present(left, world)
    const b = present(right, world)
    return give(bound, row, a === FAULT || b === FAULT ? FAULT : HOLDS[bound.sign](order(a, b)), [left, right])
  },
  logic(bound, row, world) {
    const left = evaluate(bound.left, row, world)
    const a = truth(left, world)
    if (a === FAULT) world.explore(() => evaluate(bound.right, row, world))
    if (a === FAULT || a === (bound.word === 'or')) return give(bound, row, a, [left])
    const right = evaluate(bound.right, row, world)
    return give(bound, row, truth(right, world), [left, right])
  },
  'is blank'(bound, row, world) {
    const of = isLeftOut(bound.of, row, world) ? give(bound.of, row, null) : evaluate(bound.of, row, world)
    return give(bound, row, of.value === FAULT ? FAULT : (of.value === null) !== bound.negated, [of])
  },
  in(bound, row, world) {
    const of = evaluate(bound.of, row, world)
    const items = bound.items.map(item => evaluate(item, row, world))
    const value = present(of, world)
    if (value === FAULT || items.some(i => i.value === FAULT)) return give(bound, row, FAULT, [of, ...items])
    const found = items.some(i => i.value !== null && order(value, i.value as Exclude<Value, null>) === 0)
    return give(bound, row, found !== bound.negated, [of, ...items])
  },
  has(bound, row, world) {
    const of = evaluate(bound.of, row, world)
    const item = evaluate(bound.item, row, world)
    if (of.value === FAULT || item.value === FAULT) return give(bound, row, FAULT, [of, item])
    const found = of.value !== null && String(of.value).split('、').includes(String(item.value))
    return give(bound, row, found, [of, item])
  },
  refuse(bound, row, world) {
    const { note, of } = bound
    const facts = { name: world.name(row), who: world.who(row), note, figures: figuresText(of, row, world, evaluate) }
    return give(bound, row, fail(world, bound, 'REFUSED', facts))
  },
  if(bound, row, world) {
    const test = evaluate(bound.test, row, world)
    const value = truth(test, world)
    if (value === FAULT) {
      world.explore(() => results(bound).map(branch => evaluate(branch, row, world)))
      return give(bound, row, FAULT, [test])
    }
    const taken = evaluate(value ? bound.yes : bound.no, row, world)
    return give(bound, row, taken.value, [test, taken])
  },
  function(bound, row, world) {
    const args = bound.args.map(arg => evaluate(arg, row, world))
    return give(bound, row, callFunction(bound, args, row, world), args)
  },
  people(bound, row, world) {
    const there = world.move(row, bound.home)
    if (!there) return give(bound, row, noGroup(world, bound, bound.home, row))
    const given = world.among(bound, there)
    if (given !== undefined) return give(bound, row, given)
    const { value, of } = aggregatePeople(bound, there, world, evaluate)
    return give(bound, row, value, [], { kind: 'contributions', of })
  },
  rank(bound, row, world) {
    const there = world.move(row, bound.home)
    if (!there) return give(bound, row, noGroup(world, bound, bound.home, row))
    const given = world.among(bound, there)
    if (given !== undefined) return give(bound, row, given)
    const { own, value, count } = rankOf(bound, there, world, evaluate)
    return give(bound, row, value, own, { kind: 'rank', of: count })
  },
  'row rank'(bound, row, world) {
    const { own, value, count } = rowRankOf(bound, row, world, evaluate)
    return give(bound, row, value, own, { kind: 'rank', of: count })
  },
  share(bound, row, world) {
    const given = world.among(bound, row)
    return given === undefined ? shareOf(bound, row, world, evaluate) : give(bound, row, given)
  },
  bands(bound, row, world) {
    const of = evaluate(bound.of, row, world)
    const value = orderable(of, world)
    if (value === FAULT) return unasked(bound, row, world, of)
    if (bound.marginal && isDecimal(value)) {
      const sliced = slices(bound, value, row, world, evaluate)
      return give(bound, row, sliced.value, [of, ...sliced.parts], { kind: 'slices', slices: sliced.slices })
    }
    const index = world.band?.(bound, row) ?? bandOf(bound, value, row, world, evaluate)
    if (index === FAULT) return give(bound, row, FAULT, [of])
    const result = evaluate(bound.bands[index]!.result, row, world)
    return give(bound, row, result.value, [of, result], { kind: 'band', index })
  },
  choice(bound, row, world) {
    const of = evaluate(bound.of, row, world)
    const value = present(of, world)
    if (value === FAULT) return unasked(bound, row, world, of)
    const text = keptText(value, bound.of.type.kind)!
    const index = bound.cases.findIndex(c => c.values.includes(text))
    const result = index >= 0 ? bound.cases[index]!.result : bound.otherwise
    if (!result) {
      const known = bound.cases.flatMap(c => c.values).join('、')
      fail(world, bound, 'CHOICE_NONE', { name: world.name(row), who: world.who(row), found: text, known })
      return give(bound, row, FAULT, [of])
    }
    const traced = evaluate(result, row, world)
    return give(bound, row, traced.value, [of, traced], { kind: 'case', index })
  },
  weighted(bound, row, world) {
    const pairs = bound.parts.map(p => [evaluate(p.of, row, world), evaluate(p.weight, row, world)] as const)
    const parts = pairs.flat()
    const figures = pairs.map(([of, weight]) => [figure(of, world), figure(weight, world)] as const)
    if (figures.flat().includes(FAULT)) return give(bound, row, FAULT, parts)
    const weighed = figures as (readonly [Decimal, Decimal])[]
    const weights = sumOf(weighed.map(([, weight]) => weight))
    if (compare(weights, ONE) !== 0)
      return give(bound, row, fail(world, bound, 'WEIGHTS_SUM', { sum: plain(weights.times(100)), due: '100' }), parts)
    return give(bound, row, sumOf(weighed.map(([of, weight]) => of.times(weight))), parts)
  },
  items(bound, row, world) {
    const parts = bound.items.map(item => evaluate(item.of, row, world))
    const values = parts.map(part => figure(part, world))
    return give(bound, row, values.some(v => v === FAULT) ? FAULT : sumOf(values as Decimal[]), parts)
  },
  clamp(bound, row, world) {
    const of = evaluate(bound.of, row, world)
    const low = bound.low && evaluate(bound.low, row, world)
    const high = bound.high && evaluate(bound.high, row, world)
    const parts = [of, low, high].filter(x => x !== undefined)
    const value = orderable(of, world)
    const least = low && orderable(low, world)
    const most = high && orderable(high, world)
    if (value === FAULT || least === FAULT || most === FAULT) return give(bound, row, FAULT, parts)
    if (most !== undefined && order(value, most) > 0)
      return give(bound, row, most, parts, { kind: 'limited', by: 'high' })
    if (least !== undefined && order(value, least) < 0)
      return give(bound, row, least, parts, { kind: 'limited', by: 'low' })
    return give(bound, row, value, parts)
  },
  round(bound, row, world) {
    const of = evaluate(bound.of, row, world)
    const value = figure(of, world)
    return give(bound, row, value === FAULT ? FAULT : round(value, bound.places, bound.mode), [of])
  },
}

/** Looks at all that would be chosen from by a figure that is at fault. */
function explore(bound: Bound, row: Row, world: World): void {
  world.explore(() =>
    formulasIn(bound)
      .slice(1)
      .filter(part => part.kind !== 'refuse')
      .map(part => evaluate(part, row, world)),
  )
}

function arithmetic(bound: Part<'arithmetic'>, left: Traced, right: Traced, row: Row, world: World): Outcome {
  const a = present(left, world)
  const b = present(right, world)
  if (a === FAULT || b === FAULT) return FAULT
  if (typeof a === 'number') {
    // A day and a time of day are a moment.
    if (typeof b === 'number') return bound.sign === '+' ? a * DAY_SECONDS + b : decimal(a - b)
    const by = figure(right, world)
    return by === FAULT ? FAULT : dayAway(bound, a, bound.sign === '−' ? by.neg() : by, 'days', row, world)
  }
  const x = figure(left, world)
  const y = figure(right, world)
  if (x === FAULT || y === FAULT) return FAULT
  switch (bound.sign) {
    case '+':
      return x.plus(y)
    case '−':
      return x.minus(y)
    case '×':
      return x.times(y)
    case '÷':
      return isZero(y) ? noDivisor(world, bound, row, bound.right) : divide(x, y)
  }
}
