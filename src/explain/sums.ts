// Where the sums of a person's sheet come from: gross, commission, what is held back, deducted and paid out, and the amounts that
// come from earlier months. Takes a reader of a worked-out month and a person of it; gives cells that refer to the lines they
// are made of, each sum under its code: its words are the printer's.

import { type Decimal, sumOf, ZERO } from '../core/decimal.ts'
import { placeText } from '../core/place.ts'
import { evaluate } from '../formula/evaluate.ts'
import { MONEY } from '../formula/types.ts'
import type { Adjustment } from '../pay/adjusted.ts'
import {
  columnOf,
  commissionOf,
  deductionsOf,
  limitOf,
  type Part,
  type PersonSheet,
  partsOf,
} from '../pay/person-sheet.ts'
import type { DefinedColumn } from '../scheme/model.ts'
import { valueText } from './arithmetic-text.ts'
import type { Cell, Found, Reader, Reference, Sum } from './cells.ts'
import type { Step } from './steps.ts'

/** What is summed up: an amount and where it stands. */
type Summand = readonly [amount: Decimal, from: Reference]

/** The cells of a person's sums. */
export interface SumCells {
  readonly net: Found
  /** A sum by its code, one correction, or all of them, where there are any. */
  readonly named: (name: Sum | 'correction' | Part) => Found | undefined
  /** What is deducted under a name, where that is not simply what became due under it this month. */
  readonly deduction: (name: string) => Found | undefined
}

