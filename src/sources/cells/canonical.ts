// The forms that nearly all cells have, read character by character: `-1234.50` and `2026-07-05`. Takes text, gives
// an exact integer or NaN; NaN sends the caller to the careful readers and says nothing about the cell.

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

const MONTH_DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? Number.NaN : tens * 10 + ones
}

/** The day of `2026-07-05`, as days since 1970-01-01; NaN for any other form and for dates that do not exist. */
export function canonicalDate(text: string): number {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return Number.NaN
  const year = two(text, 0) * 100 + two(text, 2)
  const month = two(text, 5)
  const day = two(text, 8)
  if (!(year >= 1900 && year <= 2200 && month >= 1 && month <= 12 && day >= 1)) return Number.NaN
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  if (day > (month === 2 && leap ? 29 : MONTH_DAYS[month]!)) return Number.NaN
  // Years begin in March here, so that the leap day is the last of one: the usual closed form.
  const y = month > 2 ? year : year - 1
  const era = Math.floor(y / 400)
  const ofEra = y - era * 400
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468
}
