// Who differs in what: what each shop of a group has of its own, beside what the group's scheme has. Takes a group and a month; gives
// a list by shop, and the problems of the shops of which it can't be told.

import type { Period } from '../core/calendar.ts'
import { pathIn } from '../core/inside.ts'
import type { Problem } from '../core/problem.ts'
import { type Override, overridesIn } from '../scheme/own.ts'
import { shopSchemeText } from '../shop/folder.ts'
import { callShops, type Group, inGroup } from './group.ts'
import type { Called } from './record.ts'

export interface ShopOverrides extends Called {
  readonly overrides: readonly Override[]
}

/** What the shops of a group have otherwise than its scheme of a month. */
export async function groupOverrides(
  group: Group,
  folders: readonly string[],
  period: Period,
): Promise<{ readonly shops: readonly ShopOverrides[]; readonly problems: readonly Problem[] }> {
  const shops: ShopOverrides[] = []
  const problems: Problem[] = []
  for (const called of await callShops(group, folders)) {
    const { shop } = called
    const text = await shopSchemeText(pathIn(group.root, shop), period)
    const found = text.value === undefined ? text : overridesIn(text.value)
    problems.push(...found.problems.map(p => inGroup(shop, p)))
    const placed = (found.value ?? []).map(one => ({ ...one, at: { ...one.at, file: `${shop}/${one.at.file}` } }))
    if (found.value) shops.push({ ...called, overrides: placed })
  }
  return { shops, problems }
}
