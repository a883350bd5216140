// Figures of teams and of the shop with the edges that bands and conditions have on them, such as rework rates. Takes a
// worked-out month; draws the rates first, then counts and amounts, a few of them, and names those that are not drawn.

import { compare, type Decimal } from '../../core/decimal.ts'
import type { Explained, WatchedFigure } from '../../explain/month.ts'
import { edgesAround, type WatchedValue } from '../../explain/thresholds.ts'
import type { Labels } from '../../words/en/labels.ts'
import type { ReportWords } from '../../words/en/report.ts'
import {
  type Bar,
  type Block,
  edgeText,
  figures,
  figureText,
  type Mark,
  type Section,
  type Table,
  words,
} from './blocks.ts'

const PICTURES = 4
const BARS = 16
const SHOP_FIGURES = 12
const ORDER = ['number', 'count', 'money']

/** The section; it says so where the scheme has no such figures. */
export function thresholdSection(month: Explained, labels: Labels, w: ReportWords): Section {
  const present = month.watched().filter(({ values }) => values.length > 0)
  const ofGroups = present
    .filter(({ by }) => by !== null)
    .sort((a, b) => ORDER.indexOf(a.type.kind) - ORDER.indexOf(b.type.kind))
  const ofShop = present.filter(({ by }) => by === null)
  const left = [...ofGroups.slice(PICTURES), ...ofShop.slice(SHOP_FIGURES)].map(({ name }) => name)
  const blocks: Block[] = [
    ...ofGroups.slice(0, PICTURES).map(figure => pictureOf(figure, w)),
    ...(ofShop.length === 0 ? [] : [shopTable(ofShop.slice(0, SHOP_FIGURES), labels, w)]),
    ...(left.length === 0 ? [] : [{ kind: 'text', text: w.figuresLeftOut(w.names(left)) } as const]),
  ]
  const none: Block = { kind: 'text', text: w.noThresholds }
  return { id: 'thresholds', title: w.sections.thresholds, blocks: blocks.length > 0 ? blocks : [none] }
}

function pictureOf(figure: WatchedFigure, w: ReportWords): Block {
  const { values: all } = figure
  const by = figure.by ?? ''
  const sorted = [...all].sort((a, b) => compare(b.value, a.value))
  const values = sorted.length <= BARS ? sorted : [...sorted.slice(0, BARS / 2), ...sorted.slice(-BARS / 2)]
  const show = (x: Decimal): string => edgeText(x, figure.percent)
  const { shared, own } = kindsOfEdges(figure)
  const name = ({ whose }: WatchedValue): string => whose.name
  const bars = values.map(
    (v): Bar => ({
      label: name(v),
      value: v.value,
      text: valueText(figure, v),
      ticks: own.flatMap(i => v.edges[i] ?? []),
    }),
  )
  const marks = shared.map((i): Mark => ({ value: all[0]!.edges[i]!, text: show(all[0]!.edges[i]!) }))
  const inOrder = [...shared, ...own].map(i => figure.edges[i]!)
  const told = w.edgesRead(inOrder)
  const [high, low] = [sorted[0]!, sorted.at(-1)!]
  const texts = w.names(inOrder.map(e => e.text))
  const description = w.thresholdsText(name(low), valueText(figure, low), name(high), valueText(figure, high), texts)
  const table: Table = {
    caption: w.thresholdsOf(figure.name, by),
    columns: [words(by), figures(figure.name), figures(w.edgeBelow), figures(w.edgeAbove)],
    rows: values.map(v => [name(v), valueText(figure, v), ...around(v, show)]),
    notes: [
      own.length > 0 && shared.length === 0 ? w.ownEdges(told) : w.edgeList(told),
      ...(values.length < sorted.length ? [w.rowsLeftOut(sorted.length - values.length)] : []),
    ],
  }
  return { kind: 'picture', picture: { title: w.thresholdsOf(figure.name, by), description, bars, marks, table } }
}

/** Edges that are the same for every row, the lowest first, and those of which each row has its own; by their place in the list. */
function kindsOfEdges({ edges, values }: WatchedFigure): { shared: number[]; own: number[] } {
  const same = (i: number): boolean => {
    const first = values[0]!.edges[i]
    return first !== undefined && values.every(v => v.edges[i] !== undefined && compare(v.edges[i], first) === 0)
  }
  const places = edges.map((_, i) => i)
  const shared = places.filter(same)
  const of = (i: number): Decimal => values[0]!.edges[i]!
  return { shared: shared.sort((a, b) => compare(of(a), of(b))), own: places.filter(i => !shared.includes(i)) }
}

function valueText({ type, percent }: WatchedFigure, { value, edges }: WatchedValue): string {
  const own = edges.filter(edge => edge !== undefined)
  return figureText(value, type.kind, percent, own)
}

function around(value: WatchedValue, show: (x: Decimal) => string): [string, string] {
  const { below, above } = edgesAround(value)
  const text = (i: number | undefined): string => (i === undefined ? '' : show(value.edges[i]!))
  return [text(below), text(above)]
}

function shopTable(found: readonly WatchedFigure[], labels: Labels, w: ReportWords): Block {
  const rows = found.map(figure => {
    const [value] = figure.values
    const show = (x: Decimal): string => edgeText(x, figure.percent)
    const readers = new Set(figure.edges.flatMap(e => e.readers))
    return [figure.name, valueText(figure, value!), ...around(value!, show), w.names([...readers])]
  })
  const columns = [words(labels.figure), figures(labels.value), figures(w.edgeBelow), figures(w.edgeAbove)]
  return { kind: 'table', table: { caption: w.shopFigures, columns: [...columns, words(w.readBy)], rows } }
}
