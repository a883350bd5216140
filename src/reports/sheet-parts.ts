// Small parts that the sheets of a month are built of.

import type { Month } from '../pay/month.ts'
import type { Shown } from '../pay/person-sheet.ts'
import type { DefinedColumn } from '../scheme/model.ts'
import { wordsIn } from '../words/language.ts'
import type { SheetCell, SheetColumn } from './sheet.ts'

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

/** What a month's sheets and pages are headed with: the scheme, and what they are where they are not what is paid. */
export function titleOf({ scheme, anew }: Pick<Month, 'scheme' | 'anew'>): string {
  return anew ? scheme.name + wordsIn(scheme.sheets).workbook.anew : scheme.name
}

export function heading(month: Month, name: string): string {
  return `${titleOf(month)} · ${month.period.name} · ${name}`
}

export function scoreColumn(column: DefinedColumn): SheetColumn {
  const isFigure = ['number', 'count', 'money'].includes(column.type.kind)
  return isFigure ? figure(column.name, column.places) : text(column.name)
}

export function shownCell(shown: Shown | undefined): SheetCell {
  if (!shown) return null
  return typeof shown.value === 'object' && shown.value !== null ? shown.value : shown.text
}
