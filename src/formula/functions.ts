// The plain functions of formulas: for each what types it takes and gives. How they calculate stands in
// evaluate.ts; aggregates over rows and people, rank and share are not functions of values and stand in bind.ts.

import type { AggregateUsage, PlainUsage } from '../core/terms.ts'
import { isTimeKind } from './kinds.ts'
import { COUNT, DATE, isMoney, isNumeric, type Kind, NUMBER, TIME, type Type, unify, YES_NO } from './types.ts'

/** What a function gives for arguments of these types, or null where it does not take them. */
export type Gives = (types: readonly Type[]) => Type | null

const isFigure = (t: Type | undefined): boolean => t !== undefined && (isMoney(t) || isNumeric(t))

const together = (types: readonly Type[]): Type | null =>
  types.reduce<Type | null>((all, t) => (all === null ? null : unify(all, t)), types[0] ?? null)

const figuresTogether = (types: readonly Type[]): Type | null => (types.every(isFigure) ? together(types) : null)

const rounding = (types: readonly Type[]): Type | null => {
  if (types.length < 1 || types.length > 2 || !isFigure(types[0])) return null
  if (types.length === 1 && types[0]?.kind !== 'money') return null
  return types.length === 2 && !isNumeric(types[1]!) ? null : types[0]!
}

const units = (types: readonly Type[]): Type | null => (types.length === 2 && figuresTogether(types) ? COUNT : null)

const isOf =
  (kind: Kind) =>
  (type: Type): boolean =>
    type.kind === kind || type.kind === 'unknown'

const isTime = (type: Type): boolean => isTimeKind(type.kind) || type.kind === 'unknown'
const isDated = (type: Type): boolean => isTime(type) && type.kind !== 'time'

const between =
  (kind: Kind, gives: Type): Gives =>
  types =>
    types.length === 2 && types.every(isOf(kind)) ? gives : null

/** Between two moments, or two times of one day. */
const clocked: Gives = types => between('moment', NUMBER)(types) ?? between('time', NUMBER)(types)

const furthest: Gives = types =>
  types.length < 2
    ? null
    : isTimeKind(types[0]!.kind)
      ? types.every(isTime)
        ? together(types)
        : null
      : figuresTogether(types)

export const FUNCTIONS: Record<PlainUsage, Gives> = {
  min: furthest,
  max: furthest,
  sum: types => (types.length > 1 ? figuresTogether(types) : null),
  average: types => {
    const type = types.length > 1 ? figuresTogether(types) : null
    return type?.kind === 'count' ? NUMBER : type
  },
  round: rounding,
  'round down': rounding,
  'round up': rounding,
  'full units': units,
  'started units': units,
  'months between': between('date', COUNT),
  'years between': between('date', COUNT),
  'months after': types => (types.length === 2 && isOf('date')(types[0]!) && isNumeric(types[1]!) ? DATE : null),
  date: types => (types.length === 3 && types.every(isNumeric) ? DATE : null),
  'days between': types => between('date', COUNT)(types) ?? between('moment', NUMBER)(types),
  'hours between': clocked,
  'minutes between': clocked,
  weekday: types => (types.length === 1 && isDated(types[0]!) ? COUNT : null),
  week: types => (types.length === 1 && isDated(types[0]!) ? DATE : null),
  month: types => (types.length === 1 && isDated(types[0]!) ? DATE : null),
  'date of': types => (types.length === 1 && isOf('moment')(types[0]!) ? DATE : null),
  'time of': types => (types.length === 1 && isOf('moment')(types[0]!) ? TIME : null),
  'how many': types => (types.every(t => t.kind === YES_NO.kind || t.kind === 'unknown') ? COUNT : null),
  'all given': () => YES_NO,
  'less the better': types => (types.length === 2 && figuresTogether(types) ? NUMBER : null),
  absolute: types => (types.length === 1 && isFigure(types[0]) ? types[0]! : null),
}

const AGGREGATES: Record<AggregateUsage, true> = {
  sum: true,
  count: true,
  'count distinct': true,
  average: true,
  min: true,
  max: true,
  median: true,
  only: true,
  rank: true,
  'rank from lowest': true,
  earlier: true,
  'earlier sum': true,
  'earlier average': true,
  'earlier min': true,
  'earlier max': true,
  'earlier count': true,
  carried: true,
  share: true,
  previous: true,
}

/** The names of all functions and aggregates. */
export const FUNCTION_NAMES: readonly string[] = [...Object.keys(FUNCTIONS), ...Object.keys(AGGREGATES)]

/** True for the name of what takes rows, people or months together. */
export function isAggregate(name: string): name is AggregateUsage {
  return Object.hasOwn(AGGREGATES, name)
}

/** True for the name of a function of values. */
export function isPlain(name: string): name is PlainUsage {
  return Object.hasOwn(FUNCTIONS, name)
}

/** True for the names of functions and aggregates. */
export function isFunctionName(name: string): boolean {
  return isPlain(name) || isAggregate(name)
}
