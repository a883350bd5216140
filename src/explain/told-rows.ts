// The rows behind people's own figures, where they are few: those in which something is worked out, for somebody to check on paper, and
// those that are counted, to be named. Takes a worked-out month, whose files it reads once more; gives rows as data, of which a statement hides what is another's.

import type { Bound, Measure } from '../formula/bound.ts'
import { rowFormula, rowParts, some } from '../formula/tree.ts'
import type { WorkedMonth } from '../pay/month.ts'
import { graphOf } from '../scheme/graph.ts'
import type { Scheme } from '../scheme/model.ts'
import { BESIDE, idColumn, type QuotedRow, quoteRows, type RowsWanted } from './quote-rows.ts'

/** Of so many rows each is shown; of more they are counted, and `explain` shows them. */
export const MOST_TOLD = 8

/** Of so many rows that are only counted each is named. */
const MOST_NAMED = 4

/** The rows behind a figure of somebody, by their number; undefined where they are only counted. */
export type RowsTold = (measure: Measure, person: number) => readonly QuotedRow[] | undefined

export async function rowsTold({ engine, readings, scheme }: WorkedMonth): Promise<RowsTold> {
  const figures = graphOf(scheme).figures()
  const measures = scheme.measures.filter(
    m =>
      figures.get(m.id)?.home === 'person' &&
      m.ofRows !== true &&
      m.key === undefined &&
      (worksOut(m) || isNamed(m, scheme)),
  )
  const wanted = new Map<string, RowsWanted>()
  for (const measure of measures) {
    const most = isNamed(measure, scheme) ? MOST_NAMED : MOST_TOLD
    for (const { index } of engine.world.rows('person')) {
      const rows = engine.measured(measure, { home: 'person', index }).rows?.rows
      if (rows && rows.count > 0 && rows.count <= most)
        wanted.set(`${measure.id} | ${index}`, { measure, key: index, rows })
    }
  }
  const quoted = wanted.size === 0 ? undefined : await quoteRows(engine, readings, [...wanted.values()], true)
  return ({ id }, index) => {
    const own = wanted.get(`${id} | ${index}`)
    return own && quoted?.get(own)
  }
}

/** True where rows are only counted, each of which has something of its own by which it is found: a number of an order. */
export function isNamed(measure: Measure, { tables }: Pick<Scheme, 'tables'>): boolean {
  const { aggregate, table } = measure
  if (worksOut(measure) || (aggregate !== 'count' && aggregate !== 'count distinct')) return false
  return idColumn(tables.find(({ spec }) => spec.name === table)?.spec) !== undefined
}

/** True where a row comes to something that its own cells do not say: what is added, or what decides whether it counts. */
function worksOut({ of, where, by }: Measure): boolean {
  if (of && of.kind !== 'literal' && (of.kind !== 'row column' || rowFormula(of))) return true
  return [where, by].some(bound => bound && some(bound, isBeside, rowParts))
}

/** What a row has by another row, a person or a list. */
function isBeside(bound: Bound): boolean {
  return BESIDE.has(bound.kind) || (bound.kind === 'measure' && bound.key !== undefined)
}
