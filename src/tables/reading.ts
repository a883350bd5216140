// What reading a file gives besides its rows. Rows themselves arrive in batches while the file is read.

import type { Period } from '../core/calendar.ts'
import type { Decimal } from '../core/decimal.ts'
import type { Place } from '../core/place.ts'
import type { Problem } from '../core/problem.ts'
import type { Batch } from './batch.ts'
import type { Directory } from './directory.ts'
import type { Interner } from './interner.ts'
import type { TableSpec } from './spec.ts'

/** A file that is read. */
export interface SourceFile {
  /** Where it lies. */
  readonly path: string
  /** As problems and reports name it: relative to the shop folder. */
  readonly display: string
}

export interface ReadRequest {
  readonly spec: TableSpec
  /** The files that are the table, one after the other; mostly one. */
  readonly files: readonly SourceFile[]
  readonly directory: Directory
  /** Rows of other months are left out and reported; none where the table has no month. */
  readonly period: Period | undefined
  /** Called for each run of rows that count; the batch is used again after the call. A `figures` table gives one row. */
  readonly onBatch: (batch: Batch, dictionaries: readonly (Interner | undefined)[]) => void
  /** Called now and then while a large file is read: bytes read so far, and all of them. */
  readonly onProgress?: (file: string, read: number, bytes: number) => void
  /** Asks for a second look at rows that were met before. */
  readonly look?: Look
}

/** What a second look at a file is for. */
export interface Look {
  /** Rows to quote, by line or row of the sheet. */
  readonly rows: ReadonlySet<number>
  /** Prints of rows that may stand twice. */
  readonly suspects: ReadonlySet<number>
}

/** A row as it stands in the file; `from` and `to` mark a spot in it. */
export type Quote = NonNullable<Problem['quote']>

export interface FileFacts {
  readonly file: string
  readonly bytes: number
  readonly sha256: string
  readonly format: 'csv' | 'xlsx' | 'xls' | 'html' | 'xml'
  /** Of text files: `utf-8`, `gb18030`, `utf-16le`, `utf-16be`. */
  readonly encoding: string | undefined
  readonly sheet: string | undefined
  /** Where several sheets were read: their names, and how many rows stand before each. */
  readonly parts?: readonly { readonly name: string; readonly before: number }[]
}

/** A file of a table as it was read. */
export interface ReadFile extends FileFacts {
  readonly path: string
  /** Rows of the files before it: rows are numbered on from file to file. */
  readonly before: number
  readonly rows: number
  readonly rowsOtherMonth: number
}

/** The sums of a figure column: over every row of the file, and over the rows left out for their month. */
export interface ColumnTotal {
  readonly column: string
  readonly inFile: Decimal
  readonly otherMonth: Decimal
}

export interface MarkedCell {
  readonly at: Place
  readonly found: string
  readonly quote: Quote
}

/**
 * Cells that could not be read, each with a problem of its own: whatever depends on one says nothing further. Of a log such rows
 * are only counted, since they are not handed over.
 */
export interface Unread {
  readonly rows: number
  readonly cell: (column: number, row: number) => boolean
  readonly column: (column: number) => boolean
}

export const ALL_READ: Unread = { rows: 0, cell: () => false, column: () => false }
/** Of a file that could not be read to its end. */
export const NOTHING_SURE: Unread = { rows: Number.POSITIVE_INFINITY, cell: () => true, column: () => true }

export interface Reading {
  /** None where no file could be opened. */
  readonly files: readonly ReadFile[]
  readonly problems: readonly Problem[]
  /** Rows of data in the file, totals not counted. */
  readonly rows: number
  readonly rowsOtherMonth: number
  readonly totals: readonly ColumnTotal[]
  readonly unread: Unread
  /** Of columns of dates with times of day and of numbers with percentages: the first cell with one, by number of the column. */
  readonly marked: ReadonlyMap<number, MarkedCell>
  /** Prints of rows that may stand twice in the file: a second look tells. */
  readonly suspects: ReadonlySet<number>
  /** The rows that were asked for. */
  readonly quotes: ReadonlyMap<number, Quote>
  /** The spot of a cell: number of the column in the spec, line or row as batches give it. */
  readonly place: (column: number, row: number) => Place
  /** The spot of a whole row. */
  readonly rowPlace: (row: number) => Place
}

/** The files of a reading by name, as one text; empty where there are none. */
export function filesOf({ files }: Reading): string {
  return files.map(({ file }) => file).join(', ')
}

/** What rows are numbered by: the sheets of a file, the files of a table; undefined where there is but one. */
export function partsOf({ files }: Reading): FileFacts['parts'] {
  if (files.length < 2) return files[0]?.parts
  return files.flatMap(({ file, sheet, before, parts }) => {
    const name = file.slice(file.lastIndexOf('/') + 1)
    return (parts ?? [{ name: sheet, before }]).map(part => ({
      name: part.name === undefined ? name : `${name}!${part.name}`,
      before: part.before,
    }))
  })
}

/** The reading of a file that is not there: it has no rows. */
export function noReading(file: string): Reading {
  const place = (): Place => ({ file })
  const counts = { files: [], problems: [], rows: 0, rowsOtherMonth: 0, totals: [], unread: ALL_READ }
  return { ...counts, marked: new Map(), suspects: new Set(), quotes: new Map(), place, rowPlace: place }
}
