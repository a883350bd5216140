// The book of a shop as rows: what is held, with when it may be released and what is at risk; and the register. Takes the
// shop's folder; gives rows of text. Reads schemes and rosters besides the book.

import type { EntryHeader } from '../book/entry.ts'
import type { NameOf } from '../book/journal.ts'
import { type Book, readBook } from '../book/read.ts'
import type { BookRecord } from '../book/record.ts'
import { balanceRows, REGISTER_COLUMNS, type Rows, registerRow } from '../book/rows.ts'
import type { Period } from '../core/calendar.ts'
import { pathIn } from '../core/inside.ts'
import { BOOK_FOLDER } from '../files/names.ts'
import type { Language } from '../reports/messages/sentence.ts'
import type { Scheme } from '../scheme/model.ts'
import { nameReader } from '../shop/names.ts'
import { prospects, type Risk } from '../shop/prospects.ts'
import type { Known } from './find-person.ts'
import { dataMonths, loadSchemeFile, schemeFile } from './shop.ts'
import { words } from './words.ts'

/** What is held, a row a lot, with its prospects. */
export async function balanceOf(book: Book, root: string, nameOf: NameOf, language: Language): Promise<Rows> {
  const plain = balanceRows(book.ledger, nameOf)
  const rosters = await dataMonths(root)
  const outlook = await prospects(book.ledger, schemesOf(root), { root }, rosters, nameOf)
  const at = (key: string): number => plain.columns.findIndex(c => c.key === key)
  const [person, reserve, origin, closing] = [at('person'), at('reserve'), at('origin'), at('closing')]
  const rows = Array.from(plain.rows, row => {
    const [who, what, month] = [row[person]!, row[reserve]!, row[origin]!]
    if (row[closing] === '0.00') return [...row, '', '']
    return [...row, outlook.releasable(what, month), riskText(outlook.risk(what, month, who), language)]
  })
  return { columns: [...plain.columns, { key: 'releasable', kind: 'text' }, { key: 'risk', kind: 'text' }], rows }
}

/** Everybody of whom the book holds or held something. A number that was given again has a person for each name. */
export function knownPeople({ ledger }: Book, nameOf: NameOf): Known[] {
  const people = new Map<string, Known>()
  for (const { person, origin } of [...ledger.lots.values(), ...ledger.debts.values()]) {
    const name = nameOf(person, origin) ?? ''
    people.set(`${person}\0${name}`, { id: person, name })
  }
  return [...people.values()]
}

/** The schemes of months, each file loaded once, with its newest parameters: a look ahead needs no others. */
function schemesOf(root: string): (period: Period) => Promise<Scheme | undefined> {
  const known = new Map<string, Promise<Scheme | undefined>>()
  return async period => {
    const file = await schemeFile(root, period)
    if (typeof file !== 'string') return undefined
    const loaded =
      known.get(file) ?? loadSchemeFile(pathIn(root, file), file, undefined, { lints: false }).then(l => l.scheme)
    known.set(file, loaded)
    return loaded
  }
}

function riskText(risk: Risk | undefined, language: Language): string {
  const w = words(language)
  if (risk === undefined) return ''
  return risk === 'no roster' ? w.riskNoRoster : w.riskRule(risk.rule)
}

export interface Register {
  readonly book: Book
  readonly rows: Rows
  readonly records: readonly { readonly record: BookRecord; readonly header: EntryHeader }[]
  readonly nameOf: NameOf
}

/** Every posting of a shop's book, in its order. */
export async function registerOf(root: string): Promise<Register> {
  const names = nameReader()
  const records: { record: BookRecord; header: EntryHeader }[] = []
  const book = await readBook(pathIn(root, BOOK_FOLDER), (record, header) => {
    names.visit(record)
    if ('posting' in record) records.push({ record, header })
  })
  const rows = records.map(({ record, header }) =>
    'posting' in record ? registerRow(record.posting, header, names.nameOf) : [],
  )
  return { book, rows: { columns: REGISTER_COLUMNS, rows }, records, nameOf: names.nameOf }
}
