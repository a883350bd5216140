// The month that a title, headers of days, a file name or a sheet say their data is of. Takes a text and the period that is read, gives
// what the text says where that is another time; dates of printing and export say nothing about the data.

import { basename } from 'node:path/posix'
import { type Day, dayOf, isByWeeks, month, type Period, parseIsoDate, periodAt } from '../../core/calendar.ts'
import type { Place } from '../../core/place.ts'
import { type Problem, problem } from '../../core/problem.ts'
import type { FileRequest } from '../bind/file-tally.ts'
import { MONTH_NAME, monthNumber } from '../cells/date.ts'
import { shorten } from '../cells/text.ts'
import type { Grid } from './grid.ts'

const MADE =
  /(打印|导出|生成|制表|制单|下载|创建|更新|填报|报送|审批|审核|print|export|creat|generat)[^\s:：]{0,6}[\s:：]*(\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?|\d{8})?(\s*\d{1,2}[:：]\d{2}([:：]\d{2})?)?/gi
const MADE_LABEL = /(打印|导出|生成|制表|制单|下载|创建|更新|填报|报送|审批|审核|print|export|creat|generat)[^\d]*$/i

const Y = String.raw`(?<!\d|\d-)((?:19|20)\d{2})`
const M = '(1[0-2]|0?[1-9])'
const D = String.raw`(3[01]|[12]\d|0?[1-9])`
const TO = String.raw`\s*(?:至|到|~|～|〜|-|—|–|--|——|to)\s*`
const TIME = String.raw`(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?`

const FULL_RANGE = new RegExp(
  `${Y}\\s*[-/.年]\\s*${M}\\s*[-/.月]\\s*${D}日?${TIME}${TO}(?:(\\d{4})\\s*[-/.年]\\s*)?${M}\\s*[-/.月]\\s*${D}日?`,
)
const COMPACT_RANGE =
  /(?<!\d)(20\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])\s*[-_~～至到]\s*(20\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)/
const MONTH_RANGE = new RegExp(
  `${Y}\\s*[-/.年]\\s*${M}\\s*月?(?:份)?${TO}(?:(\\d{4})\\s*[-/.年]\\s*)?${M}\\s*月(?:份)?(?!\\s*\\d)`,
)
const YEAR_MONTH = new RegExp(
  `${Y}(?:\\s*年\\s*${M}\\s*月(?!\\s*\\d)|(?:[-/]${M}|\\.(0[1-9]|1[0-2]))(?![\\d]|[-/.]\\d)|(0[1-9]|1[0-2])(?!\\d))`,
)
const LABELLED_DAY = new RegExp(`(?:期间|月份|所属|账期|会计期)[^\\d]{0,6}${Y}\\s*[-/.年]\\s*${M}\\s*[-/.月]\\s*${D}`)
const DAYS_WITHOUT_YEAR = new RegExp(
  `(?<![\\d./-])${M}\\s*[-/.月]\\s*${D}日?\\s*(?:至|到|~|～|〜|—|–|--)\\s*${M}\\s*[-/.月]\\s*${D}日?(?![\\d./-])`,
)
const MONTH_WITHOUT_YEAR = new RegExp(
  `(?<![\\d.年/-]\\s*)${M}\\s*月(?:份|(?=\\s*(?:考勤|工资|绩效|奖金|提成|报表|月报|汇总|统计|明细|数据|$)))`,
)

const NAMED_MONTH = new RegExp(String.raw`\b${MONTH_NAME}\.?,?\s+((?:19|20)\d{2})\b`, 'gi')

/** `June 2026` as `2026-06`. */
function numbered(text: string): string {
  return text.replace(
    NAMED_MONTH,
    (_, name: string, year: string) => `${year}-${String(monthNumber(name)).padStart(2, '0')}`,
  )
}

interface Span {
  readonly text: string
  readonly start: Day
  readonly end: Day
}

/**
 * What the text says the data is of, where that is not the period; undefined where it fits or says nothing.
 * `loose`: rows have dates of their own, so that a longer time that includes the period fits as well.
 */
