// Judges rows that may be no data: those with a word for a sum or mean in any of their cells, and those that name nothing.
// Takes such a row with the last row of data above it; gives whether it is data, a total, nothing, or may be either.
// A word alone decides where nobody calls data so and nothing in the row is its own; else the figures decide with it.

import type { ProblemFacts } from '../../core/problem.ts'
import type { ReadRequest } from '../../tables/reading.ts'
import { type ColumnSpec, isDated } from '../../tables/spec.ts'
import type { Cell } from '../cells/cell.ts'
import { fold, isBlankCell } from '../cells/text.ts'
import { type Label, labelOf, type Span, type Strength } from '../layout/total-row.ts'
import { cellText } from '../workbook/sheet.ts'
import { type BoundColumns, figureType } from './columns.ts'
import { type ControlTotals, statesFigure } from './control-totals.ts'
import { foundText, type Report } from './report.ts'

export type Verdict =
  | { readonly kind: 'data' | 'nothing' | 'other figures' }
  | { readonly kind: 'total'; readonly span: Span }
  /** Data as long as nobody says otherwise; `cell`: the one with the word. */
  | { readonly kind: 'doubt'; readonly facts: ProblemFacts['ROW_MAYBE_TOTAL']; readonly cell: number | undefined }

interface OtherRows {
  /**
   * The last row of data, where it may be a total by a word that is not known: it leaves cells blank that are filled in the
   * row above, and its figures are the sum of all rows before.
   */
  atEnd(cells: readonly Cell[], above: readonly Cell[], rows: number): Verdict
  /** True where none of the cells that say what a row is of is filled, and one of them should be. Called for every row. */
  nameless(cells: readonly Cell[], begin: number): boolean
  /** `above`: the last row of data, and how many there are; `begin`: the first cell that is not blank. */
  judge(
    cells: readonly Cell[],
    begin: number,
    above: { readonly cells: readonly Cell[]; readonly rows: number },
  ): Verdict
}

const DATA: Verdict = { kind: 'data' }
const NOTHING: Verdict = { kind: 'nothing' }
const ORDER: readonly Strength[] = ['sure', 'named', 'weak', 'faint']
const LETTERS = /[a-z\p{Script=Han}]/iu
/** 2026年7月31日, 12月: a day or month, which totals have too. */
const DAY = /^[\d年月日号/.: -]+$/

interface Word {
  readonly label: Label
  readonly cell: number
}

