// Which rows and figures a correction found changed for a person. Takes the book's folder and the correction; works its month out
// from the copies that held before it and from its own; gives cells. Of a month that only follows from the corrected one, nothing.

import { closingOf } from '../book/read.ts'
import { parsePeriod } from '../core/calendar.ts'
import { once } from '../core/lists.ts'
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

/** The causes of one correction of a person; empty where they can't be told. */
export type CorrectionCauses = (corrected: Corrected, person: string) => Promise<readonly Found[]>

/** Tells causes; months that a correction compared are worked out again once, whoever is asked about. */
export function correctionCauses(folder: string, { exact, language, most }: Manner): CorrectionCauses {
  const known = new Map<string, Promise<readonly [Working, Working] | undefined>>()

  async function workings({ origin, entry: { number } }: Corrected): Promise<readonly [Working, Working] | undefined> {
    const { book, opening, kept } = await openingOf(folder, parsePeriod(origin)!)
    const close = closingOf(book, origin)
    const corrected = book.headers.find(h => h.number === number)
    if (!close || !corrected) return undefined
    const memory = { folder, headers: book.headers, kept }
    const working = async (header: typeof corrected): Promise<Working | undefined> => {
      const { month } = await replayMonth({ header, opening, book: memory }, { keepRows: true })
      return month && { month, reader: explainingReader(month.engine, exact, language, NO_PAST) }
    }
    const earlier = book.headers.filter(h => h.number < number)
    const before = await working(latest(earlier, close.header))
    const now = before && (await working(corrected))
    return now && [before, now]
  }

  return async (one, person) => {
    const { origin, kind, name, entry } = one
    // What is withheld and deducted follows from lines; what follows from another month has no rows of its own.
    if (kind !== 'line' || entry.period !== origin) return []
    const [before, now] = (await once(known, `${entry.number} ${origin}`, () => workings(one))) ?? []
    const column = now?.month.scheme.pay.find(c => c.name === name)
    return before && now && column ? differences(before, now, column.id, person, { most, entry: entry.number }) : []
  }
}
