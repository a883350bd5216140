// The kinds of values, a row each: what can be done with them, how a cell of a batch becomes one, and how one is read again
// that the book kept. What only a scheme or a spreadsheet asks of a kind stands in a table there.

import { parseIsoDate } from '../core/calendar.ts'
import { decimal } from '../core/decimal.ts'
import { each } from '../core/kinds.ts'
import { type BatchColumn, figureAt } from '../tables/batch.ts'
import type { Interner } from '../tables/interner.ts'
import type { Value } from './bound.ts'
import type { Kind } from './types.ts'

interface ValueKind {
  /** True for what is added up, multiplied and rounded. */
  readonly figure: boolean
  /** A cell of a batch that is not blank. */
  readonly cell: (data: BatchColumn, i: number, texts: Interner | undefined) => Value
  /** What the book kept. */
  readonly kept: (text: string) => Value
}

const FIGURE: ValueKind = {
  figure: true,
  cell: figureAt,
  kept: text => (/^-?\d+(\.\d+)?$/.test(text) ? decimal(text) : null),
}
const TEXT: ValueKind = {
  figure: false,
  cell: ({ values }, i, texts) => texts!.text(values[i]!),
  kept: text => text,
}

const KINDS: Readonly<Record<Kind, ValueKind>> = {
  ...each(['money', 'number', 'count'], FIGURE),
  ...each(['text', 'list', 'unknown'], TEXT),
  date: { figure: false, cell: ({ values }, i) => values[i]!, kept: parseIsoDate },
  person: { ...TEXT, cell: ({ values }, i) => values[i]! },
  'yes/no': { figure: false, cell: ({ values }, i) => values[i] === 1, kept: text => text === 'yes' },
}

/** True for the kinds of figures. */
export function isFigureKind(kind: Kind): boolean {
  return KINDS[kind].figure
}

/** A cell as a value of formulas. */
export function decode(data: BatchColumn, kind: Kind, texts: Interner | undefined, i: number): Value {
  return Number.isNaN(data.values[i]!) ? null : KINDS[kind].cell(data, i, texts)
}

/** A value as the book kept it. */
export function keptValue(text: string, kind: Kind): Value {
  return KINDS[kind].kept(text)
}
