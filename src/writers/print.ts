// What all sheets of a workbook are printed with: their letters, and texts above and below a page.

export const FONT = { name: 'Microsoft YaHei', size: 10 } as const

/** A text to be printed above or below a page: `&` begins a code there unless it stands twice. */
export function pageText(text: string, most: number): string {
  let shown = ''
  for (const letter of text.replace(/\p{Cc}/gu, ' ')) {
    if (shown.length + letter.length > most) break
    shown += letter
  }
  return shown.replaceAll('&', '&&')
}
