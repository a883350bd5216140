// Finds rows that stand twice in a file, cell by cell the same. Takes rows as they stand in the file; a first look keeps
// eight bytes a row and only suspects, a second look at the suspects alone compares the texts themselves. Many rows that
// stand once more in the same order were pasted twice: told once, for all of them.

import { type Place, placeText } from '../../core/place.ts'
import { problem } from '../../core/problem.ts'
import type { Quote } from '../../tables/reading.ts'
import type { Cell } from '../cells/cell.ts'
import { cellText } from '../workbook/sheet.ts'
import type { FileRequest, FileTally } from './file-tally.ts'
import { PastedRows } from './pasted-rows.ts'
import type { Report, ToldRow } from './report.ts'

const LOW = 0x01000193
const HIGH = 0x85ebca6b
const START = 0x811c9dc5
const TWO_20 = 2 ** 20
const TWO_32 = 2 ** 32
/** Rows that are shown of those that are alike, beside the first. */
const SHOWN = 4

/** A number below 2⁵² that rows with the same cells share, and others hardly ever. Signs are taken by twos: it is made of every row. */
export function printOf(cells: readonly Cell[]): number {
  let low = START
  let high = HIGH
  const end = filledCells(cells)
  for (let i = 0; i < end; i++) {
    const cell = cells[i]
    const text = typeof cell === 'string' ? cell : cellText(cell)
    const { length } = text
    let at = 1
    for (; at < length; at += 2) {
      const two = text.charCodeAt(at - 1) | (text.charCodeAt(at) << 16)
      low = Math.imul(low ^ two, LOW)
      low ^= low >>> 15
      high = Math.imul(high ^ two, HIGH) + at
      high ^= high >>> 13
    }
    // The last one, or none, with the length, which also parts the cells.
    const rest = (at === length ? text.charCodeAt(at - 1) : 0) ^ (length << 16)
    low = Math.imul(low ^ rest, LOW)
    high = Math.imul(high ^ rest, HIGH) + 1
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
  /** After the last row of a sheet: prints of rows that may stand twice. */
  finish(): ReadonlySet<number>
}

/** A row that stands further up already. */
interface Repeat {
  readonly text: string
  readonly at: Place
  readonly before: Place
  readonly document: boolean
}

/** Finds suspects, or, in a second look, tells which of them stand twice. */
export function repeatFinder({ spec, look }: FileRequest, report: Report, tally: FileTally): RepeatFinder {
  const { row } = report
  if (look) {
    const { first } = tally.repeats
    const table = spec.name
    const alike = { rows: 0, shown: [] as ToldRow[] }
    const quoted = ({ text }: Repeat): Quote => report.quote(JSON.parse(text) as string[])
    const pasted = new PastedRows<Place, Repeat>({
      alone(repeat) {
        const { at, before, document } = repeat
        if (!document && alike.rows++ > SHOWN) return
        const told = { at, quote: quoted(repeat) }
        if (!document) alike.shown.push(told)
        else {
          const related = [{ at: before, note: told.quote.text }]
          report.wholeRow('ROW_TWICE', { table, other: placeText(before) }, { told, related })
        }
      },
      block(rows, repeat) {
        const { at, before } = repeat
        const quote = quoted(repeat)
        const related = [{ at: before, note: quote.text }]
        report.add(problem('ROWS_PASTED', at, { table, rows, other: placeText(before) }, { quote, related }))
      },
    })
    return {
      take(document) {
        if (look.suspects.size === 0) return
        if (!look.suspects.has(printOf(row.cells))) return pasted.takeOnce()
        const text = rowText(row.cells)
        const at = report.rowPlace(row.row)
        const before = first.get(text)
        if (!before) first.set(text, at)
        pasted.take(before ?? at, before && { text, at, before, document })
      },
      finish() {
        pasted.finish()
        const [one, ...more] = alike.shown
        if (one) {
          const related = more.map(({ at, quote }) => ({ at, note: quote.text }))
          report.add(problem('ROW_ALIKE', one.at, { table, rows: alike.rows }, { quote: one.quote, related }))
        }
        return new Set()
      },
    }
  }
  const { prints } = tally.repeats
  return {
    take: () => prints.add(printOf(row.cells)),
    finish: () => prints.repeated(),
  }
}
