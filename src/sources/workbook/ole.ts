// Takes a stream out of an OLE container, in which old workbooks and encrypted new ones are kept. Takes the file's bytes,
// gives the stream's; refuses nothing: where a chain is broken, the stream is what can be followed of it.

const FREE = 0xfffffffa
const HEADER_SIZE = 512
const ENTRY_SIZE = 128

interface Container {
  readonly bytes: Buffer
  readonly sectorSize: number
  readonly fat: readonly number[]
}

export interface OleEntry {
  readonly name: string
  readonly start: number
  readonly size: number
}

function u32(bytes: Buffer, at: number): number {
  return at >= 0 && at + 4 <= bytes.length ? bytes.readUInt32LE(at) : 0xffffffff
}

function sector(container: Container, number: number): Buffer {
  const at = HEADER_SIZE + number * container.sectorSize
  return container.bytes.subarray(at, at + container.sectorSize)
}

/** Sectors from `start` on; a chain that runs in a circle ends where it would come back. */
function chain(fat: readonly number[], start: number): number[] {
  const sectors: number[] = []
  for (let next = start; next < fat.length && sectors.length <= fat.length; next = fat[next] ?? FREE) sectors.push(next)
  return sectors
}

function numbers(bytes: Buffer): number[] {
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, i) => bytes.readUInt32LE(i * 4))
}

function openContainer(bytes: Buffer): Container | undefined {
  if (bytes.length < HEADER_SIZE) return undefined
  const shift = bytes.readUInt16LE(30)
  if (shift !== 9 && shift !== 12) return undefined
  const container = { bytes, sectorSize: 1 << shift, fat: [] }
  const ofFat = numbers(bytes.subarray(76, HEADER_SIZE))
  const most = Math.ceil(bytes.length / container.sectorSize)
  for (let next = u32(bytes, 68), left = most; next < FREE && left > 0; left--) {
    const more = numbers(sector(container, next))
    next = more.pop() ?? FREE
    ofFat.push(...more)
  }
  const used = ofFat.filter(number => number < FREE).slice(0, most)
  return { ...container, fat: used.flatMap(number => numbers(sector(container, number))) }
}

function joined(container: Container, start: number): Buffer {
  return Buffer.concat(chain(container.fat, start).map(number => sector(container, number)))
}

/** The streams of the container; empty where it is none. */
export function oleEntries(bytes: Buffer): { entries: readonly OleEntry[]; read: (entry: OleEntry) => Buffer } {
  const container = openContainer(bytes)
  if (!container) return { entries: [], read: () => Buffer.alloc(0) }
  const directory = joined(container, u32(bytes, 48))
  const entries: OleEntry[] = []
  for (let at = 0; at + ENTRY_SIZE <= directory.length; at += ENTRY_SIZE) {
    const length = Math.min(64, Math.max(2, directory.readUInt16LE(at + 64)))
    const name = directory.toString('utf16le', at, at + length - 2)
    entries.push({ name, start: u32(directory, at + 116), size: u32(directory, at + 120) })
  }
  const cutoff = u32(bytes, 56)
  return {
    entries,
    read(entry) {
      if (entry.size >= cutoff) return joined(container, entry.start).subarray(0, entry.size)
      const small = joined(container, entries[0]?.start ?? FREE)
      const smallFat = numbers(joined(container, u32(bytes, 60)))
      return Buffer.concat(chain(smallFat, entry.start).map(n => small.subarray(n * 64, n * 64 + 64))).subarray(
        0,
        entry.size,
      )
    },
  }
}
