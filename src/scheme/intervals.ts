// Between what limits a figure of a scheme can lie, as far as its formula, the ranges of columns and parameters, bands and
// limits say. Takes checked formulas; gives intervals, open where nothing is known. Conditions narrow what is known.

import { compare, type Decimal, decimal, divide, ONE, round, ZERO } from '../core/decimal.ts'
import type { CompareSign } from '../formula/ast.ts'
import type { Band, Bound } from '../formula/bound.ts'
import type { Range } from '../tables/spec.ts'
import type { DefinedColumn, Scheme, SchemeColumn } from './model.ts'

/** What a figure can be; both sides open where nothing is known. */
export type Interval = Omit<Range, 'text'>
type Edge = NonNullable<Interval['low']>
/** What conditions say of figures, by the figure's key. */
export type Facts = ReadonlyMap<string, Interval>

export const NO_FACTS: Facts = new Map()
const ALL: Interval = { low: undefined, high: undefined }
const atLeast = (x: Decimal): Interval => ({ low: { edge: x, inclusive: true }, high: undefined })
const point = (x: Decimal): Interval => ({ low: { edge: x, inclusive: true }, high: { edge: x, inclusive: true } })

/** The figures of a scheme, for asking between what limits they lie. */
export class Intervals {
  private readonly columns: ReadonlyMap<string, SchemeColumn>
  private readonly rows: ReadonlyMap<unknown, Interval>
  private readonly known = new Map<string, Interval>()
  /** Ranges mean nothing where the scheme accepts figures outside of them. */
  private readonly ranges: boolean

  constructor(scheme: Scheme) {
    this.columns = new Map(scheme.columns.map(c => [c.id, c]))
    this.ranges = !scheme.allowed.some(a => a.code === 'CELL_RANGE')
    const rows = scheme.tables.flatMap(({ spec, events }) =>
      spec.columns.flatMap(c =>
        c.range && events ? [[events.column(c.name), this.ranged(c.range, c.blank)] as const] : [],
      ),
    )
    this.rows = new Map(rows)
  }

  /** What a formula can give, under the facts. */
  of(bound: Bound, facts: Facts): Interval {
    const own = this.bare(bound, facts)
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
    return typeof value === 'object' && value !== null ? point(value) : this.of(bound, facts)
  }

  private ranged(range: Range, blank: unknown): Interval {
    if (!this.ranges) return ALL
    const value = typeof blank === 'object' && blank !== null && 'value' in blank ? blank.value : blank
    return typeof value === 'object' && value !== null ? either(range, point(value as Decimal)) : range
  }

  private column(id: string): Interval {
    const before = this.known.get(id)
    if (before) return before
    this.known.set(id, ALL)
    const column = this.columns.get(id)
    const found = column ? this.unknownColumn(column) : ALL
    this.known.set(id, found)
    return found
  }

  private unknownColumn(column: SchemeColumn): Interval {
    const { source } = column
    if (source.kind === 'input') return source.range ? this.ranged(source.range, source.blank) : ALL
    if (source.kind === 'parameter') return source.range ?? ALL
    return eitherOf(
      (column as DefinedColumn).source.cases.map(c => this.of(c.formula, this.assuming(c.when, true, NO_FACTS))),
    )
  }

  private bare(bound: Bound, facts: Facts): Interval {
    const of = (b: Bound): Interval => this.of(b, facts)
    switch (bound.kind) {
      case 'literal':
        return typeof bound.value === 'object' && bound.value !== null ? point(bound.value) : ALL
      case 'column':
        return this.column(bound.column.id)
      case 'row column':
        return this.rows.get(bound.column) ?? ALL
      case 'negate':
        return times(of(bound.of), ONE.neg())
      case 'arithmetic':
        return arithmetic(bound.sign, of(bound.left), of(bound.right))
      case 'if':
        return either(
          this.of(bound.yes, this.assuming(bound.test, true, facts)),
          this.of(bound.no, this.assuming(bound.test, false, facts)),
        )
      case 'bands':
        return bound.marginal ? ALL : eitherOf(bound.bands.map(b => of(b.result)))
      case 'choice':
        return eitherOf([...bound.cases.map(c => c.result), ...(bound.otherwise ? [bound.otherwise] : [])].map(of))
      case 'clamp':
        return limited(of(bound.of), bound.low && of(bound.low), bound.high && of(bound.high))
      case 'round':
        return rounded(of(bound.of), x => round(x, bound.places, bound.mode))
      case 'items':
        return bound.items.map(i => of(i.of)).reduce(plus, point(ZERO))
      case 'weighted':
        return bound.parts.map(p => arithmetic('×', of(p.of), of(p.weight))).reduce(plus, point(ZERO))
      case 'measure':
        return bound.measure.aggregate.startsWith('count') ? atLeast(ZERO) : ALL
      case 'people':
        return bound.aggregate.startsWith('count') ? atLeast(ZERO) : ALL
      case 'rank':
        return atLeast(ONE)
      case 'function':
        return ofFunction(bound, of)
      default:
        return ALL
    }
  }
}

/** What makes two formulas the same figure. */
function keyOf(bound: Bound): string {
  return bound.kind === 'column' ? bound.column.id : bound.text
}

function ofFunction({ name, args }: Extract<Bound, { kind: 'function' }>, of: (b: Bound) => Interval): Interval {
  const all = args.map(of)
  switch (name) {
    case 'min':
      return all.reduce(lesser)
    case 'max':
      return all.reduce(greater)
    case 'sum':
      return all.reduce(plus, point(ZERO))
    case 'how many':
      return both(atLeast(ZERO), { low: undefined, high: { edge: decimal(args.length), inclusive: true } })
    case 'absolute':
    case 'full units':
    case 'started units':
      return atLeast(ZERO)
    default:
      return ALL
  }
}

function arithmetic(sign: string, a: Interval, b: Interval): Interval {
  if (sign === '+') return plus(a, b)
  if (sign === '−') return plus(a, times(b, ONE.neg()))
  const [fixed, other] = single(b) === undefined && sign === '×' ? [single(a), b] : [single(b), a]
  if (fixed === undefined || fixed.isZero()) return fixed?.isZero() && sign === '×' ? point(ZERO) : ALL
  return times(other, sign === '×' ? fixed : divide(ONE, fixed))
}

function single({ low, high }: Interval): Decimal | undefined {
  return low && high && compare(low.edge, high.edge) === 0 ? low.edge : undefined
}

function plus(a: Interval, b: Interval): Interval {
  const add = (x: Edge | undefined, y: Edge | undefined): Edge | undefined =>
    x && y && { edge: x.edge.plus(y.edge), inclusive: x.inclusive && y.inclusive }
  return { low: add(a.low, b.low), high: add(a.high, b.high) }
}

function times({ low, high }: Interval, by: Decimal): Interval {
  const edge = (x: Edge | undefined): Edge | undefined => x && { edge: x.edge.times(by), inclusive: x.inclusive }
  return by.isNegative() ? { low: edge(high), high: edge(low) } : { low: edge(low), high: edge(high) }
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
