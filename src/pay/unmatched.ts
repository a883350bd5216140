// Who and what did not come together: people who are paid and got nothing, people who did work and are not paid, and names
// in exports that the roster does not have. Only lists; whether that is right, people decide.

import { type Decimal, ZERO } from '../core/decimal.ts'
import { type Place, placeText } from '../core/place.ts'
import type { Problem } from '../core/problem.ts'
import { isKeyed } from '../formula/bound.ts'
import { isDecimal } from '../formula/trace.ts'
import type { Engine } from './engine.ts'
import { partsOf } from './person-sheet.ts'
import type { PayResult } from './result.ts'

export interface Unmatched {
  /** Paid people whose lines come to nothing. */
  readonly nothing: readonly { readonly id: string; readonly name: string; readonly position: string }[]
  /** People of the roster who are not paid this month and whose figures are not zero. */
  readonly unpaid: readonly {
    readonly id: string
    readonly name: string
    /** What was summed: `维修工单.工时费`. */
    readonly measure: string
    readonly rows: number
    readonly amount: Decimal
  }[]
  /** What stands for a person in an export and is nobody in the roster. */
  readonly strangers: readonly {
    readonly found: string
    readonly at: string
    readonly rows: number
    readonly amounts: string
  }[]
}

/** The lists of a month; the first two only where it was worked out. */
export function unmatched(
  engine: Engine | undefined,
  result: PayResult | undefined,
  problems: readonly Problem[],
): Unmatched {
  const strangers = problems.flatMap(p =>
    p.code === 'PERSON_UNKNOWN'
      ? [{ found: p.facts.found, at: textOf(p.at), rows: p.facts.rows, amounts: p.facts.amounts }]
      : [],
  )
  const paid = new Set(engine && result ? engine.payees.map(row => engine.key(row)) : [])
  const nothing = (result?.people ?? [])
    .filter(p => paid.has(p.id) && partsOf(p, 'line').every(line => line.amount.isZero()))
    .map(({ id, name, position }) => ({ id, name, position }))
  return { nothing, unpaid: engine ? unpaidWork(engine) : [], strangers }
}

function textOf(at: Place | undefined): string {
  return at ? placeText(at) : ''
}

/** Sums of money by person, of those who are not paid. */
function unpaidWork(engine: Engine): Unmatched['unpaid'][number][] {
  const { directory, stints } = engine.facts.people
  const paid = new Set(engine.paid.map(row => row.index))
  const sums = engine.scheme.measures.filter(
    m => m.aggregate === 'sum' && m.by?.type.kind === 'person' && !isKeyed(m) && m.of?.type.kind === 'money',
  )
  return directory.ids.flatMap((id, person) => {
    if (paid.has(person) || stints?.parts.has(person)) return []
    return sums.flatMap(measure => {
      const { value, found } = engine.facts.measure(measure, { home: 'person', index: person })
      const amount = isDecimal(value) ? value : ZERO
      if (amount.isZero()) return []
      return [{ id, name: directory.names[person]!, measure: measure.of!.text, rows: found, amount }]
    })
  })
}
