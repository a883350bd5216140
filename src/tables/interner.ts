// Gives each different text a small number, so that rows hold numbers instead of texts. Order numbers, plates and the
// like (`WX2607004154`: some letters, then digits) are kept as their figure and their letters, without a text each: a
// million of them take some twenty megabytes.

import { larger } from '../core/lists.ts'
import { spelling } from '../core/suggest.ts'

/** Texts shorter than this are copies of their own when they are cut from a longer one. */
const SHORT = 13
/** Figures of more digits are kept as texts: they would not stay exact. */
const MOST_DIGITS = 15
const MOST_HEADS = 1 << 12
/** So many numbers in a row are looked up in one place of the memory. */
const TOGETHER = 16
const ZERO = 48
const NINE = 57

/** Codes count from 0 in the order in which texts are first met. */
export class Interner {
  /** Texts that do not end in digits, or in too many. */
  private readonly plain = new Map<string, number>()
  private readonly plainTexts = new Map<number, string>()
  /** Letters before the digits, by number. */
  private readonly heads: string[] = []
  private readonly headNumbers = new Map<string, number>()
  private lastHead = ''
  private lastHeadNumber = -1
  /** By code: the figure, and its letters with its number of digits. */
  private figures = new Float64Array(64)
  private tags = new Uint16Array(64)
  /** Codes by hash of figure and tag, one more than the code; 0 is free. */
  private slots = new Int32Array(256)
  private count = 0

  /** The code of a text, given now if it is new. */
  code(text: string): number {
    const digits = digitsAtEnd(text)
    const head = digits > 0 ? this.headNumber(text, text.length - digits) : -1
    if (head < 0) return this.plain.get(text) ?? this.addPlain(text)
    const figure = figureAtEnd(text, digits)
    const tag = (head << 4) | digits
    const slot = this.slotOf(figure, tag)
    const found = this.slots[slot]!
    return found > 0 ? found - 1 : this.addFigure(figure, tag, slot)
  }

  /** The code of a text that was met before. */
  find(text: string): number | undefined {
    const digits = digitsAtEnd(text)
    const head = digits > 0 ? this.headNumbers.get(text.slice(0, text.length - digits)) : undefined
    if (head === undefined) return this.plain.get(text)
    const found = this.slots[this.slotOf(figureAtEnd(text, digits), (head << 4) | digits)]!
    return found > 0 ? found - 1 : this.plain.get(text)
  }

  text(code: number): string {
    const tag = this.tags[code]!
    if (tag === 0) return this.plainTexts.get(code)!
    return this.heads[tag >> 4]! + this.figures[code]!.toString().padStart(tag & 15, '0')
  }

  /** All texts, by code. */
  texts(): string[] {
    return Array.from({ length: this.count }, (_, code) => this.text(code))
  }

  get size(): number {
    return this.count
  }

  /** Tells texts of the form that all have, the same letters and as many digits; undefined where there are several forms. */
  form(): ((text: string) => boolean) | undefined {
    const tag = this.tags[0]!
    if (tag === 0 || this.tags.subarray(0, this.count).some(t => t !== tag)) return undefined
    const head = this.heads[tag >> 4]!
    const digits = tag & 15
    return text => text.length === head.length + digits && text.startsWith(head) && digitsAtEnd(text) >= digits
  }

  /** Texts that are spelled otherwise than an earlier one and mean the same, each with that one's code. */
  twins(): (readonly [code: number, earlier: number])[] {
    // Numbers of one form are no spellings of one another.
    if (this.form()) return []
    const known = new Interner()
    const firsts: number[] = []
    const found: (readonly [number, number])[] = []
    for (let code = 0; code < this.count; code++) {
      const text = spelling(this.text(code))
      if (text === '') continue
      const at = known.code(text)
      if (at === firsts.length) firsts.push(code)
      else found.push([code, firsts[at]!])
    }
    return found
  }

  private addPlain(text: string): number {
    // A copy of its own: a long slice would keep the whole chunk of the file that it was cut from.
    const own = text.length < SHORT ? text : Buffer.from(text).toString()
    const code = this.count++
    this.plain.set(own, code)
    this.plainTexts.set(code, own)
    this.grow()
    return code
  }

  private addFigure(figure: number, tag: number, slot: number): number {
    const code = this.count++
    this.grow()
    this.figures[code] = figure
    this.tags[code] = tag
    this.slots[slot] = code + 1
    if (this.count * 2 > this.slots.length) this.rehash()
    return code
  }

  /** Number of the letters before the digits; −1 where there are too many different ones to number. */
  private headNumber(text: string, length: number): number {
    const last = this.lastHead
    if (this.lastHeadNumber >= 0 && length === last.length && text.startsWith(last)) return this.lastHeadNumber
    const head = text.slice(0, length)
    let number = this.headNumbers.get(head)
    if (number === undefined) {
      if (this.heads.length >= MOST_HEADS) return -1
      number = this.heads.length
      const own = Buffer.from(head).toString()
      this.heads.push(own)
      this.headNumbers.set(own, number)
    }
    this.lastHead = this.heads[number]!
    this.lastHeadNumber = number
    return number
  }

  /** Where the figure stands in the table of slots, or would stand. Numbers that follow one another stand side by side. */
  private slotOf(figure: number, tag: number): number {
    const mask = this.slots.length - 1
    const block = Math.floor(figure / TOGETHER)
    let slot =
      (Math.imul(block >>> 0, 0x9e3779b1) ^
        Math.imul((block / 4294967296) >>> 0, 0x85ebca6b) ^
        Math.imul(tag, 0xc2b2ae35)) >>>
      0
    slot = ((slot ^ (slot >>> 15)) * TOGETHER + (figure - block * TOGETHER)) & mask
    for (let code = this.slots[slot]!; code > 0; code = this.slots[slot]!) {
      if (this.figures[code - 1] === figure && this.tags[code - 1] === tag) return slot
      slot = (slot + 1) & mask
    }
    return slot
  }

  private grow(): void {
    if (this.count <= this.figures.length) return
    this.figures = larger(this.figures, this.count)
    this.tags = larger(this.tags, this.count)
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 2)
    for (let code = 0; code < this.count; code++) {
      const tag = this.tags[code]!
      if (tag !== 0) this.slots[this.slotOf(this.figures[code]!, tag)] = code + 1
    }
  }
}

/** How many digits a text ends in; 0 where there are more than stay exact. */
function digitsAtEnd(text: string): number {
  let at = text.length
  while (at > 0) {
    const unit = text.charCodeAt(at - 1)
    if (unit < ZERO || unit > NINE) break
    at--
  }
  const digits = text.length - at
  return digits > MOST_DIGITS ? 0 : digits
}

function figureAtEnd(text: string, digits: number): number {
  let figure = 0
  for (let at = text.length - digits; at < text.length; at++) figure = figure * 10 + text.charCodeAt(at) - ZERO
  return figure
}
