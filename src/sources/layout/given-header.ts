// The header of a file that has none, as its scheme gives it. Takes the top of a sheet and what its columns are called; gives a
// header that stands above the first row. Refuses a file that has not as many columns: then all of them may be other ones.

import type { Place } from '../../core/place.ts'
import { type Problem, problem } from '../../core/problem.ts'
import { namesSecrets } from '../../core/secret.ts'
import type { TableSpec } from '../../tables/spec.ts'
import type { Cell } from '../cells/cell.ts'
import { isBlank, isBlankCell } from '../cells/text.ts'
import { findHeader, type Header, type Wanted } from './find-header.ts'
import type { Grid } from './grid.ts'
import { normalHeader, withoutUnit } from './header-text.ts'

/** The row of a header that stands in no row. */
const ABOVE = -1

/** `names`: all columns from the left. What fits best has most cells below them, and none beside. */
export function givenHeader(grid: Grid, names: readonly string[], wanted: Wanted): Header {
  const found = wanted.headers.map(headers => {
    const whole = names.findIndex(name => headers.includes(normalHeader(name)))
    const at = whole >= 0 ? whole : names.findIndex(name => headers.includes(withoutUnit(name) ?? ''))
    if (at < 0) return []
    const part = { row: ABOVE, cell: at, text: names[at]! }
    return [{ row: ABOVE, column: at, text: names[at]!, path: [part], asked: part }]
  })
  const filled = (cells: readonly string[]): number => cells.filter(text => !isBlank(text)).length
  const below = (cells: readonly string[]): number =>
    filled(cells.slice(0, names.length)) - filled(cells.slice(names.length))
  return {
    ...{ top: ABOVE, bottom: ABOVE, found, groups: found.map(() => []), texts: names, width: names.length },
    matched: grid.rows.reduce((sum, cells) => sum + below(cells), 0),
    secrets: names.flatMap((name, i) => (namesSecrets(name) ? [i] : [])),
  }
}

/** True for a header that stands in no row of the file. */
export function isGiven({ bottom }: Pick<Header, 'bottom'>): boolean {
  return bottom === ABOVE
}

/** Tells where the rows at the top are wider or narrower than the header that was given. */
export function widthProblem(
  { name, headerRow, at }: TableSpec,
  rows: readonly (readonly Cell[] | undefined)[],
  placeOf: (row: number, cell: number | undefined) => Place,
): Problem | undefined {
  if (!headerRow) return undefined
  const ends = rows.map(cells => (cells ? cells.findLastIndex(cell => !isBlankCell(cell)) + 1 : 0))
  const most = Math.max(0, ...ends)
  const asWide = most < headerRow.length && rows.some(cells => (cells?.length ?? 0) >= headerRow.length)
  if (most === headerRow.length || most === 0 || asWide) return undefined
  const facts = { table: name, columns: most, named: headerRow.length }
  return problem('HEADER_ROW_WIDTH', placeOf(ends.indexOf(most), undefined), facts, { related: [{ at, note: name }] })
}

/** The header of a table: the one that its scheme gives, or the best that its top has. */
export function headerOf({ headerRow }: TableSpec, grid: Grid, wanted: Wanted): Header | undefined {
  if (!headerRow) return findHeader(grid, wanted)
  return grid.rows.some(cells => !cells.every(isBlank)) ? givenHeader(grid, headerRow, wanted) : undefined
}
