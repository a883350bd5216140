// Tells of most lines that none of them begins with one of the texts that were put in, from their bytes, before anybody makes texts of
// them. Takes texts, then lines of UTF-8, of each what stands before its tab; leaves out no line that begins with one of the texts.

/** Bits a text: of those that are not in it one in fifty or less is let through. */
const BITS = 64
const SEED = 0x811c9dc5
const TAB = 9
const NEW_LINE = 10
const QUOTE = 34

export class Sieve {
  readonly #bits: Uint8Array
  readonly #mask: number

  constructor(texts: Iterable<string>, count: number) {
    this.#mask = 2 ** Math.ceil(Math.log2(BITS * Math.max(count, 1))) - 1
    this.#bits = new Uint8Array((this.#mask + 1) >>> 3)
    for (const text of texts) {
      const at = placeOf(hashOf(text), this.#mask)
      this.#bits[at >>> 3]! |= 1 << (at & 7)
    }
  }

  /** Where the next line begins that may be wanted, or in whose place another text stands, in quotation marks; `to` where none does. */
  next(bytes: Uint8Array, from: number, to: number): number {
    const [bits, mask] = [this.#bits, this.#mask]
    for (let at = from; at < to; ) {
      if (bytes[at] === QUOTE) return at
      let hash = SEED
      let i = at
      for (; i < to && bytes[i] !== TAB; i++) hash = mixed(hash, bytes[i]!)
      const place = placeOf(hash, mask)
      if ((bits[place >>> 3]! & (1 << (place & 7))) !== 0) return at
      while (i < to && bytes[i] !== NEW_LINE) i++
      at = i + 1
    }
    return to
  }
}

function hashOf(text: string): number {
  let hash = SEED
  for (let i = 0; i < text.length; i++) {
    const sign = text.charCodeAt(i)
    if (sign > 127) return Buffer.from(text).reduce(mixed, SEED)
    hash = mixed(hash, sign)
  }
  return hash
}

function placeOf(hash: number, mask: number): number {
  return (hash ^ (hash >>> 15)) & mask
}

/** FNV-1a. */
function mixed(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193)
}
