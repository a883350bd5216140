// The sheets of a closed month as they were sealed, byte for byte, from the copies that the book keeps: given back into a folder,
// all of them or none. Takes a shop, a month and the folder; gives what was written, or what stands in its way.

import { keptPath } from '../book/keep.ts'
import { closedMonths } from '../book/order.ts'
import { closingOf } from '../book/read.ts'
import { verifyBook } from '../book/verify.ts'
import type { Period } from '../core/calendar.ts'
import { pathIn } from '../core/inside.ts'
import { anyError, problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { inTurns } from '../core/turns.ts'
import { BOOK_FOLDER, MONTH_RECORD } from '../files/names.ts'
import { readBytes } from '../files/read.ts'
import { replaceFolder } from '../writers/folder.ts'
import { withShopLock } from './lock.ts'
import { openedProblem } from './opened.ts'
import type { Shop } from './shop.ts'
import { damageOf } from './sound-book.ts'
import { writeFolder } from './write-folder.ts'

export interface SheetsBack {
  /** The entry that sealed them, and its seal. */
  readonly entry: string
  readonly seal: string
  readonly files: readonly string[]
}

/** Gives the sheets of a closed month back. */
export function sheetsBack({ root }: Shop, period: Period, folder: string): Promise<Result<SheetsBack>> {
  const own = `out/${period.name}`
  return withShopLock<SheetsBack>(root, async () => {
    const book = await verifyBook(pathIn(root, BOOK_FOLDER))
    const damage = damageOf(book.findings)
    if (damage.length > 0) return failed(damage)
    const opened = openedProblem(book.headers, period.name)
    if (opened) return failed(opened)
    const entry = closingOf(book, period.name)
    // Names outside the month's own folder are none that a closing gives.
    const outputs = (entry?.header.outputs ?? []).filter(o => o.name.startsWith(`${own}/`))
    const files = outputs.map(({ name, sha256 }) => ({ name: name.slice(own.length + 1), sha256 }))
    if (!entry || !files.some(f => f.name === MONTH_RECORD)) {
      const facts = { period: period.name, closed: closedMonths(book.headers).join(', ') }
      return failed(problem('MONTH_NOT_CLOSED', undefined, facts))
    }
    const sealed = await inTurns(files, async ({ name, sha256 }) => {
      const bytes = await readBytes(keptPath(book.folder, sha256))
      return { name, content: Promise.resolve(bytes) }
    })
    const others = sealed.filter(f => f.name !== MONTH_RECORD)
    const last = sealed.find(f => f.name === MONTH_RECORD)!
    const trouble = await writeFolder(folder, () => replaceFolder(folder, others, MONTH_RECORD, () => last))
    if (anyError(trouble)) return failed(trouble)
    return done({ entry: entry.file, seal: entry.seal, files: files.map(f => f.name) }, trouble)
  })
}
