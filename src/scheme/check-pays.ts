// What a scheme's pay periods leave open, and what comes in one of them once in a longer time. Takes the words of the scheme file.
// Refuses two weeks of which nobody knows when they end, and what would come more often than the scheme pays.

import { EVERY, type Every, parseIsoDate, WEEKDAYS, weekEnd } from '../core/calendar.ts'
import { type Context, type Teller, tell } from './context.ts'
import { meantWord } from './elsewhere.ts'
import { PAY_KINDS, type PaysFile } from './pays.ts'
import type { Path } from './text.ts'

/** Tells what the keys leave open or say against each other. */
export function checkPays(file: PaysFile, context: Teller): void {
  const { every = 'month', 'weeks end on': weekday, 'two weeks end on': end } = file
  if (every === 'two weeks' && end === undefined)
    tell(context, 'KEY_MISSING', ['every'], { key: 'two weeks end on', inside: 'every: two weeks' })
  if (end === undefined) return
  const day = parseIsoDate(end)
  if (every !== 'two weeks')
    tell(context, 'SHAPE_WRONG', ['two weeks end on'], { expected: ['every: two weeks'], found: every })
  else if (day === null) tell(context, 'SHAPE_WRONG', ['two weeks end on'], { expected: ['2026-01-11'], found: end })
  else if (weekday !== undefined && weekEnd(day, WEEKDAYS.get(weekday)!) !== day)
    tell(context, 'SHAPE_WRONG', ['two weeks end on'], { expected: [`weeks end on: ${weekday}`], found: end })
}

/** Reads `every:` of a table, a line, a score, a release: what is longer than what the scheme pays in one go. */
export function readEvery(path: Path, written: unknown, context: Context): Every | undefined {
  const every = EVERY.find(e => e === written)
  if (every && (every !== 'month' || context.pays.kind !== 'month')) return every
  const found = String(written)
  const nearest = every ?? meantWord(found, [...EVERY, ...PAY_KINDS])
  const short = PAY_KINDS.find(kind => kind === nearest && (kind !== 'month' || context.pays.kind === 'month'))
  if (short) tell(context, 'EVERY_SHORT', path, { every: short, pays: context.pays.kind })
  else tell(context, 'SHAPE_WRONG', path, { expected: EVERY, found, nearest })
  return undefined
}
