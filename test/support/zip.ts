// The parts of a zip archive, read and written by hand: to look into workbooks, and to change them.

import { deflateRawSync, inflateRawSync } from 'node:zlib'

/** Names and contents of the parts, in the order of the archive. */
export function unzip(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  const parts = new Map<string, Buffer>()
  let at = bytes.readUInt32LE(end + 16)
  for (let i = 0; i < bytes.readUInt16LE(end + 10); i++) {
    const method = bytes.readUInt16LE(at + 10)
    const size = bytes.readUInt32LE(at + 20)
    const [name, extra, comment] = [28, 30, 32].map(offset => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    const local = bytes.readUInt32LE(at + 42)
    const begin = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const data = bytes.subarray(begin, begin + size)
    parts.set(bytes.toString('utf8', at + 46, at + 46 + name), method === 0 ? Buffer.from(data) : inflateRawSync(data))
    at += 46 + name + extra + comment
  }
  return parts
}

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const TYPES: readonly (readonly [RegExp, string])[] = [
  [/^xl\/workbook\.xml$/, 'sheet.main'],
  [/^xl\/worksheets\/[^/]+\.xml$/, 'worksheet'],
  [/^xl\/chartsheets\/[^/]+\.xml$/, 'chartsheet'],
  [/^xl\/styles\.xml$/, 'styles'],
  [/^xl\/sharedStrings\.xml$/, 'sharedStrings'],
]

/** `[Content_Types].xml` of a workbook with parts of these names. */
export function contentTypes(names: Iterable<string>): string {
  const stated = [...names].flatMap(name => {
    const type = TYPES.find(([known]) => known.test(name))?.[1]
    return type === undefined ? [] : `<Override PartName="/${name}" ContentType="${TYPE}.${type}+xml"/>`
  })
  const defaults =
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
  return `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${defaults}${stated.join('')}</Types>`
}

export function zip(parts: ReadonlyMap<string, Buffer>): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, raw] of parts) {
    const data = deflateRawSync(raw)
    const label = Buffer.from(name)
    // Version, flags (UTF-8 names), deflate, no time, checksum, sizes, length of the name
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(0x800, 2)
    facts.writeUInt16LE(8, 4)
    facts.writeUInt16LE(0x21, 8)
    facts.writeUInt32LE(crc32Of(raw), 10)
    facts.writeUInt32LE(data.length, 14)
    facts.writeUInt32LE(raw.length, 18)
    facts.writeUInt16LE(label.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    local.push(Buffer.from([0x50, 0x4b, 3, 4]), facts, label, data)
    central.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), facts, place, label)
    offset += 30 + label.length + data.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.size, 8)
  end.writeUInt16LE(parts.size, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, directory, end])
}

function crc32Of(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let k = 0; k < 8; k++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1
  }
  return ~crc >>> 0
}
