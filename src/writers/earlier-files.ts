// Which files of a folder an earlier run wrote: those that its record lists, as long as they are still as they were written,
// and the record itself. Takes the folder and the name of the record; gives none where it can't be read.

import { lstat, realpath } from 'node:fs/promises'
import { isNameInside, pathIn } from '../core/inside.ts'
import { hashFile, readText } from '../files/read.ts'

/** Names of the files of the earlier run that nobody has changed since, the record last. */
export async function earlierFiles(folder: string, record: string): Promise<string[]> {
  const listed = await recorded(pathIn(folder, record))
  if (!listed) return []
  const root = await realpath(folder)
  const names = await Promise.all(
    listed.map(async ({ file, sha256 }) => {
      const path = pathIn(root, file)
      // What a link leads to is nothing of ours.
      const direct = (await realpath(path).catch(() => undefined)) === path && (await lstat(path)).isFile()
      return direct && (await hashFile(path).catch(() => undefined)) === sha256 ? file : undefined
    }),
  )
  return [...names.filter(name => name !== undefined && name !== record), record] as string[]
}

interface Recorded {
  readonly file: string
  readonly sha256: string
}

/** What a record of ours lists; undefined for any other file. */
async function recorded(path: string): Promise<Recorded[] | undefined> {
  try {
    const { outputs } = JSON.parse(await readText(path)) as { outputs?: unknown }
    return Array.isArray(outputs) ? outputs.filter(isRecorded) : undefined
  } catch {
    return undefined
  }
}

function isRecorded(output: unknown): output is Recorded {
  if (typeof output !== 'object' || output === null) return false
  const { file, sha256 } = output as Record<string, unknown>
  return typeof file === 'string' && typeof sha256 === 'string' && isNameInside(file)
}
