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

/** The parts of a sheet that are income of this kind, or make it less. */
export function taxedParts({ parts }: Parts, tax: TaxKind): Part[] {
  return parts.filter(part => taxOf(part) === tax)
}

/** What somebody is paid in the month as income of this kind. */
export function taxedAs(sheet: Parts, tax: TaxKind): Decimal {
  return sumOf(taxedParts(sheet, tax).map(part => part.amount.times(PARTS[part.kind])))
}

/** The same of several people, by kind; of a month's kinds where only some people are meant. */
export function taxSums(
  people: readonly Parts[],
  kinds: readonly TaxKind[] = taxKinds(undefined, people),
): { readonly kind: TaxKind; readonly amount: Decimal }[] {
  return kinds.map(kind => ({ kind, amount: sumOf(people.map(p => taxedAs(p, kind))) }))
}

/** The kinds by which a month tells what is paid apart: salary and all others that are met; none where nothing says one. */
export function taxKinds(scheme: Scheme | undefined, people: readonly Parts[]): TaxKind[] {
  const said = new Set(scheme && saidKinds(scheme))
  for (const { parts } of people) for (const { tax } of parts) if (tax) said.add(tax)
  return said.size === 0 ? [] : TAX_KINDS.filter(kind => kind === 'salary' || said.has(kind))
}
