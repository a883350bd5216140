// Lines for a terminal in which Chinese letters are two columns wide. What is not seen is written out before it is measured.

import stringWidth from 'string-width'
import { lineText } from './paint.ts'

/** Text in lines of at most `width` columns, broken at spaces, and between Chinese letters where there are none. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  // Of the line so far: what is added is measured alone, since no letter of a piece changes the width of the one before.
  let used = 0
  for (const piece of lineText(text).match(PIECES) ?? []) {
    if (line !== '' && used + shownWidth(piece.trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = ''
      used = 0
    }
    const added = line === '' ? piece.trimStart() : piece
    line += added
    used += shownWidth(added)
    if (used <= width || /\s/.test(line.trim())) continue
    // What is longer than a line alone is cut into lines; a last space may stand beyond them.
    for (let head = headOf(line, width); head.length < line.length; head = headOf(line, width)) {
      lines.push(head)
      line = line.slice(head.length)
    }
    used = shownWidth(line)
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd())
  return lines
}

/** What is not broken: a Chinese letter or a run of others, with the signs that open before and close after it. */
const PIECES =
  /[（“《【]*(?:\p{Script=Han}|[^\s\p{Script=Han}（“《【，。；：、！？）”》】]+)?[，。；：、！？）”》】]+\s*|[（“《【]*(?:\p{Script=Han}|[^\s\p{Script=Han}（“《【，。；：、！？）”》】]+)\s*|[（“《【]+|\s+/gu

/** As many letters as fit in the width, at least one. */
export function cut(text: string, width: number): string {
  return headOf(lineText(text), width)
}

function headOf(text: string, width: number): string {
  let used = 0
  let head = ''
  for (const letter of text) {
    used += shownWidth(letter)
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
  return shownWidth(lineText(text))
}

/** Columns of a text that is as it is shown. */
function shownWidth(text: string): number {
  // Of most cells there is no doubt, and a table may have a hundred thousand.
  if (!PLAIN.test(text)) return text.length > LONG ? lettersWidth(text) : stringWidth(text)
  let width = text.length
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= WIDE) width++
  return width
}

/** Letter by letter: what several make together is seldom, and slow to find in a long text. */
function lettersWidth(text: string): number {
  let width = 0
  for (const letter of text) width += stringWidth(letter)
  return width
}

const LONG = 500
/** Letters and signs that stand for themselves: those of Latin scripts, of arithmetic and lines, then Chinese and full-width ones. */
const PLAIN =
  /^[ -~\u00a1-\u00a8\u00aa-\u00ac\u00af-\u017f\u2010-\u2027\u2030-\u203b\u2190-\u2193\u2200-\u22ff\u2500-\u257f\u3000-\u3029\u3041-\u3096\u4e00-\u9fff\uff01-\uff60]*$/
const WIDE = 0x3000
