// A value and how it came about as JSON, and the tree of an amount.

import type { Cell } from '../explain/cells.ts'
import type { Node, QuotedRow } from '../explain/tree.ts'
import type { Scheme } from '../scheme/model.ts'
import { edgeDocument } from './edge-notes.ts'
import { cellName } from './labels.ts'

type Shop = Pick<Scheme, 'name' | 'sheets'>

/** What stands first of every cell. */
export function cellDocument(cell: Cell, shop: Shop): object {
  const { id, whose, value, kind, formula, steps } = cell
  return {
    cell: id,
    name: cellName(cell, shop.sheets),
    of: whose.name || shop.name,
    value,
    kind,
    ...(formula === '' ? {} : { formula }),
    ...(steps.length === 0 ? {} : { steps }),
  }
}

/** A cell with what it was made of. */
export function nodeDocument(node: Node, shop: Shop): object {
  const { at, rows, quoted, edges, parts, again } = node
  return {
    ...cellDocument(node, shop),
    ...(edges.length === 0 ? {} : { edges: edges.map(edgeDocument) }),
    at,
    ...(rows ? { rows: { file: rows.file, count: rows.list.count, quoted: quoted.rows.map(rowDocument) } } : {}),
    ...(again ? { again } : {}),
    ...(parts.length === 0 ? {} : { parts: parts.map(p => nodeDocument(p, shop)) }),
  }
}

function rowDocument({ row, sheet, cells, value, share }: QuotedRow): object {
  return {
    row,
    ...(sheet === undefined ? {} : { sheet }),
    cells: Object.fromEntries(cells.map(c => [c.name, c.text])),
    ...(share ? { whole: share.whole, share: share.part, value } : {}),
  }
}
