// What the book keeps of a person's month besides postings: what was paid, shown and worked out, for corrections,
// comparisons and later months to read. Takes results; gives plain rows of texts, and reads them back.

import type { Json, JsonObject } from '../book/entry.ts'
import { amountText } from '../core/money.ts'
import { FAULT, type Row } from '../formula/trace.ts'
import { type EarlierValues, keptText } from '../pay/earlier.ts'
import type { Engine } from '../pay/engine.ts'
import type { Month } from '../pay/month.ts'
import type { PersonResult } from '../pay/result.ts'
import type { Scheme, SchemeColumn } from '../scheme/model.ts'

export interface MonthRow {
  readonly month: string
  readonly person: string
  readonly name: string
  readonly position: string
  /** Amounts with two decimals, by pay line. */
  readonly lines: Readonly<Record<string, string>>
  readonly reserves: Readonly<Record<string, { readonly withheld: string; readonly forfeited: string }>>
  /** What became due this month, by deduction. */
  readonly due: Readonly<Record<string, string>>
  /** What was deducted, by deduction and month of origin: `投诉赔偿 2026-06`. */
  readonly taken: Readonly<Record<string, string>>
  /** As they are shown. */
  readonly scores: Readonly<Record<string, string>>
  readonly gross: string
  readonly net: string
  /** What was worked out, by column, for later months to read. */
  readonly values: Readonly<Record<string, string>>
}

/** The row of a person. */
export function monthRow({ engine, period }: Pick<Month, 'engine' | 'period'>, p: PersonResult): MonthRow {
  const month = period.name
  return {
    month,
    person: p.id,
    name: p.name,
    position: p.position,
    lines: Object.fromEntries(p.lines.map(l => [l.name, amountText(l.amount)])),
    reserves: Object.fromEntries(
      p.reserves.map(r => [r.name, { withheld: amountText(r.withheld), forfeited: amountText(r.forfeited) }]),
    ),
    due: Object.fromEntries(p.deductions.filter(d => !d.amount.isZero()).map(d => [d.name, amountText(d.amount)])),
    taken: Object.fromEntries(p.taken.map(t => [`${t.name} ${t.origin}`, amountText(t.taken)])),
    scores: Object.fromEntries(p.scores.map(s => [s.name, s.text])),
    gross: amountText(p.gross),
    net: amountText(p.net),
    values: valuesOf(engine, p.row),
  }
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
    engine.attempt(column, row)
    const value = engine.value(column, row)
    const text = value === FAULT ? undefined : keptText(value, column.type)
    if (text !== undefined) values[column.id] = text
  }
  return values
}

/** The record of a row. */
export function rowRecord(row: MonthRow): { readonly result: JsonObject } {
  return { result: { row: row as unknown as Json } }
}

/** The row that a record holds; undefined where it holds something else. */
export function rowOf(result: JsonObject): MonthRow | undefined {
  const { row } = result
  return typeof row === 'object' && row !== null && 'lines' in row ? (row as unknown as MonthRow) : undefined
}

/** What a group or the shop had in a month. */
export interface FigureRow {
  readonly month: string
  /** Key of the row: `班组=机电一组`, empty for the shop. */
  readonly of: string
  readonly values: Readonly<Record<string, string>>
}

/** The figures of groups and the shop, for later months to read. */
export function figureRows({ engine, period }: Pick<Month, 'engine' | 'period'>): FigureRow[] {
  const homes = new Set(keptColumns(engine.scheme).flatMap(({ home }) => (home === 'person' ? [] : [home])))
  return [...homes].flatMap(home =>
    engine.world.rows(home).map(row => ({ month: period.name, of: engine.key(row), values: valuesOf(engine, row) })),
  )
}

/**
 * Which columns a month's rows and figures speak of: one that is among them and has no value was blank. Months without such a
 * record were sealed when only what is worked out was kept.
 */
export function columnsRecord(month: string, scheme: Scheme): { readonly result: JsonObject } {
  return { result: { kept: { month, columns: keptColumns(scheme).map(c => c.id) } } }
}

/** The record of such figures. */
export function figureRecord(figures: FigureRow): { readonly result: JsonObject } {
  return { result: { figures: figures as unknown as Json } }
}

/** The figures that a record holds; undefined where it holds something else. */
export function figuresOf({ figures }: JsonObject): FigureRow | undefined {
  return typeof figures === 'object' && figures !== null && 'values' in figures
    ? (figures as unknown as FigureRow)
    : undefined
}

/** Values of earlier months, filled record by record in the book's order; later ones replace earlier ones. */
export class KeptValues {
  readonly months: Map<string, Map<string, Readonly<Record<string, string>>>> = new Map()
  /** Of months that say so: the columns that their values speak of. */
  readonly columns: Map<string, ReadonlySet<string>> = new Map()

  /** Notes which columns a month speaks of, where the record says that. */
  note({ kept }: JsonObject): void {
    if (typeof kept !== 'object' || kept === null || !('columns' in kept)) return
    const { month, columns } = kept as unknown as { month: string; columns: readonly string[] }
    this.columns.set(month, new Set([...(this.columns.get(month) ?? []), ...columns]))
  }

  add(result: JsonObject): void {
    this.note(result)
    const row = rowOf(result)
    const figures = figuresOf(result)
    if (row) this.set(row.month, row.person, row.values)
    if (figures) this.set(figures.month, figures.of, figures.values)
  }

  /**
   * What a month may read of those before it: one that an earlier version closed only what that version kept, so that it gives
   * what was paid.
   */
  readableIn(month: string): EarlierValues {
    if (this.columns.has(month)) return this.months
    const everKept = (values: Readonly<Record<string, string>>): Record<string, string> =>
      Object.fromEntries(Object.entries(values).filter(([id]) => wasEverKept(id)))
    return new Map(
      [...this.months].map(([name, rows]) => [name, new Map([...rows].map(([key, own]) => [key, everKept(own)]))]),
    )
  }

  /** True where a month says of all columns of a scheme what they were. */
  speaksOf(month: string, scheme: Scheme): boolean {
    const known = this.columns.get(month)
    return known !== undefined && keptColumns(scheme).every(c => known.has(c.id))
  }

  /** Adds values to those of a row. */
  complete(month: string, key: string, values: Readonly<Record<string, string>>): void {
    this.set(month, key, { ...this.months.get(month)?.get(key), ...values })
  }

  set(month: string, key: string, values: Readonly<Record<string, string>>): void {
    const keys = this.months.get(month) ?? new Map<string, Readonly<Record<string, string>>>()
    this.months.set(month, keys.set(key, values))
  }
}
