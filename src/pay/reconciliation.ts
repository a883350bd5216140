// What became of every money column of an export, and of every other that is summed: its total in the file is what the
// scheme used plus what was left out, by reason. A difference would be a defect of the program, and is shown.

import { type Decimal, sumOf, ZERO } from '../core/decimal.ts'
import { once } from '../core/lists.ts'
import { does } from '../formula/aggregates.ts'
import { isKeyed, type Measure } from '../formula/bound.ts'
import { isFigureKind } from '../formula/kinds.ts'
import { type Inside, nodesOf, rowParts } from '../formula/tree.ts'
import { Sums } from '../tables/accumulators.ts'
import { type Batch, fromScaled, ODD } from '../tables/batch.ts'
import { type Part, partOf } from '../tables/division.ts'
import type { KeyedChoice, Keys } from '../tables/keys.ts'
import { filesOf, type Reading } from '../tables/reading.ts'
import { moneyColumns, type TableSpec } from '../tables/spec.ts'

/** What became of a column's figures: used for somebody's pay, a group's or the shop's figure, or left out, by reason. */
export interface Use {
  readonly column: number
  readonly used: Decimal
  /** Rows that the table leaves out (cancelled). */
  readonly leftOut: Decimal
  /** Rows that would count, but for nobody: the person or group is empty, not paid, or paid by nothing that reads them. */
  readonly nobody: Decimal
  /** Rows of an order (day, person …) of which no row of another table asks: it has none. */
  readonly alone: Decimal
  /** Rows that no condition takes. */
  readonly condition: Decimal
}

/** Figure columns that a sum or an average adds up. */
export function summedColumns(measure: Measure): number[] {
  return does(measure.aggregate, 'adds', 'averages') ? figureColumns(measure) : []
}

/** Those of a list in which somebody looks one up, by an order, day or text: prices, and no money that is anybody's. */
function priceColumns(measure: Measure): number[] {
  return measure.aggregate === 'only' && isKeyed(measure) ? figureColumns(measure) : []
}

function figureColumns(measure: Measure): number[] {
  // The figures of an order are those of the rows that it was added up from.
  const inside: Inside = bound => (bound.kind === 'measure' ? [] : rowParts(bound))
  const columns = nodesOf('row column', [measure.of], inside)
  return [...columns].flatMap(({ column: { source, type } }) =>
    'index' in source && isFigureKind(type.kind) ? [source.index] : [],
  )
}

/** For whom a figure can come to pay, by number of the person or group; undefined where it is so for all. */
export type CountsFor = ((key: number) => boolean) | undefined

export interface Reconciler {
  readonly begin: () => void
  /** A condition took the row at hand, for a person, group or order (−1: for nobody), or for several; `counts`: those it can come to pay for. */
  readonly met: (
    columns: readonly number[],
    key: number | readonly Part[],
    keyed: KeyedChoice | undefined,
    counts: CountsFor,
  ) => void
  readonly end: (batch: Batch, i: number) => void
  readonly leftOut: (batch: Batch, i: number) => void
  readonly uses: () => Use[]
}

/**
 * What became of a figure; of several conditions that take its row, the highest counts. Added up for an order, it is used
 * where the order's figure goes into somebody's sum, which rows that come later tell. Of a row that is shared the parts of
 * those are used for whom it counts.
 */
const FATE = { condition: 0, nobody: 1, order: 2, part: 3, used: 4, leftOut: 5 } as const
const FATES = Object.keys(FATE).length
const NO_PARTS: readonly Part[] = []

