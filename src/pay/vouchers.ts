// The rows of a voucher: what its entries come to, a row for each account and each of what `by` says; and whether its sides
// are equal. Takes a layout and who stands in it; gives rows in order. Refuses an amount without an account; tells what no entry has.

import { compare, type Decimal, sumOf, ZERO } from '../core/decimal.ts'
import { once } from '../core/lists.ts'
import { amountText } from '../core/money.ts'
import { type Problem, problem } from '../core/problem.ts'
import type { Bound, Column } from '../formula/bound.ts'
import { FAULT, isDecimal, type Outcome } from '../formula/trace.ts'
import { nodes, parts } from '../formula/tree.ts'
import { order } from '../formula/world.ts'
import type { Layout, VoucherEntry } from '../scheme/layout.ts'
import { layoutWord } from '../scheme/layout-names.ts'
import { drawsOf } from '../scheme/model.ts'
import type { Payee } from './layout-result.ts'
import type { Correction } from './opening.ts'
import type { Part, PartKind } from './person-sheet.ts'

/** A row: what an entry comes to on an account, and whose it is. */
export interface VoucherRow {
  readonly entry: VoucherEntry
  readonly account: string
  readonly by: readonly Outcome[]
  readonly people: readonly Payee[]
  readonly amount: Decimal
}

export interface Voucher {
  readonly rows: readonly VoucherRow[]
  readonly debit: Decimal
}

type Give = (bound: Bound, p: Payee) => Outcome

/** The rows, entry by entry, by account and by what `by` says; those that come to nothing are left out. */
export function voucherRows(layout: Layout, people: readonly Payee[], give: Give, problems: Problem[]): Voucher {
  let lacking = false
  const rows = (layout.entries ?? []).flatMap(entry => {
    const found = new Map<string, { account: string; by: Outcome[]; people: Payee[]; amounts: Decimal[] }>()
    for (const p of people) {
      const amount = give(entry.amount, p)
      if (!isDecimal(amount) || amount.isZero()) {
        lacking ||= amount === FAULT
        continue
      }
      const account = give(entry.account, p)
      if (typeof account !== 'string' || account === '') {
        lacking = true
        const facts = { layout: layout.name, entry: entry.name, who: p.engine.who(p.row), amount: amountText(amount) }
        if (account !== FAULT) problems.push(problem('VOUCHER_ACCOUNT', entry.account.at, facts))
        continue
      }
      const by = entry.by.map(bound => give(bound, p))
      const key = JSON.stringify([account, ...by.map(textOf)])
      const row = found.get(key) ?? { account, by, people: [], amounts: [] }
      row.people.push(p)
      row.amounts.push(amount)
      found.set(key, row)
    }
    return [...found.values()]
      .map(({ amounts, ...row }): VoucherRow => ({ entry, ...row, amount: sumOf(amounts) }))
      .filter(row => !row.amount.isZero())
      .sort(inOrder)
  })
  const side = (which: VoucherEntry['side']): Decimal =>
    sumOf(rows.filter(row => row.entry.side === which).map(row => row.amount))
  const [debit, credit] = [side('debit'), side('credit')]
  if (!lacking && compare(debit, credit) !== 0) {
    const facts = { debit: amountText(debit), credit: amountText(credit), by: amountText(debit.minus(credit)) }
    problems.push(problem('VOUCHER_UNBALANCED', layout.at, { layout: layout.name, ...facts }))
  }
  return { rows, debit }
}

function textOf(value: Outcome): string {
  return value === FAULT || value === null ? '' : isDecimal(value) ? amountText(value) : String(value)
}

function inOrder(a: VoucherRow, b: VoucherRow): number {
  const keys = [[a.account, b.account] as const, ...a.by.map((x, i) => [x, b.by[i]!] as const)]
  for (const [x, y] of keys) {
    if (x === FAULT || y === FAULT || x === y) continue
    if (x === null || y === null) return x === null ? 1 : -1
    const difference = order(x, y)
    if (difference !== 0) return difference
  }
  return 0
}

/** What a row says instead of one of its people: its account, its side's amount, its entry; undefined of any other word. */
export function rowWord(word: string | undefined, { entry, account, amount }: VoucherRow): Outcome | undefined {
  if (word === 'account') return account
  if (word === 'entry') return entry.name
  if (word === 'debit' || word === 'credit') return entry.side === word ? amount : null
  return undefined
}

/** What somebody's month moves: a line of pay, what a reserve holds, what is deducted; with what corrections of closed months change of it. */
interface Movement {
  /** The section of the scheme that it is of. */
  readonly of: 'pay' | 'reserves' | 'deductions'
  readonly name: string
  readonly amount: Decimal
  /** The sums of a sheet that have it. */
  readonly sums: readonly string[]
}

