// One person's sheet of a month: ordered parts, each of a kind that says by what it changes the net amount, and the figures
// that are made of them. Takes parts; gives the sheet from which documents, sheets, statements, comparisons and records of
// the book all follow. A new component of pay is a kind of part here, and its calculation. Only data.

import { add, type Decimal, sumOf, ZERO } from '../core/decimal.ts'
import { once } from '../core/lists.ts'
import { amountText } from '../core/money.ts'
import type { TaxKind } from '../core/tax.ts'
import type { SheetSum, Value } from '../formula/bound.ts'
import type { Row } from '../formula/trace.ts'
import type { Type } from '../formula/types.ts'
import type { DefinedColumn, Scheme } from '../scheme/model.ts'
import type { PayRule } from '../scheme/pay-day.ts'
import type { Adjustment } from './adjusted.ts'
import type { Correction, Taken } from './opening.ts'

/** Kinds of parts in the order of a sheet, with what a part adds to the net amount. */
export const PARTS = {
  line: 1,
  /** What corrections of closed months add or take away: settled in this month, no part of what it earned. */
  correction: 1,
  /** What somebody decided by hand that stands in the gross amount, a part a kind. */
  adjustment: 1,
  reserve: -1,
  /** Of each reserve the part that is forfeited at once. */
  forfeited: 0,
  /** Every deduction that is still open, those of this month first; what is taken of it, and what is carried over. */
  due: 0,
  taken: -1,
  carried: 0,
  /** The most that may be deducted, and of each draw taken back; none where the scheme sets no limit or nothing is due. */
  limit: 0,
} as const

export type PartKind = keyof typeof PARTS

export interface Part {
  readonly kind: PartKind
  /** As the scheme calls it. */
  readonly name: string
  readonly amount: Decimal
  /** The month that it is of: an earlier one of corrections and of deductions that were carried over. */
  readonly origin: string
  /** Id of the column that it was worked out by; none of what the book brings. */
  readonly column?: string
  /** True of what is owed back of a draw. */
  readonly draw?: boolean
  /** True of a line that counts as commission. */
  readonly commission?: boolean
  /** When it is paid, of a line that says it itself. */
  readonly paid?: PayRule
  /** What it is for the tax client, or off which income it is taken; the salary where nothing is said. */
  readonly tax?: TaxKind
  /** What a correction changes. */
  readonly reason?: Correction['kind']
  /** True of a reserve of nothing: it is withheld from sums of lines of which somebody has none. Papers leave it out. */
  readonly idle?: true
  /** What was decided by hand that it is the sum of. */
  readonly adjusted?: readonly Adjustment[]
}

const EVERY = Object.keys(PARTS) as PartKind[]

interface Rule {
  /** The parts that it is made of. */
  readonly of: readonly PartKind[]
  /** One figure for every name; else one for all. */
  readonly each?: true
  /** There without any part too. */
  readonly sum?: true
  /** Adds up what its parts add to the net amount, not the parts as they are. */
  readonly signed?: true
  /** By what a difference of it changes the net amount; none where another figure tells that. */
  readonly effect?: 1 | -1
  /** Only parts of which this holds. */
  readonly where?: (part: Part) => boolean
  /** Follows from the figures beside it: two sheets are not compared by it. */
  readonly told?: true
}

/** What the month earned comes first; then what corrections of closed months bring besides; then what is paid. */
export const SUMS = [
  'gross',
  'withheld',
  'forfeited',
  'arose',
  'earlier',
  'deducted',
  'carried',
  'own',
  'correction',
  'paidGross',
  'net',
] as const

/** Figures of all parts of their kinds. `arose` + `earlier` = `deducted` + `carried`; `own` + `correction` = `net`. */
export type Sums = Readonly<Record<(typeof SUMS)[number], Decimal>>
export type FigureKind =
  | 'score'
  | 'line'
  | 'adjustment'
  | 'adjusted'
  | 'reserve'
  | 'deduction'
  | 'due'
  | 'taxed'
  | keyof Sums

const ownDue = ({ column }: Part): boolean => column !== undefined