/** Adds up what becomes of each summed column, row by row. */
export function reconcile(spec: TableSpec, measures: readonly Measure[]): Reconciler {
  const money = moneyColumns(spec)
  const summed = measures.flatMap(summedColumns)
  const prices = new Set(measures.flatMap(priceColumns))
  const columns = [...new Set([...money.filter(c => !prices.has(c)), ...summed])].sort((a, b) => a - b)
  const sums = new Sums()
  const orders = orderSums()
  // Of the row at hand, by column: no condition took it, one did but for nobody, or it was used.
  const width = Math.max(0, ...columns) + 1
  const fate = new Uint8Array(width)
  const choices = new Int32Array(width)
  let order: { readonly keys: Keys; readonly code: number | readonly Part[] } | undefined
  const shares: (readonly Part[])[] = []
  const add = (batch: Batch, i: number, column: number, which: number): void => {
    const { values, odd } = batch.columns[column]!
    const exact = (): Decimal => odd.get(i)!
    if (which === FATE.order) {
      const { keys, code } = order!
      const own = orders.at(keys, choices[column]!)
      if (typeof code === 'number') own.add(code * width + column, values[i]!, exact)
      else if (!Number.isNaN(values[i]!)) {
        const whole = values[i] === ODD ? exact() : fromScaled(values[i]!)
        for (const part of code) own.add(part.person * width + column, ODD, () => partOf(whole, part))
      }
    } else if (which === FATE.part) {
      if (Number.isNaN(values[i]!)) return
      const whole = values[i] === ODD ? exact() : fromScaled(values[i]!)
      const used = sumOf(shares[column]!.map(part => partOf(whole, part)))
      sums.add(column * FATES + FATE.used, ODD, () => used)
      sums.add(column * FATES + FATE.nobody, ODD, () => whole.minus(used))
    } else sums.add(column * FATES + which, values[i]!, exact)
  }
  return {
    begin: () => {
      fate.fill(0)
      choices.fill(0)
      order = undefined
    },
    met: (taken, key, keyed, counts) => {
      const which = keyed && !(typeof key === 'number' && key < 0) ? FATE.order : fateFor(key, counts)
      const counting = which === FATE.part ? (key as readonly Part[]).filter(part => counts!(part.person)) : NO_PARTS
      if (which === FATE.order) order ??= { keys: keyed!.keys, code: key }
      for (const column of taken) {
        if (which === FATE.order) choices[column]! |= 1 << keyed!.choice
        if (which <= fate[column]!) continue
        fate[column] = which
        shares[column] = counting
      }
    },
    end: (batch, i) => {
      for (const column of columns) add(batch, i, column, fate[column]!)
    },
    leftOut: (batch, i) => {
      for (const column of columns) add(batch, i, column, FATE.leftOut)
    },
    uses: () =>
      columns.map(column => {
        const sum = (which: number): Decimal => sums.sum(column * FATES + which)
        const [idle, asked, summed, alone] = orders.of(column, width)
        return {
          column,
          condition: sum(FATE.condition).plus(asked),
          nobody: sum(FATE.nobody).plus(idle),
          used: sum(FATE.used).plus(summed),
          leftOut: sum(FATE.leftOut),
          alone,
        }
      }),
  }
}

/** What becomes of a figure that a condition takes for somebody, or for several. */
function fateFor(key: number | readonly Part[], counts: CountsFor): number {
  if (typeof key === 'number') return key < 0 || counts?.(key) === false ? FATE.nobody : FATE.used
  const counting = counts ? key.filter(part => counts(part.person)).length : key.length
  return counting === key.length ? FATE.used : counting === 0 ? FATE.nobody : FATE.part
}

/** Sums by order, for each set of conditions that took the rows. */
function orderSums() {
  const all = new Map<Keys, Map<number, Sums>>()
  return {
    at(keys: Keys, choices: number): Sums {
      const own = once(all, keys, () => new Map<number, Sums>())
      return once(own, choices, () => new Sums())
    },
    /** By what became of an order's figure, as FIGURE numbers it. */
    of(column: number, width: number): [Decimal, Decimal, Decimal, Decimal] {
      const found: [Decimal, Decimal, Decimal, Decimal] = [ZERO, ZERO, ZERO, ZERO]
      for (const [keys, own] of all) {
        for (const [choices, sums] of own) {
          for (let code = 0; code < keys.size; code++) {
            const fate = keys.fate(choices, code)
            found[fate] = found[fate]!.plus(sums.sum(code * width + column))
          }
        }
      }
      return found
    },
  }
}

export interface Reconciliation {
  readonly table: string
  readonly file: string
  readonly column: string
  readonly money: boolean
  readonly inFile: Decimal
  readonly used: Decimal
  readonly otherMonth: Decimal
  readonly leftOut: Decimal
  readonly nobody: Decimal
  readonly alone: Decimal
  readonly condition: Decimal
  /** In the file less all the others. */
  readonly difference: Decimal
}

export function reconcileTable(spec: TableSpec, reading: Reading, uses: readonly Use[]): Reconciliation[] {
  const file = filesOf(reading) || spec.name
  return uses.map(use => {
    const column = spec.columns[use.column]!
    const total = reading.totals.find(t => t.column === column.name)
    const inFile = total?.inFile ?? ZERO
    const otherMonth = total?.otherMonth ?? ZERO
    const { used, leftOut, nobody, alone, condition } = use
    const rest = sumOf([used, otherMonth, leftOut, nobody, alone, condition])
    const shared = { table: spec.name, file, column: column.name, money: column.type === 'money' }
    return { ...shared, inFile, used, otherMonth, leftOut, nobody, alone, condition, difference: inFile.minus(rest) }
  })
}
