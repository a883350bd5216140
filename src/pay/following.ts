// Rows that follow one another: what `previous(…)` is for each row of a table, as the scheme says their order. Takes all rows that
// count and what will be made of them; gives what each row finds in the rows before it, worked out once from the first row to the
// last. Rows at one place of the order are put in none: where it makes a difference which comes first, that is told.

import { addTo, once } from '../core/lists.ts'
import { problem } from '../core/problem.ts'
import type { Bound, Value } from '../formula/bound.ts'
import { evaluate } from '../formula/evaluate.ts'
import { plainColumn, type Rows, rowWorld, shownValue, tellTest } from '../formula/rows.ts'
import { FAULT, type Outcome } from '../formula/trace.ts'
import { nodes, nodesOf, ownParts, type Part } from '../formula/tree.ts'
import { order, type World } from '../formula/world.ts'
import type { RowOrder, SchemeTable } from '../scheme/model.ts'
import { keyText } from '../tables/keys.ts'
import { byId } from './people.ts'

/** What rows leave to the next one, by the words of what is asked. */
type Left = ReadonlyMap<string, Outcome>

/** What is made of a row: figures, and the condition under which they count. */
export interface Made {
  readonly where?: Bound | undefined
  readonly of: readonly (Bound | undefined)[]
}

/** So many different things the rows at one place may leave; what leaves more is taken to make a difference. */
const MOST_LEFT = 16
const NOTHING: Left = new Map()

/** What the rows of a table find in the rows before them. */
export class Following {
  readonly order: RowOrder
  readonly made: readonly Made[]
  /** By what is asked, then by row of the file. */
  private readonly found = new Map<string, Map<number, Outcome>>()
  /** While a row is looked at: what the rows before it left. */
  private left: Left | undefined

  private constructor(order: RowOrder, made: readonly Made[]) {
    this.order = order
    this.made = made
  }

  /** Undefined where no row asks what is before it. */
  static of({ order }: SchemeTable, made: readonly Made[]): Following | undefined {
    const asks = nodesOf('previous', made.flatMap(boundsOf), ownParts).next().done !== true
    return order && asks ? new Following(order, made) : undefined
  }

  /** What the rows before left of a formula; undefined where there is none. The row is named by its number in the file. */
  readonly previous: NonNullable<World['previous']> = ({ text }, { index }) =>
    this.left ? this.left.get(text) : this.found.get(text)?.get(index)

  keep(row: number, left: Left): void {
    for (const [text, value] of left) once(this.found, text, () => new Map()).set(row, value)
  }

  after<T>(left: Left, work: () => T): T {
    this.left = left
    const value = work()
    this.left = undefined
    return value
  }
}

function boundsOf({ where, of }: Made): Bound[] {
  return [where, ...of].filter(bound => bound !== undefined)
}

/** Goes through all rows of a batch, each key by itself. `wholes`: of stints, the person. */
export function follow(
  following: Following,
  rows: Rows,
  world: World,
  wholes: ReadonlyMap<number, number> = new Map(),
): void {
  const { of, by } = following.order
  const walk = new Walk(following, rows, world)
  const keys = new Map<string, Placed[]>()
  for (let i = 0; i < rows.batch.size; i++) {
    const key = by.map(bound => walk.value(bound, i))
    const at = of.map(bound => walk.value(bound, i))
    // A row of nobody follows none.
    if (!key.every(isThere)) continue
    for (const [n, value] of at.entries()) if (!isThere(value)) tellTest(of[n]!, i, rows, world)
    if (!at.every(isThere)) continue
    const whole = key.map((value, n) =>
      keyText(by[n]!.type.kind === 'person' ? (wholes.get(Number(value)) ?? value) : value),
    )
    addTo(keys, JSON.stringify(whole), { i, at })
  }
  for (const run of keys.values()) {
    run.sort((a, b) => compareAt(a.at, b.at) || a.i - b.i)
    const spots: number[][] = []
    for (const [n, { i, at }] of run.entries()) {
      if (n > 0 && compareAt(run[n - 1]!.at, at) === 0) spots.at(-1)!.push(i)
      else spots.push([i])
    }
    walk.run(spots)
  }
}

export type There = Exclude<Value, null>

/** A row of the batch and its place in the order. */
interface Placed {
  readonly i: number
  readonly at: readonly There[]
}

/** True for a value that has a place in the order. */
export function isThere(value: Outcome): value is There {
  return value !== null && value !== FAULT
}

class Walk {
  private readonly following: Following
  private readonly rows: Rows
  private readonly world: World
  /** The same rows, where nothing is told of what is wrong with them. */
  private readonly quiet: Rows
  private readonly within: World
  private readonly asked: readonly Part<'previous'>[]
  /** Columns of the file of which anything of a row is made; undefined where its place in the file is among them. */
  private readonly cells: readonly number[] | undefined

