// Looks at a zip archive before its reader does. Takes the file's bytes, gives the XML in it; refuses archives that are
// broken, encrypted, or would unpack to more than the limits, whatever their directory says.

import { isUtf8 } from 'node:buffer'
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib'
import type { OtherFile } from '../../core/problem-facts.ts'
import { BOMB_BYTES, BOMB_RATIO, MAX_PARTS, MAX_UNPACKED_BYTES } from '../limits.ts'
import { DAMAGED, type WorkbookFault } from './sheet.ts'

const END = Buffer.from('504b0506', 'hex')
const END_SIZE = 22
const END_64 = 0x06064b50
const LOCATOR_64 = 0x07064b50
const ENTRY = 0x02014b50
const ENTRY_SIZE = 46
/** What others keep in the archive, in encodings of their own. */
const NO_WORKBOOK = /^(customxml|docprops)\//
/** Parts by which archives of office programs are known that hold no sheets in XML. */
const OFFICE_KINDS: readonly (readonly [RegExp, OtherFile])[] = [
  [/^xl\/workbook\.bin$/, 'xlsb'],
  [/^word\/document\.xml$/, 'word'],
  [/^ppt\/presentation\.xml$/, 'slides'],
  [/^(.*\/)?index(\.zip|\/document\.iwa)$/, 'numbers'],
]
/** Says which program wrote the workbook. */
export const APPLICATION = 'docprops/app.xml'
const LOCAL = 0x04034b50
const LOCAL_SIZE = 30
const ELSEWHERE = 0xffffffff

/** What a part holds. A large sheet is unpacked piece by piece by whoever reads it; it throws DAMAGED where it is not what the directory says. */
export interface Content {
  readonly whole: () => Buffer
  readonly pieces: () => Iterable<Buffer> | AsyncIterable<Buffer>
}

/** Parts by the keys of their names. */
export type Contents = ReadonlyMap<string, Content>

const SHEET = /^xl\/worksheets\/[^/]+\.xml$/
/** Sheets that unpack to more are never held whole. */
const LARGE_SHEET = 1024 * 1024
const PIECE = 256 * 1024

/** What is equal of names of parts that are one: case does not matter, and some systems write them as Windows does. */
export function partKey(name: string): string {
  const plain = name.replaceAll('\\', '/').toLowerCase()
  return plain
    .split('/')
    .filter(step => step !== '' && step !== '.')
    .join('/')
}

interface Part {
  readonly name: string
  readonly flags: number
  readonly stored: boolean
  readonly packed: number
  readonly unpacked: number
  /** Checksum of its content; 0 where the archive has none. */
  readonly crc: number
  /** Where its local header stands. */
  readonly at: number
}

/** The XML of a workbook, or what is wrong with its archive. */
export function zipContents(bytes: Buffer): Contents | WorkbookFault {
  const end = bytes.lastIndexOf(END)
  if (end < 0 || end + END_SIZE > bytes.length) return { fault: 'cut' }
  const parts = directory(bytes, end)
  if (!parts) return DAMAGED
  if (parts.some(part => (part.flags & 1) !== 0)) return { fault: 'protected' }
  const total = parts.reduce((sum, part) => sum + (part.stored ? part.packed : part.unpacked), 0)
  const bomb = parts.some(part => part.unpacked > BOMB_BYTES && part.unpacked > part.packed * BOMB_RATIO)
  if (bomb || total > MAX_UNPACKED_BYTES) return { fault: 'unpacked', bytes: total }
  const isOffice = parts.some(part => partKey(part.name) === '[content_types].xml')
  const isWorkbook = isOffice && !OFFICE_KINDS.some(([kind]) => parts.some(part => kind.test(partKey(part.name))))
  return isWorkbook ? contentsOf(bytes, parts) : { fault: 'other', kind: kindOf(bytes, parts) }
}

/** What an archive is that is no workbook. */
function kindOf(bytes: Buffer, parts: readonly Part[]): OtherFile {
  const kind = OFFICE_KINDS.find(([name]) => parts.some(part => name.test(partKey(part.name))))?.[1]
  if (kind !== undefined) return kind
  const type = parts.find(part => part.name === 'mimetype')
  const words = type && unpack(bytes, type)?.toString('latin1')
  if (words?.includes('opendocument.spreadsheet')) return 'ods'
  if (words?.includes('opendocument.presentation')) return 'slides'
  return words?.includes('opendocument.text') ? 'word' : 'archive'
}

/** The XML of the archive. Pictures and the like are looked at and left out. */
function contentsOf(bytes: Buffer, parts: readonly Part[]): Contents | WorkbookFault {
  const contents = new Map<string, Content>()
  for (const part of parts) {
    const key = partKey(part.name)
    const large = SHEET.test(key) && !part.stored && part.unpacked > LARGE_SHEET
    const whole = large ? undefined : unpack(bytes, part)
    if ((!whole && !large) || contents.has(key)) return DAMAGED
    if (!/\.(xml|rels)$/.test(key) || (NO_WORKBOOK.test(key) && key !== APPLICATION)) continue
    if (whole && key !== APPLICATION && !isUtf8(whole)) return DAMAGED
    contents.set(key, whole ? { whole: () => whole, pieces: () => [whole] } : packedContent(bytes, part))
  }
  return contents
}

