// Between what limits a figure of a scheme can lie, as far as its formula, the ranges of columns and parameters, bands and
// limits say: for anybody and any parameters, or for people of a position with the parameters as they are. Takes checked
// formulas; gives intervals, open where nothing is known. Conditions narrow what is known.

import { compare, type Decimal, decimal, divide, ONE, round, ZERO } from '../core/decimal.ts'
import { byKind, each } from '../core/kinds.ts'
import { does } from '../formula/aggregates.ts'
import type { ArithmeticSign, CompareSign } from '../formula/ast.ts'
import type { AggregateName, Band, Bound, PlainFunction } from '../formula/bound.ts'
import { type Pass, results } from '../formula/tree.ts'
import type { Range } from '../tables/spec.ts'
import { caseFor, isDefined, type Scheme, type SchemeColumn } from './model.ts'

/** What a figure can be; both sides open where nothing is known. */
export type Interval = Omit<Range, 'text'>
type Edge = NonNullable<Interval['low']>
/** What conditions say of figures, by the figure's key. */
export type Facts = ReadonlyMap<string, Interval>

export const NO_FACTS: Facts = new Map()
/** No figure at all. */
const NOTHING: Interval = { low: { edge: ONE, inclusive: true }, high: { edge: ZERO, inclusive: true } }
const ALL: Interval = { low: undefined, high: undefined }
const atLeast = (x: Decimal): Interval => ({ low: { edge: x, inclusive: true }, high: undefined })
const point = (x: Decimal): Interval => ({ low: { edge: x, inclusive: true }, high: { edge: x, inclusive: true } })

/** The figures of a scheme, for asking between what limits they lie. */
export class Intervals {
  private readonly columns: ReadonlyMap<string, SchemeColumn>
  private readonly rows: ReadonlyMap<unknown, Interval>
  private readonly known = new Map<string, Interval>()
  /** Ranges mean nothing where the scheme accepts figures outside of them, but for what somebody is to reach at most. */
  private readonly ranges: boolean
  private readonly position: string | undefined

  /** `position`: what people of it can have, with the parameters as they are. */
  constructor(scheme: Scheme, position?: string) {
    this.columns = new Map(scheme.columns.map(c => [c.id, c]))
    this.ranges = position !== undefined || !scheme.allowed.some(a => a.code === 'CELL_RANGE')
    this.position = position
    const rows = scheme.tables.flatMap(({ spec, events }) =>
      spec.columns.flatMap(c =>
        c.range && events ? [[events.column(c.name), this.ranged(c.range, c.blank)] as const] : [],
      ),
    )
    this.rows = new Map(rows)
  }

  /** What a formula can give, under the facts. */
  of(bound: Bound, facts: Facts): Interval {
    const own = byKind(RANGES, bound, this, facts)
    const fact = facts.get(keyOf(bound))
    return fact ? both(own, fact) : own
  }

  /** What lies in a band. */
  band({ lower, upper }: Band, facts: Facts): Interval {
    const low = lower && this.of(lower.edge, facts).low
    const high = upper && this.of(upper.edge, facts).high
    return {
      low: low && { edge: low.edge, inclusive: low.inclusive && lower.inclusive },
      high: high && { edge: high.edge, inclusive: high.inclusive && upper.inclusive },
    }
  }

  /** The facts with those that a condition adds where it holds, or where it does not. */
  assuming(condition: Bound | undefined, holds: boolean, facts: Facts): Facts {
    if (condition?.kind === 'not') return this.assuming(condition.of, !holds, facts)
    if (condition?.kind === 'logic' && (condition.word === 'and') === holds)
      return this.assuming(condition.right, holds, this.assuming(condition.left, holds, facts))
    if (condition?.kind !== 'compare') return facts
    const sign = holds ? condition.sign : OPPOSITE[condition.sign]
    const { left, right } = condition
    const [a, b] = [this.of(left, facts), this.of(right, facts)]
    const known = this.within(left, both(a, beside(sign, b)), facts)
    return this.within(right, both(b, beside(MIRRORED[sign], a)), known)
  }

  /** The facts with what a figure is known to be. */
  within(figure: Bound, interval: Interval, facts: Facts): Facts {
    return new Map(facts).set(keyOf(figure), interval)
  }

  /** As `of`, but a parameter is the figure that it has. */
  settled(bound: Bound, facts: Facts): Interval {
    const column = bound.kind === 'column' ? this.columns.get(bound.column.id) : undefined
    const value = column?.source.kind === 'parameter' ? column.source.value : null
    return isFigure(value) ? point(value) : this.of(bound, facts)
  }

  private ranged(range: Range, blank: unknown): Interval {
    if (!this.ranges) return ALL
    const value = typeof blank === 'object' && blank !== null && 'value' in blank ? blank.value : blank
    return isFigure(value) ? either(range, point(value)) : range
  }

  /** What a column can be. */
  column(id: string): Interval {
    const before = this.known.get(id)
    if (before) return before
    this.known.set(id, ALL)
    const column = this.columns.get(id)
    const found = column ? this.unknownColumn(column) : ALL
    this.known.set(id, found)
    return found
  }

