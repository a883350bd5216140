// The common part of reading a cell of any type into a batch: blanks, formulas without result and spreadsheet errors.
// Takes the scheme's column and the way its type is read; refuses through the report.

import { ZERO } from '../../core/decimal.ts'
import type { ProblemFacts } from '../../core/problem.ts'
import { masked } from '../../core/secret.ts'
import { type BatchColumn, BLANK } from '../../tables/batch.ts'
import { type ColumnSpec, inRange, isFigure, isMasked, saidType } from '../../tables/spec.ts'
import { type Cell, isSpreadsheetError, NO_RESULT, type Refusal } from '../cells/cell.ts'
import { clean, isBlankCell, ownCopy } from '../cells/text.ts'
import { MAX_CACHE } from '../limits.ts'
import { foundText, type Report } from './report.ts'

/** Reads one cell and puts it at a position of the batch. */
export type ReadCell = (cell: Cell, at: number) => void

/** A cell that is not blank and not a fault of the spreadsheet. */
export type Content = Exclude<Cell, null | undefined | typeof NO_RESULT>

export interface ColumnContext {
  readonly spec: ColumnSpec
  /** Its number in the table. */
  readonly index: number
  /** Its 0-based cell in the file's rows. */
  readonly cell: number
  readonly data: BatchColumn
  readonly report: Report
}

export interface Reading {
  /** Reads the usual form at once; NaN where the cell is not in it. */
  readonly fast: (text: string) => number
  /** Reads any other content; tells the report and gives NaN where it can't. */
  readonly careful: (content: Content) => number
  /** What stands for a blank cell, where the scheme gives a value for it. */
  readonly blank: number
}

/** A reader of cells that become one number without further ado. */
export function cellReader(context: ColumnContext, { fast, careful, blank }: Reading): ReadCell {
  const { values } = context.data
  return (cell, at) => {
    if (typeof cell === 'string') {
      const value = fast(cell)
      if (!Number.isNaN(value)) {
        values[at] = value
        return
      }
    }
    values[at] = hasContent(context, cell) ? careful(cell) : context.spec.blank === 'none' ? BLANK : blank
  }
}

/** Likewise of a type of which a text means the same in every row: what it was read as is remembered. */
export function rememberingReader(
  context: ColumnContext,
  { fast, careful, blank }: Omit<Reading, 'fast'> & Partial<Reading>,
): ReadCell {
  const known = cache()
  return cellReader(context, {
    fast(text) {
      const value = fast ? fast(text) : BLANK
      return Number.isNaN(value) ? known.get(text) : value
    },
    careful(content) {
      const value = careful(content)
      if (typeof content === 'string' && !Number.isNaN(value)) known.set(content, value)
      return value
    },
    blank,
  })
}

/** Remembers what texts were read as; not endlessly, and without keeping the file's pieces alive. */
export function cache(): { get: (text: string) => number; set: (text: string, value: number) => void } {
  const known = new Map<string, number>()
  return {
    get: text => known.get(text) ?? BLANK,
    set: (text, value) => {
      if (known.size < MAX_CACHE) known.set(ownCopy(text), value)
    },
  }
}

/** What the text stands for that the scheme gives for a blank cell, where it gives one. */
export function blankAs({ spec: { blank } }: ColumnContext, read: (text: string) => number): number {
  return typeof blank === 'object' && typeof blank.value === 'string' ? read(blank.value) : BLANK
}

/** False for a blank cell and for one without usable content; both are told to the report where they are problems. */
export function hasContent({ spec, index, report }: ColumnContext, cell: Cell): cell is Content {
  if (cell === NO_RESULT) {
    report.cell('CELL_NO_RESULT', index, { column: spec.name })
    return false
  }
  if (isBlankCell(cell)) {
    if (spec.blank === 'problem' && spec.enteredBy === undefined && !report.row.leftOut) {
      report.cell('CELL_BLANK', index, { column: spec.name, expected: saidType(spec.type), means: blankMeans(spec) })
    }
    return false
  }
  if (typeof cell === 'string' && cell.length < 16 && isSpreadsheetError(clean(cell))) {
    refuse({ spec, index, report }, cell, { reason: 'spreadsheet error' })
    return false
  }
  return true
}

/** Tells the report why a cell is not read. */
export function refuse(
  { spec, index, report }: Pick<ColumnContext, 'spec' | 'index' | 'report'>,
  cell: Cell,
  refusal: Refusal,
): number {
  const text = foundText(cell)
  const found = isMasked(spec) ? masked(text) : text
  if ('reason' in refusal) {
    report.cell('CELL_INVALID', index, {
      column: spec.name,
      found,
      expected: saidType(spec.type),
      reason: refusal.reason,
    })
  } else {
    const { readings, orders = [], signs = [] } = refusal
    const facts = { column: spec.name, found, readings, orders, signs }
    report.cell('CELL_AMBIGUOUS', index, facts)
  }
  return BLANK
}

/** What the scheme may say of an empty cell of the column. */
function blankMeans({ type, filled, range }: ColumnSpec): ProblemFacts['CELL_BLANK']['means'] {
  if (filled) return ''
  if (isFigure(type)) return range === undefined || inRange(ZERO, range) ? '0' : 'none'
  return type === 'yes/no' ? 'no' : 'none'
}

export function once<T>(work: () => T): () => T {
  let done: { readonly value: T } | undefined
  return () => {
    done ??= { value: work() }
    return done.value
  }
}
