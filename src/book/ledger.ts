// Adds postings up: what is held for whom from which month, and what is still to be deducted from whom.
// Takes postings entry by entry in the book's order; gives lots, debts, and what does not add up after an entry.
// Amounts are whole fen in bigint.

import type { BalanceReason } from '../core/problem-facts.ts'
import { type EntryHeader, entryFileName } from './entry.ts'
import { type Finding, finding } from './finding.ts'
import { fenText, parseFen } from './form.ts'
import {
  accountName,
  type DeductionKind,
  type DeductionPosting,
  isReserve,
  type Posting,
  type ReserveKind,
  type ReservePosting,
} from './record.ts'

/** What was withheld from a person for a reserve in one month, and what became of it. In fen. */
export interface Lot extends Record<ReserveKind, bigint> {
  readonly person: string
  readonly reserve: string
  /** The month it was withheld in. */
  readonly origin: string
  /** Number of the last release that settled it. Never the same lot twice. */
  releasedBy: number | undefined
}

/** What a person owes under a deduction of one month. `carried` is what is still to be taken. In fen. */
interface Debt extends Record<DeductionKind, bigint> {
  readonly person: string
  readonly deduction: string
  /** The month it arose in. */
  readonly origin: string
}

/** What a correction may take back, once it has been paid or taken. What was withheld too much is `recovered` instead. */
const MAY_BE_NEGATIVE: ReadonlySet<string> = new Set(['released', 'forfeited', 'premium', 'due', 'taken'])

/** Held now: withheld − released − forfeited − recovered. A premium is paid on top and changes nothing. */
export function held(lot: Lot): bigint {
  return lot.withheld - lot.released - lot.forfeited - lot.recovered
}

/** All accounts of a book. Add every posting, `end` every entry. */
export class Ledger {
  readonly lots: Map<string, Lot> = new Map()
  readonly debts: Map<string, Debt> = new Map()
  /** What did not add up, by entry. */
  readonly findings: Finding[] = []
  readonly #touchedLots = new Set<Lot>()
  /** With what the entry at work says is carried. */
  readonly #touchedDebts = new Map<Debt, bigint>()
  readonly #words = new Map<string, string>()

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
    let lot = this.lots.get(key)
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
      this.lots.set(key, lot)
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
