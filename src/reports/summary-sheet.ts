// The summary of a month: people and amounts by every grouping of the roster and by position, each adding up to the whole.
// Takes a worked-out month; gives the sheet that a manager reads first.

import { decimal, sumOf } from '../core/decimal.ts'
import type { Month } from '../pay/month.ts'
import type { PersonSheet } from '../pay/person-sheet.ts'
import { taxedAs, taxKinds } from '../pay/taxed.ts'
import type { Labels } from '../words/en/labels.ts'
import { wordsIn } from '../words/language.ts'
import { sumColumns } from './figure-columns.ts'
import { totals } from './run-record.ts'
import type { Sheet, SheetCell, SumRow } from './sheet.ts'
import { amount, figure, heading, stateOf, text } from './sheet-parts.ts'

type Members = readonly PersonSheet[]

export function summarySheet(month: Month, labels: Labels): Sheet {
  const words = wordsIn(month.scheme.sheets).workbook
  const { people } = month.result
  const { roster } = month.scheme
  const sums = sumColumns(month.scheme, people, labels)
  const kinds = taxKinds(month.scheme, people)
  const line = (by: string, name: string, members: Members): SheetCell[] => {
    const all = totals(members)
    return [
      by,
      name,
      decimal(members.length),
      ...sums.map(({ kind }) => all[kind]),
      ...kinds.map(kind => sumOf(members.map(p => taxedAs(p, kind)))),
    ]
  }
  const rows: SheetCell[][] = []
  const totalRows: SumRow[] = []
  for (const column of roster.groups) {
    const isPosition = column.id === roster.positionColumn.id
    const from = rows.length
    for (const [key, members] of membersBy(people, p => (isPosition ? p.position : groupOf(p, column.name))))
      rows.push(line(column.name, key || words.noGroup, members))
    totalRows.push({ row: rows.length, from })
    rows.push(line(column.name, labels.total, people))
  }
  const columns = [
    text(words.by),
    text(labels.group),
    { ...figure(words.people), total: true },
    ...sums.map(s => amount(s.title)),
    ...kinds.map(kind => amount(labels.taxedAs(labels.taxKinds[kind]))),
  ]
  const shown = { name: words.summary, heading: heading(month, words.summary), top: stateOf(month) }
  return { ...shown, columns, rows, sums: totalRows, frozen: 2 }
}

/** The group of a column of the roster that somebody is in; empty without one. */
export function groupOf(person: PersonSheet, by: string): string {
  return person.groups.find(g => g.by === by)?.key ?? ''
}

/** People by key, in the order in which the keys first come up; those without one last. */
export function membersBy(people: Members, key: (person: PersonSheet) => string): [string, PersonSheet[]][] {
  const found = new Map<string, PersonSheet[]>()
  for (const person of people) {
    const members = found.get(key(person))
    if (members) members.push(person)
    else found.set(key(person), [person])
  }
  return [...found].sort((a, b) => Number(a[0] === '') - Number(b[0] === ''))
}
