// A release: what a quarter or year held back is worked out, lot by lot, its sheets are written to out/release-…/, and it is
// sealed where that is asked for. Takes a shop, a reserve and a period; gives what is paid, or what stands in its way. No lot is
// ever released twice.

import { held } from '../book/account.ts'
import type { Approval } from '../book/entry.ts'
import { type EntryHeader, figuresDigest, fileNamePart } from '../book/entry.ts'
import type { NameOf } from '../book/journal.ts'
import type { Ledger } from '../book/ledger.ts'
import { closedMonths, openMonthsOf, payoutRefused, releasesOf } from '../book/order.ts'
import type { BookRecord, Posting } from '../book/record.ts'
import { belongsTo, monthOf, type Period, parsePeriod } from '../core/calendar.ts'
import { plain } from '../core/decimal.ts'
import { pathIn } from '../core/inside.ts'
import { amountForPeople, amountText } from '../core/money.ts'
import { notFound } from '../core/not-found.ts'
import { type Problem, problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { calculateRelease, type Lot, type ReleaseOutcome, type ReleaseResult } from '../pay/release.ts'
import { leavingText } from '../reports/release-papers.ts'
import { releaseSeals } from '../reports/release-sheets.ts'
import type { Reserve, Scheme } from '../scheme/model.ts'
import { releaseFiles } from '../writers/release-files.ts'
import { act } from './act.ts'
import { type ApprovalDue, releaseApprovals } from './approvals.ts'
import { dataMonths } from './contents.ts'
import { aboutSheets, releaseDraft, sheetsOf } from './drafts.ts'
import { loadShopScheme } from './folder.ts'
import { yuan } from './opening.ts'
import { findPerson, type Known, knownPeople, namesIn } from './people.ts'
import { type ReleaseDue, releasesDue } from './releases-due.ts'
import { filesRead, type Sealed } from './seal.ts'
import type { Shop } from './shop.ts'
import { type KeyFile, withSigning } from './signing.ts'
import { soundBook } from './sound-book.ts'

export interface ReleaseAsked {
  readonly reserve: string
  /** The quarter or year. */
  readonly period: Period
  /** The month in which it is paid. */
  readonly payout: Period
  /** Figures given by name, in place of those of the results file. */
  readonly given?: ReadonlyMap<string, string>
  /** Numbers or names of those who are paid; without them, everybody. */
  readonly people?: readonly string[] | undefined
  /** Whether what is closed so far may be released while months of the period are open. */
  readonly partial?: boolean
  /** Whether it is sealed. */
  readonly close?: boolean
  /** Approvals by name. */
  readonly approvals?: readonly Approval[]
  readonly key?: KeyFile | undefined
  /** Language of the sheets instead of the one that the scheme says. */
  readonly sheets?: Scheme['sheets'] | undefined
}

export interface Released {
  readonly result: ReleaseResult
  readonly layouts: ReleaseOutcome['layouts']
  /** The folder of its sheets. */
  readonly folder: string
  readonly entry: Sealed | undefined
  /** Who has to approve it, until it is sealed. */
  readonly approvals: readonly ApprovalDue[]
  /** What else is to be released now; nothing until this is sealed. */
  readonly releases: readonly ReleaseDue[]
}

/** Works a release out, writes its sheets, and seals it where that is asked for. */
export function releaseReserve(shop: Shop, asked: ReleaseAsked): Promise<Result<Released>> {
  const { root } = shop
  const { period, payout, given = new Map<string, string>(), partial = false, close = false } = asked
  return withSigning<Released>(shop, asked.key, async signing => {
    // The rule is the one of the last month that the release is of.
    const { scheme: sound, problems: wrong, kept } = await loadShopScheme(root, lastMonth(period))
    if (!sound) return failed(wrong)
    const { value: book, problems: damage } = await soundBook(root)
    if (!book) return failed(damage)
    const nameOf = namesIn(book)
    const { value: reserve, problems: unknown } = findReserve(sound, asked.reserve, period)
    if (!reserve) return failed(unknown)
    const { name } = reserve
    const open = partial ? [] : openMonthsOf(book.headers, period)
    if (open.length > 0)
      return failed(problem('RELEASE_OPEN', undefined, { months: open.join(', '), period: period.name }))
    const reason = payoutRefused(book.headers, period, payout.name, partial)
    if (reason !== undefined)
      return failed(problem('RELEASE_PAYOUT', undefined, { payout: payout.name, period: period.name, reason }))
    const all = lotsOf(book.ledger, name, period, nameOf)
    const { value: lots, problems: strangers } = choosePeople(asked.people ?? [], all, knownPeople(book, nameOf))
    if (!lots) return failed(strangers)
    if (lots.length === 0) return failed(problem('RELEASE_NOTHING', undefined, { reserve: name, period: period.name }))

    const rosters = (await dataMonths(root)).filter(m => m.name <= payout.name)
    const place = releaseFolder({ reserve: name, period: period.name }, book.headers)
    const scheme = { ...sound, sheets: await sheetsOf(root, releaseDraft(place), asked.sheets, sound) }
    const request = { scheme, reserve, period, payout, lots, shop: { root }, rosters, given, layouts: true }
    const { result, layouts, readings, problems: met } = await calculateRelease(request)
    if (!result) return failed(met)
    const who = { kind: 'release' as const, period: period.name, reserve: name, payout: payout.name }
    const about = {
      ...aboutSheets(scheme.sheets, sound),
      ...(given.size > 0 ? { given: Object.fromEntries(given) } : {}),
      ...(asked.people ? { people: [...new Set(lots.map(lot => lot.person))] } : {}),
      ...(partial ? { partial } : {}),
    }
    const seals = releaseSeals(figuresDigest(who, releaseRecords(result)), book.entries.at(-1)?.seal ?? '', about)
    const approvals = releaseApprovals(result, scheme.approvals)
    const acted = await act(shop, signing, book, {
      of: { ...who, about },
      draft: releaseDraft(place),
      files: await releaseFiles(result, layouts, scheme, seals),
      ...{ writes: true, seals: close, rules: scheme.approvals, typed: asked.approvals ?? [] },
      due: close ? approvals : [],
      approve: [name, '--period', period.name],
      told: [...met, ...forfeitProblems(result, scheme)],
      inputs: filesRead(readings),
      scheme: kept!,
      records: releaseRecords(result),
    })
    if (!acted.value) return acted
    const { entry } = acted.value
    const closed = closedMonths(book.headers).at(-1)
    const released = new Set(lots.map(lot => `${lot.person}\0${lot.origin}`))
    const others = [...book.ledger.open()].filter(
      lot => lot.releasedBy === undefined && (lot.reserve !== name || !released.has(`${lot.person}\0${lot.origin}`)),
    )
    const releases = entry && closed !== undefined ? releasesDue(scheme, parsePeriod(closed)!, others) : []
    return done(
      {
        result,
        layouts,
        folder: pathIn(root, place),
        entry,
        approvals: entry ? [] : approvals,
        releases,
      },
      acted.problems,
    )
  })
}

function findReserve({ reserves }: Scheme, name: string, period: Period): Result<Reserve> {
  const found = reserves.find(r => r.name === name)
  const known = reserves.map(r => r.name)
  if (!found) return failed(notFound('reserve', name, known))
  const every = found.release?.every ?? ''
  if (every === period.kind) return done(found)
  return failed(problem('RELEASE_NOT_RULED', found.at, { reserve: name, every, period: period.name }))
}

/** The lots of the people asked for. Somebody of whom the book knows nothing is a problem. */
function choosePeople(typed: readonly string[], lots: readonly Lot[], known: readonly Known[]): Result<readonly Lot[]> {
  if (typed.length === 0) return done(lots)
  const ids: string[] = []
  for (const text of typed) {
    const { value: person, problems } = findPerson(text, known)
    if (!person) return failed(problems)
    ids.push(person.id)
  }
  return done(lots.filter(lot => ids.includes(lot.person)))
}

/** Who forfeits because of the scheme's rule on leavers, by name: whether that holds in law is not for a program. */
function forfeitProblems(release: ReleaseResult, scheme: Scheme): Problem[] {
  return release.people
    .filter(p => p.forfeits && !p.forfeited.isZero())
    .map(p => {
      const facts = {
        who: `${p.name} (${p.id})`,
        amount: amountForPeople(p.forfeited),
        rule: leavingText(release, scheme),
      }
      return problem('RELEASE_FORFEITS', undefined, facts)
    })
}

/** What a period still holds of a reserve, by person and month: whatever was released before is no part of it. */
export function lotsOf(ledger: Ledger, reserve: string, period: Period, nameOf: NameOf): Lot[] {
  return [...ledger.open()]
    .filter(
      lot => lot.reserve === reserve && belongsTo(period, parsePeriod(lot.origin)!) && lot.releasedBy === undefined,
    )
    .map(({ person, origin, ...lot }) => ({
      person,
      origin,
      name: nameOf(person, origin) ?? '',
      held: yuan(held({ person, origin, ...lot })),
    }))
}

/** The last month of a period: the one whose scheme says how the period is released. */
export function lastMonth(period: Period): Period {
  return parsePeriod(monthOf(period))!
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
