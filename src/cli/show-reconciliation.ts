// What became of the money of each export, and of the hours and numbers that are paid by, for a terminal: the total in the file, what of it was used and what was left
// out, by reason. And the people that did not come together.

import { type Decimal, plain } from '../core/decimal.ts'
import type { Explained } from '../explain/month.ts'
import type { Reconciliation } from '../pay/reconciliation.ts'
import type { Unmatched } from '../pay/unmatched.ts'
import type { Table } from '../reports/sheet.ts'
import { amount, figure, text, wholeText } from '../reports/sheet-parts.ts'
import { wordsIn } from '../words/language.ts'
import { gridLines } from '../writers/terminal/grid.ts'
import type { Terminal } from './streams.ts'

const REASONS = ['otherMonth', 'leftOut', 'nobody', 'alone', 'condition', 'difference'] as const

/** Lines of money columns, and of other figures of which something is paid by; all of them stand in the workbook and in run.json. */
export function reconciliationLines(reconciliation: readonly Reconciliation[], t: Terminal): string[] {
  const w = wordsIn(t.language).terminal
  const labels = wordsIn(t.language).labels
  const told = reconciliation.filter(r => r.money || !r.used.isZero())
  if (told.length === 0) return []
  const shownAs = (r: Reconciliation, figure: Decimal): Decimal | string => (r.money ? figure : plain(figure))
  // A reason for which nothing was left out has no column.
  const shown = ['used' as const, ...REASONS.filter(reason => told.some(r => !r[reason].isZero()))]
  const columns = [text(labels.column), ...['inFile' as const, ...shown].map(which => amount(labels[which]))]
  const rows = told.map(r => [
    `${r.table}.${r.column}`,
    shownAs(r, r.inFile),
    ...shown.map(reason => (reason !== 'used' && r[reason].isZero() ? null : shownAs(r, r[reason]))),
  ])
  const paint = (line: string, row: number): string => (told[row]!.difference.isZero() ? line : t.paint.red(line))
  return [t.paint.bold(w.reconciled), ...gridLines({ columns, rows }, t, { indent: 2, paint }), '']
}

/** The tables that are made of rows, each with how many rows it has: a key that is too fine or too coarse is seen at once. */
export function madeLines({ made }: Pick<Explained, 'made'>, t: Terminal): string[] {
  const labels = wordsIn(t.language).labels
  if (made.length === 0) return []
  const columns = [text(labels.table), text(labels.madeOf), figure(labels.rowCount)]
  const rows = made.map(({ table, of, rows }) => [table, of, `${rows}`])
  return [t.paint.bold(wordsIn(t.language).terminal.madeTables), ...gridLines({ columns, rows }, t, { indent: 2 }), '']
}

/** People who got nothing, work of people who are not paid, names that the roster does not have. */
export function unmatchedLines({ nothing, unpaid, strangers }: Unmatched, t: Terminal): string[] {
  const labels = wordsIn(t.language).labels
  const section = (title: string, columns: Table['columns'], rows: Table['rows']): string[] =>
    rows.length === 0 ? [] : [t.paint.bold(title), ...gridLines({ columns, rows }, t, { indent: 2 }), '']
  return [
    ...section(
      labels.paidNothing,
      [text(labels.id), text(labels.name), text(labels.position)],
      nothing.map(p => [p.id, p.name, p.position]),
    ),
    ...section(
      labels.workedUnpaid,
      [text(labels.id), text(labels.name), text(labels.figure), figure(labels.rowCount), amount(labels.value)],
      unpaid.map(p => [p.id, p.name, p.measure, `${p.rows}`, p.money ? p.amount : plain(p.amount)]),
    ),
    ...section(
      labels.notInRoster,
      [text(labels.name), wholeText(labels.place, 20), figure(labels.rowCount), wholeText(labels.amount, 16)],
      strangers.map(s => [s.found, s.at, `${s.rows}`, s.amounts]),
    ),
  ]
}
