// Finds the header of a table by the columns that the scheme asks for. Takes the top rows of a sheet; gives the rows where
// most wanted headers stand and the place of each, and headings over several columns that were asked for in place of one
// of them; refuses nothing: what is missing stays undefined.

import { addTo } from '../../core/lists.ts'
import { namesSecrets } from '../../core/secret.ts'
import { HEADER_ROWS } from '../limits.ts'
import type { Grid } from './grid.ts'
import {
  type HeaderColumn,
  headerColumns,
  MAX_DEPTH,
  type NameReader,
  nameReader,
  type PathPart,
} from './header-paths.ts'
import { isUnitAlone, normalHeader } from './header-text.ts'

export interface Header {
  /** 0-based first and last row of the header. */
  readonly top: number
  readonly bottom: number
  /** For each wanted column: cells that fit equally well. One is right, none or several a problem. */
  readonly found: readonly (readonly HeaderCell[])[]
  /** For each wanted column: the columns below it, where it is a heading over several. */
  readonly groups: readonly (readonly HeaderCell[])[]
  readonly matched: number
  /** All header texts, to suggest from. */
  readonly texts: readonly string[]
  /** Cells of the header's widest row. */
  readonly width: number
  /** 0-based cells under a text that names numbers of documents or accounts. */
  readonly secrets: readonly number[]
}

export interface HeaderCell {
  readonly row: number
  readonly column: number
  readonly text: string
  /** What stands above the column and in it, from the top down. */
  readonly path: readonly PathPart[]
  /** The part of the path that was asked for. */
  readonly asked: PathPart
}

interface Candidate extends Omit<Header, 'secrets' | 'texts'> {
  readonly exact: number
}

/** What is looked for, once for all sheets of a file. */
export interface Wanted {
  /** For each column the texts, as texts are compared. */
  readonly headers: readonly (readonly string[])[]
  readonly names: NameReader
}

/** `headers`: the texts that each column may stand under. */
export function wantedHeaders(headers: readonly (readonly string[])[]): Wanted {
  return { headers: headers.map(texts => texts.map(normalHeader)), names: nameReader(headers) }
}

/** The best header among the first rows; undefined where no row has any of the wanted texts. */
export function findHeader(grid: Grid, wanted: Wanted): Header | undefined {
  const last = Math.min(grid.rows.length, HEADER_ROWS)
  const says = rowsThatSay(grid, last + MAX_DEPTH, wanted)
  let best: Candidate | undefined
  for (let row = 0; row < last; row++) {
    if (!says[row]) continue
    const single = candidate(grid, row, row, wanted, false)
    const { matched = 0, exact = 0 } = best ?? {}
    if (single.matched > matched || (single.matched === matched && single.exact > exact)) best = single
  }
  // More rows are a header only where they say more: a title above a header adds nothing to it.
  for (let depth = 2; depth <= MAX_DEPTH && (best?.matched ?? 0) < wanted.headers.length; depth++) {
    for (let row = 0; row < last && row + depth <= grid.rows.length; row++) {
      if (!says.slice(row, row + depth).includes(true)) continue
      const several = candidate(grid, row, row + depth - 1, wanted, false)
      if (several.matched > (best?.matched ?? 0)) best = several
    }
  }
  if (!best) return undefined
  const header = extended(grid, best, wanted)
  const named = headerColumns(grid, header.top, header.bottom).filter(c => c.path.some(p => namesSecrets(p.text)))
  const rows = grid.rows.slice(header.top, header.bottom + 1)
  const texts = [...new Set(rows.flat().map(text => text.replace(/\s+/g, ' ').trim()))].filter(text => text !== '')
  return { ...header, texts, secrets: named.map(({ column }) => column) }
}

/** Which of the first rows have something of a wanted text, in them or in a cell that is merged into them: only with one of those can rows be a header. */
function rowsThatSay({ rows, merges = [] }: Grid, most: number, { names: { isAsked } }: Wanted): boolean[] {
  const says = rows.slice(0, most).map(cells => cells.some(isAsked))
  for (const { top, bottom, left } of merges)
    if (top < most && isAsked(rows[top]?.[left] ?? '')) says.fill(true, top, bottom + 1)
  return says
}

