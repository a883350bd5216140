// What became of the money of each export, for a terminal: the total in the file, and below it what was used and what was
// left out, by reason. And the people that did not come together.

import type { Decimal } from '../core/decimal.ts'
import { amountForPeople } from '../core/money.ts'
import type { Reconciliation } from '../pay/reconciliation.ts'
import type { Unmatched } from '../pay/unmatched.ts'
import { LABELS } from '../reports/labels.ts'
import type { Terminal } from './streams.ts'
import { words } from './words.ts'
import { pad, widthOf, wrap } from './wrap.ts'

const REASONS = ['used', 'otherMonth', 'leftOut', 'nobody', 'condition', 'difference'] as const

/** Lines of money columns; other figures stand in the workbook and in run.json. */
export function reconciliationLines(reconciliation: readonly Reconciliation[], t: Terminal): string[] {
  const w = words(t.language)
  const rows = reconciliation.filter(r => r.money)
  if (rows.length === 0) return []
  const label = ({ table, column }: Reconciliation): string => `${table}.${column}`
  const wide = Math.max(...rows.map(r => widthOf(label(r))))
  const figures = Math.max(...rows.map(r => amountForPeople(r.inFile).length))
  const lines = rows.flatMap(r => {
    const parts = REASONS.filter(reason => reason === 'used' || !r[reason].isZero()).map(reason =>
      part(w[reason], r[reason]),
    )
    const head = `  ${pad(label(r), wide)}  ${pad(amountForPeople(r.inFile), figures, true)} = `
    const text = wrap(parts.join(' + '), Math.max(24, t.width - widthOf(head)))
    const colour = r.difference.isZero() ? (line: string) => line : t.paint.red
    return text.map((line, i) => colour(i === 0 ? head + line : ' '.repeat(widthOf(head)) + line))
  })
  return [t.paint.bold(w.reconciled), ...lines, '']
}

function part(word: string, amount: Decimal): string {
  return `${amountForPeople(amount)} ${word}`
}

/** People who got nothing, work of people who are not paid, names that the roster does not have. */
export function unmatchedLines({ nothing, unpaid, strangers }: Unmatched, t: Terminal): string[] {
  const w = words(t.language)
  const labels = LABELS[t.language]
  const list = (title: string, rows: readonly string[]): string[] =>
    rows.length === 0 ? [] : [t.paint.bold(title), ...rows.flatMap(row => indented(row, t)), '']
  return [
    ...list(
      labels.paidNothing,
      nothing.map(p => `${p.id} ${p.name} · ${p.position}`),
    ),
    ...list(
      labels.workedUnpaid,
      unpaid.map(p => `${p.id} ${p.name} · ${p.measure} ${amountForPeople(p.amount)} (${w.rows(p.rows)})`),
    ),
    ...list(
      labels.notInRoster,
      strangers.map(s => `${s.found} · ${s.at} (${w.rows(s.rows)}) ${s.amounts}`),
    ),
  ]
}

function indented(text: string, t: Terminal): string[] {
  return wrap(text, t.width - 4).map((line, i) => (i === 0 ? `  ${line}` : `    ${line}`))
}
