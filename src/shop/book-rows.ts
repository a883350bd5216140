// The book of a shop as rows: what is held, with when it may be released and what is at risk; and the register. Takes the
// shop's folder; gives rows of text. Reads schemes and rosters besides the book.

import { resolve } from 'node:path'
import type { EntryHeader } from '../book/entry.ts'
import type { NameOf, PayOf } from '../book/journal.ts'
import { entryRows } from '../book/list.ts'
import type { Book } from '../book/read.ts'
import { accountName, type Posting } from '../book/record.ts'
import { balanceRows, debtRows, eachTime, REGISTER_COLUMNS, type Rows, registerRow, texts } from '../book/rows.ts'
import type { Period } from '../core/calendar.ts'
import { notFound } from '../core/not-found.ts'
import { done, failed, type Result } from '../core/result.ts'
import type { Scheme } from '../scheme/model.ts'
import { dataMonths } from './contents.ts'
import { loadSchemeFor, schemeFile } from './folder.ts'
import { findPerson, knownPeople, namesIn } from './people.ts'
import { prospects, type Risk } from './prospects.ts'
import { sealedPay } from './sealed-pay.ts'
import type { Shop } from './shop.ts'
import { soundBook } from './sound-book.ts'

/** What is held, a row a lot, with its prospects. `all`: also of what nothing is held any more. */
export async function balanceOf(
  book: Book,
  root: string,
  nameOf: NameOf,
  wordsOf: (risk: Risk) => string,
  all = true,
): Promise<Rows> {
  const plain = balanceRows(book.ledger, nameOf, undefined, all)
  const rosters = await dataMonths(root)
  const outlook = await prospects(book.ledger, schemesOf(root), { root }, rosters, nameOf)
  const at = (key: string): number => plain.columns.findIndex(c => c.key === key)
  const [person, reserve, origin, closing] = [at('person'), at('reserve'), at('origin'), at('closing')]
  const rows = eachTime(plain.rows, row => {
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
  readonly nameOf: NameOf
  readonly payOf: PayOf
}

/** Every posting of a shop's book, in its order, or those of one person; its rows are made as they are gone through. */
export async function registerOf(root: string, asked: ListAsked = {}): Promise<Result<Register>> {
  const { value: book, problems } = await soundBook(root)
  if (!book) return failed(problems)
  const nameOf = namesIn(book)
  const { value: chosen, problems: unknown } = askedFor(asked, book, nameOf)
  if (!chosen) return failed(unknown)
  const payOf = await sealedPay(book.folder, book.headers)
  // A shop that says nothing of days has none.
  const days = book.headers.some(header => payOf(header).dated)
  const dated = days && some(postingsIn(book), ([posting, header]) => payOf(header).day(posting) !== undefined)
  function* rows(): Generator<string[]> {
    for (const [posting, header] of postingsIn(book!, chosen!.person)) {
      if (chosen!.reserve !== undefined && accountName(posting) !== chosen!.reserve) continue
      const row = registerRow(posting, header, nameOf)
      yield dated ? [...row, payOf(header).day(posting) ?? ''] : row
    }
  }
  const columns = [...REGISTER_COLUMNS, ...(dated ? texts('paid') : [])]
  return done({ book, rows: { columns, rows: { [Symbol.iterator]: rows } }, nameOf, payOf })
}

/** Every posting with its entry, or those of one person. */
export function* postingsIn({ headers, said }: Book, person?: string): Generator<[Posting, EntryHeader]> {
  for (const [i, header] of headers.entries())
    for (const [, posting] of said[i]!.postings(person)) yield [posting, header]
}

function some<T>(all: Iterable<T>, is: (one: T) => boolean): boolean {
  for (const one of all) if (is(one)) return true
  return false
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
  const { value: book, problems: damage } = await soundBook(root)
  if (!book) return failed(damage)
  const nameOf = namesIn(book)
  const { value: chosen, problems } = askedFor(asked, book, nameOf)
  if (!chosen) return failed(problems)
  const lots = filtered(await balanceOf(book, root, nameOf, wordsOf, chosen.all), chosen, 'closing')
  return done({ lots, debts: filtered(debtRows(book.ledger, nameOf), chosen, 'carried') })
}

/** The postings in the book's order. */
export async function registerIn(
  { root }: Pick<Shop, 'root'>,
  asked: ListAsked,
): Promise<Result<{ readonly book: Book; readonly postings: List }>> {
  const { value: register, problems } = await registerOf(root, asked)
  if (!register) return failed(problems)
  const { book, rows } = register
  return done({ book, postings: { columns: rows.columns, rows: [...rows.rows] } })
}

/** Every sealed entry. */
export async function entriesIn({ root }: Pick<Shop, 'root'>): Promise<Result<List>> {
  const { value: book, problems } = await soundBook(root)
  if (!book) return failed(problems)
  const { columns, rows } = entryRows(book)
  return done({ columns, rows: [...rows] })
}

export interface List extends Rows {
  readonly rows: readonly (readonly string[])[]
}

/** The person by number and the reserve that a list is asked for; a problem where the book knows no such. */
function askedFor({ person, reserve, all = false }: ListAsked, book: Book, nameOf: NameOf): Result<ListAsked> {
  const names = book.ledger.names()
  if (names.size === 0) return done({ all })
  const who = person === undefined ? undefined : findPerson(person, knownPeople(book, nameOf))
  if (who && !who.value) return who
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
