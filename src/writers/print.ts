// What all sheets of a workbook are printed with: their letters, and texts above and below a page.

import type { Local } from '../core/currency.ts'
import type { Decimal } from '../core/decimal.ts'

/** The format of an amount in its cell, and of a sum. */
export interface AmountFormats {
  readonly amount: (of: Decimal) => string
  readonly sum: (of: Decimal) => string
}

const PLACES = '#,##0.00'
const LAKH = 100_000
const CRORE = 10_000_000

/** 12,34,567.00, with as many groups as a figure of so many digits has. */
function lakhsPlaces(digits: number): string {
  return `${'##\\,'.repeat(Math.max(2, Math.ceil((digits - 3) / 2)))}##0.00`
}

/** A format has room for two limits, and no amount may lose its minus: the amount that stands there decides which they are. */
function lakhsFormat(sign: string, of: Decimal): string {
  const own = `${sign}${lakhsPlaces(of.trunc().abs().toFixed().length)}`
  if (of.lte(-LAKH)) return `${sign}${PLACES};-${own}`
  if (of.gte(CRORE)) return `[>=${CRORE}]${own};[<0]-${sign}${PLACES};${sign}${lakhsPlaces(7)}`
  return `[>=${LAKH}]${sign}${lakhsPlaces(7)};[<0]-${sign}${PLACES};${sign}${PLACES}`
}

/** The formats of amounts where a currency is paid. */
export function amountFormats({ lakhs, sign }: Local): AmountFormats {
  const before = sign === '' ? '' : `"${sign}"`
  if (lakhs) return { amount: of => lakhsFormat('', of), sum: of => lakhsFormat(before, of) }
  const sum = sign === '' ? PLACES : `${before}${PLACES};-${before}${PLACES}`
  return { amount: () => PLACES, sum: () => sum }
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
