// The months that a correction concerns, worked out again: the corrected one from the shop's exports as they lie there now,
// those after it from the copies that the book keeps, each with the scheme it was closed with and with what the corrected
// months before it carry over. Takes a sound book; gives new rows by month, or the problems of the month that stops it.

import type { EntryHeader, FileFacts, Visit } from '../book/entry.ts'
import { keptText } from '../book/keep.ts'
import type { Lot } from '../book/ledger.ts'
import { type Book, readBook } from '../book/read.ts'
import type { BookRecord, MonthRow } from '../book/record.ts'
import { parsePeriod } from '../core/calendar.ts'
import type { Problem } from '../core/problem.ts'
import type { EarlierOrders } from '../pay/counted.ts'
import { HolderList } from '../pay/holders.ts'
import { type Month, type MonthOutcome, workOutLoaded } from '../pay/month.ts'
import { type Correction, NOTHING_OPEN } from '../pay/opening.ts'
import type { ShopFolder } from '../pay/shop-files.ts'
import { type LoadedScheme, loadScheme } from '../scheme/load.ts'
import { type CorrectionResult, carriedInto, compareRows, newRows, ratioKey, sameValues } from './correct.ts'
import { figureRows, KeptValues, keptRecord } from './month-rows.ts'
import { correctionOf } from './opening.ts'
import { countsOthers, earlierOrders } from './orders.ts'
import { latest, remember, replayMonth } from './replay.ts'

export interface Recalculated {
  readonly result: CorrectionResult | undefined
  readonly problems: readonly Problem[]
  /** The corrected month, with the files it was worked out from. */
  readonly month: Month | undefined
  /** True where it counts other orders than were sealed, whatever that changes. */
  readonly otherOrders: boolean
  /** The scheme it was worked out with: that of its closing, unless another was asked for. */
  readonly scheme: FileFacts | undefined
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
  const book = await readBook(folder, reader.visit)
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
}

/** Works the corrected month, from the files of `shop`, and all closed months after it out again. */
export async function recalculate(
  state: BookState,
  shop: ShopFolder,
  folder: string,
  name: string,
  given: GivenScheme | undefined,
  { asFirstVersion = false, orders }: HowToCorrect = {},
): Promise<Recalculated> {
  const { book, rows } = state
  const after = new Map<string, Map<string, MonthRow>>()
  const { kept } = state
  const holders = new HolderList()
  for (const [month, people] of rows) for (const { person, name } of people.values()) holders.add(person, month, name)
  const figures: BookRecord[] = []
  const known = { headers: book.headers, kept }
  /** Months of which every value counts; of the others only what was kept when they were closed. */
  const whole = new Set<string>()
  let corrected: Month | undefined
  let scheme: FileFacts | undefined
  for (const header of book.headers) {
    if (header.kind !== 'close' || header.period < name) continue
    const current = latest(book.headers, header)
    const opening = {
      ...NOTHING_OPEN,
      carried: carriedInto(header.period, new Map([...rows, ...after])),
      corrections: state.settled.get(header.period) ?? new Map<string, Correction[]>(),
      earlier: kept.readableIn(header.period),
      holders: holders.before(header.period),
    }
    let outcome: MonthOutcome
    if (header.period === name) {
      scheme = given?.facts ?? current.scheme
      const loaded = given?.loaded ?? (await keptScheme(folder, current.scheme, name))
      const missing =
        loaded.scheme && kept.columns.has(name) ? await remember(folder, known, loaded.scheme, parsePeriod(name)!) : []
      if (missing.length > 0)
        return { result: undefined, problems: missing, month: undefined, otherOrders: false, scheme }
      outcome = await workOutLoaded(loaded, shop, parsePeriod(name)!, {
        overrides: new Map(),
        keepRows: false,
        opening,
        orders: orders ?? earlierOrders(folder, known, name),
        closed: true,
      })
      corrected = outcome.month
    } else outcome = await replayMonth({ folder, header: current, opening, book: known, keepRows: false })
    if (!outcome.month)
      return { result: undefined, problems: outcome.problems, month: undefined, otherOrders: false, scheme }
    if (
      kept.columns.has(header.period) ||
      (header.period === name && !asFirstVersion && readsOthers(outcome.month, current))
    )
      whole.add(header.period)
    const before = rows.get(header.period) ?? new Map<string, MonthRow>()
    const rowsNow = newRows(outcome.month, before)
    after.set(header.period, rowsNow)
    for (const row of rowsNow.values()) kept.set(row.month, row.person, row.values)
    for (const row of figureRows(outcome.month)) {
      if (!sameValues(kept.months.get(row.month)?.get(row.of), row.values, whole.has(row.month)))
        figures.push({ figures: row })
      kept.set(row.month, row.of, row.values)
    }
    const columns = keptRecord(header.period, outcome.month.scheme)
    if (whole.has(header.period) && !kept.speaksOf(header.period, outcome.month.scheme)) figures.push(columns)
    // What later months read of it is what it gives now, and no longer what its copies gave.
    kept.note(columns.kept)
  }
  const lots: ReadonlyMap<string, Lot> = book.ledger.lots
  const { corrections, records } = compareRows(rows, after, lots, state.ratios, whole)
  const result = { corrections, records: [...records, ...figures] }
  const sealed = book.headers.find(h => h.kind === 'close' && h.period === name)!
  const otherOrders =
    corrected !== undefined && (await countsOthers(folder, latest(book.headers, sealed), corrected.orders))
  return { result, problems: [], month: corrected, otherOrders, scheme }
}

/** True where a month is worked out from other files than its entry has. */
function readsOthers({ readings }: Month, { inputs }: EntryHeader): boolean {
  const sealed = new Set(inputs.map(i => i.sha256))
  return readings.some(({ reading }) => !sealed.has(reading.facts?.sha256 ?? ''))
}

/** The scheme of a month as it was kept. */
export async function keptScheme(folder: string, facts: FileFacts, name: string): Promise<LoadedScheme> {
  return loadScheme(await keptText(folder, facts.sha256), facts.name, parsePeriod(name)!)
}
