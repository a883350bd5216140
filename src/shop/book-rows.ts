// The book of a shop as rows: what is held, with when it may be released and what is at risk; and the register. Takes the
// shop's folder; gives rows of text. Reads schemes and rosters besides the book.

import { resolve } from 'node:path'
import type { EntryHeader } from '../book/entry.ts'
import type { NameOf, PayOf } from '../book/journal.ts'
import { entryList } from '../book/list.ts'
import type { Book } from '../book/read.ts'
import type { Posting } from '../book/record.ts'
import { balanceRows, debtRows, REGISTER_COLUMNS, type Rows, registerRow, texts } from '../book/rows.ts'
import type { Period } from '../core/calendar.ts'
import { notFound } from '../core/not-found.ts'
import { done, failed, type Result } from '../core/result.ts'
import type { Scheme } from '../scheme/model.ts'
import { dataMonths } from './contents.ts'
import { loadSchemeFor, schemeFile } from './folder.ts'
import { findPerson, knownPeople, nameReader } from './people.ts'
import { prospects, type Risk } from './prospects.ts'
import { sealedPay } from './sealed-pay.ts'
import type { Shop } from './shop.ts'
import { soundBook } from './sound-book.ts'

/** What is held, a row a lot, with its prospects. */
export async function balanceOf(
  book: Book,
  root: string,
  nameOf: NameOf,
  wordsOf: (risk: Risk) => string,
): Promise<Rows> {
  const plain = balanceRows(book.ledger, nameOf)
  const rosters = await dataMonths(root)
  const outlook = await prospects(book.ledger, schemesOf(root), { root }, rosters, nameOf)
  const at = (key: string): number => plain.columns.findIndex(c => c.key === key)
  const [person, reserve, origin, closing] = [at('person'), at('reserve'), at('origin'), at('closing')]
  const rows = Array.from(plain.rows, row => {
    const [who, what, month] = [row[person]!, row[reserve]!, row[origin]!]
    if (row[closing] === '0.00') return [...row, '', '']
    const risk = outlook.risk(what, month, who)
    return [...row, outlook.releasable(what, month), risk ? wordsOf(risk) : '']
  })
  return { columns: [...plain.columns, { key: 'releasable', kind: 'text' }, { key: 'risk', kind: 'text' }], rows }
}

/** The schemes of months, each file loaded once, with its newest parameters: a look ahead needs no others. */
function schemesOf(root: string): (period: Period) => Promise<Scheme | undefined> {
  const known = new Map<string, Promise<Scheme | undefined>>()
  return async period => {
    const { value: file } = await schemeFile(root, period)
    if (file === undefined) return undefined
    const loaded =
      known.get(file) ??
      loadSchemeFor(root, { path: resolve(root, file), display: file }, undefined, { lints: false }).then(l => l.scheme)
    known.set(file, loaded)
    return loaded
  }
}

export interface Register {
  readonly book: Book
  readonly rows: Rows
  readonly records: readonly { readonly record: { readonly posting: Posting }; readonly header: EntryHeader }[]
  readonly nameOf: NameOf
  readonly payOf: PayOf
}

/** Every posting of a shop's book, in its order. */
export async function registerOf(root: string): Promise<Result<Register>> {
  const names = nameReader()
  const records: Register['records'][number][] = []
  const { value: book, problems } = await soundBook(root, (record, header) => {
    names.visit(record)
    if ('posting' in record) records.push({ record, header })
  })
  if (!book) return failed(problems)
  const payOf = await sealedPay(book.folder, book.headers)
  const days = records.map(({ record, header }) => payOf(header).day(record.posting) ?? '')
  // A shop that says nothing of days has none.
  const dated = days.some(day => day !== '')
  const rows = records.map(({ record, header }, i) => [
    ...registerRow(record.posting, header, names.nameOf),
    ...(dated ? [days[i]!] : []),
  ])
  const columns = [...REGISTER_COLUMNS, ...(dated ? texts('paid') : [])]
  return done({ book, rows: { columns, rows }, records, nameOf: names.nameOf, payOf })
}

/** What of a list is asked for. */
export interface ListAsked {
  /** Number or name. */
  readonly person?: string | undefined
  readonly reserve?: string | undefined
  /** Also what has come to nothing. */
  readonly all?: boolean
}

/** What is held, a row a lot with its prospects; and what is still to be deducted, a row a person. */
export async function balanceIn(
  { root }: Pick<Shop, 'root'>,
  asked: ListAsked,
  wordsOf: (risk: Risk) => string,
): Promise<Result<{ readonly lots: List; readonly debts: List }>> {
  const names = nameReader()
  const { value: book, problems: damage } = await soundBook(root, names.visit)
  if (!book) return failed(damage)
  const { value: chosen, problems } = askedFor(asked, book, names.nameOf)
  if (!chosen) return failed(problems)
  const lots = filtered(await balanceOf(book, root, names.nameOf, wordsOf), chosen, 'closing')
  return done({ lots, debts: filtered(debtRows(book.ledger, names.nameOf), chosen, 'carried') })
}

/** The postings in the book's order. */
export async function registerIn(
  { root }: Pick<Shop, 'root'>,
  asked: ListAsked,
): Promise<Result<{ readonly book: Book; readonly postings: List }>> {
  const { value: register, problems: damage } = await registerOf(root)
  if (!register) return failed(damage)
  const { book, rows, nameOf } = register
  const { value: chosen, problems } = askedFor(asked, book, nameOf)
  if (!chosen) return failed(problems)
  return done({ book, postings: filtered(rows, { ...chosen, all: true }, 'amount') })
}

/** Every sealed entry. */
export async function entriesIn({ root }: Pick<Shop, 'root'>): Promise<Result<List>> {
  const entries = entryList()
  const { value: book, problems } = await soundBook(root, entries.visit)
  if (!book) return failed(problems)
  const { columns, rows } = entries.rows(book.entries)
  return done({ columns, rows: [...rows] })
}

export interface List extends Rows {
  readonly rows: readonly (readonly string[])[]
}

/** The person by number and the reserve that a list is asked for; a problem where the book knows no such. */
function askedFor({ person, reserve, all = false }: ListAsked, book: Book, nameOf: NameOf): Result<ListAsked> {
  const { lots, debts } = book.ledger
  if (lots.size + debts.size === 0) return done({ all })
  const who = person === undefined ? undefined : findPerson(person, knownPeople(book, nameOf))
  if (who && !who.value) return who
  const names = new Set([...[...lots.values()].map(l => l.reserve), ...[...debts.values()].map(d => d.deduction)])
  if (reserve !== undefined && !names.has(reserve)) return failed(notFound('reserve', reserve, names))
  return done({ all, person: who?.value.id, reserve })
}

/** Rows of one person or reserve; without `all`, those whose figure is not zero. */
function filtered(rows: Rows, { person, reserve, all }: ListAsked, figure: string): List {
  const at = (key: string): number => rows.columns.findIndex(c => c.key === key)
  const [who, what, amount] = [at('person'), Math.max(at('reserve'), at('account'), at('deduction')), at(figure)]
  return {
    columns: rows.columns,
    rows: [...rows.rows].filter(
      row =>
        (person === undefined || row[who] === person) &&
        (reserve === undefined || row[what] === reserve) &&
        (all === true || row[amount] !== '0.00'),
    ),
  }
}
