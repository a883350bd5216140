// Which files of a folder an earlier run wrote: those that its record lists, as long as they are still as they were written,
// and the record itself. Takes the folder and the name of the record; gives none where it can't be read.

import { lstat, realpath } from 'node:fs/promises'
import { pathIn } from '../core/inside.ts'
import { bytesOrNone, hashFile } from '../files/read.ts'
import { readDraftRecord } from '../reports/draft-record.ts'

/** Names of the files of the earlier run that nobody has changed since, the record last. */
export async function earlierFiles(folder: string, record: string): Promise<string[]> {
  const { outputs } = readDraftRecord(await bytesOrNone(pathIn(folder, record))) ?? {}
  if (!outputs) return []
  const listed = outputs.filter(output => output !== null)
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
