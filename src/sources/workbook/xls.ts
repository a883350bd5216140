// Reads an old workbook (BIFF8 `.xls`). Takes the file's bytes, gives its sheets as cells; refuses what is protected,
// broken, cut, or in a form older than 1997.

import { type Cell, NO_RESULT } from '../cells/cell.ts'
import { unfoldXls } from './library.ts'
import type { Sheet, Workbook, WorkbookFault } from './sheet.ts'
import { hiddenOf, shownAs } from './xlsx.ts'

export async function readXlsFile(bytes: Buffer): Promise<Workbook | WorkbookFault> {
  const { entries, read } = oleEntries(bytes)
  if (entries.some(entry => entry.name === 'EncryptedPackage' || entry.name === 'EncryptionInfo'))
    return { fault: 'protected' }
  const has = (name: string): boolean => entries.some(entry => entry.name === name)
  const stream = entries.find(entry => entry.name === 'Workbook')
  if (!stream) {
    const kind = has('Book')
      ? 'old workbook'
      : has('WordDocument')
        ? 'word'
        : has('PowerPoint Document')
          ? 'slides'
          : 'unknown'
    return entries.length > 1 ? { fault: 'other', kind } : { fault: 'damaged' }
  }
  const facts = xlsFacts(read(stream))
  if (facts.encrypted) return { fault: 'protected' }
  if (facts.broken) return { fault: 'damaged' }
  const book = await unfoldXls(bytes)
  if ('fault' in book) return book
  const shown = shownAs(facts.is1904)
  const sheets = book.sheets.map((sheet, i): Sheet => {
    const rows: Cell[][] = sheet.rows
    for (const [key, code] of facts.sheets[i]?.formats ?? []) {
      change(rows, key, value => (typeof value === 'number' || value instanceof Date ? shown(value, code) : value))
    }
    for (const [key, text] of facts.sheets[i]?.texts ?? []) change(rows, key, () => text ?? NO_RESULT)
    return {
      name: sheet.name,
      hidden: facts.sheets[i]?.hidden === true,
      rows,
      merges: sheet.merges,
      hiddenRows: hiddenOf(facts.sheets[i]?.hiddenRows ?? []),
    }
  })
  return { sheets, is1904: facts.is1904 }
}

/** Changes a cell by its number: row × 65536 + column. */
function change(rows: Cell[][], key: number, to: (value: Cell) => Cell): void {
  const number = Math.floor(key / 65_536)
  const row = rows[number] ?? []
  row[key % 65_536] = to(row[key % 65_536])
  rows[number] = row
}

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