/** How each part of a sheet moves; none of what only tells about others. */
const MOVES: Readonly<
  Record<PartKind, (part: Part, draws: ReadonlySet<string>) => Omit<Movement, 'name'> | undefined>
> = {
  line: ({ amount, commission }) => ({ of: 'pay', amount, sums: commission ? ['all', 'commission'] : ['all'] }),
  adjustment: ({ amount }) => ({ of: 'pay', amount, sums: ['all', 'adjusted'] }),
  reserve: ({ amount }) => ({ of: 'reserves', amount, sums: ['withheld'] }),
  taken: ({ amount, draw }) => ({ of: 'deductions', amount, sums: draw ? ['deducted', 'recovered'] : ['deducted'] }),
  correction: ({ amount, reason = 'line', name }, draws) => CORRECTED[reason](amount, draws.has(name)),
  forfeited: () => undefined,
  due: () => undefined,
  carried: () => undefined,
  limit: () => undefined,
}

/** What a correction changes moves as that does; its amount is what it adds to the net amount. */
const CORRECTED: Readonly<Record<Correction['kind'], (amount: Decimal, draw: boolean) => Omit<Movement, 'name'>>> = {
  line: amount => ({ of: 'pay', amount, sums: ['all'] }),
  withheld: amount => ({ of: 'reserves', amount: amount.neg(), sums: ['withheld'] }),
  released: amount => ({ of: 'reserves', amount: amount.neg(), sums: ['withheld'] }),
  deducted: (amount, draw) => ({
    ...{ of: 'deductions', amount: amount.neg() },
    sums: draw ? ['deducted', 'recovered'] : ['deducted'],
  }),
}

function movementsOf({ engine, sheet }: Payee): readonly Movement[] {
  const draws = new Set(drawsOf(engine.scheme).map(line => line.name))
  return (sheet?.parts ?? []).flatMap(part => {
    const move = MOVES[part.kind](part, draws)
    return move ? [{ ...move, name: part.name }] : []
  })
}

/** By the words that read it: a sum of the sheet, or `pay.bonus`. */
function wordsOf({ of, name, sums }: Movement): string[] {
  return [...sums, `${of}.${name}`]
}

/** What somebody's month moves under each word, as every entry and column of a voucher asks for it. */
const moved = new WeakMap<Payee, ReadonlyMap<string, Decimal>>()

function movedUnder(payee: Payee, word: string): Decimal {
  const sums = once(moved, payee, () => {
    const found = new Map<string, Decimal>()
    for (const movement of movementsOf(payee))
      for (const of of wordsOf(movement)) found.set(of, (found.get(of) ?? ZERO).plus(movement.amount))
    return found
  })
  return sums.get(word) ?? ZERO
}

/** Sums of a sheet that a voucher has with corrections in them. */
const SUMS: ReadonlySet<string> = new Set(['all', 'commission', 'adjusted', 'withheld', 'deducted', 'recovered'])

/** What a sum of somebody's sheet moves; undefined of what is no movement, and of a release. */
export function movedBy(payee: Payee, sum: string): Decimal | undefined {
  return payee.sheet && SUMS.has(sum) ? movedUnder(payee, sum) : undefined
}

/** What a line, reserve or deduction moves; undefined of any other column, and of a release. */
export function movedAs(payee: Payee, { owners, name }: Column): Decimal | undefined {
  if (!payee.sheet || !['pay', 'reserves', 'deductions'].includes(owners[0]!)) return undefined
  return movedUnder(payee, `${owners[0]}.${name}`)
}

/** What moves and is read by no entry of any of these vouchers, a problem each. */
export function unread(layouts: readonly Layout[], payees: readonly Payee[]): Problem[] {
  const vouchers = layouts.filter(layout => layout.entries)
  const [first] = vouchers
  if (!first) return []
  const read = new Set<string>()
  for (const b of nodes(
    vouchers.flatMap(layout => layout.entries!.map(entry => entry.amount)),
    parts,
  )) {
    if (b.kind === 'lines') read.add(b.which)
    if (b.kind === 'column') read.add(layoutWord(b.column) ?? `${b.column.owners[0]}.${b.column.name}`)
  }
  const left = new Map<string, Decimal>()
  for (const payee of payees)
    for (const movement of movementsOf(payee)) {
      if (wordsOf(movement).some(word => read.has(word))) continue
      left.set(movement.name, (left.get(movement.name) ?? ZERO).plus(movement.amount))
    }
  return [...left].flatMap(([line, amount]) => {
    const facts = { layout: first.name, line, amount: amountText(amount) }
    return amount.isZero() ? [] : [problem('VOUCHER_LINE', first.at, facts)]
  })
}
