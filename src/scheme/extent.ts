// The least and the most that a formula can give, as far as the scheme itself says: by its fixed figures, limits, bands and
// the ranges of its columns. Takes a checked formula and a position; infinite where the scheme sets no end.

import { compare, type Decimal, decimal, divide, round, sumOf, ZERO } from '../core/decimal.ts'
import type { Bound } from '../formula/bound.ts'
import type { Range } from '../tables/spec.ts'
import { caseFor, type DefinedColumn, type SchemeColumn } from './model.ts'

export interface Extent {
  readonly least: Decimal
  readonly most: Decimal
}

const ENDLESS = decimal('Infinity')
const ANY: Extent = { least: ENDLESS.neg(), most: ENDLESS }

/** What a formula gives for people of a position at the least and at the most. */
export function extentOf(bound: Bound, position: string): Extent {
  const of = (part: Bound): Extent => extentOf(part, position)
  switch (bound.kind) {
    case 'literal':
      return isFigure(bound.value) ? exactly(bound.value) : ANY
    case 'column':
      return ofColumn(bound.column as SchemeColumn, position)
    case 'measure':
      return bound.measure.aggregate.startsWith('count') ? { least: ZERO, most: ENDLESS } : ANY
    case 'negate':
      return times(exactly(decimal(-1)), of(bound.of))
    case 'arithmetic':
      return arithmetic(bound.sign, of(bound.left), of(bound.right))
    case 'if':
      return either([of(bound.yes), of(bound.no)])
    case 'choice':
      return either([...bound.cases.map(c => of(c.result)), ...(bound.otherwise ? [of(bound.otherwise)] : [])])
    case 'bands':
      return bound.marginal ? ANY : either(bound.bands.map(band => of(band.result)))
    case 'items':
      return bound.items.map(item => of(item.of)).reduce(plus, exactly(ZERO))
    case 'weighted':
      return bound.parts.map(part => times(of(part.of), of(part.weight))).reduce(plus, exactly(ZERO))
    case 'clamp': {
      const inside = of(bound.of)
      const low = bound.low ? of(bound.low) : ANY
      const high = bound.high ? of(bound.high) : ANY
      return {
        least: smaller(larger(inside.least, low.least), high.most),
        most: larger(smaller(inside.most, high.most), low.least),
      }
    }
    case 'round': {
      const { least, most } = of(bound.of)
      const rounded = (x: Decimal): Decimal => (x.isFinite() ? round(x, bound.places, bound.mode) : x)
      return { least: rounded(least), most: rounded(most) }
    }
    case 'function':
      return ofFunction(bound.name, bound.args.map(of))
    default:
      return ANY
  }
}

function ofColumn(column: SchemeColumn, position: string): Extent {
  switch (column.source.kind) {
    case 'parameter':
      return isFigure(column.source.value) ? exactly(column.source.value) : ANY
    case 'input':
      return inRange(column.source.range, column.source.blank)
    default: {
      const own = column.home === 'person' ? caseFor(column as DefinedColumn, position) : column.source.cases[0]
      return own ? extentOf(own.formula, position) : ANY
    }
  }
}

function inRange(range: Range | undefined, blank: unknown): Extent {
  if (!range) return ANY
  const extent = { least: range.low?.edge ?? ANY.least, most: range.high?.edge ?? ANY.most }
  return isFigure(blank) ? either([extent, exactly(blank)]) : extent
}

function ofFunction(name: string, args: readonly Extent[]): Extent {
  const [first = ANY] = args
  const of = (end: keyof Extent, pick: (a: Decimal, b: Decimal) => Decimal): Decimal =>
    args.map(arg => arg[end]).reduce(pick)
  switch (name) {
    case 'min':
      return { least: of('least', smaller), most: of('most', smaller) }
    case 'max':
      return { least: of('least', larger), most: of('most', larger) }
    case 'sum':
      return args.reduce(plus)
    case 'average':
      return either(args)
    case 'how many':
      return { least: ZERO, most: decimal(args.length) }
    case 'full units':
    case 'started units':
      return { least: ZERO, most: compare(first.most, ZERO) <= 0 ? ZERO : ENDLESS }
    default:
      return ANY
  }
}

function arithmetic(sign: string, left: Extent, right: Extent): Extent {
  switch (sign) {
    case '+':
      return plus(left, right)
    case '−':
      return plus(left, times(exactly(decimal(-1)), right))
    case '×':
      return times(left, right)
    default:
      return right.least.eq(right.most) && right.least.isFinite() && !right.least.isZero()
        ? times(left, exactly(divide(decimal(1), right.least)))
        : ANY
  }
}

function plus(a: Extent, b: Extent): Extent {
  return { least: sumOf([a.least, b.least]), most: sumOf([a.most, b.most]) }
}

/** Nothing times something endless is nothing. */
function times(a: Extent, b: Extent): Extent {
  const products = [a.least, a.most].flatMap(x =>
    [b.least, b.most].map(y => (x.isZero() || y.isZero() ? ZERO : x.times(y))),
  )
  return { least: products.reduce(smaller), most: products.reduce(larger) }
}

function either(extents: readonly Extent[]): Extent {
  return { least: extents.map(e => e.least).reduce(smaller), most: extents.map(e => e.most).reduce(larger) }
}

function exactly(value: Decimal): Extent {
  return { least: value, most: value }
}

function smaller(a: Decimal, b: Decimal): Decimal {
  return a.lt(b) ? a : b
}

function larger(a: Decimal, b: Decimal): Decimal {
  return a.gt(b) ? a : b
}

function isFigure(value: unknown): value is Decimal {
  return typeof value === 'object' && value !== null
}
