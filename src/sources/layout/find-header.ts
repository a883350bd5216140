// Finds the header of a table by the columns that the scheme asks for. Takes the top rows of a sheet; gives the row (or
// two rows) where most wanted headers stand and the place of each; refuses nothing: what is missing stays undefined.

import { namesSecrets } from '../../core/secret.ts'
import { HEADER_ROWS } from '../limits.ts'
import type { Grid, Merge } from './grid.ts'
import { normalHeader, withoutUnit } from './header-text.ts'

export interface Header {
  /** 0-based first and last row of the header. */
  readonly top: number
  readonly bottom: number
  /** For each wanted column: cells that fit equally well. One is right, none or several a problem. */
  readonly found: readonly (readonly HeaderCell[])[]
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
}

interface Candidate extends Header {
  readonly exact: number
}

/** The best header among the first rows; undefined where no row has any of the wanted texts. */
export function findHeader(grid: Grid, wanted: readonly (readonly string[])[]): Header | undefined {
  const last = Math.min(grid.rows.length, HEADER_ROWS)
  let best: Candidate | undefined
  for (let row = 0; row < last; row++) {
    const single = candidate(grid, row, row, wanted)
    const { matched = 0, exact = 0 } = best ?? {}
    if (single.matched > matched || (single.matched === matched && single.exact > exact)) best = single
  }
  // Two rows are a header only where they say more than one: a title above a header adds nothing to it.
  for (let row = 0; row < last && row + 1 < grid.rows.length; row++) {
    const double = candidate(grid, row, row + 1, wanted)
    if (double.matched > (best?.matched ?? 0)) best = double
  }
  return best
}

function candidate(grid: Grid, top: number, bottom: number, wanted: readonly (readonly string[])[]): Candidate {
  const names = headerNames(grid, top, bottom)
  let exact = 0
  const found = wanted.map(headers => {
    const fit = fittingCells(names, headers)
    if (fit.exact) exact++
    return fit.cells
  })
  const matched = found.filter(cells => cells.length > 0).length
  const rows = grid.rows.slice(top, bottom + 1)
  const texts = [...new Set(rows.flat().map(text => text.replace(/\s+/g, ' ').trim()))].filter(text => text !== '')
  const width = Math.max(...rows.map(cells => cells.length))
  const secrets = rows.flatMap(cells => cells.flatMap((text, cell) => (namesSecrets(text) ? [cell] : [])))
  return { top, bottom: mergedTo(grid, found, bottom), found, matched, exact, texts, width, secrets }
}

/** Where matched header cells are merged downwards, the header ends with them. */
function mergedTo(grid: Grid, found: readonly (readonly HeaderCell[])[], bottom: number): number {
  const cells = found.flat()
  const covers = (m: Merge): boolean =>
    cells.some(c => m.left <= c.column && c.column <= m.right && m.top <= c.row && c.row <= m.bottom)
  const ends = (grid.merges ?? []).filter(covers).map(m => m.bottom)
  return Math.max(bottom, ...ends.filter(end => end <= bottom + 2))
}

/** By normalised text: the cells that bear it. */
interface HeaderNames {
  readonly whole: Map<string, HeaderCell[]>
  readonly bare: Map<string, HeaderCell[]>
}

function headerNames(grid: Grid, top: number, bottom: number): HeaderNames {
  const names: HeaderNames = { whole: new Map(), bare: new Map() }
  const upper = grid.rows[top]!
  if (top === bottom) {
    for (const [column, text] of upper.entries()) addName(names, text, { row: top, column, text })
    return names
  }
  const lower = grid.rows[bottom]!
  const width = Math.max(upper.length, lower.length)
  const merges = grid.merges?.filter(m => m.top <= top && top <= m.bottom && m.left < m.right) ?? []
  let group = ''
  for (let column = 0; column < width; column++) {
    const above = upper[column] ?? ''
    const below = lower[column] ?? ''
    group = above.trim() !== '' ? above : groupBeside(grid, merges, column, group)
    if (above.trim() !== '' && continues(above, below)) addName(names, above, { row: top, column, text: above })
    if (below.trim() === '') continue
    addName(names, below, { row: bottom, column, text: below })
    if (group === '') continue
    const cell = { row: bottom, column, text: below }
    addName(names, `${group}/${below}`, cell)
    const bare = withoutUnit(normalHeader(group))
    if (bare !== undefined) addBare(names, normalHeader(`${bare}/${below}`), cell)
  }
  return names
}

/**
 * True where the cell below a header's name says nothing else: it is empty, repeats the name, or holds its unit. Below the
 * name of a group stands a name of its own; below the names of a single header row stands data.
 */
function continues(above: string, below: string): boolean {
  const text = normalHeader(below)
  return text === '' || text === normalHeader(above) || withoutUnit(`x${text}`) === 'x'
}

/**
 * The group whose name stands to the left: in the cell that this one is merged with. Text files know no merged cells,
 * and some systems leave the cells beside a group's name empty without merging them.
 */
function groupBeside(grid: Grid, merges: readonly Merge[], column: number, before: string): string {
  if (merges.length === 0) return before
  const merge = merges.find(m => m.left < column && column <= m.right)
  return merge ? (grid.rows[merge.top]?.[merge.left] ?? '') : ''
}

function addName(names: HeaderNames, text: string, cell: HeaderCell): void {
  const whole = normalHeader(text)
  if (whole === '') return
  push(names.whole, whole, cell)
  const bare = withoutUnit(whole)
  if (bare !== undefined) push(names.bare, bare, cell)
}

/** A name under which a unit has been left out already, and that may have another one. */
function addBare(names: HeaderNames, bare: string, cell: HeaderCell): void {
  push(names.bare, bare, cell)
  const barer = withoutUnit(bare)
  if (barer !== undefined) push(names.bare, barer, cell)
}

function push(map: Map<string, HeaderCell[]>, key: string, cell: HeaderCell): void {
  const known = map.get(key)
  if (known) known.push(cell)
  else map.set(key, [cell])
}

/** Cells under one of the wanted texts: the whole text before one without its unit, and the texts in their order. */
function fittingCells(
  names: HeaderNames,
  headers: readonly string[],
): { cells: readonly HeaderCell[]; exact: boolean } {
  const normal = headers.map(normalHeader)
  for (const text of normal) {
    const cells = names.whole.get(text)
    if (cells) return { cells: distinct(cells), exact: true }
  }
  for (const text of normal) {
    const cells = names.bare.get(text)
    if (cells) return { cells: distinct(cells), exact: false }
  }
  return { cells: [], exact: false }
}

/** A column whose two header cells both fit is one column. */
function distinct(cells: readonly HeaderCell[]): HeaderCell[] {
  return [...new Map(cells.map(cell => [cell.column, cell])).values()]
}
