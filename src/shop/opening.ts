// What the book says a month begins with: deductions that are still to be taken, and what corrections of closed months
// are to be settled in it. Takes the book's folder and the month; for a month that is closed already, the book as it was
// before that. Gives what a calculation needs, and the book itself.

import { type EntryHeader, endsMonth } from '../book/entry.ts'
import { fenText } from '../book/form.ts'
import { held as heldIn, Ledger } from '../book/ledger.ts'
import { closedMonths, openMonth } from '../book/order.ts'
import { type Book, readBook } from '../book/read.ts'
import type { BookRecord, CorrectionRow, MonthRow } from '../book/record.ts'
import { type Period, periodsAway } from '../core/calendar.ts'
import { type Decimal, decimal, sumOf, ZERO } from '../core/decimal.ts'
import { HolderList } from '../pay/holders.ts'
import type { Correction, Due, HeldLot, Opening, PaidBefore } from '../pay/opening.ts'
import { KeptValues, referencesIn, splitKey } from './month-rows.ts'

export interface OpeningState {
  readonly book: Book
  readonly opening: Opening
  /** What closed months had, which `opening` reads. */
  readonly kept: KeptValues
  /** True where the month is closed already. */
  readonly closed: boolean
  /** Months before it that are not closed, though the book has begun: their deductions are not known. */
  readonly gap: readonly string[]
}

/** Reads the book for a month. Look at `book.findings` first: of a damaged book nothing else may be used. */
export async function openingOf(folder: string, period: Period): Promise<OpeningState> {
  const reader = openingReader(period.name)
  const book = await readBook(folder, reader.visit)
  const closed = closedMonths(book.headers)
  const next = openMonth(book.headers)
  return {
    book,
    ...reader.state(),
    closed: closed.includes(period.name),
    gap: next === undefined || period.name <= next ? [] : monthsFrom(next, period.name),
  }
}

/** Gathers what a month begins with from records in the book's order. */
export function openingReader(month: string): {
  readonly visit: (record: BookRecord, header: EntryHeader) => void
  readonly state: () => Pick<OpeningState, 'opening' | 'kept'>
} {
  const corrections = new Map<string, Correction[]>()
  const ledger = new Ledger()
  const before = new Map<string, PaidBefore>()
  const monthBefore = periodsAway(month, -1)
  const kept = new KeptValues()
  const holders = new HolderList()
  /** Rows with adjustments by month and person; a correction's take the place of the closing's. */
  const adjusted = new Map<string, MonthRow>()
  let reached = false

  const visit = (record: BookRecord, header: EntryHeader): void => {
    reached ||= endsMonth(header.kind) && header.period === month
    if (reached) {
      if ('kept' in record) kept.note(record.kept)
      return
    }
    kept.add(record)
    if ('posting' in record) {
      // What is paid in a later month is still held in this one, whenever that was sealed.
      if (header.kind !== 'release' || header.payout! <= month) ledger.add(record.posting, header)
    } else if ('row' in record) {
      const { row } = record
      holders.add(row.person, row.month, row.name)
      const whose = `${row.month}\0${row.person}`
      if (row.adjustments || adjusted.has(whose)) adjusted.set(whose, row)
      // As it was closed: what a correction of it changes is paid in a later month.
      if (row.month === monthBefore && header.kind === 'close') before.set(row.person, paidBefore(row))
    } else if ('correction' in record && header.payout === month) {
      const { person, ...own } = correctionOf(record.correction)
      corrections.set(person, [...(corrections.get(person) ?? []), own])
    }
  }
  const state = (): Pick<OpeningState, 'opening' | 'kept'> => {
    const carried = new Map<string, Due[]>()
    for (const debt of [...ledger.debts.values()].sort((a, b) => (a.origin < b.origin ? -1 : 1))) {
      const { person, deduction: name, origin, due, taken } = debt
      if (due !== taken)
        carried.set(person, [...(carried.get(person) ?? []), { name, origin, amount: yuan(due - taken) }])
    }
    const held = [...ledger.lots.values()].flatMap((lot): HeldLot[] => {
      const { person, reserve, origin } = lot
      return heldIn(lot) === 0n ? [] : [{ person, reserve, origin, held: yuan(heldIn(lot)) }]
    })
    const known = { holders: holders.before(), references: referencesIn(adjusted.values()), monthBefore }
    return { opening: { carried, corrections, earlier: kept.months, before, held, ...known }, kept }
  }
  return { visit, state }
}

/** A sealed correction as a month settles it. */
export function correctionOf({ amount, ...own }: CorrectionRow): Correction & { readonly person: string } {
  return { ...own, amount: decimal(amount) }
}

/** What so many fen are. */
export function yuan(fen: bigint): Decimal {
  return decimal(fenText(fen))
}

function paidBefore({
  name,
  position,
  lines,
  reserves,
  taken,
  gross: paid,
  net,
  adjustments = [],
}: MonthRow): PaidBefore {
  const gross = sumOf(Object.values(lines).map(decimal))
  const correction = decimal(paid).minus(gross)
  const byHand = new Set(adjustments.map(({ kind }) => kind))
  const earned = Object.keys({ ...lines, ...reserves }).some(line => !byHand.has(line))
  const deducted = new Map<string, Decimal>()
  for (const [key, amount] of Object.entries(taken)) {
    const [deduction] = splitKey(key)
    deducted.set(deduction, (deducted.get(deduction) ?? ZERO).plus(decimal(amount)))
  }
  return {
    ...{ name, position, gross, deducted, onlyOwed: correction.isZero() && adjustments.length === 0 ? false : !earned },
    lines: new Map(Object.entries(lines).map(([name, amount]) => [name, decimal(amount)])),
    withheld: new Map(Object.entries(reserves).map(([name, { withheld }]) => [name, decimal(withheld)])),
    correction,
    net: decimal(net),
  }
}

function monthsFrom(first: string, before: string): string[] {
  const months: string[] = []
  for (let name = first; name < before; name = periodsAway(name, 1)) months.push(name)
  return months
}
