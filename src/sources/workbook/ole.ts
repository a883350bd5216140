// Takes a stream out of an OLE container, in which old workbooks and encrypted new ones are kept. Takes the file's bytes,
// gives the stream's; where a chain is broken, the stream is what can be followed of it. Refuses tables that claim more
// than the file holds, which would fill the memory.

const FREE = 0xfffffffa
const HEADER_SIZE = 512
const ENTRY_SIZE = 128

interface Container {
  readonly bytes: Buffer
  readonly sectorSize: number
  /** Sectors that the file has room for. */
  readonly sectors: number
  readonly fat: readonly number[]
}

export interface OleEntry {
  readonly name: string
  readonly isStream: boolean
  readonly start: number
  readonly size: number
}

function u32(bytes: Buffer, at: number): number {
  return at >= 0 && at + 4 <= bytes.length ? bytes.readUInt32LE(at) : 0xffffffff
}

function sector({ bytes, sectorSize }: Pick<Container, 'bytes' | 'sectorSize'>, number: number): Buffer {
  return bytes.subarray((number + 1) * sectorSize, (number + 2) * sectorSize)
}

/** Sectors from `start` on; a chain that runs in a circle ends where it is longer than `most`. */
function chain(fat: readonly number[], start: number, most: number): number[] {
  const sectors: number[] = []
  for (let next = start; next < fat.length && sectors.length <= most; next = fat[next] ?? FREE) sectors.push(next)
  return sectors
}

function numbers(bytes: Buffer): number[] {
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, i) => bytes.readUInt32LE(i * 4))
}

function openContainer(bytes: Buffer): Container | undefined {
  if (bytes.length < HEADER_SIZE) return undefined
  const shift = bytes.readUInt16LE(30)
  if (shift !== 9 && shift !== 12) return undefined
  const container = { bytes, sectorSize: 1 << shift }
  const sectors = Math.ceil(bytes.length / container.sectorSize)
  // Tables that claim more sectors than a file of this size can need are made to fill the memory.
  const mostOfFat = Math.ceil(sectors / (container.sectorSize / 4)) * 2 + 2
  const ofFat = numbers(bytes.subarray(76, HEADER_SIZE)).filter(number => number < FREE)
  for (let next = u32(bytes, 68); next < FREE && ofFat.length <= mostOfFat; ) {
    const more = numbers(sector(container, next))
    next = more.pop() ?? FREE
    if (more.length === 0) return undefined
    ofFat.push(...more.filter(number => number < FREE))
  }
  if (ofFat.length > mostOfFat) return undefined
  return { ...container, sectors, fat: ofFat.flatMap(number => numbers(sector(container, number))) }
}

function joined(container: Container, start: number): Buffer {
  return Buffer.concat(chain(container.fat, start, container.sectors).map(number => sector(container, number)))
}

export interface OleContainer {
  /** Empty where the file is no container, or its streams share sectors or run in circles. */
  readonly entries: readonly OleEntry[]
  readonly read: (entry: OleEntry) => Buffer
}

export function oleEntries(bytes: Buffer): OleContainer {
  const none: OleContainer = { entries: [], read: () => Buffer.alloc(0) }
  const container = openContainer(bytes)
  if (!container) return none
  const directory = joined(container, u32(bytes, 48))
  const entries: OleEntry[] = []
  for (let at = 0; at + ENTRY_SIZE <= directory.length; at += ENTRY_SIZE) {
    const length = Math.min(64, Math.max(2, directory.readUInt16LE(at + 64)))
    const name = directory.toString('utf16le', at, at + length - 2)
    const isStream = directory[at + 66] === 2
    entries.push({ name, isStream, start: u32(directory, at + 116), size: u32(directory, at + 120) })
  }
  const cutoff = u32(bytes, 56)
  const large = entries.filter(({ isStream, size }) => isStream && size >= cutoff)
  const starts = [u32(bytes, 48), u32(bytes, 60), entries[0]?.start ?? FREE, ...large.map(({ start }) => start)]
  let taken = 0
  for (const start of starts) {
    taken += chain(container.fat, start, container.sectors).length
    if (taken > container.sectors) return none
  }
  return {
    entries,
    read(entry) {
      if (entry.size >= cutoff) return joined(container, entry.start).subarray(0, entry.size)
      const small = joined(container, entries[0]?.start ?? FREE)
      const smallFat = numbers(joined(container, u32(bytes, 60)))
      return Buffer.concat(
        chain(smallFat, entry.start, smallFat.length).map(n => small.subarray(n * 64, n * 64 + 64)),
      ).subarray(0, entry.size)
    },
  }
}
