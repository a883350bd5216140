// Which values a column of an export has, of all rows of the month, each with its first row. Takes batches while the file
// is read for the first time; gives the values as texts.

import type { Bound } from '../formula/bound.ts'
import { decode } from '../formula/kinds.ts'
import { compileKey, noRows, plainColumn, rowWorld } from '../formula/rows.ts'
import type { World } from '../formula/world.ts'
import type { Batch } from '../tables/batch.ts'
import type { Interner } from '../tables/interner.ts'
import { Keys, keyText } from '../tables/keys.ts'
import { RowByCode } from '../tables/row-list.ts'

export interface Seen {
  readonly take: (batch: Batch, dictionaries: readonly (Interner | undefined)[]) => void
  /** Every value as a text, with the first row that has it. */
  readonly values: () => Iterable<readonly [text: string, row: number]>
}

/** Prepares to see the values of a column, read or worked out: a text, an order, a day, a person or a group. */
export function seen(column: Bound, world: World): Seen {
  const index = plainColumn(column)
  return index === undefined ? seenFormula(column, world) : seenCodes(index, column)
}

function seenCodes(index: number, { type }: Bound): Seen {
  const rows = new RowByCode()
  let dictionary: Interner | undefined
  const cell = { values: new Float64Array(1), odd: new Map(), divided: new Map() }
  return {
    take: (batch, dictionaries) => {
      dictionary = dictionaries[index]
      const { values } = batch.columns[index]!
      for (let i = 0; i < batch.size; i++) if (values[i]! >= 0) rows.first(values[i]!, batch.rows[i]!)
    },
    *values() {
      for (const [code, row] of rows.entries()) {
        cell.values[0] = code
        yield [keyText(decode(cell, type.kind, dictionary, 0)!), row]
      }
    },
  }
}

function seenFormula(column: Bound, around: World): Seen {
  const rows = noRows()
  const keys = new Keys()
  const firsts = new RowByCode()
  const key = compileKey(column, rows, rowWorld(rows, around), keys)
  return {
    take: (batch, dictionaries) => {
      rows.batch = batch
      rows.dictionaries = dictionaries
      for (let i = 0; i < batch.size; i++) {
        const code = key(i)
        if (code >= 0) firsts.first(code, batch.rows[i]!)
      }
    },
    *values() {
      for (const [code, row] of firsts.entries()) yield [keys.text(code), row]
    },
  }
}
