// A checked formula and a row → its value with the trace of how it came about. Arithmetic is exact; what can't be
// worked out is reported once, where it arises, and everything that reads it is FAULT without a further problem.

import { type Day, FIRST_DAY, isoDate, LAST_DAY } from '../core/calendar.ts'
import {
  compare,
  type Decimal,
  decimal,
  divide,
  isZero,
  ONE,
  plain,
  round,
  settle,
  sumOf,
  ZERO,
} from '../core/decimal.ts'
import type { CompareSign } from './ast.ts'
import type { Bound, Value } from './bound.ts'
import { bandOf, slices } from './evaluate-bands.ts'
import { callFunction } from './evaluate-functions.ts'
import { aggregatePeople, rankOf, shareOf } from './evaluate-people.ts'
import { type Detail, FAULT, type Outcome, type Row, type Traced } from './trace.ts'
import { parts as formulasIn } from './tree.ts'
import { fail, figure, noGroup, order, orderable, present, truth, type World } from './world.ts'

/** Works a formula out for a row. */
export function evaluate(bound: Bound, row: Row, world: World): Traced {
  const give = (value: Outcome, parts: readonly Traced[] = [], detail?: Detail): Traced =>
    detail ? { bound, row, value, parts, detail } : { bound, row, value, parts }

  switch (bound.kind) {
    case 'literal':
      return give(bound.value)
    case 'calendar':
      return give(world.calendar(bound.which))
    case 'earlier': {
      const there = world.move(row, bound.home)
      return give(there ? world.earlier(bound, there) : noGroup(world, bound, bound.home, row))
    }
    case 'column': {
      const there = world.move(row, bound.column.home)
      if (there) return give(world.column(bound.column, there))
      // Who is in no group has no name of one; any other figure of it is missing.
      if (bound.column.type.group !== undefined && `group:${bound.column.type.group}` === bound.column.home)
        return give(null)
      return give(noGroup(world, bound, bound.column.home, row))
    }
    case 'row column':
      return give(world.cell(bound.column, row))
    case 'measure': {
      if (bound.key) {
        const key = evaluate(bound.key, row, world)
        return give(key.value === FAULT ? FAULT : world.figureOf(bound.measure, key.value), [key])
      }
      const there = world.move(row, bound.home)
      return give(there ? world.measure(bound.measure, bound.type, there) : noGroup(world, bound, bound.home, row))
    }
    case 'lines':
      return give(world.lines(bound.which, bound.line, row))
    case 'negate': {
      const of = evaluate(bound.of, row, world)
      const value = figure(of, world)
      return give(value === FAULT ? FAULT : value.neg(), [of])
    }
    case 'not': {
      const of = evaluate(bound.of, row, world)
      const value = truth(of, world)
      return give(value === FAULT ? FAULT : !value, [of])
    }
    case 'arithmetic': {
      const left = evaluate(bound.left, row, world)
      const right = evaluate(bound.right, row, world)
      return give(arithmetic(bound, left, right, row, world), [left, right])
    }
    case 'compare': {
      const left = evaluate(bound.left, row, world)
      const right = evaluate(bound.right, row, world)
      const a = present(left, world)
      const b = present(right, world)
      return give(a === FAULT || b === FAULT ? FAULT : holds(bound.sign, order(a, b)), [left, right])
    }
    case 'logic': {
      const left = evaluate(bound.left, row, world)
      const a = truth(left, world)
      if (a === FAULT) world.explore(() => evaluate(bound.right, row, world))
      if (a === FAULT || a === (bound.word === 'or')) return give(a, [left])
      const right = evaluate(bound.right, row, world)
      return give(truth(right, world), [left, right])
    }
    case 'is blank': {
      const of = evaluate(bound.of, row, world)
      return give(of.value === FAULT ? FAULT : (of.value === null) !== bound.negated, [of])
    }
    case 'in': {
      const of = evaluate(bound.of, row, world)
      const items = bound.items.map(item => evaluate(item, row, world))
      const value = present(of, world)
      if (value === FAULT || items.some(i => i.value === FAULT)) return give(FAULT, [of, ...items])
      const found = items.some(i => i.value !== null && order(value, i.value as Exclude<Value, null>) === 0)
      return give(found !== bound.negated, [of, ...items])
    }
    case 'has': {
      const of = evaluate(bound.of, row, world)
      const item = evaluate(bound.item, row, world)
      if (of.value === FAULT || item.value === FAULT) return give(FAULT, [of, item])
      return give(of.value !== null && String(of.value).split('、').includes(String(item.value)), [of, item])
    }
    case 'if': {
      const test = evaluate(bound.test, row, world)
      const value = truth(test, world)
      if (value === FAULT) {
        world.explore(() => [bound.yes, bound.no].map(branch => evaluate(branch, row, world)))
        return give(FAULT, [test])
      }
      const taken = evaluate(value ? bound.yes : bound.no, row, world)
      return give(taken.value, [test, taken])
    }
    case 'function': {
      const args = bound.args.map(arg => evaluate(arg, row, world))
      return give(callFunction(bound, args, row, world), args)
    }
    case 'people': {
      const there = world.move(row, bound.home)
      if (!there) return give(noGroup(world, bound, bound.home, row))
      const given = world.among(bound, there)
      if (given !== undefined) return give(given)
      const { value, of } = aggregatePeople(bound, there, world, evaluate)
      return give(value, [], { kind: 'contributions', of })
    }
    case 'rank': {
      const given = world.among(bound, row)
      if (given !== undefined) return give(given)
      const { own, value, count } = rankOf(bound, row, world, evaluate)
      return give(value, own ? [own] : [], { kind: 'rank', of: count })
    }
    case 'share': {
      const given = world.among(bound, row)
      return given === undefined ? shareOf(bound, row, world, evaluate) : give(given)
    }
    case 'bands': {
      const of = evaluate(bound.of, row, world)
      const value = figure(of, world)
      if (value === FAULT) {
        world.explore(() =>
          formulasIn(bound)
            .slice(1)
            .map(part => evaluate(part, row, world)),
        )
        return give(FAULT, [of])
      }
      if (bound.marginal) {
        const result = slices(bound, value, row, world, evaluate)
        return give(result.value, [of, ...result.parts], { kind: 'slices', slices: result.slices })
      }
      const index = world.band?.(bound, row) ?? bandOf(bound, value, row, world, evaluate)
      if (index === FAULT) return give(FAULT, [of])
      const result = evaluate(bound.bands[index]!.result, row, world)
      return give(result.value, [of, result], { kind: 'band', index })
    }
    case 'choice':
      return choose(bound, row, world)
    case 'weighted': {
      const pairs = bound.parts.map(p => [evaluate(p.of, row, world), evaluate(p.weight, row, world)] as const)
      const parts = pairs.flat()
      const figures = pairs.map(([of, weight]) => [figure(of, world), figure(weight, world)] as const)
      if (figures.flat().includes(FAULT)) return give(FAULT, parts)
      const weighed = figures as (readonly [Decimal, Decimal])[]
      const weights = weighed.reduce((sum, [, weight]) => sum.plus(weight), ZERO)
      if (compare(weights, ONE) !== 0)
        return give(fail(world, bound, 'WEIGHTS_SUM', { sum: plain(weights.times(100)), due: '100' }), parts)
      return give(
        weighed.reduce((sum, [of, weight]) => sum.plus(of.times(weight)), ZERO),
        parts,
      )
    }
    case 'items': {
      const parts = bound.items.map(item => evaluate(item.of, row, world))
      const values = parts.map(part => figure(part, world))
      return give(values.some(v => v === FAULT) ? FAULT : sumOf(values as Decimal[]), parts)
    }
    case 'clamp':
      return clamp(bound, row, world)
    case 'round': {
      const of = evaluate(bound.of, row, world)
      const value = figure(of, world)
      return give(value === FAULT ? FAULT : round(value, bound.places, bound.mode), [of])
    }
    default: {
      const never: never = bound
      return never
    }
  }
}

