// From one month's pay to another's, person by person: what changed and what each change was worth, to the fen. Month A
// is worked out again and again, each time with one more thing taken from B: parameters and definitions, who is paid,
// groups, then figures of the shop, of groups and of people, scores as one figure each, and what the book carries over.

import { type Decimal, sumOf, ZERO } from '../core/decimal.ts'
import type { Bound, Value } from '../formula/bound.ts'
import { FAULT, type Outcome, type Row } from '../formula/trace.ts'
import { MONEY, NUMBER, type Type } from '../formula/types.ts'
import { ADJUSTED, Blend, CARRIED, CORRECTIONS, type Pins } from '../pay/blend.ts'
import { calculatePerson, giveSheets } from '../pay/calculate.ts'
import type { Engine } from '../pay/engine.ts'
import type { WorkedMonth } from '../pay/month.ts'
import { type Figures, figureKey, figuresOf } from '../pay/person-sheet.ts'
import { type Graph, graphOf, isScore } from '../scheme/graph.ts'
import { caseFor } from '../scheme/model.ts'
import { type Change, figureChanges, type MonthSide, rateChanges } from './changes.ts'

export type CauseClass = 'rate' | 'score' | 'input' | 'timing' | 'unexplained'

export interface CauseFigure {
  readonly value: Value
  readonly type: Type
  readonly places: number | undefined
}

/** One change, or several that can't be told apart, and what it was worth to a person. */
export interface Cause {
  readonly kind: Change['kind'] | 'reserves' | 'rest'
  readonly class: CauseClass | undefined
  /** Empty where the kind says all. */
  readonly names: readonly string[]
  /** Beside each name what it is, of a figure that has none of its own. */
  readonly bounds: readonly (Bound | undefined)[]
  readonly a: CauseFigure | undefined
  readonly b: CauseFigure | undefined
  /** True where it changed for others, whose figures the person's pay reads. */
  readonly others: boolean
  readonly worth: Decimal
}

/** From the net amount of A to that of B. The worths of the causes add up to the difference. */
export interface Bridge {
  readonly from: Decimal
  readonly to: Decimal
  /** In the order in which they were taken; none is worth nothing. */
  readonly causes: readonly Cause[]
  /** What changed each figure of the sheet most. */
  readonly classes: ReadonlyMap<string, CauseClass>
}

/** A person on the way from A to B. */
interface Walk {
  readonly from: Figures
  now: Figures
  readonly causes: Cause[]
  /** Changes after which no pay could be worked out: they count together with the next one. */
  pending: Change[]
  /** What steps that changed the gross amount withheld more, in all. */
  withheld: Decimal
  readonly classes: Map<string, Map<CauseClass, Decimal>>
}

