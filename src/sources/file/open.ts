// Opens an export and looks at all its bytes once: size, hash, kind and encoding. Takes a path, gives what was found;
// refuses what is no file, can't be read, is empty or is larger than the stated limits.

import { isAscii, isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { type Problem, problem } from '../../core/problem.ts'
import type { OtherFile } from '../../core/problem-facts.ts'
import { done, failed, type Result } from '../../core/result.ts'
import { fsFailure } from '../../files/failure.ts'
import { openToRead } from '../../files/read.ts'
import { MAX_MARKUP_BYTES, MAX_TEXT_BYTES, MAX_WORKBOOK_BYTES } from '../limits.ts'

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
export async function openFile(path: string, display: string): Promise<Result<OpenFile>> {
  const at = { file: display }
  let handle: FileHandle | undefined
  let kept = false
  try {
    handle = await openToRead(path)
    const { size: bytes, mtimeMs: changed } = await handle.stat()
    if (bytes === 0) return failed(problem('FILE_EMPTY', at, {}))
    if (bytes > MAX_TEXT_BYTES) return failed(tooLarge(display, bytes, MAX_TEXT_BYTES))
    const { value: looked, problems } = await look(handle, display, bytes)
    if (!looked) return failed(problems)
    kept = true
    return done({ handle, display, bytes, changed, ...looked })
  } catch (error) {
    return failed(problem('FILE_UNREADABLE', at, { detail: fsFailure(error).code }))
  } finally {
    if (!kept) await handle?.close()
  }
}

async function look(
  handle: FileHandle,
  display: string,
  bytes: number,
): Promise<Result<Pick<OpenFile, 'sha256' | 'kind' | 'encoding' | 'head' | 'whole'>>> {
  const at = { file: display }
  const hash = createHash('sha256')
  const probe = probeEncoding()
  const buffer = Buffer.allocUnsafe(Math.min(PIECE, bytes))
  let head = Buffer.alloc(0)
  let kind: OpenFile['kind'] = 'text'
  let position = 0
  while (position < bytes) {
    const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, bytes - position), position)
    if (bytesRead === 0) return failed(problem('FILE_UNREADABLE', at, { detail: 'changed while it was read' }))
    const piece = buffer.subarray(0, bytesRead)
    hash.update(piece)
    probe.add(piece)
    if (position === 0) {
      head = Buffer.from(piece.subarray(0, HEAD))
      const early = probeEncoding()
      early.add(head)
      const found = kindOf(head, looseText(head.subarray(0, 8192), early.end() ?? 'utf-8'))
      if ('other' in found) return failed(problem('FILE_NOT_A_TABLE', at, { kind: found.other }))
      kind = found.read
      if (bytes > LIMITS[kind]) return failed(tooLarge(display, bytes, LIMITS[kind]))
    }
    position += bytesRead
  }
  const encoding = probe.end()
  const packed = kind === 'zip' || kind === 'ole'
  if (encoding === null && !packed) return failed(problem('FILE_NOT_A_TABLE', at, { kind: 'unknown' }))
  const text = packed ? '' : looseText(head, encoding ?? 'utf-8')
  if (!packed && head.length === bytes && text.trim() === '') return failed(problem('FILE_EMPTY', at, {}))
  const sha256 = hash.digest('hex')
  return done({ sha256, kind, encoding: encoding ?? 'utf-8', head: text, whole: head.length === bytes })
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

// Tells what a file is by its first bytes, whatever its name says. Takes the bytes, gives the kind: one that is read, one
// that is known and not read, or text, which anything else is taken for.

