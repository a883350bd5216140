// Finds rows that stand twice in a file, cell by cell the same. Takes rows as they stand in the file; a first look keeps
// eight bytes a row and only suspects, a second look at the suspects alone compares the texts themselves. Many rows that
// stand once more in the same order were pasted twice: told once, for all of them.

import { type Place, placeText } from '../../core/place.ts'
import { problem } from '../../core/problem.ts'
import type { Cell } from '../cells/cell.ts'
import { cellText } from '../workbook/sheet.ts'
import type { FileRequest, FileTally } from './file-tally.ts'
import { PastedRows } from './pasted-rows.ts'
import type { Report, ToldRow } from './report.ts'

const LOW = 0x01000193
const HIGH = 0x85ebca6b
const START = 0x811c9dc5
const BETWEEN = 0x1f
const TWO_20 = 2 ** 20
const TWO_32 = 2 ** 32
/** Rows that are shown of those that are alike, beside the first. */
const SHOWN = 4

/** A number below 2⁵² that rows with the same cells share, and others hardly ever. */
export function printOf(cells: readonly Cell[]): number {
  let low = START
  let high = HIGH
  const end = filledCells(cells)
  for (let i = 0; i < end; i++) {
    const cell = cells[i]
    const text = typeof cell === 'string' ? cell : cellText(cell)
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at)
      low = Math.imul(low ^ unit, LOW)
      high = Math.imul(high ^ unit, HIGH) + at
    }
    low = Math.imul(low ^ BETWEEN, LOW)
    high = Math.imul(high ^ BETWEEN, HIGH)
  }
  low ^= low >>> 15
  high ^= high >>> 13
  return ((high >>> 0) % TWO_20) * TWO_32 + (low >>> 0)
}

/** Cells up to the last one with anything in it: a row may end with cells that were never written. */
function filledCells(cells: readonly Cell[]): number {
  let end = cells.length
  while (end > 0 && (cells[end - 1] === '' || cells[end - 1] === null || cells[end - 1] === undefined)) end--
  return end
}

/** All cells of a row as one text, for comparing suspects. */
export function rowText(cells: readonly Cell[]): string {
  return JSON.stringify(cells.slice(0, filledCells(cells)).map(cellText))
}

export interface RepeatFinder {
  /** Takes the row being read; `document`: it has a number of its own, so that two of them are hardly two events. */
  take(document: boolean): void
  /** After the last row of a sheet. */
  finish(): void
  readonly suspects: ReadonlySet<number>
}

/** A row that stands further up already. */
interface Repeat {
  readonly told: ToldRow
  readonly before: { readonly at: Place; readonly note: string }
  readonly document: boolean
}

/** Finds suspects, or, in a second look, tells which of them stand twice. */
export function repeatFinder({ spec, look }: FileRequest, report: Report, tally: FileTally): RepeatFinder {
  const { row } = report
  if (look) {
    const { first } = tally.repeats
    const table = spec.name
    const alike = { rows: 0, shown: [] as ToldRow[] }
    const pasted = new PastedRows<Repeat>({
      alone({ document, told, before }) {
        if (document) report.wholeRow('ROW_TWICE', { table, other: placeText(before.at) }, { told, related: [before] })
        else if (alike.rows++ <= SHOWN) alike.shown.push(told)
      },
      block(rows, { told: { at, quote }, before }) {
        const facts = { table, rows, other: placeText(before.at) }
        report.add(problem('ROWS_PASTED', at, facts, { quote, related: [before] }))
      },
    })
    return {
      suspects: new Set(),
      take(document) {
        if (look.suspects.size === 0) return
        if (!look.suspects.has(printOf(row.cells))) return pasted.takeOnce()
        const text = rowText(row.cells)
        const told = { at: report.rowPlace(row.row), quote: report.quote(row.cells) }
        const before = first.get(text)
        if (!before) first.set(text, { at: told.at, note: told.quote.text })
        pasted.take(text, before && { told, before, document })
      },
      finish() {
        pasted.finish()
        const [one, ...more] = alike.shown
        if (!one) return
        const related = more.map(({ at, quote }) => ({ at, note: quote.text }))
        report.add(problem('ROW_ALIKE', one.at, { table, rows: alike.rows }, { quote: one.quote, related }))
      },
    }
  }
  const { prints, suspects } = tally.repeats
  return {
    suspects,
    take() {
      const print = printOf(row.cells)
      if (prints.met(print)) suspects.add(print)
    },
    finish() {},
  }
}
