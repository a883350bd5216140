// A bench for single formulas: names with given types and values in, the value or the problems out. The parts are the
// program's own (parser, checker, evaluator); only the names and the world around them are made here.

import { parseIsoDate, parseIsoMoment } from '../../src/core/calendar.ts'
import { decimal, plain } from '../../src/core/decimal.ts'
import { isPoint, POINTS } from '../../src/core/points.ts'
import type { Problem } from '../../src/core/problem.ts'
import { bind } from '../../src/formula/bind.ts'
import type { Bound, Column, Value } from '../../src/formula/bound.ts'
import type { Environment, FormulaSource } from '../../src/formula/environment.ts'
import { evaluate } from '../../src/formula/evaluate.ts'
import { parseFormula } from '../../src/formula/parser.ts'
import { FAULT, type Outcome } from '../../src/formula/trace.ts'
import {
  COUNT,
  DATE,
  type Home,
  LIST,
  MOMENT,
  MONEY,
  NUMBER,
  TEXT,
  TIME,
  type Type,
  UNKNOWN,
  YES_NO,
} from '../../src/formula/types.ts'
import { blankProblem, type World } from '../../src/formula/world.ts'

/** What a name stands for. */
export interface Thing {
  readonly type: Type
  readonly value: Value
  readonly home?: Home
}
export type Things = Readonly<Record<string, Thing>>

export const money = (text: string): Thing => ({ type: MONEY, value: decimal(text) })
export const number = (text: string): Thing => ({ type: NUMBER, value: decimal(text) })
export const count = (n: number): Thing => ({ type: COUNT, value: decimal(n) })
export const date = (text: string): Thing => ({ type: DATE, value: parseIsoDate(text) })
export const moment = (text: string): Thing => ({ type: MOMENT, value: parseIsoMoment(text) })
export const time = (text: string): Thing => ({ type: TIME, value: POINTS.time.parse(text) })
export const text = (value: string, values?: string[]): Thing => ({ type: values ? { ...TEXT, values } : TEXT, value })
export const yesNo = (value: boolean): Thing => ({ type: YES_NO, value })
export const list = (value: string, values?: string[]): Thing => ({ type: values ? { ...LIST, values } : LIST, value })
export const blank = (like: Thing): Thing => ({ ...like, value: null })

export const AT = { file: 'formula', line: 1 }

/** A formula's own text as a source: columns count from 1. */
export function sourceOf(text: string): FormulaSource {
  return {
    text,
    at: span => ({ at: { ...AT, column: span.from + 1 }, quote: { text, from: span.from, to: span.to } }),
  }
}

export function environment(source: FormulaSource, things: Things, problems: Problem[]): Environment {
  const columns = new Map(
    Object.entries(things).map(([name, { type, home = 'shop' }]): [string, Column] => [
      name,
      { id: `given.${name}`, name, owners: ['given'], at: AT, type, home, places: undefined },
    ]),
  )
  return {
    names: {
      find: (name, owner) => (columns.has(name) && (owner ?? 'given') === 'given' ? [columns.get(name)!] : []),
      events: () => undefined,
      isGroup: () => false,
      isOwner: name => name === 'given',
      all: () => columns.keys(),
      eventTables: () => [],
    },
    source,
    currency: 'CNY',
    self: undefined,
    line: undefined,
    release: false,
    secrets: false,
    row: undefined,
    scale: () => undefined,
    scales: new Map(),
    chosenBy: [],
    weeksEnd: 7,
    inScale: false,
    report: p => {
      problems.push(p)
    },
  }
}

export interface Checked {
  readonly bound: Bound | undefined
  readonly problems: Problem[]
}

/** Parses and checks a formula. A syntax fault throws: tests of syntax use the parser itself. */
export function check(formula: string, things: Things = {}): Checked {
  const problems: Problem[] = []
  const parsed = parseFormula(formula, 'CNY')
  if ('fault' in parsed) throw new Error(`syntax: ${JSON.stringify(parsed.fault)}`)
  return { bound: bind(parsed.expr, environment(sourceOf(formula), things, problems)), problems }
}

export function worldOf(things: Things, problems: Problem[]): World {
  return {
    calendar: name => parseIsoDate(name === 'start of period' ? '2026-07-01' : '2026-07-31'),
    column: column => things[column.name]!.value,
    cell: () => FAULT,
    measure: () => FAULT,
    figureOf: () => FAULT,
    earlier: () => FAULT,
    among: () => undefined,
    lines: () => FAULT,
    move: row => row,
    named: () => null,
    rows: home => [{ home, index: 0 }],
    once: (_bound, _row, work) => work(),
    explore: () => {},
    name: () => 'formula',
    who: () => '',
    report: p => {
      problems.push(p)
    },
    blank: traced => {
      problems.push(blankProblem(traced, { name: () => 'formula', who: () => '' }))
    },
  }
}

/** Type of a checked formula, or the codes of its problems. */
export function typeOf(formula: string, things: Things = {}): string {
  const { bound, problems } = check(formula, things)
  if (problems.length > 0) return problems.map(p => p.code).join(' ')
  return bound!.type === UNKNOWN ? 'unknown' : bound!.type.kind
}

/** A value as text: plain decimals, ISO dates, yes/no. */
export function valueText(value: Outcome, type: Type): string {
  if (value === FAULT) return 'fault'
  if (value === null) return 'blank'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return isPoint(type.kind) ? POINTS[type.kind].text(value) : `#${value}`
  return typeof value === 'object' ? plain(value) : value
}

/** What a formula gives: its value, or the codes of the problems met in checking or working it out. */
export function result(formula: string, things: Things = {}): string {
  const { bound, problems } = check(formula, things)
  if (problems.length > 0) return problems.map(p => p.code).join(' ')
  const met: Problem[] = []
  const { value } = evaluate(bound!, { home: 'shop', index: 0 }, worldOf(things, met))
  return met.length > 0 ? met.map(p => p.code).join(' ') : valueText(value, bound!.type)
}
