// The audit workbook: a month as live formulas over its inputs and measures. Takes a worked-out month; gives its sheets as
// data: overview, shop, groups, people, working, scores, pay, and the comparison with bonusbook's own amounts.

import type { WorkedMonth } from '../pay/month.ts'
import { stateOf } from '../reports/sheet-parts.ts'
import { addAmounts } from './amounts.ts'
import { checkSheet, overviewSheet } from './check.ts'
import { addColumns, addInputs } from './columns.ts'
import type { ExportRows } from './export-rows.ts'
import { Fields } from './fields.ts'
import { plainSheet } from './plain.ts'
import { policySheet } from './policy.ts'
import { addRows } from './row-terms.ts'
import { type CellRole, figureSheets, Layout, type LiveCell, type LiveSheet } from './sheets.ts'
import { translate } from './translate.ts'
import { Translation } from './translation.ts'

export { exportRows, wantedTables } from './export-rows.ts'
export type { CellRole, LiveCell, LiveSheet }

/** The sheets, the overview first; one of values alone, which says so, where somebody has several stints. */
export function auditSheets(month: WorkedMonth, rows: ExportRows = new Map()): LiveSheet[] {
  if ((month.engine.facts.people.stints?.parts.size ?? 0) > 0) return [{ ...plainSheet(month), state: stateOf(month) }]
  const fields = new Fields(month, rows)
  const translator = new Translation(fields, translate)
  addInputs(fields)
  addRows(translator)
  addColumns(translator, [...month.scheme.values, ...month.scheme.scores])
  const amounts = addAmounts(translator)
  const layout = new Layout(fields)
  const check = checkSheet(layout, amounts)
  const state = stateOf(month)
  return [overviewSheet(layout, amounts, check), ...policySheet(layout), ...figureSheets(layout), check].map(sheet => ({
    ...sheet,
    state,
  }))
}
