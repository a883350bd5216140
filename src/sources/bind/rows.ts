// Reads the rows below a header: which are data, which state totals, which are of another month. Takes rows one by one,
// gives batches; blank rows, unused rows of a form, repeated headers and what follows the total are passed over, anything
// doubtful is told.

import type { Day } from '../../core/calendar.ts'
import { currencyOf, sign } from '../../core/currency.ts'
import { type Problem, problem } from '../../core/problem.ts'
import { parseUnit } from '../../core/unit.ts'
import { clearBatch } from '../../tables/batch.ts'
import type { Quote } from '../../tables/reading.ts'
import { type DayColumn, dayColumn, moneyColumns, type TableSpec } from '../../tables/spec.ts'
import type { Cell } from '../cells/cell.ts'
import { fold, isBlankCell } from '../cells/text.ts'
import type { RowWidths } from '../layout/row-widths.ts'
import { isNote, labelOf, type Span } from '../layout/total-row.ts'
import { BATCH_ROWS } from '../limits.ts'
import { cellText } from '../workbook/sheet.ts'
import { type BoundColumns, figureType } from './columns.ts'
import { controlTotals, statesFigure } from './control-totals.ts'
import type { FileRequest } from './file-tally.ts'
import { monthCounter } from './months.ts'
import { isUnfilled, otherRows, type Verdict } from './other-rows.ts'
import { printOf, type RepeatFinder, repeatFinder } from './repeats.ts'
import { foundText, type Report, type ToldRow } from './report.ts'

interface RowBinder {
  /** A row as it stands in the file; `fill` gives cells that are merged with one above. */
  take(cells: readonly Cell[], row: number, fill?: readonly Filled[]): void
  /** The last row of a text file that does not end with a line break. */
  takeLast(cells: readonly Cell[], row: number): void
  /** Hands over what is left and tells what concerns the file as a whole. */
  finish(): Bound
}

export interface Bound {
  readonly rows: number
  readonly rowsOtherMonth: number
  /** FILE_OTHER_MONTH or ROWS_OTHER_MONTH. */
  readonly otherMonth: Problem | undefined
  /** DATE_SWAPPED. */
  readonly swapped: Problem | undefined
  /** Prints of rows that may stand twice. */
  readonly suspects: ReadonlySet<number>
  /** Rows that were asked for. */
  readonly quotes: ReadonlyMap<number, Quote>
}

export interface Filled {
  readonly cell: number
  readonly value: Cell
}

/** What is put beside the cells of a row: what a heading says, or texts of several cells as one. */
export interface Beside {
  readonly cell: number
  readonly of: (cells: readonly Cell[]) => Cell
  /** It is the same in every row. */
  readonly heading: boolean
}

interface Layout extends RowWidths {
  /** What stands beside each row, in cells that no row of the file has. */
  readonly beside: readonly Beside[]
  /** 0-based cell of each column. */
  readonly cells: readonly number[]
  /** The cell of a column of units or currencies that the scheme does not read. */
  readonly unitCell: number | undefined
  /** The cells that have a heading, where what stands elsewhere is told. */
  readonly headed: ReadonlySet<number> | undefined
  /** Texts of the header, to know it again where pages repeat it. */
  readonly texts: readonly string[]
}

