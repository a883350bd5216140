// A value and how it came about as JSON, and the tree of an amount.

import type { Cell, QuotedRow } from '../explain/cells.ts'
import type { Node } from '../explain/tree.ts'
import type { Scheme } from '../scheme/model.ts'
import type { Language } from '../words/language.ts'
import type { NodeDocument } from './document-forms.ts'
import { edgeDocument } from './edge-notes.ts'
import { cellName } from './labels.ts'
import { stepLines } from './step-words.ts'

type Shop = Pick<Scheme, 'name' | 'sheets'>
type CellKeys = 'cell' | 'name' | 'of' | 'value' | 'kind' | 'formula' | 'steps'
/** What stands first; whoever makes it may add to it. */
export type CellDocument = Changeable<Pick<NodeDocument, CellKeys>>
type Changeable<T> = { -readonly [K in keyof T]: T[K] }

/** What stands first of every cell; whoever asks goes on with it. There are some hundred thousand of them in a large month. */
export function cellDocument(cell: Cell, shop: Shop): CellDocument {
  const { id, whose, value, kind, formula, steps } = cell
  const name = cellName(cell, shop.sheets)
  const document: CellDocument = { cell: id, name, of: whose.name || shop.name, value, kind }
  if (formula !== '') document.formula = formula
  if (steps.length > 0) document.steps = steps
  return document
}

/** A cell with what it was made of; its steps also in words. */
export function nodeDocument(node: Node, shop: Shop, language: Language): NodeDocument {
  const { at, rows, quoted, edges, parts, again, steps, entry } = node
  return {
    ...cellDocument(node, shop),
    ...(edges.length === 0 ? {} : { edges: edges.map(edgeDocument) }),
    ...(steps.length === 0 ? {} : { words: stepLines(steps, language) }),
    at,
    ...(entry ? { entry: { file: entry.file, sealed: entry.day } } : {}),
    ...(rows ? { rows: { file: rows.file, count: rows.list.count, quoted: quoted.rows.map(rowDocument) } } : {}),
    ...(rows || quoted.rows.length === 0 ? {} : { rows: { quoted: quoted.rows.map(rowDocument) } }),
    ...(again ? { again } : {}),
    ...(parts.length === 0 ? {} : { parts: parts.map(p => nodeDocument(p, shop, language)) }),
  }
}

function rowDocument({
  row,
  sheet,
  cells,
  value,
  share,
  change,
}: QuotedRow): NonNullable<NodeDocument['rows']>['quoted'][number] {
  return {
    row,
    ...(sheet === undefined ? {} : { sheet }),
    ...(change === undefined ? {} : { change }),
    cells: Object.fromEntries(cells.map(c => [c.name, c.text])),
    ...(share ? { whole: share.whole, share: share.part, value } : {}),
  }
}
