// Two sides of a comparison, person by person and figure by figure: what differs, of which class each difference is, and
// between two months the bridge that explains it. Takes worked-out months and sheets that were read; gives data without
// words. What nothing explains stays unexplained, with a hint at most.

import { type Decimal, decimal, sumOf, ZERO } from '../core/decimal.ts'
import { amountText } from '../core/money.ts'
import { formerKey, whoseName } from '../pay/holders.ts'
import { byId } from '../pay/people.ts'
import {
  FIGURE_KINDS,
  FIGURES,
  type Figure,
  type FigureKind,
  type Figures,
  figureKey,
  figuresOf,
} from '../pay/person-sheet.ts'
import { taxKinds, taxSums } from '../pay/taxed.ts'
import { type Bridge, bridges, type CauseClass } from './bridge.ts'
import type { MonthSide } from './changes.ts'
import { type Hint, nearest, scoreExplains, type Unexplained } from './nearest.ts'
import type { OutsideSheet } from './outside-sheet.ts'

/** `sum`: the parts of the figure explain it. */
export type DifferenceClass = CauseClass | 'missing' | 'extra' | 'rounding' | 'sum'

/** What a month or a draft was made from. */
export interface MadeFrom {
  readonly scheme: string
  /** Hashes by table, and what-ifs. */
  readonly inputs: string
}

export type ComparedSide = {
  readonly label: string
  /** None for a sheet from outside. */
  readonly record: MadeFrom | undefined
} & (({ readonly kind: 'month' } & MonthSide) | { readonly kind: 'sheet'; readonly sheet: OutsideSheet })

/** The months around the one that is held against a sheet, as far as they could be worked out. */
export interface Around {
  readonly before: MonthSide | undefined
  readonly after: MonthSide | undefined
}

/** A figure of a sheet, or all that somebody has. */
export type DifferenceKind = FigureKind | 'person'

export interface Difference {
  readonly kind: DifferenceKind
  readonly name: string
  /** As it stands on either side; undefined where it is not there. */
  readonly a: string | undefined
  readonly b: string | undefined
  /** B less A; none for a score. */
  readonly difference: Decimal | undefined
  readonly class: DifferenceClass
  /** What it changes of the net amount and no other difference does. */
  readonly worth: Decimal
  readonly hint: Hint | undefined
  /** The month to which the same amount belongs. */
  readonly month: string | undefined
}

export interface ComparedPerson {
  readonly id: string
  readonly name: string
  readonly differences: readonly Difference[]
  readonly bridge: Bridge | undefined
  /** What all of it comes to: B less A. */
  readonly difference: Decimal
}

export interface Comparison {
  readonly a: string
  readonly b: string
  readonly compared: number
  /** What all differences come to. */
  readonly total: Decimal
  /** Only people of whom something differs, the largest difference first. */
  readonly people: readonly ComparedPerson[]
  /** By class, the largest first. */
  readonly totals: readonly { readonly class: DifferenceClass; readonly count: number; readonly amount: Decimal }[]
  readonly notCompared: readonly string[]
}

/** In the order in which totals are shown. */
const CLASSES: readonly DifferenceClass[] = [
  'missing',
  'extra',
  'timing',
  'rate',
  'score',
  'input',
  'rounding',
  'unexplained',
  'sum',
]

const FEN = decimal('0.01')

interface Listed {
  readonly id: string
  readonly name: string
  readonly figures: Figures
}

/** Compares two sides. */
export function compareSides(a: ComparedSide, b: ComparedSide, around: Around): Comparison {
  const right = peopleOf(b)
  const left = apart(peopleOf(a), right, b)
  const ids = [...new Set([...left.keys(), ...right.keys()])].sort(byId)
  const built = a.kind === 'month' && b.kind === 'month' ? bridges(a, b) : new Map<string, Bridge>()
  const covers = (key: string): boolean => [a, b].every(s => s.kind === 'month' || s.sheet.covers.has(key))
  const pair: Pair = { a, b, covers, around }
  const found = ids.map(id => {
    const sides = { left: left.get(id), right: right.get(id) }
    return { id, ...sides, bridge: sides.left && sides.right && built.get(id) }
  })
  const first = found.map(f => ({
    ...f,
    bridge: f.bridge?.causes.length ? f.bridge : undefined,
    differences: differencesOf(f.left, f.right, f.bridge, pair),
  }))
  const hinted = withHints(first, pair)
  const people = hinted
    .filter(p => p.differences.length > 0)
    .map(({ id, left, right, differences, bridge }) => {
      const counted = differences.filter(d => d.class !== 'sum').map(d => d.worth)
      const size = sumOf(counted.map(worth => worth.abs()))
      return { id, name: (left ?? right)!.name, differences, bridge, difference: sumOf(counted), size }
    })
    .sort((x, y) => bySize(x.difference, y.difference) || bySize(x.size, y.size))
    .map(({ size: _, ...person }) => person)
  const all = people.flatMap(p => p.differences)
  const totals = CLASSES.flatMap(of => {
    const own = all.filter(d => d.class === of)
    return own.length === 0 || of === 'sum'
      ? []
      : [{ class: of, count: own.length, amount: sumOf(own.map(d => d.worth)) }]
  })
  totals.sort((x, y) => bySize(x.amount, y.amount))
  const total = sumOf(totals.map(t => t.amount))
  const notCompared = [a, b].flatMap(s => (s.kind === 'sheet' ? s.sheet.notCompared : []))
  return { a: a.label, b: b.label, compared: ids.length, people, total, totals, notCompared: [...new Set(notCompared)] }
}

