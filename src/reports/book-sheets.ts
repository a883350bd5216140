// Register and balances of the book as sheets, in the words of the language that is asked for.

import type { RowColumn, Rows } from '../book/rows.ts'
import { decimal } from '../core/decimal.ts'
import { type Language, wordsIn } from '../words/language.ts'
import type { LongSheet, SheetCell, SheetColumn } from './sheet.ts'
import { amount, text } from './sheet-parts.ts'

/** The word for a key of the rows; what is none stands for itself. */
function wordOf(words: Readonly<Record<string, string>>, key: string): string {
  return Object.hasOwn(words, key) ? words[key]! : key
}

const POSTINGS: ReadonlySet<string> = new Set(['type', 'kind'])

/** A cell in words: what is an entry, an account or a posting by a key of the book. */
export function bookCell(cell: string, key: string, language: Language): string {
  const { keys, entries } = wordsIn(language).book
  return key === 'entry' ? wordOf(entries, cell) : POSTINGS.has(key) ? wordOf(keys, cell) : cell
}

export function bookColumns(columns: Rows['columns'], language: Language): SheetColumn[] {
  const { keys } = wordsIn(language).book
  return columns.map(({ key, kind }) => (kind === 'amount' ? amount : text)(wordOf(keys, key)))
}

/** Rows as a sheet; amounts add up in a total row. */
export function bookSheet({ columns, rows }: Rows, name: string, heading: string, language: Language): LongSheet {
  function* cells(): Generator<SheetCell[]> {
    for (const row of rows) yield row.map((cell, i) => sheetCell(cell, columns[i]!, language))
  }
  return {
    name,
    heading,
    columns: bookColumns(columns, language),
    rows: { [Symbol.iterator]: cells },
    totalWord: wordsIn(language).book.total,
    frozen: 2,
  }
}

function sheetCell(cell: string, { key, kind }: RowColumn, language: Language): SheetCell {
  return kind === 'amount' ? decimal(cell) : bookCell(cell, key, language)
}
