// What reading a file gives besides its rows. Rows themselves arrive in batches while the file is read.

import type { Period } from '../core/calendar.ts'
import type { Decimal } from '../core/decimal.ts'
import type { Place } from '../core/place.ts'
import type { Problem } from '../core/problem.ts'
import type { Batch } from './batch.ts'
import type { Directory } from './directory.ts'
import type { Interner } from './interner.ts'
import type { TableSpec } from './spec.ts'

export interface ReadRequest {
  readonly spec: TableSpec
  /** Where the file lies. */
  readonly path: string
  /** The file as problems and reports name it: relative to the shop folder. */
  readonly display: string
  readonly directory: Directory
  /** Rows of other months are left out and reported; none where the table has no month. */
  readonly period: Period | undefined
  /** Called for each run of rows that count; the batch is used again after the call. A `figures` table gives one row. */
  readonly onBatch: (batch: Batch, dictionaries: readonly (Interner | undefined)[]) => void
}

export interface FileFacts {
  readonly file: string
  readonly bytes: number
  readonly sha256: string
  readonly format: 'csv' | 'xlsx' | 'xls' | 'html' | 'xml'
  /** Of text files: `utf-8`, `gb18030`, `utf-16le`, `utf-16be`. */
  readonly encoding: string | undefined
  readonly sheet: string | undefined
}

/** The sums of a figure column: over every row of the file, and over the rows left out for their month. */
export interface ColumnTotal {
  readonly column: string
  readonly inFile: Decimal
  readonly otherMonth: Decimal
}

export interface Reading {
  readonly facts: FileFacts | undefined
  readonly problems: readonly Problem[]
  /** Rows of data in the file, totals not counted. */
  readonly rows: number
  readonly rowsOtherMonth: number
  readonly totals: readonly ColumnTotal[]
  /** The spot of a cell: number of the column in the spec, line or row as batches give it. */
  readonly place: (column: number, row: number) => Place
}