/** The larger first, whichever way it goes. */
function bySize(x: Decimal, y: Decimal): number {
  return y.abs().comparedTo(x.abs())
}

interface Pair {
  readonly a: ComparedSide
  readonly b: ComparedSide
  readonly covers: (key: string) => boolean
  readonly around: Around
}

function peopleOf(side: ComparedSide): Map<string, Listed> {
  if (side.kind === 'sheet') return new Map(side.sheet.people.map(p => [p.id, p]))
  const { scheme, result } = side.month
  return new Map(
    result.people.map(p => {
      const taxed = taxSums([p], taxKinds(scheme, result.people)).map(({ kind: name, amount }): [string, Figure] => {
        return [figureKey('taxed', name), { kind: 'taxed', name, amount, text: amountText(amount) }]
      })
      return [p.id, { id: p.id, name: p.name, figures: new Map([...figuresOf(p), ...taxed]) }]
    }),
  )
}

/** People of the left side under the keys of the right one: whose number is somebody else's there has a key of their own. */
function apart(left: Map<string, Listed>, right: Map<string, Listed>, b: ComparedSide): Map<string, Listed> {
  if (b.kind !== 'month') return left
  const said = b.month.scheme.roster.formerNames
  return new Map(
    [...left].map(([id, person]) => {
      const other = right.get(id)
      const isOther = other && person.name !== '' && whoseName(id, person.name, other.name, said) === 'another'
      return [(isOther && formerKey(id, person.name, said)) || id, person]
    }),
  )
}

function differencesOf(
  a: Listed | undefined,
  b: Listed | undefined,
  bridge: Bridge | undefined,
  pair: Pair,
): Difference[] {
  const none = { hint: undefined, month: undefined }
  if (!a || !b) {
    // What both sides have a column for says how much the person is paid.
    const key = [figureKey('net'), figureKey('gross')].find(pair.covers)
    const sum = key === undefined ? undefined : (a ?? b)!.figures.get(key)
    const amount = amountOf(sum)
    const own = { a: a && sum?.text, b: b && sum?.text }
    const by = a ? amount.neg() : amount
    return [{ ...none, ...own, kind: 'person', name: '', difference: by, class: a ? 'missing' : 'extra', worth: by }]
  }
  const keys = [...new Set([...a.figures.keys(), ...b.figures.keys()])].filter(pair.covers)
  const found = keys.flatMap((key): Difference[] => {
    const [x, y] = [a.figures.get(key), b.figures.get(key)]
    const { kind, name } = (x ?? y)!
    if (kind === 'score' ? x?.text === y?.text : amountOf(x).eq(amountOf(y))) return []
    const difference = kind === 'score' ? undefined : amountOf(y).minus(amountOf(x))
    const of = classOf(a, b, key, bridge, pair)
    const worth = difference?.times(effectOf(kind)) ?? ZERO
    return [{ ...none, kind, name, a: x?.text, b: y?.text, difference, class: of.class, worth, month: of.month }]
  })
  const order: readonly DifferenceKind[] = FIGURE_KINDS
  found.sort((x, y) => order.indexOf(x.kind) - order.indexOf(y.kind))
  return withSums(found, a, pair)
}

function effectOf(kind: DifferenceKind): number {
  return kind === 'person' ? 1 : (FIGURES[kind].effect ?? 0)
}

/** True for a sum whose parts are figures themselves. */
function isSum(kind: DifferenceKind): boolean {
  return kind !== 'person' && FIGURES[kind].signed === true
}

/** True for a figure of which another is a sum. */
function isPartOf(kind: DifferenceKind, sum: DifferenceKind): boolean {
  return kind !== 'person' && sum !== 'person' && FIGURES[kind].of.every(part => FIGURES[sum].of.includes(part))
}

