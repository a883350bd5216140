// Reads the cells of a sheet, and the texts that sheets share, from the bytes of their XML, tag by tag and once: a sheet has
// millions of them. Takes a part of the workbook and what its cells refer to; gives rows as they are shown and the formulas in them. Refuses
// sheets that break off or are too large, cells that stand twice or hold no value of their kind, and shared texts that are not there.

import { isUtf8 } from 'node:buffer'
import { type Cell, type Drawing, drawnText, NO_RESULT } from '../cells/cell.ts'
import type { Merge } from '../layout/grid.ts'
import { MAX_CELLS } from '../limits.ts'
import { attribute, decodeText } from './markup.ts'
import { DAMAGED, TOO_MANY } from './sheet.ts'

/** What the cells of all sheets of a workbook refer to. */
export interface SheetLists {
  readonly texts: readonly string[]
  readonly styles: readonly CellStyle[]
}

export interface CellStyle {
  readonly struck: boolean
  /** What a number is under the style; undefined where it is that number. */
  readonly shown: ((value: number) => Cell) | undefined
}

/** 0-based. */
export interface Formula {
  readonly row: number
  readonly column: number
  /** Empty in the cells that a formula was filled over, which have the number of the first one's. */
  readonly text: string
  readonly shared: number | undefined
}

export interface SheetCells {
  /** Rows have the cells up to their last one; those that the sheet does not have are undefined, empty ones null. */
  readonly rows: Cell[][]
  readonly merges: readonly Merge[]
  /** 0-based rows that are hidden or have something that is struck out. */
  readonly unseen: readonly number[]
  readonly formulas: readonly Formula[]
}

/** Reads a sheet of which a piece is there at a time: what follows the last whole row waits for the next one. */
export async function readWorksheet(
  pieces: Iterable<Buffer> | AsyncIterable<Buffer>,
  lists: SheetLists,
): Promise<SheetCells> {
  const reader = new SheetReader(lists)
  let rest: Buffer[] = []
  /** A comment may hold what looks like a row: then all that follows is read at once. */
  let together = false
  let first = true
  for await (const piece of pieces) {
    const end = together ? -1 : piece.lastIndexOf(ROW_END)
    if (end < 0) {
      rest.push(piece)
      continue
    }
    const xml = Buffer.concat([...rest, piece.subarray(0, end + ROW_END.length)])
    rest = [piece.subarray(end + ROW_END.length)]
    together = hasSpecial(xml, first ? DECLARATION : 0)
    first = false
    if (together) rest.unshift(xml)
    else reader.read(xml)
  }
  const xml = Buffer.concat(rest)
  if (!SHEET_END.test(xml.toString('latin1', Math.max(0, xml.length - 400)))) throw DAMAGED
  reader.read(xml)
  return reader.cells
}

/** The texts in their order. */
export function sharedTexts(xml: Buffer): readonly string[] {
  const tags = new Tags(xml)
  const texts: string[] = []
  while (tags.next()) if (!tags.closing && tags.is('si')) texts.push(textOf(tags, 'si'))
  return texts
}

/** How many elements of that name a part has, or in all. */
export function tagsIn(xml: Buffer, name?: string): number {
  let count = 0
  const tags = new Tags(xml)
  while (tags.next()) if (!tags.closing && (name === undefined || tags.is(name))) count++
  return count
}

/** True where comments, texts as they stand or what programs are told begin. Their second sign is rare: it is looked for first. */
function hasSpecial(xml: Buffer, from: number): boolean {
  return (xml.includes(BANG) && xml.includes('<!')) || (xml.includes(QUESTION, from) && xml.includes('<?', from))
}

const ROW_END = '</row>'
/** Behind the mark of the byte order and the beginning of the declaration. */
const DECLARATION = 5
const SHEET_END = /<\/(\w+:)?worksheet\s*>\s*(<!--[^>]*-->\s*)?$/
/** Columns and rows that a sheet can have. */
const WIDTH = 16_384
const HEIGHT = 1_048_576

const LESS = 0x3c
const GREATER = 0x3e
const SLASH = 0x2f
const COLON = 0x3a
const EQUALS = 0x3d
const AMPERSAND = 0x26
const ZERO = 0x30
const MINUS = 0x2d
const POINT = 0x2e
const BANG = 0x21
const QUESTION = 0x3f

/** Goes from tag to tag. Comments and what programs are told are passed over. */
class Tags {
  readonly xml: Buffer
  /** Behind the name of the tag, later behind the tag. */
  at = 0
  /** Where its name stands, without its prefix. */
  from = 0
  to = 0
  closing = false
  /** It has no content: `<v/>`. Known once it is passed. */
  empty = false