/** The bridges of everyone who is paid in both months, by employee number. */
export function bridges(a: MonthSide, b: MonthSide): Map<string, Bridge> {
  // Half of one month's people and half of another's can't be put together where somebody is several rows of one.
  if ([a, b].some(({ month }) => (month.engine.facts.people.stints?.parts.size ?? 0) > 0)) return new Map()
  const paid = [a, b].map(({ month: { engine } }) => new Set(engine.paid.map(row => engine.key(row))))
  const ends = new Map(b.month.result.people.map(p => [p.id, figuresOf(p)]))
  const walks = new Map<string, Walk>()
  for (const p of a.month.result.people) {
    if (!paid.every(ids => ids.has(p.id))) continue
    const from = figuresOf(p)
    walks.set(p.id, { from, now: from, causes: [], pending: [], withheld: ZERO, classes: new Map() })
  }
  const taken = new Set<string>()
  const side = (id: string): WorkedMonth => (taken.has(id) ? b : a).month
  const begun = (): Given => {
    const { carried } = side(CARRIED).opening
    const { corrections } = side(CORRECTIONS).opening
    return { opening: { ...a.month.opening, carried, corrections }, adjusted: side(ADJUSTED).adjusted }
  }
  const visit = (blend: Blend, change: Change, affected: (row: Row) => boolean): void => {
    const { opening, adjusted } = begun()
    giveSheets(blend.engine, opening, adjusted)
    for (const row of blend.engine.paid) {
      const walk = walks.get(blend.engine.key(row))
      if (walk && affected(row)) take(walk, blend, row, change)
    }
  }

  let blend: Blend | undefined
  for (const change of rateChanges(a.month.scheme, b.month.scheme)) {
    for (const id of change.ids) taken.add(id)
    blend = new Blend(a.month, b.month, taken, undefined)
    visit(blend, change, () => true)
  }
  const pins = pinsOf(blend?.engine ?? a.month.engine)
  blend = new Blend(a.month, b.month, taken, pins)
  const reads = graphOf(blend.engine.scheme)
  for (const change of figureChanges(a, b, blend, reads)) {
    const changed = changedFor(blend, change)
    if (change.what && changed.size === 0) continue
    for (const id of change.ids) taken.add(id)
    if (change.rebuild) blend = new Blend(a.month, b.month, taken, pins)
    else if (change.what) blend.engine.forget([change.what.id, ...reads.readers(change.what.id)])
    const { engine } = blend
    visit(blend, change, row => change.rebuild || affects(engine, reads, change, row, changed))
  }
  return new Map([...walks].map(([id, walk]) => [id, finish(walk, ends.get(id)!)]))
}

/** Scores as they are before figures of B are taken. */
function pinsOf(engine: Engine): Pins {
  const pins = new Map<string, Map<string, Outcome>>()
  for (const column of engine.scheme.columns.filter(isScore)) {
    const values = new Map<string, Outcome>()
    for (const row of engine.world.rows(column.home)) {
      engine.attempt(column, row)
      values.set(engine.key(row), engine.value(column, row))
    }
    pins.set(column.id, values)
  }
  return pins
}

/** Rows of its home for which a change changes anything. */
function changedFor(blend: Blend, { what, kind, home }: Change): ReadonlySet<number> {
  if (!what) return new Set()
  const value = (side: 'a' | 'b', row: Row): Outcome | undefined =>
    kind === 'score' && 'source' in what ? blend.scoreIn(side, what, row) : blend.valueIn(side, what, row)
  const rows = blend.engine.world.rows(home)
  return new Set(rows.filter(row => differ(value('a', row), value('b', row))).map(row => row.index))
}

function differ(a: Outcome | undefined, b: Outcome | undefined): boolean {
  if (a === undefined || b === undefined) return false
  if (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null) return !a.eq(b)
  return a !== b
}

function affects(
  engine: Engine,
  reads: Graph,
  { what, home }: Change,
  row: Row,
  changed: ReadonlySet<number>,
): boolean {
  if (!what) return true
  const { own, others } = reads.sheet(engine.position(row))
  if (others.has(what.id)) return true
  const there = engine.world.move(row, home)
  return own.has(what.id) && there !== null && changed.has(there.index)
}

/** What a sheet begins with besides its figures. */
type Given = Pick<MonthSide['month'], 'opening' | 'adjusted'>

/** A person's sheet after one more change. */
function take(walk: Walk, blend: Blend, row: Row, change: Change): void {
  const { engine } = blend
  walk.pending.push(change)
  if (atFault(engine, row)) return
  const after = figuresOf(calculatePerson(engine, row))
  const net = moved(walk.now, after, 'net')
  const gross = moved(walk.now, after, 'gross')
  const withheld = withheldIn(after).minus(withheldIn(walk.now))
  // What a reserve withholds of a change in gross pay is told once, for all of them.
  const worth = gross.isZero() ? net : net.plus(withheld)
  if (!gross.isZero()) walk.withheld = walk.withheld.plus(withheld)
  note(walk, after, change.class)
  walk.now = after
  const joint = walk.pending
  walk.pending = []
  if (worth.isZero()) return
  const one = joint.length === 1 ? change : undefined
  const figures = one ? figuresAt(blend, one, row) : undefined
  const others = figures !== undefined && !differ(figures.a?.value, figures.b?.value) && one?.what !== undefined
  walk.causes.push({
    kind: change.kind,
    class: change.class,
    names: joint.map(c => c.name),
    bounds: joint.map(c => c.bound),
    a: others ? undefined : figures?.a,
    b: others ? undefined : figures?.b,
    others,
    worth,
  })
}

