// Dates and periods without a clock or a time zone. A date is a whole number of days since 1970-01-01.
// What is closed is a period: a month (2026-07), a half of one, a week (2026-07-05, by its last day) or two. It belongs to the month,
// quarter (2026-Q3), half-year (2026-H2) and year (2026) in which its last day lies. Nobody takes a name apart but this page.

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

/** What a shop closes and pays in one go. */
export type PayKind = 'week' | 'two weeks' | 'half-month' | 'month'

/** What comes once in a longer time, with its last day. */
export type Every = 'month' | 'quarter' | 'half-year' | 'year'
export const EVERY: readonly Every[] = ['month', 'quarter', 'half-year', 'year']

/** A time by its name, which says what kind it is: texts of one kind sort as the times follow each other. */
export interface Period {
  /** `2026-07-05` (the week that ends there), `2026-07-05-2w`, `2026-07-H1`; `2026-07`, `2026-Q3`, `2026-H2`, `2026` */
  readonly name: string
  readonly kind: PayKind | Every
  readonly start: Day
  readonly end: Day
}

/** A period that can be closed; with it, all of its kind that come before and after it. */
export interface PayPeriod extends Period {
  readonly kind: PayKind
}

/** The month of a year; months past 12 or before 1 run into the neighbouring years. */
export function month(year: number, number: number): PayPeriod {
  const start = new Date(Date.UTC(year, number - 1, 1))
  const end = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 0)
  return { name: start.toISOString().slice(0, 7), kind: 'month', start: start.getTime() / DAY_MS, end: end / DAY_MS }
}

/** The week, or the two weeks, that end on a day. */
function weeks(kind: 'week' | 'two weeks', end: Day): PayPeriod {
  const long = kind === 'two weeks'
  return { name: `${isoDate(end)}${long ? '-2w' : ''}`, kind, start: end - (long ? 13 : 6), end }
}

/** The half of a month that a day lies in: up to the 15th, or the rest. */
function halfMonthAt(day: Day): PayPeriod {
  const { name, start, end } = monthAt(day)
  const first = day < start + 15
  const kind = 'half-month'
  return first
    ? { name: `${name}-H1`, kind, start, end: start + 14 }
    : { name: `${name}-H2`, kind, start: start + 15, end }
}

function monthAt(day: Day): PayPeriod {
  const date = new Date(day * DAY_MS)
  return month(date.getUTCFullYear(), date.getUTCMonth() + 1)
}

/** Of several months that begin with one of a year. */
function months(name: string, kind: Every, year: number, first: number, count: number): Period {
  return { name, kind, start: month(year, first).start, end: month(year, first + count - 1).end }
}

const SPANS: Readonly<Record<Every, (day: Day) => Period>> = {
  month: monthAt,
  quarter: day => partOfYear(day, 'quarter', 'Q', 3),
  'half-year': day => partOfYear(day, 'half-year', 'H', 6),
  year: day => partOfYear(day, 'year', '', 12),
}

function partOfYear(day: Day, kind: Every, letter: string, count: number): Period {
  const date = new Date(day * DAY_MS)
  const [year, part] = [date.getUTCFullYear(), Math.floor(date.getUTCMonth() / count)]
  return months(letter === '' ? `${year}` : `${year}-${letter}${part + 1}`, kind, year, part * count + 1, count)
}

/** The month, quarter, half-year or year that a day lies in. */
export function spanAt(day: Day, every: Every): Period {
  return SPANS[every](day)
}

const AT: Readonly<Record<PayKind, (day: Day, like: Day) => PayPeriod>> = {
  week: (day, like) => weeks('week', day + ((((like - day) % 7) + 7) % 7)),
  'two weeks': (day, like) => weeks('two weeks', day + ((((like - day) % 14) + 14) % 14)),
  'half-month': halfMonthAt,
  month: monthAt,
}

/** The period of a kind that ends on a day; of months and halves of them the one that it lies in. */
export function periodEnding(kind: PayKind, day: Day): PayPeriod {
  return AT[kind](day, day)
}

/** Of the periods like one, that which a day lies in. */
export function periodAt(like: Period, day: Day): PayPeriod {
  return AT[payKindOf(like)](day, like.end)
}

/** What stands for longer times is made of months. */
function payKindOf({ kind }: Period): PayKind {
  return isPayKind(kind) ? kind : 'month'
}

function isPayKind(kind: Period['kind']): kind is PayKind {
  return Object.hasOwn(AT, kind)
}

/** True for what can be closed. */
export function isPayPeriod(period: Period | null): period is PayPeriod {
  return period !== null && isPayKind(period.kind)
}

/** The period so many after one, or before it where `by` is negative; by their names. */
export function periodsAway(name: string, by: number): string {
  const from = parsePeriod(name)!
  if (payKindOf(from) === 'month') return month(Number(name.slice(0, 4)), Number(name.slice(5, 7)) + by).name
  if (isByWeeks(from)) return weeks(from.kind, from.end + by * (from.end - from.start + 1)).name
  let found: Period = from
  for (let i = 0; i < Math.abs(by); i++) found = periodAt(from, by > 0 ? found.end + 1 : found.start - 1)
  return found.name
}