/** The header with the rows below that belong to it as well. */
function extended(grid: Grid, found: Candidate, wanted: Wanted): Candidate {
  let header = found
  for (let more = true; more; ) {
    const bottom = Math.max(mergedTo(grid, header), subHeadings(grid, header) ? header.bottom + 1 : 0)
    more = bottom > header.bottom && bottom < grid.rows.length && bottom < header.top + MAX_DEPTH
    if (more) header = candidate(grid, header.top, bottom, wanted, true)
  }
  return header
}

/** Where matched header cells are merged downwards, the header ends with them. */
function mergedTo(grid: Grid, { found, groups, bottom }: Candidate): number {
  const cells = [...found, ...groups].flat().map(({ asked }) => asked)
  const ends = (grid.merges ?? []).filter(m =>
    cells.some(c => m.left <= c.cell && c.cell <= m.right && m.top <= c.row && c.row <= m.bottom),
  )
  return Math.max(bottom, ...ends.map(m => m.bottom).filter(end => end <= bottom + 2))
}

/**
 * True where the row below the header holds what stands below a heading that was asked for, or the units of its columns. In
 * such a row, unlike one of data, the other columns that were asked for say nothing else.
 */
function subHeadings(grid: Grid, { found, bottom }: Candidate): boolean {
  const below = grid.rows[bottom + 1]
  if (!below?.some(text => text.trim() !== '')) return false
  if (below.every(text => text.trim() === '' || isUnitAlone(text))) return true
  const row = grid.rows[bottom]!
  if (namesOfOne(grid, found, bottom)) return true
  const across = grid.merges?.filter(m => m.bottom === bottom && m.left < m.right) ?? []
  const within = new Set<number>()
  let asked = false
  let next = 0
  for (const [column, text] of row.entries()) {
    if (text.trim() === '' || column < next) continue
    const merge = across.find(m => m.left === column)
    let end = merge ? merge.right : column
    const goesOn = (at: number): boolean =>
      (row[at] ?? '').trim() === '' ? (below[at] ?? '').trim() !== '' : normalHeader(row[at]!) === normalHeader(text)
    while (across.length === 0 && end + 1 < Math.max(row.length, below.length) && goesOn(end + 1)) end++
    next = end + 1
    const names = new Set(below.slice(column, end + 1).map(normalHeader))
    names.delete('')
    if (end === column || names.size < 2) continue
    if (!merge && [...names].every(name => /^[\d.,%:/-]+$/.test(name))) return false
    for (let at = column; at <= end; at++) within.add(at)
    asked ||= found.flat().some(cell => cell.row === bottom && cell.column >= column && cell.column <= end)
  }
  const others = row.flatMap((text, column) => (text.trim() === '' || within.has(column) ? [] : [column]))
  const wanted = new Set(found.flat().map(cell => cell.column))
  const fits = (column: number): boolean =>
    continues(row[column]!, below[column] ?? '') || (!wanted.has(column) && !/\d/.test(below[column]!))
  return asked && others.some(column => wanted.has(column)) && others.every(fits)
}

/**
 * True where each heading has one name below it, as 次数 below 迟到: no figure stands in the row, and the next one is data in
 * columns where this one is empty, and has figures below the names.
 */
function namesOfOne(grid: Grid, found: Candidate['found'], bottom: number): boolean {
  const [row, below, data] = grid.rows.slice(bottom, bottom + 3)
  if (!row || !below || !data || below.some(text => /\d/.test(text))) return false
  const columns = found
    .flat()
    .filter(cell => cell.row === bottom)
    .map(cell => cell.column)
  const text = (cells: readonly string[], column: number): string => (cells[column] ?? '').trim()
  const empty = columns.filter(column => text(below, column) === '')
  const named = columns.filter(column => text(below, column) !== '' && !continues(row[column]!, below[column]!))
  return (
    named.length > 0 &&
    empty.some(column => text(data, column) !== '') &&
    named.every(column => /^[^\p{L}]*\d[^\p{L}]*$/u.test(text(data, column)))
  )
}

