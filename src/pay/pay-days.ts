// On which days what somebody is paid is paid. Takes a scheme, a period and a sheet; gives each day with what is paid on it, which
// together are the net amount. A scheme that says nothing of days has none.

import { type Day, isoDate, type Period } from '../core/calendar.ts'
import { compare, type Decimal, ZERO } from '../core/decimal.ts'
import { amountText } from '../core/money.ts'
import { type Problem, problem } from '../core/problem.ts'
import type { Scheme } from '../scheme/model.ts'
import { type PayRule, payDay } from '../scheme/pay-day.ts'
import { PARTS, type Part, type PersonSheet } from './person-sheet.ts'

export interface PaidOn {
  readonly day: Day
  readonly amount: Decimal
}

/** What they are paid on each day, in the order of days. */
export function paidOn(scheme: Scheme, period: Period, { parts }: Pick<PersonSheet, 'parts'>): PaidOn[] {
  const { paid } = scheme
  if (!paid) return []
  const days = new Map([[payDay(paid, period), ZERO]])
  for (const part of parts) {
    const day = payDay(ruleOf(scheme, part) ?? paid, period)
    if (PARTS[part.kind] !== 0) days.set(day, (days.get(day) ?? ZERO).plus(part.amount.times(PARTS[part.kind])))
  }
  return [...days].map(([day, amount]) => ({ day, amount })).sort((a, b) => a.day - b.day)
}

/** When a part is paid, where that is said of it itself. */
function ruleOf({ reserves, deductionsPaid }: Scheme, { kind, name, paid }: Part): PayRule | undefined {
  if (kind === 'reserve') return reserves.find(r => r.name === name)?.paid
  return kind === 'taken' ? deductionsPaid : paid
}

/** The day of a part that has one of its own, `2026-08-25`; undefined where it is paid with everything else. */
function ownDay(scheme: Scheme, period: Period, part: Part): string | undefined {
  const rule = ruleOf(scheme, part)
  return rule && scheme.paid && payDay(rule, period) !== payDay(scheme.paid, period)
    ? isoDate(payDay(rule, period))
    : undefined
}

/** Every day on which anybody is paid, with the sum of all, and how many people it is. */
function allPaidOn(
  scheme: Scheme,
  period: Period,
  people: readonly PersonSheet[],
): { readonly day: string; readonly amount: Decimal; readonly people: number }[] {
  const days = new Map<Day, { amount: Decimal; people: number }>()
  for (const person of people)
    for (const { day, amount } of paidOn(scheme, period, person)) {
      const known = days.get(day) ?? { amount: ZERO, people: 0 }
      days.set(day, { amount: known.amount.plus(amount), people: known.people + (amount.isZero() ? 0 : 1) })
    }
  return [...days].sort(([a], [b]) => a - b).map(([day, of]) => ({ day: isoDate(day), ...of }))
}

/** The days of pay of a period, for whoever shows them. */
export interface PayDays {
  /** The day of everything that has none of its own. */
  readonly base: string | undefined
  readonly of: (person: Pick<PersonSheet, 'parts'>) => readonly { readonly day: string; readonly amount: Decimal }[]
  readonly own: (part: Part) => string | undefined
  readonly all: (people: readonly PersonSheet[]) => ReturnType<typeof allPaidOn>
}

export function payDays({ scheme, period }: { readonly scheme: Scheme; readonly period: Period }): PayDays {
  return {
    base: scheme.paid && isoDate(payDay(scheme.paid, period)),
    of: person => paidOn(scheme, period, person).map(({ day, amount }) => ({ day: isoDate(day), amount })),
    own: part => ownDay(scheme, period, part),
    all: people => allPaidOn(scheme, period, people),
  }
}

/** Days before the period has ended, and people of whom more is taken off on a day than is paid on it. */
export function payDayProblems(scheme: Scheme, period: Period, people: readonly PersonSheet[]): Problem[] {
  const rules = [scheme.paid, scheme.deductionsPaid, ...scheme.reserves.map(r => r.paid)]
  const lines = scheme.pay.flatMap(c => c.source.cases.map(k => k.paid))
  const early = new Set([...rules, ...lines].filter(rule => rule !== undefined && payDay(rule, period) < period.end))
  const told = [...early].map(rule => {
    const facts = {
      paid: rule!.text,
      day: isoDate(payDay(rule!, period)),
      period: period.name,
      end: isoDate(period.end),
    }
    return problem('PAID_EARLY', rule!.at, facts)
  })
  const below = people.flatMap(person => {
    const days = paidOn(scheme, period, person)
    if (days.length < 2 || compare(person.net, ZERO) < 0) return []
    return days
      .filter(({ amount }) => compare(amount, ZERO) < 0)
      .map(({ day, amount }) => {
        const who = `${person.name} (${person.id})`
        const others = days
          .filter(other => other.day !== day)
          .map(other => `${isoDate(other.day)} ${amountText(other.amount)}`)
        const facts = { who, day: isoDate(day), amount: amountText(amount), others: others.join(', ') }
        return problem('PAID_BELOW_ZERO', scheme.paid?.at, facts)
      })
  })
  return [...told, ...below]
}
