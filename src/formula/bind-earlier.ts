// What earlier months gave: `earlier(考核成绩, 1)` is the figure of a month before, blank where the book has none;
// `earlier sum(x, 11)`, `average`, `min`, `max` and `count` take the months before together, those without a figure left
// out; `carried(balance)` is the newest figure there is, 0 without one. Takes a column of the scheme and a number
// of months, `this year` for those since January, or `same month last year`; refuses anything else.

import type { ProblemFacts } from '../core/problem.ts'
import type { Expr } from './ast.ts'
import type { Bound, EarlierTake } from './bound.ts'
import { base, type Environment, fault, nothing, words } from './environment.ts'
import { isAggregate } from './functions.ts'
import { COUNT, isMoney, isNumeric, NUMBER, type Type } from './types.ts'

type Call = Extract<Expr, { kind: 'call' }>

const TAKES: Readonly<Record<string, EarlierTake>> = {
  earlier: 'one',
  'earlier sum': 'sum',
  'earlier average': 'average',
  'earlier min': 'min',
  'earlier max': 'max',
  'earlier count': 'count',
  carried: 'last',
}
const MOST_MONTHS = 60
export const THIS_YEAR = 'this year'
const LAST_YEAR = 'same month last year'

export function isEarlier(name: string): boolean {
  return Object.hasOwn(TAKES, name)
}

export function bindEarlier(call: Call, env: Environment, bind: (expr: Expr, env: Environment) => Bound): Bound {
  const wrong = (found: ProblemFacts['ARGUMENTS_WRONG']['found']): Bound => {
    if (isAggregate(call.name))
      fault(env, 'ARGUMENTS_WRONG', call.span, { name: call.name, usage: { aggregate: call.name }, found })
    return nothing(env, call.span)
  }
  const [of, back, ...more] = call.args
  const take = TAKES[call.name]!
  const alone = take === 'last'
  if (!of || alone === (back !== undefined) || more.length > 0 || call.by || call.where || env.row)
    return wrong(words(env, call.span))
  // In its own formula a name means the figure itself, of the months before.
  const column = bind(of, { ...env, self: undefined })
  const said = back?.kind === 'name' ? back.name : undefined
  const [year, before] = [said === THIS_YEAR, said === LAST_YEAR]
  if ((year && take === 'one') || (before && take !== 'one')) return wrong(said!)
  const written = back && !year && !before ? bind(back, env) : undefined
  if (column.kind !== 'column') return column.type.kind === 'unknown' ? nothing(env, call.span) : wrong(column.text)
  const months = year ? THIS_YEAR : before ? LAST_YEAR : written ? monthsOf(written) : 'ever'
  if (months === undefined) return wrong(written!.text)
  const type = typeOf(take, column.type)
  if (!type) return wrong([column.type.kind])
  const { home } = column
  return {
    kind: 'earlier',
    column: column.column,
    take,
    months,
    ...base(env, call.span, type, home),
  }
}

/** A number of months as it is written. */
function monthsOf(bound: Bound): number | undefined {
  const figure = bound.kind === 'literal' && typeof bound.value === 'object' ? bound.value : null
  return figure?.isInteger() && figure.gte(1) && figure.lte(MOST_MONTHS) ? figure.toNumber() : undefined
}

function typeOf(take: EarlierTake, type: Type): Type | undefined {
  // Who somebody is stands for a row of one month's roster.
  if (type.kind === 'person') return undefined
  if (take === 'one') return type
  if (take === 'count') return COUNT
  if (type.kind === 'unknown') return type
  if (!isMoney(type) && !isNumeric(type)) return undefined
  return take === 'average' && type.kind === 'count' ? NUMBER : type
}
