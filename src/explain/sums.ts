// Where the figures of a person's sheet come from that are no columns: sums, what is held, due, deducted and forfeited, limits and
// corrections, with the entries of the book behind them. Takes a reader of a worked-out month, a person of it and what the book
// says of them; gives cells that refer to what they are made of, each under its code: its words are the printer's.

import { compare, type Decimal, sumOf, ZERO } from '../core/decimal.ts'
import { addTo } from '../core/lists.ts'
import { placeText } from '../core/place.ts'
import { withoutSecrets } from '../core/secret.ts'
import { evaluate } from '../formula/evaluate.ts'
import { MONEY } from '../formula/types.ts'
import type { Adjustment } from '../pay/adjusted.ts'
import {
  amountOf,
  columnOf,
  commissionOf,
  deductionsOf,
  FIGURES,
  limitOf,
  PARTS,
  type Part,
  type PersonSheet,
  partsOf,
  reservesOf,
} from '../pay/person-sheet.ts'
import { taxedAs, taxedParts, taxKinds } from '../pay/taxed.ts'
import type { DefinedColumn } from '../scheme/model.ts'
import { valueText } from './arithmetic-text.ts'
import type { Cell, Correction, Found, Reader, Reference, Sum, SumName } from './cells.ts'
import { type Corrected, NO_PAST, type Past, type Posted } from './past.ts'
import { type Step, Steps } from './steps.ts'

/** What is summed up: an amount, with its sign, and where it stands. */
type Summand = readonly [amount: Decimal, from: Reference]

/** A figure of a sheet that is no column, by its code. */
export interface SheetFigure {
  readonly name: SumName | Correction
  readonly amount: Decimal
  readonly find: () => Found
}

export interface SheetCells {
  readonly net: Found
  readonly figures: readonly SheetFigure[]
  /** What is deducted under a name, where that is not simply what became due under it this month. */
  readonly deduction: (name: string) => Found | undefined
}

