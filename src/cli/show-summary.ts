// What a month adds up to, for a terminal: a row for each position, and all together.

import { type Decimal, sumOf } from '../core/decimal.ts'
import { amountForPeople } from '../core/money.ts'
import type { PersonSheet } from '../pay/person-sheet.ts'
import { LABELS } from '../reports/labels.ts'
import { type GridColumn, gridLines } from './grid.ts'
import type { Terminal } from './streams.ts'
import { words } from './words.ts'

/** The table; with `--quiet` the sums only. */
export function summaryLines(people: readonly PersonSheet[], t: Terminal): string[] {
  const w = words(t.language)
  const labels = LABELS[t.language]
  const sums: readonly (readonly [string, (p: PersonSheet) => Decimal])[] = [
    [w.gross, p => p.gross],
    [w.withheld, p => p.withheld.neg()],
    [w.deducted, p => p.deducted.neg()],
    [w.net, p => p.net],
  ]
  const row = (name: string, own: readonly PersonSheet[]): string[] => [
    name,
    `${own.length}`,
    ...sums.map(([, of]) => amountForPeople(sumOf(own.map(of)))),
  ]
  const positions = t.quiet ? [] : [...new Set(people.map(p => p.position))]
  const rows = positions.map(position =>
    row(
      position,
      people.filter(p => p.position === position),
    ),
  )
  const columns: GridColumn[] = [
    { title: labels.position, kind: 'text' },
    ...[w.peopleTitle, ...sums.map(([title]) => title)].map(title => ({ title, kind: 'figure' as const })),
  ]
  return gridLines(columns, [...rows, row(labels.total, people)], t, { indent: 2, sum: true })
}
