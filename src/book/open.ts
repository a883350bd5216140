// Opens a book to write in it: puts right what a writer that broke off left behind, then reads it.
// Takes the book's folder, under the shop's lock; gives the book, or what the file system refused.

import { link } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pathIn } from '../core/inside.ts'
import { type Failure, FileError, fsFailure, ignore } from '../files/failure.ts'
import { textIfThere } from '../files/read.ts'
import { makeFolder, remove, syncFolder } from '../files/write.ts'
import { namedBy, writeCheckpoint } from './checkpoint.ts'
import { entryFileName, numberOfName, numberText } from './entry.ts'
import { clearTemporary, names, replaceFile } from './files.ts'
import { HEAD, headCount, headText } from './head.ts'
import { type Book, readBook } from './read.ts'
import { readEntry } from './read-entry.ts'

export type Opened = { readonly outcome: 'open'; readonly book: Book } | ({ readonly outcome: 'failed' } & Failure)

/**
 * Makes the folder where there is none, finishes or clears what a dead writer began, brings the head up to date where the
 * book is sound, and reads it as `readBook` does. Look at `book.findings` before anything else.
 */
export async function openBook(folder: string): Promise<Opened> {
  try {
    await makeFolder(folder)
    await finishClaims(folder)
    await clearTemporary(folder, await lastNumber(folder))
    const book = await readBook(folder)
    if (book.findings.length === 0 && book.headBehind) await writeHead(book.folder, book.entries.at(-1))
    await checkpointAgain(book)
    return { outcome: 'open', book: { ...book, headBehind: false } }
  } catch (error) {
    return { outcome: 'failed', ...fsFailure(error, folder) }
  }
}

/** Makes the checkpoint again that the newest entry names which names one, where another one is there or none. */
async function checkpointAgain({ folder, headers, said, findings, upon }: Book): Promise<void> {
  const newest = headers.findLastIndex(header => namedBy(header) !== undefined)
  if (findings.length === 0 && newest > upon) await writeCheckpoint(folder, headers.length, said.slice(0, newest))
}

/**
 * Finishes or clears what a dead writer began, so that whoever reads the book next reads all of it. Only under the shop's
 * lock: then every writer but this one is dead. Does nothing where there is no book. Throws file system errors.
 */
export async function settleBook(folder: string): Promise<void> {
  await finishClaims(folder)
  await clearTemporary(folder, Number.POSITIVE_INFINITY)
  const last = await lastNumber(folder)
  // An entry that the head does not know could be lost without a trace.
  if (last > ((await knownToHead(folder)) ?? last)) await openBook(folder)
}

/** How many entries the head knows of. What is wrong with it is told by whoever reads the book. */
async function knownToHead(folder: string): Promise<number | undefined> {
  return headCount(await textIfThere(pathIn(folder, HEAD)).catch(error => void fsFailure(error)))
}

/** Names the newest entry in head.json; none: says that there is no entry yet. */
export async function writeHead(folder: string, newest: { number: number; seal: string } | undefined): Promise<void> {
  const head = { count: newest?.number ?? 0, seal: newest?.seal ?? null }
  for (let tries = 5; ; tries--) {
    try {
      return await replaceFile(folder, head.count, HEAD, [headText(head)])
    } catch (error) {
      // Another writer may have cleared the temporary file, if there is one in spite of the lock.
      if (fsFailure(error).code !== 'ENOENT' || tries === 0) throw error
    }
  }
}

// The name of an entry says what it is, so two entries of one number have different names, and linking to its name would
// not keep two writers apart. So each first claims the number: it links its file, whole and synced, to a name made of the
// number alone. Who succeeds and then finds no entry of that number has won and gives the file its name. A claim that is
// left over is an entry that only lacks its name.

/**
 * Gives a whole, synced file the name of an entry. `taken` where another writer has sealed one of this number.
 * Either the entry is there afterwards, or its claim (after a crash), or nothing.
 */
export async function commit(
  folder: string,
  temporary: string,
  number: number,
  file: string,
): Promise<'sealed' | 'taken'> {
  const claim = claimPath(folder, number)
  try {
    await link(temporary, claim)
  } catch (error) {
    if (fsFailure(error).code === 'EEXIST') return 'taken'
    throw error
  }
  try {
    if ((await lastNumber(folder)) >= number) {
      await remove(claim)
      return 'taken'
    }
    await nameClaim(claim, pathIn(folder, file))
  } catch (error) {
    // What is told to have failed must not be finished by the next writer.
    await remove(claim).catch(e => fsFailure(e))
    throw error
  }
  await syncFolder(folder)
  return 'sealed'
}

/** Names the entries that were claimed and not named, and forgets claims of numbers that others have. */
async function finishClaims(folder: string): Promise<void> {
  for (const name of await names(folder)) {
    const number = /^\.(\d{6})\.sealed$/.exec(name)?.[1]
    if (number === undefined) continue
    const path = pathIn(folder, name)
    const reading = await readEntry(path, () => {}).catch(ignore('ENOENT'))
    if (!reading) {
      // Another writer has finished it; or it is a link that leads nowhere, which would be in the way for ever.
      if ((await names(folder)).includes(name)) throw new FileError('ENOENT', path)
      continue
    }
    const { header, hash, stated, signature } = reading
    const due = (await lastNumber(folder)) + 1
    const signed = (header?.signer === undefined) === (signature === undefined)
    const whole = hash === stated && header?.number === Number(number) && signed
    if (whole && header.number === due) await nameClaim(path, pathIn(folder, entryFileName(header)))
    else if (!whole || header.number < due) await remove(path)
  }
}

// Gone already, or named: another writer has found the claim and finished it. A link never replaces what is there.
async function nameClaim(claim: string, path: string): Promise<void> {
  await link(claim, path).catch(ignore('ENOENT', 'EEXIST'))
  // The claim goes when the name stands: a loss of power must not take both.
  await syncFolder(dirname(path))
  await remove(claim)
}

function claimPath(folder: string, number: number): string {
  return pathIn(folder, `.${numberText(number)}.sealed`)
}

/** The highest number that an entry of the folder has by its name; 0 where there is none. */
export async function lastNumber(folder: string): Promise<number> {
  return (await names(folder)).reduce((last, name) => Math.max(last, numberOfName(name) ?? 0), 0)
}
