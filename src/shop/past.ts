// What the book says of the months before one, for its explanation. Takes a sound book and the month, of a closed one the
// book as it was before that; gives postings, corrections and entries by person.

import { type EntryHeader, entryFileName } from '../book/entry.ts'
import type { Book } from '../book/read.ts'
import { accountName, isReserve, type MonthRow } from '../book/record.ts'
import type { Said } from '../book/said.ts'
import { type Decimal, decimal, sumOf, ZERO } from '../core/decimal.ts'
import { addTo, once } from '../core/lists.ts'
import type { Corrected, EntryName, Past, Posted } from '../explain/past.ts'
import { BOOK_FOLDER } from '../files/names.ts'
import { splitKey } from './month-rows.ts'
import { correctionOf } from './opening.ts'

/** An entry as explanations name it. */
export function entryNameOf(header: EntryHeader): EntryName {
  const { number, period, time } = header
  return { file: `${BOOK_FOLDER}/${entryFileName(header)}`, day: time.slice(0, 10), number, period }
}

type Row = Pick<MonthRow, 'lines' | 'reserves' | 'taken'>

/** A correction that waits for the row that stands behind it. */
interface Waiting extends Omit<Corrected, 'from' | 'to'> {
  before: Row | undefined
  readonly paid: Decimal
  after: Row | undefined
}

/** What a month's explanation may speak of, as a sound book has it. */
export function pastOf(book: Book, month: string): Past {
  const reached = book.headers.findIndex(h => h.kind === 'close' && h.period === month)
  const headers = reached < 0 ? book.headers : book.headers.slice(0, reached)
  const names = new Map<number, EntryName>()
  const nameOf = (header: EntryHeader): EntryName => once(names, header.number, () => entryNameOf(header))
  const postings = (person: string): Posted[] =>
    headers.flatMap((header, i) =>
      // What is paid in a later month is still held in this one.
      header.kind === 'release' && header.payout! > month ? [] : postedOf(book.said[i]!, person, nameOf(header)),
    )
  let corrected: ReadonlyMap<string, readonly Waiting[]> | undefined
  const entries = new Map<string, Map<string, EntryHeader>>()
  const entriesOf = (of: string): Map<string, EntryHeader> => {
    const found = new Map<string, EntryHeader>()
    for (const [i, header] of headers.entries()) for (const key of book.said[i]!.keysIn(of)) found.set(key, header)
    return found
  }
  return {
    postings,
    corrected: person => {
      corrected ??= correctedIn(book, headers, month, postings, nameOf)
      return together(corrected.get(person) ?? [])
    },
    entryOf: (of, key) => {
      const header = once(entries, of, () => entriesOf(of)).get(key)
      return header && nameOf(header)
    },
  }
}

/** What an entry posts for somebody. */
function postedOf(said: Said, person: string, entry: EntryName): Posted[] {
  return Array.from(said.postings(person), ([at, posting]) => ({
    ...{ of: isReserve(posting) ? ('reserve' as const) : ('deduction' as const), name: accountName(posting) },
    ...{ origin: posting.origin, kind: posting.kind, amount: decimal(posting.amount), entry },
    // It stands behind the postings of its lot.
    ...{ ratio: said.ratioBehind(at, posting) },
    ...{ reason: posting.reason },
  }))
}

/** What corrections that are settled in a month change, by person. */
function correctedIn(
  book: Book,
  headers: readonly EntryHeader[],
  month: string,
  postings: (person: string) => Posted[],
  nameOf: (header: EntryHeader) => EntryName,
): ReadonlyMap<string, readonly Waiting[]> {
  const corrected = new Map<string, Waiting[]>()
  for (const header of headers) {
    if (header.kind !== 'correct' || header.payout !== month) continue
    const entry = nameOf(header)
    const own = new Map<string, Row>()
    for (const record of book.recordsOf(header.number)) {
      if ('row' in record) {
        const { month: of, person, lines, reserves, taken } = record.row
        const row = { lines, reserves, taken }
        own.set(`${of}\0${person}`, row)
        for (const waiting of corrected.get(person) ?? [])
          if (waiting.entry === entry && waiting.origin === of) waiting.after = row
      } else if ('correction' in record) {
        const { person, ...change } = correctionOf(record.correction)
        const isOf = (p: Posted): boolean =>
          p.name === change.name && p.origin === change.origin && p.entry.number < entry.number
        const lots = postings(person).filter(p => isOf(p) && (p.kind === 'released' || p.kind === 'premium'))
        addTo(corrected, person, {
          ...{ ...change, entry, before: own.get(`${change.origin}\0${person}`), after: undefined },
          paid: sumOf(lots.map(p => p.amount)),
        })
      }
    }
    standBefore(book, headers, header, corrected)
  }
  return corrected
}

/** Gives each change of an entry the row that stood before it, from the newest entry that has one. */
function standBefore(
  book: Book,
  headers: readonly EntryHeader[],
  { number }: EntryHeader,
  corrected: ReadonlyMap<string, readonly Waiting[]>,
): void {
  const waiting = [...corrected].flatMap(([person, own]) =>
    own.flatMap(one => (one.entry.number === number && !one.before ? [{ person, one }] : [])),
  )
  for (const [i, header] of [...headers.entries()].reverse()) {
    const said = book.said[i]!
    const asked = waiting.filter(({ one }) => !one.before && said.months.has(one.origin))
    if (header.number >= number || asked.length === 0) continue
    const rows = new Map<string, Row>()
    for (const record of book.recordsOf(header.number))
      if ('row' in record) rows.set(`${record.row.month}\0${record.row.person}`, record.row)
    for (const { person, one } of asked) one.before = rows.get(`${one.origin}\0${person}`)
  }
}

/** What an entry changes under one name, once: a deduction may be taken of several months. */
function together(all: readonly Waiting[]): Corrected[] {
  const found = new Map<string, Waiting[]>()
  for (const one of all) addTo(found, [one.entry.number, one.origin, one.kind, one.name].join('\0'), one)
  return [...found.values()].map(own => {
    const { origin, kind, name, entry, before, after, paid } = own[0]!
    const amount = sumOf(own.map(one => one.amount))
    const base = { origin, kind, name, entry, amount }
    if (kind === 'released') return { ...base, from: paid, to: paid.plus(amount) }
    return { ...base, from: before && figureOf(before, kind, name), to: after && figureOf(after, kind, name) }
  })
}

function figureOf(row: Row, kind: 'line' | 'withheld' | 'deducted', name: string): Decimal {
  if (kind === 'line') return decimal(row.lines[name] ?? '0')
  if (kind === 'withheld') return decimal(row.reserves[name]?.withheld ?? '0')
  const taken = Object.entries(row.taken).filter(([key]) => splitKey(key)[0] === name)
  return taken.reduce((sum, [, amount]) => sum.plus(decimal(amount)), ZERO)
}
