// What became of every figure column of an export: its total in the file is what the scheme used plus what was left
// out, by reason. A difference would be a defect of the program, and is shown.

import { type Decimal, ZERO } from '../core/decimal.ts'
import type { ColumnTotal } from '../tables/reading.ts'
import type { TableSpec } from '../tables/spec.ts'
import type { Use } from './measure-pass.ts'

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
  file: string,
  totals: readonly ColumnTotal[],
  uses: readonly Use[],
): Reconciliation[] {
  return uses.map(use => {
    const column = spec.columns[use.column]!
    const total = totals.find(t => t.column === column.name)
    const inFile = total?.inFile ?? ZERO
    const otherMonth = total?.otherMonth ?? ZERO
    const { used, leftOut, nobody, condition } = use
    const rest = [used, otherMonth, leftOut, nobody, condition].reduce((a, b) => a.plus(b), ZERO)
    const shared = { table: spec.name, file, column: column.name, money: column.type === 'money' }
    return { ...shared, inFile, used, otherMonth, leftOut, nobody, condition, difference: inFile.minus(rest) }
  })
}
