// Copies of inputs, schemes and outputs, kept once under the hash of their bytes: kept/ab/abcd….
// Takes files or bytes; gives their facts; refuses a file that is not the one the caller saw.

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname } from 'node:path'
import { pathIn } from '../core/inside.ts'
import { inTurns } from '../core/turns.ts'
import type { FileFacts } from './entry.ts'
import { syncFolder, type Temporaries } from './files.ts'

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
    await mkdir(dirname(kept), { recursive: true, mode: 0o700 })
    await rename(path, kept)
    folders.add(dirname(kept)).add(pathIn(folder, 'kept'))
    return { name: file.name, bytes, sha256 }
  })
  // Once for all files: the folders that hold them, then the one that holds these.
  await inTurns(folders, syncFolder)
  const other = facts.indexOf(undefined)
  return other < 0 ? facts.filter(f => f !== undefined) : files[other]!.name
}

const PIECE = 1 << 20

/** A file's bytes. It is opened when they are asked for: an error of a stream that nobody listens to yet would end the program. */
async function* piecesOf(path: string): AsyncGenerator<Uint8Array> {
  for await (const piece of createReadStream(path, { highWaterMark: PIECE })) yield piece as Uint8Array
}

/** The hash of a file's bytes. Throws file system errors. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of piecesOf(path)) hash.update(piece)
  return hash.digest('hex')
}

/** The bytes of a kept copy. Throws file system errors. */
export async function keptBytes(folder: string, sha256: string): Promise<Uint8Array> {
  return readFile(keptPath(folder, sha256))
}

/** The text of a kept copy. Throws file system errors. */
export async function keptText(folder: string, sha256: string): Promise<string> {
  return readFile(keptPath(folder, sha256), 'utf8')
}

/** Lays copies out by their names in a temporary folder while they are used. Throws file system errors. */
export async function withCopies<T>(
  folder: string,
  files: readonly FileFacts[],
  use: (root: string) => Promise<T>,
): Promise<T> {
  const root = await mkdtemp(pathIn(tmpdir(), 'bonusbook-'))
  try {
    for (const { name, sha256 } of files) {
      const path = pathIn(root, name)
      await mkdir(dirname(path), { recursive: true })
      await copyFile(keptPath(folder, sha256), path)
    }
    return await use(root)
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}
