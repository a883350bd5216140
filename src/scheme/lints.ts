// What a sound scheme may still have wrong: columns that nothing reads, cliffs, shares by figures of a group, deductions that
// the law does not allow.
// Takes a checked scheme without errors; tells warnings, each with its place.

import { compare } from '../core/decimal.ts'
import { problem } from '../core/problem.ts'
import type { Bound } from '../formula/bound.ts'
import type { Environment } from '../formula/environment.ts'
import { nodesOf, ownParts, some } from '../formula/tree.ts'
import { groupOf } from '../formula/types.ts'
import { type ColumnSpec, dayColumn } from '../tables/spec.ts'
import { checkCliffs } from './cliffs.ts'
import { reached } from './graph.ts'
import { checkIdle } from './idle.ts'
import { Intervals, NO_FACTS } from './intervals.ts'
import { checkDeductions } from './law.ts'
import { type InputColumn, ownConditions, type Scheme, type SchemeTable } from './model.ts'

type Report = Environment['report']

/** Looks at a sound scheme, and tells what looks wrong. `roots`: all formulas that a month or a release may need. */
type Lint = (scheme: Scheme, roots: readonly Bound[], report: Report) => void

const LINTS: readonly Lint[] = [
  checkUnused,
  checkIdle,
  (scheme, _, report) => checkWithoutEffect(scheme, report),
  (scheme, _, report) => checkCliffs(scheme, report),
  (scheme, _, report) => checkSharesByGroup(scheme, report),
  (scheme, _, report) => checkDeductions(scheme, report),
]

/** Looks for everything. */
export function checkLints(scheme: Scheme, roots: readonly Bound[], report: Report): void {
  for (const lint of LINTS) lint(scheme, roots, report)
}

/** True for numbers of the orders of another table: they tell rows apart that are alike otherwise. */
function refers({ type, name, headers }: ColumnSpec, table: string, { tables }: Scheme): boolean {
  const called = (column: ColumnSpec): readonly string[] => (column.headers.length > 0 ? column.headers : [column.name])
  const own = headers.length > 0 ? headers : [name]
  return (
    type === 'text' &&
    tables.some(
      ({ spec }) =>
        spec.name !== table && spec.columns.some(c => c.type === 'id' && called(c).some(text => own.includes(text))),
    )
  )
}

/**
 * Columns that nothing reads, told once for each table. Those that say which row it is are read by the reader itself: numbers
 * of documents, the key, the month, names, groups, shares of people, and what must be unique.
 */
function checkUnused(scheme: Scheme, roots: readonly Bound[], report: Report): void {
  const orders = scheme.tables.flatMap(({ order }) => (order ? [...order.of, ...order.by] : []))
  const used = reached([...roots, ...scheme.tables.flatMap(ownConditions), ...orders], scheme)
  // What nothing reads yet may be what the pay is to be made of that nobody has written.
  if (scheme.unwritten.length > 0) return
  const tell = (columns: readonly Named[], table: string): void => {
    const [first] = columns
    if (!first) return
    const facts = { name: columns.map(({ name }) => name).join(', '), table, columns: columns.length }
    report(problem('COLUMN_UNUSED', first.at, facts))
  }
  const inputs = (columns: readonly InputColumn[], specs: readonly ColumnSpec[]): Named[] =>
    // What a rater enters stands on the appraisal page, also where no pay reads it.
    columns
      .filter(column => !used.ids.has(column.id))
      .map(column => specs[column.source.index]!)
      .filter(spec => spec.enteredBy === undefined)
  const { id, name, position, columns, groups, stints, spec } = scheme.roster
  const dates = stints ? [stints.from, stints.until ?? stints.from, stints.days.source.index] : []
  const roles = new Set([id, name, position, ...groups.map(g => g.source.index), ...dates])
  const own = columns.filter(c => !roles.has(c.source.index))
  tell(inputs(own, spec.columns), 'people')
  for (const table of scheme.tables)
    tell(
      table.rows === 'events' ? unusedOfRows(table, used.rows, scheme) : inputs(table.columns, table.spec.columns),
      table.spec.name,
    )
}

type Named = Pick<ColumnSpec, 'name' | 'at'>

function unusedOfRows({ spec, events }: SchemeTable, used: ReadonlySet<unknown>, scheme: Scheme): Named[] {
  const days = dayColumn(spec)?.columns ?? []
  const shares = new Set(spec.columns.flatMap(c => (c.shared?.kind === 'column' ? [c.shared.index] : [])))
  const read = spec.columns.filter((column, index) => {
    const readByReader = column.type === 'id' || column.unique || shares.has(index) || days.includes(index)
    return !readByReader && !used.has(events?.column(column.name)) && !refers(column, spec.name, scheme)
  })
  const workedOut = (events?.columnNames() ?? []).flatMap(name => {
    const column = events!.column(name)!
    return 'formula' in column.source && !used.has(column) ? [{ name, at: column.source.formula.at }] : []
  })
  return [...read, ...workedOut]
}

/** Adjustments and expectations that can never be: a limit that leaves nothing, approvals beyond it, a table that is not monthly. */
function checkWithoutEffect(scheme: Scheme, report: Report): void {
  const intervals = new Intervals(scheme)
  for (const { name, most, inMonth, approvedBy, at } of scheme.adjustments?.kinds ?? []) {
    for (const bound of [most, inMonth]) {
      const high = bound && intervals.of(bound, NO_FACTS).high
      if (!bound || !high) continue
      if (!high.edge.isPositive() || high.edge.isZero())
        report(problem('WITHOUT_EFFECT', bound.at, { name, why: 'limit', found: bound.text }))
      for (const { range } of approvedBy)
        if (range?.low && compare(range.low.edge, high.edge) + Number(!range.low.inclusive) > 0)
          report(problem('WITHOUT_EFFECT', at, { name, why: 'approval', found: range.text }))
    }
  }
  for (const expectation of scheme.expectations) {
    const every = expectation.kind === 'rows' && scheme.tables.find(t => t.spec.name === expectation.table)?.spec.every
    if (every) report(problem('WITHOUT_EFFECT', expectation.at, { name: expectation.name, why: 'every', found: every }))
  }
}

/** What is worked out for the same person: of other people are sums, of a group what it is ranked by and the pool that is divided. */
function ofSamePerson(bound: Bound): readonly Bound[] {
  if (bound.kind === 'people' || (bound.kind === 'rank' && bound.home !== 'person')) return []
  if (bound.kind === 'share') return bound.where ? [bound.weight, bound.where] : [bound.weight]
  return ownParts(bound)
}

/**
 * Shares by a figure of a group in a figure of each person: its people are those among whom is divided, each with all
 * of it as weight. What is divided by how many they are says so itself.
 */
function checkSharesByGroup({ columns }: Scheme, report: Report): void {
  for (const { name, home, source } of columns) {
    if (source.kind !== 'defined' || home !== 'person') continue
    const formulas = source.cases.flatMap(({ formula, when }) => [formula, when])
    for (const share of nodesOf('share', formulas, ofSamePerson)) {
      const group = groupOf(share.home)
      if (group === null || some(share.weight, ({ kind }) => kind === 'people')) continue
      report(problem('SHARE_BY_GROUP', share.at, { name, share: share.text, weight: share.weight.text, group }))
    }
  }
}
