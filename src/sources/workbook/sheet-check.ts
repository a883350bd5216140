// Looks through the XML of a sheet for what its reader would take for something else in silence. Takes the part's bytes;
// refuses sheets that break off, cells that stand twice or hold no value of their kind, and shared texts that are not there.

import type { Contents } from './zip-guard.ts'

const LESS = 0x3c
const GREATER = 0x3e
const SLASH = 0x2f
const COLON = 0x3a
const EQUALS = 0x3d
const ZERO = 0x30
/** Columns that a sheet can have. */
const WIDTH = 16_384
/** Copies of cells of other workbooks, which links keep, are no sheets. */
const SHEET_BEGIN = /<(\w+:)?worksheet\b/
const SHEET_END = /<\/(\w+:)?worksheet\s*>\s*(<!--[^>]*-->\s*)?$/

/** How many shared texts and cell styles the sheets of a workbook may refer to. */
interface Lists {
  readonly texts: number
  readonly styles: number
}

/** `contents` is the XML of a workbook by the names of its parts. */
export function isSoundWorkbook(contents: Contents): boolean {
  const strings = related(contents, 'sharedStrings')
  const styles = related(contents, 'styles')
  const [begin, end] = [styles?.indexOf('cellXfs') ?? 0, styles?.lastIndexOf('cellXfs') ?? 0]
  const lists: Lists = {
    texts: strings ? countTags(strings, 'si') : 0,
    styles: styles ? countTags(styles.subarray(begin, end), 'xf') : 0,
  }
  for (const xml of contents.values()) {
    if (SHEET_BEGIN.test(xml.toString('latin1', 0, 4096)) && !isSoundSheet(xml, lists)) return false
  }
  return true
}

/** True where the writer of the workbook left its formulas to be worked out by whoever opens it. */
export function isUncalculated(contents: Contents): boolean {
  for (const xml of contents.values()) {
    if (xml.length > 1_000_000 || !xml.includes('fullCalcOnLoad')) continue
    if (/<(\w+:)?calcPr\b[^>]*\bfullCalcOnLoad\s*=\s*["'](1|true)["']/.test(xml.toString('latin1'))) return true
  }
  return false
}

/** The part that the workbook names for a purpose. */
function related(contents: Contents, type: string): Buffer | undefined {
  for (const [name, xml] of contents) {
    if (!/\.rels$/i.test(name)) continue
    for (const [relation] of xml.toString('latin1').matchAll(/<(\w+:)?Relationship\b[^>]*>/g)) {
      if (!new RegExp(`Type\\s*=\\s*["'][^"']*/${type}["']`).test(relation)) continue
      const file = /Target\s*=\s*["'][^"']*?([^"'/]+)["']/.exec(relation)?.[1]
      for (const [other, content] of contents) if (file && other.endsWith(file)) return content
    }
  }
  return undefined
}

function countTags(xml: Buffer, name: string): number {
  let count = 0
  for (let at = xml.indexOf(LESS); at >= 0; at = xml.indexOf(LESS, at + 1)) {
    const { from, to } = tagName(xml, at + 1)
    if (to - from === name.length && xml.toString('latin1', from, to) === name) count++
  }
  return count
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
  /** Number of its style. */
  style: number
  formula: boolean
  /** Where its value stands; undefined where it has none. */
  value: number | undefined
}

/** `lists` is what the other parts of the workbook hold. */
function isSoundSheet(xml: Buffer, lists: Lists): boolean {
  if (!SHEET_END.test(xml.toString('latin1', Math.max(0, xml.length - 400)))) return false
  const keys: number[] = []
  let ordered = true
  let open: Open | undefined
  for (let at = xml.indexOf(LESS); at >= 0; at = xml.indexOf(LESS, at + 1)) {
    const closing = xml[at + 1] === SLASH
    const { from, to } = tagName(xml, closing ? at + 2 : at + 1)
    const letter = to - from === 1 ? xml[from] : undefined
    if (letter === 0x63 && !closing) {
      const end = tagEnd(xml, to)
      open = cellOf(xml, to, end)
      if (open.key === undefined || !(open.style < Math.max(1, lists.styles))) return false
      if (open.key >= 0) {
        if (keys.length > 0 && open.key <= keys[keys.length - 1]!) ordered = false
        keys.push(open.key)
      }
      if (xml[end - 1] === SLASH && !isSound(xml, open, lists)) return false
    } else if (letter === 0x63) {
      if (open && !isSound(xml, open, lists)) return false
      open = undefined
    } else if (letter === 0x66 && open) open.formula = true
    else if (letter === 0x76 && !closing && open) {
      const end = tagEnd(xml, to)
      if (xml[end - 1] !== SLASH) open.value = end + 1
    } else if (to - from === 3 && xml.toString('latin1', from, to) === 'rPh') return false
  }
  return ordered || new Set(keys).size === keys.length
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

/** The name and type among a cell's attributes. */
function cellOf(xml: Buffer, from: number, end: number): Open {
  const open: Open = { key: -1, type: '', style: 0, formula: false, value: undefined }
  for (let at = from; at < end; at++) {
    if (xml[at] !== EQUALS) continue
    const quote = xml[at + 1]!
    const close = xml.indexOf(quote, at + 2)
    const value = xml.subarray(at + 2, Math.min(close < 0 ? end : close, end))
    const single = xml[at - 2]! <= 0x20
    if (single && xml[at - 1] === 0x72) open.key = keyOf(value)
    else if (single && xml[at - 1] === 0x74) open.type = value.toString('latin1')
    else if (single && xml[at - 1] === 0x73) open.style = Number(value.toString('latin1'))
    at = at + 2 + value.length
  }
  return open
}

/** `B12` as one number; undefined for what names no cell. */
function keyOf(name: Buffer): number | undefined {
  let at = 0
  let column = 0
  for (; at < name.length; at++) {
    const letter = (name[at]! & 0xdf) - 0x40
    if (letter < 1 || letter > 26 || name[at]! < 0x40) break
    column = column * 26 + letter
  }
  const digits = at
  let row = 0
  for (; at < name.length; at++) {
    const digit = name[at]! - ZERO
    if (digit < 0 || digit > 9) return undefined
    row = row * 10 + digit
  }
  if (digits === 0 || at === digits || column > WIDTH || row < 1 || row > 1_048_576) return undefined
  return row * WIDTH + column
}

function isSound(xml: Buffer, { type, formula, value }: Open, { texts }: Lists): boolean {
  if (type === 'inlineStr') return true
  // The reader takes a text, a truth value or an error without value for one; a number without one is a blank or a
  // formula without result, which it tells.
  if (value === undefined) return type === '' || type === 'n' || (type !== 's' && !formula)
  let at = value
  while (at < xml.length && xml[at]! <= 0x20) at++
  const empty = xml[at] === LESS
  if (type === 's') return !empty && isIndex(xml, at, texts)
  if (type !== '' && type !== 'n') return !(empty && type === 'b')
  // A space would be read as 0, and 0x10 as 16.
  return empty ? at === value : xml[at] !== ZERO || (xml[at + 1]! & 0xdf) < 0x41 || (xml[at + 1]! & 0xdf) === 0x45
}

function isIndex(xml: Buffer, from: number, below: number): boolean {
  let index = 0
  let at = from
  for (; at < from + 9 && xml[at]! >= ZERO && xml[at]! <= ZERO + 9; at++) index = index * 10 + xml[at]! - ZERO
  return at > from && (xml[at] === LESS || xml[at]! <= 0x20) && index < below
}
