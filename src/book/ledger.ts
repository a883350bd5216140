// Adds postings up: what is held for whom from which month, and what is still to be deducted from whom.
// Takes postings entry by entry in the book's order; gives lots, debts, and what does not add up after an entry.
// Amounts are whole fen in bigint.

import type { BalanceReason } from '../core/problem-facts.ts'
import { type Debt, held, type Lot } from './account.ts'
import { type EntryHeader, entryFileName } from './entry.ts'
import { type Finding, finding } from './finding.ts'
import { fenText, parseFen } from './form.ts'
import { accountName, type DeductionPosting, isReserve, type Posting, type ReservePosting } from './record.ts'
import type { AccountSums, AccountWords } from './sums.ts'

/** What a correction may take back, once it has been paid or taken. What was withheld too much is `recovered` instead. */
const MAY_BE_NEGATIVE: ReadonlySet<string> = new Set(['released', 'forfeited', 'premium', 'due', 'taken'])

/** All accounts of a book. Add every posting, `end` every entry; upon entries that were added up before. */
export class Ledger {
  /** What was added up before. */
  readonly #before: AccountSums | undefined
  /** The lots and debts that are not of that. */
  readonly #lots = new Map<string, Lot>()
  readonly #debts = new Map<string, Debt>()
  /** What did not add up, by entry. */
  readonly findings: Finding[] = []
  readonly #touchedLots = new Set<Lot>()
  /** With what the entry at work says is carried. */
  readonly #touchedDebts = new Map<Debt, bigint>()
  readonly #words = new Map<string, string>()

  constructor(before?: AccountSums) {
    this.#before = before
  }

  /** All lots, in the order in which they came up. */
  *lots(): Generator<Lot> {
    if (this.#before) yield* this.#before.lots()
    yield* this.#lots.values()
  }

  /** All debts likewise. */
  *debts(): Generator<Debt> {
    if (this.#before) yield* this.#before.debts()
    yield* this.#debts.values()
  }

  /** The lots of which something is held, in the same order. */
  *open(): Generator<Lot> {
    if (this.#before) yield* this.#before.openLots()
    for (const lot of this.#lots.values()) if (held(lot) !== 0n) yield lot
  }

  /** The debts of which something is carried. */
  *owed(): Generator<Debt> {
    if (this.#before) yield* this.#before.openDebts()
    for (const debt of this.#debts.values()) if (debt.due !== debt.taken) yield debt
  }

  /** A lot by its words; undefined where nothing was ever posted to it. */
  lot(person: string, reserve: string, origin: string): Lot | undefined {
    return this.#lots.get(`${person}\0${reserve}\0${origin}`) ?? this.#before?.lot(person, reserve, origin)
  }

  debt(person: string, deduction: string, origin: string): Debt | undefined {
    return this.#debts.get(`${person}\0${deduction}\0${origin}`) ?? this.#before?.debt(person, deduction, origin)
  }

  /** The names of reserves and of deductions under which there are any. */
  names(): ReadonlySet<string> {
    const own = [...this.#lots.values()].map(({ reserve }) => reserve)
    const owed = [...this.#debts.values()].map(({ deduction }) => deduction)
    return new Set([...(this.#before?.names(true) ?? []), ...own, ...(this.#before?.names(false) ?? []), ...owed])
  }

  /** Of whom, under which name and of which month there are lots, then debts. */
  *whose(): Generator<AccountWords> {
    if (this.#before) yield* this.#before.whose(true)
    for (const { person, reserve: name, origin } of this.#lots.values()) yield { person, name, origin }
    if (this.#before) yield* this.#before.whose(false)
    for (const { person, deduction: name, origin } of this.#debts.values()) yield { person, name, origin }
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
    let lot = this.lot(person, account.reserve, origin)
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
      this.#lots.set(`${person}\0${account.reserve}\0${origin}`, lot)
    }
    lot[kind] += amount
    if (header.kind === 'release') lot.releasedBy = header.number
    this.#touchedLots.add(lot)
  }

  #addToDebt({ person, account, origin, kind }: DeductionPosting, amount: bigint): void {
    let debt = this.debt(person, account.deduction, origin)
    if (!debt) {
      debt = { person, deduction: account.deduction, origin, due: 0n, taken: 0n, carried: 0n }
      this.#debts.set(`${person}\0${account.deduction}\0${origin}`, debt)
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
