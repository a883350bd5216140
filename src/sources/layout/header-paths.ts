// What stands above each column of a header of one or more rows: a column below 请假 and 事假 has the path 请假/事假. Takes
// the top of a sheet and the rows of its header; gives the columns with their paths, and the names a column may go by.

import type { Grid } from './grid.ts'
import { isUnitAlone, normalHeader, withoutUnit } from './header-text.ts'

/** A text of a header as it stands there. */
export interface PathPart {
  readonly row: number
  /** The cell that holds it: for a heading over several columns the first of them. */
  readonly cell: number
  readonly text: string
}

/** A column and the texts above it, from the top down; a text that is repeated below itself stands once. */
export interface HeaderColumn {
  readonly column: number
  readonly path: readonly PathPart[]
}

/** Rows that a header may have. */
export const MAX_DEPTH = 4

/** Columns with a text in the rows `top` to `bottom`. */
export function headerColumns({ rows, merges }: Grid, top: number, bottom: number): HeaderColumn[] {
  const width = Math.max(...rows.slice(top, bottom + 1).map(cells => cells.length))
  const paths: PathPart[][] = Array.from({ length: width }, () => [])
  for (let row = top; row <= bottom; row++) {
    const cells = rows[row]!
    const across = merges?.filter(m => m.top <= row && row <= m.bottom && m.left < m.right) ?? []
    let before: { part: PathPart; over: string } | undefined
    for (let column = 0; column < width; column++) {
      const text = cells[column] ?? ''
      const merge = text.trim() === '' ? across.find(m => m.left <= column && column <= m.right) : undefined
      const path = paths[column]!
      const last = path.at(-1)
      const over = last ? normalHeader(last.text) : ''
      let part: PathPart | undefined
      if (text.trim() !== '') part = { row, cell: column, text }
      else if (merge && (merge.bottom < bottom || merge.left === column))
        part = { row: merge.top, cell: merge.left, text: rows[merge.top]?.[merge.left] ?? '' }
      // Text files know no merged cells, and some systems leave the cells beside a heading empty without merging them.
      else if (across.length === 0 && before?.over === over && hasBelow(rows, column, row, bottom)) part = before.part
      if (part && text.trim() !== '') before = { part, over }
      if (!part || last === part || part.text.trim() === '') continue
      if (last && (last.text === part.text || normalHeader(last.text) === normalHeader(part.text))) continue
      path.push(part)
    }
  }
  return paths.flatMap((path, column) => (path.length > 0 ? [{ column, path }] : []))
}

function hasBelow(rows: Grid['rows'], column: number, row: number, bottom: number): boolean {
  for (let r = row + 1; r <= bottom; r++) if ((rows[r]![column] ?? '').trim() !== '') return true
  return false
}

/** A name of a column: some texts of its path in their order, parted by `/`. */
interface ColumnName {
  readonly name: string
  /** The last of the texts is the last of the path but for a unit: the name is the column's, not that of a heading over it. */
  readonly own: boolean
  /** No unit was left out. */
  readonly whole: boolean
  /** The last of the texts. */
  readonly asked: PathPart
}

/** The forms of a header's text that are asked for, as a whole or as a part of a path; none of most. */
interface Forms {
  readonly whole: string | undefined
  readonly bare: string | undefined
  readonly unit: boolean
}

export interface NameReader {
  /** The names that a column may go by, as normal texts: those among the wanted headers. */
  readonly namesOf: (column: HeaderColumn) => ColumnName[]
  /** True for a text that may be one of those names or a part of one. */
  readonly isAsked: (text: string) => boolean
}

export function nameReader(wanted: readonly (readonly string[])[]): NameReader {
  const asked = new Set(wanted.flat().map(normalHeader))
  const steps = new Set([...asked].flatMap(stepsOf))
  const known = new Map<string, Forms>()

  function formsOf(text: string): Forms {
    let forms = known.get(text)
    if (!forms) {
      const normal = normalHeader(text)
      const bare = withoutUnit(text)
      forms = {
        whole: steps.has(normal) ? normal : undefined,
        bare: bare !== undefined && steps.has(bare) ? bare : undefined,
        unit: isUnitAlone(text),
      }
      known.set(text, forms)
    }
    return forms
  }

  const namesOf: NameReader['namesOf'] = ({ path }) => {
    let names: ColumnName[] = []
    const parts = path.slice(-MAX_DEPTH)
    const last = parts.length - 1
    const end = last > 0 && formsOf(parts[last]!.text).unit ? last - 1 : last
    for (const [i, part] of parts.entries()) {
      const { whole, bare } = formsOf(part.text)
      const own = i >= end
      const begun: ColumnName[] = []
      if (whole !== undefined) begun.push({ name: whole, own, whole: true, asked: part })
      if (bare !== undefined) begun.push({ name: bare, own, whole: false, asked: part })
      const longer = names.flatMap(before =>
        begun.map(n => ({ ...n, name: `${before.name}/${n.name}`, whole: before.whole && n.whole })),
      )
      names = [...names, ...begun, ...longer]
    }
    // Of columns below one heading the one without a text of its own.
    if (parts.length === 1) names = names.flatMap(n => [n, { ...n, name: `${n.name}/` }])
    return names.filter(({ name }) => asked.has(name))
  }
  const isAsked = (text: string): boolean => {
    const { whole, bare } = formsOf(text)
    return whole !== undefined || bare !== undefined
  }
  return { namesOf, isAsked }
}

/** What may be one text of a path in a wanted header: a header may hold a `/` itself. */
function stepsOf(header: string): string[] {
  const pieces = header.split('/').slice(0, 2 * MAX_DEPTH)
  return pieces.flatMap((_, from) => pieces.slice(from).map((_, n) => pieces.slice(from, from + n + 1).join('/')))
}

/** The path as a scheme names it: `请假/事假(天)`. */
export function pathText(path: readonly PathPart[]): string {
  return path.map(({ text }) => text.replace(/\s+/g, ' ').trim().replace(/^\*+/, '')).join('/')
}
