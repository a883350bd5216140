// What changed against the month before, line by line, so that the differences add up to that of the net amount. Takes
// what a person is paid and was paid before.

import { type Decimal, sumOf } from '../core/decimal.ts'
import type { PaidBefore } from '../pay/opening.ts'
import { type PersonSheet, partsOf } from '../pay/person-sheet.ts'
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
  words: Pick<StatementWords, 'corrections' | 'heldAndTaken' | 'gross' | 'own' | 'net'>,
): Change[] {
  const { gross, own, net } = person
  const ownBefore = before.net.minus(before.correction)
  const now = new Map(partsOf(person, 'line', 'adjustment').map(l => [l.name, l.amount]))
  const names = [...now.keys(), ...[...before.lines.keys()].filter(name => !now.has(name))]
  const corrections = [before.correction, person.correction] as const
  return [
    ...names.map(name => change(name, before.lines.get(name), now.get(name))),
    change(words.gross, before.gross, gross, true),
    change(words.heldAndTaken, ownBefore.minus(before.gross), own.minus(gross)),
    ...(corrections.every(x => x.isZero())
      ? []
      : [change(words.own, ownBefore, own, true), change(words.corrections, ...corrections)]),
    change(words.net, before.net, net, true),
  ]
}

function change(name: string, before: Decimal | undefined, now: Decimal | undefined, sum = false): Change {
  return { name, before, now, difference: sumOf([now, before?.neg()].filter(x => x !== undefined)), sum }
}
