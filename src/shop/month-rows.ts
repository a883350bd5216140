// What the book keeps of a person's month besides postings: what was paid, shown and worked out, for corrections,
// comparisons and later months to read. Takes results; gives plain rows of texts, and reads them back.

import type { Book } from '../book/read.ts'
import type { BookRecord, CorrectionRow, FigureRow, KeptColumns, MonthRow, Texts } from '../book/record.ts'
import type { RowSaid } from '../book/said.ts'
import { once } from '../core/lists.ts'
import { amountText } from '../core/money.ts'
import { keptText } from '../formula/kinds.ts'
import { FAULT, type Row } from '../formula/trace.ts'
import { referenceKey, type UsedReferences } from '../pay/adjusted.ts'
import { type EarlierValues, eachMonth } from '../pay/earlier.ts'
import type { Engine } from '../pay/engine.ts'
import type { WorkedMonth } from '../pay/month.ts'
import {
  adjustmentsOf,
  deductionsOf,
  ownDues,
  type Part,
  type PersonSheet,
  partsOf,
  reservesOf,
} from '../pay/person-sheet.ts'
import type { Scheme, SchemeColumn } from '../scheme/model.ts'

/** The row of a person. */
export function monthRow({ engine, period }: Pick<WorkedMonth, 'engine' | 'period'>, p: PersonSheet): MonthRow {
  const month = period.name
  return {
    month,
    person: p.id,
    name: p.name,
    position: p.position,
    lines: amounts(partsOf(p, 'line', 'adjustment')),
    reserves: Object.fromEntries(
      reservesOf(p).map(r => [r.name, { withheld: amountText(r.withheld), forfeited: amountText(r.forfeited) }]),
    ),
    due: amounts(ownDues(p).filter(d => !d.amount.isZero())),
    taken: Object.fromEntries(deductionsOf(p).map(t => [`${t.name} ${t.origin}`, amountText(t.taken)])),
    scores: Object.fromEntries(p.scores.map(s => [s.name, s.text])),
    // Sealed since the first version with what corrections bring.
    gross: amountText(p.paidGross),
    net: amountText(p.net),
    values: valuesOf(engine, p.row),
    ...adjustmentRows(p),
    ...taxRow(engine.scheme, p),
  }
}

/** What was taken, by its key: the deduction and its month, `投诉赔偿 2026-06`. */
export function splitKey(key: string): [string, string] {
  const at = key.lastIndexOf(' ')
  return [key.slice(0, at), key.slice(at + 1)]
}

function adjustmentRows(sheet: PersonSheet): Pick<MonthRow, 'adjustments'> {
  const adjustments = adjustmentsOf(sheet).map(({ at: _, amount, ...own }) => ({ ...own, amount: amountText(amount) }))
  return adjustments.length === 0 ? {} : { adjustments }
}

/** What is no salary for the tax client. */
function taxRow({ reserves }: Scheme, p: PersonSheet): Pick<MonthRow, 'tax'> {
  const named = { line: 'line', adjustment: 'line', reserve: 'withheld', taken: 'deducted' } as const
  const own = (['line', 'adjustment', 'reserve', 'taken'] as const).flatMap(kind =>
    partsOf(p, kind).map(({ name, tax }) => [taxKey(named[kind], name), tax] as const),
  )
  const released = partsOf(p, 'reserve').map(
    ({ name }) => [taxKey('released', name), reserves.find(r => r.name === name)?.tax] as const,
  )
  const others = [...own, ...released].flatMap(([key, tax]) => (tax && tax !== 'salary' ? [[key, tax] as const] : []))
  return others.length === 0 ? {} : { tax: Object.fromEntries(others) }
}

/** What a correction of something is found by: `line 年终奖`. */
export function taxKey(kind: CorrectionRow['kind'], name: string): string {
  return `${kind} ${name}`
}

/** The references of adjustments in rows. */
export function referencesIn(rows: Iterable<Omit<RowSaid, 'name'>>): UsedReferences {
  const found = new Map<string, { readonly month: string; readonly person: string }>()
  for (const { month, person, references = [] } of rows)
    for (const reference of references) if (reference !== '') found.set(referenceKey(reference), { month, person })
  return found
}

/** What a row says of references. */
export function rowReferences({ month, person, adjustments }: MonthRow): Omit<RowSaid, 'name'> {
  return { month, person, references: adjustments?.map(a => a.reference) }
}

function amounts(parts: readonly Part[]): Record<string, string> {
  return Object.fromEntries(parts.map(part => [part.name, amountText(part.amount)]))
}

/** What a later month may read of a scheme: everything but numbers of documents and accounts, and who somebody is. */
export function keptColumns({ columns }: Scheme): SchemeColumn[] {
  return columns.filter(c => !c.type.secret && c.type.kind !== 'person')
}

/** Sections whose columns were kept before everything was. */
const EVER_KEPT: ReadonlySet<string> = new Set(['values', 'scorecards', 'scores', 'pay', 'flags'])

