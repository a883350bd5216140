// What a spreadsheet's number format says of the numbers under it: 0.95 is shown as 95%, 1.25 as 1.25万元, 0.354 as 8:30.
// Takes the format's code and a number; gives a date, a time, or the number with the words around it. Formats that say
// nothing more than digits, colours and separators give nothing.

import { type Cell, type TimeCell, TimedDate, type Words } from './cell.ts'

/** Reads numbers under one format; undefined where the format says nothing of them. */
export type NumberFormat = (serial: number, is1904: boolean) => Cell

type Part =
  /** Shown as it is, or in place of a currency's sign. */
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'digit' | 'comma' | 'point' | 'percent' | 'general' | 'text' }
  /** `day`: a piece of a date, which is not shown here. */
  | { readonly kind: 'day' }
  /** `AM/PM`. */
  | { readonly kind: 'half'; readonly texts: readonly string[] }
  | { readonly kind: 'h' | 'm' | 's' | '[h]' | '[m]' | '[s]'; readonly width: number }

interface Section {
  readonly parts: readonly Part[]
  /** `[>=10000]`. */
  readonly condition: { readonly sign: string; readonly edge: number } | undefined
}

const TOKEN =
  /"([^"]*)"|[\\!](.)|([_*].)|\[([^\]]*)\]|(am\/pm|a\/p|上午\/下午)|(general|g\/通用格式)|(E[+-])|([ydgbe]+|a{3,4})|(h+|m+|s+)|([0#?])|([.,%@;])|(.)/gisy
const CONDITION = /^(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)$/
const ELAPSED = /^(h+|m+|s+)$/i
const DAY_MS = 86_400_000

function sectionsOf(code: string): Section[] {
  const sections: { parts: Part[]; condition: Section['condition'] }[] = [{ parts: [], condition: undefined }]
  for (const found of code.matchAll(TOKEN)) {
    const [, quoted, escaped, filler, bracket, half, general, exponent, day, time, digit, mark, other] = found
    const section = sections.at(-1)!
    const add = (part: Part): unknown => section.parts.push(part)
    const literal = quoted ?? escaped ?? other
    if (literal !== undefined) add({ kind: 'words', text: literal })
    else if (bracket !== undefined) {
      const condition = CONDITION.exec(bracket)
      const elapsed = ELAPSED.exec(bracket)
      if (condition) section.condition = { sign: condition[1]!, edge: Number(condition[2]) }
      else if (elapsed) add({ kind: `[${letter(elapsed[1]!)}]`, width: bracket.length })
      else if (bracket.startsWith('$')) add({ kind: 'words', text: bracket.slice(1).replace(/-[^-]*$/, '') })
    } else if (half !== undefined) add({ kind: 'half', texts: half.split('/') })
    else if (general !== undefined) add({ kind: 'general' })
    else if (day !== undefined) add({ kind: 'day' })
    else if (time !== undefined) add({ kind: letter(time), width: time.length })
    else if (digit !== undefined) add({ kind: 'digit' })
    else if (mark === ';') sections.push({ parts: [], condition: undefined })
    else if (mark !== undefined) add({ kind: MARKS[mark as keyof typeof MARKS] })
    else if (filler !== undefined) add({ kind: 'words', text: ' ' })
    else if (exponent !== undefined) add({ kind: 'digit' })
  }
  return sections
}

const MARKS = { '.': 'point', ',': 'comma', '%': 'percent', '@': 'text' } as const

function letter(run: string): 'h' | 'm' | 's' {
  const first = run[0]!.toLowerCase()
  return first === 'h' || first === 's' ? first : 'm'
}

/** How the numbers under a section are to be taken. */
type Sense = 'date' | 'clock' | 'time' | 'duration' | Words | undefined

