// What the papers of a correction say, from the months that were worked out again and the book as it was: for everybody whom it
// changes what was and is, what that is worth by its causes, the rows behind it, and what is held and still due now. Takes a
// recalculation that differs; gives plain data for sheets and pages.

import { held } from '../book/account.ts'
import { figuresDigest } from '../book/entry.ts'
import { isReserve, type Posting } from '../book/record.ts'
import { type Decimal, decimal } from '../core/decimal.ts'
import { addTo } from '../core/lists.ts'
import { type Bridge, bridges } from '../explain/bridge.ts'
import { type RowChanges, rowChanges } from '../explain/row-changes.ts'
import type { WorkedMonth } from '../pay/month.ts'
import { byId } from '../pay/people.ts'
import type { ChangedBalance, CorrectedPerson, CorrectionPaper } from '../reports/correction-papers.ts'
import { yuan } from './opening.ts'
import type { AgainMonth, BookState, Recalculated } from './recalculate.ts'

export interface CorrectionOf {
  readonly state: BookState
  readonly again: Recalculated
  readonly period: string
  readonly payout: string
  /** The newest seal of the book. */
  readonly after: string
}

/** The papers of a correction; undefined where nothing was worked out. */
export async function correctionPaper(of: CorrectionOf): Promise<CorrectionPaper | undefined> {
  const { state, again, period, payout, after } = of
  const { result, months } = again
  const [corrected] = months
  if (!result || !corrected) return undefined
  const { scheme } = corrected.now
  const postings = result.records.flatMap(record => ('posting' in record ? [record.posting] : []))
  const ids = [...new Set([...result.corrections, ...postings].map(c => c.person))].sort(byId)
  const rowOf = (id: string): { readonly name: string; readonly position: string } | undefined =>
    [...state.rows.values()].map(rows => rows.get(id)).findLast(row => row !== undefined)
  const before = await corrected.before()
  const rows = before && (await rowChanges(before, corrected.now))
  const told = await causesOf(months, new Set(result.corrections.map(c => c.origin)), before)
  const balances = balancesOf(state, postings)
  const people = ids.map((id): CorrectedPerson => {
    const now = corrected.now.result.people.find(p => p.id === id)
    const { name = '', position = '' } = now ?? rowOf(id) ?? {}
    return {
      ...{ id, name, position },
      corrections: result.corrections.filter(c => c.person === id),
      balances: balances.get(id) ?? [],
      causes: told.flatMap(({ month, bridge }) => {
        const own = bridge.get(id)
        return own && own.causes.length > 0 ? [{ month, bridge: own }] : []
      }),
      rows: rowsOf(rows, id, before, corrected.now),
    }
  })
  const facts = { kind: 'correct' as const, period, payout }
  const other = before && before.scheme.name !== scheme.name
  return {
    ...{ period, payout, people, postings },
    ...{ title: scheme.name, currency: scheme.currency, dates: scheme.dates, language: scheme.sheets },
    rows: rows?.all ?? [],
    schemes: other ? [before.scheme.name, scheme.name] : undefined,
    seals: { figures: figuresDigest(facts, result.records), after },
  }
}

function rowsOf(
  rows: RowChanges | undefined,
  id: string,
  before: WorkedMonth | undefined,
  now: WorkedMonth,
): CorrectedPerson['rows'] {
  const in_ = (month: WorkedMonth | undefined) => month?.result.people.find(p => p.id === id)
  return rows?.of(in_(before), in_(now)) ?? []
}

/** What each month's changes were worth, person by person, where a month pays anybody otherwise. */
async function causesOf(
  months: readonly AgainMonth[],
  origins: ReadonlySet<string>,
  first: WorkedMonth | undefined,
): Promise<{ readonly month: string; readonly bridge: ReadonlyMap<string, Bridge> }[]> {
  const told: { month: string; bridge: ReadonlyMap<string, Bridge> }[] = []
  for (const [i, { now, before }] of months.entries()) {
    const month = now.period.name
    if (!origins.has(month)) continue
    const was = i === 0 ? first : await before()
    if (was) told.push({ month, bridge: bridges({ month: was }, { month: now }) })
  }
  return told
}

/** Lots and deductions that the postings change, by person. */
function balancesOf({ book: { ledger } }: BookState, postings: readonly Posting[]): Map<string, ChangedBalance[]> {
  const found = new Map<string, ChangedBalance & { readonly person: string }>()
  for (const posting of postings) {
    if (posting.kind === 'carried' || posting.kind === 'premium') continue
    const { person, origin } = posting
    const name = isReserve(posting) ? posting.account.reserve : posting.account.deduction
    const [kind, was] = isReserve(posting)
      ? (['held', heldOf(person, name, origin)] as const)
      : (['due', dueOf(person, name, origin)] as const)
    const key = `${kind} ${person}\0${name}\0${origin}`
    const known = found.get(key) ?? { person, kind, name, origin, was, is: was }
    const amount = decimal(posting.amount)
    const adds = posting.kind === 'withheld' || posting.kind === 'due'
    found.set(key, { ...known, is: adds ? known.is.plus(amount) : known.is.minus(amount) })
  }
  const byPerson = new Map<string, ChangedBalance[]>()
  for (const { person, ...balance } of found.values()) addTo(byPerson, person, balance)
  return byPerson

  function heldOf(...words: [string, string, string]): Decimal {
    const lot = ledger.lot(...words)
    return yuan(lot ? held(lot) : 0n)
  }

  function dueOf(...words: [string, string, string]): Decimal {
    const debt = ledger.debt(...words)
    return yuan(debt ? debt.due - debt.taken : 0n)
  }
}
