// What changed against the month before, where that is closed: totals, positions, pay lines, and the people whose net
// rose or fell most. Takes the results and what the book says was paid; its tables add up to the change of the month.

import { monthsAway } from '../../core/calendar.ts'
import { compare, type Decimal, sumOf, ZERO } from '../../core/decimal.ts'
import type { Month } from '../../pay/month.ts'
import type { PaidBefore } from '../../pay/opening.ts'
import { type PersonSheet, paidParts } from '../../pay/person-sheet.ts'
import type { Labels } from '../../words/en/labels.ts'
import type { ReportWords } from '../../words/en/report.ts'
import { partName } from '../labels.ts'
import {
  type Bar,
  type Block,
  countChange,
  countText,
  figures,
  money,
  moneyChange,
  type Section,
  type Table,
  whoOf,
  words,
} from './blocks.ts'

const ROWS = 15
const ENDS = 5
const NAMES = 8

interface Changed {
  readonly name: string
  readonly before: Decimal
  readonly now: Decimal
}

/** The section; it says so where there is nothing to compare with. */
export function changeSection(month: Month, labels: Labels, w: ReportWords): Section {
  const shared = { id: 'change', title: w.sections.change }
  const { before } = month.opening
  const last = monthsAway(month.period.name, -1)
  if (before.size === 0) return { ...shared, blocks: [{ kind: 'text', text: w.changeNone(last) }] }
  const heads = [last, month.period.name, w.change].map(figures)
  const blocks: Block[] = [
    { kind: 'table', table: totalsTable(month, heads, w.changeTotals(last), labels, w) },
    ...moved(month, w).map(text => ({ kind: 'text', text }) as const),
    ...positionPicture(month, heads, labels, w),
    { kind: 'table', table: tableOf(w.changeLines, labels.line, byLine(month, labels), heads, labels, w) },
    ...peopleTable(month, heads, labels, w),
  ]
  return { ...shared, blocks }
}

function totalsTable(
  { result: { people }, opening: { before } }: Month,
  heads: Table['columns'],
  caption: string,
  labels: Labels,
  w: ReportWords,
): Table {
  const paid = [...before.values()]
  const row = (name: string, old: Decimal, now: Decimal): string[] => [name, ...cells({ name, before: old, now })]
  return {
    caption,
    columns: [words(labels.figure), ...heads],
    rows: [
      [w.people, countText(paid.length), countText(people.length), countChange(people.length - paid.length)],
      row(labels.gross, sumOf(paid.map(p => p.gross)), sumOf(people.map(p => p.gross))),
      row(labels.net, sumOf(paid.map(p => p.net)), sumOf(people.map(p => p.net))),
    ],
  }
}

function cells({ before, now }: Changed): string[] {
  return [money(before), money(now), moneyChange(now.minus(before))]
}

/** Who came and who went. */
function moved({ result: { people }, opening: { before } }: Month, w: ReportWords): string[] {
  const fresh = people.filter(p => !before.has(p.id))
  const paid = new Set(people.map(p => p.id))
  const gone = [...before].filter(([id]) => !paid.has(id))
  const listed = (names: readonly string[]): string =>
    w.listed(names.slice(0, NAMES), Math.max(0, names.length - NAMES))
  const freshNames = fresh.map(whoOf)
  const goneNames = gone.map(([id, p]) => `${p.name} (${id})`)
  return [
    ...(fresh.length > 0 ? [w.newPeople(fresh.length, listed(freshNames), money(sumOf(fresh.map(p => p.net))))] : []),
    ...(gone.length > 0 ? [w.gonePeople(gone.length, listed(goneNames), money(sumOf(gone.map(g => g[1].net))))] : []),
  ]
}

/** Old and new amounts under names, those that changed most first. */
class Changes {
  private readonly sums = new Map<string, Changed>()

  add(name: string, before: Decimal, now: Decimal): void {
    const old = this.sums.get(name) ?? { name, before: ZERO, now: ZERO }
    this.sums.set(name, { name, before: old.before.plus(before), now: old.now.plus(now) })
  }

  sorted(): Changed[] {
    const by = (c: Changed): Decimal => c.now.minus(c.before).abs()
    return [...this.sums.values()].sort((a, b) => compare(by(b), by(a)))
  }
}

