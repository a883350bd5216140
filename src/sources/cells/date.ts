// Dates as exports print them: 2026/7/5 08:30, 20260705, 2026年7月5日, 25/12/2019, July 5, 2019, a spreadsheet's serial number,
// 26-03-01. Takes one cell and what the scheme says of the order of day, month and year; gives the day, and the time of
// day that stood beside it. Refuses what may be another day (07/05/2026, 07-05-26, times of another zone).

import { DAY_SECONDS, type Day, dayOf, isoDate, isoMoment, type Moment, type Period } from '../../core/calendar.ts'
import { DATE_ORDERS, type DateOrder } from '../../tables/spec.ts'
import { MAX_TYPED_TEXT } from '../limits.ts'
import { isSpreadsheetError, type Refusal, TimedDate } from './cell.ts'
import { clockTime, stampedTime, type TimeOfDay, takeTime, timeIn } from './clock.ts'
import { clean, plainSigns, unwrap } from './text.ts'

/** What is known of a column's dates before one is read. */
export interface DateContext {
  /** The month being read: it tells what a year of two digits can be. */
  readonly period?: Period | undefined
  /** The column says which month a row is of, so that the month alone is enough. */
  readonly month?: boolean
  /** What the scheme says of the order of the parts. */
  readonly order?: DateOrder | undefined
}

export interface ReadDay {
  readonly day: Day
  /** What stood beside it, where there was a time; none of the spreadsheet's own midnight. */
  readonly time: TimeOfDay | undefined
  /** A text with the year last: `odd`, which only one order can read; `even`, which either could. */
  readonly yearLast?: 'odd' | 'even'
}

