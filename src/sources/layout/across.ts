// Columns of a file that are rows of a table each: one for each day, team, person, kind of work. Takes the header that was found
// for all other columns; gives a header for each of these columns, with what its heading says. A day may stand there as a whole
// date, as a number of the month or as a weekday between numbers; the weekday must be that of the day. Refuses headings that
// can't be told apart, days that leave one out, and a sheet that has none.

import { type Day, dayOf, isoDate, type Period, weekdayOf } from '../../core/calendar.ts'
import type { Place } from '../../core/place.ts'
import { placeText } from '../../core/place.ts'
import { type Problem, problem } from '../../core/problem.ts'
import { done, failed, type Result } from '../../core/result.ts'
import { type Across, type ColumnSpec, DATE_ORDERS, type TableSpec } from '../../tables/spec.ts'
import { isBlank, shorten } from '../cells/text.ts'
import { fitCells } from '../given-cell.ts'
import type { Header, HeaderCell } from './find-header.ts'
import type { Grid } from './grid.ts'
import { type HeaderColumn, headerColumns, MAX_DEPTH, pathText } from './header-paths.ts'
import { normalHeader } from './header-text.ts'

/** A column that is rows: the header under which it is read, and what stands beside each of its cells. */
export interface Heading {
  readonly header: Header
  /** What the heading says, as a cell would. */
  readonly value: string
  /** The heading as it stands there. */
  readonly text: string
}

/** A column whose heading may be meant. */
interface Candidate {
  readonly at: HeaderColumn
  readonly text: string
  readonly day: Named | undefined
}

/** The columns, from left to right. `beside`: a cell that no row of the file has, where the heading's value is put. */
export function headingsOf(
  spec: TableSpec,
  across: Across,
  grid: Grid,
  header: Header,
  { period, beside, placeOf }: About,
): Result<readonly Heading[]> {
  const named = spec.columns[across.name]!
  const dated = named.type === 'date'
  const taken = new Set(header.found.flatMap(cells => cells.map(cell => cell.column)))
  const depths = Array.from({ length: MAX_DEPTH }, (_, more) => header.bottom + more).filter(
    bottom => bottom < grid.rows.length && isHeaderTo(grid, header, bottom, taken),
  )
  // The names of the days may stand in a row above or below the one in which all others stand.
  const tops = Array.from({ length: 2 }, (_, more) => header.top - more).filter(top => top >= 0)
  const seen = tops.flatMap(top =>
    depths.map(bottom => {
      const columns = headerColumns(grid, top, bottom).filter(({ column }) => !taken.has(column))
      return { bottom, found: columns.flatMap(at => candidate(at, across.under, dated, named, period)) }
    }),
  )
  // A row that only says the weekdays adds no column, and is no data all the same.
  const best = seen.reduce<(typeof seen)[number] | undefined>((most, next) => {
    const added = next.found.length - (most?.found.length ?? 0)
    const weekdays = most && next.bottom === most.bottom + 1 && grid.rows[next.bottom]!.every(isWeekdayOrBlank)
    return added > 0 || (added === 0 && weekdays) ? next : most
  }, undefined)
  const facts = { table: spec.name, column: named.name }
  if (!best) {
    const found = shorten(header.texts.join(', '), 400)
    return failed(problem('HEADINGS_WRONG', placeOf(header.bottom, undefined), { ...facts, reason: 'none', found }))
  }
  const { found, bottom } = best
  const days = dated ? daysOf(found, period) : []
  const again = twice(found, days, named, placeOf)
  const problems = again.length > 0 || !dated ? again : dayProblems(found, days, facts, placeOf)
  if (problems.length > 0) return failed(problems)
  return done(
    found.map(({ at, text }, i) => {
      const value = dated ? isoDate(days[i]!) : text
      const cell = (column: number, told: string): HeaderCell => {
        const asked = at.path.at(-1)!
        return { row: asked.row, column, text: told, path: at.path, asked }
      }
      const own = header.found.map((cells, index) =>
        index === across.name ? [cell(beside, value)] : index === across.value ? [cell(at.column, text)] : cells,
      )
      return { header: { ...header, bottom, found: own }, value, text }
    }),
  )
}

