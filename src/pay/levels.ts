// In which order measures can be computed. Most need nothing but rows: the first pass. A measure whose rows read a figure
// of the shop, or of an order, waits until that figure is known.

import { addTo } from '../core/lists.ts'
import type { Bound, Measure } from '../formula/bound.ts'
import { parts, rowFormula } from '../formula/tree.ts'
import type { DefinedColumn, Scheme } from '../scheme/model.ts'

/** Measures by table. */
export type Level = ReadonlyMap<string, readonly Measure[]>

const AMONG_PEOPLE: ReadonlySet<Bound['kind']> = new Set(['people', 'rank', 'share'])

function formulasOf({ source }: DefinedColumn): Bound[] {
  return source.cases.flatMap(c => [c.formula, ...(c.when ? [c.when] : [])])
}

/** The levels in their order; the first takes the measures that need nothing but rows. */
export function measureLevels(scheme: Scheme): readonly Level[] {
  const columns = new Map(scheme.columns.map(c => [c.id, c]))
  const known = new Map<string, number>()

  /** The highest level of the measures that a formula reads, −1 for none. Circles were refused with the scheme. */
  const highest = (bound: Bound, seen: ReadonlySet<string>): number => {
    if (bound.kind === 'measure') return levelOf(bound.measure, seen)
    const formula = rowFormula(bound)
    const inside = (formula ? [formula] : parts(bound)).map(p => highest(p, seen))
    const further = (id: string, formulas: readonly Bound[]): void => {
      if (!seen.has(id)) inside.push(...formulas.map(b => highest(b, new Set([...seen, id]))))
    }
    if (bound.kind === 'column') {
      const column = columns.get(bound.column.id)
      if (column?.source.kind === 'defined') further(column.id, formulasOf(column as DefinedColumn))
    }
    if (bound.kind === 'lines') for (const line of scheme.pay) further(line.id, formulasOf(line))
    // Among whom: the people who are paid.
    if (AMONG_PEOPLE.has(bound.kind)) further('paid', [scheme.roster.paid])
    return Math.max(-1, ...inside)
  }
  const levelOf = (measure: Measure, seen: ReadonlySet<string>): number => {
    const before = known.get(measure.id)
    if (before !== undefined) return before
    const leaveOut = scheme.tables.find(t => t.spec.name === measure.table)?.leaveOut
    const inside = [measure.of, measure.by, measure.where, leaveOut].filter(b => b !== undefined)
    const level = 1 + Math.max(-1, ...inside.map(b => highest(b, seen)))
    known.set(measure.id, level)
    return level
  }

  const levels: Map<string, Measure[]>[] = [new Map()]
  for (const measure of scheme.measures) {
    const level = levelOf(measure, new Set())
    while (levels.length <= level) levels.push(new Map())
    const table = levels[level]!
    addTo(table, measure.table, measure)
  }
  return levels
}