  constructor(xml: Buffer) {
    this.xml = xml
  }

  /** Goes to the next tag; false where there is none. */
  next(): boolean {
    const { xml } = this
    let { at } = this
    for (;;) {
      // Tags are near each other: a call of the system for each would take longer than looking.
      while (at < xml.length && xml[at] !== LESS) at++
      if (at >= xml.length) return false
      const kind = xml[at + 1]
      if (kind !== BANG && kind !== QUESTION) break
      at = this.behindSpecial(at)
    }
    this.closing = xml[at + 1] === SLASH
    at += this.closing ? 2 : 1
    this.from = at
    for (; at < xml.length; at++) {
      const byte = xml[at]!
      if (byte <= 0x20 || byte === GREATER || byte === SLASH) break
      if (byte === COLON) this.from = at + 1
    }
    this.to = at
    this.at = at
    return true
  }

  is(name: string): boolean {
    const { xml, from } = this
    if (this.to - from !== name.length) return false
    for (let i = 0; i < name.length; i++) if (xml[from + i] !== name.charCodeAt(i)) return false
    return true
  }

  /** Passes the rest of the tag. */
  pass(): void {
    const { xml } = this
    let { at } = this
    for (let quote = 0; ; at++) {
      const byte = xml[at]
      if (byte === undefined) throw DAMAGED
      if (quote !== 0) {
        if (byte === quote) quote = 0
      } else if (byte === 0x22 || byte === 0x27) quote = byte
      else if (byte === GREATER) break
    }
    this.empty = xml[at - 1] === SLASH
    this.at = at + 1
  }

  /** Passes the rest of the tag and gives it. */
  attributes(): string {
    const from = this.at
    this.pass()
    return this.xml.toString('utf8', from, this.at - 1)
  }

  /** Passes a text up to the next tag and gives it. */
  text(): string {
    const { xml } = this
    let text = ''
    for (;;) {
      const from = this.at
      let { at } = this
      let plain = true
      for (; at < xml.length && xml[at] !== LESS; at++) if (xml[at]! >= 0x80 || xml[at] === AMPERSAND) plain = false
      const piece = xml.toString(plain ? 'latin1' : 'utf8', from, at)
      text += plain ? piece : decodeText(piece)
      this.at = at
      if (xml[at + 1] !== BANG && xml[at + 1] !== QUESTION) return text
      this.at = this.behindSpecial(at)
      if (xml[at + 2] === 0x5b) text += xml.toString('utf8', at + CDATA.length, this.at - 3)
    }
  }

  private behindSpecial(at: number): number {
    const { xml } = this
    const is = (begin: string): boolean => xml.toString('latin1', at, at + begin.length) === begin
    const end = is('<!--') ? '-->' : is(CDATA) ? ']]>' : is('<?') ? '?>' : '>'
    const found = xml.indexOf(end, at + 2)
    if (found < 0) throw DAMAGED
    return found + end.length
  }
}

const CDATA = '<![CDATA['

/** Signs that XML does not have are written as `_x000D_`. */
function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

/** The text in an element that begins here, of pieces with fonts of their own or without any. How it is spoken is passed over. */
function textOf(tags: Tags, element: 'si' | 'is'): string {
  tags.pass()
  if (tags.empty) return ''
  let plain = ''
  let pieces: string | undefined
  let drawing: Drawing | undefined
  while (tags.next()) {
    if (tags.closing) {
      if (tags.is(element)) return pieces ?? decodeEscapes(plain)
      if (tags.is('r')) drawing = undefined
    } else if (tags.is('t')) {
      tags.pass()
      const text = tags.empty ? '' : tags.text()
      if (drawing) pieces += drawnText(decodeEscapes(text), drawing)
      else plain += text
    } else if (tags.is('r')) {
      drawing = {}
      pieces ??= ''
    } else if (drawing && tags.is('strike')) {
      const off = /^(0|false)$/.test(attribute(tags.attributes(), 'val') ?? '')
      drawing = { ...drawing, struck: !off }
    } else if (drawing && tags.is('vertAlign')) {
      const value = attribute(tags.attributes(), 'val')
      drawing = { ...drawing, raised: value === 'superscript', lowered: value === 'subscript' }
    } else if (tags.is('rPh')) {
      tags.pass()
      while (!tags.empty && tags.next()) if (tags.closing && tags.is('rPh')) break
    }
  }
  throw DAMAGED
}

