// Figures as exports print them: ￥1,234.50, (12.50), 97.5%, 3次, １２３. Takes one cell's text, gives plain decimal text;
// refuses what has two readings (1.234,5) or none (1.2E+3, #DIV/0!). Trailing minus signs (12.5-) are refused as well.

import type { Decimals } from '../../core/currency.ts'
import { type Decimal, decimal } from '../../core/decimal.ts'
import { parseUnit, type Unit } from '../../core/unit.ts'
import type { ColumnSpec } from '../../tables/spec.ts'
import { MAX_TYPED_TEXT } from '../limits.ts'
import { isSpreadsheetError, type Refusal } from './cell.ts'
import { clean, unwrap } from './text.ts'

export interface FigureText {
  /** `-1234.50` */
  readonly plain: string
  /** The sign or code of a currency in front of the digits. */
  readonly before: Unit | undefined
  /** What stands behind them: 万元, 次, %. */
  readonly unit: Unit | undefined
}

const MAX_DIGITS = 30
/** A point belongs to the digits, but not behind a letter: `Rs.500` are five hundred. */
const BEFORE = /^[^\d.+\-()]+(?:(?<=[a-z])\.\s*)?/i
const AFTER = /[^\d.,()\s+-][^\d()]*$/
const HTML_YEN = /&yen;/gi

