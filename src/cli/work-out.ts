// A shop's month for a command: the scheme that applies to it, what the book says it begins with, and its files.

import { join } from 'node:path'
import { BOOK_FOLDER, type OpeningState, openingOf } from '../acts/opening.ts'
import type { Finding } from '../book/finding.ts'
import type { Period } from '../core/calendar.ts'
import { type Problem, problem } from '../core/problem.ts'
import type { HowToRead } from '../pay/inputs.ts'
import { type MonthOutcome, workOutLoaded } from '../pay/month.ts'
import { type HowToLoad, loadShopScheme, type ShopScheme } from './shop.ts'

export interface ShopMonth extends MonthOutcome {
  readonly loaded: ShopScheme
  readonly state: OpeningState
}

/** Works a month of a shop out. `how` may be made from the scheme; problems of that stop it as others do. */
export async function workOutShop(
  root: string,
  period: Period,
  how: HowToRead | ((loaded: ShopScheme) => HowToRead | Problem[]),
  load?: HowToLoad,
): Promise<ShopMonth> {
  const [loaded, state] = await Promise.all([
    loadShopScheme(root, period, load),
    openingOf(join(root, BOOK_FOLDER), period),
  ])
  const chosen = typeof how === 'function' ? how(loaded) : how
  const damage = state.book.findings.map(findingProblem)
  if (Array.isArray(chosen) || damage.length > 0) {
    const problems = [...(Array.isArray(chosen) ? chosen : []), ...damage]
    const unmatched = { nothing: [], unpaid: [], strangers: [] }
    return { month: undefined, problems, reconciliation: [], unmatched, loaded, state }
  }
  const outcome = await workOutLoaded(loaded, { root }, period, { ...chosen, opening: state.opening })
  const { gap } = state
  const open =
    gap.length === 0 ? [] : [problem('MONTHS_OPEN', undefined, { months: gap.join(', '), period: period.name })]
  return { ...outcome, problems: [...outcome.problems, ...open], loaded, state }
}

/** A fault of the book as a problem. */
export function findingProblem({ damage, entry, facts }: Finding): Problem {
  const detail = Object.entries(facts)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => `${key} ${String(value)}`)
    .join(', ')
  const at = entry === '' ? undefined : { file: `${BOOK_FOLDER}/${entry}` }
  return problem('BOOK_DAMAGED', at, { entry, damage, detail })
}
