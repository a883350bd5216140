// When what is held may be released, and what is at risk because the scheme's rule on leavers would forfeit it then. Takes
// the ledger, the scheme and the newest rosters; says nothing where they can't tell.

import type { NameOf } from '../book/journal.ts'
import type { Ledger } from '../book/ledger.ts'
import { month, type Period, parsePeriod } from '../core/calendar.ts'
import { calculateRelease } from '../pay/release.ts'
import type { ShopFolder } from '../pay/shop-files.ts'
import type { Scheme } from '../scheme/model.ts'
import { lotsOf } from './release.ts'

export interface Prospects {
  /** The month in which a lot may first be released. */
  readonly releasable: (reserve: string, origin: string) => string
  /** Why a person would forfeit what is held; empty where nothing says so. */
  readonly risk: (reserve: string, origin: string, person: string) => string
}

export async function prospects(
  ledger: Ledger,
  scheme: Scheme,
  shop: ShopFolder,
  rosters: readonly Period[],
  nameOf: NameOf,
): Promise<Prospects> {
  const risks = new Map<string, string>()
  const periodOf = (reserve: string, origin: string): Period | undefined => {
    const every = scheme.reserves.find(r => r.name === reserve)?.release?.every
    if (every === undefined) return undefined
    const year = origin.slice(0, 4)
    const quarter = Math.ceil(Number(origin.slice(5)) / 3)
    return parsePeriod(every === 'year' ? year : `${year}-Q${quarter}`) ?? undefined
  }
  const after = (period: Period): Period => {
    const end = new Date((period.end + 1) * 86_400_000)
    return month(end.getUTCFullYear(), end.getUTCMonth() + 1)
  }
  const open = new Map<string, { reserve: string; period: Period }>()
  for (const lot of ledger.lots.values()) {
    const period = periodOf(lot.reserve, lot.origin)
    if (period && lot.releasedBy === undefined)
      open.set(`${lot.reserve} ${period.name}`, { reserve: lot.reserve, period })
  }
  for (const { reserve, period } of open.values()) {
    const rule = scheme.reserves.find(r => r.name === reserve)!
    if (!rule.release?.forfeitedBy) continue
    const lots = lotsOf(ledger, reserve, period, nameOf)
    const given = new Map([['ratio', '100%']])
    const request = { scheme, reserve: rule, period, payout: after(period), lots, shop, rosters, given }
    const { result } = await calculateRelease(request)
    for (const p of result?.people ?? []) {
      if (p.forfeits) risks.set(`${reserve} ${period.name} ${p.id}`, rule.release.forfeitedBy.text)
    }
  }
  return {
    releasable(reserve, origin) {
      const period = periodOf(reserve, origin)
      return period ? after(period).name : ''
    },
    risk: (reserve, origin, person) => risks.get(`${reserve} ${periodOf(reserve, origin)?.name} ${person}`) ?? '',
  }
}
