// What an entry says, in columns: its postings, whose months it has under which name, and what little of the rest is asked of
// all entries. Takes records in their order; gives a line of text, the same for the same records for ever, and reads it back.
// Whatever else is asked of an entry stands in the entry alone.

import { type EntryHeader, type EntryKind, endsMonth } from './entry.ts'
import { fenText, parseFen } from './form.ts'
import {
  accountName,
  type BookRecord,
  DEDUCTION_KINDS,
  type KeptColumns,
  type MonthRow,
  type Posting,
  RESERVE_KINDS,
} from './record.ts'

/** Postings have the number of their kind here. */
const KINDS = [...RESERVE_KINDS, ...DEDUCTION_KINDS] as const

/** True for the number of a kind that moves a reserve. */
export function movesReserve(kind: number): boolean {
  return kind < RESERVE_KINDS.length
}

/** Numbers are places in `words`, but for those of kinds, rows and postings. */
interface Columns {
  readonly number: number
  /** What the entry is: a release settles lots. */
  readonly is: EntryKind
  readonly seal: string
  /** Digest of the figures. */
  readonly figures: string
  readonly words: readonly string[]
  readonly person: readonly number[]
  readonly account: readonly number[]
  readonly origin: readonly number[]
  readonly kind: readonly number[]
  /** In fen; as a text where it is more than a number holds for certain. */
  readonly fen: readonly (number | string)[]
  /** Of a few postings. */
  readonly line: readonly (readonly [posting: number, text: string])[]
  readonly reason: readonly (readonly [posting: number, text: string])[]
  /** How lots were released, each behind so many postings. */
  readonly lots: readonly (readonly [behind: number, person: string, origin: string, ratio: string])[]
  readonly rowMonth: readonly number[]
  readonly rowPerson: readonly number[]
  readonly rowName: readonly number[]
  /** The rows with amounts that were decided by hand, with the references of these. */
  readonly byHand: readonly (readonly [row: number, references: readonly string[]])[]
  readonly figuresMonth: readonly number[]
  readonly figuresOf: readonly number[]
  readonly kept: readonly KeptColumns[]
  /** What it pays or claims, and to how many. */
  readonly people: number
  readonly paid: string
}

/** A row of somebody's month, of what it says only whose it is and what was decided by hand. */
export interface RowSaid extends Pick<MonthRow, 'month' | 'person' | 'name'> {
  /** References of its adjustments; undefined where it has none. */
  readonly references: readonly string[] | undefined
}

/** What an entry says. */
export class Said {
  /** The line. */
  readonly text: string
  readonly columns: Columns

  constructor(text: string) {
    this.text = text
    this.columns = JSON.parse(text) as Columns
  }

  /** The posting at a place. */
  posting(at: number): Posting {
    const { words, person, account, origin, kind, fen } = this.columns
    const name = words[account[at]!]!
    const [line, reason] = [this.#lines.get(at), this.#reasons.get(at)]
    const number = kind[at]!
    return {
      person: words[person[at]!]!,
      amount: fenText(BigInt(fen[at]!)),
      account: movesReserve(number) ? { reserve: name } : { deduction: name },
      origin: words[origin[at]!]!,
      kind: KINDS[number]!,
      ...(line === undefined ? {} : { line }),
      ...(reason === undefined ? {} : { reason }),
    } as Posting
  }

  /** All postings by their places, or those of one person. */
  *postings(of?: string): Generator<[number, Posting]> {
    const { words, person } = this.columns
    const who = of === undefined ? -1 : words.indexOf(of)
    if (of !== undefined && who < 0) return
    for (const [at, one] of person.entries()) if (who < 0 || one === who) yield [at, this.posting(at)]
  }

  /** Whose months it has, in their order. */
  *rows(): Generator<RowSaid> {
    const { words, rowMonth, rowPerson, rowName } = this.columns
    for (const [at, month] of rowMonth.entries()) {
      const [person, name] = [words[rowPerson[at]!]!, words[rowName[at]!]!]
      yield { month: words[month]!, person, name, references: this.#byHand.get(at) }
    }
  }

  /** Of which months it has rows or figures. */
  get months(): ReadonlySet<string> {
    const { words, rowMonth, figuresMonth } = this.columns
    this.#months ??= new Set([...new Set([...rowMonth, ...figuresMonth])].map(at => words[at]!))
    return this.#months
  }

  /** Of whom and of which groups it has a row or figures of a month. */
  *keysIn(month: string): Generator<string> {
    const { words, rowMonth, rowPerson, figuresMonth, figuresOf } = this.columns
    const of = words.indexOf(month)
    for (const [at, one] of rowMonth.entries()) if (one === of) yield words[rowPerson[at]!]!
    for (const [at, one] of figuresMonth.entries()) if (one === of) yield words[figuresOf[at]!]!
  }

  #months: ReadonlySet<string> | undefined
  readonly #lines = new Lazy(() => this.columns.line)
  readonly #reasons = new Lazy(() => this.columns.reason)
  readonly #byHand = new Lazy(() => this.columns.byHand)
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

type Growing = { [K in keyof Columns]: Columns[K] extends readonly (infer T)[] ? T[] : Columns[K] }

/** Gathers what an entry says from its records. */
export class Gathering {
  readonly #columns: Omit<Growing, 'number' | 'is' | 'seal' | 'figures' | 'people' | 'paid'> = {
    ...{ words: [], person: [], account: [], origin: [], kind: [], fen: [], line: [], reason: [], lots: [] },
    ...{ rowMonth: [], rowPerson: [], rowName: [], byHand: [], figuresMonth: [], figuresOf: [], kept: [] },
  }
  readonly #words = new Map<string, number>()
  readonly #people = new Set<string>()
  #paid = 0n

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
      columns.lots.push([columns.person.length, person, origin, ratio])
    } else if ('row' in record) {
      const { month, person, name, adjustments } = record.row
      if (adjustments) columns.byHand.push([columns.rowMonth.length, adjustments.map(a => a.reference)])
      columns.rowMonth.push(this.#word(month))
      columns.rowPerson.push(this.#word(person))
      columns.rowName.push(this.#word(name))
    } else if ('figures' in record) {
      columns.figuresMonth.push(this.#word(record.figures.month))
      columns.figuresOf.push(this.#word(record.figures.of))
    } else if ('kept' in record) columns.kept.push(record.kept)
  }

  /** What was gathered, of an entry with this seal and digest of figures. */
  said({ number, kind: is }: EntryHeader, seal: string, figures: string): Said {
    const sum = { people: this.#people.size, paid: fenText(this.#paid) }
    return new Said(JSON.stringify({ number, is, seal, figures, ...this.#columns, ...sum }))
  }

  #addPosting(posting: Posting): void {
    const columns = this.#columns
    const at = columns.person.length
    const fen = parseFen(posting.amount)!
    columns.person.push(this.#word(posting.person))
    columns.account.push(this.#word(accountName(posting)))
    columns.origin.push(this.#word(posting.origin))
    columns.kind.push(KINDS.indexOf(posting.kind))
    columns.fen.push(Number.isSafeInteger(Number(fen)) ? Number(fen) : String(fen))
    if (posting.line !== undefined) columns.line.push([at, posting.line])
    if (posting.reason !== undefined) columns.reason.push([at, posting.reason])
  }

  #word(text: string): number {
    const known = this.#words.get(text)
    if (known !== undefined) return known
    this.#words.set(text, this.#words.size)
    this.#columns.words.push(text)
    return this.#words.size - 1
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
