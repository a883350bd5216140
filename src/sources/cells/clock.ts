// Times of day behind a date: 08:30, T09:15:30, 9时15分, 下午3:05, 9 AM. Takes the text of a date with whatever stands behind it;
// gives the date's text and the seconds of the day that the time can mean: several where a clock of twelve hours does not tell
// (上午12:00, 晚上12:00), none where no clock shows it. Parts of a second do not count. 24:00 is left where it stands, unread,
// since it may mean the next day; +08:00 is the shop's own zone.

import { DAY_SECONDS } from '../../core/calendar.ts'

/** Seconds of the day, one for each way to read a time. */
export type TimeOfDay = readonly number[]

const HOUR = String.raw`([01]?\d|2[0-3])`
const TIME = new RegExp(
  String.raw`(?:T|,?\s+(?:at\s+)?|(?<=[日号])|(?=上午|下午))\s*(上午|下午|凌晨|早上|中午|晚上)?\s*` +
    String.raw`(?:${HOUR}(?:[:时点](?:([0-5]?\d)(?:[:分](?:([0-5]?\d)(?:[.,]\d+)?秒?)?)?)?)\s*(?:([AP])\.?M\.?)?|${HOUR}\s*([AP])\.?M\.?)\s*(?:\+08:?00)?$`,
  'i',
)

const before12 = (hour: number): number[] => (hour < 12 ? [hour] : [])
const after12 = (hour: number): number[] => (hour === 0 ? [] : hour < 12 ? [hour + 12] : [hour])
const morning = (hour: number): number[] => (hour === 12 ? [0, 12] : before12(hour))

/** The hours of the day that an hour can be, by the half of the day that stands beside it. */
const HALVES: Readonly<Record<string, (hour: number) => number[]>> = {
  A: hour => before12(hour === 12 ? 0 : hour),
  P: after12,
  凌晨: hour => before12(hour === 12 ? 0 : hour),
  早上: morning,
  上午: morning,
  中午: hour => (hour >= 10 && hour <= 14 ? [hour] : hour === 1 || hour === 2 ? [hour + 12] : []),
  下午: after12,
  晚上: hour => (hour === 12 ? [0, 24] : hour < 5 ? [hour, hour + 24] : after12(hour)),
}

/** Takes the time from behind a date; none where there is no time. */
export function takeTime(dated: string): { text: string; time: TimeOfDay | undefined } {
  const found = TIME.exec(dated)
  if (!found) return { text: dated, time: undefined }
  const [, spoken, hour, minute = '0', second = '0', half, wholeHour, wholeHalf] = found
  const word = spoken ?? (half ?? wholeHalf)?.toUpperCase()
  const hours = (word === undefined ? undefined : HALVES[word]) ?? ((given: number) => [given])
  const rest = Number(minute) * 60 + Number(second)
  return { text: dated.slice(0, found.index), time: hours(Number(hour ?? wholeHour)).map(h => h * 3600 + rest) }
}

/** A time of day that stands alone; undefined for any other text. 24:00 is none: it is of the next day. */
export function readTime(text: string): TimeOfDay | undefined {
  if (/^24[:时点]/.test(text)) return []
  const { text: rest, time } = takeTime(` ${text}`)
  return rest.trim() === '' ? time : undefined
}

/** The time of `9:15` or `09:15:30`. */
export function clockTime(text: string): TimeOfDay {
  return [text.split(':').reduce((sum, part, at) => sum + Number(part) * 60 ** (2 - at), 0)]
}

/** The time of `0915` or `091530`. */
export function stampedTime(digits: string): TimeOfDay {
  const [hour, minute, second] = [0, 2, 4].map(at => Number(digits.slice(at, at + 2)))
  return hour! < 24 && minute! < 60 && second! < 60 ? [hour! * 3600 + minute! * 60 + second!] : []
}

/**
 * The time in a part of a day, to the nearest second: serial numbers are days with noise. None where there is none: a spreadsheet
 * does not tell midnight from a day alone.
 */
export function timeIn(days: number): TimeOfDay | undefined {
  const seconds = Math.round(days * DAY_SECONDS)
  return seconds % DAY_SECONDS === 0 ? undefined : [seconds]
}

/** True where a time other than midnight stood beside the day. */
export function isTimed(time: TimeOfDay | undefined): boolean {
  return time !== undefined && !(time.length === 1 && time[0] === 0)
}
