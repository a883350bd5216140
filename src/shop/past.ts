// What the book says of the months before one, for its explanation. Takes the book's folder and the month, of a closed one the
// book as it was before that; gives postings, corrections and entries by person. Damage was found before.

import { type EntryHeader, entryFileName, type Visit } from '../book/entry.ts'
import { readBook } from '../book/read.ts'
import { accountName, isReserve, type MonthRow } from '../book/record.ts'
import { type Decimal, decimal, sumOf, ZERO } from '../core/decimal.ts'
import { addTo, once } from '../core/lists.ts'
import type { Corrected, EntryName, Past, Posted } from '../explain/past.ts'
import { BOOK_FOLDER } from '../files/names.ts'
import { splitKey } from './month-rows.ts'
import { correctionOf } from './opening.ts'

/** Reads what a month's explanation may speak of. */
export async function pastOf(folder: string, month: string): Promise<Past> {
  const reader = pastReader(month)
  await readBook(folder, reader.visit)
  return reader.past
}

/** An entry as explanations name it. */
export function entryNameOf(header: EntryHeader): EntryName {
  const { number, period, time } = header
  return { file: `${BOOK_FOLDER}/${entryFileName(header)}`, day: time.slice(0, 10), number, period }
}

type Row = Pick<MonthRow, 'lines' | 'reserves' | 'taken'>

/** A correction that waits for the row that stands behind it. */
interface Waiting extends Omit<Corrected, 'from' | 'to'> {
  readonly before: Row | undefined
  readonly paid: Decimal
  after: Row | undefined
}

function pastReader(month: string): { readonly visit: Visit; readonly past: Past } {
  const names = new Map<number, EntryName>()
  const postings = new Map<string, Posted[]>()
  const corrected = new Map<string, Waiting[]>()
  const rows = new Map<string, Row>()
  const entries = new Map<string, EntryName>()
  let reached = false
  const nameOf = (header: EntryHeader): EntryName => once(names, header.number, () => entryNameOf(header))
  const visit: Visit = (record, header) => {
    reached ||= header.kind === 'close' && header.period === month
    if (reached) return
    const entry = nameOf(header)
    if ('posting' in record) {
      const { posting } = record
      // What is paid in a later month is still held in this one.
      if (header.kind === 'release' && header.payout! > month) return
      addTo(postings, posting.person, {
        ...{ of: isReserve(posting) ? ('reserve' as const) : ('deduction' as const), name: accountName(posting) },
        ...{ origin: posting.origin, kind: posting.kind, amount: decimal(posting.amount), entry },
        ...{ ratio: undefined, reason: posting.reason },
      })
    } else if ('lot' in record) {
      // Stands behind the postings of its lot.
      const { person, origin, ratio } = record.lot
      const own = postings.get(person) ?? []
      for (const [i, posted] of own.entries())
        if (posted.entry === entry && posted.origin === origin) own[i] = { ...posted, ratio }
    } else if ('row' in record) {
      const { month: of, person, lines, reserves, taken } = record.row
      const key = `${of}\0${person}`
      for (const waiting of corrected.get(person) ?? [])
        if (waiting.entry === entry && waiting.origin === of) waiting.after = { lines, reserves, taken }
      rows.set(key, { lines, reserves, taken })
      entries.set(key, entry)
    } else if ('figures' in record) entries.set(`${record.figures.month}\0${record.figures.of}`, entry)
    else if ('correction' in record && header.payout === month) {
      const { person, ...own } = correctionOf(record.correction)
      const isOf = (p: Posted): boolean => p.name === own.name && p.origin === own.origin && p.entry !== entry
      const lots = (postings.get(person) ?? []).filter(p => isOf(p) && (p.kind === 'released' || p.kind === 'premium'))
      const before = rows.get(`${own.origin}\0${person}`)
      addTo(corrected, person, {
        ...{ ...own, entry, before, after: undefined, paid: sumOf(lots.map(p => p.amount)) },
      })
    }
  }
  return {
    visit,
    past: {
      postings: person => postings.get(person) ?? [],
      corrected: person => together(corrected.get(person) ?? []),
      entryOf: (of, key) => entries.get(`${of}\0${key}`),
    },
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
