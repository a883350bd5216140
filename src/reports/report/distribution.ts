// How the net bonuses of a month are distributed: lowest, median, mean and highest, and how many people are in which
// round bin.

import { compare, type Decimal, decimal, divide, sumOf } from '../../core/decimal.ts'
import type { Month } from '../../pay/month.ts'
import { hasPay } from '../../pay/person-sheet.ts'
import type { Labels } from '../../words/en/labels.ts'
import type { ReportWords } from '../../words/en/report.ts'
import { type Bin, binsOf } from './bins.ts'
import { type Bar, type Block, countText, edgeText, figures, figureText, money, type Section, words } from './blocks.ts'

/** The section; undefined where nobody has an amount. */
export function distributionSection(month: Month, labels: Labels, w: ReportWords): Section | undefined {
  const nets = month.result.people
    .filter(hasPay)
    .map(p => p.net)
    .sort(compare)
  if (nets.length === 0) return undefined
  const [low, high] = [nets[0]!, nets.at(-1)!]
  const facts: Block = {
    kind: 'facts',
    facts: [
      { name: w.lowest, value: money(low) },
      { name: w.median, value: money(median(nets)) },
      { name: w.mean, value: money(divide(sumOf(nets), decimal(nets.length))) },
      { name: w.highest, value: money(high) },
    ],
  }
  const bars = binBars(binsOf(nets), 'money', w)
  const most = bars.reduce((a, b) => (compare(b.value, a.value) > 0 ? b : a))
  const table = {
    caption: w.netSpread,
    columns: [words(w.range), figures(w.people)],
    rows: bars.map(b => [b.label, b.text]),
    total: [labels.total, countText(nets.length)],
  }
  const description = w.spreadText(money(low), money(high), most.label, most.text)
  const picture: Block = { kind: 'picture', picture: { title: w.netSpread, description, bars, marks: [], table } }
  return { id: 'distribution', title: w.sections.distribution, blocks: [facts, picture] }
}

/** Bins as bars, with their edges as labels. */
export function binBars(bins: readonly Bin[], kind: string, w: ReportWords): Bar[] {
  return bins.map(({ from, to, count }) => {
    const edge = (x: Decimal): string => (x.isInteger() ? edgeText(x, false) : figureText(x, kind, false))
    const label = from && to ? w.between(edge(from), edge(to)) : from ? w.from(edge(from)) : w.under(edge(to!))
    return { label, value: decimal(count), text: countText(count) }
  })
}

function median(sorted: readonly Decimal[]): Decimal {
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : divide(sorted[middle - 1]!.plus(sorted[middle]!), decimal(2))
}
