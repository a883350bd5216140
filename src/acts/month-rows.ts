// What the book keeps of a person's month besides postings: what was paid, shown and worked out, for corrections,
// comparisons and later months to read. Takes results; gives plain rows of texts, and reads them back.

import type { Json, JsonObject } from '../book/entry.ts'
import { amountText } from '../core/money.ts'
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
}

/** The row of a person. */
export function monthRow(month: string, p: PersonResult): MonthRow {
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
  }
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
