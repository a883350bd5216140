// Gives each different text a small number, so that rows hold numbers instead of texts.

/** Texts shorter than this are copies of their own when they are cut from a longer one. */
const SHORT = 13

/** Codes count from 0 in the order in which texts are first met. */
export class Interner {
  private readonly codes = new Map<string, number>()
  readonly texts: string[] = []

  /** The code of a text, given now if it is new. */
  code(text: string): number {
    const known = this.codes.get(text)
    if (known !== undefined) return known
    // A copy of its own: a long slice would keep the whole chunk of the file that it was cut from.
    const own = text.length < SHORT ? text : Buffer.from(text).toString()
    const code = this.texts.length
    this.codes.set(own, code)
    this.texts.push(own)
    return code
  }

  /** The code of a text that was met before. */
  find(text: string): number | undefined {
    return this.codes.get(text)
  }

  text(code: number): string {
    return this.texts[code]!
  }

  get size(): number {
    return this.texts.length
  }
}
