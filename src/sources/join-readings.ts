// Parts of a file that are read one after the other, sheets or columns that are rows each, as one reading. Takes the readings of
// the parts with how many rows stand before each; gives one whose places are those of the part that a row is of.

import { placeText } from '../core/place.ts'
import type { Problem } from '../core/problem.ts'
import type { ColumnTotal, FileFacts, Reading } from '../tables/reading.ts'

/** A part: rows are numbered on from part to part. */
export interface ReadingPart {
  readonly name: string
  readonly before: number
  readonly reading: Reading
}

/** The readings of several parts as that of one file; what is wrong with a cell that several of them read is told once. */
export function joined(facts: FileFacts, parts: readonly ReadingPart[]): Reading {
  const readings = parts.map(part => part.reading)
  const last = readings.at(-1)!
  const partOf = (row: number): Reading => parts.findLast(part => part.before < row)?.reading ?? readings[0]!
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
    facts: {
      ...facts,
      parts: parts.map(({ name, before }) => ({ name, before })),
    },
    problems: toldOnce(readings.flatMap(reading => reading.problems)),
    rows: readings.reduce((sum, reading) => sum + reading.rows, 0),
    rowsOtherMonth: last.rowsOtherMonth,
    totals: [...totals.values()],
    unread: {
      rows: readings.reduce((sum, reading) => sum + reading.unread.rows, 0),
      cell: (column, row) => partOf(row).unread.cell(column, row),
      column: column => readings.some(reading => reading.unread.column(column)),
    },
    timed: new Map(readings.toReversed().flatMap(reading => [...reading.timed])),
    suspects: last.suspects,
    quotes: new Map(readings.flatMap(reading => [...reading.quotes])),
    place: (column, row) => partOf(row).place(column, row),
    rowPlace: row => partOf(row).rowPlace(row),
  }
}

function toldOnce(problems: readonly Problem[]): Problem[] {
  const told = new Set<string>()
  return problems.filter(({ code, at }) => {
    const key = `${code} ${at ? placeText(at) : told.size}`
    return !told.has(key) && told.add(key)
  })
}
