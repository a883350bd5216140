// The prints of rows that were met, in one flat array: eight bytes a row. Takes prints; gives whether one was met before.

/** The prints met so far, in one flat array. */
export class Prints {
  /** A print and 1 by slot; 0 is free. */
  private slots = new Float64Array(1024)
  private count = 0

  /** True where the print was met before. */
  met(print: number): boolean {
    if (this.put(print + 1)) return true
    this.count++
    if (this.count * 2 > this.slots.length) this.grow()
    return false
  }

  private put(entry: number): boolean {
    const mask = this.slots.length - 1
    let slot = (entry | 0) & mask
    for (let found = this.slots[slot]!; found !== 0; found = this.slots[slot]!) {
      if (found === entry) return true
      slot = (slot + 1) & mask
    }
    this.slots[slot] = entry
    return false
  }

  private grow(): void {
    const before = this.slots
    this.slots = new Float64Array(before.length * 2)
    for (const entry of before) if (entry !== 0) this.put(entry)
  }
}
