// bonusbook as a library: `import { month, openShop, … } from 'bonusbook'`. Each function takes a shop and plain values, and gives
// plain values: amounts as texts with two decimals, months as `2026-07`, and the problems that were met. What the command line
// does is done by the same functions. Nothing here reads the clock, the environment or the folder that the process works in;
// a text that is no month throws a RangeError.

import { type Day, isPayPeriod, type Period, parsePeriod, periodEnding } from './core/calendar.ts'
import { plain, ZERO } from './core/decimal.ts'
import { amountText } from './core/money.ts'
import type { Problem } from './core/problem.ts'
import { done, failed, type Result } from './core/result.ts'
import { actOnGroup, type GroupAsked, type GroupDone } from './group/act-on-group.ts'
import type { GroupAct } from './group/acts.ts'
import { type Group, openGroup } from './group/group.ts'
import { groupOverrides } from './group/overrides.ts'
import { type ReportAsked, type Reported, reportOnGroup } from './group/report.ts'
import { mergeShards } from './group/shards.ts'
import type { Correction } from './pay/opening.ts'
import { amountOf, partsOf } from './pay/person-sheet.ts'
import type { PayResult } from './pay/result.ts'
import { comparisonDocument } from './reports/comparison.ts'
import { problemDocument } from './reports/documents.ts'
import { balanceIn, type List, type ListAsked } from './shop/book-rows.ts'
import { type CloseRequest, closeMonth } from './shop/close.ts'
import { shopPays } from './shop/contents.ts'
import { type CorrectAsked, correctMonth } from './shop/correct-month.ts'
import { type ReleaseAsked, releaseReserve } from './shop/release.ts'
import { runMonth } from './shop/run.ts'
import type { Sealed } from './shop/seal.ts'
import { openShop, type Shop } from './shop/shop.ts'
import { workOutShop } from './shop/shop-month.ts'
import { compareInShop } from './shop/sides.ts'
import { type Verified, verifyShop } from './shop/verify.ts'
import type { Language } from './words/language.ts'

export type { Group, GroupAct, GroupAsked, GroupDone, Problem, ReportAsked, Reported, Result, Shop }
/** A month, week, quarter … by its name. */
export { actOnGroup, groupOverrides, mergeShards, openGroup, openShop, periodOf as period, reportOnGroup }

/** The sentence of a problem with where it is and what to do about it. */
export function tell(found: Problem, language: Language = 'en'): { message: string; hint: string; at: string } {
  const { message, hint, at } = problemDocument(found, language)
  return { message, hint, at }
}

/** What one person is paid. */
export interface PersonPay {
  readonly id: string
  readonly name: string
  readonly position: string
  readonly lines: Readonly<Record<string, string>>
  /** What the month earned comes to. */
  readonly own: string
  /** What corrections of closed months add to it or take away: `own` + `corrections` = `net`. */
  readonly corrections: string
  /** What was decided by hand, which is part of the gross amount too. */
  readonly adjusted: string
  readonly gross: string
  readonly withheld: string
  readonly deducted: string
  readonly carried: string
  readonly net: string
  readonly flags: readonly string[]
}

export interface MonthPay {
  readonly period: string
  /** The scheme's own name. */
  readonly scheme: string
  readonly people: readonly PersonPay[]
}

/** Works a month out and writes nothing; one that is closed, from the copies that it was closed with. */
export async function month(shop: Shop, period: string): Promise<Result<MonthPay>> {
  const worked = await workOutShop(shop.root, monthOf(period), { layouts: true }, { closed: 'as sealed' })
  const { month, problems } = worked
  return month ? done(payOf(period, month.scheme.name, month.result), problems) : failed(problems)
}

export interface RunOptions {
  /** Language of the sheets instead of the scheme's. */
  readonly language?: Language
  /** Statements also as one file a person. */
  readonly split?: boolean
}

/** Works a month out and writes its sheets to `out/<period>/`, all of them or none. */
export async function run(
  shop: Shop,
  period: string,
  { language, split = false }: RunOptions = {},
): Promise<Result<MonthPay & { readonly folder: string }>> {
  const { value, problems } = await runMonth(shop, { period: monthOf(period), sheets: language, split })
  if (value?.kind !== 'month') return failed(problems)
  const { month, folder = '', written } = value
  return done({ ...payOf(period, month.scheme.name, month.result), folder }, [...problems, ...written])
}

export interface Seal {
  /** File of the entry in the book. */
  readonly entry: string
  readonly seal: string
  /** The digest of what was sealed. */
  readonly figures: string | undefined
}

/** Seals a month of which a draft was run. */
export async function close(
  shop: Shop,
  period: string,
  options: Omit<CloseRequest, 'period'> = {},
): Promise<Result<Seal>> {
  const { value, problems } = await closeMonth(shop, { ...options, period: monthOf(period) })
  return value ? done({ entry: value.file, seal: value.seal, figures: value.figures }, problems) : failed(problems)
}

export interface ReleaseOptions extends Omit<ReleaseAsked, 'period' | 'payout' | 'given'> {
  /** The quarter or year: `2026-Q3`. */
  readonly period: string
  /** The month in which it is paid. */
  readonly payout: string
  /** Figures given in place of those of the results file; `ratio` is the ratio itself. */
  readonly given?: Readonly<Record<string, string>>
}

export interface ReleasePay {
  readonly people: readonly Readonly<Record<'id' | 'name' | 'held' | 'released' | 'forfeited' | 'premium', string>>[]
  /** Of everyone, where it is one. */
  readonly ratio: string | undefined
  readonly folder: string
  readonly sealed: Seal | undefined
}

