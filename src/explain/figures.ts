// The figures of a person's sheet by which two sheets are compared: scores, lines, reserves, deductions and sums. Takes
// a worked-out person; gives them in the order of the sheet.

import { type Decimal, sumOf, ZERO } from '../core/decimal.ts'
import { amountText } from '../core/money.ts'
import type { PersonResult } from '../pay/result.ts'

/** Kinds of figures in the order of a sheet; `person` stands for all that somebody has. */
export const KINDS = [
  'person',
  'score',
  'line',
  'correction',
  'gross',
  'reserve',
  'forfeited',
  'deduction',
  'deducted',
  'carried',
  'net',
] as const

export type FigureKind = (typeof KINDS)[number]

export interface Figure {
  readonly kind: FigureKind
  /** As the scheme calls it; empty where the kind says all. */
  readonly name: string
  /** None for a score. */
  readonly amount: Decimal | undefined
  readonly text: string
}

export type Figures = ReadonlyMap<string, Figure>

export function figureKey(kind: FigureKind, name: string): string {
  return `${kind} ${name}`
}

/** By what a figure changes the net amount; 0 for what is only shown, and for sums of other figures. */
export function effect(kind: FigureKind): -1 | 0 | 1 {
  if (kind === 'line' || kind === 'correction' || kind === 'person') return 1
  return kind === 'reserve' || kind === 'deducted' ? -1 : 0
}

/** True for a sum whose parts are figures themselves. */
export function isSum(kind: FigureKind): boolean {
  return kind === 'gross' || kind === 'net'
}

export function figuresOf(p: PersonResult): Figures {
  const found = new Map<string, Figure>()
  const add = (kind: FigureKind, name: string, amount: Decimal): void => {
    const key = figureKey(kind, name)
    const sum = amount.plus(found.get(key)?.amount ?? ZERO)
    found.set(key, { kind, name, amount: sum, text: amountText(sum) })
  }
  for (const { name, text } of p.scores)
    found.set(figureKey('score', name), { kind: 'score', name, amount: undefined, text })
  for (const { name, amount } of p.lines) add('line', name, amount)
  if (p.corrections.length > 0) add('correction', '', sumOf(p.corrections.map(c => c.amount)))
  add('gross', '', p.gross)
  for (const { name, withheld } of p.reserves) add('reserve', name, withheld)
  if (p.reserves.length > 0) add('forfeited', '', sumOf(p.reserves.map(r => r.forfeited)))
  // What is deducted, of earlier months too, as payroll.csv has it.
  for (const { name } of p.deductions) add('deduction', name, ZERO)
  for (const { name, taken } of p.taken) add('deduction', name, taken)
  add('deducted', '', p.deducted)
  add('carried', '', p.carried)
  add('net', '', p.net)
  return found
}
