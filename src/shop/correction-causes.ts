// Which rows and figures a correction found changed for a person. Takes the book's folder and the correction; works its month out
// from the copies that held before it and from its own; gives cells. Of a month that only follows from the corrected one, nothing.

import { closingOf } from '../book/read.ts'
import { parsePeriod } from '../core/calendar.ts'
import type { Found } from '../explain/cells.ts'
import { differences, type Working } from '../explain/differences.ts'
import { type Corrected, NO_PAST } from '../explain/past.ts'
import { explainingReader } from '../explain/readers.ts'
import type { Language } from '../words/language.ts'
import { latest, replayMonth } from './month.ts'
import { openingOf } from './opening.ts'

/** How explanations are written. */
export interface Manner {
  /** Whether values are written as JSON has them. */
  readonly exact: boolean
  /** Of words within values, such as yes and no. */
  readonly language: Language
  /** How many rows of a figure are quoted at most. */
  readonly most: number
}

/** The causes of one correction; empty where they can't be told. */
export async function correctionCauses(
  folder: string,
  { origin, kind, name, entry }: Corrected,
  person: string,
  { exact, language, most }: Manner,
): Promise<readonly Found[]> {
  // What is withheld and deducted follows from lines; what follows from another month has no rows of its own.
  if (kind !== 'line' || entry.period !== origin) return []
  const { book, opening, kept } = await openingOf(folder, parsePeriod(origin)!)
  const close = closingOf(book, origin)
  const corrected = book.headers.find(h => h.number === entry.number)
  if (!close || !corrected) return []
  const memory = { folder, headers: book.headers, kept }
  const before = latest(
    book.headers.filter(h => h.number < entry.number),
    close.header,
  )
  const workings: Working[] = []
  for (const header of [before, corrected]) {
    const { month } = await replayMonth({ header, opening, book: memory }, { keepRows: true })
    if (!month) return []
    const reader = explainingReader(month.engine, exact, language, NO_PAST)
    workings.push({ month, reader })
  }
  const column = workings[1]!.month.scheme.pay.find(c => c.name === name)
  return column ? differences(workings[0]!, workings[1]!, column.id, person, { most, entry: entry.number }) : []
}
