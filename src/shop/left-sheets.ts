// What lies in out/ of an entry: its sheets as they were sealed, with the entry in place of the word that they are a draft. They
// are written when it is sealed; where a writer broke off before that, by whoever holds the shop next. Takes a shop's folder and
// an entry; tells what could not be written.

import type { SealedEntry } from '../book/entry.ts'
import { names } from '../book/files.ts'
import { keptPath } from '../book/keep.ts'
import type { ClosingEntry } from '../book/read.ts'
import { readEntry } from '../book/read-entry.ts'
import { hashOf } from '../core/hash.ts'
import { pathIn } from '../core/inside.ts'
import { type Problem, problem } from '../core/problem.ts'
import { fsFailure } from '../files/failure.ts'
import { BOOK_FOLDER } from '../files/names.ts'
import { bytesOrNone } from '../files/read.ts'
import { isUnfinished } from '../writers/folder.ts'
import { type DraftFile, writeDraft } from '../writers/outputs.ts'
import { stamped } from '../writers/stamp.ts'
import { writeFolder } from './write-folder.ts'

export type KnownEntry = Pick<ClosingEntry, 'file' | 'header' | 'seal'>

/** The folder in out/ that an entry was sealed from; undefined for one without sheets. */
export function placeOf({ header }: Pick<SealedEntry, 'header'>): string | undefined {
  return /^out\/[^/]+(?=\/)/.exec(header?.outputs[0]?.name ?? '')?.[0]
}

/** Its files by their names there, the record last. Others' names are none that closing gives. */
export function keptNames({ header }: KnownEntry, place: string): { readonly name: string; readonly sha256: string }[] {
  const own = header.outputs.filter(o => o.name.startsWith(`${place}/`))
  return own.map(({ name, sha256 }) => ({ name: name.slice(place.length + 1), sha256 }))
}

/** Writes sealed files as those of their entry. */
export async function writeStamped(
  folder: string,
  files: readonly DraftFile[],
  { header, file, seal }: KnownEntry,
): Promise<readonly Problem[]> {
  const { period, number, time } = header
  const now = await stamped(files, { number, entry: file, period, time, seal })
  return writeFolder(folder, () => writeDraft(folder, now))
}

/** Leaves the sheets of what was just sealed as what they are; tells where that can't be done, since it is sealed all the same. */
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

/**
 * Finishes the sheets of the newest entry, where a writer broke off when it had sealed it: they lie there as the draft that they
 * were, or half replaced. Only under the shop's lock. What is in the way is told by whoever proves the book or asks for sheets.
 */
export async function finishSheets(root: string): Promise<void> {
  const book = pathIn(root, BOOK_FOLDER)
  const file = (await names(book).catch(() => []))
    .filter(name => name.endsWith('.jsonl'))
    .sort()
    .at(-1)
  if (file === undefined) return
  const { header, hash, stated } = await readEntry(pathIn(book, file), undefined).catch(error => {
    fsFailure(error)
    return { header: undefined, hash: '', stated: undefined }
  })
  const place = placeOf({ header })
  if (!header || hash !== stated || place === undefined) return
  const entry = { file, header, seal: hash }
  const kept = keptNames(entry, place)
  const record = kept.at(-1)!
  const there = await bytesOrNone(pathIn(root, place, record.name))
  const asDraft = there !== undefined && hashOf(there) === record.sha256
  if (!asDraft && !(await isUnfinished(pathIn(root, place)))) return
  const files: DraftFile[] = []
  for (const { name, sha256 } of kept) {
    const content = await bytesOrNone(keptPath(book, sha256))
    if (!content || hashOf(content) !== sha256) return
    files.push({ name, sha256, content })
  }
  await writeStamped(pathIn(root, place), files, entry)
}
