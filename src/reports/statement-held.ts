// What is held back for a person: lot by lot with its month and when it may be released at the earliest, and what the
// scheme says may become of it. Takes a worked-out month and what the book held before it.

import type { Decimal } from '../core/decimal.ts'
import { sumOf } from '../core/decimal.ts'
import type { Month } from '../pay/month.ts'
import type { HeldLot } from '../pay/opening.ts'
import { type PersonSheet, reservesOf } from '../pay/person-sheet.ts'
import { type Releasable, releasable } from '../pay/releasable.ts'

interface Lot {
  readonly reserve: string
  readonly origin: string
  readonly amount: Decimal
  /** Undefined where the scheme has no rule of release for it. */
  readonly releasable: Releasable | undefined
  /** True where it was withheld and forfeited this month. */
  readonly forfeited: boolean
}

/** Lots of one reserve that may be released together. */
export interface LotGroup extends Pick<Lot, 'reserve' | 'releasable' | 'forfeited'> {
  readonly lots: readonly Pick<Lot, 'origin' | 'amount'>[]
  readonly sum: Decimal
}

/** The scheme's words on what becomes of a reserve. */
export interface ReserveRule {
  readonly reserve: string
  readonly every: 'quarter' | 'year' | undefined
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

export function lotsByPerson({ opening }: Month): Map<string, HeldLot[]> {
  const lots = new Map<string, HeldLot[]>()
  for (const lot of opening.held) {
    const own = lots.get(lot.person)
    if (own) own.push(lot)
    else lots.set(lot.person, [lot])
  }
  return lots
}

export function heldBack(
  { scheme, period }: Month,
  person: PersonSheet,
  held: ReadonlyMap<string, readonly HeldLot[]>,
): HeldBack {
  const ruleOf = new Map(scheme.reserves.map(r => [r.name, r]))
  const lot = (reserve: string, origin: string, amount: Decimal, forfeited: boolean): Lot => {
    const rule = ruleOf.get(reserve)
    return { reserve, origin, amount, forfeited, releasable: rule && releasable(rule, origin) }
  }
  const earlier = (held.get(person.id) ?? []).map(l => lot(l.reserve, l.origin, l.amount, false))
  const own = reservesOf(person)
    .filter(r => !r.withheld.isZero())
    .map(r => lot(r.name, period.name, r.withheld, !r.forfeited.isZero()))
  const names = [...new Set([...scheme.reserves.map(r => r.name), ...earlier.map(l => l.reserve)])]
  const lots = names.flatMap(name => [...earlier, ...own].filter(l => l.reserve === name))
  return {
    groups: together(lots),
    total: sumOf(lots.filter(l => !l.forfeited).map(l => l.amount)),
    rules: scheme.reserves
      .filter(r => lots.some(l => l.reserve === r.name))
      .map(({ name, forfeited, release }) => ({
        reserve: name,
        every: release?.every,
        ratio: release?.ratio.text,
        forfeitedBy: release?.forfeitedBy?.text,
        forfeitedAtOnce: forfeited?.text,
      })),
  }
}

function together(lots: readonly Lot[]): LotGroup[] {
  const groups = new Map<string, Lot[]>()
  for (const lot of lots) {
    const key = [lot.reserve, lot.forfeited, lot.releasable?.payout.name].join(' | ')
    groups.set(key, [...(groups.get(key) ?? []), lot])
  }
  return [...groups.values()].map(of => {
    const { reserve, releasable: when, forfeited } = of[0]!
    return { reserve, releasable: when, forfeited, lots: of, sum: sumOf(of.map(l => l.amount)) }
  })
}
