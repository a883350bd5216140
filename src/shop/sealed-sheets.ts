// The sheets of an entry as they were sealed, from the copies that the book keeps, with the entry in place of the word that they
// are a draft: left in out/ when they are sealed, and given back into a folder, all of them or none. Takes a shop and an entry;
// gives what was written, or what stands in its way.

import type { SealedEntry } from '../book/entry.ts'
import { keptPath } from '../book/keep.ts'
import { closedMonths } from '../book/order.ts'
import { type Book, type ClosingEntry, closingOf } from '../book/read.ts'
import { verifyBook } from '../book/verify.ts'
import type { Period } from '../core/calendar.ts'
import { hashOf } from '../core/hash.ts'
import { pathIn } from '../core/inside.ts'
import { notFound } from '../core/not-found.ts'
import { anyError, type Problem, problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { inTurns } from '../core/turns.ts'
import { BOOK_FOLDER } from '../files/names.ts'
import { bytesOrNone, readBytes } from '../files/read.ts'
import { type DraftFile, writeDraft } from '../writers/outputs.ts'
import { stamped } from '../writers/stamp.ts'
import { sealedDraft } from './drafts.ts'
import { withShopLock } from './lock.ts'
import type { Shop } from './shop.ts'
import { damageOf } from './sound-book.ts'
import { writeFolder } from './write-folder.ts'

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

type KnownEntry = Pick<ClosingEntry, 'file' | 'header' | 'seal'>

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

/** The folder in out/ that an entry was sealed from; undefined for one without sheets. */
function placeOf({ header }: Pick<SealedEntry, 'header'>): string | undefined {
  return /^out\/[^/]+(?=\/)/.exec(header?.outputs[0]?.name ?? '')?.[0]
}

/** Its files by their names there. Others' names are none that closing gives. */
function keptNames({ header }: KnownEntry, place: string): { readonly name: string; readonly sha256: string }[] {
  const own = header.outputs.filter(o => o.name.startsWith(`${place}/`))
  return own.map(({ name, sha256 }) => ({ name: name.slice(place.length + 1), sha256 }))
}

/** Leaves the sheets of what was just sealed as what they are; tells where that can't be done. */
export async function leaveStamped(
  root: string,
  place: string,
  files: readonly DraftFile[],
  entry: KnownEntry,
): Promise<readonly Problem[]> {
  const trouble = await writeStamped(pathIn(root, place), files, entry)
  return trouble.map(found =>
    found.code === 'CANNOT_WRITE'
      ? problem('SHEETS_UNSTAMPED', undefined, { folder: place, entry: entry.header.number, ...found.facts })
      : found,
  )
}

/** Stamps a draft that still lies there as it was sealed, where closing broke off before it could. */
export async function stampLeft(root: string, { folder }: Book, entry: ClosingEntry): Promise<readonly Problem[]> {
  const record = sealedDraft(entry.header)
  const place = placeOf(entry)
  const there = record && (await bytesOrNone(pathIn(root, record.record)))
  if (place === undefined || !there || hashOf(there) !== record.sha256) return []
  const files: DraftFile[] = []
  for (const { name, sha256 } of keptNames(entry, place)) {
    const content = await bytesOrNone(keptPath(folder, sha256))
    // A damaged copy is told by whoever proves the book.
    if (!content || hashOf(content) !== sha256) return []
    files.push({ name, sha256, content })
  }
  return leaveStamped(root, place, files, entry)
}

function writeStamped(folder: string, files: readonly DraftFile[], entry: KnownEntry): Promise<readonly Problem[]> {
  const { period, number, time } = entry.header
  const now = stamped(files, { number, entry: entry.file, period, time, seal: entry.seal })
  return writeFolder(folder, () => writeDraft(folder, now))
}
