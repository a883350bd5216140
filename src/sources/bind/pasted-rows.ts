// Tells rows that stand in a file once more, one after another in the same order, from rows that are alike one by one. Takes the
// rows in their order; gives a run of many as one block, and every other repeated row alone. Holds what each row is known by and a few rows.

/** Rows that a block has at least, and how many of them differ: three equal rows after each other are no page that was pasted. */
const LEAST = 10
const DIFFERENT = 6
/** Runs followed at a time, and rows that wait to be told alone: in a file of equal rows everything is a run. */
const MOST = 64

interface Tell<T> {
  /** A row that stands further up, by itself. */
  alone(repeat: T): void
  /** As many rows, of which the first is given. */
  block(rows: number, first: T): void
}

/** `K` is what rows that are alike have in common. */
export class PastedRows<K, T> {
  private readonly tell: Tell<T>
  /** By row; undefined where it stands once. */
  private readonly rows: (K | undefined)[] = []
  /** The first row of each and its last one so far. */
  private readonly first = new Map<K, number>()
  private readonly last = new Map<K, number>()
  /** The row with which each run began, by how far above it stands what it repeats. */
  private runs = new Map<number, number>()
  private waiting: { readonly row: number; readonly repeat: T }[] = []
  private block: { readonly away: number; readonly start: number; readonly repeat: T } | undefined

  constructor(tell: Tell<T>) {
    this.tell = tell
  }

  /** Takes a row that no other is like. */
  takeOnce(): void {
    this.follow(undefined)
    this.rows.push(undefined)
  }

  /** Takes a row; `repeat`: it stands further up. */
  take(key: K, repeat: T | undefined): void {
    const row = this.rows.length
    this.follow(key)
    if (repeat !== undefined && !this.block) this.wait(row, repeat)
    this.rows.push(key)
    if (!this.first.has(key)) this.first.set(key, row)
    this.last.set(key, row)
    if (!this.block) this.begin(row)
  }

  /** After the last row. */
  finish(): void {
    this.follow(undefined)
  }

  /** Carries on the runs in which it comes next, and begins those in which it is the first. */
  private follow(key: K | undefined): void {
    const row = this.rows.length
    const runs = new Map<number, number>()
    if (key !== undefined) {
      for (const [away, start] of this.runs) if (this.rows[row - away] === key) runs.set(away, start)
      for (const before of [this.first.get(key), this.last.get(key)])
        if (before !== undefined && runs.size < MOST && !runs.has(row - before)) runs.set(row - before, row)
    }
    this.runs = runs
    if (this.block && !runs.has(this.block.away)) {
      this.tell.block(row - this.block.start, this.block.repeat)
      this.block = undefined
    }
    if (!this.block) this.release(Math.min(...runs.values()))
  }

  private wait(row: number, repeat: T): void {
    this.waiting.push({ row, repeat })
    if (this.waiting.length > MOST) this.tell.alone(this.waiting.shift()!.repeat)
  }

  /** Tells the rows before that one alone: they are in no run. */
  private release(before: number): void {
    while (this.waiting[0] && this.waiting[0].row < before) this.tell.alone(this.waiting.shift()!.repeat)
  }

  /** Takes the longest run for a block where it is one. */
  private begin(row: number): void {
    for (const [away, start] of this.runs) {
      if (row - start + 1 < LEAST) continue
      if (new Set(this.rows.slice(Math.max(start, row - MOST))).size < DIFFERENT) continue
      this.release(start)
      const repeat = this.waiting[0]?.repeat
      if (repeat === undefined) return
      this.block = { away, start, repeat }
      this.waiting = []
      return
    }
  }
}
