// Closing a month: the draft must still be what its inputs, scheme and book give; months close in their order; approvals that
// the scheme asks for are demanded. Takes a shop and a month; gives the sealed entry, or what stands in its way. Sealed once.

import { type Approval, type EntryHeader, figuresDigest } from '../book/entry.ts'
import { correctionsOf, openMonth } from '../book/order.ts'
import { closingOf } from '../book/read.ts'
import type { BookRecord, Posting } from '../book/record.ts'
import type { Period } from '../core/calendar.ts'
import type { Decimal } from '../core/decimal.ts'
import { pathIn } from '../core/inside.ts'
import { amountText } from '../core/money.ts'
import { type Problem, problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { BOOK_FOLDER } from '../files/names.ts'
import { bytesOrNone } from '../files/read.ts'
import type { WorkedMonth } from '../pay/month.ts'
import { deductionsOf, type PersonSheet, reservesOf } from '../pay/person-sheet.ts'
import { readDraftRecord } from '../reports/draft-record.ts'
import { type DraftForm, formOf } from '../reports/run-record.ts'
import { draftFiles } from '../writers/month-files.ts'
import type { DraftFile } from '../writers/outputs.ts'
import { type AcceptedOutside, acceptedIn, acceptedOf, notAccepted } from './accepted.ts'
import { act } from './act.ts'
import { closeApprovals } from './approvals.ts'
import { monthDraft } from './drafts.ts'
import { figureRows, keptRecord, monthRow } from './month-rows.ts'
import { ORDERS_FILE, ordersFile } from './orders.ts'
import { version } from './program.ts'
import { bookState, recalculate } from './recalculate.ts'
import { type ReleaseDue, releasesDue } from './releases-due.ts'
import { type SealedFacts, sealBefore, sealedFacts, sealedInputs } from './seal.ts'
import type { Shop } from './shop.ts'
import { type ShopMonth, workOutShop } from './shop-month.ts'
import { type KeyFile, withSigning } from './signing.ts'

export interface CloseRequest {
  readonly period: Period
  /** Approvals by name. */
  readonly approvals?: readonly Approval[]
  /** Why what falls outside of the scheme's expectations is right. */
  readonly accepted?: readonly AcceptedOutside[]
  /** To sign it with. */
  readonly key?: KeyFile | undefined
  /** Gives what is sealed already, where nothing differs from it. */
  readonly ifOpen?: boolean
}

export interface Closed extends SealedFacts {
  /** In the folder of the book. */
  readonly file: string
  readonly approvals: readonly Approval[]
  readonly accepted: readonly AcceptedOutside[]
  /** True where it had been sealed before, and nothing differs. */
  readonly before: boolean
  /** What is to be released now that it is closed. */
  readonly releases: readonly ReleaseDue[]
}

/** Seals a month. */
export function closeMonth(shop: Shop, request: CloseRequest): Promise<Result<Closed>> {
  const { root } = shop
  const { period, approvals: typed = [], accepted = [], ifOpen = false } = request
  return withSigning<Closed>(shop, request.key, async signing => {
    const form = readDraftRecord(await bytesOrNone(pathIn(root, monthDraft(period.name).record)))?.form
    const how = { keepRows: true, layouts: true, sheets: form?.language }
    const shopMonth = await workOutShop(root, period, how)
    const { book } = shopMonth.state
    const before = closingOf(book, period.name)
    if (before && book.findings.length === 0) {
      const newest = correctionsOf(book.headers, period.name).at(-1) ?? before.header
      const { file, figures, seal, header } = before
      const isOpened = header.kind === 'open'
      if (ifOpen && (isOpened || (await asSealed(root, before.header, newest, shopMonth))))
        return done({
          file,
          figures,
          seal,
          approvals: header.approvals,
          accepted: acceptedIn(header),
          before: true,
          releases: [],
        })
      if (isOpened) return failed(shopMonth.problems)
      return failed(problem('MONTH_CLOSED', undefined, { period: period.name, entry: file }))
    }
    const { month, problems } = shopMonth
    if (!month) return failed(problems)
    const next = openMonth(book.headers)
    if (next !== undefined && next !== period.name)
      return failed(problem('MONTH_ORDER', undefined, { period: period.name, next }))
    // Another entry may have been sealed since the draft was written; it still stands upon the seal that it names.
    const { after: _, ...plain } = formOf(month, form)
    const own = book.entries.find(e => e.seal === form?.after)
    const upon = own ? { after: own.seal } : sealBefore(book, period.name)
    const made: DraftForm = { ...plain, ...upon }
    const figures = monthFigures(month)
    const schemeFile = shopMonth.loaded.facts!
    const draft = await draftFiles(month, problems, { version, schemeFile, whatIf: [], form: made, figures })
    const used = acceptedOf(problems, accepted)
    const about = {
      ...{ scheme: month.scheme.name, form: { ...made } },
      ...(used.length === 0 ? {} : { accepted: used.map(one => ({ ...one })) }),
    }
    const acted = await act(shop, signing, book, {
      of: { kind: 'close', period: period.name, about },
      draft: monthDraft(period.name),
      files: draft,
      ...{ writes: false, seals: true, rules: month.scheme.approvals, due: closeApprovals(month), typed },
      approve: ['--period', period.name],
      refused: [
        ...(await draftProblems(root, period, shopMonth, draft)),
        ...notAccepted(problems, accepted, period.name, month.scheme.expectations),
      ],
      inputs: sealedInputs(month),
      scheme: shopMonth.loaded.kept!,
      orders: { name: ORDERS_FILE, content: ordersFile(month.orders) },
      records: monthRecords(month),
    })
    if (!acted.value) return acted
    const { approvals, entry } = acted.value
    const withheld = month.result.people.flatMap(p => reservesOf(p).filter(r => !r.withheld.eq(r.forfeited)))
    const held = [
      ...[...book.ledger.open()].filter(lot => lot.releasedBy === undefined),
      ...withheld.map(({ name }) => ({ reserve: name, origin: period.name })),
    ]
    const releases = releasesDue(month.scheme, period, held)
    const facts = { file: entry!.file, ...sealedFacts(entry!), approvals, accepted: used, before: false, releases }
    return done(facts, acted.problems)
  })
}

/** The records of a month's closing, person by person. */
export function* monthRecords(month: WorkedMonth): Generator<BookRecord> {
  for (const person of month.result.people) {
    for (const posting of monthPostings(person, month.period.name)) yield { posting }
    yield { row: monthRow(month, person) }
  }
  for (const figures of figureRows(month)) yield { figures }
  yield keptRecord(month.period.name, month.scheme)
}

/** The digest of a month's figures: what its sheets and its entry are known by. */
export function monthFigures(month: WorkedMonth): string {
  return figuresDigest({ kind: 'close', period: month.period.name }, monthRecords(month))
}

function* monthPostings(p: PersonSheet, origin: string): Generator<Posting> {
  const post = (amount: Decimal): { person: string; amount: string } => ({ person: p.id, amount: amountText(amount) })
  for (const { name, withheld, forfeited } of reservesOf(p)) {
    const account = { reserve: name }
    if (!withheld.isZero()) yield { ...post(withheld), account, origin, kind: 'withheld' }
    if (!forfeited.isZero())
      yield { ...post(forfeited), account, origin, kind: 'forfeited', reason: 'forfeited at once' }
  }
  for (const { name, origin: arisen, amount, taken, carried, adjusted } of deductionsOf(p)) {
    const account = { deduction: name }
    const reason = adjusted?.map(one => one.reason).join('; ')
    if (arisen === origin)
      yield { ...post(amount), account, origin, kind: 'due', ...(reason === undefined ? {} : { reason }) }
    if (!taken.isZero()) yield { ...post(taken), account, origin: arisen, kind: 'taken' }
    yield { ...post(carried), account, origin: arisen, kind: 'carried' }
  }
}

/**
 * True where nothing differs from what the book now says of a month: its files are those that were sealed, with its newest
 * correction; or what they give is the same all the same. A correction may have been made by another scheme than the shop's.
 */
async function asSealed(
  root: string,
  closing: EntryHeader,
  newest: EntryHeader,
  { month, loaded }: ShopMonth,
): Promise<boolean> {
  const { file, ...scheme } = loaded.facts ?? { file: '', bytes: 0, sha256: '' }
  const ownScheme = [closing, newest].some(h => h.scheme.sha256 === scheme.sha256)
  if (month && ownScheme && filesText(sealedInputs(month)) === filesText(newest.inputs)) return true
  const folder = pathIn(root, BOOK_FOLDER)
  const given = ownScheme ? undefined : { loaded, facts: { name: file, ...scheme } }
  const again = await recalculate(await bookState(folder), { root }, folder, closing.period, given)
  return again.result?.records.length === 0 && !again.otherOrders
}

function filesText(files: readonly { readonly name: string; readonly sha256: string }[]): string {
  return files
    .map(f => `${f.name} ${f.sha256}`)
    .sort()
    .join('\n')
}

/** What differs between the draft that lies there and what the month gives now. */
async function draftProblems(
  root: string,
  period: Period,
  shopMonth: ShopMonth,
  draft: readonly DraftFile[],
): Promise<Problem[]> {
  const folder = pathIn(root, 'out', period.name)
  const changed: DraftFile[] = []
  let record: Buffer = Buffer.alloc(0)
  for (const file of draft) {
    const there = await bytesOrNone(pathIn(folder, file.name))
    if (!there) return [problem('DRAFT_MISSING', undefined, { period: period.name })]
    if (!there.equals(file.content)) changed.push(file)
    record = there
  }
  if (changed.length === 0) return []
  const inputs = changedInputs(record, shopMonth)
  const named = inputs.length > 0 ? inputs : changed.map(({ name }) => `out/${period.name}/${name}`)
  return named.map(file => problem('DRAFT_STALE', { file }, { period: period.name, what: file }))
}

/** Scheme and inputs that are not those of the record, those that are there no more among them. */
function changedInputs(record: Buffer, { month, loaded }: ShopMonth): string[] {
  const { scheme, inputs } = readDraftRecord(record) ?? {}
  if (!scheme || !inputs) return []
  const before = new Map([scheme, ...inputs].map(f => [f.file, f.sha256]))
  const files = [loaded.facts!, ...month!.readings.flatMap(({ reading }) => reading.files)]
  const now = new Map(files.map(f => [f.file, f.sha256]))
  return [...new Set([...now.keys(), ...before.keys()])].filter(file => now.get(file) !== before.get(file))
}
