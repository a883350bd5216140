// Whether the scheme files still say of closed months what these were closed with. Takes a shop and its book; gives a problem for
// everything that they say otherwise by now, with the months that it concerns: what was paid does not change by it.

import type { EntryHeader } from '../book/entry.ts'
import { parsePeriod } from '../core/calendar.ts'
import { addTo } from '../core/lists.ts'
import { type Problem, problem } from '../core/problem.ts'
import { type SchemeChange, schemeChanges } from '../explain/scheme-changes.ts'
import { accept } from '../scheme/allowed.ts'
import type { Scheme } from '../scheme/model.ts'
import { loadShopScheme, schemesAsTheyStand } from './folder.ts'
import { keptScheme, latest } from './month.ts'

interface Found {
  readonly change: SchemeChange
  readonly month: string
  /** Adds the line of the file. */
  readonly quote: (found: Problem) => Problem
}

/** Everything that the scheme files say otherwise of closed months, as the scheme of the month at hand accepts it. */
export async function changedRules(
  root: string,
  book: { readonly folder: string; readonly headers: readonly EntryHeader[] },
  scheme: Scheme | undefined,
): Promise<readonly Problem[]> {
  const found = new Map<string, Found[]>()
  const standing = await schemesAsTheyStand(root)
  for (const close of book.headers) {
    if (close.kind !== 'close') continue
    for (const own of await changesIn(root, standing, book.folder, latest(book.headers, close)))
      addTo(found, JSON.stringify([own.change.name, own.change.was, own.change.is]), own)
  }
  const problems = [...found.values()].map(all => {
    const { change, quote } = all.at(-1)!
    const { name, was, is, at } = change
    const months = all.map(one => one.month)
    const facts = { name, was, is, months: months.join(', '), first: months[0]!, file: at?.file ?? '' }
    return quote(problem('SCHEME_CHANGED', at, facts))
  })
  return accept(scheme?.allowed ?? [], problems)
}

/** What the files say otherwise of one month; nothing where they say nothing of it, or can't be read: that is told elsewhere. */
async function changesIn(
  root: string,
  standing: Awaited<ReturnType<typeof schemesAsTheyStand>>,
  folder: string,
  header: EntryHeader,
): Promise<Found[]> {
  const { period: month } = header
  const period = parsePeriod(month)!
  const as = await standing(period)
  if (!as || as.sha256 === header.scheme.sha256) return []
  const { scheme: now, quote = same } = await loadShopScheme(root, period, { lints: false })
  if (!now) return []
  const { scheme: before } = await keptScheme(folder, header, month)
  return before ? schemeChanges(before, now).map(change => ({ change, month, quote })) : []
}

function same(found: Problem): Problem {
  return found
}
