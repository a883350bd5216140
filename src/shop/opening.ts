// What the book says a month begins with: deductions that are still to be taken, and what corrections of closed months
// are to be settled in it. Takes the book's folder and the month; for a month that is closed already, the book as it was
// before that. Gives what a calculation needs, and the book itself.

import { held as heldIn } from '../book/account.ts'
import { endsMonth } from '../book/entry.ts'
import { fenText } from '../book/form.ts'
import { Ledger } from '../book/ledger.ts'
import { closedMonths, openMonth } from '../book/order.ts'
import { type Book, readBook } from '../book/read.ts'
import type { CorrectionRow, MonthRow } from '../book/record.ts'
import type { RowSaid, Said } from '../book/said.ts'
import { AccountSums } from '../book/sums.ts'
import { type Period, periodsAway } from '../core/calendar.ts'
import { type Decimal, decimal, sumOf, ZERO } from '../core/decimal.ts'
import { addTo } from '../core/lists.ts'
import { HolderList } from '../pay/holders.ts'
import { type Correction, type Due, type HeldLot, NOTHING_OPEN, type Opening, type PaidBefore } from '../pay/opening.ts'
import { KeptValues, referencesIn, splitKey, valuesBefore } from './month-rows.ts'

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
  const book = await readBook(folder)
  const closed = closedMonths(book.headers)
  const next = openMonth(book.headers)
  return {
    book,
    ...(book.findings.length > 0 ? { opening: NOTHING_OPEN, kept: new KeptValues() } : openingIn(book, period.name)),
    closed: closed.includes(period.name),
    gap: next === undefined || period.name <= next ? [] : monthsFrom(next, period.name),
  }
}

/** What a month begins with, as a sound book has it; `upTo`: as it was when so many entries were sealed. */
export function openingIn(
  book: Book,
  month: string,
  upTo: number = Number.POSITIVE_INFINITY,
): Pick<OpeningState, 'opening' | 'kept'> {
  const headers = book.headers.filter(h => h.number <= upTo)
  const reached = headers.find(h => endsMonth(h.kind) && h.period === month)?.number ?? Number.POSITIVE_INFINITY
  const corrections = new Map<string, Correction[]>()
  const before = new Map<string, PaidBefore>()
  const monthBefore = periodsAway(month, -1)
  const kept = new KeptValues(valuesBefore(book, Math.min(reached, upTo + 1)))
  const holders = new HolderList()
  /** Rows with adjustments by month and person; a correction's take the place of the closing's. */
  const adjusted = new Map<string, RowSaid>()
  const moved: Said[] = []
  for (const [i, header] of headers.entries()) {
    const said = book.said[i]!
    for (const columns of said.facts.kept) kept.note(columns)
    if (header.number >= reached) continue
    // What is paid in a later month is still held in this one, whenever that was sealed.
    if (header.kind !== 'release' || header.payout! <= month) moved.push(said)
    for (const row of said.rows()) {
      holders.add(row.person, row.month, row.name)
      if (!row.references && adjusted.size === 0) continue
      const whose = `${row.month}\0${row.person}`
      if (row.references || adjusted.has(whose)) adjusted.set(whose, row)
    }
    // As it was closed: what a correction of it changes is paid in a later month.
    const closes = header.kind === 'close' && said.months.has(monthBefore)
    if (!closes && header.payout !== month) continue
    for (const record of header.kind === 'release' ? [] : book.recordsOf(header.number)) {
      if (closes && 'row' in record && record.row.month === monthBefore)
        before.set(record.row.person, paidBefore(record.row))
      else if ('correction' in record && header.payout === month) {
        const { person, ...own } = correctionOf(record.correction)
        addTo(corrections, person, own)
      }
    }
  }
  const ledger = moved.length === book.said.length ? book.ledger : new Ledger(new AccountSums(moved))
  const carried = new Map<string, Due[]>()
  for (const debt of [...ledger.owed()].sort((a, b) => (a.origin < b.origin ? -1 : 1))) {
    const { person, deduction: name, origin, due, taken } = debt
    addTo(carried, person, { name, origin, amount: yuan(due - taken) })
  }
  const held = Array.from(ledger.open(), (lot): HeldLot => {
    const { person, reserve, origin } = lot
    return { person, reserve, origin, held: yuan(heldIn(lot)) }
  })
  const known = { holders: holders.before(), references: referencesIn(adjusted.values()), monthBefore }
  return { opening: { carried, corrections, earlier: kept, before, held, ...known }, kept }
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
