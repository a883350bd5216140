// Made rows as they are explained: what is worked out in one of them, of which rows it is made, and what tells it apart. Takes the
// engine of a worked-out month; gives traces by the same evaluator that pays.

import { once } from '../core/lists.ts'
import type { Bound, Measure } from '../formula/bound.ts'
import { evaluate } from '../formula/evaluate.ts'
import { noRows, rowWorld, sharedIn } from '../formula/rows.ts'
import type { Traced } from '../formula/trace.ts'
import { nodes, parts, rowFormula } from '../formula/tree.ts'
import type { World } from '../formula/world.ts'
import type { Engine } from '../pay/engine.ts'
import type { MeasureFigure } from '../pay/facts.ts'
import type { MadeRows } from '../pay/made-rows.ts'
import type { Made } from '../scheme/model.ts'

/** A figure of a made row: what is worked out in a column of it, or of the rows that it is made of. */
export interface MadeFigure {
  readonly table: string
  /** Its number among them, from 0. */
  readonly i: number
  readonly of: Bound
}

/** What is worked out in the rows of a made table. */
export interface MadeWorld {
  readonly made: Made
  readonly rows: MadeRows
  readonly world: World
}

export class MadeTables {
  private readonly engine: Engine
  private readonly known = new Map<string, MadeWorld | undefined>()

  constructor(engine: Engine) {
    this.engine = engine
  }

  /** The rows of a table; undefined where it is made of none. */
  table(name: string): MadeWorld | undefined {
    return once(this.known, name, () => {
      const { scheme, facts, world } = this.engine
      const made = scheme.tables.find(({ spec }) => spec.name === name)?.made
      const rows = made && facts.madeRows?.(name)
      if (!made || !rows) return undefined
      const { batch, dictionaries } = rows
      return { made, rows, world: rowWorld({ ...noRows(name), batch, dictionaries }, world) }
    })
  }

  /** How a figure of a row came about. */
  trace({ table, i, of }: MadeFigure): Traced {
    return evaluate(rowFormula(of) ?? of, { home: 'row', index: i }, this.table(table)!.world)
  }

  /** The rows that a figure of a row was added up from. */
  behind({ table, i }: MadeFigure, measure: Measure): MeasureFigure['rows'] {
    return this.engine.facts.rowsBehind?.(measure, this.table(table)!.rows.code(i))
  }

  /** The rows of exports that are behind a row: those that it is made of, or itself. */
  *under(table: string, row: number): Generator<{ readonly table: string; readonly row: number }> {
    const there = this.table(table)
    if (!there) {
      yield { table, row }
      return
    }
    const { made, rows } = there
    const behind = this.engine.facts.rowsBehind?.(made.rows.measure, rows.code(row - 1))
    for (const inner of behind?.rows ?? []) yield* this.under(made.of, inner)
  }

  /** Of a row that is somebody's who shares the rows that it is made of: whose. */
  person({ table, i }: MadeFigure): number | undefined {
    const { made, rows } = this.table(table)!
    const shared = sharedIn(made.by) === undefined ? -1 : made.keys.findIndex(key => key.type.kind === 'person')
    return shared < 0 ? undefined : rows.batch.columns[shared]!.values[i]
  }

  /** The figures of made rows that a measure of them reads: of each row those that are worked out in it. */
  *of({ table, of, where }: Measure, list: Iterable<number>): Generator<MadeFigure> {
    if (!this.table(table)) return
    const figures = [...nodes([of, where], parts)].filter(b => rowFormula(b) !== undefined)
    for (const row of list) for (const figure of figures) yield { table, i: row - 1, of: figure }
  }
}

/** Figures of the same row that a trace looked at. */
export function madeIn(traced: Traced, table: string, i: number): MadeFigure[] {
  const { bound } = traced
  const own = rowFormula(bound) !== undefined || (bound.kind === 'measure' && bound.measure.made === table)
  return [...(own ? [{ table, i, of: bound }] : []), ...traced.parts.flatMap(part => madeIn(part, table, i))]
}

/** What a figure of a made row is called: by its column, or by its words. */
export function nameOf({ of }: MadeFigure): string {
  return of.kind === 'row column' ? of.column.name : of.text
}

/** True for a figure of the rows behind a made row. */
export function isBehind(bound: Bound): bound is Extract<Bound, { kind: 'measure' }> {
  return bound.kind === 'measure' && bound.measure.made !== undefined
}
