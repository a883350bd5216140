// A sheet as a table of columns with their cells. Takes a sheet as it stands in its file; gives its columns by the header that
// fits best, each by a text that a scheme finds it by, or by their letters where there is no header, and the rows of data
// without sums, notes and unused rows of a form. Gives nothing for a sheet that is no table.

import { columnLetters } from '../core/place.ts'
import type { Cell } from '../sources/cells/cell.ts'
import { isBlankCell } from '../sources/cells/text.ts'
import { findHeader, wantedHeaders } from '../sources/layout/find-header.ts'
import { headerColumns, pathText } from '../sources/layout/header-paths.ts'
import { isNote, labelOf } from '../sources/layout/total-row.ts'
import type { LookedSheet } from '../sources/look.ts'
import { cellText } from '../sources/workbook/sheet.ts'
import { areDays, guessHeader } from './header.ts'
import { hints } from './hints.ts'

export interface TableColumn {
  readonly cell: number
  /** The text by which a scheme finds it; undefined where none tells it from all others. */
  readonly header: string | undefined
  /** Its own text. */
  readonly text: string
  /** Of a column of one of the days of the month, of which there is one each: what else its heading says, or nothing. */
  readonly day: string | undefined
  readonly cells: readonly Cell[]
  /** The columns whose texts it is made of, where the file has it in several. */
  readonly of?: readonly string[]
}

export interface LookedTable {
  readonly columns: readonly TableColumn[]
  readonly rows: readonly (readonly Cell[])[]
  /** Rows of sums and notes. */
  readonly totals: number
  /** What its columns are called, where the file does not say it. */
  readonly headerRow: readonly string[] | undefined
  /** Rows without a name below rows with one, as second rows of a person are: no rows of their own. */
  readonly second: number
}

/** The table of a sheet. */
export function tableOf(sheet: LookedSheet): LookedTable | undefined {
  const { grid } = sheet
  const guessed = guessHeader(grid)
  if (!guessed) return headless(sheet)
  const all = headerColumns(grid, guessed.top, guessed.bottom)
  const paths = all.map(({ path }) => path.map(({ text }) => flat(text)))
  const own = paths.map(path => path.at(-1)!)
  const whole = all.map(({ path }) => flat(pathText(path)))
  const days = dayColumns(paths)
  const texts = all.map((_, i) => (own.indexOf(own[i]!) === own.lastIndexOf(own[i]!) ? own[i]! : whole[i]!))
  const asked = all.flatMap((_, i) => (days.has(i) ? [] : [i]))
  // What a scheme that names all of them would find.
  const header = findHeader(grid, wantedHeaders(asked.map(i => [texts[i]!])))
  if (!header) return undefined
  const found = new Map<number, string>()
  for (const [n, i] of asked.entries()) {
    const [first, ...more] = header.found[n]!
    if (first && more.length === 0 && first.column === all[i]!.column) found.set(i, texts[i]!)
  }
  const others = asked.map(i => all[i]!.column)
  let bottom = days.size > 0 ? guessed.bottom : header.bottom
  while (days.size > 0 && areWeekdays(grid.rows[bottom + 1], others)) bottom++
  const { rows, totals } = dataRows(
    sheet,
    bottom,
    all.map(({ column }) => column),
  )
  const columns = all.map(({ column }, i) => ({
    ...{ cell: column, header: found.get(i), text: own[i]!, day: days.get(i) },
    cells: rows.map(row => row[column]),
  }))
  return withName(withoutSecondRows({ columns, rows, totals, headerRow: undefined, second: 0 }))
}

/** Without the second of two rows a person, in which neither number nor name stands. */
function withoutSecondRows(table: LookedTable): LookedTable {
  const { columns, rows } = table
  const who = columns.filter(({ text }) => hints('name of person', text) || hints('number of person', text))
  if (who.length === 0) return table
  const named = rows.map(row => who.some(({ cell }) => !isBlankCell(row[cell])))
  const second = named.map((own, i) => !own && named[i - 1] === true)
  const count = second.filter(Boolean).length
  // Nobody's rows one below the other, or a few of them, are rows without a name.
  if (count * 5 < rows.length * 2 || named.filter(own => !own).length > count) return table
  const kept = <T>(list: readonly T[]): T[] => list.filter((_, i) => !second[i])
  return {
    ...{ ...table, second: count, rows: kept(rows) },
    columns: columns.map(column => ({ ...column, cells: kept(column.cells) })),
  }
}

const NAMES = [
  { first: /^(first|given|fore)[\s_]*names?$/i, last: /^(last|sur|family)[\s_]*names?$/i, name: 'Name', between: ' ' },
  { first: /^(名|名字)$/, last: /^(姓|姓氏)$/, name: '姓名', between: '' },
]

