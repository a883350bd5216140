// Texts by what their spellings have in common: finds the one of which another is a spelling. Kept as numbers, as an Interner
// keeps them, so that a million orders are some megabytes.

import { spellings } from '../core/alike.ts'
import { Interner } from './interner.ts'

export class Spellings<T> {
  private readonly texts = new Interner()
  /** By code of a spelling: what was added first under it. */
  private readonly known: T[] = []

  /** Adds a text; gives what stood under one of its spellings before. */
  add(text: string, what: T): T | undefined {
    let before: T | undefined
    for (const spelling of spellings(text)) {
      if (spelling === '') continue
      const code = this.texts.code(spelling)
      if (code === this.known.length) this.known.push(what)
      else before ??= this.known[code]
    }
    return before
  }

  /** What was added under a spelling of the text. */
  find(text: string): T | undefined {
    for (const spelling of spellings(text)) {
      const code = spelling === '' ? undefined : this.texts.find(spelling)
      if (code !== undefined) return this.known[code]
    }
    return undefined
  }
}
