// What the book says a month begins with: deductions that are still to be taken, and what corrections of closed months
// are to be settled in it. Takes the book's folder and the month; for a month that is closed already, the book as it was
// before that. Gives what a calculation needs, and the book itself.

import type { EntryHeader } from '../book/entry.ts'
import { closedMonths, openMonth } from '../book/order.ts'
import { type Book, readBook } from '../book/read.ts'
import type { BookRecord, CorrectionRow, MonthRow, Posting } from '../book/record.ts'
import { monthsAway, type Period } from '../core/calendar.ts'
import { decimal, ZERO } from '../core/decimal.ts'
import { HolderList } from '../pay/holders.ts'
import type { Correction, Due, HeldLot, Opening, PaidBefore } from '../pay/opening.ts'
import { KeptValues } from './month-rows.ts'

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
  const debts = new Map<string, Due & { person: string }>()
  const corrections = new Map<string, Correction[]>()
  const lots = new Map<string, HeldLot>()
  const before = new Map<string, PaidBefore>()
  const monthBefore = monthsAway(month, -1)
  const kept = new KeptValues()
  const holders = new HolderList()
  let reached = false

  const visit = (record: BookRecord, header: EntryHeader): void => {
    reached ||= header.kind === 'close' && header.period === month
    if (reached) {
      if ('kept' in record) kept.note(record.kept)
      return
    }
    kept.add(record)
    if ('posting' in record) {
      addDebt(debts, record.posting)
      // What is paid in a later month is still held in this one, whenever that was sealed.
      if (header.kind !== 'release' || header.payout! <= month) addLot(lots, record.posting)
    } else if ('row' in record) {
      const { row } = record
      holders.add(row.person, row.month, row.name)
      // As it was closed: what a correction of it changes is paid in a later month.
      if (row.month === monthBefore && header.kind === 'close') before.set(row.person, paidBefore(row))
    } else if ('correction' in record && header.payout === month) {
      const { person, ...own } = correctionOf(record.correction)
      corrections.set(person, [...(corrections.get(person) ?? []), own])
    }
  }
  const state = (): Pick<OpeningState, 'opening' | 'kept'> => {
    const carried = new Map<string, Due[]>()
    for (const { person, ...due } of [...debts.values()].sort((a, b) => (a.origin < b.origin ? -1 : 1))) {
      if (!due.amount.isZero()) carried.set(person, [...(carried.get(person) ?? []), due])
    }
    const held = [...lots.values()].filter(lot => !lot.amount.isZero())
    const known = { holders: holders.before(), monthBefore }
    return { opening: { carried, corrections, earlier: kept.months, before, held, ...known }, kept }
  }
  return { visit, state }
}

/** A sealed correction as a month settles it. */
export function correctionOf({ amount, ...own }: CorrectionRow): Correction & { readonly person: string } {
  return { ...own, amount: decimal(amount) }
}

function addDebt(debts: Map<string, Due & { person: string }>, posting: Posting): void {
  if (!('deduction' in posting.account) || posting.kind === 'carried') return
  const { person, origin, kind } = posting
  const name = posting.account.deduction
  const key = `${person}\0${name}\0${origin}`
  const before = debts.get(key)?.amount ?? ZERO
  const amount = kind === 'due' ? before.plus(decimal(posting.amount)) : before.minus(decimal(posting.amount))
  debts.set(key, { person, name, origin, amount })
}

/** What is held: a premium is paid on top and changes nothing. */
function addLot(lots: Map<string, HeldLot>, posting: Posting): void {
  if (!('reserve' in posting.account) || posting.kind === 'premium') return
  const { person, origin, kind, account } = posting
  const key = `${person}\0${account.reserve}\0${origin}`
  const before = lots.get(key)?.amount ?? ZERO
  const amount = kind === 'withheld' ? before.plus(decimal(posting.amount)) : before.minus(decimal(posting.amount))
  lots.set(key, { person, reserve: account.reserve, origin, amount })
}

function paidBefore({ name, position, lines, gross, net }: MonthRow): PaidBefore {
  return {
    name,
    position,
    lines: new Map(Object.entries(lines).map(([name, amount]) => [name, decimal(amount)])),
    gross: decimal(gross),
    net: decimal(net),
  }
}

function monthsFrom(first: string, before: string): string[] {
  const months: string[] = []
  for (let name = first; name < before; name = monthsAway(name, 1)) months.push(name)
  return months
}