class SheetReader {
  private tags = new Tags(Buffer.alloc(0))
  private readonly lists: SheetLists
  private readonly rows: Cell[][] = []
  private readonly merges: Merge[] = []
  private readonly unseen: number[] = []
  private readonly formulas: Formula[] = []
  private width = 0
  private inData = false
  private inRow = false
  /** Of the row and, in it, of the cell that is read, where it says nothing else: the row 1-based. */
  private row = 0
  private column = 0
  /** What the attributes of a row or cell say. */
  private nameFrom = 0
  private nameTo = 0
  private type = ''
  private style = -1
  private hidden = false

  constructor(lists: SheetLists) {
    this.lists = lists
  }

  /** Reads the next tags, none of which breaks off, nor a cell. */
  read(xml: Buffer): void {
    if (!isUtf8(xml)) throw DAMAGED
    const tags = new Tags(xml)
    this.tags = tags
    while (tags.next()) {
      const { closing } = tags
      if (tags.is('c')) {
        if (this.inRow && !closing) this.cell()
      } else if (tags.is('row')) {
        this.inRow = this.inData && !closing
        if (this.inRow) this.inRow = this.begin()
      } else if (tags.is('sheetData')) {
        tags.pass()
        this.inData = !closing && !tags.empty
      } else if (!closing && tags.is('mergeCell')) this.merge(attribute(tags.attributes(), 'ref') ?? '')
    }
  }

  get cells(): SheetCells {
    const { rows, merges, unseen, formulas } = this
    return { rows, merges, unseen, formulas }
  }

  /** Begins a row; false for one without cells. */
  private begin(): boolean {
    const { tags } = this
    this.attributes()
    const said = Number(tags.xml.toString('latin1', this.nameFrom, this.nameTo))
    this.row = said || this.row + 1
    if (!Number.isInteger(this.row) || this.row < 1 || this.row > HEIGHT) throw DAMAGED
    this.column = 0
    if (this.hidden) this.unseen.push(this.row - 1)
    return !tags.empty
  }

  private merge(ref: string): void {
    const [from, to = from] = ref.split(':').map(name => keyOf(Buffer.from(name), 0, name.length))
    if (from === undefined || to === undefined) return
    const [top, bottom] = [from, to].map(key => Math.floor(key / WIDTH) - 1) as [number, number]
    this.merges.push({ top, bottom, left: from % WIDTH, right: to % WIDTH })
  }

  /** Reads the attributes of a row or cell and passes its tag. */
  private attributes(): void {
    const { tags } = this
    const { xml } = tags
    let { at } = tags
    this.nameFrom = 0
    this.nameTo = 0
    this.type = ''
    this.style = -1
    this.hidden = false
    for (; xml[at] !== GREATER; at++) {
      if (xml[at] !== EQUALS) {
        if (at >= xml.length) throw DAMAGED
        continue
      }
      let end = at - 1
      let from = at + 1
      while (xml[end]! <= 0x20) end--
      while (xml[from]! <= 0x20) from++
      const quote = xml[from]
      if (quote !== 0x22 && quote !== 0x27) throw DAMAGED
      let to = ++from
      while (to < xml.length && xml[to] !== quote) to++
      if (xml[end - 1]! <= 0x20) {
        const letter = xml[end]
        if (letter === 0x72) {
          this.nameFrom = from
          this.nameTo = to
        } else if (letter === 0x74)
          this.type = to === from + 1 ? LETTERS[xml[from]!]! : xml.toString('latin1', from, to)
        else if (letter === 0x73) this.style = numberOf(xml, from, to)
      } else if (xml[end] === 0x6e && /\shidden$/.test(xml.toString('latin1', end - 6, end + 1)))
        this.hidden = /^(1|true)$/.test(xml.toString('latin1', from, to))
      at = to
    }
    tags.empty = xml[at - 1] === SLASH
    tags.at = at + 1
  }

