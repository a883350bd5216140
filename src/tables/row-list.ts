// Which rows of a file belong to a figure: rising row numbers, kept as the steps between them, one to five bytes a row.
// Of rows that several people share, the part that belongs to it is kept as well.

import { larger } from '../core/lists.ts'
import { type Part, partText } from './division.ts'

export class RowList {
  private bytes = new Uint8Array(8)
  private used = 0
  private last = 0
  count = 0
  /** Of rows that belong to it in part: row, weight and whole, one after the other. */
  private parts: number[] | undefined

  /** Adds a row; its number must be larger than the one before. */
  add(row: number, part?: Part): void {
    if (part) {
      this.parts ??= []
      this.parts.push(row, part.weight, part.whole)
    }
    let step = row - this.last
    this.last = row
    this.count++
    if (this.used + 5 > this.bytes.length) this.bytes = larger(this.bytes, this.used + 4)
    while (step > 127) {
      this.bytes[this.used++] = (step & 127) | 128
      step >>>= 7
    }
    this.bytes[this.used++] = step
  }

  [Symbol.iterator](): Iterator<number> {
    return this.numbers()[Symbol.iterator]()
  }

  private numbers(): Uint32Array {
    const { bytes, used } = this
    const rows = new Uint32Array(this.count)
    let row = 0
    let count = 0
    for (let at = 0; at < used; ) {
      let byte = bytes[at++]!
      let step = byte & 127
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[at++]!
        step |= (byte & 127) << shift
      }
      row += step
      rows[count++] = row
    }
    return rows
  }

  /** Those of its rows that belong to it in part, by that part (`1/2`). */
  shares(): Map<string, RowList> {
    const found = new Map<string, RowList>()
    const { parts = [] } = this
    for (let at = 0; at < parts.length; at += 3) {
      const text = partText({ weight: parts[at + 1]!, whole: parts[at + 2]! })
      const list = found.get(text) ?? new RowList()
      found.set(text, list)
      list.add(parts[at]!)
    }
    return found
  }

  /**
   * `4, 9-12, 30`: as people and the audit trail read it. Of several sheets, before each of which so many rows stand:
   * `在职!4, 新入职!9-12`.
   */
  text(parts: readonly { readonly name: string; readonly before: number }[] = []): string {
    const ranges: string[] = []
    let part: (typeof parts)[number] | undefined
    let next = 0
    let from = 0
    let to = -1
    const flush = (): void => {
      if (to < from || to <= 0) return
      const [first, last] = part ? [from - part.before, to - part.before] : [from, to]
      ranges.push(`${part ? `${part.name}!` : ''}${first === last ? first : `${first}-${last}`}`)
    }
    for (const row of this.numbers()) {
      const turned = next < parts.length && parts[next]!.before < row
      if (turned) {
        flush()
        while (next < parts.length && parts[next]!.before < row) part = parts[next++]
        to = -1
        from = 0
      }
      if (!turned && row === to + 1) to = row
      else {
        if (!turned) flush()
        from = row
        to = row
      }
    }
    flush()
    return ranges.join(',')
  }
}

// The first row of each code of a column, four bytes a code.

export class RowByCode {
  private rows = new Int32Array(64)
  private most = 0

  /** The row that had the code before; none where this is the first. */
  first(code: number, row: number): number | undefined {
    if (code >= this.rows.length) this.rows = larger(this.rows, code)
    const before = this.rows[code]!
    if (before !== 0) return before
    this.rows[code] = row
    if (code >= this.most) this.most = code + 1
    return undefined
  }

  /** The first row of a code; 0 where it was not met. */
  row(code: number): number {
    return this.rows[code] ?? 0
  }

  /** The codes that were met, with their first rows. */
  *entries(): Generator<[code: number, row: number]> {
    for (let code = 0; code < this.most; code++) if (this.rows[code] !== 0) yield [code, this.rows[code]!]
  }
}
