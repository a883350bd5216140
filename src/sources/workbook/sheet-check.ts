// Looks through the XML of a sheet for what its reader would take for something else in silence. Takes the part's bytes;
// blanks types of cells without a value, which spreadsheets show as empty, and how texts are spoken; refuses sheets that
// break off, cells that stand twice or hold no value of their kind, and shared texts that are not there.

import type { Part } from './parts.ts'

const LESS = 0x3c
const GREATER = 0x3e
const SLASH = 0x2f
const COLON = 0x3a
const EQUALS = 0x3d
const ZERO = 0x30
/** Columns that a sheet can have. */
const WIDTH = 16_384
const SHEET_END = /<\/(\w+:)?worksheet\s*>\s*(<!--[^>]*-->\s*)?$/

/** How many shared texts and cell styles the sheets of a workbook may refer to. */
interface Lists {
  readonly texts: number
  readonly styles: number
}

/** Checks all sheets of a workbook, and mends their cells without a value in place. */
export function isSoundWorkbook(parts: readonly Part[]): boolean {
  const contentOf = (kind: Part['kind']): Buffer | undefined => parts.find(part => part.kind === kind)?.content
  const strings = contentOf('sharedStrings')
  const styles = contentOf('styles')
  const [begin, end] = [styles?.indexOf('cellXfs') ?? 0, styles?.lastIndexOf('cellXfs') ?? 0]
  const lists: Lists = {
    texts: strings ? countTags(strings, 'si') : 0,
    styles: styles ? countTags(styles.subarray(begin, end), 'xf') : 0,
  }
  return parts.every(({ kind, content }) => kind !== 'worksheet' || isSoundSheet(content, lists))
}

/** How the results of formulas came about, as the workbook says. */
export interface Calculation {
  /** The writer left its formulas to be worked out by whoever opens the workbook, or is known never to calculate. */
  readonly asked: boolean
  /** Results follow from what is shown, or from themselves: they can't be worked out again from the cells. */
  readonly own: boolean
}

export function calculationOf(parts: readonly Part[], application: Buffer | undefined): Calculation {
  const workbook = parts.find(part => part.kind === 'officeDocument')?.content.toString('latin1') ?? ''
  const settings = /<(?:\w+:)?calcPr\b[^>]*>/.exec(workbook)?.[0] ?? ''
  const says = (name: string, ...values: string[]): boolean =>
    values.includes(new RegExp(`\\b${name}\\s*=\\s*["'](\\w+)["']`).exec(settings)?.[1] ?? '')
  const poi = application?.includes('>Apache POI<') === true
  return {
    asked: poi || says('fullCalcOnLoad', '1', 'true'),
    own: says('fullPrecision', '0', 'false') || says('iterate', '1', 'true'),
  }
}

function countTags(xml: Buffer, name: string): number {
  let count = 0
  for (let at = lessAt(xml, 0); at < xml.length; at = lessAt(xml, at + 1)) {
    const { from, to } = tagName(xml, at + 1)
    if (to - from === name.length && xml.toString('latin1', from, to) === name) count++
  }
  return count
}

/** Where the next tag begins. Tags are near each other: a call of the system for each would take longer than looking. */
function lessAt(xml: Buffer, from: number): number {
  let at = from
  while (at < xml.length && xml[at] !== LESS) at++
  return at
}

/** Where the name of a tag stands, without its prefix. */
function tagName(xml: Buffer, start: number): { from: number; to: number } {
  let from = start
  let to = start
  for (; to < xml.length; to++) {
    const byte = xml[to]!
    if (byte <= 0x20 || byte === GREATER || byte === SLASH) break
    if (byte === COLON) from = to + 1
  }
  return { from, to }
}

/** A cell as its tags say it is. */
interface Open {
  /** Row × columns + column; −1 where it has no name, undefined where its name is none. */
  key: number | undefined
  /** `s`, `str`, `b`, …; empty for a number. */
  type: string
  /** Where the attribute of its type stands; −1 where it has none. */
  typeFrom: number
  typeTo: number
  /** Number of its style. */
  style: number
  formula: boolean
  /** Where its value stands; undefined where it has none. */
  value: number | 'empty' | undefined
}

/** `lists` is what the other parts of the workbook hold; `met`: the cells before, kept where they stand out of order. */
function isSoundSheet(xml: Buffer, lists: Lists, met?: Set<number>): boolean {
  if (!SHEET_END.test(xml.toString('latin1', Math.max(0, xml.length - 400)))) return false
  let last = -1
  const cell: Open = { key: -1, type: '', typeFrom: -1, typeTo: -1, style: 0, formula: false, value: undefined }
  let open: Open | undefined
  for (let at = lessAt(xml, 0); at < xml.length; at = lessAt(xml, at + 1)) {
    const closing = xml[at + 1] === SLASH
    const { from, to } = tagName(xml, closing ? at + 2 : at + 1)
    const letter = to - from === 1 ? xml[from] : undefined
    if (letter === 0x63 && !closing) {
      const end = tagEnd(xml, to)
      readCell(xml, to, end, cell)
      open = cell
      if (open.key === undefined || !(open.style < Math.max(1, lists.styles))) return false
      if (open.key >= 0) {
        // Once more from the top, now with all that was met: hardly any sheet has its cells out of order.
        if (!met && open.key <= last) return isSoundSheet(xml, lists, new Set())
        if (met?.has(open.key)) return false
        met?.add(open.key)
        last = open.key
      }
      if (xml[end - 1] === SLASH && !isSound(xml, open, lists)) return false
    } else if (letter === 0x63) {
      if (open && !isSound(xml, open, lists)) return false
      open = undefined
    } else if (letter === 0x66 && open) open.formula = true
    else if (letter === 0x76 && !closing && open) {
      // The reader would put the digits of two together.
      if (open.value !== undefined) return false
      const end = tagEnd(xml, to)
      open.value = xml[end - 1] === SLASH ? 'empty' : end + 1
    } else if (!closing && to - from === 3 && xml.toString('latin1', from, to) === 'rPh') {
      if (!blankReading(xml, at, from, to)) return false
    }
  }
  return true
}

