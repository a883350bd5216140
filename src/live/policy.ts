// The figures of the policy as cells: rates, edges of bands, caps, days and parameters, each once on a sheet of its own beside the
// line of the scheme where it stands, so that no formula holds one and a change of the cell is followed by all that read it.

import type { Decimal } from '../core/decimal.ts'
import { placeText } from '../core/place.ts'
import { SHOP } from '../formula/trace.ts'
import { heading } from '../reports/sheet-parts.ts'
import { wordsIn } from '../words/language.ts'
import type { Field } from './fields.ts'
import { formatOf } from './kinds.ts'
import { cellValue, type Layout, type LiveCell, type LiveSheet } from './sheets.ts'

/** The sheet: a row a figure. The value stands in the column where all figures of the shop stand on their sheets. */
export function policySheet(layout: Layout): LiveSheet[] {
  const { month, sheets } = layout.fields
  const fields = sheets.get('policy')
  if (!fields) return []
  const words = wordsIn(month.scheme.sheets).audit
  const name = layout.names.get('policy')!
  const rows = fields.map(field => [
    { role: 'label', value: field.title } as const,
    valueCell(layout, field),
    { role: 'label', value: unit(field, words.money(month.scheme.currency)) } as const,
    { role: 'label', value: field.words } as const,
    { role: 'label', value: field.at ? placeText(field.at) : '' } as const,
  ])
  const head = [words.figure, words.value, words.unit, words.written, words.place]
  const sheet = {
    name,
    heading: heading(month, name),
    rows: [head.map(value => ({ role: 'head', value }) as const), ...rows],
    widths: [46, 18, 8, 18, 24],
    frozen: { rows: 1, columns: 1 },
    filter: `A1:E${rows.length + 1}`,
  }
  return [sheet]
}

function valueCell(layout: Layout, field: Field): LiveCell {
  const value = cellValue(layout, field, SHOP, field.result(SHOP))
  return { role: 'input', value, format: isPercent(field) ? percent(value) : formatOf(field, 'input') }
}

function isPercent({ words }: Field): boolean {
  return words.endsWith('%')
}

/** With as many places as the figure has. */
function percent(value: LiveCell['value']): string {
  const places = typeof value === 'object' && value !== null ? Math.max(0, (value as Decimal).decimalPlaces() - 2) : 0
  return places === 0 ? '0%' : `0.${'0'.repeat(places)}%`
}

function unit(field: Field, money: string): string {
  if (isPercent(field)) return '%'
  return field.type.kind === 'money' ? money : ''
}
