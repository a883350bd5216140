// Slips as programs that send them read a sheet: one heading row, a row a person, no totals, what somebody has of every score, line,
// reserve and deduction, and the net amount; telephone numbers and addresses where the scheme names such columns of the roster.

import type { Month } from '../pay/month.ts'
import type { PersonSheet } from '../pay/person-sheet.ts'
import { wordsIn } from '../words/language.ts'
import { itemColumns } from './figure-columns.ts'
import { paperedPeople } from './papers.ts'
import type { Sheet } from './sheet.ts'
import { type ColumnOf, sheetOf, text } from './sheet-parts.ts'

export function slipsSheet(month: Month): Sheet {
  const { scheme, period } = month
  const { labels, register: words, period: called } = wordsIn(scheme.sheets)
  const groups = scheme.roster.groups.filter(g => g.id !== scheme.roster.positionColumn.id)
  const columns: ColumnOf<PersonSheet>[] = [
    [text(labels.id), p => p.id],
    [text(labels.name), p => p.name],
    ...scheme.roster.slips.map(({ name }, i): ColumnOf<PersonSheet> => [text(name), p => p.slips?.[i] ?? '']),
    [text(labels.month), () => called(period.name)],
    ...groups.map((g, i): ColumnOf<PersonSheet> => [text(g.name), p => p.groups[i]!.key]),
    [text(labels.position), p => p.position],
    ...slipItems(month),
  ]
  return sheetOf(month, words.slips, paperedPeople(month), columns, { frozen: 2 })
}

/** What somebody has of every score, line, reserve and deduction, and last what they are paid; what nobody has is left out. */
export function slipItems(month: Month): ColumnOf<PersonSheet>[] {
  const { labels } = wordsIn(month.scheme.sheets)
  return itemColumns(month, labels, false).filter(([, of]) => month.result.people.some((p, i) => of(p, i) !== null))
}
