// Tells whether files have the same bytes. Takes paths; a file that can't be read is like no other.

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'

/** True where all the files have the same bytes. Files of different sizes are not opened. */
export async function sameBytes(paths: readonly string[]): Promise<boolean> {
  try {
    const sizes = await Promise.all(paths.map(async path => (await stat(path)).size))
    if (new Set(sizes).size > 1) return false
    return new Set(await Promise.all(paths.map(hashOf))).size === 1
  } catch {
    return false
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