function packedContent(bytes: Buffer, part: Part): Content {
  const whole = (): Buffer => {
    const content = unpack(bytes, part)
    if (!content || !isUtf8(content)) throw DAMAGED
    return content
  }
  return { whole, pieces: () => piecesOf(bytes, part) }
}

/** The content of a part, piece by piece. */
async function* piecesOf(bytes: Buffer, part: Part): AsyncGenerator<Buffer> {
  const data = packedData(bytes, part)
  if (!data) throw DAMAGED
  const inflate = createInflateRaw({ chunkSize: PIECE })
  inflate.end(data)
  let size = 0
  let crc = 0
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) {
      size += piece.length
      if (size > part.unpacked) throw DAMAGED
      crc = crc32(piece, crc)
      yield piece
    }
  } catch {
    throw DAMAGED
  }
  if (part.crc !== 0 && part.crc !== crc) throw DAMAGED
}

/** The parts that the archive's directory names; undefined where it is broken. */
function directory(bytes: Buffer, end: number): Part[] | undefined {
  let count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  if (count === 0xffff || at === ELSEWHERE) {
    const large = largeEnd(bytes, end)
    if (!large) return undefined
    count = large.count
    at = large.at
  }
  if (count > MAX_PARTS) return undefined
  const parts: Part[] = []
  for (let i = 0; i < count; i++) {
    if (at + ENTRY_SIZE > bytes.length || bytes.readUInt32LE(at) !== ENTRY) return undefined
    const nameEnd = at + ENTRY_SIZE + bytes.readUInt16LE(at + 28)
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30)
    const sizes = entrySizes(bytes, at, nameEnd, Math.min(extraEnd, bytes.length))
    if (!sizes) return undefined
    const part: Part = {
      name: bytes.toString('utf8', at + ENTRY_SIZE, nameEnd),
      flags: bytes.readUInt16LE(at + 8),
      stored: bytes.readUInt16LE(at + 10) === 0,
      crc: bytes.readUInt32LE(at + 16),
      ...sizes,
    }
    // Sizes that only stand behind the part can't be checked before unpacking; no office program writes them so.
    const unsized = part.unpacked === 0 && !part.stored && (part.packed > 2 || (part.flags & 8) !== 0)
    if (unsized && !part.name.endsWith('/')) return undefined
    parts.push(part)
    at = extraEnd + bytes.readUInt16LE(at + 32)
  }
  return parts
}

function u64(bytes: Buffer, at: number): number {
  return at + 8 <= bytes.length ? Number(bytes.readBigUInt64LE(at)) : Number.POSITIVE_INFINITY
}

/** Count and place of the directory of an archive in the form for large ones, which some systems write for any. */
function largeEnd(bytes: Buffer, end: number): { count: number; at: number } | undefined {
  const locator = end - 20
  if (locator < 0 || bytes.readUInt32LE(locator) !== LOCATOR_64) return undefined
  const at = u64(bytes, locator + 8)
  if (at + 56 > bytes.length || bytes.readUInt32LE(at) !== END_64) return undefined
  return { count: u64(bytes, at + 32), at: u64(bytes, at + 48) }
}

/** Sizes and place of a part; in the form for large archives they stand in an extra field. */
function entrySizes(
  bytes: Buffer,
  entry: number,
  from: number,
  to: number,
): Pick<Part, 'packed' | 'unpacked' | 'at'> | undefined {
  let packed = bytes.readUInt32LE(entry + 20)
  let unpacked = bytes.readUInt32LE(entry + 24)
  let at = bytes.readUInt32LE(entry + 42)
  if (packed !== ELSEWHERE && unpacked !== ELSEWHERE && at !== ELSEWHERE) return { packed, unpacked, at }
  let field = from
  while (field + 4 <= to && bytes.readUInt16LE(field) !== 1) field += 4 + bytes.readUInt16LE(field + 2)
  if (field + 4 > to) return undefined
  let next = field + 4
  const take = (): number => {
    next += 8
    return u64(bytes, next - 8)
  }
  if (unpacked === ELSEWHERE) unpacked = take()
  if (packed === ELSEWHERE) packed = take()
  if (at === ELSEWHERE) at = take()
  return next <= to ? { packed, unpacked, at } : undefined
}

/** The content of a part; undefined where it is not what the directory says. */
function unpack(bytes: Buffer, part: Part): Buffer | undefined {
  const { unpacked, stored, crc } = part
  const data = packedData(bytes, part)
  if (!data) return undefined
  try {
    // One piece, and a byte more than it has, so that it is neither put together nor looked for another.
    const content = stored ? data : inflateRawSync(data, { maxOutputLength: unpacked, chunkSize: unpacked + 64 })
    return crc === 0 || crc32(content) === crc ? content : undefined
  } catch {
    return undefined
  }
}

/** The bytes of a part as they stand in the archive; undefined where they are not where the directory says. */
function packedData(bytes: Buffer, { name, at, packed }: Part): Buffer | undefined {
  if (at + LOCAL_SIZE > bytes.length || bytes.readUInt32LE(at) !== LOCAL) return undefined
  const nameEnd = at + LOCAL_SIZE + bytes.readUInt16LE(at + 26)
  if (bytes.toString('utf8', at + LOCAL_SIZE, nameEnd) !== name) return undefined
  const start = at + LOCAL_SIZE + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
  if (start + packed > bytes.length) return undefined
  return bytes.subarray(start, start + packed)
}