function holds(sign: CompareSign, difference: number): boolean {
  switch (sign) {
    case '=':
      return difference === 0
    case '≠':
      return difference !== 0
    case '<':
      return difference < 0
    case '≤':
      return difference <= 0
    case '>':
      return difference > 0
    default:
      return difference >= 0
  }
}

function arithmetic(
  bound: Extract<Bound, { kind: 'arithmetic' }>,
  left: Traced,
  right: Traced,
  row: Row,
  world: World,
): Outcome {
  const a = present(left, world)
  const b = present(right, world)
  if (a === FAULT || b === FAULT) return FAULT
  if (typeof a === 'number') {
    if (typeof b === 'number') return decimal(a - b)
    const by = figure(right, world)
    return by === FAULT ? FAULT : dayAway(bound, a, bound.sign === '−' ? by.neg() : by, row, world)
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
    default:
      if (!isZero(y)) return divide(x, y)
      return fail(world, bound, 'DIVISION_BY_ZERO', {
        name: world.name(row),
        who: world.who(row),
        divisor: bound.right.text,
      })
  }
}

/** The day so many days after another. There is none in the middle of two, nor one that no calendar has. */
function dayAway(bound: Bound, from: Day, by: Decimal, row: Row, world: World): Outcome {
  const days = settle(by)
  const day = days.plus(from)
  if (days.isInteger() && day.gte(FIRST_DAY) && day.lte(LAST_DAY)) return day.toNumber()
  return fail(world, bound, 'NO_SUCH_DAY', {
    name: world.name(row),
    who: world.who(row),
    from: isoDate(from),
    days: plain(by),
  })
}

