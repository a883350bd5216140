// What is printed above a page: texts that a workbook takes only in a certain form.

/** Excel reads 255 letters above a page, codes and doubled signs among them. */
const MOST_IN_HEADER = 100

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
