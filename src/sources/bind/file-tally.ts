// What the sheets of one file have in common while they are read one after the other: the codes of texts, rows that stand
// twice, and months. Only data; each sheet's rows add to it, and the last one tells.

import type { Day } from '../../core/calendar.ts'
import { larger } from '../../core/lists.ts'
import type { Place } from '../../core/place.ts'
import type { Interner } from '../../tables/interner.ts'
import type { Quote, ReadRequest } from '../../tables/reading.ts'

export interface FileTally {
  /** By column of the scheme; none before the first sheet. */
  dictionaries: readonly (Interner | undefined)[]
  readonly repeats: {
    readonly prints: Prints
    /** By its text: where a suspect stood first. */
    readonly first: Map<string, Place>
  }
  readonly months: {
    /** Rows by other month. */
    readonly counts: Map<string, number>
    readonly shown: { readonly at: Place; readonly quote: Quote }[]
    /** By other month, the rows whose day and month stand the other way round for a day of the period. */
    readonly swapped: Map<string, { rows: number; readonly shown: Swapped[] }>
    others: number
    undated: number
    inside: number
  }
}

/** What reading one file of a table takes. */
export interface FileRequest extends Omit<ReadRequest, 'files'> {
  readonly display: string
  /** Rows of the files before this one. */
  readonly before: number
  /** What the files of the table have in common. */
  readonly tally: FileTally
}

/** A row of another month that would be of the period with day and month the other way round. */
export interface Swapped {
  readonly at: Place
  readonly quote: Quote
  readonly day: Day
  readonly meant: Day
}

export function newTally(): FileTally {
  return {
    dictionaries: [],
    repeats: { prints: new Prints(), first: new Map() },
    months: { counts: new Map(), shown: [], swapped: new Map(), others: 0, undated: 0, inside: 0 },
  }
}

/** What the next file of the table goes on with: months are told file by file. */
export function nextTally({ dictionaries, repeats }: FileTally): FileTally {
  return { ...newTally(), dictionaries, repeats }
}

// The prints of rows, in one flat array: eight bytes a row. Takes prints; gives those that stand in it more than once.

export class Prints {
  private all = new Float64Array(1024)
  private count = 0
  private sorted = true

  add(print: number): void {
    if (this.count === this.all.length) this.all = larger(this.all, this.count)
    this.all[this.count++] = print
    this.sorted = false
  }

  has(print: number): boolean {
    const all = this.inOrder()
    let low = 0
    for (let high = all.length; low < high; ) {
      const middle = (low + high) >>> 1
      if (all[middle]! < print) low = middle + 1
      else high = middle
    }
    return all[low] === print
  }

  /** Those that were added more than once. */
  repeated(): Set<number> {
    const all = this.inOrder()
    const found = new Set<number>()
    for (let i = 1; i < all.length; i++) if (all[i] === all[i - 1]) found.add(all[i]!)
    return found
  }

  private inOrder(): Float64Array {
    const all = this.all.subarray(0, this.count)
    if (!this.sorted) all.sort()
    this.sorted = true
    return all
  }
}
