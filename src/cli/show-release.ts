// What a release pays, for a terminal: a row for each person, and all together.

import { sumOf } from '../core/decimal.ts'
import { amountForPeople } from '../core/money.ts'
import type { ReleaseResult } from '../pay/release.ts'
import { LABELS } from '../reports/labels.ts'
import { words } from '../words/language.ts'
import { type GridColumn, gridLines } from './grid.ts'
import type { Terminal } from './streams.ts'

const FIGURES = ['held', 'released', 'forfeited', 'premium'] as const

/** The table; with `--quiet` the sums only. */
export function releaseLines({ people }: ReleaseResult, t: Terminal): string[] {
  const w = words(t.language).terminal
  const labels = LABELS[t.language]
  const columns: GridColumn[] = [
    { title: labels.id, kind: 'text' },
    { title: labels.name, kind: 'text' },
    ...FIGURES.map(which => ({ title: w.release[which], kind: 'figure' as const })),
  ]
  const each = t.quiet ? [] : people
  const rows = each.map(p => [p.id, p.name, ...FIGURES.map(which => amountForPeople(p[which]))])
  const all = [labels.total, '', ...FIGURES.map(which => amountForPeople(sumOf(people.map(p => p[which]))))]
  return gridLines(columns, [...rows, all], t, { indent: 2, sum: true })
}
