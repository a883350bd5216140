// Whether formulas between two dates lose times of day that stand in their cells: a date is a day, so that 08:00 until 20:00 of the
// next day is one day. Takes the scheme and what was read; tells each such formula once, at the first cell with a time.

import { inTable, type Problem, problem } from '../core/problem.ts'
import type { Bound } from '../formula/bound.ts'
import { reached } from '../scheme/graph.ts'
import { type DefinedColumn, ownConditions, type Scheme } from '../scheme/model.ts'
import { rootBounds } from '../scheme/roots.ts'
import type { MarkedCell } from '../tables/reading.ts'
import type { TableReading } from './shop-files.ts'

/** A column of dates as files have it. */
interface DateSource {
  readonly table: string
  readonly column: string
  readonly timed: MarkedCell | undefined
}

export function droppedTimes(scheme: Scheme, readings: readonly TableReading[]): Problem[] {
  if (readings.every(({ reading }) => reading.marked.size === 0)) return []
  const between = formulasOf(scheme).filter(isBetweenDates)
  const told = new Set<string>()
  return between.flatMap((bound): Problem[] => {
    const [left, right] = [bound.left, bound.right].map(side => datesIn(side, scheme, readings))
    const timed = [left, right].map(side => side!.find(source => source.timed))
    // Between two columns hours would count. A day is compared with a time of day as a day.
    const lost = bound.kind === 'compare' ? timed[0] && timed[1] : left!.length > 0 && right!.length > 0
    const first = timed[0] ?? timed[1]
    if (!lost || !first?.timed || told.has(bound.text)) return []
    told.add(bound.text)
    const { at, found, quote } = first.timed
    const facts = { column: first.column, found, formula: bound.text }
    const related = [{ at: bound.at, note: bound.text }]
    return [inTable(first.table)(problem('TIMES_DROPPED', at, facts, { quote, related }))]
  })
}

type Between = Extract<Bound, { left: Bound; right: Bound; kind: 'arithmetic' | 'compare' }>

function isBetweenDates(bound: Bound): bound is Between {
  if (bound.kind !== 'arithmetic' && bound.kind !== 'compare') return false
  return bound.left.type.kind === 'date' && bound.right.type.kind === 'date'
}

/** Every part of every formula that a month may need. */
function formulasOf(scheme: Scheme): Bound[] {
  const defined = scheme.columns.filter((c): c is DefinedColumn => c.source.kind === 'defined')
  const roots = [
    ...rootBounds(defined, scheme.reserves, scheme.rules),
    scheme.roster.paid,
    ...scheme.tables.flatMap(ownConditions),
  ]
  return [...reached(roots, scheme).bounds]
}

/** The columns of dates that a formula comes to. */
function datesIn(bound: Bound, scheme: Scheme, readings: readonly TableReading[]): DateSource[] {
  const { ids, rows } = reached([bound], scheme)
  const { spec, columns } = scheme.roster
  const roster = { spec, has: (name: string) => columns.some(c => c.name === name && ids.has(c.id)) }
  const tables = scheme.tables.map(({ spec, columns, events }) => ({
    spec,
    has: (name: string): boolean => {
      const row = events?.column(name)
      return (row !== undefined && rows.has(row)) || columns.some(c => c.name === name && ids.has(c.id))
    },
  }))
  return [roster, ...tables].flatMap(({ spec, has }) => {
    const timed = readings.find(r => r.table === spec.name)?.reading.marked
    return spec.columns.flatMap(({ name, type }, index): DateSource[] =>
      type === 'date' && has(name) ? [{ table: spec.name, column: name, timed: timed?.get(index) }] : [],
    )
  })
}
