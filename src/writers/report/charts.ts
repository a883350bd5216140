// Pictures of the report as SVG. Takes lying bars with marks; gives markup whose colours are the page's own variables.

import { largest } from '../../core/lists.ts'
import { lettersWide } from '../../reports/letters.ts'
import type { Mark, Picture } from '../../reports/report/blocks.ts'
import { type Html, html } from '../html.ts'

const WIDTH = 400
const ROW = 26
const THICK = 15
const FONT = 13
const MARK_ROW = 15
/** What a letter takes, a Chinese one two of them; and a gap between two texts. */
const LETTER = 7.5
const GAP = 8
const LONGEST_LABEL = 190
/** How far beyond the longest bar an edge may lie and still be drawn. */
const BEYOND = 1.3
/** A bar that is anything can be seen. */
const LEAST = 1

interface Scale {
  readonly low: number
  readonly high: number
  readonly left: number
  readonly width: number
}

export function chartSize(picture: Picture): { readonly width: number; readonly height: number } {
  const { top } = layout(picture)
  return { width: WIDTH, height: top + picture.bars.length * ROW }
}

interface Layout {
  readonly scale: Scale
  readonly labels: readonly string[]
  /** The marks that are drawn, and in which row above the bars each is written. */
  readonly drawn: readonly Mark[]
  readonly rows: readonly number[]
  readonly top: number
}

/** Binary figures only from here on: for drawing, nothing is calculated from them. */
function layout({ bars, marks }: Picture): Layout {
  const values = bars.map(b => b.value.toNumber())
  const longest = largest(values, 0)
  const reach = (x: number): boolean => x <= longest * BEYOND
  const drawn = [...marks].sort((a, b) => a.value.comparedTo(b.value)).filter(m => reach(m.value.toNumber()))
  const ticks = bars.flatMap(b => b.ticks ?? []).map(t => t.toNumber())
  const edges = [...drawn.map(m => m.value.toNumber()), ...ticks.filter(reach)]
  const low = -largest(
    [...values, ...edges].map(x => -x),
    0,
  )
  const high = largest(edges, longest)
  const labels = bars.map(b => shortened(b.label.replace(/\s+/g, ' ')))
  const left = largest(labels.map(widthOf), 0) + GAP
  const right =
    largest(
      bars.map(b => widthOf(b.text)),
      0,
    ) + GAP
  const scale = { low, high: high > low ? high : low + 1, left, width: WIDTH - left - right }
  const rows = markRows(drawn, scale)
  return { scale, labels, drawn, rows, top: drawn.length === 0 ? 0 : (largest(rows, 0) + 1) * MARK_ROW + GAP }
}

function widthOf(text: string): number {
  return lettersWide(text) * LETTER
}

/** A label that fits; the table below has the whole one. */
function shortened(label: string): string {
  if (widthOf(label) <= LONGEST_LABEL) return label
  let short = ''
  for (const letter of label) {
    if (widthOf(short + letter) > LONGEST_LABEL - FONT) break
    short += letter
  }
  return `${short}…`
}

/** In which row above the bars each mark is written, so that no two texts meet. */
function markRows(marks: readonly Mark[], { low, high, left, width }: Scale): number[] {
  const ends: number[] = []
  return marks.map(({ value, text }) => {
    const middle = left + ((value.toNumber() - low) / (high - low)) * width
    const half = widthOf(text) / 2
    const free = ends.findIndex(end => end + GAP <= middle - half)
    const row = free < 0 ? ends.length : free
    ends[row] = middle + half
    return row
  })
}

/** The inside of an SVG element of `chartSize`. */
export function chartMarkup(picture: Picture): Html {
  const { bars } = picture
  const { scale, labels, rows, drawn, top } = layout(picture)
  const across = (x: number): number => scale.left + ((x - scale.low) / (scale.high - scale.low)) * scale.width
  const middle = (i: number): number => top + (i + 0.5) * ROW
  const values = bars.map(b => b.text)
  const texts = (all: readonly string[], x: number): Html[] => all.map((text, i) => textAt(x, middle(i), text))
  const ticks = bars.flatMap(({ ticks: own = [] }, i) =>
    own.map(tick => [tick.toNumber(), middle(i)] as const).filter(([x]) => x <= scale.high),
  )
  const lines = drawn.map(mark => across(mark.value.toNumber()))
  return html`<g font-size="${FONT}" fill="var(--ink)" text-anchor="end" dominant-baseline="central">
${texts(labels, scale.left - GAP)}${texts(values, WIDTH)}</g>
${bars.map(({ value }, i) => !value.isZero() && bar(across(0), across(value.toNumber()), middle(i)))}
<g fill="none" stroke="var(--mark)" stroke-width="1.5" stroke-dasharray="4,3">
${lines.map(x => html`<path d="M${at(x)} ${top}V${top + bars.length * ROW}"/>\n`)}</g>
<g font-size="${FONT}" fill="var(--mark)" text-anchor="middle" dominant-baseline="central">
${lines.map((x, i) => textAt(x, top - 2 - FONT / 2 - rows[i]! * MARK_ROW, drawn[i]!.text))}</g>
${ticks.map(([x, y]) => rect(across(x) - 1, y - ROW / 2 + 2, 2, ROW - 4, 'mark'))}`
}

function textAt(x: number, y: number, text: string): Html {
  return html`<text x="${at(x)}" y="${at(y)}">${text}</text>\n`
}

function bar(zero: number, end: number, y: number): Html {
  const long = Math.max(LEAST, Math.abs(end - zero))
  const falls = end < zero
  return rect(falls ? zero - long : zero, y - THICK / 2, long, THICK, falls ? 'fall' : 'bar')
}

function rect(x: number, y: number, width: number, height: number, look: 'bar' | 'fall' | 'mark'): Html {
  return html`<rect x="${at(x)}" y="${at(y)}" width="${at(width)}" height="${height}" fill="var(--${look})"/>\n`
}

/** A place in the drawing. */
function at(place: number): number {
  return Math.round(place * 100) / 100
}
