// Figures of another export that count twice, since two rows that are summed take them. Takes a measure; gives what is to be
// told of each row that it adds up. Of an order or another text the figure is due once; of a day, a person or a group it may
// be due to several people, but not twice to one.

import { problem } from '../core/problem.ts'
import type { Measure } from '../formula/bound.ts'
import { compileKey, keyShown, plainColumn, type Rows } from '../formula/rows.ts'
import type { World } from '../formula/world.ts'
import { addedUp, type KeyedFigure } from '../scheme/joins.ts'
import { Keys } from '../tables/keys.ts'
import { RowByCode } from '../tables/row-list.ts'

/** Whom a row counts for, and the row. */
type Added = (key: number, i: number) => void

/** What watches a sum; undefined where nothing can count twice. */
export function twice(measure: Measure, rows: Rows, world: World): Added | undefined {
  if (measure.aggregate !== 'sum') return undefined
  const watching = addedUp(measure).map(figure => watch(figure, rows, world))
  if (watching.length === 0) return undefined
  return (key, i) => {
    for (const added of watching) added(key, i)
  }
}

function watch({ measure, key }: KeyedFigure, rows: Rows, world: World): Added {
  const keys = new Keys()
  const codeOf = compileKey(key, rows, world, keys)
  const pairs = new Keys()
  const firsts = new RowByCode()
  const anybody = key.type.kind === 'text' && key.type.group === undefined
  return (whom, i) => {
    const code = codeOf(i)
    if (code < 0) return
    const row = rows.batch.rows[i]!
    const first = firsts.first(anybody ? code : pairs.code(`${whom}|${code}`), row)
    if (first === undefined || first === row) return
    const facts = {
      table: rows.table,
      column: key.text,
      found: keyShown(key, i, rows, world),
      other: measure.table,
      first: `${first}`,
    }
    rows.tell(row, problem('JOIN_TWICE', measure.by!.at, facts), plainColumn(key))
  }
}
