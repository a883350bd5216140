// What entries say, in columns: postings, whose months they have under which name, and what little of the rest is asked of all
// entries. Takes records in their order; gives for each entry a block of bytes, the same for the same records for ever, and reads it
// back without a copy. Words and accounts are numbered as they come up in the book, so that adding up is adding columns. Whatever
// else is asked of an entry stands in the entry alone.

import { createHash } from 'node:crypto'
import { recordOf } from '../core/kinds.ts'
import { type EntryHeader, type EntryKind, endsMonth } from './entry.ts'
import { fenText, parseFen } from './form.ts'
import {
  accountName,
  type BookRecord,
  DEDUCTION_KINDS,
  isReserve,
  type KeptColumns,
  type MonthRow,
  type Posting,
  RESERVE_KINDS,
} from './record.ts'

/** Postings have the number of their kind here: those that move a reserve, then those that move a deduction. */
const KINDS = [...RESERVE_KINDS, ...DEDUCTION_KINDS] as const

/** Figures of an account: one a kind. What a posting is added to is numbered by its account and, in the last place, its kind. */
export const FIGURES: number = KINDS.length

/** What of an entry is no column. Numbers are places in the words of the book. */
interface Facts {
  readonly number: number
  /** What the entry is: a release settles lots. */
  readonly is: EntryKind
  readonly seal: string
  /** Digest of the figures. */
  readonly figures: string
  /** What it pays or claims, and to how many. */
  readonly people: number
  readonly paid: string
  /** Those that came up first in it. */
  readonly words: readonly string[]
  /** Of a few postings: amounts in fen that a number does not hold for certain; lines and reasons. */
  readonly big: readonly (readonly [posting: number, fen: string])[]
  readonly line: readonly (readonly [posting: number, text: string])[]
  readonly reason: readonly (readonly [posting: number, text: string])[]
  /** The rows with amounts that were decided by hand, with the references of these. */
  readonly byHand: readonly (readonly [row: number, references: readonly string[]])[]
  readonly kept: readonly KeptColumns[]
  /** How long the columns are. */
  readonly sizes: Readonly<Record<keyof typeof COLUMNS, number>>
}

/** Columns of whole numbers, of one length each group. */
const COLUMNS = {
  /** Accounts that came up first in the entry. */
  accounts: ['accountPerson', 'accountName', 'accountOrigin'],
  /** What each posting is added to. */
  postings: ['to'],
  /** How lots were released, each behind so many postings. */
  lots: ['lotBehind', 'lotPerson', 'lotOrigin', 'lotRatio'],
  rows: ['rowMonth', 'rowPerson', 'rowName'],
  figures: ['figuresMonth', 'figuresOf'],
} as const

type Column = (typeof COLUMNS)[keyof typeof COLUMNS][number]
const ALL: readonly Column[] = Object.values(COLUMNS).flat()

type Columns<T> = Readonly<Record<Column, T>>

/** A row of somebody's month, of what it says only whose it is and what was decided by hand. */
export interface RowSaid extends Pick<MonthRow, 'month' | 'person' | 'name'> {
  /** References of its adjustments; undefined where it has none. */
  readonly references: readonly string[] | undefined
}

/** What the entries so far say together: their words and accounts, numbered as they came up, and the digest of their blocks. */
export class SoFar {
  readonly words: string[] = []
  /** How many accounts there are; of each its words. The name is doubled, and odd of a reserve. */
  accounts = 0
  person: Int32Array = new Int32Array(1024)
  name: Int32Array = new Int32Array(1024)
  origin: Int32Array = new Int32Array(1024)
  #places: Map<string, number> | undefined
  /** The accounts of one name and month by person, made when one of them is asked for. */
  readonly #groups = new Map<number, Map<number, number>>()
  readonly #hash = createHash('sha256')

  /** The place of a word; undefined where no entry has it. */
  place(word: string): number | undefined {
    this.#places ??= new Map(this.words.map((text, i) => [text, i]))
    return this.#places.get(word)
  }

  /** The place of a word, which is added where it is new. */
  put(word: string): number {
    const known = this.place(word)
    if (known !== undefined) return known
    this.#places!.set(word, this.words.length)
    return this.words.push(word) - 1
  }

  /** An account by the places of its words. */
  account(person: number, name: number, origin: number): number | undefined {
    return this.#group(name, origin).get(person)
  }

