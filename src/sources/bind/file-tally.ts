// What the sheets of one file have in common while they are read one after the other: the codes of texts, rows that stand
// twice, and months. Only data; each sheet's rows add to it, and the last one tells.

import type { Day } from '../../core/calendar.ts'
import type { Place } from '../../core/place.ts'
import type { Interner } from '../../tables/interner.ts'
import type { Quote, ReadRequest } from '../../tables/reading.ts'

export interface FileTally {
  /** By column of the scheme; none before the first sheet. */
  dictionaries: readonly (Interner | undefined)[]
  readonly repeats: {
    readonly prints: Prints
    readonly suspects: Set<number>
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
    repeats: { prints: new Prints(), suspects: new Set(), first: new Map() },
    months: { counts: new Map(), shown: [], swapped: new Map(), others: 0, undated: 0, inside: 0 },
  }
}

/** What the next file of the table goes on with: months are told file by file. */
export function nextTally({ dictionaries, repeats }: FileTally): FileTally {
  return { ...newTally(), dictionaries, repeats }
}

// The prints of rows that were met, in one flat array: eight bytes a row. Takes prints; gives whether one was met before.

/** The prints met so far, in one flat array. */
export class Prints {
  /** A print and 1 by slot; 0 is free. */
  private slots = new Float64Array(1024)
  private count = 0

  /** True where the print was met before; from now on it was. */
  met(print: number): boolean {
    if (this.put(print + 1)) return true
    this.count++
    if (this.count * 2 > this.slots.length) this.grow()
    return false
  }

  /** True where the print was met before. */
  has(print: number): boolean {
    return this.slots[this.slotOf(print + 1)] !== 0
  }

  private put(entry: number): boolean {
    const slot = this.slotOf(entry)
    if (this.slots[slot] === entry) return true
    this.slots[slot] = entry
    return false
  }

  /** The slot that an entry has, or would have. */
  private slotOf(entry: number): number {
    const mask = this.slots.length - 1
    let slot = (entry | 0) & mask
    for (let found = this.slots[slot]!; found !== 0 && found !== entry; found = this.slots[slot]!)
      slot = (slot + 1) & mask
    return slot
  }

  private grow(): void {
    const before = this.slots
    this.slots = new Float64Array(before.length * 2)
    for (const entry of before) if (entry !== 0) this.put(entry)
  }
}
