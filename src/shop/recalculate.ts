// The months that a correction concerns, worked out again: the corrected one from the shop's exports as they lie there now,
// those after it from the copies that the book keeps, each with the scheme it was closed with and with what the corrected
// months before it carry over. Takes a sound book; gives new rows by month, or the problems of the month that stops it.

import type { Lot } from '../book/account.ts'
import type { EntryHeader, FileFacts, Visit } from '../book/entry.ts'
import { type Book, readWhole } from '../book/read.ts'
import type { BookRecord, MonthRow } from '../book/record.ts'
import { parsePeriod } from '../core/calendar.ts'
import type { Problem } from '../core/problem.ts'
import type { EarlierOrders } from '../pay/counted.ts'
import { HolderList } from '../pay/holders.ts'
import type { Month, WorkedMonth } from '../pay/month.ts'
import { type Correction, NOTHING_OPEN } from '../pay/opening.ts'
import type { ShopFolder } from '../pay/shop-files.ts'
import type { LoadedScheme } from '../scheme/load.ts'
import { type CorrectionResult, carriedInto, compareRows, newRows, ratioKey, sameValues } from './correct.ts'
import { type BookMemory, keptScheme, latest, replayMonth, workOutMonth } from './month.ts'
import { figureRows, KeptValues, keptRecord, referencesIn, rowReferences } from './month-rows.ts'
import { correctionOf } from './opening.ts'
import { countsOthers, earlierOrders } from './orders.ts'

export interface Recalculated {
  readonly result: CorrectionResult | undefined
  readonly problems: readonly Problem[]
  /** The corrected month, with the files it was worked out from. */
  readonly month: Month | undefined
  /** True where it counts other orders than were sealed, whatever that changes. */
  readonly otherOrders: boolean
  /** The scheme it was worked out with: that of its closing, unless another was asked for. */
  readonly scheme: FileFacts | undefined
  /** Every month that was worked out again, the corrected one first. */
  readonly months: readonly AgainMonth[]
}

/** A closed month that was worked out again, and how it is worked out as the book has it. */
export interface AgainMonth {
  readonly now: WorkedMonth
  readonly before: () => Promise<WorkedMonth | undefined>
}

/** A book, or what there was of it before one of its entries. */
export type BookSoFar = Pick<Book, 'headers' | 'ledger'>

/** What the book knows, gathered while it is read. */
export interface BookState {
  readonly book: BookSoFar
  readonly rows: Map<string, Map<string, MonthRow>>
  readonly ratios: Map<string, string>
  /** Corrections by the month they were settled in, then by person. */
  readonly settled: Map<string, Map<string, Correction[]>>
  /** What formulas may read of earlier months. */
  readonly kept: KeptValues
}

/** Reads the book with everything that a correction compares with. */
export async function bookState(folder: string): Promise<BookState & { readonly book: Book }> {
  const reader = stateReader()
  const book = await readWhole(folder, reader.visit)
  return { ...reader.state(book), book }
}

/** Gathers what a correction compares with from records in the book's order. */
export function stateReader(): { readonly visit: Visit; readonly state: (book: BookSoFar) => BookState } {
  const rows: BookState['rows'] = new Map()
  const ratios: BookState['ratios'] = new Map()
  const settled: BookState['settled'] = new Map()
  const kept = new KeptValues()
  const visit: Visit = (record, header) => {
    kept.add(record)
    if ('row' in record) {
      const { row } = record
      rows.set(row.month, (rows.get(row.month) ?? new Map<string, MonthRow>()).set(row.person, row))
    } else if ('lot' in record && header.reserve !== undefined) {
      const { person, origin, ratio } = record.lot
      ratios.set(ratioKey(person, header.reserve, origin), ratio)
    } else if ('correction' in record && header.payout !== undefined) {
      const { person, ...own } = correctionOf(record.correction)
      const people = settled.get(header.payout) ?? new Map<string, Correction[]>()
      settled.set(header.payout, people)
      people.set(person, [...(people.get(person) ?? []), own])
    }
  }
  return { visit, state: book => ({ book, rows, ratios, settled, kept }) }
}

/** A scheme by which a month is corrected instead of the one that it was closed with. */
export interface GivenScheme {
  readonly loaded: LoadedScheme
  readonly facts: FileFacts
}

export interface HowToCorrect {
  /** As the first version did, which kept less of a month that is read from other files. */
  readonly asFirstVersion?: boolean
  /** What its orders are held against instead of those of the other months. */
  readonly orders?: EarlierOrders
  /** Whether the rows behind each figure are remembered, for the papers. */
  readonly keepRows?: boolean
}

