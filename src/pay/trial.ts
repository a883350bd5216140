// A few people worked out from given values, without files. Whatever is needed and neither given nor worked out is
// reported by name, all of it at once.

import { dueNext, EVERY, isDue, type Period, parsePeriod, periodAt } from '../core/calendar.ts'
import { once } from '../core/lists.ts'
import type { Place } from '../core/place.ts'
import { anyError, type Problem, problem } from '../core/problem.ts'
import { suggest } from '../core/suggest.ts'
import type { AmongBound, Measure, Value } from '../formula/bound.ts'
import { FAULT, type Outcome, type Row } from '../formula/trace.ts'
import { nodesOf } from '../formula/tree.ts'
import { groupOf } from '../formula/types.ts'
import { behind, formulasOf } from '../scheme/graph.ts'
import type { GivenColumn, InputColumn, Scheme, SchemeColumn } from '../scheme/model.ts'
import { calculate } from './calculate.ts'
import { type EarlierBound, earlierValue } from './earlier.ts'
import { Engine } from './engine.ts'
import { BLANK_FIGURE, type Facts, type Input, type MeasureFigure, type Missing, NO_FIGURE } from './facts.ts'
import {
  cellForm,
  cellSpec,
  findSettable,
  givenName,
  hasBlank,
  isProblem,
  isSettable,
  parseGiven,
  settable,
} from './given.ts'
import { makePeople, type People } from './people.ts'
import type { PayResult } from './result.ts'

export interface TrialPerson {
  readonly id: string
  readonly position: string | undefined
  /** By name, as given. */
  readonly values: ReadonlyMap<string, string>
  /** Where the row stands, for problems. */
  readonly at: Place | undefined
}

export interface Trial {
  readonly result: PayResult | undefined
  readonly engine: Engine | undefined
  readonly problems: readonly Problem[]
}

/**
 * Works the people out. `shared` values hold for all of them. `everybody`: they are said to be all whom there are, so that a
 * figure of other people is known of one person alone, too.
 */
export function tryPeople(
  scheme: Scheme,
  people: readonly TrialPerson[],
  shared: ReadonlyMap<string, string>,
  period: Period | undefined,
  everybody = false,
): Trial {
  const problems: Problem[] = []
  const told = new Set<string>()
  const report = (p: Problem): void => {
    const key = JSON.stringify([p.code, p.facts])
    if (!told.has(key)) problems.push(p)
    told.add(key)
  }
  const given = people.map(person => readGiven(scheme, person, shared, period, report))
  for (const p of people) {
    if (p.position === undefined || scheme.positions.length === 0 || scheme.positions.includes(p.position)) continue
    const known = scheme.positions.join('、')
    problems.push(
      problem('NOT_FOUND', p.at, {
        kind: 'position',
        name: p.position,
        nearest: suggest(p.position, scheme.positions),
        known,
      }),
    )
  }
  if (problems.some(p => p.code === 'NOT_FOUND')) return { result: undefined, engine: undefined, problems }
  const roster = trialRoster(scheme, people, given)
  const month = period ?? monthOf(scheme)
  const facts = new TrialFacts(scheme, roster, month, given, problems, {
    alone: people.length === 1 && !everybody,
    first: everybody,
  })
  const engine = new Engine(scheme, facts, month)
  const { result, problems: met } = calculate(engine)
  // What is lost for what was given is told there.
  const own = anyError(problems) ? met.filter(p => p.code !== 'VALUE_LOST') : met
  const all = [...problems, ...own, ...facts.notes.values()]
  return problems.length > 0
    ? { result: undefined, engine: undefined, problems: all }
    : { result, engine, problems: all }
}

/** The ranks that anything is paid, taken off or marked by, and not only shown. */
function paidByRank(scheme: Scheme): ReadonlySet<string> {
  const { pay, deductions, flags, reserves, deductionLimit } = scheme
  const columns = [...pay, ...deductions, ...flags, ...reserves.map(r => r.withheld)]
  const roots = [...columns.flatMap(c => formulasOf(c)), deductionLimit, ...reserves.map(r => r.forfeited)]
  return new Set([...nodesOf('rank', roots, behind(scheme))].map(({ text }) => text))
}

