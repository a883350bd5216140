// Collects the problems of one file while its rows are read. Takes codes and facts with the row being read; gives the
// problems with places and quotes. Alike ones are counted beyond a limit, so that a bad column can't fill the memory.

import { plain } from '../../core/decimal.ts'
import { columnLetters, type Place } from '../../core/place.ts'
import {
  type Problem,
  type ProblemCode,
  type ProblemFacts,
  type ProblemOf,
  placed,
  problem,
} from '../../core/problem.ts'
import { masked, withoutSecrets } from '../../core/secret.ts'
import { Sums } from '../../tables/accumulators.ts'
import type { Batch } from '../../tables/batch.ts'
import type { MarkedCell, Quote, Unread } from '../../tables/reading.ts'
import { isMasked, moneyColumns, type TableSpec } from '../../tables/spec.ts'
import type { Cell } from '../cells/cell.ts'
import { shorten } from '../cells/text.ts'
import { MAX_ALIKE } from '../limits.ts'
import { cellText } from '../workbook/sheet.ts'

const QUOTE_LENGTH = 200
const FOUND_LENGTH = 60
const BETWEEN = ' | '

/** The row being read. One object for a whole file: it changes from row to row. */
interface RowState {
  cells: readonly Cell[]
  /** 1-based line or row of a sheet. */
  row: number
  /** The row is of another month: only its figures matter. */
  leftOut: boolean
  /** The row is only looked at, to see whether it might be data: faults are counted, not told. */
  probing: boolean
  faults: number
  /** A cell of the row could not be read. */
  unread: boolean
}

type CellCode =
  | 'CELL_INVALID'
  | 'CELL_AMBIGUOUS'
  | 'CELL_BLANK'
  | 'CELL_NO_RESULT'
  | 'CELL_RANGE'
  | 'CELL_VALUE_UNKNOWN'
  | 'NUMBER_DOUBTFUL'
  | 'PERSON_NAME_OTHER'
/** Codes about a row as a whole. */
type RowCode = 'ROW_WIDTH' | 'ROW_TWICE'
/** A row as it is told of. */
export interface ToldRow {
  readonly at: Place
  readonly quote: Quote
}
/** Codes of which one problem tells of all rows with the same text. */
type TextCode =
  | 'PERSON_UNKNOWN'
  | 'PERSON_AMBIGUOUS'
  | 'PERSON_SEVERAL'
  | 'PERSON_SHARES'
  | 'GROUP_UNKNOWN'
  | 'CELL_VALUE_UNKNOWN'

/** The rows in which a text was met: how many, and what their money adds up to, by column. */
interface Met {
  readonly rows: number
  readonly amounts: string
}

export interface Report {
  readonly row: RowState
  /** Tells of the cell under a column of the scheme. */
  cell<C extends CellCode>(code: C, column: number, facts: ProblemFacts[C]): void
  /** Tells of a text that stands for nothing known, once for all rows that have it. */
  text<C extends TextCode>(code: C, column: number, found: string, facts: (met: Met) => ProblemFacts[C]): void
  /** Tells of the row being read, or of one that was. */
  wholeRow<C extends RowCode>(
    code: C,
    facts: ProblemFacts[C],
    of?: { readonly told: ToldRow } & Required<Pick<ProblemOf<C>, 'related'>>,
  ): void
  /** Tells what can't be worked out of the row being read. */
  atRow(found: Problem): void
  /** Remembers the first cell of a column that says more than its type keeps: a date with a time of day, a number that is a percentage. */
  mark(column: number): void
  readonly marked: ReadonlyMap<number, MarkedCell>
  /** Remembers a figure that is missing. */
  miss(column: number): void
  /** Tells that the row is not handed over. */
  leaveOut(): void
  /** What could not be read. */
  readonly missed: () => Unread
  /** Adds the row's figures to those of the texts that were told of in it. */
  endRow(batch: Batch, position: number): void
  /** Takes the figure of a column, which has the row for itself. */
  endFigure(batch: Batch, column: number): void
  add(problem: Problem): void
  /** Tells that the row being read may be none, unless the function that it gives is called. */
  doubt(facts: ProblemFacts['ROW_MAYBE_TOTAL'], marked?: number): () => void
  /** Adds what can only be told at the end. */
  later(make: () => Problem | undefined): void
  /** Columns of which a cell could not be read, so that their sums mean nothing. */
  readonly unread: Set<number>
  readonly place: (column: number, row: number) => Place
  readonly rowPlace: (row: number) => Place
  /** 0-based cell of a column of the scheme. */
  readonly cellOf: (column: number) => number
  /** A row as it stands in the file, with the spot of one cell, and with secret numbers masked. */
  readonly quote: (cells: readonly Cell[], marked?: number) => Quote
  finish(): Problem[]
}

