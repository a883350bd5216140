// What changed against the month before, line by line, so that the differences add up to that of the net amount. Takes
// what a person is paid and was paid before.

import { type Decimal, sumOf, ZERO } from '../core/decimal.ts'
import type { PaidBefore } from '../pay/opening.ts'
import { amountOf, type PersonSheet, partsOf } from '../pay/person-sheet.ts'
import type { StatementWords } from '../words/en/statement.ts'

export interface Change {
  readonly name: string
  /** Undefined where the month had no such line. */
  readonly before: Decimal | undefined
  readonly now: Decimal | undefined
  readonly difference: Decimal
  readonly sum: boolean
}

export function changesOf(
  person: PersonSheet,
  before: PaidBefore,
  words: Pick<StatementWords, 'corrections' | 'taken' | 'gross' | 'net'>,
): Change[] {
  const { gross, net } = person
  const now = new Map(partsOf(person, 'line', 'adjustment').map(l => [l.name, l.amount]))
  const names = [...now.keys(), ...[...before.lines.keys()].filter(name => !now.has(name))]
  const corrected = {
    before: before.gross.minus(sumOf([...before.lines.values()])),
    now: amountOf(person, 'correction') ?? ZERO,
  }
  const taken = { before: before.net.minus(before.gross), now: net.minus(gross) }
  return [
    ...names.map(name => change(name, before.lines.get(name), now.get(name))),
    ...(corrected.before.isZero() && corrected.now.isZero()
      ? []
      : [change(words.corrections, corrected.before, corrected.now)]),
    change(words.gross, before.gross, gross, true),
    change(words.taken, taken.before, taken.now),
    change(words.net, before.net, net, true),
  ]
}

function change(name: string, before: Decimal | undefined, now: Decimal | undefined, sum = false): Change {
  return { name, before, now, difference: sumOf([now, before?.neg()].filter(x => x !== undefined)), sum }
}
