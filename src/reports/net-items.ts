// What a net amount is made of, item by item with what each adds or takes away: of a worked-out month and of the month before as
// the book has it, so that the differences of the items add up to that of the net amount.

import { type Decimal, sumOf } from '../core/decimal.ts'
import type { PaidBefore } from '../pay/opening.ts'
import { amountOf, FIGURES, type PersonSheet, partsOf } from '../pay/person-sheet.ts'

export type ItemKind = 'line' | 'reserve' | 'deduction' | 'correction'

/** In the order of a sheet. */
export const ITEM_KINDS: readonly ItemKind[] = ['line', 'reserve', 'deduction', 'correction']

export interface NetItem {
  readonly kind: ItemKind
  /** As the scheme calls it; empty for all that corrections bring. */
  readonly name: string
  /** What it adds to the net amount. */
  readonly amount: Decimal
}

/** The items of a sheet. */
export function netItems(person: PersonSheet): NetItem[] {
  return ITEM_KINDS.flatMap(kind => {
    // What was decided by hand is a line like others, as the book keeps it.
    const figures = kind === 'line' ? (['line', 'adjustment'] as const) : [kind]
    return figures.flatMap(figure => {
      const { of, each } = FIGURES[figure]
      const names = [...new Set(partsOf(person, ...of).map(part => (each ? part.name : '')))]
      return names.map(name => item(kind, name, amountOf(person, figure, each && name)!))
    })
  })
}

/** Those of the month before. */
export function netItemsBefore({ lines, withheld, deducted, correction }: PaidBefore): NetItem[] {
  const named = (kind: ItemKind, of: ReadonlyMap<string, Decimal>): NetItem[] =>
    [...of].map(([name, amount]) => item(kind, name, amount))
  return [
    ...named('line', lines),
    ...named('reserve', withheld),
    ...named('deduction', deducted),
    ...(correction.isZero() ? [] : [item('correction', '', correction)]),
  ]
}

function item(kind: ItemKind, name: string, amount: Decimal): NetItem {
  return { kind, name, amount: kind === 'reserve' || kind === 'deduction' ? amount.neg() : amount }
}

/** An item before and now; undefined where a month had none. */
export interface ItemChange extends Omit<NetItem, 'amount'> {
  readonly before: Decimal | undefined
  readonly now: Decimal | undefined
}

/** The items of several people in two months, those with one name added up; in the order of a sheet. */
export function itemChanges(before: readonly NetItem[], now: readonly NetItem[]): ItemChange[] {
  const found = new Map<string, ItemChange>()
  const add = (side: 'before' | 'now', { kind, name, amount }: NetItem): void => {
    const key = `${kind} ${name}`
    const known = found.get(key) ?? { kind, name, before: undefined, now: undefined }
    const old = known[side]
    found.set(key, { ...known, [side]: old ? old.plus(amount) : amount })
  }
  for (const own of now) add('now', own)
  for (const own of before) add('before', own)
  const place = ({ kind }: ItemChange): number => ITEM_KINDS.indexOf(kind)
  return [...found.values()].sort((a, b) => place(a) - place(b))
}

/** By what an item changes the net amount. */
export function changeOf({ before, now }: Pick<ItemChange, 'before' | 'now'>): Decimal {
  return sumOf([now, before?.neg()].filter(x => x !== undefined))
}
