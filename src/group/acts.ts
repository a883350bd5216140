// What a group does to each of its shops: the same acts of `shop` as single commands. Takes a shop and an act as plain data, as a
// worker is given it; gives how it ended, the problems, and what it comes to by the files that it leaves. An act that was done
// before, and from which nothing differs, is done: so a command that was broken off is given again.

import { basename } from 'node:path'
import type { EntryHeader } from '../book/entry.ts'
import { correctionsOf } from '../book/order.ts'
import type { Period } from '../core/calendar.ts'
import { decimal, sumOf } from '../core/decimal.ts'
import { pathIn } from '../core/inside.ts'
import { amountText } from '../core/money.ts'
import { anyError, type Problem, problem } from '../core/problem.ts'
import { done, type Result } from '../core/result.ts'
import { OUT_FOLDER } from '../files/names.ts'
import { bytesOrNone } from '../files/read.ts'
import type { PayResult } from '../pay/result.ts'
import { readDraftRecord } from '../reports/draft-record.ts'
import type { ShopFigures } from '../reports/group-report/group-month.ts'
import { totals } from '../reports/run-record.ts'
import { checkMonth } from '../shop/check.ts'
import { type CloseRequest, closeMonth } from '../shop/close.ts'
import { type CorrectAsked, correctMonth } from '../shop/correct-month.ts'
import { monthDraft, releaseDraft, sealedDraft } from '../shop/drafts.ts'
import { type ExitCode, exitCode } from '../shop/exit.ts'
import { isFolder } from '../shop/group-folder.ts'
import { type ReleaseAsked, releaseReserve } from '../shop/release.ts'
import { runMonth } from '../shop/run.ts'
import type { Shop } from '../shop/shop.ts'
import { soundBook } from '../shop/sound-book.ts'
import { verifyShop } from '../shop/verify.ts'
import type { Language } from '../words/language.ts'
import { shopFigures } from './shop-figures.ts'

export type GroupAct =
  | { readonly command: 'check'; readonly period: Period }
  | {
      readonly command: 'run'
      readonly period: Period
      readonly split: boolean
      readonly sheets: Language | undefined
    }
  | ({ readonly command: 'close' } & Omit<CloseRequest, 'ifOpen'>)
  | ({ readonly command: 'release' } & Omit<ReleaseAsked, 'people'>)
  | ({ readonly command: 'correct' } & Omit<CorrectAsked, 'scheme'>)
  | { readonly command: 'verify'; readonly replay: boolean }
  /** Writes nothing in a shop. */
  | { readonly command: 'report'; readonly period: Period; readonly sheets?: Language | undefined }

/** Figures of a shop: amounts as texts to the fen, counts as numbers. */
export type Totals = Readonly<Record<string, string | number>>

/** How an act on a shop ended. */
export interface Outcome {
  readonly exit: ExitCode
  readonly problems: readonly Problem[]
  readonly totals: Totals
  /** Of `report`. */
  readonly figures?: ShopFigures | undefined
}

/** Does it, where the shop is still there. */
export async function actOn(shop: Shop, act: GroupAct): Promise<Outcome> {
  if (!(await isFolder(shop.root)))
    return { exit: 1, problems: [problem('GROUP_SHOP_GONE', undefined, {})], totals: {} }
  switch (act.command) {
    case 'check': {
      const { month, problems } = await checkMonth(shop.root, act.period)
      return { exit: anyError(problems) ? 1 : 0, problems, totals: month ? monthTotals(month.result) : {} }
    }
    case 'run':
      return ended(await runMonth(shop, act), () => draftTotals(shop.root, monthDraft(act.period.name).record))
    case 'close':
      return ended(await closeMonth(shop, { ...act, ifOpen: true }), () =>
        draftTotals(shop.root, monthDraft(act.period.name).record),
      )
    case 'release':
      return ended(await releaseOnce(shop, act), record => draftTotals(shop.root, record))
    case 'correct':
      return ended(await correctMonth(shop, act), () => correctionTotals(shop.root, act.period))
    case 'verify':
      return ended(await verifyShop(shop, { replay: act.replay }), ({ book }) => ({ entries: book.entries.length }))
    case 'report': {
      const { value: figures, problems } = await shopFigures(shop.root, act.period, act.sheets)
      return { exit: figures ? 0 : 1, problems, totals: {}, figures }
    }
  }
}

async function ended<T>(
  { value, problems }: Result<T>,
  totalsOf: (value: T) => Totals | Promise<Totals>,
): Promise<Outcome> {
  if (value === undefined) return { exit: exitCode(problems), problems, totals: {} }
  return { exit: 0, problems, totals: await totalsOf(value) }
}

/** Releases, unless the same was sealed before; gives the record of its draft. */
async function releaseOnce(
  shop: Shop,
  { command: _, ...asked }: Extract<GroupAct, { command: 'release' }>,
): Promise<Result<string>> {
  const { value, problems } = await releaseReserve(shop, asked)
  if (value) return done(releaseDraft(`${OUT_FOLDER}/${basename(value.folder)}`).record, problems)
  const before = await sealedBefore(shop.root, header => {
    const { kind, reserve, period, payout } = header
    return (
      kind === 'release' && reserve === asked.reserve && period === asked.period.name && payout === asked.payout.name
    )
  })
  const isSealed = asked.close === true && problems.every(p => p.code === 'RELEASE_NOTHING') && before
  return isSealed ? done(sealedDraft(before)!.record) : { problems }
}

async function sealedBefore(root: string, is: (header: EntryHeader) => boolean): Promise<EntryHeader | undefined> {
  return (await soundBook(root)).value?.headers.findLast(is)
}

function monthTotals({ people }: Pick<PayResult, 'people'>): Totals {
  const { gross, withheld, deducted, net } = totals(people)
  const amounts = { gross, withheld, deducted, net }
  return {
    people: people.length,
    ...Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, amountText(amount)])),
  }
}

/** What the papers of a correction come to, the newest of the month: nothing where nothing was to be corrected. */
async function correctionTotals(root: string, { name }: Period): Promise<Totals> {
  const { value: book } = await soundBook(root)
  const newest = book && correctionsOf(book.headers, name).at(-1)
  const record = newest && sealedDraft(newest)?.record
  return record === undefined ? { people: 0, total: '0.00' } : draftTotals(root, record)
}

/** What the record of a draft says of its sums. */
async function draftTotals(root: string, record: string): Promise<Totals> {
  const { totals: month, people = [] } = readDraftRecord(await bytesOrNone(pathIn(root, record))) ?? {}
  if (month) {
    const { people: count, gross = '', withheld = '', deducted = '', net } = month
    return { people: count, gross, withheld, deducted, net }
  }
  const sum = (part: 'released' | 'total'): Totals => {
    const amounts = people.flatMap(person => person[part] ?? [])
    return amounts.length === 0 ? {} : { [part]: amountText(sumOf(amounts.map(decimal))) }
  }
  return { people: people.length, ...sum('released'), ...sum('total') }
}
