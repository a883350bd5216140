// Headers and file names as names that a scheme can have. Takes a text; gives a name that formulas can write and the header it
// is found by, where that is another one.

import { splitUnit } from '../core/unit.ts'
import { BUILT_IN } from '../formula/environment.ts'
import { RESERVED } from '../formula/tokens.ts'
import { MONTH_NAME } from '../sources/cells/date.ts'
import { normalHeader, withoutUnit } from '../sources/layout/header-text.ts'

const LONGEST = 40

/** The name of a column under a header. */
export function columnName(header: string): string {
  const flat = header.replace(/\s+/g, ' ').trim()
  // A unit in brackets is none of the name's words: 金额(万元), but absent_days.
  return legalName(/[)\]】>]$/.test(flat.normalize('NFKC')) ? (splitUnit(flat)?.bare ?? flat) : flat)
}

/** A text without what no name can have; `x` stands before one that has no letter. */
export function legalName(text: string): string {
  const words = text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{M}\p{N}_]+/gu, ' ')
    .trim()
    .slice(0, LONGEST)
    .trim()
    .split(' ')
    .map(word => (/^no$/i.test(word) ? 'number' : word))
  const whole = words.some(word => RESERVED.has(word)) ? words.join('_') : words.join(' ')
  if (BUILT_IN.has(whole) || RESERVED.has(whole) || whole === 'people') return `${whole}_`
  return /\p{L}/u.test(whole) ? whole : `x${whole}`
}

/** True where a column of this name is found under the header without a word. */
export function isFoundBy(name: string, header: string): boolean {
  return [normalHeader(header), withoutUnit(header)].includes(normalHeader(name))
}

/** A month or a day in the name of a file, and numbers of four digits or more. */
const MONTH =
  /[\s_.\-—–(（【[]*(?:(?:19|20)\d{2}[年._\-/]?\s?(?:0?[1-9]|1[0-2])(?!\d)(?:[月._\-/]?\s?(?:0?[1-9]|[12]\d|3[01])(?!\d)[日号]?)?月?份?|(?<!\d)\d{4,}(?!\d)|(?<!\d)(?:0?[1-9]|1[0-2])月份?)/g

const NAMED = new RegExp(`(?<![A-Za-z])${MONTH_NAME}(?![A-Za-z])[\\s_.,-]*(?:(?:19|20)\\d{2})?`, 'gi')

/** The name of a table that is read from a file, and the pattern of its file in any month. */
export function fileNames(file: string): { readonly name: string; readonly pattern: string } {
  const stem = file.normalize('NFC').replace(/\.[A-Za-z0-9]{2,5}$/, '')
  const parts = stem
    .replace(NAMED, '2000-01')
    .split(MONTH)
    .map(part => part.replace(/^[\s_.\-—–)）】\]~～至]+|[\s_.\-—–(（【[~～至]+$/g, ''))
  const [head = '', ...rest] = parts
  const named = parts.filter(part => part !== '')
  const longest = named.reduce((best, part) => (part.length > best.length ? part : best), '')
  if (longest === '') return { name: legalName(stem), pattern: `${stem}*` }
  const pattern = head !== '' ? `${head}*` : `*${rest.find(part => part !== '')}*`
  return { name: legalName(longest), pattern }
}
