// What of a scheme its test cases reach: every line, band, case, branch, condition and limit of it, and those through
// which a figure came that some case expects. Works on traces made after the calculation; figures that a case gives or
// does not look at count for nothing.

import { byKind, each } from '../core/kinds.ts'
import { type Place, placeText } from '../core/place.ts'
import type { Bound } from '../formula/bound.ts'
import { evaluate } from '../formula/evaluate.ts'
import type { Row, Traced } from '../formula/trace.ts'
import { type Pass, parts, results } from '../formula/tree.ts'
import { type Case, caseFor, type DefinedColumn, isDefined, type Scheme, type SchemeColumn } from '../scheme/model.ts'
import type { Engine } from './engine.ts'

/** What can be reached. */
export type PointKind =
  | 'line'
  | 'score'
  | 'reserve'
  | 'deduction'
  | 'flag'
  | 'when'
  | 'forfeited'
  | 'band'
  | 'case'
  | 'if'
  | 'limit'

/** The way that a condition went, or what a limit did: took effect from below or above, or left the figure as it was. */
export type Side = 'yes' | 'no' | 'low' | 'high' | 'within'

/** One thing that a case may reach. */
export interface Point {
  readonly key: string
  readonly kind: PointKind
  /** The value, line or score that it belongs to. */
  readonly owner: string
  /** Band, case or condition in the scheme's words. */
  readonly text: string
  readonly side: Side | undefined
  readonly at: Place
  /** True where rows of an export are needed for it: no case can reach it. */
  readonly rows: boolean
}

export interface Coverage {
  readonly points: readonly Point[]
  readonly reached: ReadonlySet<string>
}

const SECTION_KIND: Partial<Record<DefinedColumn['section'], PointKind>> = {
  pay: 'line',
  scores: 'score',
  reserves: 'reserve',
  deductions: 'deduction',
}

function keyOf(kind: PointKind, at: Place, text: string, side?: Side): string {
  return [kind, placeText(at), text, side].join('|')
}

/** The scales of one place are one thing, for whatever figure they are used. */
function bandKey(bound: Extract<Bound, { kind: 'bands' }>, index: number): string {
  const band = bound.bands[index]!
  return keyOf('band', band.result.at, band.label)
}

function caseKey(bound: Extract<Bound, { kind: 'choice' }>, index: number): string {
  const result = index < 0 ? bound.otherwise! : bound.cases[index]!.result
  return keyOf('case', result.at, caseLabel(bound, index))
}

function caseLabel(bound: Extract<Bound, { kind: 'choice' }>, index: number): string {
  return index < 0 ? 'otherwise' : bound.cases[index]!.values.join(', ')
}

/** True where the only condition is that the quarter or year ends. */
function onlyEvery({ every, when }: Case): boolean {
  return every !== undefined && when?.kind === 'compare'
}

/** A limit that the scheme writes; that of a scorecard's items stands nowhere. */
function written(limit: Bound | undefined, of: Bound): Bound | undefined {
  return limit === undefined || limit.at === of.at ? undefined : limit
}

/** True where a formula can't be worked out without rows of an export, whichever way it goes. */
function needsRows(bound: Bound): boolean {
  return byKind(NEEDS_ROWS, bound)
}

const NEEDS_ROWS: Pass<boolean> = {
  ...each(
    ['literal', 'column', 'row column', 'owned', 'key', 'calendar', 'earlier', 'lines', 'refuse', 'previous'],
    () => false,
  ),
  ...each(['negate', 'not', 'arithmetic', 'compare', 'is blank', 'in', 'has', 'function'], anyPart),
  ...each(['people', 'rank', 'row rank', 'share', 'weighted', 'items', 'clamp', 'round'], anyPart),
  measure: () => true,
  if: bound => needsRows(bound.test) || results(bound).every(needsRows),
  bands: bound => needsRows(bound.of) || results(bound).every(needsRows),
  choice: bound => needsRows(bound.of) || (bound.otherwise === undefined && results(bound).every(needsRows)),
  logic: ({ left }) => needsRows(left),
}

function anyPart(bound: Bound): boolean {
  return parts(bound).some(needsRows)
}

