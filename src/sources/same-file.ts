// Tells whether files have the same bytes. Takes paths; a file that can't be read is like no other.

import { stat } from 'node:fs/promises'
import { hashFile } from '../files/read.ts'

/** True where all the files have the same bytes. Files of different sizes are not opened. */
export async function sameBytes(paths: readonly string[]): Promise<boolean> {
  try {
    const sizes = await Promise.all(paths.map(async path => (await stat(path)).size))
    if (new Set(sizes).size > 1) return false
    return new Set(await Promise.all(paths.map(hashFile))).size === 1
  } catch {
    return false
  }
}
