// The columns of an export of many rows as formulas see them: those that are read, and those worked out row by row.
// Refuses columns that read one another in a circle or further than anyone can follow.

import { once } from '../core/lists.ts'
import { problem } from '../core/problem.ts'
import type { Bound, EventTable, RowColumn } from '../formula/bound.ts'
import { rowFormula, rowParts } from '../formula/tree.ts'
import { COUNT, type Type, UNKNOWN } from '../formula/types.ts'
import type { ParsedColumn } from './columns.ts'
import { askAll, type Context, tell, type Unsettled } from './context.ts'
import { define, RULES } from './definitions.ts'
import { LONGEST_CHAIN } from './lazy-column.ts'
import type { TableEntry } from './schema.ts'
import type { Path } from './text.ts'

/** What every export has: the row's place in its file. */
const ROW_NUMBER = 'row number'

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
  const ordered = entry['in order'] !== undefined
  const table: EventTable = { name, column: n => columns.get(n), columnNames: () => [...columns.keys()], ordered }
  for (const [column, value] of Object.entries(entry['work out'] ?? {})) {
    if (columns.has(column)) {
      tell(context, 'NAME_TAKEN', [...path, 'work out', column], { name: column, other: name }, true)
      continue
    }
    columns.set(column, new LazyRowColumn(column, value, [...path, 'work out', column], { ...context, row: table }))
  }
  return table
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
    this.resolve()
    if (this.working) this.ask()
    return this.formula.type
  }

  private checked(): Bound {
    if (this.working) tell(this.context, 'CYCLE', this.path, { names: this.name }, true)
    this.resolve()
    for (const other of this.waits) if (other.working) other.ask()
    return this.formula
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
    const nothing = this.formula
    const tooLong = ++nested.now > LONGEST_CHAIN
    if (!tooLong) this.settle()
    const long = tooLong || depth(this.formula) > LONGEST_CHAIN
    if (long) {
      this.formula = nothing
      tell(this.context, 'CHAIN_TOO_LONG', this.path, { name: this.name, limit: LONGEST_CHAIN }, true)
    }
    nested.now--
    nested.working.pop()
    this.state = 'done'
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

const depths = new WeakMap<Bound, number>()

/** How many columns worked out row by row a formula reads one through the other; what the row before left is known. */
function depth(bound: Bound): number {
  if (bound.kind === 'previous') return 0
  return once(depths, bound, () => Math.max(0, ...rowParts(bound).map(depth)) + (rowFormula(bound) ? 1 : 0))
}
