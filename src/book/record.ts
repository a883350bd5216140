// What an entry says line by line: postings, what a month was for each person, group and the shop, what a correction changes,
// how a lot was released. Takes the text of a line and the format of its entry; gives a typed record, or undefined where it
// is not exactly one of these. One schema each; what is written is what the schema gives back.

import * as z from 'zod'
import { TAX_KINDS, type TaxKind } from '../core/tax.ts'
import { amount, figure, isAmount, isObject, month, parseJson, word } from './form.ts'

/** Formats of entries that are read. The last is the one that is written; the others are read for ever. */
export const FORMATS = [1, 2] as const
export type Format = (typeof FORMATS)[number]
export const FORMAT: Format = 2

export const RESERVE_KINDS = ['withheld', 'released', 'forfeited', 'premium', 'recovered'] as const
export const DEDUCTION_KINDS = ['due', 'taken', 'carried'] as const
export type ReserveKind = (typeof RESERVE_KINDS)[number]
export type DeductionKind = (typeof DEDUCTION_KINDS)[number]

interface PostingBase {
  /** Employee number. */
  readonly person: string
  /** The month that the money comes from, `2026-07`. */
  readonly origin: string
  /** Exactly two decimals, `12.50`. Below zero only where a correction takes something back. */
  readonly amount: string
  readonly line?: string
  readonly reason?: string
}

export interface ReservePosting extends PostingBase {
  readonly account: { readonly reserve: string }
  readonly kind: ReserveKind
}

export interface DeductionPosting extends PostingBase {
  readonly account: { readonly deduction: string }
  readonly kind: DeductionKind
}

export type Posting = ReservePosting | DeductionPosting

export function isReserve(posting: Posting): posting is ReservePosting {
  return 'reserve' in posting.account
}

/** The name of a posting's reserve or deduction. */
export function accountName({ account }: Posting): string {
  return 'reserve' in account ? account.reserve : account.deduction
}

export type Texts = Readonly<Record<string, string>>

/** What somebody decided by hand about a person: its amount stands among the lines, or in what is due. */
export interface AdjustmentRow {
  readonly kind: string
  readonly amount: string
  readonly reason: string
  /** Used once in all months; empty where the scheme lets it be. */
  readonly reference: string
  readonly approvedBy: string
}

/** A person's month: what was paid, shown and worked out. */
export interface MonthRow {
  readonly month: string
  readonly person: string
  readonly name: string
  readonly position: string
  /** Amounts with two decimals, by pay line. */
  readonly lines: Texts
  readonly reserves: Readonly<Record<string, { readonly withheld: string; readonly forfeited: string }>>
  /** What became due this month, by deduction. */
  readonly due: Texts
  /** What was deducted, by deduction and month of origin: `投诉赔偿 2026-06`. */
  readonly taken: Texts
  /** As they are shown. */
  readonly scores: Texts
  readonly gross: string
  readonly net: string
  /** What was worked out, by column, for later months to read. */
  readonly values: Texts
  /** None where nothing was decided by hand. */
  readonly adjustments?: readonly AdjustmentRow[]
  /** What is no salary for the tax client, by what a correction of it is called: `line 年终奖`, `released 年度预留`. */
  readonly tax?: Readonly<Record<string, TaxKind>>
}

/** What a group or the shop had in a month. */
export interface FigureRow {
  readonly month: string
  /** Key of the row: `班组=机电一组`, empty for the shop. */
  readonly of: string
  readonly values: Texts
}

/**
 * Which columns a month's rows and figures speak of: one that is among them and has no value was blank. Months without such
 * a record were sealed when only what is worked out was kept.
 */
export interface KeptColumns {
  readonly month: string
  readonly columns: readonly string[]
}

/** What a correction's entry says of one amount of one person. */
export interface CorrectionRow {
  readonly origin: string
  readonly kind: 'line' | 'withheld' | 'deducted' | 'released'
  readonly name: string
  readonly person: string
  /** What it adds to the net amount of the month in which it is settled. */
  readonly amount: string
  /** What it is for the tax client, where it is no salary. */
  readonly tax?: TaxKind
}

/** How a release settled what one month held back from one person. */
interface LotRow {
  readonly person: string
  readonly origin: string
  /** A plain figure, `0.9`. */
  readonly ratio: string
}