/** Everything in a scheme that a case may reach, in the scheme's order. */
export function coveragePoints(scheme: Scheme): Point[] {
  const found = new Map<string, Point>()
  const add = (point: Point): void => {
    const known = found.get(point.key)
    if (!known || (known.rows && !point.rows)) found.set(point.key, point)
  }
  const sections = [scheme.values, scheme.scores, scheme.pay, scheme.reserves.map(r => r.withheld)]
  for (const column of [...sections.flat(), ...scheme.deductions, ...scheme.flags]) {
    for (const own of column.source.cases) {
      for (const point of roots(column, own)) add(point)
      for (const part of own.when ? [own.when, own.formula] : [own.formula])
        inside(part, { owner: column.name, before: '', rows: needsRows(part), add })
    }
  }
  for (const reserve of scheme.reserves) {
    const { forfeited } = reserve
    if (!forfeited) continue
    for (const point of bothWays('forfeited', reserve.name, forfeited)) add(point)
    inside(forfeited, { owner: reserve.name, before: '', rows: needsRows(forfeited), add })
  }
  const order = (p: Point): number => (p.at.line ?? 0) * 100_000 + (p.at.column ?? 0)
  return [...found.values()].sort((a, b) => order(a) - order(b))
}

function bothWays(kind: PointKind, owner: string, condition: Bound): Point[] {
  const { at, text } = condition
  const rows = needsRows(condition)
  return (['yes', 'no'] as const).map(side => ({ key: keyOf(kind, at, text, side), kind, owner, text, side, at, rows }))
}

/** The points of a line, score, reserve, deduction or flag itself, and of its condition. */
function roots(column: DefinedColumn, own: Case): Point[] {
  const { at } = own.formula
  const owner = column.name
  const text = own.positions ? [...own.positions].join('、') : ''
  const kind = SECTION_KIND[column.section]
  const rows = needsRows(own.formula)
  return [
    ...(kind ? [{ key: keyOf(kind, at, owner), kind, owner, text, side: undefined, at, rows }] : []),
    ...(column.section === 'flags' && column.type.kind === 'yes/no' ? bothWays('flag', owner, own.formula) : []),
    // A case has no need of months in which nothing is due.
    ...(own.when && !onlyEvery(own) ? bothWays('when', owner, own.when) : []),
  ]
}

/** Where in a scheme a formula stands: whose it is, the bands around it, and whether only rows lead there. */
interface Spot {
  readonly owner: string
  readonly before: string
  readonly rows: boolean
  readonly add: (point: Point) => void
}

/** The points within a formula. */
function inside(bound: Bound, spot: Spot): void {
  byKind(POINTS, bound, spot)
}

function within(bound: Bound, spot: Spot): void {
  for (const part of parts(bound)) inside(part, spot)
}

const POINTS: Pass<void, [Spot]> = {
  ...each(
    ['literal', 'column', 'row column', 'owned', 'key', 'calendar', 'earlier', 'measure', 'lines', 'negate', 'not'],
    within,
  ),
  ...each(
    ['arithmetic', 'compare', 'logic', 'is blank', 'in', 'has', 'function', 'people', 'rank', 'row rank'],
    within,
  ),
  ...each(['share', 'weighted', 'items', 'round', 'refuse', 'previous'], within),
  bands(bound, spot) {
    inside(bound.of, spot)
    for (const [i, { result, label }] of bound.bands.entries())
      branch('band', bandKey(bound, i), bound.of, label, result, spot)
  },
  choice(bound, spot) {
    inside(bound.of, spot)
    const { cases, otherwise } = bound
    for (const [i, { result }] of [...cases, ...(otherwise ? [{ result: otherwise }] : [])].entries()) {
      const index = i < cases.length ? i : -1
      branch('case', caseKey(bound, index), bound.of, caseLabel(bound, index), result, spot)
    }
  },
  if(bound, spot) {
    const { at, text } = bound.test
    inside(bound.test, spot)
    for (const side of ['yes', 'no'] as const) {
      const own = { ...spot, rows: spot.rows || needsRows(bound[side]) }
      if (bound[side].kind === 'refuse') continue
      point('if', keyOf('if', at, text, side), at, text, side, own)
      inside(bound[side], own)
    }
  },
  clamp(bound, spot) {
    for (const { key, limit, side } of limitPoints(bound)) point('limit', key, limit.at, limit.text, side, spot)
    within(bound, spot)
  },
}