/** True where the cell below a header's name says nothing else: it is empty, repeats the name, or holds its unit. */
function continues(above: string, below: string): boolean {
  const text = normalHeader(below)
  return text === '' || text === normalHeader(above) || isUnitAlone(text)
}

/** `sure`: the rows are known to be a header, not one with a row of data. */
function candidate(grid: Grid, top: number, bottom: number, wanted: Wanted, sure: boolean): Candidate {
  const columns = headerColumns(grid, top, bottom)
  const names = headerNames(columns, wanted)
  const own = wanted.headers.map(headers => fittingCells(names, headers, true))
  // Below the name of a heading stands a name of its own, below the names of a single header row stands data.
  const several = sure || own.some(({ cells }) => cells.some(cell => cell.row < bottom))
  const below = wanted.headers.map((headers, i) => {
    const fit = top < bottom ? besides(own[i]!, fittingCells(names, headers, false)) : NONE
    // What stands over all columns is a title.
    return several || (fit.cells.length > 1 && fit.cells.length < columns.length) ? fit : NONE
  })
  const found = own.map(({ cells }, i) =>
    below[i]!.cells.length === 0 ? cells : cells.length === 0 && below[i]!.cells.length === 1 ? below[i]!.cells : [],
  )
  const groups = below.map(({ cells }, i) => (found[i]!.length === 0 ? [...own[i]!.cells, ...cells] : []))
  const rows = grid.rows.slice(top, bottom + 1)
  return {
    ...{ top, bottom, found, groups },
    matched: own.filter((fit, i) => fit.cells.length + below[i]!.cells.length > 0).length,
    exact: own.filter((fit, i) => fit.exact || below[i]!.exact).length,
    width: Math.max(...rows.map(cells => cells.length)),
  }
}

/** By normalised text: the cells that bear it, whole or but for units, as their own name or as that of a heading above. */
type HeaderNames = ReadonlyMap<string, readonly { own: boolean; whole: boolean; cell: HeaderCell }[]>

function headerNames(columns: readonly HeaderColumn[], { names: { namesOf } }: Wanted): HeaderNames {
  const names = new Map<string, { own: boolean; whole: boolean; cell: HeaderCell }[]>()
  for (const column of columns) {
    const { path } = column
    const { row, text } = path.at(-1)!
    for (const { name, own, whole, asked } of namesOf(column)) {
      addTo(names, name, { own, whole, cell: { row, column: column.column, text, path, asked } })
    }
  }
  return names
}

interface Fit {
  readonly cells: readonly HeaderCell[]
  readonly exact: boolean
}

const NONE: Fit = { cells: [], exact: false }

/** Cells under one of the wanted texts: the whole text before one without its unit, and the texts in their order. */
function fittingCells(names: HeaderNames, headers: readonly string[], own: boolean): Fit {
  for (const whole of [true, false]) {
    for (const text of headers) {
      const cells = (names.get(text) ?? []).filter(n => n.own === own && n.whole === whole).map(n => n.cell)
      if (cells.length > 0) return { cells: distinct(cells), exact: whole }
    }
  }
  return NONE
}

/** Columns below a heading of the name: where a column has the name itself, those that stand below the same cell. */
function besides({ cells }: Fit, below: Fit): Fit {
  if (cells.length === 0) return below
  const [{ asked } = { asked: undefined }] = cells
  const beside = below.cells.filter(cell => cell.asked.row === asked?.row && cell.asked.cell === asked.cell)
  return { cells: beside, exact: below.exact }
}

/** A column of which several names fit is one column. */
function distinct(cells: readonly HeaderCell[]): HeaderCell[] {
  return [...new Map(cells.map(cell => [cell.column, cell])).values()]
}
