// The audit workbook of a month in which somebody has several positions or teams by dates: formulas of a row a person can't say
// what each part comes to, so it holds values and says so. Takes the month; gives one sheet.

import type { WorkedMonth } from '../pay/month.ts'
import { heading, stateOf } from '../reports/sheet-parts.ts'
import { wordsIn } from '../words/language.ts'
import type { LiveCell, LiveSheet } from './sheets.ts'

const AMOUNT = '#,##0.00'
/** What a person's month comes to. */
const SHOWN = ['gross', 'withheld', 'forfeited', 'deducted', 'carried', 'net'] as const

/** Everybody's amounts, without formulas. */
export function plainSheet(month: WorkedMonth): LiveSheet {
  const { audit: words, labels } = wordsIn(month.scheme.sheets)
  const titles: Record<(typeof SHOWN)[number], string> = {
    gross: labels.gross,
    withheld: labels.withheld,
    forfeited: labels.forfeited,
    deducted: labels.deducted,
    carried: labels.carried,
    net: labels.net,
  }
  const text = (role: LiveCell['role'], value: string): LiveCell => ({ role, value })
  const rows = month.result.people.map(person => [
    ...[person.id, person.name, person.position].map(value => text('label', value)),
    ...SHOWN.map((sum): LiveCell => ({ role: 'label', value: person[sum], format: AMOUNT })),
  ])
  const head = [labels.id, labels.name, labels.position, ...SHOWN.map(sum => titles[sum])]
  return {
    name: words.overview,
    heading: heading(month, words.overview),
    rows: [
      [text('title', `${month.scheme.name} · ${wordsIn(month.scheme.sheets).period(month.period.name)}`)],
      [text('note', stateOf(month))],
      [text('note', words.valuesOnly)],
      [],
      head.map(value => text('head', value)),
      ...rows,
    ],
    widths: [14, 14, 28, ...SHOWN.map(() => 16)],
    frozen: { rows: 5, columns: 2 },
  }
}