  addAccount(person: number, name: number, origin: number): number {
    const number = this.accounts
    this.#room(number + 1)
    this.#group(name, origin).set(person, number)
    ;[this.person[number], this.name[number], this.origin[number]] = [person, name, origin]
    this.accounts++
    return number
  }

  /** Takes a block that was read, and all that is new in it. */
  takeRead(bytes: Uint8Array, facts: Facts, columns: Columns<Int32Array>): string {
    for (const word of facts.words) this.words.push(word)
    this.#places = undefined
    this.#groups.clear()
    this.#room(this.accounts + facts.sizes.accounts)
    this.person.set(columns.accountPerson, this.accounts)
    this.name.set(columns.accountName, this.accounts)
    this.origin.set(columns.accountOrigin, this.accounts)
    this.accounts += facts.sizes.accounts
    return this.takeMade(bytes)
  }

  /** Takes a block whose words and accounts are known; gives the digest of all blocks so far. */
  takeMade(bytes: Uint8Array): string {
    return this.#hash.update(bytes).copy().digest('hex')
  }

  #group(name: number, origin: number): Map<number, number> {
    const key = name * 2 ** 26 + origin
    const known = this.#groups.get(key)
    if (known) return known
    const group = new Map<number, number>()
    for (let i = 0; i < this.accounts; i++)
      if (this.name[i] === name && this.origin[i] === origin) group.set(this.person[i]!, i)
    this.#groups.set(key, group)
    return group
  }

  #room(size: number): void {
    if (size <= this.person.length) return
    const larger = (old: Int32Array): Int32Array => {
      const grown = new Int32Array(Math.max(size, 2 * old.length))
      grown.set(old)
      return grown
    }
    this.person = larger(this.person)
    this.name = larger(this.name)
    this.origin = larger(this.origin)
  }
}

/** The block of an entry is a line of JSON, its amounts, its columns: each begins at eight bytes. */
const ALIGNED = 8

/** What an entry says. */
export class Said {
  readonly bytes: Uint8Array
  readonly facts: Facts
  /** In fen; no number where it is a big one. */
  readonly fen: Float64Array
  readonly columns: Columns<Int32Array>
  readonly soFar: SoFar
  /** The digest of this block and those before it. */
  readonly digest: string

