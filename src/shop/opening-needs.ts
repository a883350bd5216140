// What of a scheme an opening has to say: its reserves and deductions, the figures of earlier months that its formulas read, and
// the tables whose orders a later month may have again. Takes a scheme and the month that the book is opened with.

import { IN_FIVE_YEARS, parsePayPeriod, periodsAway } from '../core/calendar.ts'
import type { EarlierBound } from '../pay/earlier.ts'
import { orderColumns } from '../pay/order-log.ts'
import type { OpeningSheet } from '../reports/opening-sheets.ts'
import { drawsOf, type Scheme, type SchemeColumn } from '../scheme/model.ts'
import { squashed } from '../scheme/names.ts'
import { monthsRead } from './month.ts'
import { keptColumns } from './month-rows.ts'

/** A figure of earlier months, and of which of them it will be read, the oldest first. */
export interface FigureNeed {
  readonly column: SchemeColumn
  readonly name: string
  readonly months: readonly string[]
}

export interface OpeningNeeds {
  readonly period: string
  readonly reserves: readonly string[]
  readonly deductions: readonly string[]
  readonly figures: readonly FigureNeed[]
  /** Tables with a column of order numbers. */
  readonly orders: readonly string[]
}

export function openingNeeds(scheme: Scheme, period: string): OpeningNeeds {
  const months = new Map<string, Set<string>>()
  for (const { source } of scheme.asked) {
    if (source.figure.kind !== 'earlier') continue
    const { id } = source.figure.column
    months.set(id, new Set([...(months.get(id) ?? []), ...readLater(source.figure, period)]))
  }
  return {
    period,
    reserves: scheme.reserves.map(r => r.name),
    deductions: [...scheme.deductions, ...drawsOf(scheme)].map(d => d.name),
    figures: [...figureNames(scheme)].flatMap(([column, name]) => {
      const read = [...(months.get(column.id) ?? [])].sort()
      return read.length === 0 ? [] : [{ column, name, months: read }]
    }),
    orders: scheme.tables.flatMap(({ spec }) => (orderColumns(spec) ? [spec.name] : [])),
  }
}

/** The months up to one that those after it will read; of a balance the last one, which says all. */
function readLater(figure: EarlierBound, period: string): string[] {
  const { months, take } = figure
  if (take === 'last') return [period]
  // What is said in words reaches back into the year before, at most.
  const aYear = IN_FIVE_YEARS[parsePayPeriod(period)!.kind] / 5 + 2
  const later = Array.from({ length: typeof months === 'number' ? months : aYear }, (_, i) =>
    periodsAway(period, i + 1),
  )
  return later.flatMap(name => monthsRead(figure, name, '')).filter(name => name <= period)
}

/** The sheets that have something to say. */
export function neededSheets({ reserves, deductions, figures, orders }: OpeningNeeds): OpeningSheet[] {
  const there = (sheet: OpeningSheet, list: readonly unknown[]): OpeningSheet[] => (list.length > 0 ? [sheet] : [])
  return [
    ...there('reserves', reserves),
    ...there('deductions', deductions),
    ...there('figures', figures),
    ...there('orders', orders),
    ...there('totals', [...reserves, ...deductions, ...orders]),
  ]
}

/** What figures are called that the book keeps: by their names, with the section before it where another has the same. */
export function figureNames(scheme: Scheme): ReadonlyMap<SchemeColumn, string> {
  const columns = keptColumns(scheme)
  const count = new Map<string, number>()
  for (const { name } of columns) count.set(squashed(name), (count.get(squashed(name)) ?? 0) + 1)
  const own = (column: SchemeColumn): string =>
    count.get(squashed(column.name)) === 1 ? column.name : `${column.owners[0]}.${column.name}`
  return new Map(columns.map(column => [column, own(column)]))
}
