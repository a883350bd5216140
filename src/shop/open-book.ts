// Opening a book in the middle: what was paid and held by other sheets becomes the first entry, as if its month had been closed.
// Takes a shop, a month and the workbook that says it; gives the sealed entry with what it adds up to, or what stands in its way.
// Nothing may stand before it, and it is sealed only where its sums are those that the workbook states.

import { basename } from 'node:path'
import type { Approval } from '../book/entry.ts'
import type { BookRecord, MonthRow } from '../book/record.ts'
import { EVERY, type Period, parsePeriod, periodsAway, spanAt } from '../core/calendar.ts'
import { addTo } from '../core/lists.ts'
import { amountForPeople, amountText } from '../core/money.ts'
import { type Problem, problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import type { CountedOrders } from '../pay/order-log.ts'
import { byId, type People } from '../pay/people.ts'
import { readRoster } from '../pay/release.ts'
import type { ShopFolder, TableReading } from '../pay/shop-files.ts'
import type { Scheme } from '../scheme/model.ts'
import { openApprovals } from './approvals.ts'
import { dataMonths } from './contents.ts'
import type { Draft } from './drafts.ts'
import { loadShopScheme, type ShopScheme } from './folder.ts'
import { ORDERS_FILE, ordersFile } from './orders.ts'
import { buildOf, version } from './program.ts'
import { type OpenAmount, type OpeningContent, type OpeningSum, readOpening } from './read-opening.ts'
import { lastMonth } from './release.ts'
import { filesRead, type SealedFacts, sealEntry, sealedFacts } from './seal.ts'
import type { Shop } from './shop.ts'
import { approvalsOf, type KeyFile, withSigning } from './signing.ts'
import { soundBook } from './sound-book.ts'

/** A file that was named, and how problems call it. */
export interface NamedFile {
  readonly path: string
  readonly display: string
}

export interface OpenAsked {
  readonly period: Period
  readonly from: NamedFile
  readonly approvals?: readonly Approval[]
  /** To sign it with. */
  readonly key?: KeyFile | undefined
  /** Whether nothing is sealed. */
  readonly dryRun?: boolean
}

export interface OpenedBook {
  readonly sums: readonly OpeningSum[]
  readonly figures: OpeningContent['figures']
  readonly approvals: readonly Approval[]
  /** In the folder of the book; undefined where nothing was sealed. */
  readonly entry: (SealedFacts & { readonly file: string }) | undefined
}

/** Seals what a book begins with. */
export function openBookWith(shop: Shop, asked: OpenAsked): Promise<Result<OpenedBook>> {
  const { root, time } = shop
  const { period, from, approvals: typed = [], dryRun = false } = asked
  return withSigning<OpenedBook>(shop, asked.key, async ({ keygen, signer }) => {
    const { value: book, problems: damage } = await soundBook(root)
    if (!book) return failed(damage)
    const last = book.entries.at(-1)
    if (last) {
      const alone = last.number === 1 && last.header?.kind === 'open'
      return failed(problem('BOOK_BEGUN', undefined, { period: period.name, entry: last.file, alone }))
    }
    const { value: begun, problems: unread } = await beginning(root, period.name)
    if (!begun) return failed(unread)
    const { scheme, people, readings, kept } = begun
    const read = await readOpening({ scheme, people, period: period.name, ...from })
    const unruled = read.value ? await unruledLots(root, scheme, read.value.lots) : []
    if (!read.value || unruled.length > 0) return failed([...read.problems, ...unruled])
    const content = read.value
    const { sums, figures } = content
    const told = [...unread, ...read.problems]
    if (dryRun) return done({ sums, figures, approvals: [], entry: undefined }, told)
    const { approvals, problems: missing } = await approvalsOf({
      ...{ root, keygen, typed, time },
      due: openApprovals(scheme, shortly(period.name, sums)),
      rules: scheme.approvals,
      draft: openingDraft(period.name, from, content.sha256),
      approve: ['--period', period.name, '--opening', from.display],
    })
    if (missing.length > 0) return failed([...missing, ...told])
    const draft = {
      facts: {
        ...{ kind: 'open' as const, period: period.name, version, build: buildOf(), time, approvals },
        about: { scheme: scheme.name },
      },
      inputs: [{ name: basename(from.path), sha256: content.sha256, path: from.path }, ...filesRead(readings)],
      scheme: kept!,
      outputs: [],
      orders: { name: ORDERS_FILE, content: ordersFile(openingOrders(content)) },
      records: openingRecords(content),
    }
    const sealed = await sealEntry(shop, book, draft, signer)
    if (!sealed.value) return sealed
    return done({ sums, figures, approvals, entry: { file: sealed.value.file, ...sealedFacts(sealed.value) } }, told)
  })
}

/** An opening is approved as the workbook that it is read from. */
export function openingDraft(period: string, { path }: NamedFile, sha256: string): Draft {
  return { name: `open-${period}`, record: basename(path), sha256 }
}

export interface Beginning extends Pick<ShopScheme, 'kept'> {
  readonly scheme: Scheme
  readonly people: People
  readonly readings: readonly TableReading[]
}

/** The scheme of the first month that will be worked out, and the newest roster that there is for it. */
export async function beginning(root: string, period: string): Promise<Result<Beginning>> {
  const next = parsePeriod(periodsAway(period, 1))!
  const { scheme, kept, problems } = await loadShopScheme(root, next, { lints: false })
  if (!scheme) return failed(problems)
  const months = await dataMonths(root)
  const month = months.find(m => m.name <= next.name)
  if (!month) {
    const known = months.map(m => m.name).sort()
    return failed(problem('DATA_MISSING', undefined, { period: next.name, months: known.join(', ') }))
  }
  return withRoster({ scheme, shop: { root } }, month, kept)
}

/** The same of an opening that was sealed, from what the book keeps. */
export async function withRoster(
  given: { readonly scheme: Scheme; readonly shop: ShopFolder },
  month: Period,
  kept?: ShopScheme['kept'],
): Promise<Result<Beginning>> {
  const readings: TableReading[] = []
  const problems: Problem[] = []
  const people = await readRoster(given, month, readings, problems)
  return people ? done({ scheme: given.scheme, kept, people, readings }, problems) : failed(problems)
}

/** Lots that no scheme would release: that of the end of their quarter or year has no such rule. */
async function unruledLots(root: string, scheme: Scheme, lots: readonly OpenAmount[]): Promise<Problem[]> {
  const known = new Map<string, boolean>()
  const problems: Problem[] = []
  for (const { account, origin, at } of lots) {
    const key = `${account} ${origin}`
    // One without a rule is held for ever, as it would be if bonusbook had held it back.
    if (known.has(key) || scheme.reserves.find(r => r.name === account)?.release === undefined) continue
    const isRuled = await hasRule(root, account, origin)
    known.set(key, isRuled)
    if (isRuled) continue
    const facts = { column: origin, found: '', fault: 'no release', other: account } as const
    problems.push(problem('OPENING_CELL', at, facts))
  }
  return problems
}

async function hasRule(root: string, reserve: string, origin: string): Promise<boolean> {
  for (const every of EVERY) {
    const end = lastMonth(spanAt(parsePeriod(origin)!.end, every))
    const { scheme } = await loadShopScheme(root, end, { lints: false })
    if (scheme?.reserves.find(r => r.name === reserve)?.release?.every === every) return true
  }
  return false
}

/** What is to be approved. */
function shortly(period: string, sums: readonly OpeningSum[]): string {
  const amounts = sums.flatMap(({ name, amount }) => (amount ? [`${name} ${amountForPeople(amount)}`] : []))
  return [period, ...amounts].join(', ')
}

/** The orders that were paid before: only their numbers are known. */
export function openingOrders({ orders }: Pick<OpeningContent, 'orders'>): CountedOrders[] {
  return [...orders].map(([table, numbers]) => ({
    ...{ table, figures: [], several: false, bare: true },
    *lines() {
      for (const number of numbers) yield { number, print: 0, back: false }
    },
  }))
}

/** The records of an opening: what is held and due, then month by month who had what, as a closing would have left it. */
export function* openingRecords(content: OpeningContent): Generator<BookRecord> {
  const { lots, dues, people, values, kept } = content
  const [held, due] = [byRow(lots), byRow(dues)]
  for (const { person, account, origin, amount, rate } of inOrder(lots)) {
    const base = { person, account: { reserve: account }, origin, amount: amountText(amount) }
    yield { posting: { ...base, kind: 'withheld', ...(rate === undefined ? {} : { reason: rate }) } }
  }
  for (const { person, account, origin, amount } of inOrder(dues)) {
    const base = { person, account: { deduction: account }, origin, amount: amountText(amount) }
    for (const kind of ['due', 'carried'] as const) yield { posting: { ...base, kind } }
  }
  for (const month of [...new Set([...people.keys(), ...values.keys(), ...kept.keys()])].sort()) {
    const figures = values.get(month) ?? new Map<string, Record<string, string>>()
    const here = [...(people.get(month)?.values() ?? [])].sort((a, b) => byId(a.id, b.id))
    for (const { id: person, name } of here) {
      const row: MonthRow = {
        // Which position they had then is not known, nor what they were paid.
        ...{ month, person, name, position: '', lines: {} },
        reserves: Object.fromEntries(
          held(person, month).map(l => [l.account, { withheld: amountText(l.amount), forfeited: '0.00' }]),
        ),
        due: Object.fromEntries(due(person, month).map(d => [d.account, amountText(d.amount)])),
        ...{ taken: {}, scores: {}, gross: '0.00', net: '0.00', values: figures.get(person) ?? {} },
      }
      yield { row }
    }
    const ids = new Set(here.map(p => p.id))
    for (const [of, own] of [...figures].sort(([a], [b]) => (a < b ? -1 : 1)))
      if (!ids.has(of)) yield { figures: { month, of, values: own } }
    const columns = [...(kept.get(month) ?? [])].sort()
    if (columns.length > 0) yield { kept: { month, columns } }
  }
}

/** The amounts of a person and month. */
function byRow(amounts: readonly OpenAmount[]): (person: string, month: string) => readonly OpenAmount[] {
  const found = new Map<string, OpenAmount[]>()
  for (const amount of inOrder(amounts)) addTo(found, `${amount.person}\0${amount.origin}`, amount)
  return (person, month) => found.get(`${person}\0${month}`) ?? []
}

function inOrder(amounts: readonly OpenAmount[]): OpenAmount[] {
  const key = ({ account, origin }: OpenAmount): string => `${account}\0${origin}`
  return [...amounts].sort((a, b) => byId(a.person, b.person) || (key(a) < key(b) ? -1 : 1))
}
