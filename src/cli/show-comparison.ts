// A comparison for a terminal: totals by class, then person by person every difference, and the bridge in a sentence.

import { decimal } from '../core/decimal.ts'
import { largest } from '../core/lists.ts'
import { amountForPeople } from '../core/money.ts'
import type { Comparison, Difference } from '../explain/compare.ts'
import { bridgeText, figureName, signed, whyText } from '../reports/comparison.ts'
import { figure, text } from '../reports/sheet-parts.ts'
import { wordsIn } from '../words/language.ts'
import { gridLines } from '../writers/terminal/grid.ts'
import { pad, widthOf, wrap } from '../writers/terminal/wrap.ts'
import type { Terminal } from './streams.ts'

export function comparisonLines(comparison: Comparison, t: Terminal): string[] {
  const w = wordsIn(t.language).comparison
  const { paint } = t
  const { a, b, compared, people, total, totals, notCompared } = comparison
  const lines = [`${paint.bold(w.heading(a, b))} · ${w.counted(compared, people.length)}`]
  if (totals.length > 0) {
    const columns = [text(w.class), figure(w.count), figure(w.amount)]
    const rows = totals.map(o => [w.classes[o.class], `${o.count}`, signed(o.amount)])
    const count = totals.reduce((sum, o) => sum + o.count, 0)
    if (rows.length > 1) rows.push([wordsIn(t.language).labels.total, `${count}`, signed(total)])
    lines.push('', ...gridLines({ columns, rows }, t, { indent: 2 }))
  }
  if (notCompared.length > 0)
    lines.push('', ...wrap(`${w.notCompared}: ${notCompared.join(', ')}`, t.width).map(line => paint.dim(line)))
  if (t.quiet) return lines
  for (const person of people) {
    const difference = person.difference.isZero() ? '' : `  ${signed(person.difference)}`
    lines.push('', `${paint.bold(person.name)} (${person.id})${difference}`, ...differenceLines(person.differences, t))
    if (person.bridge)
      lines.push(...wrap(bridgeText(person, person.bridge, t.language), t.width - 4).map(l => `    ${paint.cyan(l)}`))
  }
  return lines
}

const NOTHING = '–'

function differenceLines(differences: readonly Difference[], t: Terminal): string[] {
  const w = wordsIn(t.language).comparison
  const rows = differences.map(d => ({
    why: whyText(d, t.language),
    cells: [
      figureName(d, t.language),
      sideText(d, d.a),
      sideText(d, d.b),
      d.difference ? signed(d.difference) : '',
      w.classes[d.class],
    ],
  }))
  const wide = [0, 1, 2, 3, 4].map(c =>
    largest(
      rows.map(r => widthOf(r.cells[c]!)),
      0,
    ),
  )
  return rows.flatMap(({ cells, why }) => {
    const line = `  ${cells.map((cell, c) => pad(cell, wide[c]!, c > 0 && c < 4)).join('  ')}`.trimEnd()
    return [line, ...(why === '' ? [] : wrap(why, t.width - 6).map(l => `      ${t.paint.dim(l)}`))]
  })
}

function sideText(d: Difference, value: string | undefined): string {
  if (value === undefined || value === '') return NOTHING
  return d.kind === 'score' ? value : amountForPeople(decimal(value))
}