export function otherRows(
  { spec }: Pick<ReadRequest, 'spec'>,
  at: readonly number[],
  { readers, batch }: Pick<BoundColumns, 'readers' | 'batch'>,
  totals: ControlTotals,
  report: Report,
): OtherRows {
  const asked = new Map(at.map((cell, index) => [cell, index]))
  const figures = spec.columns.flatMap((column, index) => (figureType(column) ? [{ column, cell: at[index]! }] : []))
  const words = spec.columns.flatMap((column, index) => (figureType(column) ? [] : [{ column, cell: at[index]! }]))
  /** Cells that are filled in every row that is data: those that must be, then those that name somebody. */
  const keys = [...words.filter(({ column }) => column.blank === 'problem'), ...words.filter(w => names(w.column))]
  const key = keys[0]?.cell
  const leftmost = Math.min(...figures.map(({ cell }) => cell))

  function nameless(cells: readonly Cell[], begin: number): boolean {
    if (key !== undefined && !isBlankCell(cells[key])) return false
    return key === undefined ? begin >= leftmost : words.every(({ cell }) => isBlankCell(cells[cell]))
  }

  function judge(cells: readonly Cell[], begin: number, above: { cells: readonly Cell[]; rows: number }): Verdict {
    const word = wordOf(cells, begin)
    if (word) return judgeWord(word, cells, begin, above)
    return nameless(cells, begin) ? judgeNameless(cells, begin, above) : DATA
  }

  /** The word that says most of the row. */
  function wordOf(cells: readonly Cell[], begin: number): Word | undefined {
    let best: Word | undefined
    for (let cell = begin; cell < cells.length; cell++) {
      const text = cells[cell]
      const label = typeof text === 'string' ? labelOf(text) : undefined
      if (label && (!best || ORDER.indexOf(label.strength) < ORDER.indexOf(best.label.strength))) best = { label, cell }
    }
    return best
  }

  /** The cells besides one that say what the row is of; days and words for sums do not. */
  function namesIn(cells: readonly Cell[], but: number | undefined): number[] {
    return cells.flatMap((cell, i) => {
      if (i === but || isBlankCell(cell)) return []
      const index = asked.get(i)
      if (index === undefined) {
        if (typeof cell !== 'string' || !LETTERS.test(cell) || DAY.test(cell)) return []
      } else if (figureType(spec.columns[index]!) || isDated(spec.columns[index]!)) return []
      return typeof cell === 'string' && labelOf(cell) ? [] : [i]
    })
  }

  function judgeWord({ label, cell }: Word, cells: readonly Cell[], begin: number, above: Above): Verdict {
    const { stated, span } = label
    const index = asked.get(cell)
    const known = index === undefined ? undefined : knownIn(index, cells[cell])
    if (known === 'declared' || (known === 'person' && stated !== 'sum')) return DATA
    const others = namesIn(cells, cell)
    const alone = others.length === 0
    // 精品部 | 精品部小计: the group itself stands beside the word.
    const named = label.strength === 'named' && others.some(i => cellText(cells[cell]).startsWith(cellText(cells[i])))
    const strength = named ? 'sure' : label.strength
    const leads = isLed(cells, begin, cell)
    // Totals repeat the group that they are of; data has something of its own.
    const own = others.some(i => above.rows === 0 || cellText(cells[i]) !== cellText(above.cells[i]))
    if (above.rows === 0) return judgeFirst(label, leads || alone, known !== undefined)
    const { stated: figures, rows } = totals.fit(stated, cells)
    const doubt: Verdict = doubtOf(cells, cell, rows)
    const said: Verdict = isSum(label) ? { kind: 'total', span: alone || span !== 'whole' ? span : 'group' } : OTHER
    if (known) return rows > 0 ? doubt : DATA
    // What stands in one row after the other is no word for the rows above.
    if (strength !== 'sure' && cellText(above.cells[cell]) === cellText(cells[cell])) return DATA
    if (strength === 'sure' && leads) return stated === 'sum' || alone || rows > 0 ? said : own ? DATA : doubt
    if (stated === 'past' || figures === 0)
      return own || strength === 'weak' || strength === 'faint' || (strength === 'named' && !alone) ? DATA : said
    if (rows > 0) {
      if (own) return strength === 'sure' || (strength === 'named' && rows > 1) ? doubt : DATA
      return strength === 'sure' || alone || (strength === 'named' && rows > 1) ? said : doubt
    }
    if (strength === 'faint') return DATA
    if (alone) return strength === 'weak' || (!isSum(label) && strength === 'named') ? doubt : said
    if (own || strength === 'weak') return DATA
    return strength === 'sure' && isSum(label) ? said : doubt
  }

  /** A word above all rows. */
  function judgeFirst(label: Label, leads: boolean, known: boolean): Verdict {
    if (!leads || known || label.strength === 'faint') return DATA
    return isSum(label) ? { kind: 'total', span: label.span } : label.strength === 'sure' ? OTHER : DATA
  }

  /** True where nothing stands before a cell but the number of the row, which nobody asks for. */
  function isLed(cells: readonly Cell[], begin: number, cell: number): boolean {
    let from = begin
    if (from < cell && !asked.has(from) && isRowNumber(cells[from]))
      do from++
      while (from < cell && isBlankCell(cells[from]))
    return from === cell
  }

  /** Whether the scheme or the roster knows a text as one of data. */
  function knownIn(index: number, cell: Cell): 'declared' | 'person' | 'group' | undefined {
    const { type, values } = spec.columns[index]!
    if (values) return values.some(value => fold(value) === fold(cellText(cell))) ? 'declared' : undefined
    if (type !== 'person' && typeof type !== 'object') return undefined
    const { probing } = report.row
    report.row.probing = true
    report.row.faults = 0
    readers[index]!(cell, batch.size)
    report.row.probing = probing
    return report.row.faults > 0 ? undefined : type === 'person' ? 'person' : 'group'
  }

  /** A row of a form that nobody used, or a sum without a word. */
  function judgeNameless(cells: readonly Cell[], begin: number, above: Above): Verdict {
    const own = namesIn(cells, undefined).some(i => above.rows === 0 || cellText(cells[i]) !== cellText(above.cells[i]))
    if (own) return DATA
    const empty = figures.every(({ column, cell }) => isBlankCell(cells[cell]) || isZero(cells[cell], column))
    if (empty) return keys.length > 0 && onlyNumbered(cells, begin) ? NOTHING : DATA
    if (above.rows === 0) return DATA
    const { rows } = totals.fit('sum', cells)
    if (rows === 0) return DATA
    const demanded = keys.some(({ column }) => column.blank === 'problem')
    if (demanded && rows > 1) return { kind: 'total', span: 'group' }
    // Where nothing must be filled, the cells on the left say whether rows are alike.
    const lefts = cells.slice(0, leftmost).every((cell, i) => isBlankCell(cell) || (i === begin && isRowNumber(cell)))
    const above_ = above.cells.slice(0, leftmost).some(cell => !isBlankCell(cell))
    return demanded || (lefts && above_) ? doubtOf(cells, undefined, rows) : DATA
  }

  /** True where all that nobody asks for is 0 or the number of the row. */
  function onlyNumbered(cells: readonly Cell[], begin: number): boolean {
    return cells.every((cell, i) => {
      if (asked.has(i) || isBlankCell(cell) || (i === begin && isRowNumber(cell))) return true
      return typeof cell === 'number' ? cell === 0 : typeof cell !== 'string' || !/[1-9]/.test(cell)
    })
  }

  function doubtOf(cells: readonly Cell[], cell: number | undefined, rows: number): Verdict {
    const found = cell === undefined ? '' : foundText(cells[cell])
    return { kind: 'doubt', facts: { found, table: spec.name, rows }, cell }
  }

  function atEnd(cells: readonly Cell[], above: readonly Cell[], rows: number): Verdict {
    if (rows < 3 || !totals.isSumOfOthers(cells) || !namesIn(above, undefined).some(i => isBlankCell(cells[i])))
      return DATA
    return doubtOf(cells, namesIn(cells, undefined)[0], rows - 1)
  }

  return { nameless, judge, atEnd }
}

const OTHER: Verdict = { kind: 'other figures' }

interface Above {
  readonly cells: readonly Cell[]
  readonly rows: number
}

function isSum({ stated }: Label): boolean {
  return stated === 'sum'
}

/** True for a column that says whose a row is: where it is empty, the row is nobody's. */
function names({ type }: ColumnSpec): boolean {
  return type === 'id' || type === 'person' || typeof type === 'object'
}

function isZero(cell: Cell, column: ColumnSpec): boolean {
  if (typeof cell === 'number') return cell === 0
  return typeof cell === 'string' && !/[1-9]/.test(cell) && statesFigure(cell, column)
}

/** True for a row of a form that was not filled: nothing but its number stands in it, and zeros. `begin`: its first cell that is not blank. */
export function isUnfilled(cells: readonly Cell[], begin: number): boolean {
  return cells.every((cell, i) => (i === begin && isRowNumber(cell)) || !/[1-9\p{L}]/u.test(cellText(cell)))
}

/** A number such as rows are counted by. */
function isRowNumber(cell: Cell): boolean {
  return typeof cell === 'number' ? Number.isInteger(cell) : typeof cell === 'string' && /^\d{1,6}$/.test(cell)
}
