// Lines for a terminal in which Chinese letters are two columns wide. What is not seen is written out before it is measured.

import stringWidth from 'string-width'
import { lineText } from './paint.ts'

/** Text in lines of at most `width` columns, broken at spaces, and between Chinese letters where there are none. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of lineText(text).match(PIECES) ?? []) {
    if (line !== '' && stringWidth(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += line === '' ? piece.trimStart() : piece
    while (stringWidth(line) > width && !/\s/.test(line.trim())) {
      const head = cut(line, width)
      if (head.length === line.length) break
      lines.push(head)
      line = line.slice(head.length)
    }
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd())
  return lines
}

/** What is not broken: a Chinese letter or a run of others, with the signs that open before and close after it. */
const PIECES =
  /[（“《【]*(?:\p{Script=Han}|[^\s\p{Script=Han}（“《【，。；：、！？）”》】]+)?[，。；：、！？）”》】]+\s*|[（“《【]*(?:\p{Script=Han}|[^\s\p{Script=Han}（“《【，。；：、！？）”》】]+)\s*|[（“《【]+|\s+/gu

/** As many letters as fit in the width, at least one. */
export function cut(text: string, width: number): string {
  let used = 0
  let head = ''
  for (const letter of lineText(text)) {
    used += stringWidth(letter)
    if (used > width && head !== '') break
    head += letter
  }
  return head
}

/** The text with spaces after it (before it: `right`) up to the width. */
export function pad(text: string, width: number, right = false): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)))
  const shown = lineText(text)
  return right ? space + shown : shown + space
}

/** Columns that a text takes. */
export function widthOf(text: string): number {
  // Of most cells there is no doubt, and a table may have a hundred thousand.
  if (!PLAIN.test(text)) return stringWidth(lineText(text))
  let width = text.length
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7e) width++
  return width
}

/** Printable ASCII and the usual Chinese letters. */
const PLAIN = /^[ -~\u4e00-\u9fff]*$/
