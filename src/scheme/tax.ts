// What is said of a line's, a reserve's or an adjustment's kind for the tax client: `tax: annual bonus`. Takes the scheme; gives the
// kind, and off which income a reserve withholds. Refuses words that are no kind, and what is taken off lines of several kinds.

import { once } from '../core/lists.ts'
import { problem } from '../core/problem.ts'
import { suggest } from '../core/suggest.ts'
import { TAX_KINDS, type TaxKind } from '../core/tax.ts'
import { type Bound, isSheetSum } from '../formula/bound.ts'
import { nodes } from '../formula/tree.ts'
import { type Context, tell } from './context.ts'
import { behind } from './graph.ts'
import { Intervals, NO_FACTS } from './intervals.ts'
import {
  type Case,
  caseFor,
  type DefinedColumn,
  type PayLine,
  payLines,
  type Reserve,
  type Scheme,
  summedLines,
} from './model.ts'
import type { Path } from './text.ts'

/** Reads `tax:`; undefined where nothing, or no kind, is said. */
export function readTax(path: Path, written: unknown, context: Context): TaxKind | undefined {
  if (written === undefined) return undefined
  const found = String(written).trim()
  const kind = TAX_KINDS.find(known => known === found)
  if (!kind) tell(context, 'SHAPE_WRONG', path, { expected: TAX_KINDS, found, nearest: suggest(found, TAX_KINDS) })
  return kind
}

const said = new WeakMap<Scheme, readonly TaxKind[]>()
const offIncome = new WeakMap<Reserve, Map<string, TaxKind>>()

/** Every kind that a scheme says; none where it says nothing of it. */
export function saidKinds(scheme: Scheme): readonly TaxKind[] {
  return once(said, scheme, () => {
    const { pay, reserves, adjustments } = scheme
    const lines = pay.flatMap(line => line.source.cases.map(c => c.tax))
    const all = [...lines, ...reserves.map(r => r.tax), ...(adjustments?.kinds ?? []).map(kind => kind.tax)]
    return all.filter(tax => tax !== undefined)
  })
}

/**
 * Off which income of a position a reserve withholds: that of the lines that it reads, which are of one kind (`checkTax`); the salary where
 * it reads none.
 */
export function withheldOff(scheme: Scheme, reserve: Reserve, position: string): TaxKind {
  const known = once(offIncome, reserve, () => new Map<string, TaxKind>())
  return once(known, position, () => {
    const [kind = 'salary'] = kindsOf(linesIn(scheme, caseFor(reserve.withheld, position)?.formula, position))
    return kind
  })
}

/** The lines of a position that a formula reads, also through values and sums of lines. */
function linesIn(scheme: Scheme, formula: Bound | undefined, position: string): PayLine[] {
  const own = behind(scheme, { position, conditions: false, stop: ({ owners }) => owners[0] === 'pay' })
  const lines = payLines(scheme, position)
  const read = [...nodes([formula], bound => (bound.kind === 'earlier' ? [] : own(bound)))]
  const found = read.flatMap((bound): readonly PayLine[] => {
    if (bound.kind === 'column') return lines.filter(line => line.column.id === bound.column.id)
    return bound.kind === 'lines' && !isSheetSum(bound.which) ? summedLines(lines, bound.which, bound.line) : []
  })
  return lines.filter(line => found.includes(line))
}

function kindOf({ own }: PayLine): TaxKind {
  return own.tax ?? 'salary'
}

function kindsOf(lines: readonly PayLine[]): ReadonlySet<TaxKind> {
  return new Set(lines.map(kindOf))
}

/**
 * Tells what is taken off lines of several kinds, so that it is not known off which income: a reserve, and a line that may be below zero and
 * says no kind itself.
 */
export function checkTax(scheme: Scheme, { report }: Pick<Context, 'report'>): void {
  if (saidKinds(scheme).length === 0) return
  const told = new Set<string>()
  const check = (what: 'reserve' | 'line', column: DefinedColumn, name: string, own: Case, position: string): void => {
    const lines = linesIn(scheme, own.formula, position).filter(line => line.column !== column)
    if (kindsOf(lines).size < 2 || told.has(column.id)) return
    told.add(column.id)
    const of = lines.map(line => ({ name: line.column.name, kind: kindOf(line) }))
    report(problem('TAX_MIXED', own.formula.at, { name, what, of }))
  }
  for (const position of scheme.positions.length > 0 ? scheme.positions : ['']) {
    const intervals = new Intervals(scheme)
    for (const { name, withheld } of scheme.reserves) {
      const own = caseFor(withheld, position)
      if (own) check('reserve', withheld, name, own, position)
    }
    for (const { column, own } of payLines(scheme, position)) {
      const { low } = intervals.of(own.formula, NO_FACTS)
      if (!own.tax && (!low || low.edge.isNegative())) check('line', column, column.name, own, position)
    }
  }
}
