// Cliffs: edges of bands at which one unit more of a figure pays less. Takes a checked scheme; tells each such edge once.
// Two ways: results that neither rise nor fall throughout; and a pay line that grows with a figure on both sides of an
// edge but drops at it (a rate on the whole amount). The second is tried with a made-up person, line by line, so that what
// only falls with a bad figure, or pays for other reasons, is never told.

import { compare, type Decimal, decimal, divide, ONE, ZERO } from '../core/decimal.ts'
import { problem } from '../core/problem.ts'
import type { Bound, Value } from '../formula/bound.ts'
import type { Environment } from '../formula/environment.ts'
import { isFigureKind } from '../formula/kinds.ts'
import { isDecimal } from '../formula/trace.ts'
import { nodesOf, type Part, results } from '../formula/tree.ts'
import type { World } from '../formula/world.ts'
import { behind, type Reached, reached } from './graph.ts'
import type { Profile } from './kinds.ts'
import type { DefinedColumn, Scheme } from './model.ts'
import { sampleFigure, sampleWorld } from './sample.ts'

type Bands = Part<'bands'>
type Report = Environment['report']

const profile = (number: string, yes: boolean): Profile => ({
  money: decimal(10_000),
  number: decimal(number),
  count: decimal(10),
  yes,
})
const PROFILES: readonly Profile[] = [profile('1', false), profile('90', true), profile('0.9', true)]

/** Tells every cliff of the scheme at the band behind the edge. */
export function checkCliffs(scheme: Scheme, report: Report): void {
  const told = new Set<Bound>()
  const tell = (bands: Bands, behind: number, name: string): void => {
    const [low, high] = [bands.bands[behind - 1]!, bands.bands[behind]!]
    if (told.has(high.result)) return
    told.add(high.result)
    const facts = { name, of: bands.of.text, lower: low.label, upper: high.label, before: low.result.text }
    report(problem('CLIFF', high.result.at, { ...facts, after: high.result.text }))
  }
  for (const column of [...scheme.values, ...scheme.pay]) uneven(column, scheme, tell)
  for (const line of scheme.pay) {
    for (const own of line.source.cases) {
      const [position = scheme.positions[0] ?? '–'] = own.positions ?? []
      dropsIn(line, own.formula, position, scheme, tell)
    }
  }
}

type Tell = (bands: Bands, behind: number, name: string) => void

/** Bands of one column whose fixed results rise here and fall there: the fewer of the two are the cliffs. */
function uneven(column: DefinedColumn, scheme: Scheme, tell: Tell): void {
  const formulas = column.source.cases.map(own => own.formula)
  for (const bound of nodesOf('bands', formulas)) {
    const results = bound.bands.map(b => fixedFigure(b.result, scheme))
    if (bound.marginal || !results.every(r => r !== undefined)) continue
    const steps = results.slice(1).map((r, i) => compare(r, results[i]!))
    const rises = steps.filter(s => s > 0).length
    const falls = steps.filter(s => s < 0).length
    const against = rises >= falls ? -1 : 1
    if (rises > 0 && falls > 0)
      for (const [i, step] of steps.entries()) if (step === against) tell(bound, i + 1, column.name)
  }
}

/** A figure that is known before any data. */
function fixedFigure(bound: Bound, scheme: Scheme): Decimal | undefined {
  if (bound.kind === 'negate') return fixedFigure(bound.of, scheme)?.neg()
  const value =
    bound.kind === 'literal'
      ? bound.value
      : bound.kind === 'column'
        ? scheme.parameters.find(p => p.id === bound.column.id)?.source.value
        : undefined
  return isDecimal(value) ? value : undefined
}

/** Edges at which a pay line drops though it grows with the same figure before them. */
function dropsIn(line: DefinedColumn, formula: Bound, position: string, scheme: Scheme, tell: Tell): void {
  const inside = behind(scheme, { position, conditions: false })
  for (const bands of reached([formula], scheme, inside).bounds) {
    if (bands.kind !== 'bands' || bands.marginal || bands.type.kind === 'text' || neverFalls(bands, scheme)) continue
    const figures = reached([bands.of], scheme, inside)
    // What the line reads besides the figure of these bands.
    const beside = reached([formula], scheme, b => (b === bands ? results(bands) : inside(b)))
    const same = [...figures.ids].filter(id => beside.ids.has(id) && isFigure(id, figures, scheme))
    for (const id of same) {
      for (const samples of PROFILES) {
        const world = (x: Decimal): World => sampleWorld(scheme, position, samples, new Map<string, Value>([[id, x]]))
        for (const behind of drops(bands, formula, world)) tell(bands, behind, line.name)
      }
    }
  }
}

/** True where the results are known before any data and none is less than the one before. */
function neverFalls({ bands }: Bands, scheme: Scheme): boolean {
  const results = bands.map(b => fixedFigure(b.result, scheme))
  return results.every((r, i) => r && (i === 0 || compare(r, results[i - 1]!) >= 0))
}

/** True for what may be varied: a figure that files or other figures give, not one that the scheme fixes. */
function isFigure(id: string, { bounds }: Reached, scheme: Scheme): boolean {
  const column = scheme.columns.find(c => c.id === id)
  if (!column) return [...bounds].some(b => b.kind === 'measure' && b.measure.id === id && b.type.kind !== 'text')
  return column.source.kind !== 'parameter' && isFigureKind(column.type.kind)
}

const HAIR = decimal('0.000001')
const STEP = decimal('0.01')

/** Numbers of the bands at whose lower edge the formula drops though it grows just before it. */
function drops(bands: Bands, formula: Bound, world: (x: Decimal) => World): number[] {
  const at = (x: Decimal): Decimal | undefined => sampleFigure(bands.of, bands.of.home, world(x))
  const [zero, one, two] = [at(ZERO), at(ONE), at(decimal(2))]
  if (!zero || !one || !two) return []
  const slope = one.minus(zero)
  // Only a figure that rises evenly with what is varied: then the place of each edge is known.
  if (slope.lte(0) || compare(two.minus(one), slope) !== 0) return []
  // A line is rounded at its end: that would hide how it grows.
  const exact = formula.kind === 'round' ? formula.of : formula
  const pays = (x: Decimal): Decimal | undefined => sampleFigure(exact, 'person', world(x))
  const any = world(ONE)
  return bands.bands.flatMap((band, i) => {
    const edge = band.lower && sampleFigure(band.lower.edge, band.lower.edge.home, any)
    if (!edge) return []
    const x = divide(edge.minus(zero), slope)
    if (x.lte(0)) return []
    // One by one: each is a person of its own, of whom most of the scheme is worked out.
    const before = pays(x.times(ONE.minus(STEP)))
    const low = before?.gt(0) ? pays(x.times(ONE.minus(HAIR))) : undefined
    if (!before || !low?.gt(before)) return []
    return pays(x.times(ONE.plus(HAIR)))?.lt(low) ? [i] : []
  })
}
