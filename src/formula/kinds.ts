// The kinds of values, a row each: what can be done with them, how a cell of a batch becomes one, how one is written as a text
// and read again that the book kept. What only a scheme or a spreadsheet asks of a kind stands in a table there.

import { type Decimal, decimal, fixed, plain } from '../core/decimal.ts'
import { each } from '../core/kinds.ts'
import { amountText } from '../core/money.ts'
import { POINTS, type PointKind } from '../core/points.ts'
import { type BatchColumn, figureAt } from '../tables/batch.ts'
import type { Interner } from '../tables/interner.ts'
import type { Value } from './bound.ts'
import { isDecimal } from './trace.ts'
import type { Kind } from './types.ts'

/** How values are written for one kind of reader; which of these a value takes follows from its kind. */
export interface Writing {
  /** `places`: those that the scheme rounds it to, where it does. */
  readonly figure: (value: Decimal, money: boolean, places?: number) => string
  readonly person: (number: number) => string
  readonly text: (value: string) => string
  readonly truth: (value: boolean) => string
}

type Written = (value: Exclude<Value, null>, writing: Writing, places: number | undefined) => string

interface ValueKind {
  /** True for what is added up, multiplied and rounded. */
  readonly figure: boolean
  /** True for a point in time, which has an order but no amount. */
  readonly time?: true
  /** A cell of a batch that is not blank. */
  readonly cell: (data: BatchColumn, i: number, texts: Interner | undefined) => Value
  readonly written: Written
  /** What the book kept. */
  readonly kept: (text: string) => Value
}

const figure =
  (money: boolean): Written =>
  (value, { figure, text }, places) =>
    isDecimal(value) ? figure(value, money, places) : text(String(value))

const FIGURE: ValueKind = {
  figure: true,
  cell: figureAt,
  written: figure(false),
  kept: text => (/^-?\d+(\.\d+)?$/.test(text) ? decimal(text) : null),
}
const TEXT: ValueKind = {
  figure: false,
  cell: ({ values }, i, texts) => texts!.text(values[i]!),
  written: (value, { text }) => text(String(value)),
  kept: text => text,
}

function point(kind: PointKind): ValueKind {
  const { text, parse } = POINTS[kind]
  return {
    figure: false,
    time: true,
    cell: ({ values }, i) => values[i]!,
    written: of => text(Number(of)),
    kept: parse,
  }
}

const KINDS: Readonly<Record<Kind, ValueKind>> = {
  money: { ...FIGURE, written: figure(true) },
  ...each(['number', 'count'], FIGURE),
  ...each(['text', 'list'], TEXT),
  unknown: { ...TEXT, written: figure(false) },
  date: point('date'),
  moment: point('moment'),
  time: point('time'),
  person: { ...TEXT, cell: ({ values }, i) => values[i]!, written: (value, { person }) => person(Number(value)) },
  'yes/no': {
    figure: false,
    cell: ({ values }, i) => values[i] === 1,
    written: (value, { truth }) => truth(value === true),
    kept: text => text === 'yes',
  },
}

/** True for the kinds of figures. */
export function isFigureKind(kind: Kind): boolean {
  return KINDS[kind].figure
}

/** True for days, moments and times of day. */
export function isTimeKind(kind: Kind): boolean {
  return KINDS[kind].time === true
}

/** A cell as a value of formulas. */
export function decode(data: BatchColumn, kind: Kind, texts: Interner | undefined, i: number): Value {
  return Number.isNaN(data.values[i]!) ? null : KINDS[kind].cell(data, i, texts)
}

/** A value that is there, as a text. */
export function written(value: Exclude<Value, null>, kind: Kind, writing: Writing, places?: number): string {
  return KINDS[kind].written(value, writing, places)
}

const KEPT: Writing = { figure: plain, person: String, text: String, truth: value => (value ? 'yes' : 'no') }

/** A value as the book keeps it; undefined where there is none to keep. */
export function keptText(value: Value, kind: Kind): string | undefined {
  return value === null ? undefined : written(value, kind, KEPT)
}

const SHOWN: Writing = {
  ...KEPT,
  figure(value, money, places) {
    if (places !== undefined) return fixed(value, places)
    return money && value.decimalPlaces() <= 2 ? amountText(value) : plain(value)
  },
}

/** A value as JSON and sheets show it: amounts and rounded figures with their places, other figures plain. */
export function showValue(value: Value, kind: Kind, places: number | undefined): string {
  return value === null ? '' : written(value, kind, SHOWN, places)
}

/** A value as the book kept it. */
export function keptValue(text: string, kind: Kind): Value {
  return KINDS[kind].kept(text)
}
