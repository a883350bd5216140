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

/** The array, or a larger one with what it holds, so that the index fits. */
export function larger<T extends Uint8Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(
  array: T,
  index: number,
): T {
  const grown = new (array.constructor as new (length: number) => T)(Math.max(index + 1, array.length * 2))
  grown.set(array)
  return grown
}
