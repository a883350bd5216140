// A table for people at a terminal, its columns aligned. Takes typed cells, or texts as they are to be shown; gives lines that fit the terminal's width, in
// which Chinese letters are two columns wide. On a terminal texts that are too wide are cut or broken into lines, figures
// never; where not even that helps, each row stands as a few lines. Whoever reads through a pipe gets every letter.

import { type Decimal, plain, sumOf } from '../../core/decimal.ts'
import { amountForPeople } from '../../core/money.ts'
import { figureOf, type SheetCell, type SheetColumn, type Table } from '../../reports/sheet.ts'
import { lineText, type Paint } from './paint.ts'
import { cut, pad, widthOf, wrap } from './wrap.ts'

/** Where a table is shown. */
export interface Screen {
  readonly width: number
  readonly paint: Paint
  readonly io: { readonly stdout: { readonly isTTY?: boolean | undefined } }
}

export interface GridShape {
  readonly indent?: number
  /** The total row alone. */
  readonly totalOnly?: boolean
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
  { columns, rows, totalWord }: Table,
  t: Screen,
  { indent = 0, totalOnly = false, titleOf, paint = line => line }: GridShape = {},
): string[] {
  const shown = (row: readonly SheetCell[]): string[] => row.map((cell, i) => lineText(cellText(cell, columns[i]!)))
  const sum = totalWord !== undefined
  const body = [...(totalOnly ? [] : rows.map(shown)), ...(sum ? [shown(totalRow({ columns, rows, totalWord }))] : [])]
  const titles = columns.map(c => lineText(c.title))
  const widths = titles.map((title, i) =>
    body.reduce((widest, row) => Math.max(widest, widthOf(row[i]!)), widthOf(title)),
  )
  const room = t.width - indent
  const onTerminal = t.io.stdout.isTTY === true
  if (onTerminal && !narrow(widths, columns, room)) return records(titles, body, t, indent)
  const space = ' '.repeat(indent)
  const lineOf = (cells: readonly string[]): string =>
    (space + cells.map((cell, i) => pad(cell, widths[i]!, columns[i]!.kind !== 'text')).join(' '.repeat(GAP))).trimEnd()
  const linesOf = (row: readonly string[]): string[] => {
    const cells = row.map((cell, i) =>
      columns[i]!.whole && onTerminal ? wrap(cell, widths[i]!) : [fit(cell, widths[i]!)],
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

function totalRow({ columns, rows, totalWord = '' }: Table): SheetCell[] {
  const sum = (i: number): Decimal => sumOf(rows.flatMap(row => figureOf(row[i]) ?? []))
  return columns.map(({ total }, i) => (i === 0 ? totalWord : total ? sum(i) : null))
}

function cellText(cell: SheetCell, { kind }: SheetColumn): string {
  if (cell === null || typeof cell === 'string') return cell ?? ''
  const figure = figureOf(cell)!
  return kind === 'amount' ? amountForPeople(figure) : plain(figure)
}

/** Takes from the widest columns of text, one by one, until all fit; false where they can't. */
function narrow(widths: number[], columns: readonly SheetColumn[], room: number): boolean {
  const least = (i: number): number => {
    const { kind, least = NARROWEST } = columns[i]!
    return kind === 'text' ? least : widths[i]!
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
function records(titles: readonly string[], rows: readonly string[][], t: Screen, indent: number): string[] {
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
