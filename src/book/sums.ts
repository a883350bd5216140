// Adds up what entries say in columns: the same accounts as the ledger comes to posting by posting, from entries that were
// proved before. Takes what entries say, those that count; gives lots and debts, each made when it is asked for.

import type { Debt, Lot } from './account.ts'
import { movesReserve, type Said } from './said.ts'

/** The figures of an account, as numbers of kinds count them: five of a reserve, then three of a deduction. */
const FIGURES = 8

export class AccountSums {
  /** Of each account its words, in the order in which it came up. */
  readonly #whose: { person: string; name: string; origin: string; reserve: boolean }[] = []
  /** In fen, account by account. Sums that a number does not hold for certain are big. */
  readonly #fen: (number | bigint)[] = []
  readonly #releasedBy: (number | undefined)[] = []
  readonly #made = new Map<number, Lot>()
  /** Accounts by name and month, then by person. */
  readonly #at = new Map<string, Map<string, number>>()

  constructor(said: Iterable<Said>) {
    for (const one of said) this.#add(one)
  }

  #add({ columns }: Said): void {
    const { words, person, account, origin, kind, fen, number, is } = columns
    // Of an entry nearly all postings are of few accounts: their words are put together once.
    const groups = new Map<number, Map<string, number>>()
    for (const [i, who] of person.entries()) {
      const code = kind[i]!
      const reserve = movesReserve(code)
      const pair = (account[i]! * words.length + origin[i]!) * 2 + (reserve ? 1 : 0)
      let group = groups.get(pair)
      if (!group) {
        const key = groupKey(reserve, words[account[i]!]!, words[origin[i]!]!)
        group = this.#at.get(key) ?? new Map()
        this.#at.set(key, group)
        groups.set(pair, group)
      }
      const id = words[who]!
      let at = group.get(id)
      if (at === undefined) {
        at = this.#whose.length
        group.set(id, at)
        this.#whose.push({ person: id, name: words[account[i]!]!, origin: words[origin[i]!]!, reserve })
        for (let figure = 0; figure < FIGURES; figure++) this.#fen.push(0)
      }
      this.#fen[at * FIGURES + code] = plus(this.#fen[at * FIGURES + code]!, fen[i]!)
      if (is === 'release') this.#releasedBy[at] = number
    }
  }

  /** A lot by its words; undefined where nothing was ever posted to it. */
  lot(person: string, reserve: string, origin: string): Lot | undefined {
    const at = this.#at.get(groupKey(true, reserve, origin))?.get(person)
    return at === undefined ? undefined : this.#lot(at)
  }

  *lots(): Generator<[string, Lot]> {
    for (const [at, { person, name, origin, reserve }] of this.#whose.entries())
      if (reserve) yield [`${person}\0${name}\0${origin}`, this.#lot(at)]
  }

  /** Those of which something is held. */
  *open(): Generator<Lot> {
    for (const [at, { reserve }] of this.#whose.entries()) {
      if (!reserve) continue
      const lot = this.#made.get(at)
      const isOpen = lot ? lot.withheld - lot.released - lot.forfeited - lot.recovered !== 0n : this.#holds(at)
      if (isOpen) yield this.#lot(at)
    }
  }

  /** What is due, with what is carried of it. */
  debts(): Map<string, Debt> {
    const debts = new Map<string, Debt>()
    for (const [at, { person, name: deduction, origin, reserve }] of this.#whose.entries()) {
      if (reserve) continue
      const [due, taken] = [this.#figure(at, 5), this.#figure(at, 6)]
      debts.set(`${person}\0${deduction}\0${origin}`, { person, deduction, origin, due, taken, carried: due - taken })
    }
    return debts
  }

  #holds(at: number): boolean {
    const [from, fen] = [at * FIGURES, this.#fen]
    const out = plus(plus(fen[from + 1]!, fen[from + 2]!), fen[from + 4]!)
    return BigInt(fen[from]!) !== BigInt(out)
  }

  #lot(at: number): Lot {
    const known = this.#made.get(at)
    if (known) return known
    const { person, name: reserve, origin } = this.#whose[at]!
    const lot: Lot = {
      ...{ person, reserve, origin },
      ...{ withheld: this.#figure(at, 0), released: this.#figure(at, 1), forfeited: this.#figure(at, 2) },
      ...{ premium: this.#figure(at, 3), recovered: this.#figure(at, 4), releasedBy: this.#releasedBy[at] },
    }
    this.#made.set(at, lot)
    return lot
  }

  #figure(at: number, kind: number): bigint {
    return BigInt(this.#fen[at * FIGURES + kind]!)
  }
}

function groupKey(reserve: boolean, name: string, origin: string): string {
  return `${reserve ? 'reserve' : 'deduction'}\0${name}\0${origin}`
}

function plus(sum: number | bigint, fen: number | bigint | string): number | bigint {
  const plain = typeof sum === 'number' && typeof fen === 'number' ? sum + fen : undefined
  return plain !== undefined && Number.isSafeInteger(plain) ? plain : BigInt(sum) + BigInt(fen)
}
