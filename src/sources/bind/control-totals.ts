// Checks the figures of total rows against the rows themselves. Takes a total row and the sums so far; tells the report
// where they differ. Cells that are blank or no figures are not checked, and columns with unread cells not either.

import type { Decimal } from '../../core/decimal.ts'
import { compare, plain, ZERO } from '../../core/decimal.ts'
import { problem } from '../../core/problem.ts'
import type { ColumnSpec } from '../../tables/spec.ts'
import { type Cell, isRefusal, isShownNumber, NO_RESULT } from '../cells/cell.ts'
import { isBlank } from '../cells/text.ts'
import type { TotalRow } from '../layout/total-row.ts'
import { figureType } from './columns.ts'
import { type FileSums, figureOf } from './figure-reader.ts'
import type { Report } from './report.ts'

export interface ControlTotals {
  /** A total row, checked against the rows before it; a `part` or `group` against the last of them. */
  check(kind: TotalRow, cells: readonly Cell[], row: number): void
  /** A total row above the data, checked when all rows have been read. */
  later(cells: readonly Cell[], row: number): void
  /** Checks what was put off. */
  finish(): void
}

export function controlTotals(
  columns: readonly ColumnSpec[],
  at: readonly number[],
  fileSums: FileSums,
  report: Report,
): ControlTotals {
  const figures = columns.flatMap((spec, index) => {
    const type = figureType(spec)
    return type && type !== 'percent' ? [{ spec, index, type, before: ZERO, sums: new Set(['0']) }] : []
  })
  const putOff: { cells: readonly Cell[]; row: number }[] = []

  function check(kind: TotalRow, cells: readonly Cell[], row: number): void {
    for (const figure of figures) {
      const { spec, index, type, sums } = figure
      const total = fileSums.all.sum(index)
      const inParts = kind === 'part' || kind === 'group'
      const added = inParts ? total.minus(figure.before) : total
      const stated = statedFigure(cells[at[index]!], type)
      // Groups within groups: the larger one is the sum since a total row further up.
      const right =
        stated === undefined ||
        report.unread.has(index) ||
        compare(stated, added) === 0 ||
        (kind === 'group' && sums.has(plain(total.minus(stated))))
      if (inParts) {
        figure.before = total
        sums.add(plain(total))
      }
      if (right) continue
      const facts = {
        column: spec.name,
        stated: plain(stated),
        added: plain(added),
        difference: plain(stated.minus(added)),
      }
      report.add(problem('CONTROL_TOTAL', report.place(index, row), facts, { quote: report.quote(cells, at[index]) }))
    }
  }

  return {
    check,
    later(cells, row) {
      putOff.push({ cells: [...cells], row })
    },
    finish() {
      for (const { cells, row } of putOff) check('whole', cells, row)
    },
  }
}

/** True where a cell holds a figure: such a row is more than a note. */
export function statesFigure(cell: Cell, spec: ColumnSpec): boolean {
  const type = figureType(spec)
  return type !== undefined && statedFigure(cell, type === 'percent' ? 'number' : type) !== undefined
}

/** The figure that a total row states; undefined where it states none that is a sum. */
function statedFigure(cell: Cell, type: 'money' | 'number' | 'count'): Decimal | undefined {
  if (cell === null || cell === undefined || cell === NO_RESULT) return undefined
  if (typeof cell === 'string' && (isBlank(cell) || /[%％]/.test(cell))) return undefined
  if (isShownNumber(cell) && cell.words.percent) return undefined
  const figure = figureOf(cell, type)
  return isRefusal(figure) ? undefined : figure.value
}