interface MetText {
  rows: number
  readonly sums: Sums
}

/** Where the columns of a table stand in its file. */
export interface Columns {
  readonly display: string
  readonly sheet: string | undefined
  /** 0-based cell of the row, by column of the scheme. */
  readonly cells: readonly number[]
  /** 0-based cells, read or not, under a heading of numbers of documents or accounts. */
  readonly secrets: readonly number[]
  /** Rows of the sheets before this one: rows are numbered on from sheet to sheet. */
  readonly before: number
  /** Numbers of rows that whoever opens the workbook does not see. */
  readonly hidden: ReadonlySet<number> | undefined
}

export function createReport(spec: TableSpec, columns: Columns): Report {
  const entries: (() => Problem | undefined)[] = []
  const alike = new Map<string, { count: number }>()
  const texts = new Map<string, MetText>()
  /** Texts told of in the row being read. */
  let inRow: MetText[] = []
  const unread = new Set<number>()
  const row: RowState = { cells: [], row: 0, leftOut: false, probing: false, faults: 0, unread: false }
  const marked = new Map<number, MarkedCell>()
  const missed = new Map<number, Set<number>>()
  let missedRows = 0

  /** Remembers a cell that could not be read. */
  function miss(column: number): void {
    row.unread = true
    if (spec.log) return
    const rows = missed.get(column) ?? new Set()
    missed.set(column, rows.add(row.row))
  }

  const place = (column: number, at: number): Place => cellPlace(columns, columns.cells[column], at - columns.before)
  const rowPlace = (at: number): Place => cellPlace(columns, undefined, at - columns.before)
  const secrets = new Set([
    ...columns.secrets,
    ...(spec.layout.kind === 'rows' ? spec.columns.flatMap((c, i) => (isMasked(c) ? [columns.cells[i]!] : [])) : []),
  ])
  const quote: Report['quote'] = (cells, marked) => quoteOf(cells, secrets, marked)

  /** True where the problem is to be kept, and not only counted. */
  function keep(code: ProblemCode, column: number | undefined, at: () => Place): boolean {
    const key = `${code} ${column}`
    const known = alike.get(key) ?? { count: 0 }
    alike.set(key, known)
    known.count++
    if (known.count <= MAX_ALIKE) return true
    if (known.count === MAX_ALIKE + 1) {
      const first = at()
      const name = column === undefined ? '' : spec.columns[column]!.name
      entries.push(() => problem('CELLS_MORE', first, { code, column: name, more: known.count - MAX_ALIKE }))
    }
    return false
  }

  const money = moneyColumns(spec)
  const amountsOf = (sums: Sums): string =>
    money.map(column => `${spec.columns[column]!.name} ${plain(sums.sum(column))}`).join(', ')

  const { hidden } = columns
  const unseen = hidden && { rows: 0, sums: new Sums(), first: 0, quote: '' }

  /** Adds the row to those that count though nobody sees them. */
  function takeHidden(seen: NonNullable<typeof unseen>, batch: Batch, position: number, of = money): void {
    if (seen.rows++ === 0) {
      seen.first = row.row
      seen.quote = quote(row.cells).text
    }
    for (const column of of) {
      const { values, odd } = batch.columns[column]!
      seen.sums.add(column, values[position]!, () => odd.get(position)!)
    }
  }

  return {
    row,
    unread,
    place,
    rowPlace,
    cellOf: column => columns.cells[column]!,
    quote,
    cell(code, column, facts) {
      row.faults++
      if (row.probing) return
      const isRead = code === 'CELL_RANGE' || code === 'PERSON_NAME_OTHER'
      if (!isRead && code !== 'NUMBER_DOUBTFUL') miss(column)
      if (!isRead && code !== 'CELL_BLANK') unread.add(column)
      if (!keep(code, column, () => place(column, row.row))) return
      const told = problem(code, place(column, row.row), facts, { quote: quote(row.cells, columns.cells[column]) })
      entries.push(() => told)
    },
    text(code, column, found, facts) {
      row.faults++
      if (row.probing) return
      if (code === 'CELL_VALUE_UNKNOWN') miss(column)
      const key = `${code} ${column} ${found}`
      const known = texts.get(key)
      if (known) {
        known.rows++
        inRow.push(known)
        return
      }
      if (!keep(code, column, () => place(column, row.row))) return
      const met: MetText = { rows: 1, sums: new Sums() }
      texts.set(key, met)
      inRow.push(met)
      const at = place(column, row.row)
      const quoted = quote(row.cells, columns.cells[column])
      entries.push(() => problem(code, at, facts({ rows: met.rows, amounts: amountsOf(met.sums) }), { quote: quoted }))
    },
    wholeRow(code, facts, of) {
      const at = of?.told.at ?? rowPlace(row.row)
      if (!keep(code, undefined, () => at)) return
      const { told, ...related } = of ?? { told: { quote: quote(row.cells) } }
      const found = problem(code, at, facts, { quote: told.quote, ...related })
      entries.push(() => found)
    },
    atRow(found) {
      const at = rowPlace(row.row)
      if (!keep(found.code, undefined, () => at)) return
      const related = found.at ? [{ at: found.at, note: spec.month ?? '' }] : []
      const told = placed(found, at, { quote: quote(row.cells), related })
      entries.push(() => told)
    },
    miss,
    marked,
    mark(column) {
      if (row.probing || marked.has(column)) return
      const cell = columns.cells[column]!
      const found = foundText(row.cells[cell])
      marked.set(column, { at: place(column, row.row), found, quote: quote(row.cells, cell) })
    },
    leaveOut() {
      missedRows++
      inRow = []
    },
    missed: () => ({
      rows: missedRows,
      cell: (column, at) => missed.get(column)?.has(at) ?? false,
      column: column => missed.has(column),
    }),
    endFigure(batch, column) {
      if (unseen === undefined || !hidden!.has(row.row)) return
      takeHidden(unseen, batch, 0, money.includes(column) ? [column] : [])
    },
    endRow(batch, position) {
      if (unseen !== undefined && hidden!.has(row.row)) takeHidden(unseen, batch, position)
      if (inRow.length === 0) return
      for (const column of money) {
        const { values, odd } = batch.columns[column]!
        for (const met of inRow) met.sums.add(column, values[position]!, () => odd.get(position)!)
      }
      inRow = []
    },
    add(told) {
      entries.push(() => told)
    },
    doubt(facts, marked) {
      const at = cellPlace(columns, marked, row.row - columns.before)
      if (!keep('ROW_MAYBE_TOTAL', undefined, () => at)) return () => {}
      const told = problem('ROW_MAYBE_TOTAL', at, facts, { quote: quote(row.cells, marked) })
      let withdrawn = false
      entries.push(() => (withdrawn ? undefined : told))
      return () => {
        withdrawn = true
      }
    },
    later: make => entries.push(make),
    finish() {
      const told = entries.map(make => make()).filter(problem => problem !== undefined)
      if (!unseen || unseen.rows === 0) return told
      const facts = { table: spec.name, rows: unseen.rows, amounts: amountsOf(unseen.sums) }
      return [problem('ROWS_HIDDEN', rowPlace(unseen.first), facts, { quote: { text: unseen.quote } }), ...told]
    },
  }
}

