// Zip archives as this program writes them: parts, each packed as its bytes come, and their directory. Takes an archive of our
// own apart, and puts parts together; any archive but one of ours is not taken apart.

import { once } from 'node:events'
import { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { crc32, createDeflateRaw, createInflateRaw, inflateRawSync } from 'node:zlib'

const LOCAL = 0x04034b50
const LOCAL_SIZE = 30
const ENTRY = 0x02014b50
const ENTRY_SIZE = 46
const END = 0x06054b50
const END_SIZE = 22
const DEFLATED = 8
/** The version that can unpack it, and the first day that the format knows: the same parts give the same bytes. */
const VERSION = 20
const DATE = 33
/** Bytes of a piece. */
const PIECE = 1 << 16

/** A part as it lies in an archive. */
export interface Part {
  readonly name: string
  readonly packed: readonly Uint8Array[]
  readonly isDeflated: boolean
  readonly crc: number
  /** Bytes when it is unpacked. */
  readonly size: number
}

/** The parts of an archive of ours; undefined for any other. */
export function partsOf(archive: Buffer): Part[] | undefined {
  const end = archive.length - END_SIZE
  if (end < 0 || archive.readUInt32LE(end) !== END) return undefined
  const parts: Part[] = []
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const length = archive.readUInt16LE(at + 28)
    const local = archive.readUInt32LE(at + 42)
    const from = local + LOCAL_SIZE + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
    parts.push({
      name: archive.toString('utf8', at + ENTRY_SIZE, at + ENTRY_SIZE + length),
      packed: [archive.subarray(from, from + archive.readUInt32LE(at + 20))],
      isDeflated: archive.readUInt16LE(at + 10) === DEFLATED,
      crc: archive.readUInt32LE(at + 16),
      size: archive.readUInt32LE(at + 24),
    })
    at += ENTRY_SIZE + length + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  return parts
}

/** The archive of parts, in their order. */
export function archiveOf(parts: readonly Part[]): Buffer {
  const locals: Uint8Array[] = []
  const entries: Buffer[] = []
  let offset = 0
  for (const { name, packed, isDeflated, crc, size } of parts) {
    const label = Buffer.from(name)
    const bytes = packed.reduce((sum, piece) => sum + piece.length, 0)
    const local = Buffer.alloc(LOCAL_SIZE)
    local.writeUInt32LE(LOCAL, 0)
    local.writeUInt16LE(VERSION, 4)
    local.writeUInt16LE(isDeflated ? DEFLATED : 0, 8)
    local.writeUInt16LE(DATE, 12)
    local.writeUInt32LE(crc, 14)
    local.writeUInt32LE(bytes, 18)
    local.writeUInt32LE(size, 22)
    local.writeUInt16LE(label.length, 26)
    const entry = Buffer.alloc(ENTRY_SIZE)
    entry.writeUInt32LE(ENTRY, 0)
    entry.writeUInt16LE(VERSION, 4)
    local.copy(entry, 6, 4, LOCAL_SIZE)
    entry.writeUInt32LE(offset, 42)
    locals.push(local, label, ...packed)
    entries.push(entry, label)
    offset += LOCAL_SIZE + label.length + bytes
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(END_SIZE)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

/** The text of a part. */
export function textOf({ packed, isDeflated }: Part): string {
  const bytes = Buffer.concat(packed)
  return (isDeflated ? inflateRawSync(bytes) : bytes).toString('utf8')
}

/** A part of a text that comes in pieces: packed as they come, none of them kept. */
export async function partOf(name: string, pieces: Pieces): Promise<Part> {
  const packed: Uint8Array[] = []
  const deflate = createDeflateRaw({ chunkSize: PIECE })
  deflate.on('data', (piece: Uint8Array) => packed.push(piece))
  let crc = 0
  let size = 0
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece)
    crc = crc32(bytes, crc)
    size += bytes.length
    if (!deflate.write(bytes)) await once(deflate, 'drain')
  }
  deflate.end()
  await once(deflate, 'end')
  return { name, packed, isDeflated: true, crc, size }
}

/** A text piece by piece. */
export type Pieces = Iterable<string> | AsyncIterable<string>

/** Changes parts of an archive, of which none is held whole: `change` gives the new pieces of a text. Another's archive stays as it is. */
export async function withParts(archive: Buffer, change: (pieces: Pieces) => Pieces): Promise<Buffer> {
  const parts = partsOf(archive)
  if (!parts) return archive
  const now: Part[] = []
  for (const part of parts) {
    const changed = await partOf(part.name, change(piecesOf(unpacked(part))))
    now.push(changed.crc === part.crc && changed.size === part.size ? part : changed)
  }
  return archiveOf(now)
}

function unpacked({ packed, isDeflated }: Part): Iterable<Uint8Array> | AsyncIterable<Uint8Array> {
  return isDeflated ? Readable.from(packed).pipe(createInflateRaw({ chunkSize: PIECE })) : packed
}

/** Bytes as pieces of marked text, each cut behind a mark: what stands between two marks is in one piece. */
export async function* piecesOf(bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  let waiting = ''
  for await (const piece of bytes) {
    waiting += decoder.write(piece)
    const end = waiting.lastIndexOf('>') + 1
    if (end === 0) continue
    yield waiting.slice(0, end)
    waiting = waiting.slice(end)
  }
  yield waiting + decoder.end()
}
