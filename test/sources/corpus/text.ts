// Writes a grid as a text file in any of the forms that systems and spreadsheets save: encodings, separators, quotes, line
// breaks, separators at the end of rows. Takes chance; gives bytes and the line on which each row of the grid begins.

import type { Drawn } from './cells.ts'
import type { Dice } from './dice.ts'

export interface Written {
  readonly bytes: Buffer
  /** 1-based line of each row of the grid. */
  readonly lines: readonly number[]
  readonly form: TextForm
}

export interface TextForm {
  readonly encoding: 'utf-8' | 'utf-8 marked' | 'gb18030' | 'utf-16le' | 'utf-16be'
  readonly delimiter: ',' | ';' | '\t'
  readonly newline: '\n' | '\r\n' | '\r'
}

export function textForm(d: Dice): TextForm {
  return {
    encoding: d.pick(['utf-8', 'utf-8', 'utf-8 marked', 'gb18030', 'gb18030', 'utf-16le', 'utf-16be']),
    delimiter: d.pick([',', ',', ',', ';', '\t']),
    newline: d.pick(['\n', '\r\n', '\r\n', '\r']),
  }
}

export function drawnText(cell: Drawn): string {
  if (cell.kind === 'text') return cell.text
  if (cell.kind === 'number') return cell.digits
  return cell.kind === 'truth' ? String(cell.value) : ''
}

export function asText(d: Dice, grid: readonly (readonly Drawn[])[], form: TextForm): Written {
  const { delimiter, newline } = form
  const always = d.once(3)
  const tail = d.once(5) ? delimiter : ''
  const quoted = (cell: Drawn): string => {
    // Where a single carriage return ends lines, a line feed within a cell would make the two hard to tell.
    const content = newline === '\r' ? drawnText(cell).replaceAll('\n', ' ') : drawnText(cell).replaceAll('\n', newline)
    const must = /["\r\n]/.test(content) || content.includes(delimiter)
    return must || (always && content !== '') ? `"${content.replaceAll('"', '""')}"` : content
  }
  const lines: number[] = []
  let line = 1
  const texts = grid.map(cells => {
    lines.push(line)
    const content = cells.map(quoted).join(delimiter) + (cells.length > 1 ? tail : '')
    line += content.split(newline).length
    return content
  })
  const end = d.once(3) ? '' : newline
  return { bytes: encode(texts.join(newline) + end, form.encoding), lines, form }
}

/** A text as markup holds it. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

export function encode(content: string, encoding: TextForm['encoding']): Buffer {
  if (encoding === 'utf-8') return Buffer.from(content)
  if (encoding === 'utf-8 marked') return Buffer.from(`\ufeff${content}`)
  if (encoding === 'gb18030') return asGb18030(content)
  const wide = Buffer.from(`\ufeff${content}`, 'utf16le')
  return encoding === 'utf-16le' ? wide : wide.swap16()
}

export function decode(bytes: Buffer, encoding: TextForm['encoding']): string {
  return new TextDecoder(encoding === 'utf-8 marked' ? 'utf-8' : encoding).decode(bytes)
}

let table: Map<string, Buffer> | undefined

/** Node can only decode GB18030: the table is what it decodes all codes of two and of four bytes to. */
function codes(): Map<string, Buffer> {
  if (table) return table
  const all: Buffer[] = []
  for (let a = 0x81; a <= 0xfe; a++) for (let b = 0x40; b <= 0xfe; b++) if (b !== 0x7f) all.push(Buffer.from([a, b]))
  for (let a = 0x81; a <= 0x84; a++)
    for (let b = 0x30; b <= 0x39; b++)
      for (let c = 0x81; c <= 0xfe; c++) for (let e = 0x30; e <= 0x39; e++) all.push(Buffer.from([a, b, c, e]))
  const decoder = new TextDecoder('gb18030')
  const found = new Map<string, Buffer>()
  for (const code of all) {
    const character = decoder.decode(code)
    if (character.length === 1 && character !== '\ufffd' && !found.has(character)) found.set(character, code)
  }
  // Beyond the basic plane the codes are in order.
  table = found
  return found
}

function asGb18030(content: string): Buffer {
  const parts = [...content].map(character => {
    const point = character.codePointAt(0)!
    if (point < 0x80) return Buffer.from([point])
    if (point < 0x10000) return codes().get(character) ?? Buffer.from('?')
    const offset = point - 0x10000
    return Buffer.from([
      0x90 + Math.floor(offset / 12_600),
      0x30 + (Math.floor(offset / 1260) % 10),
      0x81 + (Math.floor(offset / 10) % 126),
      0x30 + (offset % 10),
    ])
  })
  return Buffer.concat(parts)
}