export function otherMonth(text: string, period: Period, loose: boolean): string | undefined {
  const said = numbered(text.normalize('NFKC').replace(MADE, ' '))
  const spans = spansOf(said, period)
  if (spans.length === 0) return undefined
  const fits = (span: Span): boolean =>
    loose ? span.start <= period.end && span.end >= period.start : span.start >= period.start && span.end <= period.end
  return spans.some(fits) ? undefined : spans[0]!.text
}

/** True where a text is the label of a date of printing or export that stands in the next cell. */
function labelsMaking(text: string): boolean {
  return MADE_LABEL.test(text.normalize('NFKC').replace(/[\s:：]+$/, ''))
}

function spansOf(text: string, period: Period): Span[] {
  const range = FULL_RANGE.exec(text) ?? COMPACT_RANGE.exec(text)
  if (range) {
    const start = dayOf(Number(range[1]), Number(range[2]), Number(range[3]))
    const end = dayOf(Number(range[4] ?? range[1]), Number(range[5]), Number(range[6]))
    return start === null || end === null || end < start ? [] : [{ text: range[0], start, end }]
  }
  const months = MONTH_RANGE.exec(text)
  if (months) {
    const first = month(Number(months[1]), Number(months[2]))
    const last = month(Number(months[3] ?? months[1]), Number(months[4]))
    return last.end < first.start ? [] : [{ text: months[0], start: first.start, end: last.end }]
  }
  const single = YEAR_MONTH.exec(text)
  if (single) return allMonths(text)
  const labelled = LABELLED_DAY.exec(text)
  if (labelled) {
    const { start, end } = month(Number(labelled[1]), Number(labelled[2]))
    return [{ text: labelled[0], start, end }]
  }
  return withoutYear(text, period)
}

function allMonths(text: string): Span[] {
  return [...text.matchAll(new RegExp(YEAR_MONTH, 'g'))].map(found => {
    const { start, end } = month(Number(found[1]), Number(found[2] ?? found[3] ?? found[4] ?? found[5]))
    return { text: found[0], start, end }
  })
}

/** `04-01 ～ 04-30` and `7月份` are of the year in which they come nearest to the period. */
function withoutYear(text: string, period: Period): Span[] {
  const days = DAYS_WITHOUT_YEAR.exec(text)
  const only = days ? undefined : MONTH_WITHOUT_YEAR.exec(text)
  if (!days && !only) return []
  const from = Number((days ?? only)![1])
  const to = days ? Number(days[3]) : from
  const years = [period.start, period.end].map(day => new Date(day * 86_400_000).getUTCFullYear())
  const spans = [...new Set(years.flatMap(year => [year, year - 1]))].map(year => {
    const first = days ? dayOf(year, from, Number(days[2])) : month(year, from).start
    const last = days ? dayOf(to < from ? year + 1 : year, to, Number(days[4])) : month(year, from).end
    return first === null || last === null ? undefined : { text: (days ?? only)![0], start: first, end: last }
  })
  return spans.filter(span => span !== undefined)
}

/** `26-07-01`, `2026/7/1 星期三`, `01.07.2026`, `7月1日` as a whole header. */
const DAY_HEADER = /^(?:(\d{1,2}|\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2}|\d{4})日?(?:\s*\D*)$/
/** Fewer may be anything. */
const FEWEST_DAYS = 5

/** The columns of a sheet that has one for each day lie no further apart. */
const WIDEST = 62

/** The days that a column for each day stands under, where none of them can be of the period. */
function otherDays(texts: readonly string[], period: Period): string | undefined {
  const heads = texts.flatMap(text => {
    const found = DAY_HEADER.exec(text.normalize('NFKC').trim())
    return found ? [{ text, days: daysOf(found[1], found[2]!, found[3]!, period) }] : []
  })
  if (heads.length < FEWEST_DAYS) return undefined
  // One order holds for all of them, and read in it they lie close together.
  const orders = [0, 1, 2].flatMap(order => {
    const days = heads.flatMap(head => head.days[order] ?? [])
    const close = days.length === heads.length && Math.max(...days) - Math.min(...days) <= WIDEST
    return close ? [days] : []
  })
  const fits = orders.some(days => days.some(day => day >= period.start && day <= period.end))
  if (orders.length === 0 || fits) return undefined
  return `${oneLine(heads[0]!.text)} – ${oneLine(heads.at(-1)!.text)}`
}