export function sumCells(reader: Reader, person: PersonSheet): SumCells {
  const { engine, style } = reader
  const { scheme, period } = engine
  const text = (amount: Decimal): string => valueText(amount, MONEY, 2, style)
  const whose = reader.whose(person.row)
  const cell = (
    kind: Cell['kind'],
    id: string,
    name: Cell['name'],
    value: Decimal,
    { at = '', steps = [], reads = [] }: { at?: string; steps?: Step[]; reads?: readonly Reference[] } = {},
  ): Found => {
    const shown = { value: text(value), formula: '', rows: undefined }
    return { cell: { id: `${id} | ${person.id}`, name, kind, whose, steps, at, ...shown }, reads }
  }
  const column = (of: DefinedColumn): Reference => ({ kind: 'column', column: of, row: person.row })
  const sheet = (found: Found): Reference => ({ kind: 'sheet', found })
  const added = (of: readonly Decimal[], sum: Decimal): Step[] => {
    if (of.length < 2) return []
    return [{ kind: 'arithmetic', text: of.map((a, i) => sign(i, text(a), '+')).join(' '), result: text(sum) }]
  }
  const total = (name: Sum | 'correction', sum: Decimal, of: readonly Summand[]): Found =>
    cell('sum', name, { sum: name }, sum, {
      steps: added(
        of.map(([a]) => a),
        sum,
      ),
      reads: of.map(([, r]) => r),
    })

  const correction = (c: Part): Found =>
    cell('correction', `correction ${c.origin} ${c.reason} ${c.name}`, c, c.amount, { at: c.origin })
  const corrected = partsOf(person, 'correction')
  const corrections = corrected.map((c): Summand => [c.amount, sheet(correction(c))])
  const byHand = (one: Adjustment, i: number): Found => {
    const { kind, amount, reason, reference, approvedBy, at } = one
    const found = cell('adjustment', `adjustment ${kind} ${i + 1}`, kind, amount, { at: placeText(at) })
    const formula = [reason, reference, approvedBy].filter(said => said !== '').join(' · ')
    return { ...found, cell: { ...found.cell, formula } }
  }
  const adjustment = ({ name, amount, adjusted = [] }: Part): Found => {
    const each = adjusted.map(byHand)
    if (each.length === 1) return each[0]!
    const steps = added(
      adjusted.map(one => one.amount),
      amount,
    )
    return cell('sum', `adjustment ${name}`, name, amount, { steps, reads: each.map(sheet) })
  }
  const adjustments = partsOf(person, 'adjustment').map((p): Summand => [p.amount, sheet(adjustment(p))])
  const worked = (parts: readonly Part[]): Summand[] =>
    parts.flatMap(part => {
      const own = columnOf(scheme, part)
      return own ? [[part.amount, column(own)] as const] : []
    })
  const limit = scheme.deductionLimit && evaluate(scheme.deductionLimit, person.row, engine.world)
  const limitSteps = limit ? reader.steps(limit, false) : []
  const takes = takenOf(person).map(({ due, before }) => {
    const here = due.origin === period.name
    const own = columnOf(scheme, due)
    const most = limitOf(person)
    const room = most === undefined ? [] : cutOf(due, most, before, text)
    const found = cell(
      here ? 'taken' : 'carried',
      `taken ${due.origin} ${due.name}`,
      here ? due.name : `${due.name} ${due.origin}`,
      due.taken,
      {
        at: due.origin,
        steps: room.length > 0 ? [...limitSteps, ...room] : [],
        reads: own ? [column(own)] : (due.adjusted ?? []).map((one, i) => sheet(byHand(one, i))),
      },
    )
    return { due, found }
  })
  const lines = partsOf(person, 'line')
  const reserves = worked(partsOf(person, 'reserve'))
  const gross = total('gross', person.gross, [...worked(lines), ...adjustments])
  const withheld = total('withheld', person.withheld, reserves)
  const deducted = total(
    'deducted',
    person.deducted,
    takes.map(t => [t.due.taken, sheet(t.found)]),
  )
  const less: Summand[] = [
    ...(reserves.length > 0 ? [[person.withheld, sheet(withheld)] as const] : []),
    ...(takes.length > 0 ? [[person.deducted, sheet(deducted)] as const] : []),
  ]
  const made = [text(person.gross), ...less.map(([a]) => sign(1, text(a), '−'))].join(' ')
  const rest = (name: 'own' | 'net'): Found =>
    cell('sum', name, { sum: name }, person.own, {
      steps: less.length === 0 ? [] : [{ kind: 'arithmetic', text: made, result: text(person.own) }],
      reads: [sheet(gross), ...less.map(([, r]) => r)],
    })
  const correctedBy = total('correction', person.correction, corrections)
  const own = rest('own')
  const net =
    corrections.length === 0
      ? rest('net')
      : total('net', person.net, [
          [person.own, sheet(own)],
          [person.correction, sheet(correctedBy)],
        ])
  const sums: Record<Sum | 'correction', () => Found | undefined> = {
    gross: () => gross,
    commission: () => total('commission', commissionOf(person), worked(lines.filter(l => l.commission))),
    withheld: () => withheld,
    deducted: () => deducted,
    carried: () =>
      cell('sum', 'carried', { sum: 'carried' }, person.carried, {
        steps: added(
          takes.map(t => t.due.carried),
          person.carried,
        ),
        reads: takes.filter(t => !t.due.carried.isZero()).map(t => sheet(t.found)),
      }),
    own: () => own,
    net: () => net,
    adjusted: () =>
      adjustments.length === 0 ? undefined : total('adjusted', sumOf(adjustments.map(([a]) => a)), adjustments),
    correction: () => (corrections.length === 0 ? undefined : correctedBy),
  }
  return {
    net,
    named: name =>
      typeof name === 'string' ? sums[name]() : name.kind === 'adjustment' ? adjustment(name) : correction(name),
    deduction(name) {
      const own = takes.filter(t => t.due.name === name || t.found.cell.name === name)
      const [first, ...more] = own
      if (!first) return undefined
      if (more.length === 0) {
        const plain = first.due.origin === period.name && first.due.carried.isZero() && !first.due.adjusted
        return plain ? undefined : first.found
      }
      const amounts = own.map(t => t.due.taken)
      const sum = sumOf(amounts)
      return cell('sum', `taken ${name}`, name, sum, {
        steps: added(amounts, sum),
        reads: own.map(t => sheet(t.found)),
      })
    },
  }
}

/** A person's deductions in their order, each with what was taken before it. */
type Due = ReturnType<typeof deductionsOf>[number]

function takenOf(person: PersonSheet): { due: Due; before: Decimal }[] {
  let before: Decimal = ZERO
  return deductionsOf(person).map(due => {
    const own = { due, before }
    before = before.plus(due.taken)
    return own
  })
}

function cutOf(due: Due, limit: Decimal, before: Decimal, text: (amount: Decimal) => string): Step[] {
  if (due.carried.isZero()) return []
  const room = before.isZero() ? text(limit) : `${text(limit)} − ${text(before)}`
  return [{ kind: 'limited', of: due.name, by: 'high', from: text(due.amount), limit: room, to: text(due.taken) }]
}

function sign(at: number, figure: string, by: '+' | '−'): string {
  const shown = figure.startsWith('-') ? `(${figure})` : figure
  return at === 0 ? shown : `${by} ${shown}`
}
