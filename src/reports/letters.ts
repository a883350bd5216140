// How much room texts take on a sheet, in digits. Chinese letters take two, capitals a little more than one.

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

/** Lines that a text takes in a column of a width. */
export function linesOf(text: string, width: number): number {
  if (!text.includes('\n')) return Math.max(1, Math.ceil(lettersWide(text) / width))
  return text.split('\n').reduce((lines, line) => lines + linesOf(line, width), 0)
}
