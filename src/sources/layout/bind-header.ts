// Ties the columns of a scheme to the header that was found. Takes both; gives the cell of each column, or all that is
// wrong with the header at once: columns that are missing, and columns that stand there twice.

import type { Place } from '../../core/place.ts'
import { placeText } from '../../core/place.ts'
import { type Problem, problem } from '../../core/problem.ts'
import { suggest } from '../../core/suggest.ts'
import type { TableSpec } from '../../tables/spec.ts'
import { shorten } from '../cells/text.ts'
import type { Header, HeaderCell } from './find-header.ts'
import { unitOf } from './header-text.ts'

export interface BoundHeader {
  /** For each wanted header: its 0-based cell, its text, and the unit in it. */
  readonly cells: readonly number[]
  readonly texts: readonly string[]
  readonly units: readonly (string | undefined)[]
  /** 0-based cells, wanted or not, under a heading of numbers of documents or accounts. */
  readonly secrets: readonly number[]
}

/** What the scheme looks for: header texts and the place in the scheme that asks for them. */
export interface Wanted {
  readonly headers: readonly string[]
  readonly at: Place
}

const FOUND_LENGTH = 400

export function wantedOf(spec: TableSpec): Wanted[] {
  const { layout } = spec
  if (layout.kind === 'rows') return spec.columns.map(({ headers, at }) => ({ headers, at }))
  return [layout.name, layout.value].map(headers => ({ headers, at: spec.at }))
}

/** `placeOf` gives the place of a header cell, or of the row. */
export function bindHeader(
  spec: TableSpec,
  header: Header,
  placeOf: (row: number, cell: number | undefined) => Place,
): BoundHeader | { problems: Problem[] } {
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
    if (!first) {
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
      problems.push(
        problem('HEADER_REPEATED', places.at(-1), { column, places: places.map(placeText).join(', ') }, { related }),
      )
    } else cells.push(first)
  })
  if (problems.length > 0) return { problems }
  return {
    cells: cells.map(cell => cell.column),
    texts: cells.map(cell => cell.text),
    units: cells.map(cell => unitOf(cell.text)),
    secrets: header.secrets,
  }
}

/** Where no row has any of the wanted headers. */
export function headerNotFound(spec: TableSpec, file: Place): Problem {
  const wanted = wantedOf(spec)
    .map(({ headers }) => headers[0] ?? '')
    .join(', ')
  return problem('HEADER_NOT_FOUND', file, { table: spec.name, wanted: shorten(wanted, FOUND_LENGTH) })
}