  constructor(following: Following, rows: Rows, world: World) {
    this.following = following
    this.rows = rows
    this.world = world
    this.quiet = { ...rows, tell: () => {} }
    this.within = rowWorld(this.quiet, { ...world, previous: following.previous })
    const { made, order } = following
    const all = made.flatMap(boundsOf)
    this.asked = [...new Map([...nodesOf('previous', all, ownParts)].map(p => [p.text, p])).values()]
    const read = [...nodes([...all, ...order.of, ...order.by], ownParts)]
    const byPlace = read.some(b => b.kind === 'row column' && 'row' in b.column.source)
    this.cells = byPlace ? undefined : [...new Set(read.map(plainColumn).filter(index => index !== undefined))]
  }

  /** What a formula is for a row; nothing is told of it. */
  value(bound: Bound, i: number): Outcome {
    this.quiet.i = i
    return evaluate(bound, { home: 'row', index: i }, this.within).value
  }

  /** The rows of one key from the first to the last: those at one place together. */
  run(spots: readonly (readonly number[])[]): void {
    /** What the rows before may have left, by which of them comes last; one where that is certain. */
    let before: readonly Left[] = [NOTHING]
    let tied: readonly number[] = []
    for (const spot of spots) {
      if (spot.length > 1) tied = spot
      if (before.length === 1 && this.areAlike(spot)) {
        for (const i of spot) before = [this.pass(i, before[0]!)]
        continue
      }
      const all = spot.length === 1 ? before : this.reachable(spot, before)
      const differs = !all || spot.some(i => new Set(all.map(left => this.looks(i, left))).size > 1)
      if (differs) this.tell(tied)
      before = different(spot.flatMap(i => before.map(left => this.pass(i, left))))
      if (differs) before = before.slice(0, 1)
    }
  }

  /** Keeps what a row finds, and gives what it leaves. */
  private pass(i: number, before: Left): Left {
    this.following.keep(this.rows.batch.rows[i]!, before)
    return this.leaves(i, before, true)
  }

  /** All that the rows of a place may find, in whatever order they come; undefined where that is too much. */
  private reachable(spot: readonly number[], before: readonly Left[]): readonly Left[] | undefined {
    const found = new Map(before.map(left => [textOf(left), left]))
    for (const left of found.values()) {
      for (const i of spot) {
        const next = this.leaves(i, left, false)
        once(found, textOf(next), () => next)
        if (found.size > MOST_LEFT) return undefined
      }
    }
    return [...found.values()]
  }

  /** What a row leaves to the next one, after rows that left something. */
  private leaves(i: number, before: Left, tell: boolean): Left {
    return this.following.after(before, () => {
      const next = new Map(before)
      for (const { text, of, where } of this.asked) {
        const fits = where ? this.value(where, i) : true
        if (fits === false) continue
        const value = fits === true ? this.value(of, i) : FAULT
        if (tell && value === FAULT) tellTest(fits === true ? of : where!, i, this.rows, this.world)
        next.set(text, value)
      }
      return next
    })
  }

  /** What is made of a row, after rows that left something, as a text. */
  private looks(i: number, before: Left): string {
    return this.following.after(before, () =>
      JSON.stringify(
        this.following.made.map(({ where, of }) => {
          const fits = where ? this.value(where, i) : true
          return fits === true ? of.map(bound => bound && outcomeText(this.value(bound, i))) : outcomeText(fits)
        }),
      ),
    )
  }

  /** True for rows that are the same in everything that is read of them: it makes no difference which comes first. */
  private areAlike([first, ...others]: readonly number[]): boolean {
    const { columns } = this.rows.batch
    const cell = (index: number, i: number): string => {
      const { values, odd, divided } = columns[index]!
      return divided.get(i)?.text ?? odd.get(i)?.toFixed() ?? String(values[i])
    }
    return others.every(i => this.cells?.every(index => cell(index, i) === cell(index, first!)))
  }

  private tell([first, second]: readonly number[]): void {
    const { rows, world, following } = this
    const { of, by } = following.order
    const facts = {
      table: rows.table,
      found: [...by, ...of].map(bound => shownValue(this.value(bound, second!), bound, world)).join(' '),
      of: of.map(bound => bound.text).join(', '),
      by: by.map(bound => bound.text).join(', '),
      first: String(rows.batch.rows[first!]),
    }
    rows.tell(rows.batch.rows[second!]!, problem('ROWS_TIED', of[0]!.at, facts), plainColumn(of[0]!))
  }
}

/** Before or behind, by the first figure that differs. */
export function compareAt(a: readonly There[], b: readonly There[]): number {
  for (const [n, one] of a.entries()) {
    const other = b[n]!
    const found = typeof one === 'string' && typeof other === 'string' ? byId(one, other) : order(one, other)
    if (found !== 0) return found
  }
  return 0
}

/** Each once, in an order that does not depend on that of the rows. */
function different(all: readonly Left[]): readonly Left[] {
  if (all.length === 1) return all
  const found = new Map(all.map(left => [textOf(left), left]))
  return [...found.keys()].sort().map(text => found.get(text)!)
}

function textOf(left: Left): string {
  return JSON.stringify([...left].map(([text, value]) => [text, outcomeText(value)]).sort())
}

function outcomeText(value: Outcome): string {
  return value === null ? 'blank' : value === FAULT ? 'fault' : `${typeof value} ${keyText(value)}`
}
