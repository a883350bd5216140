// What a month adds up to, for a terminal: a row for each position, and all together.

import { decimal } from '../core/decimal.ts'
import type { PersonSheet } from '../pay/person-sheet.ts'
import { totals } from '../reports/run-record.ts'
import { amount, figure, text } from '../reports/sheet-parts.ts'
import { wordsIn } from '../words/language.ts'
import { gridLines } from '../writers/terminal/grid.ts'
import type { Terminal } from './streams.ts'

/** The table; with `--quiet` the sums only. */
export function summaryLines(people: readonly PersonSheet[], t: Terminal): string[] {
  const w = wordsIn(t.language).terminal
  const labels = wordsIn(t.language).labels
  const rows = [...new Set(people.map(p => p.position))].map(position => {
    const own = people.filter(p => p.position === position)
    const { gross, withheld, deducted, net } = totals(own)
    return [position, decimal(own.length), gross, withheld.neg(), deducted.neg(), net]
  })
  const columns = [
    text(labels.position),
    { ...figure(w.peopleTitle), total: true },
    ...[w.gross, w.withheld, w.deducted, w.net].map(title => amount(title)),
  ]
  return gridLines({ columns, rows, totalWord: labels.total }, t, { indent: 2, totalOnly: t.quiet })
}
