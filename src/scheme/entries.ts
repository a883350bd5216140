// The entries of a voucher: `payable: { credit: “2211.01”, amount: net, by: department }`. Takes what an export says under
// `entries`; gives them checked. Refuses an entry on both sides or none, an account that is no text, an amount that is no money.

import type { Bound } from '../formula/bound.ts'
import { nodes, parts } from '../formula/tree.ts'
import { bindText, type Context, tell } from './context.ts'
import { define, limit, RULES } from './definitions.ts'
import { SIDES, type VoucherEntry } from './layout.ts'
import type { EntryLine } from './schema.ts'
import type { Path } from './text.ts'

/** Reads the entries of an export. */
export function readEntries(entries: Record<string, EntryLine>, path: Path, context: Context): VoucherEntry[] {
  return Object.entries(entries).flatMap(([name, entry]) => {
    const own = [...path, name]
    const sides = SIDES.filter(side => entry[side] !== undefined)
    const [side] = sides
    if (side === undefined || sides.length > 1) {
      tell(context, 'SHAPE_WRONG', own, { expected: SIDES.map(s => `${s}: “…”`), found: sides.join(', ') || '–' }, true)
      return []
    }
    const account = define([...own, side], entry[side], context, RULES.value).bound
    if (!['text', 'unknown'].includes(account.type.kind))
      tell(context, 'TYPE_WRONG', [...own, side], { what: account.text, expected: 'text', found: account.type.kind })
    const amount = limit([...own, 'amount'], entry.amount, context)
    const many = typeof entry.by === 'string' ? [[...own, 'by']] : (entry.by ?? []).map((_, i) => [...own, 'by', i])
    return [{ name, at: context.text.keyAt(own).at, side, account, amount, by: many.map(by => bindText(by, context)) }]
  })
}

/** True where a cell of the entry's rows is one for all people of a row: it reads nothing of them but what `by` names. */
export function isOfRow(cell: Bound, { by }: VoucherEntry): boolean {
  const named = new Set([...nodes(by, parts)].flatMap(b => (b.kind === 'column' ? [b.column.id] : [])))
  const leaves = [...nodes([cell], parts)].filter(b => b.home !== 'shop' && [...parts(b)].length === 0)
  return leaves.every(b => b.kind === 'column' && named.has(b.column.id))
}

/** Every formula of an entry. */
export function entryBounds({ account, amount, by }: VoucherEntry): Bound[] {
  return [account, amount, ...by]
}