/** The spot of a cell by its 0-based number in the row; of the row where there is none. */
export function cellPlace(columns: Pick<Columns, 'display' | 'sheet'>, cell: number | undefined, row: number): Place {
  const file = columns.display
  if (columns.sheet === undefined)
    return cell === undefined ? { file, line: row } : { file, line: row, column: cell + 1 }
  return { file, sheet: columns.sheet, cell: `${cell === undefined ? '' : columnLetters(cell)}${row}` }
}

/** The row as it stands in the file, with the spot of one cell. Only as much of it as can be shown. */
function quoteOf(cells: readonly Cell[], secrets: ReadonlySet<number>, marked?: number): Quote {
  let text = ''
  let from: number | undefined
  let to: number | undefined
  const end = lastFilled(cells)
  for (let i = 0; i <= end && text.length < QUOTE_LENGTH * 2; i++) {
    if (i > 0) text += BETWEEN
    if (i === marked) from = text.length
    const shown = cellText(cells[i]).replace(/\s+/g, ' ').trim()
    text += shorten(secrets.has(i) && /\d/.test(shown) ? masked(shown) : withoutSecrets(shown, true), FOUND_LENGTH)
    if (i === marked) to = text.length
  }
  if (text.length > QUOTE_LENGTH) {
    // A spot far to the right is shown with what stands before it.
    const start = to !== undefined && to > QUOTE_LENGTH - 1 ? Math.max(0, to - QUOTE_LENGTH + 20) : 0
    const head = start > 0 ? '…' : ''
    const shift = start - head.length
    text = `${head}${text.slice(start, start + QUOTE_LENGTH - 2)}…`
    from = from === undefined ? undefined : Math.max(0, from - shift)
    to = to === undefined ? undefined : Math.min(text.length, to - shift)
  }
  return from === undefined || to === undefined ? { text } : { text, from, to }
}

function lastFilled(cells: readonly Cell[]): number {
  let last = Math.min(cells.length, 500) - 1
  while (last >= 0 && cellText(cells[last]).trim() === '') last--
  return last
}

/** A cell's text for a problem's facts. */
export function foundText(cell: Cell): string {
  return shorten(withoutSecrets(cellText(cell).replace(/\s+/g, ' ').trim(), true), FOUND_LENGTH)
}