interface About {
  readonly period: Period | undefined
  readonly beside: number
  readonly placeOf: (row: number, cell: number | undefined) => Place
}

/** True where the rows below the header down to this one say nothing of the columns that were found: they are no data. */
function isHeaderTo({ rows }: Grid, header: Header, bottom: number, taken: ReadonlySet<number>): boolean {
  return rows
    .slice(header.bottom + 1, bottom + 1)
    .every(cells => cells.some(text => !isBlank(text)) && [...taken].every(column => isBlank(cells[column] ?? '')))
}

function candidate(
  at: HeaderColumn,
  under: readonly string[],
  dated: boolean,
  named: ColumnSpec,
  period: Period | undefined,
): Candidate[] {
  const over = under.map(normalHeader)
  const steps = at.path.map(part => normalHeader(part.text))
  const whole = at.path.map((_, i) => steps.slice(0, i + 1).join('/'))
  if (over.length > 0 && ![...steps, ...whole].some(step => over.includes(step))) return []
  const rest = at.path.filter(part => !over.includes(normalHeader(part.text)))
  if (!dated) {
    const last = rest.at(-1)
    return last ? [{ at, text: last.text.trim(), day: undefined }] : []
  }
  const texts = rest.map(part => part.text.replace(/\s+/g, ' ').trim())
  const days = texts.map(text => namedDay(text, named, period))
  // The number of the day and its weekday may stand one below the other.
  const number = days.find(day => day !== undefined && (day.day !== undefined || day.date !== undefined))
  const weekday = days.find(day => day?.weekday !== undefined)?.weekday
  if (!number && weekday === undefined) return []
  const day: Named = { ...number, ...(weekday === undefined ? {} : { weekday }) }
  return [{ at, text: texts.filter((_, i) => days[i] !== undefined).join(' '), day }]
}

/** What a heading says of a day. */
interface Named {
  readonly date?: Day
  /** Of the month. */
  readonly day?: number
  /** 1 is a Monday. */
  readonly weekday?: number
}

