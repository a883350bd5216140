// Variants of a month side by side: what each pays, and the difference to the month as it is. Takes results; gives rows:
// all together, each department (the first group that is no position), and each person who has a difference.

import { type Decimal, ZERO } from '../core/decimal.ts'
import { amountText } from '../core/money.ts'
import type { PersonSheet } from '../pay/person-sheet.ts'
import type { PayResult } from '../pay/result.ts'
import type { WhatIfDocument } from './document-forms.ts'

/** A month by its settings; no label for the month as it is. */
export interface Worked {
  readonly label: string
  readonly result: PayResult
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
  const row = (kind: ComparedRow['kind'], name: string, of: (result: PayResult) => Decimal): ComparedRow => {
    const [first, ...amounts] = all.map(w => of(w.result))
    return { kind, name, base: first!, amounts }
  }
  const sum = (result: PayResult, of: (p: PersonSheet) => Decimal | undefined): Decimal =>
    result.people.reduce((s, p) => s.plus(of(p) ?? ZERO), ZERO as Decimal)
  const groupOf = (p: PersonSheet): string => p.groups[0]?.key ?? ''
  const people = new Map(all.flatMap(w => w.result.people.map(p => [p.id, p] as const)))
  const groups = [...new Set([...people.values()].map(groupOf))].filter(key => key !== '')
  const persons = [...people.values()].map(({ id, name }) =>
    row('person', name === id ? id : `${name} (${id})`, r => r.people.find(p => p.id === id)?.gross ?? ZERO),
  )
  return [
    row('gross', '', r => sum(r, p => p.gross)),
    row('net', '', r => sum(r, p => p.net)),
    ...groups.map(key => row('group', key, r => sum(r, p => (groupOf(p) === key ? p.gross : undefined)))),
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
