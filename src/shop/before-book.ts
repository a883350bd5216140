// Earlier months that formulas of a month add up and that lie before the book: of them nothing is known, and a sum of a quarter
// or a year would be too small without a word. Takes a scheme, a month and the entries of the book; tells each such figure.

import type { EntryHeader } from '../book/entry.ts'
import { openedMonth } from '../book/order.ts'
import { isDue, type Period, periodsAway } from '../core/calendar.ts'
import { type Problem, problem } from '../core/problem.ts'
import type { Bound } from '../formula/bound.ts'
import { nodesOf } from '../formula/tree.ts'
import { monthsBack } from '../pay/earlier.ts'
import { behind, formulasOf } from '../scheme/graph.ts'
import type { Scheme } from '../scheme/model.ts'

/** What is told of the month; nothing where the book was opened, which says of each month what it needs. */
export function beforeBook(scheme: Scheme, period: Period, headers: readonly EntryHeader[]): Problem[] {
  if (openedMonth(headers) !== undefined) return []
  const closed = headers.filter(({ kind }) => kind === 'close').map(header => header.period)
  const begins = [period.name, ...closed].reduce((a, b) => (a < b ? a : b))
  const { scores, pay, reserves, deductions, flags } = scheme
  const due = [...scores, ...pay, ...reserves.map(r => r.withheld), ...deductions, ...flags].flatMap(column =>
    formulasOf(
      column,
      column.source.cases.filter(({ every }) => isDue(period, every)),
    ),
  )
  const told = new Map<string, Problem>()
  for (const bound of nodesOf('earlier', due as Bound[], behind(scheme, { month: true }))) {
    // What is one month's is blank, and the formula says what holds then.
    if (bound.take === 'one') continue
    const back = bound.take === 'last' ? (begins === period.name ? 1 : 0) : monthsBack(bound, period.name)
    const months = Array.from({ length: back }, (_, i) => periodsAway(period.name, -1 - i)).filter(m => m < begins)
    const [last] = months
    if (last === undefined) continue
    const facts = { name: bound.text, first: months.at(-1)!, last, begun: closed.length > 0 }
    told.set(bound.text, problem('EARLIER_BEFORE_BOOK', bound.at, facts))
  }
  return [...told.values()]
}
