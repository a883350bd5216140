// A release in the book: which lots it finds, and what its sealed entry says. Takes the book and the worked-out release.

import { fenText } from '../book/amount.ts'
import { type EntryHeader, fileNamePart } from '../book/entry.ts'
import type { NameOf } from '../book/journal.ts'
import { held, type Ledger } from '../book/ledger.ts'
import { monthsOf, releasesOf } from '../book/order.ts'
import type { BookRecord, Posting } from '../book/record.ts'
import { lastMonthOf, type Period, parsePeriod } from '../core/calendar.ts'
import { decimal, plain } from '../core/decimal.ts'
import { amountText } from '../core/money.ts'
import type { Lot, ReleaseResult } from '../pay/release.ts'

/** What a period still holds of a reserve, by person and month: whatever was released before is no part of it. */
export function lotsOf(ledger: Ledger, reserve: string, period: Period, nameOf: NameOf): Lot[] {
  const months = new Set(monthsOf(period))
  return [...ledger.lots.values()]
    .filter(
      lot => lot.reserve === reserve && months.has(lot.origin) && lot.releasedBy === undefined && held(lot) !== 0n,
    )
    .map(({ person, origin, ...lot }) => ({
      person,
      origin,
      name: nameOf(person, origin) ?? '',
      held: decimal(fenText(held({ person, origin, ...lot }))),
    }))
}

/** The last month of a period: the one whose scheme says how the period is released. */
export function lastMonth(period: Period): Period {
  return parsePeriod(lastMonthOf(period))!
}

/** Where the sheets of a release lie: each of a period has its own, the one before was paid by its sheet. */
export function releaseFolder(
  { reserve = '', period }: Pick<EntryHeader, 'reserve' | 'period'>,
  headers: readonly EntryHeader[],
): string {
  const before = releasesOf(headers, reserve, period).length
  return `out/release-${fileNamePart(reserve)}-${period}${before === 0 ? '' : `-${before + 1}`}`
}

/** The records of a release, lot by lot. */
export function* releaseRecords(release: ReleaseResult): Generator<BookRecord> {
  const account = { reserve: release.reserve }
  for (const person of release.people) {
    for (const lot of person.lots) {
      const base = { person: person.id, account, origin: lot.origin }
      const kept = lot.released.minus(lot.premium)
      const post = (kind: 'released' | 'forfeited' | 'premium', amount: typeof kept): Posting => ({
        ...base,
        kind,
        amount: amountText(amount),
        ...(kind === 'forfeited' ? { reason: forfeitReason(release, person.forfeits) } : {}),
      })
      // A lot of which nothing is paid or lost is settled all the same.
      yield { posting: post('released', kept) }
      if (!lot.forfeited.isZero()) yield { posting: post('forfeited', lot.forfeited) }
      if (!lot.premium.isZero()) yield { posting: post('premium', lot.premium) }
      yield { lot: { person: person.id, origin: lot.origin, ratio: plain(lot.ratio) } }
    }
  }
}

/** Why something is forfeited: the scheme's rule, or the ratio. */
export function forfeitReason(release: ReleaseResult, forfeits: boolean): string {
  return forfeits ? (release.forfeitedBy ?? '') : `ratio ${release.ratio ? plain(release.ratio.times(100)) : '?'}%`
}
