// Who is near the edge of a band, on which side, and what the other side is worth: edges are where disputes come from.
// Takes a worked-out month; gives a note for each figure that one unit (one order, for a rate of counts) or 1% of the edge
// would bring into the next band, where that changes what somebody is paid or nobody has decided it (`refuse`); of a point in time
// one day, or one minute. Marginal bands have no such edges.

import { compare, type Decimal, decimal, divide, isZero, ONE, ZERO } from '../core/decimal.ts'
import { byKind, each } from '../core/kinds.ts'
import { append, once } from '../core/lists.ts'
import { isPoint, POINTS } from '../core/points.ts'
import type { Bound } from '../formula/bound.ts'
import { evaluate } from '../formula/evaluate.ts'
import { FAULT, isDecimal, type Outcome, type Row, type Traced } from '../formula/trace.ts'
import { FOUND, nodesOf, type Part, type Pass } from '../formula/tree.ts'
import type { Type } from '../formula/types.ts'
import type { World } from '../formula/world.ts'
import type { Engine } from '../pay/engine.ts'
import { type Following, followingFigures, followingFrom, grossOtherwise } from '../pay/otherwise.ts'
import { amountOf } from '../pay/person-sheet.ts'
import type { PayResult } from '../pay/result.ts'
import { graphOf } from '../scheme/graph.ts'
import type { DefinedColumn, Scheme, SchemeColumn } from '../scheme/model.ts'

import type { BandWords } from '../words/formula.ts'
import { wordsIn } from '../words/language.ts'
import type { Whose } from './cells.ts'
import { madeEdges } from './made-edges.ts'
import { type Percentages, percentages } from './percentages.ts'
import { readerFor } from './readers.ts'
import { bandWords, said } from './said.ts'

type Bands = Part<'bands'>

export interface EdgeNote {
  /** The cell whose bands they are. */
  readonly cell: string
  /** The person, group or shop whose figure it is. */
  readonly whose: Whose
  /** What the bands are of: `返修折扣`. */
  readonly column: string
  /** The figure in its words, and its value. */
  readonly of: string
  readonly type: Type
  /** True where the figure and its edge are read in percent. */
  readonly percent: boolean
  /** Of a point in time its number: `edgePoint` is its text. */
  readonly value: Decimal
  readonly edge: Decimal
  readonly side: 'below' | 'above'
  /** Labels of the band that it is in, and of the one behind the edge. */
  readonly here: string
  readonly there: string
  /** What a paper says of them: the figure, and between which edges they lie. */
  readonly said: { readonly of: string; readonly here: BandWords; readonly there: BandWords }
  /** What the lines of all whom it concerns would come to more (or less) behind the edge; undefined where nobody has decided it. */
  readonly worth: Decimal | undefined
}

const NEAR = decimal('0.01')
const MINUTE = decimal(60)

/** A value or an edge as text, where it is a point in time; else undefined. */
export function edgePoint({ type: { kind } }: Pick<EdgeNote, 'type'>, x: Decimal): string | undefined {
  return isPoint(kind) ? POINTS[kind].text(x.toNumber()) : undefined
}

