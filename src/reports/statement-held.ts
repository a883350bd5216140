// What is held back for a person: lot by lot with its month and when it may be released at the earliest, and what the
// scheme says may become of it. Takes a worked-out month and what the book held before it.

import type { Every } from '../core/calendar.ts'
import type { Decimal } from '../core/decimal.ts'
import { sumOf } from '../core/decimal.ts'
import { addTo } from '../core/lists.ts'
import { conditionSaid, said } from '../explain/said.ts'
import { type Lot, lotsOf } from '../pay/lots.ts'
import type { Month } from '../pay/month.ts'
import { type Releasable, releasable } from '../pay/releasable.ts'
import { wordsIn } from '../words/language.ts'

/** A lot of a person as they read it. */
interface OwnLot {
  readonly reserve: string
  readonly origin: string
  readonly amount: Decimal
  /** Undefined where the scheme has no rule of release for it. */
  readonly releasable: Releasable | undefined
  /** True where it was withheld and forfeited this month. */
  readonly forfeited: boolean
}

/** Lots of one reserve that may be released together. */
export interface LotGroup extends Pick<OwnLot, 'reserve' | 'releasable' | 'forfeited'> {
  readonly lots: readonly Pick<OwnLot, 'origin' | 'amount'>[]
  readonly sum: Decimal
}

/** The scheme's words on what becomes of a reserve. */
export interface ReserveRule {
  readonly reserve: string
  /** The policy's own sentence, which stands for all that follows. */
  readonly says: string | undefined
  readonly every: Every | undefined
  readonly ratio: string | undefined
  readonly forfeitedBy: string | undefined
  readonly forfeitedAtOnce: string | undefined
}

export interface HeldBack {
  readonly groups: readonly LotGroup[]
  /** Of all lots that are not forfeited. */
  readonly total: Decimal
  readonly rules: readonly ReserveRule[]
}

export function lotsByPerson(month: Month): ReadonlyMap<string, readonly Lot[]> {
  const lots = new Map<string, Lot[]>()
  for (const lot of lotsOf(month)) addTo(lots, lot.person, lot)
  return lots
}

/** What is held back of one person; `all`: everybody's lots. */
export function heldBack({ scheme }: Month, person: string, all: ReadonlyMap<string, readonly Lot[]>): HeldBack {
  const words = wordsIn(scheme.sheets).formula
  const ruleOf = new Map(scheme.reserves.map(r => [r.name, r]))
  const own = (all.get(person) ?? [])
    .map(({ reserve, origin, before, withheld, forfeited }): OwnLot => {
      const rule = ruleOf.get(reserve)
      const due = rule && releasable(rule, origin)
      return { reserve, origin, amount: before.plus(withheld), releasable: due, forfeited: !forfeited.isZero() }
    })
    .filter(lot => !lot.amount.isZero())
  const names = [...new Set([...ruleOf.keys(), ...own.map(l => l.reserve)])]
  const lots = names.flatMap(name => own.filter(l => l.reserve === name))
  return {
    groups: together(lots),
    total: sumOf(lots.filter(l => !l.forfeited).map(l => l.amount)),
    rules: scheme.reserves
      .filter(r => lots.some(l => l.reserve === r.name))
      .map(({ name, says, forfeited, release }) => ({
        reserve: name,
        says,
        every: release?.every,
        ratio: release && said(release.ratio, words),
        forfeitedBy: release?.forfeitedBy && conditionSaid(release.forfeitedBy, words),
        forfeitedAtOnce: forfeited && conditionSaid(forfeited, words),
      })),
  }
}

function together(lots: readonly OwnLot[]): LotGroup[] {
  const groups = new Map<string, OwnLot[]>()
  for (const lot of lots) addTo(groups, [lot.reserve, lot.forfeited, lot.releasable?.payout.name].join(' | '), lot)
  return [...groups.values()].map(of => {
    const { reserve, releasable: when, forfeited } = of[0]!
    return { reserve, releasable: when, forfeited, lots: of, sum: sumOf(of.map(l => l.amount)) }
  })
}
