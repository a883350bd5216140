// How much room texts take on a sheet, in digits. Chinese letters take two, capitals a little more than one.

import type { Decimal } from '../core/decimal.ts'

const WIDE_FROM = 0x2e7f
const CAPITAL_A = 0x41
const UNDERSCORE = 0x5f

/** Digits that a text takes in one line. */
export function lettersWide(text: string): number {
  let width = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    width += code > WIDE_FROM ? 2 : code >= CAPITAL_A && code <= UNDERSCORE ? 1.2 : 0.95
  }
  return Math.ceil(width)
}

/** Digits between two amounts. */
const GAP = 1.5

/** Digits that an amount takes in a column as narrow as can be; its signs are narrower than a digit. */
export function amountWide(amount: Decimal): number {
  const whole = Math.max(1, amount.e + 1)
  return whole + 2 + (Math.floor((whole - 1) / 3) + 1) / 2 + (amount.isNegative() ? 1 : 0) + GAP
}

/** The same of a sum, which is bold. */
export function sumWide(sum: Decimal): number {
  return (amountWide(sum) - GAP) * BOLD + 1
}

/** How much wider bold letters are. */
export const BOLD = 1.12

/** Letters of the longest word, which no line breaks; of Chinese four letters stay together. */
export function longestWord(text: string): number {
  let longest = 0
  for (const word of text.split(' ')) {
    const wide = lettersWide(word)
    longest = Math.max(longest, /^[\p{Script=Han}（）：]+$/u.test(word) ? Math.min(8, wide) : wide)
  }
  return longest
}

/** Digits of the longest piece of a text that no line breaks: a word, or two letters of Chinese. */
function longestPiece(text: string): number {
  let longest = 0
  for (const piece of text.split(' '))
    longest = Math.max(longest, lettersWide(/^[\p{Script=Han}（）：]+$/u.test(piece) ? piece.slice(0, 2) : piece))
  return longest
}

/** The narrowest column, at least so wide, in which a heading takes no more lines than this; its words are not broken. */
export function headingWidth(title: string, least: number, lines: number): number {
  const whole = lettersWide(title)
  // Four letters of Chinese stay together, and a heading that nearly fits is not broken for a letter or two.
  if (whole <= Math.max(8, least + 2)) return Math.max(whole, least)
  let width = Math.max(least, longestPiece(title))
  while (width < whole && brokenLines(title, width) > lines) width++
  return width
}

/** Lines that a heading takes where words stay whole. */
export function brokenLines(text: string, width: number): number {
  let lines = 1
  let used = 0
  for (const piece of text.match(/\p{Script=Han}|[^\p{Script=Han} ]+ ?| /gu) ?? []) {
    const wide = lettersWide(piece.trimEnd())
    if (used > 0 && used + wide > width) {
      lines++
      used = 0
    }
    used += lettersWide(piece)
  }
  return lines
}

/** Lines that a text takes in a column of a width. */
export function linesOf(text: string, width: number): number {
  if (!text.includes('\n')) return Math.max(1, Math.ceil(lettersWide(text) / width))
  return text.split('\n').reduce((lines, line) => lines + linesOf(line, width), 0)
}
