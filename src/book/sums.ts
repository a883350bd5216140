// Adds up what entries say in columns: the same accounts as the ledger comes to posting by posting, from entries that were
// proved before. Takes what entries say, those that count; gives lots and debts, each made when it is asked for.

import { once } from '../core/lists.ts'
import { type Debt, held, type Lot } from './account.ts'
import { accountNameAt, FIGURES, isReserveName, type Said, type SoFar } from './said.ts'

/** A few amounts below it add up for certain. */
const CERTAIN = 2 ** 50
/** From here on whole numbers are not told apart. */
const UNSAFE = 2 ** 53
/** Of a debt, what is due has this number. */
const DUE = 5

/** Of whom, under which name and of which month an account is. */
export interface AccountWords {
  readonly person: string
  readonly name: string
  readonly origin: string
}

export class AccountSums {
  readonly #of: SoFar | undefined
  /** How many accounts had come up. */
  readonly #size: number
  /** In fen, account by account; no number where it is a big one. */
  readonly #fen: Float64Array
  /** Sums that a number does not hold for certain. */
  readonly #big = new Map<number, bigint>()
  /** Accounts that were posted to: 1, or one more than the number of the last release. */
  readonly #touched: Int32Array
  /** By whether they are of reserves. */
  readonly #posted = new Map<boolean, readonly number[]>()
  readonly #lots = new Map<number, Lot>()
  readonly #debts = new Map<number, Debt>()

  constructor(said: readonly Said[]) {
    this.#of = said[0]?.soFar
    this.#size = this.#of?.accounts ?? 0
    this.#fen = new Float64Array(this.#size * FIGURES)
    this.#touched = new Int32Array(this.#size)
    for (const one of said) this.#add(one)
  }

  #add(said: Said): void {
    const { fen, columns, facts } = said
    const [sums, touched] = [this.#fen, this.#touched]
    const release = facts.is === 'release' ? facts.number + 1 : 0
    const { to: all } = columns
    for (let i = 0; i < fen.length; i++) {
      const to = all[i]!
      const sum = sums[to]! + fen[i]!
      if (sum < UNSAFE && sum > -UNSAFE) sums[to] = sum
      else this.#addBig(to, said.fenOf(i))
      const account = (to / FIGURES) | 0
      if (release > 0) touched[account] = release
      else if (touched[account] === 0) touched[account] = 1
    }
  }

  #addBig(to: number, fen: bigint): void {
    this.#big.set(to, this.#figure(to) + fen)
    this.#fen[to] = Number.NaN
  }

  /** A lot by its words; undefined where nothing was ever posted to it. */
  lot(person: string, reserve: string, origin: string): Lot | undefined {
    const at = this.#find(person, reserve, origin, true)
    return at === undefined ? undefined : this.#lot(at)
  }

  debt(person: string, deduction: string, origin: string): Debt | undefined {
    const at = this.#find(person, deduction, origin, false)
    return at === undefined ? undefined : this.#debt(at)
  }

  *lots(): Generator<Lot> {
    for (const at of this.#accounts(true)) yield this.#lot(at)
  }

  /** What is due, with what is carried of it. */
  *debts(): Generator<Debt> {
    for (const at of this.#accounts(false)) yield this.#debt(at)
  }

  /** Lots of which something is held. */
  *openLots(): Generator<Lot> {
    for (const at of this.#unsettled(true)) {
      const lot = this.#lot(at)
      if (held(lot) !== 0n) yield lot
    }
  }

  /** Debts of which something is carried. */
  *openDebts(): Generator<Debt> {
    for (const at of this.#unsettled(false)) {
      const debt = this.#debt(at)
      if (debt.due !== debt.taken) yield debt
    }
  }

  /** Whose lots or debts there are, under which name and of which month. */
  *whose(reserve: boolean): Generator<AccountWords> {
    for (const at of this.#accounts(reserve)) yield this.#words(at)
  }

  /** The names of reserves or of deductions that they have. */
  names(reserve: boolean): Iterable<string> {
    const { words, name } = this.#of ?? { words: [], name: [] }
    return Array.from(new Set(this.#accounts(reserve).map(at => name[at]! >> 1)), place => words[place]!)
  }

  /** Those of reserves or of deductions to which something was posted. */
  #accounts(reserve: boolean): readonly number[] {
    return once(this.#posted, reserve, () => {
      const [name, touched, size] = [this.#of?.name ?? [], this.#touched, this.#size]
      const found: number[] = []
      for (let at = 0; at < size; at++) if (touched[at] !== 0 && isReserveName(name[at]!) === reserve) found.push(at)
      return found
    })
  }

  #find(person: string, name: string, origin: string, reserve: boolean): number | undefined {
    const of = this.#of
    const [who, what, month] = [of?.place(person), of?.place(name), of?.place(origin)]
    if (who === undefined || what === undefined || month === undefined) return undefined
    const at = of!.account(who, accountNameAt(what, reserve), month)
    return at !== undefined && at < this.#size && this.#touched[at] !== 0 ? at : undefined
  }

  /** The accounts but for those of which surely nothing is left: what went in went out again. */
  #unsettled(reserve: boolean): number[] {
    const sums = this.#fen
    const made: ReadonlyMap<number, unknown> = reserve ? this.#lots : this.#debts
    return this.#accounts(reserve).filter(at => {
      const first = at * FIGURES + (reserve ? 0 : DUE)
      // Released, forfeited and recovered; taken.
      const [a, b, c] = [sums[first + 1]!, reserve ? sums[first + 2]! : 0, reserve ? sums[first + 4]! : 0]
      const into = sums[first]!
      const isCertain = Math.abs(into) + Math.abs(a) + Math.abs(b) + Math.abs(c) < CERTAIN
      return !isCertain || into !== a + b + c || made.has(at)
    })
  }

  #lot(at: number): Lot {
    const known = this.#lots.get(at)
    if (known) return known
    const { person, name: reserve, origin } = this.#words(at)
    const [from, touched] = [at * FIGURES, this.#touched[at]!]
    const lot: Lot = {
      ...{ person, reserve, origin },
      ...{ withheld: this.#figure(from), released: this.#figure(from + 1), forfeited: this.#figure(from + 2) },
      ...{ premium: this.#figure(from + 3), recovered: this.#figure(from + 4) },
      releasedBy: touched > 1 ? touched - 1 : undefined,
    }
    this.#lots.set(at, lot)
    return lot
  }

  #debt(at: number): Debt {
    const known = this.#debts.get(at)
    if (known) return known
    const { person, name: deduction, origin } = this.#words(at)
    const [due, taken] = [this.#figure(at * FIGURES + DUE), this.#figure(at * FIGURES + DUE + 1)]
    const debt = { person, deduction, origin, due, taken, carried: due - taken }
    this.#debts.set(at, debt)
    return debt
  }

  #words(at: number): AccountWords {
    const { words, person, name, origin } = this.#of!
    return { person: words[person[at]!]!, name: words[name[at]! >> 1]!, origin: words[origin[at]!]! }
  }

  #figure(at: number): bigint {
    const fen = this.#fen[at]!
    return Number.isNaN(fen) ? this.#big.get(at)! : BigInt(fen)
  }
}
