// Looks at a column of currencies (币种) beside the money of a table, which the scheme does not read. Takes rows one by one; tells
// each currency that is not the shop's, once, with its first row.

import { currencyOf, sign } from '../../core/currency.ts'
import { problem } from '../../core/problem.ts'
import { parseUnit } from '../../core/unit.ts'
import { moneyColumns, type TableSpec } from '../../tables/spec.ts'
import type { Cell } from '../cells/cell.ts'
import { isBlankCell } from '../cells/text.ts'
import { cellText } from '../workbook/sheet.ts'
import { foundText, type Report } from './report.ts'

/** `cell`: where the column stands; undefined where there is none. Gives nothing where no row need be looked at. */
export function currencyColumn(
  spec: TableSpec,
  cell: number | undefined,
  report: Report,
): ((cells: readonly Cell[]) => void) | undefined {
  const [money] = moneyColumns(spec)
  if (cell === undefined || money === undefined) return undefined
  const currency = spec.columns[money]!.currency ?? currencyOf('CNY')!
  const seen = new Set<Cell>()
  return cells => {
    const text = cells[cell]
    if (seen.has(text) || isBlankCell(text)) return
    seen.add(text)
    const named = parseUnit(cellText(text))?.currency
    if (named === undefined || currency.signs.has(sign(named))) return
    const facts = { column: spec.columns[money]!.name, found: foundText(text), reason: 'currency' } as const
    report.add(problem('UNIT_WRONG', report.rowPlace(report.row.row), facts, { quote: report.quote(cells, cell) }))
  }
}
