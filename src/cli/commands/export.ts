// bonusbook book export: the book as CSV, as a workbook, or as a journal for hledger and ledger. Text goes to the output
// where no file is named. Writes nothing else.

import { relative, resolve } from 'node:path'
import { JOURNAL_PREFACE, journal } from '../../book/journal.ts'
import { debtRows } from '../../book/rows.ts'
import { bookSheet } from '../../reports/book-sheets.ts'
import { balanceOf, type Register, registerOf } from '../../shop/book-rows.ts'
import { shopRoot } from '../../shop/folder.ts'

import { wordsIn } from '../../words/language.ts'

import { csvText } from '../../writers/csv.ts'
import { xlsxBytes } from '../../writers/xlsx.ts'
import { failed } from '../fail.ts'
import { putAsked } from '../put.ts'
import { type CommonOptions, type Io, type Terminal, terminal } from '../streams.ts'
import { type WrittenFormat, writtenFile } from '../written-file.ts'
import { riskWords } from './book.ts'

export interface ExportOptions extends CommonOptions {
  readonly format: WrittenFormat
  readonly out?: string
}

export async function exportBook(options: ExportOptions, io: Io): Promise<number> {
  const { format, out } = options
  const t = terminal(io, options)
  const root = shopRoot(io.cwd, options.shop)
  const asked =
    out === undefined ? undefined : await writtenFile({ option: '--out', typed: out, format, root, cwd: io.cwd })
  const { value: register, problems } = await registerOf(root)
  if (!register) return failed(problems, t, undefined)
  const content = await contentOf(register, root, format, t)
  if (out === undefined && typeof content === 'string') {
    if (t.json) t.document({ format, file: null, content })
    else io.stdout.write(content)
    return 0
  }
  const file = asked ?? resolve(io.cwd, `book.${format}`)
  const trouble = await putAsked(file, content)
  if (trouble) return failed([trouble], t, undefined)
  const name = relative(io.cwd, file)
  if (t.json) t.document({ format, file: name })
  else t.out(name)
  return 0
}

async function contentOf(
  { book, rows, records, nameOf }: Register,
  root: string,
  format: ExportOptions['format'],
  { language }: Terminal,
): Promise<string | Uint8Array> {
  const w = wordsIn(language).terminal
  const register = bookSheet(rows, w.register, w.register, language)
  if (format === 'csv') return csvText(register)
  if (format === 'xlsx') {
    const held = bookSheet(await balanceOf(book, root, nameOf, riskWords(language)), w.balance, w.balance, language)
    return xlsxBytes([held, bookSheet(debtRows(book.ledger, nameOf), w.debts, w.debts, language), register], w.register)
  }
  const line = journal(nameOf)
  return JOURNAL_PREFACE + records.map(({ record, header }) => line(record, header)).join('')
}
