// The parts of a zip archive that this program wrote, changed where somebody changes them; all others stay as they are packed.
// Takes the archive and what becomes of a part's text; gives the archive. Anything but one of ours is given back as it is.

import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'

const END = 0x06054b50
const END_SIZE = 22
const ENTRY_SIZE = 46
const LOCAL_SIZE = 30
const DEFLATED = 8

/** Changes parts of an archive: `change` gives the new text of a part, or the same one. */
export function withParts(archive: Buffer, change: (text: string) => string): Buffer {
  const end = archive.length - END_SIZE
  if (end < 0 || archive.readUInt32LE(end) !== END) return archive
  const locals: Buffer[] = []
  const entries: Buffer[] = []
  let offset = 0
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [name, extra, comment] = [28, 30, 32].map(place => archive.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ]
    const entry = Buffer.from(archive.subarray(at, at + ENTRY_SIZE + name + extra + comment))
    const local = entry.readUInt32LE(42)
    const head = LOCAL_SIZE + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
    const header = Buffer.from(archive.subarray(local, local + head))
    const packed = archive.subarray(local + head, local + head + entry.readUInt32LE(20))
    const data = changed(packed, entry, change)
    // Checksum and sizes stand in both heads.
    entry.copy(header, 14, 16, 28)
    entry.writeUInt32LE(offset, 42)
    locals.push(header, data)
    entries.push(entry)
    offset += header.length + data.length
    at += entry.length
  }
  const directory = Buffer.concat(entries)
  const last = Buffer.from(archive.subarray(end))
  last.writeUInt32LE(directory.length, 12)
  last.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, last])
}

/** The packed bytes of a part as they are to stand; its checksum and sizes go into its entry. */
function changed(packed: Buffer, entry: Buffer, change: (text: string) => string): Buffer {
  const isPacked = entry.readUInt16LE(10) === DEFLATED
  const text = (isPacked ? inflateRawSync(packed) : packed).toString('utf8')
  const now = change(text)
  if (now === text) return packed
  const bytes = Buffer.from(now)
  const data = isPacked ? deflateRawSync(bytes) : bytes
  entry.writeUInt32LE(crc32(bytes), 16)
  entry.writeUInt32LE(data.length, 20)
  entry.writeUInt32LE(bytes.length, 24)
  return data
}
