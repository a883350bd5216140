// Who stands in export layouts, and with which figures: the people of a month as its sheet has them, or those of a release.

import { type Period, parsePeriod } from '../core/calendar.ts'
import { type Decimal, ZERO } from '../core/decimal.ts'
import { TAX_KINDS, type TaxKind } from '../core/tax.ts'
import { type Column, isSheetSum } from '../formula/bound.ts'
import type { Outcome, Row } from '../formula/trace.ts'
import type { Scheme } from '../scheme/model.ts'
import { payDay } from '../scheme/pay-day.ts'
import type { Engine } from './engine.ts'
import type { FilledLayouts, Payee } from './layout-result.ts'
import { fillLayouts } from './layouts.ts'
import { paidOn } from './pay-days.ts'
import { amountOf, commissionOf, type PartKind, type PersonSheet, partsOf } from './person-sheet.ts'
import type { PayResult } from './result.ts'
import { taxedAs } from './taxed.ts'

/** Fills the layouts of a month's pay. */
export function fillMonth(scheme: Scheme, engine: Engine, result: PayResult, period: Period): FilledLayouts {
  const { name } = period
  const paid = scheme.paid && payDay(scheme.paid, period)
  const occasion = { period: name, payout: name, of: undefined, paid }
  return fillLayouts(scheme.layouts, monthPayees(engine, result, period), occasion, period)
}

interface Released {
  readonly reserve: string
  readonly period: string
  readonly payout: string
  readonly tax: TaxKind | undefined
  readonly people: readonly ReleasedTo[]
}

interface ReleasedTo {
  readonly id: string
  readonly held: Decimal
  readonly released: Decimal
  readonly forfeited: Decimal
  readonly premium: Decimal
}

/** Fills the layouts of a release. `found`: where each of its people stands. */
export function fillRelease(
  { layouts, paid }: Scheme,
  { reserve, period, payout, tax = 'salary', people }: Released,
  found: readonly { readonly engine: Engine; readonly row: Row }[],
): FilledLayouts {
  const payees = people.map((person, i) => releasePayee({ ...found[i]!, person, tax }))
  const month = parsePeriod(payout)!
  const occasion = { period, payout, of: reserve, paid: paid && payDay(paid, month) }
  return fillLayouts(layouts, payees, occasion, month)
}

function monthPayees(engine: Engine, { people }: PayResult, period: Period): Payee[] {
  const paid = new Set(engine.payees.map(row => row.index))
  const position = engine.scheme.roster.positionColumn.id
  return people.map(person => ({
    engine,
    row: person.row,
    id: person.id,
    paid: person.net,
    paidOn: new Map(paidOn(engine.scheme, period, person).map(({ day, amount }) => [day, amount])),
    sheet: person,
    words: taxedWords(kind => taxedAs(person, kind)),
    column: column =>
      column.id === position && engine.stintsOf(person.row)
        ? person.position
        : onSheet(column, person, paid.has(person.row.index)),
    lines: which => {
      if (isSheetSum(which)) return amountOf(person, which) ?? ZERO
      return which === 'commission' ? commissionOf(person) : person.paidGross
    },
  }))
}

/** What the sheet says of a worked-out column: lines, reserves and deductions; nothing at all of who has only corrections. */
function onSheet({ id, owners }: Column, p: PersonSheet, paid: boolean): Outcome | undefined {
  const amount = (kind: PartKind): Outcome => partsOf(p, kind).find(part => part.column === id)?.amount ?? null
  const kind = PARTS.get(owners[0]!)
  if (kind) return amount(kind)
  return paid || owners[0] === 'people' || owners[0] === 'parameters' ? undefined : null
}

/** What a sheet has of the columns of a section. */
const PARTS: ReadonlyMap<string, PartKind> = new Map([
  ['pay', 'line'],
  ['reserves', 'reserve'],
  ['deductions', 'due'],
])

function taxedWords(of: (kind: TaxKind) => Decimal): Payee['words'] {
  return Object.fromEntries(TAX_KINDS.map(kind => [`taxed as ${kind}`, of(kind)]))
}

function releasePayee(own: { engine: Engine; row: Row; person: ReleasedTo; tax: TaxKind }): Payee {
  const { engine, row, person, tax } = own
  const { id, held, released, forfeited, premium } = person
  const words = { held, released, forfeited, premium, ...taxedWords(kind => (kind === tax ? released : ZERO)) }
  return { engine, row, id, paid: released, words, column: () => undefined, lines: () => released }
}
