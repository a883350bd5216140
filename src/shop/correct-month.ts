// Correcting a closed month: it and all closed ones after it are worked out again, and every difference becomes a posting and
// an amount of the month that is open. Takes a shop and a month; gives the corrections and their entry, or what stands in its
// way. Nothing sealed is changed; where nothing differs nothing is sealed.

import type { Approval } from '../book/entry.ts'
import { keptPath } from '../book/keep.ts'
import { closedMonths, openMonth } from '../book/order.ts'
import type { Period } from '../core/calendar.ts'
import { pathIn } from '../core/inside.ts'
import { problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { BOOK_FOLDER, OUT_FOLDER } from '../files/names.ts'
import type { Scheme } from '../scheme/model.ts'
import { correctionFiles } from '../writers/correction-files.ts'
import { act } from './act.ts'
import type { PersonCorrection } from './correct.ts'
import { correctionPaper } from './correction-paper.ts'
import { aboutSheets, correctionDraft, sheetsOf } from './drafts.ts'
import { loadSchemeFor, type SchemePath, type ShopScheme } from './folder.ts'
import { openedProblem } from './opened.ts'
import { ORDERS_FILE, ordersFile } from './orders.ts'
import { bookState, type GivenScheme, recalculate } from './recalculate.ts'
import { type Sealed, sealedInputs } from './seal.ts'
import type { Shop } from './shop.ts'
import { type KeyFile, typedForSigned, withSigning } from './signing.ts'
import { findingProblem } from './sound-book.ts'

export interface CorrectAsked {
  readonly period: Period
  /** Another scheme than the one that the month was closed with. */
  readonly scheme?: SchemePath | undefined
  /** Whether nothing is written or sealed. */
  readonly dryRun?: boolean
  /** Whether only its papers are written, to be looked at and approved. */
  readonly draft?: boolean
  readonly approvals?: readonly Approval[]
  readonly key?: KeyFile | undefined
  /** Language of the sheets instead of the one that the scheme says. */
  readonly sheets?: Scheme['sheets'] | undefined
}

export interface Corrected {
  /** What the open month is to settle. */
  readonly corrections: readonly PersonCorrection[]
  /** The month that is open. */
  readonly payout: string
  readonly entry: Sealed | undefined
  /** The folder of its papers, as a whole path; undefined where none were written. */
  readonly folder: string | undefined
  /** True where something differs from what was sealed. */
  readonly changed: boolean
  /** By employee number. */
  readonly names: ReadonlyMap<string, string>
}

/** Corrects a closed month. */
export function correctMonth(shop: Shop, asked: CorrectAsked): Promise<Result<Corrected>> {
  const { root } = shop
  const { period, approvals: typed = [], dryRun = false, draft: draftOnly = false } = asked
  return withSigning<Corrected>(shop, asked.key, async signing => {
    const folder = pathIn(root, BOOK_FOLDER)
    const state = await bookState(folder)
    const { book } = state
    if (book.findings.length > 0) return failed(book.findings.map(findingProblem))
    const payout = openMonth(book.headers)
    const months = closedMonths(book.headers)
    const opened = openedProblem(book.headers, period.name)
    if (opened) return failed(opened)
    if (payout === undefined || !months.includes(period.name))
      return failed(problem('MONTH_NOT_CLOSED', undefined, { period: period.name, closed: months.join(', ') }))
    let given: GivenScheme | undefined
    let kept: ShopScheme['kept']
    if (asked.scheme) {
      const loaded = await loadSchemeFor(root, asked.scheme, period)
      if (!loaded.scheme) return failed(loaded.problems)
      const { file, ...facts } = loaded.facts!
      given = { loaded, facts: { name: file, ...facts } }
      kept = loaded.kept
    }
    const again = await recalculate(state, { root }, folder, period.name, given, { keepRows: !dryRun })
    const { result, month, scheme } = again
    if (!result || !month) return failed(again.problems)
    const names = new Map([...state.rows.values()].flatMap(rows => [...rows.values()].map(r => [r.person, r.name])))
    for (const p of month.result.people) names.set(p.id, p.name)
    const changed = result.records.length > 0 || again.otherOrders
    const { corrections } = result
    const corrected: Corrected = { corrections, payout, entry: undefined, folder: undefined, changed, names }
    if (!changed || dryRun) {
      const wrong = typedForSigned(typed, month.scheme.approvals, approving(period))
      return wrong.length > 0 ? failed(wrong) : done(corrected)
    }
    const after = book.entries.at(-1)?.seal ?? ''
    const draft = correctionDraft(period.name, book.headers)
    const language = await sheetsOf(root, draft, asked.sheets, month.scheme)
    const paper = { ...(await correctionPaper({ state, again, period: period.name, payout, after }))!, language }
    const acted = await act(shop, signing, book, {
      of: { kind: 'correct', period: period.name, payout, about: { ...aboutSheets(language, month.scheme) } },
      draft,
      files: await correctionFiles(paper),
      // What it pays is approved with the month that settles it; whoever is to sign it before that can.
      ...{ writes: true, seals: !draftOnly, rules: month.scheme.approvals, due: [], typed },
      approve: approving(period),
      inputs: sealedInputs(month),
      scheme: kept ?? { ...scheme!, path: keptPath(folder, scheme!.sha256) },
      orders: { name: ORDERS_FILE, content: ordersFile(month.orders) },
      records: result.records,
    })
    if (!acted.value) return acted
    const written = pathIn(root, OUT_FOLDER, draft.name)
    return done({ ...corrected, entry: acted.value.entry, folder: written }, acted.problems)
  })
}

/** What `approve` is called with for the draft of a correction. */
function approving({ name }: Period): string[] {
  return ['--period', name]
}
