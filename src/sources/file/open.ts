// Opens an export and looks at all its bytes once: size, hash, kind and encoding. Takes a path, gives what was found;
// refuses what is no file, can't be read, is empty or is larger than the stated limits.

import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { type Problem, problem } from '../../core/problem.ts'
import { fsFailure } from '../../files/failure.ts'
import { openToRead } from '../../files/read.ts'
import { MAX_MARKUP_BYTES, MAX_TEXT_BYTES, MAX_WORKBOOK_BYTES } from '../limits.ts'
import { type Encoding, looseText, probeEncoding } from './encoding.ts'
import { kindOf, type ReadKind } from './kind.ts'

const PIECE = 1024 * 1024
const HEAD = 256 * 1024

export interface OpenFile {
  readonly handle: FileHandle
  readonly display: string
  readonly bytes: number
  readonly changed: number
  readonly sha256: string
  readonly kind: ReadKind
  readonly encoding: Encoding
  /** The beginning of the file as text; all of it where `whole`. */
  readonly head: string
  readonly whole: boolean
}

const LIMITS: Record<OpenFile['kind'], number> = {
  text: MAX_TEXT_BYTES,
  zip: MAX_WORKBOOK_BYTES,
  ole: MAX_WORKBOOK_BYTES,
  html: MAX_MARKUP_BYTES,
  xml: MAX_MARKUP_BYTES,
}

/** The opened file, to be closed by the caller, or the problem that stops its reading. */
export async function openFile(path: string, display: string): Promise<OpenFile | { problem: Problem }> {
  const at = { file: display }
  let handle: FileHandle | undefined
  let kept = false
  try {
    handle = await openToRead(path)
    const { size: bytes, mtimeMs: changed } = await handle.stat()
    if (bytes === 0) return { problem: problem('FILE_EMPTY', at, {}) }
    if (bytes > MAX_TEXT_BYTES) return { problem: tooLarge(display, bytes, MAX_TEXT_BYTES) }
    const looked = await look(handle, display, bytes)
    if ('problem' in looked) return looked
    kept = true
    return { handle, display, bytes, changed, ...looked }
  } catch (error) {
    return { problem: problem('FILE_UNREADABLE', at, { detail: fsFailure(error).code }) }
  } finally {
    if (!kept) await handle?.close()
  }
}

async function look(
  handle: FileHandle,
  display: string,
  bytes: number,
): Promise<Pick<OpenFile, 'sha256' | 'kind' | 'encoding' | 'head' | 'whole'> | { problem: Problem }> {
  const at = { file: display }
  const hash = createHash('sha256')
  const probe = probeEncoding()
  const buffer = Buffer.allocUnsafe(Math.min(PIECE, bytes))
  let head = Buffer.alloc(0)
  let kind: OpenFile['kind'] = 'text'
  let position = 0
  while (position < bytes) {
    const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, bytes - position), position)
    if (bytesRead === 0) return { problem: problem('FILE_UNREADABLE', at, { detail: 'changed while it was read' }) }
    const piece = buffer.subarray(0, bytesRead)
    hash.update(piece)
    probe.add(piece)
    if (position === 0) {
      head = Buffer.from(piece.subarray(0, HEAD))
      const early = probeEncoding()
      early.add(head)
      const found = kindOf(head, looseText(head.subarray(0, 8192), early.end() ?? 'utf-8'))
      if ('other' in found) return { problem: problem('FILE_NOT_A_TABLE', at, { kind: found.other }) }
      kind = found.read
      if (bytes > LIMITS[kind]) return { problem: tooLarge(display, bytes, LIMITS[kind]) }
    }
    position += bytesRead
  }
  const encoding = probe.end()
  const packed = kind === 'zip' || kind === 'ole'
  if (encoding === null && !packed) return { problem: problem('FILE_NOT_A_TABLE', at, { kind: 'unknown' }) }
  const text = packed ? '' : looseText(head, encoding ?? 'utf-8')
  if (!packed && head.length === bytes && text.trim() === '') return { problem: problem('FILE_EMPTY', at, {}) }
  return { sha256: hash.digest('hex'), kind, encoding: encoding ?? 'utf-8', head: text, whole: head.length === bytes }
}

/** All bytes of the file. */
export async function readWhole(file: OpenFile): Promise<Buffer> {
  const all = Buffer.allocUnsafe(file.bytes)
  let position = 0
  while (position < file.bytes) {
    const { bytesRead } = await file.handle.read(all, position, file.bytes - position, position)
    if (bytesRead === 0) break
    position += bytesRead
  }
  return all.subarray(0, position)
}

/** True where the file is not the one that was hashed any more. */
export async function hasChanged(file: OpenFile): Promise<boolean> {
  const now = await file.handle.stat()
  return now.size !== file.bytes || now.mtimeMs !== file.changed
}

function tooLarge(display: string, bytes: number, limit: number): Problem {
  return problem('FILE_TOO_LARGE', { file: display }, { size: megabytes(bytes), limit: megabytes(limit) })
}

/** `12.3 MB` */
export function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
