// The parts of somebody's month: a stint is a row of the roster with its dates, position and groups. Takes the rows of a roster
// whose scheme names their dates; gives the stints of the month, and for each person of several one more row, the whole of
// them, on which everything stands that is the person's once: lines as sums, deductions, limits, the net amount. Refuses rows that
// contradict each other; which stint a dated row of an export belongs to is said here and nowhere else.

import { type Day, isoDate, type Period } from '../core/calendar.ts'
import { decimal } from '../core/decimal.ts'
import { addTo } from '../core/lists.ts'
import type { Place } from '../core/place.ts'
import { inTable, type Problem, problem } from '../core/problem.ts'
import type { Value } from '../formula/bound.ts'
import type { Roster, SchemeTable } from '../scheme/model.ts'
import { type Batch, ODD } from '../tables/batch.ts'
import type { Stinted } from '../tables/directory.ts'
import type { Division } from '../tables/division.ts'
import type { Interner } from '../tables/interner.ts'
import { dayAt, dayColumn, type TableSpec } from '../tables/spec.ts'
import { sameName } from './holders.ts'

/** The first and the last day, within the month or not; none where the roster leaves it open. */
export interface Days {
  readonly from: Day | undefined
  readonly until: Day | undefined
}

/** Rows of one roster, by their numbers. */
export interface Stints {
  /** The stints of those who have several, by the number of the whole. */
  readonly parts: ReadonlyMap<number, readonly number[]>
  /** The whole of a stint, where its person has several. */
  readonly wholes: ReadonlyMap<number, number>
  readonly days: readonly Days[]
  /** The days of a row in words: `2026-07-01 – 2026-07-15`. */
  readonly text: (row: number) => string
}

type Spot = (column: number, row: number) => Place | undefined

export interface Found {
  /** Rows that stay, by their numbers in what was read. */
  readonly kept: readonly number[]
  readonly problems: readonly Problem[]
}

/** Which rows are of the month, and what is wrong with the others. */
export function rowsOfMonth(
  roster: Roster,
  values: readonly (readonly Value[])[],
  period: Period,
  place: Spot,
): Found & { readonly repeated: ReadonlySet<number> } {
  const { stints } = roster
  const ids = values[roster.id]!
  const all = ids.map((_, row) => row)
  if (!stints) return { kept: all, problems: [], repeated: new Set(all) }
  const problems: Problem[] = []
  const dropped = new Set<number>()
  const repeated = new Set<number>()
  const people = new Map<string, number[]>()
  for (const row of all) addTo(people, String(ids[row]), row)
  const days = daysOfRows(roster, values)
  const daysOf = (row: number): Days => days[row]!
  const name = (row: number): string => String(values[roster.name]![row] ?? '')
  const who = (row: number): string => `${name(row)} (${ids[row]})`
  for (const rows of people.values()) {
    for (const row of rows) {
      const { from, until } = daysOf(row)
      if (stints.until !== undefined && from !== undefined && until !== undefined && until < from) {
        const facts = { name: who(row), from: isoDate(from), until: isoDate(until) }
        problems.push(problem('SPAN_REVERSED', place(stints.until, row), facts))
      }
    }
    if (rows.length === 1) continue
    // Rows without dates, or of two names, are one number twice: told as ever.
    if (!rows.every(row => sameName(name(row), name(rows[0]!))) || !rows.every(row => isDated(daysOf(row)))) {
      for (const row of rows) repeated.add(row)
      continue
    }
    const ordered = [...rows].sort((a, b) => start(daysOf(a)) - start(daysOf(b)))
    const here = ordered.filter(row => overlaps(daysOf(row), period))
    const stay = here.length > 0 ? here : [ordered.at(-1)!]
    for (const row of ordered.filter(r => !stay.includes(r))) {
      dropped.add(row)
      const facts = { who: who(row), days: daysText(daysOf(row)), period: period.name }
      problems.push(problem('STINT_OTHER_MONTH', place(stints.from, row), facts))
    }
    for (const [i, row] of stay.entries()) {
      const before = stay[i - 1]
      if (before === undefined) continue
      const [end, begin] = [last(daysOf(before)), start(daysOf(row))]
      const facts = { name: who(row), first: daysText(daysOf(before)), second: daysText(daysOf(row)) }
      const at = place(stints.from, before)
      const related = at ? { related: [{ at, note: facts.first }] } : {}
      if (begin <= end) problems.push(problem('SPANS_OVERLAP', place(stints.from, row), facts, related))
      else if (begin > end + 1) {
        const days = daysText({ from: end + 1, until: begin - 1 })
        problems.push(problem('STINT_GAP', place(stints.from, row), { who: who(row), days }, related))
      }
    }
  }
  return { kept: all.filter(row => !dropped.has(row)), problems, repeated }
}

