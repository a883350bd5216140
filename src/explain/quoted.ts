// Rows behind a figure as they are shown. Takes rows as they were read and the measure that they are behind; gives texts, and what is
// to stand beside them.

import { shownUnder } from '../core/secret.ts'
import type { Measure, Value } from '../formula/bound.ts'
import { showValue } from '../formula/kinds.ts'
import type { Type } from '../formula/types.ts'
import { keyText } from '../tables/keys.ts'
import { columnText, formulaText, valueText } from './arithmetic-text.ts'
import type { QuotedRow, Reader } from './cells.ts'
import { rowLine } from './formula-words.ts'
import type { QuotedRow as ReadRow } from './quote-rows.ts'

/** The rows behind a figure that are quoted. */
export interface Quoted {
  readonly rows: readonly QuotedRow[]
  /** What is to be shown beside their cells: nothing where it is one of them, else what each adds, or what each comes to too. */
  readonly beside: 'nothing' | 'value' | 'share' | 'whole and share'
}

/** Rows behind a figure as they are shown; of those that are counted once, which of them count. */
export function quotedOf(reader: Reader, rows: readonly ReadRow[], measure: Measure): Quoted {
  const shown = rows.map(row => quotedRow(reader, row, measure))
  if (measure.aggregate !== 'count distinct') return { rows: shown, beside: besideOf(rows, measure) }
  const met = new Set<string>()
  const counts = rows.map(({ value }) => {
    const text = value === null ? '' : keyText(value)
    const isNew = text !== '' && !met.has(text)
    met.add(text)
    return isNew
  })
  return { rows: shown.map((row, i) => ({ ...row, value: counts[i] ? '1' : '0', share: undefined })), beside: 'value' }
}

/** A row as it is shown. */
export function quotedRow(reader: Reader, { row, sheet, cells, value, share }: ReadRow, { of }: Measure): QuotedRow {
  const { style, exact } = reader
  const text = (found: Value, type: Type): string =>
    exact && type.kind !== 'person' ? showValue(found, type.kind, undefined) : valueText(found, type, undefined, style)
  const figure = (found: Value): string => (of ? text(found, of.type) : '')
  return {
    row,
    sheet,
    cells: cells.map(c => ({
      name: c.unnamed ? formulaText(c.unnamed, style) : c.name,
      formula: c.formula && rowLine(c.formula, style),
      text: exact
        ? typeof c.value === 'string'
          ? shownUnder(c.name, text(c.value, c.type))
          : text(c.value, c.type)
        : columnText(c.name, c.value, c.type, undefined, style),
    })),
    value: figure(value),
    share: share && { part: share.part, whole: figure(share.whole) },
  }
}

function besideOf(rows: readonly ReadRow[], { of }: Measure): Quoted['beside'] {
  const [first] = rows
  if (!first || !of) return 'nothing'
  const shared = rows.some(row => row.share)
  const several = of.kind !== 'row column' && first.cells.filter(c => of.text.includes(c.name)).length > 1
  if (shared) return several || of.kind !== 'row column' ? 'whole and share' : 'share'
  return several ? 'value' : 'nothing'
}
