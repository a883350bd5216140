// The orders of an export that count, row by row: whose number a row has and what its figures are, by which a later month
// knows the order again. Takes rows of batches; gives the numbers with prints of their figures, and marks those that closed
// months counted. Seventeen bytes a row and eight a number, without an object each.

import { plain } from '../core/decimal.ts'
import { larger } from '../core/lists.ts'
import { type Batch, ODD } from '../tables/batch.ts'
import type { Interner } from '../tables/interner.ts'
import type { Sieve } from '../tables/sieve.ts'
import { type DayColumn, dayAt, dayColumn, isFigure, type TableSpec } from '../tables/spec.ts'

/** A line of an order that a month counted. */
export interface OrderLine {
  readonly number: string
  /** Of the line's figures. It is sealed: the same figures of the same columns have it in every version. */
  readonly print: number
  /** True where it only takes money back. */
  readonly back: boolean
}

/** What a month counted of a table. */
export interface CountedOrders {
  readonly table: string
  /** Names of the columns whose figures the prints are of. */
  readonly figures: readonly string[]
  /** True where a number stands on several days: then it is no document of one day. */
  readonly several: boolean
  /** True where only the numbers are known, not the figures: a number is then all that an order is known by. */
  readonly bare?: boolean
  /** All lines; with a sieve at least those whose numbers it may have. */
  readonly lines: (wanted?: Sieve) => Iterable<OrderLine>
}

export const FATE = { none: 0, charged: 1, takenBack: 2 } as const

/** Takes a row of a batch, with what `fateOf` says of it. */
export type TakeRow = (batch: Batch, dictionaries: readonly (Interner | undefined)[], i: number, fate: number) => void

/** Whether a row charges money, only takes it back, or neither. */
export function fateOf(money: readonly number[], batch: Batch, i: number): number {
  let fate: number = FATE.none
  for (const column of money) {
    const data = batch.columns[column]!
    const value = data.values[i]!
    const odd = value === ODD ? data.odd.get(i)! : undefined
    if (odd ? odd.isPositive() && !odd.isZero() : value > 0) return FATE.charged
    if (odd ? odd.isNegative() : value < 0) fate = FATE.takenBack
  }
  return fate
}

/** What a closed month says of a row's order: nothing, another line of it, or this very line. */
export const MET = { not: 0, number: 1, line: 2 } as const

/** A row that counts. */
export interface OrderEntry {
  readonly row: number
  readonly code: number
  /** What closed months say of it, and the last of them that says something, by number. */
  readonly met: number
  readonly month: number
  readonly back: boolean
}

/** The columns of a table that say of which order and day a row is; undefined where its rows are none of orders. */
export function orderColumns(spec: TableSpec): { readonly document: number; readonly day: DayColumn } | undefined {
  const document = spec.columns.findIndex(column => column.type === 'id')
  const day = dayColumn(spec)
  return spec.layout.kind === 'rows' && document >= 0 && day ? { document, day } : undefined
}

export class OrderLog implements CountedOrders {
  readonly table: string
  readonly document: number
  readonly figures: readonly string[]
  several = false
  readonly day: DayColumn
  private readonly columns: readonly number[]
  private numbers: Interner | undefined
  private size = 0
  // By row that counts.
  private rows = new Int32Array(1024)
  private codes = new Int32Array(1024)
  private prints = new Uint32Array(1024)
  private next = new Int32Array(1024)
  private fates = new Uint8Array(1024)
  private met = new Uint8Array(0)
  private months = new Uint16Array(0)
  // By number: its last row, one more than that, and its day.
  private last = new Int32Array(1024)
  private days = new Int32Array(1024)

  constructor(spec: TableSpec, { document, day }: { readonly document: number; readonly day: DayColumn }) {
    this.table = spec.name
    this.document = document
    this.day = day
    this.columns = spec.columns.flatMap(({ type }, index) => (isFigure(type) ? [index] : []))
    this.figures = this.columns.map(index => spec.columns[index]!.name)
  }

