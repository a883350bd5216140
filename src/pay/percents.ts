// Numbers held against the figures that formulas compare them with. Takes what the columns have; tells of figures that are a hundred
// times too large or too small: 7.4 where the scheme has percentages is 740%, and 91% where it has plain figures is 0.91.

import { type Decimal, plain } from '../core/decimal.ts'
import { inTable, type Problem, placed, problem } from '../core/problem.ts'
import { isDecimal } from '../formula/trace.ts'
import type { HeldAgainst } from '../scheme/held.ts'
import { isRead } from '../scheme/model.ts'
import { figureAt } from '../tables/batch.ts'
import type { Engine } from './engine.ts'
import type { TakeRow } from './order-log.ts'
import type { RowFaults } from './row-faults.ts'
import type { TableReading } from './shop-files.ts'

/** A figure is told that is so many times the largest percentage, and less than so many times it as hundredths. */
const FAR = 10

/** True for a figure that is far above the percentages, and near them as hundredths. */
export function isFar({ percent }: HeldAgainst, value: Decimal): boolean {
  const size = value.abs()
  return !percent.isZero() && size.gt(1) && size.gte(percent.times(FAR)) && size.lte(percent.times(FAR * 100))
}

function far(held: HeldAgainst, value: Decimal): Problem | undefined {
  if (!isFar(held, value)) return undefined
  const { column, percent } = held
  const facts = { column, found: plain(value), percent: `${plain(percent.times(100))}%` }
  return problem('PERCENT_FAR', undefined, facts)
}

/** Of people, groups and the shop: the figures of whoever is paid. */
export function inputPercents(asked: readonly HeldAgainst[], { facts, world }: Engine): Problem[] {
  return asked.flatMap(one => {
    const input = one.at
    if (!('id' in input && isRead(input))) return []
    return world.rows(input.home).flatMap((row): Problem[] => {
      const { value, at } = facts.input(input, row)
      const found = isDecimal(value) && at ? far(one, value) : undefined
      return found ? [inTable(input.source.table)(placed(found, at!, {}))] : []
    })
  })
}

/** Of the rows of a table; undefined where no column of its is held against a percentage. */
export function rowPercents(asked: readonly HeldAgainst[], table: string, faults: RowFaults): TakeRow | undefined {
  const own = asked.flatMap(one =>
    !('id' in one.at) && one.at.table === table && !one.percent.isZero() ? [{ one, index: one.at.index }] : [],
  )
  if (own.length === 0) return undefined
  return (batch, _, i) => {
    for (const { one, index } of own) {
      const value = figureAt(batch.columns[index]!, i)
      const found = value && far(one, value)
      if (found) faults.take(batch.rows[i]!, found, index)
    }
  }
}

/** Percentages in columns of numbers that are only held against plain figures, each column at its first one. */
export function plainPercents(asked: readonly HeldAgainst[], readings: readonly TableReading[]): Problem[] {
  return asked.flatMap(({ at, column, percent, plain: figure }): Problem[] => {
    const source = 'id' in at ? (isRead(at) ? at.source : undefined) : at
    if (!source || !percent.isZero()) return []
    const marked = readings.find(r => r.table === source.table)?.reading.marked.get(source.index)
    if (!marked) return []
    const facts = { column, found: marked.found, figure: plain(figure) }
    return [inTable(source.table)(problem('PERCENT_PLAIN', marked.at, facts, { quote: marked.quote }))]
  })
}