/** Months and minutes share a letter: it is minutes behind hours and before seconds. */
function withMonths(parts: readonly Part[]): readonly Part[] {
  const clock = parts.filter(part => /^\[?[hms]\]?$/.test(part.kind) || part.kind === 'day')
  return parts.map((part): Part => {
    if (part.kind !== 'm') return part
    const at = clock.indexOf(part)
    const minutes = /h/.test(clock[at - 1]?.kind ?? '') || /s/.test(clock[at + 1]?.kind ?? '') || part.width > 5
    return minutes ? part : { kind: 'day' }
  })
}

function senseOf(parts: readonly Part[]): Sense {
  const has = (...kinds: readonly Part['kind'][]): boolean => parts.some(part => kinds.includes(part.kind))
  if (has('digit', 'general') && !has('h', 'm', 's', '[h]', '[m]', '[s]')) return wordsOf(parts)
  if (has('day')) return 'date'
  if (has('[h]', '[m]', '[s]')) return 'duration'
  if (has('half')) return 'clock'
  return has('h', 'm', 's') ? 'time' : undefined
}

/** The words before and behind the digits, and by how many places the format moves the point for the eye. */
function wordsOf(parts: readonly Part[]): Words | undefined {
  const first = parts.findIndex(isDigits)
  const last = parts.findLastIndex(isDigits)
  const point = parts.findIndex(part => part.kind === 'point')
  const whole = point < 0 ? last : parts.slice(0, point).findLastIndex(isDigits)
  let places = 0
  // A comma with digits on both sides separates thousands; one behind them divides by a thousand.
  parts.forEach((part, at) => {
    if (part.kind === 'comma' && at > whole && whole >= 0) places += 3
  })
  // 0!.0, shows tenths of what stands before: a point that is only text moves the eye as well.
  const drawn = parts.findIndex((part, at) => part.kind === 'words' && part.text === '.' && at > first && at < last)
  if (drawn >= 0) places += parts.slice(drawn).filter(part => part.kind === 'digit').length
  const text = (from: number, to: number): string =>
    parts
      .slice(from, to)
      .map(part => (part.kind === 'words' ? part.text : ''))
      .join('')
      .replace(/[()（）+-]|\s+/g, ' ')
      .trim()
  const before = text(0, first)
  const after = text(last + 1, parts.length)
  const percent = parts.some(part => part.kind === 'percent')
  return percent || places > 0 || before !== '' || after !== '' ? { before, after, percent, places } : undefined
}

function isDigits(part: Part): boolean {
  return part.kind === 'digit' || part.kind === 'general'
}

/** The section for a number: the one whose condition holds, or the usual one of its sign. */
function chosen<T extends Section>(sections: readonly T[], value: number): T {
  const numeric = sections.slice(0, 3)
  if (numeric.some(section => section.condition))
    return numeric.find(({ condition }) => !condition || holds(condition, value)) ?? numeric.at(-1)!
  if (value < 0 && numeric.length > 1) return numeric[1]!
  return value === 0 && numeric.length > 2 ? numeric[2]! : numeric[0]!
}

function holds({ sign, edge }: NonNullable<Section['condition']>, value: number): boolean {
  if (sign === '<>') return value !== edge
  if (value === edge) return sign.includes('=')
  return value < edge ? sign.includes('<') : sign.includes('>')
}

/** What a format says of the numbers under it; undefined where it says nothing. */
export function numberFormat(code: string): NumberFormat | undefined {
  const sections = sectionsOf(code).map(section => {
    const parts = withMonths(section.parts)
    return { ...section, parts, sense: senseOf(parts) }
  })
  if (sections.every(({ sense }) => sense === undefined)) return undefined
  return (serial, is1904) => {
    const { parts, sense } = chosen(sections, serial)
    if (sense === undefined) return serial
    if (sense === 'date') {
      const date = dateOf(serial, is1904)
      return parts.some(part => part.kind === 'h') ? new TimedDate(date) : date
    }
    if (typeof sense === 'object') return { number: serial, words: sense }
    return timeOf(serial, parts, sense)
  }
}