/** `causes`: what made the difference of a correction, where that was looked up. */
export function sheetCells(
  reader: Reader,
  person: PersonSheet,
  past: Past = NO_PAST,
  causes: (of: Corrected) => readonly Found[] = () => [],
): SheetCells {
  const { engine, style } = reader
  const { scheme, period, world } = engine
  const text = (amount: Decimal): string => valueText(amount, MONEY, 2, style)
  const whose = reader.whose(person.row)
  interface Made {
    readonly at?: string
    readonly entry?: Cell['entry']
    readonly steps?: readonly Step[]
    /** What is asked for later may lead back to another figure of this sheet. */
    readonly reads?: readonly Reference[] | (() => readonly Reference[])
    readonly formula?: string
  }
  const cell = (kind: Cell['kind'], id: string, name: Cell['name'], value: Decimal, made: Made = {}): Found => {
    const { at = '', entry, steps = [], reads = [], formula = '' } = made
    const shown = { value: text(value), formula, rows: undefined, ...(entry ? { entry } : {}) }
    const own: Cell = { id: `${id} | ${person.id}`, name, kind, whose, steps, at, ...shown }
    if (typeof reads !== 'function') return { cell: own, reads }
    return {
      cell: own,
      get reads() {
        return reads()
      },
    }
  }
  const column = (of: DefinedColumn): Reference => ({ kind: 'column', column: of, row: person.row })
  const sheet = (found: Found): Reference => ({ kind: 'sheet', found })
  const added = (of: readonly Decimal[], sum: Decimal): Step[] => {
    if (of.length === 0 || (of.length === 1 && !of[0]!.isNegative())) return []
    return [{ kind: 'arithmetic', text: signedSum(of, text), result: text(sum) }]
  }
  const idOf = ({ sum, of, origin }: SumName): string => [sum, of, origin].filter(x => x !== undefined).join(' ')
  const total = (name: SumName, sum: Decimal, of: readonly Summand[], made: Made = {}): Found => {
    const steps = added(
      of.map(([a]) => a),
      sum,
    )
    return cell('sum', idOf(name), name, sum, { ...made, steps, reads: of.map(([, from]) => from) })
  }
  const [postings, corrected] = [past.postings(person.id), past.corrected(person.id)]
  const posted = (p: Posted, i: number): Summand => {
    const sign = p.kind === 'withheld' || p.kind === 'due' ? p.amount : p.amount.neg()
    const name = { posted: p.kind, ratio: p.ratio }
    const made = { entry: p.entry, at: p.entry.file }
    return [sign, sheet(cell('posted', `${p.name} ${p.origin} ${p.kind} ${p.entry.number} ${i}`, name, p.amount, made))]
  }

  // Corrections: one a name, of one entry or of several.
  const change = (c: Corrected): Found => {
    const { from, to } = c
    const less = c.kind === 'withheld' || c.kind === 'deducted'
    const steps: Step[] =
      from && to
        ? [
            { kind: 'changed', month: c.origin, from: text(from), to: text(to) },
            ...added(less ? [from, to.neg()] : [to, from.neg()], c.amount),
          ]
        : []
    const made = { at: c.origin, entry: c.entry, steps, reads: causes(c).map(sheet) }
    const id = `correction ${c.origin} ${c.kind} ${c.name} ${c.entry.number}`
    return cell('correction', id, correctionName({ ...c, reason: c.kind }), c.amount, made)
  }
  const correction = (part: Part): Found => {
    const { origin, reason, name } = part
    const of = corrected.filter(c => c.origin === origin && c.kind === reason && c.name === name)
    const [first, ...more] = of.map(change)
    const id = `correction ${origin} ${reason} ${name}`
    if (!first) return cell('correction', id, correctionName(part), part.amount, { at: origin })
    if (more.length === 0) return first
    const amounts = of.map(c => c.amount)
    const reads = [first, ...more].map(sheet)
    return cell('sum', id, correctionName(part), part.amount, { steps: added(amounts, part.amount), reads })
  }
  const corrections = oncePerName(partsOf(person, 'correction'))

  // What was decided by hand: each by itself, together under its kind.
  const byHand = ({ kind, amount, reason, reference, approvedBy, at }: Adjustment, i: number): Summand => {
    const formula = [reason, withoutSecrets(reference), approvedBy].filter(said => said !== '').join(' · ')
    const found = cell('adjustment', `adjustment ${kind} ${i + 1}`, kind, amount, { at: placeText(at), formula })
    return [amount, sheet(found)]
  }
  const adjustment = ({ name, amount, adjusted = [] }: Part): Found => {
    const each = adjusted.map(byHand)
    const steps = added(
      each.map(([a]) => a),
      amount,
    )
    const [, only] = each.length === 1 ? each[0]! : []
    if (only?.kind === 'sheet') return only.found
    return cell('sum', `adjustment ${name}`, name, amount, { steps, reads: each.map(([, from]) => from) })
  }
  const adjustments = partsOf(person, 'adjustment')

  // Deductions: of each what was due, what is taken and what is carried over.
  const most = limitOf(person)
  /** Of all deductions, or of a draw. */
  const limit = (draw = ''): Found => {
    const name: SumName = draw === '' ? { sum: 'limit' } : { sum: 'limit', of: draw }
    const line = engine.payLines(person.row).find(({ column }) => column.name === draw)
    const bound = draw === '' ? scheme.deductionLimit : line?.own.recovered
    const traced = bound && evaluate(bound, person.row, world)
    const amount = limitOf(person, draw) ?? ZERO
    if (!traced) return cell('sum', idOf(name), name, amount)
    const made = { formula: traced.bound.text, steps: reader.steps(traced), reads: () => reader.references(traced) }
    return cell('sum', idOf(name), name, amount, made)
  }
  const debts = takenOf(person).map(({ due, before }) => {
    const { name, origin } = due
    const here = origin === period.name
    const own = columnOf(scheme, due)
    const moves = postings.filter(p => p.of === 'deduction' && p.name === name && p.origin === origin)
    const opened = total(
      { sum: 'due', of: name, origin },
      due.amount,
      moves.filter(p => p.kind !== 'carried').map(posted),
    )
    // What is to be deducted stands below zero where it was decided, and above it where it is due.
    const made = (due.adjusted ?? []).map(byHand).map(([amount, from]): Summand => [amount.neg(), from])
    const arose = made.length > 0 ? total({ sum: 'due', of: name, origin }, due.amount, made) : opened
    const from = own ? column(own) : sheet(arose)
    // What is drawn now is only owed; of what was drawn before the draw says how much is taken back.
    const draw = due.draw ? name : ''
    const room = due.draw && here ? undefined : limitOf(person, draw)
    const cut = room === undefined || due.carried.isZero() ? [] : [cutOf(name, due, room, before, text)]
    const taken = cell(
      here ? 'taken' : 'carried',
      `taken ${origin} ${name}`,
      here ? name : { sum: 'deducted', of: name, origin },
      due.taken,
      { at: origin, steps: cut, reads: [from, ...(cut.length > 0 ? [sheet(limit(draw))] : [])] },
    )
    const less: Summand[] = [
      [due.amount, from],
      [due.taken.neg(), sheet(taken)],
    ]
    const carried = total({ sum: 'carried', of: name, origin }, due.carried, less)
    return { due, here, own, opened: arose, taken, carried }
  })
  const left = debts.filter(d => !d.due.carried.isZero())
  const carried = (left.length > 0 ? left : debts).map((d): Summand => [d.due.carried, sheet(d.carried)])

  // Lots of reserves: those of earlier months by what the book says, this month's by its own part.
  const lots = new Map<string, SheetFigure[]>()
  const lot = (reserve: string, origin: string, of: readonly Summand[]): void => {
    const amount = sumOf(of.map(([a]) => a))
    const name = { sum: 'held', of: reserve, origin } as const
    addTo(lots, reserve, { name, amount, find: () => total(name, amount, of) })
  }
  const known = new Map<string, Posted[]>()
  for (const p of postings) if (p.of === 'reserve' && p.kind !== 'premium') addTo(known, `${p.name}\0${p.origin}`, p)
  for (const of of known.values()) lot(of[0]!.name, of[0]!.origin, of.map(posted))
  const reserves = reservesOf(person).map(part => {
    const own = columnOf(scheme, part)
    const rule = scheme.reserves.find(r => r.name === part.name)?.forfeited
    const withheld: Summand[] = own ? [[part.withheld, column(own)]] : []
    const find = (): Found => {
      const name = { sum: 'forfeited', of: part.name } as const
      const traced = rule && evaluate(rule, person.row, world)
      if (!traced) return cell('sum', idOf(name), name, part.forfeited)
      const told = new Steps(engine, style)
      told.condition(traced, part.forfeited.isZero() ? text(ZERO) : part.name)
      const reads = () => [...withheld.map(([, from]) => from), ...reader.references(traced)]
      return cell('sum', idOf(name), name, part.forfeited, { formula: traced.bound.text, steps: told.list, reads })
    }
    const lost: Summand[] = part.forfeited.isZero() ? [] : [[part.forfeited.neg(), sheet(find())]]
    lot(part.name, part.origin, [...withheld, ...lost])
    return { part, rule, withheld, find }
  })
  const held = [...lots].map(([of, own]): SheetFigure => {
    const amount = sumOf(own.map(l => l.amount))
    const open = own.filter(l => !l.amount.isZero())
    const name = { sum: 'held', of } as const
    return { name, amount, find: () => total(name, amount, open.map(summand)) }
  })

  // Sums: of the parts that they are made of, or of sums that are.
  const partFound = (part: Part): Summand => {
    const own = columnOf(scheme, part)
    if (part.kind === 'correction') return [part.amount, sheet(correction(part))]
    if (part.kind === 'adjustment') return [part.amount, sheet(adjustment(part))]
    return [part.amount, own ? column(own) : sheet(cell('sum', `${part.kind} ${part.name}`, part.name, part.amount))]
  }
  const paid = (kind: 'gross' | 'correction' | 'withheld'): Summand[] =>
    oncePerName(partsOf(person, ...FIGURES[kind].of)).map(partFound)
  const sums = new Map<Sum, SheetFigure>()
  const sum = (name: Sum, amount: Decimal, of: readonly Summand[]): SheetFigure => {
    const figure = { name: { sum: name }, amount, find: () => total({ sum: name }, amount, of) }
    sums.set(name, figure)
    return figure
  }
  const lines = partsOf(person, 'line').filter(l => l.commission)
  const gross = sum('gross', person.gross, paid('gross'))
  sum('commission', commissionOf(person), lines.map(partFound))
  if (corrections.length > 0) sum('correction', amountOf(person, 'correction') ?? ZERO, paid('correction'))
  const withheld = sum('withheld', person.withheld, paid('withheld'))
  const deducted = sum(
    'deducted',
    person.deducted,
    debts.map(d => [d.due.taken, sheet(d.taken)]),
  )
  if (adjustments.length > 0) sum('adjusted', sumOf(adjustments.map(a => a.amount)), adjustments.map(partFound))
  const corrects = sums.get('correction')
  const less = [...(reserves.length > 0 ? [withheld] : []), ...(debts.length > 0 ? [deducted] : [])].map(
    (f): Summand => [f.amount.neg(), sheet(f.find())],
  )
  // What the month earned; corrections of closed months stand below it.
  const earned: Summand[] = [summand(gross), ...less]
  const net = corrects
    ? sum('net', person.net, [summand(sum('own', person.own, earned)), summand(corrects)])
    : sum('net', person.net, earned)
  if (corrects) sum('paidGross', person.paidGross, [gross, corrects].map(summand))
  sum('taken', person.own.minus(person.gross), less)
  const opened = (here: boolean): Summand[] => {
    return debts.filter(d => d.here === here).map(d => [d.due.amount, d.own ? column(d.own) : sheet(d.opened)])
  }
  sum('arose', person.arose, opened(true))
  sum('earlier', person.earlier, opened(false))
  sum('carried', person.carried, carried)
  sum(
    'forfeited',
    person.forfeited,
    reserves.filter(r => !r.part.forfeited.isZero()).map(r => [r.part.forfeited, sheet(r.find())]),
  )
  sum('held', sumOf(held.map(h => h.amount)), held.filter(h => !h.amount.isZero()).map(summand))
  // What it is for the tax client, where the scheme says: of a draw what is taken back is less.
  const taxed = taxKinds(scheme, [person]).map((kind): SheetFigure => {
    const of = taxedParts(person, kind).map((part): Summand => {
      const debt = part.kind === 'taken' && debts.find(d => d.due.name === part.name && d.due.origin === part.origin)
      const [amount, from] = debt ? [part.amount, sheet(debt.taken)] : partFound(part)
      return [amount.times(PARTS[part.kind]), from]
    })
    const name = { sum: 'taxed', of: kind } as const
    const amount = taxedAs(person, kind)
    return {
      name,
      amount,
      find: () =>
        total(
          name,
          amount,
          of.filter(([a]) => !a.isZero()),
        ),
    }
  })
  if (most !== undefined) sums.set('limit', { name: { sum: 'limit' }, amount: most, find: limit })

  const deduction = (name: string): Found | undefined => {
    const own = debts.filter(d => d.due.name === name)
    const [first, ...others] = own
    if (!first) return undefined
    if (others.length === 0)
      return first.here && first.due.carried.isZero() && !first.due.adjusted ? undefined : first.taken
    const taken = own.map((d): Summand => [d.due.taken, sheet(d.taken)])
    const amounts = taken.map(([a]) => a)
    const all = sumOf(amounts)
    return cell('sum', `taken ${name}`, name, all, { steps: added(amounts, all), reads: taken.map(([, from]) => from) })
  }
  return {
    net: net.find(),
    deduction,
    figures: [
      ...sums.values(),
      ...corrections.map(part => ({ name: correctionName(part), amount: part.amount, find: () => correction(part) })),
      ...adjustments.map(part => {
        const name = { sum: 'adjusted' as const, of: part.name }
        return { name, amount: part.amount, find: () => adjustment(part) }
      }),
      ...debts.flatMap(({ due, opened, own, taken, carried }): SheetFigure[] => {
        const { name: of, origin } = due
        return [
          { name: { sum: 'deducted', of, origin }, amount: due.taken, find: () => taken },
          { name: { sum: 'carried', of, origin }, amount: due.carried, find: () => carried },
          {
            name: { sum: 'due', of, origin },
            amount: due.amount,
            find: () => (own ? reader.column(own, person.row) : opened),
          },
        ]
      }),
      ...reserves.flatMap(({ part, rule, find }): SheetFigure[] =>
        rule ? [{ name: { sum: 'forfeited', of: part.name }, amount: part.forfeited, find }] : [],
      ),
      ...taxed,
      ...held,
      ...[...lots.values()].flat(),
    ],
  }

  function summand({ amount, find }: SheetFigure): Summand {
    return [amount, sheet(find())]
  }
}