/** Works the corrected month, from the files of `shop`, and all closed months after it out again. */
export async function recalculate(
  state: BookState,
  shop: ShopFolder,
  folder: string,
  name: string,
  given: GivenScheme | undefined,
  { asFirstVersion = false, orders, keepRows = false }: HowToCorrect = {},
): Promise<Recalculated> {
  const { book, rows, kept } = state
  const after = new Map<string, Map<string, MonthRow>>()
  const holders = new HolderList()
  for (const [month, people] of rows) for (const { person, name } of people.values()) holders.add(person, month, name)
  const figures: BookRecord[] = []
  const months: AgainMonth[] = []
  const keptBefore = kept.copy()
  const known: BookMemory = { folder, headers: book.headers, kept }
  /** Months of which every value counts; of the others only what was kept when they were closed. */
  const whole = new Set<string>()
  let corrected: Month | undefined
  let scheme: FileFacts | undefined
  let sealed: EntryHeader | undefined
  for (const close of book.headers) {
    if (close.kind !== 'close' || close.period < name) continue
    const header = latest(book.headers, close)
    const { period } = close
    const opening = {
      ...NOTHING_OPEN,
      carried: carriedInto(period, new Map([...rows, ...after])),
      corrections: state.settled.get(period) ?? new Map<string, Correction[]>(),
      earlier: kept.readableIn(period),
      holders: holders.before(period),
      references: referencesIn(
        [...new Map([...rows, ...after])].flatMap(([month, own]) =>
          month === period ? [] : [...own.values()].map(rowReferences),
        ),
      ),
    }
    const isCorrected = period === name
    if (isCorrected) [sealed, scheme] = [header, given?.facts ?? header.scheme]
    const { month, problems } = isCorrected
      ? await workOutMonth(
          {
            ...{ period: parsePeriod(name)!, files: shop, opening, book: known, closed: true },
            scheme: given?.loaded ?? (await keptScheme(folder, header, name)),
            orders: orders ?? earlierOrders(known, name),
          },
          { keepRows },
        )
      : await replayMonth({ header, opening, book: known }, { keepRows })
    if (!month) return { result: undefined, problems, month: undefined, otherOrders: false, scheme, months: [] }
    if (isCorrected) corrected = month
    months.push({ now: month, before: () => asBefore(header) })
    if (kept.columns.has(period) || (isCorrected && !asFirstVersion && readsOthers(month, header))) whole.add(period)
    const rowsNow = newRows(month, rows.get(period) ?? new Map<string, MonthRow>())
    after.set(period, rowsNow)
    for (const row of rowsNow.values()) kept.set(row.month, row.person, row.values)
    for (const row of figureRows(month)) {
      if (!sameValues(kept.get(row.month).get(row.of), row.values, whole.has(row.month))) figures.push({ figures: row })
      kept.set(row.month, row.of, row.values)
    }
    const columns = keptRecord(period, month.scheme)
    if (whole.has(period) && !kept.speaksOf(period, month.scheme)) figures.push(columns)
    // What later months read of it is what it gives now, and no longer what its copies gave.
    kept.note(columns.kept)
  }
  const lotOf = (...words: [string, string, string]): Lot | undefined => book.ledger.lot(...words)
  const { corrections, records } = compareRows(rows, after, lotOf, state.ratios, whole)
  const result = { corrections, records: [...records, ...figures] }
  const otherOrders = sealed && corrected ? countsOthers(folder, sealed, corrected.orders) : false
  return { result, problems: [], month: corrected, otherOrders, scheme, months }

  /** A month as the book has it, corrections before this one included. */
  async function asBefore(header: EntryHeader): Promise<WorkedMonth | undefined> {
    const { period } = header
    const opening = {
      ...NOTHING_OPEN,
      carried: carriedInto(period, rows),
      corrections: state.settled.get(period) ?? new Map<string, Correction[]>(),
      earlier: keptBefore.readableIn(period),
      holders: holders.before(period),
    }
    const given = { header, opening, book: { ...known, kept: keptBefore.copy() } }
    return (await replayMonth(given, { keepRows })).month
  }
}

/** True where a month is worked out from other files than its entry has. */
function readsOthers({ readings }: Month, { inputs }: EntryHeader): boolean {
  const sealed = new Set(inputs.map(i => i.sha256))
  return readings.some(({ reading }) => reading.files.some(({ sha256 }) => !sealed.has(sha256)))
}
