// What somebody is paid by what it is for the tax client: lines, what was decided by hand and corrections, each of its kind, less
// what is withheld of them and what of a draw is taken back. Takes sheets; gives sums, which together are the income of
// the month. Other deductions are taken from what is paid, and are no less income for it.

import { type Decimal, sumOf } from '../core/decimal.ts'
import { TAX_KINDS, type TaxKind } from '../core/tax.ts'
import type { Scheme } from '../scheme/model.ts'
import { saidKinds } from '../scheme/tax.ts'
import { PARTS, type Part, type PersonSheet } from './person-sheet.ts'

type Parts = Pick<PersonSheet, 'parts'>

/** What a part is for the tax client; undefined of what changes no income. */
function taxOf({ kind, reason, draw, tax = 'salary' }: Part): TaxKind | undefined {
  const deducted = kind === 'taken' || (kind === 'correction' && reason === 'deducted')
  return PARTS[kind] === 0 || (deducted && !draw) ? undefined : tax
}

/** What somebody is paid in the month as income of this kind. */
export function taxedAs({ parts }: Parts, tax: TaxKind): Decimal {
  return sumOf(parts.filter(part => taxOf(part) === tax).map(part => part.amount.times(PARTS[part.kind])))
}

/** The kinds by which a month tells what is paid apart: salary and all others that are met; none where nothing says one. */
export function taxKinds(scheme: Scheme | undefined, people: readonly Parts[]): TaxKind[] {
  const said = new Set(scheme && saidKinds(scheme))
  for (const { parts } of people) for (const { tax } of parts) if (tax) said.add(tax)
  return said.size === 0 ? [] : TAX_KINDS.filter(kind => kind === 'salary' || said.has(kind))
}
