// What all sheets of a workbook are printed with: their letters, and texts above and below a page.

import type { Local } from '../core/currency.ts'

/** How amounts stand in cells, and their sums. */
export interface AmountFormats {
  readonly amount: string
  readonly sum: string
}

const PLACES = '#,##0.00'
/** 12,34,567.00. A format has room for two limits, so amounts below −99,999 stand in thousands. */
const LAKHS = ['[>=10000000]##\\,##\\,##\\,##0.00', '[>=100000]##\\,##\\,##0.00', '##,##0.00']

/** The formats of amounts where a currency is paid. */
export function amountFormats({ lakhs, sign }: Local): AmountFormats {
  const before = sign === '' ? '' : `"${sign}"`
  const sums = [`${before}${PLACES}`, ...(sign === '' ? [] : [`-${before}${PLACES}`])]
  if (!lakhs) return { amount: PLACES, sum: sums.join(';') }
  const signed = LAKHS.map(part => part.replace(/^(\[[^\]]*\])?/, limit => `${limit}${before}`))
  return { amount: LAKHS.join(';'), sum: signed.join(';') }
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
