// bonusbook book balance | register | verify | export: what is held for whom, the postings, the proof that nothing sealed
// was changed, and all of it as CSV, XLSX or a journal for hledger and ledger. Writes nothing but the export.

import { writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { nameReader } from '../../acts/names.ts'
import { BOOK_FOLDER, openingOf } from '../../acts/opening.ts'
import { prospects } from '../../acts/prospects.ts'
import { replayMonth } from '../../acts/replay.ts'
import type { BookRecord, EntryHeader } from '../../book/entry.ts'
import { JOURNAL_PREFACE, journal } from '../../book/journal.ts'
import { type Book, readBook } from '../../book/read.ts'
import { balanceRows, debtRows, REGISTER_COLUMNS, type Rows, registerRow } from '../../book/rows.ts'
import { verifyBook } from '../../book/verify.ts'
import { parsePeriod } from '../../core/calendar.ts'
import { type Problem, problem } from '../../core/problem.ts'
import { bookSheet, bookWord } from '../../reports/book-sheets.ts'
import { csvText } from '../../writers/csv.ts'
import { draftFiles } from '../../writers/month-files.ts'
import { xlsxBytes } from '../../writers/xlsx.ts'
import { failed } from '../fail.ts'
import { dataMonths, loadShopScheme, shopRoot } from '../shop.ts'
import { type CommonOptions, type Io, type Terminal, terminal } from '../streams.ts'
import { words } from '../words.ts'
import { findingProblem } from '../work-out.ts'
import { pad, widthOf } from '../wrap.ts'

type Record = { readonly record: BookRecord; readonly header: EntryHeader }

export interface ListOptions extends CommonOptions {
  readonly person?: string
  readonly reserve?: string
  readonly all?: boolean
}

/** What is held, lot by lot, and what is still to be deducted. */
export async function balance(options: ListOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const root = shopRoot(io.cwd, options.shop)
  const names = nameReader()
  const book = await readBook(join(root, BOOK_FOLDER), names.visit)
  if (book.findings.length > 0) return failed(book.findings.map(findingProblem), t, undefined)
  const lots = await balanceWithProspects(book, root, names.nameOf)
  const chosen = filtered(lots, options, 'closing')
  const debts = filtered(debtRows(book.ledger, names.nameOf), options, 'carried')
  if (t.json) {
    t.out(JSON.stringify({ reserves: objects(chosen), deductions: objects(debts) }, null, 2))
    return 0
  }
  for (const line of tableLines(only(chosen, BALANCE_SHOWN), t)) t.out(line)
  if ([...debts.rows].length > 0) {
    t.out()
    for (const line of tableLines(only(debts, DEBTS_SHOWN), t)) t.out(line)
  }
  return 0
}

const BALANCE_SHOWN = ['person', 'name', 'reserve', 'origin', 'closing', 'releasable', 'risk']
const DEBTS_SHOWN = ['person', 'name', 'deduction', 'due', 'taken', 'carried']

async function balanceWithProspects(
  book: Book,
  root: string,
  nameOf: (id: string) => string | undefined,
): Promise<Rows> {
  const plain = balanceRows(book.ledger, nameOf)
  const [newest] = await dataMonths(root)
  const loaded = newest ? await loadShopScheme(root, newest) : undefined
  if (!loaded?.scheme) return { columns: plain.columns, rows: [...plain.rows] }
  const outlook = await prospects(book.ledger, loaded.scheme, { root }, await dataMonths(root), nameOf)
  const at = (key: string): number => plain.columns.findIndex(c => c.key === key)
  const [person, reserve, origin, closing] = ['person', 'reserve', 'origin', 'closing'].map(at)
  const rows = Array.from(plain.rows, row => {
    const [who, what, month] = [row[person!]!, row[reserve!]!, row[origin!]!]
    if (row[closing!] === '0.00') return [...row, '', '']
    return [...row, outlook.releasable(what, month), outlook.risk(what, month, who)]
  })
  return { columns: [...plain.columns, { key: 'releasable', kind: 'text' }, { key: 'risk', kind: 'text' }], rows }
}

/** The postings in the book's order. */
export async function register(options: ListOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const { book, rows } = await registerOf(shopRoot(io.cwd, options.shop))
  if (book.findings.length > 0) return failed(book.findings.map(findingProblem), t, undefined)
  const chosen = filtered(rows, { ...options, all: true }, 'amount')
  if (t.json) t.out(JSON.stringify({ postings: objects(chosen) }, null, 2))
  else for (const line of tableLines(only(chosen, REGISTER_SHOWN), t)) t.out(line)
  return 0
}

const REGISTER_SHOWN = ['number', 'entry', 'period', 'person', 'name', 'account', 'origin', 'kind', 'amount']

async function registerOf(
  root: string,
): Promise<{ book: Book; rows: Rows; records: Record[]; nameOf: (id: string) => string | undefined }> {
  const names = nameReader()
  const records: Record[] = []
  const book = await readBook(join(root, BOOK_FOLDER), (record, header) => {
    names.visit(record)
    if ('posting' in record) records.push({ record, header })
  })
  const rows = records.map(({ record, header }) =>
    'posting' in record ? registerRow(record.posting, header, names.nameOf) : [],
  )
  return { book, rows: { columns: REGISTER_COLUMNS, rows }, records, nameOf: names.nameOf }
}

/** Proves that nothing sealed was changed; with --replay, that every closed month gives the same bytes again. */
export async function verify(options: CommonOptions & { replay?: boolean }, io: Io): Promise<number> {
  const t = terminal(io, options)
  const root = shopRoot(io.cwd, options.shop)
  const folder = join(root, BOOK_FOLDER)
  const book = await verifyBook(folder)
  const problems = book.findings.map(findingProblem)
  if (options.replay === true && problems.length === 0) {
    for (const header of book.headers.filter(h => h.kind === 'close'))
      problems.push(...(await replayProblems(folder, header, book)))
  }
  if (problems.length > 0) return failed(problems, t, undefined)
  if (t.json) {
    t.out(
      JSON.stringify(
        { ok: true, entries: book.entries.map(({ file, seal }) => ({ file, seal })), problems: [] },
        null,
        2,
      ),
    )
    return 0
  }
  t.out(t.paint.green(words(t.language).verified(book.entries.length, options.replay === true)))
  return 0
}

/** What a closed month no longer gives. */
async function replayProblems(folder: string, header: EntryHeader, book: Book): Promise<Problem[]> {
  const period = parsePeriod(header.period)!
  const { opening } = await openingOf(folder, period)
  const file = book.entries.find(e => e.number === header.number)!.file
  const damaged = (detail: string): Problem => findingProblemOf(file, detail)
  return replayMonth({ folder, header, opening, keepRows: true }, async ({ month, problems }) => {
    if (!month) return [damaged(problems.map(p => p.code).join(', '))]
    const facts = { version: header.version, schemeFile: schemeFacts(header), whatIf: [] }
    const files = await draftFiles(month, problems, facts)
    return header.outputs.flatMap(({ name, sha256 }) => {
      const made = files.find(f => name.endsWith(`/${f.name}`))
      return made?.sha256 === sha256 ? [] : [damaged(name)]
    })
  })
}

function schemeFacts({ scheme }: EntryHeader): { file: string; bytes: number; sha256: string } {
  return { file: scheme.name, bytes: scheme.bytes, sha256: scheme.sha256 }
}

function findingProblemOf(entry: string, detail: string): Problem {
  return problem('BOOK_DAMAGED', { file: `${BOOK_FOLDER}/${entry}` }, { entry, damage: 'replay differs', detail })
}

export interface ExportOptions extends CommonOptions {
  readonly format: 'csv' | 'xlsx' | 'hledger' | 'ledger'
  readonly out?: string
}

/** Writes the book in another form: to a file, or text to the output. */
export async function exportBook(options: ExportOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const root = shopRoot(io.cwd, options.shop)
  const { book, rows, records, nameOf } = await registerOf(root)
  if (book.findings.length > 0) return failed(book.findings.map(findingProblem), t, undefined)
  const w = words(t.language)
  let content: string | Uint8Array
  if (options.format === 'csv') content = csvText(bookSheet(rows, w.register, w.register, t.language))
  else if (options.format === 'xlsx') {
    content = await xlsxBytes(
      [
        bookSheet(await balanceWithProspects(book, root, nameOf), w.balance, w.balance, t.language),
        bookSheet(debtRows(book.ledger, nameOf), w.debts, w.debts, t.language),
        bookSheet(rows, w.register, w.register, t.language),
      ],
      w.register,
    )
  } else {
    const line = journal(nameOf)
    content = JOURNAL_PREFACE + records.map(({ record, header }) => line(record, header)).join('')
  }
  if (options.out === undefined && typeof content === 'string') {
    io.stdout.write(content)
    return 0
  }
  const file = resolve(io.cwd, options.out ?? `book.${options.format}`)
  try {
    await writeFile(file, content)
  } catch (error) {
    const detail = (error as NodeJS.ErrnoException).code ?? String(error)
    return failed([problem('CANNOT_WRITE', { file }, { detail })], t, undefined)
  }
  t.out(relative(io.cwd, file))
  return 0
}

/** Rows of one person or reserve; without `all`, those whose figure is not zero. */
function filtered(rows: Rows, { person, reserve, all }: ListOptions, figure: string): Rows {
  const at = (key: string): number => rows.columns.findIndex(c => c.key === key)
  const [who, name, what, amount] = [
    at('person'),
    at('name'),
    Math.max(at('reserve'), at('account'), at('deduction')),
    at(figure),
  ]
  return {
    columns: rows.columns,
    rows: [...rows.rows].filter(
      row =>
        (person === undefined || row[who] === person || row[name] === person) &&
        (reserve === undefined || row[what] === reserve) &&
        (all === true || row[amount] !== '0.00'),
    ),
  }
}

function only({ columns, rows }: Rows, keys: readonly string[]): Rows {
  const at = keys.map(key => columns.findIndex(c => c.key === key)).filter(i => i >= 0)
  return { columns: at.map(i => columns[i]!), rows: Array.from(rows, row => at.map(i => row[i]!)) }
}

function objects({ columns, rows }: Rows): object[] {
  return Array.from(rows, row => Object.fromEntries(columns.map((c, i) => [c.key, row[i]])))
}

function tableLines(rows: Rows, t: Terminal): string[] {
  const body = [...rows.rows]
  const titles = rows.columns.map(c => bookWord(c.key, t.language))
  const widths = titles.map((title, i) => Math.max(widthOf(title), ...body.map(row => widthOf(row[i]!))))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => pad(cell, widths[i]!, rows.columns[i]!.kind === 'amount'))
      .join('  ')
      .trimEnd()
  return [t.paint.bold(line(titles)), ...body.map(line)]
}
