// Variants of a month side by side for a terminal: as many in a row as 80 columns hold, then the next ones below.

import { largest } from '../core/lists.ts'
import { amountForPeople } from '../core/money.ts'
import { type ComparedRow, comparedRows, type Worked } from '../reports/what-if.ts'
import { wordsIn } from '../words/language.ts'
import { cut, pad, widthOf, wrap } from '../writers/terminal/wrap.ts'
import { signed } from './show-edges.ts'
import type { Terminal } from './streams.ts'

const NAMES = 22

/** The comparison: the settings of each variant by number, then the rows. */
export function whatIfLines(base: Worked, variants: readonly Worked[], t: Terminal): string[] {
  const w = wordsIn(t.language).terminal
  const rows = comparedRows(base, variants)
  const nameOf = ({ kind, name }: ComparedRow): string => (kind === 'gross' ? w.gross : kind === 'net' ? w.net : name)
  const names = Math.min(
    NAMES,
    largest(
      rows.map(r => widthOf(nameOf(r))),
      0,
    ),
  )
  const amounts = rows.flatMap(r => [r.base, ...r.amounts]).map(a => amountForPeople(a).length)
  const wide = largest(amounts, Math.max(8, widthOf(w.change)))
  const each = Math.max(1, Math.floor((t.width - 4 - names - wide) / (2 * wide + 4)))
  const from = base.label === '' ? w.asItIs : '(1)'
  // Where there is no month as it is, the first variant stands in its place.
  const start = base.label === '' ? 1 : 2
  const numbered = base.label === '' ? variants : [base, ...variants]
  const lines = numbered.flatMap((v, i) => wrap(`(${i + 1}) ${v.label}`, t.width))
  for (let first = 0; first < variants.length; first += each) {
    const shown = variants.slice(first, first + each)
    const heads = shown.map((_, i) => `  ${pad(`(${first + i + start})`, wide, true)}  ${pad(w.change, wide, true)}`)
    lines.push('', t.paint.dim(`  ${pad('', names)}  ${pad(cut(from, wide), wide, true)}${heads.join('')}`))
    for (const [i, row] of rows.entries()) {
      const before = rows[i - 1]
      if (before && before.kind !== row.kind && before.kind !== 'gross') lines.push('')
      const cells = row.amounts.slice(first, first + each).map(a => {
        const difference = a.minus(row.base)
        return `  ${pad(amountForPeople(a), wide, true)}  ${pad(difference.isZero() ? '' : signed(difference), wide, true)}`
      })
      const line = `  ${pad(cut(nameOf(row), names), names)}  ${pad(amountForPeople(row.base), wide, true)}${cells.join('')}`
      lines.push(row.kind === 'gross' || row.kind === 'net' ? t.paint.bold(line) : line)
    }
  }
  return [...lines, '']
}
