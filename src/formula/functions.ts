// The plain functions of formulas: for each its usage and what types it takes and gives. How they calculate stands in
// evaluate.ts; aggregates over rows and people, rank and share are not functions of values and stand in bind.ts.

import { AGGREGATE_FORMS } from './aggregates.ts'
import type { PlainFunction, Rounding } from './bound.ts'
import { COUNT, DATE, isMoney, isNumeric, NUMBER, type Type, unify, YES_NO } from './types.ts'

export interface FunctionDoc {
  /** How to write it. */
  readonly usage: string
  /** What it gives for arguments of these types, or null where it does not take them. */
  readonly gives: (types: readonly Type[]) => Type | null
}

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

export const FUNCTIONS: Record<PlainFunction | Rounding, FunctionDoc> = {
  min: {
    usage: 'min(a, b, …): the smallest',
    gives: types => (types.length > 1 ? (types.every(t => t.kind === 'date') ? DATE : figuresTogether(types)) : null),
  },
  max: {
    usage: 'max(a, b, …): the largest',
    gives: types => (types.length > 1 ? (types.every(t => t.kind === 'date') ? DATE : figuresTogether(types)) : null),
  },
  sum: {
    usage: 'sum(a, b, …), or sum(table.column by … where …)',
    gives: types => (types.length > 1 ? figuresTogether(types) : null),
  },
  average: {
    usage: 'average(a, b, …), or average(table.column by … where …)',
    gives: types => {
      const type = types.length > 1 ? figuresTogether(types) : null
      return type?.kind === 'count' ? NUMBER : type
    },
  },
  round: { usage: 'round(amount) to the fen, or round(figure, places)', gives: rounding },
  'round down': { usage: 'round down(figure, places): toward zero', gives: rounding },
  'round up': { usage: 'round up(figure, places): away from zero', gives: rounding },
  'full units': { usage: 'full units(figure, unit): how many whole units it holds; 0 below zero', gives: units },
  'started units': { usage: 'started units(figure, unit): how many units it begins; 0 below zero', gives: units },
  'months between': {
    usage: 'months between(from, to): whole months',
    gives: types => (types.length === 2 && types.every(t => t.kind === 'date' || t.kind === 'unknown') ? COUNT : null),
  },
  'how many': {
    usage: 'how many(condition, condition, …): how many hold',
    gives: types => (types.every(t => t.kind === YES_NO.kind || t.kind === 'unknown') ? COUNT : null),
  },
  'less the better': {
    usage: 'less the better(actual, target): target ÷ actual; 1 where actual is 0',
    gives: types => (types.length === 2 && figuresTogether(types) ? NUMBER : null),
  },
  absolute: {
    usage: 'absolute(figure)',
    gives: types => (types.length === 1 && isFigure(types[0]) ? types[0]! : null),
  },
}

export const AGGREGATE_USAGE: Record<string, string> = {
  ...AGGREGATE_FORMS,
  rank: 'rank(value by group where condition): 1 is the highest',
  'rank from lowest': 'rank from lowest(value by group where condition): 1 is the lowest',
  earlier: 'earlier(value, 1): what it was so many months before; blank where the book has none',
  'earlier sum': 'earlier sum(value, 11): of so many months before this one',
  'earlier average': 'earlier average(value, 11): of the months before that have one',
  'earlier min': 'earlier min(value, 2): the smallest of the months before',
  'earlier max': 'earlier max(value, 2): the largest of the months before',
  'earlier count': 'earlier count(value, 12): how many of the months before have one',
  carried: 'carried(balance): what it was in the last month that has one; 0 without any',
  share: 'share(pool by weight where condition), or share(pool, whole by weight)',
}

/** True for the names of functions and aggregates. */
export function isFunctionName(name: string): boolean {
  return Object.hasOwn(FUNCTIONS, name) || Object.hasOwn(AGGREGATE_USAGE, name)
}
