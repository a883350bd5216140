// People of a group beside each other: whose gross amount lies far from what others of the position have in all shops, and who
// stands in the rosters of two shops. Somebody is the same by number and name, never by the name alone.

import { compare, type Decimal, decimal, divide } from '../../core/decimal.ts'
import { addTo } from '../../core/lists.ts'
import type { Block } from '../report/blocks.ts'
import { amount, type ColumnOf, figure, text } from '../sheet-parts.ts'
import type { PersonFigures } from './group-month.ts'
import { everybody, type Part, type Pen, pageTable, sheet } from './parts.ts'

type OfShop = PersonFigures & { readonly shop: string }

/** How many quartile ranges beyond the quartiles is far, and of how many people a position must be. */
const FAR = decimal('1.5')
const MANY = 8

interface Fence {
  readonly position: string
  readonly count: number
  readonly first: Decimal
  readonly third: Decimal
  readonly low: Decimal
  readonly high: Decimal
}

/** Positions with what is usual, and who is beyond. */
export function outlierPart(pen: Pen): Part {
  const { w, shopWords, labels, words } = pen
  const by = new Map<string, OfShop[]>()
  for (const p of everybody(pen)) addTo(by, p.position, p)
  const positions = [...by].sort(([a], [b]) => (a < b ? -1 : 1))
  const fences = positions.flatMap(([position, people]) => fenceOf(position, people) ?? [])
  const beyond = fences.flatMap(fence =>
    by
      .get(fence.position)!
      .filter(p => isBeyond(decimal(p.gross), fence))
      .map(p => ({ p, fence })),
  )
  const named = (position: string): string => position || words.noGroup
  const usual = sheet(
    w.usual,
    fences,
    [
      [text(labels.position), one => named(one.position)],
      [figure(words.people), one => decimal(one.count)],
      [amount(w.firstQuartile, false), one => one.first],
      [amount(w.thirdQuartile, false), one => one.third],
      [amount(w.from, false), one => one.low],
      [amount(w.upTo, false), one => one.high],
      [figure(w.far), one => decimal(beyond.filter(({ fence }) => fence === one).length)],
    ],
    { top: w.outlierRule(MANY) },
  )
  const far = sheet(
    w.sections.outliers,
    beyond,
    [
      [text(shopWords.shop), ({ p }) => p.shop],
      [text(labels.id), ({ p }) => p.id],
      [text(labels.name), ({ p }) => p.name],
      [text(labels.position), ({ p }) => named(p.position)],
      [amount(labels.gross, false), ({ p }) => decimal(p.gross)],
      [amount(w.from, false), ({ fence }) => fence.low],
      [amount(w.upTo, false), ({ fence }) => fence.high],
      [figure(words.people), ({ fence }) => decimal(fence.count)],
    ],
    { top: w.outlierRule(MANY), frozen: 3 },
  )
  const few = positions
    .filter(([, people]) => people.length < MANY)
    .map(([name, people]) => w.fewOf(named(name), people.length))
  const blocks: Block[] = [
    { kind: 'text', text: w.outlierRule(MANY) },
    ...(few.length > 0 ? [{ kind: 'text', text: w.tooFew(few.join(', ')) } as const] : []),
    ...[usual, far]
      .filter(one => one.rows.length > 0)
      .map(one => ({ kind: 'table', table: pageTable({ ...one, top: undefined }) }) as const),
    ...(beyond.length === 0 ? [{ kind: 'text', text: w.noOutliers } as const] : []),
  ]
  return { id: 'outliers', sheets: [usual, far].filter(one => one.rows.length > 0), blocks }
}

function fenceOf(position: string, people: readonly OfShop[]): Fence | undefined {
  if (people.length < MANY) return undefined
  const sorted = people.map(p => decimal(p.gross)).sort(compare)
  const [first, third] = [quartile(sorted, 1), quartile(sorted, 3)]
  const far = third.minus(first).times(FAR)
  return { position, count: people.length, first, third, low: first.minus(far), high: third.plus(far) }
}

function isBeyond(x: Decimal, { low, high }: Fence): boolean {
  return compare(x, low) < 0 || compare(x, high) > 0
}

/** As QUARTILE.INC of spreadsheets has it: between two neighbours by the part of the way. */
function quartile(sorted: readonly Decimal[], which: 1 | 3): Decimal {
  const steps = (sorted.length - 1) * which
  const at = Math.floor(steps / 4)
  const [here, next] = [sorted[at]!, sorted[at + 1] ?? sorted[at]!]
  return here.plus(divide(next.minus(here).times(steps % 4), decimal(4)))
}

/** Who has a sheet in more than one shop. */
export function twicePart(pen: Pen): Part {
  const { w, shopWords, labels, words } = pen
  const by = new Map<string, OfShop[]>()
  for (const p of everybody(pen)) addTo(by, p.id, p)
  const numbers = [...by.values()].filter(of => new Set(of.map(p => p.shop)).size > 1)
  const people = numbers.flatMap(byName).filter(of => of.length > 1)
  const others = numbers.filter(of => new Set(of.map(p => p.name)).size > 1)
  const columns: ColumnOf<OfShop>[] = [
    [text(labels.id), p => p.id],
    [text(labels.name), p => p.name],
    [text(shopWords.shop), p => p.shop],
    [text(labels.position), p => p.position || words.noGroup],
    [amount(labels.gross, false), p => decimal(p.gross)],
    [amount(labels.net, false), p => decimal(p.net)],
  ]
  const twice = sheet(w.sections.twice, people.flat(), columns, { top: w.twiceRule, frozen: 2 })
  const other = sheet(w.otherNames, others.flat(), columns, { top: w.otherNamesRule, frozen: 2 })
  const found = [twice, other].filter(one => one.rows.length > 0)
  const table = (one: typeof twice): Block => ({ kind: 'table', table: pageTable(one) })
  return {
    id: 'twice',
    sheets: found,
    blocks: found.length > 0 ? found.map(table) : [{ kind: 'text', text: w.nobodyTwice }],
  }
}

function byName(people: readonly OfShop[]): OfShop[][] {
  const found = new Map<string, OfShop[]>()
  for (const p of people) addTo(found, p.name, p)
  return [...found.values()]
}
