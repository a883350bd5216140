// What a month comes to by department, position and whatever else the roster groups people by. Takes the results; gives a
// picture and a table for each grouping, whose rows add up to the month.

import { compare, type Decimal, decimal, divide, sumOf } from '../../core/decimal.ts'
import type { Month } from '../../pay/month.ts'
import { anyCorrected, hasPay, type PersonSheet } from '../../pay/person-sheet.ts'
import type { Labels } from '../../words/en/labels.ts'
import type { ReportWords } from '../../words/en/report.ts'
import { totals } from '../run-record.ts'
import { type Bar, type Block, countText, figures, money, type Section, type Table, words } from './blocks.ts'

const GROUPINGS = 3
const ROWS = 15

interface Grouped {
  readonly name: string
  readonly people: readonly PersonSheet[]
  readonly net: Decimal
}

/** Totals by the roster's groupings: the position first, then the others in the roster's order. */
export function groupSection(month: Month, labels: Labels, w: ReportWords): Section {
  const { groups, positionColumn } = month.scheme.roster
  const others = groups.filter(g => g.id !== positionColumn.id).map(g => g.name)
  const shown = [...others.slice(0, GROUPINGS - 1), positionColumn.name]
  const left = others.slice(GROUPINGS - 1)
  const { people } = month.result
  const blocks = shown.flatMap((by): Block[] => {
    const keyOf = (p: PersonSheet): string =>
      by === positionColumn.name ? p.position : (p.groups.find(g => g.by === by)?.key ?? '')
    const rows = grouped(people, p => keyOf(p) || w.noGroup, w)
    const table = tableOf(by, rows, people, labels, w)
    const most = rows[0]
    if (!most) return []
    const description = w.netByText(rows.length, most.name, money(most.net))
    const bars = rows.map((r): Bar => ({ label: r.name, value: r.net, text: money(r.net) }))
    return [{ kind: 'picture', picture: { title: w.netBy(by), description, bars, marks: [], table } }]
  })
  const note: Block[] = left.length === 0 ? [] : [{ kind: 'text', text: w.groupingsLeftOut(left.join(', ')) }]
  return { id: 'groups', title: w.sections.groups, blocks: [...blocks, ...note] }
}

/** The groups of the highest net first; what exceeds the page is one row. */
function grouped(people: readonly PersonSheet[], keyOf: (p: PersonSheet) => string, w: ReportWords): Grouped[] {
  const members = new Map<string, PersonSheet[]>()
  for (const p of people) {
    const own = members.get(keyOf(p)) ?? []
    own.push(p)
    members.set(keyOf(p), own)
  }
  const all = [...members].map(([name, own]): Grouped => ({ name, people: own, net: sumOf(own.map(p => p.net)) }))
  all.sort((a, b) => compare(b.net, a.net))
  if (all.length <= ROWS) return all
  const rest = all.slice(ROWS - 1).flatMap(g => g.people)
  const other = { name: w.others(all.length - ROWS + 1), people: rest, net: sumOf(rest.map(p => p.net)) }
  return [...all.slice(0, ROWS - 1), other]
}

function tableOf(
  by: string,
  rows: readonly Grouped[],
  people: readonly PersonSheet[],
  labels: Labels,
  w: ReportWords,
): Table {
  const corrected = anyCorrected(people)
  const below = corrected ? [labels.own, labels.correction] : []
  const amounts = [labels.gross, labels.withheld, labels.deducted, ...below, labels.net, w.mean]
  return {
    caption: w.by(by),
    columns: [words(by), figures(w.people), ...amounts.map(figures)],
    rows: rows.map(r => cells(r.name, r.people, corrected)),
    total: cells(labels.total, people, corrected),
  }
}

function cells(name: string, people: readonly PersonSheet[], corrected: boolean): string[] {
  const { gross, withheld, deducted, own, correction, net } = totals(people)
  const paid = people.filter(hasPay).length
  return [
    name,
    countText(people.length),
    ...[gross, withheld, deducted, ...(corrected ? [own, correction] : []), net].map(money),
    paid === 0 ? '' : money(divide(net, decimal(paid))),
  ]
}
