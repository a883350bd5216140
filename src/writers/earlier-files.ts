// Which files of a folder an earlier draft wrote, though their names came from its scheme: those that its record lists, as long
// as they are still as they were written. Takes the folder and the name of the record; gives none where it can't be read.

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Names of the files of the earlier draft that nobody has changed since. */
export async function earlierFiles(folder: string, record: string): Promise<string[]> {
  const names = await Promise.all(
    (await recorded(join(folder, record))).map(async ({ file, sha256 }) => {
      const bytes = await readFile(join(folder, file)).catch(() => undefined)
      return bytes && createHash('sha256').update(bytes).digest('hex') === sha256 ? file : undefined
    }),
  )
  return names.filter(name => name !== undefined)
}

interface Recorded {
  readonly file: string
  readonly sha256: string
}

async function recorded(path: string): Promise<Recorded[]> {
  try {
    const { outputs } = JSON.parse(await readFile(path, 'utf8')) as { outputs?: unknown }
    return Array.isArray(outputs) ? outputs.filter(isRecorded) : []
  } catch {
    return []
  }
}

/** A file of the folder or of a folder in it. */
const WITHIN = /^(?!\.)[^/\\]+(\/(?!\.)[^/\\]+)?$/

function isRecorded(output: unknown): output is Recorded {
  if (typeof output !== 'object' || output === null) return false
  const { file, sha256 } = output as Record<string, unknown>
  return typeof file === 'string' && typeof sha256 === 'string' && WITHIN.test(file)
}