  /** Takes a row that counts. One without a number is no order. */
  take: TakeRow = (batch, dictionaries, i, fate) => {
    const code = batch.columns[this.document]!.values[i]!
    if (Number.isNaN(code)) return
    this.numbers = dictionaries[this.document]
    const at = this.size++
    if (at >= this.rows.length) this.grow(at)
    this.rows[at] = batch.rows[i]!
    this.codes[at] = code
    this.prints[at] = printOf(this.columns, batch, i)
    this.fates[at] = fate
    if (code >= this.last.length) {
      this.last = larger(this.last, code)
      this.days = larger(this.days, code)
    }
    const day = dayAt(this.day, batch, i, dictionaries)
    this.next[at] = this.last[code]!
    if (this.last[code] === 0) this.days[code] = day
    else if (this.days[code] !== day) this.several = true
    this.last[code] = at + 1
  };

  *lines(): Generator<OrderLine> {
    for (let at = 0; at < this.size; at++) {
      const number = this.number(this.codes[at]!)
      yield { number, print: this.prints[at]!, back: this.fates[at] === FATE.takenBack }
    }
  }

  /** The number of each row that counts, some more than once. */
  *numbersOfRows(): Generator<string> {
    for (let at = 0; at < this.size; at++) yield this.number(this.codes[at]!)
  }

  /** True where a row that counts has the number. */
  has(number: string): boolean {
    const code = this.numbers?.find(number)
    return code !== undefined && this.last[code] !== 0
  }

  /** How many rows count. */
  get rowCount(): number {
    return this.size
  }

  /**
   * Marks the rows of an order of which a closed month counted a line; months come in their order, by number. `print` is
   * undefined where it is of other columns, `any` where only the number is known. Gives whether a row has the number.
   */
  meet(month: number, number: string, print: number | 'any' | undefined): boolean {
    if (!this.has(number)) return false
    const code = this.numbers!.find(number)!
    if (this.met.length < this.size) {
      this.met = new Uint8Array(this.size)
      this.months = new Uint16Array(this.size)
    }
    for (let at = this.last[code]! - 1; at >= 0; at = this.next[at]! - 1) {
      this.met[at] = Math.max(this.met[at]!, print === 'any' || this.prints[at] === print ? MET.line : MET.number)
      this.months[at] = month
    }
    return true
  }

  /** Takes the marks of an order away: a closed month took it back, so that it may be charged again. */
  free(number: string): void {
    const code = this.numbers?.find(number)
    if (code === undefined || this.met.length === 0) return
    for (let at = this.last[code]! - 1; at >= 0; at = this.next[at]! - 1) this.met[at] = MET.not
  }

  /** True where money is taken back under a number in this month. */
  takesBack(code: number): boolean {
    for (let at = this.last[code]! - 1; at >= 0; at = this.next[at]! - 1)
      if (this.fates[at] === FATE.takenBack) return true
    return false
  }

  /** The rows that are wanted, with what closed months say of them; the others, which may be a million, are not kept. */
  entriesWhere(isWanted: (entry: OrderEntry) => boolean): OrderEntry[] {
    const found: OrderEntry[] = []
    for (let at = 0; at < this.size; at++) {
      const entry = {
        row: this.rows[at]!,
        code: this.codes[at]!,
        met: this.met[at] ?? MET.not,
        month: this.months[at] ?? 0,
        back: this.fates[at] === FATE.takenBack,
      }
      if (isWanted(entry)) found.push(entry)
    }
    return found
  }

  number(code: number): string {
    return this.numbers!.text(code)
  }

  private grow(at: number): void {
    this.rows = larger(this.rows, at)
    this.codes = larger(this.codes, at)
    this.prints = larger(this.prints, at)
    this.next = larger(this.next, at)
    this.fates = larger(this.fates, at)
  }
}

/**
 * A number made of a row's figures: ten-thousandths, or their digits where they don't fit. It stands in sealed books and must
 * come out the same for ever (FNV-1a over the two halves of each figure).
 */
function printOf(columns: readonly number[], batch: Batch, i: number): number {
  let print = 0x811c9dc5
  const mix = (part: number): void => {
    print = Math.imul(print ^ part, 0x01000193)
    print ^= print >>> 15
  }
  for (const column of columns) {
    const { values, odd } = batch.columns[column]!
    const value = values[i]!
    if (Number.isNaN(value)) mix(0x7ff80000)
    else if (value === ODD) for (const digit of plain(odd.get(i)!)) mix(digit.codePointAt(0)!)
    else {
      mix(value | 0)
      mix(Math.floor(value / 4294967296) | 0)
    }
  }
  return print >>> 0
}
