// Counts the rows of a table that are of another month than the one being read, or of none yet, for one problem about all of
// them. Takes the day of each row; gives the problem: a warning, or an error where no row is of the month, or nearly none and the
// others are of one other month, or where they would be of it with day and month the other way round.

import { type Day, dayOf, isoDate, periodAt } from '../../core/calendar.ts'
import { once } from '../../core/lists.ts'
import { type Problem, problem } from '../../core/problem.ts'
import type { FileRequest, FileTally } from './file-tally.ts'
import type { Report } from './report.ts'

interface MonthCounter {
  /** True where the row is of another month, or of none yet: it has no date, as the scheme says that it may. */
  isOther(day: Day): boolean
  /** `swapped`: of dates that are of this month the other way round. */
  finish(): { rowsOtherMonth: number; otherMonth: Problem | undefined; swapped: Problem | undefined }
}

const SHOWN_ROWS = 5
/** A date whose day may stand before its month or behind it. */
const EITHER_WAY = /^\s*\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}(?!\d)/
/** A file is another month's that has so many rows of it, and so many times as many as of its own. */
const MONTH_ROWS = 10
const MONTH_TIMES = 4

/** `column`: number of the first column that says the day; `cell`: its place in the rows. */
export function monthCounter(
  request: FileRequest,
  report: Report,
  column: number,
  cell: number | undefined,
  { months: tally }: FileTally,
): MonthCounter {
  const { spec, period } = request
  const { counts, shown, swapped } = tally

  function leave(day: Day): true {
    tally.others++
    if (shown.length < SHOWN_ROWS)
      shown.push({ at: report.place(column, report.row.row), quote: report.quote(report.row.cells, cell) })
    if (Number.isNaN(day)) tally.undated++
    else {
      const { name } = periodAt(period!, day)
      counts.set(name, (counts.get(name) ?? 0) + 1)
      keepSwapped(name, day)
    }
    return true
  }

  /** A spreadsheet keeps no order of day and month, and many texts say none; a year that stands first does. */
  function keepSwapped(name: string, day: Day): void {
    const content = cell === undefined ? undefined : report.row.cells[cell]
    if (content === undefined || (typeof content === 'string' && !EITHER_WAY.test(content.normalize('NFKC')))) return
    const [year, month, date] = isoDate(day).split('-').map(Number)
    const meant = dayOf(year!, date!, month!)
    if (meant === null || meant < period!.start || meant > period!.end) return
    const own = once(swapped, name, () => ({ rows: 0, shown: [] }))
    own.rows++
    if (own.shown.length >= SHOWN_ROWS) return
    const at = report.place(column, report.row.row)
    own.shown.push({ at, quote: report.quote(report.row.cells, cell), day, meant })
  }

  /** Rows of months of which every row is of this one with day and month the other way round; alone those of the next or last one are late. */
  function swappedProblem(): Problem | undefined {
    const months = [...swapped].filter(([name, own]) => own.rows === counts.get(name))
    const late = [period!.start - 1, period!.end + 1].map(day => periodAt(period!, day).name)
    if (months.length === 1 && late.includes(months[0]![0])) return undefined
    const found = months.map(([, own]) => own)
    const [first, ...further] = found.flatMap(({ shown }) => shown)
    if (!first) return undefined
    const related = further.slice(0, SHOWN_ROWS - 1).map(({ at, quote }) => ({ at, note: quote.text }))
    const facts = {
      ...{ table: spec.name, column: spec.columns[column]!.name, period: period!.name },
      ...{ rows: found.reduce((sum, { rows }) => sum + rows, 0) },
      ...{ found: isoDate(first.day), meant: isoDate(first.meant) },
    }
    return problem('DATE_SWAPPED', first.at, facts, { quote: first.quote, related })
  }

  return {
    isOther(day) {
      if (Number.isNaN(day) || day < period!.start || day > period!.end) return leave(day)
      tally.inside++
      return false
    },
    finish() {
      const [first, ...further] = shown
      const { others, undated, inside } = tally
      if (!first) return { rowsOtherMonth: 0, otherMonth: undefined, swapped: undefined }
      const found = [...counts]
        .sort()
        .map(([name, rows]) => `${name} (${rows})`)
        .join(', ')
      const more = { quote: first.quote, related: further.map(({ at, quote }) => ({ at, note: quote.text })) }
      const table = { table: spec.name, rows: others, months: found, undated, period: period!.name }
      const all = { found: [...counts.keys()].sort().join(', '), period: period!.name }
      const most = [...counts].find(([, rows]) => rows >= Math.max(MONTH_ROWS, inside * MONTH_TIMES))
      const whole = inside === 0 ? all : most && { ...all, found: most[0], rows: most[1], own: inside }
      return {
        rowsOtherMonth: others,
        swapped: swappedProblem(),
        otherMonth: whole
          ? problem('FILE_OTHER_MONTH', first.at, whole, more)
          : problem('ROWS_OTHER_MONTH', first.at, table, more),
      }
    },
  }
}
