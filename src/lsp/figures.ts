// What the names of a scheme come to in the open month, for whoever points at one. Takes the month as it was last worked out; gives
// one figure as it is shown to people, or from which to which it goes and of how many. Numbers of documents and accounts are not shown.

import { peopleStyle, valueText } from '../explain/arithmetic-text.ts'
import type { Value } from '../formula/bound.ts'
import { FAULT, isDecimal } from '../formula/trace.ts'
import type { WorkedMonth } from '../pay/month.ts'
import { readAgain } from '../pay/read-again.ts'
import type { ParameterColumn, SchemeColumn } from '../scheme/model.ts'
import { wordsIn } from '../words/language.ts'
import type { Name, NamedScheme } from './names.ts'

/** What a name comes to. */
export type Came =
  | { readonly kind: 'one'; readonly text: string }
  | { readonly kind: 'range'; readonly low: string; readonly high: string; readonly count: number }
  | { readonly kind: 'texts'; readonly texts: readonly string[]; readonly count: number }
  | { readonly kind: 'rows'; readonly count: number }

/** Different texts that are listed. */
const MOST_TEXTS = 12

/** What a symbol comes to in a month; without one only what the scheme itself says. */
export function cameTo(symbol: Name, { scheme }: NamedScheme, month: WorkedMonth | undefined): Came | undefined {
  const { table, column } = symbol
  if (column?.source.kind === 'parameter') return ofParameter(symbol, scheme.columns)
  if (!month) return undefined
  if (column) return ofColumn(column, month)
  const reading = table && month.readings.find(one => one.table === table.spec.name)
  return reading ? { kind: 'rows', count: reading.reading.rows } : undefined
}

function ofParameter({ id }: Name, columns: readonly SchemeColumn[]): Came | undefined {
  const column = columns.find((c): c is ParameterColumn => c.id === id && c.source.kind === 'parameter')
  if (!column || column.source.value === null) return undefined
  const text = column.source.written?.text ?? valueText(column.source.value, column.type, undefined, STYLE)
  return { kind: 'one', text }
}

const STYLE = peopleStyle(() => '', wordsIn('en').formula)

function ofColumn({ id }: SchemeColumn, { engine, scheme }: WorkedMonth): Came | undefined {
  const column = scheme.columns.find(c => c.id === id)
  if (!column || column.type.secret || column.type.kind === 'person') return undefined
  const values = engine.world.rows(column.home).flatMap((row): Exclude<Value, null>[] => {
    engine.attempt(column, row)
    const value = engine.value(column, row)
    return value === FAULT || value === null ? [] : [value]
  })
  const shown = (value: Value): string => valueText(value, column.type, column.places, STYLE)
  const [first] = values
  if (first === undefined) return { kind: 'rows', count: 0 }
  const different = [...new Set(values.map(shown))]
  if (different.length === 1 && column.home === 'shop') return { kind: 'one', text: different[0]! }
  if (isDecimal(first) || typeof first === 'number') {
    const [low, high] = ends(values)
    return { kind: 'range', low: shown(low), high: shown(high), count: values.length }
  }
  // Whoever has a text of their own each is not listed.
  const texts = different.length > MOST_TEXTS ? [] : different
  return { kind: 'texts', texts, count: values.length }
}

/** The least and the largest of figures. */
function ends(values: readonly Exclude<Value, null>[]): [Value, Value] {
  const less = (a: Value, b: Value): boolean =>
    isDecimal(a) && isDecimal(b) ? a.lt(b) : typeof a === 'number' && typeof b === 'number' && a < b
  return values.reduce<[Value, Value]>(
    ([low, high], value) => [less(value, low) ? value : low, less(high, value) ? value : high],
    [values[0]!, values[0]!],
  )
}

/** Most texts of a column that are offered. */
const MOST_OFFERED = 200

/** The texts that a column has: those that the scheme lists, else those that occur in the month. */
export async function textsOf({ type, column, table, name }: Name, month: WorkedMonth | undefined): Promise<string[]> {
  if (type?.values) return [...type.values]
  if (!month || type?.secret || !['text', 'list'].includes(type?.kind ?? '')) return []
  const found = new Set<string>()
  if (column) {
    const own = month.scheme.columns.find(c => c.id === column.id)
    for (const row of own ? month.engine.world.rows(own.home) : []) {
      month.engine.attempt(own!, row)
      const value = month.engine.value(own!, row)
      if (typeof value === 'string') found.add(value)
    }
  } else if (table) {
    const index = table.spec.columns.findIndex(c => c.name === name)
    const source = month.readings.find(one => one.table === table.spec.name)
    await readAgain(month.engine, table, source, (_, dictionaries) => {
      for (const text of dictionaries[index]?.texts() ?? []) found.add(text)
    })
  }
  return [...found].filter(text => text !== '').slice(0, MOST_OFFERED)
}
