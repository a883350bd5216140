// The month or period that a command is asked for. Takes the text as typed; gives the period, or wrong usage with what may
// be meant.

import {
  type Day,
  type PayPeriod,
  type Period,
  parsePeriod,
  periodAt,
  periodEnding,
  typedPeriod,
} from '../core/calendar.ts'
import { dataMonths } from '../shop/contents.ts'
import { nearestMonth } from '../shop/near-shop.ts'
import type { Io } from './streams.ts'
import { UsageError } from './usage-error.ts'

const DAY_MS = 86_400_000

/** Day of the local calendar. */
export function today(now: Date): Day {
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY_MS
}

/**
 * Reads `2026-07`, of a shop that pays by the week `2026-07-05`, `last` or `this`, given by an option of a command that works in
 * a shop. Of a shop that has paid otherwise before, the name of any period that it has data of will do.
 */
export async function readPeriod(text: string, io: Io, root: string, option = '--period'): Promise<PayPeriod> {
  const [pays, day] = [paysOf(io), today(io.now)]
  const known = await dataMonths(root)
  const period = typedPeriod(text, day, pays) ?? known.find(p => p.name === text)
  if (period) return period
  const months = known.map(p => p.name).sort()
  const facts = {
    pays: pays.kind,
    example: periodAt(pays, day).name,
    option,
    found: text,
    nearest: nearestMonth(text, months, pays),
    known: months.join(', '),
  }
  throw new UsageError('MONTH_WRONG', facts)
}

/** The month asked for; without one, the newest that the shop has data of. */
export async function choosePeriod(text: string | undefined, root: string, io: Io): Promise<PayPeriod> {
  if (text !== undefined) return readPeriod(text, io, root)
  return (await dataMonths(root))[0] ?? typedPeriod('last', today(io.now), paysOf(io))!
}

/** One of the periods that the shop pays; a month where there is no shop. */
export function paysOf({ pays, now }: Io): PayPeriod {
  return pays ?? periodEnding('month', today(now))
}

/** Reads the quarter or year of a release. */
export function readReleasePeriod(text: string): Period {
  const period = parsePeriod(text)
  if (period) return period
  throw new UsageError('PERIOD_WRONG', { found: text, nearest: nearestPeriod(text) })
}

const QUARTER_DIGITS = '一二三四'

/** A quarter or year written in another way: `2026q3`, `2026-3`, `2026年第三季度`; of a month, its quarter. */
function nearestPeriod(text: string): string | undefined {
  const typed = text.normalize('NFKC').trim().toUpperCase()
  const [, month] = /^\d{4}\D(\d{2})$/.exec(typed) ?? []
  const year = /^(\d{4})/.exec(typed)?.[1]
  const digit = /^\d{4}\D*([1-4一二三四])\D*$/.exec(typed)?.[1]
  if (!year) return undefined
  if (month && Number(month) <= 12) return `${year}-Q${Math.ceil(Number(month) / 3)}`
  if (digit) return `${year}-Q${QUARTER_DIGITS.indexOf(digit) + 1 || digit}`
  return /^\d{4}\D*$/.test(typed) ? year : undefined
}