function isDated({ from, until }: Days): boolean {
  return from !== undefined || until !== undefined
}

function start({ from }: Days): number {
  return from ?? Number.NEGATIVE_INFINITY
}

function last({ until }: Days): number {
  return until ?? Number.POSITIVE_INFINITY
}

function overlaps(days: Days, { start: first, end }: Period): boolean {
  return start(days) <= end && last(days) >= first
}

/** The days of every row; where the roster has no last ones, a row holds until somebody's next begins. */
function daysOfRows({ id, stints }: Roster, values: readonly (readonly Value[])[]): Days[] {
  const { from, until } = stints!
  const day = (column: number, row: number): Day | undefined => {
    const value = values[column]![row]
    return typeof value === 'number' ? value : undefined
  }
  const days = values[id]!.map((_, row) => ({
    from: day(from, row),
    until: until === undefined ? undefined : day(until, row),
  }))
  if (until !== undefined) return days
  const people = new Map<string, number[]>()
  for (const [row, own] of values[id]!.entries()) addTo(people, String(own), row)
  for (const rows of people.values()) {
    rows.sort((a, b) => start(days[a]!) - start(days[b]!))
    for (const [i, row] of rows.entries()) {
      const next = days[rows[i + 1] ?? -1]?.from
      // Of two rows that begin on one day neither has days of its own.
      if (next === days[row]!.from) days[row] = { from: undefined, until: undefined }
      else if (next !== undefined) days[row] = { from: days[row]!.from, until: next - 1 }
    }
  }
  return days
}

/** The days in words; an open end stays open. */
function daysText({ from, until }: Days): string {
  return `${from === undefined ? '…' : isoDate(from)} – ${until === undefined ? '…' : isoDate(until)}`
}

/**
 * Adds the days of every row as a column, and a row for the whole of everybody who has several. Columns that differ between the
 * stints are blank there: whoever reads them is told (`Stints`).
 */
export function withWholes(
  roster: Roster,
  values: Value[][],
  secrets: ReadonlyMap<number, (string | null)[]>,
  period: Period,
): Stints | undefined {
  const { stints } = roster
  if (!stints) return undefined
  const ids = values[roster.id]!
  const days = daysOfRows(roster, values)
  const within = days.map(own => Math.max(0, Math.min(last(own), period.end) - Math.max(start(own), period.start) + 1))
  values.push(within.map(own => decimal(own)))
  const people = new Map<string, number[]>()
  for (const row of ids.keys()) addTo(people, String(ids[row]), row)
  const parts = new Map<number, readonly number[]>()
  const wholes = new Map<number, number>()
  for (const rows of [...people.values()].filter(own => own.length > 1)) {
    const whole = ids.length
    const ordered = [...rows].sort((a, b) => start(days[a]!) - start(days[b]!))
    parts.set(whole, ordered)
    for (const row of rows) wholes.set(row, whole)
    for (const [c, column] of values.entries()) {
      const own = rows.map(row => column[row]!)
      const sum = decimal(rows.reduce((all, row) => all + within[row]!, 0))
      column.push(c === values.length - 1 ? sum : same(own) ? own[0]! : null)
      const hidden = secrets.get(c)
      if (hidden) hidden.push(same(rows.map(row => hidden[row]!)) ? hidden[rows[0]!]! : null)
    }
    days.push({ from: days[ordered[0]!]!.from, until: days[ordered.at(-1)!]!.until })
  }
  const text = (row: number): string => {
    const { from, until } = days[row]!
    return daysText({
      from: Math.max(from ?? period.start, period.start),
      until: Math.min(until ?? period.end, period.end),
    })
  }
  return { parts, wholes, days, text }
}

/** True where all are the same value. */
export function same(values: readonly Value[]): boolean {
  return values.every(value => String(value) === String(values[0]))
}

/** What rows of exports need to know of stints, and what is wrong with rows that belong to none. */
export class StintReader implements Stinted {
  private readonly stints: Stints
  private readonly roster: Roster
  private readonly values: readonly (readonly Value[])[]
  private readonly who: (person: number) => string
  private readonly tables: ReadonlyMap<string, SchemeTable>
  private readonly period: Period
  private readonly told = new Map<string, { row: number; column: number; person: number; day: Day | undefined }[]>()

