// The tree of one amount for a terminal: value, formula, arithmetic, bands, then the values it was made of, down to the
// rows of files. Pleasant in 80 columns, with Chinese letters two columns wide.

import { append, largest } from '../core/lists.ts'
import type { Cell, Whose } from '../explain/cells.ts'
import type { Step } from '../explain/steps.ts'
import type { Node } from '../explain/tree.ts'
import { cellName } from '../reports/labels.ts'
import { quotedTable } from '../reports/quoted-rows.ts'
import { howText, stepLines as said } from '../reports/step-words.ts'
import { type Language, wordsIn } from '../words/language.ts'
import { pad, widthOf, wrap } from '../writers/terminal/wrap.ts'
import { edgeText } from './show-edges.ts'
import type { Terminal } from './streams.ts'

/** The lines of a tree. `sheets`: the language of the sheets that its sums stand on. */
export function explanationLines(root: Node, sheets: Language, t: Terminal): string[] {
  return nodeLines(root, root.whose, '', '', sheets, t)
}

function nodeLines(node: Node, asked: Whose, first: string, rest: string, sheets: Language, t: Terminal): string[] {
  const { paint } = t
  const { value, whose } = node
  const w = wordsIn(t.language).terminal
  const own = whose.home === asked.home && whose.index === asked.index
  const suffix = [
    own || whose.name === '' ? '' : `[${whose.name}]`,
    SOURCE[node.kind](node, t),
    node.again ? w.seeAbove : '',
    node.kind === 'none' ? w.noLine : '',
    node.kind === 'sum' && node.parts.length === 0 && node.steps.length === 0 && !node.again ? w.nothingAdds : '',
  ]
    .filter(x => x !== '')
    .join('  ')
  const name = cellName(node, sheets)
  const called = node.formula === name
  const painted = called && node.kind === 'measure' ? paint.italic(name) : paint.bold(name)
  const head = wrapHead(painted, name, paint.green(value), value, suffix, first, rest, t)
  const inner = node.parts.length > 0 ? `${rest}${paint.dim('│')} ` : `${rest}  `
  const lines = [...head]
  if (!node.again && !called && node.formula !== '')
    lines.push(...prefixed(inner, wrap(node.formula, room(inner, t)), paint.dim))
  if (!node.again) lines.push(...prefixed(inner, stepLines(node.steps, room(inner, t), t)))
  for (const note of node.edges)
    lines.push(...prefixed(inner, wrap(`${note.of}: ${edgeText(note, t)}`, room(inner, t)), paint.yellow))
  append(lines, rowLines(node, inner, t))
  for (const [i, part] of node.parts.entries()) {
    const last = i === node.parts.length - 1
    const branch = `${rest}${paint.dim(last ? '└─' : '├─')} `
    append(lines, nodeLines(part, asked, branch, `${rest}${last ? ' ' : paint.dim('│')}  `, sheets, t))
  }
  return lines
}

/** Where a value is from, where it was not worked out. */
const SOURCE: Readonly<Record<Cell['kind'], (cell: Cell, t: Terminal) => string>> = {
  input: cell => cell.at,
  parameter: (cell, t) => `${wordsIn(t.language).terminal.parameter} ${cell.at}`,
  given: (_, t) => wordsIn(t.language).terminal.given,
  adjustment: (cell, t) => wordsIn(t.language).terminal.adjustmentOf(cell.at),
  correction: (cell, t) =>
    [wordsIn(t.language).terminal.correctionOf(cell.at), entryText(cell)].filter(x => x !== '').join('  '),
  posted: cell => entryText(cell),
  released: (cell, t) => [wordsIn(t.language).papers.paidWith(cell.at), entryText(cell)].join('  '),
  changed: cell => cell.at,
  carried: (cell, t) => wordsIn(t.language).terminal.carriedFrom(cell.at),
  defined: () => '',
  measure: () => '',
  none: () => '',
  sum: () => '',
  taken: () => '',
}

/** The entry of the book that says so, and the day on which it was sealed. */
function entryText({ entry }: Cell): string {
  return entry ? `${entry.file} ${entry.day}` : ''
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

function rowLines({ rows, again, quoted }: Node, prefix: string, t: Terminal): string[] {
  if (again || (!rows && quoted.rows.length === 0)) return []
  const w = wordsIn(t.language).terminal
  const lines = rows ? [`${prefix}${t.paint.dim(`${w.rows(rows.list.count)}${w.ofFile(rows.file)}`)}`] : []
  const told = rows?.again && wordsIn(t.language).papers.rowsAgain(rows.again.column, rows.again.rows)
  if (told !== undefined) lines.push(...prefixed(prefix, wrap(told, room(prefix, t)), t.paint.dim))
  for (const { name, formula } of quoted.rows[0]?.cells ?? [])
    if (formula !== undefined)
      lines.push(...prefixed(prefix, wrap(`${name} = ${formula}`, room(prefix, t)), t.paint.dim))
  const table = quotedTable(quoted, t.language)
  const widths = (table[0] ?? []).map((_, c) =>
    largest(
      table.map(cells => widthOf(cells[c] ?? '')),
      0,
    ),
  )
  for (const [i, cells] of table.entries()) {
    const line = cells
      .map((cell, c) => pad(cell, widths[c]!, c === 0 || (i > 0 && /^[-(]?[\d,.…]+\)?$/.test(cell))))
      .join('  ')
    const fitting = widthOf(line) <= room(prefix, t) ? [line] : wrap(line, room(prefix, t))
    append(
      lines,
      fitting.map(l => prefix + (i === 0 ? t.paint.dim(l) : l)),
    )
  }
  const left = (rows?.list.count ?? 0) - quoted.rows.length
  if (left > 0) lines.push(`${prefix}${t.paint.dim(w.more(left))}`)
  return lines
}
