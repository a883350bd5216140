// What of a scheme an opening has to say: its reserves and deductions, the figures of earlier months that its formulas read, and
// the tables whose orders a later month may have again. Takes a scheme and the month that the book is opened with.

import { periodsAway } from '../core/calendar.ts'
import { monthsBack } from '../pay/earlier.ts'
import { orderColumns } from '../pay/order-log.ts'
import type { OpeningSheet } from '../reports/opening-sheets.ts'
import { drawsOf, type Scheme, type SchemeColumn } from '../scheme/model.ts'
import { squashed } from '../scheme/names.ts'
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
  const months = new Map<string, number>()
  for (const { source } of scheme.asked) {
    if (source.figure.kind !== 'earlier') continue
    const { column, take } = source.figure
    // As the first month after it reads them: those of this year are none for a January.
    const back = monthsBack(source.figure, periodsAway(period, 1))
    // Of a balance the last month that has it says all.
    months.set(column.id, Math.max(months.get(column.id) ?? 0, take === 'last' ? 1 : back))
  }
  return {
    period,
    reserves: scheme.reserves.map(r => r.name),
    deductions: [...scheme.deductions, ...drawsOf(scheme)].map(d => d.name),
    figures: [...figureNames(scheme)].flatMap(([column, name]) => {
      const back = months.get(column.id)
      if (!back) return []
      const all = Array.from({ length: back }, (_, i) => periodsAway(period, i + 1 - back))
      return [{ column, name, months: all }]
    }),
    orders: scheme.tables.flatMap(({ spec }) => (orderColumns(spec) ? [spec.name] : [])),
  }
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
