// Variants of a month side by side: what each pays, and the difference to the month as it is. Takes results; gives rows:
// all together, each department (the first group that is no position), and each person who has a difference.

import { type Decimal, ZERO } from '../core/decimal.ts'
import { amountText } from '../core/money.ts'
import type { PayResult } from '../pay/result.ts'
import type { WhatIfDocument } from './document-forms.ts'

/** What somebody is paid, and of which department they are. */
interface Paid {
  readonly name: string
  readonly group: string
  readonly gross: Decimal
  readonly net: Decimal
}

/** A month by its settings, of which what everybody is paid is kept, by number; no label for the month as it is. */
export interface Worked {
  readonly label: string
  readonly paid: ReadonlyMap<string, Paid>
}

/** What is compared of a month that was worked out. */
export function worked(label: string, { people }: PayResult): Worked {
  const paid = people.map(
    ({ id, name, groups, gross, net }) => [id, { name, group: groups[0]?.key ?? '', gross, net }] as const,
  )
  return { label, paid: new Map(paid) }
}

export interface ComparedRow {
  readonly kind: 'gross' | 'net' | 'group' | 'person'
  /** Name of the group or person; empty for totals. */
  readonly name: string
  readonly base: Decimal
  readonly amounts: readonly Decimal[]
}

/** The rows. What differs is counted from `base`. */
export function comparedRows(base: Worked, variants: readonly Worked[]): ComparedRow[] {
  const all = [base, ...variants]
  const row = (kind: ComparedRow['kind'], name: string, of: (paid: Worked['paid']) => Decimal): ComparedRow => {
    const [first, ...amounts] = all.map(w => of(w.paid))
    return { kind, name, base: first!, amounts }
  }
  const sum = (paid: Worked['paid'], of: (p: Paid) => Decimal | undefined): Decimal =>
    [...paid.values()].reduce((s, p) => s.plus(of(p) ?? ZERO), ZERO as Decimal)
  const people = new Map(all.flatMap(w => [...w.paid]))
  const groups = [...new Set([...people.values()].map(p => p.group))].filter(key => key !== '')
  const persons = [...people].map(([id, { name }]) =>
    row('person', name === id ? id : `${name} (${id})`, paid => paid.get(id)?.gross ?? ZERO),
  )
  return [
    row('gross', '', paid => sum(paid, p => p.gross)),
    row('net', '', paid => sum(paid, p => p.net)),
    ...groups.map(key => row('group', key, paid => sum(paid, p => (p.group === key ? p.gross : undefined)))),
    ...persons.filter(p => p.amounts.some(a => !a.eq(p.base))),
  ]
}

/** The comparison as JSON. */
export function whatIfDocument(base: Worked, variants: readonly Worked[]): WhatIfDocument {
  return {
    from: base.label,
    variants: variants.map(v => v.label),
    rows: comparedRows(base, variants).map(({ kind, name, base: from, amounts }) => ({
      kind,
      ...(name === '' ? {} : { name }),
      from: amountText(from),
      amounts: amounts.map(amountText),
      differences: amounts.map(a => amountText(a.minus(from))),
    })),
  }
}
