// START HERE. A month of a group of shops as data: for each question its sheets, which are the workbook, and on the page the same
// tables with pictures. Takes what each shop's month came to; refuses shops of several currencies, and adds nothing up but what stands
// in the rows. A shop without figures is named, and so is who stands in the rosters of two shops.

import { type Decimal, decimal, divide, sumOf } from '../../core/decimal.ts'
import { wordsIn } from '../../words/language.ts'
import { shopText } from '../group-sheets.ts'
import { type Block, countText, money, type Report, type Section } from '../report/blocks.ts'
import type { Sheet, SheetCell, SheetColumn } from '../sheet.ts'
import { amount, type ColumnOf, text, wholeText } from '../sheet-parts.ts'
import type { GroupMonth, PersonFigures, ShopFigures, ShopOfGroup } from './group-month.ts'
import { outputPart, spreadPart } from './measures.ts'
import {
  AMOUNTS,
  BARS,
  codesOf,
  everybody,
  NAMES,
  type Part,
  type Pen,
  pageTable,
  pictureOf,
  type Seen,
  sheet,
  sumOfPeople,
  total,
} from './parts.ts'
import { outlierPart, twicePart } from './people.ts'
import { heldPart, problemPart } from './rest.ts'

/** Sheets of the workbook, and the page. */
export interface GroupReport {
  readonly sheets: readonly Sheet[]
  readonly page: Report
}

/** The report, in the language that is asked for. */
export function groupReport(month: GroupMonth): GroupReport {
  const { group: shopWords, labels, report: words, period: called } = wordsIn(month.language)
  const shops = month.shops.map(one => ({ ...one, shop: shopText(one, shopWords) }))
  const seen = shops.filter((one): one is Seen => one.figures !== undefined)
  const pen: Pen = { ...month, shops, w: shopWords.report, shopWords, labels, words, seen, called }
  const parts = [shopsPart, positionsPart, outputPart, spreadPart, outlierPart, heldPart, twicePart, problemPart].map(
    make => make(pen),
  )
  const { w, group } = pen
  const period = called(pen.period)
  const closed = seen.filter(one => one.figures.state === 'closed').length
  const state = w.closedOf(closed, shops.length)
  const title = `${group} · ${period} · ${w.title}`
  const sections = parts.map(({ id, sheets, blocks }): Section => {
    const all = blocks ?? sheets.map((own): Block => ({ kind: 'table', table: pageTable(own) }))
    return { id, title: w.sections[id], blocks: all.length > 0 ? all : [{ kind: 'text', text: w.nothing }] }
  })
  return {
    sheets: parts.flatMap(({ sheets }) =>
      sheets.map(sheet => ({ ...sheet, heading: `${group} · ${period} · ${sheet.name}`, state })),
    ),
    page: { title, state, subtitle: w.workedOut, made: w.made, sections: [glance(pen), ...sections] },
  }
}

function glance(pen: Pen): Section {
  const { w, labels, words, seen, shops } = pen
  const people = everybody(pen)
  const held = sumOf(seen.flatMap(one => one.figures.held.map(h => decimal(h.amount))))
  const listed = (some: readonly ShopOfGroup[]): string =>
    words.listed(
      some.slice(0, NAMES).map(one => one.shop),
      Math.max(0, some.length - NAMES),
    )
  const lacking = shops.filter(one => !one.figures)
  const of = (state: ShopFigures['state']): Seen[] => seen.filter(one => one.figures.state === state)
  const [stale, drafts] = [of('stale'), of('no draft')]
  const items = [
    ...lacking.slice(0, BARS).map(one => w.lacks(one.shop, codesOf(one))),
    ...(lacking.length > BARS ? [w.lacksMore(lacking.length - BARS)] : []),
    ...(stale.length > 0 ? [w.staleShops(stale.length, listed(stale))] : []),
    ...(drafts.length > 0 ? [w.noDrafts(drafts.length, listed(drafts))] : []),
  ]
  return {
    id: 'glance',
    title: words.sections.glance,
    blocks: [
      {
        kind: 'facts',
        facts: [
          { name: w.shopsIn, value: w.of(seen.length, shops.length) },
          { name: words.people, value: countText(people.length) },
          ...AMOUNTS.filter(kind => kind !== 'correction' || !sumOfPeople(people, kind).isZero()).map(kind => {
            return { name: labels[kind], value: money(sumOfPeople(people, kind)) }
          }),
          { name: labels.held, value: money(held) },
        ],
      },
      { kind: 'list', title: words.attention, items: items.length > 0 ? items : [words.nothingToNote] },
    ],
  }
}