  /** Reads the block that begins there. Throws where there is none. */
  static at(bytes: Uint8Array, begin: number, soFar: SoFar): Said {
    const end = bytes.indexOf(10, begin) + 1
    const facts = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset + begin, end - begin).toString('utf8')) as Facts
    return new Said(bytes.subarray(begin, end + lengthOf(facts.sizes)), end - begin, facts, soFar, true)
  }

  constructor(bytes: Uint8Array, head: number, facts: Facts, soFar: SoFar, isRead: boolean) {
    const { buffer, byteOffset } = bytes
    this.facts = facts
    this.soFar = soFar
    this.bytes = bytes
    let at = byteOffset + head
    this.fen = new Float64Array(buffer, at, facts.sizes.postings)
    at += this.fen.byteLength
    const sizes = new Map(columnSizes(facts.sizes))
    this.columns = recordOf(ALL, column => {
      const values = new Int32Array(buffer, at, sizes.get(column) ?? 0)
      at += values.byteLength
      return values
    })
    this.digest = isRead ? soFar.takeRead(bytes, facts, this.columns) : soFar.takeMade(bytes)
  }

  /** The posting at a place. */
  posting(at: number): Posting {
    const { words, person, name, origin } = this.soFar
    const to = this.columns.to[at]!
    const account = Math.floor(to / FIGURES)
    const called = words[name[account]! >> 1]!
    const [line, reason] = [this.#lines.get(at), this.#reasons.get(at)]
    return {
      person: words[person[account]!]!,
      amount: fenText(this.fenOf(at)),
      account: isReserveName(name[account]!) ? { reserve: called } : { deduction: called },
      origin: words[origin[account]!]!,
      kind: KINDS[to % FIGURES]!,
      ...(line === undefined ? {} : { line }),
      ...(reason === undefined ? {} : { reason }),
    } as Posting
  }

  /** The amount of a posting. */
  fenOf(at: number): bigint {
    const fen = this.fen[at]!
    return BigInt(Number.isNaN(fen) ? this.#big.get(at)! : fen)
  }

  /** All postings by their places, or those of one person. */
  *postings(of?: string): Generator<[number, Posting]> {
    const who = of === undefined ? -1 : this.soFar.place(of)
    if (who === undefined) return
    const { person } = this.soFar
    for (const [at, to] of this.columns.to.entries())
      if (who < 0 || person[Math.floor(to / FIGURES)] === who) yield [at, this.posting(at)]
  }

  /** By which ratio a lot of somebody was released that stands behind a posting; undefined where none says it. */
  ratioBehind(at: number, { person, origin }: Pick<Posting, 'person' | 'origin'>): string | undefined {
    const { lotBehind, lotPerson, lotOrigin, lotRatio } = this.columns
    const { words } = this.soFar
    const [who, month] = [this.soFar.place(person), this.soFar.place(origin)]
    for (let i = lotBehind.length - 1; i >= 0; i--)
      if (lotPerson[i] === who && lotOrigin[i] === month && lotBehind[i]! > at) return words[lotRatio[i]!]
    return undefined
  }

  /** Whose months it has, in their order. */
  *rows(): Generator<RowSaid> {
    const { words } = this.soFar
    const { rowMonth, rowPerson, rowName } = this.columns
    for (const [at, month] of rowMonth.entries()) {
      const [person, name] = [words[rowPerson[at]!]!, words[rowName[at]!]!]
      yield { month: words[month]!, person, name, references: this.#byHand.get(at) }
    }
  }

  /** Of which months it has rows or figures. */
  get months(): ReadonlySet<string> {
    const { rowMonth, figuresMonth } = this.columns
    this.#months ??= new Set([...new Set(rowMonth), ...new Set(figuresMonth)].map(at => this.soFar.words[at]!))
    return this.#months
  }

  /** Of whom and of which groups it has a row or figures of a month. */
  *keysIn(month: string): Generator<string> {
    const { words } = this.soFar
    const { rowMonth, rowPerson, figuresMonth, figuresOf } = this.columns
    const of = this.soFar.place(month)
    for (const [at, one] of rowMonth.entries()) if (one === of) yield words[rowPerson[at]!]!
    for (const [at, one] of figuresMonth.entries()) if (one === of) yield words[figuresOf[at]!]!
  }

  #months: ReadonlySet<string> | undefined
  readonly #big = new Lazy(() => this.facts.big)
  readonly #lines = new Lazy(() => this.facts.line)
  readonly #reasons = new Lazy(() => this.facts.reason)
  readonly #byHand = new Lazy(() => this.facts.byHand)
}

/** True for the name of a reserve, as accounts have it. */
export function isReserveName(name: number): boolean {
  return name % 2 === 1
}

/** A name as accounts have it, of the place of its word. */
export function accountNameAt(place: number, reserve: boolean): number {
  return 2 * place + (reserve ? 1 : 0)
}

function columnSizes(sizes: Facts['sizes']): [Column, number][] {
  return Object.entries(COLUMNS).flatMap(([group, columns]) =>
    columns.map((column): [Column, number] => [column, sizes[group as keyof typeof COLUMNS]]),
  )
}

/** The bytes of amounts and columns. */
function lengthOf(sizes: Facts['sizes']): number {
  return whole(columnSizes(sizes).reduce((sum, [, size]) => sum + 4 * size, 8 * sizes.postings))
}

function whole(bytes: number): number {
  return Math.ceil(bytes / ALIGNED) * ALIGNED
}

/** A map that is made when something is looked up. */
class Lazy<T> {
  #map: ReadonlyMap<number, T> | undefined
  readonly #entries: () => Iterable<readonly [number, T]>

  constructor(entries: () => Iterable<readonly [number, T]>) {
    this.#entries = entries
  }

  get(at: number): T | undefined {
    this.#map ??= new Map(this.#entries())
    return this.#map.get(at)
  }
}

/** Gathers what an entry says from its records. */
export class Gathering {
  readonly #soFar: SoFar
  readonly #words: number
  readonly #columns: Columns<number[]> = recordOf(ALL, () => [])
  readonly #fen: number[] = []
  readonly #few = {
    big: [] as [number, string][],
    line: [] as [number, string][],
    reason: [] as [number, string][],
    byHand: [] as [number, string[]][],
    kept: [] as KeptColumns[],
  }
  readonly #people = new Set<string>()
  #paid = 0n

  constructor(soFar: SoFar) {
    this.#soFar = soFar
    this.#words = soFar.words.length
  }

  add(record: BookRecord, header: EntryHeader): void {
    const columns = this.#columns
    const paid = paidBy(record, header)
    if (paid) {
      this.#people.add(paid.person)
      this.#paid += parseFen(paid.amount) ?? 0n
    }
    if ('posting' in record) this.#addPosting(record.posting)
    else if ('lot' in record) {
      const { person, origin, ratio } = record.lot
      columns.lotBehind.push(columns.to.length)
      columns.lotPerson.push(this.#soFar.put(person))
      columns.lotOrigin.push(this.#soFar.put(origin))
      columns.lotRatio.push(this.#soFar.put(ratio))
    } else if ('row' in record) {
      const { month, person, name, adjustments } = record.row
      if (adjustments) this.#few.byHand.push([columns.rowMonth.length, adjustments.map(a => a.reference)])
      columns.rowMonth.push(this.#soFar.put(month))
      columns.rowPerson.push(this.#soFar.put(person))
      columns.rowName.push(this.#soFar.put(name))
    } else if ('figures' in record) {
      columns.figuresMonth.push(this.#soFar.put(record.figures.month))
      columns.figuresOf.push(this.#soFar.put(record.figures.of))
    } else if ('kept' in record) this.#few.kept.push(record.kept)
  }

  /** What was gathered, of an entry with this seal and digest of figures. */
  said({ number, kind: is }: EntryHeader, seal: string, figures: string): Said {
    const { accountPerson, lotBehind, rowMonth, figuresMonth } = this.#columns
    const sizes = {
      ...{ accounts: accountPerson.length, postings: this.#fen.length, lots: lotBehind.length },
      ...{ rows: rowMonth.length, figures: figuresMonth.length },
    }
    const facts: Facts = {
      ...{ number, is, seal, figures, people: this.#people.size, paid: fenText(this.#paid) },
      ...{ words: this.#soFar.words.slice(this.#words), ...this.#few, sizes },
    }
    const text = JSON.stringify(facts)
    const head = whole(Buffer.byteLength(text) + 1)
    const bytes = new Uint8Array(head + lengthOf(sizes))
    bytes.fill(32, 0, head)
    Buffer.from(bytes.buffer).write(text)
    bytes[head - 1] = 10
    new Float64Array(bytes.buffer, head).set(this.#fen)
    let at = head + 8 * this.#fen.length
    for (const column of ALL) {
      const values = this.#columns[column]
      new Int32Array(bytes.buffer, at).set(values)
      at += 4 * values.length
    }
    return new Said(bytes, head, facts, this.#soFar, false)
  }

  #addPosting(posting: Posting): void {
    const [columns, soFar] = [this.#columns, this.#soFar]
    const at = columns.to.length
    const fen = parseFen(posting.amount)!
    const isCertain = Number.isSafeInteger(Number(fen))
    const name = accountNameAt(soFar.put(accountName(posting)), isReserve(posting))
    const [person, origin] = [soFar.put(posting.person), soFar.put(posting.origin)]
    let account = soFar.account(person, name, origin)
    if (account === undefined) {
      account = soFar.addAccount(person, name, origin)
      columns.accountPerson.push(person)
      columns.accountName.push(name)
      columns.accountOrigin.push(origin)
    }
    columns.to.push(account * FIGURES + KINDS.indexOf(posting.kind))
    this.#fen.push(isCertain ? Number(fen) : Number.NaN)
    if (!isCertain) this.#few.big.push([at, String(fen)])
    if (posting.line !== undefined) this.#few.line.push([at, posting.line])
    if (posting.reason !== undefined) this.#few.reason.push([at, posting.reason])
  }
}

/** What a record adds to what an entry pays or claims: net amounts of a month, what is released, what a correction changes. */
function paidBy(record: BookRecord, header: EntryHeader): { person: string; amount: string } | undefined {
  if ('correction' in record) return record.correction
  if ('row' in record) return endsMonth(header.kind) ? { person: record.row.person, amount: record.row.net } : undefined
  if (!('posting' in record) || header.kind !== 'release') return undefined
  const { person, kind, amount } = record.posting
  return { person, amount: kind === 'released' || kind === 'premium' ? amount : '0.00' }
}