/** The figures that a sheet shows, in its order. */
export const FIGURES: Readonly<Record<FigureKind, Rule>> = {
  score: { of: [], each: true },
  line: { of: ['line'], each: true, effect: 1 },
  adjustment: { of: ['adjustment'], each: true, effect: 1 },
  adjusted: { of: ['adjustment'], told: true },
  gross: { of: EVERY.filter(kind => PARTS[kind] > 0 && kind !== 'correction'), sum: true, signed: true },
  reserve: { of: ['reserve'], each: true, effect: -1 },
  withheld: { of: ['reserve'], sum: true, told: true },
  forfeited: { of: ['forfeited'] },
  /** What is taken under a name, of earlier months too; beside it what arose under it this month. */
  deduction: { of: ['taken'], each: true },
  due: { of: ['due'], each: true, where: ownDue, told: true },
  arose: { of: ['due'], sum: true, where: ownDue, told: true },
  earlier: { of: ['due'], sum: true, where: part => !ownDue(part), told: true },
  deducted: { of: ['taken'], sum: true, effect: -1 },
  carried: { of: ['carried'], sum: true },
  /** The net amount of what the month earned. */
  own: { of: EVERY.filter(kind => kind !== 'correction'), sum: true, signed: true, told: true },
  correction: { of: ['correction'], effect: 1 },
  /** Gross with what corrections bring: what is income of the month in which it is paid. */
  paidGross: { of: EVERY.filter(kind => PARTS[kind] > 0), sum: true, signed: true, told: true },
  net: { of: EVERY, sum: true, signed: true },
  /** What is paid of each kind for the tax client: `pay/taxed.ts`. */
  taxed: { of: [], each: true },
}

export const FIGURE_KINDS: readonly FigureKind[] = Object.keys(FIGURES) as FigureKind[]

export function isSum(kind: FigureKind): kind is keyof Sums {
  return SUMS.some(sum => sum === kind)
}

/** A score, coefficient, grade or group figure as it is shown. */
export interface Shown {
  readonly name: string
  readonly type: Type
  readonly value: Value
  readonly text: string
}

export interface Who {
  /** Where the person stands in the roster. */
  readonly row: Row
  readonly id: string
  readonly name: string
  readonly position: string
  /** Groups other than the position, by roster column; empty where the person is in none. */
  readonly groups: readonly { readonly by: string; readonly key: string }[]
  /** What the roster has for slips, in the order of the scheme's columns for them. */
  readonly slips?: readonly string[]
}

export interface PersonSheet extends Who, Sums {
  readonly scores: readonly Shown[]
  readonly parts: readonly Part[]
  readonly flags: readonly string[]
}

/** The sheet of somebody, with the sums of its parts. */
export function personSheet(who: Who, parts: readonly Part[]): PersonSheet {
  return { ...who, scores: [], parts, flags: [], ...sumsOf(kind => amountOf({ parts }, kind) ?? ZERO) }
}

/** Every sum, as it is worked out by its kind. */
export function sumsOf(of: (kind: keyof Sums) => Decimal): Sums {
  return Object.fromEntries(SUMS.map(kind => [kind, of(kind)])) as Record<keyof Sums, Decimal>
}

/** What is worked out by itself on a sheet, in its order. */
export const SHEET_SECTIONS = ['lines', 'settled', 'byHand', 'reserves', 'forfeits', 'deductions'] as const

export type SheetSection = (typeof SHEET_SECTIONS)[number]

/** The sections that each figure of a sheet is made of. */
export const SECTIONS_OF: Readonly<Record<SheetSum, readonly SheetSection[]>> = {
  adjusted: ['byHand'],
  withheld: ['reserves'],
  forfeited: ['forfeits'],
  deducted: ['deductions'],
  carried: ['deductions'],
  net: ['lines', 'settled', 'byHand', 'reserves', 'deductions'],
}

type Parts = Pick<PersonSheet, 'parts'>

/** The parts of some kinds, in their order. */
export function partsOf({ parts }: Parts, ...kinds: readonly PartKind[]): readonly Part[] {
  return parts.filter(part => kinds.includes(part.kind))
}

/** An amount of a sheet, one name's where its kind has each by itself; undefined where there is no such part. */
export function amountOf(sheet: Parts, kind: FigureKind, name?: string): Decimal | undefined {
  const { of, sum = false, signed, where } = FIGURES[kind]
  let amount = ZERO
  let any: boolean = sum
  for (const part of sheet.parts) {
    if ((name !== undefined && part.name !== name) || !of.includes(part.kind) || (where && !where(part))) continue
    any = true
    const sign = signed ? PARTS[part.kind] : 1
    if (sign > 0) amount = add(amount, part.amount)
    if (sign < 0) amount = amount.minus(part.amount)
  }
  return any ? amount : undefined
}

