// All measures of a table in one pass over its rows. Measures with the same `by` and `where` share one selection: its
// condition is tested once a row, and the rows that it takes are remembered once for the audit trail.

import { decimal } from '../core/decimal.ts'
import type { Bound, Measure, Value } from '../formula/bound.ts'
import { evaluate } from '../formula/evaluate.ts'
import {
  compileCode,
  compileFigure,
  compileTest,
  type RowFigure,
  type Rows,
  type RowTest,
  rowWorld,
} from '../formula/rows.ts'
import { FAULT } from '../formula/trace.ts'
import type { World } from '../formula/world.ts'
import type { SchemeTable } from '../scheme/model.ts'
import { Counts, DistinctCounts, Extremes, Sums } from '../tables/accumulators.ts'
import type { Batch } from '../tables/batch.ts'
import type { Directory } from '../tables/directory.ts'
import { Interner } from '../tables/interner.ts'
import { RowList } from '../tables/row-list.ts'
import { reconcile, summedColumns, type Use } from './reconciliation.ts'
import type { RowChecks } from './row-checks.ts'

/** The figures of a measure by key: number of a person, code of a group, 0 for the shop. */
export interface MeasureResult {
  readonly value: (key: number) => Value
  /** Rows it was made of. */
  readonly rows: (key: number) => RowList | undefined
  /** Where it must be one row: how many fitted. */
  readonly found: (key: number) => number
}

interface Running {
  readonly measure: Measure
  readonly add: (key: number, i: number) => void
  readonly value: (key: number) => Value
  readonly found: (key: number) => number
}

interface Selection {
  readonly test: RowTest | undefined
  readonly key: ((i: number) => number) | undefined
  readonly running: Running[]
  readonly rows: Map<number, RowList>
  readonly where: Bound | undefined
  /** Columns that its measures sum. */
  readonly summed: Set<number>
}

export interface PassRequest {
  readonly table: SchemeTable
  readonly measures: readonly Measure[]
  readonly directory: Directory
  readonly world: World
  /** Whether the rows of each figure are remembered, for explanation and audit. */
  readonly keepRows: boolean
  /** Called for each row that is not left out. */
  readonly onRow: RowChecks['take'] | undefined
  /** A row on which a condition met an empty cell. */
  readonly onBlank: (row: number, bound: Bound) => void
}

export interface Pass {
  readonly onBatch: (batch: Batch, dictionaries: readonly (Interner | undefined)[]) => void
  readonly results: () => Map<string, MeasureResult>
  /** Of every column of money, and every other that some measure sums. */
  readonly uses: () => Use[]
}

/** Prepares a pass; formulas are compiled when the first rows come. */
export function measurePass(request: PassRequest): Pass {
  let selections: Selection[] | undefined
  let left: RowTest | undefined
  const rows = { batch: undefined, dictionaries: [] } as unknown as Rows
  const world = rowWorld(rows, request.world)

  const { leaveOut } = request.table
  const reconciler = reconcile(request.table.spec, request.measures)

  const onBatch = (batch: Batch, dictionaries: readonly (Interner | undefined)[]): void => {
    rows.batch = batch
    rows.dictionaries = dictionaries
    if (!selections) {
      selections = select(request, rows, world)
      left = leaveOut && compileTest(leaveOut, rows, world)
    }
    for (let i = 0; i < batch.size; i++) {
      const out = left ? left(i) : 0
      if (out === 1) {
        reconciler.leftOut(batch, i)
        continue
      }
      reconciler.begin()
      if (out < 0) request.onBlank(batch.rows[i]!, leaveOut!)
      request.onRow?.(batch, dictionaries, i)
      for (const selection of selections) {
        if (selection.test) {
          const fits = selection.test(i)
          if (fits < 0) request.onBlank(batch.rows[i]!, selection.where!)
          if (fits !== 1) continue
        }
        const key = selection.key ? selection.key(i) : 0
        reconciler.met(selection.summed, key >= 0)
        if (key < 0) continue
        if (request.keepRows) listOf(selection.rows, key).add(batch.rows[i]!)
        for (const running of selection.running) running.add(key, i)
      }
      reconciler.end(batch, i)
    }
  }
  const results = (): Map<string, MeasureResult> => {
    // Where no row came, every measure is what it is of nothing.
    if (!selections)
      return new Map(request.measures.map(m => [m.id, { ...run(m, rows, world), rows: () => undefined }]))
    return new Map(
      selections.flatMap(({ running, rows: lists }) =>
        running.map(r => [r.measure.id, { ...r, rows: (key: number) => lists.get(key) }] as const),
      ),
    )
  }
  return { onBatch, results, uses: reconciler.uses }
}

