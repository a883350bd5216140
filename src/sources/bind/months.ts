// Counts the rows of a table that are of another month than the one being read, or of none yet, for one problem about all of
// them. Takes the day of each row; gives the problem: a warning, or an error where no row is of the month.

import { type Day, periodAt } from '../../core/calendar.ts'
import { type Problem, problem } from '../../core/problem.ts'
import type { ReadRequest } from '../../tables/reading.ts'
import type { FileTally } from './file-tally.ts'
import type { Report } from './report.ts'

interface MonthCounter {
  /** True where the row is of another month, or of none yet: it has no date, as the scheme says that it may. */
  isOther(day: Day): boolean
  finish(): { rowsOtherMonth: number; otherMonth: Problem | undefined }
}

const SHOWN_ROWS = 5
/** A file is another month's that has so many rows of it, and so many times as many as of its own. */
const MONTH_ROWS = 10
const MONTH_TIMES = 4

/** `column`: number of the first column that says the day; `cell`: its place in the rows. */
export function monthCounter(
  request: ReadRequest,
  report: Report,
  column: number,
  cell: number | undefined,
  { months: tally }: FileTally,
): MonthCounter {
  const { spec, period } = request
  const { counts, shown } = tally

  function leave(day: Day): true {
    tally.others++
    if (shown.length < SHOWN_ROWS)
      shown.push({ at: report.place(column, report.row.row), quote: report.quote(report.row.cells, cell) })
    if (Number.isNaN(day)) tally.undated++
    else {
      const { name } = periodAt(period!, day)
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
    return true
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
      if (!first) return { rowsOtherMonth: 0, otherMonth: undefined }
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
        otherMonth: whole
          ? problem('FILE_OTHER_MONTH', first.at, whole, more)
          : problem('ROWS_OTHER_MONTH', first.at, table, more),
      }
    },
  }
}