function point(kind: PointKind, key: string, at: Place, text: string, side: Side | undefined, spot: Spot): void {
  const { owner, before, rows, add } = spot
  add({ key, kind, owner, text: before + text, side, at, rows })
}

/** A band or a case, and what stands in it. */
function branch(kind: PointKind, key: string, of: Bound, label: string, result: Bound, spot: Spot): void {
  // No case that expects amounts comes there.
  if (result.kind === 'refuse') return
  const own = { ...spot, rows: spot.rows || needsRows(result) }
  const text = `${of.text} ${label}`
  point(kind, key, result.at, text, undefined, own)
  inside(result, { ...own, before: `${spot.before}${text} › ` })
}

function limitPoints(bound: Extract<Bound, { kind: 'clamp' }>): { key: string; side: Side; limit: Bound }[] {
  const low = written(bound.low, bound.of)
  const high = written(bound.high, bound.of)
  const sides: [Side, Bound | undefined][] = [
    ['low', low],
    ['high', high],
    ['within', low ?? high],
  ]
  return sides.flatMap(([side, limit]) =>
    limit ? [{ key: keyOf('limit', limit.at, limit.text, side), side, limit }] : [],
  )
}

/** Marks what the value of a column for a row came through. */
export function reach(engine: Engine, column: SchemeColumn, row: Row, reached: Set<string>): void {
  const seen = new Set<string>()
  const follow = (to: SchemeColumn, from: Row): void => {
    const there = engine.world.move(from, to.home)
    if (!there || !isDefined(to) || engine.facts.given(to, there) !== undefined) return
    const id = `${to.id}|${there.index}`
    if (seen.has(id)) return
    seen.add(id)
    const own = there.home === 'person' ? caseFor(to, engine.position(there)) : to.source.cases[0]
    if (!own || (own.when && !condition('when', own.when, there))) return
    const traced = evaluate(own.formula, there, engine.world)
    for (const point of roots(to, own)) {
      if (point.kind === 'when' || (point.kind === 'flag' && (point.side === 'yes') !== (traced.value === true)))
        continue
      reached.add(point.key)
    }
    walk(traced)
  }
  const condition = (kind: PointKind, bound: Bound, there: Row): boolean => {
    const traced = evaluate(bound, there, engine.world)
    const holds = traced.value === true
    reached.add(keyOf(kind, bound.at, bound.text, holds ? 'yes' : 'no'))
    walk(traced)
    return holds
  }
  const walk = (traced: Traced): void => {
    const { bound, row: at } = traced
    mark(traced, reached)
    if (bound.kind === 'column') follow(bound.column as SchemeColumn, at)
    if (bound.kind === 'lines') for (const line of engine.linesOf(bound.which, bound.line, at)) follow(line, at)
    if (bound.kind === 'people' && bound.of && traced.detail?.kind === 'contributions')
      for (const c of traced.detail.of) walk(evaluate(bound.of, c.row, engine.world))
    for (const part of traced.parts) walk(part)
  }
  follow(column, row)
  const reserve = engine.scheme.reserves.find(r => r.withheld.id === column.id)
  if (reserve?.forfeited) condition('forfeited', reserve.forfeited, row)
}

/** Marks what one step of a formula came through. */
function mark({ bound, detail, parts: looked }: Traced, reached: Set<string>): void {
  if (bound.kind === 'bands' && detail?.kind === 'band') reached.add(bandKey(bound, detail.index))
  if (bound.kind === 'bands' && detail?.kind === 'slices')
    for (const slice of detail.slices) reached.add(bandKey(bound, slice.band))
  if (bound.kind === 'choice' && detail?.kind === 'case') reached.add(caseKey(bound, detail.index))
  if (bound.kind === 'if' && looked[1])
    reached.add(keyOf('if', bound.test.at, bound.test.text, looked[1].bound === bound.yes ? 'yes' : 'no'))
  if (bound.kind === 'clamp') {
    const side = detail?.kind === 'limited' ? detail.by : 'within'
    for (const p of limitPoints(bound)) if (p.side === side) reached.add(p.key)
  }
}