export function bindRows(request: FileRequest, layout: Layout, bound: BoundColumns, report: Report): RowBinder {
  const { spec, period, onBatch } = request
  const { batch, readers, dictionaries } = bound
  const state = report.row
  const { cells: at, texts, width, full } = layout
  const { beside } = layout
  const made = new Set(beside.map(({ cell }) => cell))
  const needed = Math.max(...at.filter(cell => !made.has(cell)), 0) + 1
  const first = at[0]!
  // Where its type is wrong, which the scheme is told of, no cell says of which month a row is.
  const month = period ? dayColumn(spec) : undefined
  const monthIndex = month?.columns[0] ?? -1
  const figures = spec.columns.flatMap((column, index) => (figureType(column) ? [index] : []))
  const days = month?.columns.filter(index => !figures.includes(index)) ?? []
  const others = spec.columns.map((_, index) => index).filter(index => !days.includes(index))
  const totals = controlTotals(spec.columns, at, bound, report, () => rows)
  const other = otherRows(request, at, bound, totals, report)
  const months = monthCounter(request, report, monthIndex, at[monthIndex], bound.tally)
  const repeats: RepeatFinder | undefined = spec.log ? repeatFinder(request, report, bound.tally) : undefined
  const { prints } = bound.tally.repeats
  const after = afterTotal(request, report, looksLikeData, cells => prints.has(printOf(cells)))
  // They say nothing in any column that is read, though others say something: they are none.
  const blank = spec.log && !spec.across ? rowsOfAKind(report) : undefined
  const document = spec.columns.findIndex(column => column.type === 'id')
  const currencies = currencyColumn(spec, layout.unitCell, report)
  const headed = totalHeading(spec, beside)
  const quotes = new Map<number, Quote>()
  /** Cells that the row has in the file. */
  let length = 0
  let ended = false
  // A total above all rows: the rows follow, or the table is empty and only notes follow.
  let totalOnTop = false
  let last = false
  let rows = 0
  /** The last row of data. */
  let above: readonly Cell[] = []
  /** The one before it; where the last one stands, if it counts and nothing was said of it. */
  let second: readonly Cell[] = []
  let lastRow: number | undefined

  function take(cells: readonly Cell[], row: number, fill?: readonly Filled[]): void {
    let begin = 0
    while (begin < cells.length && isBlankCell(cells[begin])) begin++
    if (begin === cells.length) return
    if (layout.headed) tellBeside(cells, row, layout.headed)
    if (isNoteRow(cells, begin)) return
    if ((made.has(first) || cells[first] === texts[0]) && isHeaderAgain(cells)) return
    const labelled = hasLabel(cells, begin)
    if (!labelled && isBlankCell(cells[first]) && isEmpty(cells)) {
      if (!ended && !isUnfilled(cells, begin)) blank?.take(cells, row)
      return
    }
    const read = fill ? filled(cells, fill) : cells
    const own = beside.length > 0 ? withOwn(read) : read
    state.cells = own
    length = cells.length
    state.row = row
    const verdict = labelled || other.nameless(own, begin) ? other.judge(own, begin, { cells: above, rows }) : undefined
    if (verdict?.kind === 'nothing') return
    if (verdict?.kind === 'total') takeTotal(verdict.span, cells, row)
    else if (verdict?.kind === 'other figures') totals.pass()
    else if (ended) after.take()
    else if (!totalOnTop || rows > 0 || looksLikeData()) takeData(verdict)
  }

  /** Tells of what stands under no heading, or in a row of nobody. */
  function tellBeside(cells: readonly Cell[], row: number, headed: ReadonlySet<number>): void {
    const nobody = isEmpty(cells)
    const cell = cells.findIndex((text, i) => !isBlankCell(text) && (nobody || !headed.has(i)))
    if (cell < 0) return
    const facts = { table: spec.name, found: foundText(cells[cell]) }
    report.add(problem('CELL_BESIDE', report.cellPlace(cell, row), facts, { quote: report.quote(cells, cell) }))
  }

  /** True where none of the columns that are read says anything; what a heading says is in every row. */
  function isEmpty(cells: readonly Cell[]): boolean {
    return (
      at.every(cell => made.has(cell) || isBlankCell(cells[cell])) &&
      beside.every(({ of, heading }) => heading || isBlankCell(of(cells)))
    )
  }

  function withOwn(cells: readonly Cell[]): readonly Cell[] {
    const own = [...cells]
    for (const { cell, of } of beside) own[cell] = of(cells)
    return own
  }

  function isHeaderAgain(cells: readonly Cell[]): boolean {
    return at.every((cell, i) => made.has(cell) || cells[cell] === texts[i])
  }

  function isNoteRow(cells: readonly Cell[], begin: number): boolean {
    const text = cells[begin]
    if (typeof text !== 'string' || !isNote(text)) return false
    return !figures.some(index => statesFigure(cells[at[index]!], spec.columns[index]!))
  }

  /** True where a text of the row may say that it is no data. It looks at every cell of the file, so it is a plain loop. */
  function hasLabel(cells: readonly Cell[], begin: number): boolean {
    for (let i = begin; i < cells.length; i++) {
      const cell = cells[i]
      if (typeof cell === 'string' && labelOf(cell) !== undefined) return true
    }
    return false
  }

  function takeTotal(kind: Span, cells: readonly Cell[], row: number): void {
    if ((kind === 'whole' || kind === 'group') && rows === 0) {
      totals.later(cells, row)
      totalOnTop = true
      return
    }
    if (!ended || kind === 'whole') totals.check(kind, cells, row)
    ended ||= kind === 'whole'
  }

  function takeData(verdict: Verdict | undefined): void {
    rows++
    state.unread = false
    second = above
    above = state.cells
    lastRow = undefined
    if (length > width || length < Math.min(needed, full) || (last && length < Math.max(needed, full))) {
      takeBroken()
      return
    }
    const position = batch.size
    if (month) {
      const day = dayOfRow(month, position)
      if (day !== undefined && months.isOther(day)) {
        state.leftOut = true
        for (const index of figures) readers[index]!(state.cells[at[index]!], position)
        state.leftOut = false
        return
      }
    }
    currencies?.(state.cells)
    for (const index of others) readers[index]!(state.cells[at[index]!], position)
    if (state.unread && spec.log) {
      // Whatever a row says of which a cell could not be read would only follow from that.
      report.leaveOut()
      return
    }
    if (headed)
      batch.doubts.set(
        position,
        report.doubt(
          { found: headed, table: spec.name, rows: 0, heading: spec.columns[spec.across!.name]!.name },
          undefined,
        ),
      )
    if (verdict?.kind === 'doubt') batch.doubts.set(position, report.doubt(verdict.facts, verdict.cell))
    report.endRow(batch, position)
    repeats?.take(document >= 0 && !Number.isNaN(batch.columns[document]!.values[position]!))
    if (request.look?.rows.has(state.row)) quotes.set(state.row, report.quote(state.cells))
    batch.rows[position] = state.row
    batch.size = position + 1
    if (verdict === undefined) lastRow = state.row
    if (batch.size === BATCH_ROWS) hand()
  }

  /** The day of a row, NaN for none; undefined where it could not be read, which was told: then it counts as of this month. */
  function dayOfRow({ columns, day }: DayColumn, position: number): Day | undefined {
    state.faults = 0
    for (const index of columns) {
      // Figures are read again with all others, and added up then.
      state.probing = !days.includes(index)
      readers[index]!(state.cells[at[index]!], position)
    }
    state.probing = false
    if (state.faults > 0) return undefined
    batch.rows[position] = state.row
    const found = day(batch, position, dictionaries)
    if (typeof found === 'number') return found
    report.atRow(found)
    return undefined
  }

  function takeBroken(): void {
    report.leaveOut()
    const at = report.rowPlace(state.row)
    const quote = report.quote(state.cells)
    for (const index of figures) report.unread.add(index)
    if (last && length < width) report.add(problem('FILE_TEXT_BROKEN', at, { detail: 'cut' }, { quote }))
    else report.wholeRow('ROW_WIDTH', { cells: length, columns: length > width ? width : full })
  }

  /** True where every cell of the row can be read, and one of them is more than a text. */
  function looksLikeData(): boolean {
    let typed = 0
    state.probing = true
    state.faults = 0
    for (const [index, read] of readers.entries()) {
      const cell = state.cells[at[index]!]
      read(cell, batch.size)
      const { type } = spec.columns[index]!
      if (type !== 'text' && type !== 'list' && type !== 'id' && !isBlankCell(cell)) typed++
    }
    state.probing = false
    return state.faults === 0 && typed > 0
  }

  function hand(): void {
    totals.leave()
    onBatch(batch, dictionaries)
    clearBatch(batch)
  }

  /** Doubts the last row where it is the sum of all others. */
  function judgeLast(): void {
    const verdict = lastRow && !ended ? other.atEnd(above, second, rows) : undefined
    if (verdict?.kind !== 'doubt') return
    state.cells = above
    state.row = lastRow!
    batch.doubts.set(batch.size - 1, report.doubt(verdict.facts, verdict.cell))
  }

  return {
    take,
    takeLast(cells, row) {
      last = true
      take(cells, row)
    },
    finish() {
      judgeLast()
      if (batch.size > 0) hand()
      const suspects = repeats?.finish() ?? new Set()
      totals.finish()
      after.finish()
      blank?.finish((rows, { at, quote }) => problem('ROWS_BLANK', at, { table: spec.name, rows }, { quote }))
      return { rows, ...months.finish(), suspects, quotes }
    },
  }
}