  private cell(): void {
    const { tags, lists } = this
    const { xml } = tags
    this.attributes()
    const { type, style } = this
    if (!(style < Math.max(1, lists.styles.length))) throw DAMAGED
    const named = this.nameTo > this.nameFrom
    const key = named ? keyOf(xml, this.nameFrom, this.nameTo) : this.row * WIDTH + this.column
    if (key === undefined || (!named && this.column >= WIDTH)) throw DAMAGED
    const row = Math.floor(key / WIDTH) - 1
    const column = key % WIDTH
    this.column = column + 1
    const cells = this.place(row, column)
    let valued = false
    let from = 0
    let to = 0
    /** A value in pieces. */
    let odd: string | undefined
    let inline = ''
    let formula: Formula | undefined
    if (!tags.empty)
      for (;;) {
        if (!tags.next()) throw DAMAGED
        if (tags.closing) {
          if (tags.is('c')) break
        } else if (tags.is('v')) {
          // Whoever takes both would put the digits of two together.
          if (valued) throw DAMAGED
          valued = true
          tags.pass()
          if (tags.empty) continue
          from = tags.at
          for (to = from; xml[to] !== LESS; to++) if (to >= xml.length) throw DAMAGED
          if (xml[to + 1] !== SLASH) odd = tags.text()
          tags.at = to
        } else if (tags.is('f')) formula = this.formula(row, column)
        else if (tags.is('is')) inline = textOf(tags, 'is')
        else if (tags.is('c') || tags.is('row')) throw DAMAGED
      }
    let start = from
    while (start < to && xml[start]! <= 0x20) start++
    const blank = start === to && odd === undefined
    let value: Cell = null
    if (type === 'inlineStr') value = inline
    else if (type === 'str' && valued) value = decodeEscapes(odd ?? this.decoded(from, to))
    else if (blank) {
      // A blank, or a formula without result, whatever its type is; a space would be read as 0.
      if (to > from && !(type === 'e' && formula)) throw DAMAGED
    } else if (type === 's') value = this.shared(odd ?? xml.toString('latin1', start, to))
    else if (type === 'e') value = odd ?? this.decoded(from, to)
    else if (type === 'b') value = /^(1|true)$/i.test(odd ?? xml.toString('latin1', from, to))
    else {
      const number = odd === undefined ? plainNumber(xml, from, to) : Number.NaN
      value = Number.isNaN(number) ? otherNumber(odd ?? this.decoded(from, to)) : number
    }
    if (value !== null && style >= 0) {
      const { struck, shown } = lists.styles[style] ?? PLAIN
      if (struck) this.unseen.push(row)
      if (shown && typeof value === 'number') value = shown(value)
    }
    if (formula) {
      this.formulas.push(formula)
      value ??= NO_RESULT
    }
    cells[column] = value
  }

  private formula(row: number, column: number): Formula | undefined {
    const { tags } = this
    const attributes = tags.attributes()
    const text = tags.empty ? '' : tags.text()
    const shared = attribute(attributes, 't') === 'shared' ? Number(attribute(attributes, 'si') ?? -1) : -1
    return text === '' && !(shared >= 0) ? undefined : { row, column, text, shared: shared >= 0 ? shared : undefined }
  }

  /** The row's cells, up to the one that is to be put there. */
  private place(row: number, column: number): Cell[] {
    const { rows } = this
    if (row >= rows.length || column >= this.width) {
      this.width = Math.max(this.width, column + 1)
      if (Math.max(rows.length, row + 1) * this.width > MAX_CELLS) throw TOO_MANY
      while (rows.length <= row) rows.push([])
    }
    const cells = rows[row]!
    if (cells[column] !== undefined) throw DAMAGED
    while (cells.length < column) cells.push(undefined)
    return cells
  }

  private decoded(from: number, to: number): string {
    return decodeText(this.tags.xml.toString('utf8', from, to))
  }

  private shared(index: string): string {
    const text = /^\d{1,9}\s*$/.test(index) ? this.lists.texts[Number(index)] : undefined
    if (text === undefined) throw DAMAGED
    return text
  }
}

const PLAIN: CellStyle = { struck: false, shown: undefined }
/** Types of one letter, as nearly all are. */
const LETTERS: readonly string[] = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code))
const TENS: readonly number[] = Array.from({ length: 16 }, (_, places) => 10 ** places)

/** A number of at most 15 digits; NaN for any other. Both parts of the quotient are exact, so it is the nearest double. */
function plainNumber(xml: Buffer, from: number, to: number): number {
  let at = xml[from] === MINUS ? from + 1 : from
  const sign = at - from
  if (to - at > 15 || xml[to - 1] === POINT) return Number.NaN
  let number = 0
  let point = -1
  for (; at < to; at++) {
    const digit = xml[at]! - ZERO
    if (digit >= 0 && digit <= 9) number = number * 10 + digit
    else if (xml[at] === POINT && point < 0) point = at
    else return Number.NaN
  }
  const value = point < 0 ? number : number / TENS[to - point - 1]!
  return sign === 0 ? value : -value
}

/** A number in another form, or the text that stands in its place. `0x10` would be read as 16. */
function otherNumber(text: string): number | string {
  if (/^\s*0[a-df-z]/i.test(text)) throw DAMAGED
  const number = Number(text)
  return Number.isNaN(number) ? text : number
}

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

/** `B12` as one number, its row × columns + its 0-based column; undefined for what names no cell. */
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
  if (digits === from || at === digits || column > WIDTH || row < 1 || row > HEIGHT) return undefined
  return row * WIDTH + column - 1
}