/** True for a column that every version has kept. */
export function wasEverKept(id: string): boolean {
  return EVER_KEPT.has(id.slice(0, id.indexOf('.')))
}

/** What a row of its home had, as the book keeps it. */
export function valuesOf(
  engine: Engine,
  row: Row,
  columns: readonly SchemeColumn[] = keptColumns(engine.scheme),
): Record<string, string> {
  const values: Record<string, string> = {}
  for (const column of columns) {
    if (column.home !== row.home) continue
    const value = engine.attempt(column, row)
    const text = value === FAULT ? undefined : keptText(value, column.type.kind)
    if (text !== undefined) values[column.id] = text
  }
  return values
}

/** The figures of groups and the shop, for later months to read. */
export function figureRows({ engine, period }: Pick<WorkedMonth, 'engine' | 'period'>): FigureRow[] {
  const homes = new Set(keptColumns(engine.scheme).flatMap(({ home }) => (home === 'person' ? [] : [home])))
  return [...homes].flatMap(home =>
    engine.world.rows(home).map(row => ({ month: period.name, of: engine.key(row), values: valuesOf(engine, row) })),
  )
}

/** Which columns a month's rows and figures speak of. */
export function keptRecord(month: string, scheme: Scheme): { readonly kept: KeptColumns } {
  return { kept: { month, columns: keptColumns(scheme).map(c => c.id) } }
}

type MonthValues = ReadonlyMap<string, Texts>

/**
 * Values of earlier months: filled record by record in the book's order, later ones replace earlier ones; or read from a book
 * month by month, when one is asked for.
 */
export class KeptValues {
  readonly #months = new Map<string, Map<string, Texts>>()
  /** Of months that say so: the columns that their values speak of. */
  readonly columns: Map<string, ReadonlySet<string>> = new Map()
  readonly #read: (month: string) => MonthValues

  constructor(read: (month: string) => MonthValues = () => new Map()) {
    this.#read = read
  }

  add(record: BookRecord): void {
    const found = rowIn(record)
    if (found) this.set(found.month, found.key, found.values)
    else if ('kept' in record) this.note(record.kept)
  }

  /** Notes which columns a month speaks of. */
  note({ month, columns }: KeptColumns): void {
    this.columns.set(month, new Set([...(this.columns.get(month) ?? []), ...columns]))
  }

  /** The values of a month by key; none where the book has none. */
  get(month: string): MonthValues {
    return this.#of(month)
  }

  /**
   * What a month may read of those before it: one that an earlier version closed only what that version kept, so that it gives
   * what was paid.
   */
  readableIn(month: string): EarlierValues {
    if (this.columns.has(month)) return this
    const everKept = (values: Texts): Record<string, string> =>
      Object.fromEntries(Object.entries(values).filter(([id]) => wasEverKept(id)))
    return eachMonth(this, rows => new Map([...rows].map(([key, own]) => [key, everKept(own)])))
  }

  /** True where a month says of all columns of a scheme what they were. */
  speaksOf(month: string, scheme: Scheme): boolean {
    const known = this.columns.get(month)
    return known !== undefined && keptColumns(scheme).every(c => known.has(c.id))
  }

  /** Adds values to those of a row. */
  complete(month: string, key: string, values: Texts): void {
    this.set(month, key, { ...this.get(month).get(key), ...values })
  }

  /** The same as it is now, whatever is set later. */
  copy(): KeptValues {
    const copy = new KeptValues(this.#read)
    for (const [month, rows] of this.#months) copy.#months.set(month, new Map(rows))
    for (const [month, columns] of this.columns) copy.columns.set(month, columns)
    return copy
  }

  set(month: string, key: string, values: Texts): void {
    this.#of(month).set(key, values)
  }

  #of(month: string): Map<string, Texts> {
    return once(this.#months, month, () => new Map(this.#read(month)))
  }
}

/** The values of all months of a book, those of entries before one; each month is read when it is asked for. */
export function valuesIn(
  book: Pick<Book, 'said' | 'recordsOf'>,
  before: number = Number.POSITIVE_INFINITY,
  upTo: number = Number.POSITIVE_INFINITY,
): KeptValues {
  const kept = new KeptValues(valuesBefore(book, before))
  for (const { facts } of book.said) if (facts.number <= upTo) for (const columns of facts.kept) kept.note(columns)
  return kept
}

/** What a book of the entries before one has of a month. */
function valuesBefore(book: Pick<Book, 'said' | 'recordsOf'>, number: number): (month: string) => MonthValues {
  return month => {
    const values = new Map<string, Texts>()
    for (const said of book.said) {
      if (said.facts.number >= number || !said.months.has(month)) continue
      for (const record of book.recordsOf(said.facts.number)) {
        const found = rowIn(record)
        if (found?.month === month) values.set(found.key, found.values)
      }
    }
    return values
  }
}

function rowIn(record: BookRecord): { month: string; key: string; values: Texts } | undefined {
  if ('row' in record) return { month: record.row.month, key: record.row.person, values: record.row.values }
  if (!('figures' in record)) return undefined
  const { month, of: key, values } = record.figures
  return { month, key, values }
}