/** All notes of a month, those worth most first. */
export function edgeNotes(engine: Engine, result: PayResult): readonly EdgeNote[] {
  const { scheme } = engine
  const banded = bandedColumns(scheme)
  const graph = graphOf(scheme)
  const following = new Map<string, Following>()
  const gross = new Map(result.people.map(p => [p.row.index, amountOf(p, 'line') ?? ZERO]))
  const members = membersOf(engine)
  const notes: EdgeNote[] = []
  const reader = readerFor(engine, true)
  const percent = percentages(scheme)
  for (const column of banded) {
    for (const row of engine.world.rows(column.home)) {
      const known = engine.known(column, row)
      // What nobody asked for concerns nobody.
      if (known === undefined || known === FAULT || known === null) continue
      const traced = engine.trace(column, row)
      for (const near of traced ? nearOf(engine, traced) : []) {
        const after = following.get(column.id) ?? followingFrom(column.id, graph)
        following.set(column.id, after)
        const otherwise = grossOtherwise(engine, { bands: near.bands, row, index: near.index }, after)
        const worth = isOpen(near) ? undefined : worthOf(engine, row, otherwise, gross, members)
        if (isOpen(near) || (worth && !worth.isZero()))
          notes.push({
            cell: reader.id({ kind: 'column', column, row }),
            whose: reader.whose(row),
            column: column.name,
            percent: inPercent(near, percent),
            worth,
            ...near.note,
          })
      }
    }
  }
  for (const { figure, near, figures } of madeEdges(engine, (traced, world) => nearOf(engine, traced, world))) {
    const after = followingFigures(
      figures.map(f => f.measure),
      graph,
    )
    const otherwise = grossOtherwise(engine, figures, after)
    const isConcerned = (person: Row): boolean =>
      figures.some(({ row }) => engine.world.move(person, row.home)?.index === row.index)
    const worths = engine.paid.filter(isConcerned).map(person => worthOf(engine, person, otherwise, gross, members))
    const sum = isOpen(near) ? undefined : worths.reduce((a, b) => a && b && a.plus(b), ZERO as Decimal | undefined)
    if (!isOpen(near) && (!sum || sum.isZero())) continue
    const { cell } = reader.find({ kind: 'made', figure })
    const column = `${figure.table}.${figure.of.text}`
    notes.push({
      cell: cell.id,
      whose: cell.whose,
      column,
      percent: inPercent(near, percent),
      worth: sum,
      ...near.note,
    })
  }
  // What nobody has decided would stop the month: it stands first.
  return notes.sort((a, b) =>
    a.worth && b.worth ? compare(b.worth.abs(), a.worth.abs()) : a.worth ? 1 : b.worth ? -1 : 0,
  )
}

/** Who is paid, by the group of a kind that they are in. */
type Members = (home: Row['home']) => readonly (readonly Row[])[]

function membersOf({ paid, world }: Engine): Members {
  const known = new Map<Row['home'], Row[][]>()
  return home =>
    once(known, home, () => {
      const groups: Row[][] = []
      for (const person of paid) {
        const there = world.move(person, home)
        if (!there) continue
        groups[there.index] ??= []
        groups[there.index]!.push(person)
      }
      return groups
    })
}

/** What the people whom a row concerns would be paid more; undefined where that can't be worked out. */
function worthOf(
  engine: Engine,
  row: Row,
  otherwise: (person: Row) => Outcome,
  gross: ReadonlyMap<number, Decimal>,
  members: Members,
): Decimal | undefined {
  let sum: Decimal = ZERO
  for (const person of row.home === 'person' ? [row] : (members(row.home)[row.index] ?? [])) {
    const other = otherwise(person)
    if (typeof other !== 'object' || other === null) return undefined
    const now = gross.get(person.index)
    if (!now && engine.stintsOf(person) === undefined && engine.facts.people.stints?.wholes.has(person.index))
      return undefined
    sum = sum.plus(other.minus(now ?? ZERO))
  }
  return sum
}

/** The columns with bands in their formulas. */
function bandedColumns(scheme: Scheme): DefinedColumn[] {
  const columns = scheme.columns.filter((c): c is DefinedColumn => c.source.kind === 'defined')
  return columns.filter(c =>
    [
      ...nodesOf(
        'bands',
        c.source.cases.map(own => own.formula),
      ),
    ].some(b => !b.marginal),
  )
}

interface Near {
  readonly bands: Bands
  readonly index: number
  readonly note: Pick<EdgeNote, 'of' | 'type' | 'value' | 'edge' | 'side' | 'here' | 'there' | 'said'>
}

/** True where the band behind the edge is one that nobody has decided. */
function isOpen({ bands, index }: Pick<Near, 'bands' | 'index'>): boolean {
  return bands.bands[index]!.result.kind === 'refuse'
}

function inPercent({ bands, note: { type, here, there } }: Near, percent: Percentages): boolean {
  return type.kind === 'number' && (percent.formula(bands.of) || /[%％]/.test(here + there))
}

/** Of bands that are the same for all of a group, which have the same trace. */
const known = new WeakMap<Traced, readonly Near[]>()

