// Text of cells: what is trimmed, what counts as blank, and what two spellings of one word have in common. Takes any text,
// gives text; refuses nothing.

import type { Cell } from './cell.ts'

const INVISIBLE = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g
const UNCLEAN = /^\s|\s$|[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/
const PLAIN = /^[\w\u4e00-\u9fff.-]*$/
const RAISED = /[\u00b2\u00b3\u00b9\u2070-\u209c]/
const NOT_RAISED = /[^\u00b2\u00b3\u00b9\u2070-\u209c]+/g
const DASHES = /^[-\u2010-\u2015\u2212\uff0d]+$|^[/\uff0f]$/

/** The text without invisible characters and without spaces of any script at its ends. */
export function clean(text: string): string {
  return UNCLEAN.test(text) ? text.replace(INVISIBLE, '').trim() : text
}

/** True for letters, digits and Chinese only, with marks inside: nothing to be trimmed, no blank, no fault. */
export function isPlainWord(text: string): boolean {
  const end = text.length
  if (end === 0 || end > 64) return false
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(i)
    const word =
      (code > 47 && code < 58) ||
      (code > 64 && code < 91) ||
      (code > 96 && code < 123) ||
      (code > 0x4dff && code < 0xa000)
    if (!word && !(i > 0 && (code === 45 || code === 95))) return false
  }
  return true
}

/** Full-width and joined signs as plain ones. Raised and lowered digits stay: behind a number they are a note, not a digit. */
export function plainSigns(text: string): string {
  return RAISED.test(text) ? text.replace(NOT_RAISED, part => part.normalize('NFKC')) : text.normalize('NFKC')
}

/** How words are compared: no spaces, full-width letters and digits as plain ones. */
export function fold(text: string): string {
  return PLAIN.test(text) ? text : plainSigns(text.replace(INVISIBLE, '')).replace(/\s+/g, '')
}

/** Empty, spaces, or the dashes and the slash that systems print for nothing. */
export function isBlank(text: string): boolean {
  if (text === '') return true
  const code = text.charCodeAt(0)
  if (code > 47 && code < 123 && code !== 61) return false
  const bare = unwrap(clean(text))
  return bare === '' || DASHES.test(bare)
}

/** A cell without content. A formula without result is none: that is a fault, not a blank. */
export function isBlankCell(cell: Cell): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && isBlank(cell))
}

/**
 * `="00012"` and `'00012`, by which systems keep a spreadsheet from changing a text, and `"00012"` behind a space, which is
 * no quoted cell of a CSV file, without their marks.
 */
export function unwrap(text: string): string {
  const code = text.charCodeAt(0)
  if (code === 39) return text.slice(1)
  if (code !== 61 && code !== 34) return text
  const inside = /^=?"([^"]*)"$/.exec(text)
  return inside ? inside[1]! : text
}

/** A copy that does not keep the piece of file alive from which the text was cut. */
export function ownCopy(text: string): string {
  return Buffer.from(text).toString()
}

/** The text cut to a length at which it can still be read in a message. */
export function shorten(text: string, length: number): string {
  const characters = text.length > length * 2 ? [...text.slice(0, length * 2)] : [...text]
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : ownCopy(text)
}
