// Checking a month: everything that is wrong with its scheme and exports, and what the scheme says otherwise of closed months,
// what stands in the way of the next release. Takes a shop and a month; gives the month as far as it could be worked out. Writes nothing.

import type { Period } from '../core/calendar.ts'
import type { HowToWork } from './month.ts'
import { releaseOutlook } from './release-outlook.ts'
import { changedRules } from './sealed-rules.ts'
import { type ShopMonth, workOutShop } from './shop-month.ts'

/** Checks a month; a closed one as it was sealed. */
export async function checkMonth(
  root: string,
  period: Period,
  shown: Pick<HowToWork, 'onProgress'> = {},
): Promise<ShopMonth> {
  const outcome = await workOutShop(root, period, { layouts: true, ...shown }, { closed: 'as sealed' })
  const { state, loaded, problems } = outcome
  const ahead = await releaseOutlook(root, outcome.month, state)
  return { ...outcome, problems: [...problems, ...(await changedRules(root, state.book, loaded.draft)), ...ahead] }
}
