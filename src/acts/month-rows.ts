// What the book keeps of a person's month besides postings: what was paid, shown and worked out, for corrections,
// comparisons and later months to read. Takes results; gives plain rows of texts, and reads them back.

import type { Json, JsonObject } from '../book/entry.ts'
import { amountText } from '../core/money.ts'
import { FAULT, type Row } from '../formula/trace.ts'
import { keptText } from '../pay/earlier.ts'
import type { Engine } from '../pay/engine.ts'
import type { Month } from '../pay/month.ts'
import type { PersonResult } from '../pay/result.ts'

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

/** What is worked out for a row of its home, as the book keeps it. */
export function valuesOf(engine: Engine, row: Row): Record<string, string> {
  const values: Record<string, string> = {}
  const { scheme } = engine
  for (const column of [...scheme.values, ...scheme.scores, ...scheme.pay, ...scheme.flags]) {
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
  const homes = new Set(engine.scheme.values.map(column => column.home).filter(home => home !== 'person'))
  return [...homes].flatMap(home =>
    engine.world.rows(home).map(row => ({ month: period.name, of: engine.key(row), values: valuesOf(engine, row) })),
  )
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

  add(result: JsonObject): void {
    const row = rowOf(result)
    const figures = figuresOf(result)
    if (row) this.set(row.month, row.person, row.values)
    if (figures) this.set(figures.month, figures.of, figures.values)
  }

  set(month: string, key: string, values: Readonly<Record<string, string>>): void {
    const keys = this.months.get(month) ?? new Map<string, Readonly<Record<string, string>>>()
    this.months.set(month, keys.set(key, values))
  }
}
