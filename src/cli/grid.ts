// Cells as an aligned table for people. Takes columns, rows and a terminal; gives lines that fit the terminal's width, in
// which Chinese letters are two columns wide. On a terminal texts that are too wide are cut or broken into lines, figures
// never; where not even that helps, each row stands as a few lines. Whoever reads through a pipe gets every letter.

import { lineText } from './paint.ts'
import type { Terminal } from './streams.ts'
import { cut, pad, widthOf, wrap } from './wrap.ts'

export interface GridColumn {
  readonly title: string
  /** Figures stand on the right and are shown whole; texts may be cut, or broken where they are to be read in full. */
  readonly kind: 'figure' | 'text' | 'full text'
  /** A text is not made narrower than this. */
  readonly least?: number
}

export interface GridShape {
  readonly indent?: number
  /** The last row is a sum of those above. */
  readonly sum?: boolean
  /** The title above a row; where it changes, it stands on a line of its own. */
  readonly titleOf?: (row: number) => string
  /** Paints the lines of a row. */
  readonly paint?: (line: string, row: number) => string
}

const GAP = 2
const NARROWEST = 6
/** Stands for what is cut off. Signs such as … are one column wide on some terminals and two on others. */
const CUT = '..'

/** The table, its titles first. */
export function gridLines(
  columns: readonly GridColumn[],
  rows: Iterable<readonly string[]>,
  t: Terminal,
  { indent = 0, sum = false, titleOf, paint = line => line }: GridShape = {},
): string[] {
  const body = Array.from(rows, row => row.map(lineText))
  const titles = columns.map(c => lineText(c.title))
  const widths = titles.map((title, i) =>
    body.reduce((widest, row) => Math.max(widest, widthOf(row[i]!)), widthOf(title)),
  )
  const room = t.width - indent
  const onTerminal = t.io.stdout.isTTY === true
  if (onTerminal && !narrow(widths, columns, room)) return records(titles, body, t, indent)
  const space = ' '.repeat(indent)
  const lineOf = (cells: readonly string[]): string =>
    (
      space + cells.map((cell, i) => pad(cell, widths[i]!, columns[i]!.kind === 'figure')).join(' '.repeat(GAP))
    ).trimEnd()
  const linesOf = (row: readonly string[]): string[] => {
    const cells = row.map((cell, i) =>
      columns[i]!.kind === 'full text' && onTerminal ? wrap(cell, widths[i]!) : [fit(cell, widths[i]!)],
    )
    const high = Math.max(...cells.map(lines => lines.length))
    return Array.from({ length: high }, (_, k) => lineOf(cells.map(lines => lines[k] ?? '')))
  }
  const lines = linesOf(titles).map(line => t.paint.bold(line))
  for (const [i, row] of body.entries()) {
    const title = titleOf?.(i)
    if (title !== undefined && title !== (i === 0 ? undefined : titleOf?.(i - 1))) lines.push(t.paint.dim(title))
    const last = sum && i === body.length - 1
    if (last && i > 0) lines.push(t.paint.dim(space + '-'.repeat(widths.reduce((a, b) => a + b + GAP, -GAP))))
    lines.push(...linesOf(row).map(line => paint(last ? t.paint.bold(line) : line, i)))
  }
  return lines
}

/** Takes from the widest columns of text, one by one, until all fit; false where they can't. */
function narrow(widths: number[], columns: readonly GridColumn[], room: number): boolean {
  const least = (i: number): number => {
    const { kind, least = NARROWEST } = columns[i]!
    return kind === 'figure' ? widths[i]! : least
  }
  while (widths.reduce((a, b) => a + b + GAP, -GAP) > room) {
    const shrinking = widths.map((w, i) => (w > least(i) ? w : 0))
    const widest = Math.max(...shrinking)
    if (widest === 0) return false
    widths[shrinking.indexOf(widest)]!--
  }
  return true
}

/** Each row as a few lines: the title of a column before its cell. */
function records(titles: readonly string[], rows: readonly string[][], t: Terminal, indent: number): string[] {
  const space = ' '.repeat(indent)
  return rows.flatMap(row => {
    const [first, ...cells] = row.map((cell, i) => (i === 0 || cell === '' ? cell : `${titles[i]} ${cell}`))
    const more = wrap(cells.filter(cell => cell !== '').join('   '), t.width - indent - 2)
    return [t.paint.bold(`${space}${first}`), ...more.map(line => `${space}  ${line}`)]
  })
}

function fit(text: string, width: number): string {
  return widthOf(text) <= width ? text : cut(text, width - CUT.length) + CUT
}
