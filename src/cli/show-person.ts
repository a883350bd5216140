// One person's sheet for a terminal: scores, every line with its arithmetic, reserves, deductions, net.

import type { Decimal } from '../core/decimal.ts'
import { amountForPeople } from '../core/money.ts'
import { scoreText } from '../explain/arithmetic-text.ts'
import type { ExplainedPerson } from '../explain/month.ts'
import { deductionsOf, type Part, partsOf, reservesOf } from '../pay/person-sheet.ts'
import { taxSums } from '../pay/taxed.ts'
import { adjustmentText, partName, taxLine } from '../reports/labels.ts'
import { howText } from '../reports/step-words.ts'
import { wordsIn } from '../words/language.ts'
import { pad, widthOf, wrap } from '../writers/terminal/wrap.ts'
import type { Terminal } from './streams.ts'

export function personLines(
  { person: p, workings, month, sheets }: ExplainedPerson,
  period: string,
  t: Terminal,
): string[] {
  const w = wordsIn(t.language).terminal
  const { paint } = t
  const title = p.name === p.id ? p.id : `${p.name} (${p.id})`
  const lines = [`${paint.bold(title)} · ${p.position}${period === '' ? '' : ` · ${period}`}`, '']
  const scores = p.scores.map(s => `${s.name} ${scoreText(s)}`).join('   ')
  if (scores !== '') lines.push(...wrap(scores, t.width - 2).map(l => `  ${l}`), '')

  const row = (part: Part): [string, Decimal, string] => {
    const { steps } = workings.get(part.column ?? '') ?? { steps: [] }
    const how = part.adjusted?.map(one => adjustmentText(one, t.language)).join('; ') ?? howText(steps, '', t.language)
    return [partName(part, wordsIn(sheets)), part.amount, how]
  }
  const rows = partsOf(p, 'line', 'adjustment').map(row)
  const corrections = partsOf(p, 'correction').map(row)
  const taken: [string, Decimal, string][] = [
    ...reservesOf(p)
      .filter(r => !r.idle)
      .map((r): [string, Decimal, string] => [
        r.name,
        r.withheld.neg(),
        r.forfeited.isZero() ? '' : `${w.forfeited} ${amountForPeople(r.forfeited)}`,
      ]),
    ...deductionsOf(p).map((d): [string, Decimal, string] => [
      d.origin === month ? d.name : `${d.name} ${d.origin}`,
      d.taken.neg(),
      [
        ...(d.carried.isZero() ? [] : [w.ofDue(amountForPeople(d.amount))]),
        ...(d.adjusted ?? []).map(one => adjustmentText(one, t.language)),
      ].join('; '),
    ]),
    ...(p.carried.isZero() ? [] : [[w.carried, p.carried, ''] as [string, Decimal, string]]),
  ]
  const all = [...rows, ...taken, ...corrections]
  const names = Math.max(...[w.gross, w.own, w.net, ...all.map(r => r[0])].map(widthOf))
  const show = ([name, amount, how]: [string, Decimal, string]): void => {
    const left = `  ${pad(name, names)} ${pad(amountForPeople(amount), 13, true)}`
    const [head, ...more] = wrap(how, Math.max(20, t.width - names - 18))
    lines.push(
      head ? `${left}  ${paint.dim(head)}` : left,
      ...more.map(l => `${' '.repeat(names + 18)}${paint.dim(l)}`),
    )
  }
  rows.forEach(show)
  const sum = (name: string, amount: Decimal): void => {
    lines.push(paint.bold(`  ${pad(name, names)} ${pad(amountForPeople(amount), 13, true)}`))
  }
  if (rows.length > 0) sum(w.gross, p.gross)
  taken.forEach(show)
  if (corrections.length > 0) {
    sum(w.own, p.own)
    corrections.forEach(show)
  }
  if (taken.length + corrections.length > 0) sum(w.net, p.net)
  const taxed = taxLine(taxSums([p]), wordsIn(t.language).labels)
  if (taxed !== '') lines.push('', ...wrap(taxed, t.width - 2).map(l => `  ${l}`))
  if (p.flags.length > 0)
    lines.push('', ...wrap(`${w.flags}: ${p.flags.join('、')}`, t.width - 2).map(l => `  ${paint.yellow(l)}`))
  return lines
}