/**
 * How many periods before one the same month of last year is; of a half of a month the same half, of weeks the one in which
 * that month ended, as what comes by the month is due there.
 */
export function periodsToLastYear(of: Period): number {
  const kind = payKindOf(of)
  if (kind === 'month') return 12
  if (kind === 'half-month') return 24
  const { end } = spanAt(monthsAfter(spanAt(of.start, 'month').start, -12), 'month')
  return (of.end - periodAt(of, end).end) / (of.end - of.start + 1)
}

/** How many periods of a kind there are in five years, rounded down. */
export const IN_FIVE_YEARS: Readonly<Record<PayKind, number>> = {
  week: 260,
  'two weeks': 130,
  'half-month': 120,
  month: 60,
}

/** True for what is paid by the week or two, whose periods are of one length and begin in no month. */
export function isByWeeks(period: Period): period is Period & { readonly kind: 'week' | 'two weeks' } {
  return period.kind === 'week' || period.kind === 'two weeks'
}

/** The name of the month that a period belongs to: the one in which its last day lies. */
export function monthOf({ end }: Period): string {
  return isoDate(end).slice(0, 7)
}

/** The periods like one that belong to a month, quarter, half-year or year: whose last day lies in it. In their order. */
export function periodsIn(span: Period, like: Period): PayPeriod[] {
  const found: PayPeriod[] = []
  for (let p = periodAt(like, span.start); p.end <= span.end; p = periodAt(like, p.end + 1)) found.push(p)
  return found
}

/** True where a period belongs to a longer one: its last day lies in it. */
export function belongsTo({ start, end }: Period, period: Period): boolean {
  return period.end >= start && period.end <= end
}

/** The month, quarter, half-year or year that ends in a period, or that goes on after it; the period itself where nothing is said. */
export function spanOf(of: Period, every: Every | undefined): Period {
  return every === undefined ? of : spanAt(of.start, every)
}

/** True in the period in which the month, quarter, half-year or year ends. */
export function isDue(of: Period, every: Every | undefined): boolean {
  return spanOf(of, every).end <= of.end
}

/** The period with which what comes so often is due next: this one, or a later one. */
export function dueNext(of: Period, every: Every | undefined): PayPeriod {
  return periodAt(of, spanOf(of, every).end)
}

const NAME = /^(\d{4})(?:-(?:Q([1-4])|H([12])|(0[1-9]|1[0-2])(?:-(?:H([12])|(\d\d)(-2w)?))?))?$/

const parsed = new Map<string, Period>()

/** Reads the name of a period; null for anything else. */
export function parsePeriod(text: string): Period | null {
  const known = parsed.get(text) ?? parsedAnew(text)
  // There are so many periods, but any number of other texts.
  if (known) parsed.set(text, known)
  return known
}

function parsedAnew(text: string): Period | null {
  const [, y, quarter, half, m, halfMonth, d, two] = NAME.exec(text) ?? []
  const year = Number(y)
  if (y === undefined || year < FIRST_YEAR || year > LAST_YEAR) return null
  if (quarter !== undefined) return months(text, 'quarter', year, Number(quarter) * 3 - 2, 3)
  if (half !== undefined) return months(text, 'half-year', year, Number(half) * 6 - 5, 6)
  if (m === undefined) return months(text, 'year', year, 1, 12)
  if (halfMonth !== undefined) return halfMonthAt(dayOf(year, Number(m), halfMonth === '1' ? 1 : 16)!)
  if (d === undefined) return month(year, Number(m))
  const end = dayOf(year, Number(m), Number(d))
  return end === null ? null : weeks(two === undefined ? 'week' : 'two weeks', end)
}

/** The name of a period that can be closed. */
export function parsePayPeriod(text: string): PayPeriod | null {
  const period = parsePeriod(text)
  return isPayPeriod(period) ? period : null
}

/**
 * What is typed for one of the periods like one: `this` is the one that `today` lies in, `last` the one before it; else its
 * name, of two weeks the day on which they end will do. Null for anything else, also for a name of another kind.
 */
export function typedPeriod(text: string, today: Day, like: PayPeriod): PayPeriod | null {
  const now = periodAt(like, today)
  if (text === 'this') return now
  if (text === 'last') return periodAt(like, now.start - 1)
  const period = parsePeriod(text)
  if (!period) return null
  const found = periodAt(like, period.end)
  return found.name === text || (period.kind === 'week' && found.end === period.end) ? found : null
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

/** The first day of the month of a day, as a cell of a month without days (`2026-07`) is read. */
export function monthStart(day: Day): Day {
  const date = new Date(day * DAY_MS)
  return month(date.getUTCFullYear(), date.getUTCMonth() + 1).start
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
