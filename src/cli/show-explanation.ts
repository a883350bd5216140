// The tree of one amount for a terminal: value, formula, arithmetic, bands, then the values it was made of, down to the
// rows of files. Pleasant in 80 columns, with Chinese letters two columns wide.

import type { Measure, Value } from '../formula/bound.ts'
import type { Row } from '../formula/trace.ts'
import type { EdgeNote } from '../pay/edges.ts'
import type { Engine } from '../pay/engine.ts'
import type { Month } from '../pay/month.ts'
import type { QuotedRow } from '../pay/quote-rows.ts'
import { columnText, type Style, valueText } from '../reports/arithmetic-text.ts'
import { cellText, type Node, notesOf } from '../reports/explanation.ts'
import { howText, stepLines as said } from '../reports/step-words.ts'
import type { Step } from '../reports/steps.ts'
import { pad, widthOf, wrap } from '../writers/terminal/wrap.ts'
import { edgeText } from './show-edges.ts'
import type { Terminal } from './streams.ts'
import { words } from './words.ts'

/** Rows of a measure that were read again, by the id of its cell. */
export type QuotedCells = ReadonlyMap<string, readonly QuotedRow[]>

export function explanationLines(
  root: Node,
  { engine, edges }: Pick<Month, 'engine' | 'edges'>,
  quoted: QuotedCells,
  style: Style,
  t: Terminal,
): string[] {
  return nodeLines(root, root.row, '', '', { engine, edges, quoted, style }, t)
}

/** What showing a node needs besides the node. */
interface Ways {
  readonly engine: Engine
  readonly edges: readonly EdgeNote[]
  readonly quoted: QuotedCells
  readonly style: Style
}

function nodeLines(node: Node, asked: Row, first: string, rest: string, ways: Ways, t: Terminal): string[] {
  const { paint } = t
  const { engine, style } = ways
  const value = cellText(node, style)
  const w = words(t.language)
  const own = node.row.home === asked.home && node.row.index === asked.index
  const whose = own ? '' : engine.who(node.row)
  const source =
    node.kind === 'input'
      ? node.at
      : node.kind === 'parameter'
        ? `${w.parameter} ${node.at}`
        : node.kind === 'given'
          ? w.given
          : node.kind === 'correction'
            ? w.correctionOf(node.at)
            : node.kind === 'carried'
              ? w.carriedFrom(node.at)
              : ''
  const suffix = [
    whose === '' ? '' : `[${whose}]`,
    source,
    node.again ? w.seeAbove : '',
    node.kind === 'none' ? w.noLine : '',
  ]
    .filter(x => x !== '')
    .join('  ')
  const name = node.formula === node.name && node.kind === 'measure' ? paint.italic(node.name) : paint.bold(node.name)
  const head = wrapHead(name, node.name, paint.green(value), value, suffix, first, rest, t)
  const inner = node.parts.length > 0 ? `${rest}${paint.dim('│')} ` : `${rest}  `
  const lines = [...head]
  if (!node.again && node.formula !== node.name && node.formula !== '')
    lines.push(...prefixed(inner, wrap(node.formula, room(inner, t)), paint.dim))
  lines.push(...prefixed(inner, stepLines(node.steps, room(inner, t), t)))
  if (!node.again)
    for (const note of notesOf(node.id, ways.edges, engine))
      lines.push(...prefixed(inner, wrap(`${note.of}: ${edgeText(note, t)}`, room(inner, t)), paint.yellow))
  if (node.rows) lines.push(...rowLines(node, inner, ways, t))
  for (const [i, part] of node.parts.entries()) {
    const last = i === node.parts.length - 1
    const branch = `${rest}${paint.dim(last ? '└─' : '├─')} `
    lines.push(...nodeLines(part, asked, branch, `${rest}${last ? ' ' : paint.dim('│')}  `, ways, t))
  }
  return lines
}

function room(prefix: string, t: Terminal): number {
  return Math.max(24, t.width - widthOf(prefix))
}

function prefixed(prefix: string, lines: readonly string[], colour: (text: string) => string = x => x): string[] {
  return lines.map(l => prefix + colour(l))
}

