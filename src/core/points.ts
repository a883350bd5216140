// The kinds of points in time, a row each: a day, a moment (a day with its time of day) and a time of day without a day. A point
// is a whole number of days or of seconds, by the shop's own clock. Says how one is written in figures, read again, and
// numbered by spreadsheets; and finds those that stand in a formula.

import {
  DAY_SECONDS,
  type Day,
  dayOf,
  dayOfMoment,
  isoDate,
  isoMoment,
  parseIsoDate,
  parseIsoMoment,
} from './calendar.ts'

export type PointKind = 'date' | 'moment' | 'time'

interface Point {
  /** `2026-07-05`, `2026-07-05 09:15`, `09:15`; the seconds where there are some. */
  readonly text: (value: number) => string
  /** That of such a text; null for any other. */
  readonly parse: (text: string) => number | null
  /** How many of its numbers are a day. */
  readonly perDay: number
  /** The day of one; none of a time of day. */
  readonly day?: (value: number) => Day
}

export const POINTS: Readonly<Record<PointKind, Point>> = {
  date: { text: isoDate, parse: parseIsoDate, perDay: 1, day: day => day },
  moment: { text: isoMoment, parse: parseIsoMoment, perDay: DAY_SECONDS, day: dayOfMoment },
  time: { text: isoTime, parse: parseIsoTime, perDay: DAY_SECONDS },
}

/** True for the name of a kind of points in time. */
export function isPoint(kind: string): kind is PointKind {
  return Object.hasOwn(POINTS, kind)
}

function isoTime(seconds: number): string {
  return isoMoment(seconds).slice(11)
}

function parseIsoTime(text: string): number | null {
  return parseIsoMoment(`1970-01-01 ${text}`)
}

const TIME = String.raw`(\d{1,2}):(\d{2})(?::(\d{2}))?`
const DATED = new RegExp(
  String.raw`^(?:((?:19|20|21)\d\d|2200)([-/])(\d{1,2})\2(\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})[日号])(?:[ T]\s*${TIME})?(?![\p{L}\p{M}\p{N}_:])`,
  'u',
)
const TIMED = new RegExp(String.raw`^${TIME}(?![\p{L}\p{M}\p{N}_:])`, 'u')
const MONTH_ALONE = /^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])(?![\d-])/

/** A point in time as a formula writes it. `value`: null where the figures are none, as in 2026-02-30 or 24:00. */
export interface WrittenPoint {
  readonly kind: PointKind
  readonly value: number | null
  readonly length: number
}

/**
 * The point in time that a text begins with: `2026-07-05`, `2026/7/5`, `2026年7月5日`, each with a time behind it or without, and
 * `8:30`. A month without a day is a point without a value. Undefined where the text begins with something else.
 */
export function writtenPoint(text: string): WrittenPoint | undefined {
  const plain = plainSigns(text.slice(0, LONGEST))
  const dated = DATED.exec(plain)
  if (dated) {
    const [whole, y, , m, d, year = y, month = m, date = d, hour, minute, second] = dated
    const day = dayOf(Number(year), Number(month), Number(date))
    if (hour === undefined) return { kind: 'date', value: day, length: whole.length }
    const time = secondsOf(hour, minute!, second)
    const value = day === null || time === null ? null : day * DAY_SECONDS + time
    return { kind: 'moment', value, length: whole.length }
  }
  const timed = TIMED.exec(plain)
  if (timed) return { kind: 'time', value: secondsOf(timed[1]!, timed[2]!, timed[3]), length: timed[0].length }
  const month = MONTH_ALONE.exec(plain)
  return month ? { kind: 'date', value: null, length: month[0].length } : undefined
}

const LONGEST = 40

function secondsOf(hour: string, minute: string, second = '0'): number | null {
  const [h, m, s] = [Number(hour), Number(minute), Number(second)]
  return h < 24 && m < 60 && s < 60 ? h * 3600 + m * 60 + s : null
}

/** Full-width figures and signs, and all that looks like a hyphen, as plain ones; as many as there were. */
function plainSigns(text: string): string {
  return text
    .replace(/[０-９：／]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\u2010-\u2013\u2212－]/g, '-')
}
