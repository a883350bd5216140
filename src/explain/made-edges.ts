// Bands in made rows near whose edge a figure is: what the sums over such rows would be on the other side. Takes the engine of a
// month and how an edge is found near; gives each with the figures that would be others. A column that other figures than sums and
// counts read is left out: what it is worth is not known without all of them.

import { type Decimal, ONE, ZERO } from '../core/decimal.ts'
import { type Bound, isKeyed, type Measure } from '../formula/bound.ts'
import { evaluate } from '../formula/evaluate.ts'
import { noRows, rowWorld } from '../formula/rows.ts'
import { isDecimal, type Row, SHOP, type Traced } from '../formula/trace.ts'
import { nodesOf, ownParts, type Part } from '../formula/tree.ts'
import type { World } from '../formula/world.ts'
import type { Engine } from '../pay/engine.ts'
import type { OtherFigure } from '../pay/otherwise.ts'
import { type MadeFigure, MadeTables, type MadeWorld } from './made.ts'

interface Found {
  readonly bands: Part<'bands'>
  readonly index: number
}

export interface MadeEdge<N extends Found> {
  readonly figure: MadeFigure
  readonly near: N
  readonly figures: readonly OtherFigure[]
}

/** Of larger tables nobody reads notes. */
const MOST_ROWS = 5000

/** All edges near which a figure of a made row is. */
export function* madeEdges<N extends Found>(
  engine: Engine,
  nearOf: (traced: Traced, world: World) => readonly N[],
): Generator<MadeEdge<N>> {
  const tables = new MadeTables(engine)
  for (const { spec, events } of engine.scheme.tables) {
    const there = tables.table(spec.name)
    if (!there || !events || there.rows.size > MOST_ROWS) continue
    for (const name of events.columnNames()) {
      const column = events.column(name)!
      const formula = 'formula' in column.source ? column.source.formula : undefined
      const bands = [...nodesOf('bands', [formula])].filter(b => !b.marginal)
      const measures = engine.scheme.measures.filter(m => m.table === spec.name && bands.some(b => reads(m, b)))
      if (!formula || measures.length === 0 || !measures.every(isAdded)) continue
      const of: Bound = { kind: 'row column', column, type: column.type, home: 'row', text: name, at: formula.at }
      for (let i = 0; i < there.rows.size; i++) {
        const figure = { table: spec.name, i, of }
        for (const near of nearOf(tables.trace(figure), there.world)) {
          const figures = measures.flatMap(m => otherFigure(engine, m, there, i, near))
          if (figures.length > 0) yield { figure, near, figures }
        }
      }
    }
  }
}

function reads({ of, where }: Measure, bands: Bound): boolean {
  return [...nodesOf('bands', [of, where], ownParts)].includes(bands as Part<'bands'>)
}

function isAdded(measure: Measure): boolean {
  return !isKeyed(measure) && (measure.aggregate === 'sum' || measure.aggregate === 'count')
}

/** What a sum would be with the other band in one row; nothing where it would be the same. */
function otherFigure(
  engine: Engine,
  measure: Measure,
  { rows: { batch, dictionaries }, world }: MadeWorld,
  i: number,
  { bands, index }: Found,
): OtherFigure[] {
  const around: World = { ...engine.world, band: bound => (bound === bands ? index : undefined) }
  const other = rowWorld({ ...noRows(measure.table), batch, dictionaries }, around)
  const [before, after] = [broughtBy(measure, i, world), broughtBy(measure, i, other)]
  const row = rowOf(engine, measure, i, world)
  const now = row && engine.measured(measure, row).value
  if (!before || !after || !row || !isDecimal(now ?? undefined) || before.eq(after)) return []
  return [{ measure: measure.id, row, value: (now as Decimal).plus(after).minus(before) }]
}

function broughtBy({ of, where }: Measure, i: number, world: World): Decimal | undefined {
  const row: Row = { home: 'row', index: i }
  const fits = where ? evaluate(where, row, world).value : true
  if (fits !== true) return fits === false ? ZERO : undefined
  const value = of ? evaluate(of, row, world).value : ONE
  return value === null ? ZERO : isDecimal(value) ? value : undefined
}

/** Whose figure a made row goes into. */
function rowOf(engine: Engine, { by }: Measure, i: number, world: World): Row | undefined {
  if (!by) return SHOP
  const { value } = evaluate(by, { home: 'row', index: i }, world)
  if (value === null || typeof value === 'symbol') return undefined
  const { group } = by.type
  if (group === undefined) return { home: 'person', index: Number(value) }
  const index = engine.facts.people.directory.groups.get(group)?.find(String(value))
  return index === undefined ? undefined : { home: `group:${group}`, index }
}
