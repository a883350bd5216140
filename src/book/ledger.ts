// Adds postings up: what is held for whom from which month, and what is still to be deducted from whom.
// Takes postings entry by entry in the book's order; gives lots, debts, and what does not add up after an entry.
// Amounts are whole fen in bigint.

import type { BalanceReason } from '../core/problem-facts.ts'
import { type Debt, held, type Lot } from './account.ts'
import { type EntryHeader, entryFileName } from './entry.ts'
import { type Finding, finding } from './finding.ts'
import { fenText, parseFen } from './form.ts'
import { accountName, type DeductionPosting, isReserve, type Posting, type ReservePosting } from './record.ts'
import type { AccountSums } from './sums.ts'

/** What a correction may take back, once it has been paid or taken. What was withheld too much is `recovered` instead. */
const MAY_BE_NEGATIVE: ReadonlySet<string> = new Set(['released', 'forfeited', 'premium', 'due', 'taken'])

/** All accounts of a book. Add every posting, `end` every entry; upon entries that were added up before. */
export class Ledger {
  readonly debts: Map<string, Debt>
  /** What was added up before, until somebody asks for all lots. */
  #before: AccountSums | undefined
  /** The lots that are not of that. */
  #lots = new Map<string, Lot>()
  /** What did not add up, by entry. */
  readonly findings: Finding[] = []
  readonly #touchedLots = new Set<Lot>()
  /** With what the entry at work says is carried. */
  readonly #touchedDebts = new Map<Debt, bigint>()
  readonly #words = new Map<string, string>()

  constructor(before?: AccountSums) {
    this.#before = before
    this.debts = before?.debts() ?? new Map()
  }

  /** All lots, in the order in which they came up. */
  get lots(): ReadonlyMap<string, Lot> {
    if (this.#before) this.#lots = new Map([...this.#before.lots(), ...this.#lots])
    this.#before = undefined
    return this.#lots
  }

  /** The lots of which something is held, in the same order. */
  *open(): Generator<Lot> {
    if (this.#before) yield* this.#before.open()
    for (const lot of this.#lots.values()) if (held(lot) !== 0n) yield lot
  }

  /** Adds a posting of an entry. */
  add(posting: Posting, header: EntryHeader): void {
    const amount = parseFen(posting.amount)
    if (amount === undefined) throw new Error(`not an amount: ${posting.amount}`)
    if (amount < 0n && !(header.kind === 'correct' && MAY_BE_NEGATIVE.has(posting.kind)))
      this.#find(header, 'sign', posting, accountName(posting), amount, 0n)
    if (isReserve(posting)) this.#addToLot(posting, amount, header)
    else this.#addToDebt(posting, amount)
  }

  /** Checks every account that the entry changed. Call it after the entry's last posting. */
  end(header: EntryHeader): void {
    for (const lot of this.#touchedLots) {
      const figures = [lot.released, lot.forfeited, lot.premium, lot.recovered, held(lot)]
      if (lot.withheld === 0n && figures.some(figure => figure !== 0n))
        this.#find(header, 'never withheld', lot, lot.reserve, held(lot), 0n)
      else if (figures.some(figure => figure < 0n))
        this.#find(header, 'negative', lot, lot.reserve, figures.reduce(least), 0n)
    }
    for (const [debt, stated] of this.#touchedDebts) {
      const due = debt.due - debt.taken
      const figures = [debt.due, debt.taken, due]
      debt.carried = due
      if (figures.some(figure => figure < 0n))
        this.#find(header, 'negative', debt, debt.deduction, figures.reduce(least), 0n)
      else if (stated !== due) this.#find(header, 'carried', debt, debt.deduction, stated, due)
    }
    this.#touchedLots.clear()
    this.#touchedDebts.clear()
  }

  #addToLot({ person, account, origin, kind }: ReservePosting, amount: bigint, header: EntryHeader): void {
    const key = `${person}\0${account.reserve}\0${origin}`
    let lot = this.#lots.get(key) ?? this.#before?.lot(person, account.reserve, origin)
    if (!lot) {
      lot = {
        person: this.#word(person),
        reserve: this.#word(account.reserve),
        origin: this.#word(origin),
        withheld: 0n,
        released: 0n,
        forfeited: 0n,
        premium: 0n,
        recovered: 0n,
        releasedBy: undefined,
      }
      this.#lots.set(key, lot)
    }
    lot[kind] += amount
    if (header.kind === 'release') lot.releasedBy = header.number
    this.#touchedLots.add(lot)
  }

  #addToDebt({ person, account, origin, kind }: DeductionPosting, amount: bigint): void {
    const key = `${person}\0${account.deduction}\0${origin}`
    let debt = this.debts.get(key)
    if (!debt) {
      debt = { person, deduction: account.deduction, origin, due: 0n, taken: 0n, carried: 0n }
      this.debts.set(key, debt)
    }
    const stated = this.#touchedDebts.get(debt) ?? 0n
    this.#touchedDebts.set(debt, kind === 'carried' ? stated + amount : stated)
    if (kind !== 'carried') debt[kind] += amount
  }

  #find(
    header: EntryHeader,
    reason: BalanceReason,
    { person, origin }: Pick<Lot, 'person' | 'origin'>,
    account: string,
    amount: bigint,
    due: bigint,
  ): void {
    const facts = { reason, person, account, origin, amount: fenText(amount), due: fenText(due) }
    this.findings.push(finding('balance', entryFileName(header), facts))
  }

  // One string for all equal ones: each line that is read brings its own.
  #word(text: string): string {
    const known = this.#words.get(text)
    if (known === undefined) this.#words.set(text, text)
    return known ?? text
  }
}

function least(a: bigint, b: bigint): bigint {
  return b < a ? b : a
}
