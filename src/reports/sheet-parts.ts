// Small parts that the sheets of a month are built of.

import type { Month } from '../pay/month.ts'
import type { PersonSheet, Shown } from '../pay/person-sheet.ts'
import type { DefinedColumn } from '../scheme/model.ts'
import type { Labels } from '../words/en/labels.ts'
import { wordsIn } from '../words/language.ts'
import type { Sheet, SheetCell, SheetColumn } from './sheet.ts'

export function text(title: string, width?: number): SheetColumn {
  return { title, kind: 'text', width }
}

/** A text that a terminal does not cut but breaks into lines. */
export function wholeText(title: string, least?: number): SheetColumn {
  return { title, kind: 'text', whole: true, ...(least === undefined ? {} : { least }) }
}

export function amount(title: string, total = true): SheetColumn {
  return { title, kind: 'amount', total }
}

export function figure(title: string, places?: number): SheetColumn {
  return { title, kind: 'figure', places }
}

/** A column, and what an item of a list has in it. */
export type ColumnOf<T, C = SheetCell> = readonly [column: SheetColumn, of: (item: T, place: number) => C]

/** Whose a row is. */
export function whoColumns<T>(
  labels: Pick<Labels, 'id' | 'name' | 'position'>,
  who: (item: T) => Pick<PersonSheet, 'id' | 'name' | 'position'>,
): ColumnOf<T, string>[] {
  return [
    [text(labels.id), item => who(item).id],
    [text(labels.name), item => who(item).name],
    [text(labels.position), item => who(item).position],
  ]
}

/** A table with a row for each item of a list. */
export function tableOf<T, C>(
  items: readonly T[],
  columns: readonly ColumnOf<T, C>[],
): { readonly columns: SheetColumn[]; readonly rows: C[][] } {
  const rows = items.map((item, i) => columns.map(([, of]) => of(item, i)))
  return { columns: columns.map(([column]) => column), rows }
}

/** A sheet of a month with a row for each item of a list. */
export function sheetOf<T>(
  month: Month,
  name: string,
  items: readonly T[],
  columns: readonly ColumnOf<T>[],
  more: Pick<Sheet, 'frozen' | 'totalWord' | 'folds'>,
): Sheet {
  return { name, heading: heading(month, name), ...tableOf(items, columns), ...more }
}

/** What a month's sheets and pages are: the draft of an open month, or a closed one worked out anew. Closing stamps drafts. */
export function stateOf({ scheme, period, anew }: Pick<Month, 'scheme' | 'period' | 'anew'>): string {
  const { workbook, period: called } = wordsIn(scheme.sheets)
  return (anew ? workbook.recalculated : workbook.draft.close)(called(period.name))
}

export function heading({ scheme, period }: Pick<Month, 'scheme' | 'period'>, name: string): string {
  return `${scheme.name} · ${wordsIn(scheme.sheets).period(period.name)} · ${name}`
}

export function scoreColumn(column: DefinedColumn): SheetColumn {
  const isFigure = ['number', 'count', 'money'].includes(column.type.kind)
  return isFigure ? figure(column.name, column.places) : text(column.name)
}

export function shownCell(shown: Shown | undefined): SheetCell {
  if (!shown) return null
  return typeof shown.value === 'object' && shown.value !== null ? shown.value : shown.text
}