function correctionName({ origin, reason, name }: Correction): Correction {
  return { origin, name, ...(reason ? { reason } : {}) }
}

/** Corrections of one name are one; all other parts as they are. */
function oncePerName(parts: readonly Part[]): Part[] {
  const found = new Map<string, Part>()
  for (const part of parts) {
    const key = [part.kind, part.origin, part.reason, part.name].join('\0')
    const known = found.get(key)
    found.set(key, known ? { ...known, amount: known.amount.plus(part.amount) } : part)
  }
  return [...found.values()]
}

/** A person's deductions in their order, each with what was taken before it under the same limit. */
type Due = ReturnType<typeof deductionsOf>[number]

function takenOf(person: PersonSheet): { due: Due; before: Decimal }[] {
  const before = new Map<string, Decimal>()
  return deductionsOf(person).map(due => {
    const limit = due.draw ? due.name : ''
    const own = { due, before: before.get(limit) ?? ZERO }
    before.set(limit, own.before.plus(due.taken))
    return own
  })
}

function cutOf(name: string, due: Due, limit: Decimal, before: Decimal, text: (amount: Decimal) => string): Step {
  const room = before.isZero() ? text(limit) : `${text(limit)} − ${text(before)}`
  return { kind: 'limited', of: name, by: 'high', from: text(due.amount), limit: room, to: text(due.taken) }
}

/** Amounts added up, in words: `10.00 − 4.00`. */
export function signedSum(of: readonly Decimal[], text: (amount: Decimal) => string): string {
  return of.map((amount, i) => signed(i, amount, text)).join(' ')
}

/** An amount as it stands in a sum: what is taken away with its sign before it. */
function signed(at: number, amount: Decimal, text: (amount: Decimal) => string): string {
  const away = compare(amount, ZERO) < 0
  if (at === 0) return away ? `(${text(amount)})` : text(amount)
  return away ? `− ${text(amount.neg())}` : `+ ${text(amount)}`
}
