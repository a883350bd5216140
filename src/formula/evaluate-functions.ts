// The plain functions at work: arguments worked out → value. Their usage and types stand in functions.ts.

import { monthsBetween } from '../core/calendar.ts'
import { type Decimal, decimal, divide, fullUnits, isZero, ONE, startedUnits, sumOf, ZERO } from '../core/decimal.ts'
import type { Bound, Value } from './bound.ts'
import { FAULT, type Outcome, type Row, type Traced } from './trace.ts'
import { fail, figure, order, present, truth, type World } from './world.ts'

/** The value of a plain function. */
export function callFunction(
  bound: Extract<Bound, { kind: 'function' }>,
  args: readonly Traced[],
  row: Row,
  world: World,
): Outcome {
  switch (bound.name) {
    case 'min':
    case 'max': {
      const values = args.map(arg => present(arg, world))
      if (values.includes(FAULT)) return FAULT
      const better = bound.name === 'min' ? -1 : 1
      return (values as Exclude<Value, null>[]).reduce((a, b) => (order(b, a) === better ? b : a))
    }
    case 'how many': {
      const values = args.map(arg => truth(arg, world))
      return values.includes(FAULT) ? FAULT : decimal(values.filter(v => v === true).length)
    }
    case 'months between': {
      const [from, to] = args.map(arg => present(arg, world))
      return typeof from === 'number' && typeof to === 'number' ? decimal(monthsBetween(from, to)) : FAULT
    }
    default: {
      const figures = args.map(arg => figure(arg, world))
      return figures.includes(FAULT) ? FAULT : callWithFigures(bound, figures as Decimal[], row, world)
    }
  }
}

function callWithFigures(
  bound: Extract<Bound, { kind: 'function' }>,
  figures: readonly Decimal[],
  row: Row,
  world: World,
): Outcome {
  const [a = ZERO, b = ZERO] = figures
  const divided = (divisor: Decimal, work: () => Decimal, words: string): Outcome =>
    isZero(divisor)
      ? fail(world, bound, 'DIVISION_BY_ZERO', { name: world.name(row), who: world.who(row), divisor: words })
      : work()
  switch (bound.name) {
    case 'sum':
      return sumOf(figures)
    case 'average':
      return divide(sumOf(figures), decimal(figures.length))
    case 'absolute':
      return a.abs()
    case 'full units':
      return divided(b, () => fullUnits(a, b), bound.args[1]!.text)
    case 'started units':
      return divided(b, () => startedUnits(a, b), bound.args[1]!.text)
    case 'less the better':
      return isZero(a) ? ONE : divide(b, a)
    default:
      throw new Error(`no such function of figures: ${bound.name}`)
  }
}