/** True where corrections of closed months stand below what a month earned. */
export function anyCorrected(people: readonly Parts[]): boolean {
  return people.some(p => partsOf(p, 'correction').length > 0)
}

export function commissionOf(sheet: Parts): Decimal {
  return sumOf(partsOf(sheet, 'line').flatMap(line => (line.commission ? [line.amount] : [])))
}

/** The reserves of somebody that papers show: not those that somebody without commission can't have. */
export function shownReserves(sheet: Parts): readonly Part[] {
  return partsOf(sheet, 'reserve').filter(part => !part.idle)
}

/** What each reserve withholds, and of it what is forfeited at once. */
export function reservesOf(sheet: Parts): (Part & { readonly withheld: Decimal; readonly forfeited: Decimal })[] {
  const forfeited = partsOf(sheet, 'forfeited')
  return partsOf(sheet, 'reserve').map((part, i) => ({
    ...part,
    withheld: part.amount,
    forfeited: forfeited[i]?.amount ?? ZERO,
  }))
}

/** Every deduction of which something is due, in the order in which they are taken: the oldest first. */
export function deductionsOf(sheet: Parts): (Part & Taken)[] {
  const [taken, carried] = [partsOf(sheet, 'taken'), partsOf(sheet, 'carried')]
  return partsOf(sheet, 'due')
    .flatMap((due, i) => {
      if (due.amount.isZero()) return []
      return [{ ...due, taken: taken[i]?.amount ?? ZERO, carried: carried[i]?.amount ?? ZERO }]
    })
    .sort((a, b) => (a.origin < b.origin ? -1 : Number(a.origin > b.origin)))
}

/** What the scheme deducts of this month's own, nothing too. */
export function ownDues(sheet: Parts): Part[] {
  return partsOf(sheet, 'due').filter(ownDue)
}

/** The most that may be deducted, or taken back of a draw. */
export function limitOf(sheet: Parts, draw = ''): Decimal | undefined {
  return partsOf(sheet, 'limit').find(part => part.name === draw)?.amount
}

/** True of somebody who is paid by something, be it nothing this time: averages are over them. */
export function hasPay(sheet: Parts & Pick<Sums, 'gross' | 'net'>): boolean {
  return partsOf(sheet, 'line').length > 0 || !sheet.gross.isZero() || !sheet.net.isZero()
}

/** True of somebody who has a line of pay, be it of nothing, or an amount of any other kind. */
export function hasAmounts(sheet: Parts): boolean {
  return sheet.parts.some(({ kind, amount }) => kind === 'line' || (kind !== 'limit' && !amount.isZero()))
}

/** Everything that was decided by hand about somebody. */
export function adjustmentsOf(sheet: Parts): readonly Adjustment[] {
  return partsOf(sheet, 'adjustment', 'due').flatMap(part => part.adjusted ?? [])
}

const columns = new WeakMap<Scheme, ReadonlyMap<string, DefinedColumn>>()

/** The column by which a part was worked out. */
export function columnOf(scheme: Scheme, { column = '' }: Part): DefinedColumn | undefined {
  const { pay, reserves, deductions } = scheme
  const all = (): DefinedColumn[] => [...pay, ...reserves.map(r => r.withheld), ...deductions]
  return once(columns, scheme, () => new Map(all().map(c => [c.id, c]))).get(column)
}

/** One figure of a sheet. */
export interface Figure {
  readonly kind: FigureKind
  /** As the scheme calls it; empty where the kind says all. */
  readonly name: string
  /** None for a score. */
  readonly amount: Decimal | undefined
  readonly text: string
}

export type Figures = ReadonlyMap<string, Figure>

/** `person` stands for all that somebody has. */
export function figureKey(kind: FigureKind | 'person', name = ''): string {
  return `${kind} ${name}`
}

/** The figures by which two sheets are compared, in their order; sums that others tell are none of them. */
export function figuresOf(sheet: PersonSheet): Figures {
  const found = new Map<string, Figure>()
  for (const { name, text } of sheet.scores)
    found.set(figureKey('score', name), { kind: 'score', name, amount: undefined, text })
  for (const kind of FIGURE_KINDS) {
    const { of, each, told } = FIGURES[kind]
    if (of.length === 0 || told) continue
    for (const name of each ? partsOf(sheet, ...of).map(part => part.name) : ['']) {
      const amount = amountOf(sheet, kind, each && name)
      if (amount) found.set(figureKey(kind, name), { kind, name, amount, text: amountText(amount) })
    }
  }
  return found
}
