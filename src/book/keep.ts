// Copies of inputs, schemes and outputs, kept once under the hash of their bytes: kept/ab/abcd….
// Takes files or bytes; gives their facts; refuses a file that is not the one the caller saw.

import { mkdir, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pathIn } from '../core/inside.ts'
import { inTurns } from '../core/turns.ts'
import { fsFailure } from '../files/failure.ts'
import { bytesNow, piecesOf, readText } from '../files/read.ts'
import { PRIVATE_FOLDER, syncFolder } from '../files/write.ts'
import type { FileFacts } from './entry.ts'
import type { Temporaries } from './files.ts'

/** A file to be sealed: where it lies, or what it holds. */
export type FileToKeep = {
  /** As the user knows it, `data/2026-07/维修工单_202607.csv`. */
  readonly name: string
  /** The hash that it must have, where the caller has seen it before. */
  readonly sha256?: string
} & ({ readonly path: string } | { readonly content: Uint8Array | string })

/** Where the copy of a file with this hash lies. */
export function keptPath(folder: string, sha256: string): string {
  return pathIn(folder, 'kept', sha256.slice(0, 2), sha256)
}

/**
 * Copies files into the book. An equal copy is replaced by itself, which mends one that is damaged.
 * Gives their facts, or the name of one that is not what the caller saw. Throws file system errors.
 */
export async function keepFiles(
  folder: string,
  mine: Temporaries,
  files: readonly FileToKeep[],
): Promise<FileFacts[] | string> {
  const folders = new Set<string>()
  const facts = await inTurns(files, async file => {
    const content = 'path' in file ? piecesOf(file.path) : [file.content]
    const { path, bytes, sha256 } = await mine.write(content)
    if (file.sha256 !== undefined && file.sha256 !== sha256) return undefined
    const kept = keptPath(folder, sha256)
    await mkdir(dirname(kept), { recursive: true, mode: PRIVATE_FOLDER })
    await rename(path, kept)
    folders.add(dirname(kept))
    return { name: file.name, bytes, sha256 }
  })
  // Once for all files: the folders that hold them, then those that hold these.
  await inTurns(folders, syncFolder)
  await syncFolder(pathIn(folder, 'kept'))
  await syncFolder(folder)
  const other = facts.indexOf(undefined)
  return other < 0 ? facts.filter(f => f !== undefined) : files[other]!.name
}

/** The bytes of a kept copy, read at once; undefined where it can't be read. */
export function keptNow(folder: string, sha256: string): Uint8Array | undefined {
  try {
    return bytesNow(keptPath(folder, sha256))
  } catch (error) {
    return void fsFailure(error)
  }
}

/** The text of a kept copy. Throws file system errors. */
export async function keptText(folder: string, sha256: string): Promise<string> {
  return readText(keptPath(folder, sha256))
}

/** Where the copies of files lie, by the names that these had. */
export function copiesOf(folder: string, files: readonly FileFacts[]): ReadonlyMap<string, string> {
  return new Map(files.map(({ name, sha256 }) => [name, keptPath(folder, sha256)]))
}