/** Works out what a quarter or year held back pays, and seals it where that is asked for. */
export async function release(shop: Shop, options: ReleaseOptions): Promise<Result<ReleasePay>> {
  const { period, payout, given = {}, ...rest } = options
  const asked = { ...rest, period: periodOf(period), payout: monthOf(payout), given: new Map(Object.entries(given)) }
  const { value, problems } = await releaseReserve(shop, asked)
  if (!value) return failed(problems)
  const { result, folder, entry } = value
  const people = result.people.map(({ id, name, held, released, forfeited, premium }) => ({
    ...{ id, name, held: amountText(held), released: amountText(released) },
    ...{ forfeited: amountText(forfeited), premium: amountText(premium) },
  }))
  return done({ people, ratio: result.ratio && plain(result.ratio), folder, sealed: sealOf(entry) }, problems)
}

export interface Corrections {
  /** The open month that settles them. */
  readonly payout: string
  readonly people: readonly (Record<'id' | 'origin' | 'name' | 'amount', string> & Pick<Correction, 'kind'>)[]
  /** Undefined where nothing differs, or nothing was to be sealed. */
  readonly sealed: Seal | undefined
}

/** Corrects a closed month from its exports as they lie there now; every difference is settled in the month that is open. */
export async function correct(
  shop: Shop,
  period: string,
  options: Omit<CorrectAsked, 'period'> = {},
): Promise<Result<Corrections>> {
  const { value, problems } = await correctMonth(shop, { ...options, period: monthOf(period) })
  if (!value) return failed(problems)
  const people = value.corrections.map(({ person: id, origin, kind, name, amount }) => {
    return { id, origin, kind, name, amount: amountText(amount) }
  })
  return done({ payout: value.payout, people, sealed: sealOf(value.entry) }, problems)
}

/** The entries of a book that was proved. */
export interface Proof {
  readonly entries: readonly (Seal & {
    /** True where a replay compared every byte, since this very program sealed it. */
    readonly exact: boolean
  })[]
}

/** Proves that nothing sealed was changed; with `seal`, that the book holds it. */
export async function verify(shop: Shop, options: { readonly seal?: string } = {}): Promise<Result<Proof>> {
  return proofOf(await verifyShop(shop, options))
}

/** Proves besides that every entry gives the same figures again. */
export async function replay(shop: Shop): Promise<Result<Proof>> {
  return proofOf(await verifyShop(shop, { replay: true, all: true }))
}

export interface Balance {
  /** A row a lot: whose, of which reserve and month, what became of it, and when it may be released. */
  readonly reserves: readonly Readonly<Record<string, string>>[]
  /** A row a person and deduction. */
  readonly deductions: readonly Readonly<Record<string, string>>[]
}

/** What is held for whom, and what is still to be deducted. */
export async function balance(shop: Shop, asked: ListAsked = {}): Promise<Result<Balance>> {
  const found = await balanceIn(shop, asked, risk => (risk === 'no roster' ? risk : risk.rule))
  if (!found.value) return failed(found.problems)
  return done({ reserves: objectsOf(found.value.lots), deductions: objectsOf(found.value.debts) }, found.problems)
}

/**
 * Compares two months, drafts or sheets, each by its month or its path, person by person with the reason of every difference:
 * the document of `bonusbook compare --json`.
 */
export async function compare(
  shop: Shop,
  first: string,
  second: string,
  language: Language = 'en',
): Promise<Result<object>> {
  const today: Day = Math.floor(Date.parse(shop.time) / 86_400_000)
  const pays = (await shopPays(shop.root)) ?? periodEnding('month', today)
  const { value, problems } = await compareInShop(shop, [first, second], { folders: [shop.root], today, pays })
  return value ? done(comparisonDocument(value, language), problems) : failed(problems)
}

function payOf(period: string, scheme: string, { people }: PayResult): MonthPay {
  return {
    period,
    scheme,
    people: people.map(sheet => {
      const { id, name, position, flags } = sheet
      return {
        ...{ id, name, position, flags },
        lines: Object.fromEntries(partsOf(sheet, 'line').map(l => [l.name, amountText(l.amount)])),
        adjusted: amountText(amountOf(sheet, 'adjusted') ?? ZERO),
        gross: amountText(sheet.gross),
        withheld: amountText(sheet.withheld),
        deducted: amountText(sheet.deducted),
        carried: amountText(sheet.carried),
        own: amountText(sheet.own),
        corrections: amountText(sheet.correction),
        net: amountText(sheet.net),
      }
    }),
  }
}

function sealOf(entry: Sealed | undefined): Seal | undefined {
  return entry && { entry: entry.file, seal: entry.seal, figures: entry.header.figures }
}

function proofOf({ value, problems }: Result<Verified>): Result<Proof> {
  if (!value) return failed(problems)
  const exact = new Set(value.replayed.filter(r => r.exact).map(r => r.file))
  const entries = value.book.entries.map(({ file, seal, figures }) => {
    return { entry: file, seal, figures, exact: exact.has(file) }
  })
  return done({ entries }, problems)
}

function objectsOf({ columns, rows }: List): Record<string, string>[] {
  return rows.map(row => Object.fromEntries(columns.map((c, i) => [c.key, row[i] ?? ''])))
}

function periodOf(text: string): Period {
  const period = parsePeriod(text)
  if (!period) throw new RangeError(`no month, quarter or year: ${text}`)
  return period
}

function monthOf(text: string): Period {
  const period = periodOf(text)
  if (!isPayPeriod(period)) throw new RangeError(`no month: ${text}`)
  return period
}