  constructor(
    stints: Stints,
    roster: Roster,
    values: readonly (readonly Value[])[],
    who: (person: number) => string,
    tables: readonly SchemeTable[],
    period: Period,
  ) {
    this.stints = stints
    this.roster = roster
    this.values = values
    this.who = who
    this.tables = new Map(tables.map(t => [t.spec.name, t]))
    this.period = period
  }

  /** Puts into the rows of a table, in place of each person, the stint that the row belongs to. */
  settle(spec: TableSpec): ((batch: Batch, dictionaries: readonly (Interner | undefined)[]) => void) | undefined {
    const people = spec.columns.flatMap(({ type }, index) => (type === 'person' ? [index] : []))
    const table = this.tables.get(spec.name)
    if (!table || people.length === 0) return undefined
    const date = dayColumn(spec)
    const groups = table.rows === 'events' ? [] : this.groupsOf(spec)
    const each = table.rows !== 'events' && table.stints === 'each'
    const told: { row: number; column: number; person: number; day: Day | undefined }[] = []
    this.told.set(spec.name, told)
    return (batch, dictionaries) => {
      for (let i = 0; i < batch.size; i++) {
        const day = date && dayAt(date, batch, i, dictionaries)
        const keys = groups.map(({ column, of }) => {
          const code = batch.columns[column]!.values[i]!
          return { of, key: Number.isNaN(code) ? undefined : dictionaries[column]?.text(code) }
        })
        const settled = (person: number, column: number): number => {
          const found = this.stintOf(person, day, keys)
          if (found !== undefined) return found
          if (!each || day !== undefined) told.push({ row: batch.rows[i]!, column, person, day })
          return person
        }
        for (const column of people) {
          const { values, divided } = batch.columns[column]!
          const value = values[i]!
          if (value === ODD)
            divided.set(
              i,
              settledDivision(divided.get(i)!, person => settled(person, column)),
            )
          else if (!Number.isNaN(value)) values[i] = settled(value, column)
        }
      }
    }
  }

  private groupsOf(spec: TableSpec): { column: number; of: number }[] {
    return spec.columns.flatMap(({ type }, column) => {
      const group = typeof type === 'object' ? this.roster.groups.find(g => g.name === type.group) : undefined
      return group ? [{ column, of: group.source.index }] : []
    })
  }

  /** The one stint that a day, or a position or group beside the person, leaves. */
  private stintOf(
    person: number,
    day: Day | undefined,
    keys: readonly { readonly of: number; readonly key: string | undefined }[],
  ): number | undefined {
    const whole = this.stints.wholes.get(person)
    const rows = whole === undefined ? [person] : this.stints.parts.get(whole)!
    if (day !== undefined) {
      if (Number.isNaN(day)) return person
      return rows.find(row => start(this.stints.days[row]!) <= day && day <= last(this.stints.days[row]!))
    }
    if (whole === undefined) return person
    const fitting = rows.filter(row => keys.every(({ of, key }) => key === undefined || this.values[of]![row] === key))
    return fitting.length === 1 ? fitting[0] : undefined
  }

  /** Rows of a table that belong to no stint, or of which it is not said to which: those that nobody can tell are refused. */
  problems(table: string, place: (column: number, row: number) => Place | undefined): Problem[] {
    const met = this.told.get(table) ?? []
    this.told.delete(table)
    const seen = new Map<string, { readonly first: (typeof met)[number]; rows: number }>()
    for (const one of met) {
      const key = `${one.person} ${one.day ?? ''}`
      const before = seen.get(key)
      if (before) before.rows++
      else seen.set(key, { first: one, rows: 1 })
    }
    return [...seen.values()].map(({ first: { row, column, person, day }, rows }) => {
      const whole = this.stints.wholes.get(person)
      const own = whole === undefined ? [person] : this.stints.parts.get(whole)!
      const stints = own.map(r => this.describe(r)).join('; ')
      const facts = { who: this.who(person), table, stints, rows }
      const at = place(column, row)
      return inTable(table)(
        day === undefined
          ? problem('STINT_UNSAID', at, facts)
          : problem('STINT_NONE', at, { ...facts, day: isoDate(day), period: this.period.name }),
      )
    })
  }

  private describe(row: number): string {
    return `${this.values[this.roster.position]![row] ?? ''} ${daysText(this.stints.days[row]!)}`.trim()
  }
}

function settledDivision(division: Division, settled: (person: number) => number): Division {
  return { ...division, parts: division.parts.map(part => ({ ...part, person: settled(part.person) })) }
}
