// Rows of a table kept together, where they are to be looked at in another order than that of their file. Takes rows of batches,
// which are used again; gives one batch with all of them.

import { type Batch, newBatch } from './batch.ts'

const FIRST = 1024

export class Gathered {
  private kept: Batch | undefined
  private capacity = 0

  /** Keeps a row of a batch. */
  add(batch: Batch, i: number): void {
    const kept = this.room(batch.columns.length)
    const at = kept.size++
    kept.rows[at] = batch.rows[i]!
    for (const [c, { values, odd, divided }] of batch.columns.entries()) {
      const own = kept.columns[c]!
      own.values[at] = values[i]!
      const figure = odd.get(i)
      if (figure) own.odd.set(at, figure)
      const division = divided.get(i)
      if (division) own.divided.set(at, division)
    }
  }

  /** All rows that were kept. */
  get batch(): Batch {
    return this.kept ?? newBatch(0, 0)
  }

  private room(columns: number): Batch {
    if (this.kept && this.kept.size < this.capacity) return this.kept
    this.capacity = Math.max(FIRST, this.capacity * 2)
    const larger = newBatch(columns, this.capacity)
    if (this.kept) {
      larger.size = this.kept.size
      larger.rows.set(this.kept.rows)
      for (const [c, column] of this.kept.columns.entries()) {
        const own = larger.columns[c]!
        own.values.set(column.values)
        for (const [at, figure] of column.odd) own.odd.set(at, figure)
        for (const [at, division] of column.divided) own.divided.set(at, division)
      }
    }
    this.kept = larger
    return larger
  }
}
