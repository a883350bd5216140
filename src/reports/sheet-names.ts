// Names of sheets: those that a workbook takes, and how formulas write them. Takes any text; gives a name without the signs
// that are forbidden, no longer than 31 letters, unlike those that are taken.

/** A sheet's name as it stands before the `!`. */
export function quotedSheet(name: string): string {
  return `'${name.replaceAll("'", "''")}'`
}

const FORBIDDEN = /[[\]:*?/\\\p{Cc}\ufffe\uffff]/gu
const LONGEST_NAME = 31
/** Excel keeps this name for itself. */
const RESERVED = 'history'

/** A name that a sheet may have, other than those taken, which differ in more than capitals. */
export function sheetName(wanted: string, taken: ReadonlySet<string>): string {
  const clean = wanted.replace(FORBIDDEN, ' ')
  const cut = (length: number): string => {
    let name = ''
    for (const letter of clean) if (name.length + letter.length <= length) name += letter
    return name.trim().replace(/^'+|'+$/g, '') || '-'
  }
  for (let n = 1; ; n++) {
    const suffix = n === 1 ? '' : ` ${n}`
    const name = cut(LONGEST_NAME - suffix.length) + suffix
    if (!taken.has(name.toLowerCase()) && name.toLowerCase() !== RESERVED) return name
  }
}

/** Names for all sheets of a workbook. */
export function sheetNames(wanted: readonly string[]): string[] {
  return wanted.map(sheetNaming())
}

/** Names sheets of a workbook one by one. */
export function sheetNaming(): (wanted: string) => string {
  const taken = new Set<string>()
  return wanted => {
    const name = sheetName(wanted, taken)
    taken.add(name.toLowerCase())
    return name
  }
}
