// When what is held may be released, and what is at risk: because the rule of the scheme on leavers would forfeit it then, or
// because no roster knows whose it is. Takes the ledger, the schemes of months and the newest rosters; says nothing where
// they can't tell.

import type { NameOf } from '../book/journal.ts'
import type { Ledger } from '../book/ledger.ts'
import { EVERY, type Period, parsePeriod, spanAt } from '../core/calendar.ts'
import { anyError } from '../core/problem.ts'
import { releasable } from '../pay/releasable.ts'
import { calculateRelease, type ReleaseRequest } from '../pay/release.ts'
import type { ShopFolder } from '../pay/shop-files.ts'
import type { Reserve, Scheme } from '../scheme/model.ts'
import { lastMonth, lotsOf } from './release.ts'

export type Risk =
  /** The rule of the scheme, in its own words. */
  { readonly rule: string } | 'no roster'

export interface Prospects {
  /** The month in which a lot may first be released; empty where no scheme says so. */
  readonly releasable: (reserve: string, origin: string) => string
  /** Why a person might not be paid what is held; undefined where nothing says so. */
  readonly risk: (reserve: string, origin: string, person: string) => Risk | undefined
}

/** The scheme of a month; undefined where there is none without errors. */
export type SchemeOf = (period: Period) => Promise<Scheme | undefined>

export async function prospects(
  ledger: Ledger,
  schemeOf: SchemeOf,
  shop: ShopFolder,
  rosters: readonly Period[],
  nameOf: NameOf,
): Promise<Prospects> {
  const periods = new Map<string, { readonly whole: string; readonly month: string }>()
  const risks = new Map<string, Risk>()
  const looked = new Set<string>()
  for (const { reserve, origin, releasedBy } of ledger.open()) {
    const lot = `${reserve}\0${origin}`
    if (releasedBy !== undefined || looked.has(lot)) continue
    looked.add(lot)
    const found = await ruleOf(schemeOf, reserve, origin)
    if (!found) continue
    const { scheme, rule } = found
    const { period, payout } = releasable(rule, origin)!
    const whole = `${reserve}\0${period.name}`
    periods.set(lot, { whole, month: payout.name })
    if (looked.has(whole)) continue
    looked.add(whole)
    // One lot tells of a person what all do.
    const lots = [...new Map(lotsOf(ledger, reserve, period, nameOf).map(l => [l.person, l])).values()]
    const given = new Map([['ratio', '100%']])
    const request = { scheme, reserve: rule, period, payout, lots, shop, rosters, given, withoutStrangers: true }
    for (const [person, risk] of await risksOf(request)) risks.set(`${whole}\0${person}`, risk)
  }
  return {
    releasable: (reserve, origin) => periods.get(`${reserve}\0${origin}`)?.month ?? '',
    risk: (reserve, origin, person) => risks.get(`${periods.get(`${reserve}\0${origin}`)?.whole}\0${person}`),
  }
}

/** Who might not be paid at the first possible payout. */
async function risksOf(request: ReleaseRequest): Promise<Map<string, Risk>> {
  const { result, problems } = await calculateRelease(request)
  const risks = new Map<string, Risk>()
  if (!result || anyError(problems)) return risks
  const known = new Set(result.people.map(p => p.id))
  for (const { person } of request.lots) if (!known.has(person)) risks.set(person, 'no roster')
  for (const p of result.people) if (p.forfeits) risks.set(p.id, { rule: result.forfeitedBy ?? '' })
  return risks
}

interface Rule {
  readonly scheme: Scheme
  readonly rule: Reserve
}

/** By which rule the lots of a month are released: that of the scheme that holds at the end of its quarter or year. */
async function ruleOf(schemeOf: SchemeOf, reserve: string, origin: string): Promise<Rule | undefined> {
  const month = parsePeriod(origin)
  if (!month) return undefined
  for (const every of EVERY) {
    const scheme = await schemeOf(lastMonth(spanAt(month.end, every)))
    const rule = scheme?.reserves.find(r => r.name === reserve)
    if (scheme && rule?.release?.every === every) return { scheme, rule }
  }
  return undefined
}
