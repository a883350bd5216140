// A month between two months: worked out from the figures, definitions and people of A until one after the other is taken
// from B. Takes two worked-out months; gives an engine on the mixture. What only one of them has is always that one's:
// refuses nothing.

import { once } from '../core/lists.ts'
import type { Measure, Value } from '../formula/bound.ts'
import { FAULT, type Outcome, type Row } from '../formula/trace.ts'
import { groupOf } from '../formula/types.ts'
import { CALENDAR, type EarlierFigure } from '../scheme/graph.ts'
import { type InputColumn, isRead, type Reserve, type Roster, type Scheme, type SchemeColumn } from '../scheme/model.ts'
import type { EarlierBound } from './earlier.ts'
import { Engine } from './engine.ts'
import { type Facts, type Input, type MeasureFigure, NO_FIGURE } from './facts.ts'
import type { WorkedMonth } from './month.ts'
import { makePeople, type People } from './people.ts'

export type Side = 'a' | 'b'

/** Whatever is read and not worked out. */
export type ReadFigure = SchemeColumn | Measure | EarlierFigure

/** Ids under which what is no column or measure is taken from B. */
export const PEOPLE = ' people'
export const CARRIED = ' carried'
export const CORRECTIONS = ' corrections'
export const ADJUSTED = ' adjusted'
export const LIMIT = ' limit'
/** Put before the id of a score: its value, not its definition. */
export const SCORE = '='

/** A month of the two, with its columns at hand. */
interface Half {
  readonly month: WorkedMonth
  readonly columns: ReadonlyMap<string, SchemeColumn>
  readonly measures: ReadonlySet<string>
  readonly paid: ReadonlySet<string>
}

/** Values of scores that hold until B's are taken, by column and `Engine.key`. */
export type Pins = ReadonlyMap<string, ReadonlyMap<string, Outcome>>

export class Blend implements Facts {
  readonly everyonePaid = true
  readonly everyInput = false
  readonly people: People
  readonly engine: Engine
  private readonly halves: Record<Side, Half>
  /** Ids of what is taken from B. */
  private readonly taken: ReadonlySet<string>
  private readonly pins: Pins | undefined
  private readonly rowsOf = new Map<string, Record<Side, Row | undefined>>()

  /** `taken` may grow afterwards, as long as `engine.forget` is told; not by definitions, people, groups or the calendar. */
  constructor(a: WorkedMonth, b: WorkedMonth, taken: ReadonlySet<string>, pins: Pins | undefined) {
    this.halves = { a: half(a), b: half(b) }
    this.taken = taken
    this.pins = pins
    const scheme = blendScheme(a.scheme, b.scheme, taken)
    const from = this.halves[taken.has(PEOPLE) ? 'b' : 'a'].month
    const ids = from.engine.paid.map(row => from.engine.key(row))
    this.people = this.peopleOf(scheme.roster, ids)
    this.engine = new Engine(scheme, this, taken.has(CALENDAR) ? b.period : a.period)
  }

  /** A row of the mixture in one of the months; undefined where nobody is paid there. */
  rowIn(side: Side, row: Row): Row | undefined {
    if (row.home === 'shop') return row
    const find = (): Record<Side, Row | undefined> => ({ a: this.findRow('a', row), b: this.findRow('b', row) })
    return once(this.rowsOf, `${row.home} ${row.index}`, find)[side]
  }

  /** The value of what is read, in one of the months: undefined where that month has none. */
  valueIn(side: Side, what: ReadFigure, row: Row): Value | undefined {
    const there = this.rowIn(side, row)
    if (!there) return undefined
    const { month, columns } = this.halves[side]
    if ('earlier' in what) return month.engine.facts.earlier(what.earlier, there, month.engine.key(there), month.period)
    if ('aggregate' in what && what.key) {
      const key = this.engine.evaluate(what.key, row, what.id)
      return this.lookedUp(side, what, key === FAULT ? null : key)?.value
    }
    if ('aggregate' in what) return month.engine.measured(what, there).value
    const own = columns.get(what.id)
    if (own?.source.kind === 'parameter') return own.source.value
    return own && isRead(own) ? month.engine.facts.input(own, there).value : undefined
  }

  input(column: InputColumn, row: Row): Input {
    return { value: this.chosen(column.id, row, side => this.valueIn(side, column, row)), at: undefined }
  }

  measure(measure: Measure, row: Row): MeasureFigure {
    const value = this.chosen(measure.id, row, side => this.valueIn(side, measure, row))
    return { value, rows: undefined, found: 1 }
  }

  /** What is looked up by what somebody has in the mixture: the list of one month by the grade of another. */
  figureOf(measure: Measure, key: Value): MeasureFigure {
    const sides: Side[] = this.taken.has(measure.id) ? ['b', 'a'] : ['a', 'b']
    const asked = sides.map(side => this.lookedUp(side, measure, key)).find(found => found?.value !== undefined)
    return asked ? { ...asked, rows: undefined } : NO_FIGURE
  }

  private lookedUp(side: Side, measure: Measure, key: Value): MeasureFigure | undefined {
    const { month, measures } = this.halves[side]
    return measures.has(measure.id) ? month.engine.facts.figureOf?.(measure, key, true) : undefined
  }

