// What shops are measured by: pay against what it is worked out from, and figures at whose size something changes, with scores. The
// scheme says which there are: what its lines go up and down with, its scores, and what its bands and conditions are of.

import { type Decimal, decimal, divide } from '../../core/decimal.ts'
import { addTo } from '../../core/lists.ts'
import type { OwnFigure } from '../../explain/arithmetic-text.ts'
import { type Block, figureText, money } from '../report/blocks.ts'
import { amount, type ColumnOf, figure, text, wholeText } from '../sheet-parts.ts'
import type { OutputFigures, Spread } from './group-month.ts'
import { notDrawn, type Part, type Pen, PICTURES, pageTable, pictureOf, sheet } from './parts.ts'

type OfShop<T> = T & { readonly shop: string }

/** How much there was of what pay goes up and down with, what was paid on it, and how much of it that is. */
export function outputPart(pen: Pen): Part {
  const { w, shopWords, labels, seen } = pen
  const by = byName(seen.flatMap(({ shop, figures }) => figures.outputs.map(one => ({ shop, ...one }))))
  const all = [...by.values()].flat()
  const first: ColumnOf<OfShop<OutputFigures>> = [wholeText(labels.figure), one => one.name]
  const others: ColumnOf<OfShop<OutputFigures>>[] = [
    [text(shopWords.shop), one => one.shop],
    [figure(w.output), one => ({ figure: decimal(one.value), as: one.kind === 'money' ? 'amount' : 'figure' })],
    [amount(w.payOnIt, false), one => decimal(one.pay)],
    [figure(w.payPer), one => payPer(one) ?? null],
    [wholeText(w.lines), one => one.lines.join(', ')],
  ]
  const pictures = [...by].slice(0, PICTURES).flatMap(([name, own]): Block[] => {
    const bars = own.flatMap(one => {
      const ratio = payPer(one)
      return ratio ? [{ label: one.shop, value: ratio.figure }] : []
    })
    const show = (x: Decimal): string => figureText(x, 'number', own[0]!.kind === 'money')
    return pictureOf(pen, w.payOn(name), bars, show, pageTable(sheet(w.payOn(name), own, others)))
  })
  const own = sheet(w.sections.output, all, [first, ...others], { top: w.outputRule, frozen: 2 })
  const rule: Block = { kind: 'text', text: w.outputRule }
  return {
    id: 'output',
    sheets: all.length > 0 ? [own] : [],
    blocks: all.length > 0 ? [rule, ...pictures, ...notDrawn(pen, [...by.keys()])] : [],
  }
}

/** In percent where money is paid on money. */
function payPer({ value, pay, kind }: OutputFigures): OwnFigure | undefined {
  const output = decimal(value)
  if (output.isZero()) return undefined
  return { figure: divide(decimal(pay), output), as: kind === 'money' ? 'percent' : 'figure' }
}

/** Scores and figures with edges, such as rework rates: lowest, mean and highest of each shop. */
export function spreadPart(pen: Pen): Part {
  const { w, shopWords, labels, seen } = pen
  const by = byName(seen.flatMap(({ shop, figures }) => figures.spreads.map(one => ({ shop, ...one }))))
  const all = [...by.values()].flat()
  const cell = ({ kind, percent }: Spread, value: string): OwnFigure => {
    return { figure: decimal(value), as: percent ? 'percent' : kind === 'money' ? 'amount' : 'figure' }
  }
  const first: ColumnOf<OfShop<Spread>> = [wholeText(labels.figure), one => one.name]
  const others: ColumnOf<OfShop<Spread>>[] = [
    [text(shopWords.shop), one => one.shop],
    [text(w.ofWhat), one => (one.of === 'person' || one.of === 'shop' ? w.whose[one.of] : one.of)],
    [figure(w.howMany), one => decimal(one.count)],
    [figure(w.lowest), one => cell(one, one.low)],
    [figure(w.mean), one => cell(one, one.mean)],
    [figure(w.highest), one => cell(one, one.high)],
  ]
  const pictures = [...by].slice(0, PICTURES).flatMap(([name, own]): Block[] => {
    const { kind, percent } = own[0]!
    const bars = own.map(one => ({ label: one.shop, value: decimal(one.mean) }))
    const show = (x: Decimal): string => (kind === 'money' && !percent ? money(x) : figureText(x, kind, percent))
    return pictureOf(pen, w.meanOf(name), bars, show, pageTable(sheet(name, own, others)))
  })
  const own = sheet(w.sections.spreads, all, [first, ...others], { top: w.spreadRule, frozen: 2 })
  const rule: Block = { kind: 'text', text: w.spreadRule }
  return {
    id: 'spreads',
    sheets: all.length > 0 ? [own] : [],
    blocks: all.length > 0 ? [rule, ...pictures, ...notDrawn(pen, [...by.keys()])] : [],
  }
}

function byName<T extends { readonly name: string }>(rows: readonly T[]): ReadonlyMap<string, T[]> {
  const found = new Map<string, T[]>()
  for (const row of rows) addTo(found, row.name, row)
  return found
}
