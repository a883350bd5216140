// What became of every money column of an export, and of every other that is summed: its total in the file is what the
// scheme used plus what was left out, by reason. A difference would be a defect of the program, and is shown.

import { type Decimal, sumOf, ZERO } from '../core/decimal.ts'
import { type Bound, type Measure, parts } from '../formula/bound.ts'
import { Sums } from '../tables/accumulators.ts'
import type { Batch } from '../tables/batch.ts'
import type { Reading } from '../tables/reading.ts'
import { moneyColumns, type TableSpec } from '../tables/spec.ts'

/** What became of a column's figures: used by some measure, or left out, by reason. */
export interface Use {
  readonly column: number
  readonly used: Decimal
  /** Rows that the table leaves out (cancelled). */
  readonly leftOut: Decimal
  /** Rows that would count, but for nobody: the person or group is empty. */
  readonly nobody: Decimal
  /** Rows that no condition takes. */
  readonly condition: Decimal
}

/** Figure columns that a sum or an average adds up. */
export function summedColumns(measure: Measure): number[] {
  const found: number[] = []
  const visit = (bound: Bound): void => {
    if (bound.kind === 'row column') {
      const { source, type } = bound.column
      if ('formula' in source) visit(source.formula)
      else if (['money', 'number', 'count'].includes(type.kind)) found.push(source.index)
    }
    parts(bound).forEach(visit)
  }
  if (measure.of && (measure.aggregate === 'sum' || measure.aggregate === 'average')) visit(measure.of)
  return found
}

export interface Reconciler {
  readonly begin: () => void
  readonly met: (columns: ReadonlySet<number>, used: boolean) => void
  readonly end: (batch: Batch, i: number) => void
  readonly leftOut: (batch: Batch, i: number) => void
  readonly uses: () => Use[]
}

const FATES = ['condition', 'nobody', 'used', 'leftOut'] as const

/** Adds up what becomes of each summed column, row by row. */
export function reconcile(spec: TableSpec, measures: readonly Measure[]): Reconciler {
  const money = moneyColumns(spec)
  const columns = [...new Set([...money, ...measures.flatMap(summedColumns)])].sort((a, b) => a - b)
  const sums = new Sums()
  // Of the row at hand, by column: no condition took it, one did but for nobody, or it was used.
  const fate = new Uint8Array(Math.max(0, ...columns) + 1)
  const add = (batch: Batch, i: number, column: number, which: number): void => {
    const data = batch.columns[column]!
    sums.add(column * FATES.length + which, data.values[i]!, () => data.odd.get(i)!)
  }
  return {
    begin: () => fate.fill(0),
    met: (taken, used) => {
      for (const column of taken) if (fate[column] !== 2) fate[column] = used ? 2 : 1
    },
    end: (batch, i) => {
      for (const column of columns) add(batch, i, column, fate[column]!)
    },
    leftOut: (batch, i) => {
      for (const column of columns) add(batch, i, column, 3)
    },
    uses: () =>
      columns.map(column => {
        const [condition, nobody, used, leftOut] = FATES.map((_, which) => sums.sum(column * FATES.length + which))
        return { column, condition: condition!, nobody: nobody!, used: used!, leftOut: leftOut! }
      }),
  }
}

export interface Reconciliation {
  readonly table: string
  readonly file: string
  readonly column: string
  readonly money: boolean
  readonly inFile: Decimal
  readonly used: Decimal
  readonly otherMonth: Decimal
  readonly leftOut: Decimal
  readonly nobody: Decimal
  readonly condition: Decimal
  /** In the file less all the others. */
  readonly difference: Decimal
}

export function reconcileTable(
  spec: TableSpec,
  { facts, totals }: Pick<Reading, 'facts' | 'totals'>,
  uses: readonly Use[],
): Reconciliation[] {
  const file = facts?.file ?? spec.name
  return uses.map(use => {
    const column = spec.columns[use.column]!
    const total = totals.find(t => t.column === column.name)
    const inFile = total?.inFile ?? ZERO
    const otherMonth = total?.otherMonth ?? ZERO
    const { used, leftOut, nobody, condition } = use
    const rest = sumOf([used, otherMonth, leftOut, nobody, condition])
    const shared = { table: spec.name, file, column: column.name, money: column.type === 'money' }
    return { ...shared, inFile, used, otherMonth, leftOut, nobody, condition, difference: inFile.minus(rest) }
  })
}