function filled(cells: readonly Cell[], fill: readonly Filled[]): readonly Cell[] {
  const copy = [...cells]
  for (const { cell, value } of fill) if (isBlankCell(copy[cell])) copy[cell] = value
  return copy
}

/** Of columns that are rows: the heading of this one, where it is a word for a sum of others and the scheme does not list it. */
function totalHeading({ columns, across }: TableSpec, beside: readonly Beside[]): string | undefined {
  const text = cellText(beside.find(({ heading }) => heading)?.of([]) ?? null)
  const strength = text === '' ? undefined : labelOf(text)?.strength
  const declared = across && columns[across.name]!.values?.some(value => fold(value) === fold(text))
  return (strength === 'sure' || strength === 'named') && !declared ? text : undefined
}

/** Rows of a kind, told once: at the first of them, with how many they are. */
function rowsOfAKind(report: Report): {
  take(cells: readonly Cell[], row: number): void
  finish(tell: (rows: number, first: ToldRow) => Problem): void
} {
  let rows = 0
  let first: ToldRow | undefined
  return {
    take(cells, row) {
      rows++
      first ??= { at: report.rowPlace(row), quote: report.quote(cells) }
    },
    finish(tell) {
      if (first) report.add(tell(rows, first))
    },
  }
}

/** Rows after the total: none of them may be data. */
function afterTotal(
  request: FileRequest,
  report: Report,
  looksLikeData: () => boolean,
  wasMet: (cells: readonly Cell[]) => boolean,
): { take(): void; finish(): void } {
  const table = request.spec.name
  const after = rowsOfAKind(report)
  let again = 0
  return {
    take() {
      if (!looksLikeData()) return
      const { cells, row } = report.row
      if (wasMet(cells)) again++
      after.take(cells, row)
    },
    finish() {
      after.finish((rows, { at, quote }) => problem('ROWS_AFTER_TOTAL', at, { table, rows, again }, { quote }))
    },
  }
}

// Looks at a column of currencies (币种) beside the money of a table, which the scheme does not read. Takes rows one by one; tells
// each currency that is not the shop's, once, with its first row.

/** `cell`: where the column stands; undefined where there is none. Gives nothing where no row need be looked at. */
function currencyColumn(
  spec: TableSpec,
  cell: number | undefined,
  report: Report,
): ((cells: readonly Cell[]) => void) | undefined {
  const [money] = moneyColumns(spec)
  if (cell === undefined || money === undefined) return undefined
  const currency = spec.columns[money]!.currency ?? currencyOf('CNY')!
  const seen = new Set<Cell>()
  return cells => {
    const text = cells[cell]
    if (seen.has(text) || isBlankCell(text)) return
    seen.add(text)
    const named = parseUnit(cellText(text))?.currency
    if (named === undefined || currency.signs.has(sign(named))) return
    const facts = { column: spec.columns[money]!.name, found: foundText(text), reason: 'currency' } as const
    report.add(problem('UNIT_WRONG', report.rowPlace(report.row.row), facts, { quote: report.quote(cells, cell) }))
  }
}
