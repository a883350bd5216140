// Ties the columns of a scheme to the header that was found. Takes both; gives the cell of each column, or all that is
// wrong with the header at once: columns that are missing, that stand there twice, or that are headings over several.

import type { Place } from '../../core/place.ts'
import { placeText } from '../../core/place.ts'
import { type Problem, problem } from '../../core/problem.ts'
import { done, failed, type Result } from '../../core/result.ts'
import { withoutSecrets } from '../../core/secret.ts'
import { suggest } from '../../core/suggest.ts'
import type { TableSpec } from '../../tables/spec.ts'
import { shorten } from '../cells/text.ts'
import type { Header, HeaderCell } from './find-header.ts'
import type { Grid } from './grid.ts'
import { headerColumns, MAX_DEPTH, pathText } from './header-paths.ts'

export interface BoundHeader {
  /** For each wanted header: its 0-based cell and its text. */
  readonly cells: readonly number[]
  readonly texts: readonly string[]
  /** 0-based cells, wanted or not, under a heading of numbers of documents or accounts. */
  readonly secrets: readonly number[]
}

/** What the scheme looks for: header texts and the place in the scheme that asks for them. */
export interface Wanted {
  readonly headers: readonly string[]
  readonly at: Place
  /** The number of the column. */
  readonly column: number
}

const FOUND_LENGTH = 400

/** The columns in their order; behind them what stands in several columns, but for the first of them. */
export function wantedOf(spec: TableSpec): Wanted[] {
  const { layout, across, columns } = spec
  if (layout.kind !== 'rows')
    return [layout.name, layout.value].map((headers, column) => ({ headers, at: spec.at, column }))
  // What stands in headings and below them is found by what the headings say.
  const own = columns.map(({ headers, at }, column) => ({
    headers: across && (column === across.name || column === across.value) ? [] : headers,
    ...{ at, column },
  }))
  return [
    ...own,
    ...columns.flatMap(({ behind = [], at }, column) => behind.map(header => ({ headers: [header], at, column }))),
  ]
}

/** `placeOf` gives the place of a header cell, or of the row. */
export function bindHeader(
  spec: TableSpec,
  grid: Grid,
  header: Header,
  placeOf: (row: number, cell: number | undefined) => Place,
): Result<BoundHeader> {
  const wanted = wantedOf(spec)
  const problems: Problem[] = []
  const taken = new Set(header.found.flatMap(cells => cells.map(cell => cell.text.trim())))
  const spare = header.texts.filter(text => !taken.has(text)).map(text => shorten(text, 60))
  const row = placeOf(header.bottom, undefined)
  const found = shorten(header.texts.join(', '), FOUND_LENGTH)
  const cells: HeaderCell[] = []

  header.found.forEach((fitting, i) => {
    const { headers, at } = wanted[i]!
    const column = headers.join(' / ')
    const [first, ...more] = fitting
    const [under] = header.groups[i]!
    if (under) {
      const { row: top, cell } = under.asked
      const facts = groupFacts(headers, header.groups[i]!, header)
      problems.push(problem('HEADER_GROUP', placeOf(top, cell), facts, { related: [{ at, note: column }] }))
    } else if (!first) {
      const nearest = headers.map(text => suggest(text, spare)).find(text => text !== undefined)
      problems.push(
        problem(
          'HEADER_MISSING',
          at,
          { column, table: spec.name, nearest, found },
          { related: [{ at: row, note: found }] },
        ),
      )
    } else if (more.length > 0) {
      const places = fitting.map(cell => placeOf(cell.row, cell.column))
      const related = [
        { at, note: column },
        ...places.slice(0, -1).map(place => ({ at: place, note: shorten(first.text, 60) })),
      ]
      const facts = { column, places: places.map(placeText).join(', '), names: namesApart(grid, header, fitting) }
      problems.push(problem('HEADER_REPEATED', places.at(-1), facts, { related }))
    } else cells.push(first)
  })
  if (problems.length > 0) return failed(problems)
  const { secrets } = header
  return done({ cells: cells.map(cell => cell.column), texts: cells.map(cell => cell.text), secrets })
}

/** A heading over several columns, and how a scheme says each of them. */
function groupFacts(
  headers: readonly string[],
  columns: readonly HeaderCell[],
  { found, groups }: Header,
): { column: string; below: string; names: readonly string[] } {
  const all = [...found, ...groups].flat().map(({ path }) => pathText(path))
  const names = columns.map(({ path, asked }) => {
    const from = path.findIndex(part => part.row === asked.row && part.cell === asked.cell)
    const short = from === path.length - 1 ? `${pathText(path.slice(from))}/` : pathText(path.slice(from))
    return all.filter(name => name === short || name.endsWith(`/${short}`)).length > 1 ? pathText(path) : short
  })
  const below = columns.map(({ path, asked, text }) => (path.at(-1) === asked ? '–' : text.replace(/\s+/g, ' ').trim()))
  return {
    column: headers.join(' / '),
    below: shorten(below.join(', '), FOUND_LENGTH),
    names: namesList(names),
  }
}

const SHOWN_NAMES = 8

/** Names as a scheme writes them under `header:`; in quotation marks where YAML would read something else. */
function namesList(names: readonly string[]): readonly string[] {
  const shown = names.slice(0, SHOWN_NAMES).map(name => (/[:#{}[\],&*!|>'"%@`\\]/.test(name) ? `"${name}"` : name))
  return [...shown, ...(names.length > SHOWN_NAMES ? ['…'] : [])]
}

/** Columns of one name by their paths, with the headings above; undefined where these don't tell them apart. */
function namesApart(grid: Grid, { top, bottom }: Header, cells: readonly HeaderCell[]): readonly string[] | undefined {
  for (let from = top; from >= Math.max(0, bottom + 1 - MAX_DEPTH); from--) {
    const columns = headerColumns(grid, from, bottom)
    const names = cells.map(cell => pathText(columns.find(c => c.column === cell.column)?.path ?? cell.path))
    if (new Set(names).size === names.length) return namesList(names)
  }
  return undefined
}

/** Where no row has any of the wanted headers. */
export function headerNotFound(spec: TableSpec, at: Place, { rows }: Grid): Problem {
  const wanted = wantedOf(spec)
    .map(({ headers }) => headers[0] ?? '')
    .join(', ')
  const facts = { table: spec.name, wanted: shorten(wanted, FOUND_LENGTH), bare: beginsWithData(rows) }
  const first = rows.find(cells => cells.some(text => text.trim() !== ''))
  const quote = first?.map(text => withoutSecrets(text.replace(/\s+/g, ' ').trim(), true)).join(' | ')
  return problem('HEADER_NOT_FOUND', at, facts, quote === undefined ? {} : { quote: { text: shorten(quote, 200) } })
}

/** True where the first row of several cells is like the next: figures, dates and texts stand in the same columns. */
function beginsWithData(rows: Grid['rows']): boolean {
  const filled = rows.filter(cells => cells.filter(text => text.trim() !== '').length > 1)
  const [first, second = first] = filled
  if (!first || !second) return false
  const kinds = (cells: readonly string[]): string[] =>
    cells.map(text => (text.trim() === '' ? '' : /^[^\p{L}]*\d[^\p{L}]*$/u.test(text) ? 'figure' : 'text'))
  const own = kinds(first)
  const next = kinds(second)
  return own.includes('figure') && own.every((kind, i) => kind === '' || (next[i] ?? '') === '' || kind === next[i])
}
