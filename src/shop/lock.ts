// One writer a shop at a time, and one a record of a group. Takes the file of the lock and the work; gives what the work gives, or
// the problem that kept it from beginning. The lock is the operating system's own: it goes with the process that holds it, however that
// ends. What a dead one left of the book is put right first.

import { type FileHandle, stat, unlink } from 'node:fs/promises'
import { settleBook } from '../book/open.ts'
import { pathIn } from '../core/inside.ts'
import { type Problem, problem } from '../core/problem.ts'
import { failed, type Result } from '../core/result.ts'
import { fsFailure } from '../files/failure.ts'
import { BOOK_FOLDER } from '../files/names.ts'
import { openOwn } from '../files/read.ts'
import { PRIVATE_FILE } from '../files/write.ts'
import { finishSheets } from './left-sheets.ts'

const LOCK = '.bonusbook.lock'

/** Does work while no other run may write in the shop; a problem where one does. */
export async function withShopLock<T>(root: string, work: () => Promise<Result<T>>): Promise<Result<T>> {
  const missing = problem('SCHEME_MISSING', undefined, { looked: root, nearest: undefined, folder: true })
  const without = { busy: problem('SHOP_BUSY', undefined, {}), missing }
  return withLock(pathIn(root, LOCK), without, async () => {
    const trouble = await settled(pathIn(root, BOOK_FOLDER))
    if (trouble) return failed(trouble)
    await finishSheets(root)
    return work()
  })
}

/** Does work while nobody else has the lock of this file; `busy` where somebody has, `missing` where its folder is not there. */
export async function withLock<T>(
  path: string,
  { busy, missing }: { readonly busy: Problem; readonly missing?: Problem | undefined },
  work: () => Promise<Result<T>>,
): Promise<Result<T>> {
  let held: FileHandle | undefined
  try {
    held = await hold(path)
  } catch (error) {
    const { code } = fsFailure(error)
    return failed(code === 'ENOENT' && missing ? missing : problem('CANNOT_WRITE', { file: path }, { detail: code }))
  }
  if (!held) return failed(busy)
  try {
    return await work()
  } finally {
    // The name goes while the lock is held: whoever has the file open then finds that it is not the one of that name.
    await unlink(path).catch(() => {})
    await held.close()
  }
}

async function settled(folder: string): Promise<Problem | undefined> {
  try {
    await settleBook(folder)
    return undefined
  } catch (error) {
    const { code, file } = fsFailure(error, folder)
    return problem('CANNOT_WRITE', { file }, { detail: code })
  }
}

/** The lock's file, locked; undefined where somebody else has it. A file that a dead process left is as good as a new one. */
async function hold(path: string): Promise<FileHandle | undefined> {
  const { tryLock } = await import('fs-native-extensions')
  for (;;) {
    const handle = await openOwn(path, PRIVATE_FILE)
    let mine = false
    try {
      if (!tryLock(handle.fd)) return undefined
      mine = await isNamed(handle, path)
      if (mine) return handle
    } finally {
      if (!mine) await handle.close()
    }
  }
}

/** True where the open file is the one of this name: its last holder may have removed the name meanwhile. */
async function isNamed(handle: FileHandle, path: string): Promise<boolean> {
  const opened = await handle.stat({ bigint: true })
  const named = await stat(path, { bigint: true }).catch(() => undefined)
  return named?.ino === opened.ino && named.dev === opened.dev
}
