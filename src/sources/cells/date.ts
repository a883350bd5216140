// Dates as exports print them: 2026/7/5 08:30, 20260705, 2026年7月5日, a spreadsheet's serial number, 26-03-01.
// Takes one cell, gives the day; refuses what may be another day (07/05/2026, 07-05-26, times of another zone).

import { type Day, dayOf, isoDate, type Period } from '../../core/calendar.ts'
import { MAX_TYPED_TEXT } from '../limits.ts'
import { isSpreadsheetError, type Refusal } from './cell.ts'
import { clean, unwrap } from './text.ts'

const WEEKDAY = /[\s(]*(星期|周)[一二三四五六日天]\)?$/
// The hour of day does not matter; 24:00 is refused, since it may mean the next day. +08:00 is the shop's own zone.
const HOUR = '(?:[01]?\\d|2[0-3])'
const TIME = String.raw`(?:[T\s]*(?:上午|下午)?\s*${HOUR}[:时][0-5]?\d(?:[:分][0-5]?\d(?:\.\d+)?)?[分秒]?\s*(?:[AP]M|\+08:?00)?)?`
const SEPARATED = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${TIME}$`, 'i')
const CHINESE = new RegExp(String.raw`^(\d{4})年(\d{1,2})月(\d{1,2})[日号]${TIME}$`, 'i')
const COMPACT = new RegExp(String.raw`^(\d{4})(\d{2})(\d{2})(?:\d{4}|\d{6}|${TIME})$`, 'i')
const SHORT_YEAR = new RegExp(String.raw`^(\d{2})([-/.])(\d{2})\2(\d{2})${TIME}$`, 'i')
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})${TIME}$`, 'i')
const ZONE = /\d(Z|[+-]\d{2}:?\d{2})$/
const MONTH_ONLY = /^(\d{4})(?:[-/.](\d{1,2})|年(\d{1,2})月|(\d{2}))$/
const NO_YEAR = /^(\d{1,2}[-/.]\d{1,2}|\d{1,2}月\d{1,2}[日号])$/
const SERIAL = /^\d{5}(\.\d+)?$/

/** Serial numbers that are taken for dates where nothing else says so: 1982 to 2119. */
const SERIAL_LOW = 30_000
const SERIAL_HIGH = 80_000
/** 1970-01-01 as a serial number of the 1900 epoch; the 1904 epoch counts 1462 days less. */
const UNIX_SERIAL = 25_569
const EPOCH_1904 = 1462
/** How far from the period a date may lie to be what a two-digit year means. */
const NEAR_DAYS = 1100

function day(year: string, month: string, date: string): Day | Refusal {
  return dayOf(Number(year), Number(month), Number(date)) ?? { reason: 'no such date' }
}

/**
 * The day of a date's text. `period`, where there is one, tells which year a two-digit one can be. With `month` only the
 * month matters, so that one without a day is its first.
 */
export function readDateText(raw: string, period: Period | undefined, month = false): Day | Refusal {
  const trimmed = clean(raw)
  if (trimmed.length > MAX_TYPED_TEXT) return { reason: 'not a date' }
  const text = clean(unwrap(clean(trimmed.normalize('NFKC')))).replace(WEEKDAY, '')
  if (isSpreadsheetError(text)) return { reason: 'spreadsheet error' }
  const separated = SEPARATED.exec(text)
  if (separated) return day(separated[1]!, separated[3]!, separated[4]!)
  const chinese = CHINESE.exec(text)
  if (chinese) return day(chinese[1]!, chinese[2]!, chinese[3]!)
  const compact = COMPACT.exec(text)
  if (compact) return day(compact[1]!, compact[2]!, compact[3]!)
  const short = SHORT_YEAR.exec(text)
  if (short) return shortYear(short[1]!, short[3]!, short[4]!, period)
  if (SERIAL.test(text)) return daySerial(Number(text), false) ?? { reason: 'not a date' }
  const yearLast = YEAR_LAST.exec(text)
  if (yearLast) return dayAndMonth(yearLast[1]!, yearLast[3]!, yearLast[4]!)
  if (text.includes(':') && ZONE.test(text)) return { reason: 'time zone' }
  const only = MONTH_ONLY.exec(text)
  if (only) return month ? day(only[1]!, (only[2] ?? only[3] ?? only[4])!, '1') : { reason: 'no day' }
  return { reason: NO_YEAR.test(text) ? 'no year' : 'not a date' }
}

/**
 * `26-03-01` is a year first, but only where no other order of its parts gives a date that could be meant: with a
 * period, no other one within three years of it; without one, no other one at all.
 */
function shortYear(a: string, b: string, c: string, period: Period | undefined): Day | Refusal {
  const yearFirst = dayOf(2000 + Number(a), Number(b), Number(c))
  const others = [dayOf(2000 + Number(c), Number(b), Number(a)), dayOf(2000 + Number(c), Number(a), Number(b))]
  const near = (d: Day | null): d is Day =>
    d !== null && (period === undefined || (d >= period.start - NEAR_DAYS && d <= period.end + NEAR_DAYS))
  const readings = [...new Set([yearFirst, ...others].filter(near))]
  if (readings.length > 1) return { readings: readings.map(isoDate) }
  if (readings[0] === undefined || readings[0] !== yearFirst) return { reason: 'day and month order' }
  return readings[0]
}

function dayAndMonth(a: string, b: string, year: string): Refusal {
  const readings = [dayOf(Number(year), Number(a), Number(b)), dayOf(Number(year), Number(b), Number(a))]
  const dates = [...new Set(readings.filter(d => d !== null))]
  return dates.length > 1 ? { readings: dates.map(isoDate) } : { reason: 'day and month order' }
}

/** The day of a spreadsheet's serial number, or null where it is too far from our time to be one. */
export function daySerial(serial: number, is1904: boolean): Day | null {
  const since1900 = is1904 ? serial + EPOCH_1904 : serial
  return since1900 >= SERIAL_LOW && since1900 < SERIAL_HIGH ? Math.floor(since1900) - UNIX_SERIAL : null
}

/** The day of a number cell: 46220, or 20260705 written as a number. */
export function readDateNumber(value: number, is1904: boolean, month = false): Day | Refusal {
  const serial = daySerial(value, is1904)
  if (serial !== null) return serial
  if (Number.isInteger(value) && value >= 19_000_101 && value <= 22_001_231)
    return readDateText(String(value), undefined)
  if (month && Number.isInteger(value) && value >= 190_001 && value <= 220_012)
    return readDateText(String(value), undefined, true)
  return { reason: 'not a date' }
}

/** The day of a spreadsheet's date. */
export function readDate(value: Date): Day | Refusal {
  const found = Math.floor(value.getTime() / 86_400_000)
  return Number.isFinite(found) && dayOf(value.getUTCFullYear(), value.getUTCMonth() + 1, value.getUTCDate()) !== null
    ? found
    : { reason: 'no such date' }
}
