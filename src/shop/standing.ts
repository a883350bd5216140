// Where a shop stands in its year, by the names in its folder alone: which months have data, which are closed, which have a draft.
// Takes the folder; gives names. Nothing is opened: whoever acts on it finds out whether it is sound.

import { readdir } from 'node:fs/promises'
import { isPayPeriod, parsePeriod } from '../core/calendar.ts'
import { pathIn } from '../core/inside.ts'
import { BOOK_FOLDER, MONTH_RECORD, OUT_FOLDER } from '../files/names.ts'
import { dataMonths, isThere } from './contents.ts'

export interface Standing {
  /** The months, weeks … that have data, the oldest first. */
  readonly months: readonly string[]
  /** The newest that the book has closed, or that it began with. */
  readonly closed: string | undefined
  /** Those of `months` that have a draft. */
  readonly drafts: ReadonlySet<string>
}

/** Reads the names. */
export async function standingOf(root: string): Promise<Standing> {
  const months = (await dataMonths(root)).map(p => p.name).toReversed()
  const entries = await readdir(pathIn(root, BOOK_FOLDER)).catch(() => [])
  const ended = entries.map(file => /^\d{6}-(?:close|open)-(.+)\.jsonl$/.exec(file)?.[1] ?? '')
  const closed = ended
    .filter(name => isPayPeriod(parsePeriod(name)))
    .sort()
    .at(-1)
  const drafts = await Promise.all(months.map(name => isThere(pathIn(root, OUT_FOLDER, name, MONTH_RECORD))))
  return { months, closed, drafts: new Set(months.filter((_, i) => drafts[i])) }
}

/** The months that are not closed, the oldest first. */
export function openMonths({ months, closed = '' }: Standing): readonly string[] {
  return months.filter(name => name > closed)
}

/** The newest month that is open or has a draft; where there is none, the newest with data. */
export function newestMonth(standing: Standing): string | undefined {
  const { months, drafts } = standing
  const open = openMonths(standing)
  return months.findLast(name => open.includes(name) || drafts.has(name)) ?? months.at(-1)
}
