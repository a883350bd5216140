// All measures of a table in one pass over its rows. Measures with the same `by` and `where` share one selection: its
// condition is tested once a row, and the rows that it takes are remembered once for the audit trail.

import type { Bound, Measure, Value } from '../formula/bound.ts'
import { compileCode, compileDivision, compileTest, type Rows, type RowTest, rowWorld } from '../formula/rows.ts'
import type { World } from '../formula/world.ts'
import type { SchemeTable } from '../scheme/model.ts'
import { type Batch, ODD } from '../tables/batch.ts'
import type { Directory } from '../tables/directory.ts'
import type { Division } from '../tables/division.ts'
import type { Interner } from '../tables/interner.ts'
import { RowList } from '../tables/row-list.ts'
import { reconcile, summedColumns, type Use } from './reconciliation.ts'
import type { RowChecks } from './row-checks.ts'
import { type Running, run } from './running.ts'

/** The figures of a measure by key: number of a person, code of a group, 0 for the shop. */
export interface MeasureResult {
  readonly value: (key: number) => Value
  /** Rows it was made of. */
  readonly rows: (key: number) => RowList | undefined
  /** Where it must be one row: how many fitted. */
  readonly found: (key: number) => number
}

interface Selection {
  readonly test: RowTest | undefined
  readonly key: ((i: number) => number) | undefined
  /** Among whom a row is divided whose key is ODD. */
  readonly division: ((i: number) => Division) | undefined
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
        if (key === ODD) {
          takeParts(selection, request.keepRows ? batch.rows[i]! : undefined, i)
          continue
        }
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

/** Gives everyone who shares a row their part of what is summed, and the row as it is for all else. */
function takeParts({ division, rows, running }: Selection, row: number | undefined, i: number): void {
  for (const part of division!(i).parts) {
    if (row !== undefined) listOf(rows, part.person).add(row, part)
    for (const r of running) {
      if (r.addPart) r.addPart(part, i)
      else r.add(part.person, i)
    }
  }
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
        division: by && compileDivision(by, rows),
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