  earlier(bound: EarlierBound, row: Row): Value {
    const what = { id: bound.text, earlier: bound }
    return this.chosen(what.id, row, side => this.valueIn(side, what, row)) ?? null
  }

  missing(): undefined {
    return undefined
  }

  given(column: SchemeColumn, row: Row): Outcome | undefined {
    if (column.source.kind === 'parameter') return this.chosen(column.id, row, side => this.valueIn(side, column, row))
    if (!this.pins?.has(column.id)) return undefined
    return this.chosen(SCORE + column.id, row, side => this.scoreIn(side, column, row))
  }

  /** The value of a score: the pinned one, or B's own. */
  scoreIn(side: Side, column: SchemeColumn, row: Row): Outcome | undefined {
    if (side === 'a') return this.pins?.get(column.id)?.get(this.engine.key(row))
    const there = this.rowIn('b', row)
    const own = this.halves.b.columns.get(column.id)
    return there && own && this.halves.b.month.engine.value(own, there)
  }

  /** What the month of choice says; the other where it says nothing. */
  private chosen<T>(id: string, row: Row, read: (side: Side) => T | undefined): T | undefined {
    const [first, second]: Side[] = this.sideOf(id, row) === 'a' ? ['a', 'b'] : ['b', 'a']
    const value = read(first!)
    return value === undefined ? read(second!) : value
  }

  private sideOf(id: string, row: Row): Side {
    if (!this.rowIn('a', row)) return 'b'
    return this.taken.has(id) && this.rowIn('b', row) ? 'b' : 'a'
  }

  private findRow(side: Side, row: Row): Row | undefined {
    const { engine } = this.halves[side].month
    const { directory } = engine.facts.people
    const group = groupOf(row.home)
    if (group === null) {
      const id = this.people.directory.ids[row.index]!
      const index = this.halves[side].paid.has(id) ? directory.byId.get(id) : undefined
      return index === undefined ? undefined : { home: 'person', index }
    }
    const text = this.people.directory.groups.get(group)!.text(row.index)
    const index = directory.groups.get(group)?.find(text)
    return engine.groups(row.home).find(r => r.index === index)
  }

  private peopleOf(roster: Roster, ids: readonly string[]): People {
    const values = roster.columns.map(column =>
      ids.map((id): Value => {
        const sides: Side[] = this.taken.has(column.id) ? ['b', 'a'] : ['a', 'b']
        for (const side of sides) {
          const { month, columns, paid } = this.halves[side]
          const { directory, values } = month.engine.facts.people
          const own = columns.get(column.id)
          if (paid.has(id) && own?.source.kind === 'input') return values[own.source.index]![directory.byId.get(id)!]!
        }
        return null
      }),
    )
    const rows = ids.map((_, index) => index)
    return makePeople(roster, values, rows, () => undefined)
  }
}

function half(month: WorkedMonth): Half {
  const { engine, scheme } = month
  return {
    month,
    columns: new Map(scheme.columns.map(c => [c.id, c])),
    measures: new Set(scheme.measures.map(m => m.id)),
    paid: new Set(engine.paid.map(row => engine.key(row))),
  }
}

/** The scheme of a mixture: of what both have, A's definition until B's is taken; sheets lose and gain lines likewise. */
function blendScheme(a: Scheme, b: Scheme, taken: ReadonlySet<string>): Scheme {
  const all = <T extends { id: string }>(of: (scheme: Scheme) => readonly T[]): T[] =>
    pickAll(of(a), of(b), x => x.id, taken)
  const onSheet = <T>(of: (scheme: Scheme) => readonly T[], id: (x: T) => string): T[] => {
    const [inA, inB] = [new Set(of(a).map(id)), new Set(of(b).map(id))]
    return pickAll(of(a), of(b), id, taken).filter(x => (taken.has(id(x)) ? inB : inA).has(id(x)))
  }
  const columns = all<SchemeColumn>(s => s.columns)
  return {
    ...b,
    columns,
    roster: blendRoster(a.roster, b.roster),
    values: all(s => s.values),
    scores: all(s => s.scores),
    pay: onSheet(
      s => s.pay,
      x => x.id,
    ),
    reserves: onSheet<Reserve>(
      s => s.reserves,
      x => x.withheld.id,
    ),
    deductions: onSheet(
      s => s.deductions,
      x => x.id,
    ),
    deductionLimit: taken.has(LIMIT) ? b.deductionLimit : a.deductionLimit,
    flags: [],
    rules: [],
    approvals: [],
  }
}

function pickAll<T>(a: readonly T[], b: readonly T[], id: (x: T) => string, taken: ReadonlySet<string>): T[] {
  const inA = new Map(a.map(x => [id(x), x]))
  const inB = new Set(b.map(id))
  return [...b.map(x => (taken.has(id(x)) ? x : (inA.get(id(x)) ?? x))), ...a.filter(x => !inB.has(id(x)))]
}

/** B's roster, and the columns that only A's has behind it. */
function blendRoster(a: Roster, b: Roster): Roster {
  const known = new Set(b.columns.map(c => c.id))
  const more = a.columns
    .filter(c => !known.has(c.id))
    .map((c, i): InputColumn => ({ ...c, source: { ...c.source, index: b.columns.length + i } }))
  const moreGroups = more.filter(c => a.groups.some(g => g.id === c.id))
  return { ...b, columns: [...b.columns, ...more], groups: [...b.groups, ...moreGroups] }
}