/** Each shop: what it is, and what it comes to. */
function shopsPart(pen: Pen): Part {
  const { w, shopWords, labels, words, shops, seen } = pen
  const sums =
    (of: (people: readonly PersonFigures[]) => Decimal) =>
    (one: ShopOfGroup): SheetCell =>
      one.figures ? of(one.figures.people) : null
  const corrected = !sumOfPeople(everybody(pen), 'correction').isZero()
  const own = sheet(
    w.sections.shops,
    shops,
    [
      [text(shopWords.shop), one => one.shop],
      [wholeText(shopWords.state), one => stateText(one, w)],
      [total(words.people), sums(people => decimal(people.length))],
      ...AMOUNTS.filter(kind => kind !== 'correction' || corrected).map(
        (kind): ColumnOf<ShopOfGroup> => [amount(labels[kind]), sums(people => sumOfPeople(people, kind))],
      ),
      [amount(words.mean, false), sums(people => mean(people))],
    ],
    { totalWord: shopWords.all(shops.length) },
  )
  const net = sheet(
    w.netByShop,
    seen,
    [
      [text(shopWords.shop), one => one.shop],
      [amount(labels.net), sums(people => sumOfPeople(people, 'net'))],
    ],
    { totalWord: labels.total },
  )
  const bars = seen.map(one => ({ label: one.shop, value: sumOfPeople(one.figures.people, 'net') }))
  return {
    id: 'shops',
    sheets: [own],
    blocks: [{ kind: 'table', table: pageTable(own) }, ...pictureOf(pen, w.netByShop, bars, money, pageTable(net))],
  }
}

function mean(people: readonly PersonFigures[]): Decimal {
  return people.length === 0 ? decimal(0) : divide(sumOfPeople(people, 'net'), decimal(people.length))
}

function stateText(one: ShopOfGroup, w: Pen['w']): string {
  if (!one.figures) return w.states.none(codesOf(one))
  const { state, entry, corrections } = one.figures
  return state === 'closed' ? w.states.closed(entry!, corrections) : w.states[state]
}

/** Shops by position: how many people, their gross and net amounts, a table each. */
function positionsPart(pen: Pen): Part {
  const { w, shopWords, labels, words, seen } = pen
  const positions = [...new Set(everybody(pen).map(p => p.position))].sort()
  const matrix = (
    name: string,
    column: (title: string) => SheetColumn,
    of: (some: PersonFigures[]) => Decimal,
  ): Sheet => {
    const cell = ({ figures: { people } }: Seen, fits: (p: PersonFigures) => boolean): SheetCell => {
      const some = people.filter(fits)
      return some.length === 0 ? null : of(some)
    }
    return sheet(
      name,
      seen,
      [
        [text(shopWords.shop), one => one.shop],
        ...positions.map(
          (position): ColumnOf<Seen> => [
            column(position || words.noGroup),
            one => cell(one, p => p.position === position),
          ],
        ),
        [column(labels.total), one => cell(one, () => true)],
      ],
      { totalWord: labels.total },
    )
  }
  return {
    id: 'positions',
    sheets: [
      matrix(w.byPosition(words.people), total, some => decimal(some.length)),
      matrix(w.byPosition(labels.gross), amount, some => sumOfPeople(some, 'gross')),
      matrix(w.byPosition(labels.net), amount, some => sumOfPeople(some, 'net')),
    ],
  }
}