/** The month of a trial that names none: the first one of the scheme in which everything is due. */
function monthOf({ from, columns, pays }: Scheme): Period {
  const every = new Set(columns.flatMap(c => (c.source.kind === 'defined' ? c.source.cases.map(k => k.every) : [])))
  const longest = EVERY.findLast(e => every.has(e))
  return dueNext(periodAt(pays, parsePeriod(from)!.start), longest)
}

/** By column; FAULT where what was given is no value for it. */
type Given = ReadonlyMap<string, Outcome>

/** A person's values: those of all, then their own. What is wrong with those of all is said once. */
function readGiven(
  scheme: Scheme,
  person: TrialPerson,
  shared: ReadonlyMap<string, string>,
  period: Period | undefined,
  report: (problem: Problem) => void,
): Given {
  const values = new Map<string, Outcome>()
  for (const [name, text] of [...shared, ...person.values]) {
    const column = findSettable(scheme, name)
    if (isProblem(column)) {
      report({ ...column, at: person.at })
      continue
    }
    // In a file of people an empty cell is nothing given, unless the scheme says what it means.
    if (text.trim() === '' && !shared.has(name) && !hasBlank(scheme, column)) continue
    const value = parseGiven(scheme, column, text, period)
    if (isProblem(value)) report({ ...value, at: person.at })
    values.set(column.id, isProblem(value) ? FAULT : value)
  }
  return values
}

/** The key of the one group that people are in where nobody says which. */
const IMPLIED = '–'

function trialRoster(scheme: Scheme, people: readonly TrialPerson[], given: readonly Given[]): People {
  const { roster } = scheme
  const values = roster.columns.map((column, index) =>
    people.map((person, p): Value => {
      const own = given[p]!.get(column.id)
      const value = own === FAULT || own === undefined ? null : own
      // Whoever is said to be in no group is in none.
      if (own === null) return null
      if (index === roster.id) return person.id
      if (index === roster.position) return person.position ?? value ?? ''
      if (index === roster.name) return value ?? person.id
      return value ?? (roster.groups.includes(column) ? IMPLIED : null)
    }),
  )
  return makePeople(
    roster,
    values,
    people.map((_, p) => p),
    () => undefined,
  )
}

class TrialFacts implements Facts {
  readonly people: People
  readonly everyonePaid = true
  readonly everyInput = true
  private readonly scheme: Scheme
  private readonly period: Period
  private readonly alone: boolean
  /** True where there are no earlier months, and nobody need be told. */
  private readonly first: boolean
  /** What to know of the result, by the figure that it is about. */
  readonly notes = new Map<string, Problem>()
  /** By column, then by number of the person, group or shop. */
  private readonly values = new Map<string, Map<number, Outcome>>()

  constructor(
    scheme: Scheme,
    people: People,
    period: Period,
    given: readonly Given[],
    problems: Problem[],
    { alone, first }: { readonly alone: boolean; readonly first: boolean },
  ) {
    this.scheme = scheme
    this.alone = alone
    this.first = first
    this.period = period
    this.people = people
    const columns = new Map(settable(scheme).map(c => [c.id, c]))
    given.forEach((values, person) => {
      for (const [id, value] of values) this.put(columns.get(id)!, person, value, problems)
    })
    const { id, name, position } = scheme.roster
    for (const index of [id, name, position]) {
      const column = scheme.roster.columns[index]!
      this.values.set(column.id, new Map(people.values[index]!.map((value, person) => [person, value])))
    }
  }

