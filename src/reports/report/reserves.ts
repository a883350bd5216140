// What is held back at the end of a month, by reserve, month of origin and the month in which it may first be paid. Takes
// what was held before and what the month withholds; every row is before + withheld − forfeited = after, and so are totals.

import { type Decimal, sumOf, ZERO } from '../../core/decimal.ts'
import { addedUp, heldAfter, type Lot, lotsOf } from '../../pay/lots.ts'
import type { Month } from '../../pay/month.ts'
import { releasable } from '../../pay/releasable.ts'
import type { Labels } from '../../words/en/labels.ts'
import type { ReportWords } from '../../words/en/report.ts'
import { wordsIn } from '../../words/language.ts'
import { type Bar, type Block, figures, money, type Section, type Table, words } from './blocks.ts'

const ROWS = 24
const BARS = 16

/** The section; undefined where the scheme has no reserves and nothing is held. */
export function reserveSection(month: Month, labels: Labels, w: ReportWords): Section | undefined {
  const lots = lotsByOrigin(month)
  if (month.scheme.reserves.length === 0 && lots.length === 0) return undefined
  const shared = { id: 'reserves', title: w.sections.reserves }
  if (lots.length === 0) return { ...shared, blocks: [{ kind: 'text', text: w.nothingHeld }] }
  return { ...shared, blocks: [pictureOf(month, lots, labels, w)] }
}

/** By reserve in the scheme's order, then by month of origin. */
function lotsByOrigin(month: Month): Lot[] {
  const { reserves } = month.scheme
  const lots = addedUp(lotsOf(month), lot => [lot.reserve, lot.origin])
  const place = (lot: Lot): number => reserves.findIndex(r => r.name === lot.reserve) + 1 || Infinity
  const names = [...new Set(lots.map(l => l.reserve))]
  return lots.sort(
    (a, b) =>
      (place(a) === place(b) ? names.indexOf(a.reserve) - names.indexOf(b.reserve) : place(a) - place(b)) ||
      (a.origin < b.origin ? -1 : 1),
  )
}

function release({ scheme }: Month, { reserve, origin }: Lot): { period: string; payout: string } | undefined {
  const own = scheme.reserves.find(r => r.name === reserve)
  const found = own && releasable(own, origin)
  return found && { period: found.period.name, payout: found.payout.name }
}

function pictureOf(month: Month, lots: readonly Lot[], labels: Labels, w: ReportWords): Block {
  const called = wordsIn(month.scheme.sheets).period
  const sums = new Map<string, { label: string; payout: string | undefined; value: Decimal }>()
  for (const lot of lots) {
    const payout = release(month, lot)?.payout
    const label = payout === undefined ? `${lot.reserve} (${w.noRelease})` : `${called(payout)} ${lot.reserve}`
    sums.set(label, { label, payout, value: (sums.get(label)?.value ?? ZERO).plus(heldAfter(lot)) })
  }
  const last = '9999'
  const held = [...sums.values()]
    .filter(s => !s.value.isZero())
    .sort((a, b) => ((a.payout ?? last) < (b.payout ?? last) ? -1 : 1))
  const table = tableOf(month, lots, labels, w)
  const [first] = held
  if (!first) return { kind: 'table', table }
  const bars = held.slice(0, BARS).map((s): Bar => ({ label: s.label, value: s.value, text: money(s.value) }))
  const left = held.length - bars.length
  const total = money(sumOf(lots.map(heldAfter)))
  const told = first.payout === undefined ? w.heldTotal(total) : w.heldText(total, first.label, money(first.value))
  const description = left > 0 ? `${told} ${w.payoutsLeftOut(left)}` : told
  return { kind: 'picture', picture: { title: w.heldByPayout, description, bars, marks: [], table } }
}

function tableOf(month: Month, lots: readonly Lot[], labels: Labels, w: ReportWords): Table {
  const amounts = (some: readonly Lot[]): string[] => [
    money(sumOf(some.map(l => l.before))),
    money(sumOf(some.map(l => l.withheld))),
    money(sumOf(some.map(l => l.forfeited))),
    money(sumOf(some.map(heldAfter))),
  ]
  const called = wordsIn(month.scheme.sheets).period
  const rows = shortened(lots).map(some => {
    const last = some.at(-1)!
    const released = some.length === 1 ? release(month, last) : undefined
    const open = some.length === 1 ? w.noRelease : ''
    const origin = some.length === 1 ? called(last.origin) : w.upTo(called(last.origin))
    return [last.reserve, origin, ...amounts(some), called(released?.period ?? open), called(released?.payout ?? open)]
  })
  const heads = [w.heldBefore, labels.withheld, labels.forfeited, w.heldAfter]
  return {
    caption: w.heldTable,
    columns: [
      words(labels.reserve),
      words(labels.origin),
      ...heads.map(figures),
      words(w.releasedWith),
      words(w.payableFrom),
    ],
    rows,
    total: [labels.total, '', ...amounts(lots), '', ''],
  }
}

/** Each lot by itself; where they are too many, those of a reserve's oldest months together. */
function shortened(lots: readonly Lot[]): (readonly Lot[])[] {
  if (lots.length <= ROWS) return lots.map(l => [l])
  const byReserve = new Map<string, Lot[]>()
  for (const lot of lots) byReserve.set(lot.reserve, [...(byReserve.get(lot.reserve) ?? []), lot])
  const each = Math.max(1, Math.floor(ROWS / byReserve.size) - 1)
  return [...byReserve.values()].flatMap(own => {
    const old = own.slice(0, Math.max(0, own.length - each))
    return [...(old.length > 0 ? [old] : []), ...own.slice(old.length).map(l => [l])]
  })
}

/** What is held for everybody when the month is closed. */
export function heldOfAll(month: Month): Decimal {
  return sumOf(lotsOf(month).map(heldAfter))
}
