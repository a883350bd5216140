// The plain functions at work: arguments worked out → value. Their usage and types stand in functions.ts.

import { DAY_SECONDS, dayOfMoment, monthsBetween, weekdayOf, weekEnd } from '../core/calendar.ts'
import { type Decimal, decimal, divide, fullUnits, isZero, ONE, startedUnits } from '../core/decimal.ts'
import { AGGREGATES } from './aggregates.ts'
import type { PlainFunction } from './bound.ts'
import { FAULT, type Outcome, type Row, type Traced } from './trace.ts'
import type { Part } from './tree.ts'
import type { Kind } from './types.ts'
import { figure, noDivisor, present, truth, type World } from './world.ts'

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

/** A function of days or moments that are all there: one of them, or from one to another. */
function ofTimes(work: (from: number, to: number, kind: Kind) => Outcome): (called: Called) => Outcome {
  return ({ bound, args, world }) => {
    const [from, to = from] = args.map(arg => present(arg, world))
    return typeof from === 'number' && typeof to === 'number' ? work(from, to, bound.args[0]!.type.kind) : FAULT
  }
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
  'days between': ofTimes((from, to, kind) =>
    kind === 'moment' ? divide(decimal(to - from), decimal(DAY_SECONDS)) : decimal(to - from),
  ),
  'hours between': ofTimes((from, to) => divide(decimal(to - from), decimal(3600))),
  'minutes between': ofTimes((from, to) => divide(decimal(to - from), decimal(60))),
  weekday: ofTimes((of, _, kind) => decimal(weekdayOf(kind === 'moment' ? dayOfMoment(of) : of))),
  week: called =>
    ofTimes((of, _, kind) => weekEnd(kind === 'moment' ? dayOfMoment(of) : of, called.bound.weeksEnd!))(called),
  'date of': ofTimes(dayOfMoment),
  'how many'({ args, world }) {
    const values = args.map(arg => truth(arg, world))
    return values.includes(FAULT) ? FAULT : decimal(values.filter(v => v === true).length)
  },
  'less the better': ofFigures(([a, b]) => (isZero(a!) ? ONE : divide(b!, a!))),
  absolute: ofFigures(([a]) => a!.abs()),
}
