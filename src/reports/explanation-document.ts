// The tree of an amount as JSON.

import { showValue } from '../pay/calculate.ts'
import type { Month } from '../pay/month.ts'
import type { QuotedRow } from '../pay/quote-rows.ts'
import type { Style } from './arithmetic-text.ts'
import { cellText, type Node } from './explanation.ts'

export function nodeDocument(
  node: Node,
  month: Month,
  quoted: ReadonlyMap<string, readonly QuotedRow[]>,
  style: Style,
): object {
  const { id, name, kind, row, formula, steps, at, rows, parts, again } = node
  return {
    cell: id,
    name,
    of: month.engine.who(row) || month.scheme.name,
    value: cellText(node, style),
    kind,
    ...(formula === '' ? {} : { formula }),
    ...(steps.length === 0 ? {} : { steps }),
    at,
    ...(rows
      ? { rows: { file: rows.file, count: rows.rows.count, quoted: (quoted.get(id) ?? []).map(rowDocument) } }
      : {}),
    ...(again ? { again } : {}),
    ...(parts.length === 0 ? {} : { parts: parts.map(p => nodeDocument(p, month, quoted, style)) }),
  }
}

function rowDocument(row: QuotedRow): object {
  return {
    row: row.row,
    cells: Object.fromEntries(row.cells.map(c => [c.name, showValue(c.value, c.type, undefined)])),
  }
}