function amountOf(figure: Figure | undefined): Decimal {
  return figure?.amount ?? ZERO
}

function classOf(
  a: Listed,
  b: Listed,
  key: string,
  bridge: Bridge | undefined,
  pair: Pair,
): { class: DifferenceClass; month?: string } {
  const [x, y] = [a.figures.get(key), b.figures.get(key)]
  const { kind } = (x ?? y)!
  if (kind === 'correction') return { class: 'timing' }
  if (!y && !isSum(kind)) return { class: 'missing' }
  if (!x && !isSum(kind)) return { class: 'extra' }
  if (bridge) return { class: bridge.classes.get(key) ?? (kind === 'score' ? 'score' : 'input') }
  if (kind === 'score') return { class: 'score' }
  const changed = recordClass(pair, a, b)
  if (changed === undefined && amountOf(x).minus(amountOf(y)).abs().lte(FEN)) return { class: 'rounding' }
  const month = sameElsewhere(key, a, b, pair)
  return month === undefined ? { class: changed ?? 'unexplained' } : { class: 'timing', month }
}

/** What the records of both say differs between them, where that can be told. */
function recordClass({ a, b }: Pair, x: Listed, y: Listed): DifferenceClass | undefined {
  const [one, other] = [a.record, b.record]
  if (!one || !other) return undefined
  const [scheme, inputs] = [one.scheme !== other.scheme, one.inputs !== other.inputs]
  if (scheme && inputs) return 'unexplained'
  if (scheme) return 'rate'
  if (!inputs) return undefined
  const score = [...x.figures].some(([key, f]) => f.kind === 'score' && y.figures.get(key)?.text !== f.text)
  return score ? 'score' : 'input'
}

/** The month beside this one that pays the person exactly what the sheet has. */
function sameElsewhere(key: string, a: Listed, b: Listed, { a: left, around }: Pair): string | undefined {
  const sheet = (left.kind === 'sheet' ? a : b).figures.get(key)?.amount
  if (!sheet || sheet.isZero()) return undefined
  for (const side of [around.before, around.after]) {
    const person = side?.month.result.people.find(p => p.id === a.id)
    if (person && figuresOf(person).get(key)?.amount?.eq(sheet)) return side!.month.period.name
  }
  return undefined
}

/** Sums that their parts explain are no difference of their own; one that stays open has a class and a worth. */
function withSums(found: readonly Difference[], a: Listed, { a: left, b: right }: Pair): Difference[] {
  let told = ZERO
  const lines = Math.max(1, [...a.figures.values()].filter(f => f.kind === 'line').length)
  const between = left.kind === 'sheet' || right.kind === 'sheet'
  return found.map(d => {
    if (d.kind === 'taxed') return { ...d, class: 'sum' as const, month: undefined }
    if (!isSum(d.kind)) return d
    const parts = found.filter(p => effectOf(p.kind) !== 0 && isPartOf(p.kind, d.kind))
    const open = d.difference!.minus(sumOf(parts.map(p => p.worth))).minus(d.kind === 'net' ? told : ZERO)
    if (open.isZero()) return { ...d, class: 'sum' as const, month: undefined }
    told = told.plus(open)
    const small = between && open.abs().lte(FEN.times(lines))
    return { ...d, class: small ? ('rounding' as const) : d.class, worth: open }
  })
}

type Found = { readonly id: string; readonly differences: Difference[] }

/** Of a month held against a sheet: scores that explain a line, and the nearest cause of what nothing explains. */
function withHints<T extends Found & { left: Listed | undefined; right: Listed | undefined }>(
  people: T[],
  pair: Pair,
): T[] {
  const { a, b, around } = pair
  const side = a.kind === 'month' ? a : b.kind === 'month' ? b : undefined
  if (!side || a.kind === b.kind) return people
  const open = people.flatMap(({ id, left, right, differences }): Unexplained[] => {
    const sheet = (side === a ? right : left)?.figures
    return differences
      .filter(d => d.class === 'unexplained' && (d.kind === 'line' || d.kind === 'reserve' || d.kind === 'deduction'))
      .map(({ kind, name }) => ({
        id,
        key: figureKey(kind, name),
        amount: sheet!.get(figureKey(kind, name))!.amount!,
        sheet: sheet!,
      }))
  })
  if (open.length === 0) return people
  const explained = scoreExplains(side.month, open)
  const hints = nearest(side.month, around.before?.month, open)
  return people.map(p => ({
    ...p,
    differences: p.differences.map(d => {
      const key = `${p.id} ${figureKey(d.kind, d.name)}`
      return explained.has(key) ? { ...d, class: 'score' as const } : { ...d, hint: hints.get(key) }
    }),
  }))
}