/** Blanks how a text in a cell is spoken, which the reader would add to it; false where it does not end. */
function blankReading(xml: Buffer, at: number, from: number, to: number): boolean {
  const end = xml.indexOf(`</${xml.toString('latin1', at + 1, from)}${xml.toString('latin1', from, to)}>`, to)
  if (end < 0) return false
  xml.fill(0x20, at, tagEnd(xml, end) + 1)
  return true
}

/** Where a tag ends; quotes may hold a `>`. */
function tagEnd(xml: Buffer, from: number): number {
  let quote = 0
  for (let at = from; at < xml.length; at++) {
    const byte = xml[at]!
    if (quote !== 0) {
      if (byte === quote) quote = 0
    } else if (byte === 0x22 || byte === 0x27) quote = byte
    else if (byte === GREATER) return at
  }
  return xml.length
}

/** The name and type among a cell's attributes, put into `open`: a sheet has millions of cells. */
function readCell(xml: Buffer, from: number, end: number, open: Open): void {
  open.key = -1
  open.type = ''
  open.typeFrom = -1
  open.style = 0
  open.formula = false
  open.value = undefined
  for (let at = from; at < end; at++) {
    if (xml[at] !== EQUALS) continue
    let name = at - 1
    let begin = at + 1
    while (xml[name]! <= 0x20) name--
    while (xml[begin]! <= 0x20) begin++
    let close = begin + 1
    while (close < end && xml[close] !== xml[begin]) close++
    const letter = xml[name - 1]! <= 0x20 ? xml[name] : undefined
    if (letter === 0x72) open.key = keyOf(xml, begin + 1, close)
    else if (letter === 0x74) {
      open.type = close === begin + 2 ? letters[xml[begin + 1]!]! : xml.toString('latin1', begin + 1, close)
      open.typeFrom = name
      open.typeTo = close + 1
    } else if (letter === 0x73) open.style = numberOf(xml, begin + 1, close)
    at = close
  }
}

/** Types of one letter, as nearly all are. */
const letters: readonly string[] = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code))

/** What is written as a number; plain digits by hand, since every cell has some. */
function numberOf(xml: Buffer, from: number, to: number): number {
  let number = 0
  for (let at = from; at < to; at++) {
    const digit = xml[at]! - ZERO
    if (digit < 0 || digit > 9) return Number(xml.toString('latin1', from, to))
    number = number * 10 + digit
  }
  return number
}

/** `B12` as one number; undefined for what names no cell. */
function keyOf(xml: Buffer, from: number, to: number): number | undefined {
  let at = from
  let column = 0
  for (; at < to; at++) {
    const letter = (xml[at]! & 0xdf) - 0x40
    if (letter < 1 || letter > 26 || xml[at]! < 0x40) break
    column = column * 26 + letter
  }
  const digits = at
  let row = 0
  for (; at < to; at++) {
    const digit = xml[at]! - ZERO
    if (digit < 0 || digit > 9) return undefined
    row = row * 10 + digit
  }
  if (digits === from || at === digits || column > WIDTH || row < 1 || row > 1_048_576) return undefined
  return row * WIDTH + column
}

function isSound(xml: Buffer, open: Open, { texts }: Lists): boolean {
  const { type, formula, value } = open
  if (type === 'inlineStr') return true
  const at = typeof value === 'number' ? valueStart(xml, value) : undefined
  const empty = at === undefined || (xml[at] === LESS && xml[at + 1] === SLASH)
  // A text of a formula may be empty. Anything else without a value is a blank, or a formula without result, which is told;
  // under its type the reader would take it for a text, a truth value or an error.
  if (empty && !(type === 'str' && value !== undefined) && !(type === 'e' && formula)) {
    if (open.typeFrom >= 0) xml.fill(0x20, open.typeFrom, open.typeTo)
    return at === undefined || at === value
  }
  if (type === 's') return at !== undefined && isIndex(xml, at, texts)
  if (at === undefined || (type !== '' && type !== 'n')) return true
  // A space would be read as 0, and 0x10 as 16.
  return xml[at] !== ZERO || (xml[at + 1]! & 0xdf) < 0x41 || (xml[at + 1]! & 0xdf) === 0x45
}

/** Where a value begins, behind its spaces. */
function valueStart(xml: Buffer, value: number): number {
  let at = value
  while (at < xml.length && xml[at]! <= 0x20) at++
  return at
}

function isIndex(xml: Buffer, from: number, below: number): boolean {
  let index = 0
  let at = from
  for (; at < from + 9 && xml[at]! >= ZERO && xml[at]! <= ZERO + 9; at++) index = index * 10 + xml[at]! - ZERO
  return at > from && (xml[at] === LESS || xml[at]! <= 0x20) && index < below
}