function wrapHead(
  name: string,
  plainName: string,
  value: string,
  plainValue: string,
  suffix: string,
  first: string,
  rest: string,
  t: Terminal,
): string[] {
  const space = room(first, t)
  const used = widthOf(plainName) + 3 + widthOf(plainValue)
  if (used > space) {
    const lines = wrap(`${plainName} = ${plainValue}`, space)
    return [
      first + lines[0],
      ...lines.slice(1).map(l => `${rest}${l}`),
      ...(suffix === '' ? [] : [`${rest}${t.paint.dim(suffix)}`]),
    ]
  }
  const line = `${first}${name} = ${value}`
  if (suffix === '') return [line]
  if (used + 2 + widthOf(suffix) <= space) return [`${line}  ${t.paint.dim(suffix)}`]
  return [line, ...wrap(suffix, room(`${rest}  `, t)).map(l => `${rest}  ${t.paint.dim(l)}`)]
}

function stepLines(steps: readonly Step[], width: number, t: Terminal): string[] {
  const items = steps.filter(step => step.kind === 'item')
  const others = steps.filter(step => step.kind !== 'item')
  return [
    ...items.flatMap(item => itemLines(item, width, t)),
    ...said(others, t.language).flatMap(line => wrap(line, width)),
  ]
}

function itemLines(step: Extract<Step, { kind: 'item' }>, width: number, t: Terminal): string[] {
  const left = `${pad(step.name, 14)} ${pad(step.value, 10, true)}`
  const [head, ...more] = wrap(howText(step.steps, step.how, t.language), Math.max(16, width - 28))
  return [`${left}  ${t.paint.dim(head ?? '')}`, ...more.map(l => `${' '.repeat(27)}${t.paint.dim(l)}`)]
}

function rowLines(node: Node, prefix: string, { quoted, style }: Ways, t: Terminal): string[] {
  const { rows } = node
  if (!rows || node.again) return []
  const w = words(t.language)
  const lines = [`${prefix}${t.paint.dim(`${w.rows(rows.rows.count)} ${w.ofFile(rows.file)}`)}`]
  const known = quoted.get(node.id) ?? []
  const table = rowTable(known, rows.measure, style)
  const widths = (table[0] ?? []).map((_, c) => Math.max(...table.map(cells => widthOf(cells[c] ?? ''))))
  for (const [i, cells] of table.entries()) {
    const line = cells
      .map((cell, c) => pad(cell, widths[c]!, c === 0 || (i > 0 && /^[-(]?[\d,.…]+\)?$/.test(cell))))
      .join('  ')
    const fitting = widthOf(line) <= room(prefix, t) ? [line] : wrap(line, room(prefix, t))
    lines.push(...fitting.map(l => prefix + (i === 0 ? t.paint.dim(l) : l)))
  }
  const left = rows.rows.count - known.length
  if (left > 0) lines.push(`${prefix}${t.paint.dim(w.more(left))}`)
  return lines
}

/**
 * Quoted rows as texts, the names of their columns first; then, where that is not plain, what each row comes to, the
 * person's part of it, and what it adds.
 */
function rowTable(rows: readonly QuotedRow[], measure: Measure, style: Style): string[][] {
  const [first] = rows
  if (!first) return []
  const { of } = measure
  const shared = rows.some(row => row.share)
  const several = of !== undefined && first.cells.filter(c => of.text.includes(c.name)).length > 1
  const sums = several || (shared && of?.kind !== 'row column')
  const own = (row: QuotedRow): string[] => {
    if (!of || !(sums || shared)) return []
    const text = (value: Value): string => valueText(value, of.type, undefined, style)
    return [
      ...(shared && sums ? [text(row.share ? row.share.whole : row.value)] : []),
      ...(shared ? [row.share ? `× ${row.share.part}` : ''] : []),
      text(row.value),
    ]
  }
  const head = ['#', ...first.cells.map(c => c.name)]
  const more = own(first).map((_, i, all) => (i === all.length - 1 || (i === 0 && all.length === 3) ? '=' : ''))
  return [
    [...head, ...more],
    ...rows.map(row => [
      row.sheet === undefined ? `${row.row}` : `${row.sheet}!${row.row}`,
      ...row.cells.map(c => columnText(c.name, c.value, c.type, undefined, style)),
      ...own(row),
    ]),
  ]
}