/** The day read as year, month, day; day, month, year; month, day, year. */
function daysOf(first: string | undefined, second: string, third: string, period: Period): (Day | null)[] {
  const [a, b, c] = [Number(first), Number(second), Number(third)]
  if (first === undefined) {
    const year = new Date(period.end * 86_400_000).getUTCFullYear()
    return [dayOf(year, b, c), dayOf(year, c, b)]
  }
  const ymd = third.length < 4 ? dayOf(yearOf(first), b, c) : null
  return first.length < 4 ? [ymd, dayOf(yearOf(third), b, a), dayOf(yearOf(third), a, b)] : [ymd]
}

function yearOf(digits: string): number {
  return digits.length < 4 ? 2000 + Number(digits) : Number(digits)
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ')
}

const NAME_RANGE = COMPACT_RANGE
const NAME_DAY = /(?<!\d)20\d{2}-\d\d-\d\d(?!-?\d)/
const NAME_MONTH = /(?<!\d)(20\d{2})(?:(0[1-9]|1[0-2])|-(0[1-9]|1[0-2])(?!-?\d)|年(1[0-2]|0?[1-9])月)(?!\d)/

/** What a file's name says in a form that can mean nothing else, where that is not the period. */
function otherMonthInName(name: string, period: Period, loose: boolean): string | undefined {
  const text = name.normalize('NFC')
  const range = NAME_RANGE.exec(text)
  const found = range ?? NAME_MONTH.exec(text)
  if (found) return otherMonth(found[0], period, loose)
  return loose ? undefined : weekBefore(text, period)
}

/** The day on which an earlier week ends: nothing of a week can have been exported then. A later one may be the day of export. */
function weekBefore(text: string, period: Period): string | undefined {
  const [said = ''] = NAME_DAY.exec(text) ?? []
  const day = parseIsoDate(said)
  return day !== null && isByWeeks(period) && day < period.start && periodAt(period, day).end === day ? said : undefined
}

// Looks for a month that is not the one being read in the rows above a header, in headers of days and in the file's name.
// Takes the texts, gives one problem or none.

const TITLE_LENGTH = 200
const LABEL_LENGTH = 10

export function titleProblem(
  request: FileRequest,
  grid: Grid,
  header: { readonly top: number; readonly bottom: number },
  placeOf: (row: number, cell: number | undefined) => Place,
): Problem | undefined {
  const { period, spec, display } = request
  if (!period) return undefined
  const loose = spec.month !== undefined
  for (let row = 0; row < header.top; row++) {
    let before = ''
    for (const [cell, full] of grid.rows[row]!.entries()) {
      const text = full.slice(0, TITLE_LENGTH).trim()
      if (text === '') continue
      const found = labelsMaking(before) ? undefined : otherMonth(withLabel(before, text), period, loose)
      before = text
      if (found === undefined) continue
      const quote = { text: shorten(text, TITLE_LENGTH) }
      return problem('FILE_OTHER_MONTH', placeOf(row, cell), { found, period: period.name }, { quote })
    }
  }
  for (let row = Math.max(header.top, 0); row <= header.bottom; row++) {
    const found = otherDays(grid.rows[row]!, period)
    if (found !== undefined) return problem('FILE_OTHER_MONTH', placeOf(row, undefined), { found, period: period.name })
  }
  const name = otherMonthInName(basename(display), period, loose)
  return name === undefined
    ? undefined
    : problem('FILE_OTHER_MONTH', { file: display }, { found: name, period: period.name })
}

/** A date may stand in the cell after its label: `期间：` | `2026-07-01`. */
function withLabel(before: string, text: string): string {
  return before.length <= LABEL_LENGTH && !/\d/.test(before) ? `${before}${text}` : text
}
