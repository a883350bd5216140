// What can't be worked out of the rows of an export. Takes problems as they are met, row by row; gives each once, at its
// row, which a second look at the file quotes: the same text again is counted, an empty cell is told for each row.

import { type Place, placeText } from '../core/place.ts'
import { type Problem, placed, problem } from '../core/problem.ts'
import type { Rows } from '../formula/rows.ts'
import type { Quote, Reading } from '../tables/reading.ts'

/** Of one kind, from one place of the scheme, so many are told in full. */
const MOST = 20

interface Fault {
  readonly found: Problem
  readonly row: number
  readonly column: number | undefined
  /** Each once: several figures may meet it. */
  readonly rows: Set<number>
}

export class RowFaults {
  private readonly met = new Map<string, Fault>()
  private readonly counts = new Map<string, number>()

  /** Remembers what is wrong with a row. */
  readonly take: Rows['tell'] = (row, found, column) => {
    const kind = `${found.code} ${found.at ? placeText(found.at) : ''}`
    const alike = 'found' in found.facts || found.code === 'MADE_KEY_BLANK'
    const key = `${kind} ${alike ? JSON.stringify(found.facts) : row}`
    const before = this.met.get(key)
    if (before) {
      before.rows.add(row)
      return
    }
    const count = (this.counts.get(kind) ?? 0) + 1
    this.counts.set(kind, count)
    if (count <= MOST) this.met.set(key, { found, row, column, rows: new Set([row]) })
  }

  /** The rows that are to be quoted. */
  rows(): number[] {
    return [...this.met.values()].map(f => f.row)
  }

  /** The problems at their rows. */
  problems(reading: Reading, quotes: ReadonlyMap<number, Quote>): Problem[] {
    const told = [...this.met.values()].map(({ found, row, column, rows }) => {
      const quote = quotes.get(row)
      const related = found.at ? [{ at: found.at, note: noteOf(found) }] : []
      return placed(counted(found, rows.size), placeOf(reading, row, column), { ...(quote ? { quote } : {}), related })
    })
    const more = [...this.counts].flatMap(([kind, count]) => {
      const first = [...this.met.values()].find(
        f => `${f.found.code} ${f.found.at ? placeText(f.found.at) : ''}` === kind,
      )
      if (!first || count <= MOST) return []
      const facts = { code: first.found.code, column: noteOf(first.found), more: count - MOST }
      return [problem('CELLS_MORE', placeOf(reading, first.row, first.column), facts)]
    })
    return [...told, ...more]
  }
}

function placeOf(reading: Reading, row: number, column: number | undefined): Place {
  return reading.place(column ?? 0, row)
}

function counted(found: Problem, rows: number): Problem {
  if (found.code === 'OWNED_BLANK') return { ...found, facts: { ...found.facts, rows } }
  if (found.code === 'MADE_KEY_BLANK') return { ...found, facts: { ...found.facts, rows } }
  return found.code === 'LOOKUP_MISSED' ? { ...found, facts: { ...found.facts, rows } } : found
}

function noteOf({ facts }: Problem): string {
  return 'name' in facts && typeof facts.name === 'string' ? facts.name : ''
}