function choose(bound: Extract<Bound, { kind: 'choice' }>, row: Row, world: World): Traced {
  const of = evaluate(bound.of, row, world)
  const value = present(of, world)
  if (value === FAULT) {
    world.explore(() =>
      formulasIn(bound)
        .slice(1)
        .map(part => evaluate(part, row, world)),
    )
    return { bound, row, value, parts: [of] }
  }
  const text = caseText(value)
  const index = bound.cases.findIndex(c => c.values.includes(text))
  const result = index >= 0 ? bound.cases[index]!.result : bound.otherwise
  if (!result) {
    const known = bound.cases.flatMap(c => c.values).join('、')
    fail(world, bound, 'CHOICE_NONE', { name: world.name(row), who: world.who(row), found: text, known })
    return { bound, row, value: FAULT, parts: [of] }
  }
  const traced = evaluate(result, row, world)
  return { bound, row, value: traced.value, parts: [of, traced], detail: { kind: 'case', index } }
}

/** A value as the cases of a choice are written. */
function caseText(value: Exclude<Value, null>): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return isoDate(value)
  return typeof value === 'object' ? plain(value) : value
}

function clamp(bound: Extract<Bound, { kind: 'clamp' }>, row: Row, world: World): Traced {
  const of = evaluate(bound.of, row, world)
  const low = bound.low && evaluate(bound.low, row, world)
  const high = bound.high && evaluate(bound.high, row, world)
  const parts = [of, low, high].filter(x => x !== undefined)
  const value = orderable(of, world)
  const least = low && orderable(low, world)
  const most = high && orderable(high, world)
  if (value === FAULT || least === FAULT || most === FAULT) return { bound, row, value: FAULT, parts }
  if (most !== undefined && order(value, most) > 0)
    return { bound, row, value: most, parts, detail: { kind: 'limited', by: 'high' } }
  if (least !== undefined && order(value, least) < 0)
    return { bound, row, value: least, parts, detail: { kind: 'limited', by: 'low' } }
  return { bound, row, value, parts }
}
