// The rows of a table that is made of rows: one for each key that occurs among them, in the order of their keys, whatever the order
// of the export. Takes how many rows each key has; gives the made rows as a batch like any that is read, and for each the key by which
// its figures are kept. Refuses more rows than anybody can follow.

import { compare, decimal } from '../core/decimal.ts'
import { type Problem, problem } from '../core/problem.ts'
import type { Value } from '../formula/bound.ts'
import { decode, isFigureKind, written } from '../formula/kinds.ts'
import { isDecimal } from '../formula/trace.ts'
import type { Made, SchemeTable } from '../scheme/model.ts'
import { type Batch, newBatch, setFigure } from '../tables/batch.ts'
import type { Directory } from '../tables/directory.ts'
import { Interner } from '../tables/interner.ts'
import { partsOfKey } from '../tables/keys.ts'
import { ALL_READ, type Reading } from '../tables/reading.ts'
import type { MeasureResult } from './measure-pass.ts'
import type { TableReading } from './shop-files.ts'

/** More are refused: each is shown with what it is made of. */
export const MOST_MADE = 100_000

export interface MadeRows {
  readonly table: string
  readonly size: number
  /** All of them at once; row numbers begin with 1. */
  readonly batch: Batch
  readonly dictionaries: readonly (Interner | undefined)[]
  /** By which number the figures of a row are kept. */
  readonly code: (i: number) => number
  /** What tells a row apart, in words: `赵强 · 2026-07-12`; people by their names, by their numbers, or as somebody writes them. */
  readonly words: (i: number, people?: 'numbers' | ((person: number) => string)) => string
  /** As if it had been read: of no file, each row under its own words. */
  readonly source: TableReading
}

/** The rows of a table, by what its rows' keys were counted to. */
export function madeRows(
  table: SchemeTable,
  made: Made,
  { keyed, found }: MeasureResult,
  directory: Directory,
): MadeRows | Problem {
  const { name, at } = table.spec
  const codes: number[] = []
  for (let code = 0; code < (keyed?.keys.size ?? 0); code++) if (found(code) > 0) codes.push(code)
  if (codes.length > MOST_MADE) {
    const facts = { table: name, of: made.of, rows: codes.length, most: MOST_MADE }
    return problem('MADE_ROWS_MANY', at, facts)
  }
  const rows = codes
    .map(code => ({ code, key: valuesOf(keyed!.keys.text(code), made) }))
    .sort((a, b) => orderOf(a.key, b.key, made, directory))
  const batch = newBatch(made.keys.length, rows.length)
  batch.size = rows.length
  const dictionaries = made.keys.map(({ type }) =>
    type.group === undefined ? (type.kind === 'text' ? new Interner() : undefined) : directory.groups.get(type.group),
  )
  for (const [i, { key }] of rows.entries()) {
    batch.rows[i] = i + 1
    for (const [k, value] of key.entries()) put(batch, i, k, value, dictionaries[k])
  }
  const nameOf = (p: number): string => {
    const twice = (directory.byName.get(directory.names[p]!)?.length ?? 0) > 1
    return twice ? `${directory.names[p]} (${directory.ids[p]})` : directory.names[p]!
  }
  const words: MadeRows['words'] = (i, people = nameOf) => {
    const person = people === 'numbers' ? (p: number): string => directory.ids[p]! : people
    const writing = { figure: String, person, text: String, truth: (yes: boolean) => (yes ? 'yes' : 'no') }
    const own = made.keys.map(({ type }, k) => decode(batch.columns[k]!, type.kind, dictionaries[k], i))
    const texts = own.map((value, k) => {
      if (value === null) return ''
      return isDecimal(value) ? value.toFixed() : written(value, made.keys[k]!.type.kind, writing)
    })
    return texts.join(' · ')
  }
  const place = (_: number, row: number): { readonly file: string } => ({ file: `${name}: ${words(row - 1)}` })
  const reading: Reading = {
    ...{ files: [], problems: [], rows: rows.length, rowsOtherMonth: 0, totals: [], unread: ALL_READ },
    ...{ marked: new Map(), suspects: new Set(), quotes: new Map(), place, rowPlace: row => place(0, row) },
  }
  const source = { table: name, reading }
  return { table: name, size: rows.length, batch, dictionaries, code: i => rows[i]!.code, words, source }
}

type Present = Exclude<Value, null>

/** The values that a key is of. */
function valuesOf(text: string, { keys, by }: Made): Present[] {
  const parts = by.kind === 'key' ? partsOfKey(text) : [text]
  return keys.map(({ type }, k): Present => {
    const part = parts[k]!
    if (type.kind === 'yes/no') return part === 'true'
    if (isFigureKind(type.kind)) return decimal(part)
    return type.kind === 'text' ? part : Number(part)
  })
}

/** Which of two keys comes first: people by their numbers, all else by its size or its letters. */
function orderOf(a: readonly Present[], b: readonly Present[], { keys }: Made, { ids }: Directory): number {
  for (const [k, { type }] of keys.entries()) {
    const [x, y] = [a[k]!, b[k]!]
    const people = type.kind === 'person' ? letters(ids[x as number]!, ids[y as number]!) : 0
    if (people !== 0) return people
    const order = isDecimal(x) && isDecimal(y) ? compare(x, y) : x === y ? 0 : x < y ? -1 : 1
    if (order !== 0) return order
  }
  return 0
}

function letters(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}

function put({ columns }: Batch, i: number, k: number, value: Present, texts: Interner | undefined): void {
  if (isDecimal(value)) setFigure(columns[k]!, i, value)
  else columns[k]!.values[i] = typeof value === 'string' ? texts!.code(value) : Number(value)
}
