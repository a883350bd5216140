// Bands at work: which band a figure falls in, and what marginal bands give slice by slice.

import { compare, type Decimal, ZERO } from '../core/decimal.ts'
import type { Bound } from './bound.ts'
import { keptText } from './kinds.ts'
import { FAULT, type Outcome, type Row, type Traced } from './trace.ts'
import { type Evaluate, fail, figure, order, orderable, type World } from './world.ts'

type Bands = Extract<Bound, { kind: 'bands' }>

/** A figure, or a point in time. */
type Edge = Decimal | number

/** Edges that a policy writes down are the same for everybody. */
const written = new WeakMap<Bands, readonly (Edge | undefined)[]>()

/** The upper edges from the lowest band up, the last one open; they must rise. */
function edges(bound: Bands, row: Row, world: World, evaluate: Evaluate): readonly (Edge | undefined)[] | typeof FAULT {
  const known = written.get(bound)
  if (known) return known
  const { kind } = bound.of.type
  const uppers: (Edge | undefined)[] = []
  for (const [i, band] of bound.bands.entries()) {
    const value = band.upper && orderable(evaluate(band.upper.edge, row, world), world)
    if (value === FAULT) return FAULT
    const before = uppers[i - 1]
    if (value !== undefined && before !== undefined && order(before, value) > 0) {
      const detail = `${bound.bands[i - 1]!.upper!.edge.text} = ${keptText(before, kind)}, ${band.upper!.edge.text} = ${keptText(value, kind)}`
      return fail(world, bound, 'BANDS_DISORDER', { name: world.name(row), who: world.who(row), detail })
    }
    uppers.push(value)
  }
  if (bound.bands.every(({ upper }) => !upper || upper.edge.kind === 'literal')) written.set(bound, uppers)
  return uppers
}

/** Number of the band that the figure falls in. */
export function bandOf(bound: Bands, value: Edge, row: Row, world: World, evaluate: Evaluate): number | typeof FAULT {
  const uppers = edges(bound, row, world, evaluate)
  if (uppers === FAULT) return FAULT
  return uppers.findIndex((edge, i) => {
    if (edge === undefined) return true
    const difference = order(value, edge)
    return bound.bands[i]!.upper!.inclusive ? difference <= 0 : difference < 0
  })
}

export interface Slice {
  readonly band: number
  readonly width: Decimal
  readonly part: Decimal
}

/**
 * Marginal bands: each band's rate on its own slice of the figure. The lowest slice begins at 0, and a figure below
 * 0 lies in it whole.
 */
export function slices(
  bound: Bands,
  value: Decimal,
  row: Row,
  world: World,
  evaluate: Evaluate,
): { value: Outcome; parts: Traced[]; slices: Slice[] } {
  const uppers = edges(bound, row, world, evaluate)
  const parts: Traced[] = []
  const found: Slice[] = []
  if (uppers === FAULT) return { value: FAULT, parts, slices: found }
  let sum: Decimal = ZERO
  let from: Decimal = ZERO
  // Points in time have no slices.
  for (const [band, edge] of uppers.filter(edge => typeof edge !== 'number').entries()) {
    const to = edge && compare(edge, value) < 0 ? edge : value
    if (band > 0 && compare(to, from) <= 0) break
    const rate = evaluate(bound.bands[band]!.result, row, world)
    parts.push(rate)
    const figureOfRate = figure(rate, world)
    if (figureOfRate === FAULT) return { value: FAULT, parts, slices: found }
    const width = to.minus(from)
    const part = width.times(figureOfRate)
    found.push({ band, width, part })
    sum = sum.plus(part)
    from = to
  }
  return { value: sum, parts, slices: found }
}
