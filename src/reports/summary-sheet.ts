// The summary of a month: people and amounts by every grouping of the roster and by position, each adding up to the whole.
// Takes a worked-out month; gives the sheet that a manager reads first.

import { type Decimal, decimal, sumOf } from '../core/decimal.ts'
import type { Month } from '../pay/month.ts'
import type { PersonResult } from '../pay/result.ts'
import type { Labels } from './labels.ts'
import type { Sheet, SheetCell, SumRow } from './sheet.ts'
import { amount, figure, heading, text } from './sheet-parts.ts'
import { WORKBOOK_WORDS } from './workbook-words.ts'

type Members = readonly PersonResult[]

export function summarySheet(month: Month, labels: Labels): Sheet {
  const words = WORKBOOK_WORDS[month.scheme.sheets]
  const { people } = month.result
  const { roster } = month.scheme
  const amounts = amountsOf(month, labels)
  const line = (by: string, name: string, members: Members): SheetCell[] => [
    ...[by, name, decimal(members.length)],
    ...amounts.map(({ of }) => sumOf(members.flatMap(of))),
  ]
  const rows: SheetCell[][] = []
  const sums: SumRow[] = []
  for (const column of roster.groups) {
    const isPosition = column.id === roster.positionColumn.id
    const from = rows.length
    for (const [key, members] of membersBy(people, p => (isPosition ? p.position : groupOf(p, column.name))))
      rows.push(line(column.name, key || words.noGroup, members))
    sums.push({ row: rows.length, from })
    rows.push(line(column.name, labels.total, people))
  }
  const columns = [
    text(words.by),
    text(labels.group),
    { ...figure(words.people), total: true },
    ...amounts.map(a => amount(a.title)),
  ]
  return { name: words.summary, heading: heading(month, words.summary), columns, rows, sums, frozen: 2 }
}

interface Amounts {
  readonly title: string
  readonly of: (person: PersonResult) => readonly Decimal[]
}

function amountsOf({ scheme }: Month, labels: Labels): Amounts[] {
  const words = WORKBOOK_WORDS[scheme.sheets]
  const reserves: Amounts[] = [
    { title: words.withheldAll, of: p => p.reserves.map(r => r.withheld) },
    { title: labels.forfeitedNow, of: p => p.reserves.map(r => r.forfeited) },
  ]
  const deductions: Amounts[] = [
    { title: labels.deducted, of: p => [p.deducted] },
    { title: labels.carried, of: p => [p.carried] },
  ]
  return [
    { title: labels.gross, of: p => [p.gross] },
    ...(scheme.reserves.length > 0 ? reserves : []),
    ...(scheme.deductions.length > 0 ? deductions : []),
    { title: labels.net, of: p => [p.net] },
  ]
}

function groupOf(person: PersonResult, by: string): string {
  return person.groups.find(g => g.by === by)?.key ?? ''
}

/** People by key, in the order in which the keys first come up; those without one last. */
function membersBy(people: Members, key: (person: PersonResult) => string): [string, PersonResult[]][] {
  const found = new Map<string, PersonResult[]>()
  for (const person of people) {
    const members = found.get(key(person))
    if (members) members.push(person)
    else found.set(key(person), [person])
  }
  return [...found].sort((a, b) => Number(a[0] === '') - Number(b[0] === ''))
}