interface OleEntry {
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

interface OleContainer {
  /** Empty where the file is no container, or its streams share sectors or run in circles. */
  readonly entries: readonly OleEntry[]
  readonly read: (entry: OleEntry) => Buffer
}

function oleEntries(bytes: Buffer): OleContainer {
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

// What the reader of old workbooks (BIFF8) does not tell: encryption, hidden sheets, the epoch of dates, the formats of
// numbers, and the texts of formulas that it loses. Takes the workbook's stream; broken records end the search.

const BOF = 0x0809
const EOF = 0x000a
const FILE_PASS = 0x002f
const DATE_MODE = 0x0022
const BOUND_SHEET = 0x0085
const FORMAT = 0x041e
const XF = 0x00e0
const FONT = 0x0031
const NUMBER = 0x0203
const RK = 0x027e
const MUL_RK = 0x00bd
const FORMULA = 0x0006
const LABEL = 0x0204
const LABEL_SST = 0x00fd
const BOOL_ERR = 0x0205
/** A text with fonts of its own, in its cell. */
const RSTRING = 0x00d6
const SST = 0x00fc
const STRING = 0x0207
const ROW = 0x0208
const CONTINUE = 0x003c
/** Formulas of several cells, which stand between the formula of the first one and its text: filled down, array, table. */
const SHARED: ReadonlySet<number> = new Set([0x04bc, 0x0221, 0x0236])
/** Records that hold one cell with content. */
const CELLS: ReadonlySet<number> = new Set([NUMBER, RK, FORMULA, LABEL, LABEL_SST, BOOL_ERR, RSTRING])

interface XlsSheetFacts {
  readonly hidden: boolean
  /** Formats of cells with a number (row × 65536 + column): their code, or the number of one that is built in. */
  readonly formats: ReadonlyMap<number, string | number>
  /** Cells whose text is lost: with fonts of its own, or of a formula that it does not stand right behind; and their text. */
  readonly texts: ReadonlyMap<number, string | undefined>
  /** Rows of no height, hidden by hand or by a filter; and those in which a cell is struck out. */
  readonly hiddenRows: readonly number[]
}

interface XlsFacts {
  readonly encrypted: boolean
  /** A part that does not end, a cell that stands twice, or a text that is not there. */
  readonly broken: boolean
  readonly is1904: boolean
  /** In the order of the workbook's sheets. */
  readonly sheets: readonly XlsSheetFacts[]
}

interface Rec {
  readonly id: number
  readonly at: number
  readonly data: Buffer
}

function* records(stream: Buffer, from: number): Generator<Rec> {
  for (let at = from; at + 4 <= stream.length; ) {
    const end = at + 4 + stream.readUInt16LE(at + 2)
    if (end > stream.length) return
    yield { id: stream.readUInt16LE(at), at, data: stream.subarray(at + 4, end) }
    at = end
  }
}

export function xlsFacts(stream: Buffer): XlsFacts {
  const codes = new Map<number, string>()
  /** By the number of a style: its format. */
  const styles: number[] = []
  /** By the number of a font, and of a style: it strikes out. */
  const fonts: boolean[] = []
  const struck: boolean[] = []
  const sheets: { hidden: boolean; isTable: boolean; at: number }[] = []
  let encrypted = false
  let is1904 = false
  let texts = 0
  let ended = false
  for (const { id, data } of records(stream, 0)) {
    if (id === EOF || encrypted) {
      ended = true
      break
    }
    if (id === SST && data.length >= 8) texts = data.readUInt32LE(4)
    if (id === FILE_PASS) encrypted = true
    else if (id === DATE_MODE && data.length >= 2) is1904 = data.readUInt16LE(0) === 1
    else if (id === BOUND_SHEET && data.length >= 6)
      sheets.push({ at: data.readUInt32LE(0), hidden: (data[4]! & 3) !== 0, isTable: data[5] === 0 })
    else if (id === FORMAT && data.length >= 5) codes.set(data.readUInt16LE(0), formatText(data))
    else if (id === FONT && data.length >= 4) {
      fonts.push((data.readUInt16LE(2) & 8) !== 0)
      // No font has the number 4.
      if (fonts.length === 4) fonts.push(false)
    } else if (id === XF && data.length >= 4) {
      styles.push(data.readUInt16LE(2))
      struck.push(fonts[data.readUInt16LE(0)] === true)
    }
  }
  const formatOf = (style: number): string | number => codes.get(styles[style]!) ?? styles[style] ?? 0
  const read = sheets.map(({ at, ...sheet }) => ({ ...sheet, ...cellFacts(stream, at, formatOf, texts, struck) }))
  return {
    encrypted,
    // A chart repeats the cells that it shows.
    broken: !ended || read.some(sheet => sheet.isTable && sheet.broken),
    is1904,
    sheets: read.map(({ hidden, formats, texts, hiddenRows }) => ({ hidden, formats, texts, hiddenRows })),
  }
}

function formatText(data: Buffer): string {
  return data.subarray(5).toString((data[4]! & 1) === 0 ? 'latin1' : 'utf16le')
}

/** The text in a record of its own; undefined where it is cut. */
function stringText(data: Buffer): string | undefined {
  if (data.length < 3) return undefined
  const wide = (data[2]! & 1) === 1
  const end = 3 + data.readUInt16LE(0) * (wide ? 2 : 1)
  return end <= data.length ? data.toString(wide ? 'utf16le' : 'latin1', 3, end) : undefined
}

/** `shared`: how many shared texts the workbook has; `struck`: by the number of a style, that it strikes out. */
function cellFacts(
  stream: Buffer,
  from: number,
  formatOf: (style: number) => string | number,
  shared: number,
  struck: readonly boolean[],
): Omit<XlsSheetFacts, 'hidden'> & { readonly broken: boolean } {
  const formats = new Map<number, string | number>()
  const texts = new Map<number, string | undefined>()
  const hiddenRows: number[] = []
  const seen = new Set<number>()
  let cells = 0
  let ended = false
  let broken = false
  let depth = 0
  let awaited: number | undefined
  let between = false
  let text: number | undefined
  const format = (cell: number, style: number): void => {
    const code = formatOf(style)
    if (code !== 0 && code !== 'General') formats.set(cell, code)
  }
  for (const { id, at, data } of records(stream, from)) {
    // A text that runs on in another record is longer than any cell that is read.
    if (id === CONTINUE && text !== undefined) texts.set(text, undefined)
    text = undefined
    if (awaited !== undefined) {
      if (SHARED.has(id)) {
        between = true
        continue
      }
      if (id !== STRING) texts.set(awaited, undefined)
      else if (between) texts.set(awaited, stringText(data))
      if (id === STRING) text = awaited
      awaited = undefined
    }
    if (id === BOF) depth++
    else if (id === EOF && --depth <= 0) {
      // Behind it stands the next sheet or nothing; what looks like an end elsewhere is a piece of a broken record.
      const next = at + 6 <= stream.length ? stream.readUInt16LE(at + 4) : 0
      ended = data.length === 0 && (next === BOF || next === 0)
      break
    }
    if (depth !== 1 || data.length < 6) continue
    if (id === ROW && data.length >= 14 && (data[12]! & 0x20) !== 0) hiddenRows.push(data.readUInt16LE(0))
    const cell = data.readUInt16LE(0) * 65_536 + data.readUInt16LE(2)
    const count = id === MUL_RK ? Math.floor((data.length - 6) / 6) : CELLS.has(id) ? 1 : 0
    for (let i = 0; i < count; i++) {
      seen.add(cell + i)
      if (struck[data.readUInt16LE(4 + i * 6)]) hiddenRows.push(data.readUInt16LE(0))
    }
    cells += count
    if (id === LABEL_SST) broken ||= data.length < 10 || data.readUInt32LE(6) >= shared
    if (id === RSTRING) texts.set(cell, stringText(data.subarray(6)))
    if (id === NUMBER || id === RK || id === FORMULA) {
      format(cell, data.readUInt16LE(4))
      // A result of 0, …, FF FF is a text, which follows in a record of its own.
      if (id === FORMULA && data.length >= 14 && data.readUInt16LE(12) === 0xffff && data[6] === 0) {
        awaited = cell
        between = false
      }
    } else if (id === MUL_RK) {
      for (let i = 0; 4 + i * 6 + 8 <= data.length; i++) format(cell + i, data.readUInt16LE(4 + i * 6))
    }
  }
  return { formats, texts, hiddenRows, broken: broken || !ended || seen.size < cells }
}
