// Texts that a workbook takes only in a certain form: names of sheets, and what is printed above a page.

/** Excel reads 255 letters above a page, codes and doubled signs among them. */
const MOST_IN_HEADER = 100
const LONGEST_NAME = 31

/** Names as a workbook takes them: without the signs that it forbids, no longer than 31 letters, no two alike. */
export function sheetNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map(name => {
    const plain = cut(name.replace(/[[\]:*?/\\\p{Cc}]/gu, ' ').replace(/^[\s']+|[\s']+$/g, ''), LONGEST_NAME) || '–'
    let own = plain
    for (let n = 2; taken.has(own.toLowerCase()); n++) own = `${cut(plain, LONGEST_NAME - 4)} ${n}`
    taken.add(own.toLowerCase())
    return own
  })
}

/** A text to be printed above a page: `&` begins a code there unless it stands twice. */
export function pageText(text: string): string {
  return cut(text.replace(/\p{Cc}/gu, ' '), MOST_IN_HEADER).replaceAll('&', '&&')
}

function cut(text: string, letters: number): string {
  let kept = ''
  for (const letter of text) {
    if (kept.length + letter.length > letters) break
    kept += letter
  }
  return kept
}
