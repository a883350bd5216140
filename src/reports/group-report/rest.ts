// What else a group looks at: what its shops hold back, by when it may be paid, and what they have problems with.

import { decimal, sumOf } from '../../core/decimal.ts'
import { addTo } from '../../core/lists.ts'
import { type Block, money } from '../report/blocks.ts'
import type { Sheet } from '../sheet.ts'
import { amount, figure, text, wholeText } from '../sheet-parts.ts'
import { NAMES, type Part, type Pen, pageTable, sheet, total } from './parts.ts'

/** What is held at the end of the month, by the month in which it may first be paid. */
export function heldPart(pen: Pen): Part {
  const { w, shopWords, labels, words, seen, called } = pen
  const all = seen.flatMap(({ shop, figures }) => figures.held.map(one => ({ shop, ...one })))
  if (all.length === 0) return { id: 'held', sheets: [], blocks: [{ kind: 'text', text: words.nothingHeld }] }
  const last = '9999'
  const sorted = all.toSorted((a, b) => {
    const [x, y] = [a, b].map(one => [one.payout ?? last, one.reserve, one.origin, one.shop].join('\0')) as [
      string,
      string,
    ]
    return x < y ? -1 : 1
  })
  const by = new Map<string, typeof all>()
  for (const one of sorted)
    addTo(
      by,
      one.payout === undefined ? `${one.reserve} (${words.noRelease})` : `${called(one.payout)} ${one.reserve}`,
      one,
    )
  const together = [...by].map(([label, own]) => ({ label, own, sum: sumOf(own.map(one => decimal(one.amount))) }))
  const rows = sheet(
    w.sections.held,
    sorted,
    [
      [text(words.payableFrom), one => called(one.payout ?? words.noRelease)],
      [text(labels.reserve), one => one.reserve],
      [text(labels.origin), one => called(one.origin)],
      [text(shopWords.shop), one => one.shop],
      [amount(words.heldAfter), one => decimal(one.amount)],
    ],
    { totalWord: labels.total },
  )
  const sums = sheet(
    words.heldByPayout,
    together,
    [
      [text(words.payableFrom), one => called(one.own[0]!.payout ?? words.noRelease)],
      [text(labels.reserve), one => one.own[0]!.reserve],
      [figure(shopWords.shops), one => decimal(new Set(one.own.map(lot => lot.shop)).size)],
      [amount(words.heldAfter), one => one.sum],
    ],
    { totalWord: labels.total },
  )
  const bars = together.map(({ label, sum }) => ({ label, value: sum, text: money(sum) }))
  const description = w.heldIn(money(sumOf(together.map(one => one.sum))), together.length)
  const picture = { title: words.heldByPayout, description, bars, marks: [], table: pageTable(sums) }
  return { id: 'held', sheets: [sums, rows], blocks: [{ kind: 'picture', picture }] }
}

/** How often each code was met, and where. */
export function problemPart(pen: Pen): Part {
  const { w, shopWords, words, shops } = pen
  const by = new Map<
    string,
    { readonly shop: string; readonly severity: 'error' | 'warning'; readonly count: number }[]
  >()
  for (const { shop, problems } of shops) for (const { code, ...own } of problems) addTo(by, code, { shop, ...own })
  const all = [...by].map(([code, own]) => ({
    ...{ code, own, count: own.reduce((sum, one) => sum + one.count, 0) },
    ...{ shops: [...new Set(own.map(one => one.shop))], isError: own.some(one => one.severity === 'error') },
  }))
  all.sort(
    (a, b) => Number(b.isError) - Number(a.isError) || b.shops.length - a.shops.length || (a.code < b.code ? -1 : 1),
  )
  const table = (most: number): Sheet =>
    sheet(w.sections.problems, all, [
      [text(w.code), one => one.code],
      [text(shopWords.state), one => (one.isError ? w.weights.error : w.weights.warning)],
      [figure(shopWords.shops), one => decimal(one.shops.length)],
      [total(shopWords.problems), one => decimal(one.count)],
      [wholeText(w.where), one => words.listed(one.shops.slice(0, most), Math.max(0, one.shops.length - most))],
    ])
  const blocks: Block[] =
    all.length === 0 ? [{ kind: 'text', text: w.noProblems }] : [{ kind: 'table', table: pageTable(table(NAMES)) }]
  return { id: 'problems', sheets: all.length > 0 ? [table(Infinity)] : [], blocks }
}
