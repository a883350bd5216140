// What all sheets of a workbook are printed with: their letters, and texts above and below a page.

import type { Local } from '../core/currency.ts'

/** How amounts stand in cells, and their sums. */
export interface AmountFormats {
  readonly amount: string
  readonly sum: string
}

const PLACES = '#,##0.00'
/** 12,34,567.00. A format has room for two limits, and no amount may lose its minus: those below 0 stand in thousands. */
const LAKHS = '##\\,##\\,##0.00'

/** The formats of amounts where a currency is paid. */
export function amountFormats({ lakhs, sign }: Local): AmountFormats {
  const before = sign === '' ? '' : `"${sign}"`
  const lakhsWith = (own: string): string => `[>=100000]${own}${LAKHS};[<0]-${own}${PLACES};${own}${PLACES}`
  if (lakhs) return { amount: lakhsWith(''), sum: lakhsWith(before) }
  return { amount: PLACES, sum: sign === '' ? PLACES : `${before}${PLACES};-${before}${PLACES}` }
}

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
