// Parts of a sound scheme that can't take effect, or contradict one another: conditions that always or never hold, bands
// that no figure reaches, limits that cross. Takes a checked scheme; tells each once, with its place and why. A part that
// stands in several places (a scale) is told where it is so in all of them.

import { plain } from '../core/decimal.ts'
import { byKind, each } from '../core/kinds.ts'
import { placeText } from '../core/place.ts'
import { type Problem, problem } from '../core/problem.ts'
import type { Bound } from '../formula/bound.ts'
import type { Environment } from '../formula/environment.ts'
import { type Part, type Pass, parts } from '../formula/tree.ts'
import { alwaysHolds, both, type Facts, type Interval, Intervals, isEmpty, NO_FACTS, neverHolds } from './intervals.ts'
import { ownConditions, type Scheme } from './model.ts'

/** Tells what can't take effect. `roots`: all formulas of the scheme, those of its columns among them. */
export function checkIdle(scheme: Scheme, roots: readonly Bound[], report: Environment['report']): void {
  const idle = new Idle(scheme)
  const cases = scheme.columns.flatMap(({ source }) => (source.kind === 'defined' ? source.cases : []))
  for (const { formula, when } of cases) {
    if (when) idle.visit(when, NO_FACTS)
    idle.visit(formula, idle.intervals.assuming(when, true, NO_FACTS))
  }
  for (const table of scheme.tables) {
    const { events } = table
    for (const condition of ownConditions(table)) idle.visit(condition, NO_FACTS)
    for (const name of events?.columnNames() ?? []) {
      const { source } = events!.column(name)!
      if ('formula' in source) idle.visit(source.formula, NO_FACTS)
    }
  }
  const visited = new Set(cases.flatMap(c => [c.formula, c.when]))
  for (const root of roots) if (!visited.has(root)) idle.visit(root, NO_FACTS)
  for (const found of idle.found()) report(found)
}

class Idle {
  readonly intervals: Intervals
  private readonly scheme: Scheme
  /** By place: what was found there, or that it takes effect somewhere. */
  private readonly seen = new Map<string, Problem | 'works'>()

  constructor(scheme: Scheme) {
    this.scheme = scheme
    this.intervals = new Intervals(scheme)
  }

  found(): Problem[] {
    return [...this.seen.values()].filter(p => p !== 'works')
  }

  /** Looks at a formula and all its parts, under what the conditions around it say. */
  visit(bound: Bound, facts: Facts): void {
    byKind(VISIT, bound, this, facts)
  }

  note(key: string, found: () => Problem | undefined): void {
    if (this.seen.get(key) !== 'works') this.seen.set(key, found() ?? 'works')
  }

  condition(bound: Part<'compare'>, facts: Facts): void {
    const { sign, left, right, at } = bound
    this.note(placeText(at), () => {
      const [a, b] = [this.intervals.of(left, facts), this.intervals.of(right, facts)]
      if (isEmpty(a) || isEmpty(b)) return undefined
      const holds = neverHolds(sign, a, b)
        ? 'never'
        : alwaysHolds(sign, a, b) && this.neverBlank(left) && this.neverBlank(right)
          ? 'always'
          : undefined
      return (
        holds && problem('CONDITION_FIXED', at, { condition: bound.text, holds, because: because(left, a, right, b) })
      )
    })
  }

  bands({ of, bands, marginal }: Part<'bands'>, facts: Facts): void {
    const figure = this.intervals.of(of, facts)
    this.visit(of, facts)
    for (const band of bands) {
      const inside = both(figure, this.intervals.band(band, facts))
      const key = [band.label, ...[band.lower, band.upper].map(e => (e ? placeText(e.edge.at) : ''))].join()
      const facing = { band: band.label, of: of.text, because: `${of.text} ${words(figure)}` }
      const idle = isEmpty(inside) && !isEmpty(figure)
      this.note(key, () => (idle ? problem('BAND_UNREACHED', band.result.at, facing) : undefined))
      if (!idle) this.visit(band.result, marginal ? facts : this.intervals.within(of, inside, facts))
    }
  }

  limits({ of, low, high }: Part<'clamp'>, facts: Facts): void {
    if (!low || !high) return
    const [a, b] = [this.intervals.settled(low, facts), this.intervals.settled(high, facts)]
    const crossed = { of: of.text, low: low.text, high: high.text }
    if (neverHolds('≤', a, b)) this.seen.set(placeText(low.at), problem('LIMITS_CROSSED', low.at, crossed))
  }

  /** True where a figure is certain to be there; a comparison with a blank one does not hold. */
  private neverBlank(bound: Bound): boolean {
    if (bound.kind === 'literal' || bound.kind === 'items') return true
    if (bound.kind === 'arithmetic' || bound.kind === 'negate') return parts(bound).every(p => this.neverBlank(p))
    if (bound.kind !== 'column') return false
    const column = this.scheme.columns.find(c => c.id === bound.column.id)
    if (column?.source.kind === 'defined') return column.owners[0] === 'scorecards'
    return column !== undefined && (column.source.kind === 'parameter' || column.source.blank !== null)
  }
}

function within(bound: Bound, idle: Idle, facts: Facts): void {
  for (const part of parts(bound)) idle.visit(part, facts)
}

const VISIT: Pass<void, [Idle, Facts]> = {
  ...each(
    ['literal', 'column', 'row column', 'owned', 'key', 'calendar', 'earlier', 'lines', 'negate', 'not', 'arithmetic'],
    within,
  ),
  ...each(['is blank', 'in', 'has', 'function', 'choice', 'weighted', 'items', 'round', 'refuse'], within),
  // Other rows and other people: what is known of this one says nothing of them.
  ...each(['measure', 'people', 'rank', 'row rank', 'share', 'previous'], (bound: Bound, idle: Idle) =>
    within(bound, idle, NO_FACTS),
  ),
  compare(bound, idle, facts) {
    idle.condition(bound, facts)
    within(bound, idle, facts)
  },
  logic({ word, left, right }, idle, facts) {
    idle.visit(left, facts)
    idle.visit(right, idle.intervals.assuming(left, word === 'and', facts))
  },
  if({ test, yes, no }, idle, facts) {
    idle.visit(test, facts)
    idle.visit(yes, idle.intervals.assuming(test, true, facts))
    idle.visit(no, idle.intervals.assuming(test, false, facts))
  },
  bands: (bound, idle, facts) => idle.bands(bound, facts),
  clamp(bound, idle, facts) {
    idle.limits(bound, facts)
    within(bound, idle, facts)
  },
}

/** Why: the figures beside the sign, with what they can be; a plain figure says it itself. */
function because(left: Bound, a: Interval, right: Bound, b: Interval): string {
  const say = (of: Bound, i: Interval): string[] => (of.kind === 'literal' ? [] : [`${of.text} ${words(i)}`])
  return [...say(left, a), ...say(right, b)].join('; ')
}

function words({ low, high }: Interval): string {
  return [
    low && `${low.inclusive ? '≥' : '>'} ${plain(low.edge)}`,
    high && `${high.inclusive ? '≤' : '<'} ${plain(high.edge)}`,
  ]
    .filter(w => w !== undefined)
    .join(', ')
}