function listOf(lists: Map<number, RowList>, key: number): RowList {
  let list = lists.get(key)
  if (!list) {
    list = new RowList()
    lists.set(key, list)
  }
  return list
}

function select(request: PassRequest, rows: Rows, world: World): Selection[] {
  const found = new Map<string, Selection>()
  for (const measure of request.measures) {
    const { by, where } = measure
    const id = `${by?.text ?? ''} | ${where?.text ?? ''}`
    let selection = found.get(id)
    if (!selection) {
      const group = by?.type.group
      const codeOf = (text: string): number =>
        group === undefined ? -1 : (request.directory.groups.get(group)?.find(text) ?? -1)
      selection = {
        test: where && compileTest(where, rows, world),
        key: by && compileCode(by, rows, world, codeOf),
        running: [],
        rows: new Map(),
        where,
        summed: new Set(),
      }
      found.set(id, selection)
    }
    selection.running.push(run(measure, rows, world))
    for (const column of summedColumns(measure)) selection.summed.add(column)
  }
  return [...found.values()]
}

function run(measure: Measure, rows: Rows, world: World): Running {
  const { aggregate, of } = measure
  const figures = (): RowFigure => compileFigure(of!, rows, world)
  switch (aggregate) {
    case 'count': {
      const counts = new Counts()
      return {
        measure,
        add: key => counts.add(key),
        value: key => decimal(counts.count(key)),
        found: key => counts.count(key),
      }
    }
    case 'count distinct': {
      const counts = new DistinctCounts()
      const interner = new Interner()
      const code = compileCode(of!, rows, world, text => interner.code(text))
      return {
        measure,
        add: (key, i) => counts.add(key, code(i)),
        value: key => decimal(counts.count(key)),
        found: () => 1,
      }
    }
    case 'sum':
    case 'average': {
      const sums = new Sums()
      const { scaled, exact } = figures()
      const add = (key: number, i: number): void => {
        const value = scaled(i)
        if (Number.isFinite(value)) sums.add(key, value, nothing)
        else if (!Number.isNaN(value)) {
          const odd = exact(i)
          if (odd) sums.add(key, value, () => odd)
        }
      }
      return {
        measure,
        add,
        value: key => (aggregate === 'sum' ? sums.sum(key) : sums.average(key)),
        found: key => sums.count(key),
      }
    }
    case 'min':
    case 'max': {
      const extremes = new Extremes(aggregate)
      const { exact } = figures()
      const date = of!.type.kind === 'date'
      const add = (key: number, i: number): void => {
        const value = exact(i)
        if (value) extremes.add(key, value)
      }
      const value = (key: number): Value => {
        const best = extremes.get(key)
        return best && date ? best.toNumber() : best
      }
      return { measure, add, value, found: () => 1 }
    }
    case 'only': {
      const values = new Map<number, Value>()
      const counts = new Counts()
      const add = (key: number, i: number): void => {
        counts.add(key)
        const { value } = evaluate(of!, { home: 'row', index: i }, world)
        if (value !== FAULT) values.set(key, value)
      }
      return { measure, add, value: key => values.get(key) ?? null, found: key => counts.count(key) }
    }
    default: {
      const never: never = aggregate
      return never
    }
  }
}

function nothing(): never {
  throw new Error('a plain figure has no exact one beside it')
}
