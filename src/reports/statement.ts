// What one person is told of a month: every amount with its formula in words and figures, the scorecards, what is held
// back and until when, what is deducted and why, what changed. Takes a worked-out month; gives plain data, person by
// person; nothing in it is another person's.

import { periodsAway } from '../core/calendar.ts'
import type { Decimal } from '../core/decimal.ts'
import { once } from '../core/lists.ts'
import { amountForPeople } from '../core/money.ts'
import { lastPlaces } from '../core/secret.ts'
import type { Whose } from '../explain/cells.ts'
import type { Explained } from '../explain/month.ts'
import type { Card as ToldCard, How as ToldHow, Input as ToldInput, CardItem as ToldItem } from '../explain/told.ts'
import type { RowsTold } from '../explain/told-rows.ts'
import type { Taken } from '../pay/opening.ts'
import { type PayDays, payDays } from '../pay/pay-days.ts'
import { deductionsOf, limitOf, type Part, type PersonSheet, partsOf, shownReserves } from '../pay/person-sheet.ts'
import type { StatementWords } from '../words/en/statement.ts'
import { wordsIn } from '../words/language.ts'
import { adjustmentText, partName } from './labels.ts'
import { quotedTable } from './quoted-rows.ts'
import { type Change, changesOf } from './statement-changes.ts'
import { type HeldBack, heldBack, lotsByPerson } from './statement-held.ts'
import { howText, stepLines } from './step-words.ts'

/** How one value came about: the policy's words, below them what happened with the figures. */
export interface How {
  /** Empty where the steps say the same. */
  readonly formula: string
  /** True where the formula is the policy's own sentence. */
  readonly says: boolean
  readonly steps: readonly string[]
}

/** A figure that was worked out. */
export interface Figure {
  readonly name: string
  /** The team or the shop; empty for the person's own. */
  readonly whose: string
  readonly value: string
  readonly how: How
  /** Rows of an export that it was added up from. */
  readonly rows: number | undefined
  /** What is worked out in each of them: `price = hours × rate`. */
  readonly worked: readonly string[]
  /** What those rows are found by, in one text; empty where they are not named. */
  readonly named: string
  /** The rows as a table, the names of their columns first; none where they are only counted. */
  readonly table: readonly (readonly string[])[]
}

/** Figures as they were read, by the export or the like that gave them. */
export interface InputList {
  readonly from: string
  readonly inputs: readonly { readonly name: string; readonly whose: string; readonly value: string }[]
}

export interface Card extends Omit<ToldCard, 'items'> {
  readonly items: readonly (Omit<ToldItem, 'steps'> & { readonly how: string })[]
}

/** An amount that is part of the net amount. */
export interface PaidLine {
  readonly name: string
  readonly amount: Decimal
  readonly how: How | undefined
  /** Its day of pay, where not that of everything else: `2026-08-25`. */
  readonly day?: string | undefined
  /** What it is for the tax client, where it is no salary. */
  readonly tax?: string | undefined
}

/** A deduction that is due; how it was worked out, where it arose this month. */
export interface DeductionPart extends Taken {
  /** None of one that arose in an earlier month. */
  readonly column?: string
  readonly how: How | undefined
}

export interface Statement {
  readonly person: PersonSheet
  readonly lines: readonly PaidLine[]
  readonly corrections: readonly PaidLine[]
  /** What is withheld, above zero. */
  readonly withheld: readonly PaidLine[]
  readonly deductions: readonly DeductionPart[]
  readonly limit: PaidLine | undefined
  /** What of the net amount is paid on which day, where the scheme says. */
  readonly days: ReturnType<PayDays['of']>
  readonly scores: readonly { readonly name: string; readonly value: string; readonly how: How | undefined }[]
  readonly cards: readonly Card[]
  readonly held: HeldBack
  /** None where nothing can be compared. */
  readonly changes: readonly Change[]
  readonly before: { readonly month: string; readonly state: 'compared' | 'open' | 'unpaid' }
  readonly figures: readonly Figure[]
  readonly inputs: readonly InputList[]
}

