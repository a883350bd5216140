// The sheets of an entry as they were sealed, from the copies that the book keeps: given back into a folder, all of them or none.
// Takes a shop and an entry; gives what was written, or what stands in its way.

import { keptPath } from '../book/keep.ts'
import { closedMonths } from '../book/order.ts'
import { type Book, closingOf } from '../book/read.ts'
import { verifyBook } from '../book/verify.ts'
import type { Period } from '../core/calendar.ts'
import { pathIn } from '../core/inside.ts'
import { notFound } from '../core/not-found.ts'
import { anyError, problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { inTurns } from '../core/turns.ts'
import { BOOK_FOLDER } from '../files/names.ts'
import { readBytes } from '../files/read.ts'
import { type KnownEntry, keptNames, placeOf, writeStamped } from './left-sheets.ts'
import { withShopLock } from './lock.ts'
import { openedProblem } from './opened.ts'
import type { Shop } from './shop.ts'
import { damageOf } from './sound-book.ts'

export interface SheetsAsked {
  /** The closing of a month, or any entry by its number. */
  readonly of: Period | number
  /** Where they go, as a whole path; without it, to the folder in out/ that they were sealed from. */
  readonly folder?: string | undefined
}

export interface SheetsBack {
  /** The entry that sealed them, what it is of, and its seal. */
  readonly entry: string
  readonly period: string
  readonly seal: string
  readonly folder: string
  readonly files: readonly string[]
}

/** Gives the sheets of an entry back. */
export function sheetsBack({ root }: Shop, { of, folder }: SheetsAsked): Promise<Result<SheetsBack>> {
  return withShopLock<SheetsBack>(root, async () => {
    const book = await verifyBook(pathIn(root, BOOK_FOLDER))
    const damage = damageOf(book.findings)
    if (damage.length > 0) return failed(damage)
    const { value: entry, problems } = findEntry(book, of)
    if (!entry) return failed(problems)
    const place = placeOf(entry)
    if (place === undefined) {
      const others = book.entries.filter(e => placeOf(e) !== undefined).map(e => String(e.number))
      return failed(problem('SHEETS_NONE', undefined, { entry: entry.file, others: others.join(', ') }))
    }
    const files = await inTurns(keptNames(entry, place), async ({ name, sha256 }) => {
      return { name, sha256, content: await readBytes(keptPath(book.folder, sha256)) }
    })
    const target = folder ?? pathIn(root, place)
    const trouble = await writeStamped(target, files, entry)
    if (anyError(trouble)) return failed(trouble)
    const { file, seal, header } = entry
    const names = files.map(f => f.name)
    return done({ entry: file, period: header.period, seal, folder: target, files: names }, trouble)
  })
}

function findEntry(book: Book, of: Period | number): Result<KnownEntry> {
  if (typeof of !== 'number') {
    const opened = openedProblem(book.headers, of.name)
    if (opened) return failed(opened)
    const closing = closingOf(book, of.name)
    if (closing) return done(closing)
    const facts = { period: of.name, closed: closedMonths(book.headers).join(', ') }
    return failed(problem('MONTH_NOT_CLOSED', undefined, facts))
  }
  const found = book.entries.find(e => e.number === of)
  if (found?.header) return done({ ...found, header: found.header })
  const numbers = book.entries.map(e => String(e.number))
  return failed(notFound('entry', String(of), numbers))
}
