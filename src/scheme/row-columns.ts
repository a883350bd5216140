// The columns of an export of many rows as formulas see them: those that are read, and those worked out row by row.
// Refuses columns that read one another in a circle or further than anyone can follow.

import { problem } from '../core/problem.ts'
import type { Bound, EventTable, RowColumn } from '../formula/bound.ts'
import { rowFormula, rowParts } from '../formula/tree.ts'
import { COUNT, isOwner, type Type, UNKNOWN } from '../formula/types.ts'
import type { ParsedColumn } from './columns.ts'
import { askAll, type Context, tell, type Unsettled } from './context.ts'
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
  const ordered = entry['in order'] !== undefined
  const table: EventTable = {
    name,
    column: n => columns.get(n),
    columnNames: () => [...columns.keys()],
    ownerNames,
    ordered,
  }
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
    columns.set(column, new LazyRowColumn(column, value, [...path, 'work out', column], { ...context, row: table }))
  }
}

/** Checks every column of an export that is worked out, and what leads from one to the other. */
export function checkRowColumns({ column, columnNames }: EventTable): void {
  const all = columnNames().map(name => column(name))
  for (const one of all) one!.type
  for (const one of all) if (one instanceof LazyRowColumn) one.checkChain()
}

class LazyRowColumn implements RowColumn, Unsettled {
  readonly name: string
  readonly waits: Set<Unsettled> = new Set()
  private readonly value: unknown
  private readonly path: Path
  private readonly context: Context
  private state: 'new' | 'working' | 'done' = 'new'
  private formula: Bound
  private faults = 0
  /** True while it is checked since a row asks what it was in the row before. */
  private before = false
  private readonly waiting = new Set<Unsettled>()

  constructor(name: string, value: unknown, path: Path, context: Context) {
    this.name = name
    this.value = value
    this.path = path
    this.context = {
      ...context,
      report: found => {
        this.faults++
        context.report(found)
      },
    }
    this.formula = {
      kind: 'literal',
      value: null,
      type: UNKNOWN,
      home: 'shop',
      text: name,
      at: context.text.keyAt(path).at,
    }
  }

  get working(): boolean {
    return this.state === 'working'
  }

  get type(): Type {
    return this.checked().type
  }

  get source(): { readonly formula: Bound } {
    return { formula: this.checked() }
  }

  /** Its type for the rows that follow, as far as it is known. */
  get typeBefore(): Type {
    const { before } = this
    this.before = true
    this.resolve()
    this.before = before
    if (this.working) this.ask()
    return this.formula.type
  }

  private checked(): Bound {
    // What the row before has it may read by any way; what it has itself, by none.
    if (this.working && !this.isReadBefore()) tell(this.context, 'CYCLE', this.path, { names: this.name }, true)
    this.resolve()
    if (this.working) this.ask()
    else for (const other of this.waits) if (other.working) other.ask()
    return this.formula
  }

  private isReadBefore(): boolean {
    const { working } = this.context.nested
    return working.slice(working.indexOf(this) + 1).some(other => other instanceof LazyRowColumn && other.before)
  }

  ask(): void {
    askAll(this, this.waiting, this.context.nested.working)
  }

  renew(): void {
    if (this.state === 'done') this.state = 'new'
  }

  private resolve(): void {
    if (this.state !== 'new') return
    const { nested } = this.context
    this.state = 'working'
    nested.working.push(this)
    if (++nested.now > LONGEST_CHAIN) this.tooLong()
    else this.settle()
    nested.now--
    nested.working.pop()
    this.state = 'done'
  }

  private tooLong(): void {
    tell(this.context, 'CHAIN_TOO_LONG', this.path, { name: this.name, limit: LONGEST_CHAIN }, true)
  }

  /** Once all columns are checked: tells a circle that leads through no row before, and a chain that nobody can follow. */
  checkChain(): void {
    if (this.faults > 0) return
    const length = chain(this.formula, [])
    if (length === undefined) tell(this.context, 'CYCLE', this.path, { names: this.name }, true)
    else if (length > LONGEST_CHAIN) this.tooLong()
  }

  /** Checks the formula, and once more where it reads the row before, now that its type is known. */
  private settle(): void {
    let before: Type['kind'] | undefined
    for (let times = 0; times < 3; times++) {
      this.formula = define(this.path, this.value, this.context, RULES.inner).bound
      const { kind } = this.formula.type
      if (this.waiting.size === 0 || kind === before || this.faults > 0) break
      before = kind
      for (const other of this.waiting) other.renew()
    }
    this.waiting.clear()
    if (before === 'unknown' && this.faults === 0) tell(this.context, 'CYCLE', this.path, { names: this.name }, true)
  }
}

const chains = new WeakMap<Bound, number>()

/** How many columns worked out row by row a formula reads one through the other; undefined where that never ends. */
function chain(bound: Bound, within: readonly Bound[]): number | undefined {
  if (bound.kind === 'previous') return 0
  if (within.includes(bound)) return undefined
  const known = chains.get(bound)
  if (known !== undefined) return known
  const own = rowFormula(bound)
  let longest = 0
  for (const part of rowParts(bound)) {
    const length = chain(part, own ? [...within, bound] : within)
    if (length === undefined) return undefined
    longest = Math.max(longest, length + (own ? 1 : 0))
  }
  chains.set(bound, longest)
  return longest
}
