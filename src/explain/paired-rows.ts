// Rows of two readings of one export, paired: those that stand in both as often are the same, wherever they stand; of the others
// one that is gone and one that is new under the same key are one row that changed. Takes rows; gives what differs.

import { addTo } from '../core/lists.ts'

/** A row as it was and as it is; undefined where it was or is not there. */
export interface RowPair<T> {
  readonly before: T | undefined
  readonly now: T | undefined
}

/**
 * What is new or changed, in the order of the rows now, then what is gone. `print`: all that is compared. `keyOf`: what tells
 * rows apart; rows without it are the same row where each side has one.
 */
export function pairRows<T>(
  old: readonly T[],
  own: readonly T[],
  print: (row: T) => string,
  keyOf: (row: T) => string | undefined,
): RowPair<T>[] {
  const same = byKey(old, print)
  const added = own.filter(row => same.get(print(row))?.shift() === undefined)
  const left = new Set([...same.values()].flat())
  const gone = old.filter(row => left.has(row))
  const single = gone.length === 1 && added.length === 1
  const key = (row: T): string | undefined => keyOf(row) ?? (single ? '' : undefined)
  const olds = byKey(gone, key)
  const pairs = added.map(now => ({ before: olds.get(key(now))?.shift(), now }))
  const met = new Set(pairs.map(p => p.before))
  return [...pairs, ...gone.filter(row => !met.has(row)).map(before => ({ before, now: undefined }))]
}

/** Rows without a key are left out. */
function byKey<T>(rows: readonly T[], keyOf: (row: T) => string | undefined): Map<string | undefined, T[]> {
  const found = new Map<string | undefined, T[]>()
  for (const row of rows) if (keyOf(row) !== undefined) addTo(found, keyOf(row), row)
  return found
}