/** Makes the statements of a month, one by one. `rows`: those that they show. */
export function statements(month: Explained, rows: RowsTold): (person: PersonSheet) => Statement {
  const { scheme, opening, period } = month
  const language = scheme.sheets
  const words = wordsIn(scheme.sheets).statement
  const told = month.teller(words, rows)
  const lots = lotsByPerson(month)
  const days = payDays(month)
  // Figures of teams and of the shop stand on many statements.
  const known = new WeakMap<ToldHow, How>()
  const said = (how: ToldHow): How => {
    return once(known, how, () => {
      const { formula, says, steps, together } = how
      const several = together.map(t => `${t.formula} = ${t.value} (${words.onePerson(t.people)})`)
      return { formula, says, steps: [...stepLines(steps, language), ...several] }
    })
  }
  const whose = ({ home, name, stint = '' }: Whose): string =>
    home === 'person' ? stint : home === 'shop' ? words.shop : name
  return person => {
    const { hows, limit, figures, inputs, cards } = told(person)
    const how = (column: string | undefined): How | undefined => {
      const own = column === undefined ? undefined : hows.get(column)
      return own && said(own)
    }
    const byHand = ({ adjusted }: Part): How | undefined => {
      const steps = adjusted?.map(one => {
        const amount = adjusted.length > 1 ? `${amountForPeople(one.amount)} · ` : ''
        return amount + adjustmentText(one, language)
      })
      return steps && { formula: '', says: false, steps }
    }
    const paid = (parts: readonly Part[]): PaidLine[] =>
      parts.map(part => ({
        name: partName(part, wordsIn(language)),
        amount: part.amount,
        how: how(part.column) ?? byHand(part),
        day: days.own(part),
        tax:
          part.kind === 'reserve' || (part.tax ?? 'salary') === 'salary'
            ? undefined
            : wordsIn(language).labels.taxKinds[part.tax!],
      }))
    const most = limitOf(person)
    const paidBefore = opening.before.get(person.id)
    const lists = new Map<string, InputList['inputs'][number][]>()
    for (const input of inputs) {
      const from = fromText(input.from, words)
      lists.set(from, [...(lists.get(from) ?? []), { ...input, whose: whose(input.whose) }])
    }
    return {
      person,
      lines: paid([...partsOf(person, 'line'), ...partsOf(person, 'adjustment')]),
      corrections: paid(partsOf(person, 'correction')),
      scores: scheme.scores.flatMap(column => {
        const shown = person.scores.find(s => s.name === column.name)
        return shown ? [{ name: shown.name, value: lastPlaces(shown.text), how: how(column.id) }] : []
      }),
      withheld: paid(shownReserves(person)),
      deductions: deductionsOf(person).map(due => ({ ...due, how: how(due.column) ?? byHand(due) })),
      limit: limit && most && { name: '', amount: most, how: said(limit) },
      cards: cards.map(({ items, ...card }) => ({
        ...card,
        items: items.map(({ steps, ...item }) => ({ ...item, how: howText(steps, '', language) })),
      })),
      days: days.of(person),
      held: heldBack(month, person.id, lots),
      changes: paidBefore ? changesOf(person, paidBefore, words) : [],
      before: {
        month: periodsAway(period.name, -1),
        state: paidBefore ? 'compared' : opening.before.size === 0 ? 'open' : 'unpaid',
      },
      figures: figures.map(({ quoted, named, again, ...figure }) => ({
        ...{ ...figure, whose: whose(figure.whose), how: said(figure.how) },
        worked: [...(again ? [wordsIn(language).papers.rowsAgain(again.column, again.rows)] : []), ...figure.worked],
        named: wordsIn(language).formula.list(named),
        table: quoted ? quotedTable(quoted, language) : [],
      })),
      inputs: [...lists].map(([from, own]) => ({ from, inputs: own })),
    }
  }
}

function fromText(from: ToldInput['from'], words: StatementWords): string {
  if (typeof from === 'object') return from.table
  return { scheme: words.inScheme, given: words.given, roster: words.roster }[from]
}
