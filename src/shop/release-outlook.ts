// What a release that may come next would find: its results are read by nothing else, so that a file that is missing or can't be
// read would be told on the day of the release alone. Takes a month that was worked out; gives warnings, which stop nothing.

import { belongsTo, type Period, parsePeriod, periodsAway, spanAt } from '../core/calendar.ts'
import { type Problem, problem } from '../core/problem.ts'
import type { WorkedMonth } from '../pay/month.ts'
import { releaseProblems } from '../pay/release.ts'
import type { Reserve } from '../scheme/model.ts'
import { loadShopScheme } from './folder.ts'
import type { OpeningState } from './opening.ts'
import { lastMonth, lotsOf } from './release.ts'

/** So many problems of one release are told. */
const MOST = 5

/** Of each reserve whose last period may be released now: what stands in the way in its results. */
export async function releaseOutlook(
  root: string,
  month: WorkedMonth | undefined,
  { book: { ledger }, closed }: Pick<OpeningState, 'book' | 'closed'>,
): Promise<Problem[]> {
  const found: Problem[] = []
  if (!month) return found
  const { period, engine } = month
  const payout = parsePeriod(periodsAway(period.name, 1))!
  for (const { name, release } of month.scheme.reserves) {
    if (!release) continue
    const span = spanBefore(period, payout, release.every)
    const isOpen = belongsTo(span, period) && !closed
    if (!isOpen && lotsOf(ledger, name, span, () => undefined).length === 0) continue
    const scheme =
      lastMonth(span).name === period.name ? month.scheme : (await loadShopScheme(root, lastMonth(span))).scheme
    const reserve: Reserve | undefined = scheme?.reserves.find(r => r.name === name)
    if (!scheme || !reserve?.release) continue
    const request = { scheme, reserve, period: span, payout, shop: { root } }
    const problems = await releaseProblems(request, engine.facts.people, engine.payees)
    if (problems.length === 0) continue
    const facts = { reserve: name, period: span.name, problems: problems.length }
    found.push(problem('RELEASE_RESULTS', reserve.at, facts))
    found.push(...problems.slice(0, MOST).map((p): Problem => ({ ...p, severity: 'warning' })))
  }
  return found
}

/** The quarter or year that ends with a period; else the one that ended before it. */
function spanBefore(period: Period, next: Period, every: Parameters<typeof spanAt>[1]): Period {
  const span = spanAt(period.end, every)
  return belongsTo(span, next) ? spanAt(span.start - 1, every) : span
}
