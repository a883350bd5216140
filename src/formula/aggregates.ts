// Aggregates: figures of many values, of an export's rows, of people, of earlier months or of a function's arguments. A row of
// the table is one aggregate and says all that differs between them; running figures stand in pay/running.ts, the formulas of
// spreadsheets in live/among.ts.

import { type Decimal, decimal, divide, plain, sumOf } from '../core/decimal.ts'
import type { AggregateName, Value } from './bound.ts'
import { isTimeKind } from './kinds.ts'
import { COUNT, isMoney, isNumeric, MONEY, NUMBER, type Type } from './types.ts'
import { order } from './world.ts'

type Present = Exclude<Value, null>

/** What becomes of the values: they are added up, counted, one of them is picked, or what lies between them is found. */
export type Role = 'adds' | 'counts' | 'picks' | 'averages'

export interface Aggregate {
  readonly role: Role
  /** What it gives for values of a type, none where rows are meant; null where it can't be made of them. */
  readonly gives: (of: Type | undefined) => Type | null
  /** Its value for a list without blanks; blank where there is none of nothing. */
  readonly of: (values: readonly Present[]) => Value
}

const isFigure = (of: Type): boolean => isMoney(of) || isNumeric(of)
const ofValues =
  (gives: (of: Type) => Type | null) =>
  (of: Type | undefined): Type | null =>
    !of ? null : of.kind === 'unknown' ? of : gives(of)
const middling = ofValues(of => (of.kind === 'money' ? MONEY : isNumeric(of) ? NUMBER : null))
const ordered = ofValues(of => (isFigure(of) || isTimeKind(of.kind) ? of : null))

const furthest =
  (better: -1 | 1) =>
  (values: readonly Present[]): Value =>
    values.length === 0 ? null : values.reduce((a, b) => (order(b, a) === better ? b : a))

function middle(values: readonly Present[]): Value {
  const sorted = [...values].sort(order)
  const at = sorted.length >> 1
  if (sorted.length % 2 === 1) return sorted[at]!
  return sorted.length === 0 ? null : (sorted[at - 1] as Decimal).plus(sorted[at] as Decimal).div(2)
}

export const AGGREGATES: Readonly<Record<AggregateName, Aggregate>> = {
  sum: { role: 'adds', gives: ofValues(of => (isFigure(of) ? of : null)), of: values => sumOf(values as Decimal[]) },
  count: {
    role: 'counts',
    gives: of => (of ? null : COUNT),
    of: values => decimal(values.length),
  },
  'count distinct': {
    role: 'counts',
    gives: ofValues(() => COUNT),
    of: values => decimal(new Set(values.map(v => (typeof v === 'object' ? plain(v) : v))).size),
  },
  average: {
    role: 'averages',
    gives: middling,
    of: values => (values.length === 0 ? null : divide(sumOf(values as Decimal[]), decimal(values.length))),
  },
  min: { role: 'picks', gives: ordered, of: furthest(-1) },
  max: { role: 'picks', gives: ordered, of: furthest(1) },
  median: { role: 'averages', gives: middling, of: middle },
  only: {
    role: 'picks',
    gives: ofValues(of => of),
    of: ([one]) => one ?? null,
  },
}

export function isAggregateName(name: string): name is AggregateName {
  return Object.hasOwn(AGGREGATES, name)
}

/** True where there is a figure even of nothing: then rows are added up, and each should come to somebody. */
export function isSure(name: AggregateName): boolean {
  return AGGREGATES[name].of([]) !== null
}

/** True where the aggregate is one of those. */
export function does(name: AggregateName, ...roles: readonly Role[]): boolean {
  return roles.includes(AGGREGATES[name].role)
}
