// The plain functions at work: arguments worked out → value. Their usage and types stand in functions.ts.

import {
  DAY_SECONDS,
  type Day,
  dayOf,
  dayOfMoment,
  FIRST_DAY,
  isoDate,
  LAST_DAY,
  monthStart,
  monthsAfter,
  monthsBetween,
  weekdayOf,
  weekEnd,
} from '../core/calendar.ts'
import { type Decimal, decimal, divide, fullUnits, isZero, ONE, plain, settle, startedUnits } from '../core/decimal.ts'
import { POINTS } from '../core/points.ts'
import { AGGREGATES } from './aggregates.ts'
import type { Bound, PlainFunction } from './bound.ts'
import { FAULT, type Outcome, type Row, type Traced } from './trace.ts'
import type { Part } from './tree.ts'
import type { Kind } from './types.ts'
import { fail, figure, noDivisor, present, truth, type World } from './world.ts'

/** The value of a plain function. */
export function callFunction(bound: Call, args: readonly Traced[], row: Row, world: World): Outcome {
  return CALLS[bound.name]({ bound, args, row, world })
}

type Call = Part<'function'>

interface Called {
  readonly bound: Call
  readonly args: readonly Traced[]
  readonly row: Row
  readonly world: World
}

/** A function of figures that are all there. */
function ofFigures(work: (figures: readonly Decimal[], called: Called) => Outcome): (called: Called) => Outcome {
  return called => {
    const figures = called.args.map(arg => figure(arg, called.world))
    return figures.includes(FAULT) ? FAULT : work(figures as Decimal[], called)
  }
}

/** A function of points in time that are all there: one of them, or from one to another. */
function ofTimes(work: (from: number, to: number, kind: Kind, called: Called) => Outcome): (called: Called) => Outcome {
  return called => {
    const [from, to = from] = called.args.map(arg => present(arg, called.world))
    const { kind } = called.bound.args[0]!.type
    return typeof from === 'number' && typeof to === 'number' ? work(from, to, kind, called) : FAULT
  }
}

/**
 * Between two moments or times of day, in a unit of so many seconds. From a time of day to an earlier one: nobody knows whether
 * that is of the next day or a slip.
 */
function elapsed(unit: number): (called: Called) => Outcome {
  return ofTimes((from, to, kind, { bound, row, world }) => {
    if (kind !== 'time' || from <= to) return divide(decimal(to - from), decimal(unit))
    const [a, b] = [from, to].map(POINTS.time.text)
    const [early, late] = bound.args.map(arg => arg.text)
    const facts = { name: world.name(row), who: world.who(row), from: a!, to: b!, early: early!, late: late! }
    return fail(world, bound, 'TIME_BACKWARDS', facts)
  })
}

/** The day so many days or months after another. There is none in the middle of two, nor one that no calendar has. */
export function dayAway(
  bound: Bound,
  from: Day,
  by: Decimal,
  unit: 'days' | 'months',
  row: Row,
  world: World,
): Outcome {
  const away = settle(by)
  if (away.isInteger() && away.abs().lt(LAST_DAY - FIRST_DAY)) {
    const day = unit === 'days' ? from + away.toNumber() : monthsAfter(from, away.toNumber())
    if (day >= FIRST_DAY && day <= LAST_DAY) return day
  }
  const facts = { name: world.name(row), who: world.who(row), from: isoDate(from), unit, by: plain(by) }
  return fail(world, bound, 'NO_SUCH_DAY', facts)
}

function units(count: (figure: Decimal, unit: Decimal) => Decimal): (called: Called) => Outcome {
  return ofFigures(([a, b], { bound, row, world }) =>
    isZero(b!) ? noDivisor(world, bound, row, bound.args[1]!) : count(a!, b!),
  )
}

/** What an aggregate makes of the arguments as a list. */
function ofList(name: 'min' | 'max' | 'sum' | 'average', read: typeof present): (called: Called) => Outcome {
  return ({ args, world }) => {
    const values = args.map(arg => read(arg, world)).filter(value => value !== FAULT)
    return values.length < args.length ? FAULT : AGGREGATES[name].of(values)
  }
}

const CALLS: Readonly<Record<PlainFunction, (called: Called) => Outcome>> = {
  min: ofList('min', present),
  max: ofList('max', present),
  sum: ofList('sum', figure),
  average: ofList('average', figure),
  'full units': units(fullUnits),
  'started units': units(startedUnits),
  'months between': ofTimes((from, to) => decimal(monthsBetween(from, to))),
  'years between': ofTimes((from, to) => decimal(Math.trunc(monthsBetween(from, to) / 12))),
  'months after'({ bound, args: [from, by], row, world }) {
    const day = present(from!, world)
    const months = figure(by!, world)
    return typeof day === 'number' && months !== FAULT ? dayAway(bound, day, months, 'months', row, world) : FAULT
  },
  date: ofFigures((parts, { bound, row, world }) => {
    const [year, month, day] = parts.map(part => settle(part).toNumber())
    const found = parts.every(part => settle(part).isInteger()) ? dayOf(year!, month!, day!) : null
    const written = parts.map(plain).join('-')
    return found ?? fail(world, bound, 'NO_SUCH_DATE', { name: world.name(row), who: world.who(row), found: written })
  }),
  'days between': ofTimes((from, to, kind) =>
    kind === 'moment' ? divide(decimal(to - from), decimal(DAY_SECONDS)) : decimal(to - from),
  ),
  'hours between': elapsed(3600),
  'minutes between': elapsed(60),
  weekday: ofTimes((of, _, kind) => decimal(weekdayOf(kind === 'moment' ? dayOfMoment(of) : of))),
  week: called =>
    ofTimes((of, _, kind) => weekEnd(kind === 'moment' ? dayOfMoment(of) : of, called.bound.weeksEnd!))(called),
  month: ofTimes((of, _, kind) => monthStart(kind === 'moment' ? dayOfMoment(of) : of)),
  'date of': ofTimes(dayOfMoment),
  'time of': ofTimes(of => of - dayOfMoment(of) * DAY_SECONDS),
  'how many'({ args, world }) {
    const values = args.map(arg => truth(arg, world))
    return values.includes(FAULT) ? FAULT : decimal(values.filter(v => v === true).length)
  },
  'less the better': ofFigures(([a, b]) => (isZero(a!) ? ONE : divide(b!, a!))),
  absolute: ofFigures(([a]) => a!.abs()),
}
