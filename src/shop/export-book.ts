// The book as a file for other programs: CSV, a workbook, or a journal for hledger and ledger. Takes a shop, the format and the
// language of its words; gives the content, or the damage of the book.

import { journal, journalPreface } from '../book/journal.ts'
import { debtRows } from '../book/rows.ts'
import { localOf } from '../core/currency.ts'
import { done, failed, type Result } from '../core/result.ts'
import { bookSheet } from '../reports/book-sheets.ts'
import { type Language, wordsIn } from '../words/language.ts'
import { csvText } from '../writers/csv.ts'
import { xlsxBytes } from '../writers/xlsx.ts'
import { balanceOf, registerOf } from './book-rows.ts'
import type { Risk } from './prospects.ts'
import type { Shop } from './shop.ts'

export type BookFormat = 'csv' | 'xlsx' | 'hledger' | 'ledger'

/** The content of the file. */
export async function exportBook(
  { root }: Pick<Shop, 'root'>,
  format: BookFormat,
  language: Language,
): Promise<Result<string | Uint8Array>> {
  const { value: found, problems } = await registerOf(root)
  if (!found) return failed(problems)
  const { book, rows, nameOf, payOf } = found
  const w = wordsIn(language).terminal
  const register = bookSheet(rows, w.register, w.register, language)
  if (format === 'csv') return done(csvText(register))
  if (format === 'xlsx') {
    const held = bookSheet(await balanceOf(book, root, nameOf, riskWords(language)), w.balance, w.balance, language)
    const debts = bookSheet(debtRows(book.ledger, nameOf), w.debts, w.debts, language)
    const newest = book.headers.at(-1)
    const local = localOf((newest && payOf(newest).currency) ?? '')
    return done(await xlsxBytes([held, debts, register], w.register, local))
  }
  const entry = journal(nameOf, payOf)
  const entries = book.headers.map(header => entry(header, book.recordsOf(header.number)))
  return done(journalPreface(book.headers, payOf) + entries.join(''))
}

/** Why a person might not be paid, in words. */
export function riskWords(language: Language): (risk: Risk) => string {
  const w = wordsIn(language).terminal
  return risk => (risk === 'no roster' ? w.riskNoRoster : w.riskRule(risk.rule))
}
