// Every value that the amounts of a month were made of, each once, under its id; whatever read it refers to that id. Takes the
// engine and result of a month; gives cells one by one, person by person, so that what waits stays short.

import { larger, once } from '../core/lists.ts'
import type { Row } from '../formula/trace.ts'
import type { Engine } from '../pay/engine.ts'
import { columnOf, partsOf } from '../pay/person-sheet.ts'
import type { PayResult } from '../pay/result.ts'
import type { SchemeColumn } from '../scheme/model.ts'
import { exactStyle } from './arithmetic-text.ts'
import type { Cell, Reference } from './cells.ts'
import { workedIn } from './formula-words.ts'
import { readerWith } from './readers.ts'
import { sheetCells } from './sums.ts'

/** A cell with the ids of those that it was made of. */
export interface TrailCell {
  readonly cell: Cell
  readonly reads: readonly string[]
  /** What is worked out in each of its rows: `price = hours × rate`. */
  readonly worked: readonly string[]
}

export function* trailOf(engine: Engine, { people, groups }: PayResult): Generator<TrailCell> {
  const { scheme } = engine
  const reader = readerWith(
    engine,
    exactStyle(index => engine.key({ home: 'person', index })),
  )
  const seen = new Seen()
  const waiting: Reference[] = []
  const ask = (reference: Reference): string => {
    const id = reader.id(reference)
    if (seen.isNew(reference, id)) waiting.push(reference)
    return id
  }
  const askAll = (columns: readonly SchemeColumn[], row: Row): void => {
    for (const column of columns) ask({ kind: 'column', column, row })
  }
  const cells = function* (): Generator<TrailCell> {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { cell, reads, measure } = reader.find(next)
      const ids = reads.map(ask)
      if (cell.kind !== 'none') yield { cell, reads: ids, worked: workedIn(measure, reader.style) }
    }
  }
  for (const person of people) {
    const columns = partsOf(person, 'line', 'reserve', 'due').map(part => columnOf(scheme, part))
    ask({ kind: 'sheet', found: sheetCells(reader, person).net })
    askAll([...columns.filter(c => c !== undefined), ...scheme.scores, ...scheme.flags], person.row)
    yield* cells()
  }
  for (const { row } of groups) {
    askAll(
      scheme.values.filter(column => column.home === row.home),
      row,
    )
    yield* cells()
  }
}

/** Which cells were asked for: a bit for a row of a column or measure, since there are thousands of people. */
class Seen {
  readonly #rows = new Map<Row['home'], Map<string, Uint8Array<ArrayBuffer>>>()
  readonly #others = new Set<string>()

  /** True the first time. */
  isNew(reference: Reference, id: string): boolean {
    if (reference.kind === 'sheet' || reference.kind === 'made') {
      const isNew = !this.#others.has(id)
      this.#others.add(id)
      return isNew
    }
    const of = reference.kind === 'column' ? reference.column.id : reference.measure.id
    const { home, index } = reference.row
    const columns = once(this.#rows, home, () => new Map<string, Uint8Array<ArrayBuffer>>())
    const at = index >> 3
    const known = once(columns, of, () => new Uint8Array(at + 1))
    const bits = at < known.length ? known : larger(known, at)
    columns.set(of, bits)
    const bit = 1 << (index & 7)
    const isNew = (bits[at]! & bit) === 0
    bits[at]! |= bit
    return isNew
  }
}
