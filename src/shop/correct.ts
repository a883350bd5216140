// The correction of a closed month: the month worked out again from corrected exports, and every closed month after it
// from its kept copies, since deductions carry over; what differs from what the book says was paid becomes postings and
// amounts for the month that is open. Takes a book and the new results, month by month; gives differences, writes nothing.

import type { Lot } from '../book/account.ts'
import type { BookRecord, MonthRow, Posting } from '../book/record.ts'
import { type Decimal, decimal, round, ZERO } from '../core/decimal.ts'
import { append } from '../core/lists.ts'
import { amountText } from '../core/money.ts'
import type { WorkedMonth } from '../pay/month.ts'
import type { Correction, Due } from '../pay/opening.ts'
import { byId } from '../pay/people.ts'
import { monthRow, splitKey, taxKey, wasEverKept } from './month-rows.ts'
import { yuan } from './opening.ts'

/** Rows by month and employee number, as the book has them, corrections included. */
export type Rows = ReadonlyMap<string, ReadonlyMap<string, MonthRow>>

export interface PersonCorrection extends Correction {
  readonly person: string
  /** What the book said of it, and what it says now. */
  readonly was: Decimal
  readonly is: Decimal
}

export interface CorrectionResult {
  /** What the open month is to settle. */
  readonly corrections: readonly PersonCorrection[]
  readonly records: readonly BookRecord[]
}

/** Deductions that are open at the beginning of a month, from the rows of the months before. */
export function carriedInto(month: string, rows: Rows): Map<string, Due[]> {
  const open = new Map<string, Map<string, Due>>()
  const change = (person: string, name: string, origin: string, by: Decimal): void => {
    const own = open.get(person) ?? new Map<string, Due>()
    open.set(person, own)
    const key = `${name} ${origin}`
    own.set(key, { name, origin, amount: (own.get(key)?.amount ?? ZERO).plus(by) })
  }
  for (const [when, people] of [...rows].sort(byKey)) {
    if (when >= month) continue
    for (const row of people.values()) {
      for (const [name, amount] of Object.entries(row.due)) change(row.person, name, when, decimal(amount))
      for (const [key, amount] of Object.entries(row.taken)) {
        const [name, origin] = splitKey(key)
        change(row.person, name, origin, decimal(amount).neg())
      }
    }
  }
  return new Map(
    [...open].map(([person, dues]) => [
      person,
      [...dues.values()].filter(d => !d.amount.isZero()).sort((a, b) => (a.origin < b.origin ? -1 : 1)),
    ]),
  )
}

/** The rows of a month as it comes out now; whoever is not paid any more has a row without anything. */
export function newRows(month: WorkedMonth, before: ReadonlyMap<string, MonthRow>): Map<string, MonthRow> {
  const rows = new Map(month.result.people.map(p => [p.id, monthRow(month, p)]))
  for (const row of before.values()) {
    if (!rows.has(row.person)) {
      const { adjustments: _, ...who } = row
      rows.set(row.person, {
        ...who,
        lines: {},
        reserves: {},
        due: {},
        taken: {},
        scores: {},
        values: {},
        gross: '0.00',
        net: '0.00',
      })
    }
  }
  return rows
}

/** What was released of a lot: the ratio by person, reserve and origin month. */
export type Ratios = ReadonlyMap<string, string>

export function ratioKey(person: string, reserve: string, origin: string): string {
  return `${person}\0${reserve}\0${origin}`
}

type LotOf = (person: string, reserve: string, origin: string) => Lot | undefined

/**
 * Compares what the book says with what comes out now, month by month. `lotOf` gives the book's; `whole` are the months of which
 * every value is compared.
 */
export function compareRows(
  before: Rows,
  after: Rows,
  lotOf: LotOf,
  ratios: Ratios,
  whole: ReadonlySet<string>,
): CorrectionResult {
  const corrections: PersonCorrection[] = []
  const records: BookRecord[] = []
  const touched = new Set<string>()
  for (const [month, rows] of [...after].sort(byKey)) {
    for (const row of [...rows.values()].sort((a, b) => byId(a.person, b.person))) {
      const old = before.get(month)?.get(row.person)
      const found = [
        ...lineDifferences(month, old, row),
        ...reserveDifferences(month, old, row, lotOf, ratios),
        ...deductionDifferences(month, old, row, touched),
      ]
      const same = sameValues(old?.values, row.values, whole.has(month)) && sameAdjustments(old, row)
      if (found.length === 0 && same) continue
      for (const { correction, postings } of found) {
        if (correction && !correction.amount.isZero()) {
          const key = taxKey(correction.kind, correction.name)
          const tax = row.tax?.[key] ?? old?.tax?.[key]
          const { was, is, amount, ...rest } = { ...correction, person: row.person, ...(tax && { tax }) }
          corrections.push({ ...rest, was, is, amount })
          records.push({ correction: { ...rest, amount: amountText(amount) } })
        }
        for (const posting of postings) records.push({ posting })
      }
      records.push({ row })
    }
  }
  append(records, carriedRecords(touched, before, after))
  return { corrections, records }
}

/** True where a month reads the same values from either; `whole`: also those that an earlier version did not keep. */
export function sameValues(
  a: Readonly<Record<string, string>> | undefined,
  b: Readonly<Record<string, string>>,
  whole: boolean,
): boolean {
  const counts = (name: string): boolean => whole || a?.[name] !== undefined || wasEverKept(name)
  return namesOf(a, b)
    .filter(counts)
    .every(name => a?.[name] === b[name])
}

