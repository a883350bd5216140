// What earlier months gave, as the book has it: values of columns by month and by person, group or shop, as texts. Takes
// what is kept; gives values of a column's type, blank where a month has none.

import {
  IN_FIVE_YEARS,
  type Period,
  parsePayPeriod,
  periodsAway,
  periodsIn,
  periodsToLastYear,
  spanAt,
} from '../core/calendar.ts'
import { decimal } from '../core/decimal.ts'
import { once } from '../core/lists.ts'
import { AGGREGATES } from '../formula/aggregates.ts'
import type { Bound, Value } from '../formula/bound.ts'
import { keptValue } from '../formula/kinds.ts'

/** By month, then by key of the row (`00013`, `班组=机电一组`, empty for the shop), then by column. */
export interface EarlierValues {
  get(month: string): ReadonlyMap<string, Readonly<Record<string, string>>> | undefined
}

/** The same with the rows of each month as they are to be, worked out when the month is asked for. */
export function eachMonth(
  values: EarlierValues,
  change: (
    rows: ReadonlyMap<string, Readonly<Record<string, string>>>,
    month: string,
  ) => ReadonlyMap<string, Readonly<Record<string, string>>>,
): EarlierValues {
  const known = new Map<string, ReadonlyMap<string, Readonly<Record<string, string>>> | undefined>()
  return {
    get: month =>
      once(known, month, () => {
        const rows = values.get(month)
        return rows && change(rows, month)
      }),
  }
}

export type EarlierBound = Extract<Bound, { kind: 'earlier' }>

/** How many months before one (`2026-07`) an `earlier …` looks back to. */
export function monthsBack({ months }: Pick<EarlierBound, 'months'>, period: string): number {
  if (typeof months === 'number') return months
  const of = parsePayPeriod(period)!
  if (months === 'ever') return IN_FIVE_YEARS[of.kind]
  if (months === 'same month last year') return periodsToLastYear(of)
  return periodsIn(spanAt(of.end, 'year'), of).findIndex(p => p.name === period)
}

/** The value of an `earlier …` for a row. */
export function earlierValue(bound: EarlierBound, key: string, period: Period, values: EarlierValues): Value {
  const { column, take, type } = bound
  const months = monthsBack(bound, period.name)
  const at = (back: number): Value => {
    const text = values.get(periodsAway(period.name, -back))?.get(key)?.[column.id]
    return text === undefined ? null : keptValue(text, column.type.kind)
  }
  if (take === 'one') return at(months)
  const found = Array.from({ length: months }, (_, i) => at(i + 1)).filter(value => value !== null)
  const [first] = found
  // Of a balance or a sum that is not known by its type nothing can be said.
  if (!first && (take === 'last' || take === 'sum')) return type.kind === 'unknown' ? null : decimal(0)
  return take === 'last' ? first! : AGGREGATES[take].of(found)
}
