// The tree of an amount as JSON.

import { shownUnder } from '../core/secret.ts'
import type { Type } from '../formula/types.ts'
import { showValue } from '../pay/calculate.ts'
import type { Month } from '../pay/month.ts'
import type { QuotedRow } from '../pay/quote-rows.ts'
import type { Style } from './arithmetic-text.ts'
import { edgeDocument } from './edge-notes.ts'
import { cellText, type Node, notesOf } from './explanation.ts'

export function nodeDocument(
  node: Node,
  month: Pick<Month, 'engine' | 'edges'>,
  quoted: ReadonlyMap<string, readonly QuotedRow[]>,
  style: Style,
): object {
  const { id, name, type, kind, row, formula, steps, at, rows, parts, again } = node
  const { engine } = month
  const edges = notesOf(id, month.edges, engine)
  return {
    cell: id,
    name,
    of: engine.who(row) || engine.scheme.name,
    value: cellText(node, style),
    kind,
    ...(formula === '' ? {} : { formula }),
    ...(steps.length === 0 ? {} : { steps }),
    ...(again || edges.length === 0 ? {} : { edges: edges.map(note => edgeDocument(note, month)) }),
    at,
    ...(rows
      ? {
          rows: {
            file: rows.file,
            count: rows.rows.count,
            quoted: (quoted.get(id) ?? []).map(row => rowDocument(row, type)),
          },
        }
      : {}),
    ...(again ? { again } : {}),
    ...(parts.length === 0 ? {} : { parts: parts.map(p => nodeDocument(p, month, quoted, style)) }),
  }
}

function cellShown({ name, value, type }: QuotedRow['cells'][number]): string {
  const text = showValue(value, type, undefined)
  return typeof value === 'string' ? shownUnder(name, text) : text
}

function rowDocument({ row, sheet, cells, value, share }: QuotedRow, type: Type): object {
  return {
    row,
    ...(sheet === undefined ? {} : { sheet }),
    cells: Object.fromEntries(cells.map(c => [c.name, cellShown(c)])),
    ...(share
      ? { whole: showValue(share.whole, type, undefined), share: share.part, value: showValue(value, type, undefined) }
      : {}),
  }
}