const PLAIN = /^(\d+\.?\d*|\.\d+)$/
const LAKHS = /^[1-9]\d?(,\d{2})*,\d{3}(\.\d*)?$/
const GROUPED = /^[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/
const SPACED = /^[1-9]\d{0,2}([ \u00a0\u2009\u202f]\d{3})+(\.\d*)?$/
const DECIMAL_COMMA = /^\d+,\d+$/
const POINT_THEN_COMMA = /^\d{1,3}\.\d{3},\d+$/
/** 88:00, 1:30:00, 1:02:03.5; and 3小时20分, 2h30m, 45 mins, PT1H30M. */
const CLOCK = /^\d{1,5}:\d{2}(:\d{2}([.,]\d+)?)?$/
const AMOUNT = String.raw`\s*(\d+(?:\.\d+)?)\s*`
const SPELLED = new RegExp(
  `^(?=.*\\d)P?(?:${AMOUNT}(?:天|日|days?|d))?T?(?:${AMOUNT}(?:个?小时|时|点|hours?|hrs?|h))?(?:${AMOUNT}(?:分钟|分|minutes?|mins?|m))?(?:${AMOUNT}(?:秒钟?|seconds?|secs?|s))?$`,
  'i',
)
/** A letter that may be another unit: 5 m. */
const ONE_LETTER = /^[\d.\s]+[dms点]$/i
const SCIENTIFIC = /^\d+(\.\d*)?E[+-]?\d+$/i

/** Full-width signs and digits as plain ones; not more, since ① and ² are no digits of an amount. */
function halfWidth(text: string): string {
  let plain = true
  for (let i = 0; i < text.length && plain; i++) plain = text.charCodeAt(i) < 0x2212
  if (plain) return text
  return text.replace(/[\uff01-\uff5e\uffe5\u2212\u3000]/g, c => {
    if (c === '\uffe5') return '¥'
    if (c === '\u2212') return '-'
    return c === '\u3000' ? ' ' : String.fromCharCode(c.charCodeAt(0) - 0xfee0)
  })
}

/** How digits are written: grouped as in India or not, and the sign before decimals; undefined where it may be either. */
export interface Digits {
  readonly lakhs: boolean
  readonly decimals: ColumnSpec['decimals']
}

/** Reads a figure that is not blank. `written`: how the shop's exports write their digits. */
export function readFigureText(raw: string, written: Digits): FigureText | Refusal {
  const trimmed = clean(raw)
  if (trimmed.length > MAX_TYPED_TEXT) return { reason: 'not a number' }
  let text = clean(unwrap(clean(halfWidth(trimmed)))).replace(HTML_YEN, '¥')
  if (isSpreadsheetError(text)) return { reason: 'spreadsheet error' }

  let unit: Unit | undefined
  const suffix = AFTER.exec(text)
  if (suffix && suffix.index > 0) {
    unit = parseUnit(suffix[0])
    if (!unit) return isDuration(trimmed) ? { reason: 'a time' } : refusal(text, 'point')
    text = text.slice(0, suffix.index).trimEnd()
  }

  let sign = ''
  let before: Unit | undefined
  let bracketed = false
  for (;;) {
    const first = text[0]
    if ((first === '-' || first === '+') && sign === '') {
      sign = first
      text = text.slice(1).trimStart()
    } else if (first === '(' && text.endsWith(')') && !bracketed) {
      bracketed = true
      text = text.slice(1, -1).trim()
    } else {
      const prefix = before ? null : BEFORE.exec(text)
      before ??= prefix ? parseUnit(prefix[0]) : undefined
      if (!prefix || before?.currency === undefined || before.tens !== 0) break
      text = text.slice(prefix[0].length)
    }
  }

  const digits = readDigits(text, written)
  if (typeof digits !== 'string') {
    if (!('signs' in digits) && isDuration(trimmed)) return { reason: 'a time' }
    const minus = sign === '-' || bracketed ? '-' : ''
    return 'readings' in digits ? { ...digits, readings: digits.readings.map(reading => minus + reading) } : digits
  }
  if (bracketed && sign !== '') return { readings: [digits, `-${digits}`] }
  return { plain: sign === '-' || bracketed ? `-${digits}` : digits, before, unit }
}

/** True for a length of time, or a time of day: what it is in figures depends on the unit that the column has. */
function isDuration(raw: string): boolean {
  const text = durationText(raw).replace(/^[-+]\s*|^\(|\)$/g, '')
  return CLOCK.test(text) || (SPELLED.test(text) && !ONE_LETTER.test(text))
}

function durationText(raw: string): string {
  return clean(unwrap(clean(halfWidth(raw))))
}

/**
 * The seconds of a length of time: 1小时30分, 2h 30m, 88:00:30. Of 1:30, which may be hours or minutes, both, the hours first.
 * None of any other text: a day may be one of 24 hours or of 8, and 8点 is a time of day.
 */
export function readDuration(raw: string): readonly Decimal[] {
  const [, minus, text] = /^([-+]?)\s*(.*)$/s.exec(durationText(raw))!
  const parts = SPELLED.exec(text!)
  const signed = (seconds: Decimal): Decimal => (minus === '-' ? seconds.neg() : seconds)
  if (parts && parts[1] === undefined && !text!.includes('点')) {
    const [hours, minutes, seconds] = parts.slice(2).map(part => decimal(part ?? '0'))
    return [signed(hours!.times(3600).plus(minutes!.times(60)).plus(seconds!))]
  }
  if (!CLOCK.test(text!)) return []
  const [first, second, third] = text!.split(':').map(part => decimal(part.replace(',', '.')))
  if (second!.gte(60) || third?.gte(60)) return []
  if (third) return [signed(first!.times(3600).plus(second!.times(60)).plus(third))]
  const minutes = first!.times(60).plus(second!)
  return [signed(minutes.times(60)), signed(minutes)]
}

/**
 * Digits with at most a sign before their decimals and separators, as plain digits. Where either sign may stand before decimals each
 * text says for itself which: 12,50 and 1.234,56 have one reading, 1.234 and 1,234 have two.
 */
function readDigits(text: string, { lakhs, decimals }: Digits): string | Refusal {
  const byPoint = decimals === 'comma' ? undefined : withPoint(text, lakhs)
  const byComma = decimals === 'point' ? undefined : withPoint(exchanged(text), false)
  if (byPoint !== undefined && byComma !== undefined && byPoint !== byComma && decimals !== 'point first')
    return { readings: [byPoint, byComma], signs: ['point', 'comma'] }
  const digits = byPoint ?? byComma
  if (digits === undefined) return refusal(text, decimals === 'comma' ? 'comma' : 'point')
  return digits.length > MAX_DIGITS ? { reason: 'too long' } : digits
}

/** Plain digits of a text with a point before its decimals. */
function withPoint(text: string, lakhs: boolean): string | undefined {
  let digits: string
  if (PLAIN.test(text)) digits = text
  else if (GROUPED.test(text) || (lakhs && LAKHS.test(text))) digits = text.replaceAll(',', '')
  else if (SPACED.test(text)) digits = text.replace(/[^\d.]/g, '')
  else return undefined
  if (digits.startsWith('.')) digits = `0${digits}`
  return digits.endsWith('.') ? digits.slice(0, -1) : digits
}

/** Commas as points and points as commas. */
function exchanged(text: string): string {
  return text.replace(/[.,]/g, sign => (sign === '.' ? ',' : '.'))
}

/** Why digits can't be read that have `own` before their decimals. */
function refusal(text: string, own: Decimals): Refusal {
  const foreign = own === 'point' ? text : exchanged(text)
  const signs = [own === 'point' ? ('comma' as const) : ('point' as const)]
  if (DECIMAL_COMMA.test(foreign))
    return { readings: [foreign.replace(',', '.'), foreign.replace(',', '').replace(/^0+(?=\d)/, '')], signs }
  if (POINT_THEN_COMMA.test(foreign)) {
    return { readings: [foreign.replace('.', '').replace(',', '.'), foreign.replace(',', '')], signs }
  }
  if (SCIENTIFIC.test(text)) return { reason: 'scientific' }
  if (/^[\d.,]+\s*-$/.test(text)) return { reason: 'trailing minus' }
  if (/^\d[\d.,' \u00a0\u2009\u202f]*$/.test(text)) return { reason: 'separators' }
  if (/^\d[\d.,]*\s*\p{L}+$/u.test(text)) return { reason: 'unit' }
  return { reason: 'not a number' }
}
