// What a month adds up to, for a terminal: a row for each position, and all together.

import { decimal } from '../core/decimal.ts'
import { anyCorrected, type PersonSheet } from '../pay/person-sheet.ts'
import { taxSums } from '../pay/taxed.ts'
import { taxLine } from '../reports/labels.ts'
import { totals } from '../reports/run-record.ts'
import { amount, figure, text } from '../reports/sheet-parts.ts'
import { wordsIn } from '../words/language.ts'
import { gridLines } from '../writers/terminal/grid.ts'
import { wrap } from '../writers/terminal/wrap.ts'
import type { Terminal } from './streams.ts'

/** The table; with `--quiet` the sums only. */
export function summaryLines(people: readonly PersonSheet[], t: Terminal): string[] {
  const w = wordsIn(t.language).terminal
  const labels = wordsIn(t.language).labels
  const corrected = anyCorrected(people)
  const rows = [...new Set(people.map(p => p.position))].map(position => {
    const own = people.filter(p => p.position === position)
    const { gross, withheld, deducted, own: earned, correction, net } = totals(own)
    const below = corrected ? [earned, correction] : []
    return [position, decimal(own.length), gross, withheld.neg(), deducted.neg(), ...below, net]
  })
  const columns = [
    text(labels.position),
    { ...figure(w.peopleTitle), total: true },
    ...[w.gross, w.withheld, w.deducted, ...(corrected ? [w.own, w.corrections] : []), w.net].map(title =>
      amount(title),
    ),
  ]
  const taxed = taxLine(taxSums(people), labels)
  return [
    ...gridLines({ columns, rows, totalWord: labels.total }, t, { indent: 2, totalOnly: t.quiet }),
    ...(taxed === '' ? [] : wrap(taxed, t.width - 2).map(line => `  ${line}`)),
  ]
}
