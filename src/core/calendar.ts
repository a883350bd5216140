// Dates and periods without a clock or a time zone. A date is a whole number of days since 1970-01-01.
// A period is a month (2026-07), a quarter (2026-Q3) or a year (2026).

/** Days since 1970-01-01. */
export type Day = number

const DAY_MS = 86_400_000

const FIRST_YEAR = 1900
const LAST_YEAR = 2200

/** The day of a calendar date, or null where there is no such date. */
export function dayOf(year: number, month: number, day: number): Day | null {
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1)) return null
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  if (day > (month === 2 && leap ? 29 : MONTH_DAYS[month]!)) return null
  // Years begin in March here, so that the leap day is the last of one: the usual closed form.
  const y = month > 2 ? year : year - 1
  const era = Math.floor(y / 400)
  const ofEra = y - era * 400
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468
}

const MONTH_DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** `2026-07-05` */
export function isoDate(day: Day): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

/** The day of `2026-07-05`, or null. Nearly all dates of a file have this form: it is read letter by letter. */
export function parseIsoDate(text: string): Day | null {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return null
  return dayOf(two(text, 0) * 100 + two(text, 2), two(text, 5), two(text, 8))
}

function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? Number.NaN : tens * 10 + ones
}

/** The days that a date can be. */
export const FIRST_DAY: Day = dayOf(FIRST_YEAR, 1, 1)!
export const LAST_DAY: Day = dayOf(LAST_YEAR, 12, 31)!

/** Seconds since 1970-01-01 00:00 of the shop's own clock: a day and a time of day, without a time zone. */
export type Moment = number

export const DAY_SECONDS = 86_400

export function dayOfMoment(moment: Moment): Day {
  return Math.floor(moment / DAY_SECONDS)
}

/** `2026-07-05 09:15`; the seconds where there are some. */
export function isoMoment(moment: Moment): string {
  const text = new Date(moment * 1000).toISOString()
  return `${text.slice(0, 10)} ${text.slice(11, moment % 60 === 0 ? 16 : 19)}`
}

/** The moment of `2026-07-05 09:15` or `2026-07-05 09:15:30`, with a space or T before the time; null for any other form. */
export function parseIsoMoment(text: string): Moment | null {
  const long = text.length === 19
  if ((!long && text.length !== 16) || text.charCodeAt(13) !== 58 || (long && text.charCodeAt(16) !== 58)) return null
  if (text.charCodeAt(10) !== 32 && text.charCodeAt(10) !== 84) return null
  const day = parseIsoDate(text.slice(0, 10))
  const [hour, minute, second] = [two(text, 11), two(text, 14), long ? two(text, 17) : 0]
  return day !== null && hour < 24 && minute < 60 && second < 60
    ? day * DAY_SECONDS + hour * 3600 + minute * 60 + second
    : null
}

export interface Period {
  /** `2026-07`, `2026-Q3` or `2026` */
  readonly name: string
  readonly kind: 'month' | 'quarter' | 'year'
  readonly start: Day
  readonly end: Day
}

/** The month of a year; months past 12 or before 1 run into the neighbouring years. */
export function month(year: number, number: number): Period {
  const start = new Date(Date.UTC(year, number - 1, 1))
  const end = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 0)
  return { name: start.toISOString().slice(0, 7), kind: 'month', start: start.getTime() / DAY_MS, end: end / DAY_MS }
}

/** The month so many months after one, or before it where `by` is negative; both as `2026-07`. */
export function monthsAway(name: string, by: number): string {
  return month(Number(name.slice(0, 4)), Number(name.slice(5)) + by).name
}

/** The last month of a period, `2026-09` of a third quarter. */
export function lastMonthOf(period: Period): string {
  return isoDate(period.end).slice(0, 7)
}

/** What comes once in a quarter or a year: with its last month. */
export type Every = 'quarter' | 'year'

/** The quarter or year that a month lies in; the month itself where nothing is said. */
export function spanOf(of: Period, every: Every | undefined): Period {
  if (every === undefined) return of
  const year = of.name.slice(0, 4)
  return parsePeriod(every === 'year' ? year : `${year}-Q${Math.ceil(Number(of.name.slice(5)) / 3)}`)!
}

/** True in the month that ends the quarter or year. */
export function isDue(of: Period, every: Every | undefined): boolean {
  return lastMonthOf(spanOf(of, every)) === of.name
}

/** Reads `2026-07`, `2026-Q3` or `2026`; null for anything else. */
export function parsePeriod(text: string): Period | null {
  const m = /^(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])))?$/.exec(text)
  if (!m) return null
  const year = Number(m[1])
  if (year < 1900 || year > 2200) return null
  if (m[2]) return month(year, Number(m[2]))
  const first = m[3] ? Number(m[3]) * 3 - 2 : 1
  const last = m[3] ? first + 2 : 12
  return { name: text, kind: m[3] ? 'quarter' : 'year', start: month(year, first).start, end: month(year, last).end }
}

/** `last` is the month before the one that `today` lies in, `this` that month; otherwise as parsePeriod, months only. */
export function parseMonth(text: string, today: Day): Period | null {
  const date = new Date(today * DAY_MS)
  if (text === 'this') return month(date.getUTCFullYear(), date.getUTCMonth() + 1)
  if (text === 'last') return month(date.getUTCFullYear(), date.getUTCMonth())
  const period = parsePeriod(text)
  return period?.kind === 'month' ? period : null
}

/** 1 for a Monday to 7 for a Sunday. */
export function weekdayOf(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

/** How a scheme writes the days of a week, each with its number: 1 for a Monday. */
export const WEEKDAYS: ReadonlyMap<string, number> = new Map(
  [
    ['Monday', '星期一', '周一'],
    ['Tuesday', '星期二', '周二'],
    ['Wednesday', '星期三', '周三'],
    ['Thursday', '星期四', '周四'],
    ['Friday', '星期五', '周五'],
    ['Saturday', '星期六', '周六'],
    ['Sunday', '星期日', '星期天', '周日'],
  ].flatMap((names, i) => names.map(name => [name, i + 1])),
)

/** The day on which the week of a day ends; weeks end on a weekday, 7 for Sundays. */
export function weekEnd(day: Day, weeksEnd: number): Day {
  return day + ((weeksEnd - weekdayOf(day) + 7) % 7)
}

/** The day so many months after another, or before it; of a shorter month its last: 2026-01-31 and one is 2026-02-28. */
export function monthsAfter(from: Day, by: number): Day {
  const date = new Date(from * DAY_MS)
  const { start, end } = month(date.getUTCFullYear(), date.getUTCMonth() + 1 + by)
  return Math.min(start + date.getUTCDate() - 1, end)
}

/** Whole months from one date to another (2026-01-31 → 2026-02-28 is 0); negative where the second is earlier. */
export function monthsBetween(from: Day, to: Day): number {
  if (to < from) return -monthsBetween(to, from)
  const a = new Date(from * DAY_MS)
  const b = new Date(to * DAY_MS)
  const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth()
  return b.getUTCDate() < a.getUTCDate() ? months - 1 : months
}