/** The kinds of records, each under its own name. */
export interface Records {
  readonly posting: Posting
  readonly row: MonthRow
  readonly figures: FigureRow
  readonly kept: KeptColumns
  readonly correction: CorrectionRow
  readonly lot: LotRow
}

type RecordKind = keyof Records

/** A line of an entry between header and seal. */
export type BookRecord = { [K in RecordKind]: { readonly [k in K]: Records[K] } }[RecordKind]

// The same object goes on: a copy made key by key would lose what is called `__proto__`.
const texts = z.custom<Texts>(value => isObject(value) && Object.values(value).every(v => typeof v === 'string'))
const taxKind = z.enum(TAX_KINDS)
const amounts = z.custom<Texts>(value => isObject(value) && Object.values(value).every(isAmount))
const taxes = z.custom<NonNullable<MonthRow['tax']>>(
  value => isObject(value) && Object.values(value).every(v => taxKind.safeParse(v).success),
)
const oneReserve = z.strictObject({ withheld: amount, forfeited: amount })
const reserves = z.custom<MonthRow['reserves']>(
  value => isObject(value) && Object.values(value).every(v => oneReserve.safeParse(v).success),
)

const postingBase = {
  person: word,
  amount,
  origin: month,
  line: z.exactOptional(z.string()),
  reason: z.exactOptional(z.string()),
}
const reservePosting = z.strictObject({
  ...postingBase,
  account: z.strictObject({ reserve: word }),
  kind: z.enum(RESERVE_KINDS),
})
const deductionPosting = z.strictObject({
  ...postingBase,
  account: z.strictObject({ deduction: word }),
  kind: z.enum(DEDUCTION_KINDS),
})
const monthRow: z.ZodType<MonthRow> = z.strictObject({
  month,
  person: word,
  name: z.string(),
  position: z.string(),
  lines: amounts,
  reserves,
  due: amounts,
  taken: amounts,
  scores: texts,
  gross: amount,
  net: amount,
  values: texts,
  adjustments: z.exactOptional(
    z.array(z.strictObject({ kind: word, amount, reason: z.string(), reference: z.string(), approvedBy: z.string() })),
  ),
  tax: z.exactOptional(taxes),
})
const correctionRow: z.ZodType<CorrectionRow> = z.strictObject({
  origin: month,
  kind: z.enum(['line', 'withheld', 'deducted', 'released']),
  name: z.string(),
  person: word,
  amount,
  tax: z.exactOptional(taxKind),
})

const SCHEMAS: Readonly<Record<RecordKind, z.ZodType<BookRecord>>> = {
  posting: z.strictObject({ posting: z.union([reservePosting, deductionPosting]) }),
  row: z.strictObject({ row: monthRow }),
  figures: z.strictObject({ figures: z.strictObject({ month, of: z.string(), values: texts }) }),
  kept: z.strictObject({ kept: z.strictObject({ month, columns: z.array(z.string()) }) }),
  correction: z.strictObject({ correction: correctionRow }),
  lot: z.strictObject({ lot: z.strictObject({ person: word, origin: month, ratio: figure }) }),
}

/** The record that a line of an entry of this format holds; undefined where it holds none. */
export function parseRecord(text: string, format: Format): BookRecord | undefined {
  const found = parseJson(text)
  if (!isObject(found)) return undefined
  // Format 1 wraps whatever is no posting.
  const wrapped = format === 1 && Object.hasOwn(found, 'result')
  const content = wrapped ? found.result : found
  const kind = isObject(content) ? Object.keys(content)[0] : undefined
  if (!isRecordKind(kind) || (format === 1 && wrapped === (kind === 'posting'))) return undefined
  return SCHEMAS[kind].safeParse(content).data
}

/** The line of a record in the format that is written; undefined where the record is none. Equal records, equal lines. */
export function recordLine(record: BookRecord): string | undefined {
  const kind = Object.keys(record)[0]
  const checked = isRecordKind(kind) ? SCHEMAS[kind].safeParse(record).data : undefined
  return checked && `${JSON.stringify(checked)}\n`
}

function isRecordKind(kind: string | undefined): kind is RecordKind {
  return kind !== undefined && Object.hasOwn(SCHEMAS, kind)
}
