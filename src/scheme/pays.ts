// What a scheme closes and pays in one go. Takes the words of the scheme file; gives one of its periods, which stands for all of
// them. Refuses nothing: check-pays.ts does. It is read before anything else is, so nothing is loaded for it.

import { type PayKind, type PayPeriod, parseIsoDate, periodEnding, WEEKDAYS, weekEnd } from '../core/calendar.ts'
import type { SchemeFile } from './schema.ts'

/** The keys of a scheme file that say it. */
export type PaysFile = Pick<SchemeFile, 'every' | 'weeks end on' | 'two weeks end on'>

export const PAY_KINDS: readonly PayKind[] = ['week', 'two weeks', 'half-month', 'month']

/** One of the scheme's periods; a month where nothing, or nothing that could be one, is said. */
export function paysOf(file: PaysFile): PayPeriod {
  const { every = 'month', 'weeks end on': weekday = 'Sunday', 'two weeks end on': end = '' } = file
  const known = every === 'two weeks' ? parseIsoDate(end) : weekEnd(0, WEEKDAYS.get(weekday) ?? 7)
  return known === null ? periodEnding('month', 0) : periodEnding(every, known)
}