  private unknownColumn(column: SchemeColumn): Interval {
    if (isDefined(column)) {
      const own = this.position === undefined || column.home !== 'person' ? undefined : caseFor(column, this.position)
      const cases = own ? [own] : column.source.cases
      return eitherOf(cases.map(c => this.of(c.formula, this.assuming(c.when, true, NO_FACTS))))
    }
    const { source } = column
    if (source.kind === 'input') return source.range ? this.ranged(source.range, source.blank) : ALL
    return this.position !== undefined && isFigure(source.value) ? point(source.value) : (source.range ?? ALL)
  }

  /** What a column of a table's rows can be. */
  rowColumn(column: unknown): Interval {
    return this.rows.get(column) ?? ALL
  }
}

const anything = (): Interval => ALL
const counted = ({ aggregate }: { aggregate: AggregateName }): Interval =>
  does(aggregate, 'counts') ? atLeast(ZERO) : ALL

const RANGES: Pass<Interval, [Intervals, Facts]> = {
  ...each(
    ['calendar', 'earlier', 'share', 'lines', 'not', 'compare', 'logic', 'is blank', 'in', 'has', 'key', 'previous'],
    anything,
  ),
  refuse: () => NOTHING,
  literal: ({ value }) => (isFigure(value) ? point(value) : ALL),
  column: ({ column }, by) => by.column(column.id),
  'row column': ({ column }, by) => by.rowColumn(column),
  owned: ({ figure }, by) => by.of(figure, NO_FACTS),
  negate: ({ of }, by, facts) => times(by.of(of, facts), point(ONE.neg())),
  arithmetic: ({ sign, left, right }, by, facts) => arithmetic(sign, by.of(left, facts), by.of(right, facts)),
  if: ({ test, yes, no }, by, facts) =>
    either(by.of(yes, by.assuming(test, true, facts)), by.of(no, by.assuming(test, false, facts))),
  bands: (bound, by, facts) => (bound.marginal ? ALL : eitherOf(results(bound).map(b => by.of(b, facts)))),
  choice: (bound, by, facts) => eitherOf(results(bound).map(b => by.of(b, facts))),
  clamp: ({ of, low, high }, by, facts) =>
    limited(by.of(of, facts), low && by.of(low, facts), high && by.of(high, facts)),
  round: ({ of, places, mode }, by, facts) => rounded(by.of(of, facts), x => round(x, places, mode)),
  items: ({ items }, by, facts) => items.map(i => by.of(i.of, facts)).reduce(plus, point(ZERO)),
  weighted: ({ parts }, by, facts) =>
    parts.map(p => times(by.of(p.of, facts), by.of(p.weight, facts))).reduce(plus, point(ZERO)),
  measure: ({ measure }) => counted(measure),
  people: counted,
  ...each(['rank', 'row rank'], () => atLeast(ONE)),
  function: ({ name, args }, by, facts) => FUNCTIONS[name](args.map(b => by.of(b, facts))),
}

/** What makes two formulas the same figure. */
function keyOf(bound: Bound): string {
  return bound.kind === 'column' ? bound.column.id : bound.text
}

const positive = (): Interval => atLeast(ZERO)

const FUNCTIONS: Readonly<Record<PlainFunction, (args: readonly Interval[]) => Interval>> = {
  min: args => args.reduce(lesser),
  max: args => args.reduce(greater),
  sum: args => args.reduce(plus),
  average: eitherOf,
  'how many': args => ({ low: { edge: ZERO, inclusive: true }, high: { edge: decimal(args.length), inclusive: true } }),
  absolute: positive,
  'full units': unitsOf,
  'started units': unitsOf,
  ...each(['years between', 'months between', 'days between', 'hours between', 'minutes between'], anything),
  ...each(['months after', 'date', 'date of', 'time of', 'week', 'month'], anything),
  weekday: () => ({ low: { edge: ONE, inclusive: true }, high: { edge: decimal(7), inclusive: true } }),
  'less the better': anything,
}

/** Of a figure that is never above 0 there are none. */
function unitsOf([of]: readonly Interval[]): Interval {
  return of?.high && compare(of.high.edge, ZERO) <= 0 ? point(ZERO) : positive()
}

function arithmetic(sign: ArithmeticSign, a: Interval, b: Interval): Interval {
  if (sign === '+') return plus(a, b)
  if (sign === '−') return plus(a, times(b, point(ONE.neg())))
  if (sign === '×') return times(a, b)
  const by = single(b)
  return by && !by.isZero() ? times(a, point(divide(ONE, by))) : ALL
}

function single({ low, high }: Interval): Decimal | undefined {
  return low && high && compare(low.edge, high.edge) === 0 ? low.edge : undefined
}

function plus(a: Interval, b: Interval): Interval {
  const add = (x: Edge | undefined, y: Edge | undefined): Edge | undefined =>
    x && y && { edge: x.edge.plus(y.edge), inclusive: x.inclusive && y.inclusive }
  return { low: add(a.low, b.low), high: add(a.high, b.high) }
}

const ENDLESS = decimal('Infinity')

