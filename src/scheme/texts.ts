// The texts that a scheme asks of columns: `类别 = "备件"`, `choose by: 类别`. Takes a checked scheme; gives for every column of
// free texts what the scheme knows of them. A column with a closed list of texts refuses others itself.

import type { Bound } from '../formula/bound.ts'
import { descend, ownParts } from '../formula/tree.ts'
import { type InputColumn, isRead, ownConditions, type Scheme } from './model.ts'

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
  const inputs = new Set(scheme.columns.flatMap(c => (c.source.kind === 'input' ? [c.id] : [])))
  const take = (asked: Bound, texts: readonly string[], table: string | undefined): void => {
    const column = asked.kind === 'owned' ? asked.figure : asked
    const { kind, group, values } = column.type
    if ((kind !== 'text' && kind !== 'list') || group !== undefined || values !== undefined) return
    const own = column.kind === 'row column' && 'index' in column.column.source ? `${table} ${column.column.name}` : ''
    const id = column.kind === 'column' && inputs.has(column.column.id) ? column.column.id : own
    if (id === '') return
    const known = found.get(id) ?? { table: column.kind === 'column' ? undefined : table, column, texts: new Set() }
    for (const text of texts) known.texts.add(text)
    found.set(id, known)
  }
  for (const [bound, table] of everyNode(scheme)) {
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
  }
  return [...found.values()].filter(({ texts }) => texts.size > 0)
}

/** Every part of every formula once, with the table of whose rows it is; the formulas inside a figure of rows are of rows. */
export function* everyNode(scheme: Scheme): Generator<readonly [node: Bound, table: string | undefined]> {
  const seen = new Set<Bound>()
  const roots: (readonly [roots: readonly (Bound | undefined)[], table: string | undefined])[] = [
    ...scheme.measures.map(({ of, by, where, table }) => [[of, by, where], table] as const),
    ...scheme.tables.map(table => [ownConditions(table), table.spec.name] as const),
    [formulasOf(scheme), undefined],
  ]
  for (const [bounds, table] of roots) for (const bound of descend(bounds, ownParts, seen)) yield [bound, table]
}

function textsIn(bounds: readonly Bound[]): string[] {
  return bounds.flatMap(b => (b.kind === 'literal' && typeof b.value === 'string' && b.value !== '' ? [b.value] : []))
}

/** All formulas of people, groups and the shop. */
function formulasOf({ columns, roster, rules, approvals, deductionLimit, reserves }: Scheme): Bound[] {
  const cases = columns.flatMap(c => (c.source.kind === 'defined' ? c.source.cases : []))
  return [
    ...cases.flatMap(c => [c.formula, c.when, c.recovered]),
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
  return found && isRead(found) ? found : undefined
}