/** One way to read the parts of a date. `order`: of those that a scheme may ask for; none where the parts tell it. */
interface Candidate {
  readonly year: string
  readonly month: number
  readonly day: number
  readonly order: DateOrder | undefined
}

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const CHINESE_WEEKDAYS = '日一二三四五六'
const WEEKDAY =
  /[\s(]*(?:(?:星期|周|礼拜)([一二三四五六日天])|(?<=\()([一二三四五六日])(?=\))|\b(mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b\.?)[\s),]*/i

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** The name of a month in English, whole or short. */
export const MONTH_NAME: string =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
/** The number of a month by its name; 0 for anything else. */
export function monthNumber(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1
}

const GAP = String.raw`\.?\s*[-/.,\s]\s*`

const ZONE = /\d(Z|[+-]\d{2}:?\d{2})$/

/** What nearly all texts are that are not plain dates: read at once, as they are by the long way. */
const USUAL = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[ T]((?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?))?$/
const PARTED = /^(\d{1,4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,4})$/
const CHINESE = /^(\d{4}|\d{2})年(\d{1,2})月(\d{1,2})[日号]$/
const COMPACT = /^(\d{4})(\d{2})(\d{2})(\d{4}|\d{6})?$/
const DAY_NAME_YEAR = new RegExp(
  String.raw`^(\d{1,2})(?:st|nd|rd|th)?(?:${GAP})?(?:of\s+)?${MONTH_NAME}(?:${GAP})?(\d{4}|\d{2})$`,
  'i',
)
const NAME_DAY_YEAR = new RegExp(`^${MONTH_NAME}${GAP}(\\d{1,2})(?:st|nd|rd|th)?${GAP}(\\d{4}|\\d{2})$`, 'i')
const YEAR_NAME_DAY = new RegExp(`^(\\d{4})${GAP}${MONTH_NAME}${GAP}(\\d{1,2})(?:st|nd|rd|th)?$`, 'i')
const SERIAL = /^\d{5}(\.\d+)?$/

const YEAR_MONTH = /^(\d{4})(?:\s*([-/.])\s*(\d{1,2})|年(\d{1,2})月份?|(\d{2}))$/
const MONTH_YEAR = /^(\d{1,2})[-/.](\d{4})$/
const NAME_YEAR = new RegExp(`^${MONTH_NAME}${GAP}(\\d{4})$`, 'i')
const YEAR_NAME = new RegExp(`^(\\d{4})${GAP}${MONTH_NAME}$`, 'i')
const NO_YEAR = new RegExp(
  String.raw`^(\d{1,2}[-/.]\d{1,2}|\d{1,2}月(\d{1,2}[日号])?|${MONTH_NAME}${GAP}\d{1,2}|\d{1,2}${GAP}${MONTH_NAME})$`,
  'i',
)

/** Serial numbers that are taken for dates where nothing else says so: 1982 to 2119. */
const SERIAL_LOW = 30_000
const SERIAL_HIGH = 80_000
/** 1970-01-01 as a serial number of the 1900 epoch; the 1904 epoch counts 1462 days less. */
const UNIX_SERIAL = 25_569
const EPOCH_1904 = 1462
/** How far from the period a date may lie to be what a two-digit year means, where the date says of which month a row is. */
const NEAR_DAYS = 1100
/** How far before the period it may lie anywhere else: somebody's date of birth. */
const PAST_DAYS = 25_600
/** Where no month is read: 1969 to 2068. */
const ANY_CENTURY = [-365, 36_159] as const

/**
 * The one order in which all dates with their weekday beside them can be read, as a machine prints them: then 26-07-24 Fri is
 * of the same order as 26-07-23 Thu, which fits no other. Dates without a weekday say nothing of one another.
 */
export function orderByWeekdays(texts: Iterable<string>, context: DateContext): DateOrder | undefined {
  let orders: readonly DateOrder[] = DATE_ORDERS
  for (const raw of texts) {
    const { text: dated, weekday } = takeWeekday(plainText(raw))
    if (weekday === undefined) continue
    const candidates = candidatesOf(takeTime(dated).text, undefined, weekday)
    const readings = candidates?.flatMap(c => readingsOf(c, context.period)).filter(r => isOn(r.day, weekday)) ?? []
    if (readings.some(r => r.order === undefined)) continue
    orders = orders.filter(order => readings.some(r => r.order === order))
  }
  return orders.length === 1 ? orders[0] : undefined
}

/** True for a text with a weekday in it. */
export function hasWeekday(raw: string): boolean {
  return takeWeekday(plainText(raw)).weekday !== undefined
}

/** A cell's text with plain signs, without what surrounds it; empty where it is too long for a date. */
export function plainText(raw: string): string {
  const trimmed = clean(raw)
  if (trimmed.length > MAX_TYPED_TEXT) return ''
  return clean(unwrap(clean(plainSigns(trimmed).replace(/[\u2010-\u2015\u2212]/g, '-'))))
}

const MONTHS_IN_CHINESE = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']
const CHINESE_MONTH = /(十[一二]?|[一二三四五六七八九])(?=月)/

/** 七月 with a figure for its name. */
function withMonthNumber(text: string): string {
  return text.replace(CHINESE_MONTH, name => String(MONTHS_IN_CHINESE.indexOf(name) + 1))
}

function isOn(day: Day, weekday: number): boolean {
  return (((day + 4) % 7) + 7) % 7 === weekday
}

/** The day of a date's text. */
export function readDateText(raw: string, context: DateContext): ReadDay | Refusal {
  const usual = USUAL.exec(raw)
  if (usual) {
    const day = dayOf(Number(usual[1]), Number(usual[3]), Number(usual[4]))
    return day === null
      ? { reason: 'no such date' }
      : { day, time: usual[5] === undefined ? undefined : clockTime(usual[5]) }
  }
  const whole = withMonthNumber(plainText(raw))
  if (isSpreadsheetError(whole)) return { reason: 'spreadsheet error' }
  const { text: dated, weekday } = takeWeekday(whole)
  const { text, time } = takeTime(dated)
  const candidates = candidatesOf(text, context.order, weekday)
  if (candidates) {
    const day = theOne(candidates, context, weekday)
    const stamped = COMPACT.exec(text)?.[4]
    if (typeof day !== 'number') return day
    const yearLast = yearLastOf(candidates)
    return { day, time: stamped === undefined ? time : stampedTime(stamped), ...(yearLast ? { yearLast } : {}) }
  }
  if (SERIAL.test(text)) return readSerial(Number(text), false) ?? { reason: 'not a date' }
  if (text.includes(':') && ZONE.test(text)) return { reason: 'time zone' }
  return monthAlone(text, context.month === true)
}

function takeWeekday(whole: string): { text: string; weekday: number | undefined } {
  const found = WEEKDAY.exec(whole)
  if (!found) return { text: whole, weekday: undefined }
  const [all, long, short, english] = found
  const chinese = long ?? short
  const weekday =
    chinese === undefined
      ? WEEKDAYS.indexOf(english!.slice(0, 3).toLowerCase())
      : CHINESE_WEEKDAYS.indexOf(chinese === '天' ? '日' : chinese)
  return { text: clean(`${whole.slice(0, found.index)} ${whole.slice(found.index + all.length)}`), weekday }
}

/** The ways in which the parts of a date can be read; undefined for a text that has no such parts. */
function candidatesOf(
  text: string,
  order: DateOrder | undefined,
  weekday: number | undefined,
): Candidate[] | undefined {
  const parted = PARTED.exec(text)
  if (parted) return ordersOf(parted[1]!, parted[3]!, parted[4]!, order !== undefined || weekday !== undefined)
  const sure = (year: string, month: string, day: string): Candidate[] => {
    const number = monthNumber(month)
    return [{ year, month: number === 0 ? Number(month) : number, day: Number(day), order: undefined }]
  }
  const yearFirst = CHINESE.exec(text) ?? COMPACT.exec(text) ?? YEAR_NAME_DAY.exec(text)
  if (yearFirst) return sure(yearFirst[1]!, yearFirst[2]!, yearFirst[3]!)
  const dayFirst = DAY_NAME_YEAR.exec(text)
  if (dayFirst) return sure(dayFirst[3]!, dayFirst[2]!, dayFirst[1]!)
  const monthFirst = NAME_DAY_YEAR.exec(text)
  return monthFirst ? sure(monthFirst[3]!, monthFirst[1]!, monthFirst[2]!) : undefined
}

/** `told`: something besides the parts says what they are, so that a day of one digit may stand last. */
function ordersOf(a: string, b: string, c: string, told: boolean): Candidate[] | undefined {
  const found: Candidate[] = []
  if (a.length === 4 && c.length <= 2) found.push({ year: a, month: Number(b), day: Number(c), order: undefined })
  if (a.length === 2 && (c.length === 2 || (c.length === 1 && told)))
    found.push({ year: a, month: Number(b), day: Number(c), order: 'ymd' })
  if (a.length <= 2 && (c.length === 4 || c.length === 2)) {
    found.push({ year: c, month: Number(a), day: Number(b), order: 'mdy' })
    found.push({ year: c, month: Number(b), day: Number(a), order: 'dmy' })
  }
  return found.length > 0 ? found : undefined
}

function yearLastOf(candidates: readonly Candidate[]): ReadDay['yearLast'] {
  const last = candidates.find(c => c.order === 'dmy' && c.year.length === 4)
  if (!last) return undefined
  return last.month > 12 || last.day > 12 ? 'odd' : 'even'
}

interface Reading {
  readonly day: Day
  readonly order: DateOrder | undefined
}

/** The one day that the parts can mean: in the scheme's order, on the weekday beside them, and in a year that can be. */
function theOne(candidates: readonly Candidate[], context: DateContext, weekday: number | undefined): Day | Refusal {
  const { period, order } = context
  const all = candidates.flatMap(candidate => readingsOf(candidate, period))
  if (all.length === 0) return { reason: 'no such date' }
  const ordered = all.filter(r => order === undefined || r.order === undefined || r.order === order)
  if (ordered.length === 0) return { reason: 'date order' }
  const onDay = ordered.filter(({ day }) => weekday === undefined || isOn(day, weekday))
  if (onDay.length === 0) return { reason: 'weekday' }
  const short = candidates.some(({ year }) => year.length === 2)
  const near = short && context.month && period ? onDay.filter(({ day }) => isNear(day, period)) : []
  const left = near.length > 0 ? near : onDay
  const days = [...new Set(left.map(({ day }) => day))]
  if (days.length === 1) return days[0]!
  return { readings: days.map(isoDate), orders: [...new Set(left.flatMap(r => r.order ?? []))] }
}

/** The days of a candidate: none where there is no such date, or where its year of two digits can't be. */
function readingsOf({ year, month, day, order }: Candidate, period: Period | undefined): Reading[] {
  const years = year.length === 4 ? [Number(year)] : [1900 + Number(year), 2000 + Number(year)]
  const [low, high] = period ? [period.start - PAST_DAYS, period.end + NEAR_DAYS] : ANY_CENTURY
  return years.flatMap(y => {
    const found = dayOf(y, month, day)
    const can = found !== null && (year.length === 4 || (found >= low && found <= high))
    return can ? [{ day: found, order }] : []
  })
}

function isNear(day: Day, period: Period): boolean {
  return day >= period.start - NEAR_DAYS && day <= period.end + NEAR_DAYS
}

/** A text without a day, or without a year. */
function monthAlone(text: string, enough: boolean): ReadDay | Refusal {
  const numbered = YEAR_MONTH.exec(text)
  const reversed = numbered ? null : MONTH_YEAR.exec(text)
  const named = NAME_YEAR.exec(text)
  const behind = YEAR_NAME.exec(text)
  const year = numbered?.[1] ?? reversed?.[2] ?? named?.[2] ?? behind?.[1]
  if (year === undefined) return { reason: NO_YEAR.test(text) ? 'no year' : 'not a date' }
  if (!enough) return { reason: 'no day' }
  // A spreadsheet makes the figure 2026.1 of the month 2026.10.
  if (numbered?.[2] === '.' && numbered[3] === '1') return { readings: [`${year}-01`, `${year}-10`] }
  const name = named?.[1] ?? behind?.[2]
  const month =
    name === undefined ? Number(numbered?.[3] ?? numbered?.[4] ?? numbered?.[5] ?? reversed?.[1]) : monthNumber(name)
  const day = dayOf(Number(year), month, 1)
  return day === null ? { reason: 'no such date' } : { day, time: undefined }
}

/** The one moment that a day and the time beside it mean. */
export function momentOf({ day, time }: ReadDay): Moment | Refusal {
  if (!time) return { reason: 'no time' }
  const moments = time.map(seconds => day * DAY_SECONDS + seconds)
  if (moments.length > 1) return { readings: moments.map(isoMoment) }
  return moments[0] ?? { reason: 'no such time' }
}

/** The day of a spreadsheet's serial number, or null where it is too far from our time to be one. */
export function readSerial(serial: number, is1904: boolean): ReadDay | null {
  const since1900 = is1904 ? serial + EPOCH_1904 : serial
  if (since1900 < SERIAL_LOW || since1900 >= SERIAL_HIGH) return null
  const whole = Math.floor(since1900)
  return { day: whole - UNIX_SERIAL, time: timeIn(since1900 - whole) }
}

/** The day of a number cell: 46220, or 20260705 written as a number; 202607 and 2026.07 where the month is enough. */
export function readDateNumber(value: number, is1904: boolean, context: DateContext): ReadDay | Refusal {
  const serial = readSerial(value, is1904)
  if (serial !== null) return serial
  if (Number.isInteger(value) && value >= 19_000_101 && value <= 22_001_231) return readDateText(String(value), {})
  if (Number.isInteger(value) && value >= 190_001 && value <= 220_012)
    return monthAlone(String(value), context.month === true)
  if (value >= 1900 && value < 2201 && !Number.isInteger(value))
    return monthAlone(String(Number(value.toPrecision(15))), context.month === true)
  return { reason: 'not a date' }
}

const MIDNIGHT: TimeOfDay = [0]

/** The day of a spreadsheet's date. */
export function readDate(value: Date): ReadDay | Refusal {
  const time = value.getTime()
  const found = Math.floor(time / 86_400_000)
  return Number.isFinite(found) && dayOf(value.getUTCFullYear(), value.getUTCMonth() + 1, value.getUTCDate()) !== null
    ? { day: found, time: timeIn(time / 86_400_000 - found) ?? (value instanceof TimedDate ? MIDNIGHT : undefined) }
    : { reason: 'no such date' }
}
