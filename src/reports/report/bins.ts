// Round bins for figures, chosen on exact decimals: steps of 1, 2 or 5 times a power of ten, a dozen bins at most; what
// lies far out goes into an open bin at either end. Takes figures; gives bins in their order, with how many are in each.

import { compare, type Decimal, decimal, divide } from '../../core/decimal.ts'

export interface Bin {
  /** Included; none: open. */
  readonly from: Decimal | undefined
  /** Not included; none: open. */
  readonly to: Decimal | undefined
  readonly count: number
}

const BINS = 10
/** With fewer figures than this none lies far out. */
const MANY = 20
const OUTER = 0.05

/** The bins of some figures, none of none; figures that are all the same have one bin. */
export function binsOf(values: readonly Decimal[]): Bin[] {
  const sorted = [...values].sort(compare)
  if (sorted.length === 0) return []
  const outer = sorted.length < MANY ? 0 : Math.floor(sorted.length * OUTER)
  const low = sorted[outer]!
  const high = sorted[sorted.length - 1 - outer]!
  const step = roundStep(compare(low, high) === 0 ? low.abs() : high.minus(low))
  const start = floorTo(low, step)
  const edges: Decimal[] = []
  for (let edge = start; ; edge = edge.plus(step)) {
    edges.push(edge)
    if (compare(edge, high) > 0) break
  }
  const counts = edges.map(() => 0)
  counts.push(0)
  let at = 0
  for (const value of sorted) {
    while (at < edges.length && compare(value, edges[at]!) >= 0) at++
    counts[at]!++
  }
  const bins = counts.map((count, i): Bin => ({ from: edges[i - 1], to: edges[i], count }))
  return bins.filter(bin => bin.count > 0 || (bin.from !== undefined && bin.to !== undefined))
}

/** The least round step of which the width holds no more than the wanted number; 1 for no width. */
function roundStep(width: Decimal): Decimal {
  if (width.isZero()) return decimal(1)
  const wanted = divide(width, decimal(BINS))
  const power = decimal(10).pow(wanted.e)
  const factor = [1, 2, 5, 10].find(n => compare(power.times(n), wanted) >= 0)!
  return power.times(factor)
}

function floorTo(x: Decimal, step: Decimal): Decimal {
  return divide(x, step).floor().times(step)
}
