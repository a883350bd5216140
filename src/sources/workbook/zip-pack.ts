// Puts parts into a zip archive as they are, neither compressed nor with checksums: for a reader in the same process that
// takes archives only. Takes names and contents; gives the bytes.

const LOCAL_SIZE = 30
const ENTRY_SIZE = 46
const END_SIZE = 22

export interface Packed {
  readonly name: string
  readonly content: Buffer
}

export function zipOf(parts: readonly Packed[]): Buffer {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content } of parts) {
    const label = Buffer.from(name)
    const local = Buffer.alloc(LOCAL_SIZE)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt32LE(content.length, 18)
    local.writeUInt32LE(content.length, 22)
    local.writeUInt16LE(label.length, 26)
    const entry = Buffer.alloc(ENTRY_SIZE)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt32LE(content.length, 20)
    entry.writeUInt32LE(content.length, 24)
    entry.writeUInt16LE(label.length, 28)
    entry.writeUInt32LE(at, 42)
    pieces.push(local, label, content)
    directory.push(entry, label)
    at += LOCAL_SIZE + label.length + content.length
  }
  const names = Buffer.concat(directory)
  const end = Buffer.alloc(END_SIZE)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(names.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...pieces, names, end])
}
