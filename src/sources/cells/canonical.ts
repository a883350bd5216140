// The forms that nearly all cells have, read character by character: `-1234.50` and `2026-07-05`. Takes text, gives
// an exact integer or NaN; NaN sends the caller to the careful readers and says nothing about the cell.

import { parseIsoDate } from '../../core/calendar.ts'
import { SCALE } from '../../tables/batch.ts'

const MAX_WHOLE_DIGITS = 11
const PLACE_VALUE = [10_000, 1000, 100, 10, 1]

/** Ten-thousandths of a plain decimal with at most four places; zeros beyond them are dropped. */
export function canonicalFigure(text: string): number {
  const end = text.length
  let i = 0
  const negative = end > 0 && text.charCodeAt(0) === 45
  if (negative) i = 1
  const start = i
  let whole = 0
  for (; i < end; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) break
    whole = whole * 10 + digit
  }
  const digits = i - start
  if (digits === 0 || digits > MAX_WHOLE_DIGITS) return Number.NaN
  let scaled = whole * SCALE
  if (i < end) {
    if (text.charCodeAt(i) !== 46 || i + 1 === end) return Number.NaN
    let fraction = 0
    let places = 0
    for (i++; i < end; i++) {
      const digit = text.charCodeAt(i) - 48
      if (digit < 0 || digit > 9) return Number.NaN
      if (places < 4) {
        fraction = fraction * 10 + digit
        places++
      } else if (digit !== 0) return Number.NaN
    }
    scaled += fraction * PLACE_VALUE[places]!
  }
  return negative && scaled !== 0 ? -scaled : scaled
}

/** The day of `2026-07-05`; NaN for any other form and for dates that do not exist. */
export function canonicalDate(text: string): number {
  return parseIsoDate(text) ?? Number.NaN
}
