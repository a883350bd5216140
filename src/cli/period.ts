// The month that a command is asked for.

import { type Day, month, type Period, parseMonth } from '../core/calendar.ts'
import { dataMonths } from './shop.ts'
import { UsageError } from './usage-error.ts'

const DAY_MS = 86_400_000

/** Day of the local calendar. */
export function today(now: Date): Day {
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY_MS
}

/** Reads `2026-07`, `last` or `this`. */
export function readPeriod(text: string, now: Date): Period {
  const period = parseMonth(text, today(now))
  if (!period) throw new UsageError(`--period takes a month such as 2026-07, or last, or this; not “${text}”`)
  return period
}

/** The month asked for; without one, the newest that the shop has data of. */
export async function choosePeriod(text: string | undefined, root: string, now: Date): Promise<Period> {
  if (text !== undefined) return readPeriod(text, now)
  const date = new Date(today(now) * DAY_MS)
  return (await dataMonths(root))[0] ?? month(date.getUTCFullYear(), date.getUTCMonth())
}
