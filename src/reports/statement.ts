// What one person is told of a month: every amount with its formula in words and figures, the scorecards, what is held
// back and until when, what is deducted and why, what changed. Takes a worked-out month; gives plain data, person by
// person; nothing in it is another person's (statement-sight.ts).

import { monthsAway } from '../core/calendar.ts'
import type { Decimal } from '../core/decimal.ts'
import { evaluate } from '../formula/evaluate.ts'
import type { Month } from '../pay/month.ts'
import type { HeldLot, Taken } from '../pay/opening.ts'
import { columnOf, deductionsOf, limitOf, type Part, type PersonSheet, partsOf } from '../pay/person-sheet.ts'
import type { DefinedColumn } from '../scheme/model.ts'
import { LABELS, partName } from './labels.ts'
import { type Percentages, percentages } from './percentages.ts'
import { type Change, changesOf } from './statement-changes.ts'
import {
  type Card,
  cardsOf,
  type Figure,
  figureReader,
  type InputList,
  type SharedFigures,
} from './statement-figures.ts'
import { type HeldBack, heldBack, lotsByPerson } from './statement-held.ts'
import { type How, howOf } from './statement-how.ts'
import { type Sight, sightOf } from './statement-sight.ts'
import { STATEMENT_WORDS } from './statement-words.ts'

/** An amount that is part of the net amount. */
export interface PaidLine {
  readonly name: string
  readonly amount: Decimal
  readonly how: How | undefined
}

/** A deduction that is due; how it was worked out, where it arose this month. */
export interface DeductionPart extends Taken {
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
  readonly scores: readonly { readonly name: string; readonly value: string; readonly how: How | undefined }[]
  readonly cards: readonly Card[]
  readonly held: HeldBack
  /** None where nothing can be compared. */
  readonly changes: readonly Change[]
  readonly before: { readonly month: string; readonly state: 'compared' | 'open' | 'unpaid' }
  readonly figures: readonly Figure[]
  readonly inputs: readonly InputList[]
}

/** What the statements of one month share. */
export interface SharedParts {
  readonly figures: SharedFigures
  readonly lots: ReadonlyMap<string, readonly HeldLot[]>
  readonly percent: Percentages
}

export function sharedParts(month: Month): SharedParts {
  return { figures: new Map(), lots: lotsByPerson(month), percent: percentages(month.scheme) }
}

export function statementOf(month: Month, person: PersonSheet, shared: SharedParts): Statement {
  const { engine, scheme, opening, period } = month
  const words = STATEMENT_WORDS[scheme.sheets]
  const sight = sightOf(engine, person.row, words, shared.percent)
  const reader = figureReader(month, person.row, sight, shared.figures)
  const how = (column: DefinedColumn): How | undefined => {
    const traced = engine.trace(column, person.row)
    reader.follow(column)
    return traced && howOf(engine, traced, sight.style)
  }
  const workings = (part: Part): How | undefined => {
    const column = columnOf(scheme, part)
    return column && how(column)
  }
  const paid = (kind: Part['kind']): PaidLine[] =>
    partsOf(person, kind).map(part => ({
      name: partName(part, LABELS[scheme.sheets]),
      amount: part.amount,
      how: workings(part),
    }))
  const paidBefore = opening.before.get(person.id)
  return {
    person,
    lines: paid('line'),
    corrections: paid('correction'),
    scores: scheme.scores.flatMap(column => {
      const shown = person.scores.find(s => s.name === column.name)
      return shown ? [{ name: shown.name, value: sight.style.text(shown.text), how: how(column) }] : []
    }),
    withheld: paid('reserve'),
    deductions: deductionsOf(person).map(due => ({ ...due, how: workings(due) })),
    limit: limitLine(month, sight, person),
    cards: cardsOf(reader.cards(), person.row, month, sight),
    held: heldBack(month, person, shared.lots),
    changes: paidBefore ? changesOf(person, paidBefore, words) : [],
    before: {
      month: monthsAway(period.name, -1),
      state: paidBefore ? 'compared' : opening.before.size === 0 ? 'open' : 'unpaid',
    },
    figures: reader.figures(),
    inputs: reader.inputs(),
  }
}

function limitLine({ engine, scheme }: Month, sight: Sight, person: PersonSheet): PaidLine | undefined {
  const limit = limitOf(person)
  if (limit === undefined || !scheme.deductionLimit) return undefined
  const traced = evaluate(scheme.deductionLimit, person.row, engine.world)
  return { name: '', amount: limit, how: howOf(engine, traced, sight.style) }
}