type ReadKind = 'zip' | 'ole' | 'html' | 'xml' | 'text'
type FileKind = { readonly read: ReadKind } | { readonly other: OtherFile }

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const HTML = /^\s*<(!doctype\s+html|html|head|body|meta|style|table|div|title|tr|center|font|caption)\b/i
const XML = /^\s*<\?xml\b/
const XML_WORKBOOK = /<(\w+:)?Workbook\b[^>]*(urn:schemas-microsoft-com:office:spreadsheet|>)/
const XHTML = /^\s*<\?xml[\s\S]*?<(html|table)\b/i
const FLAT_ODS = /<office:document\b/
/** First bytes of files that office programs, cameras or browsers write. */
const SIGNATURES: readonly (readonly [string, OtherFile])[] = [
  ['25504446', 'pdf'],
  ['89504e47', 'picture'],
  ['ffd8ff', 'picture'],
  ['47494638', 'picture'],
  ['49492a00', 'picture'],
  ['4d4d002a', 'picture'],
  ['526172211a07', 'archive'],
  ['377abcaf271c', 'archive'],
  ['1f8b08', 'archive'],
  // Workbooks of Excel 2, 3 and 4, and later ones without their container.
  ['09000400', 'old workbook'],
  ['09020600', 'old workbook'],
  ['09040600', 'old workbook'],
  ['09080800', 'old workbook'],
  ['09081000', 'old workbook'],
]
/** How files begin that are text and no table. */
const BEGINNINGS: readonly (readonly [RegExp, OtherFile])[] = [
  [/^(MIME-Version:|From: <Saved by )/, 'web archive'],
  [/^ID;P/, 'sylk'],
  [/^\{\\rtf/, 'rtf'],
  [/^\s*(\{\s*"|\[\s*[{[])/, 'json'],
]

/** The kind of a file; `text` is what its first bytes say as text. */
export function kindOf(head: Buffer, text: string): FileKind {
  if (head[0] === 0x50 && head[1] === 0x4b && [3, 5, 7].includes(head[2] ?? 0)) return { read: 'zip' }
  if (head.subarray(0, OLE.length).equals(OLE)) return { read: 'ole' }
  const hex = head.toString('hex', 0, 8)
  const signed = SIGNATURES.find(([magic]) => hex.startsWith(magic))
  if (signed) return { other: signed[1] }
  if (isDbase(head)) return { other: 'dbf' }
  const begun = BEGINNINGS.find(([beginning]) => beginning.test(text))
  if (begun) return { other: begun[1] }
  if (XML.test(text)) {
    if (XML_WORKBOOK.test(text)) return { read: 'xml' }
    return XHTML.test(text) ? { read: 'html' } : { other: FLAT_ODS.test(text) ? 'ods' : 'xml' }
  }
  return { read: HTML.test(withoutComments(text)) ? 'html' : 'text' }
}

/** A version, a date of the last change, and a header that is made of fields of 32 bytes. */
function isDbase(head: Buffer): boolean {
  if (head.length < 32 || ![0x03, 0x30, 0x31, 0x43, 0x83, 0x8b, 0xf5].includes(head[0]!)) return false
  const [month, day] = [head[2]!, head[3]!]
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && head.readUInt16LE(8) >= 65 && head.readUInt16LE(10) > 1
}

/** The text from behind the comments at its beginning. */
function withoutComments(text: string): string {
  let at = 0
  for (;;) {
    while (at < text.length && text.charCodeAt(at) <= 32) at++
    const end = text.startsWith('<!--', at) ? text.indexOf('-->', at + 4) : -1
    if (end < 0) return text.slice(at)
    at = end + 3
  }
}

// Tells how the text of a file is encoded: byte order mark, zero bytes (UTF-16), well-formed UTF-8, else GB18030.
// Takes the bytes in pieces; refuses zero bytes in other places. What is damaged shows when the text is decoded.

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

/** So many well-formed characters beyond ASCII do not come about by chance in another encoding. */
const CONVINCING = 12
const SAMPLE = 4096

interface EncodingProbe {
  add(piece: Buffer): void
  /** The encoding; null for bytes that are no text. */
  end(): Encoding | null
}

function utf16(head: Buffer): Encoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const sample = head.subarray(0, SAMPLE)
  let even = 0
  let odd = 0
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) i % 2 === 0 ? even++ : odd++
  // Separators and digits are a good part of any table.
  const enough = sample.length / 50
  if (odd > enough && odd > even * 20) return 'utf-16le'
  return even > enough && even > odd * 20 ? 'utf-16be' : undefined
}

/** Bytes at the end of a piece that begin a character which the next piece ends. */
function unfinished(piece: Buffer): number {
  for (let back = 1; back <= Math.min(3, piece.length); back++) {
    const byte = piece[piece.length - back]!
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0
  }
  return 0
}

/** Well-formed UTF-8 characters beyond ASCII before the first byte that is not UTF-8. */
function wellFormed(piece: Buffer): number {
  let count = 0
  for (let i = 0; i < piece.length && count < CONVINCING; ) {
    const byte = piece[i]!
    const length = byte < 0x80 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    if (length > 1) {
      if (!isUtf8(piece.subarray(i, i + length)) || i + length > piece.length) return count
      count++
    }
    i += length
  }
  return count
}

/** Collects evidence while a file is read for the first time. */
function probeEncoding(): EncodingProbe {
  let first = true
  let wide: Encoding | undefined
  let marked = false
  let good = 0
  let broken = false
  let zeros = false
  let rest = Buffer.alloc(0)

  function add(piece: Buffer): void {
    if (first) {
      wide = utf16(piece)
      marked = piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf
      first = false
    }
    if (wide || broken) return
    zeros ||= piece.includes(0)
    if (rest.length === 0 && isAscii(piece)) return
    const whole = rest.length > 0 ? Buffer.concat([rest, piece]) : piece
    const left = unfinished(whole)
    const body = whole.subarray(0, whole.length - left)
    if (!isUtf8(body)) broken = true
    if (good < CONVINCING) good += wellFormed(body)
    rest = Buffer.from(whole.subarray(whole.length - left))
  }

  function end(): Encoding | null {
    if (wide) return wide
    if (zeros) return null
    const sound = !broken && rest.length === 0
    return sound || marked || good >= CONVINCING ? 'utf-8' : 'gb18030'
  }

  return { add, end }
}

/** Text of the beginning of a file; what is cut at the end or not decodable is replaced. */
function looseText(bytes: Buffer, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes)
}