/** All products. Nothing times something endless is nothing. */
function times(a: Interval, b: Interval): Interval {
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) ? a : b
  const ends = ({ low, high }: Interval): Edge[] => [
    low ?? { edge: ENDLESS.neg(), inclusive: false },
    high ?? { edge: ENDLESS, inclusive: false },
  ]
  const product = (x: Edge, y: Edge): Edge => {
    const nothing = [x, y].filter(end => end.edge.isZero())
    if (nothing.length === 0) return { edge: x.edge.times(y.edge), inclusive: x.inclusive && y.inclusive }
    return { edge: ZERO, inclusive: nothing.some(end => end.inclusive) }
  }
  const products = ends(a).flatMap(x => ends(b).map(y => product(x, y)))
  const end = (side: 1 | -1): Edge | undefined => {
    const found = products.reduce((x, y) => outer(x, y, side)!)
    return found.edge.isFinite() ? found : undefined
  }
  return { low: end(-1), high: end(1) }
}

function isFigure(value: unknown): value is Decimal {
  return typeof value === 'object' && value !== null
}

/** Rounding may reach an edge that the figure itself does not. */
function rounded({ low, high }: Interval, to: (x: Decimal) => Decimal): Interval {
  const edge = (x: Edge | undefined): Edge | undefined => x && { edge: to(x.edge), inclusive: true }
  return { low: edge(low), high: edge(high) }
}

function limited(of: Interval, low: Interval | undefined, high: Interval | undefined): Interval {
  const raised = low ? greater(of, low) : of
  return high ? lesser(raised, high) : raised
}

/** The greater of two figures. */
function greater(a: Interval, b: Interval): Interval {
  return { low: higher(a.low, b.low), high: outer(a.high, b.high, 1) }
}

/** The lesser of two figures. */
function lesser(a: Interval, b: Interval): Interval {
  return { low: outer(a.low, b.low, -1), high: lower(a.high, b.high) }
}

/** The higher of two lower edges: nothing is lower than both. */
function higher(a: Edge | undefined, b: Edge | undefined): Edge | undefined {
  if (!a || !b) return a ?? b
  const order = compare(a.edge, b.edge)
  return order === 0 ? { edge: a.edge, inclusive: a.inclusive && b.inclusive } : order > 0 ? a : b
}

function lower(a: Edge | undefined, b: Edge | undefined): Edge | undefined {
  if (!a || !b) return a ?? b
  const order = compare(a.edge, b.edge)
  return order === 0 ? { edge: a.edge, inclusive: a.inclusive && b.inclusive } : order < 0 ? a : b
}

/** What is in both. */
export function both(a: Interval, b: Interval): Interval {
  return { low: higher(a.low, b.low), high: lower(a.high, b.high) }
}

/** The edge that leaves more room: on the lower side (-1) or the upper one (1). */
function outer(a: Edge | undefined, b: Edge | undefined, side: number): Edge | undefined {
  if (!a || !b) return undefined
  const order = compare(a.edge, b.edge) * side
  return order === 0 ? { edge: a.edge, inclusive: a.inclusive || b.inclusive } : order > 0 ? a : b
}

/** The smallest interval that holds both. */
function either(a: Interval, b: Interval): Interval {
  if (isEmpty(a)) return b
  if (isEmpty(b)) return a
  return { low: outer(a.low, b.low, -1), high: outer(a.high, b.high, 1) }
}

function eitherOf(all: readonly Interval[]): Interval {
  return all.length === 0 ? ALL : all.reduce(either)
}

/** True where no figure is in it. */
export function isEmpty({ low, high }: Interval): boolean {
  if (!low || !high) return false
  const order = compare(low.edge, high.edge)
  return order > 0 || (order === 0 && !(low.inclusive && high.inclusive))
}

const OPPOSITE: Record<CompareSign, CompareSign> = { '=': '≠', '≠': '=', '<': '≥', '≥': '<', '>': '≤', '≤': '>' }
const MIRRORED: Record<CompareSign, CompareSign> = { '=': '=', '≠': '≠', '<': '>', '>': '<', '≤': '≥', '≥': '≤' }

/** What a figure can be that stands to the left of the sign, with the other one to the right. */
function beside(sign: CompareSign, { low, high }: Interval): Interval {
  const edge = (x: Edge | undefined, inclusive: boolean): Edge | undefined =>
    x && { edge: x.edge, inclusive: inclusive && x.inclusive }
  if (sign === '=') return { low, high }
  if (sign === '<' || sign === '≤') return { low: undefined, high: edge(high, sign === '≤') }
  if (sign === '>' || sign === '≥') return { low: edge(low, sign === '≥'), high: undefined }
  return ALL
}

/** True where the comparison holds for no two figures of the intervals. */
export function neverHolds(sign: CompareSign, left: Interval, right: Interval): boolean {
  if (sign === '≠') {
    const [a, b] = [single(left), single(right)]
    return a !== undefined && b !== undefined && compare(a, b) === 0
  }
  return isEmpty(both(left, beside(sign, right)))
}

/** True where it holds for all. */
export function alwaysHolds(sign: CompareSign, left: Interval, right: Interval): boolean {
  return neverHolds(OPPOSITE[sign], left, right)
}