/** True where the same was decided by hand, with the same reasons. */
function sameAdjustments(old: MonthRow | undefined, row: MonthRow): boolean {
  return JSON.stringify(old?.adjustments ?? []) === JSON.stringify(row.adjustments ?? [])
}

interface Difference {
  readonly correction: Omit<PersonCorrection, 'person'> | undefined
  readonly postings: readonly Posting[]
}

function lineDifferences(origin: string, old: MonthRow | undefined, row: MonthRow): Difference[] {
  return namesOf(old?.lines, row.lines).flatMap(name => {
    const pair = wasAndIs(old?.lines[name], row.lines[name])
    const amount = pair.is.minus(pair.was)
    return amount.isZero() ? [] : [{ correction: { origin, kind: 'line', name, amount, ...pair }, postings: [] }]
  })
}

function reserveDifferences(
  origin: string,
  old: MonthRow | undefined,
  row: MonthRow,
  lotOf: LotOf,
  ratios: Ratios,
): Difference[] {
  return namesOf(old?.reserves, row.reserves).flatMap((name): Difference[] => {
    const withheld = difference(row.reserves[name]?.withheld, old?.reserves[name]?.withheld)
    const forfeited = difference(row.reserves[name]?.forfeited, old?.reserves[name]?.forfeited)
    if (withheld.isZero() && forfeited.isZero()) return []
    const base = { person: row.person, account: { reserve: name }, origin }
    const postings: Posting[] = []
    const post = (kind: 'withheld' | 'recovered' | 'forfeited' | 'released' | 'premium', amount: Decimal): void => {
      if (!amount.isZero()) postings.push({ ...base, kind, amount: amountText(amount), reason: 'correction' })
    }
    post(withheld.isNegative() ? 'recovered' : 'withheld', withheld.abs())
    const pair = wasAndIs(old?.reserves[name]?.withheld, row.reserves[name]?.withheld)
    const own: Difference = {
      correction: { origin, kind: 'withheld', name, amount: withheld.neg(), ...pair },
      postings,
    }
    const ratio = ratios.get(ratioKey(row.person, name, origin))
    const lot = lotOf(row.person, name, origin)
    if (ratio === undefined || !lot) {
      post('forfeited', forfeited)
      return [own]
    }
    // Released already: what would have been released of what should have been held.
    const kept = decimal(row.reserves[name]?.withheld ?? '0').minus(decimal(row.reserves[name]?.forfeited ?? '0'))
    const paid = round(kept.times(decimal(ratio)), 2)
    const more = decimal(ratio).gt(1)
    const atOnce = decimal(row.reserves[name]?.forfeited ?? '0')
    const figures = {
      released: more ? kept : paid,
      forfeited: atOnce.plus(more ? ZERO : kept.minus(paid)),
      premium: more ? paid.minus(kept) : ZERO,
    }
    const change = (kind: keyof typeof figures): Decimal => figures[kind].minus(yuan(lot[kind]))
    for (const kind of ['released', 'forfeited', 'premium'] as const) post(kind, change(kind))
    const amount = change('released').plus(change('premium'))
    const was = yuan(lot.released + lot.premium)
    const is = was.plus(amount)
    return [own, { correction: { origin, kind: 'released', name, amount, was, is }, postings: [] }]
  })
}

function deductionDifferences(
  month: string,
  old: MonthRow | undefined,
  row: MonthRow,
  touched: Set<string>,
): Difference[] {
  const found: Difference[] = []
  const posting = (name: string, origin: string, kind: 'due' | 'taken', amount: Decimal): Posting => {
    touched.add(`${row.person}\0${name}`)
    const reason = 'correction'
    return { person: row.person, account: { deduction: name }, origin, kind, amount: amountText(amount), reason }
  }
  for (const name of namesOf(old?.due, row.due)) {
    const amount = difference(row.due[name], old?.due[name])
    if (!amount.isZero()) found.push({ correction: undefined, postings: [posting(name, month, 'due', amount)] })
  }
  for (const key of namesOf(old?.taken, row.taken)) {
    const amount = difference(row.taken[key], old?.taken[key])
    if (amount.isZero()) continue
    const [name, origin] = splitKey(key)
    found.push({
      correction: {
        origin: month,
        kind: 'deducted',
        name,
        amount: amount.neg(),
        ...wasAndIs(old?.taken[key], row.taken[key]),
      },
      postings: [posting(name, origin, 'taken', amount)],
    })
  }
  return found
}

/** What is carried of every deduction that the correction changes, after all closed months. */
function carriedRecords(touched: ReadonlySet<string>, before: Rows, after: Rows): BookRecord[] {
  const open = carriedInto('9999-12', new Map([...before, ...after]))
  return [...touched].sort().flatMap(key => {
    const [person, name] = key.split('\0') as [string, string]
    const dues = (open.get(person) ?? []).filter(due => due.name === name)
    return dues.map(({ origin, amount }): BookRecord => {
      const account = { deduction: name }
      return { posting: { person, account, origin, kind: 'carried', amount: amountText(amount) } }
    })
  })
}

function namesOf(...records: readonly (Readonly<Record<string, unknown>> | undefined)[]): string[] {
  return [...new Set(records.flatMap(record => Object.keys(record ?? {})))]
}

function wasAndIs(
  before: string | undefined,
  now: string | undefined,
): { readonly was: Decimal; readonly is: Decimal } {
  return { was: decimal(before ?? '0'), is: decimal(now ?? '0') }
}

function difference(now: string | undefined, before: string | undefined): Decimal {
  return decimal(now ?? '0').minus(decimal(before ?? '0'))
}

function byKey(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : 1
}
