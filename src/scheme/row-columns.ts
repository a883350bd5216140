// The columns of an export of many rows as formulas see them: those that are read, and those worked out row by row.
// Refuses columns that read one another in a circle or further than anyone can follow.

import { once } from '../core/lists.ts'
import { problem } from '../core/problem.ts'
import type { Bound, EventTable, RowColumn } from '../formula/bound.ts'
import { rowFormula, rowParts } from '../formula/tree.ts'
import { COUNT, isOwner, type Type, UNKNOWN } from '../formula/types.ts'
import type { ParsedColumn } from './columns.ts'
import { type Context, tell } from './context.ts'
import { define, RULES } from './definitions.ts'
import { LONGEST_CHAIN } from './lazy-column.ts'
import type { TableEntry } from './schema.ts'
import type { Path } from './text.ts'

/** What every export has: the row's place in its file. */
export const ROW_NUMBER = 'row number'

/** An export's rows for formulas: its columns, and those worked out row by row. */
export function eventTable(
  name: string,
  parsed: readonly ParsedColumn[],
  entry: TableEntry,
  path: Path,
  context: Context,
): EventTable {
  const columns = new Map<string, RowColumn>([[ROW_NUMBER, { name: ROW_NUMBER, type: COUNT, source: { row: true } }]])
  for (const [index, p] of parsed.entries()) {
    if (columns.has(p.spec.name)) {
      const facts = { name: p.spec.name, other: name }
      context.report(problem('NAME_TAKEN', p.spec.at, facts))
    }
    columns.set(p.spec.name, { name: p.spec.name, type: p.type, source: { index } })
  }
  const ownerNames = parsed.filter(({ type }) => isOwner(type)).map(({ spec }) => spec.name)
  const table: EventTable = { name, column: n => columns.get(n), columnNames: () => [...columns.keys()], ownerNames }
  withWorkedOut(table, columns, entry, path, context)
  return table
}

/** Adds the columns of a table that are worked out row by row. */
export function withWorkedOut(
  table: EventTable,
  columns: Map<string, RowColumn>,
  entry: TableEntry,
  path: Path,
  context: Context,
): void {
  for (const [column, value] of Object.entries(entry['work out'] ?? {})) {
    if (columns.has(column)) {
      tell(context, 'NAME_TAKEN', [...path, 'work out', column], { name: column, other: table.name }, true)
      continue
    }
    columns.set(column, lazyRowColumn(column, value, [...path, 'work out', column], { ...context, row: table }))
  }
}

function lazyRowColumn(name: string, value: unknown, path: Path, context: Context): RowColumn {
  let state: 'new' | 'working' | Bound = 'new'
  const nothing = (): Bound => {
    const { at } = context.text.keyAt(path)
    return { kind: 'literal', value: null, type: UNKNOWN, home: 'shop', text: name, at }
  }
  const formula = (): Bound => {
    if (typeof state === 'object') return state
    if (state === 'working') {
      tell(context, 'CYCLE', path, { names: name }, true)
      return nothing()
    }
    state = 'working'
    const tooLong = context.nested.now >= LONGEST_CHAIN
    context.nested.now++
    const bound = tooLong ? nothing() : define(path, value, context, RULES.inner).bound
    context.nested.now--
    state = tooLong || depth(bound) <= LONGEST_CHAIN ? bound : nothing()
    if (state !== bound || tooLong) tell(context, 'CHAIN_TOO_LONG', path, { name, limit: LONGEST_CHAIN }, true)
    return state
  }
  return {
    name,
    get type(): Type {
      return formula().type
    },
    get source(): { readonly formula: Bound } {
      return { formula: formula() }
    },
  }
}

const depths = new WeakMap<Bound, number>()

/** How many columns worked out row by row a formula reads one through the other. */
function depth(bound: Bound): number {
  return once(depths, bound, () => Math.max(0, ...rowParts(bound).map(depth)) + (rowFormula(bound) ? 1 : 0))
}
