// What changed against the month before, where that is closed: totals, positions, items (lines, what is taken off them,
// corrections), and the people whose net rose or fell most. Takes the results and what the book says was paid; its tables add up to the change of the month.

import { periodsAway } from '../../core/calendar.ts'
import { compare, type Decimal, sumOf, ZERO } from '../../core/decimal.ts'
import type { Month } from '../../pay/month.ts'
import type { PaidBefore } from '../../pay/opening.ts'
import type { PersonSheet } from '../../pay/person-sheet.ts'
import type { Labels } from '../../words/en/labels.ts'
import type { ReportWords } from '../../words/en/report.ts'
import { wordsIn } from '../../words/language.ts'
import { changeOf, ITEM_KINDS, type ItemKind, itemChanges, netItems, netItemsBefore } from '../net-items.ts'
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
/** Reasons are the items that changed most; one of less than a quarter of the first is none. */
const REASONS = 3
const SMALL = 4

interface Changed {
  readonly name: string
  readonly before: Decimal
  readonly now: Decimal
}

/** The section; it says so where there is nothing to compare with. */
export function changeSection(month: Month, labels: Labels, w: ReportWords): Section {
  const shared = { id: 'change', title: w.sections.change }
  const { before } = month.opening
  const called = wordsIn(month.scheme.sheets).period
  const last = called(periodsAway(month.period.name, -1))
  if (before.size === 0) return { ...shared, blocks: [{ kind: 'text', text: w.changeNone(last) }] }
  const heads = [last, called(month.period.name), w.change].map(figures)
  const items = (...kinds: ItemKind[]): Changed[] => byItem([...before.values()], month.result.people, kinds, labels)
  const others = items('reserve', 'deduction', 'correction')
  const blocks: Block[] = [
    { kind: 'table', table: totalsTable(month, heads, w.changeTotals(last), labels, w) },
    ...moved(month, w).map(text => ({ kind: 'text', text }) as const),
    ...positionPicture(month, heads, labels, w),
    { kind: 'table', table: tableOf(w.changeLines, labels.line, items('line'), heads, labels, w) },
    ...(others.length === 0
      ? []
      : [{ kind: 'table', table: tableOf(w.changeOthers, labels.line, others, heads, labels, w) } as const]),
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
  const corrected = { before: sumOf(paid.map(p => p.correction)), now: sumOf(people.map(p => p.correction)) }
  const belowIt = [
    row(labels.own, sumOf(paid.map(p => p.net.minus(p.correction))), sumOf(people.map(p => p.own))),
    row(labels.correction, corrected.before, corrected.now),
  ]
  return {
    caption,
    columns: [words(labels.figure), ...heads],
    rows: [
      [w.people, countText(paid.length), countText(people.length), countChange(people.length - paid.length)],
      row(labels.gross, sumOf(paid.map(p => p.gross)), sumOf(people.map(p => p.gross))),
      ...(corrected.before.isZero() && corrected.now.isZero() ? [] : belowIt),
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

function positionPicture(month: Month, heads: Table['columns'], labels: Labels, w: ReportWords): Block[] {
  const positions = new Map<string, Changed>()
  const add = (name: string, before: Decimal, now: Decimal): void => {
    const old = positions.get(name) ?? { name, before: ZERO, now: ZERO }
    positions.set(name, { name, before: old.before.plus(before), now: old.now.plus(now) })
  }
  for (const p of month.opening.before.values()) add(p.position || w.noGroup, p.net, ZERO)
  for (const p of month.result.people) add(p.position || w.noGroup, ZERO, p.net)
  const all = mostFirst([...positions.values()])
  const table = tableOf(w.changeNet, labels.position, all, heads, labels, w)
  const bars = shortened(all, w).map((c): Bar => {
    const by = changeOf(c)
    return { label: c.name, value: by, text: moneyChange(by) }
  })
  const [most] = bars
  if (!most) return []
  const description = w.changeNetText(moneyChange(sumOf(all.map(changeOf))), most.label, most.text)
  return [{ kind: 'picture', picture: { title: w.changeNet, description, bars, marks: [], table } }]
}

/** Items of people in two months, those that changed most first. */
function byItem(
  before: readonly PaidBefore[],
  now: readonly PersonSheet[],
  kinds: readonly ItemKind[],
  labels: Labels,
): Changed[] {
  const all = itemChanges(before.flatMap(netItemsBefore), now.flatMap(netItems))
  const items = all.filter(item => kinds.includes(item.kind))
  return mostFirst(
    items.map(({ name, before: old = ZERO, now: own = ZERO }) => {
      return { name: name === '' ? labels.correction : name, before: old, now: own }
    }),
  )
}

/** By what an item changes the net amount, the greatest first. */
function mostFirst(all: readonly Changed[]): Changed[] {
  const by = (c: Changed): Decimal => changeOf(c).abs()
  return [...all].sort((a, b) => compare(by(b), by(a)))
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

/** Those of both months whose net rose or fell most, each with the items that changed most: what is taken off among them. */
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
    const items = byItem([old], [p], ITEM_KINDS, labels)
    const least = items[0] ? changeOf(items[0]).abs().div(SMALL) : ZERO
    const reasons = items.slice(0, REASONS).filter(c => !changeOf(c).isZero() && compare(changeOf(c).abs(), least) >= 0)
    const net = cells({ name: p.id, before: old.net, now: p.net })
    return [whoOf(p), p.position, ...net, reasons.map(c => `${c.name} ${moneyChange(changeOf(c))}`).join('; ')]
  })
  const columns = [words(labels.name), words(labels.position), ...heads, words(w.mainReason)]
  return [{ kind: 'table', table: { caption: w.changePeople, columns, rows } }]
}