/** The edges near the figures of a formula's bands. */
function nearOf(engine: Engine, traced: Traced, world: World = engine.world, found: Near[] = []): Near[] {
  const { bound, parts: inside, row } = traced
  for (const part of inside) nearOf(engine, part, world, found)
  const near = (): readonly Near[] => nearBands(engine, traced, world)
  if (bound.kind === 'bands') append(found, bound.home === row.home ? near() : once(known, traced, near))
  return found
}

function nearBands(engine: Engine, { bound, detail, parts: [of], row }: Traced, world: World): readonly Near[] {
  const found: Near[] = []
  const value = measured(of?.value)
  if (bound.kind !== 'bands' || detail?.kind !== 'band' || !of || !value) return found
  const here = bound.bands[detail.index]!
  const { kind } = bound.of.type
  const point = isPoint(kind)
  const step = point ? (kind === 'date' ? ONE : MINUTE) : stepOf(engine, of)
  for (const [side, limit, index] of [
    ['above', here.lower, detail.index - 1],
    ['below', here.upper, detail.index + 1],
  ] as const) {
    const there = bound.bands[index]
    const edge = measured(limit && evaluate(limit.edge, row, world).value)
    if (!there || !limit || !edge) continue
    const distance = value.minus(edge).abs()
    const moved = step && (side === 'above' ? value.minus(step) : value.plus(step))
    // An edge that belongs to this band must be passed, one that does not only be reached.
    const crossed = moved && compare(moved, edge) * (side === 'above' ? -1 : 1)
    const oneMore = crossed !== undefined && (crossed > 0 || (crossed === 0 && !limit.inclusive))
    if (!oneMore && (point || compare(distance, edge.abs().times(NEAR)) > 0)) continue
    // A figure on an edge of 0 is near only by a unit: 1% of nothing is nothing.
    if (!oneMore && isZero(edge)) continue
    const refused = there.result.kind === 'refuse' ? `: “${there.result.note}”` : ''
    const words = { of: bound.of.text, type: bound.of.type, here: here.label, there: `${there.label}${refused}` }
    const plain = wordsIn(engine.scheme.sheets).formula
    const told = { of: said(bound.of, plain), here: bandWords(here, plain), there: bandWords(there, plain) }
    found.push({ bands: bound, index, note: { ...words, said: told, value, edge, side } })
  }
  return found
}

/** A figure, or the number of a point in time. */
function measured(value: Outcome | undefined): Decimal | undefined {
  return typeof value === 'number' ? decimal(value) : isDecimal(value) ? value : undefined
}

/** What one unit more changes a figure by: 1 for a count, 1 ÷ n for a rate of counts; undefined for amounts. */
function stepOf(engine: Engine, traced: Traced): Decimal | undefined {
  const { bound } = traced
  return bound.type.kind === 'count' ? ONE : byKind(STEPS, bound, traced, engine)
}

const none = (): undefined => undefined
const ofPart =
  (i: number) =>
  (_: Bound, { parts }: Traced, engine: Engine): Decimal | undefined =>
    parts[i] && stepOf(engine, parts[i])

const STEPS: Pass<Decimal | undefined, [Traced, Engine]> = {
  ...each([...FOUND, 'literal', 'lines'], none),
  ...each(['not', 'compare', 'logic', 'is blank', 'in', 'has', 'function', 'bands', 'choice'], none),
  ...each(['weighted', 'items', 'refuse', 'previous'], none),
  ...each(['round', 'clamp', 'negate'], ofPart(0)),
  if: ofPart(1),
  column({ column }, { row }, engine) {
    const there = engine.world.move(row, column.home)
    const own = there && engine.trace(column as SchemeColumn, there)
    return own ? stepOf(engine, own) : undefined
  },
  arithmetic({ sign }, { parts: [left, right] }, engine) {
    if (!left || !right || sign === '×') return undefined
    if (sign !== '÷') {
      const fixed = (t: Traced): boolean => t.bound.kind === 'literal'
      return fixed(left) ? stepOf(engine, right) : fixed(right) ? stepOf(engine, left) : undefined
    }
    const of = right.value
    if (left.bound.type.kind !== 'count' || right.bound.type.kind !== 'count') return undefined
    return typeof of === 'object' && of !== null && compare(of, ZERO) > 0 ? divide(ONE, of) : undefined
  },
}
