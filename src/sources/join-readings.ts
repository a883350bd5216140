// Parts of a table that are read one after the other, its files, sheets or columns that are rows each, as one reading. Takes the readings of
// the parts with how many rows stand before each; gives one whose places are those of the part that a row is of.

import { placeText } from '../core/place.ts'
import type { Problem } from '../core/problem.ts'
import type { ColumnTotal, FileFacts, Reading } from '../tables/reading.ts'

/** What reading one file gives. */
export interface FileReading extends Omit<Reading, 'files'> {
  readonly facts: FileFacts | undefined
  /** How many numbers of rows it takes; none where it could not be read. */
  readonly lines?: number
}

/** A part: rows are numbered on from part to part. */
export interface ReadingPart {
  readonly name: string
  readonly before: number
  readonly reading: FileReading
}

/**
 * The readings of several parts as one; what is wrong with a cell that several of them read is told once. `months`: whether
 * rows of other months were counted by the last part for all, as those of a file are, or by each.
 */
export function joined(
  facts: FileFacts | undefined,
  parts: readonly ReadingPart[],
  months: 'last' | 'each' = 'last',
): FileReading {
  const readings = parts.map(part => part.reading)
  const last = readings.at(-1)!
  const partOf = (row: number): FileReading => parts.findLast(part => part.before < row)?.reading ?? readings[0]!
  const totals = new Map<string, ColumnTotal>()
  for (const { column, inFile, otherMonth } of readings.flatMap(reading => reading.totals)) {
    const known = totals.get(column)
    totals.set(column, {
      column,
      inFile: known ? known.inFile.plus(inFile) : inFile,
      otherMonth: known ? known.otherMonth.plus(otherMonth) : otherMonth,
    })
  }
  return {
    facts: facts && { ...facts, parts: parts.map(({ name, before }) => ({ name, before })) },
    problems: toldOnce(readings.map(reading => reading.problems)),
    rows: readings.reduce((sum, reading) => sum + reading.rows, 0),
    rowsOtherMonth: months === 'last' ? last.rowsOtherMonth : readings.reduce((sum, r) => sum + r.rowsOtherMonth, 0),
    totals: [...totals.values()],
    unread: {
      rows: readings.reduce((sum, reading) => sum + reading.unread.rows, 0),
      cell: (column, row) => partOf(row).unread.cell(column, row),
      column: column => readings.some(reading => reading.unread.column(column)),
    },
    marked: new Map(readings.toReversed().flatMap(reading => [...reading.marked])),
    suspects: new Set(readings.flatMap(reading => [...reading.suspects])),
    quotes: new Map(readings.flatMap(reading => [...reading.quotes])),
    place: (column, row) => partOf(row).place(column, row),
    rowPlace: row => partOf(row).rowPlace(row),
  }
}

/** What no earlier part told at the same place. */
function toldOnce(parts: readonly (readonly Problem[])[]): Problem[] {
  const before = new Set<string>()
  return parts.flatMap(problems => {
    const key = ({ code, at }: Problem): string => `${code} ${at ? placeText(at) : ''}`
    const own = problems.filter(found => found.at === undefined || !before.has(key(found)))
    for (const found of own) before.add(key(found))
    return own
  })
}