const WEEKDAY_SIGNS = '一二三四五六日天'
const WEEKDAY_NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const WEEKDAY = /^(?:(?:星期|礼拜|周)?([一二三四五六日天])|(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?)$/
const NUMBERED = /^(?:day ?)?(\d{1,2})(?:st|nd|rd|th|日|号)?$/

function namedDay(text: string, named: ColumnSpec, period: Period | undefined): Named | undefined {
  const plain = text.normalize('NFKC').toLowerCase().trim()
  // 1日 is a day, and no Sunday.
  const alone = plainDay(plain, named, period)
  if (alone) return alone
  const [, head = '', tail = ''] = /^(.*?)[\s,(]*([^\s,()\d]*)\)?$/.exec(plain) ?? []
  const weekday = weekdayIn(tail)
  if (weekday === undefined) return undefined
  if (head.trim() === '') return { weekday }
  const day = plainDay(head.trim(), named, period)
  return day && { ...day, weekday }
}

function plainDay(text: string, named: ColumnSpec, period: Period | undefined): Named | undefined {
  const [, number] = NUMBERED.exec(text) ?? []
  if (number !== undefined) return Number(number) >= 1 && Number(number) <= 31 ? { day: Number(number) } : undefined
  const [, month, day] = /^(\d{1,2})(?:[-/.]|月)(\d{1,2})日?$/.exec(text) ?? []
  if (month !== undefined && day !== undefined && period) {
    const [a, b] = [Number(month), Number(day)]
    const found = [period.start, period.end]
      .map(edge => new Date(edge * 86_400_000).getUTCFullYear())
      .map(year => (named.dates === 'dmy' ? dayOf(year, b, a) : dayOf(year, a, b)))
      .filter(one => one !== null)
    const date = found.find(one => one >= period.start && one <= period.end) ?? found[0]
    return date === undefined ? undefined : { date }
  }
  if (!/\d[-/.年]\d|\d{8}|[a-z]{3}/.test(text)) return undefined
  // 26-07-09 alone may be of 2009 as well: of a month it is the one that lies in it.
  const orders = named.dates ? [named.dates] : [undefined, ...DATE_ORDERS]
  const dates = orders.flatMap(dates => fitCells({ ...named, dates, blank: 'none' }, [text], { period }).values)
  const read = dates.filter(one => one !== undefined)
  const date =
    read.find(one => period && one >= period.start && one <= period.end) ??
    (dates[0] === undefined ? undefined : read[0])
  return date === undefined ? undefined : { date }
}

function isWeekdayOrBlank(text: string): boolean {
  return isBlank(text) || weekdayIn(text.normalize('NFKC').toLowerCase().trim()) !== undefined
}

function weekdayIn(text: string): number | undefined {
  const [, sign, name] = WEEKDAY.exec(text) ?? []
  if (sign !== undefined) return Math.min(7, WEEKDAY_SIGNS.indexOf(sign) + 1)
  return name === undefined ? undefined : WEEKDAY_NAMES.indexOf(name) + 1
}

/** The days of all columns; a number is one of the period, and a weekday alone the day beside the one before or behind it. */
function daysOf(found: readonly Candidate[], period: Period | undefined): readonly (Day | undefined)[] {
  const days = found.map(({ day }): Day | undefined => {
    if (day?.date !== undefined) return day.date
    if (day?.day === undefined || !period) return undefined
    const inside = Array.from({ length: period.end - period.start + 1 }, (_, i) => period.start + i)
    const fits = inside.filter(one => new Date(one * 86_400_000).getUTCDate() === day.day)
    return fits.length === 1 ? fits[0] : undefined
  })
  for (let i = 1; i < days.length; i++)
    if (days[i] === undefined && isWeekdayAlone(found[i]!) && days[i - 1] !== undefined) days[i] = days[i - 1]! + 1
  for (let i = days.length - 2; i >= 0; i--)
    if (days[i] === undefined && isWeekdayAlone(found[i]!) && days[i + 1] !== undefined) days[i] = days[i + 1]! - 1
  return days
}

function isWeekdayAlone({ day }: Candidate): boolean {
  return day !== undefined && day.day === undefined && day.date === undefined
}

function dayProblems(
  found: readonly Candidate[],
  days: readonly (Day | undefined)[],
  facts: { readonly table: string; readonly column: string },
  placeOf: About['placeOf'],
): Problem[] {
  for (const [i, { at, text, day }] of found.entries()) {
    const { row, cell } = at.path.at(-1)!
    const own = days[i]
    const before = days[i - 1]
    const wrong = (reason: 'no day' | 'weekday' | 'gap', expected: string): Problem[] => [
      problem('HEADINGS_WRONG', placeOf(row, cell), { ...facts, reason, found: text, expected }),
    ]
    if (own === undefined) return wrong('no day', '')
    if (day?.weekday !== undefined && day.weekday !== weekdayOf(own)) return wrong('weekday', isoDate(own))
    if (before !== undefined && own !== before && own !== before + 1) return wrong('gap', isoDate(before + 1))
  }
  return []
}

/** Headings that say the same: which of the columns is meant nobody can tell. */
function twice(
  found: readonly Candidate[],
  days: readonly (Day | undefined)[],
  { name }: ColumnSpec,
  placeOf: About['placeOf'],
): Problem[] {
  const keys = found.map(({ text, day }, i) => (day ? `${days[i] ?? text}` : text))
  const again = keys.findIndex((key, i) => keys.indexOf(key) < i)
  if (again < 0) return []
  const same = found.filter((_, i) => keys[i] === keys[again])
  const places = same.map(({ at }) => placeOf(at.path.at(-1)!.row, at.column))
  const facts = {
    column: `${name}: ${found[again]!.text}`,
    places: places.map(placeText).join(', '),
    names: [...new Set(same.map(({ at }) => pathText(at.path)))],
  }
  return [
    problem(
      'HEADER_REPEATED',
      places.at(-1),
      facts.names.length < same.length ? { ...facts, names: undefined } : facts,
    ),
  ]
}
