// Figures of a scheme file that have no name of their own: what a band gives, a weight, a points item. Takes the file's
// text; gives each under the name of its definition and its key (`返修折扣.above 5%`), and the text with one of them
// replaced. Formulas are not among them: what they are made of has names.

import { parseFigure } from './columns.ts'
import { readScheme } from './own.ts'
import type { Path } from './text.ts'

export interface SchemeFigure {
  readonly name: string
  /** As it stands in the file. */
  readonly written: string
  /** Where its text stands in the file. */
  readonly from: number
  readonly to: number
}

const SECTIONS = ['scales', 'values', 'scorecards', 'scores', 'pay', 'reserves', 'deductions', 'flags']
/** Words of the language between a definition and its figures; they are not part of the name. */
const SILENT = new Set(['weighted', 'lines', 'commission', 'withheld'])
/** Settings of a definition that are no rate, band or weight. */
const NOT_FIGURES = new Set(['round', 'says', 'note', 'per', 'for', 'when', 'columns', 'at most'])

/** Every figure that can be replaced. */
export function schemeFigures(source: string): SchemeFigure[] {
  const text = readScheme(source, '')
  const found: SchemeFigure[] = []
  const visit = (node: unknown, path: Path, name: readonly string[]): void => {
    if (typeof node === 'string') {
      if (name.length < 2 || parseFigure(node) === null) return
      const start = text.offset(path)
      if (source.slice(start, start + node.length) === node)
        found.push({ name: name.join('.'), written: node, from: start, to: start + node.length })
    } else if (Array.isArray(node)) for (const [i, item] of node.entries()) visit(item, [...path, i], name)
    else if (typeof node === 'object' && node !== null)
      for (const [key, value] of Object.entries(node))
        if (!NOT_FIGURES.has(key)) visit(value, [...path, key], SILENT.has(key) ? name : [...name, key])
  }
  const data = text.data as Record<string, unknown>
  for (const section of SECTIONS) if (section in data) visit(data[section], [section], [])
  return found
}

/** The text with figures replaced, by name; one name may stand for several places. */
export function withFigures(source: string, values: ReadonlyMap<string, string>): string {
  const places = schemeFigures(source).filter(f => values.has(f.name))
  return places
    .sort((a, b) => b.from - a.from)
    .reduce((text, { name, from, to }) => text.slice(0, from) + values.get(name)! + text.slice(to), source)
}