/** Remembers by which class of change each figure moved. */
function note({ classes, now }: Walk, after: Figures, own: CauseClass): void {
  for (const key of new Set([...now.keys(), ...after.keys()])) {
    const by = amountAt(after, key).minus(amountAt(now, key)).abs()
    if (by.isZero()) continue
    const known = classes.get(key) ?? new Map<CauseClass, Decimal>()
    classes.set(key, known.set(own, by.plus(known.get(own) ?? ZERO)))
  }
}

function atFault(engine: Engine, row: Row): boolean {
  const { pay, reserves, deductions } = engine.scheme
  const position = engine.position(row)
  return [...pay, ...reserves.map(r => r.withheld), ...deductions].some(
    column => caseFor(column, position) !== undefined && engine.value(column, row) === FAULT,
  )
}

function amountAt(figures: Figures, key: string): Decimal {
  return figures.get(key)?.amount ?? ZERO
}

function moved(before: Figures, after: Figures, kind: 'net' | 'gross'): Decimal {
  const key = figureKey(kind)
  return amountAt(after, key).minus(amountAt(before, key))
}

/** The figure that changed, as the person's own row has it in both months. */
function figuresAt(
  blend: Blend,
  { what, home, kind, type = NUMBER }: Change,
  row: Row,
): { a: CauseFigure | undefined; b: CauseFigure | undefined } | undefined {
  const there = what && blend.engine.world.move(row, home)
  if (!what || !there) return undefined
  const at = (side: 'a' | 'b'): CauseFigure | undefined => {
    const value =
      kind === 'score' && 'source' in what ? blend.scoreIn(side, what, there) : blend.valueIn(side, what, there)
    return value === undefined || value === FAULT
      ? undefined
      : 'source' in what
        ? { value, type: what.type, places: what.places }
        : { value, type, places: undefined }
  }
  return { a: at('a'), b: at('b') }
}

/** The bridge of a person who has come to B. */
function finish(walk: Walk, end: Figures): Bridge {
  const { causes, withheld } = walk
  const [from, to] = [walk.from, end].map(figures => amountAt(figures, figureKey('net')))
  const none = { names: [], bounds: [], a: undefined, b: undefined, others: false }
  const all: Cause[] = [...causes]
  if (!withheld.isZero()) {
    const [a, b] = [walk.from, end].map(withheldIn)
    const whole = b!.minus(a!).eq(withheld) ? { a: amountFigure(a!), b: amountFigure(b!) } : {}
    all.push({ ...none, ...whole, kind: 'reserves', class: undefined, worth: withheld.neg() })
  }
  const rest = moved(walk.now, end, 'net')
  if (!rest.isZero()) all.push({ ...none, kind: 'rest', class: 'unexplained', worth: rest })
  const classes = new Map([...walk.classes].map(([key, by]) => [key, greatest(by)]))
  return { from: from!, to: to!, causes: all, classes }
}

function withheldIn(figures: Figures): Decimal {
  return sumOf([...figures.values()].flatMap(f => (f.kind === 'reserve' && f.amount ? [f.amount] : [])))
}

function amountFigure(value: Decimal): CauseFigure {
  return { value, type: MONEY, places: undefined }
}

function greatest(by: ReadonlyMap<CauseClass, Decimal>): CauseClass {
  return [...by].reduce((best, next) => (next[1].gt(best[1]) ? next : best))[0]
}
