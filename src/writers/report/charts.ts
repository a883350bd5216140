// Pictures of the report as SVG, drawn by ECharts without a browser. Takes lying bars with marks; gives markup whose
// colours are the page's own variables. The same data gives the same markup, in one process as in two.

import { BarChart, ScatterChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import stringWidth from 'string-width'
import { largest } from '../../core/lists.ts'
import type { Mark, Picture } from '../../reports/report/blocks.ts'

use([BarChart, ScatterChart, GridComponent, MarkLineComponent, SVGRenderer])

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

const INK = 'var(--ink)'
const MARK = 'var(--mark)'

interface Scale {
  readonly low: number
  readonly high: number
  readonly left: number
  readonly width: number
  readonly right: number
}

/** The inside of an SVG element of `chartSize`. */
export function chartMarkup(picture: Picture): string {
  const { width, height } = chartSize(picture)
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption(optionOf(picture))
    return inner(chart.renderToSVGString())
  } finally {
    chart.dispose()
  }
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
  const scale = { low, high: high > low ? high : low + 1, left, right, width: WIDTH - left - right }
  const rows = markRows(drawn, scale)
  return { scale, labels, drawn, rows, top: drawn.length === 0 ? 0 : (largest(rows, 0) + 1) * MARK_ROW + GAP }
}

function widthOf(text: string): number {
  return stringWidth(text) * LETTER
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

function optionOf(picture: Picture): EChartsCoreOption {
  const { bars } = picture
  const { scale, labels, rows, drawn, top } = layout(picture)
  const text = { color: INK, fontSize: FONT, fontFamily: 'inherit' }
  const still = { silent: true, emphasis: { disabled: true } }
  // By number, since two groups may be called the same, and a text may look like a template.
  const axis = (texts: readonly string[], position: string, margin: number): object => ({
    position,
    type: 'category',
    inverse: true,
    data: bars.map((_, i) => String(i)),
    axisTick: { show: false },
    axisLine: { show: false },
    axisLabel: { ...text, align: 'right', interval: 0, margin, formatter: (i: string) => texts[Number(i)] },
  })
  return {
    animation: false,
    grid: { left: scale.left, top, width: scale.width, height: bars.length * ROW },
    xAxis: { type: 'value', min: scale.low, max: scale.high, show: false },
    yAxis: [
      axis(labels, 'left', GAP),
      axis(
        bars.map(b => b.text),
        'right',
        scale.right,
      ),
    ],
    series: [
      {
        ...still,
        type: 'bar',
        barWidth: THICK,
        barMinHeight: 1,
        data: bars.map(b => ({
          value: b.value.isZero() ? '-' : b.value.toNumber(),
          itemStyle: { color: b.value.isNegative() ? 'var(--fall)' : 'var(--bar)' },
        })),
        markLine: {
          ...still,
          symbol: 'none',
          precision: 12,
          lineStyle: { color: MARK, type: [4, 3], width: 1.5 },
          data: drawn.map((mark, i) => ({
            xAxis: mark.value.toNumber(),
            label: {
              ...text,
              color: MARK,
              textBorderWidth: 0,
              position: 'start',
              distance: 2 + rows[i]! * MARK_ROW,
              formatter: () => mark.text,
            },
          })),
        },
      },
      {
        ...still,
        type: 'scatter',
        symbol: 'rect',
        symbolSize: [2, ROW - 4],
        itemStyle: { color: MARK, opacity: 1 },
        data: bars.flatMap((b, i) => (b.ticks ?? []).map(t => [t.toNumber(), i]).filter(([x]) => x! <= scale.high)),
      },
    ],
  }
}

/**
 * What lies inside the drawing's element, without the marks by which a live chart would find its parts: they count on
 * through the process. Text is escaped by the library, so quotation marks stand around attributes only.
 */
function inner(svg: string): string {
  return svg
    .replace(/^<svg[^>]*>/, '')
    .replace(/<\/svg>\s*$/, '')
    .replace(/<style\b[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class|ecmeta_\w+|pointer-events|baseProfile)="[^"]*"/g, '')
    .trim()
}
