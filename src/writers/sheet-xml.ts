// Rows of a sheet → the text of its cells, as the format has them, piece by piece. Takes cells with their styles; gives each
// text and each style a number, in the order in which they come first. The library makes everything else of a workbook.

import { once } from '../core/lists.ts'
import { columnLetters } from '../core/place.ts'
import type { CellStyle, CellValue, Font, WrittenCell, WrittenSheet } from './workbook.ts'

/** Letters that are put together before they are packed. */
const PIECE = 1 << 15

/** Texts of cells, each once: they stand in a part of their own. */
export class Texts {
  readonly all: Map<string, number> = new Map()

  numberOf(text: string): number {
    const known = this.all.get(text)
    if (known !== undefined) return known
    const number = this.all.size
    this.all.set(text, number)
    return number
  }

  *xml(): Generator<string> {
    const count = this.all.size
    yield `${HEAD}<sst xmlns="${SHEETS}" count="${count}" uniqueCount="${count}">`
    yield* inPieces(this.all.keys(), text => `<si>${textElement(text)}</si>`)
    yield '</sst>'
  }
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const SHEETS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** Styles of cells, each once, numbered from 1 on; 0 is that of a cell without any. */
export class Styles {
  readonly all: CellStyle[] = []
  readonly #font: Font
  readonly #looks = new Map<CellStyle, string>()
  readonly #keys = new Map<string, number>()

  /** `font`: what a cell has that says nothing of its font. */
  constructor(font: Font) {
    this.#font = font
  }

  /** What a cell says of its look. */
  lookOf(style: CellStyle): string {
    const known = this.#looks.get(style)
    if (known !== undefined) return known
    const look = ` s="${once(this.#keys, this.#key(style), () => this.all.push(style))}"`
    this.#looks.set(style, look)
    return look
  }

  /** The same for styles that look the same. */
  #key({ font = this.#font, fill, alignment = {}, border = {}, numFmt, protection }: CellStyle): string {
    return JSON.stringify([
      ...[font.name, font.size, font.bold || null, font.color?.rgb, fill?.fgColor.rgb, border.top?.style],
      ...[border.bottom?.style, alignment.horizontal, alignment.vertical, alignment.wrapText || null],
      ...[
        alignment.indent,
        alignment.textRotation,
        numFmt,
        border.left?.style,
        border.right?.style,
        protection?.locked,
      ],
    ])
  }
}

/** The rows of a sheet. */
export function rowsXml({ rows, heights }: WrittenSheet, texts: Texts, styles: Styles): Iterable<string> {
  let line = 0
  return inPieces(rows, row => {
    line++
    const height = heights?.get(line - 1)
    let cells = ''
    for (let c = 0; c < row.length; c++) {
      const cell = row[c]
      if (cell) cells += cellXml(cell, lettersOf(c) + line, texts, styles)
    }
    if (cells === '' && height === undefined) return ''
    const head = `<row r="${line}"${height === undefined ? '' : ` ht="${height}" customHeight="1"`}`
    return cells === '' ? `${head}/>` : `${head}>${cells}</row>`
  })
}

function cellXml(cell: WrittenCell, at: string, texts: Texts, styles: Styles): string {
  const { value = null, style, formula } = cell
  const look = style === undefined ? '' : styles.lookOf(style)
  if (cell.richText) {
    const runs = cell.richText.map(({ text }) => `<r>${textElement(text)}</r>`).join('')
    return `<c r="${at}" t="inlineStr"${look}><is>${runs}</is></c>`
  }
  if (formula !== undefined) {
    const array = cell.formulaRef === undefined ? '' : ` t="array" ref="${cell.formulaRef}"`
    const result = cell.formulaResult ?? null
    return `<c r="${at}"${look}${typeOf(result)}><f${array}>${escaped(formula)}</f>${resultXml(result)}</c>`
  }
  if (typeof value === 'string') return `<c r="${at}" t="s"${look}><v>${texts.numberOf(value)}</v></c>`
  if (typeof value === 'boolean') return `<c r="${at}" t="b"${look}>${resultXml(value)}</c>`
  if (value !== null && Number.isFinite(value)) return `<c r="${at}"${look}><v>${value}</v></c>`
  return look === '' ? '' : `<c r="${at}"${look}/>`
}

function typeOf(result: CellValue): string {
  return typeof result === 'string' ? ' t="str"' : typeof result === 'boolean' ? ' t="b"' : ''
}

function resultXml(result: CellValue): string {
  if (result === null) return ''
  if (result === '') return '<v/>'
  if (typeof result === 'boolean') return result ? '<v>1</v>' : '<v>0</v>'
  return `<v>${typeof result === 'string' ? escaped(result) : result}</v>`
}

function textElement(text: string): string {
  if (text === '') return '<t/>'
  const keep = /^ | $|[\n\t]/.test(text) ? ' xml:space="preserve"' : ''
  return `<t${keep}>${escaped(text)}</t>`
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML has no letters for
const ESCAPED = /[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f]/g
const NAMES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** A text within an element: letters that XML can't hold stand as the format writes them. */
export function escaped(text: string): string {
  return text.replace(
    ESCAPED,
    letter => NAMES[letter] ?? `_x${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  )
}

const letters: string[] = []

function lettersOf(column: number): string {
  letters[column] ??= columnLetters(column)
  return letters[column]
}

/** Texts of items, put together until they are worth packing. */
function* inPieces<T>(items: Iterable<T>, xml: (item: T) => string): Generator<string> {
  let waiting = ''
  for (const item of items) {
    waiting += xml(item)
    if (waiting.length < PIECE) continue
    yield waiting
    waiting = ''
  }
  yield waiting
}
