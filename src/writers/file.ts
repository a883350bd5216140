// One file, the old one or the whole new one: written and synced under another name beside it, then put in its place.

import { open, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { pathIn } from '../core/inside.ts'

/**
 * Puts a content into a file that only its owner may read. Throws the file system's error where it can't; then what was there is as
 * it was.
 */
export async function putFile(path: string, content: string | Uint8Array): Promise<void> {
  const there = await stat(path).catch(() => undefined)
  // A pipe or a device is written to, never replaced.
  if (there && !there.isFile()) return writeFile(path, content)
  const fresh = pathIn(dirname(path), `.${basename(path)}.${process.pid}.new`)
  try {
    const handle = await open(fresh, 'w', 0o600)
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(fresh, path)
  } catch (error) {
    await rm(fresh, { force: true })
    throw error
  }
}
