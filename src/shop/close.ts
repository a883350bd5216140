// What the sealed entry of a month says: its postings, and a row of results a person. Takes the worked-out month.

import { figuresDigest } from '../book/entry.ts'
import type { BookRecord, Posting } from '../book/record.ts'
import type { Decimal } from '../core/decimal.ts'
import { amountText } from '../core/money.ts'
import type { Month } from '../pay/month.ts'
import { deductionsOf, type PersonSheet, reservesOf } from '../pay/person-sheet.ts'
import { figureRows, keptRecord, monthRow } from './month-rows.ts'

/** The records of a month's closing, person by person. */
export function* monthRecords(month: Month): Generator<BookRecord> {
  for (const person of month.result.people) {
    for (const posting of monthPostings(person, month.period.name)) yield { posting }
    yield { row: monthRow(month, person) }
  }
  for (const figures of figureRows(month)) yield { figures }
  yield keptRecord(month.period.name, month.scheme)
}

/** The digest of a month's figures: what its sheets and its entry are known by. */
export function monthFigures(month: Month): string {
  return figuresDigest({ kind: 'close', period: month.period.name }, monthRecords(month))
}

function* monthPostings(p: PersonSheet, origin: string): Generator<Posting> {
  const post = (amount: Decimal): { person: string; amount: string } => ({ person: p.id, amount: amountText(amount) })
  for (const { name, withheld, forfeited } of reservesOf(p)) {
    const account = { reserve: name }
    if (!withheld.isZero()) yield { ...post(withheld), account, origin, kind: 'withheld' }
    if (!forfeited.isZero())
      yield { ...post(forfeited), account, origin, kind: 'forfeited', reason: 'forfeited at once' }
  }
  for (const { name, origin: arisen, amount, taken, carried } of deductionsOf(p)) {
    const account = { deduction: name }
    if (arisen === origin) yield { ...post(amount), account, origin, kind: 'due' }
    if (!taken.isZero()) yield { ...post(taken), account, origin: arisen, kind: 'taken' }
    yield { ...post(carried), account, origin: arisen, kind: 'carried' }
  }
}