function positionPicture(month: Month, heads: Table['columns'], labels: Labels, w: ReportWords): Block[] {
  const changes = new Changes()
  for (const p of month.opening.before.values()) changes.add(p.position || w.noGroup, p.net, ZERO)
  for (const p of month.result.people) changes.add(p.position || w.noGroup, ZERO, p.net)
  const all = changes.sorted()
  const table = tableOf(w.changeNet, labels.position, all, heads, labels, w)
  const bars = shortened(all, w).map((c): Bar => {
    const by = c.now.minus(c.before)
    return { label: c.name, value: by, text: moneyChange(by) }
  })
  const [most] = bars
  if (!most) return []
  const description = w.changeNetText(moneyChange(sumOf(all.map(c => c.now.minus(c.before)))), most.label, most.text)
  return [{ kind: 'picture', picture: { title: w.changeNet, description, bars, marks: [], table } }]
}

function linesOf(p: PersonSheet, labels: Labels): [string, Decimal][] {
  return paidParts(p).map(part => [partName(part, labels), part.amount])
}

/** What the book keeps as paid beyond the lines: corrections of still earlier months. */
function linesBefore(p: PaidBefore, labels: Labels): [string, Decimal][] {
  const rest = p.gross.minus(sumOf([...p.lines.values()]))
  return [...p.lines, ...(rest.isZero() ? [] : [[labels.correction, rest] as [string, Decimal]])]
}

function byLine({ result, opening }: Month, labels: Labels): Changed[] {
  const changes = new Changes()
  for (const p of opening.before.values()) for (const [n, x] of linesBefore(p, labels)) changes.add(n, x, ZERO)
  for (const p of result.people) for (const [n, x] of linesOf(p, labels)) changes.add(n, ZERO, x)
  return changes.sorted()
}

function shortened(all: readonly Changed[], w: ReportWords): readonly Changed[] {
  if (all.length <= ROWS) return all
  const rest = all.slice(ROWS - 1)
  const sum = (of: 'before' | 'now'): Decimal => sumOf(rest.map(c => c[of]))
  return [...all.slice(0, ROWS - 1), { name: w.others(rest.length), before: sum('before'), now: sum('now') }]
}

function tableOf(
  caption: string,
  first: string,
  all: readonly Changed[],
  heads: Table['columns'],
  labels: Labels,
  w: ReportWords,
): Table {
  const total = { name: labels.total, before: sumOf(all.map(c => c.before)), now: sumOf(all.map(c => c.now)) }
  return {
    caption,
    columns: [words(first), ...heads],
    rows: shortened(all, w).map(c => [c.name, ...cells(c)]),
    total: [total.name, ...cells(total)],
  }
}

/** Those of both months whose net rose or fell most, each with the line that changed most. */
function peopleTable(month: Month, heads: Table['columns'], labels: Labels, w: ReportWords): Block[] {
  const { before } = month.opening
  const both = month.result.people.flatMap(p => {
    const old = before.get(p.id)
    return old ? [{ p, old, by: p.net.minus(old.net) }] : []
  })
  both.sort((a, b) => compare(b.by, a.by))
  const rises = both.filter(c => compare(c.by, ZERO) > 0).slice(0, ENDS)
  const falls = both.filter(c => compare(c.by, ZERO) < 0).slice(-ENDS)
  if (rises.length + falls.length === 0) return []
  const rows = [...rises, ...falls].map(({ p, old }) => {
    const changes = new Changes()
    for (const [n, x] of linesBefore(old, labels)) changes.add(n, x, ZERO)
    for (const [n, x] of linesOf(p, labels)) changes.add(n, ZERO, x)
    const [most] = changes.sorted()
    const reason = most && !most.now.minus(most.before).isZero() ? most : undefined
    const net = cells({ name: p.id, before: old.net, now: p.net })
    return [
      whoOf(p),
      p.position,
      ...net,
      reason ? `${reason.name} ${moneyChange(reason.now.minus(reason.before))}` : '',
    ]
  })
  const columns = [words(labels.name), words(labels.position), ...heads, words(w.mainReason)]
  return [{ kind: 'table', table: { caption: w.changePeople, columns, rows } }]
}
