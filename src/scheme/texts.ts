// The texts that a scheme asks of columns: `类别 = "备件"`, `choose by: 类别`. Takes a checked scheme; gives for every column of
// free texts what the scheme knows of them. A column with a closed list of texts refuses others itself.

import { type Bound, type Measure, parts, rowFormula } from '../formula/bound.ts'
import type { InputColumn, Scheme } from './model.ts'

/** A column with the texts that the scheme names. */
export interface AskedTexts {
  /** The table whose rows have the column; undefined where it is one of people, groups or the shop. */
  readonly table: string | undefined
  readonly column: Bound
  readonly texts: ReadonlySet<string>
}

/** Every column of texts that is compared with texts of the scheme. */
export function textsOf(scheme: Scheme): AskedTexts[] {
  const found = new Map<string, { table: string | undefined; column: Bound; texts: Set<string> }>()
  const seen = new Set<Bound>()
  const inputs = new Set(scheme.columns.flatMap(c => (c.source.kind === 'input' ? [c.id] : [])))
  const take = (column: Bound, texts: readonly string[], table: string | undefined): void => {
    const { kind, group, values } = column.type
    if ((kind !== 'text' && kind !== 'list') || group !== undefined || values !== undefined) return
    const own = column.kind === 'row column' && 'index' in column.column.source ? `${table} ${column.column.name}` : ''
    const id = column.kind === 'column' && inputs.has(column.column.id) ? column.column.id : own
    if (id === '') return
    const known = found.get(id) ?? { table: column.kind === 'column' ? undefined : table, column, texts: new Set() }
    for (const text of texts) known.texts.add(text)
    found.set(id, known)
  }
  const visit = (bound: Bound, table: string | undefined): void => {
    if (seen.has(bound)) return
    seen.add(bound)
    if (bound.kind === 'measure') {
      if (bound.key) visit(bound.key, table)
      return
    }
    if (bound.kind === 'compare') {
      take(bound.left, textsIn([bound.right]), table)
      take(bound.right, textsIn([bound.left]), table)
    }
    if (bound.kind === 'in') take(bound.of, textsIn(bound.items), table)
    if (bound.kind === 'has') take(bound.of, textsIn([bound.item]), table)
    if (bound.kind === 'choice') {
      const texts = bound.cases.flatMap(c => c.values)
      take(bound.of, texts, table)
    }
    const formula = rowFormula(bound)
    for (const part of formula ? [formula] : parts(bound)) visit(part, table)
  }
  const ofMeasure = ({ of, by, where, table }: Measure): void => {
    for (const bound of [of, by, where]) if (bound) visit(bound, table)
  }
  for (const measure of scheme.measures) ofMeasure(measure)
  for (const { spec, leaveOut } of scheme.tables) if (leaveOut) visit(leaveOut, spec.name)
  for (const bound of formulasOf(scheme)) visit(bound, undefined)
  return [...found.values()].filter(({ texts }) => texts.size > 0)
}

function textsIn(bounds: readonly Bound[]): string[] {
  return bounds.flatMap(b => (b.kind === 'literal' && typeof b.value === 'string' && b.value !== '' ? [b.value] : []))
}

/** All formulas of people, groups and the shop. */
function formulasOf({ columns, roster, rules, approvals, deductionLimit, reserves }: Scheme): Bound[] {
  const cases = columns.flatMap(c => (c.source.kind === 'defined' ? c.source.cases : []))
  return [
    ...cases.flatMap(c => [c.formula, c.when]),
    roster.paid,
    ...rules.map(r => r.must),
    ...approvals.map(a => a.when),
    deductionLimit,
    ...reserves.map(r => r.forfeited),
  ].filter(b => b !== undefined)
}

/** The column of people, groups or the shop, where it is one. */
export function inputOf({ column }: AskedTexts, { columns }: Scheme): InputColumn | undefined {
  if (column.kind !== 'column') return undefined
  const found = columns.find(c => c.id === column.column.id)
  return found?.source.kind === 'input' ? (found as InputColumn) : undefined
}