  /** A group's or the shop's figure stands with each of its people, and they must agree. */
  private put(column: GivenColumn, person: number, value: Outcome, problems: Problem[]): void {
    const group = groupOf(column.home)
    const keyOf = (name: string): Value =>
      this.people.values[this.scheme.roster.groups.find(g => g.name === name)!.source.index]![person] ?? null
    const own = group === null ? '' : keyOf(group)
    // A figure of their group says nothing of whoever is in none.
    if (own === null) return
    const key = String(own)
    const row =
      column.home === 'person' ? person : group === null ? 0 : this.people.directory.groups.get(group)!.find(key)!
    const known = once(this.values, column.id, () => new Map<number, Outcome>())
    const before = known.get(row)
    if (before !== undefined && String(before) !== String(value)) {
      const values = `${String(before)}, ${String(value)}`
      problems.push(
        problem('INPUT_DISAGREES', undefined, { name: column.name, of: group === null ? 'shop' : key, values }),
      )
    }
    known.set(row, value)
  }

  given(column: SchemeColumn, row: Row): Outcome | undefined {
    return this.values.get(column.id)?.get(row.index)
  }

  input(column: InputColumn, _row: Row): Input {
    const table = this.scheme.tables.find(t => t.spec.name === column.source.table)
    const { blank } = column.source
    const none = table?.missing === 'blank' || table?.spec.mayBeMissing || !this.due(column.source.table)
    // A cell that is not given is empty, where the scheme says which figure that is.
    return { value: blank ?? (none ? null : undefined), at: undefined }
  }

  mayBeLeftOut({ id, source }: InputColumn, row: Row): boolean {
    return source.blank === null && this.values.get(id)?.get(row.index) === undefined
  }

  earlier(bound: EarlierBound, row: Row, key: string, period: Period): Value {
    const value = this.values.get(bound.text)?.get(row.index)
    // A trial has no book: what is not given is as in a shop's first month.
    if (value !== undefined && value !== FAULT) return value
    if (!this.first && value === undefined) this.note('TRIED_FIRST', bound.text)
    return earlierValue(bound, key, period, new Map())
  }

  measure({ id, table }: Measure, row: Row): MeasureFigure {
    const value = this.values.get(id)?.get(row.index)
    if (value !== undefined) return { value: value === FAULT ? undefined : value, rows: undefined, found: 1 }
    return this.due(table) ? NO_FIGURE : BLANK_FIGURE
  }

  givenAmong(bound: AmongBound, row: Row): Outcome | 'due' | undefined {
    const value = this.values.get(bound.text)?.get(row.index)
    if (value !== undefined) return value
    if (!this.alone) return undefined
    // Whoever is alone is always the first, which says nothing of the month: it pays nobody.
    if (bound.kind === 'rank' && paidByRank(this.scheme).has(bound.text)) return 'due'
    this.note('TRIED_ALONE', bound.text)
    return undefined
  }

  private note(code: 'TRIED_ALONE' | 'TRIED_FIRST', id: string): void {
    const { name } = this.scheme.asked.find(c => c.id === id)!
    this.notes.set(name, problem(code, undefined, { name }))
  }

  private due(table: string): boolean {
    return isDue(this.period, this.scheme.tables.find(t => t.spec.name === table)?.spec.every)
  }

  missing(what: Missing, row: Row): Problem | undefined {
    const column = this.askedFor(what)
    // What was given and is no value of it was told.
    if (this.values.get(column.id)?.get(row.index) === FAULT) return undefined
    const several = this.people.positions.length > 1
    const who = several && row.home === 'person' ? this.people.directory.ids[row.index]! : ''
    const spec = cellSpec(this.scheme, column)
    const blank = hasBlank(this.scheme, column)
    const facts = { name: givenName(this.scheme, column), who, form: cellForm(spec), range: spec.range?.text, blank }
    return problem('INPUT_MISSING', undefined, facts)
  }

  /** What is to be given: the column that a figure without a name is made for, where it may be given, or the figure itself. */
  private askedFor(what: Missing): GivenColumn {
    if (what.kind === 'column') return what.column
    if (what.kind === 'measure' && what.reader && isSettable(what.reader)) return what.reader
    const id = what.kind === 'measure' ? what.measure.id : what.bound.text
    return this.scheme.asked.find(c => c.id === id)!
  }
}
