// What evaluation needs of the world around a formula, and the few steps that every kind of formula takes with a value.

import { compare, type Decimal, isReasonable } from '../core/decimal.ts'
import { type Problem, type ProblemCode, type ProblemFacts, problem } from '../core/problem.ts'
import type { CompareSign } from './ast.ts'
import type { AmongBound, Bound, CalendarName, Column, LineSum, Measure, RowColumn, SheetSum, Value } from './bound.ts'
import { isTimeKind } from './kinds.ts'
import { FAULT, type Outcome, type Row, type Traced } from './trace.ts'
import type { Part } from './tree.ts'
import { groupOf, type Home, type Type } from './types.ts'

/** Evaluation itself, handed to the parts of it that lie in files of their own. */
export type Evaluate = (bound: Bound, row: Row, world: World) => Traced

/** Told what is wrong with a row, by line of the file, with the number of the column at fault. */
export type Tell = (row: number, found: Problem, column: number | undefined) => void

/** By what somebody is ranked: the first figure decides, the next where it is the same. */
export type Ranked = readonly (Decimal | number)[]

/** Those among whom one is ranked, the best first, by what they are alike in. */
export type Rivals = ReadonlyMap<string, readonly Ranked[]>

/** Where a formula gets its values from, and where it tells what went wrong. */
export interface World {
  /** What the calendar and the command give. */
  readonly calendar: (name: CalendarName) => Outcome
  /** The value of a column in its own home's row. */
  readonly column: (column: Column, row: Row) => Outcome
  /** True for an optional input that a trial was not given: it is blank for whoever asks, and missing for whoever needs it. */
  readonly leftOut?: (column: Column, row: Row) => boolean
  readonly cell: (column: RowColumn, row: Row) => Outcome
  /** What the row before left of a formula; undefined where there is none. The row is one of a file, by its number. */
  readonly previous?: (bound: Part<'previous'>, row: Row) => Outcome | undefined
  /** By what the rows of a made table are ranked, of those that are alike in `by`; what can't be worked out of them is told. */
  readonly rivals?: (bound: Part<'row rank'>, tell?: Tell) => Rivals | typeof FAULT
  readonly measure: (measure: Measure, type: Type, row: Row) => Outcome
  /**
   * The figure of an order (day, person …), read by a row of that order. `summed`: for a sum, so that it becomes somebody's,
   * and not only for a condition.
   */
  readonly figureOf: (measure: Measure, key: Value, row: Row, summed?: boolean | null) => Outcome
  /** What the book says of earlier months. */
  readonly earlier: (bound: Extract<Bound, { kind: 'earlier' }>, row: Row) => Outcome
  /** What a trial was given in place of a figure of other people. */
  readonly among: (bound: AmongBound, row: Row) => Outcome | undefined
  /** The rows that count where somebody may have several; a fault where these must not stand together. */
  readonly apart?: (bound: AmongBound, rows: readonly Row[]) => readonly Row[] | typeof FAULT
  /** The sum of a person's pay lines, or another of their sheet. */
  readonly lines: (which: LineSum | SheetSum, line: string | undefined, row: Row) => Outcome
  /** The row of another home that a row belongs to: a person's team; null where it belongs to none. */
  readonly move: (row: Row, home: Home) => Row | null
  /** Whose the figure is that a row of an export reads of the person or group that it names; null where the roster has none such. */
  readonly named: (bound: Extract<Bound, { kind: 'owned' }>, value: Exclude<Value, null>) => Row | null
  /** The rows of a home that take part: the people paid, the groups that have one. */
  readonly rows: (home: Home) => readonly Row[]
  /** Does something once for a formula and a row, however many people ask. */
  readonly once: <T>(bound: Bound, row: Row, work: () => T) => T
  /** Where what a formula comes to is kept for all of a group, or of the shop; none in a world that answers otherwise. */
  readonly alike?: (bound: Bound, row: Row, asking: World) => { traced?: Traced } | undefined
  /** Name of what is being worked out, for problems. */
  readonly name: (row: Row) => string
  readonly who: (row: Row) => string
  readonly report: (problem: Problem) => void
  /** Tells that a value is blank where one is due. */
  readonly blank: (traced: Traced) => void
  /** The band that is taken whatever the figure, where somebody asks what it would give. */
  readonly band?: (bound: Bound, row: Row) => number | undefined
  /** Called with further formulas where one at fault ends a value early: a trial names every input that is missing. */
  readonly explore: (work: () => void) => void
}

/** Reports what stops a value, naming whose it is. */
export function fail<C extends ProblemCode>(world: World, bound: Bound, code: C, facts: ProblemFacts[C]): typeof FAULT {
  world.report(problem(code, bound.at, facts))
  return FAULT
}

/** Reports that a figure of a group is due for somebody who is in none. */
export function noGroup(world: World, bound: Bound, home: Home, row: Row): typeof FAULT {
  return fail(world, bound, 'GROUP_NONE', { name: bound.text, who: world.who(row), group: groupOf(home) ?? '' })
}

/** Reports that something is divided by nothing. */
export function noDivisor(world: World, bound: Bound, row: Row, { text }: Bound): typeof FAULT {
  return fail(world, bound, 'DIVISION_BY_ZERO', { name: world.name(row), who: world.who(row), divisor: text })
}

/** The value of a part that must not be blank. */
export function present(traced: Traced, world: World): Exclude<Value, null> | typeof FAULT {
  if (traced.value !== null) return traced.value
  world.blank(traced)
  return FAULT
}

/** The problem of a blank value where one is due, for whoever it is. */
export function blankProblem({ bound, row }: Traced, world: Pick<World, 'name' | 'who'>): Problem {
  return problem('VALUE_BLANK', bound.at, { name: world.name(row), who: world.who(row), blank: bound.text })
}

/** The figure of a part. */
export function figure(traced: Traced, world: World): Decimal | typeof FAULT {
  const value = present(traced, world)
  if (value === FAULT || typeof value !== 'object') return FAULT
  if (isReasonable(value)) return value
  const { bound, row } = traced
  return fail(world, bound, 'NUMBER_RUNAWAY', { name: world.name(row), who: world.who(row) })
}

/** The figure, the day or the moment of a part: what has an order. */
export function orderable(traced: Traced, world: World): Decimal | number | typeof FAULT {
  const value = isTimeKind(traced.bound.type.kind) ? present(traced, world) : figure(traced, world)
  return typeof value === 'object' || typeof value === 'number' ? value : FAULT
}

/** The yes or no of a part. */
export function truth(traced: Traced, world: World): boolean | typeof FAULT {
  const value = present(traced, world)
  return typeof value === 'boolean' ? value : FAULT
}

/** −1, 0 or 1 for two values of one type. */
export function order(a: Exclude<Value, null>, b: Exclude<Value, null>): number {
  if (typeof a === 'object' && typeof b === 'object') return compare(a, b)
  return a === b ? 0 : a < b ? -1 : 1
}

/** What the signs say of two values, by which of them is larger: below 0, 0 or above 0. */
export const HOLDS: Readonly<Record<CompareSign, (difference: number) => boolean>> = {
  '=': difference => difference === 0,
  '≠': difference => difference !== 0,
  '<': difference => difference < 0,
  '≤': difference => difference <= 0,
  '>': difference => difference > 0,
  '≥': difference => difference >= 0,
}