/** A spreadsheet's date: days since the end of 1899, in which the year 1900 has a leap day too many; or since 1904. */
export function dateOf(serial: number, is1904: boolean): Date {
  const since = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30)
  return new Date(since + Math.round(serial * DAY_MS))
}

/** The serial number of a date that a library made of one. */
export function serialOf(date: Date, is1904: boolean): number {
  if (is1904) return (date.getTime() - Date.UTC(1904, 0, 1)) / DAY_MS
  const serial = (date.getTime() - Date.UTC(1899, 11, 31)) / DAY_MS
  return serial >= 60 ? serial + 1 : serial
}

/** A time without a day, with the text that is shown for it. */
function timeOf(serial: number, parts: readonly Part[], sense: TimeCell['sense']): TimeCell {
  // Spreadsheets round what they show down to the second, but not what is a second but for its noise.
  const ms = Math.round(serial * DAY_MS)
  const seconds = Math.floor(Math.abs(ms) / 1000)
  const total = { h: Math.floor(seconds / 3600), m: Math.floor(seconds / 60), s: seconds }
  const half = parts.some(part => part.kind === 'half')
  const hour = half ? ((total.h + 11) % 12) + 1 : total.h % 24
  const shown = parts.map(part => {
    if (part.kind === 'words') return part.text
    if (part.kind === 'half') return part.texts[total.h % 24 < 12 ? 0 : 1]!
    if (part.kind === 'point') return '.'
    if (part.kind === 'digit') return String(Math.floor((Math.abs(ms) % 1000) / 100))
    if (!('width' in part)) return ''
    const values = { h: hour, m: total.m % 60, s: total.s % 60, '[h]': total.h, '[m]': total.m, '[s]': total.s }
    return String(values[part.kind]).padStart(part.width, '0')
  })
  return { ms, sense, text: `${ms < 0 ? '-' : ''}${shown.join('')}`.trim() }
}

/** A time that a library gives without its format. */
export function plainTime(serial: number): TimeCell {
  return timeOf(serial, HOURS_MINUTES, 'time')
}

const HOURS_MINUTES = withMonths(sectionsOf('hh:mm')[0]!.parts)

/** Formats that have a number in place of a code. 34, 35, 55 and 56 are times in Chinese and dates in Japanese programs. */
const NUMBERED: Readonly<Record<string, readonly number[]>> = {
  '0%': [9],
  '0.00%': [10],
  'yyyy-mm-dd': [14],
  'd-mmm-yy': [15],
  'd-mmm': [16],
  'mmm-yy': [17],
  'h:mm AM/PM': [18],
  'h:mm:ss AM/PM': [19],
  'h:mm': [20],
  'h:mm:ss': [21],
  'yyyy-mm-dd h:mm': [22],
  'yyyy"年"m"月"': [27, 36, 50, 52, 57],
  'm"月"d"日"': [28, 29, 51, 53, 54, 58],
  'm-d-yy': [30],
  'yyyy"年"m"月"d"日"': [31],
  'h"时"mm"分"': [32],
  'h"时"mm"分"ss"秒"': [33],
  '[<1]上午/下午h"时"mm"分";yyyy-mm-dd': [34, 55],
  '[<1]上午/下午h"时"mm"分"ss"秒";yyyy-mm-dd': [35, 56],
  'mm:ss': [45],
  '[h]:mm:ss': [46],
  'mm:ss.0': [47],
}
const BUILT_IN = new Map(Object.entries(NUMBERED).flatMap(([code, all]) => all.map(number => [number, code] as const)))

/** Reads codes, each once. */
export function formatReader(): (code: string | number) => NumberFormat | undefined {
  const known = new Map<string | number, NumberFormat | undefined>()
  return code => {
    if (known.has(code)) return known.get(code)
    const text = typeof code === 'string' ? code : BUILT_IN.get(code)
    const format = text === undefined ? undefined : numberFormat(text)
    known.set(code, format)
    return format
  }
}