/** With a column of whole names, where first and last name stand apart and the file has no other. */
function withName(table: LookedTable): LookedTable {
  const plain = table.columns.map(({ header = '' }) => header.replace(/([a-z])([A-Z])/g, '$1 $2').trim())
  for (const { first, last, name, between } of NAMES) {
    const front = plain.findIndex(text => first.test(text))
    const back = plain.findIndex(text => last.test(text))
    if (front < 0 || back < 0 || plain.some(text => hints('name of person', text) && !first.test(text))) continue
    // A Chinese family name stands in front.
    const parts = (between === '' ? [back, front] : [front, back]).map(i => table.columns[i]!)
    const cell = Math.max(...table.rows.map(row => row.length), ...table.columns.map(column => column.cell + 1))
    const cells = table.rows.map(row => {
      const texts = parts.map(part => cellText(row[part.cell]).trim()).filter(text => text !== '')
      return texts.length === 0 ? null : texts.join(between)
    })
    const rows = table.rows.map((row, i) => [...row, ...Array<null>(cell - row.length).fill(null), cells[i]!])
    const own = { ...{ cell, header: name, text: name, day: undefined, cells }, of: parts.map(part => part.header!) }
    return { ...table, rows, columns: [...table.columns, own] }
  }
  return table
}

/** A table without a header: its columns are called as a spreadsheet calls them. */
function headless(sheet: LookedSheet): LookedTable | undefined {
  const filled = sheet.grid.rows
    .map(cells => cells.findLastIndex(text => text.trim() !== '') + 1)
    .filter(end => end > 0)
  const width = Math.max(0, ...filled)
  if (width < 2 || filled.length < 2 || filled.filter(end => end * 2 > width).length * 2 < filled.length)
    return undefined
  const names = Array.from({ length: width }, (_, i) => columnLetters(i))
  const { rows, totals } = dataRows(sheet, -1, [...names.keys()])
  const columns = names.map((name, cell) => ({
    ...{ cell, header: name, text: name, day: undefined },
    cells: rows.map(row => row[cell]),
  }))
  return { columns, rows, totals, headerRow: names, second: 0 }
}

function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Columns of the days of a month, with what stands over or below the days. */
function dayColumns(paths: readonly (readonly string[])[]): ReadonlyMap<number, string> {
  const deepest = Math.max(0, ...paths.map(path => path.length))
  for (let level = deepest - 1; level >= 0; level--) {
    const days = paths.flatMap((path, i) => {
      const text = path[level] ?? ''
      return /^(\d{1,2}|\d.*\d|[六日])(\s|$|日|号)?/.test(text) && text.length < 16 ? [i] : []
    })
    // Saturday and Sunday stand without a number in some of them.
    const numbered = days.map(i => paths[i]![level]!).filter(text => /\d/.test(text))
    if (!areDays(numbered.filter((text, i) => text !== numbered[i - 1]))) continue
    return new Map(days.map(i => [i, paths[i]!.filter((_, at) => at !== level).find(isName) ?? '']))
  }
  return new Map()
}

/** True for a row of weekdays below the days, and nothing below all other columns. */
function areWeekdays(cells: readonly string[] | undefined, others: readonly number[]): boolean {
  const filled = cells?.filter(text => text.trim() !== '') ?? []
  return (
    filled.length > 0 &&
    filled.every(text => !isName(text.trim())) &&
    others.every(c => (cells![c] ?? '').trim() === '')
  )
}

/** True for a heading that is no weekday. */
function isName(text: string): boolean {
  return !/^((星期|礼拜|周)?[一二三四五六日天]|(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?)$/i.test(text)
}

function dataRows(
  sheet: LookedSheet,
  bottom: number,
  columns: readonly number[],
): { rows: readonly (readonly Cell[])[]; totals: number } {
  const rows: (readonly Cell[])[] = []
  let totals = 0
  const header = sheet.grid.rows[bottom] ?? []
  for (const row of sheet.rows.slice(bottom + 1)) {
    if (!row || row.every(isBlankCell)) continue
    const texts = row.filter(cell => typeof cell === 'string')
    const label = texts.map(labelOf).find(label => label !== undefined && label.strength === 'sure')
    const first = row.find(cell => !isBlankCell(cell))
    if (label || (typeof first === 'string' && isNote(first))) {
      totals++
      if (label?.span === 'whole') break
      continue
    }
    if (columns.every(column => cellText(row[column]) === (header[column] ?? ''))) continue
    // A form has rows that nobody has filled in, with a number at most.
    const filled = columns.filter(column => !isBlankCell(row[column])).length
    if (filled === 0 || (filled === 1 && columns.length > 3)) continue
    rows.push(row)
  }
  return { rows, totals }
}
