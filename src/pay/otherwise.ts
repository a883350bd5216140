// A month as it would be with one band taken instead of another, for one person, group or the shop. Takes the engine of the
// month and the band; works out again only what follows from it and takes everything else as it is. Reports nothing: what
// can't be worked out is FAULT.

import { type Decimal, ZERO } from '../core/decimal.ts'
import { once } from '../core/lists.ts'
import { type Bound, isSheetSum } from '../formula/bound.ts'
import { evaluate } from '../formula/evaluate.ts'
import { FAULT, type Outcome, type Row } from '../formula/trace.ts'
import { parts } from '../formula/tree.ts'
import type { World } from '../formula/world.ts'
import type { Graph } from '../scheme/graph.ts'
import { caseFor, type DefinedColumn, isDefined, payLines, type SchemeColumn } from '../scheme/model.ts'
import type { Engine } from './engine.ts'

/** The columns that follow from a column, and of those the ones in which other people's figures follow too. */
export interface Following {
  readonly all: ReadonlySet<string>
  /** Through sums over people, ranks and shares. */
  readonly ofOthers: ReadonlySet<string>
}

/** Everything that follows from figures of rows. */
export function followingFigures(measures: readonly string[], graph: Graph): Following {
  return {
    all: new Set(measures.flatMap(id => graph.readers(id))),
    ofOthers: new Set(measures.flatMap(id => graph.readersOfOthers(id))),
  }
}

/** Everything that follows from a column. */
export function followingFrom(column: string, graph: Graph): Following {
  return { all: new Set([column, ...graph.readers(column)]), ofOthers: new Set(graph.readersOfOthers(column)) }
}

/** The bands of a column's row, and the band that is taken of them instead. */
export interface Instead {
  readonly bands: Bound
  readonly row: Row
  readonly index: number
}

/** A figure of rows that is another one. */
export interface OtherFigure {
  readonly measure: string
  readonly row: Row
  readonly value: Decimal
}

/** The lines of a person added up, with the other band or other figures; FAULT where they can't be. */
export function grossOtherwise(
  engine: Engine,
  instead: Instead | readonly OtherFigure[],
  following: Following,
): (person: Row) => Outcome {
  const { scheme, facts } = engine
  const band = 'bands' in instead ? instead : undefined
  const figures = 'bands' in instead ? [] : instead
  const targets = band ? [band.row] : figures.map(figure => figure.row)
  const same = (a: Row | null, b: Row): boolean => a !== null && a.home === b.home && a.index === b.index
  const known = new Map<string, Outcome>()
  const touched = new Map<Bound, boolean>()
  const touches = (bound: Bound): boolean => {
    return once(
      touched,
      bound,
      () =>
        bound.kind === 'lines' ||
        bound === band?.bands ||
        (bound.kind === 'measure' && figures.some(figure => figure.measure === bound.measure.id)) ||
        (bound.kind === 'column' && following.all.has(bound.column.id)) ||
        parts(bound).some(touches),
    )
  }
  /** True for rows whose own figures the other band changes. */
  const concerns = (row: Row): boolean =>
    row.home !== 'person' || targets.some(target => same(engine.world.move(row, target.home), target))
  const value = (column: SchemeColumn, row: Row): Outcome => {
    const other = following.all.has(column.id) && (following.ofOthers.has(column.id) || concerns(row))
    if (!other) return engine.value(column, row)
    return once(known, `${column.id}|${row.home}|${row.index}`, () => work(column, row))
  }
  const work = (column: SchemeColumn, row: Row): Outcome => {
    const given = facts.given(column, row)
    if (given !== undefined || !isDefined(column)) return given ?? engine.value(column, row)
    const own = row.home === 'person' ? caseFor(column, engine.position(row)) : column.source.cases[0]
    if (!own || (own.when && evaluate(own.when, row, world).value !== true)) return null
    return evaluate(own.formula, row, world).value
  }
  const sum = (columns: readonly DefinedColumn[], row: Row): Outcome => {
    let all: Decimal = ZERO
    for (const column of columns) {
      const amount = value(column, row)
      if (amount === FAULT) return FAULT
      if (amount !== null) all = all.plus(amount as Decimal)
    }
    return all
  }
  const shared = new Map<Bound, Map<string, unknown>>()
  const world: World = {
    ...engine.world,
    column: (column, row) => value(column as SchemeColumn, row),
    // What is paid out in the end is not estimated.
    lines: (which, line, row) => (isSheetSum(which) ? FAULT : sum(engine.linesOf(which, line, row), row)),
    once: <T>(bound: Bound, row: Row, doIt: () => T): T => {
      if (!touches(bound)) return engine.world.once(bound, row, doIt)
      const rows = once(shared, bound, () => new Map<string, unknown>())
      return once(rows, `${row.home}|${row.index}`, doIt) as T
    },
    measure: (measure, type, row) =>
      figures.find(figure => figure.measure === measure.id && same(row, figure.row))?.value ??
      engine.world.measure(measure, type, row),
    band: (bound, row) => {
      if (!band || bound !== band.bands) return undefined
      return engine.world.move(row, band.row.home)?.index === band.row.index ? band.index : undefined
    },
    report: () => {},
    explore: () => {},
  }
  return person =>
    sum(
      payLines(scheme, engine.position(person)).map(l => l.column),
      person,
    )
}
